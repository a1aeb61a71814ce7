"""Fit the weights of `extractor/judge.py` from annotated papers.

    python tools/fit_names.py tools/annotations/*.jsonl

The same papers give the same bytes. `tools/cross_validate.py` measures on papers that the weights have not seen.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from paperfacts.extractor.document import Document
from paperfacts.extractor.features import SLOTS, Numbering, candidate_features
from paperfacts.extractor.judge import BIAS, COLUMNS, HEADS, UNIT
from paperfacts.extractor.surroundings import Knowledge, Surroundings
from paperfacts.schema import Paper, name_key

WEIGHTS = Path(__file__).parent.parent / "extractor" / "lexicon" / "name_weights.tsv"
STRENGTH, LEAST_PAPERS = 0.15, 3
NEVER = -20.0
Annotation = dict[str, Any]


class GrowingSlot(dict[str, int]):
    """A slot that numbers every value it is asked for."""

    def __init__(self, names: list[tuple[str, str]], slot: str) -> None:
        super().__init__()
        self._names, self._slot = names, slot

    def get(self, value: str, _default: object = None, /) -> int:
        """Give the number of a value, a new one where it has none."""
        if value not in self:
            self[value] = len(self._names)
            self._names.append((self._slot, value))
        return self[value]


@dataclass(frozen=True)
class Example:
    """One candidate of one paper: its features, and what the annotation says of it, a value a head."""

    paper: str
    key: str
    features: tuple[int, ...]
    labels: Mapping[str, str]


def spelling_keys(entity: Annotation) -> set[str]:
    spellings = [entity["name"], *entity.get("surfaces", ())]
    return {name_key(s) for s in spellings} | {name_key(s[:-1]) for s in spellings if s.endswith("s")}


def labels_of(key: str, annotation: Annotation) -> Mapping[str, str]:
    for kind, entities in (("model", annotation["models"]), ("benchmark", annotation["datasets"])):
        for entity in entities:
            if key in spelling_keys(entity):
                labels = {"type": kind, f"{kind}_role": entity["role"]}
                return labels | ({"model_kind": entity["kind"]} if kind == "model" else {})
    return {"type": "neither"}


def surroundings_of(annotation: Annotation, knowledge: Knowledge) -> Surroundings:
    document = Document.of(Paper.of(annotation["title"], annotation["abstract"]))
    return Surroundings.of(document, knowledge)


def examples_of(
    annotations: Iterable[Annotation], knowledge: Knowledge, names: list[tuple[str, str]]
) -> Iterator[Example]:
    numbering = Numbering.of({slot: GrowingSlot(names, slot) for slot in SLOTS})
    for annotation in annotations:
        for key, _, found in candidate_features(surroundings_of(annotation, knowledge), numbering):
            yield Example(annotation["id"], key, tuple(sorted(found)), labels_of(key, annotation))


def fit_weights(
    examples: list[Example], names: list[tuple[str, str]], *, strength: float = STRENGTH, least: int = LEAST_PAPERS
) -> dict[tuple[str, str], list[int]]:
    """Weights in thousandths for each feature that stands in at least `least` papers."""
    papers: Counter[int] = Counter()
    for number, _ in {(number, example.paper) for example in examples for number in example.features}:
        papers[number] += 1
    kept = sorted((number for number, n in papers.items() if n >= least), key=lambda number: names[number])
    place = {number: column for column, number in enumerate(kept)}
    table: dict[tuple[str, str], list[int]] = {names[number]: [0] * len(COLUMNS) for number in kept}
    table[BIAS, ""] = [0] * len(COLUMNS)
    for head, values in HEADS.items():
        chosen = [example for example in examples if head in example.labels]
        rows = [sorted(place[number] for number in example.features if number in place) for example in chosen]
        pointers = np.cumsum([0, *map(len, rows)])
        columns = np.array([column for row in rows for column in row])
        matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(kept)))
        model = LogisticRegression(C=strength, max_iter=300, tol=1e-4)
        model.fit(matrix, [example.labels[head] for example in chosen])
        votes = _votes(model, values)
        for value in values[1:]:
            at = COLUMNS.index((head, value))
            against = votes[value] - votes[values[0]]
            table[BIAS, ""][at] = round(UNIT * float(against[-1]))
            for column, number in enumerate(kept):
                table[names[number]][at] = round(UNIT * float(against[column]))
    return table


def _votes(
    model: LogisticRegression, values: tuple[str, ...]
) -> dict[str, "np.ndarray[tuple[int], np.dtype[np.float64]]"]:
    """Coefficients and intercept of each value; those of a value that no example has speak against it."""
    weights = np.hstack([model.coef_, model.intercept_[:, None]])
    if len(weights) == 1:
        weights = np.vstack([-weights / 2, weights / 2])
    never = np.zeros(weights.shape[1])
    never[-1] = NEVER
    known = dict(zip(model.classes_, weights, strict=True))
    return {value: known.get(value, never) for value in values}


def write_weights(table: Mapping[tuple[str, str], list[int]]) -> Iterator[str]:
    for slot, value in [(BIAS, ""), *sorted(table.keys() - {(BIAS, "")})]:
        row = table[slot, value]
        if slot == BIAS or any(row):
            yield "\t".join((slot, value, *(str(vote or "") for vote in row)))


def read_annotations(files: Iterable[Path]) -> list[Annotation]:
    lines = ((file, line) for file in files for line in file.read_text("utf-8").split("\n") if line)
    annotations = (json.loads(line) | {"file": file.stem} for file, line in lines)
    return [annotation for annotation in annotations if "abstract" in annotation]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--strength", type=float, default=STRENGTH, help="inverse of the L2 penalty")
    parser.add_argument("--least-papers", type=int, default=LEAST_PAPERS, help="a feature in fewer papers is left out")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    names: list[tuple[str, str]] = []
    examples = list(examples_of(read_annotations(args.annotations), Knowledge.load(), names))
    table = fit_weights(examples, names, strength=args.strength, least=args.least_papers)
    args.out.write_text("".join(f"{line}\n" for line in write_weights(table)), "utf-8")


if __name__ == "__main__":
    main()
