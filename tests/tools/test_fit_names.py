"""The weights of names, fitted from annotated papers."""

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

from paperfacts.extractor.features import SLOTS
from paperfacts.extractor.judge import BIAS, COLUMNS, HEADS, Weights
from paperfacts.extractor.pipeline import Extractor
from paperfacts.schema import Paper, Record

pytest.importorskip("sklearn", reason="scikit-learn, which fits the weights, is not installed")

ROOT = Path(__file__).parents[2]
MANY = 60


def fit(annotations: Path, weights: Path, *options: str) -> bytes:
    command: list[str | Path] = [
        sys.executable,
        ROOT / "tools" / "fit_names.py",
        annotations,
        "--out",
        weights,
        *options,
    ]
    subprocess.run(command, check=True, timeout=300)
    return weights.read_bytes()


@pytest.fixture(scope="module")
def annotations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("annotations") / "few.jsonl"
    lines = (ROOT / "tools" / "annotations" / "seeds-dev.jsonl").read_text("utf-8").split("\n")
    file.write_text("\n".join(lines[:MANY]) + "\n", "utf-8")
    return file


@pytest.fixture(scope="module")
def fitted(annotations: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return fit(annotations, tmp_path_factory.mktemp("weights") / "weights.tsv")


def weights_of(fitted: bytes) -> Weights:
    return Weights.parse(fitted.decode().strip("\n").split("\n"))


def test_the_same_papers_give_the_same_bytes(annotations: Path, fitted: bytes, tmp_path: Path) -> None:
    assert fit(annotations, tmp_path / "again.tsv") == fitted


def test_papers_without_an_abstract_change_nothing(annotations: Path, fitted: bytes, tmp_path: Path) -> None:
    more = tmp_path / "more.jsonl"
    bare = {"id": "none", "title": "BERT", "models": [], "datasets": []}
    more.write_text(annotations.read_text("utf-8") + json.dumps(bare) + "\n", "utf-8")
    assert fit(more, tmp_path / "weights.tsv") == fitted


def test_the_bias_comes_first_and_every_feature_once(fitted: bytes) -> None:
    rows = [line.split("\t") for line in fitted.decode().strip("\n").split("\n")]
    features = [(slot, value) for slot, value, *_ in rows]
    assert features[0] == (BIAS, "")
    assert features[1:] == sorted(set(features[1:]))
    assert {slot for slot, _ in features[1:]} <= set(SLOTS)
    assert {len(row) for row in rows} == {2 + len(COLUMNS)}


def test_the_weights_vote_on_every_head(fitted: bytes) -> None:
    weights = weights_of(fitted)
    assert all(any(weights.votes[column]) for column in COLUMNS)
    for head in HEADS:
        assert sum(weights.shares([1, 2], head).values()) == pytest.approx(1)


def test_features_of_few_papers_are_left_out(annotations: Path, fitted: bytes, tmp_path: Path) -> None:
    fewer = fit(annotations, tmp_path / "weights.tsv", "--least-papers", "30")
    assert {*weights_of(fewer).names} < {*weights_of(fitted).names}


def test_extraction_runs_with_the_fitted_weights(fitted: bytes) -> None:
    extractor = dataclasses.replace(Extractor.load(), weights=weights_of(fitted))
    record = extractor.extract(Paper.of("A study", "We fine-tune the mBERT model on the XNLI benchmark."))
    assert [model.name for model in record.models] == ["mBERT"]
    assert [benchmark.name for benchmark in record.benchmarks] == ["XNLI"]
    assert Record.model_validate(record.model_dump()) == record
