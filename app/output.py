"""Rows as a table for people, as tab-separated lines for pipes, as JSON or as CSV."""

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from enum import StrEnum
from numbers import Number
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from paperfacts.graph.rows import Rows

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class Form(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"


def print_answer(answer: "Rows", form: Form | None = None) -> None:
    """Print what a query answered, and the engine's hints on stderr."""
    for warning in answer.warnings:
        print(f"hint: {warning}", file=sys.stderr)
    print_rows(answer.columns, answer.rows, form)


def print_rows(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], form: Form | None = None, out: TextIO | None = None
) -> None:
    r"""Print rows; without a form as a table on a terminal, as tab-separated lines elsewhere.

    >>> print_rows(["paper", "year"], [["XNLI\tagain", 2018]])
    paper	year
    XNLI again	2018
    >>> print_rows(["paper", "year"], [["XNLI", 2018]], Form.json)
    [
      {"paper": "XNLI", "year": 2018}
    ]
    """
    out = out or sys.stdout
    if form is None and not out.isatty():
        _print_tabbed(columns, rows, out)
    elif form is Form.json:
        _print_json(columns, rows, out)
    elif form is Form.csv:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows([_as_text(value) for value in row] for row in rows)
    else:
        from paperfacts.table import print_table

        print_table(columns, [[_as_cell(value) for value in row] for row in rows], out)


def _print_tabbed(columns: Sequence[str], rows: Iterable[Sequence[Any]], out: TextIO) -> None:
    out.writelines("\t".join(_as_line(value) for value in row) + "\n" for row in (columns, *rows))


def _print_json(columns: Sequence[str], rows: Iterable[Sequence[Any]], out: TextIO) -> None:
    lines = [json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=_as_json) for row in rows]
    out.write("[\n  " + ",\n  ".join(lines) + "\n]\n" if lines else "[]\n")


def _as_json(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_as_text(item) for item in value)
    is_whole = isinstance(value, dict) or is_dataclass(value)
    return json.dumps(value, ensure_ascii=False, default=_as_json) if is_whole else str(value)


def _as_line(value: Any) -> str:
    return _CONTROL.sub(" ", _as_text(value))


def _as_cell(value: Any) -> str | Number:
    return value if isinstance(value, Number) else _as_line(value)
