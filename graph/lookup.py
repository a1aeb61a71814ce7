"""From a name as a person writes it to the id of a node."""

import re
from collections.abc import Sequence

from paperfacts.graph.papers import PaperStore
from paperfacts.schema import UnknownNameError

_VERSION = re.compile(r"v\d+$")
_ADDRESS = re.compile(
    r"^https?://(?:www\.)?(?:arxiv\.org/(?:abs|pdf)/|aclanthology\.org/|(?:dx\.)?doi\.org/)", re.IGNORECASE
)
_ID_KINDS = ("", "arxiv:", "acl:", "doi:", "text:")


def look_up(papers: PaperStore, labels: Sequence[str], text: str) -> list[str]:
    """Find the nodes that a text names, at most one a label.

    A spelling that any paper uses finds its node; a language is found by its code or another of its names too, a paper
    by its id, address or title.

    Raises UnknownNameError with the three nearest names where there is none.
    """
    found = [node for label in labels if (node := _find(papers, label, text))]
    if not found:
        near = [name for label in labels for name in papers.nearest(label, text)]
        raise UnknownNameError(text, tuple(dict.fromkeys(near))[:3])
    return found


def _find(papers: PaperStore, label: str, text: str) -> str | None:
    if label == "Paper" and (paper_id := _paper_id(papers, text)):
        return paper_id
    node = papers.find(label, text)
    return _language_by_other_name(papers, text) if node is None and label == "Language" else node


def _paper_id(papers: PaperStore, text: str) -> str | None:
    bare = _ADDRESS.sub("", text.strip()).rstrip("/").removesuffix(".pdf")
    kind, colon, rest = bare.partition(":")
    bare = f"{kind.lower()}:{rest}" if colon else bare
    for candidate in (bare, _VERSION.sub("", bare)):
        for kind in _ID_KINDS:
            if papers.get(kind + candidate):
                return kind + candidate
    return None


def _language_by_other_name(papers: PaperStore, text: str) -> str | None:
    import langcodes  # noqa: PLC0415  # takes time, and is needed for few names only

    try:
        code = langcodes.find(text).to_tag()
    except LookupError:
        return None
    return papers.find("Language", code)
