"""Whatever may be signed can be played: finite, within bounds, and judged the same by everybody."""

import math
from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.model.quantity import Q, pick, walk
from game.model.step import Autumn, Spring, State
from game.rules import events
from game.rules.gathering import gather
from game.rules.orders import Orders, judge, reach
from game.rules.turn import Turn, play, war
from game.rules.world import World, begin
from game.scenario.records import Scenario

STATE = dict(walk(State))
FLOWS = {**dict(walk(Spring)), **dict(walk(Autumn))}
SLACK = 1e-9


def legal(scenario: Scenario, world: World, dice: np.random.Generator) -> Orders:
    """Orders drawn from everything that this world allows, its ends more often than chance would have them."""

    def between(low: float, high: float) -> float:
        return float(dice.choice([low, high, dice.uniform(low, high), dice.uniform(low, high)]))

    levers: dict[str, float] = {}
    for spec in scenario.levers.values():
        if spec.season == world.season and not spec.by_region and not spec.share_group and dice.random() < 0.8:
            stops = [stop for stop, _ in spec.stops]
            levers[spec.id] = (
                float(dice.choice(stops)) if spec.step >= 1 and stops else between(*reach(scenario, world, spec.id))
            )
    if world.season == "january":
        group = [spec.id for spec in scenario.levers.values() if spec.share_group]
        giver, taker = dice.choice(group, 2, replace=False)
        room = min(
            world.levers[giver] - reach(scenario, world, giver)[0],
            reach(scenario, world, taker)[1] - world.levers[taker],
        )
        levers[giver] = world.levers[giver] - room * dice.random()
        levers[taker] = 1 - math.fsum(levers.get(each, world.levers[each]) for each in group if each != taker)
        drive = levers.get("collectivisation_drive", world.levers["collectivisation_drive"])
        low, high = reach(scenario, world, "collectivised_goal")
        levers["collectivised_goal"] = dice.uniform(low, min(high, drive)) if drive >= low else low
        levers["collectivisation_drive"] = max(drive, levers["collectivised_goal"])
    taken = {region.id: between(0, 1) for region in scenario.regions if dice.random() < 0.1}
    choices = {}
    for card in world.cards:
        event = events.find(scenario, card)
        if event is not None and event.choices and dice.random() < 0.7:
            choices[card] = str(dice.choice([choice.id for choice in event.choices]))
    return Orders(levers, taken if world.season == "september" else {}, choices)


def out_of_bounds(table: object, declared: dict[str, Q]) -> Iterator[str]:
    for path, q in declared.items():
        try:
            value = pick(table, path)
        except AttributeError:
            continue
        if not np.isfinite(value).all() or (value < q.low - SLACK).any() or (value > q.high + SLACK).any():
            yield f"{path}: {value.min()} to {value.max()}, declared {q.low} to {q.high}"


def any_game(scenario: Scenario, number: int) -> list[Turn]:
    dice = np.random.default_rng(number)
    world = begin(scenario, number, (0, 1, 2), "drawn")
    turns = []
    while not world.over:
        orders = legal(scenario, world, dice)
        assert judge(scenario, world, orders) == ()
        turns.append(play(scenario, world, orders))
        world = turns[-1].world
    return turns


@settings(max_examples=40)
@given(number=st.integers(0, 2**32))
def test_any_legal_game_stays_finite_and_within_bounds(scenario: Scenario, number: int) -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        turns = any_game(scenario, number)
        campaign = war(scenario, turns[-1].world)
        series = gather(scenario, turns, campaign)
    for turn in turns:
        assert list(out_of_bounds(turn.world.state, STATE)) == []
        flows = turn.spring if turn.autumn is None else turn.autumn
        assert list(out_of_bounds(flows, FLOWS)) == []
    deaths = series["famine_deaths"][:13]
    assert (deaths >= 0).all()
    assert (deaths.sum(axis=0) < series["population_jan1"][0]).all()
    assert np.isfinite(campaign.depth).all()
