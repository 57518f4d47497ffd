"""Reach: how strongly, and which way, every lever moves every quantity of the web.

One ensemble: the draft, and beside it the draft with one lever a step up (down where it is at its end),
all under the same luck and the same parameters (lab/sensitivities.py).

    z = mean over years and futures of (X_lever − X_draft) / standard deviation of X_draft over years and futures

so that tonnes, men and roubles can be set side by side: 1 is as much as the quantity itself varies from year
to year and from future to future. Regional quantities are added up where they are amounts, and else averaged.
An order that is unset is weighed from where it would stand if it were given: January's plan for the collections,
and in September a fifth of every region's harvest.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from game.lab import reads
from game.lab.sensitivities import play_variants, step_size
from game.model.quantity import Array, pick
from game.model.war import Campaign
from game.rules import gathering, turn
from game.rules.events import JANUARY, SEPTEMBER
from game.rules.orders import Orders
from game.rules.tables import BY_REGION
from game.rules.turn import Turn
from game.rules.world import World
from game.scenario.records import LeverSpec, Scenario

FUTURES: Final = 16
"""Futures for each lever: its sign and its rank are wanted here, not its figure."""
FIFTH: Final = 0.2
ORDER: Final = "procurement"
AMOUNTS: Final = ("M", "G", "T")
"""With what the units of amounts begin (Mt, Mperson, Grouble, TWh): those of regions are added up."""
SMALL: Final = 1e-6
"""A spread below this share of the quantity itself is rounding."""
LEADS: Final[Mapping[str, str]] = MappingProxyType(
    {"growth": "gdp_index", "human_cost": "excess_deaths", "survival": "collapse"}
)
"""The reading that stands for each verdict."""

Weights = Mapping[str, Mapping[str, float]]
"""By lever, what a step of it does to each quantity of the web, by the quantity's name."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two variants of the draft that differ in one lever, and which way the step goes."""

    lever: str
    without: int
    with_it: int
    sign: float


def weights(scenario: Scenario, world: World, draft: Orders) -> Weights:
    """What a step of each lever does to the web, the draft being what stands. ValueError where the game is over."""
    if world.over:
        raise ValueError("the game is over, and no lever moves it")
    variants, pairs = _variants(scenario, world, draft)
    turns = tuple(play_variants(scenario, world, variants, FUTURES))
    found: dict[str, dict[str, float]] = {pair.lever: {} for pair in pairs}
    for name, rows in _rows(scenario, turns, len(variants)):
        spread = rows.std(axis=(0, 2))
        least = SMALL * np.abs(rows).mean(axis=(0, 2))
        for pair in pairs:
            change = float((rows[:, pair.with_it] - rows[:, pair.without]).mean())
            wide = float(max(spread[pair.without], least[pair.without]))
            moved = change / wide if wide else math.copysign(1.0, change) if change else 0.0
            found[pair.lever][name] = pair.sign * moved
    for moves in found.values():
        moves |= {f"verdict.{each}": moves[f"reading.{lead}"] for each, lead in LEADS.items()}
    return MappingProxyType({lever: MappingProxyType(moves) for lever, moves in found.items()})


def _variants(scenario: Scenario, world: World, draft: Orders) -> tuple[list[Orders], list[Pair]]:
    """The draft, and the draft with one lever moved; an unset one is set first, and then moved."""
    variants, pairs = [draft], []
    force = {**world.levers, **draft.levers}
    for lever, spec in scenario.levers.items():
        if spec.by_region:
            if world.season == SEPTEMBER:
                regions = [region.id for region in scenario.regions]
                steps = (FIFTH, FIFTH + step_size(spec))
                variants += [replace(draft, by_region=dict.fromkeys(regions, each)) for each in steps]
                pairs.append(Pair(BY_REGION, len(variants) - 2, len(variants) - 1, 1.0))
            continue
        stood, without = force[lever], 0
        if math.isnan(stood):
            stood, without = force["procurement_plan"] if lever == ORDER else spec.low, len(variants)
            variants.append(_with(draft, lever, stood))
        after = _stepped(spec, stood)
        variants.append(_with(draft, lever, after))
        pairs.append(Pair(lever, without, len(variants) - 1, 1.0 if after > stood else -1.0))
    return variants, pairs


def _stepped(spec: LeverSpec, stood: float) -> float:
    """A step up, or down where there is no room; from one stop to the next where there is nothing between."""
    size = 1.0 if spec.only_stops else step_size(spec)
    return stood + size if stood + size <= spec.high else stood - size


def _with(draft: Orders, lever: str, value: float) -> Orders:
    return replace(draft, levers={**draft.levers, lever: value})


def _rows(scenario: Scenario, turns: Sequence[Turn], variants: int) -> Iterator[tuple[str, Array]]:
    """Every quantity by name, (years, variants, futures), for the years in which it is known."""
    springs = [each.spring for each in turns if each.season == JANUARY and each.spring is not None]
    autumns = [each.autumn for each in turns if each.autumn is not None]
    closes = [each.world.state for each in turns if each.season == SEPTEMBER]
    shape = (-1, variants, FUTURES)
    held: Mapping[str, Sequence[object]] = {"spring": springs, "autumn": autumns, "state": closes}
    for name, place in reads.places().items():
        part, _, path = place.partition(".")
        if held[part]:
            yield name, _told(name, [pick(table, path) for table in held[part]], variants).reshape(shape)
    campaign = turn.war(scenario, turns[-1].world)
    for own, name in reads.names(Campaign).items():
        yield name, _told(name, [pick(campaign, own)], variants).reshape(shape)
    series = gathering.gather(scenario, turns, campaign)
    for own, rows in series.national.items():
        known = rows[np.isfinite(rows).all(axis=-1)]
        if len(known):
            yield f"reading.{own}", known.reshape(shape)


def _told(name: str, arrays: Sequence[Array], variants: int) -> Array:
    """One number a future: amounts of regions added up, anything else averaged over its rows.

    What cancels between regions, as trade does, is told by its size instead.
    """
    wide = variants * FUTURES
    rows = np.stack([np.broadcast_to(each, (*each.shape[:-1], wide)) for each in arrays])
    inner = tuple(range(1, rows.ndim - 1))
    unit = reads.declarations()[name].unit
    if not unit.startswith(AMOUNTS) or "/" in unit:
        averaged: Array = rows.mean(axis=inner)
        return averaged
    added: Array = rows.sum(axis=inner)
    sizes: Array = np.abs(rows).sum(axis=inner)
    return sizes if np.abs(added).sum() < SMALL * sizes.sum() else added
