"""Known names: what unannotated abstracts say of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.known_names import Counts, KnownNames, ordinary_words

KNOWN = KnownNames.load()
counts = st.builds(Counts, st.integers(1, 10**6), *(3 * [st.integers(0, 10**6)]))


@pytest.mark.parametrize("key", ["xnli", "squad", "flores200"])
def test_the_corpus_takes_a_benchmark_for_a_data_set(key: str) -> None:
    leaning = KNOWN.leaning(key)
    assert leaning is not None
    assert leaning > 0


@pytest.mark.parametrize("key", ["bert", "mt5", "gpt4"])
def test_the_corpus_takes_a_model_for_a_model(key: str) -> None:
    leaning = KNOWN.leaning(key)
    assert leaning is not None
    assert leaning < 0


def test_a_name_that_the_corpus_does_not_hold_is_unknown() -> None:
    known = KnownNames.parse(["xnli\t300\t120\t2\t0"])
    assert known.leaning("zyxwvut77") is None
    assert known.traits("zyxwvut77") == ("unknown",)


@pytest.mark.parametrize(
    ("line", "traits"),
    [
        ("a\t1\t0\t0\t0", ("papers 0", "leans 0", "typed 2", "lower 0")),
        ("a\t300\t120\t2\t0", ("papers 8", "leans 4", "typed 1", "lower 0")),
        ("a\t300\t2\t120\t0", ("papers 8", "leans -4", "typed 1", "lower 0")),
        ("a\t10\t0\t0\t990", ("papers 3", "leans 0", "typed 4", "lower 3")),
    ],
)
def test_traits_tell_how_often_as_what_and_in_which_case(line: str, traits: tuple[str, ...]) -> None:
    assert KnownNames.parse([line]).traits("a") == traits


@given(counts)
def test_a_leaning_lies_between_model_and_data_set(of_name: Counts) -> None:
    leaning = KnownNames({"a": of_name}).leaning("a")
    mirrored = KnownNames({"a": of_name._replace(dataset=of_name.model, model=of_name.dataset)}).leaning("a")
    assert leaning is not None
    assert -4 <= leaning <= 4
    assert mirrored == -leaning


@pytest.mark.parametrize("word", ["the", "we", "however", "results", "language"])
def test_plain_words_are_ordinary(word: str) -> None:
    assert word in ordinary_words()


@pytest.mark.parametrize("word", ["bert", "xnli", "wikipedia", "english"])
def test_names_are_not(word: str) -> None:
    assert word not in ordinary_words()
