"""Claims: what the literature says would have happened otherwise, beside what the model makes of it.

The claims themselves are declared in `game/lab/published.py`, where the fit finds them too. Here each is
played under history's weather by the shipped parameters, and set beside its band.
"""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.lab import published, variants
from game.lab.ensembles import Ensemble, ensemble
from game.lab.published import CLAIMS, FAMINE, HUNGER, Claim
from game.model.quantity import Array
from game.report.series import RefusedError
from game.report.validation.fit import HISTORY
from game.scenario.records import Plan, Scenario

FEW_ARRESTS: Final = 0.1
GRIP: Final = ("collections.grip_always", "collections.most_taken")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim beside ours; `met` is None and the value not-a-number where the model cannot be asked."""

    id: str
    work: str
    tag: str
    said: str
    quantity: str
    low: float
    high: float
    value: float
    met: bool | None
    fitted: bool


# --- figures of an outcome -----------------------------------------------------------------------


def level(outcome: Ensemble, reading: str, year: int) -> float:
    """The median of a reading in a year."""
    return float(np.median(outcome.series[reading][outcome.series.years.index(year)]))


def mean_level(outcome: Ensemble, reading: str, years: Collection[int]) -> float:
    """The mean of a reading's medians over some years."""
    return math.fsum(level(outcome, reading, year) for year in years) / len(years)


def dead(outcome: Ensemble, scenario: Scenario, region: str = "") -> float:
    """Famine deaths of 1930-34, million: the median of the sums."""
    first, last = (outcome.series.years.index(year) for year in FAMINE)
    by_year = outcome.series[HUNGER]
    if region:
        row = [each.id for each in scenario.regions].index(region)
        by_year = outcome.series.regional[HUNGER][:, row]
    return float(np.median(by_year[first : last + 1].sum(axis=0)))


# --- variants that no record holds ---------------------------------------------------------------


def _no_campaign_same_tonnes(scenario: Scenario) -> tuple[Scenario, Plan]:
    """The grip is whole, so that villages outside collective farms give up the same tonnes."""
    taken = variants.tonnes(scenario, scenario.plans[HISTORY])
    for path in GRIP:
        scenario = variants.held_at(scenario, path, 1.0)
    _, plan = variants.realised(scenario, VARIANTS["no_campaign"])
    return scenario, variants.taking(scenario, plan, taken)


def _no_terror(scenario: Scenario) -> tuple[Scenario, Plan]:
    return scenario, variants.no_more(scenario.plans[HISTORY], "arrests", FEW_ARRESTS)


WORKED_OUT: Final[Mapping[str, Callable[[Scenario], tuple[Scenario, Plan]]]] = {
    "same_tonnes": _no_campaign_same_tonnes,
    "no_terror": _no_terror,
}
"""Variants that hang on how history itself is played; any name that is in neither table is a plan of the scenario."""

VARIANTS: Final = {variant.id: variant for variant in published.VARIANTS}


def tell(scenario: Scenario, *, seed: int, futures: int) -> list[Told]:
    """Every claim beside ours, each outcome played once under history's weather."""
    played: dict[str, Ensemble] = {HISTORY: outcome(scenario, HISTORY, seed=seed, futures=futures)}
    lacking: set[str] = set()
    for name in dict.fromkeys(name for claim in CLAIMS for name in claim.needs):
        try:
            played[name] = outcome(scenario, name, seed=seed, futures=futures)
        except LookupError:  # no such plan, or a parameter that the model no longer has
            lacking.add(name)
    return [_told(claim, math.nan if lacking & {*claim.needs} else _value(claim, scenario, played)) for claim in CLAIMS]


def _value(claim: Claim, scenario: Scenario, played: Mapping[str, Ensemble]) -> float:
    """Ours, the median over futures."""
    places = {region.id: at for at, region in enumerate(scenario.regions)}

    def rows(variant: str, reading: str, region: str) -> Array:
        series = played[variant].series
        return series.regional[reading][:, places[region]] if region else series[reading]

    start = scenario.first_year
    return float(np.median(published.counted(claim.measure, claim.variants, claim.other, rows, start, 0.0)))


def outcome(scenario: Scenario, name: str, *, seed: int, futures: int) -> Ensemble:
    """A variant of the historical plan, or a plan of the scenario, under history's weather and the shipped parameters.

    LookupError where there is neither, RefusedError where it orders what may not be ordered.
    """
    scenario = replace(scenario, cloud=None)
    if name in WORKED_OUT:
        seen, plan = WORKED_OUT[name](scenario)
    elif name in VARIANTS:
        seen, plan = variants.realised(scenario, VARIANTS[name])
    else:
        seen, plan = scenario, scenario.plans[name]
    played = ensemble(seen, plan, seed=seed, futures=futures, luck="history")
    if played.refused:
        year, season = played.refused_at or (0, "")
        raise RefusedError(plan, year, season, played.refused)
    return played


def _told(claim: Claim, value: float) -> Told:
    met = None if math.isnan(value) else bool(claim.low <= value <= claim.high)
    return Told(
        claim.id, claim.work, claim.tag, claim.said, claim.quantity, claim.low, claim.high, value, met, claim.fitted
    )
