"""What may come of a draft: the ensemble's own figures, the same luck for every draft, and never the game's."""

import dataclasses
import math
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from game.rules.gathering import gather
from game.rules.observe import READINGS
from game.rules.orders import Orders
from game.rules.turn import Turn, play, roll, standing, war
from game.rules.world import World, begin, futures
from game.scenario.records import Scenario
from game.session import preview
from game.session.preview import BY_REGION, HEADLINES, Band, difference, forecast
from game.session.session import Session

DRAFT = Orders(levers={"collectivisation_drive": 0.5, "village_coercion": 0.5, "procurement_plan": 15.0})


@pytest.fixture(scope="module")
def past(scenario: Scenario) -> tuple[Turn, ...]:
    """The turns of 1928 and 1929 under orders that stand."""
    return tuple(islice(roll(scenario, begin(scenario), lambda at: standing(scenario, at)), 4))


@pytest.fixture(scope="module")
def world(past: tuple[Turn, ...]) -> World:
    """January 1930 under orders that stand."""
    assert (past[-1].world.year, past[-1].world.season) == (1930, "january")
    return past[-1].world


def plain(value: object) -> bool:
    """Whether a result holds nothing but Python's own floats, whole numbers and words."""
    if dataclasses.is_dataclass(value):
        return all(plain(getattr(value, part.name)) for part in dataclasses.fields(value))
    if isinstance(value, tuple):
        return all(plain(each) for each in value)
    if hasattr(value, "items"):
        return all(type(name) is str and plain(each) for name, each in value.items())
    return type(value) in {float, int}


def test_a_forecast_is_the_ensemble_played_by_the_rules(
    scenario: Scenario, world: World, past: tuple[Turn, ...]
) -> None:
    found = forecast(scenario, world, DRAFT, 40, past)
    members = dataclasses.replace(world, members=np.arange(1, 41, dtype=np.uint64), luck="drawn")
    first = play(scenario, members, DRAFT)
    turns = [first, *roll(scenario, first.world, lambda at: standing(scenario, at))]
    campaign = war(scenario, turns[-1].world)
    series = gather(scenario, [*past, *turns], campaign)
    since = series.years.index(1930)
    assert found.years == tuple(range(1930, 1942))
    for name in HEADLINES:
        for percent in (5, 25, 40, 50, 60, 75, 95):
            expected = np.percentile(series.national[name][since:], percent, axis=-1)
            row = getattr(found.bands[name], f"p{percent:02d}")
            assert row == pytest.approx(expected.tolist(), rel=1e-12, nan_ok=True), (name, percent)
    for name in BY_REGION:
        for at, region in enumerate(scenario.regions):
            expected = np.median(series.regional[name][since:, at], axis=-1)
            assert found.regions[name][region.id] == pytest.approx(expected.tolist(), rel=1e-12, nan_ok=True)
    assert found.collapse == campaign.collapsed[-1].mean()
    assert found.famine_by_year[0] == found.famine_anywhere == series["famine_risk"][since].mean()
    assert max(found.famine_risk.values()) <= found.famine_anywhere <= sum(found.famine_risk.values()) + 1e-12


def test_nothing_but_plain_numbers_leaves(scenario: Scenario, world: World) -> None:
    found = forecast(scenario, world, DRAFT, 10)
    assert plain(found)
    assert plain(difference(found, found))


def test_percentiles_stand_in_order_and_cover_every_year(
    scenario: Scenario, world: World, past: tuple[Turn, ...]
) -> None:
    found = forecast(scenario, world, Orders(), 30, past)
    assert found.bands.keys() == set(HEADLINES)
    assert set(HEADLINES) | set(BY_REGION) <= READINGS.keys()
    for name, band in found.bands.items():
        rows = [getattr(band, part.name) for part in dataclasses.fields(Band)]
        for year, column in zip(found.years, zip(*rows, strict=True), strict=True):
            known = not math.isnan(column[0])
            assert known == (year <= 1940 or READINGS[name].timing == "january"), (name, year)
            assert not known or list(column) == sorted(column)


