"""Verdicts of one paper become its models and benchmarks: spellings of one name are one entity."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from paperfacts.extractor.candidates import key_of
from paperfacts.extractor.document import Document, Span
from paperfacts.extractor.judge import NameType, Verdict
from paperfacts.extractor.lexicon import Lexicon
from paperfacts.extractor.names import Name
from paperfacts.extractor.surroundings import Surroundings
from paperfacts.schema import Benchmark, Evidence, Model, name_key

if TYPE_CHECKING:
    from paperfacts.schema.facts import ModelRole

_ROLES = ("introduced", "evaluated", "used", "mentioned")


@dataclass(frozen=True, slots=True)
class Entity:
    """A model or benchmark of the paper, with what the judge said of it."""

    name: Name
    aliases: tuple[str, ...]
    kind: Literal["model", "method"]
    confidence: float
    rule: str

    def mentions(self, document: Document) -> tuple[Evidence, ...]:
        """Evidence for each place where the entity is named."""
        return tuple(document.evidence(*span, self.rule, self.confidence) for span in self.name.spans)


def resolve(around: Surroundings, verdicts: Iterable[Verdict]) -> tuple[Entity, ...]:
    """Join the verdicts on one name: the same key, or the same canonical name in the lexicon."""
    candidates, text = around.candidates, around.candidates.document.text
    longs: dict[str, list[Span]] = {}
    for pair in around.abbreviations:
        longs.setdefault(key_of(text[slice(*pair.short)]), []).append(pair.long)
    groups: dict[tuple[str, str], list[tuple[Verdict, set[Span]]]] = {}
    for verdict in verdicts:
        spans = {*map(candidates.span, verdict.mentions), *longs.get(verdict.key, ())}
        written = _best_spelling(text[slice(*candidates.span(mention))] for mention in verdict.mentions)
        name = _canonical(verdict.type, written, around.knowledge.lexicon)
        groups.setdefault((verdict.type, name), []).append((verdict, spans))
    entities = [_join(text, name, group) for (_, name), group in groups.items()]
    return tuple(sorted(entities, key=lambda entity: entity.name.spans))


def _canonical(name_type: NameType, written: str, lexicon: Lexicon) -> str:
    """The name that the lexicon knows a spelling under, else the spelling; a plural is that of its singular."""
    singular = written if key_of(written) == name_key(written) else written[:-1]
    return lexicon.canonical(name_type, written) or lexicon.canonical(name_type, singular) or singular


def _best_spelling(spellings: Iterable[str]) -> str:
    """The most frequent spelling; of two as frequent, the first, but never a plural where the singular stands too."""
    counts = Counter(" ".join(spelling.split()) for spelling in spellings)
    singular = {spelling: n for spelling, n in counts.items() if not (spelling[-1] == "s" and spelling[:-1] in counts)}
    return max(singular, key=lambda spelling: singular[spelling])


def _join(text: str, name: str, group: list[tuple[Verdict, set[Span]]]) -> Entity:
    surest = max((verdict for verdict, _ in group), key=lambda verdict: verdict.confidence)
    spans = tuple(sorted({span for _, spans in group for span in spans}))
    role = min((verdict.role for verdict, _ in group), key=_ROLES.index)
    spellings = {" ".join(text[slice(*span)].split()) for span in spans}
    return Entity(
        Name(name, surest.type, role, spans),
        tuple(sorted(spellings - {name})),
        surest.kind,
        surest.confidence,
        f"names/{surest.type}:" + "+".join(surest.carriers),
    )


def models_of(document: Document, entities: Iterable[Entity]) -> tuple[Model, ...]:
    """Models among the entities, as facts of a record."""
    return tuple(
        Model(
            name=entity.name.name,
            aliases=entity.aliases,
            mentions=entity.mentions(document),
            kind=entity.kind,
            role=cast("ModelRole", entity.name.role),
        )
        for entity in entities
        if entity.name.type == "model"
    )


def benchmarks_of(document: Document, entities: Iterable[Entity]) -> tuple[Benchmark, ...]:
    """Benchmarks among the entities, as facts of a record."""
    return tuple(
        Benchmark(
            name=entity.name.name, aliases=entity.aliases, mentions=entity.mentions(document), role=entity.name.role
        )
        for entity in entities
        if entity.name.type == "benchmark"
    )
