"""Collections: what peasants would sell, what is asked of each region, what is taken.

    v = max(v̲ H, H + ½ G − Z_n − k_n n P − k_f f u)/H · clip(tot, t̲, t̄)^ε (m₀ + (1 − m₀) private)   willing sale   [1]
    Π = proc (ΣH/E)^revise                          the plan after it has bent                          [Mt]
    E = E₀ (1 + ė t),  E_r = h₀ H₀ (1 + h_t t)      harvest expected, nation and region                 [Mt]
    S = max(E_r − a_n n P − Z_n − a_f f, a̲ E_r)     surplus expected                                    [Mt]
    plan_r ∝ E_r (S/E_r)^γ (1 + bias press) · (1 + flex (min(H̄, H/E_r) − 1))         by surplus                  [Mt]
    κ = (H − ½ Z_n − y P)(v + (k̄ − v)⁺ e),  e = clip(e₀ + e_1 force + (e_2 + e_1 force) c, 0, 1)(1 − λ)        ceiling   [Mt]
    Γ = min(plan_r, κ) collected, then a second round takes the share r of the shortfall over room + ϵ  [Mt]
    g = (Γ/H − v)⁺                                  coerced share                                       [1]

Two other rules share the plan evenly by harvest, or spare the stricken (by what a region has
over its needs of this harvest). A region may be ordered by itself: then its plan is that share
of its harvest, and no second round touches it.
λ is the share of the grip that risings take away (government.py).
P rural people, G grain in store, Z_n seed wanted, n and f norms of food and feed, u herds to be
fed, c collectivised share; proc, revise, tot, private, force are levers. bias is the fitted
excess asked of a region; it is disputed (docs/model.md). Form: docs/model.md (design).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive, power, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    least_sold: Annotated[Array, Q("v̲", "1", "nation", "share of a harvest that is sold whatever the need", 0, 1)]
    need_held_back: Annotated[Array, Q("k_n", "1", "nation", "share of the food norm that sellers keep first", 0, 2)]
    feed_held_back: Annotated[Array, Q("k_f", "1", "nation", "share of the feed norm that sellers keep first", 0, 2)]
    lowest_price_felt: Annotated[Array, Q("t̲", "1", "nation", "price below which sellers answer no more", 0.01, 1)]
    highest_price_felt: Annotated[Array, Q("t̄", "1", "nation", "price above which sellers answer no more", 1, 3)]
    answer_to_price: Annotated[Array, Q("ε", "1", "nation", "elasticity of willing sales to price", 0, 2)]
    sale_without_market: Annotated[Array, Q("m₀", "1", "nation", "willing sales where markets are closed", 0, 1)]
    expected_harvest: Annotated[Array, Q("E₀", "Mt", "nation", "harvest that planners expect of a normal year", 1)]
    expected_growth: Annotated[Array, Q("ė", "1", "nation", "yearly growth that planners expect", -0.1, 0.1)]
    regional_share: Annotated[Array, Q("h₀", "1", "nation", "expected harvest of a region against its normal one", 0, 2)]
    regional_growth: Annotated[Array, Q("h_t", "1", "nation", "yearly growth expected of a region", -0.1, 0.1)]
    need_allowed: Annotated[Array, Q("a_n", "1", "nation", "share of the food norm that planners leave", 0, 2)]
    feed_allowed: Annotated[Array, Q("a_f", "1", "nation", "share of the feed norm that planners leave", 0, 2)]
    least_surplus: Annotated[Array, Q("a̲", "1", "nation", "surplus asked of any region, share of its harvest", 0, 1)]
    weight_of_surplus: Annotated[Array, Q("γ", "1", "nation", "power of surplus in sharing the plan", 0, 3)]
    bias: Annotated[Array, Q("bias", "1", "region", "extra asked of a region under a pressing plan", -1, 3)]
    bend_by_region: Annotated[Array, Q("flex", "1", "nation", "how far a region's plan follows its own harvest", 0, 1)]
    best_harvest_felt: Annotated[Array, Q("H̄", "1", "nation", "harvest against expectation beyond which plans rise no more", 1, 3)]
    yield_hidden: Annotated[Array, Q("y", "Mt/Mperson", "nation", "grain that villagers keep from any search", 0)]
    most_taken: Annotated[Array, Q("k̄", "1", "nation", "share of a harvest that force can take", 0, 1)]
    grip_always: Annotated[Array, Q("e₀", "1", "nation", "grip of the state on the village without force", 0, 1)]
    grip_by_force: Annotated[Array, Q("e_1", "1", "nation", "grip that coercion adds", 0, 1)]
    grip_by_farms: Annotated[Array, Q("e_2", "1", "nation", "grip that collective farms add", 0, 1)]
    second_round: Annotated[Array, Q("r", "1", "nation", "share of a shortfall sought where room is left", 0, 1)]
    smallest: Annotated[Array, Q("ϵ", "Mt", "nation", "a kilogram: keeps nought out of a divisor", 0, 1e-6)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The autumn's collections."""

    plan_after_bending: Annotated[Array, Q("Π", "Mt", "nation", "collections ordered after the plan has bent", 0)]
    plan_by_region: Annotated[Array, Q("plan_r", "Mt", "region", "collections asked of a region", 0)]
    ceiling: Annotated[Array, Q("κ", "Mt", "region", "most that can be taken", 0)]
    collected: Annotated[Array, Q("Γ", "Mt", "region", "grain collected", 0)]
    coerced_share: Annotated[Array, Q("g", "1", "region", "share of the harvest taken beyond what would be sold", 0, 1)]
