"""One plan: orders by year that the rules would accept, or every reason why not.

The same limits bind a plan and a player: range, pace (unless a decree lifts it for the year), shares
that sum to 1, a drive not below its goal. A plan that breaks one is mended in its file, never bent.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from game.scenario import schema
from game.scenario.complaint import validate
from game.scenario.figures import bounds
from game.scenario.overlay import Overlay
from game.scenario.read import Where
from game.scenario.records import CLOSE, LeverSpec, Plan
from game.scenario.scalar import Plain


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan is held against.

    `events` holds the choices of each event, None where they could not be read or the event lies
    outside the years played: what is said of it is then neither used nor blamed. `doubtful` are
    levers of the model whose limits could not be read.
    """

    levers: Mapping[str, LeverSpec]
    regions: tuple[str, ...]
    years: range
    events: Mapping[str, frozenset[str] | None]
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Orders:
    """Orders as they are taken from the file, year by year."""

    national: dict[int, dict[str, float]] = field(default_factory=dict)
    regional: dict[int, dict[str, float]] = field(default_factory=dict)


def build(overlay: Overlay, stem: str, limits: Limits) -> Plan | None:
    """The plan of a file whose name is `stem`; None once a problem of its shape is noted."""
    file = validate(overlay, schema.PlanFile)
    if file is None:
        return None
    if stem and file.id != stem:
        overlay.note(("id",), f"is {file.id}, but the file is called {stem}.yaml", "give both one name")
    orders = _orders(overlay, file, limits)
    decrees = _decrees(overlay, file, limits)
    _walk(overlay, orders.national, decrees, limits)
    choices: dict[str, str] = {}
    for event, choice in file.choices.items():
        known = limits.events.get(event)
        if event not in limits.events:
            overlay.note(("choices", event), "no event has this name", near=(event, limits.events))
        elif known is not None and choice not in known:
            hint = f"choices: {', '.join(sorted(known))}"
            overlay.note(("choices", event), f"is {choice}, which the event does not offer", hint, near=(choice, known))
        elif known is not None:
            choices[event] = choice
    return Plan(
        id=file.id,
        title=file.title,
        summary=file.summary.strip(),
        source=file.source.strip(),
        orders=orders.national,
        decrees=decrees,
        choices=choices,
        by_region=orders.regional,
    )


def in_game(overlay: Overlay, where: Where, year: int, years: range) -> bool:
    """Whether a year is played; noted where the scenario's own file names another.

    What a base scenario says of other years is simply not used: a lesson of three years may extend
    a base of thirteen.
    """
    if year in years:
        return True
    if not overlay.inherited(where):
        overlay.note(where, "is not a year of this scenario", f"years are {years[0]} to {years[-1]}")
    return False


def _orders(overlay: Overlay, file: schema.PlanFile, limits: Limits) -> _Orders:
    """The orders of every year that the game has."""
    taken = _Orders()
    for year in sorted(file.orders):
        if not in_game(overlay, ("orders", year), year, limits.years):
            continue
        for lever, given in file.orders[year].items():
            where = ("orders", year, lever)
            spec = limits.levers.get(lever)
            if spec is None:
                if lever not in limits.doubtful:
                    overlay.note(where, "no lever has this name", near=(lever, limits.levers))
            elif spec.by_region:
                taken.regional.setdefault(year, {}).update(_by_region(overlay, where, given, spec, limits.regions))
            else:
                value = _value(overlay, where, given, spec)
                if value is not None:
                    taken.national.setdefault(year, {})[lever] = value
    return taken


def _by_region(
    overlay: Overlay, where: Where, given: Plain, spec: LeverSpec, regions: tuple[str, ...]
) -> dict[str, float]:
    if not isinstance(given, dict):
        overlay.note(
            where, "needs a value for each region it is meant for", f"write {next(iter(regions), 'volga')}: 0.3"
        )
        return {}
    taken: dict[str, float] = {}
    for region, each in given.items():
        if regions and region not in regions:
            overlay.note((*where, region), "no region has this name", near=(region, regions))
        elif (value := _value(overlay, (*where, region), each, spec)) is not None:
            taken[str(region)] = value
    return taken


