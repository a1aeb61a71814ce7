"""The whole graph as a file: the same bytes each time, paper by paper, then the nodes that papers share."""

from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Literal, get_args

from paperfacts.graph.batches import batches
from paperfacts.graph.papers import PaperStore
from paperfacts.schema import PaperfactsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

ExportFormat = Literal["turtle", "ntriples", "jsonl"]
_BATCH = 500
FORMATS: tuple[str, ...] = get_args(ExportFormat)


def export(papers: PaperStore, form: ExportFormat, out: BinaryIO) -> None:
    """Write everything to an open binary file, as a stream, in order of ids.

    Raises PaperfactsError for a format that is none of `FORMATS`.

    >>> from io import BytesIO
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from paperfacts.schema import Record
    >>> with TemporaryDirectory() as folder, PaperStore.open(Path(folder) / "kg", write=True) as papers:
    ...     papers.save([Record.of("On XNLI", "A study.")])
    ...     export(papers, "jsonl", out := BytesIO())
    >>> out.getvalue()[:33]
    b'{"id":"text:b2a905f0659f786b","ti'
    """
    if form == "jsonl":
        out.writelines(record.model_dump_json().encode() + b"\n" for record in papers)
    elif form == "turtle":
        _write_turtle(papers, out)
    elif form == "ntriples":
        _write_ntriples(papers, out)
    else:
        raise PaperfactsError(f"{form!r} is no export format", remedy=f"choose one of {', '.join(FORMATS)}")


def triples(papers: PaperStore) -> "Iterator[Triple]":
    """Give all triples, each once, in the order of an export."""
    return chain.from_iterable(_groups(papers))


def _groups(papers: PaperStore) -> "Iterator[list[Triple]]":
    from paperfacts.graph.rdf import in_order, node_of, paper_triples, shared_triples  # noqa: PLC0415  # needed for RDF only

    for record, digest in papers.records(papers.ids()):
        yield in_order(paper_triples(record, digest), node_of(("Paper", record.id)))
    for nodes in batches(papers.shared(), _BATCH):
        yield in_order(triple for node in nodes for triple in shared_triples(node))


def _write_ntriples(papers: PaperStore, out: BinaryIO) -> None:
    from pyoxigraph import RdfFormat, serialize  # noqa: PLC0415  # needed for RDF only

    serialize(triples(papers), out, RdfFormat.N_TRIPLES)


def _write_turtle(papers: PaperStore, out: BinaryIO) -> None:
    """Write group by group: the serialiser's own header has no fixed order, so ours stands in its place."""
    from pyoxigraph import RdfFormat, serialize  # noqa: PLC0415  # needed for RDF only

    from paperfacts.graph.vocabulary import PREFIXES  # noqa: PLC0415

    out.writelines(f"@prefix {prefix}: <{namespace}> .\n".encode() for prefix, namespace in sorted(PREFIXES.items()))
    for group in _groups(papers):
        text = serialize(group, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        out.write(b"\n" + text.split(b"\n", len(PREFIXES))[-1])
