"""Granary: the state's grain, the village's, and the grain that villages sell to villages.

The state, in order:
    relief set aside R_a = min(relief + N_g, lack, Γ_s + r_c ΣΓ + N_g), lack the Σgap before anything is sent;  exports X = min(export, x̄ avail)         [Mt]
    army Γ_a = min(a_m army, ā avail);  towns Γ_u = k ration U/k_t;  special supply k (s₀ + s_c ΣΓ), k ≤ 1,
    of which s_v to the villages of S_v and Γ_v elsewhere                                        [Mt]
    reserve Γ_k ≤ k₀ + k_c ΣΓ;  free sale Γ_f ≤ f_u U;  of the rest b_v, with S_v's supply, is R_r back
    to villages, k_s (k₀ + k_c ΣΓ) at most is stored too, and what is over goes to special supply       [Mt]
The village:
    Λ = l_g (H − Γ) lost in store and on the road;  pot = H − Γ − Λ + G + R_r + aid                            [Mt]
    aid ∝ gap = (g_n n P + g_s Z_n − pot)⁺, over Σgap + ϵ;  R = Σaid, and Γ_r = R_r + aid                        [Mt]
    over = (pot − n P − Z_n − k_f f u)⁺, short = (n P + Z_n + f u − pot)⁺ min(1, tot)^ε_b                       [Mt]
    trade T = o min(Σover + b Γ_f, Σshort) to the short pro rata, from villages with grain over (N is what
    a region's villages buy of other villages less what they sell) and from the free sale of the towns (N_u)   [Mt]
    o = o₀ + (1 − o₀)(private − p̲)⁺/(1 − p̲)                                  openness of village trade        [1]
    Z = min(Z_n (1 − e_s (1 − φ₀)), z̄ pot),  φ₀ = min(1, pot/(n P + Z_n))                       seed kept   [Mt]
    food E = min(c₁ n P, a n P/(n P + w_f f u)), then feed fd ≤ f u, then food again ≤ c₂ n P,
    then store ≤ c_G n P, and the rest fx is fed or wasted;  E/nP is the food share, q = k_t E/P a head   [Mt; kg]
    f = φ_r (f_h Ho₀ + f_c Ca₀)                                                   feed of the base year      [Mt]

    Γ_h = Γ_s + u_J (X + Γ_a + Γ_u + Γ_f + Γ_v)                                    held on 1 January          [Mt]

N_g is grain given from abroad: to villages by need, what they do not need to the state. Γ collected,
Γ_s state grain, G village grain in store, Z_n seed wanted, u herds to be fed, P those who sit down to the table after
the hungry have left, a what seed leaves of the pot. Law: opening stocks + harvest + grain from
abroad = exports + army + towns + special + food + feed + seed + waste + closing stocks, and ΣN = 0.

Changed against the first version: there a region's norm was what sales, seed and feed of 1928 left
(55 to 440 kg), which hid trade between villages. Now n is what villagers ate by the budget surveys of the
1920s (orders recalled), feed is by norm, and what a village lacks it buys, of villages and of the towns' free sale, while markets are open: the grain
that reached the consuming provinces, the cotton lands and the herders so, outside the plan, died with
private trade (Davies and Wheatcroft 2004; Pianciola 2004), and villagers queued for bread in the towns of
1936-37 (Osokina 1999). What the state had over used to go back to the villages to the last tonne, so that grain not
shipped fed the starving; now it gives back a part b_v, stores, feeds and distils the rest (judgement). Forms of trade
and loss: judgement.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, positive, power, total


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
    special_regions: Annotated[Array, Q("S_v", "1", "region", "special supply of a villager, most = 1", 0, 1)]
    reserve_always: Annotated[Array, Q("k₀", "Mt", "nation", "state reserve wanted", 0)]
    reserve_from_collections: Annotated[Array, Q("k_c", "1", "nation", "the same, per tonne collected", 0, 1)]
    given_back: Annotated[Array, Q("b_v", "1", "nation", "part of what is then left that goes back to villages, not into store", 0, 1)]
    store_beside_reserve: Annotated[Array, Q("k_s", "1", "nation", "most that the state stores beside its reserve, reserve wanted = 1", 0, 5)]
    free_sale: Annotated[Array, Q("f_u", "Mt/Mperson", "nation", "most sold freely to a townsman", 0)]
    kilograms_a_tonne: Annotated[Array, Q("k_t", "kg/t", "nation", "kilograms in a tonne", 1000, 1000)]
    food_norm: Annotated[Array, Q("n", "Mt/Mperson", "region", "grain eaten by a villager in a normal year", 0.01)]
    lost_in_store: Annotated[Array, Q("l_g", "1", "nation", "share of a village's grain lost in store and on the road", 0, 1)]
    feed_practice: Annotated[Array, Q("φ_r", "1", "region", "grain fed against the norm; least where herds graze", 0, 2)]
    feed_a_horse: Annotated[Array, Q("f_h", "Mt/Mhead", "nation", "grain fed to a horse a year", 0)]
    feed_a_head_of_cattle: Annotated[Array, Q("f_c", "Mt/Mhead", "nation", "grain fed to a head of cattle a year", 0)]
    trade_without_markets: Annotated[Array, Q("o₀", "1", "nation", "village trade that goes on where markets are closed", 0, 1)]
    trade_dies_at: Annotated[Array, Q("p̲", "1", "nation", "openness of markets at which trade between regions dies", 0, 0.99)]
    feed_kept_by_sellers: Annotated[Array, Q("k_f", "1", "nation", "share of the feed norm that village sellers keep first", 0, 2)]
    bread_to_villages: Annotated[Array, Q("b", "1", "nation", "share of the towns' free sale that villagers may buy", 0, 1)]
    buyers_purse: Annotated[Array, Q("ε_b", "1", "nation", "answer of village buyers to the price peasants are paid", 0, 2)]
    relief_fills_food: Annotated[Array, Q("g_n", "1", "nation", "share of the food norm that relief fills up", 0, 1)]
    relief_fills_seed: Annotated[Array, Q("g_s", "1", "nation", "share of the seed wanted that relief fills up", 0, 1)]
    seed_eaten: Annotated[Array, Q("e_s", "1", "nation", "seed eaten where there is nothing else", 0, 1)]
    most_seed: Annotated[Array, Q("z̄", "1", "nation", "most of a village's grain kept for seed", 0, 1)]
    feed_against_food: Annotated[Array, Q("w_f", "1", "nation", "weight of feed against food when grain is short", 0, 1)]
    food_first: Annotated[Array, Q("c₁", "1", "nation", "food eaten before herds are fed in full, norm = 1", 0, 2)]
    food_more: Annotated[Array, Q("c₂", "1", "nation", "more eaten when herds are fed, norm = 1", 0, 1)]
    most_stored: Annotated[Array, Q("c_G", "1", "nation", "most that a village stores, food norm = 1", 0, 2)]
    spring_uses: Annotated[Array, Q("u_J", "1", "nation", "part of the year's uses that falls after 1 January", 0, 1)]
    smallest: Annotated[Array, Q("ϵ", "Mt", "nation", "a kilogram: keeps nought out of a divisor", 0, 1e-6)]
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
    """What a region eats, feeds and sows."""

    need_a_head: Annotated[Array, Q("n", "Mt/Mperson", "region", "grain eaten by a villager in a normal year", 0)]
    feed: Annotated[Array, Q("f", "Mt", "region", "grain fed to the herds of the base year", 0)]
    feed_wanted: Annotated[Array, Q("f u", "Mt", "region", "feed wanted for the herds", 0)]
    seed_wanted: Annotated[Array, Q("Z_n", "Mt", "region", "seed wanted for the next sowing", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What the state did with its grain."""

    set_aside: Annotated[Array, Q("R_a", "Mt", "nation", "grain set aside for relief", 0)]
    exported: Annotated[Array, Q("X", "Mt", "nation", "grain exported", 0)]
    army: Annotated[Array, Q("Γ_a", "Mt", "nation", "grain for the army", 0)]
    towns: Annotated[Array, Q("Γ_u", "Mt", "nation", "rationed grain for towns", 0)]
    free_sale: Annotated[Array, Q("Γ_f", "Mt", "nation", "grain sold freely in towns", 0)]
    special: Annotated[Array, Q("Γ_v", "Mt", "nation", "special supply used outside the villages", 0)]
    reserve: Annotated[Array, Q("Γ_k", "Mt", "nation", "state reserve", 0)]
    to_villages: Annotated[Array, Q("R_r", "Mt", "region", "grain back to villages: returns and special supply", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What a region's villages hold after relief and trade with other villages."""

    pot: Annotated[Array, Q("pot", "Mt", "region", "grain that the villages hold", 0)]
    aid: Annotated[Array, Q("aid", "Mt", "region", "relief that reached the villages", 0)]
    bought: Annotated[Array, Q("N", "Mt", "region", "grain bought from other regions' villages, less what was sold")]
    bread: Annotated[Array, Q("N_u", "Mt", "region", "grain that villagers bought in towns", 0)]
    lost: Annotated[Array, Q("Λ", "Mt", "region", "grain lost in store and on the road", 0)]


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
    bought: Annotated[Array, Q("N", "Mt", "region", "grain bought from other regions' villages, less what was sold")]
    bread: Annotated[Array, Q("N_u", "Mt", "region", "grain that villagers bought in towns", 0)]
    lost: Annotated[Array, Q("Λ", "Mt", "region", "grain lost in store and on the road", 0)]
    food: Annotated[Array, Q("E", "Mt", "region", "grain eaten in villages", 0)]
    feed: Annotated[Array, Q("fd", "Mt", "region", "grain fed to herds", 0)]
    surplus_fed: Annotated[Array, Q("fx", "Mt", "region", "grain fed beyond the norm or wasted", 0)]
    seed: Annotated[Array, Q("Z", "Mt", "region", "seed kept", 0)]
    food_share: Annotated[Array, Q("E/nP", "1", "region", "grain eaten against the norm", 0)]
    feed_wanted: Annotated[Array, Q("f u", "Mt", "region", "feed wanted for the herds", 0)]
    held: Annotated[Array, Q("Γ_h", "Mt", "nation", "grain that the state holds on 1 January, the spring's uses with it", 0)]
    kept_a_head: Annotated[Array, Q("q", "kg/person", "region", "grain eaten a villager", 0)]
# fmt: on


def norms(p: Params, *, mouths: Array, seed_wanted: Array) -> Norms:
    """Food a head, and feed and seed by region; `mouths` are the herds against those of the base year."""
    herds = p.feed_a_horse * p.horses_in_base_year + p.feed_a_head_of_cattle * p.cattle_in_base_year
    feed = p.feed_practice * herds
    return Norms(need_a_head=p.food_norm, feed=feed, feed_wanted=feed * mouths, seed_wanted=seed_wanted)


def issue(
    p: Params,
    state: State,
    *,
    lack: Array,
    collected: Array,
    rural: Array,
    urban: Array,
    soldiers: Array,
    exports: Array,
    relief: Array,
    ration: Array,
    from_abroad: Array,
) -> Issue:
    """The state's balance: what it holds goes in a fixed order, and the rest back to villages.

    Relief is set aside no further than villages lack, so that no grain waits for them while towns go hungry.
    """
    taken = total(collected)
    townspeople = total(urban)
    in_hand = state.state_grain + taken + from_abroad
    to_give = state.state_grain + p.relief_from_collections * taken + from_abroad
    set_aside = np.minimum(np.minimum(relief + from_abroad, lack), to_give)
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
    reserve_wanted = p.reserve_always + p.reserve_from_collections * taken
    reserve = np.minimum(left, reserve_wanted)
    free_sale = np.minimum(left - reserve, p.free_sale * townspeople)
    over = left - reserve - free_sale
    back = p.given_back * over
    stored = np.minimum(over - back, p.store_beside_reserve * reserve_wanted)
    village_special = special * p.special_to_villages
    served = p.special_regions * rural
    return Issue(
        set_aside=set_aside,
        exported=exported,
        army=army,
        towns=towns,
        free_sale=free_sale,
        special=special - village_special + over - back - stored,
        reserve=reserve + stored,
        to_villages=back * rural / total(rural) + village_special * served / total(served),
    )


def lacking(p: Params, state: State, norms: Norms, *, kept: Array, rural: Array) -> Array:
    """Food and seed that relief fills up, less what villages have, Mt by region; `kept` is left of the harvest."""
    wanted = norms.need_a_head * rural * p.relief_fills_food + norms.seed_wanted * p.relief_fills_seed
    return wanted - kept * (1 - p.lost_in_store) - state.village_grain


def trade(
    p: Params,
    state: State,
    given: Issue,
    *,
    norms: Norms,
    harvest: Array,
    collected: Array,
    rural: Array,
    private: Array,
    price: Array,
) -> Market:
    """Relief by need, then grain from villages that have more than their norms to those that have less."""
    need = norms.need_a_head * rural
    wanted = need + norms.seed_wanted + norms.feed_wanted
    lost = p.lost_in_store * (harvest - collected)
    pot = harvest - collected - lost + state.village_grain + given.to_villages
    gap = positive(lacking(p, state, norms, kept=harvest - collected, rural=rural) - given.to_villages)
    aid = gap * np.minimum(1, given.set_aside / (total(gap) + p.smallest))
    pot = pot + aid

    openness = p.trade_without_markets + (1 - p.trade_without_markets) * positive(private - p.trade_dies_at) / (
        1 - p.trade_dies_at
    )
    over = positive(pot - wanted + (1 - p.feed_kept_by_sellers) * norms.feed_wanted)
    short = positive(wanted - pot) * power(np.minimum(1, price), p.buyers_purse)
    in_towns = p.bread_to_villages * given.free_sale
    in_villages, demand = total(over), total(short)
    supply = in_villages + in_towns
    met = openness * np.minimum(1, supply / np.maximum(demand, p.smallest))
    bread = short * (met * in_towns / np.maximum(supply, p.smallest))
    sold = over * (total(short * met - bread) / np.maximum(in_villages, p.smallest))
    bought = short * met - bread - sold
    return Market(pot=pot + bought + bread, aid=aid, bought=bought, bread=bread, lost=lost)


def outlook(p: Params, market: Market, norms: Norms, rural: Array) -> Array:
    """Grain eaten against the norm if everybody stays, (R, N): what the hungry see before they leave."""
    need = norms.need_a_head * rural
    seed, food = _seed_and_food(p, market, norms, need)
    feed = np.minimum(norms.feed_wanted, market.pot - seed - food)
    return (food + np.minimum(positive(market.pot - seed - food - feed), p.food_more * need)) / need


def balance(p: Params, given: Issue, market: Market, norms: Norms, rural: Array) -> tuple[Balance, State]:
    """Each village's balance among those who stayed or came; every tonne ends somewhere."""
    need = norms.need_a_head * rural
    seed, food = _seed_and_food(p, market, norms, need)
    feed = np.minimum(norms.feed_wanted, market.pot - seed - food)
    rest = positive(market.pot - seed - food - feed)
    more = np.minimum(rest, p.food_more * need)
    food = food + more
    rest = rest - more
    stored = np.minimum(rest, p.most_stored * need)
    relieved = total(market.aid)
    free_sale = given.free_sale - total(market.bread)
    state_grain = given.reserve + given.set_aside - relieved
    uses = given.exported + given.army + given.towns + free_sale + given.special
    return (
        Balance(
            relief=relieved,
            exported=given.exported,
            army=given.army,
            towns=given.towns,
            free_sale=free_sale,
            special=given.special,
            returned=given.to_villages + market.aid,
            bought=market.bought,
            bread=market.bread,
            lost=market.lost,
            food=food,
            feed=feed,
            surplus_fed=rest - stored,
            seed=seed,
            food_share=food / need,
            feed_wanted=norms.feed_wanted,
            held=state_grain + p.spring_uses * uses,
            kept_a_head=food * p.kilograms_a_tonne / rural,
        ),
        State(state_grain=state_grain, village_grain=stored, seed=seed),
    )


def _seed_and_food(p: Params, market: Market, norms: Norms, need: Array) -> tuple[Array, Array]:
    """Seed kept, and food eaten before the herds are fed in full, Mt."""
    first_look = np.minimum(1, market.pot / (need + norms.seed_wanted))
    seed = np.minimum(norms.seed_wanted * (1 - p.seed_eaten * (1 - first_look)), p.most_seed * market.pot)
    left = market.pot - seed
    food = np.minimum(need * p.food_first, left * need / (need + p.feed_against_food * norms.feed_wanted))
    return seed, food
