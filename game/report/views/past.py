"""Past: what has been played, gathered once a turn, and the record beside it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from game.report.views.figures import Line, Numbers
from game.report.views.readings import figure, scaled
from game.rules.gathering import gather
from game.scenario.records import Point, Scenario
from game.session.session import Session


@dataclass(frozen=True, slots=True)
class Past:
    """Every reading of the game so far, from the first year to the year after the last; not-a-number where unplayed."""

    years: tuple[int, ...]
    national: Mapping[str, Numbers]
    regional: Mapping[str, Mapping[str, Numbers]]

    def known(self, reading: str) -> tuple[Numbers, Numbers]:
        """The years of which a reading is known, and its figures."""
        pairs = [(float(y), v) for y, v in zip(self.years, self.national[reading], strict=True) if math.isfinite(v)]
        return tuple(year for year, _ in pairs), tuple(value for _, value in pairs)

    def at(self, reading: str, year: int) -> float:
        """A reading in a year; not-a-number where it is not known."""
        return self.national[reading][self.years.index(year)] if year in self.years else math.nan

    def region_at(self, reading: str, region: str, year: int) -> float:
        """A reading of a region in a year; not-a-number where it is not known."""
        return self.regional[reading][region][self.years.index(year)] if year in self.years else math.nan


def past(session: Session) -> Past:
    """All that the turns of the branch played so far tell."""
    scenario = session.scenario
    series = gather(scenario, session.turns, start=session.world)
    names = [region.id for region in scenario.regions]
    return Past(
        years=series.years,
        national={name: tuple(rows[:, 0].tolist()) for name, rows in series.national.items()},
        regional={
            name: {region: tuple(rows[:, at, 0].tolist()) for at, region in enumerate(names)}
            for name, rows in series.regional.items()
        },
    )


RUNNING: Final = {
    "famine_deaths_so_far": ("famine_deaths",),
    "repression_deaths_so_far": ("repression_deaths",),
    "excess_deaths_so_far": ("famine_deaths", "repression_deaths"),
}
"""Readings that run on from year to year, and the recorded ones that they add up."""


def recorded(scenario: Scenario, reading: str) -> Mapping[int, Point]:
    """The record's points for a reading, those that run on added up from the first year; empty where it has none."""
    known = scenario.record.national
    if reading in RUNNING and reading not in known:
        return added_up(scenario, RUNNING[reading])
    return known.get(reading, {})


def added_up(scenario: Scenario, parts: tuple[str, ...]) -> Mapping[int, Point]:
    """Recorded flows added up year by year; a year without a figure adds nothing.

    Where the literature gives a range for the whole, the sum has that range in proportion, since the
    split by year is known less well than the total.
    """
    whole: dict[int, Point] = {}
    for part in parts:
        points = scenario.record.national.get(part)
        if not points:
            return {}
        about = scenario.record.about[part]
        total = about.totals.get("")
        low, high = (total.low / total.value, total.high / total.value) if total is not None else (1.0, 1.0)
        value = 0.0
        for year in scenario.years:
            value += points[year].value if year in points else 0.0
            before = whole.get(year)
            sums = (
                (value, value * low, value * high)
                if before is None
                else (before.value + value, before.low + value * low, before.high + value * high)
            )
            whole[year] = Point(*sums, about.unit, about.note, "derived")
    return whole


def record_line(scenario: Scenario, reading: str) -> Line | None:
    """The record as a chart draws it, with the band that its sources leave; None where there is none."""
    points = recorded(scenario, reading)
    span = [year for year in range(scenario.first_year, scenario.last_year + 2) if year in points]
    if not span:
        return None
    years = tuple(range(span[0], span[-1] + 1))
    nowhere = (math.nan, math.nan, math.nan)
    rows = [(p.value, p.low, p.high) if (p := points.get(year)) is not None else nowhere for year in years]
    values, low, high = (scaled(reading, tuple(column)) for column in zip(*rows, strict=True))
    end = scenario.words("chart.record_end", figure=figure(reading, points[span[-1]].value))
    return Line(scenario.words("chart.record"), "record", tuple(float(year) for year in years), values, low, high, end)
