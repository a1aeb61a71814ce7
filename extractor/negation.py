"""What a paper says that it does not do (`rules/negation.toml`)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from paperfacts.extractor.document import Document


@dataclass(frozen=True, slots=True)
class _Patterns:
    triggers: re.Pattern[str]
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(files("paperfacts.extractor").joinpath("rules/negation.toml").read_text("utf-8"))
    before, after = (
        tuple(re.compile(rule[side]) for rule in data["rule"] if side in rule) for side in ("before", "after")
    )
    return _Patterns(re.compile(data["triggers"]), before, after)


def is_negated(document: Document, start: int, end: int) -> bool:
    """Whether the sentence says of the name at a span that the work does without it.

    >>> from paperfacts.schema import Paper
    >>> document = Document.of(Paper.of("", "Unlike XNLI, it is parallel. It is not evaluated on GLUE but on XTREME."))
    >>> [name for name in ("XNLI", "GLUE", "XTREME")
    ...  if is_negated(document, document.text.index(name), document.text.index(name) + len(name))]
    ['XNLI', 'GLUE']
    """
    first, last = document.sentence(start)
    patterns = _patterns()
    if not patterns.triggers.search(document.text, first, last):
        return False
    before, after = document.text[first:start], document.text[end:last]
    return any(pattern.search(before) for pattern in patterns.before) or any(
        pattern.search(after) for pattern in patterns.after
    )
