"""Ready-made questions: each in Cypher and in SPARQL, with the same answer."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from paperfacts.graph.lookup import look_up
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.rows import Rows
from paperfacts.schema import PaperfactsError, UnknownQuestionError


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for: a node of one of some labels, named in any spelling; or, without labels, a number."""

    name: str
    meaning: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question, how either language asks it, and values to try it with."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    cypher: str
    sparql: str
    example: tuple[str, ...]


class Index(Protocol):
    """What answers Cypher or SPARQL."""

    def query(self, text: str, parameters: Mapping[str, Any] | None = None, /, *, timeout: float = 60) -> Rows:
        """Answer a query."""
        ...


@cache
def questions() -> Mapping[str, Question]:
    """Give all questions by name.

    >>> questions()["evaluates-on"].title
    'Which papers evaluate on a benchmark?'
    """
    folder = files("paperfacts.graph").joinpath("questions")
    found = {entry.name.removesuffix(".toml"): entry for entry in folder.iterdir() if entry.name.endswith(".toml")}
    return {name: _question(name, tomllib.loads(found[name].read_text("utf-8"))) for name in sorted(found)}


def _question(name: str, said: Mapping[str, Any]) -> Question:
    parameters = tuple(
        Parameter(each["name"], each["meaning"], tuple(each.get("labels", ()))) for each in said.get("parameter", ())
    )
    return Question(name, said["title"], parameters, said["cypher"], said["sparql"], tuple(said["example"]))


def get_question(name: str) -> Question:
    """Give the question of a name, or raise UnknownQuestionError with all names."""
    try:
        return questions()[name]
    except KeyError:
        raise UnknownQuestionError(name, tuple(questions())) from None


def bind(question: Question, values: Sequence[str], papers: PaperStore) -> dict[str, Any]:
    """Turn what a person wrote into the parameters of the queries: names into ids, digits into numbers.

    Raises UnknownNameError, with the nearest names, for a name that the graph does not hold.
    """
    if len(values) != len(question.parameters):
        wanted = " ".join(parameter.name.upper() for parameter in question.parameters) or "no name"
        problem = f"{question.name} takes {wanted}, not {len(values)} values"
        raise PaperfactsError(problem, remedy=f"for example: {' '.join((question.name, *question.example))}")
    return {
        parameter.name: _value(parameter, value, papers)
        for parameter, value in zip(question.parameters, values, strict=True)
    }


def _value(parameter: Parameter, value: str, papers: PaperStore) -> str | int | list[str]:
    if parameter.labels:
        ids = look_up(papers, parameter.labels, value)
        return ids if len(parameter.labels) > 1 else ids[0]
    try:
        return int(value)
    except ValueError:
        raise PaperfactsError(f"{value!r} is not a whole number", remedy="write digits, such as 100") from None


def ask_cypher(question: Question, values: Sequence[str], papers: PaperStore, index: Index) -> Rows:
    """Answer a question by the index for Cypher (or a server)."""
    return index.query(question.cypher, bind(question, values, papers))


def ask_sparql(question: Question, values: Sequence[str], papers: PaperStore, index: Index) -> Rows:
    """Answer a question by the index for SPARQL."""
    return index.query(question.sparql, bind(question, values, papers))
