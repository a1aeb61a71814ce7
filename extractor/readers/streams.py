r"""One input as a stream of UTF-8 lines, whatever it was packed, encoded and ended with, and never more of it in memory
than a block or a line.

Blocks of bytes run through a chain of generators: unpacked (gzip), as UTF-8 (from UTF-16, UTF-32), with `\n` line ends.
"""

import codecs
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from paperfacts.schema import Unread

BLOCK = 1 << 16
HEAD = 1 << 18
LONGEST_LINE = 1 << 22
_GZIP = b"\x1f\x8b"
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
)
_WIDE = (  # UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_UTF8 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


class Line(NamedTuple):
    """A line without its end, and its number from 1; `raw` is None where the line is longer than any paper."""

    number: int
    raw: bytes | None


class Stream:
    """The content of one input, to be read once: either by `lines` or by `blocks`.

    `head` is the beginning, to recognise the format by. What stops the reading early is told by `faults`, at the end.
    """

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.name = name
        self._problem: tuple[str, str] | None = None
        self._lines_cut = 0
        self._blocks = self._chain(file)
        self.head = self._fill(b"")

    def _chain(self, file: BinaryIO) -> Iterator[bytes]:
        return _with_newlines(self._as_utf8(self._unpacked(self._read(file))))

    def _fill(self, head: bytes) -> bytes:
        parts, length = [head], len(head)
        while length < HEAD and (block := next(self._blocks, b"")):
            parts.append(block)
            length += len(block)
        return b"".join(parts)

    @property
    def is_binary(self) -> bool:
        """Whether this is no text in any encoding that we know."""
        return b"\0" in self.head or self.head.startswith(_BINARY_STARTS)

    def blocks(self) -> Iterator[bytes]:
        """Give the content from its beginning, in blocks of bytes."""
        return (block for block in chain((self.head,), self._blocks) if block)

    def lines(self) -> Iterator[Line]:
        """Give the content from its beginning, in lines."""
        number, rest, skipping = self._lines_cut, b"", False
        for block in self.blocks():
            *whole, rest = (rest + block).split(b"\n")
            for raw in whole:
                number += 1
                yield Line(number, None if skipping or len(raw) > LONGEST_LINE else raw.removesuffix(b"\r"))
                skipping = False
            if skipping or len(rest) > LONGEST_LINE:
                skipping, rest = True, b""
        if rest or skipping:
            yield Line(number + 1, None if skipping else rest.removesuffix(b"\r"))

    def cut_line(self) -> Unread:
        """Cut the first line away, which is longer than the head, so that the next ones can be recognised."""
        self._lines_cut += 1
        rest = b""
        for block in self._blocks:
            _, end, rest = block.partition(b"\n")
            if end:
                break
        self.head = self._fill(rest)
        return too_long(self.name, self._lines_cut)

    def faults(self) -> Iterator[Unread]:
        """Say what stopped the reading before the end, if something did."""
        if self._problem:
            problem, remedy = self._problem
            yield Unread(file=self.name, problem=problem, remedy=remedy)

    def _read(self, file: BinaryIO) -> Iterator[bytes]:
        try:
            while block := file.read(BLOCK):
                yield block
        except OSError as error:
            self._problem = (
                f"reading stopped ({error.strerror or error})",
                "mend the disk or the connection, then read again",
            )

    def _unpacked(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        first = next(blocks, b"")
        if not first.startswith(_GZIP):
            yield first
            yield from blocks
            return
        unpacker = zlib.decompressobj(wbits=31)
        try:
            for packed in chain((first,), blocks):
                data = packed
                while data or unpacker.unconsumed_tail:
                    if unpacker.eof:
                        unpacker = zlib.decompressobj(wbits=31)
                    yield unpacker.decompress(data, BLOCK)
                    data = unpacker.unused_data.lstrip(b"\0") if unpacker.eof else unpacker.unconsumed_tail
        except zlib.error as error:
            self._problem = (
                f"the .gz is damaged ({error})",
                "fetch or pack it again; what came before the damage was read",
            )
            return
        if not unpacker.eof:
            self._problem = "the .gz ends in the middle", "fetch or pack it again; what came before the cut was read"

    def _as_utf8(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        first = next((block for block in blocks if block), b"")
        encoding = next((name for mark, name in _WIDE if first.startswith(mark)), None)
        if encoding is None:
            yield first.removeprefix(codecs.BOM_UTF8)
            yield from blocks
            return
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        for block in chain((first,), blocks):
            yield decoder.decode(block).encode("utf-8", "replace")
        if last := decoder.decode(b"", final=True):
            self._problem = f"{encoding.upper()} text ends in the middle of a character", "fetch or save it again"
            yield last.encode()


def _with_newlines(blocks: Iterator[bytes]) -> Iterator[bytes]:
    first = next((block for block in blocks if block), b"")
    old_mac = b"\r" in first and b"\n" not in first
    for block in chain((first,), blocks):
        yield block.replace(b"\r", b"\n") if old_mac else block


def too_long(name: str, number: int) -> Unread:
    """Say that a line is longer than any paper."""
    return Unread(
        file=name, place=f"line {number}", problem="the line is too long for a paper", remedy="cut it into lines"
    )


def decode(raw: bytes) -> tuple[str, bool]:
    r"""Text of a line, and whether it was good UTF-8; bytes that are not are taken for Windows-1252.

    >>> decode(b"na\xefve \xe2\x80\x93 ok")
    ('naïve – ok', False)
    """
    try:
        return raw.decode(), True
    except UnicodeDecodeError:
        return raw.decode("utf-8", "surrogateescape").translate(_NOT_UTF8), False


def not_utf8(name: str, place: str | None) -> Unread:
    """Say that a text is not UTF-8."""
    return Unread(
        file=name,
        place=place,
        problem="bytes that are not UTF-8, taken for Windows-1252",
        remedy="save the file as UTF-8",
    )
