"""What all candidates of a paper share: its words, its short forms, and what is known of the names in it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from paperfacts.extractor.abbreviations import Abbreviation, find_abbreviations
from paperfacts.extractor.candidates import Candidates, Mention, Run, find_candidates, key_of
from paperfacts.extractor.document import Document
from paperfacts.extractor.known_names import KnownNames, ordinary_words
from paperfacts.extractor.lexicon import Lexicon
from paperfacts.extractor.name_cues import Cues

_LONGEST_HEAD = 6
_SENTENCE_ENDS = frozenset({".", "!", "?"})


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
    sentence_starts: list[int]
    cue_places: list[int]

    @classmethod
    def of(cls, document: Document, knowledge: Knowledge) -> "Surroundings":
        """Find the candidates of a document and gather what stands around them."""
        text = document.text
        abbreviations = find_abbreviations(text)
        candidates = find_candidates(document, knowledge.cues, knowledge.ordinary, abbreviations)
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
            _sentence_starts(candidates),
            [index for index, word in enumerate(candidates.lower) if word in knowledge.cues.verb_or_own],
        )

    def cues_within(self, first: int, end: int) -> list[int]:
        """Places of the verbs and of words like "our" from one token to before another."""
        return self.cue_places[bisect_left(self.cue_places, first) : bisect_left(self.cue_places, end)]

    def sentence(self, run: Run) -> Run:
        """Tokens of the sentence of a run: its first, and the one after its last."""
        starts = self.sentence_starts
        end = starts[bisect_left(starts, run.last + 1)]
        is_closed = self.candidates.lower[end - 1] in _SENTENCE_ENDS and end - 1 > run.last
        return Run(starts[bisect_right(starts, run.first) - 1], end - is_closed)


def _sentence_starts(candidates: Candidates) -> list[int]:
    """Tokens at which sentences start, and the one after the last."""
    lower = candidates.lower
    after_ends = (index + 1 for index, word in enumerate(lower) if word in _SENTENCE_ENDS)
    return sorted({0, candidates.title_tokens, len(lower), *after_ends})


def _definition(pair: Abbreviation, candidates: Candidates) -> Mention | None:
    starts = candidates.tokens.starts
    start, end = min(pair.short[0], pair.long[0]), max(pair.short[1], pair.long[1])
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    run = bisect_left(candidates.runs, (bisect_left(starts, pair.short[0]), 0))
    return Mention(first, min(last, len(starts) - 1), run) if run < len(candidates.runs) else None
