"""Entities of a paper: spellings of one thing meet, two things never do."""

import pytest

from paperfacts.extractor.pipeline import Extractor
from paperfacts.schema import Benchmark, Model, Paper

EXTRACTOR = Extractor.load()


def entities(title: str, abstract: str = "") -> dict[str, Model | Benchmark]:
    record = EXTRACTOR.extract(Paper.of(title, abstract))
    found: list[Model | Benchmark] = [*record.models, *record.benchmarks]
    return {entity.name: entity for entity in found}


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("We compare Llama-2 with Llama-3 and GPT-4 with GPT-4o.", {"Llama 2", "Llama 3", "GPT-4", "GPT-4o"}),
        ("We evaluate on FLORES-101 and FLORES-200.", {"FLORES-101", "FLORES-200"}),
        ("We fine-tune the mBERT and the BERT model.", {"mBERT", "BERT"}),
        ("We evaluate on the GLUE and SuperGLUE benchmarks.", {"GLUE", "SuperGLUE"}),
    ],
)
def test_versions_and_sizes_stay_apart(abstract: str, names: set[str]) -> None:
    assert set(entities("A study", abstract)) == names


@pytest.mark.parametrize(
    ("abstract", "name", "aliases", "quotes"),
    [
        (
            "We fine-tune the XLM-R model. XLM-RoBERTa outperforms mBERT.",
            "XLM-RoBERTa",
            ("XLM-R",),
            ["XLM-R", "XLM-RoBERTa"],
        ),
        ("We fine-tune the BERT model, and many BERTs are compared.", "BERT", ("BERTs",), ["BERT", "BERTs"]),
        (
            "We evaluate on the FLORES-200 benchmark. Flores 200 is a parallel benchmark.",
            "FLORES-200",
            ("Flores 200",),
            ["FLORES-200", "Flores 200"],
        ),
        (
            "We evaluate the XLM‐R model and the XLM-R model on the XNLI benchmark.",
            "XLM-RoBERTa",
            ("XLM-R",),
            ["XLM‐R", "XLM-R"],
        ),
        (
            "We fine-tune the \\textbf{BERT} model. The $\\text{BERT}$ model is fine-tuned.",
            "BERT",
            (),
            ["BERT", "BERT"],
        ),
        (
            "We use Low-Rank Adaptation (LoRA) to fine-tune the BERT model. LoRA is cheap.",
            "LoRA",
            ("Low-Rank Adaptation",),
            ["Low-Rank Adaptation", "LoRA", "LoRA"],
        ),
        (
            "We evaluate on the Stanford Question Answering Dataset (SQuAD).",
            "SQuAD",
            ("Stanford Question Answering Dataset",),
            ["Stanford Question Answering Dataset", "SQuAD"],
        ),
    ],
)
def test_spellings_of_one_thing_are_one_entity(
    abstract: str, name: str, aliases: tuple[str, ...], quotes: list[str]
) -> None:
    entity = entities("A study", abstract)[name]
    assert entity.aliases == aliases
    assert [mention.text for mention in entity.mentions] == quotes


def test_a_marked_up_name_is_one_entity_with_the_plain_one() -> None:
    entity = entities("M$^2$-Encoder: a model", "We introduce the M2-Encoder model.")["M2-Encoder"]
    assert [(mention.field, mention.text) for mention in entity.mentions] == [
        ("title", "M$^2$-Encoder"),
        ("abstract", "M2-Encoder"),
    ]


def test_an_unknown_name_is_called_as_it_is_written_most() -> None:
    abstract = "We introduce the Ko-BART model. The KoBART model is a language model. The KoBART model is small."
    entity = entities("A study", abstract)["KoBART"]
    assert entity.aliases == ("Ko-BART",)


def test_a_plural_never_gives_the_name_where_the_singular_stands() -> None:
    abstract = "We introduce the KoBART model. KoBARTs are language models, and KoBARTs are small."
    assert "KoBARTs" not in entities("A study", abstract)


def test_the_strongest_role_of_its_spellings_is_the_entitys() -> None:
    abstract = "XLM-R is popular. We evaluate XLM-RoBERTa, which outperforms mBERT on the XNLI benchmark."
    assert entities("A study", abstract)["XLM-RoBERTa"].role == "used"


def test_entities_stand_in_the_order_of_the_text() -> None:
    record = EXTRACTOR.extract(Paper.of("A study", "We compare mT5, BERT and GPT-4 on the XNLI and SQuAD benchmarks."))
    assert [model.name for model in record.models] == ["mT5", "BERT", "GPT-4"]
    assert [benchmark.name for benchmark in record.benchmarks] == ["XNLI", "SQuAD"]
