"""Ensembles: one plan played over many futures, in blocks that fit the memory, joined as series.

Percentiles need every member, so the series are kept whole (float64) and the worlds are let go.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

import numpy as np

from game.model.quantity import Array
from game.model.war import Campaign
from game.rules import gathering, turn
from game.rules.gathering import Series
from game.rules.orders import Refusal
from game.rules.turn import Turn
from game.rules.world import Members, begin, numbered
from game.scenario.records import Luck, Plan, Scenario

BLOCK = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Ensemble:
    """A plan over many futures: its series and the campaign of each member.

    Where an order was refused, `refused` and `refused_at` (year and season) say why and when; the
    series then end there and there is no campaign.
    """

    series: Series
    campaign: Campaign | None
    refused: tuple[Refusal, ...] = ()
    refused_at: tuple[int, str] | None = None


def ensemble(
    scenario: Scenario,
    plan: Plan,
    *,
    seed: int = 1,
    futures: int = 1000,
    luck: Luck | None = None,
    block: int = BLOCK,
    only: Collection[str] | None = None,
) -> Ensemble:
    """The plan over members 0 to `futures` - 1 of its seed; the game itself is member 0.

    Under history's luck and without a cloud the years before the invasion are the same in every
    member, and are played once. ValueError where `futures` or `block` is below one.
    """
    if futures < 1 or block < 1:
        raise ValueError("an ensemble needs at least one future, and one in a block")
    parts: list[tuple[Series, Campaign]] = []
    turns: tuple[Turn, ...] = ()
    for first in range(0, futures, block):
        members = numbered(range(first, min(first + block, futures)))
        world = begin(scenario, seed, members, luck)
        if world.luck == "drawn" or scenario.cloud is not None or not turns:
            turns = tuple(turn.roll(scenario, world, turn.follow(plan), scripted=True))
        last = turns[-1]
        if last.refused:
            series = gathering.gather(scenario, turns, only=only, start=world)
            return Ensemble(series, None, last.refused, (last.year, last.season))
        parts.append(_end(scenario, turns, members, only))
    return Ensemble(_join([series for series, _ in parts]), _join_campaigns([campaign for _, campaign in parts]))


def _end(
    scenario: Scenario, turns: tuple[Turn, ...], members: Members, only: Collection[str] | None
) -> tuple[Series, Campaign]:
    """Series and campaign of one block; its members may differ in nothing but the campaign's luck."""
    last = turns[-1]
    world = replace(last.world, members=members)
    campaign = turn.war(scenario, world)
    return gathering.gather(scenario, (*turns[:-1], replace(last, world=world)), campaign, only=only), campaign


def _join(parts: list[Series]) -> Series:
    return Series(
        parts[0].years,
        sum(part.members for part in parts),
        MappingProxyType({name: _beside([part.national[name] for part in parts]) for name in parts[0].national}),
        MappingProxyType({name: _beside([part.regional[name] for part in parts]) for name in parts[0].regional}),
    )


def _join_campaigns(parts: list[Campaign]) -> Campaign:
    return Campaign(
        **{field.name: _beside([getattr(part, field.name) for part in parts]) for field in fields(Campaign)}
    )


def _beside(parts: list[Array]) -> Array:
    """Members of several blocks on one axis, read-only."""
    joined = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1)
    joined.flags.writeable = False
    return joined
