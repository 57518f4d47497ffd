"""Every policy lever, one line each. Limits, start, pace and stops stand in `levers.yaml`.

January's levers are signed with the plan, September's with the harvest. All are national,
shape (1,) in a game and (N,) where plans themselves vary across futures, except the share taken
region by region. A lever that may be left unset is not-a-number while it is.
"""

from dataclasses import dataclass
from typing import Annotated

from game.model.quantity import Array, Q


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class January:
    """The plan: what is signed before sowing."""

    investment_rate: Annotated[Array, Q("i", "1", "nation", "gross investment, share of product", 0, 1)]
    share_heavy_industry: Annotated[Array, Q("s_heavy", "1", "nation", "share of investment to heavy industry", 0, 1)]
    share_consumer_industry: Annotated[Array, Q("s_cons", "1", "nation", "share of investment to consumer industry", 0, 1)]
    share_agriculture: Annotated[Array, Q("s_agri", "1", "nation", "share of investment to farm machinery", 0, 1)]
    share_transport_and_power: Annotated[Array, Q("s_trans", "1", "nation", "share of investment to transport and power", 0, 1)]
    share_arms_industry: Annotated[Array, Q("s_arms", "1", "nation", "share of investment to arms plants", 0, 1)]
    building_in_the_east: Annotated[Array, Q("east", "1", "nation", "share of new works built in the east", 0, 1)]
    schooling: Annotated[Array, Q("school", "1", "nation", "technical schooling, share of product", 0, 1)]
    procurement_plan: Annotated[Array, Q("proc", "Mt", "nation", "collections planned at an expected harvest", 0)]
    collectivisation_drive: Annotated[Array, Q("coll_peak", "1", "nation", "share of households pressed to join this year", 0, 1)]
    collectivised_goal: Annotated[Array, Q("coll", "1", "nation", "share of households held at the year's end", 0, 1)]
    village_coercion: Annotated[Array, Q("force", "1", "nation", "coercion in the village", 0, 1)]
    procurement_price: Annotated[Array, Q("tot", "1", "nation", "price paid to peasants against what they buy, 1928 = 1", 0)]
    private_plots_and_markets: Annotated[Array, Q("private", "1", "nation", "tolerance of plots and markets", 0, 1)]
    machinery_imports: Annotated[Array, Q("mach", "1", "nation", "share of foreign exchange spent on machines", 0, 1)]
    foreign_credit: Annotated[Array, Q("credit", "Ggold", "nation", "net foreign borrowing")]
    arrests: Annotated[Array, Q("terror", "1", "nation", "arrests of specialists, party and officers", 0, 1)]
    labour_discipline: Annotated[Array, Q("discipline", "1", "nation", "penalties at work", 0, 1)]
    defence_share: Annotated[Array, Q("d", "1", "nation", "defence, share of product", 0, 1)]
    army_size: Annotated[Array, Q("army", "Mperson", "nation", "men under arms", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class September:
    """The harvest: what is signed once its size is known."""

    procurement: Annotated[Array, Q("Π", "Mt", "nation", "collections ordered; unset: January's plan, bent to the harvest", 0)]
    plan_bends: Annotated[Array, Q("revise", "1", "nation", "how far January's plan yields to a poor harvest", 0, 1)]
    collection_rule: Annotated[Array, Q("rule", "1", "nation", "how collections are shared: 0 by surplus, 1 evenly, 2 sparing the stricken", 0, 2)]
    procurement_by_region: Annotated[Array, Q("take", "1", "region", "share of the harvest taken; unset: the rule decides", 0, 1)]
    grain_exports: Annotated[Array, Q("export", "Mt", "nation", "grain sold abroad from this harvest", 0)]
    relief: Annotated[Array, Q("relief", "Mt", "nation", "seed loans and food sent to villages by need", 0)]
    town_ration: Annotated[Array, Q("ration", "kg/person", "nation", "grain a townsman a year", 0)]
    freedom_to_leave: Annotated[Array, Q("exit", "1", "nation", "freedom to leave the village: 1 open, 0 sealed", 0, 1)]

# fmt: on
