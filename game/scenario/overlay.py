"""A file laid over the one it extends, field by field, each value still knowing its own file and line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from game.scenario.read import Document, Near, Where
from game.scenario.scalar import Plain

Layer = tuple[Document, Where]
"""A document, and the place in it from which a layer counts (() for all of it)."""


class Overlay:
    """Several layers read as one: mappings merge name by name, anything else is replaced.

    The first layer is the scenario's own, the last its furthest ancestor's. Names stand in the order
    of the furthest ancestor that has them, so that a narrowed file keeps its base's reading order.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = tuple(layers)
        self.values: Plain = _merged([_below(document, prefix) for document, prefix in self.layers])

    def source(self, where: Where) -> tuple[Document, Where]:
        """The document that gives an entry, or that comes nearest to giving it, and the place in it."""
        # Of a mapping that several layers give, a hand-written one: nobody mends a generated file.
        mapping = isinstance(self.get(*where), dict)
        reached = [
            (_reach(document, prefix, where), not (mapping and document.generated), document, prefix)
            for document, prefix in self.layers
        ]
        _, _, document, prefix = max(reached, key=lambda each: each[:2])  # the first of equals: the scenario's own
        return document, (*prefix, *where)

    def note(self, where: Where, text: str, hint: str = "", near: Near | None = None) -> None:
        """Keep a problem with the document that gives the entry, unless it was refused when read."""
        document, place = self.source(where)
        if not document.noted(place):
            document.note(place, text, hint, near)

    def get(self, *where: str | int) -> Plain:
        """The value at a place, None where there is none."""
        value: Any = self.values
        for step in where:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        found: Plain = value
        return found

    @property
    def shown(self) -> str:
        """The path of the scenario's own file."""
        return self.layers[0][0].shown

    @property
    def faulty(self) -> bool:
        """Whether anything is wrong with any of its files."""
        return any(document.problems for document, _ in self.layers)

    def inherited(self, where: Where = ()) -> bool:
        """Whether an entry comes from a scenario that is extended, not from the scenario's own file."""
        return self.source(where)[0].depth > 0

    @property
    def full(self) -> bool:
        """Whether further problems would no longer be kept."""
        return any(document.full for document, _ in self.layers)


def _below(document: Document, prefix: Where) -> Plain:
    value: Any = document.values
    for step in prefix:
        value = value[step]
    found: Plain = value
    return found


def _reach(document: Document, prefix: Where, where: Where) -> int:
    """How many steps of a place a layer has."""
    value: Any = _below(document, prefix)
    for count, step in enumerate(where):
        if step not in document.marks.get(id(value), {}):
            return count
        value = value[step]
    return len(where)


def _merged(values: list[Plain]) -> Plain:
    """The first value, with every name it lacks taken from the ones behind it."""
    top = values[0]
    if len(values) == 1 or not isinstance(top, dict):
        return top
    behind = _merged(values[1:])
    if not isinstance(behind, dict):
        return top
    merged: dict[str | int, Plain] = dict(behind)
    for name, value in top.items():
        merged[name] = _merged([value, behind[name]]) if name in behind else value
    return merged
