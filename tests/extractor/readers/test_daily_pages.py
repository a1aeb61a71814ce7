from itertools import pairwise
from pathlib import Path

import pytest
from reading import DATA, read_bytes

from paperfacts.extractor.readers import read
from paperfacts.schema import Paper, Unread

HEADER = "Get trending papers in your email inbox!\n"
WELSH, BRETON = "We parse Welsh and it works very well for us.", "We parse Breton and it does not work as well."


def titles_of(path: Path) -> list[str]:
    found = list(read([path]))
    assert not [fault for fault in found if isinstance(fault, Unread)]
    return [paper.title for paper in found if isinstance(paper, Paper)]


def test_alternating_lines_are_read_and_the_glued_word_is_taken_off() -> None:
    lines = (DATA / "alternating.txt").read_text("utf-8").splitlines()
    assert lines[2].startswith("Subscribe")
    assert titles_of(DATA / "alternating.txt") == [lines[2].removeprefix("Subscribe"), *lines[4::2]]


def test_blank_lines_and_a_page_header_make_no_difference() -> None:
    lines = [line for line in (DATA / "blank-lines.txt").read_text("utf-8").splitlines() if line]
    assert titles_of(DATA / "blank-lines.txt") == lines[lines.index("Aug 1") + 1 :: 2]


def test_pages_need_no_header() -> None:
    lines = (DATA / "alternating.txt").read_text("utf-8").splitlines()[4:]
    papers, unread = read_bytes("\n".join(lines).encode())
    assert [(paper.title, paper.abstract) for paper in papers] == list(pairwise(lines))[::2]
    assert unread == []


@pytest.mark.parametrize(("header", "published"), [("Aug 1", None), ("Aug 1, 2025", "2025-08-01"), ("", None)])
def test_a_header_with_a_year_dates_the_papers_below(header: str, published: str | None) -> None:
    papers, _ = read_bytes(f"{HEADER}{header}\nA title\n{WELSH}\n".encode())
    assert [paper.published for paper in papers] == [published]


def test_a_title_without_an_abstract_does_not_shift_the_others() -> None:
    papers, unread = read_bytes(f"{HEADER}On Welsh\n{WELSH}\nAlone\nOn Breton\n{BRETON}\nLast\n".encode())
    found = [(paper.title, paper.abstract) for paper in papers]
    assert found == [("On Welsh", WELSH), ("Alone", ""), ("On Breton", BRETON), ("Last", "")]
    assert [(fault.place, fault.severity) for fault in unread] == [("line 4", "note"), ("line 7", "note")]


def test_an_abstract_without_a_title_is_told_and_does_not_shift_the_others() -> None:
    papers, unread = read_bytes(f"{HEADER}On Welsh\n{WELSH}\n{WELSH}\nOn Breton\n{BRETON}\n".encode())
    assert [(paper.title, paper.abstract) for paper in papers] == [("On Welsh", WELSH), ("On Breton", BRETON)]
    assert [str(fault) for fault in unread] == [
        "<stdin>, line 4: an abstract without a title: put the title on the line before"
    ]


def test_a_title_may_be_a_sentence() -> None:
    title = "Language Models Know Some Welsh. Do They Know Breton Too?"
    papers, _ = read_bytes(f"{HEADER}{title}\n{WELSH}\n".encode())
    assert [paper.title for paper in papers] == [title]
