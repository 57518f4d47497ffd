"""World: everything that the next turn depends on, and nothing else.

A world stands at the start of a season. Its arrays are (R, 1) and (1,) until luck differs between
members; from then on futures lie on the last axis, one column a member. A forecast takes the
game's world with other members (`futures`): it starts where the game stands and goes its own ways.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from game.model.army import Forces
from game.model.step import Spring, State
from game.rules import events
from game.rules.events import JANUARY, SEPTEMBER, Running
from game.scenario.records import Luck, Scenario

OVER: Final = "over"
Season = Literal["january", "september", "over"]
Members = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """The Union at the start of a season, with the orders, effects and luck that hold in it.

    `levers` has every national lever in force, not-a-number where unset; `by_region` the shares of
    the harvest ordered region by region. An order for collections is for one harvest: both are
    unset again once a new plan is signed. `cards` are the events on the table this season, `fired`
    every event so far with the choice taken (empty where it had none). In September `spring` holds
    the flows of the half-year just past, the harvest among them. `forces` are those of the last
    1 January, None before there was one.

    A game ends with the year in which its government falls. Where a `caretaker` is allowed, as in
    forecasts and ensembles, a future goes on under the orders that the model gives it
    (game/model/government.py).
    """

    year: int
    season: Season
    state: State
    spring: Spring | None
    forces: Forces | None
    levers: Mapping[str, float]
    by_region: Mapping[str, float]
    running: tuple[Running, ...]
    cards: tuple[str, ...]
    fired: tuple[tuple[str, str], ...]
    seed: int
    members: Members
    luck: Luck
    caretaker: bool = True

    @property
    def over(self) -> bool:
        """Whether the last turn is played, and only the invasion is left or nobody is left to meet it."""
        return self.season == OVER

    @property
    def fallen(self) -> bool:
        """Whether the government has fallen, in every future of this world."""
        return bool((self.state.government.fallen > 0).all())

    @property
    def half_year(self) -> int:
        """Half-years since the year nought; effects begin and end by this count."""
        return events.half_year(self.year, self.season)


def begin(
    scenario: Scenario,
    seed: int = 1,
    members: Sequence[int] | Members = (0,),
    luck: Luck | None = None,
    *,
    caretaker: bool = True,
) -> World:
    """The world of the first January. A game is member 0, without a caretaker; an ensemble names its members."""
    levers = {
        spec.id: math.nan if spec.start is None else float(spec.start)
        for spec in scenario.levers.values()
        if not spec.by_region
    }
    return World(
        year=scenario.first_year,
        season=JANUARY,
        state=scenario.start,
        spring=None,
        forces=None,
        levers=MappingProxyType(levers),
        by_region=MappingProxyType({}),
        running=(),
        cards=events.on_table(scenario, scenario.first_year, JANUARY),
        fired=(),
        seed=seed,
        members=numbered(members),
        luck=scenario.luck if luck is None else luck,
        caretaker=caretaker,
    )


def futures(world: World, count: int, first: int = 1) -> World:
    """The same world seen by a forecast: members `first` and up, their luck drawn, never the game's own.

    ValueError where member 0 would be among them: its coming weather is not to be seen.
    """
    if first < 1:
        raise ValueError("a forecast may not use member 0, whose luck is the game's")
    return replace(world, members=numbered(range(first, first + count)), luck="drawn", caretaker=True)


def numbered(members: Sequence[int] | Members) -> Members:
    """Member numbers as a read-only array."""
    array = np.array(members, dtype=np.uint64)
    array.flags.writeable = False
    return array


def after(world: World, last_year: int) -> tuple[int, Season]:
    """The year and season that follow a world's own."""
    if world.season == JANUARY:
        return world.year, SEPTEMBER
    return world.year + 1, JANUARY if world.year < last_year else OVER
