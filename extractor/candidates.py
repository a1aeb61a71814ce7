"""Spans that may be names: runs of name-shaped words, their parts, and what the text itself calls a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from paperfacts.extractor.abbreviations import Abbreviation
from paperfacts.extractor.document import Document, Span
from paperfacts.extractor.tokens import CAPITALISED, LOWER, NAME_SHAPES, NUMBER, SIGN, STRONG, TAIL, Tokens
from paperfacts.schema import name_key

MAX_WORDS = 6
_MAX_PREFIX = 5
_CONNECTORS = frozenset({"of", "for", "&", "/"})
_NAMING = frozenset({"called", "named", "dubbed", "termed", "namely", "coined"})
_VARIANTS = frozenset({"mini", "small", "medium", "large", "base", "tiny", "turbo", "instruct", "nano", "xl"})
_CLASS_WORDS = frozenset({"model", "models", "language", "multilingual", "version", "versions", "llm", "llms"})
_NUMBERED = frozenset({"task", "subtask", "track", "shared"})
_SEPARATORS = frozenset({",", "and", "or", "&", "/", ";"})
_SENTENCE_ENDS = frozenset({".", "!", "?", ":"})


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
    document: Document, ordinary: frozenset[str], abbreviations: tuple[Abbreviation, ...] = ()
) -> Candidates:
    """Find all spans of a document that may be names; `ordinary` are words that say nothing when capitalised.

    >>> from paperfacts.schema import Paper
    >>> document = Document.of(Paper.of("On names", "We train KoBERT and GPT-4 Turbo."))
    >>> list(find_candidates(document, frozenset({"we", "on"})).mentions)
    ['kobert', 'gpt4turbo', 'gpt4', 'turbo']
    """
    tokens = Tokens.of(document.text)
    lower = [word.lower() for word in tokens.words]
    title_tokens = next((i for i, start in enumerate(tokens.starts) if start > document.title_end), len(tokens.words))
    runs = sorted({*_runs(tokens, lower, title_tokens, ordinary), *_told_names(tokens, lower, title_tokens)})
    longs = {
        name_key(document.text[slice(*pair.long)]): key_of(document.text[slice(*pair.short)]) for pair in abbreviations
    }
    mentions: dict[str, list[Mention]] = {}
    for mention in _mentions(tokens, lower, runs, ordinary):
        start, end = tokens.starts[mention.first], tokens.ends[mention.last]
        key = key_of(document.text[start:end])
        if key in longs or not any(pair.long[0] <= start and end <= pair.long[1] for pair in abbreviations):
            mentions.setdefault(longs.get(key, key), []).append(mention)
    return Candidates(document, tokens, lower, title_tokens, runs, _lists(lower, runs), mentions)


@lru_cache(maxsize=1 << 16)
def key_of(text: str) -> str:
    """Key of a name; the plural of an acronym or a number is its singular."""
    is_plural = len(text) > 2 and text[-1] == "s" and (text[-2].isupper() or text[-2].isdigit())
    return name_key(text[:-1] if is_plural else text)


def _runs(tokens: Tokens, lower: list[str], title_tokens: int, ordinary: frozenset[str]) -> Iterator[Run]:
    shapes = tokens.shapes
    in_title_case = _is_title_case(tokens, title_tokens)
    index, end = 0, len(shapes)
    while index < end:
        shape = shapes[index]
        in_capitals = in_title_case and index < title_tokens
        if shape not in NAME_SHAPES or (
            shape not in STRONG
            and lower[index] in ordinary
            and (in_capitals or (_opens_sentence(tokens, index, title_tokens) and not _goes_on(tokens, index)))
        ):
            index += 1
            continue
        last = index
        while (following := _next_in_run(tokens, lower, last)) is not None and not last < title_tokens <= following:
            if in_capitals and shape not in STRONG and lower[following] in ordinary:
                break
            last = following
        yield Run(index, last)
        index = last + 1


def _is_title_case(tokens: Tokens, title_tokens: int) -> bool:
    shapes = tokens.shapes[:title_tokens]
    return shapes.count(CAPITALISED) > shapes.count(LOWER) / 2


def _opens_sentence(tokens: Tokens, index: int, title_tokens: int) -> bool:
    return index in {0, title_tokens} or tokens.words[index - 1] in _SENTENCE_ENDS or tokens.shapes[index - 1] == SIGN


def _goes_on(tokens: Tokens, index: int) -> bool:
    following = index + 1
    return following < len(tokens.words) and tokens.shapes[following] == CAPITALISED and _touches(tokens, index)


def _touches(tokens: Tokens, index: int) -> bool:
    return tokens.starts[index + 1] - tokens.ends[index] <= 1


def _next_in_run(tokens: Tokens, lower: list[str], last: int) -> int | None:
    """The token that carries a run on beyond `last`, past a connector where a name-shaped word follows it."""
    shapes = tokens.shapes
    following = last + 1
    if following >= len(shapes) or not _touches(tokens, last):
        return None
    beyond = following + 1
    if shapes[following] in NAME_SHAPES or shapes[following] in {NUMBER, TAIL}:
        return following
    if lower[following] in _VARIANTS:
        return following if beyond < len(shapes) and lower[beyond] not in _CLASS_WORDS else None
    if lower[following] in _NUMBERED and beyond < len(shapes) and shapes[beyond] == NUMBER:
        return beyond
    if lower[following] in _CONNECTORS and beyond < len(shapes) and shapes[beyond] in NAME_SHAPES:
        return beyond if _touches(tokens, following) else None
    return None


def _told_names(tokens: Tokens, lower: list[str], title_tokens: int) -> Iterator[Run]:
    """What the text says is a name, whatever its letters: the head of the title, and the word after "called"."""
    head = next((i for i in range(min(title_tokens, _MAX_PREFIX + 1)) if lower[i] == ":"), 0)
    if head:
        yield Run(0, head - 1)
    for index, word in enumerate(lower[:-1]):
        if word in _NAMING:
            following = index + 1
            while following < len(lower) - 1 and lower[following] in {'"', "'", ":", "as"}:
                following += 1
            if tokens.shapes[following] == LOWER and len(lower[following]) > 3:
                yield Run(following, following)


def _mentions(tokens: Tokens, lower: list[str], runs: list[Run], ordinary: frozenset[str]) -> Iterator[Mention]:
    shapes = tokens.shapes
    for number, run in enumerate(runs):
        yield (
            Mention(run.first, run.last, number)
            if run.last - run.first < MAX_WORDS
            else Mention(run.first, run.first + MAX_WORDS - 1, number)
        )
        for first in range(run.first, run.last + 1):
            if shapes[first] not in NAME_SHAPES:
                continue
            has_strong = False
            for last in range(first, min(run.last + 1, first + MAX_WORDS)):
                has_strong = has_strong or shapes[last] in STRONG
                if _is_cut(tokens, lower, run, last) or (
                    first == run.first and last == min(run.last, first + MAX_WORDS - 1)
                ):
                    continue
                if has_strong or last > first or lower[first] not in ordinary:
                    yield Mention(first, last, number)


def _is_cut(tokens: Tokens, lower: list[str], run: Run, last: int) -> bool:
    """Whether a name can't end here: at a connector, or before its own version, size or number."""
    if lower[last] in _CONNECTORS:
        return True
    return last < run.last and tokens.shapes[last + 1] == NUMBER


def _lists(lower: list[str], runs: list[Run]) -> list[Run]:
    """For each run the numbers of the first and last run of its list."""
    firsts = list(range(len(runs)))
    for number in range(1, len(runs)):
        between = lower[runs[number - 1].last + 1 : runs[number].first]
        if between and len(between) < 3 and _SEPARATORS.issuperset(between):
            firsts[number] = firsts[number - 1]
    lasts = list(range(len(runs)))
    for number in range(len(runs) - 2, -1, -1):
        if firsts[number + 1] == firsts[number]:
            lasts[number] = lasts[number + 1]
    return list(map(Run, firsts, lasts))
