"""From files, folders, globs and standard input to papers, and to what could not be read and where.

One module a format; each recognises its format by the content and reads it from a stream.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol

from paperfacts.extractor.readers import (
    anthology_xml,
    daily_lines,
    daily_pages,
    json_document,
    json_lines,
    plain_text,
)
from paperfacts.extractor.readers.inputs import Input, find, unopened
from paperfacts.extractor.readers.streams import HEAD, Stream
from paperfacts.schema import Paper, Unread

__all__ = ["READERS", "Reader", "Stream", "read"]


class Reader(Protocol):
    """A format: what it is called in messages, how it is recognised, how it is read. A module will do."""

    @property
    def DESCRIPTION(self) -> str:  # noqa: N802
        """What a person calls the format."""

    def sniff(self, head: bytes, /) -> bool:
        """Whether content that begins so is of this format."""

    def read(self, stream: Stream, /) -> Iterator[Paper | Unread]:
        """Papers of a stream and, beside them, what of it could not be read."""


READERS: tuple[Reader, ...] = (anthology_xml, json_lines, json_document, daily_lines, daily_pages, plain_text)


def read(
    inputs: Iterable[str | Path], *, stdin: BinaryIO | None = None, readers: tuple[Reader, ...] = READERS
) -> Iterator[Paper | Unread]:
    r"""Read papers from files, folders, globs and `-` (standard input), each of them also packed with gzip.

    The first reader that recognises the content reads it. Nothing is raised for bad input: it is told as `Unread`.

    >>> import io
    >>> for found in read(["-"], stdin=io.BytesIO(b'{"title": "A title", "abstract": "A text."}\n{"title"')):
    ...     print(found.title if isinstance(found, Paper) else found)
    A title
    <stdin>, line 2: not JSON (unexpected end of data): mend the line or cut it out
    """
    for found in find(inputs, stdin):
        if isinstance(found, Input):
            yield from _read_one(found, readers)
        else:
            yield found


def _read_one(found: Input, readers: tuple[Reader, ...]) -> Iterator[Paper | Unread]:
    try:
        file = found.open()
    except OSError as error:
        yield unopened(found.name, error)
        return
    try:
        yield from _read_stream(Stream(found.name, file), readers)
    finally:
        if found.name != "<stdin>":
            file.close()


def _read_stream(stream: Stream, readers: tuple[Reader, ...]) -> Iterator[Paper | Unread]:
    told = False
    for found in chain(_recognise_and_read(stream, readers), stream.faults()):
        told = True
        yield found
    if not told:
        problem = "no paper in it" if stream.head.strip() else "the file is empty"
        yield Unread(file=stream.name, problem=problem, remedy="see that it is the file you meant")


def _recognise_and_read(stream: Stream, readers: tuple[Reader, ...]) -> Iterator[Paper | Unread]:
    reader = _reader_of(stream, readers)
    while reader is None and _is_one_endless_line(stream):
        yield stream.cut_line()
        reader = _reader_of(stream, readers)
    if reader:
        yield from reader.read(stream)
    elif stream.head.strip():
        problem = "a binary file" if stream.is_binary else "the format is not recognised"
        known = ", ".join(reader.DESCRIPTION for reader in readers)
        yield Unread(file=stream.name, problem=problem, remedy=f"give one of: {known}")


def _reader_of(stream: Stream, readers: tuple[Reader, ...]) -> Reader | None:
    return next((reader for reader in readers if not stream.is_binary and reader.sniff(stream.head)), None)


def _is_one_endless_line(stream: Stream) -> bool:
    return len(stream.head) >= HEAD and not stream.is_binary and b"\n" not in stream.head
