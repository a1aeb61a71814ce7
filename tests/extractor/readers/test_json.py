import json
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read_bytes

from paperfacts.extractor.readers import read
from paperfacts.schema import Paper, Record

GOOD = b'{"title": "Good", "abstract": "Fine."}'


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"abstract": None, "summary": "S."}, {"abstract": "S."}),
        ({"abstract": "", "summary": "S."}, {"abstract": "S."}),
        ({"arxiv_id": "2401.15896v2"}, {"id": "arxiv:2401.15896"}),
        ({"id": "cs.CL/0301012"}, {"id": "arxiv:cs/0301012"}),
        ({"id": "17", "doi": "https://doi.org/10.1162/COLI_a_00123"}, {"id": "doi:10.1162/coli_a_00123"}),
        (
            {"url": "https://aclanthology.org/P18-1001/"},
            {"id": "acl:P18-1001", "url": "https://aclanthology.org/P18-1001/"},
        ),
        ({"year": 2024}, {"published": "2024"}),
        ({"year": "2024", "published": "2024-05-01T00:00:00Z"}, {"published": "2024-05-01"}),
        ({"votes": 7}, {"upvotes": 7}),
        ({"upvotes": 0}, {"upvotes": 0}),
        ({"authors": ["A", "B"]}, {"n_authors": 2}),
        ({"n_authors": 5}, {"n_authors": 5}),
        ({"title": " A\n  title "}, {"title": "A title"}),
        ({"publishedAt": "2024-05-01T00:00:00.000Z"}, {"published": "2024-05-01"}),
        (
            {"paper": {"id": "2401.15896", "title": "T", "summary": "S.", "upvotes": 3}},
            {"id": "arxiv:2401.15896", "upvotes": 3},
        ),
    ],
)
def test_usual_field_names_are_understood(fields: dict[str, object], expected: dict[str, object]) -> None:
    papers, unread = read_bytes(orjson.dumps({"title": " T ", "abstract": "A."} | fields))
    assert unread == []
    assert {name: getattr(papers[0], name) for name in expected} == expected


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"title": "Half", "abst', "not JSON"),
        (b'{"title": 3, "abstract": "A."}', "the title is a number, not text"),
        (b'{"title": "T", "abstract": ["A."]}', "the abstract is a list, not text"),
        (b'{"title": " ", "abstract": "A."}', "no title"),
        (b'{"title": "...", "abstract": "A."}', "no title"),
        (b'{"title": [], "abstract": "A."}', "the title is a list, not text"),
        (b'{"abstract": "A."}', "no title"),
        (b'["T", "A."]', "text, not an object"),
        (b"null", "null, not an object"),
        (b'{"title": "\\ud800", "abstract": "A."}', "not JSON"),
    ],
)
def test_a_line_that_makes_no_paper_is_told_with_its_number_and_the_rest_is_read(line: bytes, problem: str) -> None:
    papers, unread = read_bytes(b"\n".join([GOOD, line, b"", GOOD]))
    assert [paper.title for paper in papers] == ["Good", "Good"]
    assert {(fault.place, fault.severity) for fault in unread} == {("line 2", "error")}
    assert problem in unread[0].problem


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"abstract": None}, "no abstract"),
        ({"abstract": "A.", "year": "soon"}, "year is not understood: 'soon'"),
        ({"abstract": "A.", "upvotes": "many"}, "upvotes is not understood: 'many'"),
        ({"abstract": "A.", "url": 4}, "url is not understood: '4'"),
    ],
)
def test_a_paper_that_lacks_something_is_read_with_a_note(fields: dict[str, object], problem: str) -> None:
    papers, unread = read_bytes(GOOD + b"\n" + orjson.dumps({"title": "T"} | fields))
    assert [paper.title for paper in papers] == ["Good", "T"]
    assert [(fault.place, fault.problem, fault.severity) for fault in unread] == [("line 2", problem, "note")]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("key", ["papers", "results", "data", "records"])
def test_a_list_under_a_common_key_is_read(key: str, indent: int | None) -> None:
    papers, _ = read_bytes(
        json.dumps({"count": 2, key: [json.loads(GOOD), {"title": "B", "abstract": "b"}]}, indent=indent).encode()
    )
    assert [(paper.title, paper.sources[0].position) for paper in papers] == [("Good", 1), ("B", 2)]


def test_an_array_in_one_line_longer_than_the_head_is_read() -> None:
    for document in (b"[%s]", b'{"papers": [%s]}'):
        assert len(read_bytes(document % b",".join([GOOD] * 20_000))[0]) == 20_000


def test_of_a_document_that_breaks_off_the_papers_before_the_break_are_read() -> None:
    papers, unread = read_bytes(b"[\n" + GOOD + b",\n" + GOOD + b',\n{"title": "Ha')
    assert [paper.title for paper in papers] == ["Good", "Good"]
    assert [(fault.place, fault.problem[:18]) for fault in unread] == [("line 4", "not JSON from here")]


@pytest.mark.parametrize("opening", [b"[", b'[{"a":', b'{"a":'])
def test_deep_nesting_is_told(opening: bytes) -> None:
    papers, unread = read_bytes(opening * 50_000)
    assert papers == []
    assert len(unread) == 1


def test_bytes_of_another_encoding_in_a_document_are_told() -> None:
    papers, unread = read_bytes('[\n{"title": "Naïve", "abstract": "A."}]'.encode("latin-1"))
    assert [paper.title for paper in papers] == ["Naïve"]
    assert [fault.place for fault in unread] == ["line 2"]


def test_own_records_come_back_as_their_papers(tmp_path: Path) -> None:
    welsh = {"field": "title", "start": 3, "end": 8, "text": "Welsh", "rule": "languages/name", "confidence": 1}
    languages = [{"name": "Welsh", "code": "cy", "mentions": [welsh]}]
    record = Record.of("On Welsh", "A.", languages=languages, upvotes=3, published="2024-01", n_authors=2)
    (tmp_path / "records.jsonl").write_text(record.model_dump_json() + "\n", "utf-8")
    papers = [found for found in read([tmp_path / "records.jsonl"]) if isinstance(found, Paper)]
    assert [paper.model_copy(update={"sources": ()}) for paper in papers] == [record.paper]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(
    ["title", "abstract", "summary", "id", "doi", "url", "year", "published", "votes", "authors", "papers"]
)


@given(rows=st.lists(st.dictionaries(names, json_values, max_size=6), min_size=1, max_size=4))
def test_any_values_in_the_known_fields_make_papers_of_the_schema_or_are_told(rows: list[dict[str, object]]) -> None:
    for content in ("\n".join(map(json.dumps, rows)), json.dumps(rows)):
        papers, unread = read_bytes(content.encode())
        assert papers or unread
        for paper in papers:
            assert Paper.model_validate(paper.model_dump()) == paper
