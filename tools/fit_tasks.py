"""Fit the weights of task phrases to annotated papers; accuracy is told by cross-validation over papers.

python tools/fit_tasks.py ANNOTATED.jsonl…
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from paperfacts.extractor.document import Document
from paperfacts.extractor.lexicon import Lexicon
from paperfacts.extractor.tasks import find_candidates, task_features
from paperfacts.schema import Paper, name_key

WEIGHTS = Path(__file__).parent.parent / "extractor/lexicon/task_weights.tsv"
LEAST_SEEN, REGULAR, FOLDS, LEAST_CONFIDENCE = 12, 0.3, 5, 0.25


def main() -> None:
    papers = [json.loads(line) for path in sys.argv[1:] for line in Path(path).read_text("utf-8").splitlines()]
    rows, right, owner = read(papers)
    vectorizer = DictVectorizer()
    matrix: Any = vectorizer.fit_transform(rows)
    kept = np.asarray((matrix > 0).sum(axis=0)).ravel() >= LEAST_SEEN
    matrix, names = matrix[:, kept], vectorizer.get_feature_names_out()[kept]
    total = sum(len(paper["tasks"]) for paper in papers)
    report(matrix, right, owner, total)
    model = LogisticRegression(C=REGULAR, max_iter=1000).fit(matrix, right)
    weights = {"bias": model.intercept_[0], **dict(zip(names, model.coef_[0], strict=True))}
    lines = (f"{name}\t{round(1000 * weight)}\n" for name, weight in sorted(weights.items()) if round(1000 * weight))
    WEIGHTS.write_text("# Made by tools/fit_tasks.py: feature, weight in thousandths.\n" + "".join(lines), "utf-8")


def read(papers: list[dict[str, Any]]) -> tuple[list[dict[str, int]], "np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]:
    lexicon, rows, right, owner = Lexicon.load(), [], [], []
    for number, paper in enumerate(papers):
        document = Document.of(Paper.of(paper["title"], paper["abstract"]))
        tasks = {name_key(task) for task in paper["tasks"]}
        candidates = find_candidates(document, lexicon)
        for name in candidates:
            rows.append(dict.fromkeys(sorted(task_features(document, lexicon, candidates, name)), 1))
            right.append(name_key(name) in tasks)
            owner.append(number)
    return rows, np.array(right), np.array(owner)


def report(matrix: Any, right: "np.ndarray[Any, Any]", owner: "np.ndarray[Any, Any]", total: int) -> None:
    chance = np.zeros(len(right))
    for train, test in GroupKFold(FOLDS).split(matrix, right, owner):
        model = LogisticRegression(C=REGULAR, max_iter=1000).fit(matrix[train], right[train])
        chance[test] = model.predict_proba(matrix[test])[:, 1]
    told = chance >= LEAST_CONFIDENCE
    hits = int((told & right).sum())
    precision, recall = hits / told.sum(), hits / total
    f1 = 2 * precision * recall / (precision + recall)
    print(f"cross-validated: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
