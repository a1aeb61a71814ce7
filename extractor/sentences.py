"""Where sentences begin and end."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_END = re.compile(r"(?<![.!?])[.!?]++[\"')\]]*+\s++(?=[\"'(\[]*+[A-Z0-9À-ÞΑ-Ω\u0400-\u042f])")
_LAST_WORD = re.compile(r"[^\s(\[\"']*$")
_SHORT = 12


@cache
def _abbreviations() -> frozenset[str]:
    text = files("paperfacts.extractor").joinpath("rules/sentences.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["abbreviations"])


def sentence_spans(text: str, start: int = 0) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences from `start` to the end of the text, white space between them left out.

    >>> sentence_spans("It wins, e.g. on XNLI. We release it.")
    ((0, 22), (23, 37))
    """
    spans: list[tuple[int, int]] = []
    for match in _END.finditer(text, start):
        if text[match.start()] == "." and _is_abbreviation(text, start, match.start()):
            continue
        end = match.start() + len(match[0].rstrip())
        spans.append((start, end))
        start = match.end()
    end = start + len(text[start:].rstrip())
    if end > start:
        spans.append((start, end))
    return tuple(spans)


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    last = _LAST_WORD.search(text, max(start, stop - _SHORT), stop)
    word = last[0] if last else ""
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    return is_initial or ("." in word and len(word) == 3 and word.isupper()) or word.lower() in _abbreviations()
