"""What levers do, in words: every step, every figure with its sign, and a sentence for every constraint."""

import dataclasses
import math
from pathlib import Path

import pytest

from game.lab.holding import HELD, Held
from game.lab.sensitivities import READINGS
from game.report.views.effects import ALL, EffectsView, amount, asked, bound_words, effects, figure
from game.scenario.records import Scenario
from tests.report.played import played

REASONS = ("all_collective", "all_regions", "order_stands", "no_need", "plain", "small")


@pytest.fixture(scope="module")
def plan(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> EffectsView:
    """What levers do in January 1932, where lenders give nothing more."""
    with played(scenario, tmp_path_factory.mktemp("plan"), 8) as session:
        return effects(asked(session))


@pytest.fixture(scope="module")
def harvest(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> EffectsView:
    """What levers do in September 1932."""
    with played(scenario, tmp_path_factory.mktemp("harvest"), 9) as session:
        return effects(asked(session))


def test_every_lever_of_the_season_has_its_steps(plan: EffectsView, harvest: EffectsView, scenario: Scenario) -> None:
    january = {f"lever:{spec.id}" for spec in scenario.levers.values() if spec.season == "january"}
    assert set(plan.levers) == january
    assert {f"share:{region.id}" for region in scenario.regions} < set(harvest.levers)
    for view in (plan, harvest):
        keys = {f"{name}:{year}" for name in READINGS for year in view.years}
        for lever in view.levers.values():
            assert lever.steps
            assert any(step.cells for step in lever.steps), lever.id
            assert all(not step.cells or set(step.cells) == keys for step in lever.steps)


def test_bars_are_measured_against_the_largest_of_the_season(plan: EffectsView) -> None:
    for name in ("gdp_index", "excess_deaths_so_far", "war_readiness"):
        sizes = [step.cells[f"{name}:1941"].size for each in plan.levers.values() for step in each.steps if step.cells]
        assert max(map(abs, sizes)) == pytest.approx(1.0)
        assert all(abs(size) <= 1 for size in sizes)


def test_a_bar_and_its_figure_have_one_sign_and_only_more_dead_are_deadly(plan: EffectsView) -> None:
    for each in plan.levers.values():
        for step in each.steps:
            for key, cell in step.cells.items():
                sign = {"+": 1, "\u2212": -1}.get(cell.figure[0], 0)
                assert math.copysign(1, cell.size) == sign if cell.size else sign == 0
                assert cell.deadly == (key.startswith("excess_deaths") and cell.size > 0)


def test_steps_read_as_they_would_be_said(plan: EffectsView, harvest: EffectsView, scenario: Scenario) -> None:
    said = {name: [step.words for step in each.steps] for name, each in {**plan.levers, **harvest.levers}.items()}
    assert said["lever:investment_rate"] == ["2 points more", "2 points less"]
    assert said["lever:procurement_plan"][0].endswith("more")
    assert said["lever:foreign_credit"][0] == "50\u00a0M gold roubles more"
    assert "spare the stricken" in said["lever:collection_rule"]
    assert amount(scenario, scenario.levers["schooling"], 0.002) == "0.2 points"
    assert amount(scenario, scenario.levers["schooling"], 0.01) == "1 point"


def test_a_lever_that_moves_nothing_says_what_holds_it(plan: EffectsView) -> None:
    credit = plan.levers["lever:foreign_credit"]
    assert all(cell.figure == "0" for cell in credit.steps[0].cells.values())
    assert "lenders" in credit.holds[0]
    assert "100\u00a0%" in credit.holds[0]


def test_a_lever_at_its_end_says_so(scenario: Scenario, tmp_path: Path) -> None:
    with played(scenario, tmp_path, 0) as session:
        assert session.set("investment_rate", session.reach("investment_rate")[1]) is None
        found = effects(asked(session)).levers["lever:investment_rate"]
    assert "18.5" in found.steps[0].words
    assert not found.steps[0].cells
    assert found.steps[1].cells


@pytest.mark.parametrize("name", sorted({bound for bounds in HELD.values() for bound in bounds}))
def test_every_constraint_has_its_words_and_what_would_loosen_it(scenario: Scenario, name: str) -> None:
    said = bound_words(scenario, Held(name, "Mt", 0.7, 3.0, 2.0))
    assert ("70\u00a0%" in said) == (name != "exchange")  # a figure of every future
    assert "would" in said
    assert "{" not in said


def test_every_reason_has_its_words(scenario: Scenario) -> None:
    for reason in REASONS:
        assert scenario.words(f"effects.idle.{reason}").endswith(".")


def test_a_lever_without_any_effect_says_why_plainly(scenario: Scenario, tmp_path: Path) -> None:
    with played(scenario, tmp_path, 25) as session:
        assert session.set("procurement", 30.0) is None
        bends = effects(asked(session)).levers["lever:plan_bends"]
    assert bends.holds == (scenario.words("effects.idle.order_stands"),)


def test_figures_carry_their_sign_and_round_to_what_is_known() -> None:
    assert figure("gdp_index", 2.71) == "+2.7"
    assert figure("gdp_index", -0.001) == "0"
    assert figure("excess_deaths_so_far", -0.0123) == "\u221212\u00a0000"
    assert figure("excess_deaths_so_far", 0.0004) == "0"
    assert figure("excess_deaths_so_far", 2.71) == "+2\u00a0700\u00a0000"


def test_readings_can_be_chosen_and_the_three_verdicts_come_first(plan: EffectsView) -> None:
    assert [name for name, _ in plan.readings] == [ALL, *READINGS]
    assert plan.years == ("1937", "1941")
    assert dataclasses.is_dataclass(plan)
