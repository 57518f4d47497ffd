"""Bands: how many points of the record lie inside the middle 90 and 50 % of the historical plan's futures.

A point counts once. It lies inside where the record's figure does; what the archive itself may be
wrong by is not used to widen the band.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from game.lab.coverage import COUNTED, held
from game.report.validation.targets import COVERAGE
from game.rules.gathering import Series
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
    names = [name for name in COUNTED if name in run.national and name in scenario.record.national]
    found = {name: held(scenario, run, name, tuple(COVERAGE)) for name in names}
    bands: list[Band] = []
    for at, (percent, ends) in enumerate(COVERAGE.items()):
        counted = {name: (sum(each[at] for each in points), len(points)) for name, points in found.items()}
        inside, points_all = (sum(each[part] for each in counted.values()) for part in (0, 1))
        bands.append(Band(percent, points_all, inside, counted, *ends))
    return bands
