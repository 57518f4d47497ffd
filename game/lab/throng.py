"""Throng: a plan over as many futures as are wanted, counted and not kept, so that memory is bounded.

A few futures are played first; they say between which ends each reading falls in each year, with half as much room
again on either side. Every other future is then only counted, in so many equal steps between these ends; what falls
beyond them counts at the end. A percentile read from the counts is off by less than one step, a two-thousandth of
the first futures' spread. Blocks of futures are as large as the processor's cache bears, and go through two
processes where the system can fork; elsewhere one process does it all, with the same figures.
"""

import multiprocessing
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.model.quantity import Array
from game.rules import swift, turn
from game.rules.gathering import Gathering, flows
from game.rules.observe import READINGS
from game.rules.orders import Refusal
from game.rules.world import begin, numbered
from game.scenario.records import Luck, Plan, Scenario

FIRST: Final = 1000
"""Futures that say between which ends the others are counted."""
BLOCK: Final = 2000
TASK: Final = 10_000
"""Futures that a process is asked for at a time."""
STEPS: Final = 4000
PROCESSES: Final = 2

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is played: readings by name, K of them, and between which ends they are counted, (K, T) each."""

    scenario: Scenario
    plan: Plan
    seed: int
    luck: Luck
    names: tuple[str, ...]
    low: Array
    high: Array


@dataclass(frozen=True, slots=True)
class Throng:
    """A plan over many futures: the counts of each reading in each year, (K, T, steps), and its sums, (K, T).

    Where an order was refused, `refused` and `refused_at` say why and when, and nothing was counted.
    """

    years: tuple[int, ...]
    names: tuple[str, ...]
    futures: int
    low: Array
    high: Array
    counts: Counts
    sums: Array
    refused: tuple[Refusal, ...] = ()
    refused_at: tuple[int, str] | None = None

    def percentile(self, percent: float) -> Array:
        """A percentile of every reading in every year, (K, T), not-a-number where a year has none."""
        reached = self.counts.cumsum(axis=-1)
        aim = percent / 100 * self.futures
        at = np.minimum((reached < aim).sum(axis=-1), STEPS - 1)
        inside = np.take_along_axis(self.counts, at[..., None], axis=-1)[..., 0]
        before = np.take_along_axis(reached, at[..., None], axis=-1)[..., 0] - inside
        part = (aim - before) / np.maximum(inside, 1)
        found: Array = self.low + (self.high - self.low) * (at + part) / STEPS
        return found

    def mean(self) -> Array:
        """The mean of every reading in every year, (K, T)."""
        return self.sums / self.futures


def throng(
    scenario: Scenario,
    plan: Plan,
    *,
    futures: int,
    seed: int = 1,
    luck: Luck | None = None,
    only: Collection[str] | None = None,
    processes: int = PROCESSES,
) -> Throng:
    """The plan over members 0 to `futures` - 1 of its seed. ValueError where `futures` is below one."""
    if futures < 1:
        raise ValueError("a throng needs at least one future")
    names = tuple(name for name in (READINGS if only is None else only) if _national(name))
    wish = Asked(scenario, plan, seed, luck or scenario.luck, names, np.zeros(()), np.zeros(()))
    years, rows, refused = _played(wish, 0, min(FIRST, futures))
    if refused is not None:
        empty = np.zeros((len(names), len(years)))
        none = np.zeros((*empty.shape, STEPS), np.int64)
        return Throng(years, names, 0, empty, empty, none, empty, refused.refused, (refused.year, refused.season))
    low, high = rows.min(axis=-1), rows.max(axis=-1)
    room = np.maximum(0.5 * (high - low), 1e-9 * np.maximum(np.abs(high), 1e-9))
    wish = Asked(scenario, plan, seed, wish.luck, names, low - room, high + room)
    while swift.learn():
        _played(wish, 0, min(BLOCK, futures))
    counts, sums = _counted(wish, rows)
    tasks = [(first, min(first + TASK, futures)) for first in range(len(rows[0, 0]), futures, TASK)]
    for more, added in _worked(wish, tasks, processes):
        counts += more
        sums = sums + added
    return Throng(years, names, futures, wish.low, wish.high, counts, sums)


def _worked(wish: Asked, tasks: list[tuple[int, int]], processes: int) -> Iterator[tuple[Counts, Array]]:
    """The tasks' counts, in order, by so many processes where the system can fork."""
    if processes < 2 or len(tasks) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from (_task(wish, *task) for task in tasks)
        return
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=forked, initializer=_Given.keep, initargs=(wish,)) as pool:
        yield from pool.map(_Given.task, tasks)


class _Given:
    """What a forked process was given: a scenario is inherited and not sent."""

    wish: Asked

    @classmethod
    def keep(cls, wish: Asked) -> None:
        cls.wish = wish

    @classmethod
    def task(cls, task: tuple[int, int]) -> tuple[Counts, Array]:
        return _task(cls.wish, *task)


def _task(wish: Asked, first: int, beyond: int) -> tuple[Counts, Array]:
    counts = np.zeros((*wish.low.shape, STEPS), np.int64)
    sums = np.zeros(wish.low.shape)
    for start in range(first, beyond, BLOCK):
        _, rows, _ = _played(wish, start, min(start + BLOCK, beyond))
        more, added = _counted(wish, rows)
        counts += more
        sums = sums + added
    return counts, sums


def _played(wish: Asked, first: int, beyond: int) -> tuple[tuple[int, ...], Array, turn.Turn | None]:
    """Years and readings, (K, T, N), of these members; the turn in which an order was refused, if one was."""
    scenario = wish.scenario
    world = begin(scenario, wish.seed, numbered(range(first, beyond)), wish.luck)
    gathering = Gathering(scenario, world, wish.names)
    policy = turn.follow(wish.plan)
    for each in turn.roll(scenario, world, policy, scripted=True, keep=flows(scenario, wish.names)):
        gathering.enter(each)
        world = each.world
        if each.refused:
            return (), np.zeros((len(wish.names), 0, 1)), each
    series = gathering.close(turn.war(scenario, world))
    return series.years, np.stack([series.national[name] for name in wish.names]), None


def _counted(wish: Asked, rows: Array) -> tuple[Counts, Array]:
    """How many of the futures fall into each step, (K, T, steps), and their sums, (K, T)."""
    with np.errstate(invalid="ignore"):
        scale = STEPS / (wish.high - wish.low)
        steps = np.nan_to_num((rows - wish.low[..., None]) * scale[..., None])
    at = np.clip(steps, 0, STEPS - 1).astype(np.int64)
    at += (np.arange(wish.low.size) * STEPS).reshape((*wish.low.shape, 1))
    counts = np.bincount(at.reshape(-1), minlength=wish.low.size * STEPS)
    return counts.reshape((*wish.low.shape, STEPS)), rows.sum(axis=-1)


def _national(name: str) -> bool:
    reading = READINGS[name]
    return (READINGS[reading.running] if reading.running else reading).nation is not None
