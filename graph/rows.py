"""What a query answers: rows of plain Python values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A node that a query returned whole."""

    labels: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship that a query returned whole."""

    type: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Path:
    """A path that a query returned whole."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query; `warnings` are the engine's hints, such as a label that looks misspelled.

    >>> rows = Rows(("name", "papers"), (("XNLI", 3),))
    >>> list(rows)
    [{'name': 'XNLI', 'papers': 3}]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    warnings: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)
