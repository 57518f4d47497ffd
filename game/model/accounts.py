"""Accounts: what becomes of the national product, closed to the last rouble, and what it feeds and pays.

    imp = μ fx;  exp = v_x V_x + v_g X;  net imports = imp − exp                                     [Grouble]
    ΔS = v_g ΔG + v_c ΔCa + v_h ΔHo + machines − I_m                         change of stocks       [Grouble]
    pub = min(g₀ + g_s school, ḡ) GNP                                        schooling, health, administration [Grouble]
    food = YA − own building − v_g (ΔG + X) − v_c ΔCa − v_h ΔHo − s_F upkeep   eaten, own crops with it [Grouble]
    goods = Y2 + (Y1 − arms − (I − I_m − own building)) + other imports − v_x V_x − s_G upkeep   goods to households    [Grouble]
    serv = YS − pub − (1 − s_F − s_G) upkeep                                 services to households [Grouble]
    hh = food + goods + serv;  c_hh = hh/P;  c_civ = (hh + pub)/P                                   household consumption; a head [Grouble; a head]
    uses = hh + pub + I + defence + ΔS + exp = GNP + imp                     the law                [Grouble]
    W = (f_u F_u U + goods U/(U + r_v R))/L                                  real wage of a worker  [Grouble/Mperson]
    C_u = W L + serv U/P;  C_v = hh − C_u                                    of towns; of villages  [Grouble]
    kcal = e_g k_t N_u/(U D) + e_o (½ + ½ (ΣCa/P)/c₀)                        town diet a day        [kcal]

Slaughtered herds are eaten capital: their fall is food and no product. Grain sold, stored and sown
moves at one price. Unfinished building stands inside investment. V_x is the volume of other
exports, X grain exported, ΔG grain in all stores, ΔCa and ΔHo herds, R villagers, N_u grain that
reached the towns, F_u their food index, D the days of a year.

New against the first version, where consumption was product less investment and defence. The
household's share was never fitted (Bergson 1961: about 80 % of product in 1928, 53-58 in 1937, 50 in
1940, recalled). Health and administration do not follow the schools' lever: four roubles saved for each not taught
made no schools at all the best plan for consumption. Wages buy food at the town's table and the town's part of goods (Chapman 1963).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, positive


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    grain_price: Annotated[Array, Q("v_g", "Grouble/Mt", "nation", "grain at factor cost", 0)]
    cattle_price: Annotated[Array, Q("v_c", "Grouble/Mhead", "nation", "a head of cattle, with the small stock that goes with it", 0)]
    horse_price: Annotated[Array, Q("v_h", "Grouble/Mhead", "nation", "a horse", 0)]
    exports_price: Annotated[Array, Q("v_x", "Grouble/Ggold", "nation", "roubles of 1937 for a gold rouble of 1928 exported", 0)]
    administration: Annotated[Array, Q("g₀", "1", "nation", "administration and health, share of product", 0, 1)]
    public_services: Annotated[Array, Q("g_s", "1", "nation", "public outlay for each rouble of the schools' lever", 0)]
    most_public: Annotated[Array, Q("ḡ", "1", "nation", "most of the product that public services take", 0, 1)]
    upkeep_in_food: Annotated[Array, Q("s_F", "1", "nation", "share of food in a soldier's upkeep", 0, 1)]
    upkeep_in_goods: Annotated[Array, Q("s_G", "1", "nation", "share of goods in it", 0, 1)]
    food_of_townsman: Annotated[Array, Q("f_u", "Grouble/Mperson", "nation", "food of a townsman in 1928", 0)]
    goods_of_villager: Annotated[Array, Q("r_v", "1", "nation", "goods that a villager buys against a townsman", 0, 2)]
    energy_of_grain: Annotated[Array, Q("e_g", "kcal/kg", "nation", "energy of a kilogram of grain as eaten", 0)]
    energy_of_other_food: Annotated[Array, Q("e_o", "kcal/person/day", "nation", "energy of other food a day in 1928", 0)]
    cattle_a_head: Annotated[Array, Q("c₀", "Mhead/Mperson", "nation", "cattle a head of all people in 1928", 0.001)]
    kilograms_a_tonne: Annotated[Array, Q("k_t", "kg/t", "nation", "kilograms in a tonne", 1000, 1000)]
    days: Annotated[Array, Q("D", "day", "nation", "days of a year", 365, 366)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is remembered of last year."""

    real_wage: Annotated[Array, Q("W", "Grouble/Mperson", "nation", "food and goods that a worker's wage bought last year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """What became of the product, and what it was worth to people."""

    household: Annotated[Array, Q("hh", "Grouble", "nation", "household consumption")]
    food: Annotated[Array, Q("food", "Grouble", "nation", "food eaten, own crops with it")]
    goods: Annotated[Array, Q("goods", "Grouble", "nation", "goods to households")]
    services: Annotated[Array, Q("serv", "Grouble", "nation", "services to households")]
    public: Annotated[Array, Q("pub", "Grouble", "nation", "schooling, health and administration", 0)]
    investment: Annotated[Array, Q("I", "Grouble", "nation", "gross investment, unfinished building inside", 0)]
    defence: Annotated[Array, Q("defence", "Grouble", "nation", "arms and upkeep", 0)]
    stocks: Annotated[Array, Q("ΔS", "Grouble", "nation", "change of grain stores, herds and idle machines")]
    exports: Annotated[Array, Q("exp", "Grouble", "nation", "exports", 0)]
    imports: Annotated[Array, Q("imp", "Grouble", "nation", "imports", 0)]
    consumption_a_head: Annotated[Array, Q("c_hh", "Grouble/Mperson", "nation", "household consumption a head")]
    civilian_a_head: Annotated[Array, Q("c_civ", "Grouble/Mperson", "nation", "household consumption and public services a head")]
    real_wage: Annotated[Array, Q("W", "Grouble/Mperson", "nation", "food and goods that a worker's wage buys")]
    town: Annotated[Array, Q("C_u", "Grouble", "nation", "household consumption of towns")]
    village: Annotated[Array, Q("C_v", "Grouble", "nation", "household consumption of villages")]
    kilocalories: Annotated[Array, Q("kcal", "kcal/person/day", "nation", "the town diet a day", 0)]
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the product came from, (N,) each in Grouble: not a table of the state, only passed on."""

    heavy: Annotated[Array, Q("Y1", "Grouble", "nation", "heavy product")]
    consumer: Annotated[Array, Q("Y2", "Grouble", "nation", "consumer product")]
    farm: Annotated[Array, Q("YA", "Grouble", "nation", "farm product")]
    services: Annotated[Array, Q("YS", "Grouble", "nation", "services")]
    arms: Annotated[Array, Q("arms", "Grouble", "nation", "arms")]
    defence: Annotated[Array, Q("defence", "Grouble", "nation", "arms and upkeep")]
    investment: Annotated[Array, Q("I", "Grouble", "nation", "gross investment")]
    from_machines: Annotated[Array, Q("I_m", "Grouble", "nation", "imported machines invested")]
    from_own_account: Annotated[Array, Q("own building", "Grouble", "nation", "what peasants built for themselves")]
    imports: Annotated[Array, Q("imp", "Grouble", "nation", "imports, machines with them")]
    machines: Annotated[Array, Q("machines", "Grouble", "nation", "machines imported")]
    other_exports: Annotated[Array, Q("V_x", "Ggold", "nation", "volume of other exports at prices of 1928")]
    grain_exported: Annotated[Array, Q("X", "Mt", "nation", "grain exported")]
    grain_stored: Annotated[Array, Q("ΔG", "Mt", "nation", "change of all grain stores")]
    cattle_gained: Annotated[Array, Q("ΔCa", "Mhead", "nation", "change of cattle")]
    horses_gained: Annotated[Array, Q("ΔHo", "Mhead", "nation", "change of horses")]


def close(
    p: Params,
    origin: Origin,
    *,
    schooling: Array,
    urban: Array,
    rural: Array,
    workers: Array,
    town_grain: Array,
    town_food: Array,
    cattle: Array,
) -> tuple[Uses, State]:
    """The uses of the product, built from what each branch gave and where it went; people in millions."""
    product = origin.heavy + origin.consumer + origin.farm + origin.services
    upkeep = origin.defence - origin.arms
    public = np.minimum(p.administration + p.public_services * schooling, p.most_public) * product
    grain_out = p.grain_price * origin.grain_exported
    other_out = p.exports_price * origin.other_exports
    on_farms = p.grain_price * origin.grain_stored + p.cattle_price * origin.cattle_gained
    on_farms = on_farms + p.horse_price * origin.horses_gained
    food = origin.farm - origin.from_own_account - grain_out - on_farms - p.upkeep_in_food * upkeep
    from_heavy = origin.investment - origin.from_machines - origin.from_own_account
    goods = origin.consumer + origin.heavy - origin.arms - from_heavy
    goods = goods + (origin.imports - origin.machines) - other_out - p.upkeep_in_goods * upkeep
    services = origin.services - public - (1 - p.upkeep_in_food - p.upkeep_in_goods) * upkeep
    household = food + goods + services
    people = urban + rural
    paid = p.food_of_townsman * town_food * urban + goods * urban / (urban + p.goods_of_villager * rural)
    town = paid + services * urban / people
    grain_energy = p.energy_of_grain * p.kilograms_a_tonne * (town_grain / urban) / p.days
    herds = 0.5 + 0.5 * (cattle / people) / p.cattle_a_head
    real_wage = paid / workers
    uses = Uses(
        household=household,
        food=food,
        goods=goods,
        services=services,
        public=public,
        investment=origin.investment,
        defence=origin.defence,
        stocks=on_farms + origin.machines - origin.from_machines,
        exports=grain_out + other_out,
        imports=origin.imports,
        consumption_a_head=household / people,
        civilian_a_head=(household + public) / people,
        real_wage=real_wage,
        town=town,
        village=household - town,
        kilocalories=grain_energy + p.energy_of_other_food * herds,
    )
    return uses, State(real_wage=positive(real_wage))
