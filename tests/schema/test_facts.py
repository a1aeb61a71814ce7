"""Facts: what each field takes and what it refuses."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from paperfacts.schema import Benchmark, Evidence, Language, LanguageCount, Model, Score, Task

EVIDENCE = {"field": "abstract", "start": 0, "end": 4, "text": "XNLI", "rule": "names/model", "confidence": 0.9}
GOOD: dict[type[BaseModel], dict[str, Any]] = {
    Evidence: EVIDENCE,
    Model: {"name": "mT5", "kind": "model", "role": "used", "mentions": [EVIDENCE]},
    Benchmark: {"name": "XNLI", "role": "evaluated", "mentions": [EVIDENCE]},
    Language: {"name": "Welsh", "code": "cy", "mentions": [EVIDENCE]},
    Task: {"name": "parsing", "mentions": [EVIDENCE]},
    LanguageCount: {"value": 101, "evidence": EVIDENCE},
    Score: {"value": "88.5", "evidence": EVIDENCE},
}
KINDS = [Model, Benchmark, Language, Task, LanguageCount, Score]


@pytest.mark.parametrize("kind", GOOD, ids=lambda kind: str(kind.__name__))
def test_a_fact_survives_json(kind: type[BaseModel]) -> None:
    fact = kind.model_validate(GOOD[kind])
    assert kind.model_validate_json(fact.model_dump_json()) == fact


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_a_fact_without_evidence_is_refused(kind: type[BaseModel]) -> None:
    none: list[dict[str, Any]] = [{}, {"mentions": []}]
    for missing in none:
        fact = {name: value for name, value in GOOD[kind].items() if name not in {"mentions", "evidence"}}
        with pytest.raises(ValidationError, match=r"mentions|evidence"):
            kind.model_validate(fact | missing)


@pytest.mark.parametrize("kind", GOOD, ids=lambda kind: str(kind.__name__))
def test_a_field_that_no_fact_has_is_refused(kind: type[BaseModel]) -> None:
    with pytest.raises(ValidationError, match="colour"):
        kind.model_validate(GOOD[kind] | {"colour": "red"})


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (Evidence, "start", -1),
        (Evidence, "text", ""),
        (Evidence, "field", "body"),
        (Evidence, "confidence", 1.1),
        (Model, "name", ""),
        (Model, "kind", "network"),
        (Model, "role", "evaluated"),
        (Benchmark, "role", "tested"),
        (Language, "name", ""),
        (Task, "name", ""),
        (LanguageCount, "value", -1),
        (LanguageCount, "unit", "tongue"),
        (LanguageCount, "modifier", "average"),
        (Score, "value", "88,5"),
        (Score, "value", ".5"),
        (Score, "value", "1e3"),
        (Score, "value", 88.5),
        (Score, "unit", "percent"),
        (Score, "kind", "relative"),
        (Score, "modifier", "mean"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(kind: type[BaseModel], field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        kind.model_validate(GOOD[kind] | {field: value})


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000, places=2))
def test_a_scores_number_is_exactly_what_is_written(value: Decimal) -> None:
    assert Score.model_validate(GOOD[Score] | {"value": f"{value:f}"}).number == value


def test_a_trailing_zero_of_a_score_is_kept() -> None:
    assert Score.model_validate(GOOD[Score] | {"value": "88.50"}).model_dump()["value"] == "88.50"
