"""JSON Lines: a paper a line, also paperfacts' own records."""

from collections.abc import Iterator

import orjson

from paperfacts.extractor.readers.fields import LISTED, paper_of, papers_among
from paperfacts.extractor.readers.making import Read
from paperfacts.extractor.readers.streams import HEAD, Line, Stream, decode, not_utf8, too_long
from paperfacts.schema import Paper, Unread

DESCRIPTION = "JSON Lines"
FORMAT = "jsonl"


def sniff(head: bytes) -> bool:
    r"""Whether lines are objects: the first is closed or has no end in sight, or another begins as it does.

    >>> sniff(b'{"title": "T"}\n'), sniff(b'{\n  "title": "T"\n}')
    (True, False)
    """
    if not head.startswith(b"{"):
        return False
    first, _, rest = head.partition(b"\n")
    endless = len(first) >= HEAD and not LISTED.search(first)
    return endless or first.rstrip().endswith(b"}") or b'\n{"' in b"\n" + rest


def read(stream: Stream) -> Iterator[Read]:
    """Papers of a stream, and the lines that make none."""
    position = 0
    for line in stream.lines():
        for found in _of_line(line, stream.name, position + 1):
            position += isinstance(found, Paper)
            yield found


def _of_line(line: Line, file: str, position: int) -> Iterator[Read]:
    raw, place = line.raw, f"line {line.number}"
    if raw is None:
        yield too_long(file, line.number)
        return
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        if not raw.strip():
            return
        text, good = decode(raw)
        if not good:
            yield not_utf8(file, place)
            yield from _of_line(Line(line.number, text.encode("utf-8", "replace")), file, position)
            return
        yield Unread(file=file, place=place, problem=f"not JSON ({error.msg})", remedy="mend the line or cut it out")
        return
    for n, paper in enumerate(papers_among(value)):
        yield from paper_of(paper, file, FORMAT, position + n, place)
