"""Records beside annotated papers: the figures of small cases, worked by hand, and the errors that are listed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import paperfacts
from paperfacts.annotations import Facts, Named, read_facts
from paperfacts.cli import main
from paperfacts.evaluation import AGREEMENTS, MEASURES, Evaluation, Row, Tally, evaluate
from paperfacts.matching import is_same_name, match_by, match_names, metric_of, name_of

ROOT = Path(__file__).parents[2]
SCORER = os.environ.get("PAPERFACTS_SCORER", "")
Json = dict[str, Any]


def model(name: str, role: str = "used", kind: str = "model", **more: Any) -> Json:
    return {"name": name, "role": role, "kind": kind, **more}


def benchmark(name: str, role: str = "evaluated", **more: Any) -> Json:
    return {"name": name, "role": role, **more}


def score(value: float | str, kind: str = "absolute", **more: Any) -> Json:
    return {"value": value, "kind": kind, **more}


def compared(annotated: Json, found: Json) -> Evaluation:
    return evaluate([{"title": "On Welsh"} | annotated], [{"title": "On Welsh"} | found])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("XLM-R", "xlm r"),
        ("XNLI", "XNLI dataset"),
        ("XNLI", "the XNLI benchmark".removeprefix("the ")),
        ("Transformer", "Transformers"),
        (r"\textbf{mBERT}", "mBERT"),
        ("M$^2$-Encoder", "M2-Encoder"),
        ("ＢＥＲＴ", "BERT"),
        ("GPT-4.1", "GPT 4.1"),
    ],
)
def test_one_name_written_in_two_ways(one: str, other: str) -> None:
    assert name_of(one) == name_of(other)


@pytest.mark.parametrize(("one", "other"), [("Llama-2", "Llama-3"), ("GPT-4", "GPT-4o"), ("C", "C++")])
def test_two_names_that_look_alike(one: str, other: str) -> None:
    assert name_of(one) != name_of(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("mBERT", "the mBERT baseline", True),
        ("ours", None, False),
        (None, "", True),
        ("XL", "XLM", False),
    ],
)
def test_names_that_a_score_is_of_agree_where_one_holds_the_other(
    one: str | None, other: str | None, same: bool
) -> None:
    assert is_same_name(one, other) is same


@pytest.mark.parametrize(
    ("one", "other"), [("BLEU score", "sacreBLEU"), ("WER", "word error rate"), ("macro-F1", "F$_1$"), ("", None)]
)
def test_one_metric_under_two_names(one: str | None, other: str | None) -> None:
    assert metric_of(one) == metric_of(other)


def test_any_spelling_of_a_record_will_do() -> None:
    found = {"models": [model("XLM-RoBERTa", aliases=["XLM-R"], mentions=[{"text": "XLMR", "confidence": 0.9}])]}
    assert compared({"models": [model("XLM-R")]}, found).tally("models") == Tally(right=1)
    assert compared({"models": [model("Conneau et al.", surfaces=["XLM R"])]}, found).tally("models") == Tally(right=1)


def test_a_second_record_of_one_name_is_a_split_and_no_error() -> None:
    annotated = {"models": [model("XLM-R", surfaces=["XLM-R", "XLM-RoBERTa"])]}
    evaluation = compared(annotated, {"models": [model("XLM-R"), model("XLM-RoBERTa")]})
    assert evaluation.tally("models") == Tally(right=1)
    assert Row("models.split", found=1) in evaluation.rows()


@pytest.mark.parametrize(
    ("what", "annotated", "found", "tally"),
    [
        ("models", [model("A"), model("B")], [model("B"), model("C"), model("D")], Tally(1, 2, 1)),
        ("models.introduces", [model("A", "introduced"), model("B")], [model("A"), model("B")], Tally(0, 0, 1)),
        ("models.introduces", [model("A"), model("B")], [model("A", "introduced"), model("B")], Tally(0, 1, 0)),
        ("benchmarks.evaluates_on", [benchmark("A", "introduced")], [benchmark("A")], Tally(1, 0, 0)),
        ("benchmarks.evaluates_on", [benchmark("A")], [benchmark("A", "mentioned")], Tally(0, 0, 1)),
        ("benchmarks.introduces", [benchmark("A", "introduced")], [benchmark("A")], Tally(0, 0, 1)),
        ("language_counts", [{"value": 7}, {"value": 7}, {"value": 8}], [{"value": 7}], Tally(1, 0, 2)),
        ("language_counts", [{"value": 7}], [{"value": 7, "unit": "dialect"}], Tally(0, 1, 1)),
        ("languages", [{"code": "cy"}], [{"code": "cy"}, {"code": "cy"}], Tally(1, 0, 0)),
        ("languages", [{"code": "", "name": "Old Church"}], [{"code": "", "name": "old church"}], Tally(1, 0, 0)),
        ("scores", [score(-2.5, "drop")], [score("2.50", "drop")], Tally(1, 0, 0)),
        ("scores", [score(2.5, "gain")], [score("2.5")], Tally(0, 1, 1)),
        ("scores.tuple", [score(9, metric="acc")], [score("9", metric="top-1 accuracy")], Tally(1, 0, 0)),
        ("scores.tuple", [score(9, dataset="XNLI")], [score("9", benchmark="MLQA")], Tally(0, 1, 1)),
        ("scores.tuple", [score(9, model="mBERT"), score(8)], [score("9"), score("7")], Tally(0, 2, 2)),
        ("tasks", ["slot filling", "NER"], [{"name": "slot-filling"}], Tally(1, 0, 1)),
    ],
)
def test_facts_are_counted(what: str, annotated: list[Any], found: list[Any], tally: Tally) -> None:
    field = what.partition(".")[0]
    gold_field = {"benchmarks": "datasets"}.get(field, field)
    assert compared({gold_field: annotated}, {field: found}).tally(what) == tally


def test_precision_recall_and_f1_are_over_all_papers() -> None:
    papers = [
        {"title": "One", "models": [model("A"), model("B")]},
        {"title": "Two", "models": [model("C"), model("D")]},
    ]
    records = [{"title": "One", "models": [model("A")]}, {"title": "Two", "models": [model("C"), model("X")]}]
    (row,) = [row for row in evaluate(papers, records).rows() if row.what == "models"]
    assert row == ("models", 4, 3, 0.6667, 0.5, 0.5714, None)


def test_properties_are_shares_of_the_matched() -> None:
    annotated = {"models": [model("A", "used", "method"), model("B", "mentioned"), model("C")]}
    found = {"models": [model("A", "used", "model"), model("B", "used"), model("D")]}
    evaluation = compared(annotated, found)
    assert evaluation.agreement("models.kind") == 0.5
    assert evaluation.agreement("models.role") == 0.5
    assert evaluation.agreement("language_counts.subject") is None


def test_a_title_cut_in_the_wrong_place_costs_only_the_title() -> None:
    paper = {"title": "On Welsh", "abstract": "We use mBERT.", "models": [model("mBERT")]}
    record = {"title": "On", "abstract": "Welsh We use mBERT.", "models": [model("mBERT")]}
    rows = {row.what: row for row in evaluate([paper], [record]).rows()}
    assert (rows["papers"].found, rows["papers.title"].found, rows["papers.perfect"].found) == (1, 0, 1)


def test_a_paper_without_a_record_misses_its_facts() -> None:
    evaluation = evaluate([{"title": "On Welsh", "models": [model("A")]}], [{"title": "On Breton"}])
    assert evaluation.tally("models") == Tally(missed=1)
    assert not evaluation.papers[0].is_read


def test_without_records_the_papers_are_extracted() -> None:
    paper = {
        "title": "A study",
        "abstract": "We evaluate mBERT on the XNLI benchmark.",
        "datasets": [benchmark("XNLI")],
    }
    assert paperfacts.evaluate([paper]).tally("benchmarks") == Tally(right=1)


def test_a_record_may_be_a_value() -> None:
    record = paperfacts.extract("A study", "We evaluate mBERT on the XNLI benchmark.")
    assert evaluate([record], [record]).papers[0].is_perfect


@pytest.mark.parametrize(
    ("what", "annotated", "found", "classes"),
    [
        ("models", {"models": [model("A")]}, {}, ["missed"]),
        ("models", {}, {"models": [model("A")]}, ["extra"]),
        ("models", {"models": [model("A")]}, {"benchmarks": [benchmark("A")]}, ["benchmark-for-model"]),
        ("models", {"datasets": [benchmark("A")]}, {"models": [model("A")]}, ["model-for-benchmark"]),
        ("benchmarks", {"datasets": [benchmark("A")]}, {"models": [model("A")]}, ["model-for-benchmark"]),
        ("benchmarks", {"models": [model("A")]}, {"benchmarks": [benchmark("A")]}, ["benchmark-for-model"]),
        ("models", {"models": [model("A")]}, {"models": [model("A", "introduced", "method")]}, ["kind", "role"]),
        ("scores", {"scores": [score(9)]}, {"scores": [score("9", "gain")]}, ["kind", "kind"]),
        ("scores", {"scores": [score(9, model="A")]}, {"scores": [score("9", metric="F1")]}, ["metric", "model"]),
        ("languages", {"languages": [{"code": "cy"}]}, {"languages": [{"code": "br"}]}, ["missed", "extra"]),
    ],
)
def test_errors_have_a_class(what: str, annotated: Json, found: Json, classes: list[str]) -> None:
    assert [error.error for error in compared(annotated, found).errors(what)] == classes


names = st.lists(st.sampled_from(["BERT", "bert", "XNLI", "XNLI dataset", "Llama-2", "Llama-3"]), max_size=6)


@given(names, names)
def test_every_name_is_counted_once(annotated: list[str], found: list[str]) -> None:
    matched = match_names([Named(name=name) for name in annotated], [Named(name=name) for name in found])
    assert len(matched.pairs) + len(matched.missed) == len(annotated)
    assert len(matched.pairs) + len(matched.extra) + matched.splits == len(found)


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_numbers_match_one_to_one(annotated: list[int], found: list[int]) -> None:
    matched = match_by(lambda number: number, annotated, found)
    assert sorted([one for one, _ in matched.pairs] + list(matched.missed)) == sorted(annotated)
    assert sorted([one for _, one in matched.pairs] + list(matched.extra)) == sorted(found)
    assert not set(matched.missed) & set(matched.extra)


def run(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["paperfacts", "evaluate", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def write(path: Path, entries: Iterable[Json]) -> Path:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), "utf-8")
    return path


def test_the_command_prints_every_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = write(tmp_path / "gold.jsonl", [{"title": "One", "datasets": [benchmark("A"), benchmark("B")]}])
    records = write(tmp_path / "records.jsonl", [{"title": "One", "benchmarks": [benchmark("A")]}])
    assert run(monkeypatch, gold, records, "--format", "json") == 0
    rows = {row["what"]: row for row in json.loads(capsys.readouterr().out)}
    assert {*MEASURES, *AGREEMENTS} < set(rows)
    assert (rows["benchmarks"]["precision"], rows["benchmarks"]["recall"]) == (1, 0.5)
    assert run(monkeypatch, gold, records, "--show", "benchmarks", "--format", "csv") == 0
    assert capsys.readouterr().out.splitlines() == ["paper,title,error,annotated,found", ",One,missed,B,"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"title": ', "not JSON"),
        ("[1]", "dictionary"),
        ("{}", "title"),
        ('{"title": "A", "scores": [{}]}', "scores.0"),
    ],
)
def test_a_line_that_is_no_annotation_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    (tmp_path / "gold.jsonl").write_text(f'{{"title": "fine"}}\n\n{line}\n')
    assert run(monkeypatch, tmp_path / "gold.jsonl") == 1
    told = capsys.readouterr().err
    assert "line 3" in told
    assert said in told
    assert told.count("\n") == 1


@pytest.mark.skipif(not SCORER, reason="PAPERFACTS_SCORER names no script to compare with")
@pytest.mark.parametrize("name", ["seeds-dev", "ood-dev", "train"])
def test_the_figures_are_those_of_the_scorer(tmp_path: Path, name: str) -> None:
    gold = ROOT / "tools" / "annotations" / f"{name}.jsonl"
    papers = [facts for facts in read_facts(gold) if facts.abstract]
    records = [paperfacts.extract(facts.title, facts.abstract) for facts in papers]
    written = write(tmp_path / "records.jsonl", [record.model_dump(mode="json") for record in records])
    command = [sys.executable, SCORER, str(gold), str(written), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=300).stdout)
    ours = {row.what: row for row in evaluate(read_facts(gold), read_facts(written)).rows()}
    for what in MEASURES:
        row, other = ours[what], theirs[what]
        assert (row.precision, row.recall, row.f1) == (other["p"], other["r"], other["f1"]), what
        assert (row.gold, row.found) == (other["gold"], other["found"]), what
    for what in AGREEMENTS.keys() & theirs.keys():
        assert ours[what].share == theirs[what], what
    for what in ("models.split", "benchmarks.split"):
        assert ours[what].found == theirs[what], what
    shares = [ours[what].found for what in ("papers", "papers.title", "papers.perfect")]
    assert shares == [theirs[what] for what in ("read", "titles", "perfect")]


def test_facts_are_read_in_order(tmp_path: Path) -> None:
    papers = [{"title": "One"}, {"title": "Two"}]
    assert [*read_facts(write(tmp_path / "gold.jsonl", papers))] == [Facts(title="One"), Facts(title="Two")]
