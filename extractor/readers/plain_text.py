"""One paper as plain text: the first line or paragraph is the title, the rest the abstract."""

import re
from collections.abc import Iterator

from paperfacts.extractor.readers.making import Read, make_paper, make_source, no_abstract
from paperfacts.extractor.readers.streams import HEAD, Stream, decode, not_utf8
from paperfacts.extractor.readers.title_end import split_title

DESCRIPTION = "one paper as plain text"
FORMAT = "text"
_LONGEST_TITLE = 300
_LONGEST_TEXT = 20_000
_MARKUP = re.compile(r"\s*(?:[<{\[#@%|]|---|//|import |from \w+ import)")
_PARAGRAPHS = re.compile(r"\n[ \t\r]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?]\W*(?:\s|$)")


def sniff(head: bytes) -> bool:
    r"""Whether this is a title alone, or one and prose of the length of an abstract.

    >>> sniff(b"A title of a paper\nWe parse Welsh, and it works well."), sniff(b"a,b,c\n1,2,3\n")
    (True, False)
    """
    if len(head) >= HEAD:
        return False
    text = decode(head)[0].strip()
    if not text or len(text) > _LONGEST_TEXT or _MARKUP.match(text) or _share_of_letters(text) < 0.75:
        return False
    title, abstract, _ = _split(text)
    if len(title.split()) < 3 or len(title) > _LONGEST_TITLE:
        return False
    return "\n" not in text or bool(_SENTENCE_END.search(abstract))


def _share_of_letters(text: str) -> float:
    words = text.split()
    return sum(map(str.isalpha, "".join(words))) / max(1, sum(map(len, words)))


def _split(text: str) -> tuple[str, str, float]:
    line, _, below = text.partition("\n")
    paragraph, *more = _PARAGRAPHS.split(text, maxsplit=1)
    if more and len(paragraph) <= _LONGEST_TITLE:
        return " ".join(paragraph.split()), more[0].strip(), 1.0
    if below or len(text) <= _LONGEST_TITLE:
        return line.strip(), below.strip(), 1.0
    return split_title(text)


def read(stream: Stream) -> Iterator[Read]:
    """Read the paper of a stream."""
    text, good = decode(b"".join(stream.blocks()))
    if not good:
        yield not_utf8(stream.name, None)
    title, abstract, sure = _split(text.strip())
    yield make_paper(title, abstract, make_source(stream.name, FORMAT, 1, sure))
    if not abstract:
        yield no_abstract(stream.name, "line 1")
