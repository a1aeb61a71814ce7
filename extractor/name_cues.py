"""Words around a name that say what it is and what the paper does with it (`rules/name_cues.toml`)."""

import re
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
class CitationCues:
    """What names of authors look like: `hint` is found quickly where `pattern` may match."""

    hint: re.Pattern[str]
    pattern: re.Pattern[str]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Spans of a text that name authors, in order.

        >>> text = "After Zhang et al. (2020), on XNLI (Conneau, 2018)"
        >>> [text[start:end] for start, end in Cues.load().citation.spans(text)]
        ['Zhang et al', '(Conneau, 2018)']
        """
        return [match.span() for match in self.pattern.finditer(text)] if self.hint.search(text) else []


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
    verb_or_own: frozenset[str]
    run: RunCues
    citation: CitationCues

    @classmethod
    def load(cls) -> Self:
        """Load the package's cue words."""
        data = tomllib.loads(files("paperfacts.extractor").joinpath("rules/name_cues.toml").read_text("utf-8"))
        run = RunCues(**{name: frozenset(words) for name, words in data["run"].items()})
        citation = CitationCues(re.compile(data["citation"]["hint"]), re.compile(data["citation"]["pattern"]))
        own = frozenset(data["determiners"]["own"])
        verbs = _by_word(data["verbs"])
        return cls(_by_word(data["nouns"]), verbs, own, own | verbs.keys(), run, citation)


def _by_word(classes: dict[str, list[str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, words in classes.items():
        for word in words:
            joined[word] = f"{joined[word]}+{name}" if word in joined else name
    return joined
