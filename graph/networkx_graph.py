"""The graph for networkx: the same nodes, relationships and properties."""

from typing import TYPE_CHECKING

from paperfacts.graph.facts import facts
from paperfacts.graph.papers import PaperStore

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(papers: PaperStore) -> "nx.MultiDiGraph[str]":
    """Make a MultiDiGraph: nodes are ids with a `label`, edges are keyed by the relationship's type.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from paperfacts.schema import Record
    >>> mention = {"field": "title", "start": 3, "end": 7, "text": "XNLI", "rule": "x", "confidence": 1}
    >>> record = Record.of("On XNLI", benchmarks=[{"name": "XNLI", "role": "evaluated", "mentions": [mention]}])
    >>> with TemporaryDirectory() as folder, PaperStore.open(Path(folder) / "kg", write=True) as papers:
    ...     papers.save([record])
    ...     graph = to_networkx(papers)
    >>> [(kind, target) for _, target, kind in graph.edges(keys=True)]
    [('EVALUATES_ON', 'benchmark:xnli')]
    """
    import networkx as nx  # noqa: PLC0415  # takes time, and most commands do without it

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in papers.shared():
        graph.add_node(node.id, label=node.label, **node.properties)
    for record, digest in papers.records(papers.ids()):
        said = facts(record, digest)
        for node in said.own:
            graph.add_node(node.id, label=node.label, **node.properties)
        for each in said.relationships:
            graph.add_edge(each.start[1], each.end[1], key=each.type, type=each.type, **each.properties)
    return graph
