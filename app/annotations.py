"""Facts of a paper as evaluation compares them, whether a person annotated them or they were extracted."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from paperfacts.schema import InputError

_BENCHMARKS = AliasChoices("datasets", "benchmarks")
_BENCHMARK = AliasChoices("dataset", "benchmark")


def _task_name(task: Any) -> Any:
    return task.get("name") if isinstance(task, dict) else task


class _Read(BaseModel):
    """What annotations and records share; what only one of them has is not compared."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Place(_Read):
    """The text that a fact was read from, and how sure the extractor was."""

    text: str = ""
    confidence: float | None = None


class Named(_Read):
    """A model or a benchmark."""

    name: str
    aliases: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    mentions: tuple[Place, ...] = ()
    role: str | None = None
    kind: str | None = None

    def __str__(self) -> str:
        return self.name

    @property
    def confidence(self) -> float | None:
        """How sure the extractor was; None in an annotation."""
        return max((place.confidence for place in self.mentions if place.confidence is not None), default=None)


class Language(_Read):
    """A natural language."""

    name: str = ""
    code: str | None = None

    def __str__(self) -> str:
        return _joined(self.name, self.code)


class Count(_Read):
    """A stated number of languages."""

    value: float
    unit: str = "language"
    modifier: str = "exact"
    subject: str | None = None

    def __str__(self) -> str:
        return _joined(f"{self.value:g} {self.unit}", self.modifier, self.subject)


class Score(_Read):
    """A reported score."""

    value: float
    kind: str = "absolute"
    metric: str | None = None
    benchmark: str | None = Field(default=None, validation_alias=_BENCHMARK)
    model: str | None = None
    evidence: Place | None = None

    def __str__(self) -> str:
        return _joined(f"{self.value:g} {self.kind}", self.metric, self.benchmark, self.model)

    @property
    def confidence(self) -> float | None:
        """How sure the extractor was; None in an annotation."""
        return self.evidence.confidence if self.evidence else None


class Facts(_Read):
    """A paper and its facts: `datasets` of an annotation are the `benchmarks` of a record.

    >>> facts = Facts.model_validate({"title": "On XNLI", "datasets": [{"name": "XNLI", "role": "evaluated"}]})
    >>> facts.benchmarks[0].name, facts.benchmarks[0].role
    ('XNLI', 'evaluated')
    """

    id: str = ""
    title: str
    abstract: str = ""
    models: tuple[Named, ...] = ()
    benchmarks: tuple[Named, ...] = Field(default=(), validation_alias=_BENCHMARKS)
    language_counts: tuple[Count, ...] = ()
    languages: tuple[Language, ...] = ()
    tasks: tuple[Annotated[str, BeforeValidator(_task_name)], ...] = ()
    scores: tuple[Score, ...] = ()


def read_facts(path: Path) -> Iterator[Facts]:
    """Read annotations, or records, from a file of JSON Lines.

    Raises InputError at the first line that holds neither.
    """
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            yield _facts_of(line, f"{path}, line {number}")


def _facts_of(line: bytes, place: str) -> Facts:
    try:
        return Facts.model_validate(json.loads(line))
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise InputError(
            place, f"{where}: {first['msg']}", remedy="mend it; docs/accuracy.md shows the form"
        ) from fault
    except ValueError as fault:
        raise InputError(place, f"not JSON ({fault})", remedy="write one JSON object a line") from fault


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
