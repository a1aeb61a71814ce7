"""A paper as the extractor sees it: one plain text of title and abstract, in sentences, with the way back to both."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from paperfacts.extractor.sentences import sentence_spans
from paperfacts.extractor.text import PlainText, make_plain
from paperfacts.schema import Evidence, Paper

Span = tuple[int, int]
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Document:
    r"""One text a paper: plain title, a line break, plain abstract. All spans of the extractor are spans in `text`.

    >>> document = Document.of(Paper.of("XNLI: a corpus", "We reach $71.2\\%$ on it."))
    >>> document.text
    'XNLI: a corpus\nWe reach 71.2% on it.'
    >>> document.evidence(24, 29, "scores/level", 0.9).text
    '71.2\\%'
    """

    paper: Paper
    text: str
    title_end: int
    sentences: tuple[Span, ...]
    title: PlainText
    abstract: PlainText

    @classmethod
    def of(cls, paper: Paper) -> "Document":
        """Make a paper's texts plain and find its sentences; the title is the first."""
        title, abstract = make_plain(paper.title), make_plain(paper.abstract)
        text = f"{title.text}{BREAK}{abstract.text}"
        title_end = len(title.text)
        head = ((0, title_end),) if title_end else ()
        return cls(paper, text, title_end, head + sentence_spans(text, title_end + 1), title, abstract)

    def in_title(self, position: int) -> bool:
        """Whether a position lies in the title."""
        return position < self.title_end

    def sentence_number(self, position: int) -> int:
        """Number of the sentence that a position lies in, from 0."""
        return max(0, bisect_right(self.sentences, (position, len(self.text) + 1)) - 1)

    def sentence(self, position: int) -> Span:
        """Span of the sentence that a position lies in."""
        return self.sentences[self.sentence_number(position)]

    def evidence(self, start: int, end: int, rule: str, confidence: float) -> Evidence:
        """Evidence for a span of the text, in the offsets of the field as it was read."""
        field: Literal["title", "abstract"]
        if start < self.title_end:
            field, raw, plain = "title", self.paper.title, self.title
        else:
            field, raw, plain = "abstract", self.paper.abstract, self.abstract
            start, end = start - self.title_end - 1, end - self.title_end - 1
        first, last = plain.raw_span(start, end)
        return Evidence(field=field, start=first, end=last, text=raw[first:last], rule=rule, confidence=confidence)
