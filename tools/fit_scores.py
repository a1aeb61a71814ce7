"""Fit the weights that tell scores from other numbers, and what kind of score each is.

    python tools/fit_scores.py tools/annotations/*.jsonl [--into FILE] [--folds 5]

Papers without an abstract are left out. Prints the figures of cross-validation by paper (micro F1 on value and kind),
then fits on all papers and writes the weights as integers, a feature a line. The same papers give the same bytes.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fit_names import Annotation, read_annotations
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from paperfacts.extractor.document import Document
from paperfacts.extractor.numbers import Number
from paperfacts.extractor.rules import RuleBook, load_rules
from paperfacts.extractor.score_cues import Clause, clauses
from paperfacts.extractor.score_features import View, features
from paperfacts.extractor.score_weights import KINDS, ScoreWeights
from paperfacts.extractor.scores import judge_clause
from paperfacts.extractor.text import make_plain
from paperfacts.schema import Paper

OUT = Path(__file__).parent.parent / "extractor" / "lexicon" / "score_weights.json"
NOTHING, BIAS = "nothing", "bias"
NEVER = -20.0
PAPERS_PER_FEATURE = 4
STRENGTH_SCORE, STRENGTH_KIND = 0.1, 0.2
# Features that speak of direction and of rules are few and telling: they are held back less.
TELLING = ("rule", "left", "right", "nearest", "sign", "link", "following", "previous", "unit", "below")
TELLING_SCALE = 1.5
Matrix = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True)
class Example:
    """A number of an annotated paper with its features and what it is."""

    paper: int
    features: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Annotated:
    """A paper with the clauses that hold its numbers, the kind of each number by its start, and scores not found."""

    document: Document
    clauses: tuple[Clause, ...]
    kinds: dict[int, str]
    unseen: int


def read(paths: Sequence[Path], rules: RuleBook) -> list[Annotated]:
    """Annotated papers of files; those without an abstract are left out."""
    return [annotate(annotation, rules) for annotation in read_annotations(paths)]


def annotate(entry: Annotation, rules: RuleBook) -> Annotated:
    """Find each annotated score among the numbers of its paper, within its quote where it can be."""
    document = Document.of(Paper.of(entry["title"], entry["abstract"]))
    found = clauses(document, rules)
    numbers = [number for clause in found for numbers in clause.lists for number in numbers]
    numbers = [number for number in numbers if not any(clause.refused(number) for clause in found)]
    kinds: dict[int, str] = {}
    unseen = 0
    for score in entry["scores"]:
        quote = make_plain(score.get("quote") or "").text
        at = document.text.find(quote)
        same = [n for n in numbers if n.start not in kinds and is_same(n, score["value"])]
        best = min(same, key=lambda n: (not at <= n.start < at + len(quote), n.start), default=None)
        if best:
            kinds[best.start] = score["kind"]
        else:
            unseen += 1
    return Annotated(document, found, kinds, unseen)


def is_same(number: Number, value: float) -> bool:
    """Whether a number in a text is an annotated value, whatever the sign."""
    return round(abs(float(number.value)), 4) == round(abs(float(value)), 4)


def examples(papers: Sequence[Annotated]) -> Iterator[Example]:
    """Numbers of papers in order, each knowing what the number before it in the sentence is."""
    for at, paper in enumerate(papers):
        for clause in paper.clauses:
            previous = ""
            for numbers in clause.lists:
                for number in numbers:
                    if not clause.refused(number):
                        view = View.of(clause, numbers, number, previous)
                        previous = paper.kinds.get(number.start, NOTHING)
                        yield Example(at, features(paper.document, view), previous)


def fit(papers: Sequence[Annotated]) -> ScoreWeights:
    """Weights fitted on papers: a regression for score or not, one for the kind of a score."""
    found = list(examples(papers))
    in_papers: dict[str, set[int]] = defaultdict(set)
    for example in found:
        for feature in example.features:
            in_papers[feature].add(example.paper)
    names = sorted({BIAS} | {name for name, where in in_papers.items() if len(where) >= PAPERS_PER_FEATURE})
    scores = [example for example in found if example.kind != NOTHING]
    is_score = [str(example.kind != NOTHING) for example in found]
    no, yes = regress(found, is_score, ("False", "True"), names, STRENGTH_SCORE, 1.0)
    kinds = regress(scores, [example.kind for example in scores], KINDS, names, STRENGTH_KIND, TELLING_SCALE)
    rows = np.rint(100 * np.vstack([yes - no, kinds])).astype(int).T.tolist()
    return ScoreWeights(
        {name: (s, a, d, g) for name, (s, a, d, g) in zip(names, rows, strict=True) if s or a or d or g}
    )


def regress(
    found: Sequence[Example],
    labels: Sequence[str],
    values: Sequence[str],
    names: Sequence[str],
    strength: float,
    telling: float,
) -> Matrix:
    """Weights of each feature, a row a value; those of a value that no example has speak against it."""
    votes = np.zeros((len(values), len(names)))
    votes[[value not in labels for value in values], names.index(BIAS)] = NEVER
    if len(set(labels)) > 1:
        scale = np.array([telling if name.startswith(TELLING) else 1.0 for name in names])
        model = LogisticRegression(C=strength, max_iter=2000, random_state=0)
        model.fit(features_of(found, names).multiply(scale).tocsr(), labels)
        weights = model.coef_ * scale
        weights[:, names.index(BIAS)] += model.intercept_
        rows = np.vstack([-weights / 2, weights / 2]) if len(weights) == 1 else weights
        for value, row in zip(model.classes_, rows, strict=True):
            votes[values.index(value)] = row
    return votes


def features_of(found: Sequence[Example], names: Sequence[str]) -> csr_matrix:
    """Which example has which feature, a row an example."""
    index = {name: at for at, name in enumerate(names)}
    cells = [(row, index[name]) for row, example in enumerate(found) for name in example.features if name in index]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(found), len(names)))


@dataclass(frozen=True)
class Figures:
    """Right, wrong and missed scores."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.right + self.wrong), self.right / max(1, self.right + self.missed)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def measure(papers: Sequence[Annotated], weights: ScoreWeights) -> Figures:
    """How weights do on papers, by value and kind."""
    total = Figures()
    for paper in papers:
        found = {v.number.start: v.kind for c in paper.clauses for v in judge_clause(paper.document, c, weights)}
        right = sum(paper.kinds.get(start) == kind for start, kind in found.items())
        total += Figures(right, len(found) - right, len(paper.kinds) + paper.unseen - right)
    return total


