"""Orders: what is signed for a season, and whether it may be.

An order beyond range or pace is refused with a code and its figures, never clipped and never an
exception; whoever words the refusal knows the language, this file does not. A decree lifts the
pace of one lever for one year: a scripted plan may carry it, and an event may grant it in play.

Codes: order.game_over, order.unknown_lever, order.wrong_season, order.needs_regions,
order.not_a_number, order.out_of_range, order.between_stops, order.too_fast, order.shares_not_one,
order.drive_below_goal, order.unknown_region, order.decree_unknown, order.decree_not_granted,
order.unknown_event, order.card_not_on_table, order.unknown_choice.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from game.rules import events
from game.rules.world import World
from game.scenario.records import CLOSE, LeverSpec, Scenario

DRIVE: Final = "collectivisation_drive"
GOAL: Final = "collectivised_goal"


@dataclass(frozen=True, slots=True)
class Orders:
    """What changes this season; every lever not named stays as it is.

    Not-a-number unsets a lever that may be unset. `by_region` gives shares of the harvest taken,
    `choices` the answers to the cards on the table (unanswered: what history chose), `decrees` the
    levers whose pace is lifted this year.
    """

    levers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    by_region: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    decrees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an order cannot be signed: a code, what it concerns, and the figures behind it."""

    code: str
    subject: str
    numbers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


def judge(scenario: Scenario, world: World, orders: Orders, *, scripted: bool = False) -> tuple[Refusal, ...]:
    """Every reason why the orders may not be signed in this world; none where they may.

    `scripted` orders come from a plan, whose own decrees hold. In play an event grants a decree, and
    then lifts the pace by itself; a decree that nobody granted is refused.
    """
    if world.over:
        return (Refusal("order.game_over", str(world.year)),)
    lifted = granted(scenario, world, orders) | (frozenset(orders.decrees) if scripted else frozenset())
    return (
        *_levers(scenario, world, orders, lifted),
        *_regions(scenario, world, orders),
        *_whole(scenario, world, orders),
        *_decrees(scenario, orders, lifted),
        *_choices(scenario, world, orders),
    )


def granted(scenario: Scenario, world: World, orders: Orders) -> frozenset[str]:
    """The levers whose pace an event on the table lifts, given how the orders answer it."""
    return events.decrees(events.answered(scenario, world.cards, orders.choices))


def reach(scenario: Scenario, world: World, lever: str, *, decreed: bool = False) -> tuple[float, float]:
    """The lowest and highest value that a lever may take this season, by range and pace.

    KeyError where there is no such lever.
    """
    return _reach(scenario.levers[lever], world.levers.get(lever, math.nan), decreed=decreed)


def _reach(spec: LeverSpec, before: float, *, decreed: bool) -> tuple[float, float]:
    if decreed or spec.pace is None or math.isnan(before):
        return spec.low, spec.high
    slowest, fastest = (
        (before / spec.pace, before * spec.pace)
        if spec.pace_kind == "ratio"
        else (before - spec.pace, before + spec.pace)
    )
    return max(spec.low, slowest), min(spec.high, fastest)


def _levers(scenario: Scenario, world: World, orders: Orders, lifted: frozenset[str]) -> Iterator[Refusal]:
    for lever, given in orders.levers.items():
        spec = scenario.levers.get(lever)
        if spec is None:
            yield Refusal("order.unknown_lever", str(lever))
        elif spec.by_region:
            yield Refusal("order.needs_regions", lever)
        elif spec.season != world.season:
            yield Refusal("order.wrong_season", lever)
        elif not _is_number(given):
            yield Refusal("order.not_a_number", lever)
        elif math.isnan(given):
            if spec.start is not None:
                yield Refusal("order.not_a_number", lever)
        else:
            yield from _limits(spec, world.levers[lever], float(given), decreed=lever in lifted)


def _limits(spec: LeverSpec, before: float, given: float, *, decreed: bool) -> Iterator[Refusal]:
    if not spec.in_range(given):
        yield Refusal("order.out_of_range", spec.id, {"low": spec.low, "high": spec.high, "given": given})
    elif spec.only_stops and all(given != stop for stop, _ in spec.stops):
        yield Refusal("order.between_stops", spec.id, {"given": given})
    elif not decreed and not spec.in_pace(before, given):
        low, high = _reach(spec, before, decreed=False)
        pace = math.nan if spec.pace is None else spec.pace
        figures = {"from": before, "given": given, "pace": pace, "low": low, "high": high}
        yield Refusal("order.too_fast", spec.id, figures)


def _regions(scenario: Scenario, world: World, orders: Orders) -> Iterator[Refusal]:
    if not orders.by_region:
        return
    spec = next((each for each in scenario.levers.values() if each.by_region), None)
    if spec is None or spec.season != world.season:
        yield Refusal("order.wrong_season", spec.id if spec else "by_region")
        return
    known = {region.id for region in scenario.regions}
    for region, given in orders.by_region.items():
        if region not in known:
            yield Refusal("order.unknown_region", str(region))
        elif not _is_number(given):
            yield Refusal("order.not_a_number", region)
        elif not math.isnan(given) and not spec.in_range(given):
            yield Refusal("order.out_of_range", region, {"low": spec.low, "high": spec.high, "given": float(given)})


def _whole(scenario: Scenario, world: World, orders: Orders) -> Iterator[Refusal]:
    """What levers must satisfy together, with the orders laid over what is in force."""
    force = {
        **world.levers,
        **{lever: value for lever, value in orders.levers.items() if lever in world.levers and _is_number(value)},
    }
    group = [spec for spec in scenario.levers.values() if spec.share_group and spec.season == world.season]
    together = sum(force[spec.id] for spec in group)
    if group and abs(together - 1) > CLOSE:
        yield Refusal("order.shares_not_one", group[0].page, {"sum": together})
    if scenario.levers[GOAL].season == world.season and force[DRIVE] < force[GOAL] - CLOSE:
        yield Refusal("order.drive_below_goal", DRIVE, {"drive": force[DRIVE], "goal": force[GOAL]})


def _decrees(scenario: Scenario, orders: Orders, lifted: frozenset[str]) -> Iterator[Refusal]:
    for lever in orders.decrees:
        if lever not in scenario.levers:
            yield Refusal("order.decree_unknown", str(lever))
        elif lever not in lifted:
            yield Refusal("order.decree_not_granted", lever)


def _choices(scenario: Scenario, world: World, orders: Orders) -> Iterator[Refusal]:
    for event_id, choice in orders.choices.items():
        event = events.find(scenario, event_id)
        if event is None:
            yield Refusal("order.unknown_event", str(event_id))
        elif event_id not in world.cards:
            yield Refusal("order.card_not_on_table", event_id)
        elif all(choice != each.id for each in event.choices):
            yield Refusal("order.unknown_choice", event_id)


def _is_number(given: object) -> bool:
    """A real number that is not infinite; truth values and words are none."""
    return isinstance(given, int | float) and not isinstance(given, bool) and not math.isinf(given)
