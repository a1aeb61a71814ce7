"""Measure extraction on papers that its weights have not seen, and print the figures as Markdown.

    python tools/cross_validate.py tools/annotations/*.jsonl [--seeds 1 2 3] [--into docs/accuracy.md]

The papers are dealt into folds; for each fold the weights of names, scores and tasks are fitted on the other folds, and
the fold's papers extracted with them. Each file is scored by itself, and those of `--pool` together too; figures are
means over seeds. Papers without an abstract are left out. `--into` writes the tables below the mark of a page.
"""

import argparse
import dataclasses
import random
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, pairwise
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import fit_names
import fit_scores
import fit_tasks

from paperfacts.annotations import Facts
from paperfacts.evaluation import Evaluation, evaluate
from paperfacts.extractor.judge import Weights
from paperfacts.extractor.pipeline import Extractor
from paperfacts.schema import Paper

MARK = "<!-- Made by the command below; what follows is written anew each time. -->"
MEASURES = (
    "models",
    "models.introduces",
    "benchmarks",
    "benchmarks.evaluates_on",
    "language_counts",
    "languages",
    "scores",
    "scores.tuple",
    "tasks",
)
FACTS = ("models", "benchmarks", "language_counts", "languages", "scores", "tasks")
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
CURVE = (100, 200, 400, 800)


class Fold(NamedTuple):
    """One fit: all papers but those of fold `number`, at most `most` of them."""

    files: tuple[Path, ...]
    seed: int
    folds: int
    number: int
    most: int | None = None


