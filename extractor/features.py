"""What a candidate looks like and what stands around it, pooled over all its places in the paper.

A feature is a value in a slot, such as the word `dataset` in the slot `right1`. The weights number the features that
they know; what no weight knows is None, and no feature.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol, Self, cast

from paperfacts.extractor.candidates import Candidates, Mention, Run
from paperfacts.extractor.surroundings import Surroundings
from paperfacts.extractor.tokens import NUMBER, SIGN, pieces
from paperfacts.schema import name_key

SLOTS = (
    "apposition", "apposition_word", "first_sentence", "first_word", "head", "head_word",
    "kin", "known", "known_first", "known_last", "last_piece", "last_word", "left1", "left2",
    "left_bag", "left_head", "letters", "list", "list_head", "list_left", "list_left_head", "list_right", "listed",
    "long", "long_last", "long_noun", "near", "neighbours", "own", "piece", "right1", "right2",
    "right_bag", "run", "run_left", "run_right", "sentence_opens", "shape", "suffix", "times", "title", "title_bag",
    "title_noun", "verb", "verb_after", "verb_after_word", "verb_word", "word", "words",
)  # fmt: skip

_EDGE = "|"
_HEAD_REACH = 4
_LIST_REACH = 6
_VERB_REACH = 14
_APPOSITION_REACH = 9
_NEAR = 10
_OPENING = 3
_EDGES = 3
_MANY = 5
_STEM = 4
_LATE = 8
_LONG_NAME = 12
_APPOSITION_SIGNS = frozenset({",", "(", "is", ":", "-", "–", "—"})
_APPOSITION_ARTICLES = frozenset({"a", "an", "the", "our", "one", "which"})
_PHRASE_ENDS = frozenset({"of", "for", "that", "which", "to", ",", ".", "with", "from", "in", "by", "and"})
_CLOSING = frozenset({")", '"', "'"})


class Slot(Protocol):
    """Values of one slot, each with the number of its feature."""

    def get(self, value: str, /) -> int | None:
        """Number of the feature, or None where no weight knows it."""


Slots = Mapping[str, Slot]
Numbers = list[int | None]


class Word(NamedTuple):
    """Numbers of the features that a word makes by its place beside a mention."""

    left1: int | None
    left2: int | None
    right1: int | None
    right2: int | None
    left_bag: int | None
    right_bag: int | None
    near: int | None
    sentence_opens: int | None


class Numbering(NamedTuple):
    """Numbers of all features: by slot and value, and of each word at once."""

    slots: Slots
    word: Callable[[str], Word]

    @classmethod
    def of(cls, slots: Slots) -> Self:
        """Number the values of slots; words are remembered."""
        tables = [slots[slot] for slot in Word._fields]
        return cls(slots, lru_cache(maxsize=1 << 16)(lambda word: Word(*(table.get(word) for table in tables))))


def candidate_features(around: Surroundings, numbering: Numbering) -> Iterator[tuple[str, list[Mention], set[int]]]:
    """Each candidate of a paper with its mentions and the numbers of its features."""
    slots, words = numbering.slots, _words(around.candidates, numbering)
    runs = [_of_run(number, words, around, slots) for number in range(len(around.candidates.runs))]
    keys = sorted(around.candidates.mentions)
    for key, mentions in around.candidates.mentions.items():
        found = set(_of_name(key, mentions, around, slots))
        found.update(_of_paper(key, mentions, around, slots), _of_kin(key, keys, around, slots))
        found.update(*(runs[number] for number in {mention.run for mention in mentions}))
        for mention in mentions:
            found.update(_of_place(mention, around, slots), _of_context(mention, words, around, slots))
        for mention in around.definitions.get(key, ()):
            found.update(_of_context(mention, words, around, slots))
        found.discard(None)
        yield key, mentions, cast("set[int]", found)


def _of_name(key: str, mentions: list[Mention], around: Surroundings, slots: Slots) -> Numbers:
    """Letters, words and parts of the name, and what corpus and lexicon know of it."""
    candidates, knowledge = around.candidates, around.knowledge
    first, last, _ = mentions[0]
    text = candidates.text(mentions[0])
    words, shapes = candidates.lower[first : last + 1], candidates.tokens.shapes
    found = [
        slots["shape"].get(shapes[first] if first == last else f"{shapes[first]}+{shapes[last]}"),
        slots["words"].get(str(len(words))),
        slots["letters"].get(str(min(len(text), _LONG_NAME))),
        slots["last_word"].get(words[-1]),
        slots["first_word"].get(words[0]),
        *(slots["suffix"].get(text[-size:].lower()) for size in (2, 3, 4)),
        *map(slots["word"].get, words),
        *map(slots["known"].get, knowledge.known.traits(key)),
    ]
    parts = pieces(text)
    if parts:
        found += map(slots["piece"].get, parts)
        found += slots["last_piece"].get(parts[-1]), slots["last_piece"].get(" ".join(parts[-2:]))
    if first != last:
        found += map(slots["known_last"].get, knowledge.known.traits(name_key(words[-1])))
        found += map(slots["known_first"].get, knowledge.known.traits(name_key(words[0])))
    if knowledge.lexicon.canonical("model", text):
        found.append(slots["listed"].get("model"))
    if knowledge.lexicon.canonical("benchmark", text):
        found.append(slots["listed"].get("benchmark"))
    if text in knowledge.lexicon.languages or candidates.tokens.words[first] in knowledge.lexicon.languages:
        found.append(slots["listed"].get("language" if first == last else "language first"))
    return found


def _of_paper(key: str, mentions: list[Mention], around: Surroundings, slots: Slots) -> Numbers:
    """How often and where in the paper the name stands, what its title says of it, and its long form."""
    candidates = around.candidates
    found = [slots["times"].get(str(min(len(mentions), _MANY)))]
    in_title = bisect_left(mentions, (candidates.title_tokens, 0, 0))
    if in_title:
        first, last, _ = mentions[0]
        following = candidates.lower[last + 1] if last + 1 < candidates.title_tokens else _EDGE
        place = f"{'opens' if first == 0 else 'inside'} {':' if following == ':' else '-'}"
        found += slots["title"].get("yes"), slots["title"].get(place)
        found += (slots["title_noun"].get(f"{place} {noun}") for noun in around.title_nouns)
        found += map(slots["title_bag"].get, candidates.lower[last + 1 : candidates.title_tokens])
    else:
        found += (slots["title_noun"].get(f"outside {noun}") for noun in around.title_nouns)
    if in_title < len(mentions):
        number = candidates.document.sentence_number(candidates.tokens.starts[mentions[in_title].first])
        share = (_LATE * number) // max(1, len(candidates.document.sentences))
        found.append(slots["first_sentence"].get(str(min(number, _LATE))))
        found.append(slots["first_sentence"].get(f"of {share}"))
    long = around.long_forms.get(key)
    if long:
        found += (
            slots["long"].get("lower" if long.text.islower() else "capitals"),
            slots["long_last"].get(long.last_word),
            slots["long_noun"].get(around.knowledge.cues.noun_class.get(long.last_word, "none")),
        )
    return found


def _of_kin(key: str, keys: list[str], around: Surroundings, slots: Slots) -> Numbers:
    """Whether the name extends another name of the paper, or is extended by one."""
    found: Numbers = []
    head = around.head
    if head and key != head:
        kin = "extends title" if head in key else "in title" if key in head else "no"
        found.append(slots["kin"].get(kin))
    mentions = around.candidates.mentions
    if any(key[:length] in mentions for length in range(_STEM, len(key))):
        found.append(slots["kin"].get("extends"))
    following = bisect_left(keys, key) + 1
    if following < len(keys) and keys[following].startswith(key):
        found.append(slots["kin"].get("extended"))
    return found


def _of_place(mention: Mention, around: Surroundings, slots: Slots) -> Numbers:
    """Whether the mention is a whole run of name-shaped words or a part of one, and what the rest of the run is."""
    candidates = around.candidates
    run, shapes, lower = candidates.runs[mention.run], candidates.tokens.shapes, candidates.lower
    left, right = mention.first == run.first, mention.last == run.last
    place = "whole" if left and right else "left" if left else "right" if right else "inner"
    found = [slots["run"].get(f"{place} title" if mention.first < candidates.title_tokens else place)]
    if not right:
        found.append(slots["run_right"].get(shapes[mention.last + 1]))
        found.append(slots["run_right"].get(_word(candidates, mention.last + 1)))
    if not left:
        found.append(slots["run_left"].get(shapes[mention.first - 1]))
        found.append(slots["run_left"].get(lower[mention.first - 1]))
    return found


def _of_context(mention: Mention, words: list[Word], around: Surroundings, slots: Slots) -> Numbers:
    """The words next to the mention, the nearest telling nouns, and an apposition."""
    lower, noun_class = around.candidates.lower, around.knowledge.cues.noun_class
    first, last, _ = mention
    left1, left2, left3 = words[first - 1], words[first - 2], words[first - 3]
    right1, right2, right3 = words[last + 1], words[last + 2], words[last + 3]
    found = [
        *(left1.left1, left2.left2, left1.left_bag, left2.left_bag, left3.left_bag),
        *(right1.right1, right2.right2, right1.right_bag, right2.right_bag, right3.right_bag),
    ]
    noun = _noun_after(last, around)
    if noun:
        found += slots["head"].get(noun_class[noun]), slots["head_word"].get(noun)
    found += (
        slots["left_head"].get(noun_class[word]) for word in lower[max(0, first - 2) : first] if word in noun_class
    )
    return found + _of_apposition(mention, around, slots)


def _of_apposition(mention: Mention, around: Surroundings, slots: Slots) -> Numbers:
    """The telling noun of "X, a corpus of" and "X is a model"."""
    lower, noun_class = around.candidates.lower, around.knowledge.cues.noun_class
    index = mention.last + 1
    while index < len(lower) and lower[index] in _CLOSING:
        index += 1
    if index + 1 >= len(lower) or lower[index] not in _APPOSITION_SIGNS or lower[index + 1] not in _APPOSITION_ARTICLES:
        return []
    noun = ""
    for word in lower[index + 2 : index + 2 + _APPOSITION_REACH]:
        if noun and word in _PHRASE_ENDS:
            break
        noun = word if word in noun_class else noun
    how = "is" if lower[index] == "is" else "comma"
    return [slots["apposition"].get(f"{how} {noun_class[noun]}"), slots["apposition_word"].get(noun)] if noun else []


def _of_run(number: int, words: list[Word], around: Surroundings, slots: Slots) -> Numbers:
    """What stands around a run and around the list of runs that it is in: the same for all its parts."""
    candidates = around.candidates
    run, (first, last) = candidates.runs[number], candidates.lists[number]
    whole = Run(candidates.runs[first].first, candidates.runs[last].last)
    sentence = around.sentence(run)
    near = words[max(sentence.first, run.first - _NEAR) : min(sentence.last, run.last + 1 + _NEAR)]
    found = [word.near for word in near]
    found += [word.sentence_opens for word in words[sentence.first : min(sentence.last, sentence.first + _OPENING)]]
    found += _of_verbs_before(whole, sentence, around, slots)
    found += _of_verbs_after(whole, sentence, around, slots)
    if first != last:
        found += _of_list(number, whole, around, slots)
    return found


def _of_list(number: int, whole: Run, around: Surroundings, slots: Slots) -> Numbers:
    """What stands before and after the list of a run, and what the corpus says of its neighbours there."""
    candidates, noun_class = around.candidates, around.knowledge.cues.noun_class
    left2, left1 = (_word(candidates, whole.first - step) for step in (2, 1))
    right1, right2 = (_word(candidates, whole.last + step) for step in (1, 2))
    first, last = candidates.lists[number]
    found = [
        slots["list"].get(str(min(last - first + 1, _MANY))),
        slots["list_left"].get(left1),
        slots["list_left"].get(f"{left2} {left1}"),
        slots["list_right"].get(right1),
        slots["list_right"].get(f"{right1} {right2}"),
    ]
    noun = _noun_after(whole.last, around)
    if noun:
        found.append(slots["list_head"].get(noun_class[noun]))
    before = candidates.lower[max(0, whole.first - _LIST_REACH) : whole.first]
    noun = next((word for word in reversed(before) if word in noun_class), "")
    if noun:
        found.append(slots["list_left_head"].get(noun_class[noun]))
    known = [
        around.leanings[n] for n in range(max(first, number - _NEAR), min(last, number + _NEAR) + 1) if n != number
    ]
    leanings = [leaning for leaning in known if leaning is not None]
    if leanings:
        found.append(slots["neighbours"].get(str(round(sum(leanings) / len(leanings)))))
    return found


def _of_verbs_before(whole: Run, sentence: Run, around: Surroundings, slots: Slots) -> Numbers:
    lower, cues = around.candidates.lower, around.knowledge.cues
    found: Numbers = []
    rank = "nearest"
    for index in reversed(around.cues_within(max(sentence.first, whole.first - _VERB_REACH), whole.first)):
        word = lower[index]
        verb = cues.verb_class.get(word)
        if verb:
            far = "near" if whole.first - index < _HEAD_REACH else "far"
            found.append(slots["verb"].get(f"{rank} {far} {verb}"))
            if rank == "nearest":
                found.append(slots["verb_word"].get(word))
            rank = "earlier"
        else:
            found.append(slots["own"].get(word))
    return found


def _of_verbs_after(whole: Run, sentence: Run, around: Surroundings, slots: Slots) -> Numbers:
    lower, cues = around.candidates.lower, around.knowledge.cues
    found: Numbers = []
    rank = "nearest"
    for index in around.cues_within(whole.last + 1, min(sentence.last, whole.last + 1 + _VERB_REACH)):
        verb = cues.verb_class.get(lower[index])
        if verb:
            far = "near" if index - whole.last < _HEAD_REACH else "far"
            found.append(slots["verb_after"].get(f"{rank} {far} {verb}"))
            if rank == "nearest":
                found.append(slots["verb_after_word"].get(lower[index]))
            rank = "later"
    return found


def _noun_after(last: int, around: Surroundings) -> str:
    """The first telling noun in the words that follow, before a sign or a verb."""
    lower, shapes, cues = around.candidates.lower, around.candidates.tokens.shapes, around.knowledge.cues
    for index in range(last + 1, min(last + 1 + _HEAD_REACH, len(lower))):
        word = lower[index]
        if shapes[index] == SIGN or word in cues.verb_class:
            return ""
        if word in cues.noun_class:
            return word
    return ""


def _words(candidates: Candidates, numbering: Numbering) -> list[Word]:
    """Each word's numbers, lower-cased, all numbers alike; beyond either end stand edges."""
    shapes = candidates.tokens.shapes
    forms = ("0" if shape == NUMBER else word for word, shape in zip(candidates.lower, shapes, strict=True))
    return [*map(numbering.word, forms), *[numbering.word(_EDGE)] * _EDGES]


def _word(candidates: Candidates, index: int) -> str:
    """The word at a place, lower-cased; all numbers are alike."""
    if not 0 <= index < len(candidates.lower):
        return _EDGE
    return "0" if candidates.tokens.shapes[index] == NUMBER else candidates.lower[index]
