"""Shapes: quick forms, round the historical plan, of what any sane model does.

The laws themselves are tried on random plans in tests/model; here each is one comparison, so that a
reader sees in a second which way the model leans and by how much.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np

from game.lab import variants
from game.lab.ensembles import Ensemble, ensemble
from game.report.validation.claims import dead, level
from game.report.validation.fit import HISTORY
from game.scenario.records import Plan, Scenario

ROUNDING: Final = 1e-9
SECOND_HARVEST: Final = 1932
STOCKS: Final = ("population_jan1", "cattle_jan1", "horses_jan1", "state_grain", "tractor_power")
MORE: Final = {
    "relief": (range(1932, 1934), 1.0),
    "collectivisation_drive": (range(1930, 1934), 0.05),
    "investment_rate": (range(1929, 1932), 0.02),
    "defence_share": (range(1939, 1941), 0.01),
    "arrests": (range(1933, 1936), 0.2),
    "grain_exports": (range(1931, 1933), 0.5),
}
"""What is moved, in which years, and by how much."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A statement, what came of it in figures, and whether it holds; None where it could not be tried."""

    said: str
    before: float
    after: float
    unit: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class _Sign:
    """More of a lever, and what a reading must then do: fall or rise, or at least not the other."""

    said: str
    lever: str
    unit: str
    take: Callable[[Ensemble, Scenario], float]
    rises: bool


def _at(reading: str, year: int) -> Callable[[Ensemble, Scenario], float]:
    return lambda outcome, _: level(outcome, reading, year)


SIGNS: Final = (
    _Sign("more relief in 1932-33 never raises famine deaths", "relief", "million", dead, rises=False),
    _Sign("a harder drive never leaves more cattle", "collectivisation_drive", "million",
          _at("cattle_jan1", 1934), rises=False),
    _Sign("more investment in 1929-31 lowers consumption in 1930", "investment_rate", "1928=100",
          _at("consumption_per_head", 1930), rises=False),
    _Sign("and raises product in 1940", "investment_rate", "1928=100", _at("gdp_index", 1940), rises=True),
    _Sign("more defence in 1939-40 never lowers readiness", "defence_share", "history=100",
          _at("war_readiness", 1941), rises=True),
    _Sign("more arrests never raise product", "arrests", "1928=100", _at("gdp_index", 1940), rises=False),
    _Sign("nor readiness", "arrests", "history=100", _at("war_readiness", 1941), rises=False),
    _Sign("more exports in 1931-32 never lower famine deaths", "grain_exports", "million", dead, rises=True),
)  # fmt: skip


def tell(scenario: Scenario, *, seed: int, futures: int) -> list[Shape]:
    """Every quick form with its result."""
    scenario = replace(scenario, cloud=None)
    plan = scenario.plans[HISTORY]
    play = partial(ensemble, seed=seed, futures=futures, luck="history")
    history = play(scenario, plan)
    moved: dict[str, Ensemble] = {lever: play(scenario, more(plan, scenario, lever)) for lever in MORE}
    found = [_signed(sign, scenario, history, moved) for sign in SIGNS]
    better = play(_kinder(scenario), plan)
    found.append(
        _compared("better weather in 1932 never raises famine deaths", dead(history, scenario), dead(better, scenario))
    )
    return [*found, _same_alone(scenario, plan, seed), _never_negative(scenario, seed)]


def more(plan: Plan, scenario: Scenario, lever: str) -> Plan:
    """The plan with more of a lever in the years of `MORE`, up to its limit; what stood before holds after."""
    years, by = MORE[lever]
    standing = 0.0
    changed = plan
    for year in scenario.years:
        standing = plan.orders.get(year, {}).get(lever, standing)
        if year in years:
            changed = variants.ordering(changed, [year], {lever: min(standing + by, scenario.levers[lever].high)})
    return changed


def _signed(sign: _Sign, scenario: Scenario, history: Ensemble, moved: Mapping[str, Ensemble]) -> Shape:
    other = moved[sign.lever]
    before = sign.take(history, scenario)
    if other.refused:
        return Shape(sign.said, before, float("nan"), sign.unit, None)
    return _compared(sign.said, before, sign.take(other, scenario), sign.unit, rises=sign.rises)


def _compared(said: str, before: float, after: float, unit: str = "million", *, rises: bool = False) -> Shape:
    close = ROUNDING * max(abs(before), 1.0)
    return Shape(said, before, after, unit, bool(after >= before - close if rises else after <= before + close))


def _kinder(scenario: Scenario) -> Scenario:
    """A tenth better weather in the second year of the famine's harvests."""
    row = SECOND_HARVEST - scenario.first_year
    kinder = float(scenario.weather.pattern[row].mean()) * 1.1
    worst = np.maximum(scenario.weather.pattern[row], kinder)
    changed = scenario.weather.pattern.copy()
    changed[row] = worst
    return variants.replaced_weather(scenario, changed)


def _same_alone(scenario: Scenario, plan: Plan, seed: int) -> Shape:
    """The game's own future among others and by itself."""
    among, alone = (ensemble(scenario, plan, seed=seed, futures=many, luck="drawn") for many in (3, 1))
    gaps = [
        float(np.nanmax(np.abs(rows[..., 0] - alone.series.national[name][..., 0]), initial=0.0))
        for name, rows in among.series.national.items()
        if np.isfinite(rows).any()
    ]
    return Shape(
        "a future is the same alone and among others, bit for bit", 0.0, max(gaps), "greatest gap", max(gaps) == 0
    )


def _never_negative(scenario: Scenario, seed: int) -> Shape:
    """The hardest plan that there is, over drawn weather."""
    hardest = "faster" if "faster" in scenario.plans else HISTORY
    outcome = ensemble(scenario, scenario.plans[hardest], seed=seed, futures=50, luck="drawn")
    least = min(float(np.nanmin(outcome.series[name])) for name in STOCKS if name in outcome.series.national)
    return Shape(f"no stock falls below nought under the plan {hardest}", 0.0, least, "least stock", least >= 0)
