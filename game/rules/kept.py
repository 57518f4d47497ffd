"""Kept: what is worked out once for a scenario and asked for again, as at each move of a lever."""

import functools
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from game.scenario.records import Scenario

KEPT: Final = 8
"""Scenarios with gathered parameters that are kept: a forecast asks for the same ones at each move of a lever."""

Kept = TypeVar("Kept")
Given = TypeVar("Given")


class Same(Generic[Given]):
    """A thing known by what it is and not by what it holds, for caches of things that hold arrays."""

    __slots__ = ("it",)

    def __init__(self, it: Given) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it


def remembered(function: Callable[[Scenario], Kept]) -> Callable[[Scenario], Kept]:
    """A function of a scenario, asked again only for another scenario."""

    @functools.lru_cache(maxsize=2 * KEPT)
    def kept(scenario: Same[Scenario]) -> Kept:
        return function(scenario.it)

    return functools.wraps(function)(lambda scenario: kept(Same(scenario)))
