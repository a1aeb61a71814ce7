"""SPARQL over the same facts, and the graph as a Turtle file that any RDF library reads."""

from pathlib import Path
from tempfile import TemporaryDirectory

import rdflib

import paperfacts

DUMPS = Path(__file__).with_name("daily-papers*.txt")
INTRODUCED = """
SELECT ?model ?title WHERE {
  ?paper a pf:Paper ; dcterms:title ?title ; pf:introduces ?m .
  ?m a pf:Model ; skos:prefLabel ?model .
} ORDER BY ?model ?title LIMIT 5
"""

with TemporaryDirectory() as folder, paperfacts.open(Path(folder) / "kg") as kg:
    kg.add(DUMPS)
    for row in kg.sparql(INTRODUCED):
        print(f"{row['model']}: {row['title']}")

    file = Path(folder) / "facts.ttl"
    kg.export("turtle", file)
    graph = rdflib.Graph().parse(file)
    models = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://w3id.org/paperfacts/ns#Model")))
    print(f"{file.name}: {len(graph)} triples, {len(models)} models")
    print("same as the store's:", set(graph) == set(kg.to_rdflib()))
