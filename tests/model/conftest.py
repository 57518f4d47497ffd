"""The historical plan on history's weather, year by year, for tests of the model alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from game.model import step
from game.model.circumstances import Circumstances
from game.model.levers import January, September
from game.model.quantity import Array, declared
from game.scenario.load import load
from game.scenario.records import Scenario

UNSET = ("procurement",)


@dataclass(frozen=True)
class History:
    """Parameters, orders and circumstances of 1928-40, and what the model makes of them."""

    params: step.Params
    states: tuple[step.State, ...]
    plans: tuple[January, ...]
    harvests: tuple[September, ...]
    years: tuple[Circumstances, ...]
    springs: tuple[step.Spring, ...]
    summers: tuple[step.State, ...]
    autumns: tuple[step.Autumn, ...]


def orders(scenario: Scenario, plan: str) -> list[dict[str, Array]]:
    """A shipped plan as arrays, a year each; what is unset is not-a-number."""
    rows: list[dict[str, Array]] = []
    standing: dict[str, float] = {}
    for year in range(scenario.first_year, scenario.last_year + 1):
        standing |= scenario.plans[plan].orders.get(year, {})
        row = {name: np.array([standing.get(name, np.nan)]) for name in (*declared(January), *declared(September))}
        row["procurement_by_region"] = np.full((len(scenario.regions), 1), np.nan)
        rows.append(row)
    return rows


def circumstances(scenario: Scenario, index: int, weather: Array | None = None) -> Circumstances:
    """A year as it was; the ban of 1936 is an event and is left out here."""
    return Circumstances(
        elapsed=np.array([float(index)]),
        weather=(scenario.weather.pattern[index] * scenario.weather.residual[index])[:, None]
        if weather is None
        else weather,
        grain_price=scenario.prices.grain[index : index + 1],
        goods_price=scenario.prices.goods[index : index + 1],
        birth_rate_shift=np.zeros(1),
        foreign_grain=np.zeros(1),
        enemy_strength=np.ones(1),
    )


def run(
    scenario: Scenario,
    rows: list[dict[str, Array]],
    *,
    params: step.Params | None = None,
    years: list[Circumstances] | None = None,
    start: step.State | None = None,
) -> History:
    """Any orders through the whole period, by the model's two functions alone."""
    params = params or scenario.params
    years = years or [circumstances(scenario, index) for index in range(len(rows))]
    state = start or scenario.start
    states, plans, harvests, springs, summers, autumns = [], [], [], [], [], []
    for row, year in zip(rows, years, strict=True):
        plan = January(**{name: row[name] for name in declared(January)})
        harvest = September(**{name: row[name] for name in declared(September)})
        spring, summer = step.january(params, state, plan, year)
        autumn, after = step.september(params, summer, spring, plan, harvest, year)
        states.append(state)
        plans.append(plan)
        harvests.append(harvest)
        springs.append(spring)
        summers.append(summer)
        autumns.append(autumn)
        state = after
    return History(
        params=params,
        states=(*states, state),
        plans=tuple(plans),
        harvests=tuple(harvests),
        years=tuple(years),
        springs=tuple(springs),
        summers=tuple(summers),
        autumns=tuple(autumns),
    )


@cache
def great_break() -> Scenario:
    return load("great_break")


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return great_break()


@pytest.fixture(scope="session")
def history(scenario: Scenario) -> History:
    return run(scenario, orders(scenario, "history"))


def changed(rows: list[dict[str, Array]], **levers: Mapping[int, float] | float) -> list[dict[str, Array]]:
    """The same orders with levers replaced, in every year or in the years given by index."""
    copied = [dict(row) for row in rows]
    for name, value in levers.items():
        for index, row in enumerate(copied):
            if isinstance(value, Mapping):
                if index in value:
                    row[name] = np.array([float(value[index])])
            else:
                row[name] = np.array([float(value)])
    return copied


def famine(history: History) -> Array:
    """Deaths from hunger over the whole run, nation, millions."""
    dead = [
        step.hunger_deaths(spring, autumn.living)
        for spring, autumn in zip(history.springs, history.autumns, strict=True)
    ]
    whole: Array = np.sum(dead, axis=0)
    return whole


def replaced(years: list[Circumstances], index: int, **fields: Array) -> list[Circumstances]:
    """The same circumstances with one year's fields replaced."""
    return [dataclasses.replace(year, **fields) if at == index else year for at, year in enumerate(years)]
