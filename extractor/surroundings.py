"""What all candidates of a paper share: its words, its short forms, and what is known of the names in it."""

from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from paperfacts.extractor.abbreviations import Abbreviation
from paperfacts.extractor.candidates import Candidates, Mention, key_of
from paperfacts.extractor.known_names import KnownNames, ordinary_words
from paperfacts.extractor.lexicon import Lexicon
from paperfacts.extractor.name_cues import Cues

_LONGEST_HEAD = 6


class Knowledge(NamedTuple):
    """What extraction knows of names before it reads: cue words, the corpus' counts, and the lexicon."""

    cues: Cues
    known: KnownNames
    lexicon: Lexicon
    ordinary: frozenset[str]

    @classmethod
    def load(cls, *folders: Path) -> Self:
        """Load what the package knows, and the names in folders of the user's own."""
        return cls(Cues.load(), KnownNames.load(), Lexicon.load(*folders), ordinary_words())


class Long(NamedTuple):
    """What the paper says that a short form stands for."""

    text: str
    last_word: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The candidates of a paper and what stands around them all.

    `definitions` are the words "long form (SF)" as one mention, so that what stands before and after it is seen;
    `leanings` say of each run whether the corpus takes it for a data set or a model; `head` is the key of X in "X: …".
    """

    candidates: Candidates
    abbreviations: tuple[Abbreviation, ...]
    knowledge: Knowledge
    long_forms: dict[str, Long]
    definitions: dict[str, list[Mention]]
    leanings: list[int | None]
    title_nouns: frozenset[str]
    head: str

    @classmethod
    def of(
        cls, candidates: Candidates, abbreviations: tuple[Abbreviation, ...], knowledge: Knowledge
    ) -> "Surroundings":
        """Gather them."""
        text = candidates.document.text
        long_forms: dict[str, Long] = {}
        definitions: dict[str, list[Mention]] = {}
        for pair in abbreviations:
            key, words = key_of(text[slice(*pair.short)]), text[slice(*pair.long)]
            long_forms[key] = Long(words, words.split()[-1].lower())
            definition = _definition(pair, candidates)
            if definition:
                definitions.setdefault(key, []).append(definition)
        noun_class = knowledge.cues.noun_class
        title = candidates.lower[: candidates.title_tokens]
        colon = title.index(":") if ":" in title else 0
        return cls(
            candidates,
            abbreviations,
            knowledge,
            long_forms,
            definitions,
            [knowledge.known.leaning(key_of(candidates.text(Mention(*run, 0)))) for run in candidates.runs],
            frozenset(noun_class[word] for word in title if word in noun_class),
            key_of(candidates.text(Mention(0, colon - 1, 0))) if 0 < colon < _LONGEST_HEAD else "",
        )


def _definition(pair: Abbreviation, candidates: Candidates) -> Mention | None:
    starts = candidates.tokens.starts
    start, end = min(pair.short[0], pair.long[0]), max(pair.short[1], pair.long[1])
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    run = bisect_left(candidates.runs, (bisect_left(starts, pair.short[0]), 0))
    return Mention(first, min(last, len(starts) - 1), run) if run < len(candidates.runs) else None
