"""Years: what the turns of a game tell of each year, so that a reading can be taken from it.

A year knows its opening (1 January), its spring, its state at the harvest, its autumn and its
close, as far as the turns went; what has not been played is None. The year after the last has an
opening alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from game.model import granary, living, step
from game.model.army import Forces
from game.model.quantity import Array, total
from game.model.step import Autumn, Params, Spring, State
from game.model.war import Campaign
from game.rules import likely
from game.rules.events import SEPTEMBER
from game.rules.kept import remembered
from game.rules.luck import draw
from game.rules.tables import january_table, september_table
from game.rules.turn import Turn
from game.rules.world import World, begin
from game.scenario.records import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What the index numbers are counted from: the first year under the orders and weather it began with."""

    product: Array
    consumption_a_head: Array
    real_wage: Array
    cattle: Array
    horses: Array
    exports_before: Array
    grain_before: granary.Balance


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year as far as it is known, with what straddles the new year.

    `exported_before` left with the harvest before, and `grain_before` is that harvest's balance;
    `hunger_ahead` is the hunger from this year's end to the next harvest as this year's food decides it; a slaughter
    in that spring feeds some of the hungry, and is not foreseen.
    """

    year: int
    params: Params
    base: Base
    opening: State | None = None
    forces: Forces | None = None
    spring: Spring | None = None
    at_harvest: State | None = None
    autumn: Autumn | None = None
    close: State | None = None
    exported_before: Array | None = None
    grain_before: granary.Balance | None = None
    hunger_ahead: living.Winter | None = None
    campaign: Campaign | None = None


class Line:
    """One line of play as it comes in, turn by turn: gives each year as soon as all is known of it.

    `world` is a world of the line's last turn, or the one before any: its members are those for whom
    the years are told. A year is told once the next spring has been played, since its hunger belongs to it.
    """

    def __init__(self, scenario: Scenario, world: World | None) -> None:
        self.scenario = scenario if world is None else likely.of(scenario, world)
        self.base = base_year(self.scenario)
        self.after = scenario.last_year + 1
        self.found: dict[int, dict[str, Any]] = {year: {} for year in range(scenario.first_year, self.after + 1)}
        before = {"exported_before": self.base.exports_before, "grain_before": self.base.grain_before}
        self.found[scenario.first_year] |= before

    def start(self, world: World) -> None:
        """Note a world that no turn has led to."""
        _enter(self.found, world)

    def enter(self, turn: Turn) -> list[Year]:
        """The years that a turn has made known; a refused one tells nothing."""
        if turn.refused:
            return []
        _enter(self.found, turn.before)
        if turn.autumn is not None:
            self.found[turn.year] |= {"autumn": turn.autumn, "close": turn.world.state}
            self.found[turn.year + 1]["exported_before"] = turn.autumn.granary.exported
            self.found[turn.year + 1]["grain_before"] = turn.autumn.granary
        _enter(self.found, turn.world)
        done = [year for year in self.found if year < turn.year] if turn.autumn is None else []
        return [self._year(year) for year in done]

    def close(self, campaign: Campaign | None = None) -> list[Year]:
        """The years that are left, as far as they are known."""
        self.found[self.after]["campaign"] = campaign
        return [self._year(year) for year in list(self.found)]

    def _year(self, year: int) -> Year:
        facts = self.found.pop(year)
        if year < self.after:
            facts["hunger_ahead"] = _hunger_ahead(self.scenario, facts.get("close"))
        return Year(year=year, params=self.scenario.params, base=self.base, **facts)


def known(
    scenario: Scenario, turns: Iterable[Turn], campaign: Campaign | None = None, start: World | None = None
) -> dict[int, Year]:
    """Every year from the first to the one after the last, with what the turns tell of each.

    Turns are those of one line of play, in order; refused ones tell nothing. `start` is the world
    before them, for a game without any.
    """
    turns = tuple(turns)
    line = Line(scenario, turns[-1].world if turns else start)
    if start is not None:
        line.start(start)
    years = [year for turn in turns for year in line.enter(turn)]
    return {year.year: year for year in [*years, *line.close(campaign)]}


@remembered
def base_year(scenario: Scenario) -> Base:
    """The first year played under the levers, weather and prices it began with."""
    world = begin(scenario, luck="history")
    plan = january_table(world.levers)
    harvest = september_table(world.levers, {}, tuple(region.id for region in scenario.regions))
    spring, state = step.january(scenario.params, world.state, plan, draw(scenario, world))
    ahead = replace(world, season=SEPTEMBER)
    autumn, _ = step.september(scenario.params, state, spring, plan, harvest, draw(scenario, ahead))
    herds = scenario.start.herds
    return Base(
        product=autumn.product.product,
        consumption_a_head=autumn.accounts.consumption_a_head,
        real_wage=autumn.accounts.real_wage,
        cattle=total(herds.cattle),
        horses=total(herds.horses),
        exports_before=np.array([world.levers["grain_exports"]]),
        grain_before=autumn.granary,
    )


def _enter(found: dict[int, dict[str, Any]], world: World) -> None:
    """Note the world in the year that it opens, or whose harvest it has seen."""
    if world.season == SEPTEMBER:
        found[world.year] |= {"spring": world.spring, "at_harvest": world.state}
    else:
        found[world.year] |= {"opening": world.state, "forces": world.forces}


def _hunger_ahead(scenario: Scenario, close: State | None) -> living.Winter | None:
    """The next spring's hunger as the year's end leaves it; what herds killed in it will feed is not known yet."""
    if close is None:
        return None
    rural, urban = close.people.rural, close.people.urban
    return living.winter(scenario.params.living, close.living, rural=rural, urban=urban, slaughtered=0 * rural)[0]
