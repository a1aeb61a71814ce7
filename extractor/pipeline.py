"""The way of a paper, step by step, from the text as read to the record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from paperfacts.schema import MadeWith, Paper, Record, text_digest


@dataclass(frozen=True, slots=True)
class Extractor:
    """Everything that extraction knows: rules, lexicon and weights, as one value.

    >>> Extractor.load().extract(Paper.of("XNLI revisited")).title
    'XNLI revisited'
    """

    version: str

    @classmethod
    def load(cls, *folders: Path) -> Self:
        """Load what the package knows, and the rules and names in folders of the user's own."""
        return cls("0")

    def extract(self, paper: Paper) -> Record:
        """Find the facts of one paper."""
        fields = {name: getattr(paper, name) for name in Paper.model_fields}
        return Record.model_construct(**fields, made_with=MadeWith(text=text_digest(paper), rules=self.version))

    def extract_all(self, papers: Iterable[Paper]) -> Iterator[Record]:
        """Find the facts of papers, in their order."""
        return map(self.extract, papers)
