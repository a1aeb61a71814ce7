"""The fitted weights of scores: integers in lexicon/score_weights.json, made by tools/fit_scores.py."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, Self

Kind = Literal["absolute", "gain", "drop"]
KINDS: tuple[Kind, ...] = ("absolute", "drop", "gain")


@dataclass(frozen=True, slots=True)
class ScoreWeights:
    """Weights of each feature, in hundredths: first that a number is a score, then for each of `KINDS`."""

    of: Mapping[str, tuple[int, int, int, int]]

    @classmethod
    def load(cls) -> Self:
        """Load the package's weights."""
        text = files("paperfacts.extractor").joinpath("lexicon/score_weights.json").read_text("utf-8")
        return cls({name: tuple(values) for name, values in json.loads(text).items()})

    def judge(self, features: Iterable[str], votes: Iterable[tuple[str, int]] = ()) -> tuple[float, Kind, float]:
        """Probability that a number with these features is a score, its likeliest kind, and that kind's probability.

        `votes` are kinds with weights that come from rules which no fit has seen.
        """
        score, *kinds = self.total(features)
        for kind, weight in votes:
            score += weight
            kinds = [total + weight * (kind == name) for name, total in zip(KINDS, kinds, strict=True)]
        top = max(range(len(KINDS)), key=lambda at: kinds[at])
        spread = sum(math.exp((total - kinds[top]) / 100) for total in kinds)
        return 1 / (1 + math.exp(-score / 100)), KINDS[top], 1 / spread

    def total(self, features: Iterable[str]) -> tuple[int, int, int, int]:
        """Sum of the weights of features; one that has no weight counts nothing."""
        known = self.of
        rows = [known[feature] for feature in features if feature in known]
        one, two, three, four = map(sum, zip(*rows, strict=True)) if rows else (0, 0, 0, 0)
        return one, two, three, four
