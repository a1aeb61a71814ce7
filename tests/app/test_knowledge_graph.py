"""The knowledge graph as Python calls it."""

from pathlib import Path

import pytest
from rdflib import RDF, URIRef

import paperfacts
from paperfacts import KnowledgeGraph, Paper

XNLI = Paper.of("A study", "We evaluate mBERT on XNLI.", id="arxiv:2401.00001")
WELSH = Paper.of("On Welsh", "We translate English into Welsh.")
BENCHMARKS = "MATCH (p:Paper {id: $id})-[:EVALUATES_ON]->(b:Benchmark) RETURN b.name AS name"


def test_papers_that_are_there_are_not_touched_again(tmp_path: Path) -> None:
    with paperfacts.open(tmp_path / "kg") as kg:
        assert kg.add(XNLI, WELSH) == paperfacts.Summary(read=2, new=2)
        assert kg.add(WELSH, XNLI) == paperfacts.Summary(read=2, unchanged=2)
        assert len(kg) == 2


def test_a_changed_paper_replaces_its_own_facts_and_nobody_elses(tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_text(XNLI.model_dump_json() + "\n")
    with paperfacts.open(tmp_path / "kg") as kg:
        kg.add(tmp_path / "papers.jsonl", WELSH)
        changed = XNLI.model_copy(update={"abstract": "We evaluate mBERT on MLQA."})
        (tmp_path / "papers.jsonl").write_text(changed.model_dump_json() + "\n")
        assert kg.add(tmp_path / "papers.jsonl").changed == 1
        assert [row["name"] for row in kg.cypher(BENCHMARKS, id=XNLI.id)] == ["MLQA"]
        assert list(kg.cypher("MATCH (b:Benchmark {name: 'XNLI'}) RETURN b.id")) == []
        assert len(kg.ask("covers-language", "Welsh")) == 1


def test_own_rules_make_a_record_new_and_taking_them_away_again_too(tmp_path: Path, examples: Path) -> None:
    paper = Paper.of("Census", "We release a nine-tongue corpus.")
    with paperfacts.open(tmp_path / "kg") as kg:
        kg.add(paper)
        assert kg.add(paper, rules=[examples / "own-rules"]).changed == 1
        assert [row["languages"] for row in kg.ask("language-counts", 9)] == [9]
        assert kg.add(paper).changed == 1
        assert len(kg.ask("language-counts", 9)) == 0


def test_both_engines_give_a_question_the_same_rows(sample_graph: KnowledgeGraph) -> None:
    cypher = sample_graph.ask("evaluates-on", "xnli")
    assert len(cypher) > 1
    assert cypher.rows == sample_graph.ask("evaluates-on", "xnli", engine="sparql").rows


def test_networkx_and_rdflib_hold_the_papers_and_models_of_the_graph(sample_graph: KnowledgeGraph) -> None:
    for label in ("Paper", "Model", "Benchmark"):
        [row] = sample_graph.cypher(f"MATCH (n:{label}) RETURN count(n) AS nodes")
        nodes = [node for node, said in sample_graph.to_networkx().nodes(data=True) if said["label"] == label]
        named = set(sample_graph.to_rdflib().subjects(RDF.type, URIRef(f"https://w3id.org/paperfacts/ns#{label}")))
        assert row["nodes"] == len(nodes) == len(named) > 10


def test_every_quote_stands_where_the_graph_says(sample_graph: KnowledgeGraph) -> None:
    query = "MATCH (p:Paper)-[e]->() WHERE e.quote IS NOT NULL RETURN p.id AS paper, properties(e) AS evidence"
    rows = list(sample_graph.cypher(query))
    assert len(rows) > 100
    for row in rows:
        record = sample_graph.record(row["paper"])
        assert record
        text = getattr(record, row["evidence"]["field"])
        assert text[row["evidence"]["quote_start"] : row["evidence"]["quote_end"]] == row["evidence"]["quote"]


def test_indexes_can_be_deleted(tmp_path: Path) -> None:
    with paperfacts.open(tmp_path / "kg") as kg:
        kg.add(XNLI)
    for file in sorted((tmp_path / "kg").rglob("*"), reverse=True):
        if file.parent.name in {"cypher", "sparql"}:
            file.unlink()
    with paperfacts.open(tmp_path / "kg", read_only=True) as kg:
        assert kg.ask("evaluates-on", "XNLI").rows == kg.ask("evaluates-on", "XNLI", engine="sparql").rows != ()


def test_progress_tells_how_many_papers_of_how_many(tmp_path: Path, sample: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    with paperfacts.open(tmp_path / "kg") as kg:
        summary = kg.add(sample, progress=lambda *said: told.append(said))
    assert [(done, total) for stage, done, total in told if stage == "papers"][-1] == (summary.read, summary.read)
    assert [stage for stage, _, _ in told][-1] == "SPARQL index"


@pytest.mark.parametrize("url", ["http://localhost:7687", "localhost", "file:///etc/passwd"])
def test_a_server_is_named_by_its_bolt_address(sample_graph: KnowledgeGraph, url: str) -> None:
    with pytest.raises(paperfacts.PaperfactsError, match="bolt://HOST:7687"):
        sample_graph.load(url)
