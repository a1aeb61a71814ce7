from importlib.resources import files

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import DATA

from paperfacts.extractor.readers.title_end import split_title

Pairs = list[tuple[str, str]]


@pytest.fixture(scope="module")
def left_out() -> Pairs:
    rows = map(orjson.loads, (DATA / "left-out.jsonl").read_bytes().splitlines())
    return [(row["title"], row["abstract"]) for row in rows]


def test_titles_of_papers_left_out_of_the_fitting_are_found(left_out: Pairs) -> None:
    right = [split_title(f"{title} {abstract}")[0] == title for title, abstract in left_out]
    assert sum(right) / len(right) >= 0.95


def test_confidence_tells_right_from_wrong(left_out: Pairs) -> None:
    cuts = [(split_title(f"{title} {abstract}"), title) for title, abstract in left_out]
    assert all(found == title for (found, _, sure), title in cuts if sure >= 0.99)
    mean = sum(sure for (_, _, sure), _ in cuts) / len(cuts)
    assert abs(mean - sum(found == title for (found, _, _), title in cuts) / len(cuts)) < 0.05


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Can Parsers Parse Welsh?", "Parsers are often tested on English."),
        ("WelshBERT: a language model of Welsh", "We present WelshBERT, a model trained on Welsh text."),
        ("A survey of parsing", "In this paper, we survey how Welsh is parsed."),
        ("Parsing Welsh with Large Language Models", "Large language models (LLMs) parse English well."),
    ],
)
def test_a_title_is_found_by_how_titles_and_abstracts_are_written(title: str, abstract: str) -> None:
    assert split_title(f"{title} {abstract}")[:2] == (title, abstract)


@given(st.text())
def test_nothing_but_the_white_space_at_the_cut_is_lost(text: str) -> None:
    title, abstract, sure = split_title(text)
    assert "".join((title + abstract).split()) == "".join(text.split())
    assert 0 <= sure <= 1


def test_the_table_of_weights_is_small_and_sorted() -> None:
    table = files("paperfacts.extractor.readers").joinpath("title_end.tsv").read_text("utf-8")
    rows = [line.split("\t")[0] for line in table.splitlines()[1:]]
    assert len(table.encode()) < 100_000
    assert rows == sorted(rows)
