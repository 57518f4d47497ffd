"""Verdicts: growth, human cost and survival, each against its own record. Never a sum, a rank or a grade.

Every figure is a median with its 5th and 95th percentiles over futures, beside the record where the
record has one. Words are the report's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from game.model.quantity import Array
from game.model.war import Campaign
from game.rules.gathering import Series
from game.rules.observe import FORCES, READINGS
from game.scenario.records import Point, Scenario

PERCENTILES: Final = (5, 50, 95)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the record gives for the same thing: the figure with its range, and the years that it covers."""

    value: float
    low: float
    high: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a verdict for the years `first` to `last`; `region` is empty for the whole country.

    `at_start` is the median of the scenario's first year, where a level is compared with it.
    """

    id: str
    unit: str
    region: str
    first: int
    last: int
    low: float
    median: float
    high: float
    at_start: float | None
    record: Recorded | None


@dataclass(frozen=True, slots=True)
class Survival:
    """The campaign of 1941-42: the share of futures in which the country falls, and how it goes in the rest of them.

    In the share `government_fallen` the government fell before, and there was no such government to meet the
    invasion: everything else is told of the other futures alone, and is not-a-number where there are none.
    `endings` are the shares of futures that end each way, the mildest first; together they are 1. `forces` are
    medians against the historical plan in January 1941 (100): what would decide it.
    """

    government_fallen: float
    collapse: float
    endings: Mapping[str, float]
    readiness: Figure
    depth_first_year: Figure
    depth_deepest: Figure
    own_losses: Figure
    enemy_losses: Figure
    product_second_year: Figure
    people_behind: Figure
    industry_behind: Figure
    forces: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The three verdicts, side by side. None without an invasion to look back on."""

    growth: tuple[Figure, ...]
    human_cost: tuple[Figure, ...]
    survival: Survival | None


GROWTH: Final = ("gdp_index", "industry_index", "steel", "consumption_per_head")
FALLEN: Final = "government_fallen"
LIVES: Final = ("famine_deaths", "repression_deaths", "excess_deaths")
ENDINGS: Final = ("stopped", "held", "city", "deep", "fallen")
"""How a campaign may end, the mildest first."""
HELD: Final = ("gulag_total_jan1", "special_settlers_jan1")


def judge(scenario: Scenario, series: Series, campaign: Campaign | None) -> Verdicts:
    """The three verdicts of a run, or of a game that ended before its time: then to the last year that was played.

    KeyError where the series lack a reading that a verdict needs.
    """
    deaths_by_region = tuple(
        _total(scenario, series, "famine_deaths", region.id, row) for row, region in enumerate(scenario.regions)
    )
    return Verdicts(
        growth=tuple(_level(scenario, series, reading) for reading in GROWTH),
        human_cost=(
            *(_total(scenario, series, reading) for reading in LIVES),
            *deaths_by_region,
            *(_peak(scenario, series, reading) for reading in HELD),
        ),
        survival=None if campaign is None else _survival(scenario, series, campaign),
    )


def last_played(scenario: Scenario, series: Series) -> int:
    """The year with which a run ends: the scenario's last, or that in which the government fell in every future."""
    fallen = series[FALLEN][: len(scenario.years)]
    known = int(np.isfinite(fallen).all(axis=-1).sum())
    ended = 0 < known < len(scenario.years) and bool((fallen[known - 1] > 0).all())
    return scenario.years[known - 1] if ended else scenario.last_year


def _level(scenario: Scenario, series: Series, reading: str) -> Figure:
    """A reading in the last year, and what it was in the first."""
    rows = series[reading]
    year = last_played(scenario, series)
    recorded = scenario.record.national.get(reading, {}).get(year)
    return _figure(
        reading,
        rows[series.years.index(year)],
        (year, year),
        at_start=float(np.median(rows[0])),
        record=None if recorded is None else _recorded({year: recorded}),
    )


