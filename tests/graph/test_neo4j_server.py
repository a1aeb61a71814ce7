"""Against a real Neo4j server: the jars come from Maven Central, so Java and Maven are needed."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sample_records import build, record

from paperfacts.graph.neo4j_server import Neo4jServer
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.questions import ask_cypher, questions
from paperfacts.schema import PaperfactsError, QueryError, RefusedQueryError

if TYPE_CHECKING:
    from paperfacts.graph.cypher_index import CypherIndex

SCRIPT = Path(__file__).parent / "neo4j.sh"
ALL = "MATCH (n) RETURN labels(n)[0] AS label, n.id AS id, n AS node ORDER BY label, id"
ALL_RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS target, properties(r) AS said "
    "ORDER BY start, type, target"
)


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    for program in ("java", "mvn"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed: no Neo4j server to test against")
    folder = tmp_path_factory.mktemp("neo4j")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    started = subprocess.run([SCRIPT, "start", folder, port], capture_output=True, text=True, check=False)
    if "dependency" in started.stderr and "resolve" in started.stderr:
        pytest.skip("Maven Central can't be reached: no Neo4j server to test against")
    assert started.returncode == 0, started.stderr
    yield f"bolt://127.0.0.1:{port}"
    subprocess.run([SCRIPT, "stop", folder, port], check=True)


@pytest.fixture
def server(uri: str) -> Iterator[Neo4jServer]:
    with Neo4jServer(uri) as server:
        with server._driver.session() as session:
            session.run("MATCH (n) DETACH DELETE n").consume()
        yield server


def test_a_server_holds_and_answers_what_the_embedded_index_does(
    server: Neo4jServer, papers: PaperStore, cypher: "CypherIndex"
) -> None:
    assert server.load(papers) == len(papers)
    assert {row[:2]: row[2] for row in server.query(ALL).rows} == {row[:2]: row[2] for row in cypher.query(ALL).rows}
    assert server.query(ALL_RELATIONSHIPS).rows == cypher.query(ALL_RELATIONSHIPS).rows
    for question in questions().values():
        if not question.parameters or question.parameters[0].labels == ("Benchmark",):
            values = ("XNLI",) if question.parameters else ()
            on_server = ask_cypher(question, values, papers, server)
            assert on_server.rows == ask_cypher(question, values, papers, cypher).rows


def test_only_changed_papers_are_written(server: Neo4jServer, tmp_path: Path) -> None:
    build(tmp_path, [record("acl:1", "Xnli"), record("acl:2", "SQuAD")])
    with PaperStore.open(tmp_path, write=True) as store:
        assert (server.load(store), server.load(store)) == (2, 0)
        store.save([record("acl:2", "XNLI"), record("acl:3", "XNLI")])
        assert server.load(store) == 2
    assert server.query("MATCH (b:Benchmark) RETURN b.name, b.aliases").rows == (("XNLI", ["Xnli"]),)


@pytest.mark.parametrize(
    "query", ["CREATE (n:Model {id: 'x'})", "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row"]
)
def test_what_writes_or_reaches_outside_is_refused(server: Neo4jServer, query: str) -> None:
    with pytest.raises(RefusedQueryError, match="ask only"):
        server.query(query)
    assert server.query("MATCH (n) RETURN count(*)").rows == ((0,),)


def test_an_error_shows_the_servers_message(server: Neo4jServer) -> None:
    with pytest.raises(QueryError, match="RETRN"):
        server.query("MATCH (n) RETRN n")


@pytest.mark.parametrize(
    ("uri", "remedy"), [("bolt://127.0.0.1:1", "check that the server runs"), ("http://x", "write it as neo4j://")]
)
def test_a_server_that_is_not_there_is_told(built: Path, uri: str, remedy: str) -> None:
    with pytest.raises(PaperfactsError, match=remedy), PaperStore.open(built) as store, Neo4jServer(uri) as server:
        server.load(store)
