"""Whoever decides sends only legal orders."""

import pytest

from game.rules.orders import Orders
from game.rules.turn import roll
from game.rules.world import begin
from game.scenario.records import Scenario
from game.session import seats
from game.session.seats import Seat
from tests.session.conditions import same


@pytest.mark.parametrize("seed", range(12))
def test_a_wandering_bot_plays_to_the_end_by_the_rules_and_can_be_asked_again(scenario: Scenario, seed: int) -> None:
    bot = seats.wandering(scenario, seed)
    turns = list(roll(scenario, begin(scenario, seed), bot.decide))
    assert [turn.refused for turn in turns] == [()] * 26
    assert sum(len(turn.orders.levers) for turn in turns) > 26, "it does move"
    again = list(roll(scenario, begin(scenario, seed), seats.wandering(scenario, seed).decide))
    assert same(turns[-1].world, again[-1].world)


def test_bots_of_different_seeds_go_different_ways(scenario: Scenario) -> None:
    ways = {repr(seats.wandering(scenario, seed).decide(begin(scenario))) for seed in range(8)}
    assert len(ways) == 8


def test_holding_on_is_legal_to_the_end(scenario: Scenario) -> None:
    turns = list(roll(scenario, begin(scenario), seats.holding(scenario).decide))
    assert [turn.refused for turn in turns] == [()] * 26


def test_every_plan_of_the_scenario_is_legal_as_a_seat(scenario: Scenario) -> None:
    for plan in scenario.plans.values():
        seat = seats.scripted(plan)
        turns = list(roll(scenario, begin(scenario), seat.decide, scripted=seat.scripted))
        assert [turn.refused for turn in turns] == [()] * 26, plan.id


def test_a_record_gives_its_orders_one_by_one_and_then_has_no_more(scenario: Scenario) -> None:
    given = [Orders(levers={"schooling": 0.013}), Orders()]
    seat = seats.recorded(given)
    world = begin(scenario)
    assert [seat.decide(world), seat.decide(world)] == given
    with pytest.raises(StopIteration):
        seat.decide(world)


def test_a_person_is_asked(scenario: Scenario) -> None:
    asked = []

    def ask(world: object) -> Orders:
        asked.append(world)
        return Orders()

    seat: Seat = seats.human(ask)
    world = begin(scenario)
    assert seat.decide(world) == Orders()
    assert asked == [world]
    assert not seat.scripted
