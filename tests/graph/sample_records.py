"""Records made up for tests: by hand, in one line, and by hypothesis."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from paperfacts.graph.cypher_index import CypherIndex
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.sparql_index import SparqlIndex
from paperfacts.schema import Paper, Record, Source


def mention(text: str, within: str, *, field: str = "abstract", confidence: float = 0.9) -> dict[str, Any]:
    start = within.index(text)
    return {
        "field": field,
        "start": start,
        "end": start + len(text),
        "text": text,
        "rule": "test/rule",
        "confidence": confidence,
    }


def record(
    paper_id: str, benchmark: str = "XNLI", *, role: str = "evaluated", title: str = "A study", **more: Any
) -> Record:
    """A paper about one benchmark."""
    abstract = f"We look at it. We evaluate on {benchmark}. That is all."
    entity = {"name": benchmark, "role": role, "mentions": [mention(benchmark, abstract)]}
    said = {"id": paper_id, "title": title, "abstract": abstract, "benchmarks": [entity]}
    return Record.model_validate(said | more)


def paper(
    title: str = "On XNLI", abstract: str = "A study of inference.", *, file: str = "a.txt", **more: Any
) -> Paper:
    position = more.pop("position", 1)
    source = Source(file=file, format="plain", position=position, title_confidence=more.pop("sure", 1.0))
    return Paper.of(title, abstract, sources=(source,), **more)


def build(folder: Path, records: Sequence[Record]) -> None:
    """Store records and take them up in both indexes."""
    with PaperStore.open(folder, write=True) as store:
        store.read([record.paper for record in records], rules="")
        store.save(records)
        CypherIndex(folder).catch_up(store)
        SparqlIndex(folder).catch_up(store)


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda text: bool(text.strip())
)
names = st.sampled_from(["XLM-R", "xlm r", "mBERT", "Llama 2", "LLaMA-2", "GPT-4o", "C++", "日本語モデル"]) | texts


@st.composite
def made_records(draw: st.DrawFn) -> Record:
    words = draw(st.lists(names, min_size=1, max_size=5, unique=True))
    abstract = " ; ".join(words)
    spans = [mention(word, abstract, confidence=draw(st.sampled_from([0.5, 0.9]))) for word in words]
    models = [
        {"name": word, "kind": draw(st.sampled_from(["model", "method"])), "role": draw(_roles), "mentions": [span]}
        for word, span in zip(words, spans, strict=True)
        if draw(st.booleans())
    ]
    scores = [
        {"value": draw(_values), "unit": "%", "metric": draw(st.none() | names), "model": word, "evidence": span}
        for word, span in zip(words, spans, strict=True)
        if draw(st.booleans())
    ]
    paper_of = Paper.of(draw(texts), abstract)
    return Record.model_validate(paper_of.model_dump() | {"models": models, "scores": scores})


_roles = st.sampled_from(["introduced", "used", "mentioned"])
_values = st.decimals(min_value=-200, max_value=200, places=2).map(lambda number: format(number, "f"))
