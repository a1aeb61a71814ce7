from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sample_records import build, record

from paperfacts.graph.export import triples
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.sparql_index import SparqlIndex
from paperfacts.schema import QueryError, Record, RefusedQueryError, StoreError

EVERYTHING = "CONSTRUCT WHERE { ?s ?p ?o }"


def _others(how_many: int) -> list[Record]:
    return [record(f"acl:other.{at}", "MLQA") for at in range(how_many)]


def test_the_index_holds_exactly_the_triples(sparql: SparqlIndex, papers: PaperStore) -> None:
    [(count,)] = sparql.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    assert count == len(set(triples(papers))) == len(list(triples(papers)))


def test_there_are_no_blank_nodes(sparql: SparqlIndex) -> None:
    assert sparql.query("ASK { ?s ?p ?o FILTER (isBlank(?s) || isBlank(?o)) }").rows == ((False,),)


@pytest.mark.parametrize("change", [record("acl:2", "SQuAD"), record("acl:2", "xnli"), record("acl:3", "XNLI")])
def test_a_changed_paper_leaves_the_index_as_if_made_anew(tmp_path: Path, change: Record) -> None:
    before = {"acl:1": record("acl:1", "Xnli"), "acl:2": record("acl:2")}
    build(tmp_path / "changed", [*before.values(), *_others(30)])
    build(tmp_path / "changed", [change])
    build(tmp_path / "fresh", [*(before | {change.id: change}).values(), *_others(30)])
    answers = [SparqlIndex(tmp_path / name).query(EVERYTHING).rows for name in ("changed", "fresh")]
    assert answers[0] == answers[1]


def _deleted(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def _broken(folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(b"broken")


@pytest.mark.parametrize("spoil", [_deleted, _broken])
def test_a_missing_or_broken_index_is_made_again(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    build(tmp_path, [record("acl:1")])
    whole = SparqlIndex(tmp_path).query(EVERYTHING).rows
    spoil(tmp_path / "sparql")
    with pytest.raises(StoreError, match="missing or broken: run `paperfacts build`"):
        SparqlIndex(tmp_path).query(EVERYTHING)
    with PaperStore.open(tmp_path, write=True) as store:
        assert not SparqlIndex(tmp_path).is_current(store)
        assert SparqlIndex(tmp_path).catch_up(store) == 1
    assert SparqlIndex(tmp_path).query(EVERYTHING).rows == whole


def test_an_index_of_another_version_is_made_again(tmp_path: Path) -> None:
    build(tmp_path, [record("acl:1")])
    with PaperStore.open(tmp_path, write=True) as store:
        store.index_made("sparql", "another engine")
        assert SparqlIndex(tmp_path).catch_up(store) == 1
        assert SparqlIndex(tmp_path).catch_up(store) == 0


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "# harmless\nCLEAR ALL",
        "LOAD <http://localhost/x>",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * WHERE { SERVICE <http://localhost:9/> { ?s ?p ?o } }",
        "select * where { service silent ?where { ?s ?p ?o } }",
        "SELECT * FROM <http://localhost/x> WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> WHERE { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_what_writes_or_reaches_outside_is_refused(sparql: SparqlIndex, query: str) -> None:
    with pytest.raises(RefusedQueryError, match="ask only"):
        sparql.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from WHERE { ?service ?from 'SERVICE <x> LOAD' } LIMIT 1",
        "PREFIX service: <http://service/> SELECT * { ?s service:from ?o }",
        'SELECT * { ?s <http://FROM> """INSERT DATA { "x" }""" }',
    ],
)
def test_words_that_are_no_commands_are_not_refused(sparql: SparqlIndex, query: str) -> None:
    assert len(sparql.query(query)) == 0


def test_an_error_shows_the_message_and_the_spot(sparql: SparqlIndex) -> None:
    with pytest.raises(QueryError) as told:
        sparql.query("SELECT ?s WHERE {\n  ?s nowhere:at ?o }")
    message, line, caret, _ = str(told.value).splitlines()
    assert message.startswith("SPARQL syntax error at line 2, column ")
    assert message.endswith("Prefix not found")
    assert (line.strip(), caret.strip()) == ("?s nowhere:at ?o }", "^")


def test_a_query_that_takes_too_long_is_given_up(sparql: SparqlIndex) -> None:
    with pytest.raises(QueryError, match=r"no answer within 0\.05 s: ask for less"):
        sparql.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER (?a != ?f) }", timeout=0.05)


def test_answers_are_plain_python_values(tmp_path: Path) -> None:
    build(tmp_path, [record("acl:1", published="2024-01-29", upvotes=3), record("acl:2", published="2024")])
    index = SparqlIndex(tmp_path)
    answer = index.query(
        "SELECT ?paper ?when ?votes ?sure (2.5 AS ?half) (true AS ?yes) ?nothing {"
        " ?paper dcterms:identifier $id ; schema:datePublished ?when ; pf:upvotes ?votes ."
        " ?evidence rdf:subject ?paper ; pf:confidence ?sure }",
        {"id": "acl:1"},
    )
    address = "https://w3id.org/paperfacts/id/acl:1"
    assert answer.rows == ((address, date(2024, 1, 29), 3, Decimal("0.9"), Decimal("2.5"), True, None),)
    assert index.query("ASK { ?paper schema:datePublished '2024'^^xsd:gYear }").rows == ((True,),)


def test_a_parameter_can_not_break_out_of_its_place(sparql: SparqlIndex) -> None:
    evil = '" } ; DROP ALL #'
    assert len(sparql.query("SELECT * { ?s dcterms:title $title }", {"title": evil})) == 0
    assert sparql.query("SELECT ($title AS ?same) {}", {"title": evil}).rows == ((evil,),)


def test_a_language_is_the_same_as_lexvos(sparql: SparqlIndex) -> None:
    rows = sparql.query("SELECT ?same { ?l skos:notation 'de' ; owl:sameAs ?same }").rows
    assert rows == (("http://lexvo.org/id/iso639-3/deu",),)