def _value(overlay: Overlay, where: Where, given: Plain, spec: LeverSpec) -> float | None:
    """One order within its lever's range, not-a-number for unset; None once a problem is noted."""
    if given is None and spec.start is None:
        return math.nan
    if isinstance(given, bool) or not isinstance(given, int | float):
        overlay.note(where, "cannot be left unset" if given is None else "needs a number")
        return None
    if not spec.in_range(given):
        overlay.note(where, f"is {given:g}; it must {bounds(spec.low, spec.high)}")
        return None
    if spec.only_stops and given not in dict(spec.stops):
        stops = ", ".join(f"{value:g} ({word.rpartition('.')[2]})" for value, word in spec.stops)
        overlay.note(where, f"is {given:g}, which is none of its stops", f"stops: {stops}")
        return None
    return float(given)


def _decrees(overlay: Overlay, file: schema.PlanFile, limits: Limits) -> dict[int, tuple[str, ...]]:
    taken: dict[int, tuple[str, ...]] = {}
    for year, names in file.decrees.items():
        if not in_game(overlay, ("decrees", year), year, limits.years):
            continue
        for index, name in enumerate(names):
            spec = limits.levers.get(name)
            if spec is None and name in limits.doubtful:
                continue
            if spec is None:
                overlay.note(("decrees", year, index), f"no lever is called {name}", near=(name, limits.levers))
            elif spec.pace is None:
                overlay.note(("decrees", year, index), f"{name} has no pace that a decree could lift")
        taken[year] = tuple(names)
    return taken


def _walk(
    overlay: Overlay, orders: Mapping[int, Mapping[str, float]], decrees: Mapping[int, tuple[str, ...]], limits: Limits
) -> None:
    """Go through the years with the levers in force, and note what the rules would refuse."""
    force = {lever: math.nan if spec.start is None else spec.start for lever, spec in limits.levers.items()}
    for year in sorted(orders):
        for lever, after in orders[year].items():
            spec, before = limits.levers[lever], force[lever]
            if lever not in decrees.get(year, ()) and not spec.in_pace(before, after):
                most = f"multiply or divide it by {spec.pace:g}" if spec.pace_kind == "ratio" else f"{spec.pace:g}"
                overlay.note(
                    ("orders", year, lever),
                    f"is {after:g} after {before:g}; a year may change it by at most {most}"
                    if spec.pace_kind == "step"
                    else f"is {after:g} after {before:g}; a year may at most {most}",
                    f"where history did so, decree it: decrees: {{{year}: [{lever}]}}",
                )
        force |= orders[year]
        _together(overlay, year, orders[year], force, limits)


def _together(
    overlay: Overlay, year: int, ordered: Mapping[str, float], force: Mapping[str, float], limits: Limits
) -> None:
    """Note where levers that hang together do not agree."""
    shares = [lever for lever, spec in limits.levers.items() if spec.share_group]
    moved = [lever for lever in shares if lever in ordered]
    total = math.fsum(force[lever] for lever in shares)
    if moved and not abs(total - 1.0) <= CLOSE:
        overlay.note(("orders", year, moved[0]), f"the shares add up to {total:.6g}; they must add up to 1")
    goal, drive = (force.get(lever, math.nan) for lever in ("collectivised_goal", "collectivisation_drive"))
    if goal > drive + CLOSE and ordered.keys() & {"collectivised_goal", "collectivisation_drive"}:
        named = "collectivised_goal" if "collectivised_goal" in ordered else "collectivisation_drive"
        overlay.note(
            ("orders", year, named),
            f"the goal ({goal:g}) lies above the drive ({drive:g})",
            "no more households are held than are pressed",
        )
