"""Names that are known beforehand: models, benchmarks, languages and tasks, found in a text by one scan each."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple, cast

from ahocorasick_rs import AhoCorasick, Implementation

from paperfacts.schema import RuleError, name_key

NameType = Literal["model", "benchmark"]
Trust = Literal["sure", "rare", "cued", "word", "french"]
NAME_TYPES: tuple[NameType, ...] = ("model", "benchmark")
USER_FILE = "names.toml"
_DATA = ("names.tsv", "languages.tsv", "tasks.tsv")
_EXACT = "="
_SHORT_FORM = 5
_FEW = 1000
_ARROW = "rightarrow"


class Phrases:
    """Phrases to find as whole words; where two overlap, the one that begins first and then the longer one is found.

    >>> list(Phrases(["mt5", "mt5 large"]).find("mt5 large, amt5"))
    [(0, 9, 1)]
    >>> list(Phrases(["xlm", "xlm-r"], plural=True).find("two xlm-rs"))
    [(4, 10, 1)]
    """

    __slots__ = ("_automaton", "_plural")

    def __init__(self, phrases: Iterable[str], *, plural: bool = False) -> None:
        known = list(phrases)
        self._automaton = AhoCorasick(known, implementation=Implementation.DFA if len(known) < _FEW else None)
        self._plural = plural

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and number of each phrase in the text, in order."""
        found = [
            (start, -whole, number)
            for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if not (start and text[start - 1].isalnum()) and (whole := _end(text, end, plural=self._plural))
        ]
        found.sort()
        done = 0
        for start, minus_end, number in found:
            if start >= done:
                done = -minus_end
                yield start, done, number


def _end(text: str, end: int, *, plural: bool) -> int:
    """Return where whole words end, a plural's s with them; 0 where a word or a number goes on."""
    end += plural and text[end : end + 1] == "s"
    after = text[end : end + 2]
    goes_on = after[:1].isalnum() or (after[:1] == "." and after[1:].isdigit() and text[end - 1].isdigit())
    return 0 if goes_on else end


class NameHit(NamedTuple):
    """A known model or benchmark in a text."""

    start: int
    end: int
    type: NameType
    canonical: str


class KnownLanguage(NamedTuple):
    """What a language is called, its code, and how far a spelling of it can be trusted without a cue."""

    name: str
    code: str
    trust: Trust


class Spelling(NamedTuple):
    """One way to write a model or a benchmark; `exact` where its case tells it from a word."""

    type: NameType
    canonical: str
    text: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The names of the package and of a user's folders.

    >>> lexicon = Lexicon.load()
    >>> lexicon.canonical("model", "XLM R"), lexicon.canonical("benchmark", "Flores200")
    ('XLM-RoBERTa', 'FLORES-200')
    >>> [(hit.start, hit.end, hit.canonical) for hit in lexicon.scan("XLM-R on XNLI")]
    [(0, 5, 'XLM-RoBERTa'), (9, 13, 'XNLI')]
    """

    canonicals: dict[tuple[NameType, str], str]
    languages: dict[str, KnownLanguage]
    tasks: dict[str, str]
    version: str
    _spellings: tuple[tuple[Spelling, ...], ...]
    _names: Phrases
    _languages: tuple[tuple[str, ...], Phrases]
    _tasks: tuple[tuple[str, ...], Phrases]
    _codes: dict[str, KnownLanguage]

    @classmethod
    def load(cls, *folders: Path) -> "Lexicon":
        """Load the package's names, and those of each folder's `names.toml`, which win where they differ.

        Raises RuleError where a folder's names do not load.
        """
        return _load(folders, tuple(_read_user_file(folder) for folder in folders))

    def canonical(self, type_: NameType, spelling: str) -> str | None:
        """Return the name under which a spelling meets others, if it is known."""
        return self.canonicals.get((type_, name_key(spelling)))

    def scan(self, text: str) -> tuple[NameHit, ...]:
        """Find the known models and benchmarks in a text."""
        hits = []
        for start, end, number in self._names.find(lower(text)):
            if text[end : end + 1] == "-" and text[end + 1 : end + 2].isdigit():
                continue
            for spelling in self._spellings[number]:
                if _has_case(text[start:end], spelling):
                    hits.append(NameHit(start, end, spelling.type, spelling.canonical))
                    break
        return tuple(hits)

    def language_names(self, text: str) -> Iterator[tuple[int, int, KnownLanguage]]:
        """Spans that are written like the name of a language."""
        names, phrases = self._languages
        apart = text.replace(_ARROW, " " * len(_ARROW))
        return ((start, end, self.languages[names[number]]) for start, end, number in phrases.find(apart))

    def language_of_code(self, code: str) -> KnownLanguage | None:
        """Return the language that an ISO 639 code of two or three letters stands for."""
        return self._codes.get(code)

    def task_names(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Spans that name a task, with the task's full name."""
        names, phrases = self._tasks
        for start, end, number in phrases.find(lower(text)):
            task = self.tasks[names[number]]
            is_short_form = end - start <= _SHORT_FORM and task != names[number]
            if not is_short_form or not text[start:end].islower():
                yield start, end, task


