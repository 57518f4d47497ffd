"""Lenses: one historian's assumptions laid over a scenario, each change with its reason.

A lens is a file, `lenses/<id>.yaml`. It changes parameters by dotted path and history's weather by
year (`value` puts another figure in place, `scale` multiplies, `add` adds; by region where the
figure is regional), and says what it takes for the record. Lenses are never mixed: a game is played
through one or through none, and says through which.

Every lens of a scenario is read and held against the model whenever the scenario is, so that a
parameter that is renamed cannot leave a lens behind in silence.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from game.model import step
from game.model.quantity import Array, Q, pick, put, walk
from game.scenario import schema
from game.scenario.check import RESIDUAL, WEATHER
from game.scenario.complaint import validate
from game.scenario.figures import Axes, bounds, frozen, number, strays
from game.scenario.overlay import Overlay
from game.scenario.read import Where
from game.scenario.record import Rows
from game.scenario.records import About, Accepted, Change, Lens, Means, Point, Record, Weather

MEANS: Final[tuple[Means, ...]] = ("value", "scale", "add")
PARAMETERS: Final[Mapping[str, Q]] = MappingProxyType(dict(walk(step.Params)))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a lens is held against and laid over: the scenario's own reading."""

    axes: Axes
    params: step.Params
    weather: Weather
    record: Record
    table: Rows


def build(overlay: Overlay, stem: str, seen: Seen) -> Lens | None:
    """The lens of a file whose name is `stem`; None once a problem of its shape is noted."""
    file = validate(overlay, schema.LensFile)
    if file is None:
        return None
    if file.id != stem:
        overlay.note(("id",), f"is {file.id}, but the file is called {stem}.yaml", "give both one name")
    if not (file.parameters or file.weather.pattern or file.weather.residual or file.record):
        overlay.note((), "changes nothing", "a lens has parameters, weather or record")
    return Lens(
        id=file.id,
        title=file.title,
        summary=file.summary.strip(),
        sources=tuple((source.text.strip(), source.tag) for source in file.sources),
        parameters=tuple(_parameters(overlay, file, seen)),
        weather=tuple(_weather(overlay, file, seen)),
        record=tuple(_record(overlay, file, seen)),
    )


def parameters(lens: Lens | None, params: step.Params) -> step.Params:
    """The parameters as a lens has them.

    They may carry a cloud on the futures axis: what is scaled or added to is so in every member, and
    a value takes the place of the whole column. Nothing leaves its declared bounds.
    """
    seen = params
    for change in lens.parameters if lens else ():
        q = PARAMETERS[change.path]
        seen = put(seen, change.path, frozen(np.clip(changed(change, pick(seen, change.path)), q.low, q.high)))
    return seen


def weather(lens: Lens | None, given: Weather, years: Sequence[int]) -> Weather:
    """History's weather as a lens has it."""
    pattern, residual = given.pattern.copy(), given.residual.copy()
    for change in lens.weather if lens else ():
        _, part, year = change.path.split(".")
        rows = pattern if part == "pattern" else residual
        at = years.index(int(year))
        rows[at] = changed(change, rows[at])
    return replace(given, pattern=frozen(pattern), residual=frozen(residual))


def record(lens: Lens | None, given: Record, table: Rows) -> Record:
    """The record as a lens has it."""
    national, about, regional = dict(given.national), dict(given.about), dict(given.about_regional)
    for taken in lens.record if lens else ():
        known = about.get(taken.reading)
        if known is not None and taken.series:
            national[taken.reading] = {**national[taken.reading], **_points(table, taken.series, known)}
        if known is not None and taken.total:
            low, high = taken.total
            totals = {name: replace(each, low=low, high=high) for name, each in known.totals.items()}
            accept = replace(known.accept, total=taken.total, aim=sum(taken.total) / 2)
            about[taken.reading] = replace(known, accept=accept, totals=totals)
        if taken.regions:
            wide = regional[taken.reading]
            regional[taken.reading] = replace(wide, accept_totals={**wide.accept_totals, **taken.regions})
    return replace(given, national=national, about=about, about_regional=regional)


def changed(change: Change, was: Array) -> Array:
    """A figure after a change; a region of which nothing is said stays as it was."""
    by = change.by
    now = by if change.how == "value" else was * by if change.how == "scale" else was + by
    kept: Array = np.where(np.isnan(by), was, now)
    return kept


def _parameters(overlay: Overlay, file: schema.LensFile, seen: Seen) -> list[Change]:
    found: list[Change] = []
    strays(overlay, ("parameters",), PARAMETERS, "the model has no such parameter")
    for path in file.parameters:
        q = PARAMETERS.get(path)
        if q is None:
            continue
        where: Where = ("parameters", path)
        change = _change(overlay, where, path, q, seen.axes.regions)
        if change is not None:
            by = change.by[:, None] if q.axis == "region" else change.by
            change = replace(change, by=frozen(by))
            _sensible(overlay, (*where, change.how), changed(change, pick(seen.params, path)), q)
            found.append(change)
    return found


