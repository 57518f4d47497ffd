"""Building: what is invested, how it is finished, and the steel, tractors and mastery that follow.

    I = min(i GNP, Ī),  Ī = φ (Y1 − arms)⁺ + I_o' + machines,  I_o' = o (1 − o_c c̄)      investment, the Feldman ceiling  [Grouble]
    I_m = min(machines, I);  I_o = min(I_o', I − I_m);  the rest of I is heavy product       sources of investment     [Grouble]
    waste = min(w̄, ½ w jump + w_i ((I/GNP − i_w)⁺)²);  jump = (I/max(I₋₁, I̲) − j)⁺       waste of haste            [1]
    K ← (1 − δ_K) K + finished;  finished = χ/(1 + ξ jump + ξ_s short) · unfinished         K1, K2, KT, KD, KA        [Grouble]
    unfinished UC1, UC2, UCT, UCD, UCA take works = I (1 − waste)(1 + g_I m)(1 − o_h)/(1 + k_E east) by their shares   [Grouble]
    m = machines/max(I, machines, I̲);  KP ← (1 − δ_K) KP + π_P finished transport            foreign share; power plant [1; Grouble]
    M₁, M₂, M₃, M₄: steelworks founded, rising, roofed, fitted, ℓ_S passing on a year;  founded are   [Grouble]
    (μ_S + μ_M m) of heavy works: mills and furnaces came from abroad before they were built at home  [1]
    KS ← (1 − δ_K) KS + what leaves M₄;  KE ← share of K1 in the east                        steelworks; the east      [Grouble; 1]
    steel = S₀ KS/KS₀ h^{θ_S} β_t (1 − a_S b)⁺(1 − t_S fear_S),  fear_S = (terror − t₀)⁺      crude steel               [Mt]
    could = θ_T A_f (K1/K1₀)^{ε_T} max(T̲, 1 − a_T b)(1 − t_T fear)                          what tractor works can make [Mhp]
    tractors = ĉ (min(could, (σ_T T_o + θ_g (1 − δ))⁺) + m_T s_A machines)                    made and imported         [Mhp]
    T_y ← (1 − α_T) T_y + tractors;  T_o ← (1 − σ_T) T_o + α_T T_y;  scrapped = σ_T T_o of all   by age                 [Mhp; 1]
    N ← (1 − ℓ_N) N + m;  a₁ ← a₁ (1 + ġ₁ + g_m ℓ_N N (1 − a₁/ā)⁺ − x₁ fear),  a₂ by ġ₂, g₂ and x₂   mastery           [1]

δ is draught power against 1928's, b = arms/Y1, β_t what freight leaves, ĉ = p_T + (1 − p_T) c̄, fear = (terror − t₁)⁺, A_f farm
machinery finished, s_A the share of farming, short (shortage) and h from labour, east and i levers.

Changed against the first version. Steelworks are whole plants, finished in lumps: a chain of four
stages gives Magnitogorsk and Kuznetsk, founded in 1929-31 with foreign furnaces and mills, their steel of
1933-36, and with the end of imports steel levels off (Clark 1956, recalled). Foreign machines teach with a lag and less as the gap closes (Sutton 1968-71, recalled);
their imports ended in 1932, so mastery levels off. Short hands lengthen building (unfinished works
of 1937-40: Moorsteen and Powell 1966, recalled). The first strain is borne; beyond it each further hundredth of product
finds fewer builders, designs and bricks and is lost on more sites begun at once, so the waste rises by its square (Hunter and Szyrmer 1992 on plans beyond
what could be absorbed, recalled; the form is judgement). Tractors grow old in two
ages; orders replace what wears out and part of the draught power that lost horses left, as far as the
works can follow, so that output halves once that gap closes, whatever the works could make (113 thousand in 1936, 51 in 1937, fewer later: csv; the form is judgement). Arrests of
engineers cost as in Katz (1975, recalled); no gain of output from arrests is known. Arms take
quality steel and tractor works (judgement).
"""

from dataclasses import dataclass
from typing import Annotated, Final

import numpy as np

