"""`$names` in patterns, which stand for other patterns."""

from collections.abc import Mapping

import regex

_NAME = regex.compile(r"(?<!\\)\$([a-z_]+)")


def expand(source: str, macros: Mapping[str, str]) -> str:
    r"""Put macros in the place of their names, also within verbose patterns; an unknown name raises `KeyError`.

    >>> expand(r"\b$count languages", {"count": r"\d+"})
    '\\b(?-x:\\d+) languages'
    """
    for _ in range(len(macros) + 1):
        if not _NAME.search(source):
            return source
        source = _NAME.sub(lambda match: f"(?-x:{macros[match[1]]})", source)
    raise KeyError("a macro that uses itself")
