"""What is wrong with a rule as it is written: its keys, its pattern, the fields it speaks of, its lack of examples."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import regex
from pydantic import TypeAdapter, ValidationError

from paperfacts import schema

if TYPE_CHECKING:
    from paperfacts.extractor.rules import Example, Rule

_RECORDS = ("Model", "Benchmark", "Language", "Task", "LanguageCount", "Score")
_NUMBERED = ("LanguageCount", "Score")
_KEYS = frozenset({"id", "needs", "starts", "regex", "set", "refuse", "weight", "example"})


def faults_of(rule: "Rule", entry: Mapping[str, Any]) -> list[str]:
    """Faults of a rule that was read from a table of a file, in words."""
    told = [f"has no {key}" for key in ("id", "regex", "example") if not entry.get(key)]
    told += [f"{key!r} is no key of a rule" for key in sorted(set(entry) - _KEYS)]
    told += _unproved(rule.examples) if rule.examples else []
    groups: set[str] = set()
    try:
        groups = set(rule.pattern.groupindex)
        regex.compile(rule.starts)
    except regex.error as error:
        told.append(f"regex does not compile: {error}")
    if rule.record in _NUMBERED and "value" not in groups:
        told.append("has no group called value")
    told += _unknown_fields(rule.record, groups | set(rule.sets))
    told += [] if told else _wrong_values(rule.record, rule.sets)
    return [*told, *(f"needs {literal!r} is not in lower case" for literal in rule.needs if literal.lower() != literal)]


def _unproved(examples: Sequence["Example"]) -> list[str]:
    found = sum(example.finds is not None for example in examples)
    faults = [] if found else ["has no example that it finds"]
    return faults if found < len(examples) else [*faults, "has no example that it rejects"]


def _unknown_fields(record: str, fields: set[str]) -> list[str]:
    if record not in _RECORDS:
        return [f"{record!r} is no record; known are {', '.join(_RECORDS)}"]
    known = getattr(schema, record).model_fields
    return [f"{name!r} is no field of {record}" for name in sorted(fields - set(known))]


def _wrong_values(record: str, sets: Mapping[str, str]) -> list[str]:
    fields = getattr(schema, record).model_fields
    faults = []
    for name, value in sets.items():
        try:
            TypeAdapter(fields[name].annotation).validate_python(value)
        except ValidationError:
            faults.append(f"{value!r} is no value of {name}")
    return faults
