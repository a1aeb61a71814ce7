"""A knowledge graph in a folder: papers go in, answers come out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from paperfacts.graph.papers import PaperStore
from paperfacts.schema import Paper, Record, Unread

if TYPE_CHECKING:
    from paperfacts.extraction import Input, RuleFolders
    from paperfacts.progress import Progress

BATCH = 200
"""Papers that are stored in one transaction."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the papers that were added; `read` counts a paper as often as it was read, the others once.

    >>> print(Summary(read=3, new=2))
    read 3 papers: 2 new, 0 changed, 0 unchanged; 0 inputs failed
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: tuple[Unread, ...] = ()

    def __str__(self) -> str:
        states = f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged"
        errors = sum(one.severity == "error" for one in self.failed)
        return f"read {self.read} papers: {states}; {errors} failed"
