"""Claims: what the literature says would have happened otherwise, beside what the model makes of it.

Each is one figure of one variant (`game/lab/variants.py`) against the historical plan under the same
weather, with the band that the work allows or, where it gives no number, the sign that it states. Where
a claim helped to choose the model's figures, agreement is consistency and no evidence: `fitted` says so.
"""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.lab import variants
from game.lab.ensembles import Ensemble, ensemble
from game.report.series import RefusedError
from game.report.validation.fit import HISTORY
from game.scenario.records import Plan, Scenario

CAMPAIGN: Final = ("collectivisation_drive", "collectivised_goal")
FAMINE: Final = range(1930, 1935)
EXPORTS: Final = range(1930, 1934)
NORMAL: Final = (1931, 1932)
SEALED: Final = (1932, 1933)
NEP_PLANS: Final = ("nep", "nep_fast", "bukharin")
FEW_ARRESTS: Final = 0.1
NO_BIAS: Final = "collections.bias"
GRIP: Final = ("collections.grip_always", "collections.most_taken")

Outcomes = Mapping[str, Ensemble]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a work claims, between which figures, and how ours is taken from the outcomes it needs."""

    id: str
    work: str
    tag: str
    said: str
    quantity: str
    low: float
    high: float
    needs: tuple[str, ...]
    take: Callable[[Scenario, Outcomes], float]
    fitted: bool = True


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
    rows = [outcome.series.years.index(year) for year in FAMINE]
    by_year = outcome.series["famine_deaths"]
    if region:
        row = [each.id for each in scenario.regions].index(region)
        by_year = outcome.series.regional["famine_deaths"][:, row]
    return float(np.median(by_year[rows].sum(axis=0)))


def _of(reading: str, year: int, plan: str) -> Callable[[Scenario, Outcomes], float]:
    return lambda _, played: 100 * level(played[plan], reading, year) / level(played[HISTORY], reading, year)


def _dead(plan: str, region: str = "") -> Callable[[Scenario, Outcomes], float]:
    return lambda scenario, played: 100 * dead(played[plan], scenario, region) / dead(played[HISTORY], scenario, region)


def _mean(plans: Collection[str], years: Collection[int]) -> Callable[[Scenario, Outcomes], float]:
    """Consumption a head over some years against history, of the best of several plans, percent."""
    return lambda _, played: max(
        100
        * mean_level(played[plan], "consumption_per_head", years)
        / mean_level(played[HISTORY], "consumption_per_head", years)
        for plan in plans
    )


def _fewer_in_towns(_: Scenario, played: Outcomes) -> float:
    return level(played[HISTORY], "urban_population_jan1", 1940) - level(
        played["nep_fast"], "urban_population_jan1", 1940
    )


# --- variants ------------------------------------------------------------------------------------


def _no_campaign(scenario: Scenario) -> tuple[Scenario, Plan]:
    return scenario, _uncollectivised(scenario)


def _no_campaign_same_tonnes(scenario: Scenario) -> tuple[Scenario, Plan]:
    """The grip is whole, so that villages outside collective farms give up the same tonnes."""
    taken = variants.tonnes(scenario, scenario.plans[HISTORY])
    for path in GRIP:
        scenario = variants.held_at(scenario, path, 1.0)
    return scenario, variants.taking(scenario, _uncollectivised(scenario), taken)


def _uncollectivised(scenario: Scenario) -> Plan:
    start = {lever: scenario.levers[lever].start or 0.0 for lever in CAMPAIGN}
    least = min(start.values())
    return variants.ordering(scenario.plans[HISTORY], scenario.years, dict.fromkeys(CAMPAIGN, least))


def _no_bias(scenario: Scenario) -> tuple[Scenario, Plan]:
    return variants.scaled(scenario, NO_BIAS, 0.0), scenario.plans[HISTORY]


def _normal_weather(scenario: Scenario) -> tuple[Scenario, Plan]:
    return variants.weathered(scenario, NORMAL, 1.0), scenario.plans[HISTORY]


def _no_exports(scenario: Scenario) -> tuple[Scenario, Plan]:
    return scenario, variants.ordering(scenario.plans[HISTORY], EXPORTS, {"grain_exports": 0.0})


def _no_terror(scenario: Scenario) -> tuple[Scenario, Plan]:
    return scenario, variants.no_more(scenario.plans[HISTORY], "arrests", FEW_ARRESTS)


def _borders(freedom: float) -> Callable[[Scenario], tuple[Scenario, Plan]]:
    return lambda scenario: (
        scenario,
        variants.ordering(scenario.plans[HISTORY], SEALED, {"freedom_to_leave": freedom}),
    )


VARIANTS: Final[Mapping[str, Callable[[Scenario], tuple[Scenario, Plan]]]] = {
    "no_campaign": _no_campaign,
    "same_tonnes": _no_campaign_same_tonnes,
    "no_bias": _no_bias,
    "normal_weather": _normal_weather,
    "no_exports": _no_exports,
    "no_terror": _no_terror,
    "sealed": _borders(0.0),
    "open": _borders(1.0),
}
"""Variants of the historical plan by name; any other name is a plan of the scenario."""

ALLEN: Final = "Allen 2003"
PERCENT: Final = "% of history"
EVER: Final = math.inf

CLAIMS: Final = (
    Claim("fast_product", ALLEN, "seen; number recalled", "NEP with plan investment does nearly as well",
          f"product 1939, {PERCENT}", 93, 101, ("nep_fast",), _of("gdp_index", 1939, "nep_fast")),
    Claim("fast_industry", ALLEN, "seen; number recalled", "and industry likewise",
          f"industry 1939, {PERCENT}", 90, 98, ("nep_fast",), _of("industry_index", 1939, "nep_fast")),
    Claim("fast_towns", ALLEN, "seen; number recalled", "collectivisation drove people to the towns",
          "townspeople fewer on 1 January 1940, million", 2, 8, ("nep_fast",), _fewer_in_towns),
    Claim("fast_famine", ALLEN, "judgement", "no famine without the campaign",
          f"famine deaths, {PERCENT}", 0, 10, ("nep_fast",), _dead("nep_fast")),
    Claim("fast_consumption_early", ALLEN, "recalled", "living standards higher in the first years",
          f"consumption a head 1930-34, {PERCENT}", 100, EVER, ("nep_fast",), _mean(("nep_fast",), range(1930, 1935))),
    Claim("fast_consumption_late", ALLEN, "recalled", "and lower at the end of the decade",
          f"consumption a head 1939, {PERCENT}", -EVER, 100, ("nep_fast",),
          _of("consumption_per_head", 1939, "nep_fast")),
    Claim("nep_product", ALLEN, "seen; number recalled", "low investment and hard budgets are clearly slower",
          f"product 1939, {PERCENT}", 72, 87, ("nep",), _of("gdp_index", 1939, "nep")),
    Claim("nep_steel", ALLEN, "recalled", "with half the steel",
          f"steel 1939, {PERCENT}", 35, 65, ("nep",), _of("steel", 1939, "nep")),
    Claim("welfare", "Cheremukhin, Golosov, Guriev and Tsyvinski 2013", "seen",
          "1928-40 cost 24 % of consumption against the trend of the NEP",
          f"mean consumption a head 1928-40 of the best plan without a campaign, {PERCENT}", 110, 130,
          NEP_PLANS, _mean(NEP_PLANS, range(1928, 1941)), fitted=False),
    Claim("left_consumption", "Hunter and Szyrmer 1992", "seen, no number", "a slower drive leaves people better off",
          f"left: mean consumption a head 1928-40, {PERCENT}", 100, EVER, ("left",),
          _mean(("left",), range(1928, 1941))),
    Claim("left_readiness", "Hunter and Szyrmer 1992", "seen, no number", "and the country better able to resist",
          f"left: readiness January 1941, {PERCENT}", 100, EVER, ("left",), _of("war_readiness", 1941, "left")),
    Claim("bukharin_consumption", "Hunter and Szyrmer 1992", "seen, no number",
          "a slower drive leaves people better off",
          f"bukharin: mean consumption a head 1928-40, {PERCENT}", 100, EVER, ("bukharin",),
          _mean(("bukharin",), range(1928, 1941)), fitted=False),
    Claim("bukharin_readiness", "Hunter and Szyrmer 1992", "seen, no number", "and the country better able to resist",
          f"bukharin: readiness January 1941, {PERCENT}", 100, EVER, ("bukharin",),
          _of("war_readiness", 1941, "bukharin"), fitted=False),
    Claim("campaign_readiness", "Harrison 1985", "recalled", "collectivisation was no net gain for the war",
          f"no campaign: readiness January 1941, {PERCENT}", 95, EVER, ("no_campaign",),
          _of("war_readiness", 1941, "no_campaign")),
    Claim("same_tonnes", "Naumenko 2021", "seen", "collectivisation explains up to 52 % of Ukrainian deaths",
          f"no campaign, the same tonnes from each region: famine deaths, {PERCENT}", 40, 70, ("same_tonnes",),
          _dead("same_tonnes")),
    Claim("bias_ukraine", "Markevich, Naumenko and Qian 2024", "seen", "bias explains 92 % of the deaths of Ukraine",
          f"no bias: famine deaths in Ukraine, {PERCENT}", 5, 50, ("no_bias",), _dead("no_bias", "ukraine")),
    Claim("bias_union", "Markevich, Naumenko and Qian 2024", "seen", "and 77 % of those of three republics",
          f"no bias: famine deaths, {PERCENT}", 20, 90, ("no_bias",), _dead("no_bias")),
    Claim("weather", "Naumenko 2021 against Tauger 1991", "seen", "weather explains 8 %, or most of it",
          f"normal weather in 1931-32: famine deaths, {PERCENT}", 30, 95, ("normal_weather",),
          _dead("normal_weather")),
    Claim("exports", "Davies and Wheatcroft 2004", "design: no number", "grain sold abroad would have fed many",
          f"exports of 1930-33 withheld: famine deaths, {PERCENT}", 40, 70, ("no_exports",), _dead("no_exports")),
    Claim("faster_product", "Hunter 1973", "recalled", "a harder, earlier drive gains nothing",
          f"faster: product 1940, {PERCENT}", -EVER, 102, ("faster",), _of("gdp_index", 1940, "faster")),
    Claim("faster_famine", "Hunter 1973", "judgement", "and kills many more",
          f"faster: famine deaths, {PERCENT}", 120, EVER, ("faster",), _dead("faster")),
    Claim("terror_product", "Gregory and Harrison 2005; Harrison 1985", "judgement", "the arrests cost product",
          f"no terror: product 1940, {PERCENT}", 101, 104, ("no_terror",), _of("gdp_index", 1940, "no_terror"),
          fitted=False),
    Claim("terror_officers", "Harrison 1985", "judgement", "and officers",
          f"no terror: officers January 1941, {PERCENT}", 101, EVER, ("no_terror",),
          _of("officers", 1941, "no_terror"), fitted=False),
    Claim("sealed", "Markevich, Naumenko and Qian 2024", "seen, no number", "sealed borders made the famine worse",
          f"villages sealed in 1932-33: famine deaths, {PERCENT}", 100.5, EVER, ("sealed",), _dead("sealed")),
    Claim("open", "Markevich, Naumenko and Qian 2024", "seen, no number", "freedom to leave would have saved many",
          f"villages open in 1932-33: famine deaths, {PERCENT}", -EVER, 99.5, ("open",), _dead("open")),
)  # fmt: skip


def tell(scenario: Scenario, *, seed: int, futures: int) -> list[Told]:
    """Every claim beside ours, each outcome played once under history's weather."""
    played: dict[str, Ensemble] = {HISTORY: outcome(scenario, HISTORY, seed=seed, futures=futures)}
    lacking: set[str] = set()
    for name in dict.fromkeys(name for claim in CLAIMS for name in claim.needs):
        try:
            played[name] = outcome(scenario, name, seed=seed, futures=futures)
        except LookupError:  # no such plan, or a parameter that the model no longer has
            lacking.add(name)
    return [_told(claim, math.nan if lacking & {*claim.needs} else claim.take(scenario, played)) for claim in CLAIMS]


def outcome(scenario: Scenario, name: str, *, seed: int, futures: int) -> Ensemble:
    """A variant of the historical plan, or a plan of the scenario, under history's weather and the shipped parameters.

    LookupError where there is neither, RefusedError where it orders what may not be ordered.
    """
    scenario = replace(scenario, cloud=None)
    seen, plan = VARIANTS[name](scenario) if name in VARIANTS else (scenario, scenario.plans[name])
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
