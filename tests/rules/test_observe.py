"""Every reading is declared once, stands at its time, and is taken from whatever has been played."""

import numpy as np
import pytest

from game.model import living
from game.model.quantity import total
from game.rules.gathering import Series, gather
from game.rules.observe import READINGS
from game.rules.orders import Orders
from game.rules.turn import Turn, follow, play, roll, standing, war
from game.rules.world import begin, futures
from game.scenario.records import Plan, Scenario

# The record has these; the model has no equation for them yet, and they are not shown (MODEL 5d).
WITHOUT_EQUATION = {"real_wage"}


@pytest.fixture(scope="module")
def series(scenario: Scenario, history: tuple[Turn, ...]) -> Series:
    return gather(scenario, history, war(scenario, history[-1].world))


def known(series: Series, reading: str) -> list[int]:
    rows = series[reading][:, 0]
    return [year for year, row in zip(series.years, rows, strict=True) if not np.isnan(row)]


def test_the_record_s_series_bear_our_names_and_our_units(scenario: Scenario) -> None:
    assert scenario.record.national.keys() - WITHOUT_EQUATION <= READINGS.keys()
    for name, about in scenario.record.about.items():
        if name not in WITHOUT_EQUATION:
            assert READINGS[name].unit == about.unit, name
    for name, about in scenario.record.about_regional.items():
        assert READINGS[name].region is not None
        assert READINGS[name].unit == about.unit, name


def test_every_reading_of_a_whole_run_is_known_in_its_years(series: Series) -> None:
    assert series.years == tuple(range(1928, 1942))
    assert series.national.keys() == READINGS.keys()
    for name, reading in READINGS.items():
        whole = {
            "year": list(range(1928, 1941)),
            "harvest": list(range(1928, 1941)),
            "january": list(range(1928, 1942)),
            "invasion": [1941],
        }[reading.timing]
        if name.startswith("force_") or name == "war_readiness":
            whole = whole[1:]  # forces are weighed at the end of a year
        assert known(series, name) == whole, name


def test_shapes_are_years_by_regions_by_futures(scenario: Scenario) -> None:
    turns = tuple(roll(scenario, futures(begin(scenario), 5), lambda world: standing(scenario, world)))
    found = gather(scenario, turns, war(scenario, turns[-1].world))
    assert found.members == 5
    assert {rows.shape for rows in found.national.values()} == {(14, 5)}
    assert {rows.shape for rows in found.regional.values()} == {(14, 13, 5)}
    assert not any(rows.flags.writeable for rows in (*found.national.values(), *found.regional.values()))


def test_history_runs_in_the_order_of_the_record(series: Series) -> None:
    """Orders of size and turning points; how close each series comes is `validate`'s to say."""
    at = dict(zip(series.years, range(14), strict=True))
    dead = series["famine_deaths"][:13, 0]
    assert 4 < dead.sum() < 10
    assert dead.argmax() == at[1933]
    assert series["gdp_index"][0, 0] == pytest.approx(100, abs=2)
    moved = series["net_rural_urban_migration"][:13, 0]
    assert moved.argmax() == at[1931]
    assert moved[at[1933]] < 0.4 * moved[at[1932]]
    assert moved[at[1933]] < 0.5 * moved[at[1934]]
    years = series["life_expectancy"][:13, 0]
    assert years.argmin() == at[1933]
    assert years[0] == pytest.approx(37, abs=2)
    assert years[at[1940]] > years[0]
    born = series["births"][:13, 0]
    assert born[at[1934]] < 0.8 * born[0]
    assert born[at[1937]] > 1.08 * born[at[1936]]
    assert series["sheep_goats_jan1"][at[1934], 0] < 0.45 * series["sheep_goats_jan1"][0, 0]


