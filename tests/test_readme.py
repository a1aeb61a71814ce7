"""What README.md and docs/ show is what happens."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md"))]


def test_generated_pages_and_shown_output_are_current() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "pages.py", "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, f"run `make docs`:\n{run.stdout}{run.stderr}"


def test_python_in_the_readme_runs(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample_folder.parent)
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert results.attempted > 3
    assert results.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_command_is_named_in_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    from paperfacts.cli import app

    text = "".join(page.read_text("utf-8") for page in PAGES)
    commands = [command.callback.__name__ for command in app.registered_commands if command.callback]
    assert [command for command in commands if f"paperfacts {command}" not in text] == []
