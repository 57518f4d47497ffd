"""Fit: the historical plan beside the record, series by series and year by year, and region by region."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.report.validation.targets import (
    FALLEN,
    FAMINE_YEARS,
    PEAK,
    PRESSED,
    TARGETS,
    WORST_HIT,
    Measure,
    Target,
)
from game.rules.gathering import Series
from game.rules.observe import READINGS
from game.rules.orders import DRIVE
from game.scenario.records import Point, Scenario, Total

QUARTILES = (25, 50, 75)
HISTORY = "history"
HUNDRED = 100.0
MARCH = "collectivised_in_march"


@dataclass(frozen=True, slots=True)
class Fit:
    """One series against the record. `error` is measured as `measure` says, `worst` is a share or points too.

    `inside` is the share of years in which the median lies inside the archive's own band. `met` is None
    where no target was set, `ours` empty where the model has no such reading yet.
    """

    reading: str
    unit: str
    years: tuple[int, ...]
    ours: tuple[float, ...]
    record: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    measure: Measure
    error: float
    worst: float
    worst_year: int
    inside: float
    target: float | None
    met: bool | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Regional:
    """One reading of one region against the record: the mean distance over the years that both have."""

    reading: str
    region: str
    unit: str
    years: tuple[int, ...]
    ours: tuple[float, ...]
    record: tuple[float, ...]
    error: float
    inside: float


@dataclass(frozen=True, slots=True)
class Deaths:
    """Famine deaths of a region, or of the country (""), over some years: ours with our middle half, and the range."""

    region: str
    first: int
    last: int
    ours: float
    ours_low: float
    ours_high: float
    low: float
    high: float
    value: float
    met: bool


@dataclass(frozen=True, slots=True)
class Jump:
    """Households in collective farms at a time that no year's figure shows, percent."""

    said: str
    ours: float
    value: float
    low: float
    high: float

    @property
    def met(self) -> bool:
        return self.low <= self.ours <= self.high


def series(scenario: Scenario, run: Series) -> list[Fit]:
    """Every series that the record has, those with a target first."""
    targets = {target.reading: target for target in TARGETS}
    names = [*targets, *(name for name in scenario.record.national if name not in targets)]
    found: list[Fit] = []
    for name in names:
        target = targets.get(name) or Target(name, math.nan)
        if name not in READINGS or name not in run.national:
            found.append(_missing(name, target))
        elif name in scenario.record.national:
            found += _fits(scenario, run, name, target)
    return found


def _fits(scenario: Scenario, run: Series, name: str, target: Target) -> list[Fit]:
    """A series against the record and, where the model is fitted to a path of its own, against that."""
    points = scenario.record.national[name]
    path = scenario.record.about[name].target
    if not path:
        return [against(run, name, points, target, "")]
    aim = {year: _at(points.get(year), value, scenario.record.about[name].unit) for year, value in path.items()}
    return [
        against(run, name, aim, target, "against the path that the model is fitted to"),
        against(run, name, points, Target(name, math.nan, target.measure), "against the record itself"),
    ]


def _at(point: Point | None, value: float, unit: str) -> Point:
    low, high = (point.low, point.high) if point else (value, value)
    return Point(value, min(low, value), max(high, value), unit, "", "judgement")


def against(run: Series, name: str, points: Mapping[int, Point], target: Target, note: str) -> Fit:
    """A series of a run against points. A stock of the first January is where the run begins: it is left out."""
    first = run.years[0] + (READINGS[name].timing == "january")
    ours_by_year = dict(zip(run.years, np.median(run.national[name], axis=-1).tolist(), strict=True))
    years = tuple(
        year
        for year in sorted(points)
        if year >= max(first, target.first)
        and math.isfinite(ours_by_year.get(year, math.nan))
        and (not target.above or points[year].value > target.above)
    )
    ours = tuple(ours_by_year[year] for year in years)
    record = tuple(points[year].value for year in years)
    low, high = tuple(points[year].low for year in years), tuple(points[year].high for year in years)
    error, worst, at = distance(ours, record, target.measure)
    aimed = math.isfinite(target.most) and bool(years)
    return Fit(
        reading=name,
        unit=READINGS[name].unit,
        years=years,
        ours=ours,
        record=record,
        low=low,
        high=high,
        measure=target.measure,
        error=error,
        worst=worst,
        worst_year=years[at] if at >= 0 else 0,
        inside=share_inside(ours, low, high),
        target=target.most if math.isfinite(target.most) else None,
        met=bool(error <= target.most) if aimed else None,
        note=note,
    )


def distance(ours: Sequence[float], record: Sequence[float], measure: Measure) -> tuple[float, float, int]:
    """Mean distance, the worst with its sign, and its place; not-a-number and -1 where nothing is compared."""
    gaps = [a - b for a, b in zip(ours, record, strict=True)]
    if measure == "mean":
        kept = [(gap / there, place) for place, (gap, there) in enumerate(zip(gaps, record, strict=True)) if there]
    elif measure == "pooled":
        level = math.fsum(record) / len(record) if record else math.nan
        kept = [(gap / level, place) for place, gap in enumerate(gaps)]
    else:
        kept = [(gap, place) for place, gap in enumerate(gaps)]
    if not kept:
        return math.nan, math.nan, -1
    worst, place = max(kept, key=lambda each: abs(each[0]))
    return math.fsum(abs(gap) for gap, _ in kept) / len(kept), worst, place


