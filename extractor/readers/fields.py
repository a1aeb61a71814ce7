"""A paper from the fields of a JSON object, under the names that people give them."""

import re
from collections.abc import Iterator
from typing import Any

from paperfacts.extractor.readers.dates import iso_date
from paperfacts.extractor.readers.identifiers import known_id
from paperfacts.extractor.readers.making import Read, has_words, make_paper, make_source, no_abstract
from paperfacts.schema import Unread

ABSTRACTS = ("abstract", "summary")
IDS = ("arxiv_id", "acl_id", "id", "entry_id", "doi", "url")
DATES = ("published", "publishedAt", "publicationDate", "date", "year")
VOTES = ("upvotes", "votes")
LISTS = ("papers", "records", "entries", "results", "items", "articles", "documents", "data")
LISTED = re.compile(rb'"(?:%s)"\s*:\s*\[' % "|".join(LISTS).encode())

Json = dict[str, Any]


def papers_among(value: Any) -> list[Any]:
    """List what of a JSON value should be papers: itself, its elements, or those of its list under a common key.

    >>> papers_among({"count": 1, "papers": [{"title": "T"}]})
    [{'title': 'T'}]
    """
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "title" not in value:
        return next((listed for key in LISTS if isinstance(listed := value.get(key), list)), [value])
    return [value]


def paper_of(value: Any, file: str, format: str, position: int, place: str) -> Iterator[Read]:  # noqa: A002
    """Make the paper of a JSON object and say what is wrong with it; where it makes no paper, only that."""
    if not isinstance(value, dict):
        yield _fault(file, place, f"{_kind(value)}, not an object", "write a paper as an object with a title")
        return
    if isinstance(inner := value.get("paper"), dict):
        value = value | inner
    title = value.get("title")
    if not isinstance(title, str) or not has_words(title := " ".join(title.split())):
        is_missing = title is None or isinstance(title, str)
        problem = "no title" if is_missing else f"the title is {_kind(title)}, not text"
        yield _fault(file, place, problem, 'give it as "title"')
        return
    abstract = next((value[key] for key in ABSTRACTS if value.get(key)), "")
    if not isinstance(abstract, str):
        yield _fault(file, place, f"the abstract is {_kind(abstract)}, not text", "write it as one string")
        return
    if not (_is_unicode(title) and _is_unicode(abstract)):
        yield _fault(file, place, "half a surrogate pair in the text", "write the character whole")
        return
    abstract = abstract.strip()
    url = value.get("url")
    published, upvotes = _published(value), _first_int(value, VOTES)
    yield make_paper(
        title,
        abstract,
        make_source(file, format, position),
        id=_id(value),
        url=url if isinstance(url, str) else None,
        published=published,
        upvotes=upvotes,
        n_authors=_n_authors(value),
    )
    if not abstract:
        yield no_abstract(file, place)
    yield from _odd_fields(value, file, place, published, upvotes)


def _id(value: Json) -> str | None:
    written = (value.get(key) for key in IDS)
    return next((found for text in written if isinstance(text, str) and (found := known_id(text))), None)


def _published(value: Json) -> str | None:
    for key in DATES:
        written = value.get(key)
        if written is not None and (date := iso_date(str(written))):
            return date
    return None


def _first_int(value: Json, keys: tuple[str, ...]) -> int | None:
    return next((n for key in keys if isinstance(n := value.get(key), int) and not isinstance(n, bool)), None)


def _n_authors(value: Json) -> int | None:
    authors = value.get("authors")
    return len(authors) if isinstance(authors, list) else _first_int(value, ("n_authors",))


def _odd_fields(value: Json, file: str, place: str, published: str | None, upvotes: int | None) -> Iterator[Unread]:
    odd = []
    if published is None:
        odd += [key for key in DATES if value.get(key) not in (None, "")]
    if upvotes is None:
        odd += [key for key in VOTES if value.get(key) is not None]
    if value.get("url") is not None and not isinstance(value["url"], str):
        odd.append("url")
    for key in odd:
        problem = f"{key} is not understood: {str(value[key])[:40]!r}"
        yield Unread(file=file, place=place, problem=problem, remedy="mend it or leave it out", severity="note")


def _is_unicode(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fault(file: str, place: str, problem: str, remedy: str) -> Unread:
    return Unread(file=file, place=place, problem=problem, remedy=remedy)


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", str: "text", bool: "a truth value", type(None): "null"}
    return kinds.get(type(value), "a number")
