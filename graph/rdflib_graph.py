"""The graph for rdflib."""

from typing import TYPE_CHECKING

from paperfacts.graph.export import triples
from paperfacts.graph.papers import PaperStore

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple
    from rdflib import Graph
    from rdflib.term import Node


def to_rdflib(papers: PaperStore) -> "Graph":
    """Make an rdflib Graph in memory, with the usual prefixes bound; it can be queried, changed and serialised.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from paperfacts.schema import Record
    >>> with TemporaryDirectory() as folder, PaperStore.open(Path(folder) / "kg", write=True) as papers:
    ...     papers.save([Record.of("On XNLI", "A study.")])
    ...     graph = to_rdflib(papers)
    >>> [str(row.title) for row in graph.query("SELECT ?title { ?paper a pf:Paper ; dcterms:title ?title }")]
    ['On XNLI']
    """
    from rdflib import Graph  # noqa: PLC0415  # takes time, and most commands do without it

    from paperfacts.graph.vocabulary import PREFIXES  # noqa: PLC0415

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for subject, predicate, obj in triples(papers):
        graph.add((_term(subject), _term(predicate), _term(obj)))
    return graph


def _term(value: "NamedNode | BlankNode | Literal | Triple") -> "Node":
    import rdflib  # noqa: PLC0415
    from pyoxigraph import Literal  # noqa: PLC0415

    if not isinstance(value, Literal):
        return rdflib.URIRef(str(value)[1:-1])
    datatype = None if value.datatype.value.endswith("#string") else rdflib.URIRef(value.datatype.value)
    return rdflib.Literal(value.value, datatype=datatype)
