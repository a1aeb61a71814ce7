"""Cross-validation: no paper is judged by weights that have seen it, and the same call gives the same page."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from paperfacts.annotations import read_facts
from paperfacts.evaluation import evaluate

pytest.importorskip("sklearn", reason="scikit-learn, which fits the weights, is not installed")

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "cross_validate.py"
MARK = "<!-- Made by the command below; what follows is written anew each time. -->"
FEW, MANY = 15, 60


def with_most_scores(name: str, number: int) -> list[str]:
    lines = (ROOT / "tools" / "annotations" / f"{name}.jsonl").read_text("utf-8").strip("\n").split("\n")
    return sorted(lines, key=lambda line: -len(json.loads(line)["scores"]))[:number]


@pytest.fixture(scope="module")
def annotations(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("annotations")
    files = [folder / "seeds-dev.jsonl", folder / "train.jsonl"]
    for file, number in zip(files, (FEW, MANY), strict=True):
        file.write_text("\n".join(with_most_scores(file.stem, number)) + "\n", "utf-8")
    return files


def run(files: list[Path], *options: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, TOOL, *files, "--folds", "2", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("records")


@pytest.fixture(scope="module")
def report(annotations: list[Path], records: Path) -> str:
    ended = run(annotations, "--pool", "seeds-dev", "train", "--reliability", "--errors", "--records", records)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def section(report: str, title: str) -> list[list[str]]:
    lines = report.split(f"## {title}")[1].split("\n\n")[1].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_file_and_the_pool_are_scored(report: str) -> None:
    head, _, *rows = section(report, "Figures")
    assert head[1:] == ["seeds-dev + train", "seeds-dev", "train"]
    shown = [float(figure.strip("*")) for row in rows for cell in row[1:] for figure in cell.split(" / ")]
    assert all(0 <= figure <= 1 for figure in shown)
    assert max(shown) > 0.5


def test_confidence_and_errors_are_told(report: str) -> None:
    assert section(report, "Reliability")[-1][0] == "0.9 to 1.0"
    assert {row[0] for row in section(report, "Errors")[2:]} >= {"models", "scores", "tasks"}


@pytest.mark.usefixtures("report")
def test_what_was_found_can_be_evaluated_again(annotations: list[Path], records: Path, report: str) -> None:
    (row,) = [row for row in section(report, "Figures") if row[0] == "scores"]
    tally = evaluate(read_facts(annotations[1]), read_facts(records / "train.jsonl")).tally("scores")
    assert row[-1].endswith(f"**{tally.f1:.3f}**")


def test_papers_that_weights_have_not_seen_are_harder(annotations: list[Path], report: str) -> None:
    (row,) = [row for row in section(report, "Figures") if row[0] == "models"]
    assert float(row[-1].split("**")[1]) < evaluate(read_facts(annotations[1])).tally("models").f1


def test_below_the_mark_of_a_page_the_same_call_writes_the_same(annotations: list[Path], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    pages = []
    for old, jobs in (("old", "1"), ("older", "2")):
        page.write_text(f"# Mine\n\n{MARK}\n{old}\n")
        assert run(annotations, "--into", page, "--jobs", jobs).returncode == 0
        pages.append(page.read_text("utf-8").replace("--jobs 2", "--jobs 1"))
    assert pages[0] == pages[1]
    assert pages[0].startswith(f"# Mine\n\n{MARK}\n\n```")
    assert "## Figures" in pages[0]
    assert "old" not in pages[0].split("## Figures")[1]


def test_a_page_without_the_mark_is_left_as_it_is(annotations: list[Path], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Mine\n")
    refused = run(annotations, "--into", page)
    assert refused.returncode == 1
    assert MARK in refused.stderr
    assert page.read_text() == "# Mine\n"


def test_folds_hold_every_paper_once_and_are_alike_in_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOOL.parent))
    from cross_validate import deal

    ids = [f"p{number}" for number in range(23)]
    dealt = deal(reversed(ids), 5, seed=1)
    assert sorted(dealt) == sorted(ids)
    assert sorted([*dealt.values()].count(fold) for fold in range(5)) == [4, 4, 5, 5, 5]
    assert dealt == deal(ids, 5, seed=1) != deal(ids, 5, seed=2)
