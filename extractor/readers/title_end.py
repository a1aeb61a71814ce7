"""Where the title ends in a text that runs on from title to abstract without a mark.

A log-linear model over the gaps between the first words. A gap speaks through the words and their shapes on both sides,
the length and the case style of what would be the title; every word inside the title speaks for itself. The weights are
integers in title_end.tsv, fitted on titles and abstracts of other papers by tools/title_end.py.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate, islice
from math import exp
from typing import NamedTuple

MOST_WORDS = 40
_AHEAD = 10
_FAR = 99
_SUREST = 0.999
_SCALE = 100
_TOKEN = re.compile(r"\S+")
_OUTER = "\"'“”‘’`([{)]},;:.!?$\\"
_CONTENT_LENGTH = 4


class Word(NamedTuple):
    """A token of the text as the model sees it, with counts from the first word to this one."""

    text: str
    low: str
    bare: str
    shape: str
    start: int
    end: int
    seen_at: int
    n_content: int
    n_capital: int
    colon_at: int
    depth: int


def words_of(text: str) -> list[Word]:
    """Words among which the end of the title is sought, and some to look ahead."""
    words: list[Word] = []
    seen: dict[str, int] = {}
    n_content = n_capital = depth = 0
    colon_at = -_FAR
    for at, match in enumerate(islice(_TOKEN.finditer(text), MOST_WORDS + _AHEAD)):
        token = match[0]
        bare = token.strip(_OUTER)
        shape, low = _shape(bare), bare.lower()
        is_content = len(bare) >= _CONTENT_LENGTH and bare[0].isalpha()
        n_content += is_content
        n_capital += is_content and shape != "x"
        colon_at = at if token[-1] == ":" else colon_at
        depth += token.count("(") - token.count(")")
        seen_at = seen.setdefault(low, at)
        span = match.span()
        words.append(Word(token, token.lower(), low, shape, *span, seen_at, n_content, n_capital, colon_at, depth))
    return words


def _shape(bare: str) -> str:
    if not bare:
        return "-"
    if not bare[0].isalpha():
        return "9" if bare[0].isdigit() else "-"
    if bare.islower():
        return "x"
    if len(bare) == 1 or bare[1:].islower():
        return "Xx" if bare[0].isupper() else "xX"
    return "XX" if bare.isupper() else "XxX"


def word_features(words: list[Word], at: int) -> list[str]:
    """Describe a word that stands inside the title, not as its first."""
    word, before = words[at], words[at - 1]
    after = words[at + 1].low if at + 1 < len(words) else ""
    stop = before.text[-1] if before.text[-1] in ".?!:" else ""
    return [f"in={word.low}", f"in2={before.low}_{word.low}", f"in3={word.low}_{after}", f"insh={stop}{word.shape}"]


def gap_features(words: list[Word], at: int) -> list[str]:
    """Describe the gap behind a title of the first `at` words."""
    last, first = words[at - 1], words[at]
    second = words[at + 1] if at + 1 < len(words) else first
    third = words[at + 2] if at + 2 < len(words) else second
    mark = last.text[-1] if not last.text[-1].isalnum() else ""
    opening = first.text[0] if not first.text[0].isalnum() else ""
    before = words[at - 2].shape if at > 1 else "^"
    style = f"{_capital_share(words, 0, at)}|{_capital_share(words, at + 1, at + _AHEAD)}"
    since_colon = at - 1 - last.colon_at
    return [
        f"last={last.low}",
        f"mark={mark}",
        f"markshape={mark}{first.shape}",
        f"opening={opening}{first.shape}",
        f"first={first.text}",
        f"first2={first.text}_{second.text}",
        f"second={second.text}",
        f"third={third.text}",
        f"shapes={before}{last.shape}|{first.shape}{second.shape}",
        f"shapes2={last.shape}|{first.shape}{second.shape}{third.shape}",
        f"words={at}",
        f"style={style}",
        f"styleshape={style}{first.shape}{second.shape}",
        f"run={_capital_run(words, at)}{style}",
        f"again={first.seen_at < at:d}{second.seen_at < at:d}{third.seen_at < at:d}{first.shape}",
        f"colon={min(since_colon, 5) if since_colon < _FAR else 9}",
        f"open={max(-1, min(1, last.depth))}",
    ]


def _capital_share(words: list[Word], start: int, stop: int) -> str:
    """Quarters of the content words between two places that have a capital."""
    last, before = words[min(stop, len(words)) - 1], words[start - 1] if start else None
    n_content = last.n_content - (before.n_content if before else 0)
    n_capital = last.n_capital - (before.n_capital if before else 0)
    return str(4 * n_capital // n_content) if n_content > 0 else "-"


def _capital_run(words: list[Word], at: int) -> int:
    return next((n for n, word in enumerate(words[at : at + 5]) if word.shape == "x"), 5)


@cache
def _weights() -> dict[str, int]:
    table = files("paperfacts.extractor.readers").joinpath("title_end.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {feature: int(weight) for feature, weight in rows}


def _scores(words: list[Word], weights: dict[str, int]) -> Iterator[int]:
    weigh = weights.get
    gaps = min(MOST_WORDS, len(words) - 1)
    inside = accumulate((sum(weigh(f, 0) for f in word_features(words, at)) for at in range(1, gaps)), initial=0)
    for at, so_far in enumerate(inside, 1):
        yield so_far + sum(weigh(f, 0) for f in gap_features(words, at))


def split_title(text: str) -> tuple[str, str, float]:
    """Cut a text into title and abstract; the third value is how sure the cut is, from 0 to 1.

    >>> title, abstract, sure = split_title("Deep Parsing of Welsh We present a parser for Welsh and test it.")
    >>> title
    'Deep Parsing of Welsh'
    >>> sure > 0.9
    True
    """
    words = words_of(text)
    if len(words) < 2:
        return text.strip(), "", 0.0
    scores = list(_scores(words, _weights()))
    best = max(range(len(scores)), key=scores.__getitem__)
    sure = 1 / sum(exp((score - scores[best]) / _SCALE) for score in scores)
    return text[: words[best].end].strip(), text[words[best + 1].start :].strip(), min(round(sure, 3), _SUREST)
