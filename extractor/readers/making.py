"""Papers made from values that a reader has checked: the models' own validation is not run again."""

from typing import TypedDict, Unpack

from paperfacts.schema import Paper, Source, Unread, text_id

Read = Paper | Unread


class Beside(TypedDict, total=False):
    """What an input may say of a paper beside title and abstract."""

    id: str | None
    url: str | None
    published: str | None
    upvotes: int | None
    n_authors: int | None


def make_paper(title: str, abstract: str, source: Source, **beside: Unpack[Beside]) -> Paper:
    """Make a paper; one that brings no id gets that of its text.

    >>> make_paper("A title", "", make_source("a.txt", "text", 1)).sources[0].file
    'a.txt'
    """
    return Paper.model_construct(
        id=beside.get("id") or text_id(title, abstract),
        title=title,
        abstract=abstract,
        url=beside.get("url"),
        published=beside.get("published"),
        upvotes=beside.get("upvotes"),
        n_authors=beside.get("n_authors"),
        sources=(source,),
    )


def make_source(file: str, format: str, position: int, title_confidence: float = 1.0) -> Source:  # noqa: A002
    """Make the source of the nth paper of a file."""
    return Source.model_construct(file=file, format=format, position=position, title_confidence=title_confidence)


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in a text: one without can be no title.

    >>> has_words("…?"), has_words("語")
    (False, True)
    """
    return any(map(str.isalnum, text))


def no_abstract(file: str, place: str | None) -> Unread:
    """Say that a paper was read with its title alone."""
    return Unread(file=file, place=place, problem="no abstract", remedy="add it to find more", severity="note")