def _total(scenario: Scenario, series: Series, reading: str, region: str = "", row: int = 0) -> Figure:
    """A flow added up over all years, for the country or a region."""
    last = last_played(scenario, series)
    played = scenario.years.index(last) + 1
    rows = series.regional[reading][:played, row] if region else series[reading][:played]
    about = (scenario.record.about_regional if region else scenario.record.about).get(reading)
    whole = about.totals.get(region) if about else None
    if whole is not None and whole.last <= last:
        record: Recorded | None = Recorded(whole.value, whole.low, whole.high, whole.first, whole.last)
    elif region:
        record = None
    else:
        points = scenario.record.national.get(reading, {})
        record = _recorded(
            {year: point for year, point in points.items() if year <= last or last == scenario.last_year}
        )
    return _figure(reading, rows.sum(axis=0), (scenario.first_year, last), record=record, region=region)


def _peak(scenario: Scenario, series: Series, reading: str) -> Figure:
    """The most that a stock came to on any 1 January."""
    after = last_played(scenario, series) + 1
    rows = series[reading][: series.years.index(after) + 1]
    points = {year: point for year, point in scenario.record.national.get(reading, {}).items() if year <= after}
    most = max(points.items(), key=lambda item: item[1].value, default=None)
    return _figure(
        reading,
        rows.max(axis=0),
        (scenario.first_year, after),
        record=None if most is None else _recorded(dict([most])),
    )


def _survival(scenario: Scenario, series: Series, campaign: Campaign) -> Survival:
    first = scenario.last_year + 1
    stands = np.broadcast_to(series[FALLEN][series.years.index(scenario.last_year)] == 0, campaign.collapsed[-1].shape)

    def among(values: Array) -> Array:
        """The futures in which the government stands; one that is not known where there is none."""
        found: Array = np.broadcast_to(values, stands.shape)[stands]
        return found if found.size else np.array([np.nan])

    end_of_first = int(scenario.params.war.first_year_months[0]) - 1
    at = series.years.index(first)

    def figure(name: str, unit: str, values: Array, last: int) -> Figure:
        return _figure(name, among(values), (first, last), unit=unit)

    return Survival(
        government_fallen=float(1 - stands.mean()),
        collapse=float(among(campaign.collapsed[-1]).mean()),
        endings=MappingProxyType({each: float(among(getattr(campaign, f"ended_{each}")).mean()) for each in ENDINGS}),
        readiness=figure("war_readiness", "", series["war_readiness"][at], first),
        depth_first_year=figure("front_depth", "1", campaign.depth[end_of_first], first),
        depth_deepest=figure("front_depth", "1", campaign.depth.max(axis=0), first + 1),
        own_losses=figure("own_losses", "million", campaign.own_losses[-1], first + 1),
        enemy_losses=figure("enemy_losses", "million", campaign.enemy_losses[-1], first + 1),
        product_second_year=figure("product_of_second_year", "1", campaign.product_of_second_year, first + 1),
        people_behind=figure("people_behind", "1", campaign.people_behind.max(axis=0), first + 1),
        industry_behind=figure("industry_behind", "1", campaign.industry_behind.max(axis=0), first + 1),
        forces=MappingProxyType({each: float(np.median(among(series[each][at]))) for each in FORCES}),
    )


def _recorded(points: Mapping[int, Point]) -> Recorded | None:
    """Recorded points added up; None where there are none."""
    if not points:
        return None
    return Recorded(
        value=sum(point.value for point in points.values()),
        low=sum(point.low for point in points.values()),
        high=sum(point.high for point in points.values()),
        first=min(points),
        last=max(points),
    )


def _figure(
    name: str,
    values: Array,
    years: tuple[int, int],
    *,
    unit: str = "",
    region: str = "",
    at_start: float | None = None,
    record: Recorded | None = None,
) -> Figure:
    low, median, high = (float(each) for each in np.percentile(values, PERCENTILES))
    return Figure(name, unit or READINGS[name].unit, region, *years, low, median, high, at_start, record)
