"""How good records are: facts found, beside the facts that a person sees in the same papers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from paperfacts.annotations import Count, Facts, Language, Named, Score
from paperfacts.extraction import extractor_with
from paperfacts.matching import Matched, fold, is_same_name, match_by, match_names, match_once, metric_of, names_of
from paperfacts.schema import Paper, Record

Given = Record | Facts | Mapping[str, Any]

MEASURES = (
    "models",
    "models.introduces",
    "benchmarks",
    "benchmarks.introduces",
    "benchmarks.evaluates_on",
    "language_counts",
    "languages",
    "scores",
    "scores.tuple",
    "tasks",
)
AGREEMENTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "models.kind": lambda annotated, found: annotated.kind == found.kind,
    "models.role": lambda annotated, found: annotated.role == found.role,
    "benchmarks.role": lambda annotated, found: annotated.role == found.role,
    "language_counts.modifier": lambda annotated, found: annotated.modifier == found.modifier,
    "language_counts.subject": lambda annotated, found: is_same_name(annotated.subject, found.subject),
    "scores.metric": lambda annotated, found: metric_of(annotated.metric) == metric_of(found.metric),
    "scores.benchmark": lambda annotated, found: is_same_name(annotated.benchmark, found.benchmark),
    "scores.model": lambda annotated, found: is_same_name(annotated.model, found.model),
}
_OF_TUPLE = tuple(agrees for name, agrees in AGREEMENTS.items() if name.startswith("scores."))
_SPLIT = ("models", "benchmarks")
_PERFECT = ("models", "benchmarks", "benchmarks.evaluates_on", "language_counts", "languages", "scores")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts are right, found but not annotated, annotated but not found.

    >>> Tally(right=3, extra=1, missed=3).f1
    0.6
    """

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the found facts that are right; 0 where none is found."""
        return _share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float:
        """Share of the annotated facts that are found; 0 where none is annotated."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)


class Row(NamedTuple):
    """A line of the report: a measure by `gold` and `found`, or the share of matched facts that agree in a property."""

    what: str
    gold: int | None = None
    found: int | None = None
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    share: float | None = None


class Error(NamedTuple):
    """A difference between annotation and record, with its class."""

    paper: str
    title: str
    error: str
    annotated: str
    found: str


