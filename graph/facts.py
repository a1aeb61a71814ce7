"""A record as nodes and relationships of the property graph."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from paperfacts.graph.elements import Facts, Key, Naming, Node, Relationship, Value
from paperfacts.graph.ids import entity_id, hashed_id, language_id
from paperfacts.graph.links import keys_of, links
from paperfacts.graph.sentence import sentence_around
from paperfacts.schema import Benchmark, Evidence, LanguageCount, Record, Score, name_key

_TYPES = {"introduced": "INTRODUCES", "used": "USES", "mentioned": "MENTIONS", "evaluated": "EVALUATES_ON"}


def facts(record: Record, digest: str = "") -> Facts:
    """Make nodes and relationships of a record; the same record always gives the same.

    >>> mention = {"field": "title", "start": 3, "end": 7, "text": "XNLI", "rule": "x", "confidence": 1}
    >>> record = Record.of("On XNLI", benchmarks=[{"name": "XNLI", "role": "evaluated", "mentions": [mention]}])
    >>> [(each.type, each.end) for each in facts(record).relationships]
    [('EVALUATES_ON', ('Benchmark', 'benchmark:xnli'))]
    """
    paper = Node("Paper", record.id, _known(_paper_properties(record) | {"digest": digest or None}))
    scores = {_score_id(record, score): score for score in record.scores}
    counts = {_count_id(record, count): count for count in record.language_counts}
    own = [Node("Score", each, _known({"id": each, **_score_properties(score)})) for each, score in scores.items()]
    own += [
        Node("LanguageCount", each, _known({"id": each, **_count_properties(count)})) for each, count in counts.items()
    ]
    claims = _best(_claims(record, scores, counts))
    relationships = chain((_evidenced(record, claim) for claim in claims), links(record, scores, counts))
    return Facts(
        (paper, *sorted(own, key=lambda node: (node.label, node.id))),
        tuple(namings(record)),
        tuple(sorted(relationships, key=lambda each: (each.type, each.start, each.end))),
    )


def namings(record: Record) -> Iterator[Naming]:
    """Give the record's names for shared nodes, one a node."""
    seen: set[Key] = set()
    for naming in chain(
        (Naming("Model", entity_id("Model", m.name), m.name, m.aliases, kind=m.kind) for m in record.models),
        (Naming("Benchmark", entity_id("Benchmark", b.name), b.name, b.aliases) for b in record.benchmarks),
        (
            Naming("Language", language_id(language.name, language.code), language.name, code=language.code or None)
            for language in record.languages
        ),
        (Naming("Task", entity_id("Task", task.name), task.name) for task in record.tasks),
        (Naming("Metric", entity_id("Metric", s.metric), s.metric) for s in record.scores if s.metric),
    ):
        if naming.key not in seen:
            seen.add(naming.key)
            yield naming


def _known(properties: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if value is not None}


def _paper_properties(record: Record) -> dict[str, Value | None]:
    return {
        "id": record.id,
        "title": record.title,
        "abstract": record.abstract,
        "url": record.url,
        "published": record.published,
        "upvotes": record.upvotes,
        "n_authors": record.n_authors,
        "sources": tuple(f"{source.file}:{source.position}" for source in record.sources),
    }


def _score_id(record: Record, score: Score) -> str:
    said = (score.value, score.unit, score.kind, score.modifier, score.metric, score.benchmark, score.model)
    at = (score.evidence.field, score.evidence.start, score.evidence.end)
    return hashed_id("score", record.id, *said, score.baseline, score.condition, *at)


def _score_properties(score: Score) -> dict[str, Value | None]:
    unit = f" {score.unit}" if score.unit == "points" else score.unit
    name = f"{score.value}{unit}{f' {score.metric}' if score.metric else ''}"
    return {"name": name, "number": float(score.value), **score.model_dump(exclude={"evidence"})}


def _count_id(record: Record, count: LanguageCount) -> str:
    said = (count.value, count.modifier, count.unit, count.subject)
    return hashed_id("languagecount", record.id, *said, count.evidence.field, count.evidence.start, count.evidence.end)


def _count_properties(count: LanguageCount) -> dict[str, Value | None]:
    many = f"{count.unit.removesuffix('y')}ies" if count.unit.endswith("y") else f"{count.unit}s"
    name = f"{count.value} {count.unit if count.value == 1 else many}"
    return {"name": name, **count.model_dump(exclude={"evidence"})}


@dataclass(frozen=True, slots=True)
class _Claim:
    """That a paper relates to a node, by one piece of evidence."""

    type: str
    end: Key
    evidence: Evidence
    as_written: str | None = None

    def rank(self) -> tuple[float, bool, int, int, str]:
        """Say how well it speaks for the claim: the surer, then the earlier, the better."""
        evidence = self.evidence
        return evidence.confidence, evidence.field == "title", -evidence.start, evidence.end, evidence.rule


def _claims(record: Record, scores: Mapping[str, Score], counts: Mapping[str, LanguageCount]) -> Iterator[_Claim]:
    for model in record.models:
        yield from _mentions(_TYPES[model.role], ("Model", entity_id("Model", model.name)), model.mentions)
    for benchmark in record.benchmarks:
        key = ("Benchmark", entity_id("Benchmark", benchmark.name))
        yield from _mentions(_TYPES[benchmark.role], key, benchmark.mentions)
        if benchmark.role == "introduced":
            yield from _measured_on(benchmark, key, record.scores)
    for language in record.languages:
        yield from _mentions("COVERS", ("Language", language_id(language.name, language.code)), language.mentions)
    for task in record.tasks:
        yield from _mentions("ADDRESSES", ("Task", entity_id("Task", task.name)), task.mentions)
    for each, score in scores.items():
        yield _Claim("REPORTS", ("Score", each), score.evidence)
    for each, count in counts.items():
        yield _Claim("STATES", ("LanguageCount", each), count.evidence)


def _mentions(type_: str, end: Key, mentions: Iterable[Evidence]) -> Iterator[_Claim]:
    return (_Claim(type_, end, mention, mention.text) for mention in mentions)


def _measured_on(introduced: Benchmark, end: Key, scores: Iterable[Score]) -> Iterator[_Claim]:
    """Take a score on a benchmark that the paper introduces for an evaluation on it too."""
    spellings = set(keys_of(introduced))
    for score in scores:
        if score.benchmark and name_key(score.benchmark) in spellings:
            yield _Claim("EVALUATES_ON", end, score.evidence, score.benchmark)


def _best(claims: Iterable[_Claim]) -> Iterable[_Claim]:
    best: dict[tuple[str, Key], _Claim] = {}
    for claim in claims:
        known = best.get((claim.type, claim.end))
        if known is None or claim.rank() > known.rank():
            best[claim.type, claim.end] = claim
    return best.values()


def _evidenced(record: Record, claim: _Claim) -> Relationship:
    evidence = claim.evidence
    text = record.title if evidence.field == "title" else record.abstract
    properties = {
        "as_written": claim.as_written,
        "sentence": sentence_around(text, evidence.start, evidence.end),
        "quote": evidence.text,
        "field": evidence.field,
        "quote_start": evidence.start,
        "quote_end": evidence.end,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    }
    return Relationship(claim.type, ("Paper", record.id), claim.end, _known(properties))
