"""Targets: what a fit is judged by, with how far it may be off and how much it counts.

Tolerances are those of the record's notes (`scenarios/base/record/SOURCES.md`, "Recommended calibration
targets") or wider: a model of thirteen regions is further from the truth than a good archive, and a
tolerance holds both. `worth` is how many independent observations a target stands for: years of one
series resemble one another, so that thirteen of them count as far fewer.

Never fitted, so that they can testify: net_rural_urban_migration, resistance, state_grain_stocks,
household_consumption_share_gnp, life_expectancy, camp_deaths.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from game.lab.candidates import Played, Variant
from game.model.quantity import Array

PLAN: Final = "history"


@dataclass(frozen=True, slots=True)
class Follow:
    """A reading that follows the record year by year.

    `tolerance` is a share of the record (kind log) or an amount in the reading's unit (kind points).
    Years in which the record stands below `least` are left out: a share of next to nothing says nothing.
    """

    reading: str
    tolerance: float
    worth: float = 4.0
    kind: Literal["log", "points"] = "log"
    first: int = 1928
    least: float = 0.0
    regional: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """A reading in one year, or added up from `year` to `last`, within a range of the literature."""

    reading: str
    year: int
    low: float
    high: float
    worth: float = 1.0
    region: str = ""
    last: int = 0


@dataclass(frozen=True, slots=True)
class Compare:
    """What a published counterfactual says of a variant beside history, within a wide range."""

    name: str
    variant: str
    last: int
    low: float
    high: float
    take: Callable[[Played, str], Array]
    worth: float = 0.5
    other: str = PLAN
    """The variant beside which it is set."""


FOLLOWED: Final = (
    Follow("population_jan1", 0.01, 5),
    Follow("births", 0.06, 4),
    Follow("deaths", 0.10, 2),
    Follow("gdp_index", 0.04, 5),
    Follow("gnp", 0.05, 2),
    Follow("industry_index", 0.05, 5),
    Follow("steel", 0.05, 9),
    Follow("electricity", 0.08, 2),
    Follow("urban_population_jan1", 0.03, 5),
    Follow("workers_employees", 0.05, 3),
    Follow("tractor_power", 0.05, 6),
    Follow("grain_harvest", 0.06, 5),
    Follow("grain_procurement", 0.05, 5),
    Follow("grain_exports", 0.08, 3, least=1.0),
    Follow("cattle_jan1", 0.06, 5),
    Follow("horses_jan1", 0.06, 5),
    Follow("sheep_goats_jan1", 0.12, 2),
    Follow("collectivised_households_pct", 3.0, 2, "points"),
    Follow("tanks_produced", 0.12, 3, first=1932),
    Follow("aircraft_produced", 0.12, 3, first=1932),
    Follow("guns_produced", 0.25, 1, first=1932),
    Follow("gross_investment_share_gnp", 1.0, 2, "points"),
    Follow("defence_share_gnp", 0.8, 2, "points"),
    Follow("gulag_total_jan1", 0.25, 1, first=1931),
    Follow("real_wage", 0.12, 1),
    Follow("collectivised_households_pct", 12.0, 1, "points", regional=True),
    Follow("grain_harvest", 0.15, 1, regional=True),
    Follow("grain_procurement", 0.12, 1, regional=True),
)

RANGES: Final = (
    Within("famine_deaths", 1931, 0.1, 0.4),
    Within("famine_deaths", 1932, 0.3, 1.2),
    Within("famine_deaths", 1933, 5.0, 7.3, 2),
    Within("famine_deaths", 1934, 0.0, 0.5),
    Within("famine_deaths", 1930, 6.0, 8.0, 4, last=1934),
    Within("famine_deaths", 1935, 0.0, 0.3, last=1940),
    Within("famine_deaths", 1930, 3.5, 4.1, 5, "ukraine", last=1934),
    Within("famine_deaths", 1930, 1.1, 1.6, 3, "kazakhstan", last=1934),
    Within("famine_deaths", 1930, 0.4, 1.0, 1, "north_caucasus", last=1934),
    Within("famine_deaths", 1930, 0.4, 1.2, 1, "volga", last=1934),
    Within("famine_deaths", 1930, 0.2, 0.6, 1, "central_black_earth", last=1934),
    Within("famine_deaths", 1930, 0.2, 0.6, 1, "urals", last=1934),
    Within("famine_deaths", 1930, 0.1, 0.4, 1, "siberia", last=1934),
    Within("famine_deaths", 1930, 0.1, 0.4, 1, "centre", last=1934),
    Within("share_taken", 1930, 31.0, 37.0, 1, "ukraine"),
    Within("share_taken", 1931, 41.0, 46.0, 1, "ukraine"),
    Within("share_taken", 1932, 31.0, 40.0, 1, "ukraine"),
    Within("consumption_per_head", 1932, 85.0, 95.0),
    Within("consumption_per_head", 1937, 97.0, 122.0),
)

VARIANTS: Final = (
    Variant("history", PLAN),
    Variant("nep_fast", "nep_fast"),
    Variant("nep", "nep"),
    Variant("faster", "faster"),
    Variant("slow", "slow"),
    Variant("no_campaign", PLAN, {"collectivisation_drive": 0.015, "collectivised_goal": 0.015}),
    Variant("no_bias", PLAN, parameters={"collections.bias": 0.0}),
    Variant("normal_weather", PLAN, normal=(1931, 1932)),
    Variant("less_taken", PLAN, {"procurement_plan": 20.545}, years=(1932,)),
    Variant("more_taken", PLAN, {"procurement_plan": 22.545}, years=(1932,)),
    Variant("no_exports", PLAN, {"grain_exports": 0.0}, years=(1930, 1931, 1932, 1933)),
    Variant("sealed", PLAN, {"freedom_to_leave": 0.0}, years=(1932, 1933)),
    Variant("open", PLAN, {"freedom_to_leave": 1.0}, years=(1932, 1933)),
)


def at(played: Played, variant: str, reading: str, year: int) -> Array:
    """A national reading in one year, (K,)."""
    found: Array = played.national[variant][reading][played.years.index(year)]
    return found


def over(played: Played, variant: str, reading: str, first: int, last: int) -> Array:
    """A national reading added up over years, (K,)."""
    since = played.years.index(first)
    found: Array = played.national[variant][reading][since : since + last - first + 1].sum(axis=0)
    return found


def ratio(reading: str, year: int) -> Callable[[Played, str], Array]:
    """A variant's reading against history's, in percent."""
    return lambda played, variant: 100.0 * at(played, variant, reading, year) / at(played, PLAN, reading, year)


def remaining(played: Played, variant: str) -> Array:
    """Share of history's hunger deaths of 1930-34 that a variant has, in percent."""
    return 100.0 * over(played, variant, "famine_deaths", 1930, 1934) / dead(played, PLAN)


