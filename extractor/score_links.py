"""What a score is about: metric, benchmark, model, baseline and condition, read from the clause around the number."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

import regex

from paperfacts.extractor.document import Document, Span
from paperfacts.extractor.lexicon import lower
from paperfacts.extractor.metrics import Metric, is_vague, metric_name
from paperfacts.extractor.names import Name
from paperfacts.extractor.numbers import Number
from paperfacts.extractor.score_cues import Clause
from paperfacts.extractor.score_weights import Kind

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_AND = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|and|or|&|/)\s*(?:and\s+|or\s+)?(?:the\s+|on\s+|for\s+)?")
_NEXT = re.compile(
    r"\s*(?:(?!(?:and|or|on|by|to|with|over|of|for|than|from|while|compared|without|as|at|when|using|but|relative|absolute)\b)[\w@%.'+-]+\s+){0,4}"
)
_BESIDE = re.compile(
    r"(?:'s)?\s?(?:\(|:|,|at|=)?\s*(?:[\w@-]+\s?[:=]?\s)?(?:of\s)?"
    r"|\s(?:[a-z]+\s){0,1}(?:achiev|scor|reach|attain|obtain)\w*\s[^,;()]{0,40}"
)
_BELONGS = re.compile(r"\s(?:[\w@-]+\s){0,2}?(?:for|by|of|with)\s(?:the\s|our\s)?")
_WIDE, _BEFORE_HEAD, _AFTER_HEAD = 25, 90, 25


@dataclass(frozen=True, slots=True)
class Links:
    """What a score is about, and the span that shows its number, unit and metric."""

    metric: str | None
    benchmark: str | None
    model: str | None
    baseline: str | None
    condition: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or an unnamed system, where it stands."""

    start: int
    end: int
    name: str
    introduced: bool = False


