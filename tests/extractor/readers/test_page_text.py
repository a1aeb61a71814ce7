import tomllib
from importlib.resources import files

import pytest

from paperfacts.extractor.readers.page_text import is_page_text, unglued

DATA = tomllib.loads(files("paperfacts.extractor.readers").joinpath("page_text.toml").read_text("utf-8"))


@pytest.mark.parametrize("line", [example for entry in DATA["line"] for example in entry["examples"]])
def test_each_pattern_finds_its_examples(line: str) -> None:
    assert is_page_text(line)
    assert is_page_text(f" {line} ")


@pytest.mark.parametrize("line", [example for entry in DATA["glued"] for example in entry["examples"]])
def test_each_glued_word_comes_off_its_examples(line: str) -> None:
    assert line.endswith(unglued(line))
    assert unglued(line) != line


@pytest.mark.parametrize(
    "line", ["A New Model", "Models of Welsh", "Search for Welsh", "12 Angry Parsers", "May 1968 in Welsh"]
)
def test_a_title_is_no_text_of_the_page(line: str) -> None:
    assert not is_page_text(line)
    assert unglued(line) == line


@pytest.mark.parametrize("title", ["Subscribers and Churn", "Subscribe to Welsh", "Subscribed"])
def test_a_title_that_begins_as_the_glued_word_is_kept(title: str) -> None:
    assert unglued(title) == title
