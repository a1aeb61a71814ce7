"""Which candidates are names, of what, and what the paper does with them: weighted votes, and their sum.

Each head (is it a model, a benchmark or neither; which role; model or method) is a multinomial logistic regression
over the features of a candidate. Weights are integers in thousandths, so sums are exact in any order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import exp
from typing import Literal, NamedTuple, Self, cast

from paperfacts.extractor.candidates import Candidates, Mention
from paperfacts.extractor.features import SLOTS, Slots, Surroundings, features

UNIT = 1000
HEADS: Mapping[str, tuple[str, ...]] = {
    "type": ("neither", "model", "benchmark"),
    "model_role": ("introduced", "used", "mentioned"),
    "benchmark_role": ("introduced", "evaluated", "used", "mentioned"),
    "model_kind": ("model", "method"),
}
COLUMNS = tuple((head, value) for head, values in HEADS.items() for value in values)
THRESHOLD = 0.5
_OFFSETS = {head: next(i for i, column in enumerate(COLUMNS) if column[0] == head) for head in HEADS}
_NOTHING = (0,) * len(COLUMNS)
_MOST_RULES = 3


class Verdict(NamedTuple):
    """What a candidate was judged to be, how surely, and the features that carried it, strongest first."""

    key: str
    type: Literal["model", "benchmark"]
    role: Literal["introduced", "evaluated", "used", "mentioned"]
    kind: Literal["model", "method"]
    confidence: float
    mentions: tuple[Mention, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Votes of all features: for each feature number one integer a column of `COLUMNS`; number 0 is the bias."""

    slots: Slots
    votes: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]

    @classmethod
    def load(cls) -> Self:
        """Load the package's weights."""
        lines = files("paperfacts.extractor").joinpath("lexicon/weights.tsv").read_text("utf-8").strip("\n").split("\n")
        return cls.parse(line for line in lines if not line.startswith("# "))

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Self:
        """Read lines of slot, value and one integer a column; the slot `bias` stands for every candidate."""
        slots: dict[str, dict[str, int]] = {slot: {} for slot in SLOTS}
        votes, names, bias = [_NOTHING], ["bias"], _NOTHING
        for line in lines:
            slot, value, *columns = line.split("\t")
            row = tuple(int(column or 0) for column in columns)
            if slot == "bias":
                bias = row
            else:
                slots[slot][value] = len(votes)
                votes.append(row)
                names.append(f"{slot}={value}")
        votes[0] = bias
        return cls(slots, tuple(votes), tuple(names))

    def sums(self, found: Iterable[int]) -> list[int]:
        """Sum of the votes of features, a column each, bias included."""
        votes = self.votes
        return [sum(column) for column in zip(votes[0], *(votes[number] for number in found), strict=True)]

    def carriers(self, found: Iterable[int], head: str, value: str) -> tuple[str, ...]:
        """The features that spoke most for a value."""
        column = _OFFSETS[head] + HEADS[head].index(value)
        ranked = sorted(found, key=lambda number: (-self.votes[number][column], self.names[number]))
        return tuple(self.names[number] for number in ranked[:_MOST_RULES] if self.votes[number][column] > 0)


def shares(sums: list[int], head: str) -> dict[str, float]:
    """Probability of each value of a head."""
    values, offset = HEADS[head], _OFFSETS[head]
    part = [column / UNIT for column in sums[offset : offset + len(values)]]
    top = max(part)
    weights = [exp(column - top) for column in part]
    total = sum(weights)
    return {value: weight / total for value, weight in zip(values, weights, strict=True)}


def judge(around: Surroundings, weights: Weights, threshold: float = THRESHOLD) -> list[Verdict]:
    """Judge all candidates of a document; no two verdicts share a word, and the surest are taken first."""
    candidates = around.candidates
    ranked = []
    for key, mentions in candidates.mentions.items():
        found = features(key, mentions, around, weights.slots)
        sums = weights.sums(found)
        types = shares(sums, "type")
        confidence = 1 - types["neither"]
        if confidence >= threshold:
            ranked.append((-round(confidence, 6), mentions[0].first, key, found, sums, types))
    ranked.sort(key=lambda entry: entry[:3])
    taken: set[int] = set()
    verdicts = []
    for negative, _, key, found, sums, types in ranked:
        free = tuple(mention for mention in candidates.mentions[key] if taken.isdisjoint(_words(mention)))
        if free:
            for mention in free:
                taken.update(_words(mention))
            verdicts.append(_verdict(key, free, weights, found, sums, types, -negative))
    return sorted(verdicts, key=lambda verdict: verdict.mentions[0])


def _words(mention: Mention) -> range:
    return range(mention.first, mention.last + 1)


def _verdict(
    key: str,
    mentions: tuple[Mention, ...],
    weights: Weights,
    found: set[int],
    sums: list[int],
    types: dict[str, float],
    confidence: float,
) -> Verdict:
    name_type: Literal["model", "benchmark"] = "model" if types["model"] >= types["benchmark"] else "benchmark"
    roles, kinds = shares(sums, f"{name_type}_role"), shares(sums, "model_kind")
    role = max(roles, key=lambda value: roles[value])
    return Verdict(
        key,
        name_type,
        cast("Literal['introduced', 'evaluated', 'used', 'mentioned']", role),
        "model" if kinds["model"] >= kinds["method"] else "method",
        round(confidence, 3),
        mentions,
        weights.carriers(found, "type", name_type),
    )
