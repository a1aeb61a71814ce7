from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_records import build

from paperfacts.graph.cypher_index import CypherIndex
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.sparql_index import SparqlIndex
from paperfacts.schema import Record

RECORDS = Path(__file__).parent / "data" / "records.jsonl"


@pytest.fixture(scope="session")
def records() -> tuple[Record, ...]:
    lines = RECORDS.read_text("utf-8").splitlines()
    return tuple(Record.model_validate_json(line) for line in lines)


@pytest.fixture(scope="session")
def built(records: tuple[Record, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole knowledge graph of all records, to ask."""
    folder = tmp_path_factory.mktemp("built") / "kg"
    build(folder, records)
    return folder


@pytest.fixture
def papers(built: Path) -> Iterator[PaperStore]:
    with PaperStore.open(built) as store:
        yield store


@pytest.fixture
def cypher(built: Path) -> CypherIndex:
    return CypherIndex(built)


@pytest.fixture
def sparql(built: Path) -> SparqlIndex:
    return SparqlIndex(built)
