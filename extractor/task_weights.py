"""The fitted weights of task phrases: integers in lexicon/task_weights.tsv, made by tools/fit_tasks.py."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

BIAS = "bias"


@dataclass(frozen=True, slots=True)
class TaskWeights:
    """Weights of each feature, in thousandths, that a phrase is a task; that of `BIAS` counts for every phrase."""

    of: Mapping[str, int]

    @classmethod
    def load(cls) -> Self:
        """Load the package's weights."""
        return cls.parse(files("paperfacts.extractor").joinpath("lexicon/task_weights.tsv").read_text("utf-8"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read lines of a feature and its weight, a tab between; lines that start with "# " are comments."""
        rows = (line.split("\t") for line in text.strip("\n").split("\n") if not line.startswith("# "))
        return cls({feature: int(weight) for feature, weight in rows})

    def confidence(self, features: Iterable[str]) -> float:
        """Probability that a phrase with these features is a task; a feature that has no weight counts nothing.

        >>> TaskWeights({"bias": -1000, "in title True": 1000}).confidence({"in title True", "words 2"})
        0.5
        """
        known = self.of
        total = known.get(BIAS, 0) + sum([known[feature] for feature in features if feature in known])
        return round(1 / (1 + math.exp(-total / 1000)), 2)
