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
    `hunger_ahead` is the hunger from this year's end to the next harvest, which this year's food decides.
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


def known(
    scenario: Scenario, turns: Iterable[Turn], campaign: Campaign | None = None, start: World | None = None
) -> dict[int, Year]:
    """Every year from the first to the one after the last, with what the turns tell of each.

    Turns are those of one line of play, in order; refused ones tell nothing. `start` is the world
    before them, for a game without any.
    """
    turns = tuple(turns)
    world = turns[-1].world if turns else start
    if world is not None:
        scenario = likely.of(scenario, world)
    base = base_year(scenario)
    after = scenario.last_year + 1
    found: dict[int, dict[str, Any]] = {year: {} for year in range(scenario.first_year, after + 1)}
    found[scenario.first_year] |= {"exported_before": base.exports_before, "grain_before": base.grain_before}
    if start is not None:
        _enter(found, start)
    for turn in turns:
        if turn.refused:
            continue
        _enter(found, turn.before)
        if turn.autumn is not None:
            found[turn.year] |= {"autumn": turn.autumn, "close": turn.world.state}
            found[turn.year + 1]["exported_before"] = turn.autumn.granary.exported
            found[turn.year + 1]["grain_before"] = turn.autumn.granary
        _enter(found, turn.world)
    found[after]["campaign"] = campaign
    for year in range(scenario.first_year, after):
        found[year]["hunger_ahead"] = _hunger_ahead(scenario, found[year].get("close"), found[year + 1].get("spring"))
    return {year: Year(year=year, params=scenario.params, base=base, **facts) for year, facts in found.items()}


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


def _hunger_ahead(scenario: Scenario, close: State | None, spring: Spring | None) -> living.Winter | None:
    """The next spring's hunger where it has been played, and what it will be where it has not."""
    if close is None:
        return None
    if spring is not None:
        return spring.living
    rural, urban = close.people.rural, close.people.urban
    return living.winter(scenario.params.living, close.living, rural=rural, urban=urban, slaughtered=0 * rural)[0]
