import io
import sys
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.parameters import read_parameters, read_query


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("XNLI", "XNLI"),
        ("100", 100),
        ("-1.5", -1.5),
        ('"100"', "100"),
        ("true", True),
        ("null", None),
        ('["a", "b"]', ["a", "b"]),
        ("a=b", "a=b"),
        ("", ""),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("[half", "[half"),
    ],
)
def test_a_value_is_json_where_it_is_json_and_text_where_it_is_not(written: str, read: Any) -> None:
    assert read_parameters([f"name={written}"]) == {"name": read}


@given(st.text())
def test_any_value_is_read_without_a_failure(written: str) -> None:
    assert list(read_parameters([f"name={written}"])) == ["name"]


@pytest.mark.parametrize("pair", ["name", "=value", ""])
def test_what_is_no_pair_is_a_wrong_call(pair: str) -> None:
    with pytest.raises(typer.BadParameter, match="--param name=XNLI"):
        read_parameters([pair])


def test_a_dash_reads_the_query_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("MATCH (n) RETURN n"))
    assert read_query("-") == "MATCH (n) RETURN n"
    assert read_query("RETURN 1") == "RETURN 1"
