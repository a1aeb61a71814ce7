"""A document: title and abstract as one plain text, and evidence in the offsets of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.document import Document
from paperfacts.schema import Evidence, Paper

PIECES = ["XNLI", "$", "\\%", "\\textbf{", "}", "^2", "ﬃ", "\u0301", "🙂", "語", "\0", "\n", "\u2028", ". ", "A"]
texts = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=6), max_size=10).map("".join)
papers = st.tuples(texts, texts).filter(lambda both: any(map(str.strip, both))).map(lambda both: Paper.of(*both))


def evidence_of(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    return document.evidence(start, start + len(words), "test/words", 0.5)


@pytest.mark.parametrize(
    ("title", "abstract", "words", "field", "quoted"),
    [
        ("XNLI: a corpus", "It is hard.", "XNLI", "title", "XNLI"),
        ("XNLI: a corpus", "It is hard.", "hard", "abstract", "hard"),
        ("XNLI: a corpus", "It is hard.", "It", "abstract", "It"),
        ("M$^2$BERT", "Fine.", "M2BERT", "title", "M$^2$BERT"),
        ("On numbers", "We reach $71.2\\%$ on it.", "71.2%", "abstract", "71.2\\%"),
        ("{Deep} learning", "{Deep} models", "models", "abstract", "models"),
        ("", "No title", "title", "abstract", "title"),
        ("No abstract", "", "abstract", "title", "abstract"),
    ],
)
def test_evidence_is_in_the_field_where_the_words_stand(
    title: str, abstract: str, words: str, field: str, quoted: str
) -> None:
    evidence = evidence_of(Document.of(Paper.of(title, abstract)), words)
    assert (evidence.field, evidence.text) == (field, quoted)
    assert {"title": title, "abstract": abstract}[field][evidence.start : evidence.end] == quoted


def test_the_title_is_a_sentence_of_its_own() -> None:
    document = Document.of(Paper.of("XNLI: a corpus", "It is hard. We test it."))
    assert [document.text[start:end] for start, end in document.sentences] == [
        "XNLI: a corpus",
        "It is hard.",
        "We test it.",
    ]
    assert [document.sentence_number(document.text.index(word)) for word in ("corpus", "It", "We")] == [0, 1, 2]
    assert document.sentence(document.text.index("test")) == document.sentences[2]
    assert [document.in_title(document.text.index(word)) for word in ("corpus", "It")] == [True, False]


@pytest.mark.parametrize("paper", [Paper.of("", "One."), Paper.of("One.")])
def test_a_missing_field_is_no_sentence(paper: Paper) -> None:
    document = Document.of(paper)
    assert [document.text[start:end] for start, end in document.sentences] == ["One."]


@given(papers, st.data())
def test_evidence_quotes_its_field_exactly(paper: Paper, data: st.DataObject) -> None:
    document = Document.of(paper)
    fields = [(0, document.title_end), (document.title_end + 1, len(document.text))]
    for first, last in fields:
        if first < last:
            start = data.draw(st.integers(first, last - 1))
            end = data.draw(st.integers(start + 1, last))
            evidence = document.evidence(start, end, "test/span", 1)
            field = paper.title if evidence.field == "title" else paper.abstract
            assert (evidence.field == "title") == (first == 0 and document.title_end > 0)
            assert field[evidence.start : evidence.end] == evidence.text
            assert 0 <= evidence.start < evidence.end <= len(field)


@given(papers)
def test_every_place_of_a_sentence_knows_its_sentence(paper: Paper) -> None:
    document = Document.of(paper)
    for number, (start, end) in enumerate(document.sentences):
        assert {document.sentence_number(place) for place in (start, end - 1)} == {number}
