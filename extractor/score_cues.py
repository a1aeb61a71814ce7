"""Sentences with numbers, made ready to judge: words with classes, metrics, lists of numbers, rules that matched."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from paperfacts.extractor.document import Document, Span
from paperfacts.extractor.lexicon import lower
from paperfacts.extractor.metrics import Metric, find_metrics, is_metric_head
from paperfacts.extractor.numbers import Number, find_numbers
from paperfacts.extractor.rules import Rule, RuleBook, RuleSet

_TOKEN = re.compile(r"[^\W\d_][\w'@+.\-/]*[\w+]|[^\W\d_]|\d[\w.,]*|[^\w\s]")
_LIST_GAP = re.compile(r"(?:\s*(?:,|/|;|&|and|or|to|-|et|vs\.?)\s*|\s*±\s*)+(?:up to |over |nearly )?", re.IGNORECASE)


class Token(NamedTuple):
    """A word or sign in lower case, "#" for a number; its classes are those of cues.toml, and `metric` or `number`."""

    start: int
    word: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with numbers: its tokens, metrics, numbers (one after another in lists), and the rules of each.

    `starts` are where its tokens begin, `classes` all classes that any token has.
    """

    span: Span
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    classes: tuple[str, ...]
    metrics: tuple[Metric, ...]
    lists: tuple[tuple[Number, ...], ...]
    votes: Mapping[int, tuple[Rule, ...]]

    def rules_of(self, number: Number) -> tuple[Rule, ...]:
        """Rules that matched a number."""
        return self.votes.get(number.start, ())

    def refused(self, number: Number) -> bool:
        """Whether a rule says that a number is no score."""
        return any(rule.refuses for rule in self.rules_of(number))


@cache
def _word_classes() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    data = tomllib.loads(files("paperfacts.extractor").joinpath("rules/cues.toml").read_text("utf-8"))
    whole: dict[str, tuple[str, ...]] = {}
    begins: dict[str, tuple[str, ...]] = {}
    for name, words in data["class"].items():
        for word in words:
            table = begins if word.endswith("*") else whole
            key = word.rstrip("*")
            table[key] = (*table.get(key, ()), name)
    return whole, begins


@lru_cache(maxsize=20_000)
def classes_of(word: str) -> tuple[str, ...]:
    """Classes of cues.toml that a word in lower case belongs to.

    >>> classes_of("outperforms")
    ('gain',)
    """
    whole, begins = _word_classes()
    found = set(whole.get(word, ()))
    for length in range(2, len(word) + 1):
        found.update(begins.get(word[:length], ()))
    return tuple(sorted(found))


def clauses(document: Document, rules: RuleBook) -> tuple[Clause, ...]:
    """The sentences of a document that hold numbers, with the rules that matched each number."""
    by_sentence: dict[int, list[Number]] = {}
    for number in find_numbers(document.text):
        by_sentence.setdefault(document.sentence_number(number.start), []).append(number)
    if not by_sentence:
        return ()
    book, small = rules.of("Score"), lower(document.text)
    found = (
        _clause(document.text, small, document.sentences[at], numbers, book) for at, numbers in by_sentence.items()
    )
    return tuple(clause for clause in found if clause)


def _clause(text: str, small: str, span: Span, numbers: Sequence[Number], rules: RuleSet) -> Clause | None:
    """A clause, unless it has only bare whole numbers and no metric."""
    words = small[slice(*span)]
    metrics = find_metrics(text[slice(*span)], span[0])
    if not metrics and not any(number.unit or number.sign or "." in number.value for number in numbers):
        return None
    votes = _votes(text, small, span, numbers, rules)
    tokens = _tokens(words, span[0], metrics)
    starts = tuple([token.start for token in tokens])
    classes = tuple(sorted({name for token in tokens for name in token.classes}))
    return Clause(span, tokens, starts, classes, metrics, _lists(text, numbers), votes)


def _votes(text: str, small: str, span: Span, numbers: Sequence[Number], rules: RuleSet) -> dict[int, tuple[Rule, ...]]:
    by_end = {number.end: number.start for number in numbers}
    votes: dict[int, tuple[Rule, ...]] = {}
    for rule, match in rules.matches(text, small, [span]):
        start = by_end.get(match.end("value"))
        if start is not None and rule not in votes.get(start, ()):
            votes[start] = (*votes.get(start, ()), rule)
    return votes


def _lists(text: str, numbers: Sequence[Number]) -> tuple[tuple[Number, ...], ...]:
    lists: list[list[Number]] = []
    for number in numbers:
        if lists and _LIST_GAP.fullmatch(text, lists[-1][-1].unit_end, number.start):
            lists[-1].append(number)
        else:
            lists.append([number])
    return tuple(tuple(one) for one in lists)


def _tokens(small: str, offset: int, metrics: Sequence[Metric]) -> tuple[Token, ...]:
    matches = list(_TOKEN.finditer(small))
    tokens = [Token(offset + match.start(), *_read(match[0])) for match in matches]
    for metric in metrics:
        classes = ("metric", "metric-down") if metric.down else ("metric",)
        at = bisect_left(tokens, (metric.start,))
        while at < len(tokens) and tokens[at].start < metric.end:
            tokens[at] = Token(tokens[at].start, matches[at][0], classes)
            at += 1
    return tuple(tokens)


@lru_cache(maxsize=20_000)
def _read(word: str) -> tuple[str, tuple[str, ...]]:
    if word[0].isdigit():
        return "#", ("number",)
    return word, (*classes_of(word), "metric-head") if is_metric_head(word) else classes_of(word)
