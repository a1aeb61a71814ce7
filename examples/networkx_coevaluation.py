"""Which benchmarks are evaluated on together? A projection of the graph in networkx."""

from collections import Counter
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx

import paperfacts

DUMPS = Path(__file__).with_name("daily-papers*.txt")

with TemporaryDirectory() as folder, paperfacts.open(folder) as kg:
    kg.add(DUMPS)
    graph = kg.to_networkx()

print(f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} relationships")

evaluated: dict[str, set[str]] = {}
for paper, benchmark, kind in graph.edges(keys=True):
    if kind == "EVALUATES_ON":
        evaluated.setdefault(paper, set()).add(graph.nodes[benchmark]["name"])

together = Counter(pair for names in evaluated.values() for pair in combinations(sorted(names), 2))
network: "nx.Graph[str]" = nx.Graph()
network.add_weighted_edges_from((one, other, count) for (one, other), count in together.items())

print(f"{network.number_of_nodes()} benchmarks are evaluated on beside another")
central = nx.degree_centrality(network)
for name in sorted(central, key=lambda each: (-central[each], each))[:5]:
    partners = sorted(network[name], key=lambda each: (-network[name][each]["weight"], each))
    print(f"{name}: with {', '.join(partners[:5])}")
