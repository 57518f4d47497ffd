"""The draft is legal at every moment, and shares make room for one another."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.orders import Orders, Refusal, judge
from game.rules.world import begin
from game.scenario.records import Scenario
from game.session import draft
from game.session.draft import in_proportion

SHARES = (
    "share_heavy_industry",
    "share_consumer_industry",
    "share_agriculture",
    "share_transport_and_power",
    "share_arms_industry",
)


def test_the_others_make_room_in_proportion() -> None:
    free = {"a": (0.0, 1.0), "b": (0.0, 1.0)}
    assert in_proportion({"a": 0.2, "b": 0.1}, 0.6, free) == pytest.approx({"a": 0.4, "b": 0.2})
    assert in_proportion({"a": 0.0, "b": 0.0}, 0.6, free) == pytest.approx({"a": 0.3, "b": 0.3})


def test_a_share_that_its_bounds_stop_leaves_the_rest_to_the_others() -> None:
    bounds = {"a": (0.25, 1.0), "b": (0.0, 1.0), "c": (0.0, 0.12)}
    assert in_proportion({"a": 0.3, "b": 0.3, "c": 0.1}, 0.35, bounds) == pytest.approx(
        {"a": 0.25, "b": 0.075, "c": 0.025}
    )
    assert in_proportion({"a": 0.3, "b": 0.3, "c": 0.1}, 1.4, bounds) == pytest.approx(
        {"a": 0.64, "b": 0.64, "c": 0.12}
    )


def test_no_split_is_told_as_such() -> None:
    assert in_proportion({"a": 0.3}, 0.6, {"a": (0.2, 0.5)}) is None
    assert in_proportion({"a": 0.3}, 0.1, {"a": (0.2, 0.5)}) is None
    assert in_proportion({}, 0.1, {}) is None
    assert in_proportion({}, 0.0, {}) == {}


UNIT = st.floats(0, 1, allow_subnormal=False)


@given(st.lists(st.tuples(UNIT, UNIT, UNIT), min_size=1, max_size=5), UNIT)
def test_a_split_sums_to_what_is_asked_and_keeps_every_bound(
    shares: list[tuple[float, float, float]], where: float
) -> None:
    bounds = {str(at): (min(a, b), max(a, b)) for at, (a, b, _) in enumerate(shares)}
    now = {str(at): value for at, (_, _, value) in enumerate(shares)}
    low, high = (math.fsum(pair[side] for pair in bounds.values()) for side in (0, 1))
    total = low + where * (high - low)
    split = in_proportion(now, total, bounds)
    assert split is not None
    assert math.fsum(split.values()) == pytest.approx(total, abs=1e-9)
    assert all(bounds[name][0] - 1e-12 <= value <= bounds[name][1] + 1e-12 for name, value in split.items())
    free = [name for name, value in split.items() if bounds[name][0] < value < bounds[name][1] and now[name] > 1e-6]
    ratios = [split[name] / now[name] for name in free]
    assert not ratios or max(ratios) == pytest.approx(min(ratios), rel=1e-6)


def test_raising_one_share_lowers_the_unlocked_others(scenario: Scenario) -> None:
    world = begin(scenario)
    moved = draft.set_lever(scenario, world, Orders(), "share_heavy_industry", 0.40, {"share_agriculture"})
    assert isinstance(moved, Orders)
    assert moved.levers["share_heavy_industry"] == 0.40
    force = draft.in_force(world, moved)
    assert force["share_agriculture"] == world.levers["share_agriculture"]
    assert math.fsum(force[share] for share in SHARES) == pytest.approx(1, abs=1e-12)
    ratio = {share: force[share] / world.levers[share] for share in SHARES}
    assert ratio["share_consumer_industry"] == pytest.approx(ratio["share_transport_and_power"])
    assert ratio["share_consumer_industry"] < 1
    assert judge(scenario, world, moved) == ()


def test_a_share_that_the_others_cannot_make_room_for_is_refused_with_what_they_could(scenario: Scenario) -> None:
    world = begin(scenario)
    locked = set(SHARES) - {"share_heavy_industry", "share_arms_industry"}
    low, high = draft.reach(scenario, world, Orders(), "share_heavy_industry", locked)
    refused = draft.set_lever(scenario, world, Orders(), "share_heavy_industry", high + 0.01, locked)
    assert isinstance(refused, Refusal)
    assert refused.code == "order.shares_not_one"
    assert refused.numbers["high"] == pytest.approx(high)
    for value in (low, high):
        assert isinstance(draft.set_lever(scenario, world, Orders(), "share_heavy_industry", value, locked), Orders)


def test_what_the_rules_refuse_is_refused_here_with_their_code(scenario: Scenario) -> None:
    world = begin(scenario)
    for lever, value, code in [
        ("investment_rate", 0.5, "order.out_of_range"),
        ("investment_rate", 0.3, "order.too_fast"),
        ("share_arms_industry", 0.3, "order.too_fast"),
        ("share_arms_industry", 0.7, "order.out_of_range"),
        ("share_arms_industry", math.nan, "order.not_a_number"),
        ("share_arms_industry", math.inf, "order.not_a_number"),
        ("grain_exports", 1.0, "order.wrong_season"),
        ("tractors", 1.0, "order.unknown_lever"),
        ("collectivised_goal", 0.3, "order.drive_below_goal"),
    ]:
        refused = draft.set_lever(scenario, world, Orders(), lever, value)
        assert isinstance(refused, Refusal), lever
        assert refused.code == code


@given(st.data())
def test_every_value_within_reach_is_accepted(scenario: Scenario, data: st.DataObject) -> None:
    world = begin(scenario)
    orders = Orders()
    mine = [spec.id for spec in scenario.levers.values() if spec.season == world.season]
    for lever in data.draw(st.lists(st.sampled_from(mine), max_size=8)):
        locked = data.draw(st.sets(st.sampled_from(SHARES)))
        low, high = draft.reach(scenario, world, orders, lever, locked)
        value = data.draw(st.floats(low, high)) if low <= high else low
        moved = draft.set_lever(scenario, world, orders, lever, value, locked)
        if isinstance(moved, Refusal):
            assert moved.code == "order.drive_below_goal"
        else:
            orders = moved
        assert judge(scenario, world, orders) == ()
