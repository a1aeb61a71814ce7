"""The whole way of a paper: every fact quotes the text, the same text gives the same record, and odd papers work."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.pipeline import Extractor
from paperfacts.schema import Paper, Record, text_digest

EXTRACTOR = Extractor.load()
PIECES = [
    "We evaluate", "mBERT", "XLM-R", "on the XNLI benchmark", "Low-Rank Adaptation (LoRA)", "machine translation",
    "outperforms GPT-4o by 3.2 points", "in 101 languages", "twenty-two languages", "Welsh", "from 71.2 to 75.8 F1",
    "71.2\\% accuracy", "$86.4\\%$", "M$^2$-Encoder", "\\textbf{BERT}", "{", "}", "$", "\\", "^", "_{2}", "(", ")", ":",
    "eﬃcient", "e\u0301", "\u0301", "🙂", "中文XNLI测试", "\0", "\n", "\u2028", "\u200b", "ß", ". ", "and",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=5), max_size=12).map(" ".join)
papers = st.tuples(texts, texts).filter(lambda both: any(map(str.strip, both))).map(lambda both: Paper.of(*both))


def extract(title: str, abstract: str = "") -> Record:
    return EXTRACTOR.extract(Paper.of(title, abstract))


@given(papers)
def test_every_fact_quotes_its_field_exactly(paper: Paper) -> None:
    record = EXTRACTOR.extract(paper)
    for evidence in record.evidence():
        field = paper.title if evidence.field == "title" else paper.abstract
        assert field[evidence.start : evidence.end] == evidence.text
        assert 0 <= evidence.start < evidence.end <= len(field)


@given(papers)
def test_every_record_is_valid_and_survives_json(paper: Paper) -> None:
    record = EXTRACTOR.extract(paper)
    assert Record.model_validate(record.model_dump()) == record
    assert Record.model_validate_json(record.model_dump_json()) == record


@given(papers)
def test_a_paper_gives_the_same_record_each_time(paper: Paper) -> None:
    assert EXTRACTOR.extract(paper).model_dump_json() == EXTRACTOR.extract(paper).model_dump_json()


@given(st.lists(papers, max_size=4).flatmap(lambda each: st.tuples(st.just(each), st.permutations(each))))
def test_the_order_of_papers_does_not_matter(orders: tuple[list[Paper], list[Paper]]) -> None:
    one, other = (sorted(record.model_dump_json() for record in EXTRACTOR.extract_all(order)) for order in orders)
    assert one == other


@given(papers)
def test_a_record_keeps_the_paper_as_it_was_read(paper: Paper) -> None:
    assert EXTRACTOR.extract(paper).paper == paper


@given(papers)
def test_an_explanation_never_fails_and_changes_nothing(paper: Paper) -> None:
    explanation = EXTRACTOR.explain(paper)
    assert explanation.record == EXTRACTOR.extract(paper)
    assert "facts:" in str(explanation)


def test_another_extractor_gives_the_same_record() -> None:
    paper = Paper.of("A study", "We evaluate mBERT on the XNLI benchmark.")
    assert Extractor.load().extract(paper) == EXTRACTOR.extract(paper)


def test_one_abstract_gives_facts_of_every_kind() -> None:
    record = extract(
        "A study of natural language inference",
        "We introduce KoNLI, a new benchmark that covers 101 languages. We evaluate mT5 on the XNLI benchmark. "
        "mT5 reaches an accuracy of 71.2% on XNLI in French.",
    )
    assert [(model.name, model.role, model.kind) for model in record.models] == [("mT5", "used", "model")]
    assert {benchmark.name: benchmark.role for benchmark in record.benchmarks} == {
        "KoNLI": "introduced",
        "XNLI": "evaluated",
    }
    assert [(language.name, language.code) for language in record.languages] == [("French", "fr")]
    assert "natural language inference" in [task.name for task in record.tasks]
    assert [(count.value, count.subject) for count in record.language_counts] == [(101, "KoNLI")]
    [score] = record.scores
    assert (score.number, score.unit, score.metric, score.benchmark) == (Decimal("71.2"), "%", "accuracy", "XNLI")


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("XNLI: a benchmark for natural language inference", ""),
        ("", "We evaluate the BERT model on the XNLI benchmark."),
        ("   ", "We evaluate the BERT model on the XNLI benchmark."),
    ],
)
def test_a_paper_with_half_of_its_text_has_facts(title: str, abstract: str) -> None:
    record = extract(title, abstract)
    assert [benchmark.name for benchmark in record.benchmarks] == ["XNLI"]
    assert {evidence.field for evidence in record.evidence()} == {"title" if title.strip() else "abstract"}


@pytest.mark.parametrize(
    "title", ["\u200b", "{}", "\\bf", "$", ".", "🙂", "\0", "語", "()", ":", "'' ``", "A" * 50_000]
)
def test_a_paper_of_signs_alone_has_no_facts(title: str) -> None:
    assert list(extract(title).evidence()) == []


def test_a_megabyte_of_abstract_is_read_to_its_end() -> None:
    sentence = "We evaluate the mBERT model on the SQuAD benchmark and report our results in a table. "
    abstract = sentence * (1_000_000 // len(sentence)) + "We evaluate it on the XNLI benchmark."
    record = extract("A study", abstract)
    found = {benchmark.name: benchmark.mentions for benchmark in record.benchmarks}
    assert len(found["SQuAD"]) == 1_000_000 // len(sentence)
    assert found["XNLI"][0].end == len(abstract) - len(" benchmark.")


def test_a_record_says_what_it_was_made_with() -> None:
    paper = Paper.of("A study", "We evaluate BERT.")
    made_with = EXTRACTOR.extract(paper).made_with
    assert made_with is not None
    assert (made_with.text, made_with.rules) == (text_digest(paper), EXTRACTOR.version)


@pytest.fixture(scope="module")
def own_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    (folder / "names.toml").write_text('[[benchmark]]\nname = "TinyNLI"\naliases = ["TNLI-2"]\n', "utf-8")
    return folder


def test_a_users_folder_gives_another_version_each_time_the_same(own_names: Path) -> None:
    own = Extractor.load(own_names)
    assert own.version != EXTRACTOR.version
    assert own.version == Extractor.load(own_names).version


def test_a_users_names_are_found(own_names: Path) -> None:
    record = Extractor.load(own_names).extract(Paper.of("A study", "We evaluate on the TNLI-2 benchmark."))
    assert [(benchmark.name, benchmark.aliases) for benchmark in record.benchmarks] == [("TinyNLI", ("TNLI-2",))]
