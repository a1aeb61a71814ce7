import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from paperfacts.output import Form, print_rows

COLUMNS = ["paper", "score", "names"]
ROWS: list[tuple[Any, ...]] = [("XNLI, again", 71.5, ["mBERT", "XLM-R"]), ("On\nWelsh", None, [])]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        return Text.from_ansi(self.getvalue()).plain


def printed(form: Form | None, columns: list[str] = COLUMNS, rows: list[tuple[Any, ...]] = ROWS) -> str:
    out = io.StringIO()
    print_rows(columns, rows, form, out)
    return out.getvalue()


@pytest.fixture
def narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def test_json_keeps_the_types_of_values() -> None:
    assert json.loads(printed(Form.json)) == [
        {"paper": "XNLI, again", "score": 71.5, "names": ["mBERT", "XLM-R"]},
        {"paper": "On\nWelsh", "score": None, "names": []},
    ]


def test_no_rows_are_an_empty_json_array() -> None:
    assert json.loads(printed(Form.json, rows=[])) == []


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_csv_is_read_back_as_it_was(rows: list[tuple[str, ...]]) -> None:
    lines = list(csv.reader(io.StringIO(printed(Form.csv, ["a", "b"], list(rows)), newline="")))
    assert lines[1:] == [list(row) for row in rows]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_a_pipe_gets_one_line_a_row_with_a_tab_between_cells(rows: list[tuple[str, ...]]) -> None:
    lines = printed(None, ["a", "b"], list(rows)).removesuffix("\n").split("\n")
    assert [line.count("\t") for line in lines] == [1] * (len(rows) + 1)


def test_a_table_fits_the_terminal_and_loses_no_word(narrow_terminal: Terminal) -> None:
    sentence = "We evaluate multilingual encoders on XNLI and find that the larger ones transfer better."
    print_rows(["paper", "sentence"], [("Cross-lingual transfer", sentence)], None, narrow_terminal)
    assert max(map(len, narrow_terminal.shown().splitlines())) <= 40
    assert set(sentence.split()) <= set(narrow_terminal.shown().split())


@pytest.mark.parametrize("written", ["[bold]x[/bold]", ":smile:", "http://a.b/[c]"])
def test_a_table_shows_markup_as_it_is_written(narrow_terminal: Terminal, written: str) -> None:
    print_rows(["name"], [(written,)], None, narrow_terminal)
    assert written in narrow_terminal.shown()


@pytest.mark.parametrize("form", [None, Form.table])
def test_control_characters_do_not_reach_the_terminal(form: Form | None) -> None:
    assert "\x1b" not in printed(form, ["name"], [("\x1b[2Jgone",)])


def test_an_empty_answer_says_so(narrow_terminal: Terminal) -> None:
    print_rows(["name"], [], None, narrow_terminal)
    assert "no rows" in narrow_terminal.shown()
