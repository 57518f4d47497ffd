"""Published: counterfactuals of the literature, each declared once, for the fit and for the page that judges it.

A claim is one figure of one variant, or of the best of several, beside another (as a rule the historical
plan) under the same weather, with the band that the work allows or, where it gives no number, the sign that
it states. `validate` sets ours beside that band. Where the fit is pulled by a claim too, `aim` says how much
it counts and, where the fit's own band or measure is another, why. Agreement with a claim that helped to
choose the model's figures is consistency and no evidence: `fitted` says so.

A variant is the same history with one thing otherwise; `game/lab/candidates.py` plays it under many
parameters at once, `game/lab/variants.py` as a scenario and a plan of their own. A name that is not under
`VARIANTS` is a plan of the scenario or one of the page's own (`game/report/validation/claims.py`).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Final, Literal

import numpy as np

from game.lab.candidates import Variant
from game.model.quantity import Array
from game.rules.observe import READINGS

HISTORY: Final = "history"
HUNGER: Final = "famine_deaths"
FAMINE: Final = (1930, 1934)
SEALED: Final = (1932, 1933)
NEP_PLANS: Final = ("nep", "nep_fast", "bukharin")

Rows = Callable[[str, str, str], Array]
"""The rows (T, N) of a reading, year by year, in a variant: asked by variant, reading and region ("" for all)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a claim is counted: a reading from `first` to `last` added up, beside the other's or by itself.

    share       percent of the other's: nought is nought, whatever the other has
    ratio       percent of the other's: nought beside nought is 100
    difference  what it has more than the other, in the reading's unit
    fewer       what it has less
    itself      as it is
    """

    reading: str
    first: int
    last: int = 0
    beside: Literal["share", "ratio", "difference", "fewer", "itself"] = "share"
    region: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """How much a claim counts in the fit; its own band or measure, where it has one, with the reason."""

    worth: float = 0.5
    low: float | None = None
    high: float | None = None
    measure: Measure | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a work claims, between which figures, how ours is counted and what it is to the fit."""

    id: str
    work: str
    tag: str
    said: str
    quantity: str
    low: float
    high: float
    variants: tuple[str, ...]
    measure: Measure
    aim: Aim | None = None
    fitted: bool = True
    other: str = HISTORY

    @property
    def needs(self) -> tuple[str, ...]:
        """Every variant that is counted."""
        return (*self.variants, self.other)

    @property
    def last(self) -> int:
        """The last year that is counted; a figure of a first of January tells of the year before."""
        return (self.measure.last or self.measure.first) - (READINGS[self.measure.reading].timing == "january")


def counted(measure: Measure, variants: tuple[str, ...], other: str, rows: Rows, start: int, little: float) -> Array:
    """The figure in each future, (N,), the best of the variants; `little` keeps a divisor from nought."""
    return reduce(np.maximum, (_counted(measure, variant, other, rows, start, little) for variant in variants))


def _counted(measure: Measure, variant: str, other: str, rows: Rows, start: int, little: float) -> Array:
    years = slice(measure.first - start, (measure.last or measure.first) - start + 1)

    def whole(name: str) -> Array:
        found: Array = rows(name, measure.reading, measure.region)[years].sum(axis=0)
        return found

    ours = whole(variant)
    match measure.beside:
        case "share":
            return 100.0 * ours / (whole(other) + little)
        case "ratio":
            return 100.0 * (ours + little) / (whole(other) + little)
        case "difference":
            return ours - whole(other)
        case "fewer":
            return whole(other) - ours
        case "itself":
            return ours + little


VARIANTS: Final = (
    Variant(HISTORY, HISTORY),
    Variant("nep_fast", "nep_fast"),
    Variant("nep", "nep"),
    Variant("faster", "faster"),
    Variant("slow", "slow"),
    # About the share of households that was in collective farms before the campaign.
    Variant("no_campaign", HISTORY, {"collectivisation_drive": 0.015, "collectivised_goal": 0.015}),
    Variant("no_bias", HISTORY, parameters={"collections.bias": 0.0}),
    Variant("normal_weather", HISTORY, normal=(1931, 1932)),
    Variant("less_taken", HISTORY, {"procurement_plan": 20.545}, years=(1932,)),
    Variant("more_taken", HISTORY, {"procurement_plan": 22.545}, years=(1932,)),
    Variant("no_exports", HISTORY, {"grain_exports": 0.0}, years=(1930, 1931, 1932, 1933)),
    Variant("sealed", HISTORY, {"freedom_to_leave": 0.0}, years=SEALED),
    Variant("open", HISTORY, {"freedom_to_leave": 1.0}, years=SEALED),
)

