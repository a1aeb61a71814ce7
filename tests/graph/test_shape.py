from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from paperfacts.graph.picture import draw
from paperfacts.graph.shape import MENTION, NODES, RELATIONSHIPS, SHARED_LABELS
from paperfacts.graph.vocabulary import (
    CLASSES,
    EVIDENCE_PREDICATES,
    NODE_PREDICATES,
    PREFIXES,
    RELATIONSHIP_PREDICATES,
    VALUE,
    VALUE_AS_WRITTEN,
    iri,
)

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def page() -> str:
    return (DOCS / "graph.md").read_text("utf-8")


def test_the_drawn_picture_is_the_one_that_the_command_draws() -> None:
    assert (DOCS / "graph.svg").read_text("utf-8") == draw()


def test_the_picture_shows_every_label_property_and_type() -> None:
    shown = {text.strip() for text in ET.fromstring(draw()).itertext()}  # noqa: S314  # our own text
    assert {node.label for node in NODES} | {each.type for each in RELATIONSHIPS} <= shown
    assert {f"{each.name}: {each.type}" for node in NODES for each in node.properties} <= shown


def test_the_page_describes_every_node_property_and_relationship(page: str) -> None:
    for node in NODES:
        assert f"### {node.label}\n" in page
        for each in node.properties:
            assert f"| `{each.name}` | {each.type} | {each.meaning} |" in page
    for relationship in RELATIONSHIPS:
        ends = ", ".join(relationship.ends)
        assert f"| {relationship.start} | `{relationship.type}` | {ends} | {relationship.meaning} |" in page
    for each in MENTION:
        assert f"| `{each.name}` | {each.type} | {each.meaning} |" in page


def test_the_page_names_every_term_of_rdf(page: str) -> None:
    classes = {name for names in CLASSES.values() for name in names}
    predicates = {*NODE_PREDICATES.values(), *RELATIONSHIP_PREDICATES.values(), *EVIDENCE_PREDICATES.values()}
    for term in classes | predicates | set(VALUE.values()) | {VALUE_AS_WRITTEN}:
        assert f"`{term}`" in page
        assert iri(term).startswith("http")
    for prefix, namespace in PREFIXES.items():
        assert f"| `{prefix}:` | `{namespace}` |" in page


def test_every_label_type_and_property_has_a_term() -> None:
    assert {node.label for node in NODES} <= set(CLASSES)
    assert {each.type for each in RELATIONSHIPS} == set(RELATIONSHIP_PREDICATES)
    properties = {each.name for node in NODES for each in node.properties}
    assert properties == set(NODE_PREDICATES) | {"value", "number"}


def test_relationships_join_labels_that_are_there() -> None:
    labels = {node.label for node in NODES}
    for each in RELATIONSHIPS:
        assert {each.start, *each.ends} <= labels
    assert {end for each in RELATIONSHIPS for end in each.ends} >= set(SHARED_LABELS)
