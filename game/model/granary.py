"""Granary: the state's grain and the village's, each balanced to the last tonne.

The state, in order:
    relief R = min(relief + N_g, Γ_s + r_c ΣΓ + N_g);  exports X = min(export, x̄ avail)                     [Mt]
    army Γ_a = min(a_m army, ā avail);  towns Γ_u = k ration U/k_t;  special supply k (s₀ + s_c ΣΓ), k ≤ 1,
    of which s_v to the villages of S_v and Γ_v elsewhere                                        [Mt]
    reserve ≤ k₀ + k_c ΣΓ;  free sale Γ_f ≤ f_u U;  the rest, with S_v's supply and aid, is Γ_r back to villages   [Mt]
The village:
    pot = H − Γ + G + returns + special supply + aid;  aid ∝ gap = (g_n n P + g_s Z_n − pot)⁺, over Σgap + ϵ   [Mt]
    Z = min(Z_n (1 − e_s (1 − φ₀)), z̄ pot),  φ₀ = min(1, pot/(n P + Z_n))                       seed kept   [Mt]
    food E = min(c₁ n P, a n P/(n P + w_f f u)), then feed fd ≤ f u, then food again ≤ c₂ n P,
    then store ≤ c_G n P, and the rest fx is fed or wasted;  E/nP is the food share, q = k_t E/P a head   [Mt; kg]
    n = max(H₀ (1 − m − σ_s) − f, n̲ P₀)/P₀;  f = f_h Ho₀ + f_c Ca₀                              norms       [t a head; Mt]

N_g is grain given from abroad: to villages by need, what they do not need to the state. Γ collected,
Γ_s state grain, G village grain in store, Z_n seed wanted, u herds to be fed; need by region is a
residual of 1928 (docs/model.md). Law: opening stocks + harvest + grain from abroad = exports
+ army + towns + special + food + feed + seed + waste + closing stocks. Form: docs/model.md (design).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, positive, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    relief_from_collections: Annotated[Array, Q("r_c", "1", "nation", "share of collections that relief may draw on", 0, 1)]
    most_exported: Annotated[Array, Q("x̄", "1", "nation", "most of the state's grain that can be shipped", 0, 1)]
    army_grain: Annotated[Array, Q("a_m", "Mt/Mperson", "nation", "grain a soldier and his horse a year", 0)]
    most_to_army: Annotated[Array, Q("ā", "1", "nation", "most of the state's grain that the army gets", 0, 1)]
    special_always: Annotated[Array, Q("s₀", "Mt", "nation", "supply of cotton, timber and industrial crops", 0)]
    special_from_collections: Annotated[Array, Q("s_c", "1", "nation", "the same, per tonne collected", 0, 1)]
    special_to_villages: Annotated[Array, Q("s_v", "1", "nation", "share of special supply that villages get", 0, 1)]
    special_regions: Annotated[Array, Q("S_v", "1", "region", "1 where villages get special supply", 0, 1)]
    reserve_always: Annotated[Array, Q("k₀", "Mt", "nation", "state reserve wanted", 0)]
    reserve_from_collections: Annotated[Array, Q("k_c", "1", "nation", "the same, per tonne collected", 0, 1)]
    free_sale: Annotated[Array, Q("f_u", "Mt/Mperson", "nation", "most sold freely to a townsman", 0)]
    kilograms_a_tonne: Annotated[Array, Q("k_t", "kg/t", "nation", "kilograms in a tonne", 1000, 1000)]
    marketed_share: Annotated[Array, Q("m", "1", "region", "share of the harvest marketed in the base year", 0, 1)]
    seed_rate: Annotated[Array, Q("σ_s", "1", "nation", "seed wanted, share of the normal harvest", 0, 1)]
    feed_a_horse: Annotated[Array, Q("f_h", "Mt/Mhead", "nation", "grain fed to a horse a year", 0)]
    feed_a_head_of_cattle: Annotated[Array, Q("f_c", "Mt/Mhead", "nation", "grain fed to a head of cattle a year", 0)]
    least_need: Annotated[Array, Q("n̲", "Mt/Mperson", "nation", "grain that a villager eats at the least in a normal year", 0)]
    relief_fills_food: Annotated[Array, Q("g_n", "1", "nation", "share of the food norm that relief fills up", 0, 1)]
    relief_fills_seed: Annotated[Array, Q("g_s", "1", "nation", "share of the seed wanted that relief fills up", 0, 1)]
    seed_eaten: Annotated[Array, Q("e_s", "1", "nation", "seed eaten where there is nothing else", 0, 1)]
    most_seed: Annotated[Array, Q("z̄", "1", "nation", "most of a village's grain kept for seed", 0, 1)]
    feed_against_food: Annotated[Array, Q("w_f", "1", "nation", "weight of feed against food when grain is short", 0, 1)]
    food_first: Annotated[Array, Q("c₁", "1", "nation", "food eaten before herds are fed in full, norm = 1", 0, 2)]
    food_more: Annotated[Array, Q("c₂", "1", "nation", "more eaten when herds are fed, norm = 1", 0, 1)]
    most_stored: Annotated[Array, Q("c_G", "1", "nation", "most that a village stores, food norm = 1", 0, 2)]
    smallest: Annotated[Array, Q("ϵ", "Mt", "nation", "a kilogram: keeps nought out of a divisor", 0, 1e-6)]
    normal_harvest: Annotated[Array, Q("H₀", "Mt", "region", "harvest of the base year in normal weather", 0.001)]
    rural_in_base_year: Annotated[Array, Q("P₀", "Mperson", "region", "villagers in the base year", 0)]
    horses_in_base_year: Annotated[Array, Q("Ho₀", "Mhead", "region", "horses in the base year", 0)]
    cattle_in_base_year: Annotated[Array, Q("Ca₀", "Mhead", "region", "cattle in the base year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Grain in store."""

    state_grain: Annotated[Array, Q("Γ_s", "Mt", "nation", "grain held by the state", 0)]
    village_grain: Annotated[Array, Q("G", "Mt", "region", "grain stored in villages", 0)]
    seed: Annotated[Array, Q("Z", "Mt", "region", "seed kept", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """What a region eats and feeds in a normal year."""

    need_a_head: Annotated[Array, Q("n", "Mt/Mperson", "region", "grain eaten by a villager in a normal year", 0)]
    feed: Annotated[Array, Q("f", "Mt", "region", "grain fed to the herds of the base year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Where the year's grain went."""

    relief: Annotated[Array, Q("R", "Mt", "nation", "relief that reached villages", 0)]
    exported: Annotated[Array, Q("X", "Mt", "nation", "grain exported", 0)]
    army: Annotated[Array, Q("Γ_a", "Mt", "nation", "grain for the army", 0)]
    towns: Annotated[Array, Q("Γ_u", "Mt", "nation", "rationed grain for towns", 0)]
    free_sale: Annotated[Array, Q("Γ_f", "Mt", "nation", "grain sold freely in towns", 0)]
    special: Annotated[Array, Q("Γ_v", "Mt", "nation", "special supply used outside the villages", 0)]
    returned: Annotated[Array, Q("Γ_r", "Mt", "region", "grain back to villages: returns, special supply, relief", 0)]
    food: Annotated[Array, Q("E", "Mt", "region", "grain eaten in villages", 0)]
    feed: Annotated[Array, Q("fd", "Mt", "region", "grain fed to herds", 0)]
    surplus_fed: Annotated[Array, Q("fx", "Mt", "region", "grain fed beyond the norm or wasted", 0)]
    seed: Annotated[Array, Q("Z", "Mt", "region", "seed kept", 0)]
    food_share: Annotated[Array, Q("E/nP", "1", "region", "grain eaten against the norm", 0)]
    feed_wanted: Annotated[Array, Q("f u", "Mt", "region", "feed wanted for the herds", 0)]
    kept_a_head: Annotated[Array, Q("q", "kg/person", "region", "grain eaten a villager", 0)]
# fmt: on


def norms(p: Params) -> Norms:
    """Food and feed of a normal year by region: what 1928 left after sales, seed and feed."""
    feed = p.feed_a_horse * p.horses_in_base_year + p.feed_a_head_of_cattle * p.cattle_in_base_year
    left = p.normal_harvest * (1 - p.marketed_share - p.seed_rate) - feed
    return Norms(
        need_a_head=np.maximum(left, p.least_need * p.rural_in_base_year) / p.rural_in_base_year,
        feed=feed,
    )


def balance(
    p: Params,
    state: State,
    *,
    norms: Norms,
    harvest: Array,
    collected: Array,
    seed_wanted: Array,
    mouths: Array,
    rural: Array,
    urban: Array,
    soldiers: Array,
    exports: Array,
    relief: Array,
    ration: Array,
    from_abroad: Array,
) -> tuple[Balance, State]:
    """The state's balance, then each village's; every tonne ends somewhere."""
    taken = total(collected)
    people = total(rural)
    townspeople = total(urban)

    in_hand = state.state_grain + taken + from_abroad
    set_aside = np.minimum(relief + from_abroad, state.state_grain + p.relief_from_collections * taken + from_abroad)
    after_relief = in_hand - set_aside
    exported = np.minimum(exports, p.most_exported * after_relief)
    after_exports = after_relief - exported
    army = np.minimum(p.army_grain * soldiers, p.most_to_army * after_exports)
    after_army = after_exports - army
    special_wanted = p.special_always + p.special_from_collections * taken
    ration_wanted = ration * townspeople / p.kilograms_a_tonne
    met = np.minimum(1, after_army / (ration_wanted + special_wanted))
    towns, special = ration_wanted * met, special_wanted * met
    left = positive(after_army - towns - special)
    reserve = np.minimum(left, p.reserve_always + p.reserve_from_collections * taken)
    free_sale = np.minimum(left - reserve, p.free_sale * townspeople)
    back = left - reserve - free_sale

    need = norms.need_a_head * rural
    feed_wanted = norms.feed * mouths
    village_special = special * p.special_to_villages
    served = p.special_regions * rural
    returned = back * rural / people + village_special * served / total(served)
    pot = harvest - collected + state.village_grain + returned
    first_look = np.minimum(1, pot / (need + seed_wanted))
    gap = positive(need * p.relief_fills_food + seed_wanted * p.relief_fills_seed - pot)
    aid = gap * np.minimum(1, set_aside / (total(gap) + p.smallest))
    relieved = total(aid)
    pot = pot + aid

    seed = np.minimum(seed_wanted * (1 - p.seed_eaten * (1 - first_look)), p.most_seed * pot)
    after_seed = pot - seed
    food = np.minimum(need * p.food_first, after_seed * need / (need + p.feed_against_food * feed_wanted))
    feed = np.minimum(feed_wanted, after_seed - food)
    rest = positive(after_seed - food - feed)
    more = np.minimum(rest, p.food_more * need)
    food = food + more
    rest = rest - more
    stored = np.minimum(rest, p.most_stored * need)
    return (
        Balance(
            relief=relieved,
            exported=exported,
            army=army,
            towns=towns,
            free_sale=free_sale,
            special=special - village_special,
            returned=returned + aid,
            food=food,
            feed=feed,
            surplus_fed=rest - stored,
            seed=seed,
            food_share=food / need,
            feed_wanted=feed_wanted,
            kept_a_head=food * p.kilograms_a_tonne / rural,
        ),
        State(state_grain=reserve + set_aside - relieved, village_grain=stored, seed=seed),
    )
