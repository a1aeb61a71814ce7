"""The text of a SPARQL query: parameters filled in, and the spot of an error shown."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode

from paperfacts.graph.refusal import SPARQL_QUIET
from paperfacts.graph.vocabulary import iri

_PARAMETER = re.compile(rf"(?P<quiet>{SPARQL_QUIET.pattern})|\$(?P<name>\w+)", re.DOTALL)
_SPOT = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<problem>.*)", re.DOTALL)
_CHARACTER_SET = re.compile(r",?\s*\[['\"].*?\](?=,|$|\s*$)", re.DOTALL)


def fill_in(sparql: str, parameters: Mapping[str, Any]) -> str:
    """Put values in place of `$name`, where it is no part of a string, an address or a comment.

    A list becomes its terms side by side, as VALUES takes them.

    >>> fill_in("SELECT * { ?s ?p $name } # $name", {"name": "XNLI"})
    'SELECT * { ?s ?p "XNLI" } # $name'
    """

    def value(match: re.Match[str]) -> str:
        name = match["name"]
        return match[0] if name is None or name not in parameters else _term(parameters[name])

    return _PARAMETER.sub(value, sparql)


def _term(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(_term, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal | NamedNode | Literal):
        return str(value)
    if isinstance(value, float):
        return str(Literal(repr(value), datatype=NamedNode(iri("xsd:double"))))
    is_date = isinstance(value, date) and not isinstance(value, datetime)
    return str(Literal(str(value), datatype=NamedNode(iri("xsd:date")))) if is_date else str(Literal(str(value)))


def explain_error(sparql: str, message: str) -> str:
    """Shorten the engine's message and point to the spot in the query.

    >>> print(explain_error("SELECT ?s { ?s ?p }", "error at 1:19: expected one of LATERAL, ['a' | 'b'], [_]"))
    SPARQL syntax error at line 1, column 19: expected one of LATERAL, [_]
       SELECT ?s { ?s ?p }
                         ^
    """
    spot = _SPOT.match(message)
    if not spot:
        return message
    line, column = int(spot["line"]), int(spot["column"])
    lines = sparql.splitlines() or [""]
    text = lines[line - 1] if line <= len(lines) else ""
    problem = " ".join(_CHARACTER_SET.sub("", " ".join(spot["problem"].split())).split())
    return f"SPARQL syntax error at line {line}, column {column}: {problem}\n   {text}\n   {' ' * (column - 1)}^"
