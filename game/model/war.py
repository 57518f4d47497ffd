"""War: the invasion month by month, along three directions, over the regions, from what was built before it.

    A = W^{A_W} army^{A_m},  own_f = κ_f A at first;  G = g e^{s_g z_g} g_e                own, the invader's       [1]
    each month and direction f, x_f its depth (0 the frontier, 1 Archangel, Gorky, Astrakhan and Baku):
    press_f = G θ_f (1 − d x_f)(1 − e_w cold winter_r);  θ: thrust_n, thrust_c, thrust_s      what presses             [1]
    ratio_f = press_f/(own_f q shock e^{s_f z_f});  q = O^{q_O} morale^{q_μ} e^{s_l z_l}   strength against ours    [1]
    ratio'_f = ratio_f/(1 + h_f (1 − |x_f − c_f|/b)⁺)                                      before a great city      [1]
    x_f ← x_f + v_f [v min(ratio' − ρ₀, v̄)⁺ season − v_r min(ρ₀ − ratio, v̄_r)⁺ (½ + ½ cold)] (e₀ − e_1 x_f) ≤ x̂
    losses: d_s press_f min(ρ̄, ratio_f)^ρ (a₀ + (1 − a₀) season);  d_g min(own_f q shock, ḡ press_f)(½ + ½ season)
    own_f ← own_f − losses + λ (τ_f ΣA − own_f) + τ_f min(r_s p ramp M^{m_e} rail^{e_r}, free/n_s)
    τ_f = (1 − κ) press_f/Σpress + κ κ_f;  ramp = min(r̄, r₀ + r_1 m);  G ← max(A̲, G − dealt + r_g)
    region: occ = Σ_f w_f clip((x_f − b_f)/(t_f − b_f), 0, 1);  harm = the most that occ ever was       behind the front [1]
    (by direction: w_n, w_c, w_s; b_n, b_m, b_s; t_n, t_m, t_s)
    industry: I_r ∝ ι U_r, the east (ε) making KE KE* of it;  lost: Σ I Δharm, of which v_E min(1, KT/KT* v_T/Σ I Δharm) moves,
    and starts again at σ_E of what waits a month;  out = Σ I (1 − harm) + running         industry at work         [1]
    food = min(1, (market + σ_s store)/need) a month: market = Σ Z y (1 − occ) μ_s φ^m;  need = n_f(towns + n_w ΣA)
    p = [q₀ + (1 − q₀) GNP^{q_1} S^{q_2} KD^{q_3}] out^{q_o} food^{q_f}                     what can be made         [1]
    free ← free − called − φ_t free × (people newly behind the front)/(people left);  M = free/(c_a P*)          [Mperson; 1]
    will = morale e^{s_h z_h} p^{w_p} food^{w_f} (1 − Σ ω_f clip((x_f − c_f)/b_c, 0, 1))   what holds it together   [1]
    the state falls (fallen) where will < w̲ or Σ u_f x_f ≥ x̄;  product y = 1 − y_i (1 − out) − y_p behind − y_f (1 − food)

KE, W, KD, S, O are ratios to the historical plan, rail = KT/KT*; Z seed in store (what will be sown), store the
state's grain (Γ_s), P rural and U urban people, z draws of luck, shock surprise and learning, season a month's ground;
winter marks months whose cold e^{s_w z_w} slows an advance, winter_r those in which it drives the invader back; m₀
is the month of the attack, m_1 the months in its first year. Each future ends in one of five ways: stopped short of
x_s in the first winter; held (as it was in history); a city lost; deep: two cities lost, or the front beyond x_d;
or fallen. Counted up: lost = n_s Σlosses, dealt likewise by n_g [Mperson]; behind the front: people B_P, industry B_I, sown land B_Z.

Changed against the first version, which had one depth and no regions: three directions, each with its city, the
regions behind them, industry moved by rail, grain, men to be called up, and the will to go on. Form: Lanchester's
equations with supply lines that lengthen (judgement). Collapse as a failing home front, nearest in 1942: Harrison,
Why didn't the Soviet economy collapse in 1942? (2005). Moved works: Harrison 1985, Lieberman 1983 (recalled). Weights
of the forces: judgement. No published probability exists: every figure of this block is a teaching device.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Final

import numpy as np
from numpy.typing import NDArray

from game.model.quantity import Array, Q, bounded, positive, power, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    first_month: Annotated[Array, Q("m₀", "1", "nation", "calendar month of the attack, January = 0", 0, 11)]
    first_year_months: Annotated[Array, Q("m_1", "1", "nation", "months of the campaign that fall in its first year", 1, 12)]
    season: Annotated[Array, Q("season", "1", "month", "how far a month's ground allows an advance", 0, 1)]
    winter: Annotated[Array, Q("winter", "1", "month", "1 in months whose cold decides", 0, 1)]
    retreat_months: Annotated[Array, Q("winter_r", "1", "month", "1 in months when cold drives the invader back", 0, 1)]
    shock: Annotated[Array, Q("shock", "1", "campaign", "strength left by surprise, then learning", 0, 1)]
    thrust_north_west: Annotated[Array, Q("thrust_n", "1", "campaign", "the invader's strength sent to the north-west", 0, 1)]
    thrust_centre: Annotated[Array, Q("thrust_c", "1", "campaign", "the invader's strength sent to the centre", 0, 1)]
    thrust_south: Annotated[Array, Q("thrust_s", "1", "campaign", "the invader's strength sent to the south", 0, 1)]
    enemy: Annotated[Array, Q("g", "1", "nation", "the invader's strength", 0)]
    enemy_spread: Annotated[Array, Q("s_g", "1", "nation", "what is not known of it, in logs", 0, 1)]
    luck_spread: Annotated[Array, Q("s_l", "1", "nation", "luck of command, in logs", 0, 1)]
    front_spread: Annotated[Array, Q("s_f", "1", "nation", "luck of a direction's command, in logs", 0, 1)]
    winter_spread: Annotated[Array, Q("s_w", "1", "nation", "how the winter may differ, in logs", 0, 1)]
    home_spread: Annotated[Array, Q("s_h", "1", "nation", "what the home front may bear, in logs", 0, 1)]
    supply_drag: Annotated[Array, Q("d", "1", "nation", "strength lost as supply lines lengthen", 0, 1)]
    frost: Annotated[Array, Q("e_w", "1", "nation", "strength that a winter's cold takes from the invader", 0, 1)]
    raised_anyway: Annotated[Array, Q("q₀", "1", "nation", "levies and allied aid, share of what can be made", 0, 1)]
    by_product: Annotated[Array, Q("q_1", "1", "nation", "elasticity of what can be made to product", 0, 1)]
    by_steel: Annotated[Array, Q("q_2", "1", "nation", "elasticity to steel", 0, 1)]
    by_plant: Annotated[Array, Q("q_3", "1", "nation", "elasticity to arms plant", 0, 1)]
    by_output: Annotated[Array, Q("q_o", "1", "nation", "elasticity to industry still at work", 0, 2)]
    by_food: Annotated[Array, Q("q_f", "1", "nation", "elasticity to food of towns and army", 0, 2)]
    by_officers: Annotated[Array, Q("q_O", "1", "nation", "elasticity of fighting quality to officers", 0, 2)]
    by_morale: Annotated[Array, Q("q_μ", "1", "nation", "elasticity of fighting quality to morale", 0, 2)]
    by_arms: Annotated[Array, Q("A_W", "1", "nation", "elasticity of strength to arms", 0, 1)]
    by_men: Annotated[Array, Q("A_m", "1", "nation", "elasticity of strength to men", 0, 1)]
    by_men_left: Annotated[Array, Q("m_e", "1", "nation", "elasticity of reinforcement to men still to be called up", 0, 1)]
    by_rail: Annotated[Array, Q("e_r", "1", "nation", "elasticity of reinforcement to the railways that carry it", 0, 1)]
    deployed: Annotated[Array, Q("κ_f", "1", "front", "share of own strength that the plan of defence gives a direction", 0, 1)]
    deployed_weight: Annotated[Array, Q("κ", "1", "nation", "how far reserves follow that plan and not the danger", 0, 1)]
    shifted: Annotated[Array, Q("λ", "1", "nation", "own strength moved between directions a month, of what is amiss", 0, 1)]
    own_losses: Annotated[Array, Q("d_s", "1", "nation", "own losses a month", 0, 1)]
    own_losses_power: Annotated[Array, Q("ρ", "1", "nation", "power of the ratio in own losses", 0, 2)]
    own_losses_limit: Annotated[Array, Q("ρ̄", "1", "nation", "ratio beyond which losses grow no more", 1)]
    losses_off_season: Annotated[Array, Q("a₀", "1", "nation", "losses in hard_winter and frost against summer", 0, 1)]
    enemy_losses: Annotated[Array, Q("d_g", "1", "nation", "the invader's losses a month", 0, 1)]
    enemy_losses_limit: Annotated[Array, Q("ḡ", "1", "nation", "own strength, against what presses, beyond which they grow no more", 0)]
    own_reinforcement: Annotated[Array, Q("r_s", "1", "nation", "reinforcement a month when all can be made", 0, 1)]
    enemy_reinforcement: Annotated[Array, Q("r_g", "1", "nation", "the invader's reinforcement a month", 0, 1)]
    mobilised_at_once: Annotated[Array, Q("r₀", "1", "nation", "share mobilised in the first month", 0, 2)]
    mobilised_a_month: Annotated[Array, Q("r_1", "1", "nation", "more mobilised each month", 0, 1)]
    most_mobilised: Annotated[Array, Q("r̄", "1", "nation", "most mobilised", 0, 3)]
    least_strength: Annotated[Array, Q("A̲", "1", "nation", "strength that is always left", 0, 1)]
    advance: Annotated[Array, Q("v", "1", "nation", "advance a month per excess of strength", 0, 1)]
    advance_limit: Annotated[Array, Q("v̄", "1", "nation", "excess beyond which the advance is no faster", 0)]
    pace: Annotated[Array, Q("v_f", "1", "front", "speed of a direction: its roads, and how long it is", 0, 3)]
    held_below: Annotated[Array, Q("ρ₀", "1", "nation", "ratio at which the front stands", 0, 2)]
    retreat: Annotated[Array, Q("v_r", "1", "nation", "retreat a month per lack of strength", 0, 1)]
    retreat_limit: Annotated[Array, Q("v̄_r", "1", "nation", "lack beyond which the retreat is no faster", 0)]
    near_frontier: Annotated[Array, Q("e₀", "1", "nation", "speed of the front near the frontier", 0, 2)]
    depth_slows: Annotated[Array, Q("e_1", "1", "nation", "speed lost with depth", 0, 2)]
    deepest: Annotated[Array, Q("x̂", "1", "nation", "depth beyond which the front is not followed", 0, 1)]
    city: Annotated[Array, Q("c_f", "1", "front", "depth at which a direction's great city is lost", 0, 1)]
    city_holds: Annotated[Array, Q("h_f", "1", "front", "strength that a great city adds to its defence", 0, 3)]
    city_reach: Annotated[Array, Q("b", "1", "nation", "how far before and behind the city that works", 0.01, 1)]
    city_felt: Annotated[Array, Q("b_c", "1", "nation", "depth behind the city at which its loss is felt in full", 0.01, 1)]
    city_weight: Annotated[Array, Q("ω_f", "1", "front", "what the loss of the city takes from the will to go on", 0, 1)]
    breadth: Annotated[Array, Q("u_f", "1", "front", "weight of a direction in the depth of the whole front", 0, 1)]
    on_north_west: Annotated[Array, Q("w_n", "1", "region", "share of a region that lies before the north-west", 0, 1)]
    on_centre: Annotated[Array, Q("w_c", "1", "region", "share of a region that lies before the centre", 0, 1)]
    on_south: Annotated[Array, Q("w_s", "1", "region", "share of a region that lies before the south", 0, 1)]
    north_west_begins: Annotated[Array, Q("b_n", "1", "region", "depth in the north-west at which the region begins", 0, 2)]
    centre_begins: Annotated[Array, Q("b_m", "1", "region", "depth in the centre at which the region begins", 0, 2)]
    south_begins: Annotated[Array, Q("b_s", "1", "region", "depth in the south at which the region begins", 0, 2)]
    north_west_taken: Annotated[Array, Q("t_n", "1", "region", "depth in the north-west at which that share is wholly taken", 0.01, 3)]
    centre_taken: Annotated[Array, Q("t_m", "1", "region", "depth in the centre at which that share is wholly taken", 0.01, 3)]
    south_taken: Annotated[Array, Q("t_s", "1", "region", "depth in the south at which that share is wholly taken", 0.01, 3)]
    industry_a_townsman: Annotated[Array, Q("ι", "1", "region", "heavy industry and arms works a townsman, against the west's", 0, 10)]
    in_the_east: Annotated[Array, Q("ε", "1", "region", "1 for a region beyond the invader's reach, where works are safe", 0, 1)]
    east_reference: Annotated[Array, Q("KE*", "1", "nation", "share of industry in the east when the force called east is 1", 0.01, 0.6)]
    rail_reference: Annotated[Array, Q("KT*", "Grouble", "nation", "transport capital of the historical plan in January 1941", 0.1)]
    moved_at_most: Annotated[Array, Q("v_E", "1", "nation", "share of overrun industry that can be moved at all", 0, 1)]
    moved_a_month: Annotated[Array, Q("v_T", "1", "nation", "share of all industry that the railways move in a month", 0, 1)]
    restarted: Annotated[Array, Q("σ_E", "1", "nation", "share of what waits that starts again in a month", 0, 1)]
    grain_a_seed: Annotated[Array, Q("y", "1", "nation", "grain reaped from a tonne sown", 1, 20)]
    store_opened: Annotated[Array, Q("σ_s", "1", "nation", "share of the state's store that may be opened in a month", 0, 1)]
    marketed: Annotated[Array, Q("μ_s", "1", "nation", "share of the harvest taken for towns and army at war", 0, 1)]
    fields_fade: Annotated[Array, Q("φ", "1", "nation", "harvest left after a month without the men and horses called up", 0, 1)]
    grain_need: Annotated[Array, Q("n_f", "Mt/Mperson", "nation", "grain a year for a townsman or a soldier at war", 0.01)]
    soldiers_fed: Annotated[Array, Q("n_w", "Mperson", "nation", "soldiers and rear fed for a unit of strength", 0)]
    callable: Annotated[Array, Q("c_a", "1", "nation", "share of the people who can be called up", 0, 1)]
    trapped: Annotated[Array, Q("φ_t", "1", "nation", "share of men not called up before their place is overrun", 0, 1)]
    people_reference: Annotated[Array, Q("P*", "Mperson", "nation", "people of the historical plan in January 1941", 1)]
    losses_in_people: Annotated[Array, Q("n_s", "Mperson", "nation", "own losses in people for a unit of strength", 0.01)]
    enemy_losses_in_people: Annotated[Array, Q("n_g", "Mperson", "nation", "the invader's likewise", 0)]
    will_by_output: Annotated[Array, Q("w_p", "1", "nation", "elasticity of the will to go on to what can be made", 0, 2)]
    will_by_food: Annotated[Array, Q("w_f", "1", "nation", "elasticity of it to food", 0, 2)]
    will_breaks: Annotated[Array, Q("w̲", "1", "nation", "will below which the state falls", 0, 1)]
    fallen_depth: Annotated[Array, Q("x̄", "1", "nation", "mean depth at which the state falls whatever is left", 0, 2)]
    stopped_depth: Annotated[Array, Q("x_s", "1", "nation", "mean depth in the first winter short of the great cities", 0, 1)]
    deep_depth: Annotated[Array, Q("x_d", "1", "nation", "mean depth of a deep retreat", 0, 1)]
    product_by_industry: Annotated[Array, Q("y_i", "1", "nation", "product that goes with industry at work", 0, 1)]
    product_by_people: Annotated[Array, Q("y_p", "1", "nation", "product that goes with the people behind the front", 0, 1)]
    product_by_food: Annotated[Array, Q("y_f", "1", "nation", "product that goes with food", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fortune:
    """Luck of the campaign: normal draws, one a future."""

    enemy: Annotated[Array, Q("z_g", "1", "nation", "draw for the invader's strength")]
    command: Annotated[Array, Q("z_l", "1", "nation", "draw for luck of command")]
    winter: Annotated[Array, Q("z_w", "1", "nation", "draw for the winter")]
    home: Annotated[Array, Q("z_h", "1", "nation", "draw for what the home front bears")]
    fronts: Annotated[Array, Q("z_f", "1", "front", "draw for a direction's command")]


COUNTED: Final = ("arms", "plant", "product", "officers", "steel", "men", "morale", "east")
"""What is counted against the historical plan, which stands at 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What stands behind the front on 1 January: forces against the historical plan, and what feeds and carries them."""

    arms: Annotated[Array, Q("W", "1", "nation", "arms", 0)]
    plant: Annotated[Array, Q("KD", "1", "nation", "arms plant", 0)]
    product: Annotated[Array, Q("GNP", "1", "nation", "national product", 0)]
    officers: Annotated[Array, Q("O", "1", "nation", "officers", 0)]
    steel: Annotated[Array, Q("S", "1", "nation", "steel", 0)]
    men: Annotated[Array, Q("army", "1", "nation", "men under arms", 0)]
    morale: Annotated[Array, Q("morale", "1", "nation", "morale", 0)]
    east: Annotated[Array, Q("KE", "1", "nation", "industry in the east", 0)]
    rail: Annotated[Array, Q("KT", "Grouble", "nation", "transport capital", 0)]
    grain: Annotated[Array, Q("Γ_s", "Mt", "nation", "grain held by the state", 0)]
    seed: Annotated[Array, Q("Z", "Mt", "region", "seed in store", 0)]
    rural: Annotated[Array, Q("P", "Mperson", "region", "villagers", 0)]
    urban: Annotated[Array, Q("U", "Mperson", "region", "townspeople", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """The campaign, months on the first axis where it runs over time, else one figure a future."""

    depth: Annotated[Array, Q("u_f", "1", "campaign", "mean depth of the front at the month's end", 0)]
    fronts: Annotated[Array, Q("x_f", "1", "campaign", "depth of each direction at the month's end, (months, 3, N)", 0)]
    occupied: Annotated[Array, Q("occ", "1", "campaign", "share of each region behind the front, (months, R, N)", 0, 1)]
    strength_ratio: Annotated[Array, Q("ratio", "1", "campaign", "what presses against what stands, all directions", 0)]
    own_losses: Annotated[Array, Q("lost", "Mperson", "campaign", "own losses so far", 0)]
    enemy_losses: Annotated[Array, Q("dealt", "Mperson", "campaign", "the invader's losses so far", 0)]
    potential: Annotated[Array, Q("p", "1", "campaign", "what can be made and raised, history at peace = 1", 0)]
    people_behind: Annotated[Array, Q("B_P", "1", "campaign", "share of the people behind the front", 0, 1)]
    industry_behind: Annotated[Array, Q("B_I", "1", "campaign", "share of industry behind the front, whether moved or lost", 0, 1)]
    fields_behind: Annotated[Array, Q("B_Z", "1", "campaign", "share of sown land behind the front", 0, 1)]
    moved: Annotated[Array, Q("v_E", "1", "campaign", "share of industry moved east so far", 0, 1)]
    output: Annotated[Array, Q("out", "1", "campaign", "share of industry at work", 0, 1)]
    food: Annotated[Array, Q("food", "1", "campaign", "food of towns and army against their need", 0, 1)]
    men_left: Annotated[Array, Q("free", "Mperson", "campaign", "men still to be called up", 0)]
    will: Annotated[Array, Q("will", "1", "campaign", "what holds the country together", 0)]
    collapsed: Annotated[Array, Q("fallen", "1", "campaign", "1 once the country has fallen", 0, 1)]
    ended_stopped: Annotated[Array, Q("stopped", "1", "nation", "1 where the invader is stopped short of the great cities", 0, 1)]
    ended_held: Annotated[Array, Q("held", "1", "nation", "1 where the front holds before the great cities", 0, 1)]
    ended_city: Annotated[Array, Q("city", "1", "nation", "1 where a great city is lost and the state stands", 0, 1)]
    ended_deep: Annotated[Array, Q("deep", "1", "nation", "1 where the retreat is deep and the state stands", 0, 1)]
    ended_fallen: Annotated[Array, Q("fallen", "1", "nation", "1 where the state falls", 0, 1)]
    product_of_second_year: Annotated[Array, Q("y", "1", "nation", "product of the second year against that before the war", 0)]
# fmt: on


def geography(p: Params) -> tuple[Array, Array, Array]:
    """How regions lie before the directions, directions first: share, depth at which it begins, depth until it is taken."""
    begins = np.stack((p.north_west_begins, p.centre_begins, p.south_begins))
    taken = np.stack((p.north_west_taken, p.centre_taken, p.south_taken))
    return np.stack((p.on_north_west, p.on_centre, p.on_south)), begins, taken - begins


def behind_front(land: tuple[Array, Array, Array], depth: Array) -> Array:
    """Share of each region behind the front."""
    share, begins, width = land
    found: Array = (share * bounded((depth[:, None] - begins) / width, 0, 1)).sum(axis=0)
    return found


def industry(p: Params, means: Means) -> Array:
    """Share of industry in each region: the west's by its towns, and so the east's."""
    weight = means.urban * p.industry_a_townsman
    east, west = weight * p.in_the_east, weight * (1 - p.in_the_east)
    eastern = bounded(p.east_reference * means.east, 0, 1)
    shares: Array = eastern * east / total(east) + (1 - eastern) * west / total(west)
    return shares


def fight(p: Params, fortune: Fortune, means: Means, enemy_strength: Array) -> Campaign:
    """The whole campaign; national figures have shape (N,) or (1,), regional ones (R, N) or (R, 1)."""
    land, works = geography(p), industry(p, means)
    people = means.rural + means.urban
    everyone, sown = total(people), total(means.seed)
    rail = means.rail / p.rail_reference
    carried = power(rail, p.by_rail)
    cold = np.exp(p.winter_spread * fortune.winter)
    hard_winter = np.sqrt(cold)
    quality = (
        power(means.officers, p.by_officers)
        * power(means.morale, p.by_morale)
        * np.exp(p.luck_spread * fortune.command)
    )
    quality = quality * np.exp(p.front_spread * fortune.fronts)
    patience = means.morale * np.exp(p.home_spread * fortune.home)
    made = power(means.product, p.by_product) * power(means.steel, p.by_steel) * power(means.plant, p.by_plant)
    made = p.raised_anyway + (1 - p.raised_anyway) * made
    thrusts = np.stack((p.thrust_north_west, p.thrust_centre, p.thrust_south))
    foe = p.enemy * np.exp(p.enemy_spread * fortune.enemy) * enemy_strength
    own = (
        np.maximum(p.least_strength, power(means.arms, p.by_arms) * power(means.men, p.by_men)) * p.deployed
        + 0 * quality
    )
    depth = 0 * foe * own
    zero = depth[0]
    fallen, harm, behind_before = zero > 0, 0 * works * zero, zero
    waiting = running = moved = zero
    store, free = means.grain + 0 * zero * means.grain, p.callable * everyone + zero * everyone
    own_losses, enemy_losses = p.losses_in_people * zero, p.enemy_losses_in_people * zero
    months: list[tuple[NDArray[Any], ...]] = []
    start, first_year, year = int(p.first_month[0]), int(p.first_year_months[0]), len(p.season)
    occupied = behind_front(land, depth)
    behind = total(occupied * people) / everyone
    for month, shock in enumerate(p.shock):
        calendar = (start + month) % year
        calm = p.season[calendar]
        season = calm * np.where(p.winter[calendar] > 0, hard_winter, 1)
        # what can be made, fed and called up behind the front as it stands
        overrun = positive(occupied - harm)
        harm = harm + overrun
        lost = total(works * overrun)
        saved = p.moved_at_most * np.minimum(lost, rail * p.moved_a_month)
        moved, waiting = moved + saved, waiting + saved
        started = p.restarted * waiting
        running, waiting = running + started, waiting - started
        output = total(works * (1 - harm)) + running
        market = total(means.seed * (1 - occupied)) * p.grain_a_seed * p.marketed * p.fields_fade**month / year
        mouths = total(means.urban * (1 - occupied)) + p.soldiers_fed * total(own)
        need = p.grain_need * mouths / year
        opened = np.minimum(p.store_opened * store, positive(need - market))
        food = np.minimum(1, (market + opened) / need)
        store = store - opened
        supply = made * power(output, p.by_output) * power(food, p.by_food)
        free = free * (1 - p.trapped * positive(behind - behind_before) / (1 - behind_before))
        behind_before = np.maximum(behind, behind_before)
        # the fighting
        effective = own * quality * shock
        frozen = bounded(1 - p.frost * cold * p.retreat_months[calendar], 0, 1)
        pressing = foe * thrusts[:, month] * (1 - p.supply_drag * depth) * frozen
        ratio = pressing / effective
        hurt = p.own_losses * pressing * power(np.minimum(p.own_losses_limit, ratio), p.own_losses_power)
        hurt = np.minimum(hurt * (p.losses_off_season + (1 - p.losses_off_season) * calm), own)
        dealt = p.enemy_losses * np.minimum(effective, p.enemy_losses_limit * pressing) * (0.5 + 0.5 * calm)
        ramp = np.minimum(p.most_mobilised, p.mobilised_at_once + p.mobilised_a_month * month)
        left = free / (p.callable * p.people_reference)
        raised = np.minimum(
            p.own_reinforcement * supply * ramp * carried * power(left, p.by_men_left), free / p.losses_in_people
        )
        free = positive(free - p.losses_in_people * raised)
        aim = (1 - p.deployed_weight) * pressing / total(pressing) + p.deployed_weight * p.deployed
        own = own - hurt
        own = own + p.shifted * (aim * total(own) - own) + aim * raised
        own = np.maximum(p.least_strength * p.deployed, own)
        foe = np.maximum(p.least_strength, foe - total(dealt) + p.enemy_reinforcement)
        own_losses = own_losses + p.losses_in_people * total(hurt)
        enemy_losses = enemy_losses + p.enemy_losses_in_people * total(dealt)
        walls = 1 + p.city_holds * positive(1 - np.abs(depth - p.city) / p.city_reach)
        forward = p.advance * np.minimum(positive(ratio / walls - p.held_below), p.advance_limit) * season
        back = p.retreat * np.minimum(positive(p.held_below - ratio), p.retreat_limit)
        back = back * (0.5 + 0.5 * cold * p.retreat_months[calendar])
        moving = p.pace * (forward - back) * (p.near_frontier - p.depth_slows * depth)
        depth = np.where(fallen, depth, bounded(depth + moving, 0, p.deepest))
        # what holds the country together
        gone = total(p.city_weight * bounded((depth - p.city) / p.city_felt, 0, 1))
        will = patience * power(supply, p.will_by_output) * power(food, p.will_by_food) * (1 - gone)
        mean_depth = total(p.breadth * depth)
        fallen = fallen | (will < p.will_breaks) | (mean_depth >= p.fallen_depth)
        occupied = behind_front(land, depth)
        behind = total(occupied * people) / everyone
        months.append((
            mean_depth, depth, occupied, total(pressing) / total(effective), own_losses, enemy_losses, supply,
            behind, total(occupied * works), total(occupied * means.seed) / sown,
            moved, output, food, free, will, fallen * 1.0,
        ))  # fmt: skip
    path = [np.stack(column) for column in zip(*months, strict=True)]
    return _told(p, path, first_year)


def _told(p: Params, path: list[Array], first_year: int) -> Campaign:
    """The campaign as told: the months' path, how it ended, and the product of the second year."""
    (depth, fronts, occupied, ratio, own_losses, enemy_losses, supply, people, works, sown,
     moved, output, food, free, will, collapsed) = path  # fmt: skip
    fell = collapsed[-1] > 0
    cities = (fronts >= p.city).any(axis=0).sum(axis=0)
    deep = ~fell & ((cities > 1) | (depth.max(axis=0) >= p.deep_depth))
    city = ~fell & ~deep & (cities > 0)
    short = ~fell & ~deep & ~city & (depth[first_year - 1] < p.stopped_depth)
    held = ~fell & ~deep & ~city & ~short
    missed = p.product_by_industry * (1 - output) + p.product_by_people * people + p.product_by_food * (1 - food)
    return Campaign(
        depth=depth,
        fronts=fronts,
        occupied=occupied,
        strength_ratio=ratio,
        own_losses=own_losses,
        enemy_losses=enemy_losses,
        potential=supply,
        people_behind=people,
        industry_behind=works,
        fields_behind=sown,
        moved=moved,
        output=output,
        food=food,
        men_left=free,
        will=will,
        collapsed=collapsed,
        ended_stopped=short * 1.0,
        ended_held=held * 1.0,
        ended_city=city * 1.0,
        ended_deep=deep * 1.0,
        ended_fallen=fell * 1.0,
        product_of_second_year=total(1 - missed[first_year:]) / len(missed[first_year:]),
    )