from game.model.quantity import Array, Q, positive, power


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    heavy_to_investment: Annotated[Array, Q("φ", "1", "nation", "investment that civil heavy product carries, with its freight and design", 0, 1.5)]
    own_account: Annotated[Array, Q("o", "Grouble", "nation", "investment that peasants make for themselves", 0)]
    own_account_lost: Annotated[Array, Q("o_c", "1", "nation", "share of it lost in collective farms", 0, 1)]
    easy_jump: Annotated[Array, Q("j", "1", "nation", "growth of investment in a year that costs nothing", 1, 2)]
    least_investment: Annotated[Array, Q("I̲", "Grouble", "nation", "investment that stands for none in ratios", 0, 1)]
    waste: Annotated[Array, Q("w", "1", "nation", "waste from haste", 0)]
    waste_by_strain: Annotated[Array, Q("w_i", "1", "nation", "waste from strain, by the square of the rate beyond it", 0)]
    easy_rate: Annotated[Array, Q("i_w", "1", "nation", "investment rate above which strain begins", 0, 1)]
    most_waste: Annotated[Array, Q("w̄", "1", "nation", "most that haste wastes", 0, 1)]
    gain_from_foreign_machines: Annotated[Array, Q("g_I", "1", "nation", "worth of imported machines beyond their price", 0, 1)]
    overhead: Annotated[Array, Q("o_h", "1", "nation", "share of investment to housing, schools and the rest", 0, 1)]
    cost_of_east: Annotated[Array, Q("k_E", "1", "nation", "extra cost of building in the east", 0, 1)]
    completion: Annotated[Array, Q("χ", "1", "nation", "share of unfinished building finished in a year", 0, 1)]
    slowed_by_jump: Annotated[Array, Q("ξ", "1", "nation", "slowing of completion by jumps", 0)]
    slowed_by_shortage: Annotated[Array, Q("ξ_s", "1", "nation", "slowing of completion by shortage of hands", 0)]
    depreciation: Annotated[Array, Q("δ_K", "1", "nation", "share of capital worn out in a year", 0, 1)]
    power_share: Annotated[Array, Q("π_P", "1", "nation", "share of power plant in transport and power works", 0, 1)]
    steelworks_base: Annotated[Array, Q("KS₀", "Grouble", "nation", "steelworks in the base year", 0.1)]
    steelworks_share: Annotated[Array, Q("μ_S", "1", "nation", "share of steelworks in heavy works, equipped at home", 0, 1)]
    steelworks_from_abroad: Annotated[Array, Q("μ_M", "1", "nation", "more of them for each share of imported machines in investment", 0, 20)]
    steelworks_pace: Annotated[Array, Q("ℓ_S", "1", "nation", "share of steelworks that pass to the next stage in a year", 0, 1)]
    steel_in_base_year: Annotated[Array, Q("S₀", "Mt", "nation", "steel of the base year", 0)]
    steel_from_skill: Annotated[Array, Q("θ_S", "1", "nation", "elasticity of steel to skill", 0, 2)]
    steel_lost_to_arms: Annotated[Array, Q("a_S", "1", "nation", "tonnage steel crowded out by arms", 0)]
    steel_lost_to_arrests: Annotated[Array, Q("t_S", "1", "nation", "steel lost in a year of mass arrests", 0, 1)]
    arrests_felt_by_steel: Annotated[Array, Q("t₀", "1", "nation", "arrests above which steel suffers", 0, 1)]
    tractors_made: Annotated[Array, Q("θ_T", "Mhp/Grouble", "nation", "tractor power per farm machinery finished", 0)]
    tractors_from_heavy: Annotated[Array, Q("ε_T", "1", "nation", "elasticity of tractor building to heavy capital", 0, 3)]
    heavy_capital_base: Annotated[Array, Q("K1₀", "Grouble", "nation", "heavy capital in the base year", 0.1)]
    draught_replaced: Annotated[Array, Q("θ_g", "Mhp", "nation", "tractor power ordered in a year where all draught power of 1928 lacks", 0)]
    tractors_to_private: Annotated[Array, Q("p_T", "1", "nation", "tractors that private farms can use", 0, 1)]
    tractors_lost_to_arms: Annotated[Array, Q("a_T", "1", "nation", "tractor building crowded out by arms", 0)]
    tractors_lost_to_arrests: Annotated[Array, Q("t_T", "1", "nation", "tractor building lost in a year of mass arrests", 0, 1)]
    least_tractors: Annotated[Array, Q("T̲", "1", "nation", "tractor building that arms leave", 0, 1)]
    tractors_imported: Annotated[Array, Q("m_T", "Mhp/Grouble", "nation", "tractor power among machines imported for farming", 0)]
    tractors_ageing: Annotated[Array, Q("α_T", "1", "nation", "share of young tractors that grow old in a year", 0, 1)]
    tractors_scrapped: Annotated[Array, Q("σ_T", "1", "nation", "share of old tractors scrapped in a year", 0, 1)]
    heavy_progress: Annotated[Array, Q("ġ₁", "1", "nation", "yearly gain of heavy productivity", -0.1, 0.1)]
    consumer_progress: Annotated[Array, Q("ġ₂", "1", "nation", "yearly gain of consumer productivity", -0.1, 0.1)]
    mastery_pace: Annotated[Array, Q("ℓ_N", "1", "nation", "share of new foreign machinery mastered in a year", 0, 1)]
    heavy_mastery: Annotated[Array, Q("g_m", "1", "nation", "heavy productivity gained from foreign machines mastered", 0, 10)]
    consumer_mastery: Annotated[Array, Q("g₂", "1", "nation", "consumer productivity gained likewise", 0, 10)]
    technology_abroad: Annotated[Array, Q("ā", "1", "nation", "productivity abroad that can be caught up with, 1928 at home = 1", 1, 10)]
    heavy_lost_to_arrests: Annotated[Array, Q("x₁", "1", "nation", "heavy productivity lost in a year of mass arrests", 0, 1)]
    consumer_lost_to_arrests: Annotated[Array, Q("x₂", "1", "nation", "consumer productivity lost likewise", 0, 1)]
    arrests_felt: Annotated[Array, Q("t₁", "1", "nation", "arrests above which productivity suffers", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Capital, what is being built, tractors by age, and how far foreign technique is mastered."""

    heavy_capital: Annotated[Array, Q("K1", "Grouble", "nation", "capital of heavy industry and building", 0)]
    consumer_capital: Annotated[Array, Q("K2", "Grouble", "nation", "capital of consumer industry", 0)]
    transport_capital: Annotated[Array, Q("KT", "Grouble", "nation", "capital of transport and power", 0)]
    power_capital: Annotated[Array, Q("KP", "Grouble", "nation", "power plant within it", 0)]
    arms_capital: Annotated[Array, Q("KD", "Grouble", "nation", "capital of arms plants", 0)]
    farm_capital: Annotated[Array, Q("KA", "Grouble", "nation", "farm machinery", 0)]
    unfinished_heavy: Annotated[Array, Q("UC1", "Grouble", "nation", "unfinished building, heavy", 0)]
    unfinished_consumer: Annotated[Array, Q("UC2", "Grouble", "nation", "unfinished building, consumer", 0)]
    unfinished_transport: Annotated[Array, Q("UCT", "Grouble", "nation", "unfinished building, transport and power", 0)]
    unfinished_arms: Annotated[Array, Q("UCD", "Grouble", "nation", "unfinished building, arms", 0)]
    unfinished_farm: Annotated[Array, Q("UCA", "Grouble", "nation", "unfinished farm machinery", 0)]
    east_share: Annotated[Array, Q("KE", "1", "nation", "share of heavy capital in the east", 0, 1)]
    steelworks_founded: Annotated[Array, Q("M₁", "Grouble", "nation", "steelworks founded", 0)]
    steelworks_rising: Annotated[Array, Q("M₂", "Grouble", "nation", "steelworks rising", 0)]
    steelworks_roofed: Annotated[Array, Q("M₃", "Grouble", "nation", "steelworks roofed", 0)]
    steelworks_fitted: Annotated[Array, Q("M₄", "Grouble", "nation", "steelworks being fitted", 0)]
    steelworks: Annotated[Array, Q("KS", "Grouble", "nation", "steelworks that pour", 0)]
    young_tractors: Annotated[Array, Q("T_y", "Mhp", "nation", "power of young tractors", 0)]
    old_tractors: Annotated[Array, Q("T_o", "Mhp", "nation", "power of old tractors", 0)]
    foreign_machinery: Annotated[Array, Q("N", "1", "nation", "foreign machinery not yet mastered, share of a year's investment", 0)]
    heavy_productivity: Annotated[Array, Q("a₁", "1", "nation", "productivity of heavy industry, 1928 = 1", 0)]
    consumer_productivity: Annotated[Array, Q("a₂", "1", "nation", "productivity of consumer industry, 1928 = 1", 0)]
    investment_before: Annotated[Array, Q("I₋₁", "Grouble", "nation", "investment last year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """Investment and what it left."""

    investment: Annotated[Array, Q("I", "Grouble", "nation", "gross investment", 0)]
    ceiling: Annotated[Array, Q("Ī", "Grouble", "nation", "most that machine output and imports allow", 0)]
    from_machines: Annotated[Array, Q("I_m", "Grouble", "nation", "imported machines within investment", 0)]
    from_own_account: Annotated[Array, Q("I_o", "Grouble", "nation", "what peasants built for themselves within investment", 0)]
    wasted_share: Annotated[Array, Q("waste", "1", "nation", "share of investment wasted by haste", 0, 1)]
    unfinished: Annotated[Array, Q("unfinished", "Grouble", "nation", "building not finished at the year's end", 0)]
    tractors_made: Annotated[Array, Q("tractors", "Mhp", "nation", "tractor power made and imported", 0)]
    tractors_scrapped: Annotated[Array, Q("scrapped", "1", "nation", "share of all tractors scrapped", 0, 1)]
    steel: Annotated[Array, Q("steel", "Mt", "nation", "crude steel", 0)]
# fmt: on

KINDS: Final = ("heavy", "consumer", "transport", "arms", "farm")


def build(
    p: Params,
    state: State,
    *,
    heavy: Array,
    arms: Array,
    product: Array,
    machines: Array,
    skill: Array,
    shortage: Array,
    freight: Array,
    investment_rate: Array,
    shares: dict[str, Array],
    east: Array,
    arrests: Array,
    farm_members: Array,
    draught_power: Array,
) -> tuple[Building, State]:
    """Investment under its ceiling, capital finished, steel and tractors, productivity.

        `machines` are imports in Grouble; `shares` the five shares of investment by kind of capital;
    `farm_members` the share of villagers in collective farms, `draught_power` 1 as in 1928; `freight` what transport leaves of efficiency.
    """
    own = p.own_account * (1 - p.own_account_lost * farm_members)
    ceiling = p.heavy_to_investment * positive(heavy - arms) + own + machines
    investment = np.minimum(investment_rate * product, ceiling)
    jump = positive(investment / np.maximum(state.investment_before, p.least_investment) - p.easy_jump)
    strain = positive(investment / product - p.easy_rate)
    wasted = np.minimum(p.most_waste, 0.5 * p.waste * jump + p.waste_by_strain * strain * strain)
    foreign = machines / np.maximum(np.maximum(investment, machines), p.least_investment)
    useful = investment * (1 - wasted) * (1 + p.gain_from_foreign_machines * foreign)
    works = useful * (1 - p.overhead) / (1 + p.cost_of_east * east)
    pace = p.completion / (1 + p.slowed_by_jump * jump + p.slowed_by_shortage * shortage)
    kept = 1 - p.depreciation
    capital, unfinished, finished = {}, {}, {}
    for kind in KINDS:
        begun = getattr(state, f"unfinished_{kind}") + works * shares[kind]
        finished[kind] = begun * pace
        unfinished[kind] = begun - finished[kind]
        capital[kind] = getattr(state, f"{kind}_capital") * kept + finished[kind]
    burden = arms / heavy
    fear = positive(arrests - p.arrests_felt)
    stages, steelworks = _steelworks(p, state, works * shares["heavy"], foreign)
    plants = steelworks / p.steelworks_base
    steel = p.steel_in_base_year * plants * power(skill, p.steel_from_skill) * freight
    steel = steel * positive(1 - p.steel_lost_to_arms * burden)
    steel = steel * (1 - p.steel_lost_to_arrests * positive(arrests - p.arrests_felt_by_steel))
    users = p.tractors_to_private + (1 - p.tractors_to_private) * farm_members
    could = (
        p.tractors_made
        * finished["farm"]
        * power(capital["heavy"] / p.heavy_capital_base, p.tractors_from_heavy)
        * (1 - p.tractors_lost_to_arrests * fear)
    )
    could = could * np.maximum(p.least_tractors, 1 - p.tractors_lost_to_arms * burden)
    wanted = positive(p.tractors_scrapped * state.old_tractors + p.draught_replaced * (1 - draught_power))
    tractors = (np.minimum(could, wanted) + p.tractors_imported * shares["farm"] * machines) * users
    aged = p.tractors_ageing * state.young_tractors
    scrapped = p.tractors_scrapped * state.old_tractors
    mastered = p.mastery_pace * state.foreign_machinery
    from_machines = np.minimum(machines, investment)
    return (
        Building(
            investment=investment,
            ceiling=ceiling,
            from_machines=from_machines,
            from_own_account=np.minimum(own, investment - from_machines),
            wasted_share=wasted,
            unfinished=sum(unfinished.values(), 0 * investment),
            tractors_made=tractors,
            tractors_scrapped=scrapped / (state.young_tractors + state.old_tractors),
            steel=steel,
        ),
        State(
            heavy_capital=capital["heavy"],
            consumer_capital=capital["consumer"],
            transport_capital=capital["transport"],
            power_capital=state.power_capital * kept + p.power_share * finished["transport"],
            arms_capital=capital["arms"],
            farm_capital=capital["farm"],
            unfinished_heavy=unfinished["heavy"],
            unfinished_consumer=unfinished["consumer"],
            unfinished_transport=unfinished["transport"],
            unfinished_arms=unfinished["arms"],
            unfinished_farm=unfinished["farm"],
            east_share=(state.east_share * (capital["heavy"] - finished["heavy"]) + east * finished["heavy"])
            / capital["heavy"],
            steelworks_founded=stages[0],
            steelworks_rising=stages[1],
            steelworks_roofed=stages[2],
            steelworks_fitted=stages[-1],
            steelworks=steelworks,
            young_tractors=state.young_tractors - aged + tractors,
            old_tractors=state.old_tractors + aged - scrapped,
            foreign_machinery=state.foreign_machinery - mastered + foreign,
            heavy_productivity=state.heavy_productivity
            * (
                1
                + p.heavy_progress
                + p.heavy_mastery * mastered * _gap(p, state.heavy_productivity)
                - p.heavy_lost_to_arrests * fear
            ),
            consumer_productivity=state.consumer_productivity
            * (
                1
                + p.consumer_progress
                + p.consumer_mastery * mastered * _gap(p, state.consumer_productivity)
                - p.consumer_lost_to_arrests * fear
            ),
            investment_before=investment,
        ),
    )


def _gap(p: Params, productivity: Array) -> Array:
    """How far productivity stands behind abroad, 0-1."""
    return positive(1 - productivity / p.technology_abroad)


def _steelworks(p: Params, state: State, heavy_works: Array, foreign: Array) -> tuple[list[Array], Array]:
    """The four stages of building after a year, and the works that pour."""
    before = (state.steelworks_founded, state.steelworks_rising, state.steelworks_roofed, state.steelworks_fitted)
    stages: list[Array] = []
    arriving = (p.steelworks_share + p.steelworks_from_abroad * foreign) * heavy_works
    for stage in before:
        leaving = p.steelworks_pace * stage
        stages.append(stage - leaving + arriving)
        arriving = leaving
    return stages, state.steelworks * (1 - p.depreciation) + arriving
