"""Legal plans, many at once: wishes for every lever, brought within range and pace.

A wish is a path for each lever, (T, N) with one plan a future. What is wished is cut to what may be
signed, year after year from the levers' start: range, pace, shares that sum to one, a drive not below
its goal, and stops where a lever has nothing between them. Decrees are not used. So whatever a search
or a test thinks of, the plan that is played is one that a player could have signed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.model.levers import January, September
from game.model.quantity import Array, declared
from game.rules.orders import DRIVE, GOAL
from game.scenario.records import LeverSpec, Plan, Scenario

KNOTS: Final = 4
"""Values that draw a lever's path, from the second year to the last; the start is the scenario's."""

RULE: Final = "collection_rule"


@dataclass(frozen=True, slots=True, eq=False)
class Plans:
    """Plans on the futures axis: for every year the value of each national lever, (N,), unset ones not-a-number."""

    years: tuple[Mapping[str, Array], ...]
    regions: int

    def __len__(self) -> int:
        return int(next(iter(self.years[0].values())).shape[-1])

    def tables(self, index: int) -> tuple[January, September]:
        """The orders of a year as the model takes them; no region is ordered by itself."""
        row = dict(self.years[index])
        row["procurement_by_region"] = np.full((self.regions, 1), np.nan)
        plan = January(**{name: row[name] for name in declared(January)})
        return plan, September(**{name: row[name] for name in declared(September)})

    def path(self, lever: str) -> Array:
        """A lever through the years, (T, N)."""
        return np.stack([year[lever] for year in self.years])

    def some(self, which: NDArray[Any]) -> "Plans":
        """Some of the plans, by number."""
        return Plans(
            tuple(MappingProxyType({lever: value[which] for lever, value in year.items()}) for year in self.years),
            self.regions,
        )


def moved(scenario: Scenario) -> tuple[LeverSpec, ...]:
    """The levers that a plan on the futures axis moves: all that are national."""
    return tuple(spec for spec in scenario.levers.values() if not spec.by_region)


def legal(scenario: Scenario, wishes: Mapping[str, Array]) -> Plans:
    """The nearest legal plans to the wishes, (T, N) each; a lever without a wish stays at its start."""
    specs = moved(scenario)
    years = scenario.last_year - scenario.first_year + 1
    count = max((wish.shape[-1] for wish in wishes.values()), default=1)
    group = [spec for spec in specs if spec.share_group]
    before = {spec.id: np.full(count, np.nan if spec.start is None else spec.start) for spec in specs}
    rows: list[Mapping[str, Array]] = []
    for index in range(years):
        row: dict[str, Array] = {}
        for spec in specs:
            wish = wishes[spec.id][index] if spec.id in wishes else before[spec.id]
            row[spec.id] = _within(spec, before[spec.id], wish)
        if group:
            row |= _shares(group, before, {spec.id: wishes[spec.id][index] for spec in group if spec.id in wishes})
        lowest, _ = _reach(scenario.levers[GOAL], before[GOAL])
        row[DRIVE] = np.maximum(row[DRIVE], lowest)
        row[GOAL] = np.minimum(row[GOAL], row[DRIVE])
        rows.append(MappingProxyType(row))
        before = row
    return Plans(tuple(rows), len(scenario.regions))


def shipped(scenario: Scenario, plan: Plan) -> Plans:
    """A shipped plan as it stands, decrees and all, as the one member of a set of plans."""
    standing = {spec.id: np.nan if spec.start is None else float(spec.start) for spec in moved(scenario)}
    rows = []
    for year in range(scenario.first_year, scenario.last_year + 1):
        standing |= plan.orders.get(year, {})
        rows.append(MappingProxyType({lever: np.array([value]) for lever, value in standing.items()}))
    return Plans(tuple(rows), len(scenario.regions))


def joined(parts: Sequence[Plans]) -> Plans:
    """Several sets of plans as one."""
    years = zip(*(part.years for part in parts), strict=True)
    return Plans(
        tuple(
            MappingProxyType({lever: np.concatenate([row[lever] for row in rows]) for lever in rows[0]})
            for rows in years
        ),
        parts[0].regions,
    )


def drawn(scenario: Scenario, count: int, dice: np.random.Generator) -> Plans:
    """Plans drawn at random: a third drift smoothly, a third jump as far as the pace lets them, a third hold a level.

    The ends of a range come up more often than chance would have them, for that is where models break.
    """
    wishes = {spec.id: _wish(scenario, spec, count, dice) for spec in moved(scenario)}
    wishes[DRIVE] = np.maximum(wishes[DRIVE], wishes[GOAL])
    return legal(scenario, wishes)


def from_knots(scenario: Scenario, knots: Array) -> Plans:
    """Plans from points between nought and one, (levers * KNOTS, N); collections follow January's plan."""
    specs = searched(scenario)
    points = np.clip(knots, 0, 1).reshape(len(specs), KNOTS, -1)
    wishes = {}
    for spec, drawn_points in zip(specs, points, strict=True):
        path = _through(scenario, drawn_points)
        wishes[spec.id] = spec.low + (spec.high - spec.low) * path
    return legal(scenario, wishes)


