"""Variants: the same history with one thing otherwise, so that what that one thing did can be seen.

A variant is a scenario with a parameter or a year's weather changed, a plan with a lever changed, or
both; no block knows of any of them. What the literature claims (`published.py`) is played in variants.
They are played by the shipped parameters: rows of a cloud would take the place of what a variant changes.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import numpy as np

from game.lab.candidates import Variant
from game.model.quantity import Array, pick, put
from game.rules.events import SEPTEMBER
from game.rules.orders import Orders
from game.rules.turn import Policy, Turn, follow, roll
from game.rules.world import World, begin
from game.scenario.lenses import PARAMETERS
from game.scenario.records import Plan, Scenario

Tonnes = Mapping[int, Mapping[str, float]]
"""Grain collected, year by year and region by region, Mt."""


def realised(scenario: Scenario, variant: Variant) -> tuple[Scenario, Plan]:
    """A variant as a scenario and a plan. LookupError where there is no such plan or parameter."""
    plan = scenario.plans[variant.plan]
    if variant.levers:
        plan = ordering(plan, variant.years or scenario.years, variant.levers)
    for path, value in variant.parameters.items():
        scenario = held_at(scenario, path, value)
    return weathered(scenario, variant.normal, 1.0) if variant.normal else scenario, plan


def ordering(plan: Plan, years: Collection[int], levers: Mapping[str, float]) -> Plan:
    """The plan with some levers set in some years; what stood before holds again after them."""
    standing: dict[str, float] = {}
    orders: dict[int, dict[str, float]] = {}
    last = max(years, default=0) + 1
    for year in sorted({*plan.orders, *years, last}):
        given = plan.orders.get(year, {})
        standing.update(given)
        orders[year] = dict(given)
        if year in years:
            orders[year] |= levers
        elif year == last:
            orders[year] = {name: standing[name] for name in levers if name in standing} | orders[year]
    if last not in plan.orders and not orders[last]:
        del orders[last]
    return replace(plan, orders=orders)


def no_more(plan: Plan, lever: str, most: float) -> Plan:
    """The plan with a lever that never passes a value."""
    return replace(plan, orders={year: _held(given, lever, most) for year, given in plan.orders.items()})


def _held(given: Mapping[str, float], lever: str, most: float) -> Mapping[str, float]:
    return {name: min(value, most) if name == lever else value for name, value in given.items()}


def held_at(scenario: Scenario, path: str, value: float) -> Scenario:
    """The scenario with one parameter put at a value; LookupError where the model has no such parameter."""
    if path not in PARAMETERS:
        raise LookupError(path)
    return replace(scenario, params=put(scenario.params, path, np.full_like(pick(scenario.params, path), value)))


def weathered(scenario: Scenario, years: Collection[int], value: float) -> Scenario:
    """The scenario with the same weather in every region in some years of history, and nothing left over."""
    pattern, residual = scenario.weather.pattern.copy(), scenario.weather.residual.copy()
    rows = np.array([year - scenario.first_year for year in years], dtype=int)
    pattern[rows], residual[rows] = value, 1.0
    return replace(scenario, weather=replace(scenario.weather, pattern=pattern, residual=residual))


def replaced_weather(scenario: Scenario, pattern: Array) -> Scenario:
    """The scenario with another table of history's weather, (T, R)."""
    return replace(scenario, weather=replace(scenario.weather, pattern=pattern))


def tonnes(scenario: Scenario, plan: Plan) -> Tonnes:
    """What a plan collects from each region under history's luck."""
    found: dict[int, dict[str, float]] = {}
    for turn in _turns(scenario, plan, follow(plan)):
        if turn.autumn is not None:
            taken = np.median(turn.autumn.collections.collected, axis=-1)
            found[turn.year] = dict(zip(_regions(scenario), taken.tolist(), strict=True))
    return found


def taking(scenario: Scenario, plan: Plan, taken: Tonnes) -> Plan:
    """The plan with each region ordered to give so many tonnes, whatever its harvest."""
    shares: dict[int, dict[str, float]] = {}
    orders_for = follow(plan)

    def by_tonnes(world: World) -> Orders:
        orders = orders_for(world)
        if world.season != SEPTEMBER or world.spring is None:
            return orders
        harvest = np.median(world.spring.fields.harvest, axis=-1).tolist()
        shares[world.year] = {
            region: min(1.0, taken[world.year][region] / grown) if grown > 0 else 0.0
            for region, grown in zip(_regions(scenario), harvest, strict=True)
        }
        return replace(orders, by_region=shares[world.year])

    for _ in _turns(scenario, plan, by_tonnes):
        pass
    return replace(plan, by_region=shares)


def _turns(scenario: Scenario, plan: Plan, orders_for: Policy) -> Iterator[Turn]:
    """A plan's turns under history's luck. ValueError where one is refused."""
    for turn in roll(scenario, begin(scenario, luck="history"), orders_for, scripted=True):
        if turn.refused:
            raise ValueError(f"plan {plan.id} is refused in {turn.year}: {turn.refused[0].code}")
        yield turn


def _regions(scenario: Scenario) -> tuple[str, ...]:
    return tuple(region.id for region in scenario.regions)
