"""What 100,000 unannotated abstracts say of a name: how often it occurs, and in whose company.

The table (`lexicon/known_names.tsv`) is made by `tools/corpus.py`: for each name key the papers that hold it, the
papers that speak of it as of a data set, as of a model, and the papers that write it as an ordinary lower-case word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import log2
from typing import NamedTuple, Self


class Counts(NamedTuple):
    """Papers that hold a name; that speak of it as a data set; as a model; that write it in lower case."""

    papers: int
    dataset: int
    model: int
    lower: int


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Counts of names in unannotated abstracts, by name key.

    >>> known = KnownNames({"xnli": Counts(300, 120, 2, 0)})
    >>> known.leaning("xnli"), known.traits("xnli")
    (4, ('papers 8', 'leans 4', 'typed 1', 'lower 0'))
    """

    counts: dict[str, Counts]

    @classmethod
    def load(cls) -> Self:
        """Load the package's table."""
        lines = (
            files("paperfacts.extractor").joinpath("lexicon/known_names.tsv").read_text("utf-8").strip("\n").split("\n")
        )
        return cls.parse(line for line in lines if not line.startswith("# "))

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Self:
        """Read the table's lines."""
        counts = {}
        for line in lines:
            key, papers, dataset, model, lower = line.split("\t")
            counts[key] = Counts(int(papers), int(dataset), int(model), int(lower))
        return cls(counts)

    def leaning(self, key: str) -> int | None:
        """From -4 (a model, to the corpus) to 4 (a data set); None for a name that it does not hold."""
        counts = self.counts.get(key)
        return None if counts is None else _leaning(counts)

    def traits(self, key: str) -> tuple[str, ...]:
        """What the corpus says of a name, in words that serve as features."""
        counts = self.counts.get(key)
        return ("unknown",) if counts is None else _traits(counts)


def ordinary_words() -> frozenset[str]:
    """Words that say nothing when they are capitalised at the start of a sentence.

    >>> "however" in ordinary_words(), "wikipedia" in ordinary_words()
    (True, False)
    """
    text = files("paperfacts.extractor").joinpath("lexicon/ordinary_words.txt").read_text("utf-8")
    return frozenset(text.split())


def _leaning(counts: Counts) -> int:
    odds = log2((counts.dataset + 0.5) / (counts.model + 0.5))
    return max(-4, min(4, round(odds)))


@lru_cache(maxsize=1 << 14)
def _traits(counts: Counts) -> tuple[str, ...]:
    typed = counts.dataset + counts.model
    return (
        f"papers {int(log2(counts.papers))}",
        f"leans {_leaning(counts)}",
        f"typed {min(4, int(-log2((typed + 0.3) / (counts.papers + 1))))}",
        f"lower {int(4 * counts.lower / (counts.lower + counts.papers))}",
    )
