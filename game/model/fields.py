"""Fields: the grain that a region's fields yield.

    H = H₀ A ℓ (w + w₀(1 − w)) clip(δ/A, δ̲, δ̄)^β e (1 + τ)^t (1 + μ ln(KA/KA₀))     grain harvest   [Mt]
    δ = (p_h Ho + p_c Ca + p_t Tr)/δ₀                                            draught power, 1928 = 1   [1]
    A = a (s₀ + (1 − s₀) min(1, Z/(Z₀ a))),  a = 1 + α press min(1, (t + 1)/t_α)   sown area, 1928 = 1   [1]
    press = clip((proc − proc₀)/Δ, 0, 1)                                         pressure of the plan  [1]
    ℓ = min(1, P/(ψ P₀))^{½} (1 − ζ (θ − F_s)⁺)                                  hands at work         [1]
    e = (1 − e_D D − e_d d (c̲ + (1 − c̲) c) + e_p (tot − 1)(1 − e_m c))(1 − e_c c)    care                  [1]
    Z_n = σ_s H₀ (1 + α press)                                                   seed wanted           [Mt]

w is the year's weather, t the years since the base year, Z seed kept, Z₀ = σ_s H₀. Labour is surplus until
a fifth has gone; the hungry plough badly. D, d and c are resistance, disorganisation and the
collectivised share after the winter campaign; proc and tot are levers. Last year's tractors
work this year's fields. Form: docs/model.md (design).

Changed against the first version: seed is measured against the land that the plan wants sown, so that a
village that ate its seed sows less (the failed sowing of spring 1932: Davies and Wheatcroft 2004); the hungry are those of the spring just past (F_s), not of the whole
harvest year. What grain fetches is felt by members too, since their labour-days are paid out of it, if less (e_m): a price that buys
nothing gets no work (the scissors crisis of 1923, the collections crisis of 1927-28: Carr and Davies 1969; Davies and Wheatcroft 2004 on labour-days). Two terms stand at nought and are for lenses: e_c, a lasting loss of yields in collective
farms (Cheremukhin, Golosov, Guriev and Tsyvinski 2017), and w₀, the part of the weather that is denied
(Naumenko 2021 against Tauger 2001).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive, power, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    normal_harvest: Annotated[Array, Q("H₀", "Mt", "region", "harvest of the base year in normal weather", 0.001)]
    response_to_power: Annotated[Array, Q("β", "1", "nation", "elasticity of harvest to draught power", 0, 1)]
    least_power: Annotated[Array, Q("δ̲", "1", "nation", "draught power below which no more is lost", 0, 1)]
    most_power: Annotated[Array, Q("δ̄", "1", "nation", "draught power above which no more is gained", 1, 3)]
    horse_power: Annotated[Array, Q("p_h", "Mhp/Mhead", "nation", "power of a horse", 0)]
    cattle_power: Annotated[Array, Q("p_c", "Mhp/Mhead", "nation", "power of working cattle, a head of the herd", 0)]
    tractor_worth: Annotated[Array, Q("p_t", "1", "nation", "a tractor horsepower against a horse's", 0)]
    power_in_base_year: Annotated[Array, Q("δ₀", "Mhp", "region", "draught power in the base year", 0)]
    area_from_plan: Annotated[Array, Q("α", "1", "nation", "sown area that a pressing plan adds", 0, 1)]
    years_to_plough: Annotated[Array, Q("t_α", "1", "nation", "years until that area is under the plough", 1)]
    easy_plan: Annotated[Array, Q("proc₀", "Mt", "nation", "plan of collections that presses nobody", 0)]
    range_of_plan: Annotated[Array, Q("Δ", "Mt", "nation", "rise of the plan that presses fully", 0.1)]
    area_without_seed: Annotated[Array, Q("s₀", "1", "nation", "area sown where no seed was kept", 0, 1)]
    seed_rate: Annotated[Array, Q("σ_s", "1", "nation", "seed wanted, share of the normal harvest", 0, 1)]
    hands_needed: Annotated[Array, Q("ψ", "1", "nation", "share of the base year's villagers that the fields need", 0, 1)]
    rural_in_base_year: Annotated[Array, Q("P₀", "Mperson", "region", "villagers in the base year", 0)]
    weakness: Annotated[Array, Q("ζ", "1", "nation", "work lost to hunger", 0)]
    hunger_at_work: Annotated[Array, Q("θ", "1", "nation", "food index below which work suffers", 0, 1)]
    harm_of_resistance: Annotated[Array, Q("e_D", "1", "nation", "harvest lost to resistance", 0, 1)]
    harm_of_disorder: Annotated[Array, Q("e_d", "1", "nation", "harvest lost to disorganised work", 0, 1)]
    disorder_outside: Annotated[Array, Q("c̲", "1", "nation", "disorder felt outside collective farms", 0, 1)]
    care_for_price: Annotated[Array, Q("e_p", "1", "nation", "harvest gained from a better price", 0, 1)]
    price_lost_on_members: Annotated[Array, Q("e_m", "1", "nation", "share of that which members of collective farms do not feel", 0, 1)]
    lost_to_farms: Annotated[Array, Q("e_c", "1", "nation", "yields lost for good where all are in collective farms", 0, 1)]
    weather_denied: Annotated[Array, Q("w₀", "1", "nation", "part of the weather that does not count", 0, 1)]
    trend: Annotated[Array, Q("τ", "1", "nation", "yearly gain in yields", -0.1, 0.1)]
    machinery_in_base_year: Annotated[Array, Q("KA₀", "Grouble", "nation", "farm machinery in the base year", 0.1)]
    gain_from_machines: Annotated[Array, Q("μ", "1", "nation", "harvest gained from farm machinery, per log", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Tractors on the land."""

    tractor_power: Annotated[Array, Q("Tr", "Mhp", "region", "tractor power", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What the year's fields gave, and what they wait for."""

    harvest: Annotated[Array, Q("H", "Mt", "region", "grain harvest", 0)]
    draught_power: Annotated[Array, Q("δ", "1", "region", "draught power, 1928 = 1", 0)]
    plan_pressure: Annotated[Array, Q("press", "1", "nation", "pressure of January's plan", 0, 1)]
    sown_area: Annotated[Array, Q("A", "1", "region", "sown area, 1928 = 1", 0)]
    seed_wanted: Annotated[Array, Q("Z_n", "Mt", "region", "seed wanted for the next sowing", 0)]
# fmt: on


def harvest(
    p: Params,
    state: State,
    *,
    horses: Array,
    cattle: Array,
    machinery: Array,
    seed: Array,
    rural: Array,
    spring_food: Array,
    resistance: Array,
    disorganisation: Array,
    collectivised: Array,
    plan: Array,
    price: Array,
    weather: Array,
    elapsed: Array,
) -> Harvest:
    """The harvest by region, (R, N); `machinery` is farm capital against the base year's."""
    work = p.horse_power * horses + p.cattle_power * cattle + p.tractor_worth * state.tractor_power
    draught = work / p.power_in_base_year
    press = bounded((plan - p.easy_plan) / p.range_of_plan, 0, 1)
    sown = 1 + p.area_from_plan * press * np.minimum(1, (elapsed + 1) / p.years_to_plough)
    covered = np.minimum(1, seed / (p.seed_rate * p.normal_harvest * sown))
    area = sown * (p.area_without_seed + (1 - p.area_without_seed) * covered)
    hands = np.sqrt(np.minimum(1, rural / (p.hands_needed * p.rural_in_base_year)))
    hands = hands * (1 - p.weakness * positive(p.hunger_at_work - spring_food))
    care = (
        1
        - p.harm_of_resistance * resistance
        - p.harm_of_disorder * disorganisation * (p.disorder_outside + (1 - p.disorder_outside) * collectivised)
        + p.care_for_price * (price - 1) * (1 - p.price_lost_on_members * collectivised)
    )
    care = care * (1 - p.lost_to_farms * collectivised)
    felt = weather + p.weather_denied * (1 - weather)
    worked = power(bounded(draught / area, p.least_power, p.most_power), p.response_to_power)
    better = power(1 + p.trend, elapsed) * (1 + p.gain_from_machines * np.log(machinery))
    return Harvest(
        harvest=p.normal_harvest * area * hands * felt * worked * care * better,
        draught_power=draught,
        plan_pressure=press,
        sown_area=area,
        seed_wanted=p.seed_rate * p.normal_harvest * (1 + p.area_from_plan * press),
    )


def tractors(p: Params, state: State, *, made: Array, scrapped: Array) -> State:
    """Tractors after the year's deliveries, shared by normal harvest; `made` Mhp, `scrapped` a share."""
    share = p.normal_harvest / total(p.normal_harvest)
    return State(tractor_power=state.tractor_power * (1 - scrapped) + made * share)
