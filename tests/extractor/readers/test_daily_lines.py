import pytest
from reading import DATA, read_bytes

from paperfacts.extractor.readers import read
from paperfacts.extractor.readers.daily_lines import entry_of
from paperfacts.schema import Paper

BODY = "A Parser of Welsh We parse Welsh and it works."


@pytest.mark.parametrize(
    ("line", "upvotes", "n_authors", "published"),
    [
        (f"3 {BODY} 4 authors · Oct 9, 2024", 3, 4, "2024-10-09"),
        (f"3 {BODY} 1 author · Oct 9, 2024", 3, 1, "2024-10-09"),
        (f"- {BODY} 4 authors · Oct 9, 2024", None, 4, "2024-10-09"),
        (f"1,203 {BODY} 4 authors · Oct 9, 2024 12", 1203, 4, "2024-10-09"),
        (f"1.2k {BODY} 4 authors · Oct 9, 2024", 1200, 4, "2024-10-09"),
        (f"0 {BODY} TartuNLP · Oct 24, 2024", 0, None, "2024-10-24"),
        (f"5 {BODY} Allen Institute for AI · Oct 24, 2024 3", 5, None, "2024-10-24"),
        (f"5 {BODY} 4 authors", 5, 4, None),
        (f"5 {BODY} 4 authors · Oct 24", 5, 4, None),
        (f"5 {BODY}", 5, None, None),
        (f"{BODY} 4 authors · Oct 9, 2024", None, 4, "2024-10-09"),
    ],
)
def test_what_stands_around_title_and_abstract_is_taken_off(
    line: str, upvotes: int | None, n_authors: int | None, published: str | None
) -> None:
    assert entry_of(line) == (BODY, upvotes, n_authors, published)


@pytest.mark.parametrize(
    ("abstract", "organisation"),
    [
        ("See https://example.org/a", "Tartu NLP"),
        ("We parse (and tag).", "NVIDIA"),
        ("It is a parser of Welsh", "NVIDIA"),
        ('It says "yes."', "Max Planck Institute for Informatics"),
    ],
)
def test_an_organisation_begins_after_the_last_sentence_or_address(abstract: str, organisation: str) -> None:
    assert entry_of(f"3 A title {abstract} {organisation} · Oct 9, 2024").text == f"A title {abstract}"


def test_numbers_at_the_edges_of_the_text_are_kept() -> None:
    assert entry_of("7 2.5 Years in Class We ask 12 authors. 3 authors · Oct 9, 2024").text == (
        "2.5 Years in Class We ask 12 authors."
    )


def test_real_lines_are_read() -> None:
    papers = [found for found in read([DATA / "one-line.txt"]) if isinstance(found, Paper)]
    assert [(p.upvotes, p.n_authors, p.published) for p in papers] == [
        (3, 4, "2024-10-09"),
        (None, 13, "2023-12-20"),
        (40, 1, "2024-07-04"),
        (3, None, "2024-10-24"),
        (None, 3, "2025-02-21"),
    ]
    assert papers[1].title == "MonoCoder: Domain-Specific Code Language Model for HPC Codes and Tasks"
    assert papers[1].abstract.startswith("With easier access to powerful compute resources")
    assert papers[3].abstract.endswith("benefit from advancements in NLP.")
    assert [p.sources[0].position for p in papers] == [1, 2, 3, 4, 5]
    assert all(0 < p.sources[0].title_confidence <= 1 for p in papers)


def test_text_of_the_page_is_no_paper_and_other_short_lines_are_told() -> None:
    page = (
        f"Daily Papers\nbyAK and the research community\nAug 1\n\n3 {BODY} 4 authors · Oct 9, 2024\nvoid line\nNext\n"
    )
    papers, unread = read_bytes(page.encode())
    assert [paper.title for paper in papers] == ["A Parser of Welsh"]
    assert [(fault.place, fault.problem) for fault in unread] == [("line 6", "neither a paper nor text of the page")]


def test_a_title_without_an_abstract_is_read_with_a_note() -> None:
    papers, unread = read_bytes("4 A Parser of Welsh 3 authors · Oct 9, 2024".encode())
    assert [(paper.title, paper.abstract) for paper in papers] == [("A Parser of Welsh", "")]
    assert [(fault.place, fault.problem, fault.severity) for fault in unread] == [("line 1", "no abstract", "note")]
