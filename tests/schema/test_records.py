"""Records: a paper with its facts, held to the text that they quote."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from paperfacts.schema import MadeWith, Paper, Record, text_digest

TITLE, ABSTRACT = "On Welsh 🙂 text", "We use Welsh."


def evidence(field: str, start: int, end: int, text: str) -> dict[str, Any]:
    return {"field": field, "start": start, "end": end, "text": text, "rule": "languages/name", "confidence": 1}


def record_of(*mentions: dict[str, Any]) -> Record:
    return Record.of(TITLE, ABSTRACT, languages=[{"name": "Welsh", "code": "cy", "mentions": mentions}])


def test_evidence_counts_code_points_of_its_field() -> None:
    record = record_of(evidence("title", 11, 15, "text"), evidence("abstract", 7, 12, "Welsh"))
    assert [each.text for each in record.evidence()] == ["text", "Welsh"]


@pytest.mark.parametrize(
    "wrong",
    [
        evidence("title", 3, 7, "Welsh"),
        evidence("abstract", 3, 8, "Welsh"),
        evidence("title", 3, 8, "welsh"),
        evidence("title", 90, 95, "Welsh"),
        evidence("title", 8, 3, "Welsh"),
    ],
)
def test_evidence_that_the_text_does_not_hold_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="evidence says"):
        record_of(wrong)


def test_evidence_of_every_kind_of_fact_is_held_to_the_text() -> None:
    wrong = evidence("title", 0, 5, "Welsh")
    named: dict[str, Any] = {"name": "X", "mentions": [wrong]}
    facts: dict[str, Any] = {
        "models": named | {"kind": "model", "role": "used"},
        "benchmarks": named | {"role": "used"},
        "languages": named,
        "tasks": named,
        "language_counts": {"value": 1, "evidence": wrong},
        "scores": {"value": "1", "evidence": wrong},
    }
    for field, fact in facts.items():
        with pytest.raises(ValidationError, match="evidence says"):
            Record.of(TITLE, ABSTRACT, **{field: [fact]})


def test_a_record_gives_back_its_paper() -> None:
    paper = Paper.of(TITLE, ABSTRACT, url="https://a.org", upvotes=3)
    assert Record.model_validate(paper.model_dump()).paper == paper


def test_a_record_survives_json() -> None:
    record = record_of(evidence("title", 3, 8, "Welsh"))
    assert Record.model_validate_json(record.model_dump_json()) == record


@given(
    st.tuples(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"))).filter(
        lambda both: any(map(str.strip, both))
    )
)
def test_a_digest_is_that_of_title_and_abstract(both: tuple[str, str]) -> None:
    paper = Paper.of(*both)
    assert MadeWith(text=text_digest(paper), rules="1").text == text_digest(paper.model_copy(update={"upvotes": 3}))
    assert text_digest(paper) != text_digest(Paper.of(both[0], both[1] + "."))


def test_a_digest_sees_where_the_title_ends() -> None:
    assert text_digest(Paper.of("A title", "more")) != text_digest(Paper.of("A title more"))
