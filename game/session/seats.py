"""Seats: who decides. A seat looks at a world and gives orders; the session signs them.

A person's orders are the session's own draft. The others here are a record (a list of orders already
given), a plan of the scenario, and two bots for tests: one that holds the levers where they stand,
and one that wanders within what is legal. A bot sees what a player sees: the season, the levers in
force and their reach, the cards on the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from game.rules.orders import Orders
from game.rules.turn import follow, standing
from game.rules.world import World
from game.scenario.records import Plan, Scenario
from game.session import draft as drafts


@dataclass(frozen=True, slots=True)
class Seat:
    """Someone who decides. `scripted` orders carry a plan's own decrees, which hold without an event."""

    decide: Callable[[World], Orders]
    scripted: bool = False


def human(ask: Callable[[World], Orders]) -> Seat:
    """A person, asked for orders each season."""
    return Seat(ask)


def recorded(orders: Iterable[Orders], *, scripted: bool = False) -> Seat:
    """Orders once given, one a season; StopIteration where they run out."""
    given = iter(orders)
    return Seat(lambda _: next(given), scripted=scripted)


def scripted(plan: Plan) -> Seat:
    """A plan of the scenario, or one read from a file."""
    return Seat(follow(plan), scripted=True)


def holding(scenario: Scenario) -> Seat:
    """A bot that lets its orders stand, as a forecast assumes."""
    return Seat(lambda world: standing(scenario, world))


def wandering(scenario: Scenario, seed: int, moves: int = 4) -> Seat:
    """A bot that makes a few random moves a season, all of them legal.

    What it does in a season depends on the seed and the season alone, so that it can be asked again.
    """

    def decide(world: World) -> Orders:
        luck = Random(f"{seed} {world.year} {world.season}")  # noqa: S311 - not a secret
        orders = Orders()
        for card in world.cards:
            event = next(each for each in scenario.events if each.id == card)
            if event.choices and luck.random() < 0.5:
                orders = drafts.with_choice(orders, card, luck.choice(event.choices).id)
        mine = [spec.id for spec in scenario.levers.values() if spec.season == world.season and not spec.by_region]
        for _ in range(moves):
            lever = luck.choice(mine)
            low, high = drafts.reach(scenario, world, orders, lever)
            stops = [value for value, _ in scenario.levers[lever].stops if low <= value <= high]
            value = luck.choice(stops) if stops and luck.random() < 0.5 else luck.uniform(low, high)
            moved = drafts.set_lever(scenario, world, orders, lever, value)
            orders = moved if isinstance(moved, Orders) else orders
        return orders

    return Seat(decide)
