"""What a candidate looks like and what stands around it, pooled over all its places in the paper.

A feature is a value in a slot, such as the word `dataset` in the slot `right1`. Features are numbered by the weights
that know them; what no weight knows is no feature.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from paperfacts.extractor.abbreviations import Abbreviation
from paperfacts.extractor.candidates import Candidates, Mention, Run
from paperfacts.extractor.name_cues import Cues
from paperfacts.extractor.known_names import KnownNames
from paperfacts.extractor.tokens import NUMBER, SIGN, name_key, pieces

_EDGE = "|"
_HEAD_REACH = 4
_VERB_REACH = 14
_APPOSITION_REACH = 9
_MANY = 5


class Slot(Protocol):
    """Values of one slot, each with the number of its feature."""

    def get(self, value: str, /) -> int | None:
        """Number of the feature, or None where no weight knows it."""


Slots = Mapping[str, Slot]


class Long(NamedTuple):
    """What the paper says that a short form stands for."""

    text: str
    last_word: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all candidates of a paper share: its words, its short forms, and what the corpus says of each run."""

    candidates: Candidates
    cues: Cues
    known: KnownNames
    long_forms: dict[str, Long]
    long_spans: tuple[tuple[int, int], ...]
    leanings: list[int | None]
    title_nouns: frozenset[str]

    @classmethod
    def of(
        cls, candidates: Candidates, abbreviations: Iterable[Abbreviation], cues: Cues, known: KnownNames
    ) -> "Surroundings":
        """Gather them."""
        text = candidates.document.text
        long_forms, long_spans = {}, []
        for short, long in ((pair.short, pair.long) for pair in abbreviations):
            words = text[slice(*long)]
            long_forms[name_key(text[slice(*short)])] = Long(words, words.split()[-1].lower())
            long_spans.append(long)
        leanings = [known.leaning(name_key(candidates.text(Mention(*run, 0)))) for run in candidates.runs]
        title = candidates.lower[: candidates.title_tokens]
        nouns = frozenset(cues.noun_class[word] for word in title if word in cues.noun_class)
        return cls(candidates, cues, known, long_forms, tuple(long_spans), leanings, nouns)


class _Notes:
    """Collects the features of one candidate."""

    __slots__ = ("_slots", "found")

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self.found: set[int] = set()

    def add(self, slot: str, value: str) -> None:
        number = self._slots[slot].get(value)
        if number is not None:
            self.found.add(number)


def features(key: str, mentions: list[Mention], around: Surroundings, slots: Slots) -> set[int]:
    """Numbers of the features of one candidate."""
    notes = _Notes(slots)
    _note_name(key, mentions, around, notes)
    _note_paper(key, mentions, around, notes)
    for mention in mentions:
        _note_place(mention, around, notes)
        _note_context(mention, around, notes)
        _note_list(mention, around, notes)
        _note_verbs(mention, around, notes)
    return notes.found


def _note_name(key: str, mentions: list[Mention], around: Surroundings, notes: _Notes) -> None:
    candidates = around.candidates
    first, last, _ = mentions[0]
    text = candidates.text(mentions[0])
    words = candidates.lower[first : last + 1]
    shapes = candidates.tokens.shapes[first : last + 1]
    notes.add("shape", shapes[0] if first == last else f"{shapes[0]}+{shapes[-1]}")
    notes.add("words", str(len(words)))
    notes.add("letters", str(min(len(text), 12)))
    notes.add("key", key)
    for word in words:
        notes.add("word", word)
    notes.add("last_word", words[-1])
    notes.add("first_word", words[0])
    parts = pieces(text)
    if parts:
        notes.add("first_piece", parts[0])
        notes.add("last_piece", parts[-1])
        notes.add("last_piece", " ".join(parts[-2:]))
        for part in parts:
            notes.add("piece", part)
    tail = text[-4:].lower()
    for size in (2, 3, 4):
        notes.add("suffix", tail[-size:])
    notes.add("prefix", text[:3])
    for trait in around.known.traits(key):
        notes.add("known", trait)
    if len(words) > 1:
        for trait in around.known.traits(name_key(words[-1])):
            notes.add("known_last", trait)
        for trait in around.known.traits(name_key(words[0])):
            notes.add("known_first", trait)


