"""The sentence that a quote stands in."""

import re
from functools import lru_cache

_END = re.compile(
    r"""[.!?]
        (?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bet\ al\.)(?<!\bcf\.)(?<!\bvs\.)(?<!\bFig\.)(?<!\b[A-Z]\.)  # no abbreviation
        ["')\]]*\s+(?=["'(\[]*[A-Z0-9À-ÞΑ-ΩЀ-Я])""",
    re.VERBOSE,
)


def sentence_around(text: str, start: int, end: int) -> str:
    """Cut out the sentence or sentences that hold a span; in doubt more is shown, not less.

    >>> sentence_around("We release it. It wins, e.g. on XNLI! More follows.", 32, 36)
    'It wins, e.g. on XNLI!'
    """
    breaks = _breaks(text)
    first = max((after for _, after in breaks if after <= start), default=0)
    last = min((after for before, after in breaks if before >= end - 1), default=len(text))
    return text[first:last].strip()


@lru_cache(maxsize=16)
def _breaks(text: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence ends and where the next one begins."""
    return tuple(match.span() for match in _END.finditer(text))
