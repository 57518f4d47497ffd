"""Bounds: which constraint stood between what was ordered in a year and what was done, with the figures.

    investment     the Feldman ceiling: what machine works and imports allow           billion roubles of 1937
    collections    what can be found in the villages, whatever is asked                Mt
    exports        grain left once relief is set aside                                 Mt
    ration         grain left for towns after army and exports                         kg a townsman
    arms           what arms plants, and works that can turn to arms, can make         billion roubles of 1937
    credit         what foreign lenders will give                                      billion gold roubles
    hands          jobs that works offer, and hands in the towns to fill them          million
    seed           seed that villages could keep for the next sowing                   Mt
    draught        horses and tractors against the area sown, 1928 = 1                 share

Orders are never clipped in secret: what the model could not do stands here, and in the account of the year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.model.quantity import Array, positive, total
from game.model.step import Autumn, Spring
from game.rules.turn import Turn
from game.scenario.records import Scenario

SLIGHT: Final = 0.005
"""A lack below this share of what was asked is rounding, not a bound."""
KILOGRAMS: Final = 1000.0


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A constraint: what was asked and what was got, one figure a future."""

    id: str
    unit: str
    asked: Array
    got: Array

    @property
    def binds(self) -> Array:
        """In which futures it stood in the way, 1 or 0."""
        return np.where(self.got < self.asked * (1 - SLIGHT), 1.0, 0.0)


def bounds(scenario: Scenario, turn: Turn) -> tuple[Bound, ...]:
    """The constraints that stood in the way of a year's orders in any future; none in January."""
    if turn.spring is None or turn.autumn is None:
        return ()
    return tuple(each for each in _all(scenario, turn, turn.spring, turn.autumn) if each.binds.any())


def _all(scenario: Scenario, turn: Turn, spring: Spring, autumn: Autumn) -> Iterator[Bound]:
    levers, made, people = turn.world.levers, autumn.product, turn.before.state.people
    money, grain = "billion 1937 roubles", "Mt"
    yield Bound("investment", money, levers["investment_rate"] * made.product, autumn.building.investment)
    yield Bound("collections", grain, total(autumn.collections.plan_by_region), total(autumn.collections.collected))
    yield _bound("exports", grain, levers["grain_exports"], autumn.granary.exported)
    yield _bound("ration", "kg/person", levers["town_ration"], KILOGRAMS * autumn.granary.towns / total(people.urban))
    upkeep = made.defence - made.arms
    yield Bound("arms", money, levers["defence_share"] * made.product - upkeep, made.arms)
    if levers["foreign_credit"] > 0:
        yield _bound("credit", "billion gold roubles", levers["foreign_credit"], positive(autumn.trade.lent))
    workers = autumn.work.workers
    yield Bound("hands", "million", workers * (1 + autumn.work.shortage), workers)
    yield Bound("seed", grain, total(spring.fields.seed_wanted), total(autumn.granary.seed))
    normal = scenario.params.fields.normal_harvest
    drawn = np.minimum(spring.fields.draught_power, spring.fields.sown_area)
    yield Bound("draught", "1", *(total(normal * each) / total(normal) for each in (spring.fields.sown_area, drawn)))


def _bound(name: str, unit: str, asked: float, got: Array) -> Bound:
    return Bound(name, unit, asked + 0 * got, got)
