"""Bands: how many points of the record lie inside the middle 90 and 50 % of the historical plan's futures.

A point counts once. It lies inside where the record's figure does; what the archive itself may be
wrong by is not used to widen the band.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from game.lab.coverage import COUNTED
from game.report.validation.targets import COVERAGE
from game.rules.observe import READINGS, Series
from game.scenario.records import Scenario


@dataclass(frozen=True, slots=True)
class Band:
    """How many points of each series, and of all of them, lie inside a band of so many percent."""

    percent: int
    points: int
    inside: int
    by_series: Mapping[str, tuple[int, int]]
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.inside / self.points if self.points else math.nan

    @property
    def met(self) -> bool:
        return self.low <= self.share <= self.high


def coverage(scenario: Scenario, run: Series) -> list[Band]:
    """Each band over all series that are counted: outcomes, never orders."""
    return [_band(scenario, run, percent, ends) for percent, ends in COVERAGE.items()]


def _band(scenario: Scenario, run: Series, percent: int, ends: tuple[float, float]) -> Band:
    counted: dict[str, tuple[int, int]] = {}
    for name in COUNTED:
        if name not in run.national or name not in scenario.record.national:
            continue
        first = run.years[0] + (READINGS[name].timing == "january")
        low, high = np.percentile(run.national[name], [50 - percent / 2, 50 + percent / 2], axis=-1)
        aim = scenario.record.about[name].target
        points = {year: aim.get(year, point.value) for year, point in scenario.record.national[name].items()}
        years = [
            year for year in points if first <= year <= run.years[-1] and math.isfinite(low[run.years.index(year)])
        ]
        hits = [low[run.years.index(year)] <= points[year] <= high[run.years.index(year)] for year in years]
        counted[name] = (sum(bool(hit) for hit in hits), len(hits))
    inside, points_all = (sum(each[part] for each in counted.values()) for part in (0, 1))
    return Band(percent, points_all, inside, counted, *ends)
