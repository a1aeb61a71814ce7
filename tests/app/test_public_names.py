import pytest

import paperfacts


@pytest.mark.parametrize("name", paperfacts.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(paperfacts, name) is not None
    assert name in dir(paperfacts)


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'exctract'"):
        _ = paperfacts.exctract
