import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.graph.ids import entity_id, hashed_id, language_id
from paperfacts.schema import name_key

SAME = [
    ("Llama 2", "Llama-2", "LLaMA2", "llama_2", "Llama\u20112", "Llama\u00a02"),
    ("XLM-R", "xlmr", "XLM R"),
    ("FLORES-200", "Flores 200"),
    ("ﬁne", "fine"),
    ("Straße", "STRASSE"),
]
DIFFERENT = [
    ("Llama-3.1", "Llama-31"),
    ("C++", "C"),
    ("GPT-4", "GPT-4o"),
    ("FLORES-101", "FLORES-200"),
    ("M2", "M^2"),
    ("résumé", "resume"),
]


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_that_differ_in_case_and_separators_are_one_name(spellings: tuple[str, ...]) -> None:
    assert len({entity_id("Model", spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize("pair", DIFFERENT)
def test_names_that_differ_in_anything_else_stay_two(pair: tuple[str, str]) -> None:
    assert entity_id("Model", pair[0]) != entity_id("Model", pair[1])


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_ids_are_equal_exactly_when_the_keys_are(one: str, other: str) -> None:
    assert (entity_id("Model", one) == entity_id("Model", other)) == (name_key(one) == name_key(other))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_id_is_safe_in_any_address(name: str) -> None:
    assert re.fullmatch(r"model:([\w.~-]|%[0-9A-F]{2})+", entity_id("Model", name), re.ASCII)


def test_a_language_without_a_code_never_meets_a_code() -> None:
    assert language_id("cy", "") != language_id("Welsh", "cy")


def test_a_missing_part_is_not_an_empty_part() -> None:
    assert hashed_id("score", "1", None) != hashed_id("score", "1", "")
