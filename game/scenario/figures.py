"""Figures to arrays, by the model's own declarations.

A figure stands in a file with its unit and source; the declaration (`game/model/quantity.py`) says
which unit the model counts in, along which axis it runs and between which bounds it makes sense.
Regional figures become (R, 1), national ones (1,), both read-only; months of a year and of the
campaign stand in lists, directions of the war by name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np

from game.model.quantity import FRONTS, Array, Axis, Q, declared, tables
from game.scenario.complaint import validate
from game.scenario.overlay import Overlay
from game.scenario.read import Where
from game.scenario.scalar import Plain, meant, shorten
from game.scenario.schema import FigureEntry

Table = TypeVar("Table")

LENGTHS: Final[Mapping[Axis, int]] = {"month": 12, "campaign": 19, "front": len(FRONTS)}
"""Rows of the axes that no scenario changes: calendar months, June 1941 to December 1942, and its directions."""


@dataclass(frozen=True, slots=True)
class Axes:
    """What the rows of a scenario's tables stand for."""

    regions: tuple[str, ...]
    years: tuple[int, ...]


def table(overlay: Overlay | None, kind: type[Table], axes: Axes, where: Where = ()) -> Table:
    """A table of the model filled from a file, tables inside tables; every fault noted.

    What is missing or wrong stands as not-a-number, in a table that nobody gets: the loader raises
    what was noted before it hands anything on. No file at all leaves the whole table so.
    """
    figures, inner = declared(kind), tables(kind)
    if overlay is not None:
        strays(overlay, where, {**figures, **inner}, "the model has nothing of this name")
    filled: dict[str, Any] = {name: column(overlay, (*where, name), q, axes) for name, q in figures.items()}
    for name, below in inner.items():
        given = overlay.get(*where, name) if overlay is not None else None
        if overlay is not None and not isinstance(given, dict):
            overlay.note((*where, name), "is missing" if given is None else "needs entries below it")
        filled[name] = table(overlay if isinstance(given, dict) else None, below, axes, (*where, name))
    return kind(**filled)


def strays(overlay: Overlay, where: Where, known: Mapping[str, object], text: str) -> None:
    """Note every name that nothing knows."""
    given = overlay.get(*where)
    for name in given if isinstance(given, dict) else ():
        if name not in known:
            overlay.note((*where, name), text, near=(name, known))


def column(overlay: Overlay | None, where: Where, q: Q, axes: Axes) -> Array:
    """One declared figure as an array of its axis; not-a-number where a problem is noted."""
    rows = len(axes.regions) if q.axis == "region" else LENGTHS.get(q.axis, 1)
    values = [float("nan")] * rows
    if overlay is not None and (figure := entry(overlay, where, q)) is not None:
        values = along(overlay, (*where, "value"), figure.value, q, axes)
    array = np.array(values, dtype=np.float64) if q.axis == "nation" else np.array(values, dtype=np.float64)[:, None]
    return frozen(array)


def entry(overlay: Overlay, where: Where, q: Q) -> FigureEntry | None:
    """The figure at a place, in the unit the model counts in; None once a problem is noted."""
    if overlay.get(*where) is None:
        overlay.note(where, "is missing", f"{q.doc} [{q.unit}]: needs a value, a unit, a source and a tag")
        return None
    figure = validate(overlay, FigureEntry, where)
    if figure is not None and figure.unit != q.unit:
        overlay.note((*where, "unit"), f"is {shorten(figure.unit)}, but the model counts in {q.unit}", q.doc)
    return figure


def along(overlay: Overlay, where: Where, value: Plain, q: Q, axes: Axes) -> list[float]:
    """A figure's values along its axis, in row order."""
    if q.axis == "nation":
        return [number(overlay, where, value, q)]
    if q.axis == "region":
        return by_region(overlay, where, value, q, axes.regions)
    if q.axis == "front":
        return by_region(overlay, where, value, q, FRONTS, "direction")
    rows = LENGTHS[q.axis]
    if not isinstance(value, list) or len(value) != rows:
        overlay.note(where, f"needs a list of {rows} numbers", "one for each month")
        return [float("nan")] * rows
    return [number(overlay, (*where, row), each, q) for row, each in enumerate(value)]


def by_region(
    overlay: Overlay, where: Where, value: Plain, q: Q, regions: Sequence[str], what: str = "region"
) -> list[float]:
    """One number for each region, or other `what`, in row order; a single number stands for all of them."""
    if not isinstance(value, dict):
        return [number(overlay, where, value, q)] * len(regions)
    strays(overlay, where, dict.fromkeys(regions), f"no {what} has this name")
    lacking = [region for region in regions if region not in value]
    if lacking:
        overlay.note(where, f"has no figure for {some(lacking)}", lack(f"each {what} needs one", overlay, where))
    return [
        number(overlay, (*where, region), value[region], q) if region in value else float("nan") for region in regions
    ]


def by_year(overlay: Overlay, where: Where, value: Plain, q: Q, years: Sequence[int]) -> list[float]:
    """One number for each year."""
    return [number(overlay, (*where, year), each, q) for year, each in each_year(overlay, where, value, years)]


def each_year(overlay: Overlay, where: Where, value: Plain, years: Sequence[int]) -> list[tuple[int, Plain]]:
    """The entry of every year; nothing where one is missing, once that is noted.

    Years before or after the game may stand in the file, since a scenario may play a part of its base's.
    """
    if not isinstance(value, dict):
        overlay.note(where, "needs a figure for each year", f"write {years[0]}: ..., {years[0] + 1}: ...")
        return []
    for name in value:
        if not isinstance(name, int):
            overlay.note((*where, name), "is not a year", "a year is written without quotes: 1928")
    lacking = [str(year) for year in years if year not in value]
    if lacking:
        hint = lack(f"years are {years[0]} to {years[-1]}", overlay, where)
        overlay.note(where, f"has no figure for {some(lacking)}", hint)
        return []
    return [(year, value[year]) for year in years]


def lack(hint: str, overlay: Overlay, where: Where) -> str:
    """A hint with the place where a gap is filled: in the scenario's own file, never in its base's."""
    return f"{hint}; add what is missing in the scenario's own file of this name" if overlay.inherited(where) else hint


def number(overlay: Overlay, where: Where, value: Plain, q: Q) -> float:
    """A float within the declared bounds; not-a-number once a problem is noted."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        if isinstance(value, dict):
            overlay.note(where, "is one figure for the whole country, not one by region")
        else:
            overlay.note(where, "needs a number", meant(value) or q.doc)
    elif not q.low <= value <= q.high:
        overlay.note(where, f"is {value:g}; it must {bounds(q.low, q.high)}", q.doc)
    else:
        return float(value)
    return float("nan")


def some(names: Sequence[str], most: int = 5) -> str:
    """The first of many names, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def bounds(low: float, high: float) -> str:
    """Two bounds in words."""
    if low == -float("inf"):
        return f"be at most {high:g}"
    if high == float("inf"):
        return f"be at least {low:g}"
    return f"lie between {low:g} and {high:g}"


def frozen(array: Array) -> Array:
    """The same array, never to be written to."""
    array.flags.writeable = False
    return array
