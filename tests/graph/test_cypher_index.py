import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample_records import build, record

from paperfacts.graph import cypher_index
from paperfacts.graph.cypher_index import CypherIndex
from paperfacts.graph.facts import facts
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.rows import Node, Relationship
from paperfacts.graph.rows import Path as GraphPath
from paperfacts.schema import QueryError, Record, RefusedQueryError, StoreError

ALL_NODES = "MATCH (n) RETURN labels(n)[0] AS label, n.id AS id, n AS node ORDER BY label, id"
ALL_RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, b.id AS `end`, properties(r) AS said "
    "ORDER BY type, start, `end`"
)


def _content(index: CypherIndex) -> tuple[Any, Any]:
    return index.query(ALL_NODES).rows, index.query(ALL_RELATIONSHIPS).rows


def test_the_index_holds_exactly_the_facts(cypher: CypherIndex, papers: PaperStore) -> None:
    nodes, relationships = _content(cypher)
    said = [facts(each, digest) for each, digest in papers.records(papers.ids())]
    own = {(node.label, node.id): node.properties for each in said for node in each.own}
    shared = {(node.label, node.id): node.properties for node in papers.shared()}
    found = {(label, node_id): node.properties for label, node_id, node in nodes}
    assert {key: _lists(value) for key, value in (own | shared).items()} == found
    edges = {
        (each.type, each.start[1], each.end[1]): dict(each.properties) for one in said for each in one.relationships
    }
    assert {tuple(row[:3]): row[3] for row in relationships} == edges


def _lists(properties: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}


def test_a_changed_paper_replaces_its_own_facts_and_no_one_elses(tmp_path: Path) -> None:
    build(tmp_path / "changed", [record("acl:1"), record("acl:2"), *_others(30)])
    build(tmp_path / "changed", [record("acl:2", "SQuAD")])
    build(tmp_path / "fresh", [record("acl:1"), record("acl:2", "SQuAD"), *_others(30)])
    assert _content(CypherIndex(tmp_path / "changed")) == _content(CypherIndex(tmp_path / "fresh"))


def test_a_node_that_nothing_points_to_any_more_goes(tmp_path: Path) -> None:
    build(tmp_path, [record("acl:1"), *_others(30)])
    build(tmp_path, [record("acl:1", "SQuAD")])
    names = {name for (name,) in CypherIndex(tmp_path).query("MATCH (b:Benchmark) RETURN b.name").rows}
    assert names == {"SQuAD", "MLQA"}


def test_a_new_spelling_renames_a_node_that_other_papers_share(tmp_path: Path) -> None:
    build(tmp_path, [record("acl:1", "Xnli"), *_others(30)])
    build(tmp_path, [record("acl:2", "XNLI"), record("acl:3", "XNLI")])
    rows = CypherIndex(tmp_path).query("MATCH (b:Benchmark {id: 'benchmark:xnli'}) RETURN b.name, b.aliases").rows
    assert rows == (("XNLI", ["Xnli"]),)


def _others(how_many: int) -> list[Record]:
    return [record(f"acl:other.{at}", "MLQA") for at in range(how_many)]


def _deleted(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [_deleted, _cut, _empty])
def test_a_missing_or_broken_index_is_made_again(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    build(tmp_path, [record("acl:1")])
    whole = _content(CypherIndex(tmp_path))
    spoil(tmp_path / "cypher" / "graph.kgl")
    with pytest.raises(StoreError, match="missing or broken: run `paperfacts build`"):
        CypherIndex(tmp_path).query("RETURN 1")
    with PaperStore.open(tmp_path, write=True) as store:
        assert not CypherIndex(tmp_path).is_current(store)
        assert CypherIndex(tmp_path).catch_up(store) == 1
    assert _content(CypherIndex(tmp_path)) == whole


def test_an_index_of_another_version_is_made_again(tmp_path: Path) -> None:
    build(tmp_path, [record("acl:1"), record("acl:2")])
    with PaperStore.open(tmp_path, write=True) as store:
        store.index_made("cypher", "another engine")
        assert CypherIndex(tmp_path).catch_up(store) == 2
        assert CypherIndex(tmp_path).catch_up(store) == 0


def test_an_index_left_behind_catches_up_with_what_waits(tmp_path: Path) -> None:
    build(tmp_path, [record("acl:1"), *_others(30)])
    with PaperStore.open(tmp_path, write=True) as store:
        store.save([record("acl:2")])
    with PaperStore.open(tmp_path, write=True) as store:
        assert CypherIndex(tmp_path).catch_up(store) == 1


def test_too_many_papers_are_refused_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cypher_index, "MOST_PAPERS", 1)
    with pytest.raises(StoreError, match=r"2 papers are more than the embedded engine holds .* Neo4j"):
        build(tmp_path, [record("acl:1"), record("acl:2")])


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:Model {id: 'model:mine'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.name = 'mine' RETURN n",
        "MERGE (n:Model {id: 'x'})",
        "CREATE INDEX FOR (n:Paper) ON (n.title)",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "PROFILE load // x\n csv FROM 'file:///etc/passwd' AS row RETURN row",
        "RETURN 1 AS row UNION LOAD CSV FROM 'http://localhost/x' AS row RETURN row",
        "CALL apoc.load.json('http://localhost/x') YIELD value RETURN value",
        "MATCH (n) RETURN n.id FORMAT CSV",
    ],
)
def test_what_writes_or_reaches_outside_is_refused(cypher: CypherIndex, query: str) -> None:
    before = cypher.query("MATCH (n) RETURN count(*)").rows
    with pytest.raises(RefusedQueryError, match="ask"):
        cypher.query(query)
    assert cypher.query("MATCH (n) RETURN count(*)").rows == before