@dataclass(frozen=True, slots=True)
class ComparedPaper:
    """An annotated paper beside its record; `title_found` says whether the record's title is the paper's."""

    annotated: Facts
    is_read: bool
    title_found: bool
    facts: Mapping[str, Matched[Any]]

    @property
    def is_perfect(self) -> bool:
        """Whether nothing but tasks, properties and tuples of scores differs."""
        return self.is_read and not any(self.facts[what].missed or self.facts[what].extra for what in _PERFECT)

    def errors(self, what: str) -> Iterator[Error]:
        """What differs in the facts of one type: missed, extra, taken for another type, or a property of a match."""
        matched = self.facts[what]
        for one in matched.missed:
            yield self._error(self._class(what, one, missed=True), one, "")
        for one in matched.extra:
            yield self._error(self._class(what, one, missed=False), "", one)
        for name, agrees in AGREEMENTS.items():
            kind, _, prop = name.partition(".")
            for annotated, found in matched.pairs if kind == what else ():
                if not agrees(annotated, found):
                    yield self._error(prop, *(f"{one} ({getattr(one, prop) or 'none'})" for one in (annotated, found)))

    def _error(self, name: str, annotated: object, found: object) -> Error:
        return Error(self.annotated.id, self.annotated.title, name, str(annotated), str(found))

    def _class(self, what: str, one: object, *, missed: bool) -> str:
        """Tell an annotated model that was found as a benchmark, and the like, from what was not found at all."""
        side = "extra" if missed else "missed"
        others = {"models": "benchmarks", "benchmarks": "models"}
        if isinstance(one, Named):
            names, opposite = names_of(one), getattr(self.facts[others[what]], side)
            if any(names & names_of(other) for other in opposite):
                return "model-for-benchmark" if (what == "models") != missed else "benchmark-for-model"
        if isinstance(one, Score) and any(_number(one) == _number(other) for other in getattr(self.facts[what], side)):
            return "kind"
        return "missed" if missed else "extra"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Papers compared, and the figures over all of them."""

    papers: tuple[ComparedPaper, ...]

    def tally(self, what: str) -> Tally:
        """Count the facts of one of `MEASURES` over all papers."""
        matched = [paper.facts[what] for paper in self.papers]
        return Tally(*(sum(len(getattr(one, side)) for one in matched) for side in ("pairs", "extra", "missed")))

    def agreement(self, what: str) -> float | None:
        """Share of matched facts whose property, one of `AGREEMENTS`, is right; None where nothing matched."""
        pairs = [pair for paper in self.papers for pair in paper.facts[what.partition(".")[0]].pairs]
        return _share(sum(AGREEMENTS[what](*pair) for pair in pairs), len(pairs)) if pairs else None

    def errors(self, what: str) -> Iterator[Error]:
        """What differs in facts of one type, paper by paper."""
        for paper in self.papers:
            yield from paper.errors(what)

    def rows(self) -> Iterator[Row]:
        """Every figure, a row each."""
        number = len(self.papers)
        for what, count in (
            ("papers", sum(paper.is_read for paper in self.papers)),
            ("papers.title", sum(paper.title_found for paper in self.papers)),
            ("papers.perfect", sum(paper.is_perfect for paper in self.papers)),
        ):
            yield Row(what, number, count, share=_rounded(_share(count, number)))
        for what in MEASURES:
            tally = self.tally(what)
            figures = map(_rounded, (tally.precision, tally.recall, tally.f1))
            yield Row(what, tally.right + tally.missed, tally.right + tally.extra, *figures)
        for what in _SPLIT:
            yield Row(f"{what}.split", found=sum(paper.facts[what].splits for paper in self.papers))
        for what in AGREEMENTS:
            yield Row(what, share=_rounded(self.agreement(what)))


def evaluate(annotations: Iterable[Given], records: Iterable[Given] | None = None) -> Evaluation:
    """Compare records with annotated papers, joined by title, else by title and abstract run together.

    A paper without a record misses all its facts; records of other papers count nothing. Without records, the facts of
    the annotated papers are extracted.

    >>> gold = {"title": "On XNLI", "datasets": [{"name": "XNLI", "role": "evaluated"}]}
    >>> found = [{"name": "XNLI", "role": "used"}, {"name": "MLQA", "role": "used"}]
    >>> evaluation = evaluate([gold], [{"title": "On XNLI", "benchmarks": found}])
    >>> evaluation.tally("benchmarks")
    Tally(right=1, extra=1, missed=0)
    >>> [(error.error, error.annotated, error.found) for error in evaluation.errors("benchmarks")]
    [('extra', '', 'MLQA'), ('role', 'XNLI (evaluated)', 'XNLI (used)')]
    """
    gold = tuple(map(_facts, annotations))
    by_title: dict[str, Facts] = {}
    by_text: dict[str, Facts] = {}
    for record in map(_facts, _extracted(gold) if records is None else records):
        by_title.setdefault(fold(record.title), record)
        by_text.setdefault(fold(record.title + record.abstract), record)
    compared = []
    for annotated in gold:
        same_title = by_title.get(fold(annotated.title))
        found = same_title or by_text.get(fold(annotated.title + annotated.abstract))
        facts = compare(annotated, found or Facts(title=annotated.title))
        compared.append(ComparedPaper(annotated, found is not None, same_title is not None, facts))
    return Evaluation(tuple(compared))


def compare(annotated: Facts, found: Facts) -> Mapping[str, Matched[Any]]:
    """Match the facts of one paper, for each of `MEASURES`."""
    scores = match_by(lambda score: (_number(score), score.kind), annotated.scores, found.scores)
    counts = match_by(lambda count: (_number(count), count.unit), annotated.language_counts, found.language_counts)
    return {
        "models": match_names(annotated.models, found.models),
        "models.introduces": _match_roles(annotated.models, found.models, "introduced"),
        "benchmarks": match_names(annotated.benchmarks, found.benchmarks),
        "benchmarks.introduces": _match_roles(annotated.benchmarks, found.benchmarks, "introduced"),
        "benchmarks.evaluates_on": _match_roles(annotated.benchmarks, found.benchmarks, "evaluated", "introduced"),
        "language_counts": counts,
        "languages": match_once(_language, annotated.languages, found.languages),
        "scores": scores,
        "scores.tuple": _whole(scores),
        "tasks": match_once(fold, annotated.tasks, found.tasks),
    }


def _match_roles(annotated: Iterable[Named], found: Iterable[Named], *roles: str) -> Matched[Named]:
    return match_names((one for one in annotated if one.role in roles), (one for one in found if one.role in roles))


def _whole(scores: Matched[Score]) -> Matched[Score]:
    """Of matched scores, those that agree in metric, benchmark and model."""
    whole = [all(agrees(*pair) for agrees in _OF_TUPLE) for pair in scores.pairs]
    apart = [pair for pair, agrees in zip(scores.pairs, whole, strict=True) if not agrees]
    return Matched(
        tuple(pair for pair, agrees in zip(scores.pairs, whole, strict=True) if agrees),
        (*scores.missed, *(annotated for annotated, _ in apart)),
        (*scores.extra, *(found for _, found in apart)),
    )


def _extracted(annotated: Iterable[Facts]) -> Iterator[Record]:
    return extractor_with(()).extract_all(Paper.of(facts.title, facts.abstract) for facts in annotated)


def _facts(given: Given) -> Facts:
    if isinstance(given, Facts):
        return given
    return Facts.model_validate(given.model_dump() if isinstance(given, Record) else given)


def _number(stated: Score | Count) -> float:
    return round(abs(stated.value), 4)


def _language(language: Language) -> str:
    return language.code or fold(language.name)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)
