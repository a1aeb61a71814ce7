"""Which candidates are names, of what, and what the paper does with them: weighted votes, and their sum.

Each head (model, benchmark or neither; which role; model or method) is a multinomial logistic regression over the
features of a candidate. The first value of a head is the one that the votes for the others are measured against. Votes
are integers in thousandths, so their sums are exact in any order.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import exp
from typing import Literal, NamedTuple, Self, cast

from paperfacts.extractor.candidates import Candidates, Mention
from paperfacts.extractor.features import SLOTS, Numbering, candidate_features
from paperfacts.extractor.negation import is_negated
from paperfacts.extractor.surroundings import Surroundings

NameType = Literal["model", "benchmark"]
NameRole = Literal["introduced", "evaluated", "used", "mentioned"]
ModelKind = Literal["model", "method"]

UNIT = 1000
THRESHOLD = 0.45
HEADS: Mapping[str, tuple[str, ...]] = {
    "type": ("neither", "model", "benchmark"),
    "model_role": ("introduced", "used", "mentioned"),
    "benchmark_role": ("introduced", "evaluated", "used", "mentioned"),
    "model_kind": ("model", "method"),
}
COLUMNS = tuple((head, value) for head, (_, *values) in HEADS.items() for value in values)
BIAS = "bias"
_MOST_CARRIERS = 3
_HOPELESS = -1.5 * UNIT


class Verdict(NamedTuple):
    """What a candidate was judged to be, how surely, and the features that carried it, strongest first."""

    key: str
    type: NameType
    role: NameRole
    kind: ModelKind
    confidence: float
    mentions: tuple[Mention, ...]
    carriers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Votes of all features: a list a column of `COLUMNS`, by feature number; number 0 votes on every candidate."""

    numbering: Numbering
    names: tuple[str, ...]
    votes: Mapping[tuple[str, str], list[int]]

    @classmethod
    def load(cls) -> Self:
        """Load the package's weights."""
        text = files("paperfacts.extractor").joinpath("lexicon/name_weights.tsv").read_text("utf-8")
        return cls.parse(text.strip("\n").split("\n"))

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Self:
        """Read lines of slot, value and one integer a column, tabs between; the bias comes first."""
        slots: dict[str, dict[str, int]] = {slot: {} for slot in (BIAS, *SLOTS)}
        rows = [line.split("\t") for line in lines]
        for number, (slot, value, *_) in enumerate(rows):
            slots[slot][value] = number
        votes = {column: [int(row[place] or 0) for row in rows] for place, column in enumerate(COLUMNS, 2)}
        return cls(Numbering.of(slots), tuple(f"{row[0]}={row[1]}" for row in rows), votes)

    def shares(self, found: Collection[int], head: str) -> dict[str, float]:
        """Probability of each value of a head, for a candidate with these features."""
        first, *others = HEADS[head]
        columns = [(value, self.votes[head, value]) for value in others]
        sums = {first: 0.0}
        sums |= {value: (votes[0] + sum(map(votes.__getitem__, found))) / UNIT for value, votes in columns}
        most = max(sums.values())
        parts = {value: exp(total - most) for value, total in sums.items()}
        whole = sum(parts.values())
        return {value: part / whole for value, part in parts.items()}

    def is_hopeless(self, found: Collection[int]) -> bool:
        """Whether a candidate is surely no name: neither type comes near to what speaks against both."""
        return all(
            votes[0] + sum(map(votes.__getitem__, found)) < _HOPELESS
            for votes in (self.votes["type", "model"], self.votes["type", "benchmark"])
        )

    def carriers(self, found: Iterable[int], head: str, value: str) -> tuple[str, ...]:
        """The features that spoke most for a value."""
        votes = self.votes[head, value]
        ranked = sorted((-votes[number], number) for number in found if votes[number] > 0)
        return tuple(self.names[number] for _, number in ranked[:_MOST_CARRIERS])


def judge(around: Surroundings, weights: Weights) -> list[Verdict]:
    """Judge all candidates of a paper; no two verdicts share a word, and the surest are taken first."""
    ranked = []
    for key, mentions, found in candidate_features(around, weights.numbering):
        if weights.is_hopeless(found):
            continue
        types = weights.shares(found, "type")
        confidence = round(1 - types["neither"], 3)
        if confidence >= THRESHOLD:
            name_type: NameType = "model" if types["model"] >= types["benchmark"] else "benchmark"
            ranked.append((-confidence, mentions[0], key, name_type, found))
    ranked.sort(key=lambda entry: entry[:3])
    taken: set[int] = set()
    verdicts = []
    for negative, _, key, name_type, found in ranked:
        free = tuple(mention for mention in around.candidates.mentions[key] if taken.isdisjoint(_words(mention)))
        if free:
            taken.update(word for mention in free for word in _words(mention))
            verdicts.append(
                Verdict(
                    key,
                    name_type,
                    _role(weights.shares(found, f"{name_type}_role"), free, around.candidates),
                    cast("ModelKind", _likeliest(weights.shares(found, "model_kind"))),
                    -negative,
                    free,
                    weights.carriers(found, "type", name_type),
                )
            )
    return sorted(verdicts, key=lambda verdict: verdict.mentions[0])


def _role(shares: Mapping[str, float], mentions: Iterable[Mention], candidates: Candidates) -> NameRole:
    """The likeliest role; what the paper says that it does without is only mentioned."""
    negated = all(is_negated(candidates.document, *candidates.span(mention)) for mention in mentions)
    return "mentioned" if negated else cast("NameRole", _likeliest(shares))


def _words(mention: Mention) -> range:
    return range(mention.first, mention.last + 1)


def _likeliest(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda value: shares[value])
