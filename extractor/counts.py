"""How many languages, language pairs, dialects… a paper says it covers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from paperfacts.extractor.document import Document, Span
from paperfacts.extractor.names import Name
from paperfacts.extractor.numbers import read_number
from paperfacts.extractor.rules import Rule, RuleBook, read_field
from paperfacts.schema import LanguageCount

if TYPE_CHECKING:
    import regex

_RECORD = "LanguageCount"


def find_counts(document: Document, names: Sequence[Name], rules: RuleBook) -> tuple[LanguageCount, ...]:
    """Language counts of a document in order, each once, with the named model or data set it is about.

    >>> from paperfacts.extractor.rules import load_rules
    >>> from paperfacts.schema import Paper
    >>> document = Document.of(Paper.of("A corpus", "It covers over 100 languages."))
    >>> [(c.value, c.modifier, c.unit, c.evidence.text) for c in find_counts(document, (), load_rules())]
    [(100, 'at_least', 'language', 'over 100 languages')]
    """
    matches = list(rules.of(_RECORD).matches(document.text, document.text.lower(), document.sentences))
    refused = {match.span("value") for rule, match in matches if rule.refuses}
    found: list[LanguageCount] = []
    taken: set[Span] = set()
    for rule, match in sorted(matches, key=lambda pair: (pair[1].span("value"), pair[1].end(), pair[0].id)):
        span = match.span("value")
        count = None if rule.refuses or span in refused or span in taken else _read(document, names, rule, match)
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
    start, end = match.span("value")
    fields = match.groupdict()
    modifier = read_field(rule, match, "modifier")
    if match["value"].rstrip().endswith("+"):
        modifier = "at_least"
    opening = match.start("modifier") if fields.get("modifier") else start
    return LanguageCount.model_construct(
        value=int(value),
        modifier=modifier,
        unit=rule.sets["unit"],
        subject=_subject(document, names, (start, end)),
        evidence=document.evidence(opening, max(end, match.end()), rule.id, 0.9),
    )


def _subject(document: Document, names: Sequence[Name], span: Span) -> str | None:
    """The name nearest before the number in its sentence, else the paper's own data set or model where there is one."""
    begin, end = document.sentence(span[0])
    near = [(abs(span[0] - at[0]), name.name) for name in names for at in name.spans if begin <= at[0] < span[0]]
    return min(near)[1] if near else None
