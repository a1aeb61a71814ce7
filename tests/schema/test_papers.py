"""Papers as they were read: ids, dates, sources, and the folded text that ids rest on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from paperfacts.schema import Paper, Source, Unread, fold, text_id

texts = st.text(st.characters(codec="utf-8"), max_size=30)


@pytest.mark.parametrize(
    "id_", ["arxiv:2401.15896", "acl:2022.semeval-1.1", "doi:10.1000/182", "text:09892fa2c53accf5"]
)
def test_an_id_says_where_it_is_from(id_: str) -> None:
    assert Paper(id=id_, title="A title").id == id_


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "2401.15896"),
        ("id", "arxiv:"),
        ("id", "arxiv:24 01"),
        ("id", "isbn:1"),
        ("published", "29 Jan 2024"),
        ("published", "2024-1-29"),
        ("published", ""),
        ("upvotes", "many"),
        ("year", 2024),
    ],
)
def test_a_field_that_makes_no_sense_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        Paper.model_validate({"id": "acl:1", "title": "A title"} | {field: value})


@pytest.mark.parametrize("published", ["2024", "2024-01", "2024-01-29"])
def test_a_date_may_lack_day_and_month(published: str) -> None:
    assert Paper.of("A title", published=published).published == published


@pytest.mark.parametrize(("title", "abstract"), [("", ""), (" ", "\n")])
def test_a_paper_without_a_text_is_refused(title: str, abstract: str) -> None:
    with pytest.raises(ValidationError, match="needs a title or an abstract"):
        Paper.of(title, abstract)


def test_sources_out_of_order_are_refused() -> None:
    later, earlier = (Source(file="a", format="plain", position=position) for position in (2, 1))
    assert Paper.of("A title", sources=(earlier, later)).sources == (earlier, later)
    with pytest.raises(ValidationError, match="order of file and position"):
        Paper.of("A title", sources=(later, earlier))


@pytest.mark.parametrize("field", [{"position": 0}, {"format": "No Format"}, {"title_confidence": 1.5}])
def test_a_source_that_makes_no_sense_is_refused(field: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=next(iter(field))):
        Source.model_validate({"file": "a", "format": "plain", "position": 1} | field)


def test_a_paper_does_not_change() -> None:
    paper = Paper.of("A title")
    with pytest.raises(ValidationError, match="frozen"):
        setattr(paper, "title", "Another")  # noqa: B010  mypy would not let it pass


@given(texts, texts)
def test_the_id_of_a_text_is_the_same_wherever_its_title_ends(title: str, abstract: str) -> None:
    whole = title + abstract
    assert {text_id(whole[:cut], whole[cut:]) for cut in range(len(whole) + 1)} == {text_id(title, abstract)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("A TITLE", "a title"), ("A title.", "A title"), ("XLM‐R", "XLM-R"), ("ﬁne", "fine"), ("A  title\n", "A title")],
)
def test_a_text_typed_in_another_way_has_the_same_id(one: str, other: str) -> None:
    assert text_id(one, "") == text_id(other, "")


@pytest.mark.parametrize(("one", "other"), [("GPT 3", "GPT 4"), ("Café", "Cafe"), ("A title", "A tittle")])
def test_another_text_has_another_id(one: str, other: str) -> None:
    assert text_id(one, "") != text_id(other, "")


@given(texts)
def test_folded_text_is_letters_and_digits_alone(text: str) -> None:
    assert fold(text) == "" or fold(text).isalnum()


@given(st.text(max_size=20).filter(str.isascii))
def test_ascii_folds_as_any_other_text(text: str) -> None:
    assert fold(text) + "é" == fold(f"{text}é")


@pytest.mark.parametrize(
    ("place", "shown"), [("line 3", "a.jsonl, line 3: not JSON: mend it"), (None, "a.jsonl: not JSON: mend it")]
)
def test_what_was_not_read_is_told_with_place_and_mend(place: str | None, shown: str) -> None:
    assert str(Unread(file="a.jsonl", place=place, problem="not JSON", remedy="mend it")) == shown
