import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.graph.sentence import sentence_around

TEXT = "We follow Smith et al. (2020) closely. On XNLI, e.g. in Welsh, J. Doe's model gets 71.2%! It is released."


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("Smith", "We follow Smith et al. (2020) closely."),
        ("XNLI", "On XNLI, e.g. in Welsh, J. Doe's model gets 71.2%!"),
        ("71.2%", "On XNLI, e.g. in Welsh, J. Doe's model gets 71.2%!"),
        ("released", "It is released."),
        ("It is released.", "It is released."),
    ],
)
def test_the_sentence_of_a_quote_is_whole(quote: str, sentence: str) -> None:
    start = TEXT.index(quote)
    assert sentence_around(TEXT, start, start + len(quote)) == sentence


@given(st.text(alphabet="aB. !?1é\n", min_size=1), st.data())
def test_a_quote_always_stands_in_its_sentence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert text[start:end].strip() in sentence_around(text, start, end)
