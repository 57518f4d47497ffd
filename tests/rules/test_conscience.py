"""Repression is in the model with what it did, and is never a way to win.

From every shipped plan, more arrests or more force in the village alone must not improve all three
verdicts together: growth, human cost and survival. Fewer may die only where it brings the government down, which is
no success of its own. And the verdicts stay three.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from game.model import step, war
from game.model.quantity import total
from game.rules.verdicts import Verdicts
from game.scenario.load import load
from tests.model.conftest import History, circumstances, orders, run

SCENARIO = load("great_break")
FUTURES = 200
DRAWS = np.random.default_rng(11).normal(size=(7, FUTURES))


def verdicts(history: History) -> tuple[float, float, float]:
    """Product of 1940, deaths by hunger and repression, and the chance of collapse, one where it fell before."""
    deaths = sum(
        float((step.hunger_deaths(spring, autumn.living) + autumn.order.repression_deaths)[0])
        for spring, autumn in zip(history.springs, history.autumns, strict=True)
    )
    fortune = war.Fortune(enemy=DRAWS[0], command=DRAWS[1], winter=DRAWS[2], home=DRAWS[3], fronts=DRAWS[4:])
    campaign = step.invasion(
        history.params, history.states[-1], history.autumns[-1].army, fortune, circumstances(SCENARIO, 12)
    )
    collapse = 1.0 if fallen(history) else float(campaign.collapsed[-1].mean())
    return float(history.autumns[-1].product.product[0]), deaths, collapse


def fallen(history: History) -> int:
    """Years that the government did not see, having fallen before."""
    return sum(int(state.government.fallen[0]) for state in history.states)


@pytest.mark.parametrize("by", [0.05, 0.2, 0.5])
@pytest.mark.parametrize("lever", ["arrests", "village_coercion"])
@pytest.mark.parametrize("plan", sorted(SCENARIO.plans))
def test_more_repression_alone_never_improves_all_three_verdicts(plan: str, lever: str, by: float) -> None:
    rows = orders(SCENARIO, plan)
    harder = [row | {lever: np.minimum(1, row[lever] + by)} for row in rows]
    milder_run, harder_run = run(SCENARIO, rows), run(SCENARIO, harder)
    product, deaths, collapse = verdicts(milder_run)
    product_after, deaths_after, collapse_after = verdicts(harder_run)
    better = (product_after > product, deaths_after < deaths, collapse_after < collapse)
    assert not all(better)
    if not fallen(harder_run):
        assert deaths_after >= deaths - 1e-9


def test_repression_feeds_towns_in_the_short_run_and_costs_afterwards() -> None:
    """What force brings in grain, and what it costs in herds and lives."""
    rows = orders(SCENARIO, "history")
    mild = [row | {"village_coercion": row["village_coercion"] * 0.2} for row in rows]
    hard, soft = run(SCENARIO, rows), run(SCENARIO, mild)
    taken = [float(sum(total(a.collections.collected)[0] for a in h.autumns[:4])) for h in (hard, soft)]
    assert taken[0] > taken[1]
    herds = [float(total(h.states[6].herds.cattle)[0]) for h in (hard, soft)]
    assert herds[0] < herds[1]
    assert verdicts(hard)[1] > verdicts(soft)[1]


def test_the_verdicts_are_three_and_hold_no_sum() -> None:
    assert [field.name for field in dataclasses.fields(Verdicts)] == ["growth", "human_cost", "survival"]
