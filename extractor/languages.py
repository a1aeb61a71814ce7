"""Natural languages and dialects that a paper names, as adjectives, in pairs and as codes too."""

import re
import tomllib
from bisect import insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from paperfacts.extractor.document import Document
from paperfacts.extractor.lexicon import KnownLanguage, Lexicon
from paperfacts.schema import Language

Hit = tuple[int, int, KnownLanguage]
NAME, CUED, CODE = ("languages/name", 0.97), ("languages/cued-name", 0.9), ("languages/code", 0.9)
_ALONE = ("sure", "french")
_REACH = 60
_SCRIPT_CODE = re.compile(r"(?<!\w)([a-z]{3})_[A-Z][a-z]{3}(?!\w)")
_JOINED = r"{0}(?: ?(?:-|/|→|->|↔|<->|⇒|=>|<=>) ?{0})+"
_CODES = re.compile(
    r"(?<![\w./-])(?:"
    + "|".join(_JOINED.format(code) for code in ("[a-z][a-z]", "[A-Z][a-z]", "[A-Z][A-Z]"))
    + r")(?![\w/-])"
)
_FIRST_OF_TWO = re.compile(r"(?<!\w)([A-Z]\w+(?:-\w+)?)(?:,| and| or|/|, and) ?$")
_CODE = re.compile(r"[A-Za-z]{2}")
_JOINT = re.compile(r"[-/→↔<⇒=](?:[->]|=>|->)? ?[A-Za-z]{2}(?!\w)")


@dataclass(frozen=True, slots=True)
class _Cues:
    after: re.Pattern[str]
    before: re.Pattern[str]
    sentence: re.Pattern[str]
    not_before: re.Pattern[str]
    between: re.Pattern[str]
    word_codes: frozenset[str]
    french: re.Pattern[str]
    least_french: int
    of_script: frozenset[str]
    script_sentence: re.Pattern[str]


@cache
def _cues() -> _Cues:
    text = files("paperfacts.extractor").joinpath("lexicon/language_cues.toml").read_text("utf-8")
    data = tomllib.loads(text)
    after, before, sentence, not_before = ("|".join(data[key]) for key in ("after", "before", "sentence", "not_before"))
    return _Cues(
        re.compile(rf"[\s-]*(?:{after})\b"),
        re.compile(rf"(?:{before}) (?:the |a |an )?$"),
        re.compile(rf"\b(?:{sentence})\b", re.IGNORECASE),
        re.compile(rf"[ -](?:{not_before})\b|[ -]?v?\d(?:\.\d)?\b"),
        re.compile(data["between"]),
        frozenset(data["word_codes"]),
        re.compile(rf" (?:{'|'.join(data['french'])}) "),
        data["least_french"],
        frozenset(data["of_script"]),
        re.compile(rf"\b(?:{data['script_sentence']})\b", re.IGNORECASE),
    )


def find_languages(document: Document, lexicon: Lexicon) -> tuple[Language, ...]:
    """Find the languages that a paper names, each with all its mentions, in order of the first.

    A name that is also a word, a person or a place counts where a cue stands by it. Groups ("Indic languages") and
    programming languages are none.

    >>> from paperfacts.schema import Paper
    >>> paper = Paper.of("Ukrainian-English translation", "Even speakers of Bangla agree.")
    >>> [(language.name, language.code) for language in find_languages(Document.of(paper), Lexicon.load())]
    [('Ukrainian', 'uk'), ('English', 'en'), ('Bengali', 'bn')]
    """
    found: defaultdict[tuple[str, str], list[tuple[int, int, str, float]]] = defaultdict(list)
    for start, end, language, (rule, confidence) in _hits(document, lexicon):
        insort(found[language.name, language.code], (start, end, rule, confidence))
    order = sorted(found, key=lambda key: found[key][0])
    return tuple(
        Language(name=name, code=code, mentions=tuple(document.evidence(*span) for span in found[name, code]))
        for name, code in order
    )


