"""The command, as it is run: what it prints, what it tells on stderr, with which status it ends."""

import csv
import io
import json
import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from paperfacts.cli import app, main

PAPER = {"title": "On XNLI", "abstract": "We evaluate mBERT on XNLI and reach 71.2% accuracy in 15 languages."}
HEAVY = ("pydantic", "rich", "regex", "kglite", "pyoxigraph", "rdflib", "networkx", "neo4j", "langcodes")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    file = tmp_path / "papers.jsonl"
    file.write_text(json.dumps(PAPER) + "\n")
    return file


class Run:
    """Runs of the command in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *words: str | Path, stdin: str = "") -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["paperfacts", *map(str, words)])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as end:
            main()
        printed = self._capsys.readouterr()
        return int(end.value.code or 0), printed.out, printed.err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(monkeypatch, capsys)


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "paperfacts", *map(str, words)]


COMMANDS = sorted(each.callback.__name__ for each in app.registered_commands if each.callback)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command_has_an_example(run: Run, name: str) -> None:
    status, out, _ = run(name, "--help")
    assert status == 0
    assert f"paperfacts {name}" in out.split("Example:")[1]


@pytest.mark.parametrize("words", [["-c", "import paperfacts"], ["-m", "paperfacts", "--help"]])
def test_starting_imports_nothing_heavy(words: list[str]) -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", *words], capture_output=True, text=True, check=True
    ).stderr
    imported = {line.rpartition("|")[2].strip().split(".")[0] for line in told.splitlines()}
    assert imported & set(HEAVY) == set()


def test_build_says_what_it_read_and_a_second_build_that_nothing_changed(
    run: Run, papers: Path, tmp_path: Path
) -> None:
    assert run("build", papers, "--into", tmp_path / "kg") == (
        0, "read 1 papers: 1 new, 0 changed, 0 unchanged; 0 failed\n", ""
    )  # fmt: skip
    assert run("build", papers, "--into", tmp_path / "kg") == (
        0, "read 1 papers: 0 new, 0 changed, 1 unchanged; 0 failed\n", ""
    )  # fmt: skip


def test_what_cannot_be_read_is_told_in_a_line_and_the_rest_goes_on(run: Run, papers: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    status, out, err = run("build", tmp_path / "gone.txt", tmp_path / "empty.txt", papers, "--into", tmp_path / "kg")
    assert status == 1
    assert "1 new" in out
    assert "gone.txt" in err
    assert all(line.startswith(("error: ", "note: ")) for line in err.splitlines())


def test_extract_writes_a_record_a_line(run: Run, papers: Path, tmp_path: Path) -> None:
    assert run("extract", papers, "-o", tmp_path / "records.jsonl") == (0, "", "")
    (line,) = (tmp_path / "records.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["title"] == "On XNLI"


def test_extract_gives_one_record_for_a_paper_in_two_files(run: Run, papers: Path, tmp_path: Path) -> None:
    (tmp_path / "again.jsonl").write_text(papers.read_text())
    assert run("extract", papers, tmp_path / "again.jsonl", "-o", tmp_path / "records.jsonl")[0] == 0
    (line,) = (tmp_path / "records.jsonl").read_text("utf-8").splitlines()
    assert [Path(source["file"]).name for source in json.loads(line)["sources"]] == ["again.jsonl", "papers.jsonl"]


def test_two_papers_that_claim_one_id_are_told(run: Run, tmp_path: Path) -> None:
    other = {"title": "Protein folding", "abstract": "Quite different words stand here."}
    lines = [json.dumps({"id": "arxiv:2401.00001"} | paper) + "\n" for paper in (PAPER, other)]
    (tmp_path / "papers.jsonl").write_text("".join(lines))
    for name, option in (("extract", "-o"), ("build", "--into")):
        status, _, err = run(name, tmp_path / "papers.jsonl", option, tmp_path / name)
        assert status == 1
        assert "'On XNLI'" in err
        assert "'Protein folding'" in err


def test_ask_alone_lists_the_questions(run: Run) -> None:
    status, out, _ = run("ask", "--format", "csv")
    assert status == 0
    assert "evaluates-on" in [row["question"] for row in csv.DictReader(io.StringIO(out))]


def test_cypher_and_sparql_say_the_same(run: Run, sample_folder: Path) -> None:
    cypher = "MATCH (:Paper)-[:EVALUATES_ON]->(b:Benchmark) RETURN DISTINCT b.name AS name ORDER BY name"
    sparql = "SELECT DISTINCT ?name WHERE { ?p pf:evaluatesOn/skos:prefLabel ?name } ORDER BY ?name"
    rows = json.loads(run("cypher", sample_folder, cypher, "--format", "json")[1])
    assert rows == json.loads(run("sparql", sample_folder, "-", "--format", "json", stdin=sparql)[1])
    assert len(rows) > 10


def test_a_parameter_is_no_part_of_the_query(run: Run, sample_folder: Path) -> None:
    query = "MATCH (b:Benchmark {name: $name}) RETURN b.name AS name"
    assert run("cypher", sample_folder, query, "--param", "name=XNLI") == (0, "name\nXNLI\n", "")
    assert run("cypher", sample_folder, query, "--param", "name='}) RETURN 1 //") == (0, "name\n", "")


WRONG_CALLS = {
    "no such command": ["biuld"],
    "no such option": ["build", "papers.jsonl", "--to", "kg"],
    "no KG": ["build", "papers.jsonl"],
    "no such form": ["cypher", "{kg}", "RETURN 1", "--format", "xml"],
    "no pair": ["cypher", "{kg}", "RETURN $n", "--param", "n"],
    "a query that does not parse": ["cypher", "{kg}", "MATCH (n RETURN n"],
    "a SPARQL query that does not parse": ["sparql", "{kg}", "SELECT ?x WHERE { ?x "],
    "a query that writes": ["cypher", "{kg}", "CREATE (:Paper)"],
    "a query that reads a file": ["cypher", "{kg}", "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row"],
    "a query that goes out": ["sparql", "{kg}", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"],
    "no such question": ["ask", "{kg}", "evaluate-on", "XNLI"],
    "a question without its value": ["ask", "{kg}", "evaluates-on"],
    "a name that is not there": ["ask", "{kg}", "evaluates-on", "XNLJ"],
    "no such export": ["export", "{kg}", "--format", "html"],
}


@pytest.mark.parametrize("name", WRONG_CALLS)
def test_a_wrong_call_ends_with_status_2_and_says_why(run: Run, sample_folder: Path, name: str) -> None:
    status, out, err = run(*(word.format(kg=sample_folder) if word == "{kg}" else word for word in WRONG_CALLS[name]))
    assert (status, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_a_misspelled_name_gives_the_nearest(run: Run, sample_folder: Path) -> None:
    assert "XNLI" in run("ask", sample_folder, "evaluates-on", "XNLJ")[2]


@pytest.mark.parametrize("name", ["stats", "export"])
def test_a_folder_without_a_graph_is_told_and_not_made(run: Run, tmp_path: Path, name: str) -> None:
    status, _, err = run(name, tmp_path / "none")
    assert status == 1
    assert "paperfacts build" in err
    assert not (tmp_path / "none").exists()


def test_export_is_the_same_bytes_each_time(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    for form in ("turtle", "ntriples", "jsonl"):
        for name in ("one", "other"):
            assert run("export", sample_folder, "--format", form, "-o", tmp_path / name) == (0, "", "")
        assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes() != b""


def test_explain_takes_a_text_or_a_file(run: Run, papers: Path) -> None:
    assert "XNLI" in run("explain", PAPER["abstract"])[1]
    assert "XNLI" in run("explain", papers)[1]


def test_check_finds_no_fault_in_the_rules_of_the_package(run: Run) -> None:
    assert run("check")[0] == 0


def test_check_tells_all_faults_of_rules_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('record = "LanguageCount"\n[[rule]]\nid = "a"\n[[rule]]\nid = "b"\n')
    status, _, err = run("check", "--rules", tmp_path)
    assert status == 1
    assert "rule a" in err
    assert "rule b" in err


def test_schema_is_the_json_schema_of_a_record(run: Run) -> None:
    assert {"models", "scores", "languages"} <= set(json.loads(run("schema")[1])["properties"])


def test_a_reader_that_stops_early_is_no_fault(sample: Path) -> None:
    line = f"{shlex.join(command('extract', sample))} | head -n 1"
    ended = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert json.loads(ended.stdout)["title"]
    assert ended.stderr == ""


def test_a_full_disk_is_one_line(sample: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command("extract", sample), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "No space left on device" in ended.stderr


def test_after_an_interruption_the_same_command_goes_on(run: Run, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps(PAPER | {"title": f"On XNLI, part {n}"}) + "\n" for n in range(20_000)))
    kg = tmp_path / "kg"
    with subprocess.Popen(command("build", many, "--into", kg), stderr=subprocess.PIPE, text=True) as process:
        while not (kg / "papers.sqlite").exists():
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert err.count("\n") == 1
    few = tmp_path / "few.jsonl"
    few.write_text("".join(many.read_text().splitlines(keepends=True)[:5]))
    assert run("build", few, "--into", kg)[0] == 0
    assert run("stats", kg)[0] == 0


def test_a_terminal_shows_progress_with_rate_and_remaining_time(sample: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("build", sample, "--into", tmp_path / "kg"), stderr=theirs, env=os.environ | {"TERM": "xterm"}
    ) as process:
        os.close(theirs)
        shown = b""
        while piece := _read(ours):
            shown += piece
    os.close(ours)
    assert process.returncode == 0
    assert b"/s" in shown
    assert b"papers" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
