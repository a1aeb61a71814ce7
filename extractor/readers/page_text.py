"""What on a daily-papers page is the page's own text, and what is a paper's."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from paperfacts.extractor.readers.dates import english_date


class _PageText(NamedTuple):
    line: re.Pattern[str]
    glued: re.Pattern[str]


@cache
def _page_text() -> _PageText:
    data = tomllib.loads(files("paperfacts.extractor.readers").joinpath("page_text.toml").read_text("utf-8"))
    line = "|".join(f"(?:{entry['pattern']})" for entry in data["line"])
    glued = "|".join(f"(?:{entry['pattern']})" for entry in data["glued"])
    return _PageText(re.compile(line, re.IGNORECASE), re.compile(glued))


def is_page_text(line: str) -> bool:
    """Whether a whole line is the page's own.

    >>> is_page_text("byAK and the research community"), is_page_text("New Daily Papers on Parsing")
    (True, False)
    """
    return bool(_page_text().line.fullmatch(line.strip()))


def unglued(line: str) -> str:
    """Take off a title the page's word that a copy has glued to it.

    >>> unglued("SubscribeLarge-scale Learning"), unglued("Subscriber churn")
    ('Large-scale Learning', 'Subscriber churn')
    """
    glued = _page_text().glued.match(line)
    return line[glued.end() :] if glued else line


def page_date(line: str) -> str | None:
    """Read the date in a page's header, where it has a year.

    >>> page_date("Aug 1, 2025"), page_date("Aug 1")
    ('2025-08-01', None)
    """
    return english_date(line.strip())
