import pytest
from reading import read_bytes

ABSTRACT = "We parse Welsh.\nIt works."


@pytest.mark.parametrize(
    ("text", "title", "abstract"),
    [
        (f"A Parser of Welsh\n{ABSTRACT}", "A Parser of Welsh", ABSTRACT),
        (f"\n\nA Parser of Welsh\n\n{ABSTRACT}\n\nMore.\n", "A Parser of Welsh", f"{ABSTRACT}\n\nMore."),
        (f"A Parser\nof Welsh\n \n{ABSTRACT}", "A Parser of Welsh", ABSTRACT),
    ],
)
def test_the_first_line_or_paragraph_is_the_title(text: str, title: str, abstract: str) -> None:
    papers, unread = read_bytes(text.encode())
    assert [(paper.title, paper.abstract, paper.sources[0].format) for paper in papers] == [(title, abstract, "text")]
    assert unread == []


def test_a_text_in_one_long_line_is_cut_and_says_how_sure_the_cut_is() -> None:
    papers, _ = read_bytes(
        b"A Parser of Welsh We present a parser of Welsh and show that it works. " + b"It is fast. " * 30
    )
    assert papers[0].title == "A Parser of Welsh"
    assert papers[0].abstract.startswith("We present a parser")
    assert 0.5 < papers[0].sources[0].title_confidence < 1


def test_a_title_alone_is_read_with_a_note() -> None:
    papers, unread = read_bytes(b"A Parser of Welsh\n")
    assert [(paper.title, paper.abstract) for paper in papers] == [("A Parser of Welsh", "")]
    assert [(fault.problem, fault.severity) for fault in unread] == [("no abstract", "note")]


@pytest.mark.parametrize("text", ["word", "1 2 3 4\n5 6 7 8.\n", "A title\n" + "word " * 5_000, "- a\n- b\n- c\n"])
def test_what_does_not_read_as_a_paper_is_not_recognised(text: str) -> None:
    papers, unread = read_bytes(text.encode())
    assert papers == []
    assert "not recognised" in unread[0].problem
