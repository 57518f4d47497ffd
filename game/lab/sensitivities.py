"""Sensitivities: what one step of each lever would change from here on, by one ensemble of variants.

The draft is variant 0; every other variant is the draft with one lever moved by a step that may be
signed as the draft stands (range, pace, shares that sum to one). All variants ride side by side on the
futures axis under the same luck and the same parameters: future v K + k is variant v in future k, so
that what differs is the lever's doing, and a lever on which nothing hangs has an effect of exactly
nought. After this season the orders stand, as in every forecast.

    e = median over k of (X_v,k − X_0,k)      effect of variant v on a reading at a year, over K futures

The median and not the mean, as everywhere on the desk: of a dozen futures one may fall over an edge (a
government, a famine) and outweigh the rest.
A step is the twentieth part of the lever's range, made round (1, 2 or 5 times a power of ten).
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from game.lab.candidates import spread
from game.model.quantity import Array
from game.rules import turn
from game.rules.events import JANUARY, SEPTEMBER
from game.rules.gathering import Gathering, flows
from game.rules.orders import DRIVE, GOAL, Orders, Refusal
from game.rules.scheme import Keep
from game.rules.tables import january_table, september_table
from game.rules.turn import Turn
from game.rules.world import World, futures, numbered
from game.scenario.records import LeverSpec, Scenario
from game.session import draft as drafts

MARKS: Final = (1932, 1937, 1941)
"""The years at which effects are read: the famine, the middle of the second plan, the invasion."""
READINGS: Final = (
    "gdp_index",
    "excess_deaths_so_far",
    "war_readiness",
    "industry_index",
    "steel",
    "consumption_per_head",
    "grain_harvest",
    "cattle_index_jan1",
    "town_grain",
    "machine_imports",
    "consent",
)
"""The indicators from which a player may choose, those of the three verdicts first."""
MOST: Final = 480
"""Futures that are played together, all variants counted: what a core plays to 1941 in a tenth of a second."""
LEAST_FUTURES: Final = 6
PARTS: Final = 20
NEAR: Final = 1e-9
STANDS_BY: Final = (DRIVE, GOAL, "foreign_credit", "procurement_plan", "grain_exports")
"""The levers that decide what changes by itself while orders stand; variants that share them are let stand once."""
NO_ROOM: Final = "order.no_room"
"""The refusal of a step where the lever stands at its highest or lowest for this year."""


@dataclass(frozen=True, slots=True)
class Step:
    """A lever moved a step: from what to what, or why it cannot be. `region` names one ordered by itself.

    `before` is not-a-number where the lever was unset; then `stood` says what that came to.
    """

    lever: str
    up: bool
    before: float
    after: float
    region: str = ""
    refusal: Refusal | None = None
    stood: float = math.nan


@dataclass(frozen=True, slots=True)
class Effect:
    """What a step changes in a reading at each year: the median over futures, and how many of them agree.

    `middle` is in the reading's unit; `agree` the share of futures whose change has its sign, 1 where
    nothing changes in any.
    """

    middle: tuple[float, ...]
    agree: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sensitivities:
    """Every step of every lever, and what it changes by the years that lie ahead.

    `effects` has a line of readings for each step that may be signed, by the step's place in `steps`.
    """

    years: tuple[int, ...]
    futures: int
    steps: tuple[Step, ...]
    effects: Mapping[int, Mapping[str, Effect]]

    def of(self, lever: str, *, up: bool, region: str = "") -> Mapping[str, Effect] | None:
        """The effects of a step of a lever; None where it cannot be made."""
        for at, step in enumerate(self.steps):
            if (step.lever, step.up, step.region) == (lever, up, region):
                return self.effects.get(at)
        return None


def marks(scenario: Scenario, world: World) -> tuple[int, ...]:
    """The years at which effects are read: those that lie ahead, and the last January of the scenario."""
    last = scenario.last_year + 1
    return tuple(sorted({year for year in (*MARKS, last) if world.year < year <= last}))


def sensitivities(
    scenario: Scenario,
    world: World,
    draft: Orders,
    *,
    locked: Collection[str] = (),
    scripted: bool = False,
    count: int = 0,
) -> Sensitivities:
    """What a step of each lever of this season would change, the draft being what stands.

    `world` is the game's own, `count` the futures for each variant; 0 takes as many as fit.
    ValueError where the game is over.
    """
    if world.over:
        raise ValueError("the game is over, and no lever moves it")
    steps, moved = _moves(scenario, world, draft, locked, scripted=scripted)
    variants = (draft, *moved.values())
    count = count or max(LEAST_FUTURES, MOST // len(variants))
    gathering = Gathering(scenario, side_by_side(world, len(variants), count), READINGS)
    for played in play_variants(scenario, world, variants, count, keep=flows(scenario, READINGS)):
        gathering.enter(played)
    series = gathering.close()
    years = marks(scenario, world)
    shape = (len(series.years), len(variants), count)
    found: list[dict[str, Effect]] = [{} for _ in moved]
    for name in READINGS:
        rows = _rows_at(series.years, series.national[name].reshape(shape), years)
        less = rows[:, 1:] - rows[:, :1]
        middle = np.median(less, axis=-1)
        agree = (np.sign(less) == np.sign(middle)[..., None]).mean(axis=-1)
        for at, effects in enumerate(found):
            effects[name] = Effect(tuple(middle[:, at].tolist()), tuple(agree[:, at].tolist()))
    lines = {place: MappingProxyType(each) for place, each in zip(moved, found, strict=True)}
    return Sensitivities(years, count, steps, MappingProxyType(lines))


def side_by_side(world: World, variants: int, count: int) -> World:
    """The game's world seen by the same futures once for each variant."""
    return replace(futures(world, 1), members=numbered(np.tile(np.arange(1, count + 1), variants)))


