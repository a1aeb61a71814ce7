from collections import Counter

import pytest
from hypothesis import given
from sample_records import made_records, mention, record

from paperfacts.graph.elements import Facts
from paperfacts.graph.facts import facts
from paperfacts.graph.shape import NODE_SHAPES, RELATIONSHIPS
from paperfacts.schema import Record

_PYTHON = {"text": str, "texts": tuple, "integer": int, "float": float}
_SHAPES = {shape.type: shape for shape in RELATIONSHIPS}


def _types(said: Facts) -> list[tuple[str, str]]:
    return [(each.type, each.end[1]) for each in said.relationships]


@pytest.mark.parametrize(
    ("role", "type_"),
    [("introduced", "INTRODUCES"), ("evaluated", "EVALUATES_ON"), ("used", "USES"), ("mentioned", "MENTIONS")],
)
def test_a_role_is_a_relationship(role: str, type_: str) -> None:
    assert _types(facts(record("acl:1", role=role))) == [(type_, "benchmark:xnli")]


def test_a_relationship_shows_the_sentence_and_the_exact_quote() -> None:
    [relationship] = facts(record("acl:1")).relationships
    assert relationship.properties["sentence"] == "We evaluate on XNLI."
    assert relationship.properties["quote"] == relationship.properties["as_written"] == "XNLI"


def test_the_surest_mention_speaks_then_the_earliest() -> None:
    abstract = "XNLI first. Then XNLI again. XNLI at last."
    places = [(0, 0.5), (17, 0.9), (29, 0.9)]
    mentions = [mention("XNLI", abstract) | {"start": at, "end": at + 4, "confidence": sure} for at, sure in places]
    said = record("acl:1").model_dump() | {"abstract": abstract}
    said["benchmarks"][0]["mentions"] = mentions
    [relationship] = facts(Record.model_validate(said)).relationships
    assert relationship.properties["quote_start"] == 17


def test_a_score_on_an_introduced_benchmark_evaluates_on_it_too() -> None:
    abstract = "We evaluate on XNLI. We get 71.2% there."
    score = {"value": "71.2", "unit": "%", "benchmark": "xnli", "evidence": mention("71.2%", abstract)}
    said = record("acl:1", role="introduced").model_dump() | {"abstract": abstract, "scores": [score]}
    said["benchmarks"][0]["mentions"] = [mention("XNLI", abstract)]
    types = Counter(each.type for each in facts(Record.model_validate(said)).relationships)
    assert types == {"INTRODUCES": 1, "EVALUATES_ON": 1, "REPORTS": 1, "ON_BENCHMARK": 1}


def test_a_score_of_something_unknown_keeps_its_name_and_makes_no_link() -> None:
    one = record("acl:1")
    score = {"value": "3", "model": "our best model", "baseline": "BERT", "evidence": mention("XNLI", one.abstract)}
    said = facts(Record.model_validate(one.model_dump() | {"scores": [score]}))
    [node] = [node for node in said.own if node.label == "Score"]
    assert (node.properties["model"], node.properties["baseline"]) == ("our best model", "BERT")
    assert {each.type for each in said.relationships} == {"EVALUATES_ON", "REPORTS"}


def test_real_records_fit_the_shape_of_the_graph(records: tuple[Record, ...]) -> None:
    for each in records:
        _check(facts(each, "digest"))


@given(made_records())
def test_any_record_fits_the_shape_of_the_graph(made: Record) -> None:
    _check(facts(made))
    assert facts(made) == facts(Record.model_validate_json(made.model_dump_json()))


def _check(said: Facts) -> None:
    nodes = {(node.label, node.id) for node in said.own} | {naming.key for naming in said.shared}
    for node in said.own:
        shape = {each.name: each.type for each in NODE_SHAPES[node.label].properties}
        assert all(type(value) is _PYTHON[shape[name]] for name, value in node.properties.items())
    for each in said.relationships:
        types = {known.name: known.type for known in _SHAPES[each.type].properties}
        assert (each.start[0], each.end[0] in _SHAPES[each.type].ends) == (_SHAPES[each.type].start, True)
        assert {each.start, each.end} <= nodes
        assert all(isinstance(value, _PYTHON[types[name]]) for name, value in each.properties.items())
    assert len({(each.type, each.start, each.end) for each in said.relationships}) == len(said.relationships)
    assert {each.end for each in said.relationships} >= {naming.key for naming in said.shared}
