"""Sentences: where they end, and where a full stop ends none."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.sentences import sentence_spans

DATA: dict[str, Any] = tomllib.loads(files("paperfacts.extractor").joinpath("rules/sentences.toml").read_text("utf-8"))
PIECES = [
    "We test it",
    "e.g.",
    "et al.",
    ". ",
    "! ",
    "?",
    "...",
    " ",
    "\n",
    "(",
    ") ",
    '"',
    "A",
    "J.",
    "3",
    "É",
    "É.",
    "語。",
    "\0",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=5), max_size=15).map("".join)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("example", DATA["example"], ids=lambda example: str(example["text"]))
def test_the_examples_of_the_rules_hold(example: dict[str, Any]) -> None:
    assert split(example["text"]) == example["split"]


@pytest.mark.parametrize("word", DATA["abbreviations"])
def test_an_abbreviation_ends_no_sentence(word: str) -> None:
    assert len(split(f"It is good, {word}. XNLI is hard.")) == 1


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        (" \n ", []),
        ("no full stop", ["no full stop"]),
        ("One. Two.", ["One.", "Two."]),
        ("It reaches 71.2. XNLI is hard.", ["It reaches 71.2.", "XNLI is hard."]),
        ("So do I. We release it.", ["So do I.", "We release it."]),
        ('He said "yes." Then no.', ['He said "yes."', "Then no."]),
        ("(It works.) We show it.", ["(It works.)", "We show it."]),
        ("Wait... Then go.", ["Wait...", "Then go."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("it ends. then not", ["it ends. then not"]),
        ("Het werkt. Één taal. Русский тоже.", ["Het werkt.", "Één taal.", "Русский тоже."]),
        ("Trailing space. \n", ["Trailing space."]),
    ],
)
def test_a_text_falls_into_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_what_stands_before_the_start_belongs_to_no_sentence() -> None:
    assert sentence_spans("A title. More\nOne. Two.", 14) == ((14, 18), (19, 23))


@given(texts)
def test_sentences_stand_in_order_and_share_nothing(text: str) -> None:
    ends = [place for span in sentence_spans(text) for place in span]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in sentence_spans(text))


@given(texts)
def test_only_white_space_lies_outside_of_sentences(text: str) -> None:
    inside = {place for start, end in sentence_spans(text) for place in range(start, end)}
    assert all(text[place].isspace() for place in set(range(len(text))) - inside)


@pytest.mark.parametrize("sign", [".", "?", ".'", ".  ", "e.g. "])
def test_a_million_signs_without_a_sentence_end_are_one_sentence(sign: str) -> None:
    text = "a" + sign * (1_000_000 // len(sign))
    assert split(text) == [text.rstrip()]