def play_variants(
    scenario: Scenario, world: World, variants: Sequence[Orders], count: int, *, keep: Keep = None
) -> Iterator[Turn]:
    """Turn after turn to the end under each variant's orders, which then stand; `count` futures a variant.

    The answers to the cards on the table are those of the first, which all share; `keep` as in `turn.play`.
    """
    now = side_by_side(world, len(variants), count)
    regions = tuple(region.id for region in scenario.regions)
    enacted = [_enacted(world, each) for each in variants]
    force = {name: np.array([each[name] for each in enacted]) for name in enacted[0]}
    table = {name: spread(values, count) for name, values in force.items()}
    orders = Orders(choices=variants[0].choices)
    while not now.over:
        harvest = september_table(table, {}, regions)
        if now.season == SEPTEMBER and now.year == world.year and world.season == SEPTEMBER:
            taken = np.stack([_shares(world, each, regions) for each in variants], axis=-1)
            harvest = replace(harvest, procurement_by_region=np.repeat(taken, count, axis=-1))
        played = turn.play_many(scenario, now, january_table(table), harvest, orders, keep=keep)
        yield played
        now, orders = played.world, Orders()
        if not now.over:
            table |= {name: spread(values, count) for name, values in _stand(scenario, now, force).items()}


def _stand(scenario: Scenario, world: World, force: dict[str, Array]) -> dict[str, Array]:
    """Let the orders stand for another season, and give those that change by it; (V,) each, as in `force`."""
    found: dict[tuple[float, ...], Mapping[str, float]] = {}
    rows = []
    for at, key in enumerate(zip(*(force[name].tolist() for name in STANDS_BY), strict=True)):
        if key not in found:
            levers = MappingProxyType({name: float(values[at]) for name, values in force.items()})
            here = replace(world, levers=levers)
            found[key] = _enacted(here, turn.standing(scenario, here), changed=True)
        rows.append(found[key])
    changed = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    force |= changed
    return changed


def step_size(spec: LeverSpec) -> float:
    """How far one step goes: a twentieth of the range, made round, and never less than the slider's own."""
    part = (spec.high - spec.low) / PARTS
    tens = 10.0 ** math.floor(math.log10(part))
    size = min((tens, 2 * tens, 5 * tens, 10 * tens), key=lambda each: abs(math.log(each / part)))
    return max(size, spec.step)


def _moves(
    scenario: Scenario, world: World, draft: Orders, locked: Collection[str], *, scripted: bool
) -> tuple[tuple[Step, ...], dict[int, Orders]]:
    """The steps of every lever of the season, and the orders of those that may be signed by their place."""
    steps: list[Step] = []
    moved: dict[int, Orders] = {}
    taken = _taken_now(scenario, world, draft, scripted=scripted)
    for step in _wished(scenario, world, draft, locked, taken, scripted=scripted):
        refused = step.refusal
        if refused is None:
            after = _ordered(scenario, world, draft, step, locked, scripted=scripted)
            if isinstance(after, Refusal):
                refused = after
            else:
                moved[len(steps)] = after
        steps.append(replace(step, refusal=refused))
    return tuple(steps), moved


