"""How many languages, language pairs, dialects… a paper says it covers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from paperfacts.extractor.document import Document, Span
from paperfacts.extractor.lexicon import lower
from paperfacts.extractor.names import Name
from paperfacts.extractor.numbers import modifier_before, read_number
from paperfacts.extractor.rules import Rule, RuleBook, read_field
from paperfacts.schema import LanguageCount

if TYPE_CHECKING:
    import regex

    from paperfacts.schema.facts import CountModifier, CountUnit

_RECORD = "LanguageCount"
_CONFIDENCE = 0.95


def find_counts(document: Document, names: Sequence[Name], rules: RuleBook) -> tuple[LanguageCount, ...]:
    """Language counts of a document in order, each once, with the named model or data set it is about.

    >>> from paperfacts.extractor.rules import load_rules
    >>> from paperfacts.schema import Paper
    >>> document = Document.of(Paper.of("A corpus", "It covers over 100 languages."))
    >>> [(c.value, c.modifier, c.unit, c.evidence.text) for c in find_counts(document, (), load_rules())]
    [(100, 'at_least', 'language', 'over 100 languages')]
    """
    book, where = rules.of(_RECORD), (document.text, lower(document.text), document.sentences)
    matches = list(book.finding.matches(*where))
    if not matches:
        return ()
    refused = {match.span("value") for _, match in book.refusing.matches(*where)}
    found: list[LanguageCount] = []
    taken: set[Span] = set()
    for rule, match in sorted(matches, key=lambda pair: (pair[1].span("value"), pair[1].end(), pair[0].id)):
        span = match.span("value")
        count = None if span in refused or span in taken else _read(document, names, rule, match)
        if count and count.value > 1:
            taken.add(span)
            if not any(_is_same(count, other) for other in found):
                found.append(count)
    return tuple(found)


def _is_same(one: LanguageCount, other: LanguageCount) -> bool:
    same_subject = one.subject == other.subject or not (one.subject and other.subject)
    return (one.value, one.unit) == (other.value, other.unit) and same_subject


def _read(document: Document, names: Sequence[Name], rule: Rule, match: "regex.Match[str]") -> LanguageCount | None:
    value = read_number(match["value"])
    if value is None or not value.isdigit():
        return None
    start, end = match.start("value"), match.end()
    opening, _ = modifier_before(document.text, start)
    return LanguageCount(
        value=int(value),
        modifier=cast("CountModifier", read_field(rule, match, "modifier")),
        unit=cast("CountUnit", rule.sets.get("unit", "language")),
        subject=_subject(document, names, start),
        evidence=document.evidence(opening, end, rule.id, _CONFIDENCE),
    )


def _subject(document: Document, names: Sequence[Name], start: int) -> str | None:
    """The introduced name nearest before the number, else the paper's only one where no other name precedes."""
    introduced = [name for name in names if name.role == "introduced"]
    begin, _ = document.sentence(start)
    before = [(at, name) for name in names for at, _ in name.spans if begin <= at < start]
    if not before:
        return introduced[0].name if len(introduced) == 1 else None
    own = [(at, name.name) for at, name in before if name.role == "introduced"]
    return max(own)[1] if own else None
