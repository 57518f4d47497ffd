"""Seasons played as compiled stretches are the seasons of the equations, to the last bit."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from game.model import living, people
from game.model.quantity import Array, power
from game.rules import swift
from game.rules.orders import Orders
from game.rules.scheme import leaves, mapped
from game.rules.tables import january_table, september_table
from game.rules.tape import Writer
from game.rules.turn import Turn, follow, play_many, roll
from game.rules.world import World, begin, numbered
from game.scenario.records import Luck, Scenario
from game.session.preview import forecast
from game.session.seats import wandering

pytest.importorskip("llvmlite")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nothing is known yet, and nothing learned here is known afterwards."""
    swift.forget()
    yield
    swift.forget()


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The futures of each season that was played by what had been learned."""
    seen: list[int] = []
    really = swift.Bound.play

    def play(bound: swift.Bound, inputs: list[Array]) -> object:
        seen.append(bound.futures)
        return really(bound, inputs)

    monkeypatch.setattr(swift.Bound, "play", play)
    return seen


def played(scenario: Scenario, world: World, plan: str) -> list[Turn]:
    """A game to the end under a plan, or under the orders of a wanderer."""
    if plan in scenario.plans:
        return list(roll(scenario, world, follow(scenario.plans[plan]), scripted=True))
    return list(roll(scenario, world, wandering(scenario, int(plan)).decide))


def same(one: object, other: object) -> bool:
    """Whether two tables hold the same figures; what is equal in all futures may stand once or for each of them."""
    pairs = zip(leaves(one), leaves(other), strict=True)
    return all(bool(((mine == yours) | (np.isnan(mine) & np.isnan(yours))).all()) for mine, yours in pairs)


@pytest.mark.parametrize("plan", ["history", "3"])
@pytest.mark.parametrize(
    ("members", "luck", "cloud"), [(1, "history", False), (swift.PART + 45, "drawn", True), (70, "drawn", False)]
)
def test_a_learned_season_is_the_equations_to_the_last_bit(
    scenario: Scenario, learned: list[int], plan: str, members: int, luck: Luck, cloud: bool
) -> None:
    scenario = scenario if cloud else replace(scenario, cloud=None)
    world = begin(scenario, 3, numbered(range(members)), luck)
    plain = played(scenario, world, plan)
    assert not learned
    while swift.learn():
        played(scenario, world, plan)
    learned.clear()
    again = played(scenario, world, plan)
    assert learned == [members] * len(plain)  # every season, not the equations once more
    for mine, yours in zip(again, plain, strict=True):
        assert same((mine.spring, mine.world.state), (yours.spring, yours.world.state)), (mine.year, mine.season)
        if yours.autumn is not None:
            assert same(mine.autumn, yours.autumn), mine.year


def test_a_learned_member_is_the_single_run_of_it(scenario: Scenario, learned: list[int]) -> None:
    def states(members: list[int]) -> list[Array]:
        turns = played(scenario, begin(scenario, 5, numbered(members), "drawn"), "history")
        return [*leaves(turns[-1].world.state)]

    for members in ([*range(90)], [41]):
        states(members)
    while swift.learn():
        for members in ([*range(90)], [41]):
            states(members)
    learned.clear()
    many, alone = states([*range(90)]), states([41])
    assert set(learned) == {90, 1}
    for together, single in zip(many, alone, strict=True):
        assert np.array_equal(np.broadcast_to(together, (*together.shape[:-1], 90))[..., [41]], single)


def test_orders_that_differ_between_futures_ride_along(scenario: Scenario, learned: list[int]) -> None:
    """As the sensitivities and the ledger play them: levers of one figure a future."""
    many = 80
    world = begin(scenario, 1, numbered(range(many)), "history")
    spread = np.linspace(0.1, 0.3, many)

    def season(world: World) -> Turn:
        plan = replace(january_table(world.levers), investment_rate=spread)
        by_region = tuple(region.id for region in scenario.regions)
        return play_many(scenario, world, plan, september_table(world.levers, {}, by_region))

    def line() -> list[Turn]:
        turns = [season(world)]
        while len(turns) < 8:
            turns.append(season(turns[-1].world))
        return turns

    plain = line()
    while swift.learn():
        line()
    learned.clear()
    again = line()
    assert learned == [many] * len(again)
    assert all(same(mine.world.state, yours.world.state) for mine, yours in zip(again, plain, strict=True))
    product = again[-1].world.state.building.heavy_capital
    assert product[0] < product[-1]


def test_a_forecast_tells_the_same_by_what_was_learned(scenario: Scenario, learned: list[int]) -> None:
    def told() -> object:
        return forecast(scenario, begin(scenario), Orders(), 120)

    plain = told()
    while swift.learn():
        told()
    learned.clear()
    assert repr(told()) == repr(plain)  # a year without a reading is not-a-number, which equals nothing
    assert learned


def test_what_numpy_gives_back_and_a_kernel_reads_on_stands_in_every_part(
    scenario: Scenario, learned: list[int]
) -> None:
    """A power is left to numpy: its result leaves the season, part by part, and is read by what follows."""
    many = 2 * swift.PART + 13

    def season(params: living.Params, state: people.State) -> people.State:
        rural = power(state.rural, params.town_hunger_below)
        return replace(state, rural=rural, urban=rural + state.urban)

    drawn = np.linspace(0.5, 2, many)
    state = mapped(begin(scenario).state.people, lambda each: each * drawn)
    plain = [swift.play(season, scenario.params.living, state) for _ in range(swift.OFTEN)]
    assert swift.learn() == 1
    assert same(swift.play(season, scenario.params.living, state), plain[0])
    assert learned == [many]


def test_a_tape_refuses_to_branch_on_a_figure() -> None:
    figure = Writer().enter(np.ones(1))
    with pytest.raises(TypeError, match="branch"):
        bool(figure > 0)


def reversed_rows(each: Array) -> Array:
    return each[::-1].copy()[::-1]


def every_second(each: Array) -> Array:
    return np.repeat(each, 2, axis=-1)[..., ::2]


def columns(each: Array) -> Array:
    return np.asfortranarray(each)


@pytest.mark.parametrize("laid", [reversed_rows, every_second, columns])
def test_a_kernel_never_sees_an_array_that_does_not_lie_row_after_row(
    scenario: Scenario, learned: list[int], laid: Callable[[Array], Array]
) -> None:
    many = 70
    world = begin(scenario, 3, numbered(range(many)), "drawn")
    plain = played(scenario, world, "history")
    while swift.learn():
        played(scenario, world, "history")
    odd = replace(plain[2].before, state=mapped(plain[2].before.state, laid))
    learned.clear()
    turn = next(roll(scenario, odd, follow(scenario.plans["history"]), scripted=True))
    assert learned == [many]
    assert same(turn.world.state, plain[2].world.state)


@pytest.mark.parametrize("kind", [">f8", "f4"])
def test_figures_of_another_kind_are_of_another_form(scenario: Scenario, learned: list[int], kind: str) -> None:
    world = begin(scenario, 3, numbered(range(70)), "drawn")
    plain = played(scenario, world, "history")
    while swift.learn():
        played(scenario, world, "history")
    odd = replace(plain[2].before, state=mapped(plain[2].before.state, lambda each: each.astype(kind)))

    def season() -> Turn:
        return next(roll(scenario, odd, follow(scenario.plans["history"]), scripted=True))

    learned.clear()
    alike = season()
    assert not learned
    while any((season(), swift.learn())[1] for _ in range(swift.OFTEN)):
        pass
    assert same(season().world.state, alike.world.state)


def test_where_figures_cannot_be_found_the_equations_are_played(
    scenario: Scenario, learned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.rules import fused

    assert fused.reachable()
    monkeypatch.setattr(fused, "DATA", fused.DATA + 8)  # as in a build of Python whose objects have another head
    assert not fused.reachable()
    swift.able.cache_clear()
    world = begin(scenario, 3, numbered(range(70)), "drawn")
    try:
        for _ in range(swift.OFTEN):
            played(scenario, world, "history")
        assert swift.learn() == 0
        played(scenario, world, "history")
        assert not learned
    finally:
        swift.able.cache_clear()
        swift.KNOWN.able = True
