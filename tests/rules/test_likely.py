"""Members differ in what the record allows: each by its own vector, the game by the shipped one."""

from dataclasses import replace

import numpy as np
import pytest

from game.lab.ensembles import ensemble
from game.model.quantity import Array, pick
from game.rules import likely
from game.rules.orders import Orders
from game.rules.world import begin, numbered
from game.scenario.cloud import Cloud
from game.scenario.load import load
from game.scenario.records import Change, Lens, Scenario
from game.session.preview import forecast

ROWS = 40


def clouded(scenario: Scenario) -> Scenario:
    """A cloud of everything that may move, spread over a tenth of each range round the shipped value."""
    free = scenario.free
    values = likely.values(scenario, free)
    low, high = (np.array([getattr(each, end) for each in free]) for end in ("low", "high"))
    rows = values + 0.05 * (high - low) * np.random.default_rng(1).uniform(-1, 1, (ROWS, len(free)))
    rows = np.clip(rows, low, high)
    lines = [",".join(repr(float(value)) for value in row) for row in rows]
    return replace(scenario, cloud=Cloud("cloud.csv", lines, free, tuple(range(len(free)))))


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return clouded(replace(load("great_break"), cloud=None))


def starving(scenario: Scenario, seed: int, members: list[int]) -> Array:
    """A fitted parameter as these members have it."""
    return np.atleast_1d(pick(likely.held(scenario, seed, numbered(members)).params, "living.starving_below"))


def test_the_game_plays_by_the_shipped_parameters(scenario: Scenario) -> None:
    assert likely.held(scenario, 1, numbered([0])) is scenario
    shipped = scenario.params.living.starving_below[0]
    assert starving(scenario, 1, [0, 1, 2])[0] == shipped
    assert shipped not in starving(scenario, 1, [1, 2, 3])


def test_a_member_s_parameters_are_its_own_whoever_else_is_there(scenario: Scenario) -> None:
    together = starving(scenario, 5, list(range(1, 90)))
    assert np.array_equal(starving(scenario, 5, [17, 4])[::-1], together[[3, 16]])
    assert not np.array_equal(starving(scenario, 6, list(range(1, 90))), together)
    assert len(np.unique(together)) > ROWS / 2


@pytest.mark.parametrize("luck", ["history", "drawn"])
def test_a_member_of_an_ensemble_is_the_single_run_of_it(scenario: Scenario, luck: str) -> None:
    plan = scenario.plans["history"]
    whole = ensemble(scenario, plan, seed=2, futures=24, luck=luck, block=7).series  # type: ignore[arg-type]
    other = ensemble(scenario, plan, seed=2, futures=24, luck=luck, block=24).series  # type: ignore[arg-type]
    for name, rows in whole.national.items():
        assert np.array_equal(rows, other.national[name], equal_nan=True), name
    assert np.unique(whole["gdp_index"][12]).size > 12
    alone = ensemble(replace(scenario, cloud=None), plan, seed=2, futures=1, luck=luck).series  # type: ignore[arg-type]
    assert np.array_equal(alone["gdp_index"][:, 0], whole["gdp_index"][:, 0], equal_nan=True)


def test_history_s_luck_too_is_spread_by_the_cloud(scenario: Scenario) -> None:
    plan = scenario.plans["history"]
    found = ensemble(scenario, plan, futures=30, luck="history").series
    assert np.unique(found["grain_harvest"][3]).size > 10
    plain = ensemble(replace(scenario, cloud=None), plan, futures=30, luck="history").series
    assert np.unique(plain["grain_harvest"][3]).size == 1


def test_a_forecast_is_wider_for_what_is_not_known(scenario: Scenario) -> None:
    world = begin(scenario)
    wide, again = (forecast(scenario, world, Orders(), 60).bands["grain_harvest"].p05[:13] for _ in range(2))
    plain = forecast(replace(scenario, cloud=None), world, Orders(), 60).bands["grain_harvest"].p05[:13]
    assert wide == again
    assert wide != plain


def test_a_lens_lies_over_every_member(scenario: Scenario) -> None:
    by = np.array([1.1])
    lens = Lens("half", "t", "s", (), (Change("living.starving_below", "scale", by, "r"),), (), ())
    seen = replace(scenario, lenses={"half": lens}, lens="half")
    assert np.allclose(starving(seen, 3, [1, 2, 3]), 1.1 * starving(scenario, 3, [1, 2, 3]))


def test_parameters_that_are_asked_for_again_are_not_gathered_again(scenario: Scenario) -> None:
    members = numbered(range(1, 50))
    assert likely.held(scenario, 1, members) is likely.held(scenario, 1, numbered(range(1, 50)))
