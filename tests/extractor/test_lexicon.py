"""The lexicon: spellings that meet, spellings that never do, and names found in a text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.lexicon import Lexicon, NameType, Phrases, lower
from paperfacts.schema import RuleError, name_key

LEXICON = Lexicon.load()


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("model", "XLM-R", "XLM-RoBERTa"),
        ("model", "xlmr", "XLM RoBERTa"),
        ("model", "mBERT", "multilingual BERT"),
        ("model", "Llama-2", "LLaMA 2"),
        ("model", "GPT‑4o", "gpt 4o"),
        ("benchmark", "FLORES-200", "Flores200"),
        ("benchmark", "FLORES 200", "flores_200"),
        ("benchmark", "SQuAD v2", "SQuAD 2.0"),
        ("benchmark", "CNN/DM", "CNN/DailyMail"),
        ("benchmark", "TyDi QA", "TyDiQA"),
    ],
)
def test_spellings_of_one_thing_meet(type_: NameType, one: str, other: str) -> None:
    assert LEXICON.canonical(type_, one) is not None
    assert LEXICON.canonical(type_, one) == LEXICON.canonical(type_, other)


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("model", "Llama-2", "Llama-3"),
        ("model", "Llama 3", "Llama 3.1"),
        ("model", "Llama-3.1-8B-Instruct", "Llama-3.1-70B-Instruct"),
        ("model", "GPT-4", "GPT-4o"),
        ("model", "GPT-4o", "GPT-4o mini"),
        ("model", "BERT", "mBERT"),
        ("benchmark", "FLORES-101", "FLORES-200"),
        ("benchmark", "FLORES", "FLORES-200"),
        ("benchmark", "GLUE", "SuperGLUE"),
        ("benchmark", "MMLU", "MMLU-Pro"),
        ("benchmark", "WMT14 En-De", "WMT14 En-Fr"),
    ],
)
def test_different_things_never_meet(type_: NameType, one: str, other: str) -> None:
    assert LEXICON.canonical(type_, one) is not None
    assert LEXICON.canonical(type_, one) != LEXICON.canonical(type_, other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We test GPT-4o and GPT-4 on MMLU.", ["GPT-4o", "GPT-4", "MMLU"]),
        ("Flores 200 and XLM-Rs", ["FLORES-200", "XLM-RoBERTa"]),
        ("GPT-4.7 is not GPT-4.", ["GPT-4"]),
        ("some glue, a math class and an apps store", []),
        ("GLUE and MATH", ["GLUE", "MATH"]),
        ("mySQuADron of BERTs", ["BERT"]),
    ],
)
def test_names_are_found_as_whole_words(text: str, found: list[str]) -> None:
    assert [hit.canonical for hit in LEXICON.scan(text)] == found


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.text(max_size=20))
def test_hits_lie_where_the_name_is_written(before: str, after: str) -> None:
    text = f"{before} XLM-RoBERTa {after}"
    hits = LEXICON.scan(text)
    assert (len(before) + 1, len(before) + 12) in {(hit.start, hit.end) for hit in hits}


@given(st.text(max_size=40))
def test_folding_a_spelling_twice_changes_nothing(spelling: str) -> None:
    assert name_key(name_key(spelling)) == name_key(spelling)


@given(st.text(max_size=40))
def test_lower_case_moves_no_character(text: str) -> None:
    assert len(lower(text)) == len(text)


def test_the_longer_phrase_wins_and_nothing_overlaps() -> None:
    phrases = Phrases(["dependency parsing", "parsing", "non-projective dependency parsing"])
    assert list(phrases.find("non-projective dependency parsing, parsing")) == [(0, 33, 2), (35, 42, 1)]


def test_a_users_names_win_over_the_packages(tmp_path: Path) -> None:
    own = '[[benchmark]]\nname = "TinyNLI"\naliases = ["Tiny NLI 2"]\n\n[[model]]\nname = "XLM-R"\n'
    (tmp_path / "names.toml").write_text(own, "utf-8")
    lexicon = Lexicon.load(tmp_path)
    assert [hit.canonical for hit in lexicon.scan("Tiny-NLI-2 by XLM-R")] == ["TinyNLI", "XLM-R"]
    assert lexicon.version != LEXICON.version


def test_a_folder_without_names_changes_nothing(tmp_path: Path) -> None:
    assert Lexicon.load(tmp_path).canonical("model", "xlmr") == "XLM-RoBERTa"


def test_every_fault_of_a_users_names_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text('[[benchmark]]\naliases = ["X"]\n[[metric]]\nname = "BLEU"\n', "utf-8")
    with pytest.raises(RuleError) as raised:
        Lexicon.load(tmp_path)
    assert len(raised.value.faults) == 2


@pytest.mark.parametrize(
    "text", ["[[model", '[[model]]\nname = "A"\naliases = 3\n', 'model = "A"\n', "[[model]]\nname = 1\n"]
)
def test_bad_names_are_refused_with_the_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "names.toml").write_text(text, "utf-8")
    with pytest.raises(RuleError, match=r"names\.toml"):
        Lexicon.load(tmp_path)


def test_the_version_is_the_same_each_time() -> None:
    assert Lexicon.load().version == LEXICON.version
