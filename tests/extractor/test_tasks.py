"""Tasks of a paper: phrases that end like a task, spelled out."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.document import Document
from paperfacts.extractor.lexicon import Lexicon
from paperfacts.extractor.task_weights import TaskWeights
from paperfacts.extractor.tasks import find_candidates, find_tasks
from paperfacts.schema import Paper, Record

LEXICON = Lexicon.load()
WEIGHTS = TaskWeights.load()
PHRASES = tomllib.loads(files("paperfacts.extractor").joinpath("lexicon/task_phrases.toml").read_text("utf-8"))


def tasks(title: str, abstract: str = "") -> list[str]:
    return [task.name for task in find_tasks(Document.of(Paper.of(title, abstract)), LEXICON, WEIGHTS)]


@pytest.mark.parametrize("example", PHRASES["example"], ids=lambda example: example["text"][:40])
def test_the_phrases_own_examples_hold(example: dict[str, object]) -> None:
    assert tasks("A title", str(example["text"])) == example["finds"]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("A new corpus for named entity recognition", ["named entity recognition"]),
        ("Better NER for Welsh", ["named entity recognition"]),
        ("Multilingual sarcasm detection", ["multilingual sarcasm detection"]),
        ("On the history of the telephone", []),
    ],
)
def test_tasks_are_spelled_out_in_lower_case(title: str, found: list[str]) -> None:
    assert tasks(title) == found


def test_there_are_never_more_than_eight() -> None:
    heads = ["sarcasm", "irony", "humor", "bias", "rumor", "satire", "spam", "emotion", "stance", "bot"]
    title = ", ".join(f"{head} detection" for head in heads)
    assert len(tasks(f"A benchmark for the tasks of {title}")) == 8


def test_every_mention_is_listed_with_its_exact_text() -> None:
    paper = Paper.of("Slot filling", "We address Slot Filling as a task, and slot filling again.")
    (task,) = find_tasks(Document.of(paper), LEXICON, WEIGHTS)
    assert [mention.text for mention in task.mentions] == ["Slot filling", "Slot Filling", "slot filling"]


def test_no_phrase_reaches_from_the_title_into_the_abstract() -> None:
    assert tasks("A corpus for stance detection", "Retrieval of tweets is hard.") == ["stance detection"]


def test_the_longer_phrase_takes_the_place() -> None:
    document = Document.of(Paper.of("Zero-shot cross-lingual transfer", ""))
    assert list(find_candidates(document, LEXICON)) == ["zero-shot cross-lingual transfer"]


PIECES = ["NER", "slot filling", "İ", "parsing tasks", "$", "\\%", "the", "→", "for ", "machine translation"]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_evidence_always_quotes_the_text(pieces: list[str]) -> None:
    paper = Paper.of("A benchmark for parsing", " ".join(pieces))
    found = find_tasks(Document.of(paper), LEXICON, WEIGHTS)
    assert Record.of(paper.title, paper.abstract, tasks=[each.model_dump() for each in found]).tasks == found
