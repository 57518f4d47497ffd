"""What a step of a lever does: legal, under common luck, as if played alone, and of the sign its source gives."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from game.lab import sensitivities as lab
from game.lab.sensitivities import Sensitivities, marks, play_variants, sensitivities
from game.rules.gathering import gather
from game.rules.orders import Orders, judge
from game.rules.turn import follow, roll
from game.rules.world import World, begin, futures, numbered
from game.scenario.load import load
from game.scenario.records import Scenario
from game.session import draft as drafts
from game.session.preview import play_on
from tests.model.test_signs import SIGNS

READ = {
    "product": "gdp_index",
    "readiness": "war_readiness",
    "steel": "steel",
    "famine": "excess_deaths_so_far",
    "cattle": "cattle_index_jan1",
    "consumption": "consumption_per_head",
    "consumption of 1930": "consumption_per_head",
}
"""Readings of the levers' test table that are shown beside levers."""
EARLY = {"consumption of 1930", "cattle"}
"""Those that the table reads early, at the first of our years; the others stand at its end."""
LESS = {"freedom_to_leave"}
"""Levers that the table moves downwards."""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("great_break")


def at(scenario: Scenario, seasons: int) -> tuple[World, Orders]:
    """History's game after so many seasons, and history's orders for the next."""
    policy = follow(scenario.plans["history"])
    turns = tuple(islice(roll(scenario, begin(scenario), policy, scripted=True), seasons))
    world = turns[-1].world if turns else begin(scenario)
    return world, policy(world)


@pytest.fixture(scope="module")
def plan(scenario: Scenario) -> tuple[World, Orders, Sensitivities]:
    world, draft = at(scenario, 4)
    return world, draft, sensitivities(scenario, world, draft, scripted=True)


@pytest.fixture(scope="module")
def harvest(scenario: Scenario) -> tuple[World, Orders, Sensitivities]:
    world, draft = at(scenario, 9)
    return world, draft, sensitivities(scenario, world, draft, scripted=True)


def moved(scenario: Scenario, world: World, draft: Orders, lever: str, value: float) -> Orders:
    after = drafts.set_lever(scenario, world, draft, lever, value, scripted=True)
    assert isinstance(after, Orders)
    return after


@pytest.mark.parametrize("which", ["plan", "harvest"])
def test_every_variant_is_the_forecast_of_its_own_orders(
    scenario: Scenario, which: str, request: pytest.FixtureRequest
) -> None:
    world, draft, found = request.getfixturevalue(which)
    steps = [step for place, step in enumerate(found.steps) if place in found.effects and not step.region]
    variants = (draft, *(moved(scenario, world, draft, step.lever, step.after) for step in steps))
    together = gather(scenario, tuple(play_variants(scenario, world, variants, 3)), only=lab.READINGS)
    for at, orders in enumerate(variants):
        alone = gather(scenario, play_on(scenario, futures(world, 3), orders, scripted=True), only=lab.READINGS)
        for name in lab.READINGS:
            mine = together.national[name][:, at * 3 : (at + 1) * 3]
            assert np.allclose(mine, alone.national[name], rtol=1e-12, equal_nan=True), (name, orders)


def test_a_region_s_own_share_is_played_as_ordered(scenario: Scenario) -> None:
    world, draft = at(scenario, 9)
    variants = (draft, drafts.with_regions(draft, {"ukraine": 0.1}))
    together = gather(scenario, tuple(play_variants(scenario, world, variants, 3)), only=lab.READINGS)
    alone = gather(scenario, play_on(scenario, futures(world, 3), variants[1], scripted=True), only=lab.READINGS)
    for name in lab.READINGS:
        assert np.allclose(together.national[name][:, 3:], alone.national[name], rtol=1e-12, equal_nan=True), name


def test_a_variant_that_changes_nothing_has_no_effect_at_all(scenario: Scenario) -> None:
    world, draft = at(scenario, 4)
    found = gather(scenario, tuple(play_variants(scenario, world, (draft, draft), 9)), only=lab.READINGS)
    for name in lab.READINGS:
        rows = found.national[name]
        assert np.array_equal(rows[:, :9], rows[:, 9:], equal_nan=True), name


def test_a_lever_on_which_nothing_hangs_has_an_effect_of_exactly_nought(scenario: Scenario) -> None:
    # In 1932 lenders give nothing more: whatever credit is asked beyond that, nothing comes of it.
    world, draft = at(scenario, 8)
    effects = sensitivities(scenario, world, draft, scripted=True).of("foreign_credit", up=True)
    assert effects is not None
    assert all(value == 0 for effect in effects.values() for value in effect.middle)
    assert all(agree == 1 for effect in effects.values() for agree in effect.agree)


