"""Short forms and what they stand for, as a paper itself says it: "long form (SF)" and "SF (long form)".

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003).
"""

import re
from dataclasses import dataclass

from paperfacts.extractor.document import BREAK, Span

_PARENTHESIS = re.compile(r"\(([^()\n]{2,80})\)")
_SHORT_FORM = re.compile(r"[^\W_][\w.+*/&'-]{1,14}(?: ?[\w.+-]{1,8})?\Z")
_WORD = re.compile(r"\S+")
_BEFORE_SHORT = re.compile(r"([\w.+*/&'-]{2,15}) *\Z")
_CLOSING = " \"',;:"
_MAX_EXTRA_WORDS = 5
_REACH = 200


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and its long form, as spans of the document's text."""

    short: Span
    long: Span


def find_abbreviations(text: str) -> tuple[Abbreviation, ...]:
    """Pairs of short and long form, in the order of the text.

    >>> text = "We use Low-Rank Adaptation (LoRA) and NER (named entity recognition)."
    >>> [(text[slice(*pair.short)], text[slice(*pair.long)]) for pair in find_abbreviations(text)]
    [('LoRA', 'Low-Rank Adaptation'), ('NER', 'named entity recognition')]
    """
    found = []
    for match in _PARENTHESIS.finditer(text):
        pair = _short_inside(text, match) or _long_inside(text, match)
        if pair:
            found.append(pair)
    return tuple(found)


def _short_inside(text: str, match: re.Match[str]) -> Abbreviation | None:
    inner = re.split(r"[,;]", match[1], maxsplit=1)[0].strip()
    if not _looks_short(inner):
        return None
    start = match.start(1) + match[1].index(inner)
    length = min(len(inner) + _MAX_EXTRA_WORDS, len(inner) * 2) + 1
    words = list(_WORD.finditer(text, *_reach(text, match.start())))[-length:]
    long = _match_letters(inner, text, words[0].start(), words[-1].end()) if words else None
    return Abbreviation((start, start + len(inner)), long) if long else None


def _reach(text: str, end: int) -> Span:
    """Where the long form before a parenthesis may stand: near it, and in the same field."""
    near = max(0, end - _REACH)
    start = max(near, text.rfind(BREAK, near, end) + 1)
    return start, start + len(text[start:end].rstrip(_CLOSING))


def _long_inside(text: str, match: re.Match[str]) -> Abbreviation | None:
    short = _BEFORE_SHORT.search(text, max(0, match.start() - 20), match.start())
    if not short or not _looks_short(short[1]) or " " not in match[1]:
        return None
    long = _match_letters(short[1], text, match.start(1), match.end(1))
    return Abbreviation(short.span(1), long) if long and long[0] == match.start(1) else None


def _looks_short(form: str) -> bool:
    return bool(_SHORT_FORM.match(form)) and sum(map(str.isupper, form)) >= min(2, len(form) - 1) and not form.isdigit()


def _match_letters(short: str, text: str, start: int, end: int) -> Span | None:
    """Match the short form's letters from its end; the first must begin a word."""
    position = end - 1
    for index in range(len(short) - 1, -1, -1):
        letter = short[index].lower()
        if not letter.isalnum():
            continue
        while position >= start and (
            text[position].lower() != letter
            or (index == 0 and position > 0 and (text[position - 1].isalnum() or text[position - 1] == "'"))
        ):
            position -= 1
        if position < start:
            return None
        position -= 1
    first = position + 1
    while first > start and text[first - 1] == "-":
        first -= 1
    long = text[first:end]
    return (first, end) if len(long) > len(short) and not _has_word(long, short) else None


def _has_word(text: str, word: str) -> bool:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            return True
        start = text.find(word, end)
    return False
