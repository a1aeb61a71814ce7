"""The terms of the graph in RDF: which classes and predicates stand for the labels, types and properties."""

from typing import Final

PREFIXES: Final = {
    "cr": "http://mlcommons.org/croissant/",
    "dcterms": "http://purl.org/dc/terms/",
    "fair4ml": "https://w3id.org/fair4ml#",
    "id": "https://w3id.org/paperfacts/id/",
    "lexvo": "http://lexvo.org/id/iso639-3/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pf": "https://w3id.org/paperfacts/ns#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Every query may use these without declaring them."""

CLASSES: Final = {
    "Paper": ("pf:Paper", "schema:ScholarlyArticle"),
    "Model": ("pf:Model", "fair4ml:MLModel"),
    "Benchmark": ("pf:Benchmark", "schema:Dataset"),
    "Language": ("pf:Language", "dcterms:LinguisticSystem"),
    "Task": ("pf:Task", "skos:Concept"),
    "Metric": ("pf:Metric", "skos:Concept"),
    "Score": ("pf:Score", "cr:EvaluationResult", "fair4ml:MLModelEvaluation"),
    "LanguageCount": ("pf:LanguageCount",),
    "Evidence": ("pf:Evidence", "oa:SpecificResource", "rdf:Statement"),
}

NODE_PREDICATES: Final = {
    "id": "dcterms:identifier",
    "title": "dcterms:title",
    "abstract": "schema:abstract",
    "url": "schema:url",
    "published": "schema:datePublished",
    "upvotes": "pf:upvotes",
    "n_authors": "pf:authorCount",
    "sources": "dcterms:source",
    "digest": "pf:digest",
    "name": "skos:prefLabel",
    "aliases": "skos:altLabel",
    "kind": "pf:kind",
    "code": "skos:notation",
    "unit": "pf:unit",
    "modifier": "pf:modifier",
    "metric": "pf:metricName",
    "benchmark": "pf:benchmarkName",
    "model": "pf:modelName",
    "baseline": "pf:baselineName",
    "condition": "pf:condition",
    "subject": "pf:subjectName",
}
"""Predicates of node properties; `value` and `number` of scores and counts are below."""

VALUE: Final = {"Score": "cr:value", "LanguageCount": "rdf:value"}
VALUE_AS_WRITTEN: Final = "pf:valueAsWritten"

RELATIONSHIP_PREDICATES: Final = {
    "INTRODUCES": "pf:introduces",
    "USES": "pf:uses",
    "MENTIONS": "pf:mentions",
    "EVALUATES_ON": "pf:evaluatesOn",
    "COVERS": "pf:covers",
    "ADDRESSES": "pf:addresses",
    "REPORTS": "pf:reports",
    "STATES": "pf:states",
    "OF_MODEL": "fair4ml:evaluatedMLModel",
    "AGAINST": "pf:against",
    "ON_BENCHMARK": "fair4ml:evaluationDataset",
    "BY_METRIC": "cr:metric",
    "COUNTED_FOR": "pf:countedFor",
}

EVIDENCE_PREDICATES: Final = {
    "as_written": "pf:asWritten",
    "sentence": "pf:sentence",
    "field": "pf:field",
    "rule": "pf:rule",
    "confidence": "pf:confidence",
}
"""Predicates of an evidence node; quote, quote_start and quote_end stand in its two selectors."""


def iri(term: str) -> str:
    """Write out a prefixed name.

    >>> iri("pf:Paper")
    'https://w3id.org/paperfacts/ns#Paper'
    """
    prefix, _, name = term.partition(":")
    return PREFIXES[prefix] + name
