"""Samples of real input, and reading of bytes as if they came from standard input."""

import io
from pathlib import Path

from paperfacts.extractor.readers import read
from paperfacts.schema import Paper, Unread

DATA = Path(__file__).parent / "data"


def read_bytes(content: bytes) -> tuple[list[Paper], list[Unread]]:
    found = list(read(["-"], stdin=io.BytesIO(content)))
    return [f for f in found if isinstance(f, Paper)], [f for f in found if isinstance(f, Unread)]
