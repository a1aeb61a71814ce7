"""Tokens: words as names need them, and what their letters look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.tokens import Tokens, pieces, shape

PIECES = [
    "BERT",
    "-based",
    "mT5",
    "GPT-4",
    ".",
    "-",
    "--",
    "'s",
    "&",
    "++",
    "3.5",
    "語",
    "한국",
    "🙂",
    "\0",
    "é",
    "e\u0301",
    " ",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=5), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("BERT-based models", ["BERT", "-based", "models"]),
        ("XLM-R, mT5.", ["XLM-R", ",", "mT5", "."]),
        ("GPT-3.5 beats GPT-4.", ["GPT-3.5", "beats", "GPT-4", "."]),
        ("BERT's layers", ["BERT", "'", "s", "layers"]),
        ("It isn't C++", ["It", "isn't", "C++"]),
        ("Q&A and R&D", ["Q&A", "and", "R&D"]),
        ("It ends.We go on", ["It", "ends", ".", "We", "go", "on"]),
        ("CNN/DailyMail", ["CNN", "/", "DailyMail"]),
        ("在XNLI上", ["在", "XNLI", "上"]),
        ("state-of-the-art", ["state-of-the-art"]),
        ("71.2%", ["71.2", "%"]),
    ],
)
def test_a_text_falls_into_tokens(text: str, words: list[str]) -> None:
    assert Tokens.of(text).words == words


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("XNLI", "acronym"),
        ("LLMs", "acronym"),
        ("RoBERTa", "camel"),
        ("mBERT", "camel"),
        ("SQuAD", "camel"),
        ("T5", "alphanumeric"),
        ("Llama-2", "alphanumeric"),
        ("GPT-4o", "alphanumeric"),
        ("word2vec", "lower-digit"),
        ("Bode", "capitalised"),
        ("Low-Rank", "capitals"),
        ("X", "letter"),
        ("model", "lower"),
        ("語", "lower"),
        ("2024", "number"),
        ("3.5", "number"),
        ("10B", "number"),
        ("16GB", "number"),
        ("-based", "tail"),
        ("-", "sign"),
        (",", "sign"),
        ("🙂", "sign"),
    ],
)
def test_a_word_has_a_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("KoBERT-v2", ("ko", "bert", "v", "2")),
        ("GPT-3.5", ("gpt", "3.5")),
        ("SuperGLUE", ("super", "glue")),
        ("語", ()),
    ],
)
def test_a_word_falls_into_parts_by_case_and_digits(word: str, parts: tuple[str, ...]) -> None:
    assert pieces(word) == parts


@given(texts)
def test_tokens_are_cut_from_the_text_in_order_and_leave_only_space(text: str) -> None:
    tokens = Tokens.of(text)
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    assert [text[start:end] for start, end in spans] == tokens.words
    inside = [place for start, end in spans for place in range(start, end)]
    assert inside == [place for place, sign in enumerate(text) if not sign.isspace()]
    assert len(tokens.shapes) == len(tokens.words)
