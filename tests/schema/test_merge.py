import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.schema import Paper, Source
from paperfacts.schema.merge import merge

_texts = st.sampled_from(["", "XNLI", "XNLI revisited", "We study inference.", "revisited We study inference."])


@st.composite
def _readings(draw: st.DrawFn, abstract: st.SearchStrategy[str] = _texts) -> Paper:
    sources = draw(
        st.lists(
            st.builds(
                Source,
                file=st.sampled_from(["a", "b"]),
                format=st.just("plain"),
                position=st.integers(1, 3),
                title_confidence=st.sampled_from([0.4, 0.7, 1.0]),
            ),
            max_size=2,
        )
    )
    return Paper(
        id="acl:1",
        title=draw(_texts.filter(bool)),
        abstract=draw(abstract),
        url=draw(st.none() | st.sampled_from(["https://a.org", "https://b.org"])),
        published=draw(st.none() | st.sampled_from(["2024", "2024-01", "2024-02", "2024-01-05", "2023-01-05"])),
        upvotes=draw(st.none() | st.integers(0, 3)),
        n_authors=draw(st.none() | st.integers(1, 3)),
        sources=tuple(sorted(sources, key=Source.sort_key)),
    )


@given(
    st.lists(_readings(), min_size=1, max_size=4).flatmap(lambda each: st.tuples(st.just(each), st.permutations(each)))
)
def test_the_order_of_readings_does_not_matter(orders: tuple[list[Paper], list[Paper]]) -> None:
    assert merge(orders[0]) == merge(orders[1])


@given(st.lists(_readings(), min_size=1, max_size=4))
def test_reading_twice_changes_nothing(readings: list[Paper]) -> None:
    once = merge(readings)
    assert merge([*readings, *readings]) == once == merge([once])


@given(*(3 * [_readings(_texts.filter(bool))]))
def test_readings_with_abstracts_merge_in_any_grouping(one: Paper, two: Paper, three: Paper) -> None:
    assert merge([merge([one, two]), three]) == merge([one, two, three]) == merge([one, merge([two, three])])


def _read(title: str, abstract: str, sure: float, **more: object) -> Paper:
    source = Source(file=f"{sure}", format="plain", position=1, title_confidence=sure)
    return Paper.model_validate({"id": "acl:1", "title": title, "abstract": abstract, "sources": (source,)} | more)


def test_the_surer_cut_between_title_and_abstract_wins_as_a_pair() -> None:
    guessed, known = _read("XNLI", "revisited We study.", 0.6), _read("XNLI revisited", "We study.", 1.0)
    merged = merge([guessed, known])
    assert (merged.title, merged.abstract) == ("XNLI revisited", "We study.")
    assert len(merged.sources) == 2


def test_a_title_alone_does_not_hide_an_abstract() -> None:
    assert merge([_read("XNLI", "", 1.0), _read("XNLI", "We study.", 0.6)]).abstract == "We study."


def test_what_one_lacks_the_other_fills() -> None:
    merged = merge([_read("XNLI", "A.", 1.0, upvotes=3), _read("XNLI", "A.", 0.9, published="2024-01-29")])
    assert (merged.upvotes, merged.published) == (3, "2024-01-29")


@pytest.mark.parametrize("papers", [[], [Paper.of("One"), Paper.of("Two")]])
def test_only_readings_of_one_paper_merge(papers: list[Paper]) -> None:
    with pytest.raises(ValueError, match="one paper has one id"):
        merge(papers)