def to_knots(scenario: Scenario, plan: Plans) -> Array:
    """Points whose paths lie near a plan, (levers * KNOTS,): where a search may begin."""
    specs, years = searched(scenario), len(plan.years)
    at = np.linspace(1, years - 1, KNOTS).round().astype(int)
    points = []
    for spec in specs:
        path = plan.path(spec.id)[:, 0]
        points.append((path[at] - spec.low) / (spec.high - spec.low))
    near: Array = np.clip(np.concatenate(points), 0, 1)
    return near


def searched(scenario: Scenario) -> tuple[LeverSpec, ...]:
    """The levers that a search moves: all but the order for one harvest, which follows the plan, and the rule."""
    return tuple(spec for spec in moved(scenario) if spec.start is not None and not spec.only_stops)


def _through(scenario: Scenario, points: Array) -> Array:
    """Straight lines through the points of each plan, (T, N); the first year takes the first point."""
    years = scenario.last_year - scenario.first_year + 1
    at = np.linspace(1, years - 1, KNOTS)
    year = np.arange(years)
    left = np.clip(np.searchsorted(at, year, side="right") - 1, 0, KNOTS - 2)
    share = np.clip((year - at[left]) / (at[left + 1] - at[left]), 0, 1)[:, None]
    path: Array = points[left] * (1 - share) + points[left + 1] * share
    return path


def _wish(scenario: Scenario, spec: LeverSpec, count: int, dice: np.random.Generator) -> Array:
    years = scenario.last_year - scenario.first_year + 1

    def values(rows: int) -> Array:
        any_value = dice.uniform(spec.low, spec.high, (rows, count))
        end = dice.choice([spec.low, spec.high], (rows, count))
        found: Array = np.where(dice.uniform(size=(rows, count)) < 0.25, end, any_value)
        return found

    kind = dice.integers(0, 3, count)
    path = np.where(kind == 0, _through(scenario, values(KNOTS)), np.where(kind == 1, values(years), values(1)))
    if spec.start is None:
        path = np.where(dice.uniform(size=count) < 0.7, np.nan, path)
    return path


def _reach(spec: LeverSpec, before: Array) -> tuple[Array, Array]:
    if spec.pace is None:
        return np.full_like(before, spec.low), np.full_like(before, spec.high)
    slowest, fastest = (
        (before / spec.pace, before * spec.pace)
        if spec.pace_kind == "ratio"
        else (before - spec.pace, before + spec.pace)
    )
    return np.maximum(spec.low, slowest), np.minimum(spec.high, fastest)


def _within(spec: LeverSpec, before: Array, wish: Array) -> Array:
    if spec.only_stops:
        stops = np.array(sorted(stop for stop, _ in spec.stops))
        nearest: Array = stops[np.abs(wish[:, None] - stops).argmin(axis=1)]
        return nearest
    low, high = _reach(spec, before)
    return np.clip(wish, low, high)


def _shares(group: list[LeverSpec], before: Mapping[str, Array], wished: Mapping[str, Any]) -> dict[str, Array]:
    """Shares that sum to one, as far towards the wish as range and pace allow to all of them together."""
    was = np.stack([before[spec.id] for spec in group])
    low, high = (np.array([[getattr(spec, end)] for spec in group]) for end in ("low", "high"))
    pace = np.array([[np.inf if spec.pace is None else spec.pace] for spec in group])
    wish = np.stack([np.maximum(wished.get(spec.id, before[spec.id]), 0) for spec in group])
    whole = wish.sum(axis=0)
    aim = np.where(whole > 0, wish / np.where(whole > 0, whole, 1), was)
    step = aim - was
    room = np.where(step > 0, np.minimum(pace, high - was), np.minimum(pace, was - low))
    size = np.abs(step)
    share = np.min(np.where(size > 0, room / np.where(size > 0, size, 1), 1), axis=0)
    now = was + step * np.clip(share, 0, 1)
    return {spec.id: now[index] for index, spec in enumerate(group)}
