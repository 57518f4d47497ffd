"""Years: what the turns of a game tell of each year, so that a reading can be taken from it.

A year knows its opening (1 January), its spring, its state at the harvest, its autumn and its
close, as far as the turns went; what has not been played is None. The year after the last has an
opening alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from game.model import living, step
from game.model.army import Forces
from game.model.quantity import Array, total
from game.model.step import Autumn, Params, Spring, State
from game.model.war import Campaign
from game.rules.events import JANUARY, SEPTEMBER
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
    cattle: Array
    horses: Array
    exports_before: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year as far as it is known; flows of the year before for what straddles the new year."""

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
    campaign: Campaign | None = None

    @property
    def winter_ahead(self) -> living.Winter | None:
        """Hunger from this year's end to the next harvest, which this year's food decides."""
        if self.close is None:
            return None
        people = self.close.people
        return living.winter(self.params.living, self.close.living, people.rural, people.urban)


def known(
    scenario: Scenario, turns: Iterable[Turn], campaign: Campaign | None = None, start: World | None = None
) -> dict[int, Year]:
    """Every year from the first to the one after the last, with what the turns tell of each.

    Turns are those of one line of play, in order; refused ones tell nothing. `start` is the world
    before them, for a game without any.
    """
    base = base_year(scenario)
    years = {
        year: Year(year=year, params=scenario.params, base=base)
        for year in range(scenario.first_year, scenario.last_year + 2)
    }
    years[scenario.first_year] = replace(years[scenario.first_year], exported_before=base.exports_before)
    if start is not None:
        _enter(years, start)
    for turn in turns:
        if turn.refused:
            continue
        _enter(years, turn.before)
        now = years[turn.year]
        if turn.season == JANUARY:
            years[turn.year] = replace(now, spring=turn.spring, at_harvest=turn.world.state)
        elif turn.autumn is not None:
            years[turn.year] = replace(now, autumn=turn.autumn, close=turn.world.state)
            exported = turn.autumn.granary.exported
            years[turn.year + 1] = replace(years[turn.year + 1], exported_before=exported)
        _enter(years, turn.world)
    after = scenario.last_year + 1
    years[after] = replace(years[after], campaign=campaign)
    return years


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
        consumption_a_head=autumn.building.consumption_a_head,
        cattle=total(herds.cattle),
        horses=total(herds.horses),
        exports_before=np.array([world.levers["grain_exports"]]),
    )


def _enter(years: dict[int, Year], world: World) -> None:
    """Note the world in the year that it opens, or whose harvest it has seen."""
    now = years[world.year]
    if world.season == SEPTEMBER:
        years[world.year] = replace(now, spring=world.spring, at_harvest=world.state)
    else:
        years[world.year] = replace(now, opening=world.state, forces=world.forces)
