from pathlib import Path

import pytest
from reading import Reading, read_bytes


@pytest.fixture(scope="session")
def reading() -> Reading:
    return read_bytes


@pytest.fixture(scope="session")
def data() -> Path:
    """Samples of real input."""
    return Path(__file__).parent / "data"
