"""The tables of ordinary words and known names, made from unannotated abstracts."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from paperfacts.extractor.known_names import KnownNames

ROOT = Path(__file__).parents[2]
FILES = ("ordinary_words.txt", "known_names.tsv")
ABSTRACTS = [
    "However, we evaluate the XNLI benchmark with a model.",
    "However, we compare the model with KoBERT models and the XNLI dataset.",
    "However, we show the model on glue and XNLI.",
    "However, we train on Glue, the KoBERT encoder is a model, and Glue is a corpus.",
]
PAPERS = [(f"Title {number}", ABSTRACTS[number % len(ABSTRACTS)]) for number in range(24)]


def make_tables(folder: Path, papers: list[tuple[str, str]], *options: str) -> tuple[str, str]:
    folder.mkdir()
    abstracts = folder / "abstracts.jsonl.gz"
    lines = (json.dumps({"title": title, "abstract": abstract}) + "\n" for title, abstract in papers)
    abstracts.write_bytes(gzip.compress("".join(lines).encode()))
    command: list[str | Path] = [sys.executable, ROOT / "tools" / "corpus.py", "--out", folder, *options, abstracts]
    subprocess.run(command, check=True, timeout=120)
    words, names = ((folder / file).read_text("utf-8") for file in FILES)
    return words, names


def known(names: str) -> KnownNames:
    return KnownNames.parse([line for line in names.splitlines() if not line.startswith("# ")])


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    return make_tables(tmp_path_factory.mktemp("corpus") / "made", PAPERS)


def test_words_that_are_mostly_lower_case_are_ordinary(tables: tuple[str, str]) -> None:
    words = tables[0].split()
    assert {"we", "model", "the"} <= set(words)
    assert {"xnli", "kobert"}.isdisjoint(words)
    assert words == sorted(set(words))


def test_a_name_is_counted_once_a_paper_with_what_it_is_spoken_of_as(tables: tuple[str, str]) -> None:
    counts = known(tables[1]).counts
    assert counts["xnli"] == (18, 12, 0, 0)
    assert counts["kobert"] == (12, 0, 12, 0)


def test_a_name_written_in_lower_case_too_is_told(tables: tuple[str, str]) -> None:
    assert known(tables[1]).counts["glue"].lower == 6


def test_the_table_says_of_how_many_abstracts_it_is(tables: tuple[str, str]) -> None:
    assert tables[1].split("\n")[0].endswith("of 24 abstracts")


def test_the_order_of_papers_does_not_matter(tables: tuple[str, str], tmp_path: Path) -> None:
    assert make_tables(tmp_path / "turned", PAPERS[::-1]) == tables


def test_annotated_papers_are_left_out(tmp_path: Path) -> None:
    annotated = tmp_path / "annotations"
    annotated.mkdir()
    lines = (json.dumps({"title": title.upper()}) + "\n" for title, abstract in PAPERS if "KoBERT" in abstract)
    (annotated / "train.jsonl").write_text("".join(lines), "utf-8")
    _, names = make_tables(tmp_path / "made", PAPERS, "--leave-out", str(annotated))
    assert "kobert" not in known(names).counts
    assert known(names).counts["xnli"].papers == 12


def test_rare_names_are_left_out(tmp_path: Path) -> None:
    _, names = make_tables(tmp_path / "made", PAPERS, "--least-papers", "18")
    assert "kobert" not in known(names).counts
    assert known(names).counts["xnli"].papers == 18
