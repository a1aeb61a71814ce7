"""The SQLite file behind a knowledge graph: opened safely, with one writer, and its errors put in plain words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from paperfacts.schema import StoreError

SCHEMA_NUMBER = 1
WAIT_SECONDS = 5.0

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE readings (paper TEXT, file TEXT, position INTEGER, json TEXT NOT NULL,
    PRIMARY KEY (paper, file, position));
CREATE TABLE records (id TEXT PRIMARY KEY, digest TEXT NOT NULL, paper TEXT NOT NULL, rules TEXT NOT NULL,
    json TEXT NOT NULL);
CREATE TABLE spellings (label TEXT, node TEXT, use TEXT, text TEXT, key TEXT NOT NULL, papers INTEGER NOT NULL,
    PRIMARY KEY (label, node, use, text)) WITHOUT ROWID;
CREATE INDEX spellings_by_key ON spellings (label, key);
CREATE TABLE pending (consumer TEXT, paper TEXT, PRIMARY KEY (consumer, paper)) WITHOUT ROWID;
"""

_MENDS = {
    "SQLITE_FULL": ("the disk is full", "free some space and run it again; nothing stored was lost"),
    "SQLITE_READONLY": ("it is read-only", "make it writable or choose another folder"),
    "SQLITE_PERM": ("permission is denied", "make it readable and writable or choose another folder"),
    "SQLITE_CANTOPEN": ("it can't be opened", "check the permissions of the folder and the file"),
    "SQLITE_NOTADB": ("it is not a papers.sqlite of paperfacts", "put the right file back, or build into a new folder"),
    "SQLITE_CORRUPT": ("the file is damaged", "put a copy of it back, or build again into a new folder"),
    "SQLITE_BUSY": ("another process is writing to it", "try again when that is done"),
    "SQLITE_IOERR": ("the disk does not read or write", "check the disk and run it again"),
}


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Raise SQLite's errors as StoreError, with the path and the mend."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        kind = next((kind for kind in _MENDS if name.startswith(kind)), None)
        if kind is None and not isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError):
            raise
        problem, remedy = _MENDS.get(kind or "", (str(error), "put a copy of it back, or build into a new folder"))
        raise StoreError(path, problem, remedy=remedy) from error


def open_database(folder: Path, *, write: bool) -> sqlite3.Connection:
    """Open a knowledge graph's papers.sqlite; to write, it is made if it is not there.

    Raises StoreError where the folder is something else, can't be used, or was made by a newer paperfacts.
    """
    path = folder / "papers.sqlite"
    _check_folder(folder, path, write=write)
    with plain_errors(path):
        connection = _connect(path, write=write)
        try:
            if write:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
            _check_schema(connection, path, write=write)
        except BaseException:
            connection.close()
            raise
        return connection


def _check_folder(folder: Path, path: Path, *, write: bool) -> None:
    try:
        if path.exists():
            return
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            problem = "it is not the folder of a knowledge graph"
            raise StoreError(folder, problem, remedy="name one that holds papers.sqlite, or a new folder")
        if not write:
            problem = "there is no knowledge graph"
            raise StoreError(folder, problem, remedy="make one with `paperfacts build INPUT --into FOLDER`")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = error.strerror or str(error)
        raise StoreError(folder, problem, remedy="choose a folder that you may read and write") from error


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    mode = "rwc" if write else "ro"
    log = path.with_name(path.name + "-wal")
    has_log = log.exists() and log.stat().st_size > 0
    if not write and not has_log and not os.access(path.parent, os.W_OK):
        mode = "ro&immutable=1"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT_SECONDS, isolation_level=None
    )


def _check_schema(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables and write:
        connection.executescript(f"BEGIN IMMEDIATE; {_TABLES}")
        connection.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_NUMBER,))
        connection.execute("COMMIT")
        return
    row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() if "meta" in tables else None
    if row is None:
        problem, remedy = _MENDS["SQLITE_NOTADB"]
        raise StoreError(path, problem, remedy=remedy)
    if int(row[0]) > SCHEMA_NUMBER:
        problem = f"it was made by a newer paperfacts (schema {row[0]}, this one knows {SCHEMA_NUMBER})"
        raise StoreError(path, problem, remedy="install the newest paperfacts")


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All statements or none."""
    with plain_errors(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


class WriterLock:
    """The right to write to a knowledge graph: one process at a time; it ends with the process, however that ends.

    Raises StoreError that names the holder where the lock does not come free in a few seconds.
    """

    def __init__(self, folder: Path, *, wait: float = WAIT_SECONDS) -> None:
        path = folder / "writer.lock"
        with plain_errors(path):
            self._connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            with plain_errors(path):
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.execute("CREATE TABLE IF NOT EXISTS holder (process INTEGER)")
                self._connection.execute("DELETE FROM holder")
                self._connection.execute("INSERT INTO holder VALUES (?)", (os.getpid(),))
                self._connection.execute("COMMIT")
                self._connection.execute("BEGIN IMMEDIATE")
        except StoreError as error:
            self._connection.close()
            is_busy = getattr(error.__cause__, "sqlite_errorname", "").startswith("SQLITE_BUSY")
            holder = _holder(path) if is_busy else None
            if holder is None:
                raise
            problem = f"process {holder} is writing to it"
            raise StoreError(folder, problem, remedy="wait until it is done, or end it") from error

    def release(self) -> None:
        """Let others write."""
        self._connection.close()


def _holder(path: Path) -> int | None:
    try:
        with closing(sqlite3.connect(path, timeout=0)) as connection:
            row = connection.execute("SELECT process FROM holder").fetchone()
    except sqlite3.Error:
        return None
    return None if row is None else int(row[0])
