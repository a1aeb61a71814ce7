"""Features: what a candidate looks like, and what the text around it says."""

from collections.abc import Iterator

import pytest

from paperfacts.extractor.document import Document
from paperfacts.extractor.features import SLOTS, Numbering, candidate_features
from paperfacts.extractor.surroundings import Knowledge, Surroundings
from paperfacts.schema import Paper

KNOWLEDGE = Knowledge.load()


class Recorder:
    """A slot that numbers every value it is asked for, and remembers it."""

    def __init__(self, slot: str, seen: list[tuple[str, str]]) -> None:
        self.slot, self.seen = slot, seen

    def get(self, value: str, /) -> int:
        self.seen.append((self.slot, value))
        return len(self.seen) - 1


class Empty:
    """A slot of which no weight knows a value."""

    def get(self, value: str, /) -> None:
        return None


def surroundings_of(title: str, abstract: str) -> Surroundings:
    document = Document.of(Paper.of(title, abstract))
    return Surroundings.of(document, KNOWLEDGE)


def features_of(key: str, title: str, abstract: str) -> set[tuple[str, str]]:
    seen: list[tuple[str, str]] = []
    slots = Numbering.of({slot: Recorder(slot, seen) for slot in SLOTS})
    found = {key: numbers for key, _, numbers in candidate_features(surroundings_of(title, abstract), slots)}
    return {seen[number] for number in found[key]}


@pytest.mark.parametrize(
    ("slot", "value", "title", "abstract"),
    [
        ("shape", "acronym", "A study", "We evaluate on XNLI."),
        ("listed", "benchmark", "A study", "We evaluate on XNLI."),
        ("left1", "on", "A study", "We evaluate on XNLI."),
        ("right1", "benchmark", "A study", "We use the XNLI benchmark."),
        ("head", "dataset", "A study", "We use the XNLI benchmark."),
        ("head_word", "corpus", "A study", "We use the XNLI parallel corpus."),
        ("apposition", "comma dataset", "A study", "We show XNLI, a new large corpus of pairs."),
        ("apposition", "is dataset", "A study", "XNLI is a corpus of pairs."),
        ("apposition_word", "corpus", "A study", "XNLI (a corpus) is good."),
        ("verb", "nearest near introduce", "A study", "We introduce XNLI here."),
        ("verb_word", "evaluate", "A study", "We evaluate it on XNLI."),
        ("verb_after_word", "outperforms", "A study", "XNLI outperforms all."),
        ("own", "we", "A study", "We evaluate it on XNLI."),
        ("list", "3", "A study", "We evaluate on SQuAD, XNLI and GLUE."),
        ("list_left", "on", "A study", "We evaluate on SQuAD, XNLI and GLUE."),
        ("list_head", "dataset", "A study", "We take the SQuAD, XNLI and GLUE benchmarks."),
        ("title", "opens :", "XNLI: a corpus", "It is good."),
        ("title", "inside -", "A study of XNLI again", "It is good."),
        ("title_noun", "opens : dataset", "XNLI: a corpus", "It is good."),
        ("title_noun", "outside dataset", "A corpus", "XNLI is good."),
        ("times", "2", "A study", "XNLI is good. We like XNLI."),
        ("times", "5", "A study", "XNLI " + "and XNLI " * 9),
        ("long_last", "inference", "A study", "We show X Natural Language Inference (XNLI)."),
        ("right2", "0", "A study", "We use XNLI with 33 pairs."),
        ("run", "whole", "A study", "We evaluate on XNLI."),
        ("kin", "extends title", "XNL: a corpus", "It grew to XNLI."),
    ],
)
def test_a_feature_says_what_the_text_shows(slot: str, value: str, title: str, abstract: str) -> None:
    assert (slot, value) in features_of("xnli", title, abstract)


@pytest.mark.parametrize(
    ("slot", "value", "abstract"),
    [
        ("head", "dataset", "We use XNLI. The benchmark is good."),
        ("head", "dataset", "We use XNLI, and a benchmark."),
        ("apposition", "comma dataset", "We use XNLI, and a corpus."),
        ("list", "2", "We test XNLI on SQuAD."),
        ("verb", "nearest near introduce", "We introduce it. The XNLI corpus is good."),
        ("title", "yes", "We use XNLI."),
    ],
)
def test_a_feature_stays_within_its_sentence_and_phrase(slot: str, value: str, abstract: str) -> None:
    assert (slot, value) not in features_of("xnli", "A study", abstract)


def names(title: str, abstract: str) -> Iterator[str]:
    numbering = Numbering.of({slot: Empty() for slot in SLOTS})
    return (key for key, _, _ in candidate_features(surroundings_of(title, abstract), numbering))


def test_every_candidate_is_looked_at_once() -> None:
    around = surroundings_of("A study", "We evaluate BERT on XNLI. BERT is good.")
    assert sorted(names("A study", "We evaluate BERT on XNLI. BERT is good.")) == sorted(around.candidates.mentions)


def test_what_no_weight_knows_is_no_feature() -> None:
    slots = Numbering.of({slot: Empty() for slot in SLOTS})
    found = [numbers for _, _, numbers in candidate_features(surroundings_of("A study", "We test BERT."), slots)]
    assert found == [set()]
