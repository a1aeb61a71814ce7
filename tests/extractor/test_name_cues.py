"""Cue words: nouns that say what a name is, verbs that say what is done with it."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from paperfacts.extractor.name_cues import Cues

CUES = Cues.load()
DATA: dict[str, Any] = tomllib.loads(files("paperfacts.extractor").joinpath("rules/name_cues.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("word", "noun_class"),
    [
        ("treebank", "dataset"),
        ("encoder", "model"),
        ("framework", "method"),
        ("task", "task"),
        ("track", "dataset+task"),
    ],
)
def test_a_noun_says_what_a_name_is(word: str, noun_class: str) -> None:
    assert CUES.noun_class[word] == noun_class


@pytest.mark.parametrize(
    ("word", "verb_class"),
    [("introduce", "introduce"), ("evaluated", "evaluate"), ("fine-tune", "use"), ("outperforms", "compare")],
)
def test_a_verb_says_what_is_done_with_it(word: str, verb_class: str) -> None:
    assert CUES.verb_class[word] == verb_class


@pytest.mark.parametrize("word", ["we", "our", "this"])
def test_some_words_say_that_the_work_is_the_papers_own(word: str) -> None:
    assert word in CUES.own


@pytest.mark.parametrize("words", [*DATA["nouns"].values(), *DATA["verbs"].values(), DATA["determiners"]["own"]])
def test_cue_words_stand_in_lower_case_once_a_class(words: list[str]) -> None:
    assert words == [word.lower() for word in words]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("text", DATA["citation"]["finds"])
def test_authors_that_are_cited_are_found(text: str) -> None:
    assert CUES.citation.spans(f"We follow {text} here.")


@pytest.mark.parametrize("text", DATA["citation"]["rejects"])
def test_what_is_no_citation_stays(text: str) -> None:
    assert not CUES.citation.spans(f"We follow {text} here.")
