"""The six kinds of fact, each with the exact text that it rests on."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from paperfacts.schema.papers import Frozen

ModelKind = Literal["model", "method"]
ModelRole = Literal["introduced", "used", "mentioned"]
BenchmarkRole = Literal["introduced", "evaluated", "used", "mentioned"]
CountModifier = Literal["exact", "at_least", "approx", "up_to"]
CountUnit = Literal[
    "language", "language pair", "translation direction", "dialect", "script", "language family", "programming language"
]
ScoreModifier = Literal["exact", "at_least", "approx", "up_to", "average"]
ScoreKind = Literal["absolute", "gain", "drop"]
ScoreUnit = Literal["%", "points", "x", ""]
DecimalText = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]


class Evidence(Frozen):
    """A span of the title or the abstract, in code points of that field as it was read, and the rule that found it."""

    field: Literal["title", "abstract"]
    start: int = Field(ge=0)
    end: int
    text: str = Field(min_length=1)
    rule: str
    confidence: float = Field(ge=0, le=1)


Mentions = Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Named(Frozen):
    """Something with a name, the other spellings of it in this paper, and where they stand."""

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    mentions: Mentions


class Model(Named):
    """A named model, system, method, framework or toolkit."""

    kind: ModelKind
    role: ModelRole


class Benchmark(Named):
    """A named data set, corpus, benchmark, test suite or shared task."""

    role: BenchmarkRole


class Language(Frozen):
    """A natural language or dialect; `code` is BCP 47 (ISO 639-1, else ISO 639-3), empty where there is none."""

    name: str = Field(min_length=1)
    code: str = ""
    mentions: Mentions


class Task(Frozen):
    """A task that the work addresses or is evaluated on, lower case, spelled out."""

    name: str = Field(min_length=1)
    mentions: Mentions


class LanguageCount(Frozen):
    """A stated number of languages, language pairs, dialects…, and the named model or data set it is about."""

    value: int = Field(ge=0)
    modifier: CountModifier = "exact"
    unit: CountUnit = "language"
    subject: str | None = None
    evidence: Evidence


class Score(Frozen):
    """A reported number that measures quality, or a difference of such; `value` is decimal text, never a float."""

    value: DecimalText
    unit: ScoreUnit = ""
    kind: ScoreKind = "absolute"
    modifier: ScoreModifier = "exact"
    metric: str | None = None
    benchmark: str | None = None
    model: str | None = None
    baseline: str | None = None
    condition: str | None = None
    evidence: Evidence

    @property
    def number(self) -> Decimal:
        """The value, to calculate with."""
        return Decimal(self.value)