def test_words_in_quotes_and_comments_are_not_refused(cypher: CypherIndex) -> None:
    assert cypher.query("RETURN 'LOAD CSV' AS `load csv` // LOAD CSV").rows == (("LOAD CSV",),)


def test_an_error_shows_the_message_and_the_spot(cypher: CypherIndex) -> None:
    with pytest.raises(QueryError) as told:
        cypher.query("MATCH (p:Paper)\nRETURN p.title p.id")
    message, line, caret, _ = str(told.value).splitlines()
    assert "line 2" in message
    assert line.strip() == "RETURN p.title p.id"
    assert caret.strip() == "^"


def test_a_missing_parameter_is_told(cypher: CypherIndex) -> None:
    with pytest.raises(QueryError, match=r"\$name"):
        cypher.query("MATCH (b:Benchmark {name: $name}) RETURN b")


def test_a_query_that_takes_too_long_is_stopped(cypher: CypherIndex) -> None:
    with pytest.raises(QueryError, match=r"no answer within 0\.05 s: ask for less"):
        cypher.query("MATCH (a), (b), (c), (d) WHERE a.id <> d.name RETURN count(*)", timeout=0.05)


def test_a_misspelled_label_gives_a_hint_and_prints_nothing(
    cypher: CypherIndex, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = cypher.query("MATCH (p:Papr) RETURN p")
    assert (len(rows), "Did you mean 'Paper'?" in rows.warnings[0], capfd.readouterr().err) == (0, True, "")


def test_whole_nodes_relationships_and_paths_are_plain_values(tmp_path: Path) -> None:
    build(tmp_path, [record("acl:1")])
    index = CypherIndex(tmp_path)
    [(path, relationship, nodes)] = index.query("MATCH p = (b:Benchmark)<-[r]-(:Paper) RETURN p, r, collect(b)").rows
    benchmark = Node(("Benchmark",), {"id": "benchmark:xnli", "name": "XNLI", "aliases": []})
    assert isinstance(path, GraphPath)
    assert isinstance(relationship, Relationship)
    assert (path.nodes[0], relationship.type, nodes) == (benchmark, "EVALUATES_ON", [benchmark])
    assert relationship.properties["sentence"] == "We evaluate on XNLI."


def test_grouping_after_an_optional_match_keeps_its_groups(cypher: CypherIndex, papers: PaperStore) -> None:
    rows = cypher.query(
        "MATCH (p:Paper) OPTIONAL MATCH (p)-[:REPORTS]->(s:Score) "
        "WITH p, count(s) AS n RETURN p.id AS id, n ORDER BY id"
    ).rows
    assert rows == tuple((each.id, len({str(s) for s in each.scores})) for each in papers)


@pytest.mark.parametrize(
    "condition",
    [
        "EXISTS { (p)-[:USES]->(m:Model)<-[:USES]-(q) }",
        "EXISTS { MATCH (p)-[:USES]->(m:Model)<-[:USES]-(q:Paper) }",
        "(p)-[:USES]->(:Model)<-[:USES]-(:Paper)",
        "exists((p)-[:USES]->(:Model)<-[:USES]-(:Paper))",
        "NOT NOT (p)-[:USES]->(:Model)<-[:USES]-(:Paper)",
    ],
)
def test_a_condition_of_several_hops_misses_no_paper(cypher: CypherIndex, papers: PaperStore, condition: str) -> None:
    users: dict[str, set[str]] = defaultdict(set)
    for each, _ in papers.records(papers.ids()):
        for relationship in facts(each).relationships:
            if relationship.type == "USES" and relationship.end[0] == "Model":
                users[relationship.end[1]].add(each.id)
    wanted = sorted(set().union(*(group for group in users.values() if len(group) > 1)))
    rows = cypher.query(f"MATCH (p:Paper) WHERE {condition} RETURN p.id AS id ORDER BY id").rows
    assert [paper_id for (paper_id,) in rows] == wanted


def test_a_node_found_by_its_id_meets_every_further_condition(cypher: CypherIndex, papers: PaperStore) -> None:
    for each, _ in papers.records(papers.ids()):
        for node in facts(each).own:
            if node.label == "LanguageCount":
                query = "MATCH (c:LanguageCount {id: $id}) WHERE c.subject IS NOT NULL AND c.value <= 15 RETURN c.id"
                expected = "subject" in node.properties and int(str(node.properties["value"])) <= 15
                assert len(cypher.query(query, {"id": node.id})) == expected


def test_importing_the_index_does_not_import_the_engine() -> None:
    code = "import sys, paperfacts.graph.cypher_index; print('kglite' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
