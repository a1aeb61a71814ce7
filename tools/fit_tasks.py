"""Fit the weights of `extractor/task_weights.py` from annotated papers.

    python tools/fit_tasks.py tools/annotations/*.jsonl

The same papers give the same bytes. `tools/cross_validate.py` measures on papers that the weights have not seen.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from fit_names import Annotation, read_annotations
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from paperfacts.extractor.document import Document
from paperfacts.extractor.lexicon import Lexicon
from paperfacts.extractor.task_weights import BIAS, TaskWeights
from paperfacts.extractor.tasks import find_candidates, task_features
from paperfacts.schema import Paper, name_key

WEIGHTS = Path(__file__).parent.parent / "extractor" / "lexicon" / "task_weights.tsv"
LEAST_SEEN, STRENGTH = 12, 0.3


@dataclass(frozen=True)
class Phrase:
    """A phrase of a paper with its features, and whether the annotation has it as a task."""

    features: frozenset[str]
    is_task: bool


def phrases_of(annotation: Annotation, lexicon: Lexicon) -> Iterator[Phrase]:
    document = Document.of(Paper.of(annotation["title"], annotation["abstract"]))
    tasks = {name_key(task) for task in annotation["tasks"]}
    candidates = find_candidates(document, lexicon)
    for name in candidates:
        yield Phrase(task_features(document, lexicon, candidates, name), name_key(name) in tasks)


def fit(phrases: Iterable[Phrase]) -> TaskWeights:
    """Weights in thousandths for each feature that at least `LEAST_SEEN` phrases have."""
    examples = list(phrases)
    vectorizer = DictVectorizer()
    matrix: Any = vectorizer.fit_transform([dict.fromkeys(sorted(phrase.features), 1) for phrase in examples])
    kept = np.asarray((matrix > 0).sum(axis=0)).ravel() >= LEAST_SEEN
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(matrix[:, kept], [phrase.is_task for phrase in examples])
    weights = {
        BIAS: model.intercept_[0],
        **dict(zip(vectorizer.get_feature_names_out()[kept], model.coef_[0], strict=True)),
    }
    thousandths = {name: round(1000 * float(weight)) for name, weight in sorted(weights.items())}
    return TaskWeights({name: weight for name, weight in thousandths.items() if weight})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    lexicon = Lexicon.load()
    annotations = read_annotations(args.annotations)
    weights = fit(phrase for annotation in annotations for phrase in phrases_of(annotation, lexicon))
    lines = (f"{name}\t{weight}\n" for name, weight in weights.of.items())
    args.out.write_text("# Made by tools/fit_tasks.py: feature, weight in thousandths.\n" + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
