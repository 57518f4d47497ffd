"""Coverage: how many points of the record the historical plan's bands hold, under history's weather.

A point is inside where the record's figure lies between two percentiles of the futures; what the
archive may be wrong by does not widen the band. Counted are outcomes with a figure for nearly every
year. What a plan orders outright (shares of investment and defence, the collectivised, the army) is
not: the model has it by construction, and it proves nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.lab.ensembles import ensemble
from game.rules import observe
from game.rules.gathering import Series
from game.scenario.records import Scenario

COUNTED: Final = (
    "gdp_index", "industry_index", "steel", "population_jan1", "urban_population_jan1", "births", "deaths",
    "grain_harvest", "grain_procurement", "cattle_jan1", "horses_jan1", "tractor_power", "workers_employees",
)  # fmt: skip
PLAN: Final = "history"
OUTER: Final = 90
INNER: Final = 50


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a series' record points lie inside the 90 % (`outer`) and the 50 % band (`inner`)."""

    points: int
    outer: float
    inner: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """The same over all series, and by series."""

    points: int
    outer: float
    inner: float
    series: Mapping[str, Share]


def covered(scenario: Scenario, *, members: int = 300, seed: int = 1) -> Coverage:
    """How much of the record history's bands hold; futures differ by the scenario's cloud."""
    wanted = [name for name in COUNTED if name in scenario.record.national and name in observe.READINGS]
    played = ensemble(scenario, scenario.plans[PLAN], seed=seed, futures=members, luck="history", only=wanted).series
    inside = {name: held(scenario, played, name, (OUTER, INNER)) for name in wanted}
    every = [each for found in inside.values() for each in found]
    return Coverage(
        points=len(every),
        outer=_share(every, 0),
        inner=_share(every, 1),
        series={name: Share(len(found), _share(found, 0), _share(found, 1)) for name, found in inside.items() if found},
    )


def _share(found: list[tuple[bool, ...]], which: int) -> float:
    return float(np.mean([each[which] for each in found])) if found else float("nan")


def held(scenario: Scenario, series: Series, name: str, percents: Sequence[int]) -> list[tuple[bool, ...]]:
    """For each record point of a series that was played, whether each middle band of so many percent holds it."""
    aim = scenario.record.about[name].target
    first = scenario.first_year + (observe.READINGS[name].timing == "january")
    ends = [50 + sign * percent / 2 for percent in percents for sign in (-1, 1)]
    found: list[tuple[bool, ...]] = []
    for year, point in scenario.record.national[name].items():
        ours = series[name][series.years.index(year)] if year in series.years else np.array([np.nan])
        if year < first or np.isnan(ours).any():
            continue
        value, between = aim.get(year, point.value), np.percentile(ours, ends).reshape(-1, 2)
        found.append(tuple(bool(low <= value <= high) for low, high in between))
    return found
