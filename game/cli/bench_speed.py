"""The compiled seasons' part of `bench`: what a lever's answer takes, one season, and throngs of futures.

Each figure is taken after the forms that it needs were learned (`rules/swift.py`), as in a window that has
rested once. Beside it stands how many times as long the same season takes by numpy alone, as it is played where
the extra `fast` is missing. Times are the processor's, the least of several, so that a busy machine tells nearly
the same as a quiet one; of two processes, what each of them took.
"""

import functools
import os
import time
from collections.abc import Callable, Iterator

from game.lab.throng import BLOCK, throng
from game.rules import swift
from game.rules.orders import Orders
from game.rules.turn import follow, play, roll
from game.rules.world import World, begin, futures
from game.scenario.records import Scenario
from game.session import preview

Row = tuple[str, float, str]

LATE = 1935
"""The year from which the later of the two forecasts is timed."""
MANY = 1000
CROWD = 100_000
REPEATS = 9


def speed_figures(scenario: Scenario, *, crowd: int = CROWD) -> Iterator[Row]:
    """Every figure of this part: name, value and unit."""
    worlds = {world.year: world for world in _januaries(scenario)}
    for year in (scenario.first_year, LATE):
        spent = learned(functools.partial(preview.forecast, scenario, worlds[year], Orders(), MANY))
        yield f"compiled: forecast from {year}, {MANY} futures", 1000 * spent, "ms"
    yield from _seasons(scenario, worlds[LATE])
    yield from _crowds(scenario, crowd)


def learned(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes once everything that it asks for often is learned."""
    work()
    while swift.learn():
        work()
    return _least(work)


def _least(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(REPEATS):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


def _januaries(scenario: Scenario) -> Iterator[World]:
    yield begin(scenario)
    for turn in roll(scenario, begin(scenario), follow(scenario.plans["history"]), scripted=True):
        if turn.season == "september":
            yield turn.world


def _seasons(scenario: Scenario, january: World) -> Iterator[Row]:
    """One season, compiled and by numpy alone, in one future and in many."""
    for members in (1, MANY):
        world = january if members == 1 else futures(january, members)
        world = play(scenario, world, Orders()).world
        world = play(scenario, world, Orders()).world  # past the season in which few figures run over futures
        for _ in range(2):
            turn = play(scenario, world, Orders())
            now, world = world, turn.world

            def season(now: World = now) -> object:
                return play(scenario, now, Orders())

            with swift.unlearned():
                plain = _least(season)
            compiled = learned(lambda: [season() for _ in range(4)]) / 4
            said = f"{now.season.capitalize()}, {members} future{'s' * (members > 1)}"
            yield f"compiled: {said}", 1000 * compiled, "ms"
            yield f"{said}: numpy against compiled", plain / compiled, "times"


def _crowds(scenario: Scenario, crowd: int) -> Iterator[Row]:
    """Many futures of the whole game, cost of one among many and among few, and memory."""
    plan = scenario.plans["history"]

    def spent(count: int, processes: int) -> float:
        started = _processor()
        throng(scenario, plan, futures=count, luck="drawn", only=preview.HEADLINES, processes=processes)
        return (_processor() - started) / processes

    few, part = 2 * BLOCK, crowd // 5
    yield f"{crowd} futures of the whole game, each of two processes", spent(crowd, 2), "s"
    if part > few:
        spent(2 * few, 1)
        start = min(spent(few, 1) for _ in range(3))
        yield f"cost of a future among {part} against one among {few}", spent(part, 1) / part / (start / few), "times"
    peak = _peak()
    if peak:
        yield "most memory held by a process that counts futures", peak, "MiB"


def _processor() -> float:
    """Seconds that this process and those it has ended took of a processor."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _peak() -> float:
    """The most memory that a process started from here has held, MiB; nought where the system does not say."""
    try:
        import resource
    except ModuleNotFoundError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
