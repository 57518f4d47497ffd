"""Gathering: readings taken from the turns of a game, year by year.

A forecast of many futures takes its readings as the turns come in and lets each turn go, so that its
figures stay in the processor's cache; what an autumn must keep for them is found by watching them being read.
"""

import dataclasses
import functools
import itertools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from game.model.army import Forces
from game.model.quantity import Array
from game.model.war import Campaign
from game.rules.kept import KEPT, Same
from game.rules.observe import READINGS, Reading, Take
from game.rules.turn import Turn, roll, standing
from game.rules.world import World, begin
from game.rules.years import Line, Year
from game.scenario.records import Scenario

YEAR_AND_SPRING: Final = 3
"""Seasons of a first year and the spring after it."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Readings year by year, not-a-number where a year is not known: (T, N) nationally, (T, R, N) by region."""

    years: tuple[int, ...]
    members: int
    national: Mapping[str, Array]
    regional: Mapping[str, Array]

    def __getitem__(self, reading: str) -> Array:
        return self.national[reading]


class Gathering:
    """Readings taken from a line of play as its turns come in, so that no turn need be kept."""

    def __init__(self, scenario: Scenario, world: World | None, only: Collection[str] | None = None) -> None:
        self.line = Line(scenario, world)
        self.regions = len(scenario.regions)
        self.members = 1 if world is None else len(world.members)
        self.wanted = _wanted(only)
        self.years: list[int] = []
        self.taken: dict[Take, list[Array | None]] = {take: [] for take in _takes(self.wanted)}

    def enter(self, turn: Turn) -> None:
        """Take the next turn of the line."""
        self._take(self.line.enter(turn))

    def _take(self, years: Iterable[Year]) -> None:
        for year in years:
            self.years.append(year.year)
            for take, rows in self.taken.items():
                rows.append(take(year))

    def close(self, campaign: Campaign | None = None) -> Series:
        """Every reading, year by year."""
        self._take(self.line.close(campaign))
        national: dict[str, Array] = {}
        regional: dict[str, Array] = {}
        rows: dict[Take, Array] = {}
        for name, reading in self.wanted.items():
            source = READINGS[reading.running] if reading.running else reading
            for takes, found, axis in ((source.nation, national, ()), (source.region, regional, (self.regions,))):
                if takes is not None:
                    if takes not in rows:
                        rows[takes] = _read_only(_rows(self.taken[takes], (*axis, self.members)))
                    found[name] = _read_only(_running(rows[takes])) if reading.running else rows[takes]
        return Series(tuple(self.years), self.members, MappingProxyType(national), MappingProxyType(regional))


def gather(
    scenario: Scenario,
    turns: Iterable[Turn],
    campaign: Campaign | None = None,
    *,
    start: World | None = None,
    only: Collection[str] | None = None,
) -> Series:
    """Every reading, or only those named, from a game as far as it got, a whole run or an ensemble.

    The turns are one line of play, in order; where they begin with a game's and end with a forecast's,
    the game's own past is the same in every future. `start` is the world of a game without turns.
    KeyError where a name of `only` is no reading.
    """
    turns = tuple(turns)
    gathering = Gathering(scenario, turns[-1].world if turns else start, only)
    if start is not None:
        gathering.line.start(start)
    for turn in turns:
        gathering.enter(turn)
    return gathering.close(campaign)


def flows(scenario: Scenario, only: Collection[str]) -> frozenset[str]:
    """What a turn must keep of an autumn for these readings and for the war, by block and flow."""
    return _flows(Same(scenario), frozenset(only))


@functools.lru_cache(maxsize=2 * KEPT)
def _flows(scenario: Same[Scenario], only: frozenset[str]) -> frozenset[str]:
    seen = {"granary.exported", *(f"army.{field.name}" for field in dataclasses.fields(Forces))}
    for year in _sample(scenario.it):
        watched = dataclasses.replace(
            year,
            autumn=_watched(year.autumn, "", seen),
            grain_before=_watched(year.grain_before, "granary.", seen),
        )
        for take in _takes(_wanted(only)):
            take(watched)
    return frozenset(seen)


def _sample(scenario: Scenario) -> list[Year]:
    """A first year of a game, and the spring after it."""
    world = begin(scenario, luck="history")
    line = Line(scenario, world)
    seasons = itertools.islice(roll(scenario, world, lambda later: standing(scenario, later)), YEAR_AND_SPRING)
    return [*(year for turn in seasons for year in line.enter(turn)), *line.close()]


def _watched(table: Any, path: str, seen: set[str]) -> Any:
    return None if table is None else _Watched(table, path, seen)


class _Watched:
    """A table that notes which of its figures are read."""

    def __init__(self, table: Any, path: str, seen: set[str]) -> None:
        self._table, self._path, self._seen = table, path, seen

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._table, name)
        if isinstance(value, np.ndarray):
            self._seen.add(self._path + name)
            return value
        return _Watched(value, f"{self._path}{name}.", self._seen)


def _wanted(only: Collection[str] | None) -> Mapping[str, Reading]:
    return READINGS if only is None else {name: READINGS[name] for name in only}


def _takes(wanted: Mapping[str, Reading]) -> list[Take]:
    sources = (READINGS[reading.running] if reading.running else reading for reading in wanted.values())
    return list(dict.fromkeys(take for each in sources for take in (each.nation, each.region) if take is not None))


def _rows(taken: Collection[Array | None], shape: tuple[int, ...]) -> Array:
    rows = np.empty((len(taken), *shape))
    for at, found in enumerate(taken):
        rows[at] = np.nan if found is None else found
    return rows


def _running(rows: Array) -> Array:
    """Rows added up from the first year that is known; before it there is nothing to tell."""
    unknown = np.isnan(rows.reshape(len(rows), -1)[:, 0])
    since = int(np.argmin(unknown))
    return np.concatenate([rows[:since], np.add.accumulate(rows[since:], axis=0)])


def _read_only(array: Array) -> Array:
    array.flags.writeable = False
    return array
