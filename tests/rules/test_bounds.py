"""What stood in the way: extreme orders name the constraint that bound them, mild ones name none of theirs."""

from collections.abc import Mapping

import numpy as np
import pytest

from game.rules.bounds import bounds
from game.rules.orders import Orders
from game.rules.turn import Turn, follow, play, roll
from game.rules.world import begin
from game.scenario.records import Scenario


def year(scenario: Scenario, plan: Mapping[str, float], harvest: Mapping[str, float], seasons: int = 8) -> Turn:
    """A September under history's orders up to it, with that year's orders moved; its decrees hold."""
    turns = list(roll(scenario, begin(scenario), follow(scenario.plans["history"]), scripted=True))
    world = turns[seasons - 1].world
    january = play(scenario, world, Orders(plan, decrees=tuple(plan)), scripted=True)
    assert not january.refused
    return play(scenario, january.world, Orders(harvest), scripted=True)


EXTREMES = {
    "investment": ({"investment_rate": 0.4}, {}),
    "collections": ({"procurement_plan": 45.0}, {"plan_bends": 0.0}),
    "exports": ({}, {"grain_exports": 8.0, "procurement": 8.0}),
    "ration": ({}, {"town_ration": 300.0, "procurement": 6.0}),
    "arms": ({"defence_share": 0.35}, {}),
    "credit": ({"foreign_credit": 0.5}, {}),
    "seed": ({"procurement_plan": 45.0, "village_coercion": 1.0}, {"procurement": 45.0}),
}


@pytest.mark.parametrize("name", EXTREMES)
def test_an_extreme_order_names_the_constraint_that_bound(scenario: Scenario, name: str) -> None:
    turn = year(scenario, *EXTREMES[name])
    found = {each.id: each for each in bounds(scenario, turn)}
    assert name in found
    assert found[name].binds.tolist() == [1.0]
    assert 0 <= found[name].got[0] < found[name].asked[0]


def test_a_mild_year_names_nothing(scenario: Scenario) -> None:
    turns = list(roll(scenario, begin(scenario), follow(scenario.plans["nep"]), scripted=True))
    named = {each.id for each in bounds(scenario, turns[1])}
    assert not named & {"investment", "exports", "arms", "draught"}


def test_repaying_is_no_bound_and_missing_hands_are(scenario: Scenario) -> None:
    turns = list(roll(scenario, begin(scenario), follow(scenario.plans["history"]), scripted=True))
    assert "credit" not in {each.id for each in bounds(scenario, turns[2 * 5 + 1])}
    assert "hands" in {each.id for each in bounds(scenario, turns[2 * 11 + 1])}


def test_lost_horses_are_missed_on_the_fields(scenario: Scenario) -> None:
    turns = list(roll(scenario, begin(scenario), follow(scenario.plans["history"]), scripted=True))
    found = {each.id: each for each in bounds(scenario, turns[2 * 5 + 1])}
    assert found["draught"].got[0] < 0.9 * found["draught"].asked[0]


def test_january_binds_nothing_and_futures_are_told_apart(scenario: Scenario) -> None:
    world = begin(scenario, 1, (0, 1, 2), "drawn")
    january = play(scenario, world, Orders())
    assert bounds(scenario, january) == ()
    september = play(scenario, january.world, Orders({"procurement": 45.0}))
    found = {each.id: each for each in bounds(scenario, september)}
    assert found["collections"].binds.shape == (3,)
    assert np.all(found["collections"].got <= found["collections"].asked)