def share_inside(ours: Sequence[float], low: Sequence[float], high: Sequence[float]) -> float:
    """The share of years in which ours lies between the two ends; not-a-number where there is none."""
    inside = [below <= value <= above for value, below, above in zip(ours, low, high, strict=True)]
    return sum(inside) / len(inside) if inside else math.nan


def _missing(name: str, target: Target) -> Fit:
    most = target.most if math.isfinite(target.most) else None
    nothing = math.nan
    return Fit(name, "", (), (), (), (), (), target.measure, nothing, nothing, 0, nothing, most, None, "not yet")


def regional(scenario: Scenario, run: Series) -> list[Regional]:
    """Every series that the record has by region and year, shares of households in points, others as shares."""
    found: list[Regional] = []
    for name, by_region in scenario.record.regional.items():
        if name not in run.regional:
            continue
        medians = np.median(run.regional[name], axis=-1)
        for row, region in enumerate(scenario.regions):
            points = by_region.get(region.id, {})
            years = tuple(year for year in sorted(points) if year in run.years and _known(medians, run, year, row))
            if not years:
                continue
            ours = tuple(float(medians[run.years.index(year), row]) for year in years)
            record = tuple(points[year].value for year in years)
            unit = READINGS[name].unit
            error, _, _ = distance(ours, record, "points" if unit == "percent" else "pooled")
            inside = share_inside(ours, [points[y].low for y in years], [points[y].high for y in years])
            found.append(Regional(name, region.id, unit, years, ours, record, error, inside))
    return found


def _known(medians: np.ndarray[tuple[int, ...], np.dtype[np.float64]], run: Series, year: int, row: int) -> bool:
    return math.isfinite(float(medians[run.years.index(year), row]))


def deaths(scenario: Scenario, run: Series) -> list[Deaths]:
    """Famine deaths of the country and of each region for which the literature has a range."""
    about, country = scenario.record.about_regional["famine_deaths"], scenario.record.about["famine_deaths"]
    first, last = FAMINE_YEARS
    found: list[Deaths] = []
    given = country.totals.get("")
    if whole := country.accept.total or (given and (given.low, given.high)):
        value = given.value if given else math.nan
        found.append(_dead(run, "", None, Total(first, last, value, *whole, "", "", "")))
    for row, region in enumerate(scenario.regions):
        total = about.totals.get(region.id)
        if total is None:
            continue
        low, high = about.accept_totals.get(region.id, (total.low, total.high))
        span = Total(total.first, total.last, total.value, low, high, "", "", "")
        found.append(_dead(run, region.id, row, span))
    return found


def _dead(run: Series, region: str, row: int | None, total: Total) -> Deaths:
    rows = [run.years.index(year) for year in range(total.first, total.last + 1)]
    by_year = run.national["famine_deaths"] if row is None else run.regional["famine_deaths"][:, row]
    low, middle, high = (float(each) for each in np.percentile(by_year[rows].sum(axis=0), QUARTILES))
    met = total.low <= middle <= total.high
    return Deaths(region, total.first, total.last, middle, low, high, total.low, total.high, total.value, met)


def jump(scenario: Scenario, run: Series) -> tuple[Jump, Jump]:
    """Households in collective farms by March of the first campaign, and held by its summer."""
    year, value, low, high = PRESSED
    drive = HUNDRED * scenario.plans[HISTORY].orders[year].get(DRIVE, math.nan)
    if MARCH in run.national:
        drive = float(np.median(run.national[MARCH][run.years.index(year)]))
    pressed = Jump(f"by March {year}", drive, value, low, high)
    year, value, low, high = FALLEN
    held = float(np.median(run.national["collectivised_households_pct"][run.years.index(year)]))
    return pressed, Jump(f"held in the summer of {year}", held, value, low, high)


def peak_year(run: Series) -> int:
    """The year in which most died of hunger."""
    return run.years[int(np.nanargmax(np.median(run.national["famine_deaths"], axis=-1)))]


def peak_met(run: Series) -> bool:
    """Whether that is the year of the record."""
    return peak_year(run) == PEAK


def worst_hit(scenario: Scenario, run: Series, found: Iterable[Deaths]) -> tuple[list[str], list[str], bool]:
    """The worst-hit regions in our order and in the literature's, and whether the two agree.

    Two regions of the literature count as level where their figures lie nearer to one another than half
    the narrower of their ranges: their order proves nothing.
    """
    known = [each for each in found if each.region]
    span = slice(
        run.years.index(min(each.first for each in known)), run.years.index(max(each.last for each in known)) + 1
    )
    dead = np.median(run.regional["famine_deaths"][span].sum(axis=0), axis=-1)
    ours = sorted(
        (region.id for region in scenario.regions), key=dict(zip(_ids(scenario), dead, strict=True)).__getitem__
    )
    ours.reverse()
    record = sorted(known, key=lambda each: each.value, reverse=True)
    agree = all(
        ours.index(more.region) < ours.index(less.region)
        for at, more in enumerate(record[:WORST_HIT])
        for less in record[at + 1 :]
        if more.value - less.value >= min(more.high - more.low, less.high - less.low) / 2
    )
    return ours[:WORST_HIT], [each.region for each in record[:WORST_HIT]], agree


def _ids(scenario: Scenario) -> tuple[str, ...]:
    return tuple(region.id for region in scenario.regions)
