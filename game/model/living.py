"""Living: what villages and towns have to eat from harvest to harvest, and how many die of hunger.

    e_a = min(e/α, e + (1 − s)(1 − e)⁺);  e_s = (e − α e_a)/(1 − α)             grain share, autumn and spring   [1]
    F_a = (1 − ω_L − ω_P) e_a + B + ω_L min(l̄, (L/P)/l₀) + φ ω_L min(1, (1 − k) M/(α M₀))      food index, autumn [1]
    F_s = (1 − ω_L − ω_P) e_s + B + ω_L min(l̄, (L'/P)/l₀) + φ ω_L min(1, k M/((1 − α) M₀))    spring [1]
    B = ω_P (1 − h_c C)(π₀ + (1 − π₀) private) + π c private;  F = α F_a + (1 − α) F_s           gardens; year [1]
    F_s ← F_s + φ ω_L min(1, M_s/((1 − α) M₀))                   with the meat of that spring's slaughter [1]
    q = (g − g₀)⁺ force;  C = min(k_c q, C̄);  ς = σ + σ_g q      searching, gardens searched out, spread of food  [1]
    d = V min(1, η (f₀ − F_s)⁺);  V ← V − d + ρ_v (V̄ − V + d)                 food drawn from belongings     [1]
    F̃_s = κ (F_s + d) + (1 − κ) F_a;  F̃_a = κ F_a + (1 − κ) F_s of the spring before    felt          [1]
    T(F̃) = [Φ((ln z − ln F̃)/ς) − Φ((ln z − ln f₀)/ς)]⁺                       starving share    [1]
    Φ(u) = 1/(1 + e^{−b v − b₃ v³}),  v = clip(u, −ū, ū)                  the normal distribution  [1]
    x = m T(F̃_s);  X_w = P x                                          winter and spring deaths [1; Mperson]
    X_a = P m_a m T(F̃_a)                                              autumn deaths        [Mperson]
    X_u = U μ_u (θ_u − F_u)⁺/ν_u                                      town deaths          [Mperson]
    F_u = ρ_u (k_t N_u/U)/r₀ + (1 − ρ_u)                                  town food index      [1]

Household food is lognormal inside a region: those below z starve and m of them die; it is needed
because a region's mean never falls low enough (Meng, Qian and Yared). Plans that do not bend to a village's
own harvest, searches and blacklists widen its spread. Indices are 1 at the diet of
1927/28. e is grain eaten in the year against the norm, g coerced share of the harvest, c collectivised share;
private and force are levers. L is the stock after the autumn's slaughter, L' that of 1 January. M is what its owners
can eat of that slaughter, k the part that keeps until the spring (frost, salt), M_s what they eat of the
spring's. Before, the meat of both fed the whole harvest year after them, so that a slaughtered herd still fed
its herdsmen when it was long eaten, and they starved a year late.

Changed against the first version: there one index held for a year and a quarter of the last one was
remembered, which smeared the deaths of 1933 over 1932 and 1934. Now a harvest is eaten twice. A short
household eats nearer its norm in autumn than it can afford (s = 1 would be perfect foresight), so the
shortage falls on the spring before the next harvest, as the monthly registers of deaths have it
(Rudnytskyi, Levchuk, Wolowyna and others: 65-80 % of rural deaths in January-July 1933); body reserves
reach back one half-year. The logistic of the first version had tails so thick that in ordinary years thousands
died, which kept the spread of food too narrow; now it follows the normal. Searches need force, not coerced tonnes alone: in 1936 as large a share was
taken of a harvest as small, and few died. Then the tail
was so thin that a million tonnes more or less of the plan of 1932 moved the deaths by a third or a half, and withheld
exports or ordinary weather ended the famine. The spread σ now has the bounds that surveys of households'
food give, and two things make the second hungry year worse than the first, and 1936 survivable, instead of a cliff:
belongings V (grain put by, poultry, clothes, gold for the Torgsin: Davies and Wheatcroft 2004; Osokina 1999), which
are eaten or sold once and slowly regained, and searches, which begin only where more is coerced (g₀) than was asked of all.
Form: judgement, after the works named.
"""

