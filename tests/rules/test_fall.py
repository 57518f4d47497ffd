"""A government may fall: a game ends with it, a forecast goes on under a caretaker, verdicts end with its years."""

import warnings
from dataclasses import replace

import numpy as np
import pytest

from game.lab.ensembles import ensemble
from game.model.quantity import put
from game.rules import verdicts
from game.rules.fall import fall
from game.rules.gathering import gather
from game.rules.turn import Turn, follow, roll, war
from game.rules.world import begin, futures
from game.scenario.records import Scenario


@pytest.fixture(scope="module")
def impatient(scenario: Scenario) -> Scenario:
    """A country that bears no consent below 54: under the historical plan its government falls within 1929."""
    params = put(scenario.params, "government.least_consent", np.array([54.0]))
    return replace(scenario, params=params, cloud=None)


@pytest.fixture(scope="module")
def ended(impatient: Scenario) -> tuple[Turn, ...]:
    world = begin(impatient, caretaker=False)
    return tuple(roll(impatient, world, follow(impatient.plans["history"]), scripted=True))


def test_a_game_ends_with_its_government(impatient: Scenario, ended: tuple[Turn, ...]) -> None:
    last = ended[-1]
    assert (last.year, last.season, len(ended)) == (1929, "september", 4)
    assert last.fell
    assert not any(turn.fell for turn in ended[:-1])
    assert last.world.over
    assert last.world.fallen
    assert (last.world.year, last.world.season) == (1930, "over")
    with pytest.raises(ValueError, match="fell before the invasion"):
        war(impatient, last.world)


def test_how_it_fell_is_told_in_figures(impatient: Scenario, ended: tuple[Turn, ...]) -> None:
    told = fall(impatient, ended)
    assert told is not None
    assert (told.year, told.by_consent, told.by_deaths) == (1929, True, False)
    assert told.consent < told.least_consent == 54
    assert 0 <= told.risings < 0.1
    assert told.hunger + told.repression == pytest.approx(told.share * 154, rel=0.05)
    assert fall(impatient, ended[:-1]) is None


def test_a_forecast_goes_on_under_a_caretaker_and_nobody_is_forced(impatient: Scenario) -> None:
    turns = tuple(roll(impatient, futures(begin(impatient, caretaker=False), 4), follow(impatient.plans["history"])))
    assert turns[-1].world.year == 1941
    assert turns[-1].world.fallen
    late = [turn.autumn for turn in turns if turn.autumn is not None and turn.year > 1931]
    for autumn in late:
        assert (autumn.collections.coerced_share < 1e-9).all()
        assert (autumn.granary.exported == 0).all()
        assert (autumn.order.deported == 0).all()
    assert war(impatient, turns[-1].world).collapsed.shape[-1] == 4


def test_a_series_that_ends_early_is_judged_to_its_end_without_a_warning(
    impatient: Scenario, ended: tuple[Turn, ...]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        series = gather(impatient, ended)
        judged = verdicts.judge(impatient, series, None)
    assert judged.survival is None
    for figure in (*judged.growth, *judged.human_cost):
        assert np.isfinite(figure.median), figure.id
        assert figure.last in {1929, 1930}
    assert series["government_fallen"][:3, 0].tolist()[:2] == [0, 1]
    assert np.isnan(series["government_fallen"][2, 0])


def test_an_ensemble_in_which_every_government_falls_has_no_survivors_to_tell_of(impatient: Scenario) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run = ensemble(impatient, impatient.plans["history"], futures=3)
        survival = verdicts.judge(impatient, run.series, run.campaign).survival
    assert survival is not None
    assert survival.government_fallen == 1
    assert np.isnan(survival.collapse)
    assert np.isnan(survival.readiness.median)


def test_a_fallen_future_stays_fallen_and_moves_no_other(impatient: Scenario) -> None:
    """Some fall and some do not: each is what it is alone."""
    edge = replace(impatient, params=put(impatient.params, "government.least_consent", np.array([53.5, 8.0])))
    both = list(roll(edge, begin(edge, members=(0, 1)), follow(edge.plans["history"]), scripted=True))[-1].world
    one = replace(impatient, params=put(impatient.params, "government.least_consent", np.array([8.0])))
    alone = list(roll(one, begin(one), follow(one.plans["history"]), scripted=True))[-1].world
    assert np.array_equal(both.state.people.rural[:, 1:], alone.state.people.rural)
    assert both.state.government.fallen[1] == 0


def test_the_historical_plan_never_falls_and_its_villages_rise_in_spring_1930(scenario: Scenario) -> None:
    plain = replace(scenario, cloud=None)
    series = ensemble(plain, plain.plans["history"], futures=1).series
    assert (series["government_fallen"][:13] == 0).all()
    risings = dict(zip(series.years, series["risings"][:, 0], strict=True))
    assert max(risings, key=lambda year: -1 if np.isnan(risings[year]) else risings[year]) == 1930
    assert risings[1929] < 0.1 * risings[1930]
    assert risings[1930] > risings[1931] > risings[1932]
    assert risings[1933] > risings[1934]
    assert risings[1935] < 0.05
    resistance = dict(zip(series.years, series["resistance"][:, 0], strict=True))
    assert resistance[1930] > 3 * resistance[1929]
    assert resistance[1935] < 0.5 * resistance[1930]
    dead = dict(zip(series.years, series["camp_deaths"][:, 0], strict=True))
    assert dead[1933] > max(dead[1932], dead[1934])
    assert dead[1938] > max(dead[1937], dead[1939])
    march, summer = series["collectivised_in_march"][2, 0], series["collectivised_households_pct"][2, 0]
    assert march == pytest.approx(57, abs=5)
    assert summer == pytest.approx(23.6, abs=3)
