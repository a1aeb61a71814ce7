"""Spans that may be names: runs of name-shaped words, their parts, and what the text itself calls a name."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from paperfacts.extractor.abbreviations import Abbreviation
from paperfacts.extractor.document import Document, Span
from paperfacts.extractor.name_cues import Cues, RunCues
from paperfacts.extractor.tokens import CAPITALISED, LOWER, NAME_SHAPES, NUMBER, SIGN, STRONG, TAIL, Tokens
from paperfacts.schema import name_key

MAX_WORDS = 6
_LONGEST_HEAD = 5
_SHORTEST_TOLD = 4
_LONGEST_WEAK_PART = 2
_SENTENCE_ENDS = frozenset({".", "!", "?", ":"})
_BEFORE_TOLD = frozenset({'"', "'", ":", "as"})
_NEVER_IN_HEAD = frozenset({"(", ")", ",", '"', "[", "]"})
_RUNS_ON = NAME_SHAPES | {NUMBER, TAIL}


class Run(NamedTuple):
    """Tokens `first` to `last` that could all belong to one name."""

    first: int
    last: int


class Mention(NamedTuple):
    """One place of a candidate: its first and last token, and the number of the run that it is a part of."""

    first: int
    last: int
    run: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """The possible names of a document by key, each with its mentions in order of the text.

    `lists` says for each run the first and last run of the list that it stands in ("A, B and C").
    """

    document: Document
    tokens: Tokens
    lower: list[str]
    title_tokens: int
    runs: list[Run]
    lists: list[Run]
    mentions: dict[str, list[Mention]]

    def span(self, mention: Mention) -> Span:
        """Span of a mention in the document's text."""
        return self.tokens.starts[mention.first], self.tokens.ends[mention.last]

    def text(self, mention: Mention) -> str:
        """A mention as it stands in the document's text."""
        return self.document.text[self.tokens.starts[mention.first] : self.tokens.ends[mention.last]]


def find_candidates(
    document: Document, cues: Cues, ordinary: frozenset[str], abbreviations: tuple[Abbreviation, ...] = ()
) -> Candidates:
    """Find all spans of a document that may be names; `ordinary` are words that say nothing when capitalised.

    >>> from paperfacts.extractor.name_cues import Cues
    >>> from paperfacts.schema import Paper
    >>> document = Document.of(Paper.of("On names", "We train KoBERT and GPT-4 Turbo."))
    >>> list(find_candidates(document, Cues.load(), frozenset({"we", "on"})).mentions)
    ['kobert', 'gpt4turbo', 'gpt4', 'turbo']
    """
    tokens = Tokens.of(document.text)
    words = _Words(
        tokens, [word.lower() for word in tokens.words], bisect(tokens.starts, document.title_end), cues.run, ordinary
    )
    runs = _all_runs(words)
    text = document.text
    longs = {name_key(text[slice(*pair.long)]): key_of(text[slice(*pair.short)]) for pair in abbreviations}
    authors = cues.citation.spans(text)
    long_spans = sorted(pair.long for pair in abbreviations)
    mentions: dict[str, list[Mention]] = {}
    for mention in _mentions(words, runs):
        start, end = tokens.starts[mention.first], tokens.ends[mention.last]
        key = key_of(text[start:end])
        is_author = _is_within(start, end, authors) and not _is_strong(tokens, mention)
        if not is_author and (key in longs or not _is_within(start, end, long_spans)):
            mentions.setdefault(longs.get(key, key), []).append(mention)
    return Candidates(document, tokens, words.lower, words.title_end, runs, _lists(words, runs), mentions)


def _is_strong(tokens: Tokens, part: Run | Mention) -> bool:
    """Whether a word's letters alone say that it is a name."""
    return not STRONG.isdisjoint(tokens.shapes[part.first : part.last + 1])


def _is_within(start: int, end: int, spans: list[Span]) -> bool:
    """Whether a span lies within one of several that do not overlap, in order."""
    before = bisect(spans, start, key=itemgetter(0))
    return before > 0 and end <= spans[before - 1][1]