from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    starving_below: Annotated[Array, Q("z", "1", "nation", "food index below which a household starves", 0, 1)]
    spread_of_food: Annotated[Array, Q("σ", "1", "nation", "spread of household food inside a region, in logs", 0.01, 1)]
    spread_by_searches: Annotated[Array, Q("σ_g", "1", "nation", "spread that coerced collections add under full force", 0, 3)]
    deaths_of_starving: Annotated[Array, Q("m", "1", "nation", "share of the starving who die within a year", 0, 1)]
    normal_slope: Annotated[Array, Q("b", "1", "nation", "slope of the logistic that stands for the normal", 1, 2)]
    normal_bend: Annotated[Array, Q("b₃", "1", "nation", "cubic term that gives it the normal's thin tails", 0, 1)]
    normal_ends: Annotated[Array, Q("ū", "1", "nation", "standard deviations beyond which nobody is left", 4, 10)]
    ordinary_food: Annotated[Array, Q("f₀", "1", "nation", "food index at which nobody dies of hunger", 0, 1.5)]
    weight_of_this_season: Annotated[Array, Q("κ", "1", "nation", "weight of this half-year's food against the one before", 0, 1)]
    deaths_in_autumn: Annotated[Array, Q("m_a", "1", "nation", "deaths of the starving in autumn against those of a spring", 0, 1)]
    autumn_of_year: Annotated[Array, Q("α", "1", "nation", "part of the year from harvest to New Year", 0.1, 0.9)]
    foresight: Annotated[Array, Q("s", "1", "nation", "how far a short household saves for the spring", 0, 1)]
    belongings_at_most: Annotated[Array, Q("V̄", "1", "nation", "diet that a household's belongings can buy, a year's = 1", 0, 1)]
    belongings_sold: Annotated[Array, Q("η", "1", "nation", "share of belongings sold for each point of a spring's lack", 0, 5)]
    belongings_regained: Annotated[Array, Q("ρ_v", "1", "nation", "part of lost belongings regained in a year", 0, 1)]
    town_deaths: Annotated[Array, Q("μ_u", "1", "nation", "death rate in towns at the worst ration", 0, 1)]
    town_hunger_below: Annotated[Array, Q("θ_u", "1", "nation", "town food index below which people die", 0, 1)]
    town_hunger_depth: Annotated[Array, Q("ν_u", "1", "nation", "fall of the town index that gives that rate", 0.01, 1)]
    grain_in_town_diet: Annotated[Array, Q("ρ_u", "1", "nation", "share of the town diet that is grain", 0, 1)]
    town_norm: Annotated[Array, Q("r₀", "kg/person", "nation", "grain a townsman ate in 1928", 1)]
    kilograms_a_tonne: Annotated[Array, Q("k_t", "kg/t", "nation", "kilograms in a tonne", 1000, 1000)]
    diet_from_livestock: Annotated[Array, Q("ω_L", "1", "region", "share of the diet from livestock", 0, 1)]
    diet_from_potatoes: Annotated[Array, Q("ω_P", "1", "region", "share of the diet from potatoes and gardens", 0, 1)]
    asked_of_all: Annotated[Array, Q("g₀", "1", "nation", "coerced share of the harvest that brings no searches", 0, 1)]
    searched_share: Annotated[Array, Q("h_c", "1", "nation", "share of gardens that searches can take", 0, 1)]
    search_per_coercion: Annotated[Array, Q("k_c", "1", "nation", "searches brought by coerced collections", 0)]
    search_limit: Annotated[Array, Q("C̄", "1", "nation", "most that searches reach", 0, 1)]
    garden_without_market: Annotated[Array, Q("π₀", "1", "nation", "garden food where plots are closed", 0, 1)]
    plot_food: Annotated[Array, Q("π", "1", "nation", "food that collective farmers' plots add", 0, 1)]
    most_from_livestock: Annotated[Array, Q("l̄", "1", "nation", "most that herds can feed, 1928 = 1", 1)]
    meat_weight: Annotated[Array, Q("φ", "1", "nation", "food from slaughter against ordinary livestock food", 0, 1)]
    meat_kept: Annotated[Array, Q("k", "1", "nation", "meat of the autumn's slaughter that keeps until the spring", 0, 1)]
    meat_norm: Annotated[Array, Q("M₀", "Mhead", "region", "slaughter that fills the meat diet for a year", 0)]
    cattle_a_head: Annotated[Array, Q("l₀", "Mhead/Mperson", "region", "cattle, with sheep counted as cattle, a villager in 1928", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is remembered of food."""

    autumn_food: Annotated[Array, Q("F_a", "1", "region", "village food index of the last autumn, 1 = diet of 1927/28", 0)]
    spring_food: Annotated[Array, Q("F_s", "1", "region", "village food index from New Year to the harvest", 0)]
    town_food: Annotated[Array, Q("F_u", "1", "nation", "town food index", 0)]
    searching: Annotated[Array, Q("q", "1", "region", "searching: coerced share of the harvest times coercion", 0, 1)]
    belongings: Annotated[Array, Q("V", "1", "region", "diet that a household's belongings can buy, a year's = 1", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Winter:
    """Hunger between January and the harvest."""

    hunger_rate: Annotated[Array, Q("x", "1", "region", "excess death rate from New Year to the harvest", 0, 1)]
    winter_deaths: Annotated[Array, Q("X_w", "Mperson", "region", "village deaths from hunger before the harvest", 0)]
    town_deaths: Annotated[Array, Q("X_u", "Mperson", "region", "town deaths from hunger", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """Food indices of a harvest year."""

    food: Annotated[Array, Q("F", "1", "region", "village food index of the harvest year, 1 = diet of 1927/28", 0)]
    autumn_food: Annotated[Array, Q("F_a", "1", "region", "village food index from harvest to New Year", 0)]
    spring_food: Annotated[Array, Q("F_s", "1", "region", "village food index from New Year to the harvest", 0)]
    searching: Annotated[Array, Q("q", "1", "region", "searching: coerced share of the harvest times coercion", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Food after the harvest."""

    food: Annotated[Array, Q("F", "1", "region", "village food index of the harvest year, 1 = diet of 1927/28", 0)]
    autumn_food: Annotated[Array, Q("F_a", "1", "region", "village food index from harvest to New Year", 0)]
    spring_food: Annotated[Array, Q("F_s", "1", "region", "village food index from New Year to the harvest", 0)]
    town_food: Annotated[Array, Q("F_u", "1", "nation", "town food index, 1 = 1928", 0)]
    autumn_deaths: Annotated[Array, Q("X_a", "Mperson", "region", "village deaths from hunger after the harvest", 0)]
# fmt: on


def hunger_rate(p: Params, food: Array, food_before: Array, searching: Array) -> Array:
    """Share of villagers who would die in a spring of this food after an autumn of that, (R, N)."""
    felt = p.weight_of_this_season * food + (1 - p.weight_of_this_season) * food_before
    spread = p.spread_of_food + p.spread_by_searches * searching
    tail = _normal(p, (np.log(p.starving_below) - np.log(felt)) / spread)
    ordinary = _normal(p, (np.log(p.starving_below) - np.log(p.ordinary_food)) / spread)
    return p.deaths_of_starving * positive(tail - ordinary)


def drawn(p: Params, state: State) -> Array:
    """Food that a spring's hungry find by what they own, (R, N)."""
    return state.belongings * np.minimum(1, p.belongings_sold * positive(p.ordinary_food - state.spring_food))


def winter(p: Params, state: State, *, rural: Array, urban: Array, slaughtered: Array) -> tuple[Winter, State]:
    """Deaths from hunger before the harvest, in villages and towns; `slaughtered` is eaten in the same spring."""
    meat = np.minimum(1, slaughtered / ((1 - p.autumn_of_year) * p.meat_norm))
    state = replace(state, spring_food=state.spring_food + p.meat_weight * p.diet_from_livestock * meat)
    food = state.spring_food + drawn(p, state)
    rate = hunger_rate(p, food, state.autumn_food, state.searching)
    town_rate = p.town_deaths * positive(p.town_hunger_below - state.town_food) / p.town_hunger_depth
    return Winter(hunger_rate=rate, winter_deaths=rural * rate, town_deaths=urban * town_rate), state


def town_food(p: Params, grain: Array, urban: Array) -> Array:
    """Town food index from the grain that reached the towns; `grain` Mt, `urban` million people."""
    a_head = grain * p.kilograms_a_tonne / urban
    return p.grain_in_town_diet * a_head / p.town_norm + (1 - p.grain_in_town_diet)


def village_food(
    p: Params,
    *,
    grain_share: Array,
    coerced: Array,
    coercion: Array,
    cattle: Array,
    wintered: Array,
    rural: Array,
    slaughtered: Array,
    collectivised: Array,
    private: Array,
) -> Village:
    """Village food indices, (R, N), from grain eaten against the norm, gardens, herds and plots.

    `cattle` stand after the autumn's slaughter, `wintered` on 1 January; meat of that slaughter hardly keeps.
    """
    searching = positive(coerced - p.asked_of_all) * coercion
    searched = np.minimum(searching * p.search_per_coercion, p.search_limit)
    gardens = (1 - p.searched_share * searched) * (p.garden_without_market + (1 - p.garden_without_market) * private)
    from_gardens = p.diet_from_potatoes * gardens + p.plot_food * collectivised * private
    herds = np.minimum(p.most_from_livestock, (cattle / rural) / p.cattle_a_head)
    herds_left = np.minimum(p.most_from_livestock, (wintered / rural) / p.cattle_a_head)
    fresh = np.minimum(1, (1 - p.meat_kept) * slaughtered / (p.autumn_of_year * p.meat_norm))
    kept = np.minimum(1, p.meat_kept * slaughtered / ((1 - p.autumn_of_year) * p.meat_norm))
    in_autumn = np.minimum(grain_share / p.autumn_of_year, grain_share + (1 - p.foresight) * positive(1 - grain_share))
    in_spring = positive(grain_share - p.autumn_of_year * in_autumn) / (1 - p.autumn_of_year)
    of_grain = 1 - p.diet_from_livestock - p.diet_from_potatoes
    autumn = of_grain * in_autumn + from_gardens + p.diet_from_livestock * (herds + p.meat_weight * fresh)
    spring = of_grain * in_spring + from_gardens + p.diet_from_livestock * (herds_left + p.meat_weight * kept)
    return Village(
        food=p.autumn_of_year * autumn + (1 - p.autumn_of_year) * spring,
        autumn_food=autumn,
        spring_food=spring,
        searching=searching,
    )


def autumn(p: Params, state: State, village: Village, town: Array, rural: Array) -> tuple[Table, State]:
    """Deaths between the harvest and the new year, and what is remembered of this harvest."""
    owned = state.belongings - drawn(p, state)
    rate = p.deaths_in_autumn * hunger_rate(p, village.autumn_food, state.spring_food, village.searching)
    return (
        Table(
            food=village.food,
            autumn_food=village.autumn_food,
            spring_food=village.spring_food,
            town_food=town,
            autumn_deaths=rural * rate,
        ),
        State(
            autumn_food=village.autumn_food,
            spring_food=village.spring_food,
            town_food=town,
            searching=village.searching,
            belongings=owned + p.belongings_regained * positive(p.belongings_at_most - owned),
        ),
    )


def _normal(p: Params, u: Array) -> Array:
    """The cumulative normal distribution to three digits (Page 1977)."""
    within = bounded(u, -p.normal_ends, p.normal_ends)
    return 1 / (1 + np.exp(-within * (p.normal_slope + p.normal_bend * within * within)))
