"""Where the embedded engine (kglite 0.21) answers wrongly in silence, and how a query is put so that it does not.

- A pattern of several hops in EXISTS { … }, or alone as a condition, misses rows: it is tested with a WHERE of its own,
  or counted.
- A node found by its id loses all but one of two further conditions: the passes that move conditions are left out.
- Groups after OPTIONAL MATCH … WITH collapse: the pass that does it is left out.
"""

import re

from paperfacts.graph.refusal import CYPHER_QUIET

_EXISTS = re.compile(r"\bEXISTS\s*\{", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:WHERE|RETURN|WITH|UNION|CALL)\b", re.IGNORECASE)
_NODE, _HOP = r"\([^()]*\)", r"\s*<?-\s*(?:\[[^\]]*\]\s*)?->?\s*"
_HOPS = rf"{_NODE}(?:{_HOP}{_NODE}){{2,}}"
_CONDITION = re.compile(
    rf"(?P<before>\b(?:WHERE|AND|OR|XOR|NOT)\b[\s(]*?)(?P<pattern>{_HOPS})|\bexists\s*\(\s*(?P<inner>{_HOPS})\s*\)",
    re.IGNORECASE,
)
_BY_ID = re.compile(r"\bid\s*(?:[:=]|IN\b)", re.IGNORECASE)
_GROUPS = "fuse_optional_match_aggregate"
_CONDITIONS = ("push_where_into_match.1", "push_where_into_match.2")


def passes_to_leave_out(cypher: str) -> list[str]:
    """Name the optimiser's passes that would answer this query wrongly.

    >>> passes_to_leave_out("MATCH (p:Paper {id: $id}) WHERE p.upvotes > 3 RETURN p")
    ['fuse_optional_match_aggregate', 'push_where_into_match.1', 'push_where_into_match.2']
    """
    return [_GROUPS, *(_CONDITIONS if _BY_ID.search(cypher) else ())]


def put_safely(cypher: str) -> str:
    """Put a query in words that the engine answers rightly; most need no change.

    >>> put_safely("MATCH (p) WHERE EXISTS { (p)-[:USES]->()<-[:USES]-() } RETURN p.id")
    'MATCH (p) WHERE EXISTS { (p)-[:USES]->()<-[:USES]-()  WHERE true } RETURN p.id'
    >>> put_safely("MATCH (p) WHERE NOT (p)-[:USES]->()<-[:USES]-() RETURN p.id")
    'MATCH (p) WHERE NOT COUNT { (p)-[:USES]->()<-[:USES]-() } > 0 RETURN p.id'
    """
    return _with_conditions(_with_counts(cypher))


def _with_counts(cypher: str) -> str:
    masked = _masked(cypher)
    for found in reversed(list(_CONDITION.finditer(masked))):
        name = "pattern" if found["pattern"] else "inner"
        start, end = found.span(name)
        counted = f"COUNT {{ {cypher[start:end]} }} > 0"
        if name == "inner":
            start, end = found.span()
        cypher = cypher[:start] + counted + cypher[end:]
    return cypher


def _with_conditions(cypher: str) -> str:
    masked = _masked(cypher)
    for found in reversed(list(_EXISTS.finditer(masked))):
        end = _closing_brace(masked, found.end())
        if end and not _CLAUSE.search(masked, found.end(), end):
            cypher = f"{cypher[:end]} WHERE true {cypher[end:]}"
            masked = f"{masked[:end]} WHERE true {masked[end:]}"
    return cypher


def _closing_brace(text: str, start: int) -> int | None:
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return at
    return None


def _masked(cypher: str) -> str:
    """Blank out strings, quoted names and comments, keeping every position."""
    return CYPHER_QUIET.sub(lambda quiet: "_" * len(quiet[0]), cypher)
