"""Industry: hands, skill, product, arms, investment, and what it builds.

    J = J₀ (ΣK/ΣK₀)^{η_J} (1 + ŝ clip((i − i_s)/Δ_s, 0, 1)),  L = min(J, λ U)     jobs; employment          [Mperson]
    vac = clip(J/(λ U) − v₀, 0, 1)                                               vacancies                 [1]
    L₋₁ is last year's employment; hs ← ½ hs + ½ school                                                         schooling under way       [1]
    h ← [h' + (τ_h + σ_h hs)(1 + ġ_h t − h')⁺](1 − π_h terror),  h' diluted by new hands at q   skill      [1]
    β_t = min(1, (KT/KT₀)/max(1, Y1₋₁/Y1₀)^{γ_t})^{b_t}                           transport and power       [1]
    A = h^θ β_t (1 + d₁ disc − d₂ disc²)/d₀                                       efficiency                [1]
    Y1 = Y1₀ a₁ A (K1e/K1e₀)^α l₁^{1−α},  K1e = K1 + KD (u₀ + (1 − u₀) u)         heavy product, arms inside   [Grouble]
    u = clip((u₁ d GNP₋₁ − upkeep)/(κ_D a₁ KD), 0, 1)                             use of arms plant         [1]
    l_j = (L/J₀) (K_j/K_j0)^{ψ_K}/(l₁₀ k₁ + l₂₀ k₂ + l_T₀ k_T), k_j = (K_j/K_j0)^{ψ_K}, K1₀ with KD₀   [1]
    Y2 = Y2₀ a₂ A (K2/K2₀)^α l₂^{1−α} R^ρ;  R = clip(R_H ΣH/R₀ + (1 − R_H) ΣCa/Ca₀, R̲, R̄)   consumer product          [Grouble]
    YA = YA₀ (w_c ΣH/H₀ + w_o (1 + α_a press)(½ + ½ min(δ, δ̄))(1 + τ_o t) + w_l ΣCa/Ca₀)  farm product              [Grouble]
    YS = YS₀ (w_p P/P₀ + w_u (U/U₀)^{η_u}) + s_a (army − army₀)                   services                  [Grouble]
    GNP = Y1 + Y2 + YA + YS;  Ind = (v₁ (Y1 − arms) + v₂ Y2 + arms)/(v₁ (Y1₀ − YD₀) + v₂ Y2₀ + YD₀)
    cons P = GNP − I − d GNP;  cons a head                                         [Grouble; a head]
    arms = min((d GNP − upkeep)⁺, κ_D a₁ A KD + f_c Y1),  upkeep = (u_a + u̇ t) army   [Grouble]
    I = min(i GNP, Ī),  Ī = φ (Y1 − arms)⁺ + o (1 − o_c c̄) + machines             investment, the Feldman ceiling   [Grouble]
    waste = min(w̄, w [½ jump + (I/GNP − i_w)⁺]);  jump = (I/max(I₋₁, I̲) − j)⁺      waste of haste            [1]
    K ← (1 − δ_K) K + finished;  finished = χ/(1 + ξ jump) · unfinished            K1, K2, KT, KD, KA        [Grouble]
    unfinished UC1, UC2, UCT, UCD, UCA take I (1 − waste)(1 + g_I machines/I)(1 − o_h)/(1 + k_E east) by their shares   [Grouble]
    KE ← share of K1 in the east;  KS₁ ← KS₁ + ℓ_S (K1 − KS₁), KS likewise after KS₁ [1; Grouble]
    tractors = θ_T A_f (K1/K1₀)^{ε_T}(p_T + (1 − p_T) c̄)max(T̲, 1 − a_T arms/Y1) + m_T machines, scrapped by δ_T a year   [Mhp]
    steel = S₀ (KS/K1₀)^{ε_S} h^{½} β_t (1 − a_S arms/Y1)(1 − t_S (terror − t₀)⁺)  [Mt]
    a₁ ← a₁ (1 + ġ₁ + g_m machines/I − x₁ (terror − t₁)⁺),  a₂ by ġ₂ and x₂          productivity              [1]

Labour is shared among heavy, consumer and transport by capital to the power ψ_K. A_f is farm
machinery finished, R farm materials, disc, terror, school, d, i, east are levers. Arms stand inside
Y1: as extra product they would be the best growth policy, a fault a random search found.
Form: Feldman and Mahalanobis as in Allen (2003, ch. 8); the rest docs/model.md (design).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, mean, positive, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    jobs_in_base_year: Annotated[Array, Q("J₀", "Mperson", "nation", "workers and employees wanted in the base year", 0.1)]
    jobs_from_capital: Annotated[Array, Q("η_J", "1", "nation", "elasticity of jobs to capital", 0, 2)]
    soft_budgets: Annotated[Array, Q("ŝ", "1", "nation", "extra hands that firms hire under soft budgets", 0, 2)]
    hard_budget_rate: Annotated[Array, Q("i_s", "1", "nation", "investment rate at which budgets begin to soften", 0, 1)]
    soft_budget_range: Annotated[Array, Q("Δ_s", "1", "nation", "rise of the rate that softens them fully", 0.001, 1)]
    at_work: Annotated[Array, Q("λ", "1", "nation", "most of the townspeople who can work", 0, 1)]
    vacancy_base: Annotated[Array, Q("v₀", "1", "nation", "jobs a hand at which nobody is called from the village", 0, 2)]
    new_hand_skill: Annotated[Array, Q("q", "1", "nation", "skill of a new hand, 1928's average = 1", 0, 1)]
    training: Annotated[Array, Q("τ_h", "1", "nation", "share of the gap in skill closed in a year on the job", 0, 1)]
    schooling_effect: Annotated[Array, Q("σ_h", "1", "nation", "more closed per share of product schooled", 0)]
    skill_growth: Annotated[Array, Q("ġ_h", "1", "nation", "yearly rise of the skill aimed at", 0, 0.2)]
    skill_lost_to_arrests: Annotated[Array, Q("π_h", "1", "nation", "skill lost in a year of mass arrests", 0, 1)]
    skill_weight: Annotated[Array, Q("θ", "1", "nation", "elasticity of efficiency to skill", 0, 2)]
    transport_pressure: Annotated[Array, Q("γ_t", "1", "nation", "freight per heavy product", 0, 2)]
    transport_weight: Annotated[Array, Q("b_t", "1", "nation", "elasticity of efficiency to transport", 0, 2)]
    discipline_gain: Annotated[Array, Q("d₁", "1", "nation", "efficiency gained by discipline", 0, 1)]
    discipline_harm: Annotated[Array, Q("d₂", "1", "nation", "efficiency lost by its square", 0, 1)]
    discipline_in_base_year: Annotated[Array, Q("d₀", "1", "nation", "efficiency under 1928's discipline", 0.5, 2)]
    capital_share: Annotated[Array, Q("α", "1", "nation", "capital's share outside farming", 0, 1)]
    labour_by_capital: Annotated[Array, Q("ψ_K", "1", "nation", "power of capital in sharing labour", 0, 2)]
    labour_in_heavy: Annotated[Array, Q("l₁₀", "1", "nation", "share of labour in heavy industry, base year", 0, 1)]
    labour_in_consumer: Annotated[Array, Q("l₂₀", "1", "nation", "share of labour in consumer industry, base year", 0, 1)]
    labour_in_transport: Annotated[Array, Q("l_T₀", "1", "nation", "share of labour in transport and power, base year", 0, 1)]
    idle_arms_plant: Annotated[Array, Q("u₀", "1", "nation", "use of arms plant without orders", 0, 1)]
    arms_forecast: Annotated[Array, Q("u₁", "1", "nation", "defence orders expected against last year's product", 0, 2)]
    heavy_in_base_year: Annotated[Array, Q("Y1₀", "Grouble", "nation", "heavy product of the base year", 0.1)]
    consumer_in_base_year: Annotated[Array, Q("Y2₀", "Grouble", "nation", "consumer product of the base year", 0.1)]
    materials_weight: Annotated[Array, Q("ρ", "1", "nation", "elasticity of consumer product to farm materials", 0, 1)]
    crops_in_materials: Annotated[Array, Q("R_H", "1", "nation", "weight of crops in farm materials", 0, 1)]
    least_materials: Annotated[Array, Q("R̲", "1", "nation", "farm materials below which no less is felt", 0, 1)]
    most_materials: Annotated[Array, Q("R̄", "1", "nation", "farm materials above which no more is felt", 1, 3)]
    materials_harvest: Annotated[Array, Q("R₀", "Mt", "nation", "harvest that gives materials of 1", 1)]
    farm_in_base_year: Annotated[Array, Q("YA₀", "Grouble", "nation", "farm product of the base year", 0.1)]
    grain_in_farm: Annotated[Array, Q("w_c", "1", "nation", "weight of grain in farm product", 0, 1)]
    other_crops_in_farm: Annotated[Array, Q("w_o", "1", "nation", "weight of other crops", 0, 1)]
    stock_in_farm: Annotated[Array, Q("w_l", "1", "nation", "weight of livestock", 0, 1)]
    grain_of_base_year: Annotated[Array, Q("H₀", "Mt", "nation", "harvest that gives farm product its 1928 grain", 1)]
    area_from_plan: Annotated[Array, Q("α_a", "1", "nation", "sown area that a pressing plan adds", 0, 1)]
    most_power_felt: Annotated[Array, Q("δ̄", "1", "nation", "draught power above which other crops gain no more", 0, 3)]
    other_crops_trend: Annotated[Array, Q("τ_o", "1", "nation", "yearly gain in other crops", -0.1, 0.1)]
    services_in_base_year: Annotated[Array, Q("YS₀", "Grouble", "nation", "services of the base year", 0.1)]
    services_by_people: Annotated[Array, Q("w_p", "1", "nation", "weight of all people in services", 0, 1)]
    services_by_towns: Annotated[Array, Q("w_u", "1", "nation", "weight of towns in services", 0, 1)]
    towns_power: Annotated[Array, Q("η_u", "1", "nation", "elasticity of services to towns", 0, 2)]
    services_a_soldier: Annotated[Array, Q("s_a", "Grouble/Mperson", "nation", "service of a soldier", 0)]
    people_in_base_year: Annotated[Array, Q("P₀", "Mperson", "nation", "people in the base year", 1)]
    towns_in_base_year: Annotated[Array, Q("U₀", "Mperson", "nation", "townspeople in the base year", 1)]
    army_in_base_year: Annotated[Array, Q("army₀", "Mperson", "nation", "army of the base year", 0)]
    cattle_in_base_year: Annotated[Array, Q("Ca₀", "Mhead", "nation", "cattle of the base year", 0.1)]
    upkeep: Annotated[Array, Q("u_a", "Grouble/Mperson", "nation", "upkeep of a soldier", 0)]
    upkeep_growth: Annotated[Array, Q("u̇", "Grouble/Mperson", "nation", "yearly rise of upkeep", 0)]
    arms_from_plant: Annotated[Array, Q("κ_D", "1", "nation", "arms a year from arms plant", 0)]
    arms_from_heavy: Annotated[Array, Q("f_c", "1", "nation", "share of heavy product that can turn to arms", 0, 1)]
    heavy_to_investment: Annotated[Array, Q("φ", "1", "nation", "share of heavy product that can be invested", 0, 1)]
    own_account: Annotated[Array, Q("o", "Grouble", "nation", "investment that peasants make for themselves", 0)]
    own_account_lost: Annotated[Array, Q("o_c", "1", "nation", "share of it lost in collective farms", 0, 1)]
    easy_jump: Annotated[Array, Q("j", "1", "nation", "growth of investment in a year that costs nothing", 1, 2)]
    least_investment: Annotated[Array, Q("I̲", "Grouble", "nation", "investment that stands for none in ratios", 0, 1)]
    waste: Annotated[Array, Q("w", "1", "nation", "waste from haste and strain", 0)]
    easy_rate: Annotated[Array, Q("i_w", "1", "nation", "investment rate above which strain begins", 0, 1)]
    most_waste: Annotated[Array, Q("w̄", "1", "nation", "most that haste wastes", 0, 1)]
    gain_from_foreign_machines: Annotated[Array, Q("g_I", "1", "nation", "worth of imported machines beyond their price", 0, 1)]
    overhead: Annotated[Array, Q("o_h", "1", "nation", "share of investment to housing, schools and the rest", 0, 1)]
    cost_of_east: Annotated[Array, Q("k_E", "1", "nation", "extra cost of building in the east", 0, 1)]
    completion: Annotated[Array, Q("χ", "1", "nation", "share of unfinished building finished in a year", 0, 1)]
    slowed_by_jump: Annotated[Array, Q("ξ", "1", "nation", "slowing of completion by jumps", 0)]
    depreciation: Annotated[Array, Q("δ_K", "1", "nation", "share of capital worn out in a year", 0, 1)]
    heavy_capital_base: Annotated[Array, Q("K1₀", "Grouble", "nation", "heavy capital in the base year", 0.1)]
    consumer_capital_base: Annotated[Array, Q("K2₀", "Grouble", "nation", "consumer capital in the base year", 0.1)]
    transport_capital_base: Annotated[Array, Q("KT₀", "Grouble", "nation", "transport and power capital in the base year", 0.1)]
    arms_capital_base: Annotated[Array, Q("KD₀", "Grouble", "nation", "arms capital in the base year", 0.01)]
    tractors_made: Annotated[Array, Q("θ_T", "Mhp/Grouble", "nation", "tractor power per farm machinery finished", 0)]
    tractors_from_heavy: Annotated[Array, Q("ε_T", "1", "nation", "elasticity of tractor building to heavy capital", 0, 2)]
    tractors_to_private: Annotated[Array, Q("p_T", "1", "nation", "tractors that private farms can use", 0, 1)]
    tractors_lost_to_arms: Annotated[Array, Q("a_T", "1", "nation", "tractor building crowded out by arms", 0)]
    least_tractors: Annotated[Array, Q("T̲", "1", "nation", "tractor building that arms leave", 0, 1)]
    tractors_imported: Annotated[Array, Q("m_T", "Mhp/Grouble", "nation", "tractor power among imported machines", 0)]
    tractors_scrapped: Annotated[Array, Q("δ_T", "1", "nation", "share of tractors scrapped in a year", 0, 1)]
    steel_in_base_year: Annotated[Array, Q("S₀", "Mt", "nation", "steel of the base year", 0)]
    steel_from_capital: Annotated[Array, Q("ε_S", "1", "nation", "elasticity of steel to lagged heavy capital", 0, 3)]
    steel_lag: Annotated[Array, Q("ℓ_S", "1", "nation", "share of new capital that reaches steel in a year, twice", 0, 1)]
    steel_lost_to_arms: Annotated[Array, Q("a_S", "1", "nation", "tonnage steel crowded out by arms", 0)]
    steel_lost_to_arrests: Annotated[Array, Q("t_S", "1", "nation", "steel lost in a year of mass arrests", 0, 1)]
    arrests_felt_by_steel: Annotated[Array, Q("t₀", "1", "nation", "arrests above which steel suffers", 0, 1)]
    heavy_progress: Annotated[Array, Q("ġ₁", "1", "nation", "yearly gain of heavy productivity", -0.1, 0.1)]
    consumer_progress: Annotated[Array, Q("ġ₂", "1", "nation", "yearly gain of consumer productivity", -0.1, 0.1)]
    progress_from_machines: Annotated[Array, Q("g_m", "1", "nation", "productivity brought by foreign machines", 0, 1)]
    heavy_lost_to_arrests: Annotated[Array, Q("x₁", "1", "nation", "heavy productivity lost in a year of mass arrests", 0, 1)]
    consumer_lost_to_arrests: Annotated[Array, Q("x₂", "1", "nation", "consumer productivity lost likewise", 0, 1)]
    arrests_felt: Annotated[Array, Q("t₁", "1", "nation", "arrests above which productivity suffers", 0, 1)]
    heavy_value_added: Annotated[Array, Q("v₁", "1", "nation", "industry within heavy product (the rest is building)", 0, 1)]
    consumer_value_added: Annotated[Array, Q("v₂", "1", "nation", "industry within consumer product", 0, 1)]
    arms_in_base_year: Annotated[Array, Q("YD₀", "Grouble", "nation", "arms product of the base year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Capital, skill and what is remembered of last year."""

    heavy_capital: Annotated[Array, Q("K1", "Grouble", "nation", "capital of heavy industry and building", 0)]
    consumer_capital: Annotated[Array, Q("K2", "Grouble", "nation", "capital of consumer industry", 0)]
    transport_capital: Annotated[Array, Q("KT", "Grouble", "nation", "capital of transport and power", 0)]
    arms_capital: Annotated[Array, Q("KD", "Grouble", "nation", "capital of arms plants", 0)]
    farm_capital: Annotated[Array, Q("KA", "Grouble", "nation", "farm machinery", 0)]
    unfinished_heavy: Annotated[Array, Q("UC1", "Grouble", "nation", "unfinished building, heavy", 0)]
    unfinished_consumer: Annotated[Array, Q("UC2", "Grouble", "nation", "unfinished building, consumer", 0)]
    unfinished_transport: Annotated[Array, Q("UCT", "Grouble", "nation", "unfinished building, transport and power", 0)]
    unfinished_arms: Annotated[Array, Q("UCD", "Grouble", "nation", "unfinished building, arms", 0)]
    unfinished_farm: Annotated[Array, Q("UCA", "Grouble", "nation", "unfinished farm machinery", 0)]
    east_share: Annotated[Array, Q("KE", "1", "nation", "share of heavy capital in the east", 0, 1)]
    steel_capital_coming: Annotated[Array, Q("KS₁", "Grouble", "nation", "heavy capital on its way to steel", 0)]
    steel_capital: Annotated[Array, Q("KS", "Grouble", "nation", "heavy capital behind steel", 0)]
    skill: Annotated[Array, Q("h", "1", "nation", "skill of the labour force outside farming, 1928 = 1", 0)]
    schooling_under_way: Annotated[Array, Q("hs", "1", "nation", "schooling under way, share of product", 0)]
    heavy_productivity: Annotated[Array, Q("a₁", "1", "nation", "productivity of heavy industry, 1928 = 1", 0)]
    consumer_productivity: Annotated[Array, Q("a₂", "1", "nation", "productivity of consumer industry, 1928 = 1", 0)]
    employed: Annotated[Array, Q("L₋₁", "Mperson", "nation", "workers and employees last year", 0)]
    investment_before: Annotated[Array, Q("I₋₁", "Grouble", "nation", "investment last year", 0)]
    heavy_before: Annotated[Array, Q("Y1₋₁", "Grouble", "nation", "heavy product last year", 0)]
    product_before: Annotated[Array, Q("GNP₋₁", "Grouble", "nation", "national product last year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Hands and what they are worth, before the year's product."""

    workers: Annotated[Array, Q("L", "Mperson", "nation", "workers and employees", 0)]
    vacancies: Annotated[Array, Q("vac", "1", "nation", "jobs that call hands from the village", 0, 1)]
    skill: Annotated[Array, Q("h", "1", "nation", "skill, 1928 = 1", 0)]
    schooling: Annotated[Array, Q("hs", "1", "nation", "schooling under way", 0)]
    transport: Annotated[Array, Q("β_t", "1", "nation", "efficiency left by transport and power", 0, 1)]
    efficiency: Annotated[Array, Q("A", "1", "nation", "efficiency of work outside farming", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """The year's product by origin and its uses in arms."""

    heavy: Annotated[Array, Q("Y1", "Grouble", "nation", "heavy product and building, arms inside", 0)]
    consumer: Annotated[Array, Q("Y2", "Grouble", "nation", "consumer product", 0)]
    farm: Annotated[Array, Q("YA", "Grouble", "nation", "farm product", 0)]
    services: Annotated[Array, Q("YS", "Grouble", "nation", "services", 0)]
    product: Annotated[Array, Q("GNP", "Grouble", "nation", "national product at 1937 factor cost", 0)]
    arms: Annotated[Array, Q("arms", "Grouble", "nation", "arms made", 0)]
    defence: Annotated[Array, Q("d GNP", "Grouble", "nation", "defence spent: arms and upkeep", 0)]
    industry: Annotated[Array, Q("Ind", "1", "nation", "civil industry and munitions, base year = 1", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """Investment and what it left."""

    investment: Annotated[Array, Q("I", "Grouble", "nation", "gross investment", 0)]
    ceiling: Annotated[Array, Q("Ī", "Grouble", "nation", "most that machine output and imports allow", 0)]
    wasted_share: Annotated[Array, Q("waste", "1", "nation", "share of investment wasted by haste", 0, 1)]
    tractors_made: Annotated[Array, Q("tractors", "Mhp", "nation", "tractor power made and imported", 0)]
    steel: Annotated[Array, Q("steel", "Mt", "nation", "crude steel", 0)]
    consumption: Annotated[Array, Q("cons P", "Grouble", "nation", "product less investment and defence")]
    consumption_a_head: Annotated[Array, Q("cons", "Grouble/Mperson", "nation", "consumption a head")]
# fmt: on


def work(
    p: Params,
    state: State,
    *,
    urban: Array,
    investment_rate: Array,
    schooling: Array,
    arrests: Array,
    discipline: Array,
    elapsed: Array,
) -> Work:
    """Employment, skill and efficiency of the year; `urban` is the nation's, million people."""
    capital = state.heavy_capital + state.consumer_capital + state.transport_capital + state.arms_capital
    base = p.heavy_capital_base + p.consumer_capital_base + p.transport_capital_base + p.arms_capital_base
    soft = bounded((investment_rate - p.hard_budget_rate) / p.soft_budget_range, 0, 1)
    jobs = p.jobs_in_base_year * (capital / base) ** p.jobs_from_capital * (1 + p.soft_budgets * soft)
    able = p.at_work * urban
    workers = np.minimum(jobs, able)
    new_hands = bounded((workers - state.employed) / workers, 0, 1)
    schools = 0.5 * state.schooling_under_way + 0.5 * schooling
    diluted = state.skill * (1 - new_hands) + p.new_hand_skill * new_hands
    learning = p.training + p.schooling_effect * schools
    learned = diluted + learning * positive(1 + p.skill_growth * elapsed - diluted)
    skill = learned * (1 - p.skill_lost_to_arrests * arrests)
    freight = np.maximum(1, state.heavy_before / p.heavy_in_base_year) ** p.transport_pressure
    carried = state.transport_capital / p.transport_capital_base / freight
    transport = np.minimum(1, carried) ** p.transport_weight
    order = 1 + p.discipline_gain * discipline - p.discipline_harm * discipline * discipline
    return Work(
        workers=workers,
        vacancies=bounded(jobs / able - p.vacancy_base, 0, 1),
        skill=skill,
        schooling=schools,
        transport=transport,
        efficiency=skill**p.skill_weight * transport * order / p.discipline_in_base_year,
    )


def produce(
    p: Params,
    state: State,
    work: Work,
    *,
    harvest: Array,
    draught_power: Array,
    plan_pressure: Array,
    cattle: Array,
    people: Array,
    urban: Array,
    soldiers: Array,
    garrisons: Array,
    defence_share: Array,
    elapsed: Array,
) -> Product:
    """The year's product; `harvest`, `draught_power` and `cattle` by region, the rest national."""
    upkeep = (p.upkeep + p.upkeep_growth * elapsed) * soldiers * (1 + garrisons)
    plant = p.arms_from_plant * state.heavy_productivity * state.arms_capital
    orders = defence_share * p.arms_forecast * state.product_before - upkeep
    used = bounded(orders / plant, 0, 1)
    at_work = state.heavy_capital + state.arms_capital * (p.idle_arms_plant + (1 - p.idle_arms_plant) * used)
    heavy_ratio = at_work / (p.heavy_capital_base + p.arms_capital_base)
    consumer_ratio = state.consumer_capital / p.consumer_capital_base
    heavy_pull = heavy_ratio**p.labour_by_capital
    consumer_pull = consumer_ratio**p.labour_by_capital
    transport_pull = (state.transport_capital / p.transport_capital_base) ** p.labour_by_capital
    pull = (
        p.labour_in_heavy * heavy_pull + p.labour_in_consumer * consumer_pull + p.labour_in_transport * transport_pull
    )
    hands = work.workers / p.jobs_in_base_year / pull
    labour_share = 1 - p.capital_share
    heavy = p.heavy_in_base_year * state.heavy_productivity * work.efficiency
    heavy = heavy * heavy_ratio**p.capital_share * (hands * heavy_pull) ** labour_share
    grain, herd = total(harvest), total(cattle) / p.cattle_in_base_year
    materials = p.crops_in_materials * grain / p.materials_harvest + (1 - p.crops_in_materials) * herd
    materials = bounded(materials, p.least_materials, p.most_materials) ** p.materials_weight
    consumer = p.consumer_in_base_year * state.consumer_productivity * work.efficiency * materials
    consumer = consumer * consumer_ratio**p.capital_share * (hands * consumer_pull) ** labour_share
    other_crops = (1 + p.area_from_plan * plan_pressure) * (1 + p.other_crops_trend * elapsed)
    other_crops = other_crops * (0.5 + 0.5 * mean(bounded(draught_power, 0, p.most_power_felt)))
    farm = p.farm_in_base_year * (
        p.grain_in_farm * grain / p.grain_of_base_year + p.other_crops_in_farm * other_crops + p.stock_in_farm * herd
    )
    services = p.services_in_base_year * (
        p.services_by_people * people / p.people_in_base_year
        + p.services_by_towns * (urban / p.towns_in_base_year) ** p.towns_power
    )
    services = services + p.services_a_soldier * (soldiers - p.army_in_base_year)
    product = heavy + consumer + farm + services
    budget = defence_share * product
    arms = np.minimum(positive(budget - upkeep), plant * work.efficiency + p.arms_from_heavy * heavy)
    civil = p.heavy_value_added * (heavy - arms) + p.consumer_value_added * consumer
    base = p.heavy_value_added * (p.heavy_in_base_year - p.arms_in_base_year)
    base = base + p.consumer_value_added * p.consumer_in_base_year + p.arms_in_base_year
    return Product(
        heavy=heavy,
        consumer=consumer,
        farm=farm,
        services=services,
        product=product,
        arms=arms,
        defence=arms + np.minimum(upkeep, budget),
        industry=(civil + arms) / base,
    )


def build(
    p: Params,
    state: State,
    work: Work,
    made: Product,
    *,
    machines: Array,
    investment_rate: Array,
    shares: dict[str, Array],
    east: Array,
    arrests: Array,
    collectivised: Array,
    farm_members: Array,
    people: Array,
) -> tuple[Building, State]:
    """Investment under its ceiling, capital finished, steel and tractors, productivity.

    `machines` are imports in Grouble; `shares` the five shares of investment by kind of capital;
    `collectivised` is regional, `farm_members` its average by people.
    """
    own = p.own_account * (1 - p.own_account_lost * mean(collectivised))
    ceiling = p.heavy_to_investment * positive(made.heavy - made.arms) + own + machines
    investment = np.minimum(investment_rate * made.product, ceiling)
    jump = positive(investment / np.maximum(state.investment_before, p.least_investment) - p.easy_jump)
    strain = positive(investment / made.product - p.easy_rate)
    wasted = np.minimum(p.most_waste, p.waste * (0.5 * jump + strain))
    foreign = machines / np.maximum(np.maximum(investment, machines), p.least_investment)
    useful = investment * (1 - wasted) * (1 + p.gain_from_foreign_machines * foreign)
    works = useful * (1 - p.overhead) / (1 + p.cost_of_east * east)
    pace = p.completion / (1 + p.slowed_by_jump * jump)
    capital, unfinished, finished = {}, {}, {}
    for kind, share in shares.items():
        begun = getattr(state, f"unfinished_{kind}") + works * share
        finished[kind] = begun * pace
        unfinished[kind] = begun - finished[kind]
        capital[kind] = getattr(state, f"{kind}_capital") * (1 - p.depreciation) + finished[kind]
    heavy = capital["heavy"]
    arms_burden = made.arms / made.heavy
    tractors = p.tractors_made * finished["farm"] * (heavy / p.heavy_capital_base) ** p.tractors_from_heavy
    tractors = tractors * (p.tractors_to_private + (1 - p.tractors_to_private) * farm_members)
    tractors = tractors * np.maximum(p.least_tractors, 1 - p.tractors_lost_to_arms * arms_burden)
    coming = state.steel_capital_coming + p.steel_lag * (heavy - state.steel_capital_coming)
    behind_steel = state.steel_capital + p.steel_lag * (coming - state.steel_capital)
    steel = p.steel_in_base_year * (behind_steel / p.heavy_capital_base) ** p.steel_from_capital
    steel = steel * np.sqrt(work.skill) * work.transport * positive(1 - p.steel_lost_to_arms * arms_burden)
    steel = steel * (1 - p.steel_lost_to_arrests * positive(arrests - p.arrests_felt_by_steel))
    fear = positive(arrests - p.arrests_felt)
    heavy_progress = 1 + p.heavy_progress + p.progress_from_machines * foreign - p.heavy_lost_to_arrests * fear
    consumer_progress = 1 + p.consumer_progress - p.consumer_lost_to_arrests * fear
    return (
        Building(
            investment=investment,
            ceiling=ceiling,
            wasted_share=wasted,
            tractors_made=tractors + p.tractors_imported * machines,
            steel=steel,
            consumption=made.product - investment - made.defence,
            consumption_a_head=(made.product - investment - made.defence) / people,
        ),
        State(
            heavy_capital=heavy,
            consumer_capital=capital["consumer"],
            transport_capital=capital["transport"],
            arms_capital=capital["arms"],
            farm_capital=capital["farm"],
            unfinished_heavy=unfinished["heavy"],
            unfinished_consumer=unfinished["consumer"],
            unfinished_transport=unfinished["transport"],
            unfinished_arms=unfinished["arms"],
            unfinished_farm=unfinished["farm"],
            east_share=(state.east_share * (heavy - finished["heavy"]) + east * finished["heavy"]) / heavy,
            steel_capital_coming=coming,
            steel_capital=behind_steel,
            skill=work.skill,
            schooling_under_way=work.schooling,
            heavy_productivity=state.heavy_productivity * heavy_progress,
            consumer_productivity=state.consumer_productivity * consumer_progress,
            employed=work.workers,
            investment_before=investment,
            heavy_before=made.heavy,
            product_before=made.product,
        ),
    )
