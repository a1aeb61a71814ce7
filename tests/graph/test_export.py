import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_records import build, made_records, record

from paperfacts.graph.cypher_index import CypherIndex
from paperfacts.graph.export import FORMATS, ExportFormat, export
from paperfacts.graph.networkx_graph import to_networkx
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.rdflib_graph import to_rdflib
from paperfacts.graph.sparql_index import SparqlIndex
from paperfacts.schema import PaperfactsError, Record


def _exported(papers: PaperStore, form: ExportFormat) -> bytes:
    out = BytesIO()
    export(papers, form, out)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_the_bytes_are_the_same_in_another_process_and_order(
    papers: PaperStore, records: tuple[Record, ...], tmp_path: Path, form: ExportFormat
) -> None:
    with PaperStore.open(tmp_path, write=True) as store:
        for record in reversed(records):
            store.save([record])
    code = (
        "import sys; from pathlib import Path; from paperfacts.graph.papers import PaperStore\n"
        "from paperfacts.graph.export import export\n"
        "with PaperStore.open(Path(sys.argv[1])) as papers: export(papers, sys.argv[2], sys.stdout.buffer)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path), form], capture_output=True, check=True)
    assert run.stdout == _exported(papers, form)


def test_json_lines_read_back_as_the_same_records(papers: PaperStore, records: tuple[Record, ...]) -> None:
    lines = _exported(papers, "jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == [record.model_dump(mode="json") for record in records]


@pytest.mark.parametrize(("form", "name"), [("turtle", "turtle"), ("ntriples", "nt")])
def test_rdflib_reads_back_what_the_graph_holds(papers: PaperStore, form: ExportFormat, name: str) -> None:
    read = rdflib.Graph().parse(data=_exported(papers, form), format=name)
    assert set(read) == set(to_rdflib(papers))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(made_records(), min_size=1, max_size=3, unique_by=lambda each: each.id))
def test_any_text_survives_the_way_out_and_back(made: list[Record], tmp_path_factory: pytest.TempPathFactory) -> None:
    with PaperStore.open(tmp_path_factory.mktemp("kg"), write=True) as store:
        store.save(made)
        read = rdflib.Graph().parse(data=_exported(store, "turtle"), format="turtle")
        assert set(read) == set(to_rdflib(store))
        assert [Record.model_validate_json(line) for line in _exported(store, "jsonl").split(b"\n")[:-1]] == list(store)


@settings(max_examples=10, deadline=None)
@given(made=st.lists(made_records(), min_size=1, max_size=3, unique_by=lambda each: each.id))
def test_any_text_comes_out_of_both_indexes_as_it_went_in(
    made: list[Record], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("kg")
    build(folder, made)
    titles = sorted((each.id, each.title, each.abstract) for each in made)
    cypher = "MATCH (p:Paper) RETURN p.id AS id, p.title AS title, p.abstract AS abstract ORDER BY id"
    sparql = (
        "SELECT ?id ?title ?abstract"
        " { ?p a pf:Paper ; dcterms:identifier ?id ; dcterms:title ?title ; schema:abstract ?abstract } ORDER BY ?id"
    )
    assert list(CypherIndex(folder).query(cypher).rows) == titles == list(SparqlIndex(folder).query(sparql).rows)


@pytest.mark.parametrize(
    "paper_id", ["doi:10.1/a(b)<c>;2-#%25x?y[z].", "acl:P19-1001", "arxiv:cs/0102003", "doi:10.1/é~!$&'*,=@"]
)
def test_any_id_survives_the_way_out_and_back(paper_id: str, tmp_path: Path) -> None:
    with PaperStore.open(tmp_path, write=True) as store:
        store.save([record(paper_id, "Inc.")])
        turtle = rdflib.Graph().parse(data=_exported(store, "turtle"), format="turtle")
        ntriples = rdflib.Graph().parse(data=_exported(store, "ntriples"), format="nt")
        assert set(turtle) == set(ntriples) == set(to_rdflib(store))


def test_networkx_holds_the_same_as_the_cypher_index(papers: PaperStore, cypher: CypherIndex) -> None:
    graph = to_networkx(papers)
    nodes = {
        node_id: (label, said) for node_id, label, said in cypher.query("MATCH (n) RETURN n.id, labels(n)[0], n").rows
    }
    assert {node_id: said["label"] for node_id, said in graph.nodes(data=True)} == {
        node_id: label for node_id, (label, _) in nodes.items()
    }
    for node_id, said in graph.nodes(data=True):
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}
        assert {name: value for name, value in plain.items() if name != "label"} == nodes[node_id][1].properties
    edges = cypher.query("MATCH (a)-[r]->(b) RETURN a.id, b.id, type(r), properties(r)").rows
    found = {(start, end, type_): said | {"type": type_} for start, end, type_, said in edges}
    assert {(start, end, key): said for start, end, key, said in graph.edges(keys=True, data=True)} == found


def test_rdflib_answers_with_the_usual_prefixes(papers: PaperStore, sparql: SparqlIndex) -> None:
    query = "SELECT ?title { ?p pf:evaluatesOn ?b ; dcterms:title ?title } ORDER BY ?title"
    by_rdflib = json.loads(to_rdflib(papers).query(query).serialize(format="json") or b"")["results"]["bindings"]
    assert [(row["title"]["value"],) for row in by_rdflib] == list(sparql.query(query).rows)


def test_an_unknown_format_is_told(papers: PaperStore) -> None:
    with pytest.raises(PaperfactsError, match="'csv' is no export format: choose one of turtle, ntriples, jsonl"):
        export(papers, "csv", BytesIO())  # type: ignore[arg-type]  # what a person may write
