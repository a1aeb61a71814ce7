"""The sentence that a quote stands in."""

import re

_END = re.compile(
    r"""(?<!\be\.g)(?<!\bi\.e)(?<!\bet\ al)(?<!\bcf)(?<!\bvs)(?<!\bFig)(?<!\b[A-Z])  # no abbreviation, no initial
        [.!?]["')\]]*\s+(?=["'(\[]*[A-Z0-9À-ÞΑ-ΩЀ-Я])""",
    re.VERBOSE,
)


def sentence_around(text: str, start: int, end: int) -> str:
    """Cut out the sentence or sentences that hold a span; in doubt more is shown, not less.

    >>> sentence_around("We release it. It wins, e.g. on XNLI! More follows.", 32, 36)
    'It wins, e.g. on XNLI!'
    """
    first, last = 0, len(text)
    for match in _END.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end - 1:
            last = match.end()
            break
    return text[first:last].strip()
