"""A table that fits the terminal: long cells wrap between words; what has too many columns is shown row by row."""

from collections.abc import Sequence
from numbers import Number
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

Cell = str | Number
_WHOLE_WORD = 24
"""Longest word that is not broken over lines, in characters."""


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Cell]], out: TextIO) -> None:
    """Print rows as wide as the terminal at most."""
    console = Console(file=out, highlight=False)
    by_column = [[row[number] for row in rows] for number in range(len(columns))]
    narrow = [_longest([name, *cells], split=True) for name, cells in zip(columns, by_column, strict=True)]
    wide = [_longest([name, *cells]) for name, cells in zip(columns, by_column, strict=True)]
    gaps = 2 * (len(columns) - 1)
    if sum(narrow) + gaps > console.width:
        _print_row_by_row(columns, rows, console)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, leading=sum(wide) + gaps > console.width)
    for name, cells, width in zip(columns, by_column, narrow, strict=True):
        is_numeric = bool(cells) and all(isinstance(cell, Number) for cell in cells)
        table.add_column(Text(name), justify="right" if is_numeric else "left", overflow="fold", min_width=width)
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console.print(table)
    if not rows:
        console.print("no rows")


def _print_row_by_row(columns: Sequence[str], rows: Sequence[Sequence[Cell]], console: Console) -> None:
    for row in rows:
        table = Table.grid(padding=(0, 2))
        table.add_column(style="bold")
        table.add_column(overflow="fold")
        for name, cell in zip(columns, row, strict=True):
            if str(cell):
                table.add_row(Text(name), Text(str(cell)))
        console.print(table)
        console.print()


def _longest(cells: Sequence[Cell], *, split: bool = False) -> int:
    if not split:
        return max(len(str(cell)) for cell in cells)
    return min(_WHOLE_WORD, max(len(word) for cell in cells for word in str(cell).split() or [""]))
