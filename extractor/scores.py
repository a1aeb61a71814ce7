"""Reported scores: which numbers measure quality, in which direction, and of what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from paperfacts.extractor.document import Document
from paperfacts.extractor.names import Name
from paperfacts.extractor.numbers import Number
from paperfacts.extractor.rules import RuleBook
from paperfacts.extractor.score_cues import Clause, clauses
from paperfacts.extractor.score_features import View, features
from paperfacts.extractor.score_links import Links, link
from paperfacts.extractor.score_weights import KINDS, Kind, Weights, load_weights
from paperfacts.schema import Score
from paperfacts.schema.facts import ScoreModifier, ScoreUnit

THRESHOLD = 0.45
_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Judged:
    """A number that was judged to be a score, with its list, its kind and the probability of both."""

    number: Number
    numbers: tuple[Number, ...]
    kind: Kind
    probability: float
    rule: str


def find_scores(document: Document, names: Sequence[Name], rules: RuleBook) -> tuple[Score, ...]:
    """Scores of a document in order, with what each is about.

    >>> from paperfacts.extractor.rules import load_rules
    >>> from paperfacts.schema import Paper
    >>> document = Document.of(Paper.of("A parser", "Our parser achieves an accuracy of 91.2%."))
    >>> [(s.value, s.unit, s.kind, s.metric) for s in find_scores(document, (), load_rules())]
    [('91.2', '%', 'absolute', 'accuracy')]
    """
    weights = load_weights()
    return tuple(
        _score(document, clause, judged, link(document, clause, judged.numbers, judged.number, judged.kind, names))
        for clause in clauses(document, rules)
        for judged in judge_clause(document, clause, weights)
    )


def judge_clause(document: Document, clause: Clause, weights: Weights) -> Iterator[Judged]:
    """The scores among the numbers of a clause; each number is judged knowing what the one before it is."""
    previous = ""
    for numbers in clause.lists:
        for number in numbers:
            if clause.refused(number):
                continue
            view = View.of(clause, numbers, number, previous)
            judged = _judge(document, view, weights)
            previous = judged.kind if judged else _NOTHING
            if judged:
                yield judged


def _judge(document: Document, view: View, weights: Weights) -> Judged | None:
    found = features(document, view)
    is_score, kind, of_kind = weights.judge(found)
    if is_score < THRESHOLD:
        return None
    at = 1 + KINDS.index(kind)
    rules = view.clause.rules_of(view.number)
    votes = [(weights.of.get(f"rule={rule.id}", (0, 0, 0, 0))[at], rule.id) for rule in rules]
    best = max(votes, default=(0, ""))
    return Judged(view.number, view.numbers, kind, is_score * of_kind, best[1] if best[0] > 0 else "scores/votes")


def _score(document: Document, clause: Clause, judged: Judged, links: Links) -> Score:
    number = judged.number
    return Score.model_construct(
        value=f"-{number.value}" if number.sign == "-" and judged.kind == "absolute" else number.value,
        unit=_unit(judged),
        kind=judged.kind,
        modifier=_modifier(document, judged),
        metric=links.metric,
        benchmark=links.benchmark,
        model=links.model,
        baseline=links.baseline,
        condition=links.condition,
        evidence=document.evidence(*links.span, judged.rule, round(judged.probability, 2)),
    )


def _unit(judged: Judged) -> ScoreUnit:
    return judged.number.unit or judged.numbers[-1].unit


def _modifier(document: Document, judged: Judged) -> ScoreModifier:
    return judged.number.modifier
