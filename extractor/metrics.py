"""Metric names in text, with the form that records give them."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


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
    heads: frozenset[str]


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
    return _Lexicon(automaton, tuple(spellings.values()), frozenset(data["shape"]["heads"]))


def find_metrics(lower: str, offset: int = 0) -> tuple[Metric, ...]:
    """Known metric names of a text in lower case, in order, the longest at each place; spans start from `offset`.

    >>> [(metric.name, metric.down) for metric in find_metrics("a word error rate of 5.1 and 34.2 bleu")]
    [('WER', True), ('BLEU', False)]
    """
    lexicon = _lexicon()
    found = []
    for index, start, end in lexicon.automaton.find_matches_as_indexes(lower):
        if _stands_alone(lower, start, end):
            name, down = lexicon.entries[index]
            found.append(Metric(offset + start, offset + end, name, down))
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


def nearest(metrics: Sequence[Metric], start: int, end: int) -> Metric | None:
    """The metric that stands nearest to a span, None where there is none."""
    return min(metrics, key=lambda metric: max(start - metric.end, metric.start - end), default=None)
