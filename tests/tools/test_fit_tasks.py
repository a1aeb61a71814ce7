"""The weights of task phrases, fitted from annotated papers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from paperfacts.extractor.document import Document
from paperfacts.extractor.lexicon import Lexicon
from paperfacts.extractor.task_weights import TaskWeights
from paperfacts.extractor.tasks import find_tasks
from paperfacts.schema import Paper

pytest.importorskip("sklearn", reason="scikit-learn, which fits the weights, is not installed")

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "fit_tasks.py"


@pytest.fixture(scope="module")
def annotations() -> str:
    return (ROOT / "tools" / "annotations" / "seeds-dev.jsonl").read_text("utf-8")


@pytest.fixture(scope="module")
def fitted(annotations: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    return fit(annotations, tmp_path_factory.mktemp("fitted"))


def fit(annotations: str, folder: Path) -> str:
    papers, weights = folder / "papers.jsonl", folder / "weights.tsv"
    papers.write_text(annotations, "utf-8")
    subprocess.run([sys.executable, TOOL, papers, "--out", weights], check=True, timeout=300)
    return weights.read_text("utf-8")


def test_the_same_papers_give_the_same_bytes_and_those_without_an_abstract_change_nothing(
    annotations: str, fitted: str, tmp_path: Path
) -> None:
    bare = {"id": "none", "title": "Slot filling", "tasks": ["slot filling"]}
    assert fit(annotations + json.dumps(bare) + "\n", tmp_path) == fitted


def test_extraction_runs_with_the_fitted_weights(fitted: str) -> None:
    document = Document.of(Paper.of("A corpus for slot filling", "We evaluate on the task of slot filling."))
    weights = TaskWeights.parse(fitted)
    assert [task.name for task in find_tasks(document, Lexicon.load(), weights)] == ["slot filling"]


def test_without_weights_any_phrase_is_as_likely_as_not() -> None:
    document = Document.of(Paper.of("A corpus for slot filling", ""))
    (task,) = find_tasks(document, Lexicon.load(), TaskWeights({}))
    assert task.mentions[0].confidence == 0.5
