"""The papers and their records on disk: the only part of a knowledge graph that must not be lost."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from paperfacts.graph import spellings
from paperfacts.graph.clash import clash, is_other_paper
from paperfacts.graph.database import WriterLock, open_database, plain_errors, transaction
from paperfacts.graph.elements import Key, Node
from paperfacts.schema import Paper, Record, Unread
from paperfacts.schema.merge import merge

Status = Literal["new", "changed", "unchanged", "refused"]
INDEXES = ("cypher", "sparql")
"""What is kept up from the records: each has its own list of papers that it has not taken up yet."""

_PER_PAPER = ("models", "benchmarks", "languages", "tasks", "language_counts", "scores")


@dataclass(frozen=True, slots=True)
class Change:
    """What reading a paper means for the graph.

    `new` and `changed` papers are to be extracted; of a `refused` one `problem` says why.
    """

    paper: Paper
    status: Status
    problem: Unread | None = None


class PaperStore:
    """The papers.sqlite of a knowledge graph: every paper as read, per file, and its record.

    One process at a time may write; others read the last finished batch meanwhile. Every batch is one transaction.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, PaperStore.open(Path(folder) / "kg", write=True) as store:
    ...     [change] = store.read([Paper.of("On XNLI", "A study.")], rules="1")
    ...     store.save([Record.of("On XNLI", "A study.")])
    ...     change.status, len(store)
    ('new', 1)
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, lock: WriterLock | None) -> None:
        self.folder = folder
        self.path = folder / "papers.sqlite"
        self._connection = connection
        self._lock = lock
        self._met: set[tuple[str, str]] = set()

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> Self:
        """Open a knowledge graph; to write, a new or empty folder becomes one.

        Raises StoreError where that can't be, with the path and the mend.
        """
        connection = open_database(folder, write=write)
        try:
            lock = WriterLock(folder) if write else None
        except BaseException:
            connection.close()
            raise
        return cls(folder, connection, lock)

    def close(self) -> None:
        """Close the file and let others write."""
        self._connection.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, papers: Sequence[Paper], rules: str) -> list[Change]:
        """Take papers as read, and say of each what has to be done with it under this version of the rules.

        Readings of one paper are merged. A file read again replaces what it said of a paper. A paper whose text shares
        hardly a word with the one stored under its id is refused.
        """
        changes: dict[str, Change] = {}
        refused: list[Change] = []
        with transaction(self._connection, self.path):
            for paper in papers:
                clash = self._take_reading(paper)
                if clash:
                    refused.append(Change(paper, "refused", clash))
                else:
                    changes[paper.id] = Change(paper, "unchanged")
            return [*(self._change(paper_id, rules) for paper_id in changes), *refused]

    def save(self, records: Iterable[Record]) -> None:
        """Store records; what changed is put on the list of each index."""
        with transaction(self._connection, self.path):
            for record in records:
                self._save(record)

    def get(self, paper_id: str) -> Record | None:
        """Give the record of a paper."""
        return next((record for record, _ in self.records([paper_id])), None)

    def records(self, ids: Iterable[str]) -> Iterator[tuple[Record, str]]:
        """Give the records of papers that are there, each with its digest."""
        with plain_errors(self.path):
            for paper_id in ids:
                statement = "SELECT json, digest FROM records WHERE id = ?"
                for json, digest in self._connection.execute(statement, (paper_id,)):
                    yield Record.model_validate_json(json), digest

    def __iter__(self) -> Iterator[Record]:
        """Give all records in order of their ids."""
        with plain_errors(self.path):
            for (json,) in self._connection.execute("SELECT json FROM records ORDER BY id"):
                yield Record.model_validate_json(json)

    def __len__(self) -> int:
        with plain_errors(self.path):
            return int(self._connection.execute("SELECT count(*) FROM records").fetchone()[0])

    def ids(self) -> list[str]:
        """Give the ids of all papers that have a record, in order."""
        with plain_errors(self.path):
            return [paper_id for (paper_id,) in self._connection.execute("SELECT id FROM records ORDER BY id")]

    def pending(self, index: str) -> list[str]:
        """Give the ids of papers that an index has not taken up yet, in order."""
        with plain_errors(self.path):
            statement = "SELECT paper FROM pending WHERE consumer = ? ORDER BY paper"
            return [paper_id for (paper_id,) in self._connection.execute(statement, (index,))]

    def taken_up(self, index: str, ids: Iterable[str]) -> None:
        """Take papers off the list of an index."""
        with transaction(self._connection, self.path):
            statement = "DELETE FROM pending WHERE consumer = ? AND paper = ?"
            self._connection.executemany(statement, ((index, paper_id) for paper_id in ids))

    def index_version(self, index: str) -> str | None:
        """Say with what an index was made; None where it has to be made anew."""
        with plain_errors(self.path):
            statement = "SELECT value FROM meta WHERE key = ?"
            row = self._connection.execute(statement, (f"index {index}",)).fetchone()
            return row and str(row[0])

    def index_made(self, index: str, version: str) -> None:
        """Note with what an index was made."""
        with transaction(self._connection, self.path):
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"index {index}", version))

    def forget_index(self, index: str) -> None:
        """Put every paper on the list of an index that has to be made anew."""
        with transaction(self._connection, self.path):
            self._connection.execute("DELETE FROM meta WHERE key = ?", (f"index {index}",))
            self._connection.execute("INSERT OR IGNORE INTO pending SELECT ?, id FROM records", (index,))

    def shared(self, keys: Iterable[Key] | None = None) -> Iterator[Node]:
        """Give shared nodes as all papers together name them, in order: all, or those of the keys that are there."""
        with plain_errors(self.path):
            yield from spellings.shared_nodes(self._connection, keys)

    def find(self, label: str, text: str) -> str | None:
        """Find the id of a node by any spelling of its name, or by its code; of a paper by its title."""
        with plain_errors(self.path):
            return spellings.find(self._connection, label, text)

    def nearest(self, label: str, text: str) -> tuple[str, ...]:
        """Give the three names that look most like a text."""
        with plain_errors(self.path):
            return spellings.nearest(self._connection, label, text)

    def stats(self) -> dict[str, int]:
        """Count papers, the facts of each kind, and the nodes that papers share.

        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, PaperStore.open(Path(folder) / "kg", write=True) as store:
        ...     store.stats()["papers"]
        0
        """
        sums = ", ".join(f"coalesce(sum(json_array_length(json, '$.{name}')), 0)" for name in _PER_PAPER)
        with plain_errors(self.path):
            facts = self._connection.execute(f"SELECT {sums} FROM records").fetchone()  # noqa: S608  # fixed names only
            nodes = self._connection.execute(
                "SELECT label, count(DISTINCT node) FROM spellings WHERE label != 'Paper' GROUP BY label"
            ).fetchall()
        counted = {f"facts: {name.replace('_', ' ')}": int(n) for name, n in zip(_PER_PAPER, facts, strict=True)}
        return {"papers": len(self), **counted, **{f"nodes: {label}": int(n) for label, n in nodes}}

    def _take_reading(self, paper: Paper) -> Unread | None:
        file = paper.sources[0].file if paper.sources else ""
        position = paper.sources[0].position if paper.sources else 0
        json = paper.model_dump_json()
        readings = self._readings(paper.id)
        is_first = (paper.id, file) not in self._met
        self._met.add((paper.id, file))
        is_other_version = is_first and readings.get((file, position)) != json
        known = [each for at, each in readings.items() if not (is_other_version and at[0] == file)]
        if known and is_other_paper(paper, stored := merge(map(Paper.model_validate_json, known))):
            return clash(paper, stored)
        if is_other_version:
            self._connection.execute("DELETE FROM readings WHERE paper = ? AND file = ?", (paper.id, file))
        row = (paper.id, file, position, json)
        self._connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", row)
        return None

    def _readings(self, paper_id: str) -> dict[tuple[str, int], str]:
        statement = "SELECT file, position, json FROM readings WHERE paper = ?"
        return {(file, position): json for file, position, json in self._connection.execute(statement, (paper_id,))}

    def _change(self, paper_id: str, rules: str) -> Change:
        paper = merge(map(Paper.model_validate_json, self._readings(paper_id).values()))
        statement = "SELECT paper, rules FROM records WHERE id = ?"
        row = self._connection.execute(statement, (paper_id,)).fetchone()
        if row is None:
            return Change(paper, "new")
        return Change(paper, "unchanged" if row == (_digest(paper.model_dump_json()), rules) else "changed")

    def _save(self, record: Record) -> None:
        json = record.model_dump_json()
        digest = _digest(json)
        statement = "SELECT digest, json FROM records WHERE id = ?"
        row = self._connection.execute(statement, (record.id,)).fetchone()
        if row and row[0] == digest:
            return
        old = [Record.model_validate_json(row[1])] if row else []
        spellings.recount(self._connection, old, [record])
        paper = _digest(record.paper.model_dump_json())
        rules = record.made_with.rules if record.made_with else ""
        values = (record.id, digest, paper, rules, json)
        self._connection.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?)", values)
        waiting = ((index, record.id) for index in INDEXES)
        self._connection.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?)", waiting)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