def _ordered(
    scenario: Scenario, world: World, draft: Orders, step: Step, locked: Collection[str], *, scripted: bool
) -> Orders | Refusal:
    if step.region:
        after = drafts.with_regions(draft, {step.region: step.after})
        return drafts.refused(scenario, world, draft, after, scripted=scripted) or after
    return drafts.set_lever(scenario, world, draft, step.lever, step.after, locked, scripted=scripted)


def _wished(
    scenario: Scenario,
    world: World,
    draft: Orders,
    locked: Collection[str],
    taken: Mapping[str, float],
    *,
    scripted: bool,
) -> Iterator[Step]:
    force = drafts.in_force(world, draft)
    own = {**world.by_region, **draft.by_region}
    for spec in scenario.levers.values():
        if spec.season != world.season:
            continue
        size = step_size(spec)
        if spec.by_region:
            for region in scenario.regions:
                ordered = own.get(region.id, math.nan)
                stood = taken[region.id] if math.isnan(ordered) else ordered
                for up in (True, False):
                    yield _stepped(spec.id, ordered, stood, spec.low, spec.high, size, up=up, region=region.id)
            continue
        now = force[spec.id]
        if spec.only_stops:
            yield from (Step(spec.id, stop > now, now, stop) for stop, _ in sorted(spec.stops) if stop != now)
            continue
        low, high = drafts.reach(scenario, world, draft, spec.id, locked, scripted=scripted)
        low = max(low, force[GOAL]) if spec.id == DRIVE else low
        high = min(high, force[DRIVE]) if spec.id == GOAL else high
        for up in (True, False):
            yield _stepped(spec.id, now, taken[""] if math.isnan(now) else now, low, high, size, up=up)


def _stepped(
    lever: str, now: float, stood: float, low: float, high: float, size: float, *, up: bool, region: str = ""
) -> Step:
    """A step as long as the room allows; refused where there is none."""
    after = min(stood + size, high) if up else max(stood - size, low)
    if (after - stood if up else stood - after) > NEAR:
        return Step(lever, up, now, after, region, stood=stood)
    numbers = MappingProxyType({"low": low, "high": high, "given": stood + size if up else stood - size})
    return Step(lever, up, now, stood, region, Refusal(NO_ROOM, lever, numbers), stood)


def _taken_now(scenario: Scenario, world: World, draft: Orders, *, scripted: bool) -> dict[str, float]:
    """What the draft takes at this harvest: the share of each region, and "" the Mt of all; empty in January."""
    if world.season != SEPTEMBER or world.spring is None:
        return {}
    played = turn.play(scenario, world, draft, scripted=scripted)
    if played.autumn is None:
        raise ValueError(f"the levers' doing cannot be told of orders that may not be signed: {played.refused[0].code}")
    got, crop = played.autumn.collections.collected[:, 0], world.spring.fields.harvest[:, 0]
    shares = np.where(crop > 0, got / np.where(crop > 0, crop, 1), 0).tolist()
    return {"": float(got.sum()), **dict(zip((each.id for each in scenario.regions), shares, strict=True))}


def _enacted(world: World, orders: Orders, *, changed: bool = False) -> Mapping[str, float]:
    """Every lever in force under these orders, or those `changed`; a new plan ends the order for the last harvest."""
    unset = {"procurement": math.nan} if world.season == JANUARY else {}
    return {**({} if changed else world.levers), **unset, **orders.levers}


def _shares(world: World, orders: Orders, regions: Sequence[str]) -> Array:
    """The shares ordered region by region, (R,); not-a-number where the rule decides."""
    own = {**world.by_region, **orders.by_region} if world.season == SEPTEMBER else {}
    return np.array([own.get(region, math.nan) for region in regions])


def _rows_at(known: Sequence[int], rows: Array, years: Sequence[int]) -> Array:
    """The rows of some years, each the last that is known by then: (T, V, K) to (years, V, K)."""
    finite = np.isfinite(rows[:, 0, 0])
    at = [max(place for place, year in enumerate(known) if year <= mark and finite[place]) for mark in years]
    return rows[at]
