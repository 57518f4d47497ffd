"""Mixed: a mixture of one world alone is that world, effects of events are taken or left, and balances close."""

from dataclasses import replace

import numpy as np
import pytest

from game.model.quantity import Array, walk
from game.model.step import State
from game.rules import mixed
from game.rules.balances import OF, UNITS, balances
from game.rules.observe import READINGS
from game.rules.turn import Turn, follow, roll
from game.rules.world import begin
from game.scenario.records import Effect, Scenario
from tests.rules.conftest import event, with_events


def played(scenario: Scenario, plan: str, **choices: str) -> tuple[Turn, ...]:
    given = replace(scenario.plans[plan], choices=choices) if choices else scenario.plans[plan]
    return tuple(roll(scenario, begin(scenario), follow(given), scripted=True))


def stock(state: State, path: str) -> Array:
    found = state
    for name in path.split("."):
        found = getattr(found, name)
    return found  # type: ignore[return-value]


def test_a_mixture_of_one_world_alone_is_that_world_bit_for_bit(scenario: Scenario) -> None:
    """Two columns: all of the first plan, all of the second; every stock at every season's end."""
    lines = played(scenario, "nep"), played(scenario, "history")
    pairs = [(mixed.made(scenario, a), mixed.made(scenario, b)) for a, b in zip(*lines, strict=True)]
    on = np.array([False, True])
    world = mixed.begin(lines[0][0].before, lines[1][0].before, lambda _: on, 2)
    for turn, first, second in zip(mixed.line(scenario, world, pairs, lambda _: on), *lines, strict=True):
        for path, _ in walk(State):
            both = stock(turn.world.state, path)
            for at, alone in enumerate((first, second)):
                mine = np.broadcast_to(both, (*both.shape[:-1], 2))[..., at]
                assert np.array_equal(mine, stock(alone.world.state, path)[..., 0]), (turn.year, turn.season, path)


def test_every_stock_of_the_model_is_inherited_in_one_group() -> None:
    blocks = [block for held in mixed.STOCKS.values() for block in held]
    assert sorted(blocks) == sorted({path.partition(".")[0] for path, _ in walk(State)})


def test_what_differs_is_named(scenario: Scenario) -> None:
    first, second = played(scenario, "nep")[0], played(scenario, "history")[0]
    apart = mixed.differences(mixed.made(scenario, first), mixed.made(scenario, second))
    changed = {name for name, value in second.world.levers.items() if value != first.world.levers[name]}
    assert apart == {f"lever.{name}" for name in changed if not np.isnan(second.world.levers[name])}
    later = played(scenario, "history")
    apart = mixed.differences(mixed.made(scenario, later[0]), mixed.made(scenario, later[2]))
    assert {"weather", "trend"} <= apart
    assert mixed.differences(mixed.made(scenario, second), mixed.made(scenario, second)) == frozenset()


@pytest.mark.parametrize("how", ["add", "multiply"])
def test_the_effects_of_events_are_taken_or_left_future_by_future(scenario: Scenario, how: str) -> None:
    by = 0.3 if how == "add" else 1.3
    stock_effect = Effect("order.consent", how, 2.0 * by, 0)  # type: ignore[arg-type]
    rain = Effect("circumstances.weather", how, by, 2)  # type: ignore[arg-type]
    drought = Effect("circumstances.weather", "multiply", 0.9, 2)
    told = with_events(scenario, event("rain", "1928-03-01", rain, stock_effect, history=(drought,)))
    quiet, struck = played(told, "history", rain="stay"), played(told, "history", rain="act")
    pairs = [(mixed.made(told, a), mixed.made(told, b)) for a, b in zip(quiet[:3], struck[:3], strict=True)]
    assert [mixed.differences(*pair) for pair in pairs] == [frozenset({"events"})] * 3
    on = np.array([True, False, True])
    world = mixed.begin(quiet[0].before, struck[0].before, lambda _: on, 3)
    last = mixed.line(told, world, pairs, lambda _: on)[-1]
    for path in ("order.consent", "fields.tractor_power", "herds.cattle"):
        mine = np.broadcast_to(stock(last.world.state, path), (*stock(last.world.state, path).shape[:-1], 3))
        for at, alone in enumerate((struck, quiet, struck)):
            assert np.array_equal(mine[..., at], stock(alone[2].world.state, path)[..., 0])


def test_a_refused_season_cannot_be_taken_apart(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    refused = replace(history[0], refused=("no",))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="refused"):
        mixed.made(scenario, refused)


@pytest.mark.parametrize("plan", ["history", "nep", "bukharin"])
def test_balances_close_in_every_year_for_the_country_and_each_region(scenario: Scenario, plan: str) -> None:
    turns = played(scenario, plan)
    for year in scenario.years:
        for region in ("", *(each.id for each in scenario.regions)):
            for reading in ("famine_deaths", "grain_procurement", "gdp_index"):
                for balance in balances(scenario, turns, reading, year, region):
                    assert balance.error == pytest.approx(0, abs=1e-9), (year, region, balance.id)
    assert [each.id for each in balances(scenario, turns, "famine_deaths", 1932, "ukraine")] == ["villages", "people"]
    assert balances(scenario, turns[:5], "famine_deaths", 1930) == ()


def test_grain_from_abroad_is_in_the_balance(scenario: Scenario) -> None:
    told = with_events(scenario, event("gift", "1930-10-01", Effect("circumstances.foreign_grain", "add", 1.5, 1)))
    (balance,) = balances(told, played(told, "history", gift="act"), "grain_exports", 1930)
    assert balance.came["abroad"] == 1.5
    assert balance.error == pytest.approx(0, abs=1e-9)


def test_only_readings_have_balances() -> None:
    assert set(OF) <= set(READINGS)
    assert {name for names in OF.values() for name in names} == set(UNITS)
