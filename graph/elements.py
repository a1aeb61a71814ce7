"""What a graph is made of: nodes, relationships, and how papers call the nodes they share."""

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | float | tuple[str, ...]
Properties = Mapping[str, Value]
Key = tuple[str, str]
"""Label and id of a node."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node; what is not known is not among its properties."""

    label: str
    id: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class Relationship:
    """A directed relationship between two nodes."""

    type: str
    start: Key
    end: Key
    properties: Properties


@dataclass(frozen=True, slots=True)
class Naming:
    """How one paper calls a shared node."""

    label: str
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    code: str | None = None

    @property
    def key(self) -> Key:
        """Label and id of the node."""
        return self.label, self.id


@dataclass(frozen=True, slots=True)
class Facts:
    """What one paper brings to the graph: its own nodes, its names for shared ones, and all relationships."""

    own: tuple[Node, ...]
    shared: tuple[Naming, ...]
    relationships: tuple[Relationship, ...]
