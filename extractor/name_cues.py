"""Words around a name that say what it is and what the paper does with it (`rules/name_cues.toml`)."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Self


@dataclass(frozen=True, slots=True)
class RunCues:
    """Words by which a name runs on, is told to be one, or stands in a list."""

    connectors: frozenset[str]
    variants: frozenset[str]
    class_words: frozenset[str]
    numbered: frozenset[str]
    naming: frozenset[str]
    separators: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """Class of each cue word: nouns that say what a name is, verbs that say what is done with it.

    A word of several classes has them joined: `test` is a noun of `dataset`, `results` a verb of `evaluate`.

    >>> Cues.load().noun_class["treebank"]
    'dataset'
    """

    noun_class: dict[str, str]
    verb_class: dict[str, str]
    own: frozenset[str]
    run: RunCues

    @classmethod
    def load(cls) -> Self:
        """Load the package's cue words."""
        data = tomllib.loads(files("paperfacts.extractor").joinpath("rules/name_cues.toml").read_text("utf-8"))
        run = RunCues(**{name: frozenset(words) for name, words in data["run"].items()})
        return cls(_by_word(data["nouns"]), _by_word(data["verbs"]), frozenset(data["determiners"]["own"]), run)


def _by_word(classes: dict[str, list[str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, words in classes.items():
        for word in words:
            joined[word] = f"{joined[word]}+{name}" if word in joined else name
    return joined
