"""The index for Cypher: a property graph in one file of the embedded engine, made from the papers and kept up."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

from paperfacts.graph import rows
from paperfacts.graph.batches import batches
from paperfacts.graph.cypher_load import replace
from paperfacts.graph.engine_quirks import passes_to_leave_out, put_safely
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.refusal import refuse_cypher, writes_are_refused
from paperfacts.graph.shape import NODE_SHAPES
from paperfacts.schema import QueryError, StoreError

if TYPE_CHECKING:
    import kglite

NAME = "cypher"
MOST_PAPERS = 500_000
_MADE_AS = "1"
_BATCH = 2000
_REBUILD_ABOVE = 0.2


class CypherIndex:
    """The property graph of a knowledge graph's folder.

    >>> from tempfile import TemporaryDirectory
    >>> from paperfacts.schema import Record
    >>> with TemporaryDirectory() as folder, PaperStore.open(Path(folder) / "kg", write=True) as store:
    ...     store.save([Record.of("On XNLI", "A study.")])
    ...     index = CypherIndex(store.folder)
    ...     index.catch_up(store)
    ...     list(index.query("MATCH (p:Paper) WHERE p.title CONTAINS $word RETURN p.title", {"word": "XNLI"}))
    1
    [{'p.title': 'On XNLI'}]
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME / "graph.kgl"
        self._graph: kglite.KnowledgeGraph | None = None

    def is_current(self, store: PaperStore) -> bool:
        """Whether the index is whole, of this version, and has taken up every paper."""
        return store.index_version(NAME) == _version() and not store.pending(NAME) and self._try_load() is not None

    def catch_up(self, store: PaperStore, on_progress: Callable[[int], object] | None = None) -> int:
        """Take up the papers that changed; give how many. A missing, broken or outdated index is made anew.

        `on_progress` is called with the number of papers done since the last call. The file is replaced in one step
        at the end: before that, a stop loses no paper, and readers see the graph as it was.
        """
        if self.is_current(store):
            return 0
        self._refuse_too_many(store)
        graph, pending = self._to_write(store)
        with _engine_errors(self.path):
            for batch in batches(pending, _BATCH):
                replace(_runner(graph), list(store.records(batch)), store.shared)
                if on_progress:
                    on_progress(len(batch))
            _save(graph, self.path)
        store.index_made(NAME, _version())
        store.taken_up(NAME, pending)
        graph.read_only(True)  # noqa: FBT003  # kglite takes it by position
        self._graph = graph
        return len(pending)

    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 60) -> rows.Rows:
        """Ask in Cypher; `timeout` is in seconds.

        Raises RefusedQueryError for a query that writes or reaches outside, QueryError for one that can't be answered.
        """
        refuse_cypher(cypher)
        graph = self._try_load()
        if graph is None:
            raise StoreError(
                self.path, "the index for Cypher is missing or broken", remedy="run `paperfacts build` again"
            )
        with _query_errors(cypher, timeout):
            answer: Any = graph.cypher(
                put_safely(cypher),
                params=dict(parameters or {}) or None,
                timeout_ms=max(1, int(timeout * 1000)),
                hide_structural_keys=True,
                write_scope=[],
                disabled_passes=passes_to_leave_out(cypher),
            )
            columns = tuple(answer.columns)
            found = tuple(tuple(_plain(row[column]) for column in columns) for row in answer)
        return rows.Rows(columns, found, tuple(answer.warnings))

    def close(self) -> None:
        """Let go of the graph in memory."""
        self._graph = None

    def _try_load(self) -> "kglite.KnowledgeGraph | None":
        kglite = _engine()
        if self._graph is None and self.path.exists():
            try:
                graph = kglite.load(str(self.path))
            except kglite.KgError:
                return None
            graph.read_only(True)  # noqa: FBT003  # kglite takes it by position
            self._graph = graph
        return self._graph

    def _to_write(self, store: PaperStore) -> "tuple[kglite.KnowledgeGraph, list[str]]":
        """Give the graph to write to, and the papers to take up: a new one and all, where much has changed."""
        kglite = _engine()
        pending = store.pending(NAME)
        graph = self._try_load() if store.index_version(NAME) == _version() else None
        self._graph = None
        if graph is not None and len(pending) <= _REBUILD_ABOVE * len(store):
            graph.read_only(False)  # noqa: FBT003  # kglite takes it by position
            return graph, pending
        store.forget_index(NAME)
        try:
            shutil.rmtree(self.path.parent, ignore_errors=True)
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                self.path.parent, error.strerror or str(error), remedy="make the folder writable"
            ) from error
        return kglite.KnowledgeGraph(), store.ids()

    def _refuse_too_many(self, store: PaperStore) -> None:
        if len(store) > MOST_PAPERS:
            problem = f"{len(store):,} papers are more than the embedded engine holds ({MOST_PAPERS:,})"
            raise StoreError(store.folder, problem, remedy="load them into Neo4j: `paperfacts load KG --to neo4j://…`")


def _engine() -> Any:
    import kglite  # noqa: PLC0415  # takes time, and most commands do without it

    kglite.set_query_warning_policy("silent")
    return kglite


def _save(graph: "kglite.KnowledgeGraph", path: Path) -> None:
    with catch_warnings():
        simplefilter("ignore", _engine().MappedFallbackWarning)  # of a way to load that is not used here
        graph.save(str(path))


def _version() -> str:
    return f"kglite {_engine().__version__}, made as {_MADE_AS}"


def _runner(graph: "kglite.KnowledgeGraph") -> Callable[[str, Mapping[str, Any]], list[tuple[Any, ...]]]:
    def run(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        answer: Any = graph.cypher(statement, params=dict(parameters), timeout_ms=0)
        return [tuple(row[column] for column in answer.columns) for row in answer]

    return run


@contextmanager
def _engine_errors(path: Path) -> Iterator[None]:
    kglite = _engine()
    try:
        yield
    except (kglite.KgError, OSError) as error:
        remedy = "free some space or memory and run it again; papers.sqlite holds everything"
        raise StoreError(path, f"the index for Cypher could not be written ({error})", remedy=remedy) from error


@contextmanager
def _query_errors(cypher: str, timeout: float) -> Iterator[None]:
    kglite = _engine()
    try:
        yield
    except kglite.ReadOnlyError as error:
        raise writes_are_refused(cypher) from error
    except kglite.CypherTimeoutError as error:
        remedy = "ask for less, or allow more time"
        raise QueryError(cypher, f"no answer within {timeout:g} s", remedy=remedy) from error
    except kglite.KgError as error:
        raise QueryError(cypher, str(error)) from error


def _plain(value: Any) -> Any:
    """Turn whole nodes, relationships and paths into ours, without the keys that the engine adds."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"id", "labels", "properties"}:
        shape = NODE_SHAPES.get(value["labels"][0])
        known = shape.property_names if shape else tuple(value["properties"])
        return rows.Node(
            tuple(value["labels"]), {key: value["properties"][key] for key in known if key in value["properties"]}
        )
    if value.keys() == {"id", "type", "start", "end", "properties"}:
        return rows.Relationship(value["type"], value["properties"])
    if value.keys() == {"nodes", "relationships"}:
        return rows.Path(tuple(map(_plain, value["nodes"])), tuple(map(_plain, value["relationships"])))
    return {key: _plain(item) for key, item in value.items()}
