"""Why a paper has the facts it has: what was looked at, what spoke for and against it, and what was turned down."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from paperfacts.extractor.document import Document
from paperfacts.extractor.features import candidate_features
from paperfacts.extractor.judge import THRESHOLD, Verdict, Weights
from paperfacts.extractor.rules import RuleBook
from paperfacts.extractor.score_cues import clauses
from paperfacts.extractor.score_weights import ScoreWeights
from paperfacts.extractor.scores import judge_clause
from paperfacts.extractor.surroundings import Surroundings
from paperfacts.schema import Evidence, Record

_MOST_VOTES = 4


class Vote(NamedTuple):
    """How much one feature speaks for a candidate's being a name, in thousandths."""

    feature: str
    votes: int


@dataclass(frozen=True, slots=True)
class Considered:
    """A candidate with its chances, what spoke loudest for and against it, and what became of it."""

    name: str
    shares: dict[str, float]
    for_it: tuple[Vote, ...]
    against_it: tuple[Vote, ...]
    outcome: str

    def __str__(self) -> str:
        shares = ", ".join(f"{value} {share:.2f}" for value, share in self.shares.items())
        votes = (f"{vote.feature} {vote.votes / 1000:+.1f}" for vote in (*self.for_it, *self.against_it))
        return f"  {self.name}: {self.outcome} ({shares})\n      {'  '.join(votes)}"


@dataclass(frozen=True, slots=True)
class ConsideredNumber:
    """A number that might have been a score, the rules that looked at it, and what became of it."""

    text: str
    rules: tuple[str, ...]
    outcome: str

    def __str__(self) -> str:
        return f"  {self.text}: {self.outcome}" + (f"\n      {'  '.join(self.rules)}" if self.rules else "")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record with the sentences it was read from, and every candidate and number that was considered."""

    record: Record
    sentences: tuple[str, ...]
    considered: tuple[Considered, ...]
    numbers: tuple[ConsideredNumber, ...]

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield self.record.title or self.record.abstract[:80]
        yield "sentences:"
        yield from (f"  {number}. {sentence}" for number, sentence in enumerate(self.sentences, 1))
        yield "names considered:"
        yield from map(str, self.considered)
        yield "numbers considered as scores:"
        yield from map(str, self.numbers)
        yield "facts:"
        yield from (
            f"  {what}\n      {evidence.rule} ({evidence.confidence:.2f}): {evidence.text}"
            for what, evidence in _facts(self.record)
        )


def _facts(record: Record) -> Iterator[tuple[str, Evidence]]:
    for model in record.models:
        yield f"{model.role} {model.kind} {model.name}", model.mentions[0]
    for benchmark in record.benchmarks:
        yield f"{benchmark.role} benchmark {benchmark.name}", benchmark.mentions[0]
    for language in record.languages:
        yield f"language {language.name} [{language.code}]", language.mentions[0]
    for task in record.tasks:
        yield f"task {task.name}", task.mentions[0]
    for count in record.language_counts:
        yield f"count ({count.unit}) {count.modifier} {count.value} of {count.subject or 'the paper'}", count.evidence
    for score in record.scores:
        about = ", ".join(filter(None, (score.metric, score.benchmark, score.model, score.condition)))
        yield f"{score.kind} {score.modifier} {score.value}{score.unit} ({about})", score.evidence


def explain_names(around: Surroundings, weights: Weights, verdicts: list[Verdict]) -> tuple[Considered, ...]:
    """Say of every candidate what spoke for it and against it, and what became of it."""
    taken = {verdict.key: verdict for verdict in verdicts}
    considered = []
    for key, mentions, found in candidate_features(around, weights.numbering):
        shares = weights.shares(found, "type")
        nearest = max(("model", "benchmark"), key=lambda value: shares[value])
        column = weights.votes["type", nearest]
        votes = sorted(
            (Vote(weights.names[number], column[number]) for number in found),
            key=lambda vote: (-vote.votes, vote.feature),
        )
        considered.append(
            Considered(
                around.candidates.text(mentions[0]),
                shares,
                tuple(vote for vote in votes[:_MOST_VOTES] if vote.votes > 0),
                tuple(vote for vote in votes[-_MOST_VOTES:] if vote.votes < 0),
                _outcome(taken.get(key), 1 - shares["neither"]),
            )
        )
    return tuple(considered)


def explain_numbers(document: Document, rules: RuleBook, weights: ScoreWeights) -> tuple[ConsideredNumber, ...]:
    """Say of every number that might be a score which rules looked at it, and what became of it."""
    considered = []
    for clause in clauses(document, rules):
        judged = {each.number.start: each for each in judge_clause(document, clause, weights)}
        for number in chain.from_iterable(clause.lists):
            looked = clause.rules_of(number)
            refusing = next((rule.id for rule in looked if rule.refuses), "")
            score = judged.get(number.start)
            if refusing:
                outcome = f"no score, says {refusing}"
            elif score:
                outcome = f"{score.kind} score ({score.probability:.2f})"
            else:
                outcome = "no score, by the votes"
            text = document.text[number.start : number.unit_end]
            considered.append(ConsideredNumber(text, tuple(rule.id for rule in looked), outcome))
    return tuple(considered)


def _outcome(verdict: Verdict | None, confidence: float) -> str:
    if verdict:
        return f"{verdict.role} {verdict.kind if verdict.type == 'model' else 'benchmark'}"
    return "turned down" if confidence < THRESHOLD else "a part of a surer name"


def sentences_of(document: Document) -> tuple[str, ...]:
    """The title and the sentences of the abstract."""
    return tuple(document.text[start:end] for start, end in document.sentences)