def dead(played: Played, variant: str) -> Array:
    """Hunger deaths of 1930-34, millions; a little added so that it may divide."""
    return over(played, variant, "famine_deaths", 1930, 1934) + 0.05


def saved(played: Played, variant: str) -> Array:
    """Deaths of 1930-34 that a variant has more than history, millions."""
    return dead(played, variant) - dead(played, PLAN)


def against(other: str) -> Callable[[Played, str], Array]:
    """A variant's hunger deaths of 1930-34 against another's, in percent."""
    return lambda played, variant: 100.0 * dead(played, variant) / dead(played, other)


COMPARED: Final[tuple[Compare, ...]] = (
    Compare("Allen: NEP with the plan's investment, product 1939", "nep_fast", 1939, 93, 101, ratio("gdp_index", 1939)),
    Compare("Allen: NEP with the plan's investment, hunger", "nep_fast", 1934, -0.3, 0.3, dead),
    Compare("Allen: low investment, product 1939", "nep", 1939, 72, 87, ratio("gdp_index", 1939)),
    Compare("Allen: low investment, steel 1939", "nep", 1939, 40, 60, ratio("steel", 1939)),
    Compare("Hunter: no more product from haste, 1940", "faster", 1940, 92, 101, ratio("gdp_index", 1940)),
    Compare("Hunter and Szyrmer: slower, product 1940", "slow", 1940, 93, 103, ratio("gdp_index", 1940)),
    Compare("Naumenko: no campaign, deaths left", "no_campaign", 1934, 30, 70, remaining),
    Compare("Harrison: no campaign, readiness", "no_campaign", 1940, 95, 110, ratio("war_readiness", 1941)),
    Compare("Markevich, Naumenko, Qian: no bias, deaths left", "no_bias", 1934, 20, 90, remaining),
    Compare("Both schools: normal weather, deaths left", "normal_weather", 1934, 30, 95, remaining, 4.0),
    Compare("First version: a plan of 1932 lower by a million tonnes", "less_taken", 1934, -1.6, -0.6, saved, 2.0),
    Compare("First version: a plan of 1932 higher by a million tonnes", "more_taken", 1934, 0.8, 2.2, saved, 2.0),
    Compare("Davies and Wheatcroft: exports withheld, deaths left", "no_exports", 1934, 40, 70, remaining, 3.0),
    Compare("Markevich, Naumenko, Qian: sealed against open", "sealed", 1934, 103, 115, against("open"), 1.0, "open"),
)

READINGS: Final = frozenset(
    {each.reading for each in (*FOLLOWED, *RANGES)} | {"gdp_index", "steel", "famine_deaths", "war_readiness"}
)
