"""Reading bytes as if they came from standard input."""

import io
from collections.abc import Callable

from paperfacts.extractor.readers import read
from paperfacts.schema import Paper, Unread

Reading = Callable[[bytes], tuple[list[Paper], list[Unread]]]


def read_bytes(content: bytes) -> tuple[list[Paper], list[Unread]]:
    found = list(read(["-"], stdin=io.BytesIO(content)))
    return [f for f in found if isinstance(f, Paper)], [f for f in found if isinstance(f, Unread)]
