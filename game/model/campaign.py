"""Campaign: households pressed into collective farms, and what villages make of it.

    c = c̄ e^b/(1 − c̄ + c̄ e^b)                               a national share, region by region   [1]
    att = (peak − c)⁺                                        households under threat              [1]
    push = (att − ε)⁺ min(1, p₀ + force)                     households pressed by force          [1]
    c ← c + clip(goal − c, −v̲, ε + v force)                  collectivised share                  [1]
    d ← min(1, (1 − d_r) d + d_a (att − ε)⁺)                 disorganisation of farm work         [1]
    D ← clip((1 − d_D) D + a g + a_p push + a_x x + a_f force (1 − private) + a₀, 0, 1)   resistance [1]

The threat (peak) and what is held (goal) are two levers: the slaughter follows the first, the
farm system the second. Below ε households join or leave of themselves. g is the coerced share of
the harvest, x the hunger rate; force and private are levers. Form: docs/model.md (design).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    odds_of_joining: Annotated[Array, Q("e^b", "1", "region", "odds of joining against the Union's", 0.01, 100)]
    joins_freely: Annotated[Array, Q("ε", "1", "nation", "share of households that joins or leaves of itself in a year", 0, 1)]
    pressure_without_force: Annotated[Array, Q("p₀", "1", "nation", "pressure of a campaign without coercion", 0, 1)]
    speed_by_force: Annotated[Array, Q("v", "1", "nation", "share of households that full coercion brings in a year", 0, 1)]
    fastest_exit: Annotated[Array, Q("v̲", "1", "nation", "most that may leave in a year", 0, 1)]
    disorganisation_decay: Annotated[Array, Q("d_r", "1", "nation", "share of disorganisation mended in a year", 0, 1)]
    disorganisation_from_threat: Annotated[Array, Q("d_a", "1", "nation", "disorganisation from a household threatened", 0)]
    resistance_decay: Annotated[Array, Q("d_D", "1", "nation", "share of resistance that fades in a year", 0, 1)]
    resistance_from_collections: Annotated[Array, Q("a", "1", "nation", "resistance from coerced collections", 0)]
    resistance_from_campaign: Annotated[Array, Q("a_p", "1", "nation", "resistance from households pressed", 0)]
    resistance_from_hunger: Annotated[Array, Q("a_x", "1", "nation", "resistance from deaths by hunger", 0)]
    resistance_from_coercion: Annotated[Array, Q("a_f", "1", "nation", "resistance from coercion where markets are closed", 0)]
    resistance_always: Annotated[Array, Q("a₀", "1", "nation", "resistance that any year adds", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the campaign has come, 1 January or after the spring."""

    collectivised: Annotated[Array, Q("c", "1", "region", "share of households in collective farms", 0, 1)]
    disorganisation: Annotated[Array, Q("d", "1", "region", "disorganisation of farm work", 0, 1)]
    resistance: Annotated[Array, Q("D", "1", "region", "peasant resistance", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """What the year's campaign did."""

    push: Annotated[Array, Q("push", "1", "region", "share of households pressed by force", 0, 1)]
# fmt: on


def regional_share(p: Params, national: Array) -> Array:
    """A national share of households, region by region, by the odds of joining; (R, N)."""
    odds = national * p.odds_of_joining
    return odds / (1 - national + odds)


def press(p: Params, state: State, *, drive: Array, goal: Array, coercion: Array) -> tuple[Push, State]:
    """The winter campaign: households pressed, the share that stays, the disorder it leaves."""
    threatened = positive(regional_share(p, drive) - state.collectivised)
    beyond = positive(threatened - p.joins_freely)
    wanted = regional_share(p, goal) - state.collectivised
    joined = bounded(wanted, -p.fastest_exit, p.joins_freely + p.speed_by_force * coercion)
    disorder = state.disorganisation * (1 - p.disorganisation_decay) + p.disorganisation_from_threat * beyond
    return (
        Push(push=beyond * np.minimum(1, p.pressure_without_force + coercion)),
        State(
            collectivised=state.collectivised + joined,
            disorganisation=np.minimum(disorder, 1),
            resistance=state.resistance,
        ),
    )


def resist(
    p: Params, state: State, *, coerced: Array, push: Array, hunger: Array, coercion: Array, private: Array
) -> State:
    """Resistance at the year's end, from what was taken and done."""
    stirred = (
        p.resistance_from_collections * coerced
        + p.resistance_from_campaign * push
        + p.resistance_from_hunger * hunger
        + p.resistance_from_coercion * coercion * (1 - private)
        + p.resistance_always
    )
    return State(
        collectivised=state.collectivised,
        disorganisation=state.disorganisation,
        resistance=bounded(state.resistance * (1 - p.resistance_decay) + stirred, 0, 1),
    )
