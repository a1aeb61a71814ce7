"""How many languages a text says it covers, and what is no coverage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.counts import find_counts
from paperfacts.extractor.document import Document
from paperfacts.extractor.names import Name
from paperfacts.extractor.rules import load_rules
from paperfacts.schema import LanguageCount, Paper

RULES = load_rules()


def counts(abstract: str, *names: Name, title: str = "A paper") -> tuple[LanguageCount, ...]:
    return find_counts(Document.of(Paper.of(title, abstract)), names, RULES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The corpus covers 101 languages.", [(101, "exact", "language")]),
        ("It covers over 100 typologically diverse languages.", [(100, "at_least", "language")]),
        ("We support 100+ languages.", [(100, "at_least", "language")]),
        ("Up to 1.2k languages are in it.", [(1200, "up_to", "language")]),
        ("Speech of twenty-two Indian languages.", [(22, "exact", "language")]),
        ("Results for 12 and 7 language pairs.", [(12, "exact", "language pair"), (7, "exact", "language pair")]),
        ("We test 21 low-resource, 17 medium-resource and 10 high-resource languages.",
         [(21, "exact", "language"), (17, "exact", "language"), (10, "exact", "language")]),
        ("It wins on 13 of 16 languages.", [(16, "exact", "language")]),
        ("On ten translation directions.", [(10, "exact", "translation direction")]),
        ("Tweets in 19 Arabic dialects.", [(19, "exact", "dialect")]),
        ("40 languages of nine language families.", [(40, "exact", "language"), (9, "exact", "language family")]),
        ("Code in six programming languages.", [(6, "exact", "programming language")]),
        ("Un corpus dans quatre langues.", [(4, "exact", "language")]),
        ("A 15-language benchmark.", [(15, "exact", "language")]),
    ],
)  # fmt: skip
def test_counts_are_found(text: str, found: list[tuple[int, str, str]]) -> None:
    assert [(count.value, count.modifier, count.unit) for count in counts(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Most of the world's 7,000 languages lack data.",
        "There are approximately 7,000 living languages.",
        "It mixes two or more languages.",
        "We translate between two languages.",
        "It is written in one language.",
        "We compare seven large language models.",
        "Our system for WAT 2020 Indic languages.",
        "Hundreds of languages and several dialects.",
        "40 papers about languages.",
        "We read scripts of 3 films.",
    ],
)
def test_what_is_no_coverage_is_no_count(text: str) -> None:
    assert counts(text) == ()


def test_the_evidence_is_the_number_with_its_unit_as_written() -> None:
    abstract = r"It covers more than $\textbf{100}$ diverse languages."
    [count] = counts(abstract)
    evidence = count.evidence
    assert abstract[evidence.start : evidence.end] == evidence.text
    assert evidence.text.startswith("more than")
    assert evidence.text.endswith("languages")
    assert evidence.rule == "counts/n-languages"


def test_the_same_count_said_twice_is_one() -> None:
    assert len(counts("It covers 101 languages. Results on 101 languages.", title="A corpus of 101 languages")) == 1


def test_a_count_is_about_the_introduced_name_before_it() -> None:
    name = Name("mC4", "benchmark", "introduced", ((8, 11),))
    assert [count.subject for count in counts("mC4 covers 101 languages.", name)] == ["mC4"]


@given(st.text(alphabet="0123456789 languages,.-+twoé", max_size=80))
def test_evidence_holds_on_any_text(text: str) -> None:
    for count in counts(f"{text} 5 languages"):
        assert f"{text} 5 languages"[count.evidence.start : count.evidence.end] == count.evidence.text
