"""The judge: votes add up, the surest take their words first, and what is done without is only mentioned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.document import Document
from paperfacts.extractor.features import candidate_features
from paperfacts.extractor.judge import COLUMNS, HEADS, THRESHOLD, Verdict, Weights, judge
from paperfacts.extractor.surroundings import Knowledge, Surroundings
from paperfacts.schema import Paper

KNOWLEDGE = Knowledge.load()
WEIGHTS = Weights.load()
PIECES = [
    "BERT",
    "GPT-4",
    "Turbo",
    "XNLI",
    "the",
    "benchmark",
    "model",
    "and",
    ",",
    "Low-Rank Adaptation (LoRA)",
    "evaluate on",
    ". We",
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map(" ".join)


def surroundings_of(title: str, abstract: str) -> Surroundings:
    document = Document.of(Paper.of(title, abstract))
    return Surroundings.of(document, KNOWLEDGE)


def verdicts(title: str, abstract: str = "") -> dict[str, Verdict]:
    return {verdict.key: verdict for verdict in judge(surroundings_of(title, abstract), WEIGHTS)}


def weights_of(*rows: tuple[str, str, dict[tuple[str, str], int]]) -> Weights:
    return Weights.parse(
        "\t".join((slot, value, *(str(votes.get(c, "")) for c in COLUMNS))) for slot, value, votes in rows
    )


@pytest.mark.parametrize(
    ("abstract", "key", "name_type", "role"),
    [
        ("We evaluate BERT on the XNLI benchmark.", "xnli", "benchmark", "evaluated"),
        ("We fine-tune the BERT model on the XNLI benchmark.", "bert", "model", "used"),
        ("We introduce KoBERT, a new language model for Korean.", "kobert", "model", "introduced"),
        ("We introduce KoNLI, a new benchmark for Korean.", "konli", "benchmark", "introduced"),
        ("Unlike XNLI, our benchmark is parallel.", "xnli", "benchmark", "mentioned"),
        ("Our mT5 model is not evaluated on the XNLI benchmark.", "xnli", "benchmark", "mentioned"),
    ],
)
def test_a_clear_text_is_judged_as_a_reader_would(abstract: str, key: str, name_type: str, role: str) -> None:
    verdict = verdicts("A study", abstract)[key]
    assert (verdict.type, verdict.role) == (name_type, role)
    assert THRESHOLD <= verdict.confidence <= 1


def test_a_name_that_is_evaluated_on_elsewhere_is_not_only_mentioned() -> None:
    abstract = "It was not tested on XNLI before. We evaluate BERT on the XNLI benchmark."
    assert verdicts("A study", abstract)["xnli"].role == "evaluated"


def test_a_text_without_names_has_no_verdicts() -> None:
    assert verdicts("A study of words", "We study how words change their meaning.") == {}


@given(texts)
def test_no_verdict_is_less_sure_than_the_threshold(abstract: str) -> None:
    assert all(verdict.confidence >= THRESHOLD for verdict in judge(surroundings_of("A study", abstract), WEIGHTS))


@given(texts)
def test_no_two_verdicts_share_a_word(abstract: str) -> None:
    found = judge(surroundings_of("A study", abstract), WEIGHTS)
    words = [word for verdict in found for at in verdict.mentions for word in range(at.first, at.last + 1)]
    assert len(words) == len(set(words))
    assert [verdict.mentions[0] for verdict in found] == sorted(verdict.mentions[0] for verdict in found)


@given(texts)
def test_the_chances_of_a_head_add_up_to_one(abstract: str) -> None:
    for _, _, found in candidate_features(surroundings_of("A study", abstract), WEIGHTS.numbering):
        for head, values in HEADS.items():
            shares = WEIGHTS.shares(found, head)
            assert tuple(shares) == values
            assert sum(shares.values()) == pytest.approx(1)


def test_votes_are_added_to_the_bias() -> None:
    model, benchmark = ("type", "model"), ("type", "benchmark")
    weights = weights_of(
        ("bias", "", {benchmark: 1000}), ("right1", "model", {model: 3000}), ("left1", "on", {benchmark: 500})
    )
    assert weights.shares([], "type")["benchmark"] > weights.shares([], "type")["model"]
    assert weights.shares([1], "type")["model"] > weights.shares([1], "type")["benchmark"]
    assert weights.shares([1, 2], "type") == weights.shares([2, 1], "type")


def test_the_strongest_features_carry_a_verdict() -> None:
    model = ("type", "model")
    weights = weights_of(
        ("bias", "", {}),
        ("right1", "model", {model: 3000}),
        ("left1", "the", {model: -10}),
        ("shape", "acronym", {model: 20}),
        ("word", "bert", {model: 4000}),
        ("words", "1", {model: 30}),
    )
    assert weights.carriers({1, 2, 3, 4, 5}, "type", "model") == ("word=bert", "right1=model", "words=1")
    assert weights.carriers({2}, "type", "model") == ()


def test_the_packages_weights_vote_on_every_head() -> None:
    assert WEIGHTS.names[0] == "bias="
    assert all(len(votes) == len(WEIGHTS.names) and any(votes) for votes in map(WEIGHTS.votes.__getitem__, COLUMNS))
