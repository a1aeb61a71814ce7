"""What tests share: the sample that comes with the project, and a graph made of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import paperfacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperfacts import KnowledgeGraph


@pytest.fixture(scope="session")
def examples() -> Path:
    return Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="session")
def sample(examples: Path) -> Path:
    """A pattern: both files of the sample."""
    return examples / "daily-papers*.txt"


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    """A folder with the graph of the sample; tests only read it."""
    folder = tmp_path_factory.mktemp("sample") / "kg"
    with paperfacts.open(folder) as kg:
        kg.add(sample)
    return folder


@pytest.fixture(scope="session")
def sample_graph(sample_folder: Path) -> "Iterator[KnowledgeGraph]":
    with paperfacts.open(sample_folder, read_only=True) as kg:
        yield kg
