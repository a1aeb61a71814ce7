"""Every example in a docstring runs and shows what it says."""

import doctest
import importlib
import pkgutil

import pytest

import paperfacts

MODULES = ["paperfacts"] + [
    module.name
    for module in pkgutil.walk_packages(paperfacts.__path__, "paperfacts.")
    if module.name != "paperfacts.__main__"
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)
    results = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert results.failed == 0