_SEPARATORS = str.maketrans("-_", "  ")


def lower(text: str) -> str:
    """Lower case in which every character keeps its place.

    >>> len(lower("İstanbul"))
    8
    """
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _has_case(written: str, spelling: Spelling) -> bool:
    if spelling.exact:
        return fold_separators(written).removesuffix("s") == fold_separators(spelling.text).removesuffix("s")
    return not written.isalpha() or not written.islower() or spelling.text.islower()


def fold_separators(spelling: str) -> str:
    """Fold spaces, hyphens and underscores, keeping case."""
    return "".join(spelling.translate(_SEPARATORS).split())


def _load(folders: tuple[Path, ...], user: tuple[str, ...]) -> Lexicon:
    data = tuple(files("paperfacts.extractor").joinpath(f"lexicon/{name}").read_text("utf-8") for name in _DATA)
    names, languages, tasks = (_rows(text) for text in data)
    own = [spelling for folder, text in zip(folders, user, strict=True) for spelling in _user_spellings(folder, text)]
    canonicals: dict[tuple[NameType, str], str] = {}
    patterns: dict[str, tuple[Spelling, ...]] = {}
    for spelling in (*own, *_spellings(names)):
        key = (spelling.type, name_key(spelling.text))
        if canonicals.setdefault(key, spelling.canonical) == spelling.canonical:
            for variant in _variants(spelling.text):
                patterns[variant] = (*patterns.get(variant, ()), spelling)
    by_name, by_code = _languages(languages)
    task_names = {written: row[0] for row in tasks for written in row}
    return Lexicon(
        canonicals,
        by_name,
        task_names,
        hashlib.sha256("\0".join((*data, *user)).encode()).hexdigest()[:16],
        tuple(patterns.values()),
        Phrases(patterns, plural=True),
        (tuple(by_name), Phrases(by_name)),
        (tuple(task_names), Phrases(task_names)),
        by_code,
    )


def _rows(text: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in text.rstrip("\n").split("\n")[1:])


def _spellings(rows: Iterable[list[str]]) -> Iterator[Spelling]:
    for type_, name, _, written in rows:
        for spelling in written.split("|"):
            text = spelling.removeprefix(_EXACT)
            yield Spelling("model" if type_ == "model" else "benchmark", name, text, text != spelling)


def _variants(spelling: str) -> tuple[str, ...]:
    small = lower(spelling)
    parts = small.translate(_SEPARATORS).split()
    if len(parts) == 1:
        return (small,)
    return tuple(dict.fromkeys((small, *(separator.join(parts) for separator in (" ", "-", "_", "")))))


def _languages(rows: Iterable[list[str]]) -> tuple[dict[str, KnownLanguage], dict[str, KnownLanguage]]:
    by_name: dict[str, KnownLanguage] = {}
    by_code: dict[str, KnownLanguage] = {}
    for name, code, trust in rows:
        if trust == "code":
            by_code[name] = by_code[code]
            continue
        first = by_code.get(code)
        if first and first.trust == trust:
            by_name[name] = first
            continue
        known = KnownLanguage(first.name if first else name, code, cast("Trust", trust))
        by_name[name] = known
        if code and not first:
            by_code[code] = known
    return by_name, by_code


def _read_user_file(folder: Path) -> str:
    path = folder / USER_FILE
    return path.read_text("utf-8") if path.is_file() else ""


def _user_spellings(folder: Path, text: str) -> Iterator[Spelling]:
    where = folder / USER_FILE
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError((f"{where}: {error}",)) from error
    faults = tuple(_faults(where, tables))
    if faults:
        raise RuleError(faults)
    for type_ in NAME_TYPES:
        for entry in tables.get(type_, []):
            for written in (entry["name"], *entry.get("aliases", [])):
                yield Spelling(type_, entry["name"], written, exact=False)


def _faults(where: Path, tables: dict[str, object]) -> Iterator[str]:
    for key, entries in tables.items():
        if key not in NAME_TYPES or not isinstance(entries, list):
            yield f"{where}: {key!r} is neither [[model]] nor [[benchmark]]"
            continue
        for number, entry in enumerate(entries, 1):
            aliases = entry.get("aliases", []) if isinstance(entry, dict) else None
            strings = [entry.get("name"), *aliases] if isinstance(aliases, list) else [None]
            if not all(isinstance(string, str) and string.strip() for string in strings):
                yield f"{where}: [[{key}]] number {number} needs a name, and aliases that are text"
