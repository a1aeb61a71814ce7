"""From scores and counts to the models and benchmarks that they name."""

from collections.abc import Iterator, Mapping, Sequence

from paperfacts.graph.elements import Key, Relationship
from paperfacts.graph.ids import entity_id
from paperfacts.schema import Benchmark, LanguageCount, Model, Record, Score, name_key


def links(record: Record, scores: Mapping[str, Score], counts: Mapping[str, LanguageCount]) -> Iterator[Relationship]:
    """Relationships from scores and counts to what they name, where the record knows it."""
    models, benchmarks = _ids_by_spelling("Model", record.models), _ids_by_spelling("Benchmark", record.benchmarks)
    for each, score in scores.items():
        start = ("Score", each)
        yield from _link("OF_MODEL", start, "Model", score.model, models)
        yield from _link("AGAINST", start, "Model", score.baseline, models)
        yield from _link("ON_BENCHMARK", start, "Benchmark", score.benchmark, benchmarks)
        if score.metric:
            yield Relationship("BY_METRIC", start, ("Metric", entity_id("Metric", score.metric)), {})
    for each, count in counts.items():
        start = ("LanguageCount", each)
        of_model = tuple(_link("COUNTED_FOR", start, "Model", count.subject, models))
        yield from of_model or _link("COUNTED_FOR", start, "Benchmark", count.subject, benchmarks)


def _link(type_: str, start: Key, label: str, name: str | None, known: Mapping[str, str]) -> Iterator[Relationship]:
    target = known.get(name_key(name)) if name else None
    if target:
        yield Relationship(type_, start, (label, target), {})


def _ids_by_spelling(label: str, entities: Sequence[Model | Benchmark]) -> dict[str, str]:
    """Ids under every spelling of the record; a name goes before another's alias, an alias before a mention."""
    ids: dict[str, str] = {}
    for spelling in (_names, _aliases, _texts):
        for entity in entities:
            for key in map(name_key, spelling(entity)):
                ids.setdefault(key, entity_id(label, entity.name))
    return ids


def keys_of(entity: Model | Benchmark) -> Iterator[str]:
    """Name keys of an entity's name, aliases and mentions."""
    return map(name_key, (*_names(entity), *_aliases(entity), *_texts(entity)))


def _names(entity: Model | Benchmark) -> tuple[str, ...]:
    return (entity.name,)


def _aliases(entity: Model | Benchmark) -> tuple[str, ...]:
    return entity.aliases


def _texts(entity: Model | Benchmark) -> tuple[str, ...]:
    return tuple(mention.text for mention in entity.mentions)
