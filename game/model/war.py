"""War: the campaign of 1941-42, month by month.

    months run from m₀, the first m_1 of them in 1941
    potential = q₀ + (1 − q₀) GNP^{q_1} S^{q_2} KD^{q_3};  q = O^{q_O} morale e^{s_l z_l}    [1]
    A = W^{A_W} army^{A_m},  G = g e^{s_g z_g} g_e at first, never below A̲                                   fielded strength, history = 1   [1]
    each month, with x the depth of the front (0 the frontier of 1941, 1 the line Archangel-Astrakhan):
    p = potential min(r̄, r₀ + r_1 m)(1 − ℓ x (k₀ − k_E KE))                                  what can be made      [1]
    ratio = G (1 − d x)/(A q shock_m)                                                        [1]
    ΔA = −d_s G(1 − d x) min(ρ̄, ratio)^{ρ} (a₀ + (1 − a₀) season) + r_s p                     own strength          [1]
    ΔG = −d_g min(A q shock, ḡ)(½ + ½ season) + r_g                                           the invader's         [1]
    x ← x + [v min(ratio − ρ₀, v̄)⁺ season − v_r min(ρ₀ − ratio, v̄_r)⁺ (½ + ½ winter)] (e₀ − e_1 x)
    the front is followed to x̂; collapse (dead) where x ≥ x̄, or x > x_c with p < p_c
    losses in people n_s ΔA, n_g ΔG;  product of the second year y₄₂ = 1 − y_w ℓ mean(x)         [Mperson; 1]

KE, W, KD, S, O are ratios to the historical plan; shock is surprise and learning, season the ground,
winter and winter_r the months whose cold e^{s_w z_w} slows an advance (by its root) or drives it back.
No published probability exists: every figure of this block is a teaching device (docs/model.md, design),
in the form of Lanchester's equations with supply lines that lengthen.
"""

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from game.model.quantity import Array, Q, bounded, positive


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
    enemy: Annotated[Array, Q("g", "1", "nation", "the invader's strength", 0)]
    enemy_spread: Annotated[Array, Q("s_g", "1", "nation", "what is not known of it, in logs", 0, 1)]
    luck_spread: Annotated[Array, Q("s_l", "1", "nation", "luck of command, in logs", 0, 1)]
    winter_spread: Annotated[Array, Q("s_w", "1", "nation", "how the winter may differ, in logs", 0, 1)]
    supply_drag: Annotated[Array, Q("d", "1", "nation", "strength lost as supply lines lengthen", 0, 1)]
    raised_anyway: Annotated[Array, Q("q₀", "1", "nation", "levies and allied aid, share of potential", 0, 1)]
    by_product: Annotated[Array, Q("q_1", "1", "nation", "elasticity of potential to product", 0, 1)]
    by_steel: Annotated[Array, Q("q_2", "1", "nation", "elasticity to steel", 0, 1)]
    by_plant: Annotated[Array, Q("q_3", "1", "nation", "elasticity to arms plant", 0, 1)]
    by_officers: Annotated[Array, Q("q_O", "1", "nation", "elasticity of fighting quality to officers", 0, 2)]
    by_arms: Annotated[Array, Q("A_W", "1", "nation", "elasticity of strength to arms", 0, 1)]
    by_men: Annotated[Array, Q("A_m", "1", "nation", "elasticity of strength to men", 0, 1)]
    own_losses: Annotated[Array, Q("d_s", "1", "nation", "own losses a month", 0, 1)]
    own_losses_power: Annotated[Array, Q("ρ", "1", "nation", "power of the ratio in own losses", 0, 2)]
    own_losses_limit: Annotated[Array, Q("ρ̄", "1", "nation", "ratio beyond which losses grow no more", 1)]
    losses_off_season: Annotated[Array, Q("a₀", "1", "nation", "losses in mud and frost against summer", 0, 1)]
    enemy_losses: Annotated[Array, Q("d_g", "1", "nation", "the invader's losses a month", 0, 1)]
    enemy_losses_limit: Annotated[Array, Q("ḡ", "1", "nation", "own strength beyond which they grow no more", 0)]
    own_reinforcement: Annotated[Array, Q("r_s", "1", "nation", "reinforcement a month at full potential", 0, 1)]
    enemy_reinforcement: Annotated[Array, Q("r_g", "1", "nation", "the invader's reinforcement a month", 0, 1)]
    mobilised_at_once: Annotated[Array, Q("r₀", "1", "nation", "potential mobilised in the first month", 0, 2)]
    mobilised_a_month: Annotated[Array, Q("r_1", "1", "nation", "more mobilised each month", 0, 1)]
    most_mobilised: Annotated[Array, Q("r̄", "1", "nation", "most mobilised", 0, 3)]
    output_lost: Annotated[Array, Q("ℓ", "1", "nation", "output behind the enemy's line at depth 1", 0, 1)]
    loss_of_arms_output: Annotated[Array, Q("k₀", "1", "nation", "the same for what feeds the front", 0, 2)]
    saved_by_east: Annotated[Array, Q("k_E", "1", "nation", "share of it saved by industry in the east", 0, 1)]
    advance: Annotated[Array, Q("v", "1", "nation", "advance a month per excess of strength", 0, 1)]
    advance_limit: Annotated[Array, Q("v̄", "1", "nation", "excess beyond which the advance is no faster", 0)]
    held_below: Annotated[Array, Q("ρ₀", "1", "nation", "ratio at which the front stands", 0, 2)]
    retreat: Annotated[Array, Q("v_r", "1", "nation", "retreat a month per lack of strength", 0, 1)]
    retreat_limit: Annotated[Array, Q("v̄_r", "1", "nation", "lack beyond which the retreat is no faster", 0)]
    near_frontier: Annotated[Array, Q("e₀", "1", "nation", "speed of the front near the frontier", 0, 2)]
    depth_slows: Annotated[Array, Q("e_1", "1", "nation", "speed lost with depth", 0, 2)]
    fallen_depth: Annotated[Array, Q("x̄", "1", "nation", "depth at which the country falls", 0, 2)]
    broken_depth: Annotated[Array, Q("x_c", "1", "nation", "depth beyond which it may break", 0, 1)]
    broken_output: Annotated[Array, Q("p_c", "1", "nation", "reinforcement below which it breaks there", 0, 1)]
    deepest: Annotated[Array, Q("x̂", "1", "nation", "depth beyond which the front is not followed", 0, 2)]
    least_strength: Annotated[Array, Q("A̲", "1", "nation", "strength that is always left", 0, 1)]
    losses_in_people: Annotated[Array, Q("n_s", "Mperson", "nation", "own losses in people for a unit of strength", 0)]
    enemy_losses_in_people: Annotated[Array, Q("n_g", "Mperson", "nation", "the invader's likewise", 0)]
    output_at_war: Annotated[Array, Q("y_w", "1", "nation", "share of lost territory's output missed in product", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fortune:
    """Luck of the campaign: normal draws, one a future."""

    enemy: Annotated[Array, Q("z_g", "1", "nation", "draw for the invader's strength")]
    command: Annotated[Array, Q("z_l", "1", "nation", "draw for luck of command")]
    winter: Annotated[Array, Q("z_w", "1", "nation", "draw for the winter")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """The campaign, months on the first axis where it runs over time, else one figure a future."""

    depth: Annotated[Array, Q("x", "1", "campaign", "depth of the front at the month's end", 0)]
    strength_ratio: Annotated[Array, Q("ratio", "1", "campaign", "the invader's effective strength against ours", 0)]
    own_losses: Annotated[Array, Q("n_s ΔA", "Mperson", "campaign", "own losses so far", 0)]
    enemy_losses: Annotated[Array, Q("n_g ΔG", "Mperson", "campaign", "the invader's losses so far", 0)]
    potential: Annotated[Array, Q("p", "1", "campaign", "what can be made and raised, history at peace = 1", 0)]
    collapsed: Annotated[Array, Q("dead", "1", "campaign", "1 once the country has fallen", 0, 1)]
    product_of_second_year: Annotated[Array, Q("y₄₂", "1", "nation", "product of 1942 against 1940", 0)]
# fmt: on


def fight(
    p: Params,
    fortune: Fortune,
    *,
    arms: Array,
    plant: Array,
    product: Array,
    officers: Array,
    steel: Array,
    men: Array,
    morale: Array,
    east: Array,
    enemy_strength: Array,
) -> Campaign:
    """June 1941 to December 1942; forces are ratios to the historical plan, shape (N,) or (1,)."""
    winter = np.exp(p.winter_spread * fortune.winter)
    luck = np.exp(p.luck_spread * fortune.command)
    potential = product**p.by_product * steel**p.by_steel * plant**p.by_plant
    potential = p.raised_anyway + (1 - p.raised_anyway) * potential
    quality = officers**p.by_officers * morale * luck
    own = arms**p.by_arms * men**p.by_men
    foe = p.enemy * np.exp(p.enemy_spread * fortune.enemy) * enemy_strength
    lost_to_front = p.loss_of_arms_output - p.saved_by_east * east
    depth = 0 * foe
    fallen = depth > 0
    missed = depth
    own_losses, enemy_losses = p.losses_in_people * depth, p.enemy_losses_in_people * depth
    months: list[tuple[NDArray[Any], ...]] = []
    start, first_year = int(p.first_month[0]), int(p.first_year_months[0])
    for month, shock in enumerate(p.shock):
        calendar = (start + month) % len(p.season)
        season = p.season[calendar] * np.where(p.winter[calendar] > 0, np.sqrt(winter), 1)
        calm = p.season[calendar]
        raised = np.minimum(p.most_mobilised, p.mobilised_at_once + p.mobilised_a_month * month)
        supply = potential * raised * (1 - p.output_lost * depth * lost_to_front)
        effective = own * quality * shock
        pressing = foe * (1 - p.supply_drag * depth)
        ratio = pressing / effective
        hurt = p.own_losses * pressing * np.minimum(p.own_losses_limit, ratio) ** p.own_losses_power
        hurt = hurt * (p.losses_off_season + (1 - p.losses_off_season) * calm)
        dealt = p.enemy_losses * np.minimum(effective, p.enemy_losses_limit) * (0.5 + 0.5 * calm)
        own = np.maximum(p.least_strength, own - hurt + p.own_reinforcement * supply)
        foe = np.maximum(p.least_strength, foe - dealt + p.enemy_reinforcement)
        own_losses = own_losses + p.losses_in_people * hurt
        enemy_losses = enemy_losses + p.enemy_losses_in_people * dealt
        forward = p.advance * np.minimum(positive(ratio - p.held_below), p.advance_limit) * season
        back = p.retreat * np.minimum(positive(p.held_below - ratio), p.retreat_limit)
        back = back * (0.5 + 0.5 * winter * p.retreat_months[calendar])
        moved = (forward - back) * (p.near_frontier - p.depth_slows * depth)
        depth = np.where(fallen, depth, bounded(depth + moved, 0, p.deepest))
        fallen = fallen | (depth >= p.fallen_depth) | ((depth > p.broken_depth) & (supply < p.broken_output))
        if month >= first_year:
            missed = missed + depth
        months.append((depth, ratio, own_losses, enemy_losses, supply, fallen * 1.0))
    path = (np.stack(column) for column in zip(*months, strict=True))
    depths, ratios, own_lost, enemy_lost, supplies, collapsed = path
    second_year = len(p.shock) - first_year
    return Campaign(
        depth=depths,
        strength_ratio=ratios,
        own_losses=own_lost,
        enemy_losses=enemy_lost,
        potential=supplies,
        collapsed=collapsed,
        product_of_second_year=1 - p.output_at_war * p.output_lost * missed / second_year,
    )