ALLEN: Final = "Allen 2003"
HUNTER_SZYRMER: Final = "Hunter and Szyrmer 1992"
MARKEVICH: Final = "Markevich, Naumenko and Qian 2024"
FIRST: Final = "The first version of this model"
PERCENT: Final = "% of history"
EVER: Final = math.inf
DEAD: Final = Measure(HUNGER, *FAMINE)
MORE_DEAD: Final = Measure(HUNGER, *FAMINE, "difference")
NEEDS_A_MIDDLE: Final = "a pull needs two ends, and the work gives one"


def _eaten(first: int, last: int) -> Measure:
    return Measure("consumption_per_head", first, last)


CLAIMS: Final = (
    Claim("fast_product", ALLEN, "seen; number recalled", "NEP with plan investment does nearly as well",
          f"product 1939, {PERCENT}", 93, 101, ("nep_fast",), Measure("gdp_index", 1939), Aim()),
    Claim("fast_industry", ALLEN, "seen; number recalled", "and industry likewise",
          f"industry 1939, {PERCENT}", 90, 98, ("nep_fast",), Measure("industry_index", 1939)),
    Claim("fast_towns", ALLEN, "seen; number recalled", "collectivisation drove people to the towns",
          "townspeople fewer on 1 January 1940, million", 2, 8, ("nep_fast",),
          Measure("urban_population_jan1", 1940, beside="fewer")),
    Claim("fast_famine", ALLEN, "judgement", "no famine without the campaign",
          f"famine deaths, {PERCENT}", 0, 10, ("nep_fast",), DEAD,
          Aim(low=-0.3, high=0.3, measure=Measure(HUNGER, *FAMINE, "itself"),
              why="in million: a share of history's would be mended by more deaths in history")),
    Claim("fast_consumption_early", ALLEN, "recalled", "living standards higher in the first years",
          f"consumption a head 1930-34, {PERCENT}", 100, EVER, ("nep_fast",), _eaten(1930, 1934)),
    Claim("fast_consumption_late", ALLEN, "recalled", "and lower at the end of the decade",
          f"consumption a head 1939, {PERCENT}", -EVER, 100, ("nep_fast",), _eaten(1939, 1939)),
    Claim("nep_product", ALLEN, "seen; number recalled", "low investment and hard budgets are clearly slower",
          f"product 1939, {PERCENT}", 72, 87, ("nep",), Measure("gdp_index", 1939), Aim()),
    Claim("nep_steel", ALLEN, "recalled", "with half the steel",
          f"steel 1939, {PERCENT}", 35, 65, ("nep",), Measure("steel", 1939),
          Aim(low=40, high=60, why="half is the figure; 15 points either way are how well it is remembered")),
    Claim("welfare", "Cheremukhin, Golosov, Guriev and Tsyvinski 2013", "seen",
          "1928-40 cost 24 % of consumption against the trend of the NEP",
          f"mean consumption a head 1928-40 of the best plan without a campaign, {PERCENT}", 110, 130,
          NEP_PLANS, _eaten(1928, 1940), fitted=False),
    Claim("left_consumption", HUNTER_SZYRMER, "seen, no number", "a slower drive leaves people better off",
          f"left: mean consumption a head 1928-40, {PERCENT}", 100, EVER, ("left",), _eaten(1928, 1940)),
    Claim("left_readiness", HUNTER_SZYRMER, "seen, no number", "and the country better able to resist",
          f"left: readiness January 1941, {PERCENT}", 100, EVER, ("left",), Measure("war_readiness", 1941)),
    Claim("bukharin_consumption", HUNTER_SZYRMER, "seen, no number", "a slower drive leaves people better off",
          f"bukharin: mean consumption a head 1928-40, {PERCENT}", 100, EVER, ("bukharin",),
          _eaten(1928, 1940), fitted=False),
    Claim("bukharin_readiness", HUNTER_SZYRMER, "seen, no number", "and the country better able to resist",
          f"bukharin: readiness January 1941, {PERCENT}", 100, EVER, ("bukharin",),
          Measure("war_readiness", 1941), fitted=False),
    Claim("faster_product", "Hunter 1973", "recalled", "a harder, earlier drive gains nothing",
          f"faster: product 1940, {PERCENT}", -EVER, 102, ("faster",), Measure("gdp_index", 1940),
          Aim(low=92, high=101, why=NEEDS_A_MIDDLE)),
    Claim("faster_famine", "Hunter 1973", "judgement", "and kills many more",
          f"faster: famine deaths, {PERCENT}", 120, EVER, ("faster",), DEAD),
    Claim("slow_product", HUNTER_SZYRMER, "seen, no number", "a slower drive loses little product",
          f"slow: product 1940, {PERCENT}", 93, 103, ("slow",), Measure("gdp_index", 1940), Aim()),
    Claim("campaign_famine", "Naumenko 2021", "seen; band judged", "collectivisation explains about half of the deaths",
          f"no campaign: famine deaths, {PERCENT}", 30, 70, ("no_campaign",), DEAD, Aim()),
    Claim("campaign_readiness", "Harrison 1985", "recalled", "collectivisation was no net gain for the war",
          f"no campaign: readiness January 1941, {PERCENT}", 95, EVER, ("no_campaign",),
          Measure("war_readiness", 1941), Aim(low=95, high=110, why=NEEDS_A_MIDDLE)),
    Claim("same_tonnes", "Naumenko 2021", "seen", "collectivisation explains up to 52 % of Ukrainian deaths",
          f"no campaign, the same tonnes from each region: famine deaths, {PERCENT}", 40, 70, ("same_tonnes",), DEAD),
    Claim("bias_ukraine", MARKEVICH, "seen", "bias explains 92 % of the deaths of Ukraine",
          f"no bias: famine deaths in Ukraine, {PERCENT}", 5, 50, ("no_bias",),
          Measure(HUNGER, *FAMINE, region="ukraine")),
    Claim("bias_union", MARKEVICH, "seen", "and 77 % of those of three republics",
          f"no bias: famine deaths, {PERCENT}", 20, 90, ("no_bias",), DEAD, Aim()),
    Claim("weather", "Naumenko 2021 against Tauger 1991", "seen", "weather explains 8 %, or most of it",
          f"normal weather in 1931-32: famine deaths, {PERCENT}", 30, 95, ("normal_weather",), DEAD, Aim(4.0)),
    Claim("less_taken", FIRST, "judgement", "a million tonnes less asked for in 1932 saves many",
          "famine deaths more than in history, million", -1.6, -0.6, ("less_taken",), MORE_DEAD, Aim(2.0)),
    Claim("more_taken", FIRST, "judgement", "and a million tonnes more kills many",
          "famine deaths more than in history, million", 0.8, 2.2, ("more_taken",), MORE_DEAD, Aim(2.0)),
    Claim("exports", "Davies and Wheatcroft 2004", "design: no number", "grain sold abroad would have fed many",
          f"exports of 1930-33 withheld: famine deaths, {PERCENT}", 40, 70, ("no_exports",), DEAD, Aim(3.0)),
    Claim("terror_product", "Gregory and Harrison 2005; Harrison 1985", "judgement", "the arrests cost product",
          f"no terror: product 1940, {PERCENT}", 101, 104, ("no_terror",), Measure("gdp_index", 1940), fitted=False),
    Claim("terror_officers", "Harrison 1985", "judgement", "and officers",
          f"no terror: officers January 1941, {PERCENT}", 101, EVER, ("no_terror",),
          Measure("officers", 1941), fitted=False),
    Claim("sealed", MARKEVICH, "seen, no number", "sealed borders made the famine worse",
          f"villages sealed in 1932-33: famine deaths, {PERCENT}", 100.5, EVER, ("sealed",), DEAD),
    Claim("open", MARKEVICH, "seen, no number", "freedom to leave would have saved many",
          f"villages open in 1932-33: famine deaths, {PERCENT}", -EVER, 99.5, ("open",), DEAD),
    Claim("sealed_open", MARKEVICH, "seen, no number; band judged", "the two beside one another",
          "villages sealed in 1932-33: famine deaths, % of those with villages open", 103, 115, ("sealed",),
          Measure(HUNGER, *FAMINE, "ratio"), Aim(1.0), other="open"),
)  # fmt: skip
