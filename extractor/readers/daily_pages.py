"""A daily-papers page with the title on a line and the abstract on the next, blank lines between them or not."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from paperfacts.extractor.readers.making import Read, make_paper, make_source, no_abstract
from paperfacts.extractor.readers.page_text import is_page_text, page_date, unglued
from paperfacts.extractor.readers.streams import Stream, decode, not_utf8, too_long
from paperfacts.schema import Unread

DESCRIPTION = "a daily-papers page (title and abstract on lines of their own)"
FORMAT = "hf-papers"
_FIRST_LINES = 16
_LONGEST_TITLE = 300
_SENTENCES = re.compile(r"[.?!]\s+[A-Z]")


class TextLine(NamedTuple):
    """A line of a paper, the date of the page above it, and its number."""

    text: str
    number: int
    published: str | None


def is_prose(text: str) -> bool:
    """Whether a line reads as an abstract, not as a title.

    >>> is_prose("A title"), is_prose("We show that one sentence is enough for this.")
    (False, True)
    """
    if len(text) >= _LONGEST_TITLE:
        return True
    return len(text.split()) >= 8 and (text.endswith(".") or bool(_SENTENCES.search(text)))


def sniff(head: bytes) -> bool:
    r"""Whether the page's own text stands at the top, or titles and abstracts take turns.

    >>> sniff(b"Get trending papers in your email inbox!\nA title\nAn abstract."), sniff(b"A title\nAn abstract.")
    (True, False)
    """
    lines = [line.strip() for line in head.decode("utf-8", "replace").split("\n") if line.strip()][:_FIRST_LINES]
    if any(is_page_text(line) and len(line.split()) > 1 for line in lines):
        return True
    return len(lines) >= 4 and [is_prose(line) for line in lines[:4]] == [False, True, False, True]


def read(stream: Stream) -> Iterator[Read]:
    """Papers of a stream; a title that no abstract follows is read alone, an abstract without a title is not."""
    position, faults = 0, list[Unread]()
    for title, abstract in _pairs(_lines(stream, faults)):
        yield from faults
        faults.clear()
        if title is None:
            remedy = "put the title on the line before"
            yield Unread(file=stream.name, place=_place(abstract), problem="an abstract without a title", remedy=remedy)
            continue
        position += 1
        source = make_source(stream.name, FORMAT, position)
        yield make_paper(title.text, abstract.text if abstract else "", source, published=title.published)
        if abstract is None:
            yield no_abstract(stream.name, _place(title))
    yield from faults


def _place(line: TextLine | None) -> str | None:
    return f"line {line.number}" if line else None


def _lines(stream: Stream, faults: list[Unread]) -> Iterator[TextLine]:
    published = None
    for number, raw in stream.lines():
        if raw is None:
            faults.append(too_long(stream.name, number))
            continue
        text, good = decode(raw)
        if not good:
            faults.append(not_utf8(stream.name, f"line {number}"))
        if is_page_text(text):
            published = page_date(text) or published
        elif text.strip():
            yield TextLine(unglued(text.strip()), number, published)


def _pairs(lines: Iterable[TextLine]) -> Iterator[tuple[TextLine | None, TextLine | None]]:
    title: TextLine | None = None
    for line, following in pairwise(chain(lines, (None,))):
        if line is None:
            return
        prose = is_prose(line.text)
        if title:
            yield title, line if prose else None
            title = None if prose else line
        elif prose and not (len(line.text) < _LONGEST_TITLE and following and is_prose(following.text)):
            yield None, line
        else:
            title = line
    if title:
        yield title, None
