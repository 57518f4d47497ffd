"""An ensemble is its members, each as if it had been played alone."""

from dataclasses import replace

import numpy as np
import pytest

from game.lab.ensembles import ensemble
from game.rules.gathering import Series, gather
from game.rules.turn import follow, roll, war
from game.rules.world import begin
from game.scenario.load import load
from game.scenario.records import Plan, Scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("great_break")


def alone(scenario: Scenario, plan: Plan, members: list[int]) -> Series:
    """Some members by themselves, the war included."""
    turns = tuple(roll(scenario, begin(scenario, 3, members, "drawn"), follow(plan), scripted=True))
    return gather(scenario, turns, war(scenario, turns[-1].world))


def same(one: Series, other: Series, columns: list[int]) -> bool:
    """Whether every reading of one is these columns of the other, bit for bit."""
    return all(
        np.array_equal(part[name], whole[name][..., columns], equal_nan=True)
        for part, whole in ((one.national, other.national), (one.regional, other.regional))
        for name in part
    )


@pytest.mark.parametrize("name", ["history", "faster", "nep"])
def test_a_member_is_the_single_run_with_its_luck_bit_for_bit(scenario: Scenario, name: str) -> None:
    """At N = 1 too, where numpy adds a single column in another order; the campaign included."""
    plan = scenario.plans[name]
    whole = ensemble(scenario, plan, seed=3, futures=130, luck="drawn", block=1000).series
    for members in ([0], [1], [2], [3], [10], [37], [129], [37, 38], [5, 6, 7], list(range(64, 72)), [100, 3, 50]):
        assert same(alone(scenario, plan, members), whole, members), members


def test_the_block_is_a_matter_of_memory_alone(scenario: Scenario) -> None:
    plan = scenario.plans["history"]
    whole = ensemble(scenario, plan, seed=3, futures=33, luck="drawn")
    for block in (1, 7, 32):
        parts = ensemble(scenario, plan, seed=3, futures=33, luck="drawn", block=block)
        assert parts.series.members == 33
        assert same(parts.series, whole.series, list(range(33)))
        assert parts.campaign is not None
        assert whole.campaign is not None
        assert np.array_equal(parts.campaign.depth, whole.campaign.depth)


def test_under_history_s_luck_only_the_campaign_differs(scenario: Scenario) -> None:
    """Where there is no cloud."""
    scenario = replace(scenario, cloud=None)
    found = ensemble(scenario, scenario.plans["history"], futures=50, block=20)
    assert np.unique(found.series["gnp"][12]).size == 1
    assert found.series["gnp"].shape == (14, 50)
    assert found.campaign is not None
    assert found.campaign.depth.shape == (19, 50)
    assert np.unique(found.campaign.depth[-1]).size > 10
    assert 0 < found.series["collapse"][13].mean() < 1


def test_the_scenario_s_own_luck_holds_unless_another_is_named(scenario: Scenario) -> None:
    scenario = replace(scenario, cloud=None)
    plan = scenario.plans["nep"]
    drawn = ensemble(replace(scenario, luck="drawn"), plan, futures=9)
    assert np.unique(drawn.series["grain_harvest"][0]).size == 9
    assert np.unique(ensemble(scenario, plan, futures=9).series["grain_harvest"][0]).size == 1


def test_another_seed_is_another_ensemble(scenario: Scenario) -> None:
    one, other = (ensemble(scenario, scenario.plans["nep"], seed=seed, futures=9, luck="drawn") for seed in (1, 2))
    assert not np.isin(one.series["grain_harvest"][0], other.series["grain_harvest"][0]).any()


def test_a_plan_that_may_not_be_signed_ends_where_it_was_refused(scenario: Scenario) -> None:
    plan = scenario.plans["history"]
    hasty = replace(plan, orders={**plan.orders, 1931: {**plan.orders[1931], "investment_rate": 0.39}})
    found = ensemble(scenario, hasty, futures=5)
    assert [(each.code, each.subject) for each in found.refused] == [("order.too_fast", "investment_rate")]
    assert found.refused_at == (1931, "january")
    assert found.campaign is None
    assert not np.isnan(found.series["gnp"][2]).any()
    assert np.isnan(found.series["gnp"][3]).all()


def test_without_its_decree_history_is_refused(scenario: Scenario) -> None:
    plan = replace(scenario.plans["history"], decrees={})
    assert ensemble(replace(scenario, events=()), plan, futures=1).refused_at == (1937, "january")


def test_only_the_readings_asked_for_are_kept(scenario: Scenario) -> None:
    found = ensemble(scenario, scenario.plans["nep"], futures=4, block=2, only=("steel",))
    assert found.series.national.keys() == {"steel"}
    assert found.series.regional.keys() == set()


@pytest.mark.parametrize(("futures", "block"), [(0, 10), (10, 0)])
def test_an_ensemble_of_nobody_is_an_error(scenario: Scenario, futures: int, block: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        ensemble(scenario, scenario.plans["nep"], futures=futures, block=block)
