"""The same paper, read more than once, as one."""

from collections.abc import Iterable

from paperfacts.schema.papers import Paper, Source


def merge(papers: Iterable[Paper]) -> Paper:
    """Make one paper of all readings of it, in any order.

    Title and abstract come together from one reading: one that has both before one that lacks one, then the one whose
    title is surest, then the one with the longest abstract, then by the order of the texts. What one reading lacks
    the others fill: the most precise date (then the earliest), the most votes, the most authors. Give it every
    reading at once: a merged paper no longer says which source its text came from.

    Raises ValueError for no papers, or for papers of more than one id.

    >>> page = Paper.of("XNLI", "A corpus.", id="arxiv:1809.05053", upvotes=3)
    >>> export = Paper.of("XNLI", "A corpus.", id="arxiv:1809.05053", published="2018-09-13")
    >>> merge([page, export]) == merge([export, page])
    True
    >>> merge([page, export]).upvotes, merge([page, export]).published
    (3, '2018-09-13')
    """
    readings = list(papers)
    ids = {paper.id for paper in readings}
    if len(ids) != 1:
        raise ValueError(f"one paper has one id, not {sorted(ids)}")
    text = max(readings, key=_text_rank)
    return Paper(
        id=text.id,
        title=text.title,
        abstract=text.abstract,
        url=min((paper.url for paper in readings if paper.url), default=None),
        published=min((paper.published for paper in readings if paper.published), key=_date_rank, default=None),
        upvotes=max((paper.upvotes for paper in readings if paper.upvotes is not None), default=None),
        n_authors=max((paper.n_authors for paper in readings if paper.n_authors is not None), default=None),
        sources=_sources(readings),
    )


def _text_rank(paper: Paper) -> tuple[bool, float, int, str, str]:
    surest = max((source.title_confidence for source in paper.sources), default=0.0)
    both = bool(paper.title.strip() and paper.abstract.strip())
    return both, surest, len(paper.abstract), paper.abstract, paper.title


def _date_rank(published: str) -> tuple[int, str]:
    return -len(published), published


def _sources(readings: Iterable[Paper]) -> tuple[Source, ...]:
    different = {source for paper in readings for source in paper.sources}
    return tuple(sorted(different, key=lambda source: (*source.sort_key(), source.title_confidence)))
