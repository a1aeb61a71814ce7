"""The drawn schema: `python -m paperfacts.graph.picture FILE.svg`. Only the places of the boxes are decided here."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path

from paperfacts.graph.shape import NODE_SHAPES, NODES, RELATIONSHIPS, NodeShape

Point = tuple[float, float]

_SIZE = (1420, 880)
_WIDTH, _HEAD, _LINE = 190, 34, 17
_LABEL_AT = 0.4
_PLACES: dict[str, Point] = {
    "Language": (130, 180),
    "Task": (130, 640),
    "Paper": (420, 400),
    "Model": (800, 110),
    "LanguageCount": (800, 330),
    "Benchmark": (800, 780),
    "Score": (1150, 470),
    "Metric": (1300, 780),
}
_STYLE = """
  text { font: 13px sans-serif; fill: #222 }
  .label { font-weight: bold; font-size: 15px; text-anchor: middle; fill: #fff }
  .type { font: bold 12px sans-serif; text-anchor: middle; fill: #7a2e0e }
  .box { fill: #fff; stroke: #1f4e79; stroke-width: 1.5 }
  .head { fill: #1f4e79 }
  .own { fill: #4b7f52 }
  .line { stroke: #7a2e0e; stroke-width: 1.4; marker-end: url(#arrow) }
  .paper { fill: #fff; fill-opacity: 0.92 }
"""


_ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0 10 5 0 10z" fill="#7a2e0e"/></marker></defs>'
)


def draw() -> str:
    """Draw the schema as SVG, the same text each time.

    >>> draw().count('class="box"') == len(NODES)
    True
    """
    width, height = _SIZE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<title>The graph of paperfacts</title><style>{_STYLE}</style>",
        _ARROW,
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *_lines(),
        *(part for node in NODES for part in _box(node)),
        *_legend(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _height(node: NodeShape) -> float:
    return _HEAD + _LINE * len(node.properties) + 8


def _box(node: NodeShape) -> Iterator[str]:
    (x, y), height = _PLACES[node.label], _height(node)
    left, top = x - _WIDTH / 2, y - height / 2
    kind = "own" if node.of_paper else "head"
    yield f'<rect class="box" x="{left:g}" y="{top:g}" width="{_WIDTH}" height="{height:g}"/>'
    yield f'<rect class="{kind}" x="{left:g}" y="{top:g}" width="{_WIDTH}" height="{_HEAD - 6}"/>'
    yield f'<text class="label" x="{x:g}" y="{top + 20:g}">{node.label}</text>'
    for at, each in enumerate(node.properties):
        said = escape(f"{each.name}: {each.type}")
        yield f'<text x="{left + 10:g}" y="{top + _HEAD + 12 + at * _LINE:g}">{said}</text>'


def _lines() -> Iterator[str]:
    types: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in RELATIONSHIPS:
        for end in each.ends:
            types[each.start, end].append(each.type)
    for start, end in types:
        (x1, y1), (x2, y2) = _border(start, end), _border(end, start)
        yield f'<line class="line" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
    for (start, end), names in types.items():
        (x1, y1), (x2, y2) = _border(start, end), _border(end, start)
        x, y = x1 + _LABEL_AT * (x2 - x1), y1 + _LABEL_AT * (y2 - y1) - 7 * (len(names) - 1)
        width, height = 8.6 * max(map(len, names)), 14 * len(names) + 4
        place = f'x="{x - width / 2:.1f}" y="{y - 10:.1f}" width="{width:.1f}" height="{height}"'
        yield f'<rect class="paper" {place}/>'
        for at, name in enumerate(names):
            yield f'<text class="type" x="{x:.1f}" y="{y + 3 + 14 * at:.1f}">{name}</text>'


def _border(label: str, towards: str) -> Point:
    """Where the line from a box's middle to another's leaves the box."""
    (x, y), (to_x, to_y) = _PLACES[label], _PLACES[towards]
    dx, dy = to_x - x, to_y - y
    half_width, half_height = _WIDTH / 2, _height(NODE_SHAPES[label]) / 2
    scale = min(half_width / abs(dx) if dx else 9, half_height / abs(dy) if dy else 9)
    return x + dx * scale, y + dy * scale


def _legend() -> Iterator[str]:
    lines = (
        ("own", "exists through one paper only"),
        ("head", "shared by papers"),
    )
    for at, (kind, meaning) in enumerate(lines):
        yield f'<rect class="{kind}" x="30" y="{800 + 26 * at}" width="24" height="16"/>'
        yield f'<text x="62" y="{813 + 26 * at}">{meaning}</text>'
    yield '<text x="30" y="868">Every relationship out of Paper carries its evidence.</text>'


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(draw(), "utf-8")