def test_history_gives_figures_that_the_record_allows(series: Series) -> None:
    """MODEL 5a, the bands of the literature: 5.5-8.7 m dead of hunger 1930-33, most of them in 1933."""
    at = dict(zip(series.years, range(14), strict=True))
    dead = series["famine_deaths"][:, 0]
    assert 5.5 < dead[at[1930] : at[1934]].sum() < 8.7
    assert 5.0 < dead[at[1933]] < 7.3
    assert dead[: at[1931]].sum() < 0.05
    assert dead[at[1935] : at[1940]].sum() < 0.3
    assert 80 < series["consumption_per_head"][at[1932], 0] < 105
    assert 97 < series["consumption_per_head"][at[1937], 0] < 135
    assert series["war_readiness"][at[1941], 0] == pytest.approx(100, abs=15)
    assert series["gdp_index"][0, 0] == pytest.approx(100, abs=0.5)


def test_exports_by_calendar_year_come_from_two_harvests(series: Series) -> None:
    of_harvest, calendar = series["grain_exports_of_harvest"][:, 0], series["grain_exports"][:, 0]
    assert calendar[1:13] == pytest.approx(0.8 * of_harvest[1:13] + 0.2 * of_harvest[:12])
    assert calendar[0] == pytest.approx(0.1)


def test_stocks_stand_on_the_first_of_january(scenario: Scenario, history: tuple[Turn, ...], series: Series) -> None:
    assert series["horses_jan1"][0, 0] == pytest.approx(total(scenario.start.herds.horses)[0])
    ends = history[-1].world.state
    assert series["horses_jan1"][-1, 0] == pytest.approx(total(ends.herds.horses)[0])
    assert series["population_jan1"][0, 0] == pytest.approx(151.6, abs=0.1)
    assert series["cattle_index_jan1"][0, 0] == pytest.approx(100)
    assert series["tractor_power"][12, 0] == pytest.approx(total(ends.fields.tractor_power)[0])


def test_people_are_accounted_for(scenario: Scenario, series: Series) -> None:
    """Next January's people are this January's with births, less deaths of every cause, in villages and in towns."""
    hungry = Plan("hungry_towns", "", "", "", orders={1928: {"procurement": 0.0, "grain_exports": 0.0}})
    towns = gather(scenario, tuple(roll(scenario, begin(scenario), follow(hungry), scripted=True)))
    assert towns["famine_deaths"][4, 0] > 0.1
    for found in (series, towns):
        names = ("population_jan1", "births", "deaths", "emigrants")
        people, born, died, gone = (found[name][:, 0] for name in names)
        assert people[1:] == pytest.approx(people[:-1] + born[:13] - died[:13] - gone[:13], abs=1e-9)
        excess = found["famine_deaths"] + found["repression_deaths"]
        assert found["excess_deaths"] == pytest.approx(excess, nan_ok=True)


def test_regions_add_up_to_the_nation(series: Series) -> None:
    for name in ("grain_harvest", "grain_procurement", "famine_deaths", "population_jan1", "cattle_jan1"):
        assert series.regional[name].sum(axis=1) == pytest.approx(series[name], nan_ok=True)


def test_deaths_so_far_add_up(series: Series) -> None:
    assert series["famine_deaths_so_far"][12] == pytest.approx(series["famine_deaths"][:13].sum(axis=0))
    assert np.isnan(series["famine_deaths_so_far"][13]).all()
    by_region = series.regional["famine_deaths_so_far"]
    assert by_region[12] == pytest.approx(series.regional["famine_deaths"][:13].sum(axis=0))


