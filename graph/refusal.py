"""Queries that would write, or reach a file or the network, are refused before an engine sees them."""

import re

from paperfacts.schema import RefusedQueryError

_READ_ONLY = "ask only, with MATCH … RETURN or SELECT; `paperfacts build` changes the graph"
CYPHER_QUIET = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\n]*|/\*.*?\*/""", re.DOTALL)
"""Strings, quoted names and comments of Cypher: what may hold any word."""

_CYPHER_OUTSIDE = re.compile(r"\bLOAD\s+CSV\b|\bapoc\s*\.\s*(?:load|import|export|cypher)\b", re.IGNORECASE)
_CYPHER_TABLE = re.compile(r"\bFORMAT\s+CSV\s*;?\s*\Z", re.IGNORECASE)

SPARQL_QUIET = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}"""
    r"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>"{}|^`\\\s]*>|\#[^\n]*""",
    re.DOTALL,
)
"""Strings, addresses and comments of SPARQL: what may hold any word."""

_SPARQL_WORD = r"(?<![\w?$:@.-])(?:{})(?![\w:-])"
_SPARQL_OUTSIDE = re.compile(_SPARQL_WORD.format("SERVICE|FROM"), re.IGNORECASE)
_SPARQL_WRITES = re.compile(
    r"\A\s*(?:(?:PREFIX\s+[^\s:]*:|BASE)\s*)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)
_SPARQL_NEXT_WRITES = re.compile(
    _SPARQL_WORD.format(r"INSERT\s+DATA|DELETE\s+DATA|DELETE\s+WHERE|LOAD\s+(?:SILENT|INTO)|(?:DELETE|INSERT)\s*\{"),
    re.IGNORECASE,
)


def refuse_cypher(cypher: str) -> None:
    """Refuse Cypher that reaches a file or the network; that it only reads is the engines' to hold.

    >>> refuse_cypher("RETURN 'LOAD CSV' AS words")
    >>> refuse_cypher("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row")
    Traceback (most recent call last):
    paperfacts.schema.errors.RefusedQueryError: LOAD CSV reaches outside the graph: ask only, ...
    """
    words = CYPHER_QUIET.sub(" ", cypher)
    if found := _CYPHER_OUTSIDE.search(words):
        raise RefusedQueryError(cypher, f"{found[0]} reaches outside the graph", remedy=_READ_ONLY)
    if found := _CYPHER_TABLE.search(words):
        raise RefusedQueryError(cypher, f"{found[0]} is no Cypher", remedy="ask for the rows, and write them as CSV")


def writes_are_refused(query: str) -> RefusedQueryError:
    """Make the error for a query that would write."""
    return RefusedQueryError(query, "the query would change the graph, which is read-only here", remedy=_READ_ONLY)


def refuse_sparql(sparql: str) -> None:
    """Refuse SPARQL that writes, or that reaches a file or the network.

    >>> refuse_sparql("SELECT ?service WHERE { ?service ?p 'LOAD' }")
    >>> refuse_sparql("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    paperfacts.schema.errors.RefusedQueryError: SERVICE reaches outside the graph: ask only, ...
    """
    words = SPARQL_QUIET.sub(" ", sparql)
    if _SPARQL_WRITES.search(words) or _SPARQL_NEXT_WRITES.search(words):
        raise writes_are_refused(sparql)
    if found := _SPARQL_OUTSIDE.search(words):
        raise RefusedQueryError(sparql, f"{found[0]} reaches outside the graph", remedy=_READ_ONLY)
