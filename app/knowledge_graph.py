"""A knowledge graph in a folder: papers go in, answers come out."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Self

from paperfacts.files import output_file
from paperfacts.graph import cypher_index, sparql_index
from paperfacts.graph.batches import batches
from paperfacts.graph.cypher_index import CypherIndex
from paperfacts.graph.database import WriterLock
from paperfacts.graph.export import export
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.sparql_index import SparqlIndex
from paperfacts.schema import Paper, PaperfactsError, Record, StoreError, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import networkx as nx
    import rdflib

    from paperfacts.extraction import Input, RuleFolders
    from paperfacts.extractor.pipeline import Extractor
    from paperfacts.graph.export import ExportFormat
    from paperfacts.graph.papers import Status
    from paperfacts.graph.questions import Question
    from paperfacts.graph.rows import Rows
    from paperfacts.progress import Progress

Engine = Literal["cypher", "sparql"]

BATCH = 200
"""Papers that are stored in one transaction."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of papers that were added: `read` counts every reading of a paper, the other numbers each paper once.

    >>> print(Summary(read=3, new=2))
    read 3 papers: 2 new, 0 changed, 0 unchanged; 0 failed
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: tuple[Unread, ...] = ()

    def __str__(self) -> str:
        states = f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged"
        errors = sum(one.severity == "error" for one in self.failed)
        return f"read {self.read} papers: {states}; {errors} failed"