@lru_cache(maxsize=1 << 16)
def key_of(text: str) -> str:
    """Key of a name; the plural of an acronym or a number is its singular."""
    is_plural = len(text) > 2 and text[-1] == "s" and (text[-2].isupper() or text[-2].isdigit())
    return name_key(text[:-1] if is_plural else text)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a document with what it takes to tell which could be names."""

    tokens: Tokens
    lower: list[str]
    title_end: int
    cues: RunCues
    ordinary: frozenset[str]

    def is_title_case(self) -> bool:
        """Whether most words of the title are capitalised, so that capitals say nothing there."""
        shapes = self.tokens.shapes[: self.title_end]
        return shapes.count(CAPITALISED) > shapes.count(LOWER) / 2

    def touches(self, index: int) -> bool:
        """Whether the next word follows with no more than a space between, in the same field."""
        tokens = self.tokens
        return index + 1 != self.title_end and tokens.starts[index + 1] - tokens.ends[index] <= 1

    def is_mere_opening(self, index: int) -> bool:
        """Whether a word is capitalised only because it opens a sentence."""
        tokens = self.tokens
        opens = (
            index in {0, self.title_end}
            or tokens.words[index - 1] in _SENTENCE_ENDS
            or tokens.shapes[index - 1] == SIGN
        )
        return opens and not (
            index + 1 < len(self.lower) and tokens.shapes[index + 1] == CAPITALISED and self.touches(index)
        )


def _all_runs(words: _Words) -> list[Run]:
    """Runs of name-shaped words, and what the text itself says is a name; no two share a word."""
    head = _head(words)
    runs = {run for run in (*_runs(words), *_told_names(words)) if run.first > head.last}
    return sorted(runs | {head} if head.last >= 0 else runs)


def _head(words: _Words) -> Run:
    """The X of a title "X: …", whatever its letters; empty where there is none."""
    head = words.lower[: min(words.title_end, _LONGEST_HEAD + 1)]
    end = head.index(":", 1) if ":" in head[1:] else 0
    return Run(0, end - 1) if _NEVER_IN_HEAD.isdisjoint(head[:end]) else Run(0, -1)


def _runs(words: _Words) -> Iterator[Run]:
    shapes, lower, ordinary = words.tokens.shapes, words.lower, words.ordinary
    capitals_end = words.title_end if words.is_title_case() else 0
    last = -1
    for first in [index for index, shape in enumerate(shapes) if shape in NAME_SHAPES]:
        is_weak = shapes[first] not in STRONG
        in_capitals = is_weak and first < capitals_end
        if first <= last or (is_weak and lower[first] in ordinary and (in_capitals or words.is_mere_opening(first))):
            continue
        last = first
        while (following := _next_in_run(words, last)) is not None:
            if in_capitals and lower[following] in ordinary:
                break
            last = following
        yield Run(first, last)


def _next_in_run(words: _Words, last: int) -> int | None:
    """The token that carries a run on beyond `last`, past a connector where a name-shaped word follows it."""
    shapes, lower, cues = words.tokens.shapes, words.lower, words.cues
    following, beyond = last + 1, last + 2
    if following >= len(shapes) or not words.touches(last):
        return None
    if shapes[following] in _RUNS_ON:
        return following
    if beyond >= len(shapes) or not words.touches(following):
        return None
    word = lower[following]
    if word in cues.variants:
        return None if lower[beyond] in cues.class_words else following
    if (word in cues.numbered and shapes[beyond] == NUMBER) or (
        word in cues.connectors and shapes[beyond] in NAME_SHAPES
    ):
        return beyond
    return None


def _told_names(words: _Words) -> Iterator[Run]:
    """The lower-case word after "called"."""
    lower, shapes = words.lower, words.tokens.shapes
    if words.cues.naming.isdisjoint(lower):
        return
    for index in [index + 1 for index, word in enumerate(lower[:-1]) if word in words.cues.naming]:
        told = next((i for i in range(index, len(lower)) if lower[i] not in _BEFORE_TOLD), index)
        if shapes[told] == LOWER and len(lower[told]) >= _SHORTEST_TOLD:
            yield Run(told, told)


def _mentions(words: _Words, runs: list[Run]) -> Iterator[Mention]:
    """Each run whole, then its parts at either end that could be names of their own."""
    for number, run in enumerate(runs):
        last = min(run.last, run.first + MAX_WORDS - 1)
        yield Mention(run.first, last, number)
        for end in range(run.first, last):
            if _may_end(words, end) and _could_be_name(words, Run(run.first, end), run):
                yield Mention(run.first, end, number)
        for start in range(max(run.first + 1, run.last - MAX_WORDS + 1), run.last + 1):
            if words.tokens.shapes[start] in NAME_SHAPES and _could_be_name(words, Run(start, run.last), run):
                yield Mention(start, run.last, number)


def _may_end(words: _Words, last: int) -> bool:
    """Whether a name can end here: not at a connector, and not before its own version, size or number."""
    return words.lower[last] not in words.cues.connectors and words.tokens.shapes[last + 1] != NUMBER


def _could_be_name(words: _Words, part: Run, run: Run) -> bool:
    """Whether a part of a run could be a name: by its letters, or as a rare word or two of the abstract."""
    if _is_strong(words.tokens, part):
        return True
    length = part.last - part.first + 1
    if part.first < words.title_end or length > (1 if part.first == run.first else _LONGEST_WEAK_PART):
        return False
    return length > 1 or words.lower[part.first] not in words.ordinary


def _lists(words: _Words, runs: list[Run]) -> list[Run]:
    """For each run the numbers of the first and last run of its list."""
    firsts = list(range(len(runs)))
    for number in range(1, len(runs)):
        between = words.lower[runs[number - 1].last + 1 : runs[number].first]
        if between and len(between) < 3 and words.cues.separators.issuperset(between):
            firsts[number] = firsts[number - 1]
    lasts = list(range(len(runs)))
    for number in range(len(runs) - 2, -1, -1):
        if firsts[number + 1] == firsts[number]:
            lasts[number] = lasts[number + 1]
    return list(map(Run, firsts, lasts))
