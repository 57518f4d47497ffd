"""What holds a draft in its own year: extreme drafts name their constraint, and a finished campaign is told as such."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from game.lab.holding import HELD, held, idle
from game.rules.orders import Orders
from game.rules.turn import follow, roll
from game.rules.world import World, begin
from game.scenario.load import load
from game.scenario.records import Scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("great_break")


def at(scenario: Scenario, seasons: int) -> World:
    turns = tuple(islice(roll(scenario, begin(scenario), follow(scenario.plans["history"]), scripted=True), seasons))
    return turns[-1].world if turns else begin(scenario)


EXTREMES: Mapping[str, tuple[int, Mapping[str, float]]] = {
    "investment": (8, {"investment_rate": 0.4}),
    "arms": (8, {"defence_share": 0.35}),
    "credit": (8, {"foreign_credit": 0.5}),
    "exports": (9, {"grain_exports": 8.0, "procurement": 8.0}),
    "ration": (9, {"town_ration": 300.0, "procurement": 6.0}),
    "seed": (9, {"procurement": 45.0}),
}


@pytest.mark.parametrize("name", EXTREMES)
def test_an_extreme_draft_is_held_by_its_constraint_in_every_future(scenario: Scenario, name: str) -> None:
    seasons, levers = EXTREMES[name]
    found = held(scenario, at(scenario, seasons), Orders(levers, decrees=tuple(levers)), scripted=True, futures=12)
    assert found[name].share == 1.0
    assert found[name].got < found[name].asked


def test_a_plan_beyond_reach_is_held_by_what_can_be_found(scenario: Scenario) -> None:
    world = at(scenario, 8)
    shares = [
        held(scenario, world, Orders({"procurement_plan": each}, decrees=("procurement_plan",)), scripted=True)[
            "collections"
        ].share
        for each in (30.0, 45.0)
    ]
    assert 0 < shares[0] < shares[1]


def test_the_share_counts_futures_and_a_mild_year_names_no_ceiling(scenario: Scenario) -> None:
    world = at(scenario, 6)
    draft = follow(scenario.plans["history"])(world)
    found = held(scenario, world, draft, scripted=True, futures=40)
    assert "investment" not in found
    assert 0 < found["collections"].share < 1
    assert found["collections"].share * 40 == pytest.approx(round(found["collections"].share * 40))


def test_foreign_exchange_is_always_told(scenario: Scenario) -> None:
    found = held(scenario, at(scenario, 0), Orders(), futures=6)
    assert found["exchange"].got > 0
    assert found["exchange"].share == 0


def test_every_constraint_is_met_by_some_lever(scenario: Scenario) -> None:
    known = {"investment", "collections", "exports", "ration", "arms", "credit", "hands", "seed", "draught", "exchange"}
    assert {bound for bounds in HELD.values() for bound in bounds} == known
    assert set(HELD) <= set(scenario.levers)


def test_a_finished_campaign_and_a_standing_order_are_told(scenario: Scenario) -> None:
    world = at(scenario, 9)
    assert "collectivisation_drive" not in idle(scenario, world, Orders())
    campaign = replace(world.state.campaign, collectivised=np.ones_like(world.state.campaign.collectivised))
    whole = replace(world, state=replace(world.state, campaign=campaign))
    assert idle(scenario, whole, Orders())["collectivisation_drive"] == "all_collective"
    assert idle(scenario, world, Orders({"procurement": 12.0}))["plan_bends"] == "order_stands"
    own = {region.id: 0.2 for region in scenario.regions}
    assert idle(scenario, world, Orders(by_region=own))["collection_rule"] == "all_regions"


def test_a_draft_that_may_not_be_signed_is_not_weighed(scenario: Scenario) -> None:
    with pytest.raises(ValueError, match="out_of_range"):
        held(scenario, at(scenario, 0), Orders({"investment_rate": 2.0}))