@dataclass(frozen=True)
class Table:
    """A table of the report."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __str__(self) -> str:
        lines = (self.columns, ["---"] * len(self.columns), *self.rows)
        return f"## {self.title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


@dataclass(frozen=True)
class Material:
    """All annotated papers, by place, with what every fold needs of them and no fold changes."""

    annotations: Sequence[fit_names.Annotation]
    extractor: Extractor
    feature_names: list[tuple[str, str]]
    names: Sequence[fit_names.Example]
    scores: Sequence[fit_scores.Annotated]
    tasks: Sequence[Sequence[fit_tasks.Phrase]]


@cache
def material(files: tuple[Path, ...]) -> Material:
    """Read the papers and take their features, once a process."""
    extractor = Extractor.load()
    annotations = fit_names.read_annotations(files)
    feature_names: list[tuple[str, str]] = []
    names = list(fit_names.examples_of(annotations, extractor.knowledge, feature_names))
    scores = [fit_scores.annotate(annotation, extractor.rules) for annotation in annotations]
    lexicon = extractor.knowledge.lexicon
    tasks = [list(fit_tasks.phrases_of(annotation, lexicon)) for annotation in annotations]
    return Material(annotations, extractor, feature_names, names, scores, tasks)


def deal(ids: Iterable[str], folds: int, seed: int) -> dict[str, int]:
    """Deal papers into folds by id, in the order of a shuffle; the same papers are dealt the same way."""
    order = sorted(set(ids))
    random.Random(seed).shuffle(order)  # noqa: S311  folds are no secret
    return {paper: place % folds for place, paper in enumerate(order)}


def hold_out(fold: Fold) -> list[tuple[int, Facts]]:
    """Fit on the papers outside a fold and extract those in it: place and facts of each."""
    known = material(fold.files)
    dealt = deal((annotation["id"] for annotation in known.annotations), fold.folds, fold.seed)
    train = set(islice((paper for paper, number in dealt.items() if number != fold.number), fold.most))
    places = [place for place, annotation in enumerate(known.annotations) if annotation["id"] in train]
    extractor = dataclasses.replace(
        known.extractor,
        weights=fit_name_weights(known, train),
        score_weights=fit_scores.fit([known.scores[place] for place in places]),
        task_weights=fit_tasks.fit(chain.from_iterable(known.tasks[place] for place in places)),
    )
    held = [place for place, annotation in enumerate(known.annotations) if dealt[annotation["id"]] == fold.number]
    papers = (Paper.of(known.annotations[place]["title"], known.annotations[place]["abstract"]) for place in held)
    found = (Facts.model_validate(record.model_dump()) for record in extractor.extract_all(papers))
    return list(zip(held, found, strict=True))


def fit_name_weights(known: Material, train: set[str]) -> Weights:
    table = fit_names.fit_weights([one for one in known.names if one.paper in train], known.feature_names)
    return Weights.parse(fit_names.write_weights(table))


class Run(NamedTuple):
    """All papers, extracted by weights that had not seen them, file by file: what was found, and how good it is."""

    found: dict[str, list[Facts]]
    files: dict[str, Evaluation]

    def together(self, names: Iterable[str] | None = None) -> Evaluation:
        """The papers of some files, or of all, as one."""
        chosen = self.files if names is None else names
        return Evaluation(tuple(paper for name in chosen for paper in self.files[name].papers))


def run(folds: Iterable[Fold], files: tuple[Path, ...], jobs: int) -> Run:
    """Hold out fold after fold, and compare what was found."""
    annotations = fit_names.read_annotations(files)
    with ProcessPoolExecutor(jobs) as pool:
        found = dict(chain.from_iterable(pool.map(hold_out, folds)))
    records, evaluations = {}, {}
    for name in (file.stem for file in files):
        places = [place for place, annotation in enumerate(annotations) if annotation["file"] == name]
        records[name] = [found[place] for place in places]
        evaluations[name] = evaluate((annotations[place] for place in places), records[name])
    return Run(records, evaluations)


def figures(runs: Sequence[Run], pool: Sequence[str]) -> Table:
    """Precision, recall and F1 of each measure and file, means over the runs."""
    groups = {" + ".join(pool): pool} if pool else {}
    groups |= {name: [name] for name in runs[0].files}
    scored = {name: [run.together(files) for run in runs] for name, files in groups.items()}
    rows = [[what, *(_figures(evaluations, what) for evaluations in scored.values())] for what in MEASURES]
    return Table("Figures", ["precision / recall / **F1**", *scored], rows)


def _figures(evaluations: Iterable[Evaluation], what: str) -> str:
    tallies = [evaluation.tally(what) for evaluation in evaluations]
    precision, recall, f1 = (mean(getattr(one, name) for one in tallies) for name in ("precision", "recall", "f1"))
    return f"{precision:.3f} / {recall:.3f} / **{f1:.3f}**"


def reliability(runs: Sequence[Run]) -> Table:
    """How many of the facts said with a confidence are right."""
    rows = []
    for low, high in pairwise(BINS):
        label = f"{low:.1f} to {min(high, 1):.1f}" if low else f"below {high:.1f}"
        rows.append([label, *(_right(runs, what, low, high) for what in ("models", "benchmarks", "scores"))])
    return Table("Reliability", ["said with", "models right", "benchmarks right", "scores right"], rows)


def _right(runs: Sequence[Run], what: str, low: float, high: float) -> str:
    right, wrong = [], []
    for paper in chain.from_iterable(run.together().papers for run in runs):
        matched = paper.facts[what]
        right += [found for _, found in matched.pairs if low <= (found.confidence or 0) < high]
        wrong += [found for found in matched.extra if low <= (found.confidence or 0) < high]
    told = len(right) + len(wrong)
    return f"{len(right) / told:.2f} of {round(told / len(runs))}" if told else "none"


def errors(runs: Sequence[Run]) -> Table:
    """How often each class of error occurs, in all papers, a run."""
    rows = []
    for what in FACTS:
        counts = Counter(error.error for run in runs for error in run.together().errors(what))
        rows += [[what, name, str(round(count / len(runs)))] for name, count in counts.most_common()]
    return Table("Errors", ["facts", "class", "how many"], rows)


def learning_curve(files: tuple[Path, ...], folds: int, seed: int, jobs: int) -> Table:
    """F1 over all papers by the number of papers that weights are fitted on."""
    rows = []
    for most in (*CURVE, None):
        evaluation = run((Fold(files, seed, folds, k, most) for k in range(folds)), files, jobs).together()
        label = str(most or f"all ({len(evaluation.papers) * (folds - 1) // folds})")
        rows.append([label, *(f"{evaluation.tally(what).f1:.3f}" for what in MEASURES)])
    return Table(f"Learning curve, seed {seed}", ["papers", *MEASURES], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--pool", nargs="*", default=[], help="names of files that are scored together too")
    parser.add_argument("--reliability", action="store_true", help="how often facts of a confidence are right")
    parser.add_argument("--errors", action="store_true", help="how often each class of error occurs")
    parser.add_argument("--learning-curve", action="store_true", help="F1 by the number of papers, first seed")
    parser.add_argument("--records", type=Path, help="folder for what was found with the first seed, a file each")
    parser.add_argument("--into", type=Path, help="page whose part below the mark is written")
    options = parser.parse_args()
    if options.into and MARK not in options.into.read_text("utf-8"):
        raise SystemExit(f"{options.into} has no line {MARK!r}: put it where the tables shall stand")
    files = tuple(options.annotations)
    runs = [
        run((Fold(files, seed, options.folds, k) for k in range(options.folds)), files, options.jobs)
        for seed in options.seeds
    ]
    if options.records:
        write_records(options.records, runs[0])
    tables = [figures(runs, options.pool)]
    tables += [reliability(runs)] if options.reliability else []
    tables += [errors(runs)] if options.errors else []
    tables += [learning_curve(files, options.folds, options.seeds[0], options.jobs)] if options.learning_curve else []
    report = "\n".join(map(str, tables))
    if options.into:
        write_below_mark(options.into, shlex.join(["python", *sys.argv]), report)
    else:
        print(report)


def write_records(folder: Path, found: Run) -> None:
    """Write what was found as JSON Lines, for `paperfacts evaluate ANNOTATIONS RECORDS --show TYPE`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, facts in found.found.items():
        (folder / f"{name}.jsonl").write_text("".join(f"{one.model_dump_json()}\n" for one in facts), "utf-8")


def write_below_mark(page: Path, command: str, report: str) -> None:
    above = page.read_text("utf-8").partition(MARK)[0]
    page.write_text(f"{above}{MARK}\n\n```\n{command}\n```\n\n{report}", "utf-8")


if __name__ == "__main__":
    main()
