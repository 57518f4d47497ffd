"""One function moves the game: the same in gives the same out, and nothing is changed in place."""

import dataclasses
import hashlib
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.model.quantity import Array, pick
from game.rules.orders import Orders
from game.rules.tables import january_table, season_of, september_table
from game.rules.turn import Turn, follow, play, play_many, roll, standing, war
from game.rules.world import begin, futures
from game.scenario.records import Plan, Scenario


def arrays(thing: Any) -> Iterator[Array]:
    """Every array below a table, a world or a turn."""
    if isinstance(thing, np.ndarray):
        yield thing
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from arrays(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for each in thing:
            yield from arrays(each)


def digest(thing: Any) -> str:
    """A fingerprint of every array's bytes and of everything else by name."""
    found = hashlib.sha256()
    for array in arrays(thing):
        found.update(repr(array.shape).encode() + array.tobytes())
    return found.hexdigest()


def test_a_game_has_twenty_six_turns_and_then_the_invasion(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    assert [(turn.year, turn.season) for turn in history] == [
        (year, season) for year in range(1928, 1941) for season in ("january", "september")
    ]
    world = history[-1].world
    assert (world.year, world.season, world.over) == (1941, "over", True)
    campaign = war(scenario, world)
    assert campaign.depth.shape == (19, 1)


def test_the_same_orders_in_the_same_world_give_the_same_turn(scenario: Scenario) -> None:
    for luck in ("history", "drawn"):
        world = begin(scenario, 5, (0, 4), luck)
        for turn in roll(scenario, world, follow(scenario.plans["faster"]), scripted=True):
            again = play(scenario, turn.before, turn.orders, scripted=True)
            assert digest(again) == digest(turn)
            assert again.news == turn.news
            assert again.world.levers.keys() == turn.world.levers.keys()


def test_nothing_is_changed_in_place(scenario: Scenario) -> None:
    start, params = digest(scenario.start), digest(scenario.params)
    world = begin(scenario, members=(1, 2), luck="drawn")
    for turn in roll(scenario, world, follow(scenario.plans["history"]), scripted=True):
        before = digest(turn.before)
        play(scenario, turn.before, Orders())
        assert digest(turn.before) == before
    assert (digest(scenario.start), digest(scenario.params)) == (start, params)


def test_every_array_that_leaves_a_turn_is_read_only(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    for turn in history:
        assert not any(array.flags.writeable for array in arrays(turn))
        with pytest.raises(TypeError):
            turn.world.levers["arrests"] = 0.0  # type: ignore[index]
        with pytest.raises(TypeError):
            turn.world.by_region["ukraine"] = 0.0  # type: ignore[index]
    assert not any(array.flags.writeable for array in arrays(war(scenario, history[-1].world)))


def test_a_refused_turn_leaves_the_world_as_it_was(scenario: Scenario) -> None:
    world = begin(scenario)
    turn = play(scenario, world, Orders(levers={"investment_rate": 0.9}))
    assert [each.code for each in turn.refused] == ["order.out_of_range"]
    assert turn.world is world
    assert (turn.spring, turn.autumn, turn.news) == (None, None, ())
    wild = list(roll(scenario, world, lambda _: Orders(levers={"investment_rate": 0.9})))
    assert len(wild) == 1


def test_levers_stand_until_changed(scenario: Scenario) -> None:
    first = play(scenario, begin(scenario), Orders(levers={"arrests": 0.3}))
    second = play(scenario, first.world, Orders(levers={"relief": 1.5}))
    third = play(scenario, second.world, Orders())
    assert third.world.levers["arrests"] == 0.3
    assert third.world.levers["relief"] == 1.5


def test_an_order_for_collections_is_for_one_harvest(scenario: Scenario) -> None:
    harvest = play(scenario, begin(scenario), Orders()).world
    assert math.isnan(harvest.levers["procurement"])
    taken = play(scenario, harvest, Orders(levers={"procurement": 14.0}, by_region={"ukraine": 0.3}))
    assert taken.autumn is not None
    assert taken.autumn.collections.plan_after_bending.tolist() == [14.0]
    share = taken.autumn.collections.plan_by_region[0] / harvest.spring.fields.harvest[0]  # type: ignore[union-attr]
    assert share == pytest.approx(0.3)
    assert (taken.world.levers["procurement"], dict(taken.world.by_region)) == (14.0, {"ukraine": 0.3})
    planned = play(scenario, taken.world, Orders())
    assert math.isnan(planned.world.levers["procurement"])
    assert dict(planned.world.by_region) == {}


def test_a_plan_s_figure_stands_until_the_plan_changes_it(scenario: Scenario) -> None:
    plan = Plan(
        "test",
        "",
        "",
        "",
        orders={1928: {"arrests": 0.2, "procurement": 9.0}, 1930: {"arrests": 0.4, "procurement": math.nan}},
        decrees={1930: ("arrests",)},
        by_region={1928: {"ukraine": 0.2}},
    )
    turns = list(roll(scenario, begin(scenario), follow(plan), scripted=True))
    assert turns[-1].refused == ()
    by_turn = {(turn.year, turn.season): turn for turn in turns}
    assert by_turn[1929, "january"].world.levers["arrests"] == 0.2
    assert by_turn[1940, "january"].world.levers["arrests"] == 0.4
    assert by_turn[1929, "september"].world.levers["procurement"] == 9.0
    assert math.isnan(by_turn[1930, "september"].world.levers["procurement"])
    assert by_turn[1935, "september"].world.by_region["ukraine"] == 0.2
    assert by_turn[1930, "january"].orders.decrees == ("arrests",)
    assert by_turn[1930, "september"].orders.decrees == ()


def test_a_plan_s_unknown_lever_is_refused_by_name(scenario: Scenario) -> None:
    plan = Plan("test", "", "", "", orders={1928: {"tractors": 1.0}})
    (turn,) = roll(scenario, begin(scenario), follow(plan), scripted=True)
    assert [(each.code, each.subject) for each in turn.refused] == [("order.unknown_lever", "tractors")]


def test_a_plan_answers_the_cards_it_speaks_of(scenario: Scenario) -> None:
    plan = replace(scenario.plans["history"], choices={"pact": "armed-neutrality"})
    turns = list(roll(scenario, begin(scenario), follow(plan), scripted=True))
    assert ("pact", "armed-neutrality") in turns[-1].world.fired


def test_if_these_orders_stand(scenario: Scenario) -> None:
    """The drive falls back to the goal, credit to nought, plan and exports keep their share; all else holds."""
    bold = {"collectivisation_drive": 0.5, "collectivised_goal": 0.1, "foreign_credit": 0.3, "procurement_plan": 14.0}
    signed = play(scenario, begin(scenario), Orders(levers=bold))
    signed = play(scenario, signed.world, Orders(levers={"grain_exports": 2.0, "relief": 0.7, "procurement": 20.0}))
    turns = list(roll(scenario, signed.world, lambda world: standing(scenario, world)))
    levers = {turn.year: turn.world.levers for turn in turns if turn.season == "january"}
    assert levers[1929]["collectivisation_drive"] == pytest.approx(0.1)
    assert levers[1940]["collectivised_goal"] == 0.1
    assert levers[1929]["foreign_credit"] == 0.0
    grown = (1 + 0.009 * 12) / 1
    assert levers[1940]["procurement_plan"] == pytest.approx(14.0 * grown)
    assert turns[-1].world.levers["grain_exports"] == pytest.approx(2.0 * grown)
    assert turns[-1].world.levers["relief"] == 0.7
    assert math.isnan(turns[1].world.levers["procurement"])
    held = levers[1929].keys() - bold.keys() - {"grain_exports", "procurement"}
    assert all(levers[1940][lever] == levers[1929][lever] for lever in held)


def test_the_acts_of_a_year_end_as_fast_as_their_pace_allows(scenario: Scenario) -> None:
    world = begin(scenario)
    world = replace(world, levers={**world.levers, "foreign_credit": 0.5, "collectivisation_drive": 1.0})
    orders = standing(scenario, world)
    assert orders.levers["foreign_credit"] == pytest.approx(0.15)
    assert orders.levers["collectivisation_drive"] == pytest.approx(0.45)


def test_a_forecast_starts_where_the_game_stands_and_never_sees_its_luck(scenario: Scenario) -> None:
    drawn = list(roll(scenario, begin(scenario, 9, luck="drawn"), lambda _: Orders()))
    world = drawn[3].world
    seen = futures(world, 40)
    assert seen.luck == "drawn"
    assert seen.members.tolist() == list(range(1, 41))
    assert seen.state is world.state
    ahead = play(scenario, seen, Orders())
    assert ahead.spring is not None
    assert drawn[4].spring is not None
    assert ahead.spring.fields.harvest.shape == (13, 40)
    own = drawn[4].spring.fields.harvest[:, 0]
    assert not (own == ahead.spring.fields.harvest.T).all(axis=1).any()
    with pytest.raises(ValueError, match="member 0"):
        futures(world, 10, first=0)


def test_under_history_s_luck_a_forecast_still_draws(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    ahead = play(scenario, futures(history[5].world, 30), Orders())
    assert ahead.spring is not None
    assert np.unique(ahead.spring.fields.harvest[0]).size == 30


def test_two_drafts_meet_the_same_luck(scenario: Scenario) -> None:
    world = futures(begin(scenario), 20)
    one = play(scenario, world, Orders())
    other = play(scenario, world, Orders(levers={"schooling": 0.015}))
    assert one.spring is not None
    assert other.spring is not None
    assert np.array_equal(one.spring.fields.harvest, other.spring.fields.harvest)


def test_forces_are_those_of_the_last_january(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    assert history[0].world.forces is None
    with pytest.raises(ValueError, match="no year"):
        war(scenario, history[0].world)
    assert history[1].autumn is not None
    assert history[2].world.forces is history[1].autumn.army


def test_many_plans_ride_on_the_futures_axis(scenario: Scenario) -> None:
    """Column i of a run of many plans is the run of plan i, bit for bit."""
    rates = np.array([0.08, 0.125, 0.17])
    world = begin(scenario)
    levers: dict[str, float | Array] = {**world.levers, "investment_rate": rates}
    plan = january_table(levers)
    harvest = september_table(world.levers, {}, [region.id for region in scenario.regions])
    while not world.over:
        world = play_many(scenario, world, plan, harvest).world
    for column, rate in enumerate(rates.tolist()):
        steady = Plan("test", "", "", "", orders={1928: {"investment_rate": rate}})
        alone = list(roll(scenario, begin(scenario), follow(steady), scripted=True))[-1].world
        for name in ("production.product_before", "building.heavy_capital", "labour.skill"):
            assert pick(world.state, name)[column] == pick(alone.state, name)[0]
        assert np.array_equal(world.state.people.rural[:, column], alone.state.people.rural[:, 0])


def test_a_lever_s_season_is_known_by_name() -> None:
    assert season_of("arrests") == "january"
    assert season_of("relief") == "september"
    assert season_of("procurement_by_region") == "september"
    assert season_of("tractors") == ""
