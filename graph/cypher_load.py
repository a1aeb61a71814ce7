"""Papers into a property graph by Cypher statements that the embedded engine and a Neo4j server both take.

A paper that changed replaces its own nodes and relationships; nodes it shares with others get what all papers together
say of them; those that nothing points to any more go.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from paperfacts.graph.elements import Facts, Key, Node
from paperfacts.graph.facts import facts
from paperfacts.graph.shape import NODES, SHARED_LABELS
from paperfacts.schema import Record

Run = Callable[[str, Mapping[str, Any]], list[tuple[Any, ...]]]
"""Runs a statement with parameters and gives its rows, inside a transaction of the caller's."""

Shared = Callable[[Iterable[Key]], Iterable[Node]]
"""Gives shared nodes as all papers together name them."""

_OF_PAPER = tuple(node.label for node in NODES if node.of_paper and node.label != "Paper")
_HOPS = ("(p)-->(n)", *(f"(p)-->(:{label})-->(n)" for label in _OF_PAPER))


def constraints() -> Iterator[str]:
    """Give the statements that make ids unique, one a label, for a server."""
    for node in NODES:
        yield f"CREATE CONSTRAINT {node.label.lower()}_id IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.id IS UNIQUE"


def replace(run: Run, papers: Sequence[tuple[Record, str]], shared: Shared) -> int:
    """Write the papers whose digest is not the one in the graph; give how many these were."""
    ids = [record.id for record, _ in papers]
    known: dict[str, str] = dict(run("MATCH (p:Paper) WHERE p.id IN $ids RETURN p.id, p.digest", {"ids": ids}))
    changed = [facts(record, digest) for record, digest in papers if known.get(record.id) != digest]
    gone = [each.own[0].id for each in changed if each.own[0].id in known]
    left = _remove(run, gone) if gone else set()
    kept = {naming.key for each in changed for naming in each.shared}
    _write_nodes(run, [*(node for each in changed for node in each.own), *shared(kept | left)])
    _write_relationships(run, changed)
    _remove_unpointed(run, left - kept)
    return len(changed)


def _remove(run: Run, ids: list[str]) -> set[Key]:
    """Remove what the papers said; give the shared nodes that they pointed to."""
    left: set[Key] = set()
    for hop in _HOPS:
        statement = f"UNWIND $ids AS id MATCH (p:Paper {{id: id}}) MATCH {hop} RETURN DISTINCT labels(n)[0], n.id"
        left.update((label, node) for label, node in run(statement, {"ids": ids}) if label in SHARED_LABELS)
    for label in _OF_PAPER:
        run(f"UNWIND $ids AS id MATCH (:Paper {{id: id}})-->(n:{label}) DETACH DELETE n", {"ids": ids})
    run("UNWIND $ids AS id MATCH (p:Paper {id: id}) DETACH DELETE p", {"ids": ids})
    return left


def _write_nodes(run: Run, nodes: Iterable[Node]) -> None:
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        rows[node.label].append({"id": node.id, "properties": _plain(node.properties)})
    for label, batch in sorted(rows.items()):
        statement = f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.properties"
        run(statement, {"rows": batch})


def _write_relationships(run: Run, changed: Iterable[Facts]) -> None:
    rows: defaultdict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for each in (relationship for one in changed for relationship in one.relationships):
        row = {"from_id": each.start[1], "to_id": each.end[1], "properties": _plain(each.properties)}
        rows[each.type, each.start[0], each.end[0]].append(row)
    for (type_, start, end), batch in sorted(rows.items()):
        run(
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.from_id}}) MATCH (b:{end} {{id: row.to_id}}) "
            f"CREATE (a)-[r:{type_}]->(b) SET r += row.properties",
            {"rows": batch},
        )


def _remove_unpointed(run: Run, keys: Iterable[Key]) -> None:
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for label, node in sorted(keys):
        ids[label].append(node)
    for label, batch in ids.items():
        run(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE NOT (n)<--() DELETE n", {"ids": batch})


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}
