import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from paperfacts.extractor.readers import read
from paperfacts.extractor.readers.inputs import find
from paperfacts.schema import Paper, Unread

PAPER = '{"title": "One", "abstract": "We parse."}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.jsonl", "a.jsonl", "deep/er/c.jsonl", ".hidden.jsonl", ".git/d.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAPER, "utf-8")
    return tmp_path


def files(*inputs: str | Path) -> list[str]:
    return [found.sources[0].file for found in read(inputs) if isinstance(found, Paper)]


def faults(*inputs: str | Path) -> list[str]:
    return [str(found) for found in read(inputs) if isinstance(found, Unread)]


def test_a_folder_is_walked_in_order_without_hidden_names(folder: Path) -> None:
    names = [f"{folder}/{name}" for name in ("a.jsonl", "b.jsonl", "deep/er/c.jsonl")]
    assert files(folder) == files(f"{folder}/") == names


def test_names_stay_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert files("b.jsonl", "./a.jsonl") == ["b.jsonl", "./a.jsonl"]
    assert files("deep", ".") == ["deep/er/c.jsonl", "./a.jsonl", "./b.jsonl", "./deep/er/c.jsonl"]


def test_a_glob_stands_for_its_files_in_order(folder: Path) -> None:
    assert files(f"{folder}/*.jsonl") == [f"{folder}/a.jsonl", f"{folder}/b.jsonl"]
    assert files(f"{folder}/**/c*") == [f"{folder}/deep/er/c.jsonl"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "[1].jsonl").write_text(PAPER, "utf-8")
    assert files(tmp_path / "[1].jsonl") == [f"{tmp_path}/[1].jsonl"]


def test_a_dash_is_standard_input() -> None:
    found = list(read(["-"], stdin=io.BytesIO(PAPER.encode())))
    assert [paper.sources[0].file for paper in found if isinstance(paper, Paper)] == ["<stdin>"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("no.txt", "no such file"),
        ("no*.txt", "no file matches"),
        ("a\0b", "no such file"),
        ("a\0*", "no file matches"),
        ("", "no such file"),
    ],
)
def test_what_is_not_there_is_told_and_the_rest_is_read(name: str, problem: str, folder: Path) -> None:
    found = list(read([name, folder / "a.jsonl"]))
    assert isinstance(found[0], Unread)
    assert problem in found[0].problem
    assert isinstance(found[1], Paper)


def test_links_that_lead_in_a_circle_are_told_and_the_rest_is_read(folder: Path) -> None:
    (folder / "deep" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to("self")
    (folder / "gone").symlink_to("nowhere")
    assert len(files(folder)) == 3
    told = faults(folder)
    assert [fault.split(":")[0] for fault in told] == [f"{folder}/deep/up", f"{folder}/gone", f"{folder}/self"]
    assert "leads back" in told[0]


def test_a_pipe_in_a_folder_is_told_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert len(files(folder)) == 3
    assert "device, pipe or socket" in faults(folder)[0]


def test_a_name_that_is_not_utf8_can_be_written(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/na\xefve.jsonl"
    Path(os.fsdecode(raw)).write_text(PAPER, "utf-8")
    assert files(tmp_path)[0].encode().endswith("na\ufffdve.jsonl".encode())


READ_AS_NOBODY = """
import os, sys
from paperfacts.extractor.readers import read

os.chdir(sys.argv[1])  # before the right to come here is given up
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for found in read(["."]):
    print(found.sources[0].file if hasattr(found, "sources") else found)
"""


def test_files_and_folders_without_permission_are_told_and_the_rest_is_read(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / "b.jsonl").chmod(0)
    (folder / "deep" / "er").chmod(0)
    command = [sys.executable, "-c", READ_AS_NOBODY, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    (folder / "deep" / "er").chmod(0o755)
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        "./a.jsonl",
        "./b.jsonl: can't be opened (Permission denied): give yourself the right to read it",
        "./deep/er: can't be opened (Permission denied): give yourself the right to read it",
    ]


def test_nothing_is_opened_before_it_is_asked_for(folder: Path) -> None:
    found = find([folder / "a.jsonl", folder / "no"])
    assert getattr(next(found), "name", "") == f"{folder}/a.jsonl"
