"""The trail: the figures and equations that were opened one from another, kept as words among the window's picks.

A place is a figure asked about or an equation; the last one is shown. Nothing here knows what a figure is.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, replace

from game.ui.intents import Ask, Follow, Unwind, Why

TRAIL = "trail"
"""The pick under which the trail is kept."""
SCREEN = "why"
NEXT, PART = ">", "|"
LONGEST = 40
"""Places kept; the oldest are let go."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure asked about."""

    reading: str
    year: int
    region: str
    against: str

    def written(self) -> str:
        """The place as it is kept."""
        return PART.join(("figure", self.reading, str(self.year), self.region, self.against))


@dataclass(frozen=True, slots=True)
class Equation:
    """A quantity whose equation is open."""

    quantity: str

    def written(self) -> str:
        """The place as it is kept."""
        return PART.join(("equation", self.quantity))


Place = Figure | Equation


def places(picks: Mapping[str, str]) -> tuple[Place, ...]:
    """The way so far, the place shown last."""
    return tuple(map(read, filter(None, picks.get(TRAIL, "").split(NEXT))))


def read(written: str) -> Place:
    """A place as it was kept."""
    kind, first, *rest = written.split(PART)
    if kind == "equation":
        return Equation(first)
    year, region, against = rest
    return Figure(first, int(year), region, against)


def figure(picks: Mapping[str, str]) -> Figure | None:
    """The figure that was asked about last."""
    return next((place for place in reversed(places(picks)) if isinstance(place, Figure)), None)


def asked(place: Figure, part: str, value: str) -> Figure:
    """The same asked of another reading, year, region or run; a year that is not a number is the last known one."""
    match part:
        case "reading":
            return replace(place, reading=value)
        case "year":
            return replace(place, year=int(value))
        case "region":
            return replace(place, region=value)
        case _:
            return replace(place, against=value)


def walk(picks: MutableMapping[str, str], intent: object, *, begun: bool) -> bool:
    """Go a step along the trail, which `begun` says is on the screen; gives whether it is still to be shown."""
    way = list(places(picks)) if begun else []
    match intent:
        case Why(reading, year, region, against):
            way.append(Figure(reading, year, region, against))
        case Follow(quantity):
            way.append(Equation(quantity))
        case Ask(part, value) if way and isinstance(way[-1], Figure):
            way[-1] = asked(way[-1], part, value)
        case Unwind():
            way = way[:-1]
    picks[TRAIL] = NEXT.join(place.written() for place in way[-LONGEST:])
    return bool(way)
