"""Negation: what a paper says that it does without."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from paperfacts.extractor.document import Document
from paperfacts.extractor.negation import is_negated
from paperfacts.schema import Paper

RULES: list[dict[str, Any]] = tomllib.loads(
    files("paperfacts.extractor").joinpath("rules/negation.toml").read_text("utf-8")
)["rule"]
FINDS = [(rule["id"], text) for rule in RULES for text in rule["finds"]]
REJECTS = [(rule["id"], text) for rule in RULES for text in rule["rejects"]]


def negated(abstract: str, name: str) -> list[bool]:
    document = Document.of(Paper.of("A study", abstract))
    return [is_negated(document, *match.span()) for match in re.finditer(rf"\b{name}\b", document.text)]


@pytest.mark.parametrize(("rule", "text"), FINDS)
def test_a_rule_finds_what_its_examples_say(rule: str, text: str) -> None:
    assert negated(text, "X") == [True], rule


@pytest.mark.parametrize(("rule", "text"), REJECTS)
def test_a_rule_rejects_what_its_examples_say(rule: str, text: str) -> None:
    assert negated(text, "X") == [False], rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["id"]))
def test_every_rule_looks_before_or_after_and_has_both_kinds_of_example(rule: dict[str, Any]) -> None:
    assert {"before", "after"} & rule.keys()
    assert rule["finds"]
    assert rule["rejects"]


@pytest.mark.parametrize(
    "abstract",
    [
        "Unlike XNLI, our corpus is parallel.",
        "It is good, but not evaluated on XNLI.",
        "The model was never tested on the XNLI benchmark.",
        "We don't use XNLI.",
        "We cannot evaluate on XNLI.",
        "Rather than XNLI we take SQuAD.",
        "XNLI was not used.",
        "We evaluate on all of them except XNLI.",
    ],
)
def test_what_is_done_without_is_negated(abstract: str) -> None:
    assert negated(abstract, "XNLI") == [True]


@pytest.mark.parametrize(
    "abstract",
    [
        "We evaluate on XNLI.",
        "It does not overfit. We evaluate on XNLI.",
        "Unlike others, we evaluate on XNLI.",
        "We evaluate not only on XNLI.",
        "We evaluate on XNLI, unlike others.",
        "It is not evaluated on SQuAD but on XNLI.",
        "XNLI is not solved.",
        "It was not used. XNLI is.",
    ],
)
def test_what_is_done_with_is_not(abstract: str) -> None:
    assert negated(abstract, "XNLI") == [False]


def test_the_title_says_nothing_of_the_abstract() -> None:
    document = Document.of(Paper.of("Unlike others", "XNLI is hard."))
    assert not is_negated(document, document.text.index("XNLI"), document.text.index("XNLI") + 4)
