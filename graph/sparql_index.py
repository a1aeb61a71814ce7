"""The index for SPARQL: an RDF store of Oxigraph on disk, made from the papers and kept up."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, Store

from paperfacts.graph.batches import batches
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.refusal import refuse_sparql
from paperfacts.graph.rows import Rows
from paperfacts.graph.sparql_load import all_quads, replace
from paperfacts.graph.sparql_text import explain_error, fill_in
from paperfacts.graph.vocabulary import PREFIXES, iri
from paperfacts.schema import QueryError, StoreError

NAME = "sparql"
_MADE_AS = "1"
_BATCH = 500
_REBUILD_ABOVE = 0.2
_ENGINE_ERRORS = (OSError, ValueError, RuntimeError)  # the last is what Oxigraph raises of a damaged store
_VERSION = f"pyoxigraph {pyoxigraph.__version__}, made as {_MADE_AS}"
_PYTHON: Mapping[str, Callable[[str], Any]] = {
    iri("xsd:integer"): int,
    iri("xsd:nonNegativeInteger"): int,
    iri("xsd:decimal"): Decimal,
    iri("xsd:double"): float,
    iri("xsd:float"): float,
    iri("xsd:boolean"): lambda text: text in ("true", "1"),
    iri("xsd:date"): date.fromisoformat,
    iri("xsd:dateTime"): datetime.fromisoformat,
}


class SparqlIndex:
    """The RDF store of a knowledge graph's folder.

    >>> from tempfile import TemporaryDirectory
    >>> from paperfacts.schema import Record
    >>> with TemporaryDirectory() as folder, PaperStore.open(Path(folder) / "kg", write=True) as store:
    ...     store.save([Record.of("On XNLI", "A study.")])
    ...     index = SparqlIndex(store.folder)
    ...     index.catch_up(store)
    ...     list(index.query("SELECT ?title WHERE { ?paper dcterms:identifier $id ; dcterms:title ?title }",
    ...                      {"id": store.ids()[0]}))
    1
    [{'title': 'On XNLI'}]
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._store: Store | None = None

    def is_current(self, papers: PaperStore) -> bool:
        """Whether the index is whole, of this version, and has taken up every paper."""
        return papers.index_version(NAME) == _VERSION and not papers.pending(NAME) and self._try_open() is not None

    def catch_up(self, papers: PaperStore, on_progress: Callable[[int], object] | None = None) -> int:
        """Take up the papers that changed; give how many. A missing, broken or outdated index is made anew.

        `on_progress` is called with the number of papers done since the last call.
        """
        if self.is_current(papers):
            return 0
        self.close()
        progress = on_progress or (lambda _: None)
        with _engine_errors(self.path):
            store, pending = self._to_write(papers), papers.pending(NAME)
            if store is None:
                return self._make_anew(papers, progress)
            for batch in batches(pending, _BATCH):
                replace(store, papers, batch)
                papers.taken_up(NAME, batch)
                progress(len(batch))
            store.flush()
            return len(pending)

    def query(self, sparql: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 60) -> Rows:
        """Ask in SPARQL; `$name` stands for a parameter, the usual prefixes are known, `timeout` is in seconds.

        ASK gives one row; CONSTRUCT and DESCRIBE give subject, predicate and object.

        Raises RefusedQueryError for a query that writes or reaches outside, QueryError for one that can't be answered.
        """
        refuse_sparql(sparql)
        store = self._try_open()
        if store is None:
            raise StoreError(
                self.path, "the index for SPARQL is missing or broken", remedy="run `paperfacts build` again"
            )
        text = fill_in(sparql, parameters or {})
        answers: SimpleQueue[Rows | Exception] = SimpleQueue()
        Thread(target=_answer, args=(store, text, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=timeout)
        except Empty:
            raise QueryError(
                sparql, f"no answer within {timeout:g} s", remedy="ask for less, or allow more time"
            ) from None
        if isinstance(answer, Exception):
            raise QueryError(sparql, explain_error(text, str(answer))) from answer
        return answer

    def close(self) -> None:
        """Let go of the files."""
        self._store = None

    def _try_open(self) -> Store | None:
        if self._store is None and (self.path / "CURRENT").exists():
            try:
                self._store = Store.read_only(str(self.path))
            except _ENGINE_ERRORS:
                return None
        return self._store

    def _to_write(self, papers: PaperStore) -> Store | None:
        """Give the store to write to; None where it has to be made anew."""
        much = len(papers.pending(NAME)) > _REBUILD_ABOVE * len(papers)
        if much or papers.index_version(NAME) != _VERSION or self._try_open() is None:
            return None
        self.close()
        try:
            return Store(str(self.path))
        except _ENGINE_ERRORS:
            return None

    def _make_anew(self, papers: PaperStore, progress: Callable[[int], object]) -> int:
        papers.forget_index(NAME)
        unfinished = self.path.with_name(NAME + ".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        store = Store(str(unfinished))
        ids = papers.ids()
        store.bulk_extend(all_quads(papers, ids, progress))
        store.optimize()
        store.flush()
        del store
        shutil.rmtree(self.path, ignore_errors=True)
        unfinished.rename(self.path)
        papers.taken_up(NAME, ids)
        papers.index_made(NAME, _VERSION)
        return len(ids)


def _answer(store: Store, sparql: str, answers: "SimpleQueue[Rows | Exception]") -> None:
    try:
        answers.put(_rows(store.query(sparql, prefixes=PREFIXES)))
    except (SyntaxError, OSError, RuntimeError, ValueError) as error:
        answers.put(error)


def _rows(found: Any) -> Rows:
    if isinstance(found, QueryBoolean):
        return Rows(("answer",), ((bool(found),),))
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Rows(columns, tuple(tuple(_plain(solution[name]) for name in columns) for solution in found))
    triples = sorted(tuple(str(_plain(each)) for each in triple) for triple in found)
    return Rows(("subject", "predicate", "object"), tuple(triples))


def _plain(value: Any) -> Any:
    if isinstance(value, NamedNode):
        return value.value
    if not isinstance(value, Literal):
        return None if value is None else str(value)
    convert = _PYTHON.get(value.datatype.value)
    try:
        return convert(value.value) if convert else value.value
    except ValueError:
        return value.value


@contextmanager
def _engine_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except _ENGINE_ERRORS as error:
        remedy = "free some space or check the permissions, and run it again; papers.sqlite holds everything"
        raise StoreError(path, f"the index for SPARQL could not be written ({error})", remedy=remedy) from error
