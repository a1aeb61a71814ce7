"""A daily-papers page with one line a paper: `votes Title Abstract N authors · Mon D, YYYY comments`.

`-` stands for no votes; an organisation's name may stand in place of the authors; date and comments may be missing.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from paperfacts.extractor.readers.dates import english_date
from paperfacts.extractor.readers.making import Read, has_words, make_paper, make_source, no_abstract
from paperfacts.extractor.readers.page_text import is_page_text, unglued
from paperfacts.extractor.readers.streams import Stream, decode, not_utf8, too_long
from paperfacts.extractor.readers.title_end import split_title
from paperfacts.schema import Paper, Unread

DESCRIPTION = "a daily-papers page (one line a paper)"
FORMAT = "hf-papers"
_VOTES = re.compile(r"(?P<votes>[-–—]|\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d)?k?)\s+(?=\S)")
_DATED = re.compile(r"\s[·•]\s+(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)(?:\s+\d{1,5})?$")
_AUTHORS = re.compile(r"\s(?P<n>\d{1,5}) authors?(?:\s+[·•])?(?:\s+\d{1,5})?$")
_SENTENCE_END = re.compile(r"""(?:[.!?…]["'”’)\]]*|https?://\S+)\s+(?=\S)""")
_LONGEST_ORGANISATION = 80
_SHORTEST_ABSTRACT = 150


class Entry(NamedTuple):
    """A line without its ends: title and abstract run together, and what stood around them."""

    text: str
    upvotes: int | None
    n_authors: int | None
    published: str | None


def sniff(head: bytes) -> bool:
    """Whether a line ends with authors or an organisation, and a date.

    >>> sniff("3 A title An abstract. 4 authors · Oct 9, 2024".encode()), sniff(b"A title")
    (True, False)
    """
    lines = head.decode("utf-8", "replace").split("\n")
    return any(
        _DATED.search(line.rstrip()) or (_VOTES.match(line) and _AUTHORS.search(line.rstrip())) for line in lines
    )


def entry_of(line: str) -> Entry:
    """Take votes, authors, date and comments off a line.

    >>> entry_of("- A title An abstract. Some Lab · Oct 9, 2024 2")
    Entry(text='A title An abstract.', upvotes=None, n_authors=None, published='2024-10-09')
    """
    text, published = line.strip(), None
    dated = _DATED.search(text)
    if dated:
        published = english_date(dated["date"])
        text = text[: dated.start()].rstrip()
    authors = _AUTHORS.search(text)
    if authors:
        text = text[: authors.start()].rstrip()
    elif dated:
        text = text[: _organisation_start(text)].rstrip()
    votes = _VOTES.match(text)
    upvotes = _number(votes["votes"]) if votes else None
    return Entry(text[votes.end() if votes else 0 :], upvotes, int(authors["n"]) if authors else None, published)


def _organisation_start(text: str) -> int:
    """Where the organisation's name begins: after the last sentence or address, else at the last word."""
    near = max(0, len(text) - _LONGEST_ORGANISATION)
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() >= near]
    return ends[-1] if ends else text.rfind(" ") + 1


def _number(votes: str) -> int | None:
    digits = votes.replace(",", "")
    if digits.endswith("k"):
        return round(float(digits[:-1]) * 1000)
    return int(float(digits)) if digits[0].isdigit() else None


def read(stream: Stream) -> Iterator[Read]:
    """Papers of a stream, a line each; lines of the page's own are left out."""
    position = 0
    for number, raw in stream.lines():
        if raw is None:
            yield too_long(stream.name, number)
            continue
        line, good = decode(raw)
        if not good:
            yield not_utf8(stream.name, f"line {number}")
        if not line.strip() or is_page_text(line):
            continue
        for found in _of_line(line, stream.name, number, position + 1):
            position += isinstance(found, Paper)
            yield found


def _of_line(line: str, file: str, number: int, position: int) -> Iterator[Read]:
    place = f"line {number}"
    entry = entry_of(unglued(line.strip()))
    text = entry.text.strip()
    has_tail = entry.published is not None or entry.n_authors is not None
    is_short = len(text) < _SHORTEST_ABSTRACT
    if not has_words(text) or (is_short and not has_tail):
        remedy = "write votes, title, abstract, authors and date on one line, or cut the line out"
        yield Unread(file=file, place=place, problem="neither a paper nor text of the page", remedy=remedy)
        return
    title, abstract, sure = (text, "", 0.5) if is_short and text[-1] not in ".!" else split_title(text)
    yield make_paper(
        title,
        abstract,
        make_source(file, FORMAT, position, sure),
        published=entry.published,
        upvotes=entry.upvotes,
        n_authors=entry.n_authors,
    )
    if not abstract:
        yield no_abstract(file, place)
