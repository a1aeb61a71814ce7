"""What the candidates of a paper share: long forms, definitions, the title, and what is known of names."""

import pytest

from paperfacts.extractor.document import Document
from paperfacts.extractor.surroundings import Knowledge, Surroundings
from paperfacts.schema import Paper

KNOWLEDGE = Knowledge.load()


def surroundings_of(title: str, abstract: str) -> Surroundings:
    document = Document.of(Paper.of(title, abstract))
    return Surroundings.of(document, KNOWLEDGE)


def test_a_short_form_knows_what_it_stands_for() -> None:
    around = surroundings_of("A study", "We use a Low-Rank Adaptation (LoRA) of BERT.")
    assert around.long_forms["lora"] == ("Low-Rank Adaptation", "adaptation")
    assert set(around.long_forms) == {"lora"}


def test_a_definition_reaches_from_the_long_form_to_the_short() -> None:
    around = surroundings_of("A study", "We use a Low-Rank Adaptation (LoRA) of BERT.")
    [definition] = around.definitions["lora"]
    words = around.candidates.tokens.words
    assert words[definition.first] == "Low-Rank"
    assert words[definition.last - 1 : definition.last + 1] == ["LoRA", ")"]


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("XNLI: a corpus", "xnli"),
        ("Deep Blue: chess", "deepblue"),
        ("A corpus of news", ""),
        (": a corpus", ""),
        ("One two three four five six: a corpus", ""),
        ("", ""),
    ],
)
def test_the_head_of_a_title_stands_before_its_colon(title: str, head: str) -> None:
    assert surroundings_of(title, "We test it: fine.").head == head


@pytest.mark.parametrize(
    ("title", "nouns"),
    [("XNLI: a corpus", {"dataset"}), ("A parser and its treebank", {"model", "dataset"}), ("On words", set())],
)
def test_the_title_tells_what_the_paper_makes(title: str, nouns: set[str]) -> None:
    assert surroundings_of(title, "This model is a corpus.").title_nouns == nouns


def test_the_corpus_leans_to_what_a_name_is() -> None:
    around = surroundings_of("A study", "We evaluate BERT on SQuAD and on Zyxwvut-77.")
    bert, squad, unheard = around.leanings[-3:]
    assert bert is not None
    assert squad is not None
    assert bert < 0 < squad
    assert unheard is None
