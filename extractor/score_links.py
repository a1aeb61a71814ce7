"""What a score is about: metric, benchmark, model, baseline and condition, read from the clause around the number."""

from collections.abc import Sequence
from dataclasses import dataclass

from paperfacts.extractor.document import Document, Span
from paperfacts.extractor.metrics import nearest
from paperfacts.extractor.names import Name
from paperfacts.extractor.numbers import Number
from paperfacts.extractor.score_cues import Clause
from paperfacts.extractor.score_weights import Kind


@dataclass(frozen=True, slots=True)
class Links:
    """What a score is about, and the span that shows its number, unit and metric."""

    metric: str | None
    benchmark: str | None
    model: str | None
    baseline: str | None
    condition: str | None
    span: Span


def link(
    document: Document, clause: Clause, numbers: Sequence[Number], number: Number, kind: Kind, names: Sequence[Name]
) -> Links:
    """Read what a score is about."""
    metric = nearest(clause.metrics, number.start, number.unit_end)
    return Links(metric.name if metric else None, None, None, None, None, (number.start, number.unit_end))
