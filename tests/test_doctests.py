"""Every example in a docstring runs and shows what it says."""

import doctest
import importlib
import pkgutil

import pytest

import paperfacts
import paperfacts.extractor
import paperfacts.extractor.readers
import paperfacts.graph
import paperfacts.schema

PACKAGES = (
    paperfacts,
    paperfacts.extractor,
    paperfacts.extractor.readers,
    paperfacts.graph,
    paperfacts.schema,
)


def modules() -> list[str]:
    names = {package.__name__: package.__path__ for package in PACKAGES}
    found = {module.name for name, path in names.items() for module in pkgutil.iter_modules(path, f"{name}.")}
    return sorted((names.keys() | found) - {"paperfacts.__main__"})


@pytest.mark.parametrize("name", modules())
def test_examples_in_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)
    results = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert results.failed == 0
