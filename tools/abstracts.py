"""Unannotated abstracts to count in: gzipped JSON Lines with `title` and `abstract`."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from paperfacts.schema import fold

_LOWER = re.compile(r"(?<!\w)[a-z]{2,}(?!\w)")


def read_titles(annotated: Iterable[Path]) -> frozenset[str]:
    """Folded titles of the annotated papers, which are left out of every count."""
    lines = (line for path in annotated for line in path.read_text("utf-8").split("\n"))
    return frozenset(fold(json.loads(line)["title"]) for line in lines if line.strip())


def read_papers(files: Iterable[Path], leave_out: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Title and abstract of each paper, in order of files and lines."""
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                paper = json.loads(line)
                if fold(paper["title"]) not in leave_out:
                    yield paper["title"], paper["abstract"]


def read_texts(corpus: Path, leave_out: frozenset[str]) -> Iterator[str]:
    """Title and abstract of each paper of the corpus, a line break between them, in order of files and lines."""
    return map("\n".join, read_papers(sorted(corpus.glob("*.jsonl.gz")), leave_out))


def lower_words(text: str) -> list[str]:
    """Words that are written in lower case."""
    return _LOWER.findall(text)
