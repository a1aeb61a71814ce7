import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading import DATA, read_bytes

from paperfacts.extractor.readers import READERS, Reader, Stream, read
from paperfacts.schema import Paper, Unread

JSONL = b'{"title": "One", "abstract": "We parse."}\n{"title": "Two", "abstract": "We tag."}\n'
PAGE = b"Daily Papers\nA title\nWe parse Welsh and it works very well for us."
LINES = "3 A Parser of Welsh We parse Welsh and it works. 2 authors · Oct 9, 2024".encode()
VOLUME = b'<collection id="P18"><volume id="1">%s</volume></collection>'
XML = VOLUME % b'<paper id="1"><title>T</title><abstract>A</abstract></paper>'
TEXT = b"A Parser of Welsh\n\nWe parse Welsh.\nIt works."


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (JSONL, "jsonl"),
        (b'[{"title": "One"}]', "json"),
        (b'{\n  "papers": [{"title": "One"}]\n}', "json"),
        (b'{"count": 1, "papers": [{"title": "One"}]}', "jsonl"),
        (PAGE, "hf-papers"),
        (LINES, "hf-papers"),
        (XML, "acl-xml"),
        (TEXT, "text"),
    ],
)
def test_format_is_told_by_content_whatever_the_name(content: bytes, format_: str, tmp_path: Path) -> None:
    for name in ("a.json", "a.xml", "a.gz", "a"):
        (tmp_path / name).write_bytes(content)
        papers = [found for found in read([tmp_path / name]) if isinstance(found, Paper)]
        assert papers[0].sources[0].format == format_


@pytest.mark.parametrize("content", [JSONL, PAGE, LINES, XML, TEXT])
def test_packed_input_gives_the_same_papers(content: bytes) -> None:
    assert read_bytes(gzip.compress(content)) == read_bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        b"title,abstract\nA,B\n",
        b"<!DOCTYPE html><html></html>",
        b"# Readme\n\nThis is a project. It works.",
        b"import os\n\nos.x()\n",
    ],
)
def test_what_is_not_recognised_is_told_once_with_the_formats_that_are(content: bytes) -> None:
    papers, unread = read_bytes(content)
    assert papers == []
    assert len(unread) == 1
    assert "not recognised" in unread[0].problem
    assert all(reader.DESCRIPTION in unread[0].remedy for reader in READERS)


@pytest.mark.parametrize("content", [b"\0\1\2" * 99, b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n"])
def test_a_binary_file_is_told(content: bytes) -> None:
    assert [fault.problem for fault in read_bytes(content)[1]] == ["a binary file"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "empty"), (b" \n\n", "empty"), (b"[]", "no paper"), (b"Daily Papers\nAug 1\n", "no paper")],
)
def test_a_file_without_a_paper_is_told(content: bytes, problem: str) -> None:
    papers, unread = read_bytes(content)
    assert papers == []
    assert [problem in fault.problem for fault in unread] == [True]


class PipedTitles:
    """A reader of a user's own: titles between bars."""

    DESCRIPTION = "titles between bars"

    def sniff(self, head: bytes) -> bool:
        return head.startswith(b"|")

    def read(self, stream: Stream) -> Iterator[Paper | Unread]:
        for _, raw in stream.lines():
            yield Paper.of((raw or b"").decode().strip("|"))


def test_readers_of_ones_own_are_values_that_are_passed_in() -> None:
    mine: Reader = PipedTitles()
    found = list(read(["-"], stdin=io.BytesIO(b"|One|\n|Two|\n"), readers=(mine, *READERS)))
    assert [paper.title for paper in found if isinstance(paper, Paper)] == ["One", "Two"]


def test_papers_of_the_three_page_layouts_meet_in_their_ids() -> None:
    papers = [p for p in read([DATA / "alternating.txt"]) if isinstance(p, Paper)]
    run_on = "\n".join(f"- {p.title} {p.abstract} 3 authors · Oct 9, 2024" for p in papers)
    spaced = "\n\n".join(["Daily Papers", *(f"{p.title}\n\n{p.abstract}" for p in papers)])
    for layout in (run_on, spaced):
        again = [p for p in read(["-"], stdin=io.BytesIO(layout.encode())) if isinstance(p, Paper)]
        assert [p.id for p in again] == [p.id for p in papers]
        assert [p.sources[0].format for p in again] == ["hf-papers"] * len(papers)


def test_every_paper_that_is_read_holds_to_the_schema() -> None:
    papers = [found for found in read([DATA]) if isinstance(found, Paper)]
    assert len(papers) > 100
    assert [Paper.model_validate(paper.model_dump()) for paper in papers] == papers
