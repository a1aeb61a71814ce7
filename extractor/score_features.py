"""What holds for a number in its sentence, as named features that the weights of scores speak about.

A number is looked at with its list ("71.2, 75.8 and 80.1%" is one): what stands before the first and after the last
number of a list is said of each.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from paperfacts.extractor.document import Document
from paperfacts.extractor.numbers import Number
from paperfacts.extractor.score_cues import Clause, Token

_LEFT, _RIGHT, _NEAR = 9, 6, 3
_YEARS = range(1950, 2036)
_SIZES = (0, 1, 3, 10, 50, 100, 1000)
_DIRECTIONS = ("gain", "loss", "cut", "level")
_LINKS = frozenset(
    {
        "by",
        "of",
        "to",
        "from",
        "than",
        "is",
        "at",
        "with",
        "over",
        "(",
        ":",
        "=",
        "and",
        ",",
        "only",
        "a",
        "an",
        "within",
    }
)
_CLAUSE_ENDS = frozenset({"#", ";", ")", "(", ",", "and", "while", "whereas", "but"})


@dataclass(frozen=True, slots=True)
class View:
    """A number with what stands around its list, nearest first; `previous` is what the number before it is."""

    clause: Clause
    numbers: tuple[Number, ...]
    number: Number
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    previous: str

    @classmethod
    def of(cls, clause: Clause, numbers: tuple[Number, ...], number: Number, previous: str) -> "View":
        """Look at a number of a list of a clause."""
        first = bisect_left(clause.starts, numbers[0].start)
        last = bisect_left(clause.starts, numbers[-1].unit_end)
        before = clause.tokens[max(0, first - _LEFT) : first][::-1]
        return cls(clause, numbers, number, before, clause.tokens[last : last + _RIGHT], previous)

    @property
    def unit(self) -> str:
        """The number's unit, else that of its list."""
        return self.number.unit or self.numbers[-1].unit

    @property
    def down(self) -> str:
        """Whether a metric near by is one of which less is better."""
        return "down" if any("metric-down" in token.classes for token in (*self.before, *self.after)) else "up"


def features(document: Document, view: View) -> tuple[str, ...]:
    """Names of the features that hold for a number, each once."""
    number = view.number
    found = [*_shape(view), *_sides(view), *_direction_features(view)]
    found += [f"s:{name}" for name in view.clause.classes]
    found.append("title" if document.in_title(number.start) else f"third={3 * number.start // len(document.text)}")
    found += _rule_features(view)
    if view.previous:
        said = f"previous={view.previous}"
        found += [said, f"{said}&{_word(view)}", f"{said}&{view.unit}", f"{said}&{number is not view.numbers[0]}"]
    return tuple(dict.fromkeys(found))


def _word(view: View) -> str:
    return view.before[0].word if view.before else "^"


def _shape(view: View) -> list[str]:
    number, unit = view.number, view.unit
    digits = number.value.lstrip("-")
    decimals, size = min(len(digits.partition(".")[2]), 3), float(digits)
    bucket = next((top for top in _SIZES if size <= top), "more")
    found = ["bias", f"unit={unit}", f"decimals={decimals}", f"size={bucket}", f"modifier={number.modifier}"]
    found += [f"{unit}size={bucket}", f"{unit}decimals={decimals}", f"below-one={size < 1}"]
    states = {
        "year": not number.unit and not decimals and size in _YEARS,
        "scaled": number.scaled,
        "list": len(view.numbers) > 1,
        "not-first": number is not view.numbers[0],
        "bare-in-list": not number.unit and bool(unit),
        "open": _word(view) == "(",
        f"sign={number.sign}": True,
        f"sign={number.sign}&{unit}": True,
        f"sign={number.sign}&previous={view.previous}": True,
    }
    return [*found, *(name for name, holds in states.items() if holds)]


def _sides(view: View) -> list[str]:
    return [*_side("l", view.unit, view.before), *_side("r", view.unit, view.after)]


def _side(side: str, unit: str, tokens: Sequence[Token]) -> list[str]:
    found: list[str] = []
    is_own = True
    for at, token in enumerate(tokens, 1):
        if is_own and at > 1 and token.word in _CLAUSE_ENDS:
            is_own = False
            found.append(f"c{side}stop={token.word}")
        found += _said(side, unit, min(at, _NEAR + 1), token.word, token.classes, is_own)
    return found


@lru_cache(maxsize=20_000)
def _said(side: str, unit: str, at: int, word: str, classes: tuple[str, ...], is_own: bool) -> tuple[str, ...]:
    """What a token beside a number says; a number's own reach to the next number or the end of the clause."""
    kinds = [f"{side}:{name}" for name in classes]
    near = [f"{side}{at}={'metric' if 'metric' in classes else word}", *(f"{side}{at}:{name}" for name in classes)]
    return (
        f"{side}={word}",
        *kinds,
        *(near if at <= _NEAR else ()),
        *(f"{unit}{name}" for name in (*kinds, *(near if at == 1 else ()))),
        *((f"c{side}={word}", *(f"c{side}:{name}" for name in classes)) if is_own else ()),
    )


def _direction_features(view: View) -> list[str]:
    """Which way the nearest words go: up, down, or to a level."""
    left, left_at = _direction(view.before)
    right, right_at = _direction(view.after)
    word, unit, down = _word(view), view.unit, view.down
    link = _link(view)
    following = (view.after[0].classes or (view.after[0].word,))[0] if view.after else "$"
    nearest = left if left_at <= right_at else right
    return [
        f"left={left}", f"left={left}&{down}", f"left={left}&{unit}", f"left={left}&{word}",
        f"left={left}&{word}&{unit}",
        f"link={link}", f"left={left}&{link}", f"left={left}&{link}&{down}", f"left={left}@{min(left_at, 6) // 2}",
        f"right={right}", f"right={right}&{down}", f"right={right}&{unit}", f"right={right}@{min(right_at, 6) // 2}",
        f"left={left}&right={right}", f"nearest={nearest}", f"nearest={nearest}&{down}",
        f"following={following}", f"following={following}&{left}", f"previous={view.previous}&{left}",
        f"previous={view.previous}&{link}",
    ]  # fmt: skip


def _link(view: View) -> str:
    """The word before the number if it is one that links, else what class it has."""
    word = _word(view)
    if word in _LINKS or not view.before:
        return word
    return (view.before[0].classes or ("other",))[0]


def _direction(tokens: Sequence[Token]) -> tuple[str, int]:
    for at, token in enumerate(tokens, 1):
        for name in _DIRECTIONS:
            if name in token.classes:
                return name, at
    return "", 99


def _rule_features(view: View) -> list[str]:
    rules = view.clause.rules_of(view.number)
    kinds = "+".join(sorted({rule.sets["kind"] for rule in rules if "kind" in rule.sets}))
    return [*(f"rule={rule.id}" for rule in rules), f"rules={kinds}", f"rules={kinds}&{view.down}"]
