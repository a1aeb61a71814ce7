"""Tasks that a paper addresses or is evaluated on: phrases that end like a task, weighed by where they stand."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from paperfacts.extractor.document import Document, Span
from paperfacts.extractor.lexicon import Lexicon, Phrases, lower
from paperfacts.extractor.task_weights import TaskWeights
from paperfacts.schema import Task

RULE = "tasks/phrase"
MOST_BEFORE, MANY, FIFTHS = 3, 4, 5
_REACH, _AROUND = 100, 20
_WORD = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_PREFIX = re.compile(r"[a-z0-9-]+\Z")
_PLAIN_WORD = re.compile(r"(?:[a-z]+|,)\Z")


@dataclass(frozen=True, slots=True)
class _Knowledge:
    heads: Phrases
    not_first: frozenset[str]
    not_tasks: frozenset[str]
    after: re.Pattern[str]
    least_confidence: float
    most_tasks: int


@cache
def _knowledge() -> _Knowledge:
    data = tomllib.loads(files("paperfacts.extractor").joinpath("lexicon/task_phrases.toml").read_text("utf-8"))
    return _Knowledge(
        Phrases(data["heads"]),
        frozenset(data["not_first"]),
        frozenset(data["not_tasks"]),
        re.compile(rf" ({'|'.join(data['after'])})\b", re.IGNORECASE),
        data["least_confidence"],
        data["most_tasks"],
    )


def find_tasks(document: Document, lexicon: Lexicon, weights: TaskWeights) -> tuple[Task, ...]:
    """Find the tasks of a paper, lower case and spelled out, at most eight, in order of the first mention.

    >>> from paperfacts.schema import Paper
    >>> paper = Paper.of("A corpus for slot filling", "We evaluate on the tasks of NER and slot filling.")
    >>> [task.name for task in find_tasks(Document.of(paper), Lexicon.load(), TaskWeights.load())]
    ['slot filling', 'named entity recognition']
    """
    knowledge = _knowledge()
    candidates = find_candidates(document, lexicon)
    judged = []
    for name, spans in candidates.items():
        confidence = weights.confidence(task_features(document, lexicon, candidates, name))
        if confidence >= knowledge.least_confidence:
            judged.append((-confidence, spans[0], name))
    best = sorted(judged)[: knowledge.most_tasks]
    return tuple(
        Task(name=name, mentions=tuple(document.evidence(start, end, RULE, -minus) for start, end in candidates[name]))
        for minus, _, name in sorted(best, key=lambda each: each[1])
    )


def find_candidates(document: Document, lexicon: Lexicon) -> dict[str, list[Span]]:
    """Find phrases that may name tasks: known ones, and those that end in a head; the longer one wins."""
    knowledge, text = _knowledge(), lower(document.text)
    spans = [(start, end, name) for start, end, name in lexicon.task_names(document.text)]
    for start, end, _ in knowledge.heads.find(text):
        first = _begin(text, start, knowledge.not_first)
        spans.append((first, end, text[first:end]))
    spans.sort(key=lambda span: (span[0] - span[1], span[0], span[2] != text[span[0] : span[1]]))
    found: defaultdict[str, list[Span]] = defaultdict(list)
    taken = bytearray(len(text))
    for start, end, name in spans:
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            if name not in knowledge.not_tasks and (name in lexicon.tasks or " " in name):
                found[name].append((start, end))
    return {name: sorted(found[name]) for name in sorted(found)}


def _begin(text: str, start: int, not_first: frozenset[str]) -> int:
    if start and text[start - 1] == "-":
        start -= len(_last(_PREFIX, text[max(0, start - _REACH) : start]))
    *words, rest = text[max(0, start - _REACH) : start].rsplit(" ", MOST_BEFORE + 1)
    for written in () if rest else words[: -MOST_BEFORE - 1 : -1]:
        word = _last(_WORD, written)
        if not word or word in not_first or word.isdigit() or word.endswith("ly"):
            break
        start -= len(word) + 1
        if word != written:
            break
    return start


def _last(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def task_features(
    document: Document, lexicon: Lexicon, candidates: Mapping[str, list[Span]], name: str
) -> frozenset[str]:
    """Say what a phrase looks like and where it stands, in words that serve as features."""
    spans, words, text = candidates[name], name.split(), document.text
    first = spans[0][0]
    features = {
        f"head {words[-1].rpartition('-')[2]}",
        f"words {min(MANY, len(words))}",
        f"mentions {min(MANY, len(spans))}",
        f"sentence {min(MANY, document.sentence_number(first))}",
        f"fifth {FIFTHS * first // len(document.text)}",
        f"phrases {min(10, len(candidates))}",
        f"in title {document.in_title(first)}",
        f"listed {lexicon.tasks.get(name) is not None}",
        f"within another {sum([name in other for other in candidates]) > 1}",
        f"around another {sum([other in name for other in candidates]) > 1}",
    }
    for start, end in spans:
        after = _knowledge().after.match(text, end)
        features.add(f"after {(after[1] if after else text[end : end + 1]).lower()!r}")
        features.add(f"before {_word_before(text, start)}")
    return frozenset(features)


def _word_before(text: str, start: int) -> str:
    if text[start - 1 : start] != " ":
        return ""
    return _last(_PLAIN_WORD, text[max(0, start - _AROUND) : start - 1].rpartition(" ")[2].lower())
