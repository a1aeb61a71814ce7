from pathlib import Path

import pytest
from sample_records import build, record

from paperfacts.graph.cypher_index import CypherIndex
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.questions import Question, ask_cypher, ask_sparql, get_question, questions
from paperfacts.graph.sparql_index import SparqlIndex
from paperfacts.schema import PaperfactsError, UnknownNameError, UnknownQuestionError

NEEDED = {
    "evaluates-on", "introduces", "scores-on", "scores-of", "gains-over", "covers-language", "language-counts",
    "facts-of", "evaluated-together", "models-on", "top-benchmarks", "top-models", "languages",
}  # fmt: skip
WITH_SENTENCES = NEEDED - {"evaluated-together", "top-benchmarks", "top-models", "languages"}


def _all_values(question: Question, papers: PaperStore) -> list[tuple[str, ...]]:
    if not question.parameters:
        return [()]
    [parameter] = question.parameters
    if not parameter.labels:
        return [(str(number),) for number in (0, 1, 10, 100, 100_000)]
    if parameter.labels == ("Paper",):
        return [(paper_id,) for paper_id in papers.ids()]
    return [(str(node.properties["name"]),) for node in papers.shared() if node.label in parameter.labels]


def test_all_questions_are_there() -> None:
    assert set(questions()) >= NEEDED


@pytest.mark.parametrize("name", sorted(questions()))
def test_cypher_and_sparql_give_the_same_rows_in_the_same_order(
    papers: PaperStore, cypher: CypherIndex, sparql: SparqlIndex, name: str
) -> None:
    question = get_question(name)
    found = 0
    for values in _all_values(question, papers):
        by_cypher, by_sparql = (
            ask_cypher(question, values, papers, cypher),
            ask_sparql(question, values, papers, sparql),
        )
        assert (by_cypher.columns, by_cypher.rows) == (by_sparql.columns, by_sparql.rows), values
        found += len(by_cypher)
    assert found > 0


@pytest.mark.parametrize("name", sorted(WITH_SENTENCES))
def test_an_answer_about_a_paper_shows_the_sentence_it_comes_from(
    papers: PaperStore, cypher: CypherIndex, name: str
) -> None:
    question = get_question(name)
    for values in _all_values(question, papers):
        for row in ask_cypher(question, values, papers, cypher):
            paper = papers.get(row["paper"] if "paper" in row else values[0])
            assert paper
            assert row["sentence"] in f"{paper.title}\n{paper.abstract}"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("evaluates-on", "flores 200"),
        ("evaluates-on", "FLORES200"),
        ("evaluates-on", "Flores"),
        ("covers-language", "Welsh"),
        ("covers-language", "CY"),
        ("covers-language", "Cymraeg"),
        ("facts-of", "acl:1"),
        ("facts-of", "1"),
        ("facts-of", "a study"),
        ("facts-of", "https://aclanthology.org/1/"),
    ],
)
def test_a_name_in_any_spelling_finds_its_entity(tmp_path: Path, name: str, written: str) -> None:
    welsh = {"field": "title", "start": 0, "end": 1, "text": "A", "rule": "x", "confidence": 1}
    one = record("acl:1", "FLORES-200", languages=[{"name": "Welsh", "code": "cy", "mentions": [welsh]}])
    with_alias = one.benchmarks[0].model_copy(update={"aliases": ("Flores",)})
    build(tmp_path, [one.model_copy(update={"benchmarks": (with_alias,)})])
    with PaperStore.open(tmp_path) as store:
        assert len(ask_cypher(get_question(name), (written,), store, CypherIndex(tmp_path))) > 0


def test_an_unknown_name_gives_the_nearest_three(tmp_path: Path) -> None:
    build(tmp_path, [record(f"acl:{at}", name) for at, name in enumerate(["XNLI", "MNLI", "SNLI", "WMT14"])])
    with PaperStore.open(tmp_path) as store, pytest.raises(UnknownNameError) as told:
        ask_cypher(get_question("evaluates-on"), ("ANLI",), store, CypherIndex(tmp_path))
    assert set(told.value.nearest) == {"XNLI", "MNLI", "SNLI"}


def test_an_unknown_question_gives_those_there_are() -> None:
    with pytest.raises(UnknownQuestionError, match="choose one of covers-language, "):
        get_question("who-wins")


@pytest.mark.parametrize(
    ("name", "values", "problem"),
    [
        ("evaluates-on", (), "takes BENCHMARK, not 0 values: for example: evaluates-on XNLI"),
        ("languages", ("x",), "takes no name, not 1 values"),
        ("language-counts", ("many",), "'many' is not a whole number: write digits, such as 100"),
    ],
)
def test_a_wrong_call_says_how_to_call(
    papers: PaperStore, cypher: CypherIndex, name: str, values: tuple[str, ...], problem: str
) -> None:
    with pytest.raises(PaperfactsError, match=problem):
        ask_cypher(get_question(name), values, papers, cypher)
