"""Luck is a hash of seed, member, year and stream, and of nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules import luck
from game.rules.luck import Stream
from game.rules.world import begin, numbered
from game.scenario.records import Scenario

MANY = numbered(range(1, 20_001))
DRAWS = [(year, stream) for year in (1928, 1932, 1940) for stream in Stream]


def test_a_member_draws_the_same_whatever_the_batch() -> None:
    whole = luck.normals(7, MANY, DRAWS)
    for first, width in ((0, 1), (41, 1), (41, 2), (5, 7), (100, 64), (19_999, 1)):
        part = luck.normals(7, MANY[first : first + width], DRAWS)
        assert np.array_equal(part, whole[:, first : first + width])


def test_a_stream_draws_the_same_whatever_else_is_drawn() -> None:
    alone = luck.normals(7, MANY[:50], [(1932, Stream.WEATHER_EAST)])
    among = luck.normals(7, MANY[:50], [(1932, "a.stream.new.today"), (1932, Stream.WEATHER_EAST), (1931, "another")])
    assert np.array_equal(alone[0], among[1])


def test_draws_stay_what_they_were_when_games_were_saved() -> None:
    """Seeds in journals and share codes point at these very numbers."""
    found = luck.normals(1, numbered([0, 1, 999]), [(1928, Stream.WEATHER_NATION), (1941, Stream.WAR_LUCK)])
    kept = [[-0.358534104431, -0.98230767293, 0.443948134117], [0.170115068073, 0.123674828313, 0.771333106942]]
    assert found == pytest.approx(np.array(kept), abs=1e-12)


def test_seed_member_year_and_stream_each_make_another_draw() -> None:
    bits = luck.bits(7, MANY, DRAWS)
    assert np.unique(bits).size == bits.size
    assert not np.isin(luck.bits(8, MANY, DRAWS), bits).any()


def test_uniforms_lie_between_nought_and_one_and_fill_it_evenly() -> None:
    found = luck.uniforms(7, MANY, DRAWS)
    assert found.min() > 0
    assert found.max() < 1
    counts, _ = np.histogram(found, bins=20, range=(0, 1))
    assert np.abs(counts / found.size - 0.05).max() < 0.002


def test_normals_have_the_moments_of_the_normal_and_do_not_lean_on_each_other() -> None:
    found = luck.normals(7, MANY, DRAWS)
    assert found.mean(axis=1) == pytest.approx(0, abs=0.03)
    assert found.std(axis=1) == pytest.approx(1, abs=0.03)
    assert (found**3).mean() == pytest.approx(0, abs=0.03)
    assert (found**4).mean() == pytest.approx(3, abs=0.1)
    between = np.corrcoef(found) - np.eye(len(DRAWS))
    assert np.abs(between).max() < 0.035
    neighbours = np.corrcoef(found[:, :-1].ravel(), found[:, 1:].ravel())[0, 1]
    assert abs(neighbours) < 0.01


@given(seed=st.integers(-(2**70), 2**70), member=st.integers(0, 2**64 - 1), year=st.integers(-10, 3000))
def test_any_seed_and_member_give_a_finite_draw(seed: int, member: int, year: int) -> None:
    assert np.isfinite(luck.normals(seed, numbered([member]), [(year, Stream.WAR_LUCK)])).all()


def test_history_s_weather_is_the_table_for_everybody(scenario: Scenario) -> None:
    found = luck.weather(scenario, "history", 3, MANY[:9], 1931)
    assert found.shape == (len(scenario.regions), 1)
    volga = [region.id for region in scenario.regions].index("volga")
    assert found[volga, 0] == pytest.approx(0.74 * scenario.weather.residual[1931 - scenario.first_year])


def test_drawn_weather_has_the_spread_that_the_scenario_states(scenario: Scenario) -> None:
    given = scenario.weather
    found = luck.weather(scenario, "drawn", 3, MANY, 1931)
    assert found.shape == (len(scenario.regions), MANY.size)
    assert found.min() >= given.low
    assert found.max() <= given.high
    assert found.mean(axis=1) == pytest.approx(given.mean, abs=0.01)
    variance = (
        given.weight_national**2 + given.weight_factor**2 * (given.south**2 + given.east**2) + given.weight_own**2
    )
    assert found.std(axis=1) == pytest.approx(given.mean * given.spread * np.sqrt(variance), rel=0.05)


def test_neighbours_share_weather_as_far_as_they_share_factors(scenario: Scenario) -> None:
    rows = {region.id: row for row, region in enumerate(scenario.regions)}
    found = np.asarray(np.corrcoef(luck.weather(scenario, "drawn", 3, MANY, 1931)))
    assert found[rows["ukraine"], rows["north_caucasus"]] > found[rows["ukraine"], rows["urals"]] + 0.2
    assert found[rows["urals"], rows["siberia"]] > 0.5


def test_the_order_of_the_regions_does_not_change_their_weather(scenario: Scenario) -> None:
    back = replace(
        scenario,
        regions=scenario.regions[::-1],
        weather=replace(
            scenario.weather,
            pattern=scenario.weather.pattern[:, ::-1],
            spread=scenario.weather.spread[::-1],
            south=scenario.weather.south[::-1],
            east=scenario.weather.east[::-1],
        ),
    )
    for kind in ("history", "drawn"):
        there = luck.weather(scenario, kind, 3, MANY[:9], 1933)
        assert np.array_equal(luck.weather(back, kind, 3, MANY[:9], 1933)[::-1], there)


def test_drawn_prices_stray_from_history_s_path_and_are_slow_to_return(scenario: Scenario) -> None:
    given = scenario.prices
    strayed = []
    for year in scenario.years:
        grain, goods = luck.prices(scenario, "drawn", 3, MANY, year)
        at = year - scenario.first_year
        strayed.append(np.log(grain / given.grain[at]))
        assert np.median(grain) == pytest.approx(given.grain[at], rel=0.02)
        assert np.corrcoef(np.log(grain), np.log(goods))[0, 1] == pytest.approx(0, abs=0.03)
    assert strayed[0].std() == pytest.approx(given.spread, rel=0.03)
    settled = given.spread / np.sqrt(1 - given.persistence**2)
    assert strayed[8].std() == pytest.approx(settled, rel=0.03)
    assert np.corrcoef(strayed[8], strayed[9])[0, 1] == pytest.approx(given.persistence, abs=0.03)


def test_history_s_prices_are_the_table(scenario: Scenario) -> None:
    grain, goods = luck.prices(scenario, "history", 3, MANY[:5], 1930)
    assert (grain.tolist(), goods.tolist()) == ([0.65], [0.82])


def test_the_war_s_fortune_is_drawn_whatever_the_luck(scenario: Scenario) -> None:
    found = luck.fortune(scenario, 3, MANY[:100])
    assert found.enemy.shape == (100,)
    assert np.unique(np.concatenate([found.enemy, found.command, found.winter])).size == 300


def test_each_season_draws_what_the_model_reads_in_it(scenario: Scenario) -> None:
    world = begin(scenario, members=(1, 2, 3), luck="drawn")
    spring = luck.draw(scenario, world)
    autumn = luck.draw(scenario, replace(world, season="september"))
    assert np.unique(spring.weather).size > 1
    assert spring.grain_price.tolist() == [1.0]
    assert np.unique(autumn.grain_price).size == 3
    assert np.unique(autumn.weather).tolist() == [1.0]