def test_the_same_draft_gives_the_same_forecast(scenario: Scenario, world: World) -> None:
    one, other = (forecast(scenario, world, DRAFT, 25) for _ in range(2))
    assert repr(one) == repr(other)
    still = difference(one, other)
    assert all(change == 0 or math.isnan(change) for row in still.bands.values() for change in row)
    assert (still.famine_anywhere, still.collapse, still.readiness) == (0, 0, 0)


def test_a_forecast_does_not_know_the_games_own_weather(scenario: Scenario, world: World) -> None:
    members = futures(world, 25).members
    assert 0 not in members.tolist()
    as_history = forecast(scenario, world, DRAFT, 25)
    as_chance = forecast(scenario, dataclasses.replace(world, luck="drawn"), DRAFT, 25)
    assert repr(as_history) == repr(as_chance)


def test_what_a_move_did_is_the_orders_doing(scenario: Scenario, world: World) -> None:
    calm = forecast(scenario, world, Orders(), 60)
    harsh = forecast(scenario, world, DRAFT, 60)
    change = difference(calm, harsh)
    assert change.bands["cattle_index_jan1"][1] < 0, "a drive costs cattle"
    assert change.bands["gdp_index"][0] == pytest.approx(
        harsh.bands["gdp_index"].p50[0] - calm.bands["gdp_index"].p50[0], rel=1e-12
    )
    assert change.famine_anywhere == harsh.famine_anywhere - calm.famine_anywhere
    assert change.regions["food_index"].keys() == {region.id for region in scenario.regions}


def test_a_forecast_in_september_knows_the_harvest(scenario: Scenario, world: World) -> None:
    autumn = play(scenario, world, DRAFT).world
    found = forecast(scenario, autumn, Orders(levers={"grain_exports": 3.0}), 20)
    band = found.bands["grain_harvest"]
    assert found.years[0] == 1930
    assert band.p05[0] == band.p95[0], "this year's harvest is known"
    assert band.p05[1] < band.p95[1], "next year's is not"


def test_orders_that_may_not_be_signed_have_no_forecast(scenario: Scenario, world: World) -> None:
    with pytest.raises(ValueError, match=r"order\.out_of_range"):
        forecast(scenario, world, Orders(levers={"investment_rate": 0.9}), 10)


def test_forecasts_of_different_years_are_not_compared(scenario: Scenario, world: World) -> None:
    with pytest.raises(ValueError, match="same years"):
        difference(forecast(scenario, begin(scenario), Orders(), 5), forecast(scenario, world, Orders(), 5))


def test_what_adds_up_goes_on_from_what_was(scenario: Scenario, world: World, past: tuple[Turn, ...]) -> None:
    found = forecast(scenario, world, DRAFT, 20, past)
    deaths = gather(scenario, past)["repression_deaths"][:2].sum()
    band = found.bands["excess_deaths_so_far"]
    assert band.p05[0] >= deaths > 0
    assert list(band.p50[:-1]) == sorted(band.p50[:-1])


def test_a_session_previews_its_draft_and_signs_nothing(game: Session) -> None:
    game.set("schooling", 0.016)
    before = game.world
    drafted = game.preview(20)
    assert game.world is before
    assert game.turns == ()
    assert repr(drafted) == repr(game.preview(20, game.draft))
    assert repr(drafted) != repr(game.preview(20, Orders()))


ROWS = arrays(np.float64, (3, 17), elements=st.floats(-1e9, 1e9))


@given(ROWS)
def test_percentiles_are_numpys(rows: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    wanted = preview.PERCENTILES
    assert np.allclose(
        preview._percentiles(rows.copy(), wanted), np.percentile(rows, wanted, axis=-1), rtol=1e-12, atol=1e-6
    )
    for width in (1, 2, 5):
        some = rows[:, :width]
        assert np.allclose(preview._percentiles(some.copy(), wanted), np.percentile(some, wanted, axis=-1), atol=1e-6)
