"""XML of the ACL Anthology: one collection a file, with volumes and their papers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from paperfacts.extractor.readers.dates import iso_date, month_number
from paperfacts.extractor.readers.identifiers import anthology_id, known_id
from paperfacts.extractor.readers.making import Read, has_words, make_paper, make_source, no_abstract
from paperfacts.extractor.readers.streams import LONGEST_LINE, Stream
from paperfacts.schema import Unread

DESCRIPTION = "ACL Anthology XML"
FORMAT = "acl-xml"
_XML = re.compile(rb"\s*<(?:\?xml|collection\b|volume\b|!DOCTYPE\s+(?!html)|!--)", re.IGNORECASE)
_WIDE = re.compile(rb"""<\?xml[^>]*encoding=["']utf-?(?:16|32)""", re.IGNORECASE)
_ROOTS = {"collection", "volume"}
_TEXTS = {"paper": {"title", "abstract", "doi"}, "meta": {"year", "month"}}
_AS_UTF8 = "save it as UTF-8 and declare that"
_BREAKS = {"br", "par", "p"}


class _RefusedError(Exception):
    """XML that is well-formed and yet not read."""


@dataclass(slots=True)
class _Handler:
    """What the parser has seen: where it stands, the paper that it is in, what is ready to be handed on."""

    file: str
    ready: list[Read] = field(default_factory=list)
    position: int = 0
    path: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    n_authors: int = 0
    line: int = 0
    pieces: list[str] | None = None
    size: int = 0

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if not self.path and name not in _ROOTS:
            raise _RefusedError(f"XML of another kind (its root is <{name[:40]}>)")
        above = self.path[-1] if self.path else ""
        self.path.append(name)
        if name in {"collection", "volume", "paper"} and self.pieces is None:
            self.ids[name] = attributes.get("id", "")
        if name == "volume":
            self.meta = {}
        elif name == "paper":
            self.texts, self.n_authors, self.line, self.size = {}, 0, line, 0
        elif name == "author" and above == "paper":
            self.n_authors += 1
        elif name in _TEXTS.get(above, ()):
            self.pieces = []
        elif self.pieces is not None and name == "tex-math":
            self.pieces.append("$")
        elif self.pieces is not None and name in _BREAKS:
            self.pieces.append(" ")

    def end(self, name: str) -> None:
        self.path.pop()
        above = self.path[-1] if self.path else ""
        if self.pieces is not None and name in _TEXTS.get(above, ()):
            into = self.meta if above == "meta" else self.texts
            into.setdefault(name, " ".join("".join(self.pieces).split()))
            self.pieces = None
        elif self.pieces is not None and name == "tex-math":
            self.pieces.append("$")
        elif name == "paper":
            self.ready.extend(self._paper())

    def text(self, data: str) -> None:
        if self.pieces is None:
            return
        self.size += len(data)
        if self.size <= LONGEST_LINE:
            self.pieces.append(data)

    def _paper(self) -> Iterator[Read]:
        title, abstract = self.texts.get("title", ""), self.texts.get("abstract", "")
        paper_id = self._id()
        place = f"line {self.line}" + (f" ({paper_id.removeprefix('acl:')})" if paper_id else "")
        if not has_words(title) or self.size > LONGEST_LINE:
            too_long = self.size > LONGEST_LINE
            problem, remedy = ("too long for a paper", "cut it down") if too_long else ("no title", "give it one")
            yield Unread(file=self.file, place=place, problem=problem, remedy=remedy)
            return
        self.position += 1
        yield make_paper(
            title,
            abstract,
            make_source(self.file, FORMAT, self.position),
            id=paper_id or known_id(self.texts.get("doi", "")),
            url=f"https://aclanthology.org/{paper_id.removeprefix('acl:')}" if paper_id else None,
            published=self._published(),
            n_authors=self.n_authors,
        )
        if not abstract:
            yield no_abstract(self.file, place)

    def _id(self) -> str | None:
        ids = [self.ids.get(name, "") for name in ("collection", "volume", "paper")]
        try:
            return known_id(anthology_id(*ids)) if all(ids) else None
        except ValueError:
            return None

    def _published(self) -> str | None:
        year, month = self.meta.get("year", ""), month_number(self.meta.get("month", ""))
        return iso_date(f"{year}-{month:02d}" if month else year)


def sniff(head: bytes) -> bool:
    """Whether this begins as XML does.

    >>> sniff(b'<?xml version="1.0"?><collection id="P18">'), sniff(b"<!DOCTYPE html>")
    (True, False)
    """
    return bool(_XML.match(head))


def read(stream: Stream) -> Iterator[Read]:
    """Papers of a stream, as far as the XML is well-formed; document types and their entities are refused."""
    handler = _Handler(stream.name)
    parser = expat.ParserCreate("utf-8" if _WIDE.match(stream.head) else None)
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: handler.start(name, attributes, parser.CurrentLineNumber)
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    fed = 0
    try:
        for block in stream.blocks():
            parser.Parse(block)
            fed += len(block)
            _refuse_endless_tag(fed - parser.CurrentByteIndex)
            yield from _taken(handler)
        parser.Parse(b"", True)  # noqa: FBT003  # expat takes it by position alone
    except expat.ExpatError as error:
        yield from _taken(handler)
        problem = f"XML broken from here ({expat.ErrorString(error.code)})"
        yield Unread(file=stream.name, place=f"line {error.lineno}", problem=problem, remedy="mend the file from there")
    except (LookupError, ValueError) as error:  # the parser raises them of the declared encoding
        yield Unread(file=stream.name, place="line 1", problem=f"XML in an unknown encoding ({error})", remedy=_AS_UTF8)
    except _RefusedError as refused:
        yield Unread(
            file=stream.name, problem=str(refused), remedy="give a <collection> of the ACL Anthology without it"
        )
    yield from _taken(handler)


def _taken(handler: _Handler) -> list[Read]:
    ready, handler.ready = handler.ready, []
    return ready


def _refuse_endless_tag(n_waiting: int) -> None:
    if n_waiting > LONGEST_LINE:
        raise _RefusedError("XML with a tag or a comment that is too long")


def _refuse_document_type(*_: object) -> None:
    raise _RefusedError("XML with a document type, whose entities are not expanded")
