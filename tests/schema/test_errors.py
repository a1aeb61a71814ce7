"""Errors: one base, the value that was wrong, and the remedy."""

from pathlib import Path

import pytest

from paperfacts.schema import (
    InputError,
    PaperfactsError,
    QueryError,
    RefusedQueryError,
    RuleError,
    StoreError,
    UnknownNameError,
    UnknownQuestionError,
)
from paperfacts.schema import errors as module

ERRORS: list[tuple[PaperfactsError, str]] = [
    (
        InputError("a.txt", "there is no such file", remedy="check the name"),
        "a.txt: there is no such file: check the name",
    ),
    (StoreError(Path("kg"), "it is read-only", remedy="choose another"), "kg: it is read-only: choose another"),
    (QueryError("MATCH", "unexpected end"), "unexpected end: mend the query"),
    (RefusedQueryError("DELETE", "it would write", remedy="only read"), "it would write: only read"),
    (UnknownNameError("XNLY", ("XNLI", "XQuAD")), "'XNLY' is not in the graph: did you mean XNLI, XQuAD?"),
    (UnknownNameError("XNLY", ()), "'XNLY' is not in the graph: the graph holds no such kind of name yet"),
    (UnknownQuestionError("when", ("who", "what")), "no question is called 'when': choose one of who, what"),
    (
        RuleError(("a.toml, rule x: bad", "b.toml: worse")),
        "rules have faults:\n  a.toml, rule x: bad\n  b.toml: worse\nmend these and run `paperfacts check`",
    ),
]


@pytest.mark.parametrize(("error", "shown"), ERRORS, ids=lambda value: type(value).__name__)
def test_an_error_shows_what_is_wrong_and_the_remedy(error: PaperfactsError, shown: str) -> None:
    assert str(error) == shown
    assert shown.endswith(error.remedy)


@pytest.mark.parametrize(
    ("error", "field", "value"),
    [
        (ERRORS[0][0], "source", "a.txt"),
        (ERRORS[1][0], "path", Path("kg")),
        (ERRORS[2][0], "query", "MATCH"),
        (ERRORS[3][0], "query", "DELETE"),
        (ERRORS[4][0], "nearest", ("XNLI", "XQuAD")),
        (ERRORS[6][0], "known", ("who", "what")),
        (ERRORS[7][0], "faults", ("a.toml, rule x: bad", "b.toml: worse")),
    ],
)
def test_an_error_carries_the_value(error: PaperfactsError, field: str, value: object) -> None:
    assert getattr(error, field) == value


def test_every_error_has_the_one_base() -> None:
    classes = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Exception)]
    assert all(issubclass(each, PaperfactsError) for each in classes)