def test_famine_looks_from_one_harvest_to_the_next(
    scenario: Scenario, history: tuple[Turn, ...], series: Series
) -> None:
    rows = [region.id for region in scenario.regions]
    ukraine, far_east = rows.index("ukraine"), rows.index("far_east")
    september, january = history[9], history[10]
    assert (september.year, september.season) == (1932, "september")
    assert september.autumn is not None
    assert january.spring is not None
    people = september.before.state.people
    close = september.world.state
    rural, urban = close.people.rural, close.people.urban
    winter = living.winter(scenario.params.living, close.living, rural=rural, urban=urban, slaughtered=0 * rural)[0]
    assert (winter.winter_deaths >= january.spring.living.winter_deaths).all(), "herds killed in spring feed some"
    dead = september.autumn.living.autumn_deaths + winter.winter_deaths + winter.town_deaths
    share = 100 * dead / (people.rural + people.urban)
    assert series.regional["famine_mortality"][1932 - 1928] == pytest.approx(share)
    assert share[ukraine] > 1 > share[far_east]
    assert series.regional["famine_risk"][1932 - 1928, [ukraine, far_east], 0].tolist() == [1, 0]
    assert series["famine_risk"][:5, 0].tolist() in ([0, 0, 0, 0, 1], [0, 0, 0, 1, 1])


def test_the_hunger_ahead_is_what_the_next_january_brings(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    """Known at the end of a year, before the winter is played, to the last digit."""
    early = gather(scenario, history[:10], only=["famine_mortality"])["famine_mortality"]
    late = gather(scenario, history, only=["famine_mortality"])["famine_mortality"]
    assert early[1932 - 1928] == late[1932 - 1928]
    assert np.isnan(early[1933 - 1928]).all()


def test_a_game_in_progress_is_read_as_far_as_it_got(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    empty = gather(scenario, (), start=begin(scenario))
    assert known(empty, "population_jan1") == [1928]
    assert known(empty, "grain_harvest") == []
    sown = gather(scenario, history[:1])
    assert known(sown, "grain_harvest") == [1928]
    assert known(sown, "collectivised_households_pct") == [1928]
    assert known(sown, "gdp_index") == []
    assert known(sown, "famine_deaths_so_far") == []
    closed = gather(scenario, history[:2])
    assert known(closed, "gdp_index") == [1928]
    assert known(closed, "population_jan1") == [1928, 1929]
    assert known(closed, "collapse") == []


def test_a_forecast_has_the_game_s_own_past_in_every_future(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    seen = futures(history[9].world, 7)
    ahead = tuple(roll(scenario, seen, lambda world: standing(scenario, world)))
    found = gather(scenario, (*history[:10], *ahead))
    past = gather(scenario, history[:10])
    assert np.array_equal(found["grain_harvest"][:5], np.repeat(past["grain_harvest"][:5], 7, axis=1))
    assert np.unique(found["grain_harvest"][6]).size == 7
    alone = gather(scenario, ahead)
    assert known(alone, "famine_deaths_so_far")[0] == 1933
    gone = past["famine_deaths_so_far"][4, 0]
    assert found["famine_deaths_so_far"][12] == pytest.approx(gone + alone["famine_deaths_so_far"][12])


def test_a_forecast_from_september_begins_with_the_harvest_it_knows(
    scenario: Scenario, history: tuple[Turn, ...]
) -> None:
    seen = futures(history[8].world, 3)
    ahead = tuple(roll(scenario, seen, lambda world: standing(scenario, world)))
    found = gather(scenario, ahead)
    assert known(found, "grain_harvest")[0] == 1932
    assert known(found, "share_taken")[0] == 1932
    assert np.unique(found["grain_harvest"][4]).size == 1


def test_only_what_is_asked_for_is_taken(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    found = gather(scenario, history, only=("steel", "famine_deaths"))
    assert found.national.keys() == {"steel", "famine_deaths"}
    assert found.regional.keys() == {"famine_deaths"}
    with pytest.raises(KeyError):
        gather(scenario, history, only=("stele",))


def test_refused_turns_tell_nothing(scenario: Scenario) -> None:
    world = begin(scenario)
    refused = play(scenario, world, Orders(levers={"arrests": 7.0}))
    assert known(gather(scenario, (refused,), start=world), "grain_harvest") == []
    plan = tuple(roll(scenario, world, follow(scenario.plans["nep"]), scripted=True))
    with_it = gather(scenario, (refused, *plan))
    assert np.array_equal(with_it["gnp"], gather(scenario, plan)["gnp"], equal_nan=True)
