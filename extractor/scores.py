"""Reported scores: which numbers measure quality, in which direction, and of what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paperfacts.extractor.document import Document
from paperfacts.extractor.names import Name
from paperfacts.extractor.numbers import Number
from paperfacts.extractor.rules import RuleBook
from paperfacts.extractor.score_cues import Clause, clauses
from paperfacts.extractor.score_features import View, features
from paperfacts.extractor.score_links import Linker, Links
from paperfacts.extractor.score_weights import KINDS, Kind, ScoreWeights
from paperfacts.schema import Score
from paperfacts.schema.facts import ScoreModifier, ScoreUnit

THRESHOLD = 0.45
_NOTHING = "nothing"
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Judged:
    """A number that was judged to be a score, with its list, its kind and the probability of both."""

    number: Number
    numbers: tuple[Number, ...]
    kind: Kind
    probability: float
    rule: str


def find_scores(document: Document, names: Sequence[Name], rules: RuleBook, weights: ScoreWeights) -> tuple[Score, ...]:
    """Scores of a document in order, with what each is about.

    >>> from paperfacts.extractor.rules import load_rules
    >>> from paperfacts.schema import Paper
    >>> document = Document.of(Paper.of("A parser", "Our parser achieves an accuracy of 91.2%."))
    >>> found = find_scores(document, (), load_rules(), ScoreWeights.load())
    >>> [(score.value, score.unit, score.kind, score.metric) for score in found]
    [('91.2', '%', 'absolute', 'accuracy')]
    """
    return tuple(
        score
        for clause in clauses(document, rules)
        for score in _scores_of(document, clause, tuple(judge_clause(document, clause, weights)), names)
    )


def _scores_of(document: Document, clause: Clause, found: Sequence[Judged], names: Sequence[Name]) -> Iterator[Score]:
    if found:
        linker = Linker.of(document, clause, names)
        for judged in found:
            yield _score(document, clause, judged, linker.link(judged.numbers, judged.number, judged.kind))


def judge_clause(document: Document, clause: Clause, weights: ScoreWeights) -> Iterator[Judged]:
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


def _judge(document: Document, view: View, weights: ScoreWeights) -> Judged | None:
    rules = view.clause.rules_of(view.number)
    unseen = [(rule.sets.get("kind", ""), rule.weight) for rule in rules if f"rule={rule.id}" not in weights.of]
    is_score, kind, of_kind = weights.judge(features(document, view), unseen)
    if is_score < THRESHOLD:
        return None
    at = 1 + KINDS.index(kind)
    votes = [(weights.of[name][at], rule.id) for rule in rules if (name := f"rule={rule.id}") in weights.of]
    votes += [(rule.weight, rule.id) for rule in rules if rule.weight and rule.sets.get("kind") == kind]
    weight, rule_id = max(votes, default=(0, ""))
    return Judged(view.number, view.numbers, kind, is_score * of_kind, rule_id if weight > 0 else "scores/votes")


def _score(document: Document, clause: Clause, judged: Judged, links: Links) -> Score:
    number = judged.number
    return Score(
        value=f"-{number.value}" if number.sign == "-" and judged.kind == "absolute" else number.value,
        unit=_unit(judged),
        kind=judged.kind,
        modifier=_modifier(document, clause, judged),
        metric=links.metric,
        benchmark=links.benchmark,
        model=links.model,
        baseline=links.baseline,
        condition=links.condition,
        evidence=document.evidence(*links.span, judged.rule, round(judged.probability, 2)),
    )


def _unit(judged: Judged) -> ScoreUnit:
    return judged.number.unit or judged.numbers[-1].unit


def _modifier(document: Document, clause: Clause, judged: Judged) -> ScoreModifier:
    number, numbers = judged.number, judged.numbers
    if number.modifier != "exact":
        return number.modifier
    if len(numbers) == 2 and _is_range(document, judged):
        return "at_least" if number is numbers[0] else "up_to"
    near = [token for token in clause.tokens if abs(token.start - number.start) < _NEAR]
    return "average" if any("average" in token.classes for token in near) else "exact"


def _is_range(document: Document, judged: Judged) -> bool:
    low, high = judged.numbers
    between = document.text[low.unit_end : high.start].strip()
    before = document.text[max(0, low.opening - _NEAR) : low.start].lower()
    if between == "to":
        return judged.kind != "absolute" or "rang" in before
    return between in {"-", "--"} or (between == "and" and before.rstrip().endswith("between"))
