"""Metric names in text, with the form that records give them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


_WIDE = 40


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric name in a text; `down` says that a smaller value is the better one."""

    start: int
    end: int
    name: str
    down: bool


@dataclass(frozen=True, slots=True)
class _Lexicon:
    automaton: "AhoCorasick"
    entries: tuple[tuple[str, bool], ...]
    cased: frozenset[str]
    heads: frozenset[str]
    general: frozenset[str]
    vague: frozenset[str]
    before: "regex.Pattern[str]"
    shape: "regex.Pattern[str]"


@cache
def _lexicon() -> _Lexicon:
    from ahocorasick_rs import AhoCorasick, MatchKind  # noqa: PLC0415  start-up stays light

    data = tomllib.loads(files("paperfacts.extractor").joinpath("rules/metrics.toml").read_text("utf-8"))
    spellings: dict[str, tuple[str, bool]] = {}
    for table, down in (("metric", False), ("metric_down", True)):
        for name, others in data[table].items():
            for spelling in (name.lower(), *others):
                for form in (spelling, spelling.replace("-", " "), spelling.replace(" ", "-"), f"{spelling}s"):
                    spellings.setdefault(form, (name, down))
    automaton = AhoCorasick(list(spellings), matchkind=MatchKind.LeftmostLongest)
    shape = data["shape"]
    cased, heads, general, vague = (frozenset(shape[key]) for key in ("cased", "heads", "general", "vague"))
    before, shaped = (regex.compile(shape[key]) for key in ("before", "shape"))
    return _Lexicon(automaton, tuple(spellings.values()), cased, heads, general, vague, before, shaped)


def find_metrics(text: str, offset: int = 0) -> tuple[Metric, ...]:
    """Known metric names of a text, in order, the longest at each place; spans start from `offset`.

    >>> [(metric.name, metric.down) for metric in find_metrics("A word error rate of 5.1, 34.2 BLEU and 71 Acc@0.25")]
    [('WER', True), ('BLEU', False), ('Acc@0.25', False)]
    """
    lexicon = _lexicon()
    lower = text.lower()
    found = [
        Metric(offset + start, offset + end, *lexicon.entries[index])
        for index, start, end in lexicon.automaton.find_matches_as_indexes(lower)
        if _stands_alone(lower, start, end) and (lower[start:end] not in lexicon.cased or text[start].isupper())
    ]
    if "@" in text:
        taken = [(metric.start - offset, metric.end - offset) for metric in found]
        shaped = [match for match in lexicon.shape.finditer(text) if match.span() not in taken]
        inside = [metric for metric in found if not any(m.start() <= metric.start - offset < m.end() for m in shaped)]
        found = sorted([*inside, *(Metric(offset + m.start(), offset + m.end(), m[0], down=False) for m in shaped)],
                       key=lambda metric: metric.start)  # fmt: skip
    return tuple(found)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start == 0 or not text[start - 1].isalnum()
    return before and (end == len(text) or not text[end].isalnum())


def is_metric_head(word: str) -> bool:
    """Whether a word in lower case can end the name of a metric that no list has ("label recovery rate").

    >>> is_metric_head("rate"), is_metric_head("dataset")
    (True, False)
    """
    return word in _lexicon().heads


def is_vague(metric: Metric) -> bool:
    """Whether a metric is no more than a word for "good" ("performance")."""
    return metric.name in _lexicon().vague


def metric_name(text: str, metric: Metric) -> str | None:
    """The name that a record gives a metric of a text.

    A general word takes the words before it along; without any it is none.

    >>> text = "a composite score of 2.5"
    >>> metric_name(text, find_metrics(text)[0])
    'composite score'
    """
    lexicon = _lexicon()
    if metric.name not in lexicon.general:
        return metric.name
    before = lexicon.before.search(text, max(0, metric.start - _WIDE), metric.start)
    written = f"{before[0]}{text[metric.start : metric.end]}" if before else metric.name
    return written if before or " " in metric.name else None
