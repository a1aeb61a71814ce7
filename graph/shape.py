"""The shape of the graph in one place: labels, relationship types and their typed properties.

Statements, constraints, documentation and the drawn picture are generated from it or checked against it.
"""

from dataclasses import dataclass
from typing import Literal

PropertyType = Literal["text", "texts", "integer", "float"]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or relationship; an absent one was not said."""

    name: str
    type: PropertyType
    meaning: str


@dataclass(frozen=True, slots=True)
class NodeShape:
    """What a label stands for; `of_paper` nodes exist only through their paper, the others are shared by papers."""

    label: str
    meaning: str
    properties: tuple[Property, ...]
    of_paper: bool = False

    @property
    def property_names(self) -> tuple[str, ...]:
        """Names of the properties, `id` first."""
        return tuple(each.name for each in self.properties)


@dataclass(frozen=True, slots=True)
class RelationshipShape:
    """What a relationship type says, from which label to which labels."""

    type: str
    start: str
    ends: tuple[str, ...]
    meaning: str
    properties: tuple[Property, ...] = ()


ID = Property("id", "text", "deterministic id")
NAME = Property("name", "text", "the most frequent spelling over all papers")
ALIASES = Property("aliases", "texts", "the other spellings, sorted")
SHOWN_AS = Property("name", "text", "what to show it as")
UNIT = Property("unit", "text", "the unit, empty where none is said")
MODIFIER = Property("modifier", "text", "exact, at_least, approx, up_to or average")

EVIDENCE = (
    Property("sentence", "text", "the sentence around the quote"),
    Property("quote", "text", "the exact text that the fact rests on"),
    Property("field", "text", "title or abstract"),
    Property("quote_start", "integer", "code points before the quote in that field"),
    Property("quote_end", "integer", "code points up to its end"),
    Property("rule", "text", "the rule that found it"),
    Property("confidence", "float", "from 0 to 1"),
)
MENTION = (Property("as_written", "text", "the spelling in this paper"), *EVIDENCE)

NODES = (
    NodeShape(
        "Paper",
        "a paper with title and abstract",
        (
            ID,
            Property("title", "text", "the title as read"),
            Property("abstract", "text", "the abstract as read"),
            Property("url", "text", "where it can be read"),
            Property("published", "text", "year, year-month or date, ISO 8601"),
            Property("upvotes", "integer", "votes on the page it was read from"),
            Property("n_authors", "integer", "number of authors"),
            Property("sources", "texts", "file and position it was read at"),
            Property("digest", "text", "changes when the record changes"),
        ),
        of_paper=True,
    ),
    NodeShape(
        "Model",
        "a named model, system, method, framework or toolkit",
        (ID, NAME, ALIASES, Property("kind", "text", "model or method")),
    ),
    NodeShape("Benchmark", "a named data set, corpus, benchmark, test suite or shared task", (ID, NAME, ALIASES)),
    NodeShape(
        "Language",
        "a natural language or dialect",
        (ID, NAME, Property("code", "text", "BCP 47 code: ISO 639-1, else ISO 639-3")),
    ),
    NodeShape("Task", "a task that is addressed or evaluated on", (ID, NAME)),
    NodeShape("Metric", "what a score measures", (ID, NAME)),
    NodeShape(
        "Score",
        "a reported number that measures quality, or a difference of such",
        (
            ID,
            SHOWN_AS,
            Property("value", "text", "decimal text as written"),
            Property("number", "float", "the value, to sort and compare by"),
            UNIT,
            Property("kind", "text", "absolute, gain or drop"),
            MODIFIER,
            Property("metric", "text", "the metric as the record names it"),
            Property("benchmark", "text", "the benchmark as the record names it"),
            Property("model", "text", "who has the score, as the record names it"),
            Property("baseline", "text", "what it is compared with, as the record names it"),
            Property("condition", "text", "language, task or setting said of it"),
        ),
        of_paper=True,
    ),
    NodeShape(
        "LanguageCount",
        "a stated number of languages, language pairs, dialects…",
        (
            ID,
            SHOWN_AS,
            Property("value", "integer", "the number"),
            MODIFIER,
            UNIT,
            Property("subject", "text", "what it is about, as the record names it"),
        ),
        of_paper=True,
    ),
)

RELATIONSHIPS = (
    RelationshipShape("INTRODUCES", "Paper", ("Model", "Benchmark"), "the paper proposes or releases it", MENTION),
    RelationshipShape("USES", "Paper", ("Model", "Benchmark"), "the work uses it or compares with it", MENTION),
    RelationshipShape("MENTIONS", "Paper", ("Model", "Benchmark"), "background only", MENTION),
    RelationshipShape("EVALUATES_ON", "Paper", ("Benchmark",), "results are measured on it", MENTION),
    RelationshipShape("COVERS", "Paper", ("Language",), "the paper names the language", MENTION),
    RelationshipShape("ADDRESSES", "Paper", ("Task",), "the work addresses the task", MENTION),
    RelationshipShape("REPORTS", "Paper", ("Score",), "the paper reports the score", EVIDENCE),
    RelationshipShape("STATES", "Paper", ("LanguageCount",), "the paper states the count", EVIDENCE),
    RelationshipShape("OF_MODEL", "Score", ("Model",), "the model that has the score"),
    RelationshipShape("AGAINST", "Score", ("Model",), "the baseline it is compared with"),
    RelationshipShape("ON_BENCHMARK", "Score", ("Benchmark",), "the benchmark it was measured on"),
    RelationshipShape("BY_METRIC", "Score", ("Metric",), "the metric"),
    RelationshipShape("COUNTED_FOR", "LanguageCount", ("Model", "Benchmark"), "what the count is about"),
)

NODE_SHAPES = {node.label: node for node in NODES}
SHARED_LABELS = tuple(node.label for node in NODES if not node.of_paper)
"""Labels of nodes that many papers point to."""
