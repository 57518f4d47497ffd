"""The record: tables of history's figures (CSV), read under the names and units of our readings.

The tables are copied from their sources row by row and never edited; `record.yaml` says which of
their series stands beside which reading, what to multiply by, which rivals there are and how far
to trust the figure. A point's low and high are the least and the greatest of the figure, its
uncertainty, and every rival of that year.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from game.scenario import schema
from game.scenario.complaint import validate
from game.scenario.overlay import Overlay
from game.scenario.read import Document, Where
from game.scenario.records import About, Point, Record, Tolerance, Total
from game.scenario.scalar import DECIMAL, UNSAFE, shorten

NATIONAL: Final = ("year", "series", "value", "unit", "source", "quality")
REGIONAL: Final = ("region", *NATIONAL)
QUALITIES: Final = frozenset({"seen", "recalled", "derived", "interpolated"})
MOST_ROWS: Final = 20_000
EMPTY: Final = Record(national={}, regional={}, about={}, about_regional={})


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a table."""

    year: int
    series: str
    value: float
    unit: str
    source: str
    quality: str
    region: str = ""


Rows = Mapping[str, Sequence[Row]]
"""The rows of each series."""


def rows(document: Document, text: str, columns: Sequence[str]) -> Rows:
    """The rows of a table by series; what is wrong with it is noted on its document, line by line."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    lines = csv.reader(text.splitlines())
    try:
        heading = next(lines, [])
        if tuple(heading) != tuple(columns):
            document.add(1, 1, "", f"needs the columns {','.join(columns)}", "in this order, in the first line")
            return {}
        for cells in lines:
            if lines.line_num > MOST_ROWS:
                document.add(lines.line_num, 1, "", f"the table has more than {MOST_ROWS} rows", "is it a record?")
                break
            if cells and not document.full:
                row = _row(document, lines.line_num, cells, columns)
                if row:
                    found[row.series].append(row)
    except csv.Error as error:
        document.add(lines.line_num, 1, "", f"cannot be read as a table: {error}", "is a quote left open?")
    return found


def _row(document: Document, line: int, cells: Sequence[str], columns: Sequence[str]) -> Row | None:
    if len(cells) != len(columns):
        hint = 'a cell with a comma in it needs quotes: "Davies, 1980"'
        document.add(line, 1, "", f"has {len(cells)} cells; the table has {len(columns)} columns", hint)
        return None
    cell = dict(zip(columns, cells, strict=True))
    wrong = [
        ("year", "is not a year", not (cell["year"].isascii() and cell["year"].isdigit() and len(cell["year"]) <= 4)),
        ("value", "is not a number", not (DECIMAL.fullmatch(cell["value"]) and math.isfinite(float(cell["value"])))),
        ("quality", f"must be one of {', '.join(sorted(QUALITIES))}", cell["quality"] not in QUALITIES),
        ("source", "is empty; a figure needs a source", not cell["source"].strip()),
        ("source", "has a character that cannot be seen", UNSAFE.search("".join(cells)) is not None),
    ]
    for name, text, holds in wrong:
        if holds:
            document.add(line, 1, name, f"{shorten(cell[name])} {text}".lstrip())
    if any(holds for *_, holds in wrong):
        return None
    return Row(year=int(cell.pop("year")), value=float(cell.pop("value")), **cell)


def build(overlay: Overlay, national: Rows, regional: Rows, regions: Collection[str]) -> Record:
    """The record under our names; every fault noted on record.yaml."""
    file = validate(overlay, schema.RecordFile)
    if file is None:
        return EMPTY
    names = {row.region for each in regional.values() for row in each}
    _check_regions(overlay, file, names, regions)
    points: dict[str, Mapping[int, Point]] = {}
    by_region: dict[str, Mapping[str, Mapping[int, Point]]] = {}
    about: dict[str, About] = {}
    about_regional: dict[str, About] = {}
    for reading in file.national:
        entry = _entry(overlay, ("national", reading), national, regions)
        if entry:
            points[reading] = _points(entry, national)
            about[reading] = _about(entry)
    for reading in file.regional:
        entry = _entry(overlay, ("regional", reading), regional, regions)
        if entry:
            by_region[reading] = {
                ours: found for theirs, ours in file.regions.items() if (found := _points(entry, regional, theirs))
            }
            about_regional[reading] = _about(entry)
    return Record(points, by_region, about, about_regional)


def _check_regions(overlay: Overlay, file: schema.RecordFile, names: Collection[str], regions: Collection[str]) -> None:
    for theirs, ours in file.regions.items():
        if names and theirs not in names:
            overlay.note(("regions", theirs), "regional.csv has no such region", near=(theirs, names))
        if ours not in regions:
            overlay.note(("regions", theirs), f"is {ours}, but no region has this name", near=(ours, regions))
    for name in sorted(set(names) - file.regions.keys() - file.set_aside.keys()):
        overlay.note(("regions",), f"says nothing of {name}, which regional.csv has", "name it here or under set_aside")


def _entry(overlay: Overlay, where: Where, table: Rows, regions: Collection[str]) -> schema.SeriesEntry | None:
    """What record.yaml says of a reading, held against the table."""
    entry = validate(overlay, schema.SeriesEntry, where)
    if entry is None:
        return None
    if bool(entry.series) == bool(entry.sum_of):
        overlay.note(where, "needs either series or sum_of")
    for name, place in _series_named(entry):
        if name not in table:
            overlay.note((*where, *place), f"the table has no series {name}", near=(name, table))
        elif (units := {row.unit for row in table[name]}) != {entry.csv_unit}:
            there = ", ".join(sorted(units))
            overlay.note((*where, "csv_unit"), f"is {entry.csv_unit}, but {name} is in {there} in the table")
    for region in (*entry.totals, *(entry.accept.total if isinstance(entry.accept.total, dict) else ())):
        if region not in regions:
            place = ("totals", region) if region in entry.totals else ("accept", "total", region)
            overlay.note((*where, *place), "no region has this name", near=(region, regions))
    return entry


def _series_named(entry: schema.SeriesEntry) -> Iterable[tuple[str, Where]]:
    """Every series of the table that an entry names, with its place."""
    if isinstance(entry.series, str):
        yield entry.series, ("series",)
    else:
        yield from ((name, ("series", index)) for index, name in enumerate(entry.series or ()))
    for field in ("sum_of", "low", "high"):
        yield from ((name, (field, index)) for index, name in enumerate(getattr(entry, field)))


def _points(entry: schema.SeriesEntry, table: Rows, region: str = "") -> Mapping[int, Point]:
    """The points of a series by year, in our unit."""
    series = [entry.series] if isinstance(entry.series, str) else entry.series or entry.sum_of
    own = _by_year(table, series, region)
    rivals = _by_year(table, [*entry.low, *entry.high], region)
    years = entry.years or [min(own, default=0), max(own, default=0)]
    doubt = _tolerance(entry.uncertainty)
    points: dict[int, Point] = {}
    for year in sorted(year for year in own if years[0] <= year <= years[1]):
        factor = entry.factor * entry.factors.get(year, 1.0)
        values = [row.value * factor for row in own[year]]
        value = sum(values) if entry.sum_of else sum(values) / len(values)
        others = [] if entry.sum_of else values
        others = others + [row.value * factor for row in rivals.get(year, ())]
        others += [rival.value[year] for rival in entry.rivals if year in rival.value]
        low, high = doubt.around(value, year) or (value, value)
        qualities = {row.quality for row in own[year]}
        points[year] = Point(
            value=value,
            low=max(min(low, value, *others), min(value, 0.0)),
            high=max(high, value, *others),
            unit=entry.unit,
            source="; ".join(dict.fromkeys(row.source for row in own[year])),
            quality=qualities.pop() if len(qualities) == 1 else "derived",
        )
    return points


def _by_year(table: Rows, series: Iterable[str], region: str) -> Mapping[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for name in series:
        for row in table.get(name, ()):
            if row.region == region:
                found[row.year].append(row)
    return found


def _about(entry: schema.SeriesEntry) -> About:
    by_region = entry.accept.total if isinstance(entry.accept.total, dict) else {}
    given = {"": entry.total} if entry.total else entry.totals
    return About(
        unit=entry.unit,
        csv_unit=entry.csv_unit,
        factor=entry.factor,
        note=entry.note.strip(),
        accept=_tolerance(entry.accept),
        target=entry.target,
        totals={
            region: Total(
                total.years[0], total.years[1], total.value, total.low, total.high, total.unit, total.source, total.tag
            )
            for region, total in given.items()
        },
        accept_totals={region: (pair[0], pair[1]) for region, pair in by_region.items()},
    )


def _tolerance(entry: schema.ToleranceEntry) -> Tolerance:
    if not isinstance(entry, schema.AcceptEntry):
        return Tolerance(entry.relative, entry.absolute, entry.years)
    total = entry.total if isinstance(entry.total, list) else None
    return Tolerance(
        relative=entry.relative,
        absolute=entry.absolute,
        years=entry.years,
        ranges={year: (pair[0], pair[1]) for year, pair in entry.ranges.items()},
        total=(total[0], total[1]) if total else None,
        aim=entry.aim,
    )