class Spanned(Protocol):
    """Something that stands somewhere in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


_T = TypeVar("_T", bound=Spanned)


@dataclass(frozen=True, slots=True)
class _Words:
    heads: "AhoCorasick"
    unnamed: "regex.Pattern[str]"
    own: "regex.Pattern[str]"
    own_starts: tuple[str, ...]
    subject: "regex.Pattern[str]"
    compared: "regex.Pattern[str]"
    reach: int
    setting: "regex.Pattern[str]"
    after: "regex.Pattern[str]"


@cache
def _words() -> _Words:
    from ahocorasick_rs import AhoCorasick  # noqa: PLC0415  start-up stays light

    data = tomllib.loads(files("paperfacts.extractor").joinpath("rules/links.toml").read_text("utf-8"))
    return _Words(
        AhoCorasick(data["unnamed"]["heads"]),
        regex.compile(data["unnamed"]["pattern"]),
        regex.compile(data["unnamed"]["own"]),
        tuple(data["unnamed"]["own_starts"]),
        regex.compile(data["subject"]["pattern"]),
        regex.compile(data["compared"]["pattern"]),
        data["compared"]["reach"],
        regex.compile(data["setting"]["pattern"]),
        regex.compile(data["setting"]["after"]),
    )


@dataclass(frozen=True, slots=True)
class Linker:
    """The names of a document, ready to be tied to the numbers of one of its clauses.

    `models` and `benchmarks` stand in the clause, `rivals` are the models and unnamed systems it compares with.
    """

    document: Document
    clause: Clause
    names: Sequence[Name]
    models: tuple[Mention, ...]
    benchmarks: tuple[Mention, ...]
    unnamed: tuple[Mention, ...]
    rivals: tuple[Mention, ...]

    @classmethod
    def of(cls, document: Document, clause: Clause, names: Sequence[Name]) -> "Linker":
        """Find what the clause names."""
        models, benchmarks = (_mentions(clause.span, names, kind) for kind in ("model", "benchmark"))
        named = [span for mention in (*models, *benchmarks) for span in [(mention.start, mention.end)]]
        unnamed = tuple(
            mention
            for mention in _unnamed(document.text, clause.span)
            if not any(start < mention.end and mention.start < end for start, end in named)
        )
        return cls(document, clause, names, models, benchmarks, unnamed, _rivals(document, clause, (*models, *unnamed)))

    def link(self, numbers: Sequence[Number], number: Number, kind: Kind) -> Links:
        """Say what one score of the clause is about."""
        metric = self._metric(numbers, number)
        benchmark = self._benchmark(numbers, number)
        return Links(
            metric_name(self.document.text, metric) if metric else None,
            benchmark,
            self._model(numbers, number, kind),
            self._baseline(number) if kind != "absolute" else None,
            self._condition(number, benchmark),
            _shown(number, metric),
        )

    def _metric(self, numbers: Sequence[Number], number: Number) -> Metric | None:
        metrics = [metric for metric in self.clause.metrics if not is_vague(metric)]
        if one := _in_step(self.document.text, metrics, numbers, number):
            return one
        text, last = self.document.text, numbers[-1].unit_end
        right = [m for m in metrics if m.start >= last and _NEXT.fullmatch(text, last, m.start)]
        left = [m for m in metrics if m.end <= number.start]
        inside = [m for m in metrics if number.start <= m.start < number.unit_end]
        found = inside or right[:1] or left[-1:] or [m for m in metrics if m.start >= number.end]
        return found[0] if found else None

    def _benchmark(self, numbers: Sequence[Number], number: Number) -> str | None:
        mentions = self.benchmarks
        if one := _in_step(self.document.text, mentions, numbers, number):
            return one.name
        if len({mention.name for mention in mentions}) > 1:
            stop = self._next_number(numbers[-1])
            right = [m for m in mentions if numbers[-1].end <= m.start < stop]
            left = [m for m in mentions if m.end <= number.start]
            return (right[:1] or left[-1:] or mentions)[0].name
        if mentions:
            return mentions[0].name
        told = [n.name for n in self.names if n.type == "benchmark" and n.role in {"introduced", "evaluated"}]
        return told[0] if len(told) == 1 else None

    def _model(self, numbers: Sequence[Number], number: Number, kind: Kind) -> str | None:
        introduced = next((n.name for n in self.names if n.type == "model" and n.role == "introduced"), None)
        one = self._holder(numbers, number) if kind == "absolute" else None
        one = one or self._actor(number, bool(introduced))
        if one is None or (introduced and one in self.unnamed and _words().own.match(one.name)):
            return introduced
        return one.name

    def _actor(self, number: Number, has_introduced: bool) -> Mention | None:
        """The model that the clause is about: an introduced one first, then the last one before the number."""
        own = [mention for mention in (*self.models, *self.unnamed) if mention not in self.rivals]
        before = [mention for mention in own if mention.end <= number.start]
        for candidates in (before, own):
            if introduced := [mention for mention in candidates if mention.introduced]:
                return introduced[-1]
        named = [mention for mention in before if mention in self.models]
        if has_introduced and not named:
            return None
        found = named[-1:] or before[-1:] or self._subject(number) or own or self._own_before(number)
        return found[0] if found else None

    def _own_before(self, number: Number) -> list[Mention]:
        """What an earlier sentence calls "our model", "the proposed system"."""
        words, text = _words(), self.document.text
        start = max(text.rfind(word, 0, number.start) for word in words.own_starts)
        found = words.unnamed.match(text, start, number.start) if start >= 0 else None
        return [Mention(*found.span("phrase"), found["phrase"])] if found else []

    def _subject(self, number: Number) -> list[Mention]:
        found = _words().subject.finditer(self.document.text, self.clause.span[0], number.start)
        return [Mention(*match.span("phrase"), match["phrase"]) for match in found][-1:]

    def _holder(self, numbers: Sequence[Number], number: Number) -> Mention | None:
        """The model that a number is put beside: "X (71%)", "X's 71%", "71% for X"."""
        text, mentions = self.document.text, (*self.models, *self.unnamed)
        if one := _in_step(text, self.models, numbers, number):
            return one
        for mention in sorted(mentions, key=lambda mention: abs(mention.start - number.start)):
            before, after = text[mention.end : number.start], text[number.unit_end : mention.start]
            if mention.end <= number.start and _BESIDE.fullmatch(before):
                return mention
            if number.unit_end <= mention.start and _BELONGS.fullmatch(after):
                return mention
        return None

    def _baseline(self, number: Number) -> str | None:
        return min(self.rivals, key=lambda mention: abs(mention.start - number.start)).name if self.rivals else None

    def _condition(self, number: Number, benchmark: str | None) -> str | None:
        after = _words().after.match(self.document.text, number.unit_end, self.clause.span[1])
        if after and after["phrase"] != benchmark and not self._is_named(after.span("phrase")):
            return str(after["phrase"])
        near = _words().setting.findall(self.document.text, *self.clause.span)
        return near[0].lower() if near else None

    def _is_named(self, span: Span) -> bool:
        return any(m.start < span[1] and span[0] < m.end for m in (*self.models, *self.benchmarks))

    def _next_number(self, number: Number) -> int:
        starts = [other.start for numbers in self.clause.lists for other in numbers if other.start > number.start]
        return min(starts, default=self.clause.span[1])


def _unnamed(text: str, clause: Span) -> Iterator[Mention]:
    start, end = clause
    heads = _words().heads.find_matches_as_indexes(lower(text[start:end]))
    if heads:
        first, last = max(start, start + heads[0][1] - _BEFORE_HEAD), min(end, start + heads[-1][2] + _AFTER_HEAD)
        for match in _words().unnamed.finditer(text, first, last):
            yield Mention(*match.span("phrase"), match["phrase"])


def _mentions(clause: Span, names: Sequence[Name], kind: Literal["model", "benchmark"]) -> tuple[Mention, ...]:
    found = [
        Mention(start, end, name.name, name.role == "introduced")
        for name in names
        if name.type == kind
        for start, end in name.spans
        if clause[0] <= start < clause[1]
    ]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _rivals(document: Document, clause: Clause, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """What the clause compares with: the first one named soon after "over", "than", "outperforms"…"""
    words = _words()
    found: list[Mention] = []
    for match in words.compared.finditer(document.text, *clause.span):
        near = [
            mention
            for mention in mentions
            if 0 <= mention.start - match.end() <= words.reach and not mention.introduced
        ]
        if near:
            found.append(min(near, key=lambda mention: mention.start))
    return tuple(dict.fromkeys(found))


def _in_step(text: str, things: Sequence[_T], numbers: Sequence[Number], number: Number) -> _T | None:
    """The nth of a list of things where a list of numbers is as long, for the nth number."""
    if len(numbers) < 2:
        return None
    run: list[_T] = []
    for thing in things:
        joined = run and _AND.fullmatch(text, run[-1].end, thing.start)
        run = [*run, thing] if joined else [thing]
        if len(run) == len(numbers):
            return run[numbers.index(number)]
    return None


def _shown(number: Number, metric: Metric | None) -> Span:
    start, end = number.start, number.unit_end
    if metric and 0 <= metric.start - end <= _WIDE:
        return start, metric.end
    if metric and 0 <= start - metric.end <= _WIDE:
        return metric.start, end
    return min(start, metric.start) if metric and start <= metric.start < end else start, end
