"""Every script in examples/ runs offline and shows what it promises."""

import subprocess
import sys
from pathlib import Path

import pytest

PROMISES = {
    "build_and_ask.py": ["0 changed", "0 new", "evaluates-on xnli", "XNLI"],
    "embedded_cypher.py": ["papers evaluate on", "abstract[", "read-only"],
    "sparql_and_turtle.py": ["triples", "same as the store's: True"],
    "networkx_coevaluation.py": ["relationships", "evaluated on beside another", ": with "],
    "own_rules_and_names.py": ["('Reading Room',", "(9, 'counts/n-tongue-resource')"],
}


def test_every_example_is_tested(examples: Path) -> None:
    assert {script.name for script in examples.glob("*.py")} == set(PROMISES)


@pytest.mark.parametrize("script", sorted(PROMISES))
def test_an_example_shows_what_it_promises(examples: Path, script: str, tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, examples / script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert [promise for promise in PROMISES[script] if promise not in run.stdout] == []
    assert len((examples / script).read_text("utf-8").splitlines()) < 60
