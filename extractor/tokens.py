"""Words of a document and what their letters look like."""

import re
from dataclasses import dataclass
from functools import lru_cache

_LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"  # a sign of Chinese, Japanese or Korean is a token of its own
_TOKEN = re.compile(rf"{_LETTER}+(?:(?:[-&]|(?<![a-z])\.|\.(?![A-Z])|'(?!s\b)){_LETTER}+)*\+{{0,2}}|\S")
_QUANTITY = re.compile(r"\d[\d.]*(?:[kKmMBT]|GB|MB|TB|th|st|nd|rd|s|x|D)$")
_TAIL = re.compile(r"(?<=[^-])(?:-[a-z]{2,})+$|(?<=[A-Z\d][A-Z\d])(?:-[A-Z][a-z]{2,})+$")
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|\d+(?:\.\d+)*")

NUMBER, LOWER, TAIL, SIGN = "number", "lower", "tail", "sign"
CAPITALISED, LETTER = "capitalised", "letter"
STRONG = frozenset({"acronym", "camel", "alphanumeric", "lower-digit", "capitals"})
NAME_SHAPES = STRONG | {CAPITALISED, LETTER}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words, numbers and signs of a text, in order: the words, their places, and their shapes.

    A lower-case tail after a hyphen is a token of its own: "BERT-based" is `BERT` and `-based`.

    >>> tokens = Tokens.of("BERT-based mT5, fine")
    >>> tokens.words, tokens.shapes[2]
    (['BERT', '-based', 'mT5', ',', 'fine'], 'alphanumeric')
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    shapes: list[str]

    @classmethod
    def of(cls, text: str) -> "Tokens":
        """Cut a text into tokens."""
        words: list[str] = []
        for word in _TOKEN.findall(text):
            words += _head_and_tail(word) if "-" in word else (word,)
        starts: list[int] = []
        ends: list[int] = []
        end = 0
        for word in words:
            start = text.index(word, end)
            end = start + len(word)
            starts.append(start)
            ends.append(end)
        return cls(words, starts, ends, list(map(shape, words)))


@lru_cache(maxsize=1 << 14)
def _head_and_tail(word: str) -> tuple[str, ...]:
    tail = None if shape(word) in {LOWER, SIGN} else _TAIL.search(word)
    return (word[: tail.start()], tail[0]) if tail else (word,)


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> str:
    """What the letters of a word look like: one of a dozen classes.

    >>> [shape(word) for word in ["XNLI", "RoBERTa", "T5", "Bode", "word2vec", "model", "2024", ","]]
    ['acronym', 'camel', 'alphanumeric', 'capitalised', 'lower-digit', 'lower', 'number', 'sign']
    """
    if word[0] == "-":
        return TAIL if len(word) > 1 else SIGN
    if not (word[0].isalnum() or word[0] == "_"):
        return SIGN
    if any(map(str.isdigit, word)):
        return _shape_with_digits(word)
    return LOWER if not any(map(str.isupper, word)) else _shape_of_letters(word)


def _shape_with_digits(word: str) -> str:
    if not any(map(str.isalpha, word)) or _QUANTITY.match(word):
        return NUMBER
    if any(map(str.isupper, word)):
        return "alphanumeric"
    return NUMBER if word[0].isdigit() else "lower-digit"


def _shape_of_letters(word: str) -> str:
    upper, letters = sum(map(str.isupper, word)), sum(map(str.isalpha, word))
    if letters == 1:
        return LETTER
    if upper == letters or (upper == letters - 1 and word[-1] == "s"):
        return "acronym"
    parts = word.split("-")
    if len(parts) > 1 and all(part[:1].isupper() and part[1:].islower() for part in parts):
        return "capitals"
    return CAPITALISED if upper == 1 and word[0].isupper() else "camel"


@lru_cache(maxsize=1 << 16)
def pieces(word: str) -> tuple[str, ...]:
    """Parts of a word by case and digits, lower-cased.

    >>> pieces("KoBERT-v2")
    ('ko', 'bert', 'v', '2')
    """
    return tuple(part.lower() for part in _PIECE.findall(word))
