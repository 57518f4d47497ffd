"""Shipped plans: every order within its lever's limits and pace, every share accounted for, every source stated.

Read straight from the files, so that a slip in a plan cannot hide behind a slip in the rules.
"""

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

BASE = Path(__file__).parents[2] / "scenarios" / "base"
LEVERS: dict[str, dict[str, Any]] = yaml.safe_load((BASE / "levers.yaml").read_text(encoding="utf-8"))
PLANS: dict[str, dict[str, Any]] = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted((BASE / "plans").glob("*.yaml"))
}
SHARES = [lever for lever, spec in LEVERS.items() if spec["share_group"]]
LEFT_UNSET = {"procurement", "procurement_by_region"}
YEARS = list(range(1928, 1941))
NEAR = 1e-9

every_plan = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())


def too_fast(spec: dict[str, Any], before: float, now: float) -> bool:
    """Whether a lever moved further in one year than its pace allows."""
    if spec["pace"] is None:
        return False
    if spec["pace_kind"] == "ratio":
        return not before / spec["pace"] - NEAR <= now <= before * spec["pace"] + NEAR
    return bool(abs(now - before) > spec["pace"] + NEAR)


def faster_than_pace(plan: dict[str, Any]) -> dict[int, list[str]]:
    """The levers that outran their pace, by year, counted from their value on 1 January 1928."""
    before = {lever: spec["start"] for lever, spec in LEVERS.items()}
    found: dict[int, list[str]] = {}
    for year, orders in plan["orders"].items():
        hurried = [lever for lever, now in orders.items() if too_fast(LEVERS[lever], before[lever], now)]
        if hurried:
            found[year] = hurried
        before |= orders
    return found


def test_the_seven_plans_of_the_model_are_shipped() -> None:
    assert set(PLANS) == {"history", "nep", "nep_fast", "bukharin", "left", "slow", "faster"}
    assert all(plan["id"] == name for name, plan in PLANS.items())


@every_plan
def test_a_plan_states_title_summary_and_source(plan: dict[str, Any]) -> None:
    assert all(len(plan[key]) > 3 for key in ("title", "summary", "source", "tag"))


@every_plan
def test_a_plan_orders_every_lever_in_every_year(plan: dict[str, Any]) -> None:
    assert list(plan["orders"]) == YEARS
    for orders in plan["orders"].values():
        assert set(orders) == set(LEVERS) - LEFT_UNSET


@every_plan
def test_every_order_lies_within_its_levers_limits(plan: dict[str, Any]) -> None:
    outside = [
        (year, lever, value)
        for year, orders in plan["orders"].items()
        for lever, value in orders.items()
        if not LEVERS[lever]["low"] - NEAR <= value <= LEVERS[lever]["high"] + NEAR
    ]
    assert not outside


@every_plan
def test_decrees_are_exactly_the_orders_faster_than_their_pace(plan: dict[str, Any]) -> None:
    assert plan["decrees"] == faster_than_pace(plan)


@every_plan
def test_the_five_shares_sum_to_one(plan: dict[str, Any]) -> None:
    assert len(SHARES) == 5
    for year, orders in plan["orders"].items():
        assert math.isclose(sum(orders[share] for share in SHARES), 1.0, abs_tol=NEAR), year


@every_plan
def test_the_goal_is_never_above_the_drive(plan: dict[str, Any]) -> None:
    for year, orders in plan["orders"].items():
        assert orders["collectivised_goal"] <= orders["collectivisation_drive"] + NEAR, year


@every_plan
def test_a_plan_keeps_to_five_digits_and_leaves_events_to_history(plan: dict[str, Any]) -> None:
    for orders in plan["orders"].values():
        assert all(value == float(f"{value:.5g}") for value in orders.values())
    assert plan["choices"] == {}


def test_history_carries_its_three_decrees() -> None:
    assert PLANS["history"]["decrees"] == {1937: ["arrests"], 1939: ["arrests"], 1940: ["army_size"]}


def test_historys_january_plan_is_what_was_taken_at_an_expected_harvest() -> None:
    """22.1 Mt were taken of 75.0 in 1930, when 70.24 were expected: 22.1 / (75.0/70.24)^0.7 = 21.109."""
    assert PLANS["history"]["orders"][1930]["procurement_plan"] == pytest.approx(21.109, abs=5e-4)
