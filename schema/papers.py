"""A paper as it was read, before anything was made of it."""

import hashlib
import re
import unicodedata
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Format = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
PaperId = Annotated[str, Field(pattern=r"^(arxiv|acl|doi|text):\S+$")]

_NOT_ALNUM = re.compile(r"[\W_]+")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


class Frozen(BaseModel):
    """What all records share: no field changes, no field is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Frozen):
    """Where a paper was read: file, format, and its position there (the nth paper, from 1).

    `title_confidence` is below 1 where nothing in the input marks the end of the title.
    """

    file: str
    format: Format
    position: int = Field(ge=1)
    title_confidence: float = Field(default=1.0, ge=0, le=1)

    def sort_key(self) -> tuple[str, int, str]:
        """Order of sources in a record."""
        return self.file, self.position, self.format


class Paper(Frozen):
    """One paper's title and abstract, and what the input said beside them.

    >>> paper = Paper.of("A title", "An abstract.")
    >>> paper.id
    'text:09892fa2c53accf5'
    """

    id: PaperId
    title: str
    abstract: str = ""
    url: str | None = None
    published: str | None = Field(default=None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    upvotes: int | None = None
    n_authors: int | None = None
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _has_a_text(self) -> Self:
        if not (self.title.strip() or self.abstract.strip()):
            raise ValueError("a paper needs a title or an abstract")
        if list(self.sources) != sorted(self.sources, key=Source.sort_key):
            raise ValueError("sources stand in order of file and position")
        return self

    @classmethod
    def of(cls, title: str, abstract: str = "", **fields: object) -> Self:
        """Make a paper whose id is the hash of its text."""
        return cls.model_validate({"id": text_id(title, abstract), "title": title, "abstract": abstract} | fields)


class Unread(Frozen):
    """Something in an input that could not be read: where, why, and the mend.

    >>> print(Unread(file="a.jsonl", place="line 3", problem="not JSON", remedy="cut the line or mend it"))
    a.jsonl, line 3: not JSON: cut the line or mend it
    """

    file: str
    place: str | None = None
    problem: str
    remedy: str
    severity: Literal["error", "note"] = "error"

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.problem}: {self.remedy}"


def text_id(title: str, abstract: str) -> str:
    """Id of a paper that brings none: a hash of its folded text, the same wherever the title is cut.

    >>> text_id("A title", "An abstract.") == text_id("A TITLE An", "abstract")
    True
    """
    return "text:" + hashlib.sha256(fold(title + abstract).encode()).hexdigest()[:16]


def fold(text: str) -> str:
    """Letters and digits alone, case-folded, compatibility forms made one.

    >>> fold("XLM‐R (Large)")
    'xlmrlarge'
    """
    if text.isascii():
        return text.lower().encode().translate(None, _ASCII_SIGNS).decode()
    return _NOT_ALNUM.sub("", unicodedata.normalize("NFKC", text).casefold())
