"""Trade: what is sold and borrowed abroad, and the machines it buys.

    fx = (v_g X p_g + v_o p_o (1 + v̇ t) + credit − r B)⁺          foreign exchange         [Ggold]
    machines = μ mach fx                                           machines bought          [Grouble]
    B ← (B + credit)⁺                                              foreign debt             [Ggold]

X is grain exported, p_g and p_o world prices, credit and mach are levers.
Form: docs/model.md (design); values of trade from the customs series.
"""

from dataclasses import dataclass
from typing import Annotated

from game.model.quantity import Array, Q, positive


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    grain_value: Annotated[Array, Q("v_g", "Ggold/Mt", "nation", "price of a tonne of grain abroad in the base year", 0)]
    other_exports: Annotated[Array, Q("v_o", "Ggold", "nation", "other exports in the base year", 0)]
    export_growth: Annotated[Array, Q("v̇", "1", "nation", "yearly growth of other exports by volume", -0.2, 0.2)]
    interest: Annotated[Array, Q("r", "1", "nation", "interest on foreign debt", 0, 1)]
    machines_for_gold: Annotated[Array, Q("μ", "Grouble/Ggold", "nation", "machines for a gold rouble, in roubles of 1937", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is owed."""

    debt: Annotated[Array, Q("B", "Ggold", "nation", "foreign debt", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """The year's trade."""

    grain_earnings: Annotated[Array, Q("v_g X p_g", "Ggold", "nation", "earned by grain", 0)]
    exchange: Annotated[Array, Q("fx", "Ggold", "nation", "foreign exchange to spend", 0)]
    machines: Annotated[Array, Q("machines", "Grouble", "nation", "machines imported", 0)]
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
    other = p.other_exports * goods_price * (1 + p.export_growth * elapsed)
    exchange = positive(grain + other + credit - p.interest * state.debt)
    return (
        Dealing(grain_earnings=grain, exchange=exchange, machines=p.machines_for_gold * machine_share * exchange),
        State(debt=positive(state.debt + credit)),
    )
