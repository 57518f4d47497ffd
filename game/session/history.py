"""History: an immutable tree of turns. Going back keeps the branch that was left; nothing is ever lost.

The start of a game is node 0 and holds no turn. Every turn taken becomes a node under the one that
stood before it. `forward` returns along the branch that was last walked, so that back and forward
undo each other whatever branches there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Generic, TypeVar

T = TypeVar("T")

START = 0


@dataclass(frozen=True, slots=True)
class Node(Generic[T]):
    """A turn taken, under the number it bears for good, and the node it was taken from."""

    id: int
    parent: int
    turn: T


@dataclass(frozen=True)
class History(Generic[T]):
    """Every turn ever taken in a game, where the player stands among them, and the branch last walked."""

    nodes: Mapping[int, Node[T]] = field(default_factory=lambda: MappingProxyType({}))
    at: int = START
    walked: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def here(self) -> Node[T] | None:
        """The node the player stands on; None at the start."""
        return self.nodes.get(self.at)

    @property
    def next_id(self) -> int:
        """The number that the next turn will bear."""
        return max(self.nodes, default=START) + 1

    def add(self, turn: T, node: int | None = None) -> History[T]:
        """The tree with one more turn under the place where the player stands, who moves on to it.

        ValueError where `node` is a number already given.
        """
        number = self.next_id if node is None else node
        if number in self.nodes or number <= START:
            raise ValueError(f"node {number} is taken")
        nodes = MappingProxyType({**self.nodes, number: Node(number, self.at, turn)})
        return replace(self, nodes=nodes).goto(number)

    def back(self) -> History[T]:
        """One turn back; the same tree at the start."""
        return self if self.here is None else replace(self, at=self.here.parent)

    def forward(self) -> History[T]:
        """One turn forward along the branch last walked; the same tree at the end of it."""
        ahead = self.walked.get(self.at)
        return self if ahead is None else replace(self, at=ahead)

    def goto(self, node: int) -> History[T]:
        """The tree seen from any of its nodes, with the way there as the branch last walked.

        KeyError where there is no such node.
        """
        if node != START and node not in self.nodes:
            raise KeyError(node)
        there = replace(self, at=node)
        way = {each.parent: each.id for each in there.path()}
        return replace(there, walked=MappingProxyType({**self.walked, **way}))

    def path(self) -> tuple[Node[T], ...]:
        """The nodes from the start to where the player stands."""
        found: list[Node[T]] = []
        node = self.here
        while node is not None:
            found.append(node)
            node = self.nodes.get(node.parent)
        return tuple(reversed(found))

    def turns(self) -> tuple[T, ...]:
        """The turns from the start to where the player stands."""
        return tuple(node.turn for node in self.path())

    def children(self, node: int) -> tuple[int, ...]:
        """The nodes taken from this one, oldest first."""
        return tuple(sorted(each.id for each in self.nodes.values() if each.parent == node))

    def ends(self) -> tuple[int, ...]:
        """The last node of every branch, oldest first; the start alone in a game without turns."""
        parents = {each.parent for each in self.nodes.values()}
        return tuple(sorted(self.nodes.keys() - parents)) or (START,)
