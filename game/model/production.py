"""Production: what capital, hands, fuel and farms give in a year, and how much of it is arms.

    β_t = min(1, (KT/KT₀)/g^{γ_t})^{b_t};  β_e = min(1, (KP/KP₀)/g^{γ_e})^{b_e};  g = max(1, Y1₋₁/Y1₀)   freight; power  [1]
    E = E₀ (KP/KP₀)^{ε_E};  A = A_L β_t β_e                                         electricity; efficiency   [TWh; 1]
    Y1 = Y1₀ a₁ A (K1e/K1e₀)^α l₁^{1−α},  K1e = K1 + KD (u₀ + (1 − u₀) u)           heavy product, arms inside [Grouble]
    u = clip((u₁ d GNP₋₁ − upkeep)/(κ_D a₁ KD), 0, 1)                               use of arms plant           [1]
    l_j = (L/J₀) (K_j/K_j0)^{ψ_K}/(l₁₀ k₁ + l₂₀ k₂ + l_T₀ k_T), k_j = (K_j/K_j0)^{ψ_K}, K1₀ with KD₀     [1]
    Y2 = Y2₀ V R/((1 − ρ) R^s + ρ V^s)^{1/s},  V = a₂ A (K2/K2₀)^α l₂^{1−α}         consumer product           [Grouble]
    R = clip(R_H ΣH/R₀ + (1 − R_H) ΣCa/Ca₀, R̲, R̄)                                 farm materials             [1]
    YA = YA₀ (w_c ΣH/H₀ + w_o (1 + α_a press)(½ + ½ δ')(1 + τ_o t) + w_l ΣCa/Ca₀)      farm product              [Grouble]
    YS = YS₀ (w_p P/P₀ + w_u (U/U₀)^{η_u}) + s_a (army − army₀)                     services                  [Grouble]
    GNP = Y1 + Y2 + YA + YS;  Ind = (v₁ (Y1 − arms) + v₂ Y2 + arms)/(v₁ (Y1₀ − YD₀) + v₂ Y2₀ + YD₀)
    arms = min((d GNP − upkeep)⁺, κ_D a₁ A KD + f_c Y1, Y1),  upkeep = (u_a + u̇ t) army (1 + garrisons);  d GNP is defence   [Grouble]

Labour is shared among heavy, consumer and transport by capital to the power ψ_K. R is farm
materials, δ' draught power up to δ̄ averaged by rural people, d the lever of defence. Arms stand
inside Y1: as extra product they would be the best growth policy, a fault a random search found.

Changed against the first version: power is a bottleneck beside transport. Current rose with the
square of industrial product (5.0 to 48.3 TWh while product rose 3.1 times: csv), so plants that
industry outgrows hold it back: the shortage of fuel and power of 1937-40 (Davies and others 1994,
recalled). Mills need wool, hides, flax and beet: what they could make (V) is spun from what farms
deliver (R), and one stands in for the other ever less (s). As R^ρ a country of weavers could clothe itself
out of half its herds, the best growth policy that a later search found; light industry stood idle for want of materials from 1929 on
(Davies 1989, 1996, recalled; the form is judgement). Regions weigh by their people. Form: Feldman and Mahalanobis as in Allen (2003, ch. 8).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive, power, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    transport_pressure: Annotated[Array, Q("γ_t", "1", "nation", "freight per heavy product", 0, 3)]
    transport_weight: Annotated[Array, Q("b_t", "1", "nation", "elasticity of efficiency to transport", 0, 2)]
    power_pressure: Annotated[Array, Q("γ_e", "1", "nation", "power per heavy product", 0, 3)]
    power_weight: Annotated[Array, Q("b_e", "1", "nation", "elasticity of efficiency to power", 0, 2)]
    electricity_in_base_year: Annotated[Array, Q("E₀", "TWh", "nation", "electricity made in the base year", 0.01)]
    electricity_from_power: Annotated[Array, Q("ε_E", "1", "nation", "elasticity of electricity to power plant", 0, 2)]
    capital_share: Annotated[Array, Q("α", "1", "nation", "capital's share outside farming", 0, 1)]
    jobs_in_base_year: Annotated[Array, Q("J₀", "Mperson", "nation", "workers and employees wanted in the base year", 0.1)]
    labour_by_capital: Annotated[Array, Q("ψ_K", "1", "nation", "power of capital in sharing labour", 0, 2)]
    labour_in_heavy: Annotated[Array, Q("l₁₀", "1", "nation", "share of labour in heavy industry, base year", 0, 1)]
    labour_in_consumer: Annotated[Array, Q("l₂₀", "1", "nation", "share of labour in consumer industry, base year", 0, 1)]
    labour_in_transport: Annotated[Array, Q("l_T₀", "1", "nation", "share of labour in transport and power, base year", 0, 1)]
    idle_arms_plant: Annotated[Array, Q("u₀", "1", "nation", "use of arms plant without orders", 0, 1)]
    arms_forecast: Annotated[Array, Q("u₁", "1", "nation", "defence orders expected against last year's product", 0, 2)]
    heavy_in_base_year: Annotated[Array, Q("Y1₀", "Grouble", "nation", "heavy product of the base year", 0.1)]
    consumer_in_base_year: Annotated[Array, Q("Y2₀", "Grouble", "nation", "consumer product of the base year", 0.1)]
    heavy_capital_base: Annotated[Array, Q("K1₀", "Grouble", "nation", "heavy capital in the base year", 0.1)]
    consumer_capital_base: Annotated[Array, Q("K2₀", "Grouble", "nation", "consumer capital in the base year", 0.1)]
    transport_capital_base: Annotated[Array, Q("KT₀", "Grouble", "nation", "transport and power capital in the base year", 0.1)]
    power_capital_base: Annotated[Array, Q("KP₀", "Grouble", "nation", "power plant within it in the base year", 0.01)]
    arms_capital_base: Annotated[Array, Q("KD₀", "Grouble", "nation", "arms capital in the base year", 0.01)]
    materials_weight: Annotated[Array, Q("ρ", "1", "nation", "weight of farm materials in consumer product, 1928", 0, 1)]
    materials_missed: Annotated[Array, Q("s", "1", "nation", "how ill plant and hands stand in for materials", 0.1, 10)]
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
    heavy_value_added: Annotated[Array, Q("v₁", "1", "nation", "industry within heavy product (the rest is building)", 0, 1)]
    consumer_value_added: Annotated[Array, Q("v₂", "1", "nation", "industry within consumer product", 0, 1)]
    arms_in_base_year: Annotated[Array, Q("YD₀", "Grouble", "nation", "arms product of the base year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is remembered of last year."""

    heavy_before: Annotated[Array, Q("Y1₋₁", "Grouble", "nation", "heavy product last year", 0)]
    product_before: Annotated[Array, Q("GNP₋₁", "Grouble", "nation", "national product last year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """The year's product by origin and its uses in arms."""

    transport: Annotated[Array, Q("β_t", "1", "nation", "efficiency left by transport", 0, 1)]
    power: Annotated[Array, Q("β_e", "1", "nation", "efficiency left by power", 0, 1)]
    electricity: Annotated[Array, Q("E", "TWh", "nation", "electricity made", 0)]
    heavy: Annotated[Array, Q("Y1", "Grouble", "nation", "heavy product and building, arms inside", 0)]
    consumer: Annotated[Array, Q("Y2", "Grouble", "nation", "consumer product", 0)]
    farm: Annotated[Array, Q("YA", "Grouble", "nation", "farm product", 0)]
    services: Annotated[Array, Q("YS", "Grouble", "nation", "services", 0)]
    product: Annotated[Array, Q("GNP", "Grouble", "nation", "national product at 1937 factor cost", 0)]
    arms: Annotated[Array, Q("arms", "Grouble", "nation", "arms made", 0)]
    defence: Annotated[Array, Q("d GNP", "Grouble", "nation", "defence spent: arms and upkeep", 0)]
    industry: Annotated[Array, Q("Ind", "1", "nation", "civil industry and munitions, base year = 1", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """The capital and the productivity with which a year works."""

    heavy: Annotated[Array, Q("K1", "Grouble", "nation", "capital of heavy industry and building", 0)]
    consumer: Annotated[Array, Q("K2", "Grouble", "nation", "capital of consumer industry", 0)]
    transport: Annotated[Array, Q("KT", "Grouble", "nation", "capital of transport and power", 0)]
    power: Annotated[Array, Q("KP", "Grouble", "nation", "power plant within it", 0)]
    arms: Annotated[Array, Q("KD", "Grouble", "nation", "capital of arms plants", 0)]
    heavy_productivity: Annotated[Array, Q("a₁", "1", "nation", "productivity of heavy industry, 1928 = 1", 0)]
    consumer_productivity: Annotated[Array, Q("a₂", "1", "nation", "productivity of consumer industry, 1928 = 1", 0)]
# fmt: on


def produce(
    p: Params,
    state: State,
    plant: Plant,
    *,
    workers: Array,
    worth: Array,
    harvest: Array,
    draught_power: Array,
    plan_pressure: Array,
    cattle: Array,
    rural: Array,
    urban: Array,
    soldiers: Array,
    garrisons: Array,
    defence_share: Array,
    elapsed: Array,
) -> tuple[Product, State]:
    """The year's product; `harvest`, `draught_power`, `cattle` and `rural` by region, the rest national."""
    growth = np.maximum(1, state.heavy_before / p.heavy_in_base_year)
    carried = plant.transport / p.transport_capital_base / power(growth, p.transport_pressure)
    power_ratio = plant.power / p.power_capital_base
    transport = power(np.minimum(1, carried), p.transport_weight)
    current = power(np.minimum(1, power_ratio / power(growth, p.power_pressure)), p.power_weight)
    efficiency = worth * transport * current
    upkeep = (p.upkeep + p.upkeep_growth * elapsed) * soldiers * (1 + garrisons)
    arms_plant = p.arms_from_plant * plant.heavy_productivity * plant.arms
    used = bounded((defence_share * p.arms_forecast * state.product_before - upkeep) / arms_plant, 0, 1)
    at_work = plant.heavy + plant.arms * (p.idle_arms_plant + (1 - p.idle_arms_plant) * used)
    heavy_ratio = at_work / (p.heavy_capital_base + p.arms_capital_base)
    consumer_ratio = plant.consumer / p.consumer_capital_base
    heavy_pull = power(heavy_ratio, p.labour_by_capital)
    consumer_pull = power(consumer_ratio, p.labour_by_capital)
    pull = p.labour_in_heavy * heavy_pull + p.labour_in_consumer * consumer_pull
    pull = pull + p.labour_in_transport * power(plant.transport / p.transport_capital_base, p.labour_by_capital)
    hands = workers / p.jobs_in_base_year / pull
    labour_share = 1 - p.capital_share
    heavy = p.heavy_in_base_year * plant.heavy_productivity * efficiency
    heavy = heavy * power(heavy_ratio, p.capital_share) * power(hands * heavy_pull, labour_share)
    grain, herd = total(harvest), total(cattle) / p.cattle_in_base_year
    materials = p.crops_in_materials * grain / p.materials_harvest + (1 - p.crops_in_materials) * herd
    materials = bounded(materials, p.least_materials, p.most_materials)
    could = plant.consumer_productivity * efficiency * power(consumer_ratio, p.capital_share)
    could = could * power(hands * consumer_pull, labour_share)
    consumer = p.consumer_in_base_year * _spun(p, could, materials)
    villagers = total(rural)
    drawn = total(bounded(draught_power, 0, p.most_power_felt) * rural) / villagers
    other_crops = (1 + p.area_from_plan * plan_pressure) * (1 + p.other_crops_trend * elapsed) * (0.5 + 0.5 * drawn)
    farm = p.farm_in_base_year * (
        p.grain_in_farm * grain / p.grain_of_base_year + p.other_crops_in_farm * other_crops + p.stock_in_farm * herd
    )
    services = p.services_in_base_year * (
        p.services_by_people * (villagers + urban) / p.people_in_base_year
        + p.services_by_towns * power(urban / p.towns_in_base_year, p.towns_power)
    )
    services = services + p.services_a_soldier * (soldiers - p.army_in_base_year)
    product = heavy + consumer + farm + services
    budget = defence_share * product
    plants = np.minimum(arms_plant * efficiency + p.arms_from_heavy * heavy, heavy)
    arms = np.minimum(positive(budget - upkeep), plants)
    civil = p.heavy_value_added * (heavy - arms) + p.consumer_value_added * consumer
    base = p.heavy_value_added * (p.heavy_in_base_year - p.arms_in_base_year)
    base = base + p.consumer_value_added * p.consumer_in_base_year + p.arms_in_base_year
    return (
        Product(
            transport=transport,
            power=current,
            electricity=p.electricity_in_base_year * power(power_ratio, p.electricity_from_power),
            heavy=heavy,
            consumer=consumer,
            farm=farm,
            services=services,
            product=product,
            arms=arms,
            defence=arms + np.minimum(upkeep, budget),
            industry=(civil + arms) / base,
        ),
        State(heavy_before=heavy, product_before=product),
    )


def _spun(p: Params, could: Array, materials: Array) -> Array:
    """Consumer product of what mills could make and what farms deliver, each 1 in the base year."""
    wanted = (1 - p.materials_weight) * power(materials, p.materials_missed)
    wanted = wanted + p.materials_weight * power(could, p.materials_missed)
    return could * materials / power(wanted, 1 / p.materials_missed)
