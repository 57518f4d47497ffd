"""A fit finds what was hidden, ends where it ended before, and says what the record cannot tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.lab import fit, objective
from game.lab.candidates import Variant, play, script
from game.lab.objective import Problem
from game.lab.references import references
from game.model.quantity import put
from game.rules import gathering, likely
from game.rules.turn import follow, roll
from game.rules.world import begin
from game.scenario import write
from game.scenario.load import load
from game.scenario.records import Scenario

FEW = "living.starving_below,weather.residual.193[0-3]"
HISTORY = (Variant("history", "history"),)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("great_break", fitted=False)


@pytest.fixture(scope="module")
def few(scenario: Scenario) -> Problem:
    return objective.problem(scenario, only=FEW, variants=HISTORY)


def test_a_candidate_is_the_single_run_with_its_parameters(scenario: Scenario) -> None:
    """Whatever rides beside it, bit for bit, in plans and in history alike."""
    free = tuple(each for each in scenario.free if each.path in {"living.starving_below", likely.WEATHER})
    variants = (*HISTORY, Variant("nep", "nep"))
    scripts = {each.id: script(scenario, each) for each in variants}
    start = likely.values(scenario, free)[:, None]
    crowd = start * np.linspace(0.97, 1.03, 7)
    wanted = ("gdp_index", "famine_deaths", "grain_harvest")
    found = play(scenario, free, crowd, variants, scripts, national=wanted, block=6)
    for at in range(7):
        alone = likely.carried(scenario, free, crowd[:, at : at + 1])
        for plan in ("history", "nep"):
            turns = tuple(roll(alone, begin(alone, luck="history"), follow(alone.plans[plan]), scripted=True))
            series = gathering.gather(alone, turns, only=wanted)
            for name in wanted:
                assert np.array_equal(series.national[name][:, 0], found.national[plan][name][:, at], equal_nan=True)


def test_weather_of_a_variant_is_its_own(scenario: Scenario) -> None:
    variants = (*HISTORY, Variant("normal", "history", normal=(1932,)))
    free = tuple(each for each in scenario.free if each.path == likely.WEATHER)
    scripts = {each.id: script(scenario, each) for each in variants}
    start = likely.values(scenario, free)[:, None]
    found = play(scenario, free, start, variants, scripts, national=("grain_harvest",))
    was, normal = (found.national[each]["grain_harvest"][:, 0] for each in ("history", "normal"))
    assert np.array_equal(was[:4], normal[:4])
    assert was[4] != normal[4]


def test_the_same_fit_ends_at_the_same_values(few: Problem) -> None:
    one, other = (fit.fit(few, seed=3, generations=4) for _ in range(2))
    assert one.values == other.values
    assert one.objective == other.objective < one.start


def test_a_fit_ends_within_its_bounds(few: Problem) -> None:
    found = fit.fit(few, generations=2)
    assert ((found.places >= 0) & (found.places <= 1)).all()
    bounds = {each.name: (each.low, each.high) for each in few.free}
    assert all(low <= found.values[name] <= high for name, (low, high) in bounds.items())


def test_a_descent_from_afar_comes_home(few: Problem) -> None:
    bottom = fit.descend(few, few.start)
    afar = np.clip(bottom + np.where(np.arange(len(bottom)) % 2, 0.1, -0.1), 0.02, 0.98)
    again = fit.descend(few, afar)
    assert few.losses(again[:, None])[0] == pytest.approx(few.losses(bottom[:, None])[0], rel=1e-2)


def test_what_the_record_says_nothing_of_is_named(few: Problem) -> None:
    blind = replace(few, terms=tuple(replace(term, weight=0.0) for term in few.terms))
    found = fit.fit(blind, generations=0)
    assert found.unknown == [each.name for each in few.free]


def test_a_fit_is_written_and_read_again(scenario: Scenario, few: Problem, tmp_path: Path) -> None:
    found = fit.fit(few, generations=0)
    head = {"command": "c", "date": "d", "objective": 1.0, "start": 2.0, "seed": 1, "generations": 0, "until": 1941}
    files = {
        "scenario.yaml": "schema: 1\nid: own\nextends: great_break\ntitle: Fitted\n",
        "weather.yaml": "{}\n",
        "parameters/living.yaml": "{}\n",
        "fit.yaml": write.fit_text(head, scenario, found.values, "a fit"),
    }
    for name, text in files.items():
        (tmp_path / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / name).write_text(text, encoding="utf-8")
    again = load(tmp_path / "own")
    assert dict(zip(found.values, likely.values(again, few.free), strict=True)) == found.values
    assert load(tmp_path / "own", fitted=False).params.living.starving_below == scenario.params.living.starving_below


def test_the_forces_of_january_1941_are_their_own_reference(scenario: Scenario) -> None:
    found = references(scenario)
    params = scenario.params
    for path, value in found.items():
        params = put(params, path, np.array([value]))
    forces = list(roll(scenario, begin(scenario), follow(scenario.plans["history"]), scripted=True))[-1].world.forces
    settled = replace(scenario, params=params)
    again = list(roll(settled, begin(settled), follow(settled.plans["history"]), scripted=True))[-1].world.forces
    assert forces is not None
    assert again is not None
    assert again.readiness[0] == pytest.approx(100 * forces.men[0] ** float(params.army.army_weight[0]), rel=1e-4)


def test_the_last_year_of_a_fit_hides_what_came_after(scenario: Scenario) -> None:
    early = objective.problem(scenario, until=1936)
    assert max(term.year for term in early.terms) == 1936
    assert not any(each.path == likely.WEATHER and int(each.row) > 1936 for each in early.free)
    assert [variant.id for variant in early.variants if variant.id in {"nep_fast", "slow"}] == ["nep_fast"]


def test_nothing_to_move_is_said(scenario: Scenario) -> None:
    with pytest.raises(ValueError, match="nothing"):
        objective.problem(scenario, only="nothing.of.this.name")
