"""Scores are told from other numbers, with their kind, unit, modifier and what they are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.document import Document
from paperfacts.extractor.names import Name
from paperfacts.extractor.rules import load_rules, read_rules
from paperfacts.extractor.score_weights import ScoreWeights
from paperfacts.extractor.scores import find_scores
from paperfacts.schema import Paper, Score

RULES = load_rules()
WEIGHTS = ScoreWeights.load()


def scores(abstract: str, **names: str) -> tuple[Score, ...]:
    document = Document.of(Paper.of("A paper", abstract))
    found = [_name(document.text, key, role) for key, role in names.items()]
    return find_scores(document, found, RULES, WEIGHTS)


def _name(text: str, name: str, role: str) -> Name:
    written = name.replace("_", "-")
    starts = [at for at in range(len(text)) if text.startswith(written, at)]
    spans = tuple((at, at + len(written)) for at in starts)
    if role == "evaluated":
        return Name(written, "benchmark", "evaluated", spans)
    return Name(written, "model", "introduced" if role == "introduced" else "used", spans)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our model achieves an accuracy of 71.2% on the test set.", [("71.2", "%", "absolute")]),
        ("The system obtains a BLEU score of 34.2.", [("34.2", "", "absolute")]),
        ("Our method outperforms the baseline by 3.5 points.", [("3.5", "points", "gain")]),
        ("It improves accuracy from 71.2% to 75.8%.", [("71.2", "%", "absolute"), ("75.8", "%", "absolute")]),
        ("We observe an accuracy drop of 12.5%.", [("12.5", "%", "drop")]),
        ("It reduces the word error rate by 12.2%.", [("12.2", "%", "gain")]),
        ("It reaches F1 scores of 81.5 and 80.3.", [("81.5", "", "absolute"), ("80.3", "", "absolute")]),
        ("It yields an improvement of +1.3 BLEU over the baseline.", [("1.3", "", "gain")]),
        (r"Our model achieves $86.4\%$ accuracy.", [("86.4", "%", "absolute")]),
    ],
)  # fmt: skip
def test_scores_are_found(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(score.value, score.unit, score.kind) for score in scores(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "The corpus has 2.5 million tokens and 12,345 documents.",
        "It was published in 2014 and extended in 2016.",
        "Training takes 3.5 hours on 8 GPUs with 7B parameters.",
        "Inference is 3x faster than before.",
        "Our team ranked 5 of 27 teams.",
        "We use only 10% of the training data.",
        "The difference is significant (p < 0.05).",
        "We compare with Gemma 2 and Llama 3.1.",
        "The data is split into 80% for training and 20% for testing.",
    ],
)
def test_what_is_no_score_is_not_found(text: str) -> None:
    assert scores(text) == ()


@pytest.mark.parametrize(
    ("text", "modifiers"),
    [
        ("It improves accuracy by up to 3.5%.", ["up_to"]),
        ("It improves accuracy by more than 3.5%.", ["at_least"]),
        ("It improves accuracy by 3.5% on average.", ["average"]),
        ("We see accuracy gains of 5% to 25% over the baseline.", ["at_least", "up_to"]),
        ("It improves accuracy by 3.5%.", ["exact"]),
    ],
)
def test_modifiers_are_read(text: str, modifiers: list[str]) -> None:
    assert [score.modifier for score in scores(text)] == modifiers


def test_a_score_is_tied_to_its_metric_benchmark_and_model() -> None:
    [score] = scores("FooNet achieves an F1 score of 91.2% on BarQA.", FooNet="introduced", BarQA="evaluated")
    assert (score.metric, score.benchmark, score.model) == ("F1", "BarQA", "FooNet")


def test_a_gain_names_what_it_is_compared_with() -> None:
    [score] = scores("FooNet outperforms OldNet by 3.1 BLEU points.", FooNet="introduced", OldNet="used")
    assert (score.kind, score.model, score.baseline, score.metric) == ("gain", "FooNet", "OldNet", "BLEU")


def test_respectively_deals_out_benchmarks() -> None:
    text = "FooNet reaches 91.2% and 85.3% accuracy on BarQA and BazQA, respectively."
    found = scores(text, FooNet="introduced", BarQA="evaluated", BazQA="evaluated")
    assert [(score.value, score.benchmark) for score in found] == [("91.2", "BarQA"), ("85.3", "BazQA")]


def test_a_number_beside_a_model_is_its_own() -> None:
    text = "FooNet achieves an accuracy of 91.2% on the test set, compared with an accuracy of 85.3% for OldNet."
    assert [score.model for score in scores(text, FooNet="introduced", OldNet="used")] == ["FooNet", "OldNet"]


def test_the_evidence_is_the_number_with_unit_and_metric_as_written() -> None:
    abstract = r"Our model achieves $86.4\%$ accuracy."
    [score] = scores(abstract)
    assert abstract[score.evidence.start : score.evidence.end] == score.evidence.text == r"86.4\%$ accuracy"
    assert 0.5 < score.evidence.confidence <= 1


def test_a_rule_that_refuses_ends_the_matter() -> None:
    mine = """
record = "Score"
[[rule]]
id = "never"
regex = '''accuracy of (?P<value>[0-9.]+)'''
refuse = true
  [[rule.example]]
  text = "An accuracy of 5"
  finds = { value = 5 }
  [[rule.example]]
  text = "Five"
  rejects = true
"""
    document = Document.of(Paper.of("A paper", "Our model achieves an accuracy of 71.2% on the test set."))
    assert find_scores(document, (), read_rules([("mine.toml", mine)]), WEIGHTS) == ()


def test_the_same_text_gives_the_same_scores() -> None:
    text = "FooNet achieves 91.2% accuracy and 34.2 BLEU, 3.1 points above the baseline."
    assert scores(text) == scores(text)


@given(st.text(alphabet="0123456789.% accuracyofBLEU±+-,()é", max_size=80))
def test_scores_of_any_text_are_valid_and_hold_to_it(text: str) -> None:
    abstract = f"{text} an accuracy of 71.2%"
    for score in scores(abstract):
        assert Score.model_validate(score.model_dump()) == score
        assert abstract[score.evidence.start : score.evidence.end] == score.evidence.text
