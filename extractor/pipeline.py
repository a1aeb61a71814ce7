"""The way of a paper, step by step, from the text as read to the record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, Self

from paperfacts.extractor.counts import find_counts
from paperfacts.extractor.document import Document
from paperfacts.extractor.explain import Explanation, explain_names, explain_numbers, sentences_of
from paperfacts.extractor.judge import Weights, judge
from paperfacts.extractor.languages import find_languages
from paperfacts.extractor.resolve import benchmarks_of, models_of, resolve
from paperfacts.extractor.rules import RuleBook, load_rules
from paperfacts.extractor.score_weights import ScoreWeights
from paperfacts.extractor.scores import find_scores
from paperfacts.extractor.surroundings import Knowledge, Surroundings
from paperfacts.extractor.task_weights import TaskWeights
from paperfacts.extractor.tasks import find_tasks
from paperfacts.schema import InputError, MadeWith, Paper, Record, text_digest

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Extractor:
    """Everything that extraction knows (rules, lexicon, weights), as one value.

    >>> record = Extractor.load().extract(Paper.of("A study", "We evaluate mBERT on the XNLI benchmark."))
    >>> [(benchmark.name, benchmark.role) for benchmark in record.benchmarks]
    [('XNLI', 'evaluated')]
    """

    version: str
    knowledge: Knowledge
    rules: RuleBook
    weights: Weights
    score_weights: ScoreWeights
    task_weights: TaskWeights

    @classmethod
    def load(cls, *folders: Path) -> Self:
        """Load what the package knows, and the rules and names in folders of the user's own.

        Raises InputError where a folder is not there, and RuleError where rules or names have faults.
        """
        for folder in folders:
            if not folder.is_dir():
                raise InputError(str(folder), "no folder of rules", remedy="name a folder that holds *.toml files")
        return cls(
            _version(folders),
            Knowledge.load(*folders),
            load_rules(*folders),
            Weights.load(),
            ScoreWeights.load(),
            TaskWeights.load(),
        )

    def extract(self, paper: Paper) -> Record:
        """Find the facts of one paper."""
        return self._extract_batch([paper])[0]

    def extract_all(self, papers: Iterable[Paper]) -> Iterator[Record]:
        """Find the facts of papers, in their order."""
        for batch in _batches(papers):
            yield from self._extract_batch(batch)

    def explain(self, paper: Paper) -> Explanation:
        """Find the facts of one paper, and say what was considered on the way.

        >>> explanation = Extractor.load().explain(Paper.of("A study", "We evaluate mBERT on the XNLI benchmark."))
        >>> [(one.name, one.outcome) for one in explanation.considered]
        [('mBERT', 'used model'), ('XNLI', 'evaluated benchmark')]
        """
        document = Document.of(paper)
        around = Surroundings.of(document, self.knowledge)
        considered = explain_names(around, self.weights, judge(around, self.weights))
        numbers = explain_numbers(document, self.rules, self.score_weights)
        return Explanation(self.extract(paper), sentences_of(document), considered, numbers)

    def _extract_batch(self, papers: list[Paper]) -> list[Record]:
        """Take papers through the steps together: each step's tables stay close at hand."""
        lexicon = self.knowledge.lexicon
        documents = list(map(Document.of, papers))
        surroundings = [Surroundings.of(document, self.knowledge) for document in documents]
        verdicts = [judge(around, self.weights) for around in surroundings]
        entities = list(map(resolve, surroundings, verdicts))
        names = [[entity.name for entity in found] for found in entities]
        facts = {
            "models": map(models_of, documents, entities),
            "benchmarks": map(benchmarks_of, documents, entities),
            "languages": [find_languages(document, lexicon) for document in documents],
            "tasks": [find_tasks(document, lexicon, self.task_weights) for document in documents],
            "language_counts": [find_counts(*found, self.rules) for found in zip(documents, names, strict=True)],
            "scores": [
                find_scores(*found, self.rules, self.score_weights) for found in zip(documents, names, strict=True)
            ],
        }
        return [
            self._record(paper, dict(zip(facts, found, strict=True)))
            for paper, found in zip(papers, zip(*facts.values(), strict=True), strict=True)
        ]

    def _record(self, paper: Paper, facts: dict[str, Any]) -> Record:
        made_with = MadeWith(text=text_digest(paper), rules=self.version)
        fields: dict[str, Any] = {field: getattr(paper, field) for field in Paper.model_fields}
        return Record.model_construct(**fields, **facts, made_with=made_with)


def _batches(papers: Iterable[Paper]) -> Iterator[list[Paper]]:
    remaining = iter(papers)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _version(folders: Iterable[Path]) -> str:
    """Version of the package with a hash of everything that rules, lexicon and weights say."""
    digest = sha256()
    package = files("paperfacts.extractor")
    data = [entry for part in ("rules", "lexicon") for entry in package.joinpath(part).iterdir()]
    data += [entry for folder in folders for entry in folder.iterdir()]
    for entry in sorted(data, key=lambda entry: entry.name):
        if entry.is_file():
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return f"{version('paperfacts')}+{digest.hexdigest()[:12]}"
