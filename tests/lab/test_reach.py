"""What a step of each lever does to the web: signs that are known, and nothing where nothing hangs on it."""

from collections.abc import Mapping

import pytest

from game.lab.reach import Weights, weights
from game.report.web import Web, web
from game.rules.orders import Orders
from game.rules.turn import follow, roll
from game.rules.world import World, begin
from game.scenario import load
from game.scenario.records import Scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The shipped scenario."""
    return load.load("great_break")


@pytest.fixture(scope="module")
def shown(scenario: Scenario) -> Web:
    """Its web."""
    return web(scenario)


def standing(scenario: Scenario, year: int, season: str) -> World:
    """History's plan at a season."""
    turns = roll(scenario, begin(scenario), follow(scenario.plans["history"]), scripted=True)
    return next(turn.before for turn in turns if (turn.year, turn.season) == (year, season))


@pytest.fixture(scope="module")
def january(scenario: Scenario) -> Weights:
    """What the levers do in January 1932."""
    return weights(scenario, standing(scenario, 1932, "january"), Orders())


def test_every_lever_of_the_nation_is_weighed(scenario: Scenario, january: Weights) -> None:
    assert january.keys() == {spec.id for spec in scenario.levers.values() if not spec.by_region}
    autumn = weights(scenario, standing(scenario, 1932, "september"), Orders())
    assert autumn.keys() == scenario.levers.keys()
    assert autumn["procurement_by_region"]["reading.famine_deaths"] > 0.01


@pytest.mark.parametrize(
    ("lever", "quantity", "sign"),
    [
        ("grain_exports", "granary.Balance.exported", 1),
        ("arrests", "army.State.officers", -1),
        ("share_heavy_industry", "building.State.steelworks_founded", 1),
        ("procurement_plan", "reading.famine_deaths", 1),
        ("procurement_plan", "verdict.human_cost", 1),
        ("relief", "granary.Balance.relief", 1),
        ("army_size", "army.State.men", 1),
    ],
)
def test_the_sign_is_that_of_the_equations(january: Weights, lever: str, quantity: str, sign: int) -> None:
    assert january[lever][quantity] * sign > 0.01


def test_a_lever_moves_nothing_that_it_does_not_reach(january: Weights, shown: Web) -> None:
    """What a caretaker does where the government falls is reached too, through the levers it takes over."""
    for lever, moves in january.items():
        reached = {f"lever.{lever}"}
        while more := {edge.target for each in reached for edge in shown.read_by(each)} - reached:
            reached |= more
        stray = {name for name, size in moves.items() if abs(size) > 1e-9 and name in shown.nodes} - reached
        assert stray == set(), lever


def test_a_lever_at_its_end_is_weighed_downwards(scenario: Scenario) -> None:
    """Freedom to leave stands at its highest in 1928; sealing the villages shows with its sign turned."""
    found = weights(scenario, begin(scenario), Orders())
    assert found["freedom_to_leave"]["people.State.freedom"] > 0


def test_a_draft_counts(scenario: Scenario, january: Weights) -> None:
    world = standing(scenario, 1932, "january")
    moved = weights(scenario, world, Orders(levers={"procurement_plan": 10.0}))
    hunger: Mapping[str, float] = {each: found["procurement_plan"]["reading.famine_deaths"]
                                   for each, found in (("history", january), ("spared", moved))}  # fmt: skip
    assert hunger["spared"] < hunger["history"] / 2


def test_a_game_that_is_over_has_no_levers(scenario: Scenario) -> None:
    *_, last = roll(scenario, begin(scenario), follow(scenario.plans["history"]), scripted=True)
    with pytest.raises(ValueError, match="over"):
        weights(scenario, last.world, Orders())


def test_trade_that_cancels_is_told_by_its_size(january: Weights) -> None:
    assert abs(january["labour_discipline"]["granary.Balance.bought"]) < 0.1
