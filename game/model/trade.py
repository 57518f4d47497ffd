"""Trade: what is sold and borrowed abroad, and the goods and machines it buys.

    earned = v_g X p_g + v_o p_o (1 + v̇ t),  V_x = v_o (1 + v̇ t)     exports; volume of others   [Ggold]
    borne = κ_L max(earned, earned₋₁)                                debt that lenders bear      [Ggold]
    lent = max(min(credit, (borne − B)⁺ − ς (B − borne)⁺), −B)       what lenders give           [Ggold]
    fx = (earned + gold + lent − r B (1 + r_x min(1, B/borne)²))⁺    foreign exchange            [Ggold]
    machines = μ mach fx,  imp = μ fx                                machines and all imports    [Grouble]
    B ← B + lent                                                     foreign debt                [Ggold]

X is grain exported, p_g and p_o world prices, credit and mach are levers.

New against the first version: credit has a limit. Lenders look at what a debtor sells; grain withheld
costs its price and the credit it backs (Dohan 1976: debt reached 1.4 milliard gold roubles in 1931 on
exports of .8 and 1.0 in that year and the last, recalled). Debts ran for one to three years: when prices fell and
a debtor sold less than his debts stood on, they were not renewed (ς), and bills
of a heavy debtor were discounted at double rates (r_x; Dohan 1976 and Dyck 1966 on 1931-33, recalled). Gold and valuables are sold besides. Repayment (credit below nought) is never refused.
Form: docs/model.md (design); values of trade from the customs series.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, positive


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    grain_value: Annotated[Array, Q("v_g", "Ggold/Mt", "nation", "price of a tonne of grain abroad in the base year", 0)]
    other_exports: Annotated[Array, Q("v_o", "Ggold", "nation", "other exports in the base year", 0)]
    export_growth: Annotated[Array, Q("v̇", "1", "nation", "yearly growth of other exports by volume", -0.2, 0.2)]
    gold_sold: Annotated[Array, Q("gold", "Ggold", "nation", "gold and valuables sold abroad in a year", 0)]
    interest: Annotated[Array, Q("r", "1", "nation", "interest on foreign debt", 0, 1)]
    debt_for_exports: Annotated[Array, Q("κ_L", "1", "nation", "foreign debt that lenders bear against a year's exports", 0)]
    called_in: Annotated[Array, Q("ς", "1", "nation", "share of the debt beyond it that lenders call in", 0, 1)]
    dearer_by_debt: Annotated[Array, Q("r_x", "1", "nation", "rise of interest where debt is as high as lenders bear", 0, 10)]
    machines_for_gold: Annotated[Array, Q("μ", "Grouble/Ggold", "nation", "machines for a gold rouble, in roubles of 1937", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is owed."""

    debt: Annotated[Array, Q("B", "Ggold", "nation", "foreign debt", 0)]
    earned_before: Annotated[Array, Q("earned₋₁", "Ggold", "nation", "exports of last year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """The year's trade."""

    grain_earnings: Annotated[Array, Q("v_g X p_g", "Ggold", "nation", "earned by grain", 0)]
    other_exports: Annotated[Array, Q("V_x", "Ggold", "nation", "volume of other exports at prices of 1928", 0)]
    lent: Annotated[Array, Q("lent", "Ggold", "nation", "credit that lenders give, or repayment")]
    exchange: Annotated[Array, Q("fx", "Ggold", "nation", "foreign exchange to spend", 0)]
    machines: Annotated[Array, Q("machines", "Grouble", "nation", "machines imported", 0)]
    imports: Annotated[Array, Q("imp", "Grouble", "nation", "all imports, machines with them", 0)]
# fmt: on


def deal(
    p: Params,
    state: State,
    *,
    exported: Array,
    grain_price: Array,
    goods_price: Array,
    credit: Array,
    machine_share: Array,
    elapsed: Array,
) -> tuple[Dealing, State]:
    """Foreign exchange earned and borrowed, and the machines it buys."""
    grain = p.grain_value * exported * grain_price
    others = p.other_exports * (1 + p.export_growth * elapsed)
    earned = grain + others * goods_price
    borne = p.debt_for_exports * np.maximum(earned, state.earned_before)
    room = positive(borne - state.debt) - p.called_in * positive(state.debt - borne)
    lent = np.maximum(np.minimum(credit, room), -state.debt)
    strain = np.minimum(1, state.debt / borne)
    interest = p.interest * state.debt * (1 + p.dearer_by_debt * strain * strain)
    exchange = positive(earned + p.gold_sold + lent - interest)
    return (
        Dealing(
            grain_earnings=grain,
            other_exports=others,
            lent=lent,
            exchange=exchange,
            machines=p.machines_for_gold * machine_share * exchange,
            imports=p.machines_for_gold * exchange,
        ),
        State(debt=state.debt + lent, earned_before=earned),
    )
