"""Rules as data: patterns in TOML with their examples, compiled, proved and applied to text.

The format is described in docs/rules.md. A file with a `record` line holds rules; a `[macro]` table in any file gives
`$names` that regexes may use. Rules are values: they are loaded from folders and passed on.
"""

import hashlib
import json
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from paperfacts.extractor.macros import expand
from paperfacts.extractor.numbers import modifier_before, read_modifier, read_number
from paperfacts.extractor.rule_faults import faults_of
from paperfacts.schema import RuleError

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from paperfacts.extractor.document import Span


@dataclass(frozen=True, slots=True)
class Example:
    """A text that proves a rule: what it finds there, or that it finds nothing (`finds` is None)."""

    text: str
    finds: Mapping[str, Any] | None


@dataclass(frozen=True)
class Rule:
    """One pattern: named groups and `sets` are fields of `record`; `refuses` says that a match is no fact.

    It is tried at the matches of `starts`, else everywhere; patterns are compiled when they are first used.
    """

    id: str
    record: str
    needs: tuple[str, ...]
    starts: str
    source: str
    sets: Mapping[str, str]
    refuses: bool
    weight: int
    examples: tuple[Example, ...]
    file: str

    @cached_property
    def pattern(self) -> "regex.Pattern[str]":
        """The compiled pattern."""
        return regex.compile(self.source)

    @cached_property
    def places(self) -> "regex.Pattern[str]":
        """The compiled pattern of where the rule is tried."""
        return regex.compile(self.starts)


@dataclass(frozen=True)
class RuleSet:
    """The rules of one record, started together by one scan for the literals that they need."""

    rules: tuple[Rule, ...]

    def matches(self, text: str, lower: str, spans: Sequence["Span"]) -> Iterator[tuple[Rule, "regex.Match[str]"]]:
        """Matches of all rules within spans of a text; a rule looks only at spans that hold a literal it needs.

        `lower` is the text in lower case, of the same length; spans are in order and do not overlap.
        """
        for span, rules in zip(spans, self._started(lower, spans), strict=True):
            places: dict[str, list[int]] = {}
            for rule in rules:
                if rule.starts and rule.starts not in places:
                    places[rule.starts] = [match.start() for match in rule.places.finditer(text, *span)]
                for match in _matches(rule, text, span, places.get(rule.starts, ())):
                    yield rule, match

    def _started(self, lower: str, spans: Sequence["Span"]) -> list[list[Rule]]:
        """Rules that each span starts, all found by one scan."""
        first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
        ends = [end for _, end in spans]
        hits: list[set[int]] = [set() for _ in spans]
        for literal, start, end in self._automaton.find_matches_as_indexes(lower[first:last], overlapping=True):
            at = bisect_left(ends, first + end)
            if first + start >= spans[at][0]:
                hits[at].add(literal)
        return [self._starting(found) if found else self._always for found in hits]

    def _starting(self, literals: Iterable[int]) -> list[Rule]:
        needed: set[int] = set().union(*(self._needed[literal] for literal in literals))
        return [rule for number, rule in enumerate(self.rules) if number in needed or not rule.needs]

    @cached_property
    def finding(self) -> "RuleSet":
        """The rules whose matches are facts."""
        return RuleSet(tuple(rule for rule in self.rules if not rule.refuses))

    @cached_property
    def refusing(self) -> "RuleSet":
        """The rules whose matches are none."""
        return RuleSet(tuple(rule for rule in self.rules if rule.refuses))

    @cached_property
    def _literals(self) -> tuple[str, ...]:
        return tuple(sorted({literal for rule in self.rules for literal in rule.needs}))

    @cached_property
    def _needed(self) -> tuple[frozenset[int], ...]:
        return tuple(
            frozenset(number for number, rule in enumerate(self.rules) if literal in rule.needs)
            for literal in self._literals
        )

    @cached_property
    def _always(self) -> list[Rule]:
        return self._starting(())

    @cached_property
    def _automaton(self) -> "AhoCorasick":
        from ahocorasick_rs import AhoCorasick  # noqa: PLC0415  start-up stays light

        return AhoCorasick(self._literals)


def _matches(rule: Rule, text: str, span: "Span", places: Sequence[int]) -> "Iterable[regex.Match[str]]":
    if not rule.starts:
        return rule.pattern.finditer(text, *span)
    found: list[regex.Match[str]] = []
    for place in places:
        if found and place < found[-1].end():
            continue
        if match := rule.pattern.match(text, place, span[1]):
            found.append(match)
    return found


@dataclass(frozen=True)
class RuleBook:
    """All rules that were loaded, by record; `version` changes when any rule, macro or example does.

    >>> book = load_rules()
    >>> sorted({rule.record for rule in book.rules})
    ['LanguageCount', 'Score']
    """

    rules: tuple[Rule, ...]
    version: str
    _sets: Mapping[str, RuleSet] = field(repr=False)

    def of(self, record: str) -> RuleSet:
        """Rules of one record, by the name of its class."""
        return self._sets.get(record, RuleSet(()))


