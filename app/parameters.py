"""What a caller types on the command line, made into values."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from typer import BadParameter


def read_parameters(pairs: Iterable[str]) -> dict[str, Any]:
    """Read `name=value` pairs; a value is JSON where it is JSON, text where it is not.

    >>> read_parameters(["name=XNLI", "at_least=100", 'version="2"', 'names=["XNLI", "WMT"]'])
    {'name': 'XNLI', 'at_least': 100, 'version': '2', 'names': ['XNLI', 'WMT']}
    """
    values = {}
    for pair in pairs:
        name, is_given, value = pair.partition("=")
        if not (is_given and name):
            raise BadParameter(f"{pair!r} is not name=value: write for example --param name=XNLI")
        values[name] = _value(value)
    return values


def _value(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=str)
    except json.JSONDecodeError:
        return text


def read_query(query: str) -> str:
    """Give the query itself, or standard input for `-`."""
    return sys.stdin.read() if query == "-" else query
