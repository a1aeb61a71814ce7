"""Languages of a paper: names, adjectives, pairs, codes; and words that only look like them."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.document import Document
from paperfacts.extractor.languages import find_languages
from paperfacts.extractor.lexicon import Lexicon
from paperfacts.schema import Paper, Record

LEXICON = Lexicon.load()
CUES = tomllib.loads(files("paperfacts.extractor").joinpath("lexicon/language_cues.toml").read_text("utf-8"))


def codes(abstract: str, title: str = "") -> list[str]:
    return [language.code for language in find_languages(Document.of(Paper.of(title, abstract)), LEXICON)]


@pytest.mark.parametrize("example", CUES["example"], ids=lambda example: example["text"][:40])
def test_the_cues_own_examples_hold(example: dict[str, object]) -> None:
    expected = example["finds"]
    assert isinstance(expected, list)
    assert sorted(codes(str(example["text"]))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We translate English into Latvian.", ["en", "lv"]),
        ("Irish, Welsh and Scottish Gaelic", ["ga", "cy", "gd"]),
        ("Upper and Lower Sorbian", ["hsb", "dsb"]),
        ("results on En↔De and De-En", ["en", "de"]),
        ("from the pages of https://site.io/en/latest", []),
        ("It uses Python, Java, Go, C and Ruby.", []),
        ("The Turkish government and Greek restaurants", []),
        ("Dravidian languages, Bantu languages and Slavic languages", []),
        ("The Kazakh language", ["kk"]),
        ("eng_Latn-swh_Latn", ["en", "sw"]),
        ("", []),
    ],
)
def test_languages_are_told_from_look_alikes(text: str, found: list[str]) -> None:
    assert codes(text, title="A title") == found


def test_every_mention_is_listed_in_order_with_its_exact_text() -> None:
    paper = Paper.of("Bangla and German", r"Bengali is not $\textbf{German}$; Bangla is.")
    found = find_languages(Document.of(paper), LEXICON)
    mentions = {language.name: [(each.field, each.text) for each in language.mentions] for language in found}
    assert mentions["Bengali"] == [("title", "Bangla"), ("abstract", "Bengali"), ("abstract", "Bangla")]
    assert list(mentions) == ["Bengali", "German"]


@given(
    st.lists(
        st.sampled_from(["English", "Even", "İ", "é", " ", "→", "\\textbf{", "}", "$", "En-De", "Võro", ", ", "und"]),
        max_size=25,
    )
)
def test_evidence_always_quotes_the_text(pieces: list[str]) -> None:
    paper = Paper.of("Languages of the world", " ".join(pieces))
    found = find_languages(Document.of(paper), LEXICON)
    assert Record.of(paper.title, paper.abstract, languages=[each.model_dump() for each in found]).languages == found


def test_one_code_has_one_name() -> None:
    names: dict[str, set[str]] = {}
    for known in LEXICON.languages.values():
        names.setdefault(known.code, set()).add(known.name)
    assert {code: held for code, held in names.items() if code and len(held) > 1} == {}
