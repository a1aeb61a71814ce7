r"""Plain text: LaTeX, odd spaces and ligatures go, and every place has its way back."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.text import make_plain

RULES: dict[str, Any] = tomllib.loads(files("paperfacts.extractor").joinpath("rules/normalise.toml").read_text("utf-8"))
PIECES = [
    "BERT", "86.4", "$", "\\%", "\\textbf{", "{", "}", "^", "_", "~", "\\", "``", "''", "\\'e", "\\H{o}", "\\href{a}",
    "\\times", "\\alpha", "\\geq ", "\\(", "\\)", "\\:", "ﬃ", "ﬂ", "\u00ad", "\u200b", "\u0301", "🙂", "語", "\0", "\n",
]  # fmt: skip
anything = st.text(st.characters(codec="utf-8"), max_size=8)
texts = st.lists(st.sampled_from(PIECES) | anything, max_size=12).map("".join)


@pytest.mark.parametrize("rule", RULES["replace"], ids=lambda rule: str(rule["id"]))
def test_the_example_of_each_rule_holds(rule: dict[str, Any]) -> None:
    raw, plain = rule["example"]
    assert make_plain(raw).text == plain


@pytest.mark.parametrize(("odd", "plain"), RULES["map"].items(), ids=lambda sign: f"U+{ord(sign):04X}")
def test_an_odd_sign_becomes_one_plain_sign_in_its_place(odd: str, plain: str) -> None:
    view = make_plain(f"on{odd}XNLI")
    assert view.text == f"on{plain}XNLI"
    assert view.raw_span(3, 7) == (3, 7)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("$\\mathbf{86.4}\\%$", "86.4%"),
        ("up to 3$\\times$ faster", "up to 3× faster"),
        ("BLEU\\:score", "BLEU score"),
        ("why\\?", "why\\?"),
        ("costs $5 per hour", "costs $5 per hour"),
        ("a $5 million grant", "a $5 million grant"),
        ("M$^{2}$-Encoder", "M2-Encoder"),
        ('Erd\\H{o}s and G\\"{o}del', "Erdos and Godel"),
        ("\\underline{XNLI}", "XNLI"),
        ("word_vec and a_1", "word_vec and a_1"),
        ("100% of them, 50 & more", "100% of them, 50 & more"),
        ("ends in \\", "ends in \\"),
        ("", ""),
    ],
)
def test_marked_up_text_reads_as_it_would_be_printed(raw: str, plain: str) -> None:
    assert make_plain(raw).text == plain


@pytest.mark.parametrize(
    ("raw", "plain", "quoted"),
    [
        ("a score of $86.4\\%$ here", "86.4%", "86.4\\%"),
        ("the \\textbf{BERT} model", "BERT", "BERT"),
        ("the M$^2$-Encoder model", "M2-Encoder", "M$^2$-Encoder"),
        ("an eﬃcient one", "efficient", "eﬃcient"),
        ("an eﬃcient one", "f", "ﬃ"),
        ("multi\u00adlingual BERT", "multilingual", "multi\u00adlingual"),
        ("no mark-up", "mark-up", "mark-up"),
    ],
)
def test_a_span_leads_back_to_what_was_read(raw: str, plain: str, quoted: str) -> None:
    view = make_plain(raw)
    start, end = view.raw_span(view.text.index(plain), view.text.index(plain) + len(plain))
    assert raw[start:end] == quoted


@given(texts, st.data())
def test_every_span_leads_back_into_the_text_as_read(raw: str, data: st.DataObject) -> None:
    view = make_plain(raw)
    if view.text:
        start = data.draw(st.integers(0, len(view.text) - 1))
        end = data.draw(st.integers(start + 1, len(view.text)))
        first, last = view.raw_span(start, end)
        assert 0 <= first < last <= len(raw)


@given(texts)
def test_the_way_back_never_turns_round(raw: str) -> None:
    view = make_plain(raw)
    spans = [view.raw_span(place, place + 1) for place in range(len(view.text))]
    assert spans == sorted(spans)


@given(texts)
def test_what_stands_between_the_rules_is_kept_letter_by_letter(raw: str) -> None:
    view = make_plain(raw)
    whole = [(place, view.raw_span(place, place + 1)) for place in range(len(view.text))]
    letters = [(view.text[place], raw[start]) for place, (start, end) in whole if raw[start:end].isalnum()]
    assert all(plain == read or read in "ﬀﬁﬂﬃﬄ" for plain, read in letters)


@given(
    st.text(
        st.characters(codec="utf-8", categories=["L", "N"], exclude_characters="ﬀﬁﬂﬃﬄ") | st.sampled_from(" .,-()%:")
    )
)
def test_text_without_mark_up_stays_as_it_is(raw: str) -> None:
    view = make_plain(raw)
    assert view.text == raw
    assert all(view.raw_span(place, place + 1) == (place, place + 1) for place in range(len(raw)))


@given(texts)
def test_making_plain_gives_the_same_each_time(raw: str) -> None:
    assert make_plain(raw) == make_plain(raw)


@pytest.mark.parametrize("piece", ["\\href{", "\\textbf{BERT} $x$ ", "\\", "{", "~", "''`", "\\times "])
def test_mark_up_without_end_is_read_to_its_end(piece: str) -> None:
    raw = piece * (200_000 // len(piece)) + " XNLI"
    view = make_plain(raw)
    assert view.text.endswith("XNLI")
    assert view.raw_span(len(view.text) - 4, len(view.text)) == (len(raw) - 4, len(raw))
