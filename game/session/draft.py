"""The draft: moves not yet signed, each of them legal.

A move that the rules would refuse is not made; the refusal comes back in its place. The shares of
a group sum to 1 at every moment: setting one lowers or raises the unlocked others in proportion,
each within its range and pace, and is refused where no such split exists.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from game.rules import orders as rules
from game.rules.orders import Orders, Refusal
from game.rules.world import World
from game.scenario.records import CLOSE, Scenario

Bounds = Mapping[str, tuple[float, float]]


def in_force(world: World, draft: Orders) -> Mapping[str, float]:
    """Every national lever as it would stand once the draft is signed, not-a-number where unset."""
    return MappingProxyType({**world.levers, **draft.levers})


def with_levers(draft: Orders, levers: Mapping[str, float]) -> Orders:
    """The draft with some levers set."""
    return replace(draft, levers=MappingProxyType({**draft.levers, **levers}))


def with_regions(draft: Orders, shares: Mapping[str, float]) -> Orders:
    """The draft with the share of the harvest taken set in some regions."""
    return replace(draft, by_region=MappingProxyType({**draft.by_region, **shares}))


def with_choice(draft: Orders, event: str, choice: str) -> Orders:
    """The draft with one card answered."""
    return replace(draft, choices=MappingProxyType({**draft.choices, event: choice}))


def with_decree(draft: Orders, lever: str, *, on: bool) -> Orders:
    """The draft with the pace of one lever lifted for this year, or no longer."""
    others = tuple(each for each in draft.decrees if each != lever)
    return replace(draft, decrees=(*others, lever) if on else others)


def refused(
    scenario: Scenario, world: World, before: Orders, after: Orders, *, scripted: bool = False
) -> Refusal | None:
    """The first refusal that a draft meets and the one before it did not; None where there is none."""
    known = {(each.code, each.subject) for each in rules.judge(scenario, world, before, scripted=scripted)}
    found = rules.judge(scenario, world, after, scripted=scripted)
    return next((each for each in found if (each.code, each.subject) not in known), None)


def set_lever(
    scenario: Scenario,
    world: World,
    draft: Orders,
    lever: str,
    value: float,
    locked: Collection[str] = (),
    *,
    scripted: bool = False,
) -> Orders | Refusal:
    """The draft with one lever set, the other shares making room where it is one of a group.

    In a `scripted` draft, which began as a plan's orders, the plan's own decrees hold.
    """
    moved = {lever: value}
    spec = scenario.levers.get(lever)
    if spec is not None and spec.share_group and spec.season == world.season:
        alone = refused(scenario, world, draft, with_levers(draft, moved), scripted=scripted)
        if alone is not None and alone.code != "order.shares_not_one":
            return alone
        split = shares_around(scenario, world, draft, lever, value, locked, scripted=scripted)
        if isinstance(split, Refusal):
            return split
        moved = dict(split)
    after = with_levers(draft, moved)
    return refused(scenario, world, draft, after, scripted=scripted) or after


def reach(
    scenario: Scenario,
    world: World,
    draft: Orders,
    lever: str,
    locked: Collection[str] = (),
    *,
    scripted: bool = False,
) -> tuple[float, float]:
    """The lowest and highest value that a lever may be set to now, by range, pace and what shares leave room for.

    KeyError where there is no such lever.
    """
    low, high = _bounds(scenario, world, draft, lever, scripted)
    if not scenario.levers[lever].share_group:
        return low, high
    room_low, room_high = _room(scenario, world, draft, lever, locked, scripted)
    return max(low, room_low), min(high, room_high)


def shares_around(
    scenario: Scenario,
    world: World,
    draft: Orders,
    lever: str,
    value: float,
    locked: Collection[str],
    *,
    scripted: bool = False,
) -> Mapping[str, float] | Refusal:
    """All shares of a group with one of them set, the unlocked others in proportion, together 1."""
    force = in_force(world, draft)
    group = _group(scenario, lever)
    free = [share for share in group if share != lever and share not in locked]
    fixed = math.fsum(force[share] for share in group if share != lever and share in locked)
    bounds = {share: _bounds(scenario, world, draft, share, scripted) for share in free}
    split = in_proportion({share: force[share] for share in free}, 1 - value - fixed, bounds)
    if split is None:
        low, high = _room(scenario, world, draft, lever, locked, scripted)
        numbers = {"sum": math.fsum([fixed, value, *(force[share] for share in free)]), "low": low, "high": high}
        return Refusal("order.shares_not_one", lever, MappingProxyType(numbers))
    return MappingProxyType({lever: value, **split})


def in_proportion(now: Mapping[str, float], total: float, bounds: Bounds) -> Mapping[str, float] | None:
    """Values that sum to a total, in proportion to what they are now, each within its bounds.

    A value that its bounds stop stays there, and the rest is shared among those still free; values
    that are all nought share evenly. None where the bounds leave no such split.
    """
    if not math.fsum(low for low, _ in bounds.values()) - CLOSE <= total:
        return None
    if not total <= math.fsum(high for _, high in bounds.values()) + CLOSE:
        return None
    settled: dict[str, float] = {}
    free = dict(now)
    while free:
        left = total - math.fsum(settled.values())
        whole = math.fsum(free.values())
        wanted = {name: left * value / whole if whole > 0 else left / len(free) for name, value in free.items()}
        clipped = {name: min(max(value, bounds[name][0]), bounds[name][1]) for name, value in wanted.items()}
        over = math.fsum(clipped.values()) - left
        # Those stopped on the side that decides stay; the others may still have to move further.
        stopped = [
            name
            for name, value in wanted.items()
            if (clipped[name] > value and over >= 0) or (clipped[name] < value and over <= 0)
        ]
        if not stopped:
            settled |= clipped
            break
        settled |= {name: clipped[name] for name in stopped}
        free = {name: value for name, value in free.items() if name not in stopped}
    return MappingProxyType(settled)


def _group(scenario: Scenario, lever: str) -> list[str]:
    season = scenario.levers[lever].season
    return [spec.id for spec in scenario.levers.values() if spec.share_group and spec.season == season]


def _bounds(scenario: Scenario, world: World, draft: Orders, lever: str, scripted: bool) -> tuple[float, float]:
    decreed = lever in rules.granted(scenario, world, draft) or (scripted and lever in draft.decrees)
    return rules.reach(scenario, world, lever, decreed=decreed)


def _room(
    scenario: Scenario, world: World, draft: Orders, lever: str, locked: Collection[str], scripted: bool
) -> tuple[float, float]:
    """What the other shares of a group leave for one, each between its bounds, the locked ones as they are."""
    force = in_force(world, draft)
    others = [share for share in _group(scenario, lever) if share != lever]
    bounds = [
        (force[share], force[share]) if share in locked else _bounds(scenario, world, draft, share, scripted)
        for share in others
    ]
    return 1 - math.fsum(high for _, high in bounds), 1 - math.fsum(low for low, _ in bounds)
