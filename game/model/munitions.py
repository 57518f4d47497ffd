"""Munitions: the aircraft, tanks and guns that the year's arms money becomes.

    A' = l_A arms + (1 − l_A) arms₋₁;  A_Z likewise by l_Z;  x = A'/A₀      arms delivered; tanks' money   [Grouble; 1]
    air = (1 − f) n_A A' x^{−η_A};  guns = n_G A' x^{−η_G}                   aircraft; guns                 [Mpiece]
    tanks = (1 − f) min(n_T A_Z (A_Z/A₀)^{−η_T}, w_T Z + ρ_T (Z̄ − Z)⁺)       tanks                          [Mpiece]
    Z̄ = z_T army₀ (army/army₀)^{η_Z};  Z ← (1 − w_T) Z + tanks;  f = f_t (terror − t₁)⁺   wanted; in hand   [Mpiece]

A piece is paid for over more than a year, so part of what is delivered was begun under the last
budget (l_A). A richer army orders heavier arms: T-26 and I-5 gave way to T-34 and Il-2, and a piece
costs more as orders grow (η). Tanks are bought to fill a park, and once it is full only what wears
out is replaced: some 15 000 stood by 1936, and output fell by two thirds (Simonov 1996, csv). Designers and
managers arrested (terror) cost pieces. What is
left of the money is ammunition, ships and small arms. Shares and unit costs are fitted to the
series of the record; the form is judgement. Nothing else in the model reads these numbers.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, positive, power


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    delivered_at_once: Annotated[Array, Q("l_A", "1", "nation", "share of a year's arms money delivered in the year", 0, 1)]
    tanks_at_once: Annotated[Array, Q("l_Z", "1", "nation", "the same for tanks", 0, 1)]
    arms_in_base_year: Annotated[Array, Q("A₀", "Grouble", "nation", "arms delivered that unit costs are counted from", 0.01)]
    aircraft_for_money: Annotated[Array, Q("n_A", "Mpiece/Grouble", "nation", "aircraft for the arms money of the base year", 0)]
    aircraft_dearer: Annotated[Array, Q("η_A", "1", "nation", "elasticity of an aircraft's cost to arms delivered", -1, 2)]
    guns_for_money: Annotated[Array, Q("n_G", "Mpiece/Grouble", "nation", "guns for the arms money of the base year", 0)]
    guns_dearer: Annotated[Array, Q("η_G", "1", "nation", "elasticity of a gun's cost to arms delivered", -1, 2)]
    tanks_for_money: Annotated[Array, Q("n_T", "Mpiece/Grouble", "nation", "tanks for the arms money of the base year", 0)]
    tanks_dearer: Annotated[Array, Q("η_T", "1", "nation", "elasticity of a tank's cost to arms delivered", -1, 2)]
    tanks_worn: Annotated[Array, Q("w_T", "1", "nation", "share of tanks worn out in a year", 0, 1)]
    park_filled: Annotated[Array, Q("ρ_T", "1", "nation", "share of the missing tanks ordered in a year", 0, 1)]
    tanks_a_soldier: Annotated[Array, Q("z_T", "Mpiece/Mperson", "nation", "tanks wanted a soldier at the base year's army", 0)]
    army_in_base_year: Annotated[Array, Q("army₀", "Mperson", "nation", "army of the base year", 0.01)]
    lost_to_arrests: Annotated[Array, Q("f_t", "1", "nation", "aircraft and tanks lost in a year of mass arrests", 0, 1)]
    arrests_felt: Annotated[Array, Q("t₁", "1", "nation", "arrests above which they are lost", 0, 1)]
    park_by_army: Annotated[Array, Q("η_Z", "1", "nation", "elasticity of tanks wanted to the army", 0, 2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Tanks in hand and last year's arms money."""

    tanks: Annotated[Array, Q("Z", "Mpiece", "nation", "tanks in hand", 0)]
    arms_before: Annotated[Array, Q("arms₋₁", "Grouble", "nation", "arms made last year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The year's deliveries."""

    aircraft: Annotated[Array, Q("air", "Mpiece", "nation", "aircraft made", 0)]
    tanks: Annotated[Array, Q("tanks", "Mpiece", "nation", "tanks made", 0)]
    guns: Annotated[Array, Q("guns", "Mpiece", "nation", "guns made", 0)]
# fmt: on


def deliver(p: Params, state: State, *, arms: Array, soldiers: Array, arrests: Array) -> tuple[Pieces, State]:
    """What the year's `arms` (Grouble) and last year's bring to an army of `soldiers` (million)."""
    scale = (p.delivered_at_once * arms + (1 - p.delivered_at_once) * state.arms_before) / p.arms_in_base_year
    for_tanks = (p.tanks_at_once * arms + (1 - p.tanks_at_once) * state.arms_before) / p.arms_in_base_year
    wanted = p.tanks_a_soldier * p.army_in_base_year * power(soldiers / p.army_in_base_year, p.park_by_army)
    missing = p.tanks_worn * state.tanks + p.park_filled * positive(wanted - state.tanks)
    per_base = p.arms_in_base_year
    left = 1 - p.lost_to_arrests * positive(arrests - p.arrests_felt)
    tanks = left * np.minimum(p.tanks_for_money * per_base * power(for_tanks, 1 - p.tanks_dearer), missing)
    return (
        Pieces(
            aircraft=left * p.aircraft_for_money * per_base * power(scale, 1 - p.aircraft_dearer),
            tanks=tanks,
            guns=p.guns_for_money * per_base * power(scale, 1 - p.guns_dearer),
        ),
        State(tanks=state.tanks * (1 - p.tanks_worn) + tanks, arms_before=arms),
    )
