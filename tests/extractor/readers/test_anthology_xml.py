import pytest
from reading import DATA, read_bytes

from paperfacts.extractor.readers import read
from paperfacts.schema import Paper

COLLECTION = '<collection id="{}"><volume id="1"><meta>{}</meta>{}</volume></collection>'
PAPER = '<paper id="1"><title>T</title><abstract>A.</abstract></paper>'


def collection(papers: str, meta: str = "<year>2018</year>", collection_id: str = "P18") -> bytes:
    return COLLECTION.format(collection_id, meta, papers).encode()


def test_a_real_volume_is_read() -> None:
    papers = [found for found in read([DATA / "2022.semeval.xml"]) if isinstance(found, Paper)]
    assert [(p.id, p.n_authors, p.published) for p in papers] == [
        ("acl:2022.semeval-1.1", 4, "2022-07"),
        ("acl:2022.semeval-1.3", 7, "2022-07"),
        ("acl:2022.semeval-1.96", 3, "2022-07"),
    ]
    assert papers[0].title == "Semeval-2022 Task 1: CODWOE – Comparing Dictionaries and Word Embeddings"
    assert papers[0].url == "https://aclanthology.org/2022.semeval-1.1"
    assert papers[1].abstract.endswith("We release our code at: https://github.com/blcuicall/SemEval2022-Task1-DM.")
    assert "in terms of $F_{1}$ scores" in papers[2].abstract


@pytest.mark.parametrize(
    ("marked_up", "plain"),
    [
        ("<fixed-case>BERT</fixed-case>s of <i>a <b>b</b></i>", "BERTs of a b"),
        ("15<tex-math>^{th}</tex-math> rank", "15$^{th}$ rank"),
        ("A\n      title &amp; more", "A title & more"),
        ("Above<br/>below", "Above below"),
    ],
)
def test_mark_up_within_a_text_is_resolved(marked_up: str, plain: str) -> None:
    xml = collection(f'<paper id="1"><title>{marked_up}</title><abstract>{marked_up}</abstract></paper>')
    assert [(paper.title, paper.abstract) for paper in read_bytes(xml)[0]] == [(plain, plain)]


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ("<year>2018</year><month>July</month>", "2018-07"),
        ("<month>June-July</month><year>2018</year>", "2018-06"),
        ("<year>2018</year>", "2018"),
        ("<year>n.d.</year>", None),
        ("", None),
    ],
)
def test_the_date_is_that_of_the_volume(meta: str, published: str | None) -> None:
    assert [paper.published for paper in read_bytes(collection(PAPER, meta))[0]] == [published]


def test_the_front_matter_is_no_paper() -> None:
    papers, unread = read_bytes(collection("<frontmatter><title>Front</title><author/></frontmatter>" + PAPER))
    assert [(paper.title, paper.n_authors) for paper in papers] == [("T", 0)]
    assert unread == []


def test_a_paper_without_an_abstract_is_read_with_a_note_and_one_without_a_title_is_told() -> None:
    papers, unread = read_bytes(collection('<paper id="1"><title>T</title></paper>\n<paper id="2"/>' + PAPER))
    assert [paper.title for paper in papers] == ["T", "T"]
    assert [(fault.place, fault.problem, fault.severity) for fault in unread] == [
        ("line 1 (P18-1001)", "no abstract", "note"),
        ("line 2 (P18-1002)", "no title", "error"),
    ]


@pytest.mark.parametrize("paper_id", ["", "x", "-1"])
def test_a_paper_whose_place_makes_no_id_is_known_by_its_text(paper_id: str) -> None:
    papers, _ = read_bytes(collection(PAPER.replace('"1"', f'"{paper_id}"')))
    assert papers[0].id.startswith("text:")
    assert papers[0].url is None


def test_of_broken_xml_the_papers_before_the_break_are_read() -> None:
    papers, unread = read_bytes(collection(PAPER + "\n" + PAPER + "\n<paper>").partition(b"</volume>")[0])
    assert len(papers) == 2
    assert [(fault.place, "XML broken from here" in fault.problem) for fault in unread] == [("line 3", True)]


def test_an_abstract_of_50_mb_is_told_and_the_rest_is_read() -> None:
    papers, unread = read_bytes(collection(PAPER + PAPER.replace("A.", "word " * 10_000_000) + PAPER))
    assert len(papers) == 2
    assert [fault.problem for fault in unread] == ["too long for a paper"]


@pytest.mark.parametrize("opening", ['<collection id="', "<!--", "<?xml "])
def test_a_tag_without_an_end_is_told_soon(opening: str) -> None:
    papers, unread = read_bytes(opening.encode() + b"a" * 50_000_000)
    assert papers == []
    assert [fault.problem for fault in unread] == ["XML with a tag or a comment that is too long"]


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("document_type", [LAUGHS, EXTERNAL, '<!DOCTYPE l SYSTEM "http://example.org/l.dtd">'])
def test_entities_are_refused_in_one_line(document_type: str) -> None:
    papers, unread = read_bytes(
        b'<?xml version="1.0"?>' + document_type.encode() + collection(PAPER.replace("A.", "&a;"))
    )
    assert papers == []
    assert [fault.problem for fault in unread] == ["XML with a document type, whose entities are not expanded"]


@pytest.mark.parametrize("encoding", ["UTF-9", "Shift_JIS", "hex", "rot13", "idna"])
def test_an_encoding_that_the_parser_does_not_know_is_told(encoding: str) -> None:
    papers, unread = read_bytes(f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + collection(PAPER))
    assert papers == []
    assert len(unread) == 1


def test_xml_of_another_kind_is_told() -> None:
    papers, unread = read_bytes(b'<?xml version="1.0"?><svg><title>T</title></svg>')
    assert papers == []
    assert [fault.problem for fault in unread] == ["XML of another kind (its root is <svg>)"]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1"])
def test_the_declared_encoding_is_kept_to(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + collection(PAPER.replace("T<", "Naïve<")).decode()
    assert [paper.title for paper in read_bytes(text.encode(encoding))[0]] == ["Naïve"]
