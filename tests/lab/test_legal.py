"""Plans made in numbers are plans that could be signed."""

import math
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.lab import legal
from game.rules.orders import Orders, Refusal, judge
from game.rules.turn import follow, roll
from game.rules.world import begin
from game.scenario.load import load

SCENARIO = load("great_break")


def refused(plans: legal.Plans, index: int) -> list[Refusal]:
    """Every reason why one of the plans could not be signed."""
    world = begin(SCENARIO)
    found: list[Refusal] = []
    for at, row in enumerate(plans.years):
        orders = {lever: float(value[index]) for lever, value in row.items()}
        for season in ("january", "september"):
            stands = replace(world, year=world.year + at, season=season, cards=())
            due = {lever: value for lever, value in orders.items() if SCENARIO.levers[lever].season == season}
            found += list(judge(SCENARIO, stands, Orders(due)))
        world = replace(world, levers=MappingProxyType(orders))
    return found


@given(seed=st.integers(0, 2**32))
def test_plans_drawn_at_random_are_legal(seed: int) -> None:
    plans = legal.drawn(SCENARIO, 3, np.random.default_rng(seed))
    assert [refused(plans, index) for index in range(3)] == [[], [], []]


@given(seed=st.integers(0, 2**32))
def test_plans_from_points_are_legal(seed: int) -> None:
    levers = len(legal.searched(SCENARIO))
    points = np.random.default_rng(seed).uniform(-0.5, 1.5, (levers * legal.KNOTS, 2))
    plans = legal.from_knots(SCENARIO, points)
    assert len(plans) == 2
    assert [refused(plans, index) for index in range(2)] == [[], []]


def test_a_wish_that_is_legal_is_left_alone() -> None:
    drawn = legal.drawn(SCENARIO, 20, np.random.default_rng(7))
    again = legal.legal(SCENARIO, {spec.id: drawn.path(spec.id) for spec in legal.moved(SCENARIO)})
    for spec in legal.moved(SCENARIO):
        np.testing.assert_allclose(again.path(spec.id), drawn.path(spec.id), atol=1e-12, equal_nan=True)


def test_a_shipped_plan_is_taken_as_it_is_played() -> None:
    plans = legal.shipped(SCENARIO, SCENARIO.plans["history"])
    turns = roll(SCENARIO, begin(SCENARIO), follow(SCENARIO.plans["history"]), scripted=True)
    for index, played in enumerate(turns):
        for lever, value in played.world.levers.items():
            if SCENARIO.levers[lever].season == played.season:
                ours = float(plans.years[index // 2][lever][0])
                assert ours == value or (math.isnan(ours) and math.isnan(value))


def test_points_near_a_plan_give_nearly_that_plan() -> None:
    history = legal.shipped(SCENARIO, SCENARIO.plans["history"])
    near = legal.from_knots(SCENARIO, legal.to_knots(SCENARIO, history)[:, None])
    assert near.path("investment_rate").mean() == pytest.approx(history.path("investment_rate").mean(), abs=0.03)
    assert len(legal.joined([near, near]).some(np.array([0]))) == 1
    assert set(near.years[0]) == {spec.id for spec in legal.moved(SCENARIO)}


def test_the_levers_of_a_plan_cover_the_scenario() -> None:
    national = {spec.id for spec in SCENARIO.levers.values() if not spec.by_region}
    assert {spec.id for spec in legal.moved(SCENARIO)} == national