def _hits(document: Document, lexicon: Lexicon) -> Iterator[tuple[int, int, KnownLanguage, tuple[str, float]]]:
    text = document.text
    hits = list(lexicon.language_names(text))
    if any(hit[2].trust == "french" for hit in hits) and not _is_french(text):
        hits = [hit for hit in hits if hit[2].trust != "french"]
    sure = [_is_sure(document, hit) for hit in hits]
    cued = _with_neighbours(text, hits, sure)
    judged = list(zip(hits, cued, strict=True))
    rare = {text[hit[0] : hit[1]] for hit, taken in judged if taken and hit[2].trust == "rare"}
    accepted = [hit for hit, taken in judged if taken or text[hit[0] : hit[1]] in rare]
    shared = {first[0]: first for hit in accepted if (first := _shared_head(text, hit, lexicon))}
    for start, end, known in accepted:
        if start not in shared:
            yield start, end, known, NAME if known.trust in _ALONE else CUED
    yield from ((*first, CUED) for first in shared.values())
    yield from ((*hit, CODE) for hit in _codes(text, lexicon))


def _is_french(text: str) -> bool:
    return len(_cues().french.findall(text)) >= _cues().least_french


def _is_sure(document: Document, hit: Hit) -> bool:
    start, end, known = hit
    text, cues, sentence = document.text, _cues(), document.sentence(start)
    if known.trust in _ALONE:
        of_script = text[start:end] in cues.of_script and cues.script_sentence.search(text, *sentence)
        return not of_script and not cues.not_before.match(text, end)
    if known.trust == "word" and start == sentence[0]:
        return False
    if cues.after.match(text, end) or cues.before.search(text, max(0, start - _REACH), start):
        return True
    return known.trust == "rare" and bool(cues.sentence.search(text, *sentence))


def _with_neighbours(text: str, hits: list[Hit], sure: list[bool]) -> list[bool]:
    """Take what stands in a list or a pair with a language, from left to right and back."""
    cues, taken = _cues(), list(sure)
    for order in (range(1, len(hits)), range(len(hits) - 1, 0, -1)):
        for right in order:
            left = right - 1
            other = right if taken[left] else left
            is_open = taken[left] != taken[right] and hits[other][2].trust not in _ALONE
            if is_open and cues.between.fullmatch(text, hits[left][1], hits[right][0]):
                taken[other] = True
    return taken


def _shared_head(text: str, hit: Hit, lexicon: Lexicon) -> Hit | None:
    """Find the first of "Egyptian and Moroccan Arabic", which leaves its head to the second."""
    start, end, _ = hit
    _, space, head = text[start:end].rpartition(" ")
    first = _FIRST_OF_TWO.search(text, max(0, start - _REACH), start) if space else None
    known = lexicon.languages.get(f"{first[1]} {head}") if first else None
    return (first.start(1), first.end(1), known) if first and known else None


def _codes(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    if "_" in text:
        for match in _SCRIPT_CODE.finditer(text):
            known = lexicon.language_of_code(match[1])
            if known:
                yield match.start(1), match.end(1), known
    for match in _joined_codes(text):
        spans = [(code.start(), code.end()) for code in _CODE.finditer(text, *match.span())]
        known_codes = [lexicon.language_of_code(text[start:end].lower()) for start, end in spans]
        if all(known_codes) and _is_pair([text[start:end] for start, end in spans]):
            yield from ((start, end, known) for (start, end), known in zip(spans, known_codes, strict=True) if known)


def _joined_codes(text: str) -> Iterator[re.Match[str]]:
    """Find "en-de", "en → de": a joint is looked for first, since few texts have one between two letters and two."""
    done = 0
    for joint in _JOINT.finditer(text):
        at = joint.start()
        start = max(done, at - (3 if text[at - 1 : at] == " " else 2))
        if match := _CODES.match(text, start):
            done = match.end()
            yield match


def _is_pair(codes: list[str]) -> bool:
    small = {code.lower() for code in codes}
    return len(small) > 1 and ("en" in small or (codes[0].istitle() and not small & _cues().word_codes))
