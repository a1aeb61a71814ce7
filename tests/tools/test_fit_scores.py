"""The weights of scores, fitted from annotated papers."""

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from paperfacts.extractor.pipeline import Extractor
from paperfacts.extractor.rules import load_rules
from paperfacts.extractor.score_weights import ScoreWeights
from paperfacts.schema import Paper

pytest.importorskip("sklearn", reason="scikit-learn, which fits the weights, is not installed")

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "fit_scores.py"
MANY = 80
Annotation = dict[str, Any]


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOOL.parent))


@pytest.fixture(scope="module")
def annotations() -> list[Annotation]:
    lines = (ROOT / "tools" / "annotations" / "seeds-dev.jsonl").read_text("utf-8").strip("\n").split("\n")
    return sorted(map(json.loads, lines), key=lambda paper: -len(paper["scores"]))[:MANY]


def fit(annotations: list[Annotation]) -> ScoreWeights:
    import fit_scores

    rules = load_rules()
    return fit_scores.fit([fit_scores.annotate(annotation, rules) for annotation in annotations])


def kinds_found(weights: ScoreWeights, annotations: list[Annotation]) -> set[str]:
    extractor = dataclasses.replace(Extractor.load(), score_weights=weights)
    records = extractor.extract_all(Paper.of(paper["title"], paper["abstract"]) for paper in annotations)
    return {score.kind for record in records for score in record.scores}


def of_kinds(annotations: list[Annotation], *kinds: str) -> list[Annotation]:
    return [paper | {"scores": [score for score in paper["scores"] if score["kind"] in kinds]} for paper in annotations]


@pytest.mark.parametrize("kinds", [("absolute", "gain", "drop"), ("absolute", "gain"), ("absolute",), ()])
def test_only_kinds_that_were_annotated_are_found(annotations: list[Annotation], kinds: tuple[str, ...]) -> None:
    assert kinds_found(fit(of_kinds(annotations, *kinds)), annotations) == set(kinds)


def test_the_same_papers_give_the_same_bytes_and_those_without_an_abstract_change_nothing(
    annotations: list[Annotation], tmp_path: Path
) -> None:
    written = []
    for more in ([], [{"id": "none", "title": "At 91.2% accuracy", "scores": []}]):
        papers, weights = tmp_path / "papers.jsonl", tmp_path / "weights.json"
        papers.write_text("".join(f"{json.dumps(paper)}\n" for paper in [*annotations, *more]), "utf-8")
        subprocess.run([sys.executable, TOOL, papers, "--seeds", "1", "--into", weights], check=True, timeout=300)
        written.append(weights.read_bytes())
    assert written[0] == written[1]
    assert {name: list(row) for name, row in fit(annotations).of.items()} == json.loads(written[0])