def _weather(overlay: Overlay, file: schema.LensFile, seen: Seen) -> list[Change]:
    found: list[Change] = []
    for part, years, q in (("pattern", file.weather.pattern, WEATHER), ("residual", file.weather.residual, RESIDUAL)):
        rows: Array = getattr(seen.weather, part)
        for year in sorted(years):
            where: Where = ("weather", part, year)
            if year not in seen.axes.years:
                if not overlay.inherited(where):
                    last = f"years are {seen.axes.years[0]} to {seen.axes.years[-1]}"
                    overlay.note(where, "is not a year of this scenario", last)
                continue
            change = _change(overlay, where, f"weather.{part}.{year}", q, seen.axes.regions)
            at = seen.axes.years.index(year)
            if change is not None and at < len(rows):  # a table with faults of its own may lack years
                by = change.by if q.axis == "region" else change.by[0]
                change = replace(change, by=by)
                _sensible(overlay, (*where, change.how), changed(change, rows[at]), q)
                found.append(change)
    return found


def _record(overlay: Overlay, file: schema.LensFile, seen: Seen) -> list[Accepted]:
    found: list[Accepted] = []
    strays(overlay, ("record",), {**seen.record.about, **seen.record.about_regional}, "the record has no such reading")
    for reading in file.record:
        where: Where = ("record", reading)
        about = seen.record.about.get(reading)
        entry = validate(overlay, schema.LensRecord, where)
        if entry is None or not (about or reading in seen.record.about_regional):
            continue
        if entry.series:
            rows = seen.table.get(entry.series, ())
            if not rows:
                near = (entry.series, seen.table)
                overlay.note((*where, "series"), f"national.csv has no series {entry.series}", near=near)
            elif about is None or {row.unit for row in rows} != {about.csv_unit}:
                overlay.note((*where, "series"), f"{entry.series} is not counted in the unit of {reading}")
        strays(overlay, (*where, "regions"), dict.fromkeys(seen.axes.regions), "no region has this name")
        if entry.regions and reading not in seen.record.about_regional:
            overlay.note((*where, "regions"), f"the record has no {reading} by region")
        found.append(
            Accepted(
                reading,
                entry.series or "",
                entry.reason.strip(),
                (entry.total[0], entry.total[1]) if entry.total else None,
                {region: (pair[0], pair[1]) for region, pair in entry.regions.items()},
            )
        )
    return found


def _change(overlay: Overlay, where: Where, path: str, q: Q, regions: Sequence[str]) -> Change | None:
    """One change as a row of numbers, (R,) or (1,); None once what is wrong with it is noted."""
    entry = validate(overlay, schema.ChangeEntry, where)
    if entry is None:
        return None
    given: list[Means] = [how for how in MEANS if getattr(entry, how) is not None]
    if len(given) != 1:
        several = f"has {' and '.join(given)}; it may have one of them"
        overlay.note(where, several if given else "needs one of value, scale and add")
        return None
    how = given[0]
    free = Q(q.symbol, q.unit, q.axis, q.doc)
    by = _numbers(overlay, (*where, how), getattr(entry, how), free, regions)
    return Change(path, how, frozen(np.array(by)), entry.reason.strip())


def _numbers(overlay: Overlay, where: Where, given: Any, q: Q, regions: Sequence[str]) -> list[float]:
    """A number for each region, not-a-number where none is given; one where the figure is not regional."""
    if q.axis != "region":
        return [number(overlay, where, given, q)]
    if not isinstance(given, dict):
        return [number(overlay, where, given, q)] * len(regions)
    strays(overlay, where, dict.fromkeys(regions), "no region has this name")
    return [number(overlay, (*where, region), given[region], q) if region in given else math.nan for region in regions]


def _sensible(overlay: Overlay, where: Where, figures: Array, q: Q) -> None:
    """Note a change that takes a figure where the model says it is absurd."""
    outside = [float(value) for value in figures.ravel() if not (math.isnan(value) or q.low <= value <= q.high)]
    if outside:
        overlay.note(where, f"makes it {outside[0]:g}; it must {bounds(q.low, q.high)}", q.doc)


def _points(table: Rows, series: str, about: About) -> dict[int, Point]:
    """A series of the table as points, with the band that runs are tested with."""
    points: dict[int, Point] = {}
    for row in table[series]:
        value = row.value * about.factor
        low, high = about.accept.around(value, row.year) or (value, value)
        points[row.year] = Point(value, min(low, value), max(high, value), about.unit, row.source, row.quality)
    return points