def cross_validate(papers: Sequence[Annotated], folds: int, seed: int) -> Figures:
    """Figures over papers that were held back from the fit."""
    fold = np.random.default_rng(seed).permutation(len(papers)) % folds
    total = Figures()
    for number in range(folds):
        kept = [paper for paper, at in zip(papers, fold, strict=True) if at != number]
        total += measure([paper for paper, at in zip(papers, fold, strict=True) if at == number], fit(kept))
    return total


def write(weights: ScoreWeights, path: Path) -> None:
    """Write weights as JSON, a feature a line, sorted."""
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(values)}" for name, values in sorted(weights.of.items())
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def main() -> None:
    """Fit, tell the figures, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--into", type=Path, default=OUT)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    papers = read(options.annotated, load_rules())
    for seed in range(options.seeds):
        print(f"cross-validated, seed {seed}: {cross_validate(papers, options.folds, seed)}")
    for path in options.annotated if len(options.annotated) > 1 else ():
        others = read([other for other in options.annotated if other != path], load_rules())
        print(f"held back {path.name}: {measure(read([path], load_rules()), fit(others))}")
    weights = fit(papers)
    print(f"on the papers fitted: {measure(papers, weights)}; {len(weights.of)} features of {', '.join(KINDS)}")
    write(weights, options.into)


if __name__ == "__main__":
    main()