def load_rules(*folders: Path) -> RuleBook:
    """Load the package's rules, then those of other folders; a rule whose id is there already takes its place.

    Raises `RuleError` with every fault of every file.
    """
    sources: list[tuple[str, str]] = []
    faults: list[str] = []
    for folder in (files("paperfacts.extractor").joinpath("rules"), *folders):
        if not folder.is_dir():
            faults.append(f"{folder}: no such folder")
            continue
        found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name)
        sources += [(entry.name, entry.read_text("utf-8")) for entry in found]
    return read_rules(sources, faults, proved=not folders)


def read_rules(sources: Sequence[tuple[str, str]], faults: Sequence[str] = (), *, proved: bool = False) -> RuleBook:
    """Read rule files given as (file name, TOML) in order; raises `RuleError` with every fault at once.

    `proved` rules, as those of the package are, load without a look at each: their patterns wait until they are used.
    """
    faults = list(faults)
    tables: list[tuple[str, dict[str, Any]]] = []
    for name, text in sources:
        try:
            tables.append((name, tomllib.loads(text)))
        except tomllib.TOMLDecodeError as error:
            faults.append(f"{name}: not TOML: {error}")
    macros = {key: value for _, table in tables for key, value in table.get("macro", {}).items()}
    rules: dict[str, Rule] = {}
    for name, table in tables:
        if "record" in table:
            for entry in table.get("rule", []):
                rule = _read(name, table["record"], entry, macros, None if proved else faults)
                rules[rule.id] = rule
    if faults:
        raise RuleError(tuple(faults))
    kept = tuple(rules.values())
    records = dict.fromkeys(rule.record for rule in kept)
    sets = {record: RuleSet(tuple(rule for rule in kept if rule.record == record)) for record in records}
    return RuleBook(kept, _version(tables), sets)


def _version(tables: Sequence[tuple[str, dict[str, Any]]]) -> str:
    content = json.dumps(list(tables), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _read(name: str, record: str, entry: dict[str, Any], macros: Mapping[str, str], faults: list[str] | None) -> Rule:
    told: list[str] = []
    examples = tuple(Example(e.get("text", ""), None if e.get("rejects") else e.get("finds", {}))
                     for e in entry.get("example", []))  # fmt: skip
    rule = Rule(
        f"{name.removesuffix('.toml')}/{entry.get('id', '?')}",
        record,
        tuple(entry.get("needs", ())),
        _expand(entry.get("starts", ""), macros, told),
        _expand(entry.get("regex", ""), macros, told),
        dict(entry.get("set", {})),
        bool(entry.get("refuse", False)),
        int(entry.get("weight", 0)),
        examples,
        name,
    )
    if faults is not None:
        told += faults_of(rule, entry)
        faults += [f"{name}, rule {entry.get('id', '?')}: {fault}" for fault in told]
    return rule


def _expand(source: str, macros: Mapping[str, str], told: list[str]) -> str:
    try:
        return expand(source, macros)
    except KeyError as error:
        told.append(f"regex does not compile: {error}")
        return "(?!)"


def check(rulebook: RuleBook) -> list[str]:
    """Run every rule against its own examples; returns what went wrong, one line a failure.

    >>> check(load_rules())
    []
    """
    return [
        f"{rule.file}, rule {rule.id}: {example.text!r}: {fault}"
        for rule in rulebook.rules
        for example in rule.examples
        if (fault := _fault(rule, example))
    ]


def _fault(rule: Rule, example: Example) -> str:
    text = example.text
    match = next((match for _, match in RuleSet((rule,)).matches(text, text.lower(), [(0, len(text))])), None)
    if example.finds is None:
        return f"found {match[0]!r}, should reject" if match else ""
    if match is None:
        return "found nothing"
    wrong = [f"{name} is {read!r}, not {wanted!r}" for name, wanted in example.finds.items()
             if str(read := read_field(rule, match, name)) != str(wanted)]  # fmt: skip
    return "; ".join(wrong)


def read_field(rule: Rule, match: "regex.Match[str]", name: str) -> str | None:
    """What a match says of a field: numbers as decimal text, modifiers by their names, all else as written."""
    written = match.groupdict().get(name)
    if name == "modifier" and written is None and "value" in rule.pattern.groupindex:
        after = match["value"] or ""
        return "at_least" if after.endswith("+") else modifier_before(match.string, match.start("value"))[1]
    if written is None:
        return rule.sets.get(name)
    if name == "value":
        return read_number(written)
    return read_modifier(written) if name == "modifier" else written
