"""Numbers in running text: digits and words, their unit and what stands before them ("over", "~")."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import regex

from paperfacts.extractor.lexicon import lower
from paperfacts.extractor.macros import expand

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Unit = Literal["", "%", "points", "x"]
Modifier = Literal["exact", "at_least", "approx", "up_to"]
_MODIFIERS: tuple[Modifier, ...] = ("at_least", "up_to", "approx")
_BEFORE, _SIGN = 30, 3
_DIGITS = re.compile(r"(-?)\s?([\d.,]+)\s?([a-z]*)$")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d*\.?\d+")


class Number(NamedTuple):
    """A number in a text: the span of its digits or words, where its unit ends, and what it says.

    `value` is decimal text without the `sign` (empty, `+` or `-`) that stands before it; `scaled` says that "million",
    "k" or the like follows; `opening` is where the words before it begin that `modifier` was read from.
    """

    start: int
    end: int
    unit_end: int
    value: str
    unit: Unit
    sign: str
    modifier: Modifier
    opening: int
    scaled: bool


@dataclass(frozen=True, slots=True)
class _Tables:
    digits: "regex.Pattern[str]"
    before_digits: "re.Pattern[str]"
    after_digits: "regex.Pattern[str]"
    words: "regex.Pattern[str]"
    beside: "AhoCorasick"
    after: "regex.Pattern[str]"
    before: "regex.Pattern[str]"
    before_backward: "regex.Pattern[str]"
    modifiers: tuple[tuple[Modifier, "regex.Pattern[str]"], ...]
    factors: Mapping[str, str]
    number_words: Mapping[str, str]
    scales: Mapping[str, int]


@cache
def _tables() -> _Tables:
    from ahocorasick_rs import AhoCorasick  # noqa: PLC0415  start-up stays light

    text = files("paperfacts.extractor").joinpath("rules/numbers.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    macros = data["macro"] | {"factor_words": "|".join(data["factor"])}
    before = expand(r"(?<!\w)(?P<modifier>$modifier)\s*(?:an?\s+|the\s+)?$", macros)
    return _Tables(
        regex.compile(data["finder"]["digits"]),
        re.compile(data["finder"]["before_digits"]),
        regex.compile(expand(data["finder"]["after_digits"], macros)),
        regex.compile(expand(data["finder"]["words"], macros)),
        AhoCorasick(data["finder"]["beside"]),
        regex.compile(data["modifier"]["after"]),
        regex.compile(before),
        regex.compile(f"(?r){before}"),
        tuple((name, regex.compile(expand(f"(?i)${name}", macros))) for name in _MODIFIERS),
        data["factor"],
        data["word"],
        data["scale"],
    )


def read_number(written: str) -> str | None:
    """Decimal text of a number as written, in digits or words; None where it is none.

    >>> read_number("twenty-two"), read_number("1.2k"), read_number("12,345"), read_number("81,5"), read_number("100+")
    ('22', '1200', '12345', '81.5', '100')
    """
    if written.isdecimal():
        return written
    text = written.strip().rstrip("+").strip().lower().removeprefix("+").strip()
    digits = _DIGITS.match(text)
    if not digits:
        return _read_words(text)
    sign, number, scale = digits.groups()
    number = number.replace(",", "" if _THOUSANDS.fullmatch(number) else ".")
    if not _DECIMAL.fullmatch(number):
        return None
    number = f"{sign}0{number}" if number.startswith(".") else f"{sign}{number}"
    power = _tables().scales.get(scale.rstrip("s") if len(scale) > 1 else scale, 0)
    return f"{(Decimal(number) * 10**power).normalize():f}" if power else number


def _read_words(text: str) -> str | None:
    from text_to_num import text2num  # noqa: PLC0415  start-up stays light

    tables = _tables()
    for word in (text, text.rpartition(" ")[2]):
        if known := tables.number_words.get(word) or tables.factors.get(word):
            return known
    for language in ("en", "fr"):
        try:
            return str(text2num(text.removeprefix("a "), language))
        except ValueError:
            continue
    return None


def read_modifier(written: str) -> Modifier:
    """What a word or sign before a number says of it.

    >>> read_modifier("more than"), read_modifier("~"), read_modifier("as many as")
    ('at_least', 'approx', 'up_to')
    """
    return next((name for name, pattern in _tables().modifiers if pattern.match(written)), "exact")


def find_numbers(text: str) -> tuple[Number, ...]:
    """Numbers of a text in order: digits that are no part of a name, and words with a unit.

    >>> [(n.value, n.unit, n.modifier) for n in find_numbers("GPT-4 gains over 2.5% (two points) in 3x less time")]
    [('2.5', '%', 'at_least'), ('2', 'points', 'exact'), ('3', 'x', 'exact')]
    """
    return tuple(sorted((*_in_digits(text), *_in_words(text)), key=lambda number: number.start))


def _in_digits(text: str) -> Iterator[Number]:
    tables = _tables()
    for digits in tables.digits.finditer(text):
        start = digits.start()
        start -= text[start - 1 : start] == "."
        before = tables.before_digits.search(text, max(0, start - _SIGN), start)
        match = tables.after_digits.match(text, start) if before else None
        if before and match:
            unit: Unit = "%" if before["percent"] and not match["percent"] else _unit(match)
            sign = (before["sign"] or "").strip()
            opening = before.start("sign") if sign else start
            yield _number(text, (opening, match.end("digits"), match.end()), unit, sign, match["scale"] or "")


def _in_words(text: str) -> Iterator[Number]:
    tables = _tables()
    for _, at, end in tables.beside.find_matches_as_indexes(lower(text), overlapping=True):
        for match in tables.words.finditer(text, max(0, at - _BEFORE), end + _BEFORE):
            start, stop = match.span("spelled" if match["spelled"] else "factor_word")
            if start <= at <= match.end():
                yield _number(text, (start, stop, match.end()), _unit(match) if match["spelled"] else "x")


def _number(text: str, spans: tuple[int, int, int], unit: Unit, sign: str = "", scale: str = "") -> Number:
    """The number from a start to an end, whose unit has an end too."""
    start, end, unit_end = spans
    value = read_number(text[start:end].removeprefix(sign) + scale) or "0"
    opening, modifier = modifier_before(text, start)
    if modifier == "exact" and _tables().after.match(text, unit_end):
        modifier = "at_least"
    return Number(start, end, unit_end, value, unit, sign, modifier, opening, bool(scale))


def modifier_before(text: str, start: int) -> tuple[int, Modifier]:
    """What stands before a number that begins at `start` says of it, and where those words begin.

    >>> modifier_before("in more than 40 languages", 13)
    (3, 'at_least')
    """
    begin = max(0, start - _BEFORE)
    words = text[begin:start]
    before = _tables().before.search(words) if _tables().before_backward.match(words) else None
    return (begin + before.start(), read_modifier(before["modifier"])) if before else (start, "exact")


def _unit(match: "regex.Match[str]") -> Unit:
    if match["points"]:
        return "points"
    if match["percent"]:
        return "%"
    return "x" if match["factor"] else ""
