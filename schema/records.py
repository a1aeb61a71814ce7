"""A paper together with the facts found in it."""

import hashlib
from collections.abc import Iterator
from itertools import chain
from typing import Self

from pydantic import Field, model_validator

from paperfacts.schema.facts import Benchmark, Evidence, Language, LanguageCount, Model, Named, Score, Task
from paperfacts.schema.papers import Frozen, Paper


class MadeWith(Frozen):
    """What a record was made from: a digest of the paper as read, and the version of rules, lexicon and weights."""

    text: str = Field(pattern=r"^[0-9a-f]{16}$")
    rules: str


class Record(Paper):
    """A paper and its facts; every piece of evidence is held to the text it quotes.

    >>> welsh = {"field": "title", "start": 3, "end": 8, "text": "Welsh", "rule": "languages/name", "confidence": 1}
    >>> record = Record.of("On Welsh", languages=[{"name": "Welsh", "code": "cy", "mentions": [welsh]}])
    >>> record.languages[0].mentions[0].text
    'Welsh'
    """

    models: tuple[Model, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    languages: tuple[Language, ...] = ()
    tasks: tuple[Task, ...] = ()
    language_counts: tuple[LanguageCount, ...] = ()
    scores: tuple[Score, ...] = ()
    made_with: MadeWith | None = None

    @property
    def paper(self) -> Paper:
        """The paper alone."""
        return Paper.model_construct(**{name: getattr(self, name) for name in Paper.model_fields})

    def evidence(self) -> Iterator[Evidence]:
        """Every piece of evidence of every fact."""
        for named in chain[Named | Language | Task](self.models, self.benchmarks, self.languages, self.tasks):
            yield from named.mentions
        for stated in chain[LanguageCount | Score](self.language_counts, self.scores):
            yield stated.evidence

    @model_validator(mode="after")
    def _evidence_holds(self) -> Self:
        for evidence in self.evidence():
            text = self.title if evidence.field == "title" else self.abstract
            found = text[evidence.start : evidence.end]
            if found != evidence.text or evidence.end != evidence.start + len(found):
                at = f"{evidence.field}[{evidence.start}:{evidence.end}]"
                raise ValueError(f"evidence says {evidence.text!r}, but {at} reads {found!r}")
        return self


def text_digest(paper: Paper) -> str:
    """16 hex digits that change when title or abstract changes."""
    return hashlib.sha256(f"{paper.title}\0{paper.abstract}".encode()).hexdigest()[:16]