class KnowledgeGraph:
    """The papers of a folder with their facts, to ask in Cypher, in SPARQL or by ready-made questions.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, KnowledgeGraph.open(folder) as kg:
    ...     print(kg.add(Paper.of("On XNLI", "We evaluate mBERT on XNLI.")))
    ...     list(kg.cypher("MATCH (p:Paper) RETURN p.title AS title"))
    read 1 papers: 1 new, 0 changed, 0 unchanged; 0 failed
    [{'title': 'On XNLI'}]
    """

    def __init__(self, store: PaperStore, *, read_only: bool) -> None:
        self.folder = store.folder
        self._store = store
        self._read_only = read_only
        self._cypher = CypherIndex(store.folder)
        self._sparql = SparqlIndex(store.folder)

    @classmethod
    def open(cls, folder: str | Path, *, read_only: bool = False) -> Self:
        """Open the knowledge graph of a folder; it is made if it is not there and may be written.

        One process at a time may write; any number may read meanwhile. Raises StoreError with the path and the mend.
        """
        return cls(PaperStore.open(Path(folder), write=not read_only), read_only=read_only)

    def add(self, *inputs: "Input", rules: "RuleFolders" = (), progress: "Progress | None" = None) -> Summary:
        """Read papers, find their facts and put them in; papers that are there unchanged are not touched.

        Inputs are files, folders, globs, `-` for standard input, or `Paper`s; `rules` are folders of your own rules.
        What was stored stays, whatever happens afterwards; after an interruption the same call goes on.
        """
        from paperfacts.extraction import extractor_with, number_of_papers, read

        extractor = extractor_with(rules)
        total = number_of_papers(inputs) if progress else None
        states: dict[str, Status] = {}
        failed: list[Unread] = []
        done = 0
        for batch in batches(read(*inputs), BATCH):
            papers = [found for found in batch if isinstance(found, Paper)]
            failed += [found for found in batch if isinstance(found, Unread)]
            failed += self._add(papers, extractor, states)
            done += len(papers)
            if progress:
                progress("papers", done, total)
        self._catch_up(progress)
        count = Counter(states.values())
        return Summary(done, count["new"], count["changed"], count["unchanged"], tuple(failed))

    def _add(self, papers: list[Paper], extractor: "Extractor", states: "dict[str, Status]") -> list[Unread]:
        changes = self._store.read(papers, extractor.version)
        self._store.save(
            list(extractor.extract_all(each.paper for each in changes if each.status in {"new", "changed"}))
        )
        for change in changes:
            if change.problem is None:
                states.setdefault(change.paper.id, change.status)
        return [change.problem for change in changes if change.problem]

    def _catch_up(self, progress: "Progress | None" = None) -> None:
        for stage, index, name in (
            ("Cypher index", self._cypher, cypher_index.NAME),
            ("SPARQL index", self._sparql, sparql_index.NAME),
        ):
            waiting = len(self._store.pending(name))
            index.catch_up(self._store, progress and _advance(progress, stage, waiting))

    def cypher(self, query: str, /, **parameters: Any) -> "Rows":
        """Answer a Cypher query; in it, `$name` stands for a parameter.

        Raises RefusedQueryError for a query that writes or reaches outside, QueryError for one that can't be answered.
        """
        self._bring_up(self._cypher, cypher_index.NAME)
        return self._cypher.query(query, parameters)

    def sparql(self, query: str, /, **parameters: Any) -> "Rows":
        """Answer a SPARQL query; in it, `$name` stands for a parameter, and the usual prefixes are known.

        Raises RefusedQueryError for a query that writes or reaches outside, QueryError for one that can't be answered.
        """
        self._bring_up(self._sparql, sparql_index.NAME)
        return self._sparql.query(query, parameters)

    def ask(self, question: str, /, *values: str | int, engine: Engine = "cypher") -> "Rows":
        """Answer a ready-made question; names are found in any spelling, and both engines give the same rows.

        Raises UnknownQuestionError, and UnknownNameError with the nearest names that the graph holds.
        """
        from paperfacts.graph.questions import bind, get_question

        asked = get_question(question)
        parameters = bind(asked, [str(value) for value in values], self._store)
        return (
            self.cypher(asked.cypher, **parameters) if engine == "cypher" else self.sparql(asked.sparql, **parameters)
        )

    def export(self, form: "ExportFormat", to: str | Path | BinaryIO) -> None:
        """Write the whole graph as `turtle`, `ntriples` or `jsonl`: sorted, the same bytes each time.

        A file takes its place when it is whole; an open binary file is written to as it is.
        """
        if isinstance(to, str | Path):
            with output_file(to) as out:
                export(self._store, form, out)
        else:
            export(self._store, form, to)

    def load(
        self,
        url: str,
        *,
        user: str = "neo4j",
        password: str = "",
        database: str = "neo4j",
        progress: "Progress | None" = None,
    ) -> int:
        """Write papers that changed into a Neo4j server; give how many. Without a password none is sent.

        Raises PaperfactsError where the server can't be reached or refuses.
        """
        from paperfacts.graph.neo4j_server import Neo4jServer

        if not url.startswith(("neo4j", "bolt")):
            problem = f"{url} is no address of a Neo4j server"
            raise PaperfactsError(problem, remedy="write it as neo4j://HOST:7687 or bolt://HOST:7687")
        auth = (user, password) if password else None
        with Neo4jServer(url, auth, database) as server:
            return server.load(self._store, progress and _advance(progress, "Neo4j", len(self)))

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """Make a MultiDiGraph: nodes are ids with a `label`, edges are keyed by type; both carry their properties."""
        from paperfacts.graph.networkx_graph import to_networkx

        return to_networkx(self._store)

    def to_rdflib(self) -> "rdflib.Graph":
        """Make an rdflib Graph in memory, with the usual prefixes bound."""
        from paperfacts.graph.rdflib_graph import to_rdflib

        return to_rdflib(self._store)

    def stats(self) -> dict[str, int]:
        """Count papers, facts of each kind, and the nodes that papers share."""
        return self._store.stats()

    def record(self, paper_id: str) -> Record | None:
        """Give the record of a paper, by its id."""
        return self._store.get(paper_id)

    def __iter__(self) -> "Iterator[Record]":
        return iter(self._store)

    def __len__(self) -> int:
        return len(self._store)

    def close(self) -> None:
        """Close the files and let others write."""
        self._cypher.close()
        self._sparql.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _bring_up(self, index: CypherIndex | SparqlIndex, name: str) -> None:
        """Bring an index up to the records; beside a process that writes, it stays as that one left it."""
        if index.is_current(self._store):
            return
        if not self._read_only:
            index.catch_up(self._store)
            return
        try:
            WriterLock(self.folder, wait=0).release()
            with PaperStore.open(self.folder, write=True) as store:
                index.catch_up(store)
        except StoreError:
            if self._store.index_version(name) is None:
                raise


def open_graph(folder: str | Path, *, read_only: bool = False) -> KnowledgeGraph:
    """Open the knowledge graph of a folder; it is made if it is not there and may be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, open_graph(folder) as kg:
    ...     len(kg)
    0
    """
    return KnowledgeGraph.open(folder, read_only=read_only)


def questions() -> "tuple[Question, ...]":
    """Give the ready-made questions, in order of their names.

    >>> "evaluates-on" in [question.name for question in questions()]
    True
    """
    from paperfacts.graph import questions as known

    return tuple(known.questions().values())


def _advance(progress: "Progress", stage: str, total: int) -> "Callable[[int], None]":
    done = 0

    def advance(papers: int) -> None:
        nonlocal done
        done += papers
        progress(stage, done, max(done, total))

    return advance
