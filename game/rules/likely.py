"""What each member takes to be true: parameters that the record allows, one vector a future.

Historians do not know the parameters; the record allows a cloud of them (`scenarios/base/cloud.csv`,
drawn by `python main.py lab cloud`). Member 0, the game itself, plays by the shipped ones. Any other
member plays by a row of the cloud that is a hash of (seed, member, stream "parameters"), so that it
is the same in whatever batch and for as long as its future runs. Without a cloud everybody plays by
the shipped parameters.

A vector rides on the futures axis: (1,) and (R, 1) become (N,) and (R, N), the years' weather
residual (T,) becomes (T, N), and no block needs to know.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from game.model.quantity import Array, Q, bounded, pick, put, walk
from game.model.step import Params
from game.rules import luck
from game.rules.kept import KEPT, Same
from game.rules.world import Members, World
from game.scenario.records import Free, Scenario

WEATHER: Final = "weather.residual"
LIMITS: Final[Mapping[str, Q]] = MappingProxyType(dict(walk(Params)))


def of(scenario: Scenario, world: World) -> Scenario:
    """The scenario as the members of a world have it."""
    return held(scenario, world.seed, world.members)


def held(scenario: Scenario, seed: int, members: Members) -> Scenario:
    """The scenario as these members have it: itself where there is no cloud, or nobody but the game."""
    if scenario.cloud is None or not members.any():
        return scenario
    return _held(Same(scenario), seed, members.astype(np.uint64).tobytes())


@functools.lru_cache(maxsize=KEPT)
def _held(scenario: Same[Scenario], seed: int, members: bytes) -> Scenario:
    cloud = scenario.it.cloud
    if cloud is None:
        return scenario.it
    numbers = np.frombuffer(members, np.uint64)
    which = luck.bits(seed, numbers, [(0, luck.Stream.PARAMETERS)])[0] % np.uint64(len(cloud.rows))
    drawn = _through_lens(scenario.it, cloud.free, cloud.rows[which.astype(np.intp)].T)
    shipped = values(scenario.it, cloud.free)[:, None]
    return carried(scenario.it, cloud.free, np.where(numbers == 0, shipped, drawn))


def _through_lens(scenario: Scenario, free: Sequence[Free], rows: Array) -> Array:
    """Rows of the cloud, (P, N), as the lens in use has them: what it scales is scaled in every member."""
    lens = scenario.looks_through
    changes = {change.path: change for change in (*lens.parameters, *lens.weather)} if lens else {}
    if not changes:
        return rows
    seen = rows.copy()
    for at, each in enumerate(free):
        change = changes.get(each.name if each.path == WEATHER else each.path)
        if change is None:
            continue
        by = change.by.reshape(-1)
        mine = by[_row(scenario, each.row) if by.size > 1 else 0]
        if not np.isnan(mine):
            seen[at] = mine if change.how == "value" else rows[at] * mine if change.how == "scale" else rows[at] + mine
        if each.path in LIMITS:
            seen[at] = bounded(seen[at], LIMITS[each.path].low, LIMITS[each.path].high)
    return seen


def values(scenario: Scenario, free: Sequence[Free]) -> Array:
    """The scenario's own values of what may be moved, (P,)."""
    return np.array([_value(scenario, each) for each in free])


def _value(scenario: Scenario, free: Free) -> Any:
    if free.path == WEATHER:
        return scenario.weather.residual[int(free.row) - scenario.first_year]
    array = pick(scenario.params, free.path)
    return array[_row(scenario, free.row) if free.row else 0].reshape(-1)[0]


def carried(scenario: Scenario, free: Sequence[Free], vectors: Array) -> Scenario:
    """The scenario with one vector of these values a future, (P, N); it has no cloud of its own."""
    many = vectors.shape[1]
    residual = np.repeat(scenario.weather.residual[:, None], many, axis=1)
    params = scenario.params
    changed: dict[str, Array] = {}
    for each, row in zip(free, vectors, strict=True):
        if each.path == WEATHER:
            residual[int(each.row) - scenario.first_year] = row
            continue
        array = changed.get(each.path)
        if array is None:
            array = np.repeat(pick(params, each.path), many, axis=-1)
        if each.row:
            array[_row(scenario, each.row)] = row
        else:
            array[...] = row
        changed[each.path] = array
    for path, array in changed.items():
        array.flags.writeable = False
        params = put(params, path, array)
    residual.flags.writeable = False
    return replace(scenario, params=params, weather=replace(scenario.weather, residual=residual), cloud=None)


def _row(scenario: Scenario, region: str) -> int:
    return next(at for at, each in enumerate(scenario.regions) if each.id == region)
