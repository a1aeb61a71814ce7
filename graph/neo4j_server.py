"""A Neo4j server as a store: loaded with the statements that the embedded index is made with, and asked the same."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from paperfacts.graph import rows
from paperfacts.graph.batches import batches
from paperfacts.graph.cypher_load import Shared, constraints, replace
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.refusal import refuse_cypher, writes_are_refused
from paperfacts.schema import PaperfactsError, QueryError, Record

if TYPE_CHECKING:
    import neo4j

Auth = tuple[str, str] | None
_ADDRESS = re.compile(r"(?:neo4j|bolt)(?:\+s|\+ssc)?://", re.IGNORECASE)
_BATCH = 500


class Neo4jServer:
    """A database of a Neo4j server; `auth` is user and password, None where the server asks for none."""

    def __init__(self, uri: str, auth: Auth = None, database: str | None = None) -> None:
        import neo4j as driver  # noqa: PLC0415  # takes time, and most commands do without it

        if not _ADDRESS.match(uri):
            raise PaperfactsError(f"{uri} is no address of a Neo4j server", remedy="write it as neo4j://HOST:7687")
        self.uri = uri
        self._database = database
        with _server_errors(uri):
            self._driver: neo4j.Driver = driver.GraphDatabase.driver(uri, auth=auth)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def load(self, papers: PaperStore, on_progress: Callable[[int], object] | None = None) -> int:
        """Write the papers whose digest is not the server's; give how many. A batch is one transaction.

        Papers that only the server has stay. Raises PaperfactsError where the server can't be reached or refuses.
        """
        written = 0
        with _server_errors(self.uri), self._driver.session(database=self._database) as session:
            for statement in constraints():
                session.run(statement).consume()
            for batch in batches(papers.ids(), _BATCH):
                written += session.execute_write(_replace, list(papers.records(batch)), papers.shared)
                if on_progress:
                    on_progress(len(batch))
        return written

    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 60) -> rows.Rows:
        """Ask in Cypher; `timeout` is in seconds.

        Raises RefusedQueryError for a query that writes or reaches outside, QueryError for one that can't be answered.
        """
        import neo4j as driver  # noqa: PLC0415
        from neo4j.exceptions import ClientError  # noqa: PLC0415

        refuse_cypher(cypher)
        session = self._driver.session(database=self._database, default_access_mode=driver.READ_ACCESS)
        with _server_errors(self.uri), session:
            try:
                result = session.run(driver.Query(cypher, timeout=timeout), dict(parameters or {}))
                columns = tuple(result.keys())
                return rows.Rows(columns, tuple(tuple(map(_plain, record.values())) for record in result))
            except ClientError as error:
                if error.code == "Neo.ClientError.Statement.AccessMode":
                    raise writes_are_refused(cypher) from error
                raise QueryError(cypher, error.message or str(error)) from error


def _replace(transaction: "neo4j.ManagedTransaction", found: list[tuple[Record, str]], shared: Shared) -> int:
    return replace(_runner(transaction), found, shared)


def _runner(transaction: "neo4j.ManagedTransaction") -> Callable[[str, Mapping[str, Any]], list[tuple[Any, ...]]]:
    def run(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return [tuple(record.values()) for record in transaction.run(statement, dict(parameters))]

    return run


@contextmanager
def _server_errors(uri: str) -> Iterator[None]:
    from neo4j.exceptions import DriverError, Neo4jError  # noqa: PLC0415

    try:
        yield
    except (DriverError, Neo4jError, ValueError) as error:
        remedy = "check that the server runs there, and user, password and database"
        raise PaperfactsError(f"{uri}: {error}", remedy=remedy) from error


def _plain(value: Any) -> Any:
    from neo4j import graph  # noqa: PLC0415

    if isinstance(value, graph.Node):
        return rows.Node(tuple(sorted(value.labels)), {key: _plain(each) for key, each in sorted(value.items())})
    if isinstance(value, graph.Relationship):
        return rows.Relationship(value.type, {key: _plain(each) for key, each in sorted(value.items())})
    if isinstance(value, graph.Path):
        return rows.Path(tuple(map(_plain, value.nodes)), tuple(map(_plain, value.relationships)))
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value.to_native() if hasattr(value, "to_native") else value
