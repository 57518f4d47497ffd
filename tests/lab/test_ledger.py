"""The ledger over the real model: parts add up over random plans, both ends are the game's own figures."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.lab.attribution import Switches
from game.lab.ledger import Asked, Cause, Ledger, between, divided, read, year_before
from game.model.quantity import Array
from game.rules.gathering import gather
from game.rules.mixed import made
from game.rules.observe import READINGS
from game.rules.turn import Turn, follow, roll, war
from game.rules.world import begin
from game.rules.years import known
from game.scenario.load import load
from game.scenario.records import Luck, Scenario
from game.session.seats import wandering

COUNTRY = ("gdp_index", "consumption_per_head", "grain_exports", "war_readiness", "excess_deaths_so_far", "births")
REGIONAL = ("famine_deaths", "grain_harvest", "population_jan1", "food_index")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("great_break")


@pytest.fixture(scope="module")
def play(scenario: Scenario) -> Callable[..., tuple[Turn, ...]]:
    kept: dict[tuple[str, Luck, int], tuple[Turn, ...]] = {}

    def played(plan: str, luck: Luck = "history", seed: int = 1) -> tuple[Turn, ...]:
        if (plan, luck, seed) not in kept:
            policy = follow(scenario.plans[plan])
            kept[plan, luck, seed] = tuple(roll(scenario, begin(scenario, seed, (0,), luck), policy, scripted=True))
        return kept[plan, luck, seed]

    return played


Play = Callable[..., tuple[Turn, ...]]


def wander(scenario: Scenario, seed: int, luck: Luck) -> tuple[Turn, ...]:
    """A game of random legal orders, which may end with its government."""
    start = begin(scenario, seed, (0,), luck, caretaker=False)
    return tuple(roll(scenario, start, wandering(scenario, seed, moves=8).decide))


def adds_up(ledger: Ledger) -> None:
    assert ledger.entries or ledger.why
    whole = math.fsum(entry.value for entry in ledger.entries)
    scale = max(1.0, abs(ledger.start), abs(ledger.end))
    if ledger.entries:
        assert whole == pytest.approx(ledger.end - ledger.start, abs=1e-9 * scale)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    luck=st.sampled_from(["history", "drawn"]),
    reading=st.sampled_from([*COUNTRY, *REGIONAL]),
    year=st.integers(1929, 1940),
    region=st.sampled_from(["", "ukraine", "kazakhstan"]),
)
def test_contributions_add_up_over_random_plans(
    scenario: Scenario, play: Play, seed: int, luck: Luck, reading: str, year: int, region: str
) -> None:
    mine = wander(scenario, seed, luck)
    asked = Asked(reading, year, region if reading in REGIONAL else "")
    figure = read(scenario, known(scenario, mine), asked)
    for ledger in (
        between(scenario, play("history"), mine, asked, most=60),
        between(scenario, play("nep", luck, seed), mine, asked, most=60),
        year_before(scenario, mine, asked, most=60),
    ):
        adds_up(ledger)
        assert ledger.end == pytest.approx(figure, abs=1e-12, nan_ok=True)
        if math.isnan(figure):
            assert ledger.why == "not_played"


def test_both_ends_are_what_each_run_has_by_itself(scenario: Scenario, play: Play) -> None:
    lines = play("nep"), play("history")
    series = [gather(scenario, turns) for turns in lines]
    for reading, year in (("gdp_index", 1937), ("excess_deaths_so_far", 1934), ("cattle_jan1", 1935)):
        ledger = between(scenario, *lines, Asked(reading, year))
        ends = [float(each[reading][each.years.index(year), 0]) for each in series]
        assert [ledger.start, ledger.end] == ends
        ledger = year_before(scenario, lines[1], Asked(reading, year))
        before = float(series[1][reading][series[1].years.index(year) - 1, 0])
        assert [ledger.start, ledger.end] == pytest.approx([before, ends[1]], abs=1e-12)


@pytest.mark.parametrize("reading", [name for name, each in READINGS.items() if each.timing != "invasion"])
def test_every_reading_can_be_set_against_the_year_before(scenario: Scenario, play: Play, reading: str) -> None:
    """Those that straddle the new year among them: what was switched off is last year to the last digit."""
    turns = play("history")
    years = known(scenario, turns)
    ledger = year_before(scenario, turns, Asked(reading, 1933), most=8)
    adds_up(ledger)
    for year, end in ((1932, ledger.start), (1933, ledger.end)):
        assert end == pytest.approx(read(scenario, years, Asked(reading, year)), abs=1e-12)


def test_an_invasion_is_a_mean_over_the_same_campaigns(scenario: Scenario, play: Play) -> None:
    lines = play("history"), play("nep")
    ledger = between(scenario, *lines, Asked("front_depth", 1941), most=20)
    adds_up(ledger)
    for turns, figure in zip(lines, (ledger.start, ledger.end), strict=True):
        world = replace(turns[-1].world, members=np.arange(1, 33, dtype=np.uint64))
        alone = war(replace(scenario, cloud=None), world)
        assert figure == pytest.approx(alone.depth.max(axis=0).mean(), abs=1e-12)


def test_weather_and_prices_are_causes_where_luck_differs(scenario: Scenario, play: Play) -> None:
    ledger = between(scenario, play("history"), play("history", "drawn", 5), Asked("grain_harvest", 1931))
    assert {cause.id for entry in ledger.entries for cause in entry.causes} <= {"weather", "prices"}
    assert ledger.exact
    assert ledger.facts["weather"][0] != ledger.facts["weather"][1]


def test_what_cannot_be_told_is_said(scenario: Scenario, play: Play) -> None:
    history = play("history")
    same = between(scenario, history, history, Asked("steel", 1935))
    assert (same.why, same.entries, same.start) == ("same", (), same.end)
    assert year_before(scenario, history, Asked("steel", 1928)).why == "first_year"
    assert year_before(scenario, history, Asked("steel", 1950)).why == "no_year"
    assert year_before(scenario, history, Asked("collapse", 1941)).why == "no_invasion"
    assert year_before(scenario, history, Asked("steel", 1930, "ukraine")).why == "no_region"
    assert between(scenario, play("nep"), history[:5], Asked("steel", 1935)).why == "not_played"
    assert between(scenario, play("nep"), history, Asked("collapse", 1937)).why == "not_played"
    assert between(scenario, play("nep"), history[:5], Asked("collapse", 1941)).why == "not_played"


def test_a_lever_that_alone_differs_is_the_whole_of_it(scenario: Scenario, play: Play) -> None:
    plan = scenario.plans["history"]
    orders = {year: {**given, "grain_exports": 0.0} for year, given in plan.orders.items()}
    hungry = tuple(roll(scenario, begin(scenario), follow(replace(plan, orders=orders)), scripted=True))
    ledger = between(scenario, play("history"), hungry, Asked("famine_deaths", 1933))
    (entry,) = ledger.entries
    assert [cause.id for cause in entry.causes] == ["lever.grain_exports"]
    assert entry.value == ledger.end - ledger.start < 0
    assert entry.error == 0
    assert ledger.facts["lever.grain_exports"][1] == 0


def test_shares_of_investment_are_one_cause_and_so_are_the_drive_and_its_goal(scenario: Scenario, play: Play) -> None:
    ledger = between(scenario, play("history"), play("nep"), Asked("gdp_index", 1940), most=60)
    causes = [cause for entry in ledger.entries for cause in entry.causes]
    assert len([cause for cause in causes if cause.id == "shares"]) == 1
    assert len([cause for cause in causes if cause.id == "drive"]) == 1
    assert not any("share_" in cause.id or "collectivis" in cause.id for cause in causes)
    assert len(ledger.entries) <= 12


@pytest.mark.parametrize(("fell", "told"), [([0, 1, 0, 0], 0.25), ([0, 0, 0, 1], 0.0), ([0, 0, 0, 0], 0.0)])
def test_a_fall_between_two_governments_that_stood_is_told(
    scenario: Scenario, play: Play, fell: list[float], told: float
) -> None:
    """Where it fell in one of the two runs as well, that is the run's own story."""
    causes = (Cause("weather", ("weather",)), Cause("prices", ("prices",)))
    season = made(scenario, play("history")[0])

    def value(on: Switches) -> tuple[Array, Array]:
        return on.sum(axis=0).astype(float), np.array(fell)

    ledger = divided(scenario, Asked("steel", 1930), value, causes, [(season, season)], 100)
    assert ledger.fallen == told
