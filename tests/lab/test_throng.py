"""A throng of futures is counted and not kept, and tells what an ensemble of the same futures tells."""

import numpy as np
import pytest

from game.lab import throng as lab
from game.lab.ensembles import ensemble
from game.lab.throng import throng
from game.rules import swift
from game.scenario.load import load
from game.scenario.records import Scenario

NAMES = ("gdp_index", "famine_deaths", "excess_deaths_so_far", "collapse", "consent")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("great_break")


@pytest.mark.parametrize("processes", [1, 2])
def test_counted_percentiles_are_the_kept_ones_within_a_step(
    scenario: Scenario, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, size in (("FIRST", 60), ("BLOCK", 50), ("TASK", 70)):
        monkeypatch.setattr(lab, name, size)
    plan = scenario.plans["history"]
    found = throng(scenario, plan, futures=260, seed=3, luck="drawn", only=NAMES, processes=processes)
    whole = ensemble(scenario, plan, futures=260, seed=3, luck="drawn").series
    assert found.years == whole.years
    assert found.futures == 260
    for at, name in enumerate(NAMES):
        rows = whole.national[name]
        np.testing.assert_allclose(found.mean()[at], rows.mean(axis=-1), rtol=1e-12)
        step = (found.high - found.low)[at] / lab.STEPS
        ordered = np.sort(rows, axis=-1)
        for percent in (5, 50, 95):
            place = round(percent / 100 * 260)
            between = ordered[:, place - 2], ordered[:, place + 1]
            seen = found.percentile(percent)[at]
            known = np.isfinite(seen) & (ordered[:, -1] < found.high[at])
            assert known.any() or name == "collapse"
            assert ((seen >= between[0] - step) & (seen <= between[1] + step))[known].all(), (name, percent)
    swift.forget()


def test_every_future_is_counted_once(scenario: Scenario) -> None:
    found = throng(scenario, scenario.plans["history"], futures=130, seed=1, luck="drawn", only=NAMES, processes=1)
    assert (found.counts.sum(axis=-1) == 130).all()
    swift.forget()


def test_a_throng_says_why_a_plan_is_refused(scenario: Scenario) -> None:
    with pytest.raises(ValueError, match="at least one"):
        throng(scenario, scenario.plans["history"], futures=0)
