"""How large our model is: quantities by their declarations, operations as numpy does them in the first year."""

import dataclasses
from collections import Counter
from typing import Any

import numpy as np

from game.model import step
from game.model.quantity import walk
from game.model.step import Autumn, Params, Spring, State
from game.rules import luck
from game.rules.tables import january_table, september_table
from game.rules.world import begin
from game.scenario.load import load
from tests.bench.stocks_and_flows import Size

done: Counter[tuple[str, bool]] = Counter()
"""Operations by their name, and whether over regions."""


class Counted(np.ndarray):
    """An array that notes what is done with it."""

    def __array_ufunc__(self, ufunc: Any, method: Any, *given: Any, **how: Any) -> Any:
        plain = [each.view(np.ndarray) if isinstance(each, Counted) else each for each in given]
        made = getattr(ufunc, method)(*plain, **how)
        done[ufunc.__name__, np.ndim(made) > 1] += 1
        return made.view(Counted) if isinstance(made, np.ndarray) else made


def watched(table: Any) -> Any:
    """A table whose arrays note what is done with them."""
    if isinstance(table, np.ndarray):
        return table.view(Counted)
    held = {each.name: watched(getattr(table, each.name)) for each in dataclasses.fields(table)}
    return dataclasses.replace(table, **held)


def our_size() -> Size:
    """Stocks, flows and parameters as they are declared; operations of 1928, one future, counted while it is played."""
    scenario = load("great_break")
    world = begin(scenario)
    regions = [region.id for region in scenario.regions]
    params, year = watched(scenario.params), watched(luck.draw(scenario, world))
    plan = watched(january_table(world.levers))
    harvest = watched(september_table(world.levers, world.by_region, regions))
    done.clear()
    spring, state = step.january(params, watched(world.state), plan, year)
    step.september(params, state, spring, plan, harvest, year)
    stocks, flows = [q for _, q in walk(State)], [q for table in (Spring, Autumn) for _, q in walk(table)]
    mix: Counter[str] = Counter()
    for (name, _), count in done.items():
        mix[name] += count
    return Size(
        regions=len(regions),
        regional_stocks=sum(q.axis == "region" for q in stocks),
        national_stocks=sum(q.axis != "region" for q in stocks),
        regional_flows=sum(q.axis == "region" for q in flows),
        national_flows=sum(q.axis != "region" for q in flows),
        parameters=len(list(walk(Params))),
        regional_operations=sum(count for (_, wide), count in done.items() if wide),
        national_operations=sum(count for (_, wide), count in done.items() if not wide),
        mix=dict(mix),
    )
