"""When two spellings are one name."""

import unicodedata
from functools import lru_cache

_SEPARATORS = frozenset("_\u00ad\u2212")
_ASCII_SEPARATORS = str.maketrans("-_", "  ")


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Take from a name what people spell differently: case, compatibility forms, spaces, hyphens, underscores.

    Nothing else is deleted, so names that differ in more stay different.

    >>> name_key("Llama 2") == name_key("Llama-2") == name_key("LLaMA2")
    True
    >>> name_key("Llama-3.1"), name_key("Llama-31"), name_key("C++"), name_key("C")
    ('llama3.1', 'llama31', 'c++', 'c')
    """
    if name.isascii():
        folded = name.lower()
        return "".join(folded.translate(_ASCII_SEPARATORS).split()) or folded
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return unicodedata.normalize("NFKC", "".join(filter(_is_kept, folded))) or folded


def _is_kept(character: str) -> bool:
    return not (character in _SEPARATORS or character.isspace() or unicodedata.category(character) == "Pd")
