"""Three verdicts side by side, each beside its own record, and nothing that adds them up."""

import dataclasses

import numpy as np
import pytest

from game.lab.ensembles import Ensemble, ensemble
from game.rules import verdicts
from game.rules.gathering import gather
from game.rules.turn import Turn
from game.rules.verdicts import Figure, Verdicts
from game.scenario.records import Scenario


@pytest.fixture(scope="module")
def drawn(scenario: Scenario) -> Ensemble:
    return ensemble(scenario, scenario.plans["history"], futures=60, luck="drawn")


@pytest.fixture(scope="module")
def judged(scenario: Scenario, drawn: Ensemble) -> Verdicts:
    return verdicts.judge(scenario, drawn.series, drawn.campaign)


def by_id(figures: tuple[Figure, ...], region: str = "") -> dict[str, Figure]:
    return {figure.id: figure for figure in figures if figure.region == region}


def test_growth_is_the_last_year_against_the_first(drawn: Ensemble, judged: Verdicts) -> None:
    growth = by_id(judged.growth)
    assert list(growth) == ["gdp_index", "industry_index", "steel", "consumption_per_head"]
    steel = growth["steel"]
    assert (steel.first, steel.last, steel.unit) == (1940, 1940, "Mt")
    low, median, high = np.percentile(drawn.series["steel"][12], (5, 50, 95))
    assert (steel.low, steel.median, steel.high) == (low, median, high)
    assert steel.low < steel.median < steel.high
    assert steel.at_start == pytest.approx(4.3, abs=0.2)
    assert steel.record is not None
    assert steel.record.low <= steel.record.value <= steel.record.high
    assert steel.record.value == pytest.approx(18.3, abs=0.2)


def test_human_cost_is_told_by_cause_and_by_region(scenario: Scenario, drawn: Ensemble, judged: Verdicts) -> None:
    cost = by_id(judged.human_cost)
    assert {"famine_deaths", "repression_deaths", "excess_deaths", "gulag_total_jan1", "special_settlers_jan1"} == set(
        cost
    )
    famine = cost["famine_deaths"]
    assert famine.median == np.median(drawn.series["famine_deaths"][:13].sum(axis=0))
    assert (famine.first, famine.last) == (1928, 1940)
    assert famine.record is not None
    assert (famine.record.value, famine.record.low, famine.record.high) == (7.0, 5.5, 8.7)
    assert (famine.record.first, famine.record.last) == (1930, 1934)
    regions = {figure.region: figure for figure in judged.human_cost if figure.region}
    assert list(regions) == [region.id for region in scenario.regions]
    by_region = np.median(drawn.series.regional["famine_deaths"][:13].sum(axis=0), axis=-1)
    assert [figure.median for figure in regions.values()] == pytest.approx(by_region)
    assert regions["ukraine"].record is not None
    assert regions["ukraine"].record.value == 3.9
    assert regions["transcaucasus"].record is None


def test_survival_is_told_over_many_futures(drawn: Ensemble, judged: Verdicts) -> None:
    survival = judged.survival
    assert survival is not None
    assert drawn.campaign is not None
    stands = drawn.series["government_fallen"][12] == 0
    assert survival.government_fallen == pytest.approx(1 - stands.mean())
    assert survival.collapse == pytest.approx(drawn.campaign.collapsed[-1][stands].mean())
    assert 0 < survival.collapse < 1
    assert survival.depth_first_year.median <= survival.depth_deepest.median
    assert len(survival.forces) == 8
    assert (survival.readiness.first, survival.readiness.last) == (1941, 1941)


def test_a_game_has_one_future_until_the_invasion(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    alone = verdicts.judge(scenario, gather(scenario, history), None)
    assert alone.survival is None
    for figure in (*alone.growth, *alone.human_cost):
        assert figure.low == figure.median == figure.high


def test_an_unfinished_game_has_no_figures_yet(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    early = verdicts.judge(scenario, gather(scenario, history[:6]), None)
    assert all(np.isnan(figure.median) for figure in early.growth)
    assert np.isnan(by_id(early.human_cost)["famine_deaths"].median)


def test_nothing_adds_the_verdicts_up(judged: Verdicts) -> None:
    assert [field.name for field in dataclasses.fields(judged)] == ["growth", "human_cost", "survival"]
    ids = {figure.id for figure in (*judged.growth, *judged.human_cost)}
    assert not any(word in name for name in ids for word in ("score", "rank", "grade", "points"))