# fmt: on


def expected_total(p: Params, elapsed: Array) -> Array:
    """The national harvest that planners expect of a normal year, Mt."""
    return p.expected_harvest * (1 + p.expected_growth * elapsed)


def bent_plan(p: Params, *, plan: Array, harvest: Array, bends: Array, elapsed: Array) -> Array:
    """January's plan after it has yielded to the harvest; `harvest` is the nation's, Mt."""
    return plan * power(harvest / expected_total(p, elapsed), bends)


def as_shares(weight: Array) -> Array:
    """Weights as shares of their sum over regions."""
    return weight / total(weight)


def collect(
    p: Params,
    *,
    harvest: Array,
    normal_harvest: Array,
    store: Array,
    seed_wanted: Array,
    need_norm: Array,
    feed_norm: Array,
    mouths: Array,
    rural: Array,
    collectivised: Array,
    plan: Array,
    plan_pressure: Array,
    price: Array,
    private: Array,
    coercion: Array,
    ordered: Array,
    bends: Array,
    rule: Array,
    by_region: Array,
    risings: Array,
    elapsed: Array,
) -> Taken:
    """Collections by region, (R, N). `need_norm` is t a head, `feed_norm` Mt; unset orders are nan."""
    need = need_norm * rural
    kept = seed_wanted + p.need_held_back * need + p.feed_held_back * feed_norm * mouths
    offered = np.maximum(p.least_sold * harvest, harvest + 0.5 * store - kept)
    market = p.sale_without_market + (1 - p.sale_without_market) * private
    answer = power(bounded(price, p.lowest_price_felt, p.highest_price_felt), p.answer_to_price) * market
    willing = offered / harvest * answer

    bent = bent_plan(p, plan=plan, harvest=total(harvest), bends=bends, elapsed=elapsed)
    goal = np.where(np.isnan(ordered), bent, ordered)
    expected = p.regional_share * normal_harvest * (1 + p.regional_growth * elapsed)
    surplus = expected - p.need_allowed * need - seed_wanted - p.feed_allowed * feed_norm
    surplus = np.maximum(surplus, p.least_surplus * expected)
    weight = expected * power(surplus / expected, p.weight_of_surplus) * (1 + p.bias * plan_pressure)
    bent_by_region = 1 + p.bend_by_region * (np.minimum(p.best_harvest_felt, harvest / expected) - 1)
    shares = as_shares(weight * bent_by_region)
    if np.count_nonzero(rule):
        spared = as_shares(np.maximum(harvest - kept, p.least_sold * harvest))
        shares = np.where(rule == 0, shares, np.where(rule == 1, as_shares(harvest), spared))
    asked = goal * shares
    alone = ~np.isnan(by_region)
    some = alone.any()
    asked = np.where(alone, np.where(alone, by_region, 0) * harvest, asked) if some else asked

    grip = p.grip_always + p.grip_by_force * coercion + (p.grip_by_farms + p.grip_by_force * coercion) * collectivised
    reach = willing + positive(p.most_taken - willing) * bounded(grip, 0, 1) * (1 - risings)
    ceiling = positive(harvest - 0.5 * seed_wanted - p.yield_hidden * rural) * reach
    first = np.minimum(asked, ceiling)
    room, short = ceiling - first, asked - first
    room, short = (np.where(alone, 0, room), np.where(alone, 0, short)) if some else (room, short)
    missing = positive(total(short))
    second = room * np.minimum(1, p.second_round * missing / (total(room) + p.smallest))
    collected = first + second
    return Taken(
        plan_after_bending=goal,
        plan_by_region=asked,
        ceiling=ceiling,
        collected=collected,
        coerced_share=positive(collected / harvest - willing),
    )