def _note_paper(key: str, mentions: list[Mention], around: Surroundings, notes: _Notes) -> None:
    candidates = around.candidates
    notes.add("times", str(min(len(mentions), _MANY)))
    in_title = [mention for mention in mentions if mention.first < candidates.title_tokens]
    if in_title:
        notes.add("title", "yes")
        first, last, _ = in_title[0]
        following = candidates.lower[last + 1] if last + 1 < candidates.title_tokens else _EDGE
        opening = "opens" if first == 0 else "inside"
        notes.add("title", f"{opening} {following if following == ':' else '-'}")
        for noun in around.title_nouns:
            notes.add("title_noun", f"{opening} {following == ':'} {noun}")
    else:
        for noun in around.title_nouns:
            notes.add("title_noun", f"outside {noun}")
    if len(in_title) < len(mentions):
        number = candidates.document.sentence_number(candidates.tokens.starts[mentions[len(in_title)].first])
        notes.add("first_sentence", str(min(number, 8)))
        notes.add("first_sentence", "of " + str((8 * number) // max(1, len(candidates.document.sentences))))
    long = around.long_forms.get(key)
    if long:
        notes.add("long", "lower" if long.text.islower() else "capitals")
        notes.add("long_last", long.last_word)
        notes.add("long_noun", around.cues.noun_class.get(long.last_word, "none"))


def _note_place(mention: Mention, around: Surroundings, notes: _Notes) -> None:
    candidates = around.candidates
    run = candidates.runs[mention.run]
    left, right = mention.first == run.first, mention.last == run.last
    place = "whole" if left and right else "left" if left else "right" if right else "inner"
    notes.add("run", place + (" title" if mention.first < candidates.title_tokens else ""))
    shapes, lower = candidates.tokens.shapes, candidates.lower
    if not right:
        following = mention.last + 1
        notes.add("run_right", shapes[following])
        notes.add("run_right", lower[following] if shapes[following] != NUMBER else "0")
    if not left:
        notes.add("run_left", shapes[mention.first - 1])
        notes.add("run_left", lower[mention.first - 1])
    start = candidates.tokens.starts[mention.first]
    if any(first <= start < last for first, last in around.long_spans):
        notes.add("run", "in a long form")


def _word(lower: list[str], shapes: list[str], index: int) -> str:
    if not 0 <= index < len(lower):
        return _EDGE
    return "0" if shapes[index] == NUMBER else lower[index]


def _note_context(mention: Mention, around: Surroundings, notes: _Notes) -> None:
    candidates = around.candidates
    lower, shapes = candidates.lower, candidates.tokens.shapes
    first, last, _ = mention
    left1, left2, left3 = (_word(lower, shapes, first - step) for step in (1, 2, 3))
    right1, right2, right3 = (_word(lower, shapes, last + step) for step in (1, 2, 3))
    notes.add("left1", left1)
    notes.add("left2", left2)
    notes.add("left12", f"{left2} {left1}")
    notes.add("left123", f"{left3} {left2} {left1}")
    notes.add("right1", right1)
    notes.add("right2", right2)
    notes.add("right12", f"{right1} {right2}")
    notes.add("both", f"{left1} {right1}")
    for word in (left1, left2, left3):
        notes.add("left_bag", word)
    for word in (right1, right2, right3):
        notes.add("right_bag", word)
    noun_class = around.cues.noun_class
    for index in range(last + 1, min(last + 1 + _HEAD_REACH, len(lower))):
        if shapes[index] == SIGN or lower[index] in around.cues.verb_class:
            break
        if lower[index] in noun_class:
            notes.add("head", noun_class[lower[index]])
            notes.add("head_word", lower[index])
            break
    for index in range(first - 1, max(-1, first - 3), -1):
        if lower[index] in noun_class:
            notes.add("left_head", noun_class[lower[index]])
    _note_apposition(mention, around, notes)


def _note_apposition(mention: Mention, around: Surroundings, notes: _Notes) -> None:
    """Note "X, a corpus of" and "X is a model"."""
    lower = around.candidates.lower
    index = mention.last + 1
    while index < len(lower) - 2 and lower[index] in {")", '"', "'"}:
        index += 1
    if index >= len(lower) - 2 or lower[index] not in {",", "(", "is", ":", "-", "–", "—"} or lower[index + 1] not in {
        "a", "an", "the", "our", "one", "which",
    }:  # fmt: skip
        return
    how = "is" if lower[index] == "is" else "comma"
    noun_class = around.cues.noun_class
    found = ""
    for word in lower[index + 2 : index + 2 + _APPOSITION_REACH]:
        if word in {"of", "for", "that", "which", "to", ",", ".", "with", "from", "in", "by", "and"} and found:
            break
        found = word if word in noun_class else found
    if found:
        notes.add("apposition", f"{how} {noun_class[found]}")
        notes.add("apposition_word", found)


def _note_list(mention: Mention, around: Surroundings, notes: _Notes) -> None:
    """Note what stands before and after the list of a mention, and what the corpus says of its neighbours there."""
    candidates = around.candidates
    chain = candidates.lists[mention.run]
    if chain.first == chain.last:
        return
    lower, shapes = candidates.lower, candidates.tokens.shapes
    before, after = candidates.runs[chain.first].first, candidates.runs[chain.last].last
    notes.add("list", str(min(chain.last - chain.first + 1, _MANY)))
    left1, left2 = _word(lower, shapes, before - 1), _word(lower, shapes, before - 2)
    right1, right2 = _word(lower, shapes, after + 1), _word(lower, shapes, after + 2)
    notes.add("list_left", left1)
    notes.add("list_left", f"{left2} {left1}")
    notes.add("list_right", right1)
    notes.add("list_right", f"{right1} {right2}")
    noun_class = around.cues.noun_class
    for index in range(after + 1, min(after + 1 + _HEAD_REACH, len(lower))):
        if shapes[index] == SIGN:
            break
        if lower[index] in noun_class:
            notes.add("list_head", noun_class[lower[index]])
            break
    for index in range(before - 1, max(-1, before - 7), -1):
        if lower[index] in noun_class:
            notes.add("list_left_head", noun_class[lower[index]])
            break
    neighbours = [
        lean for n in range(chain.first, chain.last + 1) if n != mention.run and (lean := around.leanings[n]) is not None
    ]
    if neighbours:
        notes.add("neighbours", str(round(sum(neighbours) / len(neighbours))))


def _note_verbs(mention: Mention, around: Surroundings, notes: _Notes) -> None:
    candidates = around.candidates
    lower, cues = candidates.lower, around.cues
    start, end = _sentence_tokens(mention, candidates)
    nearest = True
    for index in range(mention.first - 1, max(start - 1, mention.first - 1 - _VERB_REACH), -1):
        word = lower[index]
        classes = cues.verb_class.get(word)
        if classes:
            far = "near" if mention.first - index < _HEAD_REACH else "far"
            notes.add("verb", f"{'nearest' if nearest else 'earlier'} {far} {classes}")
            if nearest:
                notes.add("verb_word", word)
                notes.add("verb_word_near", f"{word} {lower[index + 1]}")
            nearest = False
        elif word in cues.own:
            notes.add("own", word)
    nearest = True
    for index in range(mention.last + 1, min(end, mention.last + 1 + _VERB_REACH)):
        classes = cues.verb_class.get(lower[index])
        if classes:
            far = "near" if index - mention.last < _HEAD_REACH else "far"
            notes.add("verb_after", f"{'nearest' if nearest else 'later'} {far} {classes}")
            if nearest:
                notes.add("verb_after_word", lower[index])
            nearest = False
    for word in lower[start : min(end, start + 3)]:
        notes.add("sentence_opens", word)


def _sentence_tokens(mention: Mention, candidates: Candidates) -> Run:
    """Tokens of the sentence of a mention: its first, and the one after its last."""
    lower = candidates.lower
    limit = candidates.title_tokens
    start, end = mention.first, mention.last + 1
    while start > 0 and start != limit and lower[start - 1] not in {".", "!", "?"}:
        start -= 1
    while end < len(lower) and end != limit and lower[end] not in {".", "!", "?"}:
        end += 1
    return Run(start, end)


SLOTS = (
    "shape", "words", "letters", "key", "word", "last_word", "first_word", "first_piece", "last_piece", "piece",
    "suffix", "prefix", "known", "known_last", "known_first", "times", "title", "title_noun", "first_sentence", "long",
    "long_last", "long_noun", "run", "run_right", "run_left", "left1", "left2", "left12", "left123", "right1", "right2",
    "right12", "both", "left_bag", "right_bag", "head", "head_word", "left_head", "apposition", "apposition_word",
    "list", "list_left", "list_right", "list_head", "list_left_head", "neighbours", "verb", "verb_word",
    "verb_word_near", "own", "verb_after", "verb_after_word", "sentence_opens",
)  # fmt: skip
__all__ = ["SLOTS", "Slot", "Slots", "Surroundings", "features"]
