"""Identifiers of papers as people write them, and the one form that the records use."""

import re

_ARXIV = re.compile(
    r"""(?: arxiv: | https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/ | https?://huggingface\.co/papers/
          | (?:https?://(?:dx\.)?doi\.org/|doi:)? 10\.48550/arxiv\. )?
        (?: (?P<new>\d{4}\.\d{4,5}) | (?P<archive>[a-z-]+)(?:\.[a-z-]{2,})?/(?P<old>\d{7}) )
        (?:v\d+)? (?:\.pdf)? /?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_ACL = re.compile(
    r"""(?: acl: | https?://(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/
          | (?:https?://(?:dx\.)?doi\.org/|doi:)? 10\.18653/v1/ )?
        (?: (?P<new>\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+) | (?P<old>[A-Z]\d\d-\d{4}) )
        (?:v\d+)? (?:\.pdf|\.bib)? /?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.|www\.)?doi\.org/)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)


def known_id(text: str) -> str | None:
    """Bring an arXiv id, an ACL Anthology id or a DOI, or its address, to the records' form; None for anything else.

    >>> known_id("https://arxiv.org/pdf/2401.15896v2.pdf"), known_id("cs.CL/0301012")
    ('arxiv:2401.15896', 'arxiv:cs/0301012')
    >>> known_id("https://aclanthology.org/P18-1001/"), known_id("https://doi.org/10.1162/COLI_a_00123")
    ('acl:P18-1001', 'doi:10.1162/coli_a_00123')
    """
    text = text.strip()
    if match := _ARXIV.fullmatch(text):
        return f"arxiv:{match['new'] or match['archive'].lower() + '/' + match['old']}"
    if match := _ACL.fullmatch(text):
        return f"acl:{match['new'].lower() if match['new'] else match['old'].upper()}"
    if match := _DOI.fullmatch(text):
        return f"doi:{match[1].lower()}"
    return None


def anthology_id(collection: str, volume: str, paper: str) -> str:
    """Make the id of a paper of the ACL Anthology from its place in the collection.

    >>> anthology_id("2024.wmt", "1", "17"), anthology_id("P18", "1", "1"), anthology_id("W19", "53", "2")
    ('acl:2024.wmt-1.17', 'acl:P18-1001', 'acl:W19-5302')
    """
    if not re.fullmatch(r"[A-Z]\d\d", collection, re.ASCII):
        return f"acl:{collection}-{volume}.{paper}"
    wide = collection.startswith("W") or collection == "C69" or (collection == "D19" and int(volume) >= 5)
    return f"acl:{collection}-" + (f"{int(volume):02d}{int(paper):02d}" if wide else f"{int(volume)}{int(paper):03d}")
