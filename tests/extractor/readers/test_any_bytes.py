"""Whatever the bytes, reading ends in papers of the schema and in what could not be read, never in an exception."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import DATA, read_bytes

from paperfacts.schema import Paper

SAMPLES = {
    "alternating": (DATA / "alternating.txt").read_bytes(),
    "blank-lines": (DATA / "blank-lines.txt").read_bytes(),
    "one-line": (DATA / "one-line.txt").read_bytes(),
    "jsonl": b"\n".join((DATA / "left-out.jsonl").read_bytes().split(b"\n")[:3]),
    "json": b'{"papers": [\n' + b",\n".join((DATA / "left-out.jsonl").read_bytes().split(b"\n")[:3]) + b"\n]}",
    "xml": (DATA / "2022.semeval.xml").read_bytes(),
    "text": b"A Parser of Welsh\n\nWe parse Welsh.\nIt works.",
    "gzip": gzip.compress((DATA / "one-line.txt").read_bytes(), mtime=0),
}
some_bytes = st.binary(max_size=30) | st.sampled_from(
    [b"\n", b"\0", b"\xff\xfe", b"}", b"<", b"&a;", b"]]>", b"\xc2\xb7", b"\r"]
)


def holds(content: bytes) -> None:
    papers, unread = read_bytes(content)
    assert papers or unread
    for paper in papers:
        assert Paper.model_validate(paper.model_dump()) == paper
    for fault in unread:
        assert fault.problem
        assert fault.remedy
        assert "\n" not in str(fault)


@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_random_bytes(content: bytes) -> None:
    holds(content)


@pytest.mark.parametrize("sample", sorted(SAMPLES))
@given(cut=st.floats(0, 1))
@settings(max_examples=30)
def test_a_sample_that_breaks_off(sample: str, cut: float) -> None:
    whole = SAMPLES[sample]
    holds(whole[: int(cut * len(whole))])


@pytest.mark.parametrize("sample", sorted(SAMPLES))
@given(start=st.floats(0, 1), length=st.integers(0, 50), instead=some_bytes)
@settings(max_examples=50)
def test_a_sample_with_other_bytes_in_it(sample: str, start: float, length: int, instead: bytes) -> None:
    whole = SAMPLES[sample]
    at = int(start * len(whole))
    holds(whole[:at] + instead + whole[at + length :])


@given(
    first=st.sampled_from(sorted(SAMPLES)),
    second=st.sampled_from(sorted(SAMPLES)),
    cuts=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
@settings(max_examples=80)
def test_the_half_of_one_sample_and_the_half_of_another(first: str, second: str, cuts: tuple[float, float]) -> None:
    head, tail = SAMPLES[first], SAMPLES[second]
    holds(head[: int(cuts[0] * len(head))] + tail[int(cuts[1] * len(tail)) :])
