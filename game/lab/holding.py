"""Holding: what stands in the way of a draft in its own year, and why a lever may move nothing.

The draft's year is played to the end of its harvest over many futures. Each constraint of the year
(game/rules/bounds.py) is given with the share of futures in which it binds, and with what was asked
and got in the middle one of those. What a lever that moves nothing waits for is read from the state
and the draft: everybody is in a collective farm already, an order for one harvest stands, every
region is ordered by itself.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from game.rules.bounds import Bound, bounds
from game.rules.events import JANUARY
from game.rules.orders import DRIVE, GOAL, Orders
from game.rules.turn import Turn, play, standing
from game.rules.world import World
from game.rules.world import futures as seen_by
from game.scenario.records import Scenario

FUTURES: Final = 60
WHOLE: Final = 0.995
"""Share of households in collective farms from which nobody is left to be pressed."""
HELD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "investment_rate": ("investment",),
        "share_heavy_industry": ("hands",),
        "share_agriculture": ("draught",),
        "procurement_plan": ("collections", "seed"),
        "machinery_imports": ("exchange",),
        "foreign_credit": ("credit",),
        "defence_share": ("arms",),
        "procurement": ("collections", "seed"),
        "grain_exports": ("exports",),
        "town_ration": ("ration",),
    }
)
"""The constraints that can hold each lever, the first the nearest."""


@dataclass(frozen=True, slots=True)
class Held:
    """A constraint of the year: in which share of futures it binds, and what was asked and got where it does."""

    id: str
    unit: str
    share: float
    asked: float
    got: float


def held(
    scenario: Scenario, world: World, draft: Orders, *, scripted: bool = False, futures: int = FUTURES
) -> Mapping[str, Held]:
    """The constraints that bind the draft's year in any future, by their id; foreign exchange in any case.

    `world` is the game's own. ValueError where the draft may not be signed.
    """
    turn = play(scenario, seen_by(world, futures), draft, scripted=scripted)
    if turn.refused:
        raise ValueError(f"what holds a draft cannot be told of one that may not be signed: {turn.refused[0].code}")
    if world.season == JANUARY:
        turn = play(scenario, turn.world, standing(scenario, turn.world))
    found = (*map(_middle, bounds(scenario, turn)), *_exchange(turn))
    return MappingProxyType({each.id: each for each in found})


def idle(scenario: Scenario, world: World, draft: Orders) -> Mapping[str, str]:
    """Why a lever can have nothing to do now, by lever: the last part of a key of the language file."""
    return MappingProxyType(dict(_idle(scenario, world, draft)))


def _idle(scenario: Scenario, world: World, draft: Orders) -> Iterator[tuple[str, str]]:
    farms = world.state.campaign.collectivised
    if bool((farms >= WHOLE).all()):
        yield DRIVE, "all_collective"
        yield GOAL, "all_collective"
    own = {**world.by_region, **draft.by_region}
    if all(math.isfinite(own.get(region.id, math.nan)) for region in scenario.regions):
        yield from ((lever, "all_regions") for lever in ("procurement", "plan_bends", "collection_rule"))
    elif math.isfinite({**world.levers, **draft.levers}.get("procurement", math.nan)):
        yield "plan_bends", "order_stands"
    yield "relief", "no_need"


def _exchange(turn: Turn) -> Iterator[Held]:
    """Foreign exchange: the year's figure, and in which share of futures there is none to spend."""
    if turn.autumn is not None:
        found = turn.autumn.trade.exchange
        yield Held("exchange", "billion gold roubles", float((found <= 0).mean()), math.nan, float(np.median(found)))


def _middle(bound: Bound) -> Held:
    binds = np.broadcast_to(bound.binds, np.broadcast_shapes(bound.binds.shape, bound.got.shape)) > 0
    asked, got = (np.broadcast_to(each, binds.shape)[binds] for each in (bound.asked, bound.got))
    return Held(bound.id, bound.unit, float(binds.mean()), float(np.median(asked)), float(np.median(got)))
