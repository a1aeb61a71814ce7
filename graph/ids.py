"""Ids that depend on nothing but what they name."""

import hashlib
from urllib.parse import quote

from paperfacts.schema import name_key


def encoded(text: str, safe: str = "") -> str:
    """Percent-encode all but letters, digits, `_.-~` and what is safe; a dot at the end too, as it could end more.

    >>> encoded("C++"), encoded("Inc.")
    ('C%2B%2B', 'Inc%2E')
    """
    inside = quote(text, safe=safe)
    return f"{inside[:-1]}%2E" if inside.endswith(".") else inside


def entity_id(label: str, name: str) -> str:
    """Id of a shared node.

    >>> entity_id("Benchmark", "FLORES-200"), entity_id("Model", "C++")
    ('benchmark:flores200', 'model:c%2B%2B')
    """
    return f"{label.lower()}:{encoded(name_key(name))}"


def language_id(name: str, code: str) -> str:
    """Id of a language: its code, else its name behind BCP 47's prefix for private use.

    >>> language_id("Welsh", "cy"), language_id("Hinglish", "")
    ('language:cy', 'language:x-hinglish')
    """
    return f"language:{encoded(code.lower()) if code else 'x-' + encoded(name_key(name))}"


def hashed_id(prefix: str, *parts: object) -> str:
    """Id of a node that only its contents tell apart: 20 hex digits of a hash of them.

    >>> hashed_id("score", "arxiv:1809.05053", "71.2", None)
    'score:84d6fb9b17e4de424e4a'
    """
    text = "\x1f".join("" if part is None else f"={part}" for part in parts)
    return f"{prefix}:{hashlib.sha256(text.encode()).hexdigest()[:20]}"
