"""Short forms and their long forms, as a paper itself pairs them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.abbreviations import find_abbreviations

PIECES = [
    "Low-Rank", "Adaptation", "(LoRA)", "LoRA", "(", ")", "NER", "named entity recognition", "(XNLI, 2018)", "\n", "  ",
    '"', "-", "'", "İ", "ß", "(İSS)", "語", "(A1)", "🙂", "\0",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=4), max_size=14).map(" ".join)


def pairs(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*pair.short)], text[slice(*pair.long)]) for pair in find_abbreviations(text)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We use Low-Rank Adaptation (LoRA).", "LoRA", "Low-Rank Adaptation"),
        ("We do NER (named entity recognition).", "NER", "named entity recognition"),
        ("natural language inference (NLI; see below)", "NLI", "natural language inference"),
        ("Massively Multilingual Benchmark (MMB, 2024)", "MMB", "Massively Multilingual Benchmark"),
        ('the "Stanford Question Answering Dataset" (SQuAD)', "SQuAD", "Stanford Question Answering Dataset"),
        ("the Stanford Question Answering Dataset, (SQuAD)", "SQuAD", "Stanford Question Answering Dataset"),
        ("large language models (LLMs)", "LLMs", "large language models"),
        ("Multilingual Knowledge Questions and Answers (MKQA)", "MKQA", "Multilingual Knowledge Questions and Answers"),
    ],
)
def test_a_short_form_meets_its_long_form(text: str, short: str, long: str) -> None:
    assert pairs(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nothing in parentheses.",
        "We use a model (see Section 2).",
        "It was released (2019).",
        "A corpus of news (BERT).",
        "Cross-lingual Natural Language Inference (XNLI)",
        "It works (well) and (it) stays.",
        "BERT (BERT)",
        "(BERT) is a BERT (BERT)",
        "our LoRA-like base (LoRA)",
        "an open (parenthesis",
    ],
)
def test_other_parentheses_are_no_abbreviations(text: str) -> None:
    assert pairs(text) == []


def test_pairs_stand_in_the_order_of_the_text() -> None:
    text = "Named entity recognition (NER) and machine translation (MT) with NLI (natural language inference)."
    assert [short for short, _ in pairs(text)] == ["NER", "MT", "NLI"]


def test_a_long_form_never_reaches_from_the_title_into_the_abstract() -> None:
    assert pairs("On Natural\nLanguage Inference (NLI)") == []
    assert pairs("On NLI\n(natural language inference)") == []
    assert pairs("A title\nNatural Language Inference (NLI)") == [("NLI", "Natural Language Inference")]


def test_a_long_form_begins_with_a_word() -> None:
    assert pairs("x" * 300 + "natural language inference (NLI)") == []


@given(texts)
def test_both_forms_are_spans_of_one_field_that_share_nothing(text: str) -> None:
    for pair in find_abbreviations(text):
        (first, second) = sorted([pair.short, pair.long])
        assert 0 <= first[0] < first[1] <= second[0] < second[1] <= len(text)
        assert "\n" not in text[first[0] : second[1]]
        assert len(text[slice(*pair.short)].strip()) == pair.short[1] - pair.short[0]
        assert len(text[slice(*pair.long)].strip()) == pair.long[1] - pair.long[0]


@pytest.mark.parametrize("piece", ["Low-Rank Adaptation (LoRA). ", "(", "(LoRA", "LoRA (a b) "])
def test_a_million_characters_are_searched_to_their_end(piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) + ". We do named entity recognition (NER)"
    assert pairs(text)[-1] == ("NER", "named entity recognition")
