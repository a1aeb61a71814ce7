"""Records and shared nodes as RDF triples, without blank nodes: the same facts as the property graph holds."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from paperfacts.graph.elements import Key, Node, Relationship, Value
from paperfacts.graph.facts import facts
from paperfacts.graph.ids import encoded, hashed_id
from paperfacts.graph.vocabulary import (
    CLASSES,
    EVIDENCE_PREDICATES,
    NODE_PREDICATES,
    RELATIONSHIP_PREDICATES,
    VALUE,
    VALUE_AS_WRITTEN,
    iri,
)
from paperfacts.schema import Record

_DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


@cache
def term(name: str) -> NamedNode:
    """Make the node of a prefixed name.

    >>> term("pf:Paper").value
    'https://w3id.org/paperfacts/ns#Paper'
    """
    return NamedNode(iri(name))


def node_of(key: Key) -> NamedNode:
    """Make the node of a label and an id; what an address can't hold is percent-encoded, as it is in most ids already.

    >>> node_of(("Model", "model:c%2B%2B")).value, node_of(("Paper", "doi:10.1/a<b")).value
    ('https://w3id.org/paperfacts/id/model:c%2B%2B', 'https://w3id.org/paperfacts/id/doi:10.1/a%3Cb')
    """
    label, node_id = key
    return NamedNode(iri("id:") + (encoded(node_id, safe=":/") if label == "Paper" else node_id))


def paper_triples(record: Record, digest: str = "") -> list[Triple]:
    """Give all that one paper says, in no order worth naming; shared nodes are only pointed to.

    >>> mention = {"field": "title", "start": 3, "end": 7, "text": "XNLI", "rule": "x", "confidence": 1}
    >>> record = Record.of("On XNLI", benchmarks=[{"name": "XNLI", "role": "evaluated", "mentions": [mention]}])
    >>> [str(each.object) for each in paper_triples(record) if each.predicate == term("pf:evaluatesOn")]
    ['<https://w3id.org/paperfacts/id/benchmark:xnli>']
    """
    said = facts(record, digest)
    triples = [triple for node in said.own for triple in _node_triples(node)]
    for relationship in said.relationships:
        triples.extend(_relationship_triples(relationship))
    return triples


def in_order(triples: Iterable[Triple], first: NamedNode | None = None) -> list[Triple]:
    """Sort triples by subject, one subject before all others, and by predicate, the types before all others."""
    return sorted(triples, key=lambda triple: (triple.subject != first, *_order(triple)))


def shared_triples(node: Node) -> list[Triple]:
    """Give what all papers together say of a shared node."""
    return [*_node_triples(node), *_same_language(node)]


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    return str(triple.subject), triple.predicate != term("rdf:type"), triple.predicate.value, str(triple.object)


def _node_triples(node: Node) -> Iterator[Triple]:
    subject = node_of((node.label, node.id))
    for class_ in CLASSES[node.label]:
        yield Triple(subject, term("rdf:type"), term(class_))
    for name, value in node.properties.items():
        if name == "value":
            yield from _number_triples(subject, node.label, value)
        elif name in NODE_PREDICATES:
            for each in value if isinstance(value, tuple) else (value,):
                yield Triple(subject, term(NODE_PREDICATES[name]), _literal(name, each))
    if node.properties.get("unit") == "%":
        yield Triple(subject, term("qudt:hasUnit"), term("unit:PERCENT"))


def _number_triples(subject: NamedNode, label: str, value: Value) -> Iterator[Triple]:
    if isinstance(value, str):
        yield Triple(subject, term(VALUE[label]), _decimal(value))
        yield Triple(subject, term(VALUE_AS_WRITTEN), Literal(value))
    else:
        yield Triple(subject, term(VALUE[label]), _literal("value", value))


def _literal(name: str, value: object) -> Literal:
    if isinstance(value, int):
        return Literal(str(value), datatype=term("xsd:integer"))
    if isinstance(value, float):
        return _decimal(repr(value))
    text = str(value)
    if name == "published":
        return Literal(text, datatype=term(_DATE_TYPES[len(text)]))
    return Literal(text, datatype=term("xsd:anyURI")) if name == "url" else Literal(text)


def _decimal(text: str) -> Literal:
    """Write a decimal in its one canonical form, which every store gives back."""
    number = Decimal(text)
    canonical = format(number.normalize(), "f") if number else "0"
    return Literal(canonical, datatype=term("xsd:decimal"))


def _relationship_triples(relationship: Relationship) -> Iterator[Triple]:
    subject, target = node_of(relationship.start), node_of(relationship.end)
    predicate = term(RELATIONSHIP_PREDICATES[relationship.type])
    yield Triple(subject, predicate, target)
    if relationship.properties:
        yield from _evidence_triples(relationship, subject, predicate, target)


def _evidence_triples(
    relationship: Relationship, paper: NamedNode, predicate: NamedNode, target: NamedNode
) -> Iterator[Triple]:
    said = relationship.properties
    evidence_id = hashed_id("evidence", relationship.start[1], relationship.type, relationship.end[1])
    evidence = node_of(("Evidence", evidence_id))
    position, exact = (node_of(("Evidence", f"{evidence_id}-{name}")) for name in ("position", "quote"))
    for class_ in CLASSES["Evidence"]:
        yield Triple(evidence, term("rdf:type"), term(class_))
    for name, value in (("rdf:subject", paper), ("rdf:predicate", predicate), ("rdf:object", target)):
        yield Triple(evidence, term(name), value)
    for name in ("oa:hasSource", "prov:wasDerivedFrom"):
        yield Triple(evidence, term(name), paper)
    for selector in (position, exact):
        yield Triple(evidence, term("oa:hasSelector"), selector)
    for name, property_predicate in EVIDENCE_PREDICATES.items():
        if name in said:
            yield Triple(evidence, term(property_predicate), _literal(name, said[name]))
    yield from _selector_triples(position, "oa:TextPositionSelector", _positions(relationship))
    yield from _selector_triples(exact, "oa:TextQuoteSelector", (("oa:exact", Literal(str(said["quote"]))),))


def _positions(relationship: Relationship) -> Iterator[tuple[str, Literal]]:
    for name, key in (("oa:start", "quote_start"), ("oa:end", "quote_end")):
        yield name, Literal(str(relationship.properties[key]), datatype=term("xsd:nonNegativeInteger"))


def _selector_triples(selector: NamedNode, class_: str, said: Iterable[tuple[str, Literal]]) -> Iterator[Triple]:
    yield Triple(selector, term("rdf:type"), term(class_))
    for name, value in said:
        yield Triple(selector, term(name), value)


def _same_language(node: Node) -> Iterator[Triple]:
    code = _iso_639_3(str(node.properties["code"])) if "code" in node.properties else None
    if code:
        yield Triple(node_of((node.label, node.id)), term("owl:sameAs"), term(f"lexvo:{code}"))


@cache
def _iso_639_3(code: str) -> str | None:
    import langcodes  # noqa: PLC0415  # takes time, and most commands do without it

    try:
        return langcodes.Language.get(code).to_alpha3()
    except (LookupError, ValueError):
        return None
