import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.readers.identifiers import anthology_id, known_id


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("2401.15896", "arxiv:2401.15896"),
        ("2401.15896v2", "arxiv:2401.15896"),
        ("arXiv:2401.15896v11", "arxiv:2401.15896"),
        ("https://arxiv.org/abs/2401.15896v2", "arxiv:2401.15896"),
        ("http://export.arxiv.org/abs/0704.0001", "arxiv:0704.0001"),
        ("https://arxiv.org/pdf/2401.15896v2.pdf", "arxiv:2401.15896"),
        ("https://huggingface.co/papers/2401.15896", "arxiv:2401.15896"),
        ("10.48550/arXiv.2401.15896", "arxiv:2401.15896"),
        ("cs.CL/0301012", "arxiv:cs/0301012"),
        ("cs/0301012v1", "arxiv:cs/0301012"),
        ("cond-mat.stat-mech/0301012", "arxiv:cond-mat/0301012"),
        ("2022.semeval-1.1", "acl:2022.semeval-1.1"),
        ("2023.ranlp-stud.3", "acl:2023.ranlp-stud.3"),
        ("P18-1001", "acl:P18-1001"),
        ("acl:W19-5302", "acl:W19-5302"),
        ("https://aclanthology.org/P18-1001.pdf", "acl:P18-1001"),
        ("https://aclanthology.org/2022.semeval-1.1/", "acl:2022.semeval-1.1"),
        ("https://www.aclweb.org/anthology/P18-1001/", "acl:P18-1001"),
        ("10.18653/v1/2022.semeval-1.1", "acl:2022.semeval-1.1"),
        ("10.1162/COLI_a_00123", "doi:10.1162/coli_a_00123"),
        ("https://doi.org/10.3115/1073083.1073135", "doi:10.3115/1073083.1073135"),
        ("doi:10.3115/1073083.1073135", "doi:10.3115/1073083.1073135"),
        ("paper-17", None),
        ("17", None),
        ("24010.15896", None),
        ("see 2401.15896", None),
        ("text:09892fa2c53accf5", None),
        ("https://example.org/2401.15896", None),
        ("", None),
    ],
)
def test_an_identifier_has_one_form_however_it_is_written(written: str, known: str | None) -> None:
    assert known_id(written) == known


@given(st.text() | st.from_regex(r"(arxiv:|https://doi.org/)?10\.\d{4}/\S{1,9}"))
def test_a_known_form_is_its_own_known_form(written: str) -> None:
    known = known_id(written)
    assert known is None or known_id(known) == known


@pytest.mark.parametrize(
    ("place", "known"),
    [
        (("2024.wmt", "1", "17"), "acl:2024.wmt-1.17"),
        (("P18", "1", "1"), "acl:P18-1001"),
        (("W19", "53", "2"), "acl:W19-5302"),
        (("D19", "57", "2"), "acl:D19-5702"),
        (("D19", "1", "2"), "acl:D19-1002"),
    ],
)
def test_a_place_in_the_anthology_makes_the_id(place: tuple[str, str, str], known: str) -> None:
    assert anthology_id(*place) == known
