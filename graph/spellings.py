"""What all papers call a shared node: counted per spelling, so that no order of papers changes a node.

A node's name is the spelling that most papers use as its name, then the smallest; its aliases are all others.
Papers stand here too, by their titles, to be found by them.
"""

import difflib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from paperfacts.graph.elements import Key, Naming, Node, Value
from paperfacts.graph.facts import namings
from paperfacts.graph.shape import NODE_SHAPES, SHARED_LABELS
from paperfacts.schema import Record, name_key

Spelling = tuple[str, str, str, str]
"""Label, node, use (name, alias, kind or code), text."""


def spellings_of(record: Record) -> Iterator[Spelling]:
    """Give the spellings of one record, each once."""
    seen: set[Spelling] = {("Paper", record.id, "name", record.title)}
    for naming in namings(record):
        seen.update((naming.label, naming.id, use, text) for use, text in _uses(naming))
    return iter(sorted(seen))


def _uses(naming: Naming) -> Iterator[tuple[str, str]]:
    yield "name", naming.name
    yield from (("alias", alias) for alias in naming.aliases)
    if naming.kind:
        yield "kind", naming.kind
    if naming.code:
        yield "code", naming.code


def recount(connection: sqlite3.Connection, old: Iterable[Record], new: Iterable[Record]) -> None:
    """Take the spellings of old records off and put those of new records on."""
    change: Counter[Spelling] = Counter(spelling for record in new for spelling in spellings_of(record))
    change.subtract(spelling for record in old for spelling in spellings_of(record))
    rows = [(*spelling, name_key(spelling[3]), by) for spelling, by in change.items() if by]
    connection.executemany(
        "INSERT INTO spellings VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (label, node, use, text) DO UPDATE SET papers = papers + excluded.papers",
        rows,
    )
    connection.executemany(
        "DELETE FROM spellings WHERE label = ? AND node = ? AND use = ? AND text = ? AND papers <= 0",
        [row[:4] for row in rows if row[5] < 0],
    )


def shared_nodes(connection: sqlite3.Connection, keys: Iterable[Key] | None = None) -> Iterator[Node]:
    """Give shared nodes in order of label and id: those of the keys that are there, or all."""
    if keys is None:
        marks = ", ".join("?" * len(SHARED_LABELS))
        rows = connection.execute(
            f"SELECT label, node, use, text, papers FROM spellings WHERE label IN ({marks}) ORDER BY label, node",  # noqa: S608  # question marks only
            SHARED_LABELS,
        )
        for (label, node), uses in groupby(rows, key=lambda row: (row[0], row[1])):
            yield _elect(label, node, [row[2:] for row in uses])
        return
    for label, node in sorted(set(keys)):
        statement = "SELECT use, text, papers FROM spellings WHERE label = ? AND node = ?"
        if uses_of_node := connection.execute(statement, (label, node)).fetchall():
            yield _elect(label, node, uses_of_node)


def _elect(label: str, node: str, uses: list[tuple[str, str, int]]) -> Node:
    most = sorted(uses, key=lambda use: (-use[2], use[1]))
    first = {use: text for use, text, _ in reversed(most)}
    others = {text for use, text, _ in uses if use in ("name", "alias")} - {first["name"]}
    properties: dict[str, Value] = {"id": node, **first, "aliases": tuple(sorted(others))}
    known = NODE_SHAPES[label].property_names
    return Node(label, node, {name: properties[name] for name in known if name in properties})


def find(connection: sqlite3.Connection, label: str, text: str) -> str | None:
    """Find a node by any spelling: a name goes before a code, a code before an alias; then what most papers use."""
    row = connection.execute(
        "SELECT node FROM spellings WHERE label = ? AND key = ? AND use IN ('name', 'code', 'alias') "
        "ORDER BY CASE use WHEN 'name' THEN 0 WHEN 'code' THEN 1 ELSE 2 END, papers DESC, node LIMIT 1",
        (label, name_key(text)),
    ).fetchone()
    return row and str(row[0])


def nearest(connection: sqlite3.Connection, label: str, text: str, how_many: int = 3) -> tuple[str, ...]:
    """Give the names of nodes that look most like a text, the nearest first."""
    statement = "SELECT key, min(text) FROM spellings WHERE label = ? AND use = 'name' GROUP BY key ORDER BY key"
    names = dict(connection.execute(statement, (label,)).fetchall())
    close = difflib.get_close_matches(name_key(text), names, n=how_many, cutoff=0.0)
    return tuple(names[key] for key in close)
