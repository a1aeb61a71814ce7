"""Two different papers that claim one id."""

import re

from paperfacts.schema import Paper, Unread

_WORD = re.compile(r"\w+")
_SHARED_AT_LEAST = 0.25


def is_other_paper(paper: Paper, known: Paper) -> bool:
    """Whether two texts share so few words, in the titles and as a whole, that they are not the same paper.

    >>> first = Paper.of("XNLI: Evaluating Sentence Representations", "We extend MultiNLI to 15 languages.")
    >>> later = Paper.of("XNLI", "We extend MultiNLI to 15 languages.")
    >>> other = Paper.of("Deep Residual Learning", "Deeper networks are harder to train.")
    >>> is_other_paper(later, first), is_other_paper(other, first)
    (False, True)
    """
    titles = _shared(paper.title, known.title)
    texts = _shared(f"{paper.title} {paper.abstract}", f"{known.title} {known.abstract}")
    return max(titles, texts) < _SHARED_AT_LEAST


def clash(paper: Paper, stored: Paper) -> Unread:
    """Say of a paper that its id belongs to another one."""
    source = paper.sources[0] if paper.sources else None
    return Unread(
        file=source.file if source else "input",
        place=f"paper {source.position}" if source else None,
        problem=f"{paper.id} is already another paper, {stored.title!r}, and this one is {paper.title!r}",
        remedy="correct the id of one of them",
    )


def _shared(one: str, other: str) -> float:
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(first & second) / max(1, min(len(first), len(second)))
