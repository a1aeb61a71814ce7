"""Text as it was read, made plain: LaTeX, odd spaces and dashes resolved, with a way back to every position.

Most abstracts need no change of length; for them the view is one `str.translate` and the map is the identity.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class PlainText:
    r"""Plain text with the positions it came from.

    `starts` are the positions in `text` at which a piece begins; `raw_spans` are the spans of the pieces as read. A
    piece was either replaced as a whole or runs along one to one. Both are empty where nothing changed its place.

    >>> plain = make_plain("a score of $86.4\\%$ here")
    >>> plain.text
    'a score of 86.4% here'
    >>> plain.raw_span(11, 16)
    (12, 18)
    """

    text: str
    starts: tuple[int, ...] = ()
    raw_spans: tuple[tuple[int, int], ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Span in the text as read of a span in the plain text; the span may not be empty."""
        return (start, end) if not self.starts else (self._raw(start)[0], self._raw(end - 1)[1])

    def _raw(self, position: int) -> tuple[int, int]:
        piece = bisect_right(self.starts, position) - 1
        start, end = self.raw_spans[piece]
        length = (self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)) - self.starts[piece]
        if length == end - start:
            start += position - self.starts[piece]
            return start, start + 1
        return start, end


@dataclass(frozen=True, slots=True)
class _Normaliser:
    table: dict[int, str]
    guard: re.Pattern[str]
    any_rule: re.Pattern[str]
    rules: dict[str, tuple[re.Pattern[str], str]]


@cache
def _normaliser() -> _Normaliser:
    text = files("paperfacts.extractor").joinpath("rules/normalise.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    rules = {rule["id"].replace("-", "_"): (re.compile(rule["pattern"]), rule["with"]) for rule in data["replace"]}
    joined = "|".join(f"(?P<{name}>{pattern.pattern})" for name, (pattern, _) in rules.items())
    return _Normaliser(
        {ord(old): new for old, new in data["map"].items()},
        re.compile(data["guard"]["pattern"]),
        re.compile(f"(?={data['guard']['start']})(?:{joined})"),
        rules,
    )


def make_plain(raw: str) -> PlainText:
    """Make a text plain, keeping the way back to it."""
    normaliser = _normaliser()
    text = raw.translate(normaliser.table)
    if not normaliser.guard.search(text):
        return PlainText(text)
    pieces, starts, spans, length = [], [], [], 0
    for piece, start, end in _pieces(text, normaliser):
        if piece:
            pieces.append(piece)
            starts.append(length)
            spans.append((start, end))
            length += len(piece)
    return PlainText("".join(pieces), tuple(starts), tuple(spans))


def _pieces(text: str, normaliser: _Normaliser) -> Iterator[tuple[str, int, int]]:
    done = 0
    for match in normaliser.any_rule.finditer(text):
        start, end = match.span()
        if start > done:
            yield text[done:start], done, start
        pattern, template = normaliser.rules[match.lastgroup or ""]
        again = pattern.match(text, start)
        yield (again.expand(template) if again else template), start, end
        done = end
    if done < len(text):
        yield text[done:], done, len(text)
