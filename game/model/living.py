"""Living: what villages and towns have to eat, and how many die of hunger.

    F̃ = κ F + (1 − κ) B                                              felt food index      [1]
    x = m [Φ((ln z − ln F̃)/σ) − Φ((ln z − ln f₀)/σ)]⁺                 excess death rate    [1]
    Φ(u) = 1/(1 + e^{−b u})
    X_w = η P x                                                       winter deaths        [Mperson]
    X_a = (1 − η) P x                                                 autumn deaths        [Mperson]
    X_u = U μ_u (θ_u − F_u)⁺/ν_u                                      town deaths          [Mperson]
    F_u = ρ_u (k_t N_u/U)/r₀ + (1 − ρ_u)                                  town food index      [1]
    F = (1 − ω_L − ω_P) E/n + ω_P (1 − h_c C)(π₀ + (1 − π₀) private)
        + ω_L min(l̄, (Ca/P)/l₀) + φ ω_L min(1, M/M₀) + π c private      food index   [1]
    C = min(k_c g, C̄)                                                 potatoes searched out [1]

Household food is lognormal inside a region: those below z starve and m of them die; it is needed
because a region's mean never falls low enough (Meng, Qian and Yared). F and B are the indices
after this and the last harvest, 1 = the diet of 1927/28. E is grain eaten, n the norm, M meat
from slaughter, g coerced share of the harvest, c collectivised share; private is the lever.
Form: docs/model.md (design, after the works named there).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, positive


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    starving_below: Annotated[Array, Q("z", "1", "nation", "food index below which a household starves", 0, 1)]
    spread_of_food: Annotated[Array, Q("σ", "1", "nation", "spread of household food inside a region, in logs", 0.01, 1)]
    deaths_of_starving: Annotated[Array, Q("m", "1", "nation", "share of the starving who die within a year", 0, 1)]
    logistic_slope: Annotated[Array, Q("b", "1", "nation", "slope that makes the logistic stand for the normal", 1, 2)]
    ordinary_food: Annotated[Array, Q("f₀", "1", "nation", "food index at which nobody dies of hunger", 0, 1.5)]
    weight_of_this_harvest: Annotated[Array, Q("κ", "1", "nation", "weight of this harvest's food against the last", 0, 1)]
    before_next_harvest: Annotated[Array, Q("η", "1", "nation", "share of hunger deaths before the next harvest", 0, 1)]
    town_deaths: Annotated[Array, Q("μ_u", "1", "nation", "death rate in towns at the worst ration", 0, 1)]
    town_hunger_below: Annotated[Array, Q("θ_u", "1", "nation", "town food index below which people die", 0, 1)]
    town_hunger_depth: Annotated[Array, Q("ν_u", "1", "nation", "fall of the town index that gives that rate", 0.01, 1)]
    grain_in_town_diet: Annotated[Array, Q("ρ_u", "1", "nation", "share of the town diet that is grain", 0, 1)]
    town_norm: Annotated[Array, Q("r₀", "kg/person", "nation", "grain a townsman ate in 1928", 1)]
    kilograms_a_tonne: Annotated[Array, Q("k_t", "kg/t", "nation", "kilograms in a tonne", 1000, 1000)]
    diet_from_livestock: Annotated[Array, Q("ω_L", "1", "region", "share of the diet from livestock", 0, 1)]
    diet_from_potatoes: Annotated[Array, Q("ω_P", "1", "region", "share of the diet from potatoes and gardens", 0, 1)]
    searched_share: Annotated[Array, Q("h_c", "1", "nation", "share of gardens that searches can take", 0, 1)]
    search_per_coercion: Annotated[Array, Q("k_c", "1", "nation", "searches brought by coerced collections", 0)]
    search_limit: Annotated[Array, Q("C̄", "1", "nation", "most that searches reach", 0, 1)]
    garden_without_market: Annotated[Array, Q("π₀", "1", "nation", "garden food where plots are closed", 0, 1)]
    plot_food: Annotated[Array, Q("π", "1", "nation", "food that collective farmers' plots add", 0, 1)]
    most_from_livestock: Annotated[Array, Q("l̄", "1", "nation", "most that herds can feed, 1928 = 1", 1)]
    meat_weight: Annotated[Array, Q("φ", "1", "nation", "food from slaughter against ordinary livestock food", 0, 1)]
    meat_norm: Annotated[Array, Q("M₀", "Mhead", "region", "slaughter that fills the meat diet for a year", 0)]
    cattle_a_head: Annotated[Array, Q("l₀", "Mhead/Mperson", "region", "cattle a rural head in 1928", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is remembered of food."""

    food: Annotated[Array, Q("F", "1", "region", "village food index after the last harvest, 1 = diet of 1927/28", 0)]
    food_before: Annotated[Array, Q("B", "1", "region", "village food index after the harvest before", 0)]
    town_food: Annotated[Array, Q("F_u", "1", "nation", "town food index", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Winter:
    """Hunger between January and the harvest."""

    hunger_rate: Annotated[Array, Q("x", "1", "region", "excess death rate of the harvest year", 0, 1)]
    winter_deaths: Annotated[Array, Q("X_w", "Mperson", "region", "village deaths from hunger before the harvest", 0)]
    town_deaths: Annotated[Array, Q("X_u", "Mperson", "region", "town deaths from hunger", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Food after the harvest."""

    food: Annotated[Array, Q("F", "1", "region", "village food index, 1 = diet of 1927/28", 0)]
    town_food: Annotated[Array, Q("F_u", "1", "nation", "town food index, 1 = 1928", 0)]
    autumn_deaths: Annotated[Array, Q("X_a", "Mperson", "region", "village deaths from hunger after the harvest", 0)]
# fmt: on


def hunger_rate(p: Params, food: Array, food_before: Array) -> Array:
    """Share of villagers who die of hunger in a harvest year, (R, N)."""
    felt = p.weight_of_this_harvest * food + (1 - p.weight_of_this_harvest) * food_before
    tail = _logistic(p, (np.log(p.starving_below) - np.log(felt)) / p.spread_of_food)
    ordinary = _logistic(p, (np.log(p.starving_below) - np.log(p.ordinary_food)) / p.spread_of_food)
    return p.deaths_of_starving * positive(tail - ordinary)


def winter(p: Params, state: State, rural: Array, urban: Array) -> Winter:
    """Deaths from hunger before the harvest, in villages and towns."""
    rate = hunger_rate(p, state.food, state.food_before)
    town_rate = p.town_deaths * positive(p.town_hunger_below - state.town_food) / p.town_hunger_depth
    return Winter(
        hunger_rate=rate,
        winter_deaths=rural * rate * p.before_next_harvest,
        town_deaths=urban * town_rate,
    )


def town_food(p: Params, grain: Array, urban: Array) -> Array:
    """Town food index from the grain that reached the towns; `grain` Mt, `urban` million people."""
    a_head = grain * p.kilograms_a_tonne / urban
    return p.grain_in_town_diet * a_head / p.town_norm + (1 - p.grain_in_town_diet)


def village_food(
    p: Params,
    *,
    grain_share: Array,
    coerced: Array,
    cattle: Array,
    rural: Array,
    slaughtered: Array,
    collectivised: Array,
    private: Array,
) -> Array:
    """Village food index, (R, N), from grain eaten against the norm, gardens, herds and plots."""
    searched = np.minimum(coerced * p.search_per_coercion, p.search_limit)
    gardens = (1 - p.searched_share * searched) * (p.garden_without_market + (1 - p.garden_without_market) * private)
    herds = np.minimum(p.most_from_livestock, (cattle / rural) / p.cattle_a_head)
    meat = np.minimum(1, slaughtered / p.meat_norm)
    grain = (1 - p.diet_from_livestock - p.diet_from_potatoes) * grain_share
    return (
        grain
        + p.diet_from_potatoes * gardens
        + p.diet_from_livestock * (herds + p.meat_weight * meat)
        + p.plot_food * collectivised * private
    )


def autumn(p: Params, state: State, food: Array, town: Array, rural: Array) -> tuple[Table, State]:
    """Deaths between the harvest and the new year, and what is remembered of this harvest."""
    rate = hunger_rate(p, food, state.food)
    deaths = rural * rate * (1 - p.before_next_harvest)
    return (
        Table(food=food, town_food=town, autumn_deaths=deaths),
        State(food=food, food_before=state.food, town_food=town),
    )


def _logistic(p: Params, u: Array) -> Array:
    return 1 / (1 + np.exp(-p.logistic_slope * u))
