"""A name that was judged to be a model or a benchmark, before it becomes a fact of a record."""

from dataclasses import dataclass
from typing import Literal

from paperfacts.extractor.document import Span


@dataclass(frozen=True, slots=True)
class Name:
    """One model or benchmark of a document, with the spans of all its mentions in the document's text, in order.

    `name` is the canonical form where the lexicon knows it, else the fullest form in the text.
    """

    name: str
    type: Literal["model", "benchmark"]
    role: Literal["introduced", "evaluated", "used", "mentioned"]
    spans: tuple[Span, ...]
