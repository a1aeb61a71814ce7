"""One JSON document: an array of papers, an object that is a paper, or an object with a list of papers in it."""

import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from paperfacts.extractor.readers.fields import paper_of, papers_among
from paperfacts.extractor.readers.making import Read
from paperfacts.extractor.readers.streams import Stream, decode, not_utf8
from paperfacts.schema import Paper, Unread

DESCRIPTION = "JSON"
FORMAT = "json"
LARGEST = 1 << 28
_ARRAY = re.compile(rb"\s*\[\s*(?:[{\[\]\"]|$)")
_OBJECT = re.compile(rb"\s*\{\s*(?:[\"}]|$)")
_BEGIN = re.compile(r"\[\s*(?=\{)")
_BETWEEN = re.compile(r"[\s,]*")


def sniff(head: bytes) -> bool:
    """Whether this begins as an array or an object does; JSON Lines are looked for before.

    >>> sniff(b'[{"title": "T"}]'), sniff(b"[Draft] A title")
    (True, False)
    """
    return bool(_ARRAY.match(head) or _OBJECT.match(head))


def read(stream: Stream) -> Iterator[Read]:
    """Papers of a stream; of a document that breaks off, those before the break."""
    whole = _whole(stream)
    if whole is None:
        problem = f"a JSON document of more than {LARGEST >> 20} MB"
        yield Unread(file=stream.name, problem=problem, remedy="write it as JSON Lines, a paper a line")
        return
    text, good = decode(whole)
    try:
        values, broken = papers_among(orjson.loads(text)), None
    except orjson.JSONDecodeError as error:
        values, broken = list(_before_the_break(text)), error
    position = 0
    for n, value in enumerate(values, 1):
        for found in paper_of(value, stream.name, FORMAT, position + 1, f"paper {n}"):
            position += isinstance(found, Paper)
            yield found
    if not good:
        yield not_utf8(stream.name, _place_of_bad_bytes(whole))
    if broken:
        problem = f"not JSON from here ({broken.msg})"
        yield Unread(
            file=stream.name, place=f"line {broken.lineno}", problem=problem, remedy="mend the file from there"
        )


def _whole(stream: Stream) -> bytes | None:
    parts, size = [], 0
    for block in stream.blocks():
        size += len(block)
        if size > LARGEST:
            return None
        parts.append(block)
    return b"".join(parts)


def _place_of_bad_bytes(whole: bytes) -> str | None:
    try:
        whole.decode()
    except UnicodeDecodeError as error:
        lines_before = whole.count(b"\n", 0, error.start)
        return f"line {lines_before + 1}"
    return None


def _before_the_break(text: str) -> Iterator[Any]:
    begin = _BEGIN.search(text)
    at, decoder = (begin.end() if begin else len(text)), json.JSONDecoder()
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # matches the empty text