@pytest.mark.parametrize("which", ["plan", "harvest"])
def test_every_step_may_be_signed_and_every_lever_of_the_season_has_one(
    scenario: Scenario, which: str, request: pytest.FixtureRequest
) -> None:
    world, draft, found = request.getfixturevalue(which)
    due = {spec.id for spec in scenario.levers.values() if spec.season == world.season}
    assert {step.lever for step in found.steps} == due
    for place, step in enumerate(found.steps):
        if place not in found.effects:
            assert step.refusal is not None
            continue
        assert (step.after > step.stood) == step.up or np.isnan(step.stood)
        if step.region:
            orders = drafts.with_regions(draft, {step.region: step.after})
        else:
            orders = moved(scenario, world, draft, step.lever, step.after)
            most = lab.step_size(scenario.levers[step.lever]) + 1e-9
            assert np.isnan(step.stood) or abs(step.after - step.stood) <= most
        assert judge(scenario, world, orders, scripted=True) == ()


def test_signs_are_those_of_the_levers_table(
    plan: tuple[World, Orders, Sensitivities], harvest: tuple[World, Orders, Sensitivities]
) -> None:
    checked = 0
    wrong = []
    for _, _, found in (plan, harvest):
        for sign in SIGNS:
            for up in (True, False):
                effects = found.of(sign.lever, up=up)
                if effects is None:
                    continue
                direction = 1 if up != (sign.lever in LESS) else -1
                for names, way in ((sign.up, 1), (sign.down, -1)):
                    for name in names:
                        if name not in READ:
                            continue
                        effect = effects[READ[name]]
                        checked += 1
                        if effect.middle[0 if name in EARLY else -1] * way * direction < 0:
                            wrong.append((sign.lever, up, name, effect.middle))
    assert wrong == []
    assert checked > 50


def test_a_step_is_round_and_of_the_size_of_a_twentieth(scenario: Scenario) -> None:
    sizes = {spec.id: lab.step_size(spec) for spec in scenario.levers.values()}
    assert sizes["investment_rate"] == pytest.approx(0.02)
    assert sizes["procurement_plan"] == pytest.approx(2.0)
    assert sizes["town_ration"] == pytest.approx(10.0)
    for spec in scenario.levers.values():
        if not spec.only_stops:
            assert 0.5 < sizes[spec.id] / ((spec.high - spec.low) / lab.PARTS) < 2
            assert sizes[spec.id] >= spec.step


def test_half_a_step_has_half_the_effect(
    scenario: Scenario, plan: tuple[World, Orders, Sensitivities], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, draft, whole = plan
    monkeypatch.setattr(lab, "step_size", lambda spec: step / 2 if (step := SIZES[spec.id]) else step)
    SIZES.update({spec.id: whole_step(whole, spec.id) for spec in scenario.levers.values()})
    half = sensitivities(scenario, world, draft, scripted=True, count=whole.futures)
    for lever, reading in (("machinery_imports", "machine_imports"), ("defence_share", "consumption_per_head")):
        one, two = half.of(lever, up=True), whole.of(lever, up=True)
        assert one is not None
        assert two is not None
        assert 2 * one[reading].middle[0] == pytest.approx(two[reading].middle[0], rel=0.1)


SIZES: dict[str, float] = {}


def whole_step(found: Sensitivities, lever: str) -> float:
    return next((abs(step.after - step.stood) for step in found.steps if step.lever == lever and step.up), 0.0)


def test_only_years_ahead_are_told_and_a_shorter_scenario_ends_with_its_own(scenario: Scenario) -> None:
    world = begin(scenario)
    assert marks(scenario, world) == (1932, 1937, 1941)
    assert marks(scenario, replace(world, year=1932)) == (1937, 1941)
    assert marks(scenario, replace(world, year=1940)) == (1941,)
    assert marks(replace(scenario, last_year=1933), world) == (1932, 1934)


def test_the_game_s_own_luck_is_never_among_the_futures(scenario: Scenario) -> None:
    world, draft = at(scenario, 4)
    told = replace(world, luck="history")
    hidden = replace(world, luck="drawn", members=numbered([0]))
    one, other = (sensitivities(scenario, each, draft, scripted=True, count=6) for each in (told, hidden))
    assert one.effects[0]["gdp_index"] == other.effects[0]["gdp_index"]


def test_a_game_that_is_over_has_no_effects(scenario: Scenario) -> None:
    world, _ = at(scenario, 26)
    with pytest.raises(ValueError, match="over"):
        sensitivities(scenario, world, Orders())
