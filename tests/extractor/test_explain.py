"""Explanations: what was considered, what spoke for it, and what became of it."""

import pytest

from paperfacts.extractor.explain import Explanation
from paperfacts.extractor.pipeline import Extractor
from paperfacts.schema import Paper

EXTRACTOR = Extractor.load()
ABSTRACT = (
    "We evaluate the mBERT model on the XNLI benchmark for natural language inference in French. "
    "It reaches 71.2% accuracy. It covers 12 language families."
)


def explanation(abstract: str, title: str = "A study") -> Explanation:
    return EXTRACTOR.explain(Paper.of(title, abstract))


def test_every_name_of_the_record_was_considered_with_its_outcome() -> None:
    outcomes = {one.name: one.outcome for one in explanation(ABSTRACT).considered}
    assert (outcomes["mBERT"], outcomes["XNLI"]) == ("used model", "evaluated benchmark")


def test_what_is_turned_down_is_told() -> None:
    considered = {one.name: one for one in explanation("We live in Paris and love Zorblax there.").considered}
    assert considered["Paris"].outcome == "turned down"
    assert considered["Paris"].shares["neither"] > 0.5
    assert considered["Paris"].against_it


def test_a_part_of_a_surer_name_is_told() -> None:
    outcomes = {one.name: one.outcome for one in explanation("We fine-tune the XLM-RoBERTa Large model.").considered}
    assert outcomes["XLM-RoBERTa Large"] == "used model"
    assert outcomes["XLM-RoBERTa"] == "a part of a surer name"


def test_loudest_votes_come_first() -> None:
    for one in explanation(ABSTRACT).considered:
        votes = [vote.votes for vote in (*one.for_it, *one.against_it)]
        assert votes == sorted(votes, reverse=True)
        assert all(vote.votes > 0 for vote in one.for_it)
        assert all(vote.votes < 0 for vote in one.against_it)


def test_an_explanation_holds_the_same_record_as_an_extraction() -> None:
    paper = Paper.of("A study", ABSTRACT)
    assert EXTRACTOR.explain(paper).record == EXTRACTOR.extract(paper)


@pytest.mark.parametrize(
    "line",
    [
        "A study",
        "  2. We evaluate the mBERT model on the XNLI benchmark for natural language inference in French.",
        "  3. It reaches 71.2% accuracy.",
        "  mBERT: used model",
        "  evaluated benchmark XNLI",
        "  language French [fr]",
        "  task natural language inference",
        "  count (language family) exact 12",
        "  absolute exact 71.2% (accuracy",
    ],
)
def test_the_printed_explanation_shows_text_names_and_facts(line: str) -> None:
    assert any(printed.startswith(line) for printed in str(explanation(ABSTRACT)).split("\n"))


def test_a_paper_without_title_or_names_is_explained_too() -> None:
    printed = str(explanation("we study words.", title=""))
    assert printed.startswith("we study words.\nsentences:\n  1. we study words.")


@pytest.mark.parametrize(
    ("text", "number", "outcome"),
    [
        ("It reaches 71.2% accuracy on XNLI.", "71.2%", "absolute score"),
        ("It improves accuracy by 3.1 points.", "3.1 points", "gain score"),
        ("It reaches 71.2% accuracy with p < 0.05.", "0.05", "no score"),
    ],
)
def test_every_number_that_might_be_a_score_is_told_with_what_became_of_it(
    text: str, number: str, outcome: str
) -> None:
    numbers = EXTRACTOR.explain(Paper.of("A study", text)).numbers
    assert any(one.text == number and one.outcome.startswith(outcome) for one in numbers), numbers
