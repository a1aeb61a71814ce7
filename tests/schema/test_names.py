"""The key that spellings of one name share, and names of two things never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.schema import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Llama 2", "LLaMA-2"),
        ("FLORES-200", "Flores 200"),
        ("XLM‐R", "xlm_r"),
        ("ＢＥＲＴ", "BERT"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Llama-2", "Llama-3"), ("GPT-4", "GPT-4o"), ("GPT-4.1", "GPT-41"), ("FLORES-101", "FLORES-200"), ("C", "C++")],
)
def test_names_of_two_things_never_share_a_key(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("-_ \u0301\u0308가ﬁǰİ")))
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.text("abcXYZ019.+"))
def test_case_and_hyphens_do_not_change_a_key(name: str) -> None:
    assert name_key(name) == name_key(name.upper()) == name_key("-".join(name)) == name_key(" ".join(name))
