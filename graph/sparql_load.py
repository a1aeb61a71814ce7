"""Papers into an RDF store: what they said before goes, what they say now comes, in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyoxigraph import NamedNode, Quad, Store, Triple

from paperfacts.graph.elements import Key
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.rdf import node_of, paper_triples, shared_triples, term
from paperfacts.graph.shape import SHARED_LABELS
from paperfacts.graph.vocabulary import PREFIXES

_LABELS = {label.lower(): label for label in SHARED_LABELS}


def all_quads(papers: PaperStore, ids: Iterable[str], on_progress: Callable[[int], object]) -> Iterator[Quad]:
    """Give everything, paper by paper, then the nodes that papers share."""
    for paper_id in ids:
        for record, digest in papers.records([paper_id]):
            yield from (Quad(*triple) for triple in paper_triples(record, digest))
        on_progress(1)
    for node in papers.shared():
        yield from (Quad(*triple) for triple in shared_triples(node))


def replace(store: Store, papers: PaperStore, ids: list[str]) -> None:
    """Replace what some papers said, and what is said of the nodes they share, in one transaction."""
    old = {triple for paper_id in ids for triple in _of_paper(store, node_of(("Paper", paper_id)))}
    new = {triple for record, digest in papers.records(ids) for triple in paper_triples(record, digest)}
    keys = {key for triple in old | new if (key := _shared_key(triple.object))}
    old.update(triple for key in keys for triple in _about(store, node_of(key)))
    new.update(triple for node in papers.shared(keys) for triple in shared_triples(node))
    steps = ((f"{verb} DATA", triples) for verb, triples in (("DELETE", old - new), ("INSERT", new - old)))
    store.update(";\n".join(f"{verb} {{ {_lines(triples)} }}" for verb, triples in steps if triples))


def _lines(triples: Iterable[Triple]) -> str:
    return "\n".join(f"{triple.subject} {triple.predicate} {triple.object} ." for triple in triples)


def _about(store: Store, subject: Any) -> list[Triple]:
    return [quad.triple for quad in store.quads_for_pattern(subject, None, None)]


def _of_paper(store: Store, paper: NamedNode) -> Iterator[Triple]:
    own = _about(store, paper)
    yield from own
    for predicate in ("pf:reports", "pf:states"):
        for triple in own:
            if triple.predicate == term(predicate):
                yield from _about(store, triple.object)
    for quad in store.quads_for_pattern(None, term("rdf:subject"), paper):
        evidence = _about(store, quad.subject)
        yield from evidence
        for triple in evidence:
            if triple.predicate == term("oa:hasSelector"):
                yield from _about(store, triple.object)


def _shared_key(node: object) -> Key | None:
    if not isinstance(node, NamedNode) or not node.value.startswith(PREFIXES["id"]):
        return None
    node_id = node.value.removeprefix(PREFIXES["id"])
    label = _LABELS.get(node_id.partition(":")[0])
    return (label, node_id) if label else None
