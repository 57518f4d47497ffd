"""Campaign: households pressed into collective farms, and what villages make of it.

    w = (peak − goal)⁺                                       part of the drive not meant to be held          [1]
    O = e^b z^w;  c̄ → c̄ O/(1 − c̄ + c̄ O)                      a national share, region by region              [1]
    att = (peak − c)⁺                                        households under threat                         [1]
    push = (att − ε)⁺ min(1, p₀ + force)                     households pressed by force                     [1]
    c_s = c + min(att, ε) + push                             share enrolled at the height of the spring      [1]
    j = clip(goal − c, −v̲, (ε + v force)(1 − s R))           share of households that joins for good         [1]
    c ← c + j                                                collectivised share                             [1]
    d ← min(1, (1 − d_r) d + d_a (att − ε)⁺)                 disorganisation of farm work                    [1]
    D ← clip((1 − d_D) D + a g + a_p push (1 − c) + a_x x + a_f force (1 − private) + a_q (1 − tot)⁺ + a₀, 0, 1)   resistance   [1]

The threat (peak) and what is held (goal) are two levers: the slaughter follows the first, the
farm system the second. Below ε households join or leave of themselves. g is the coerced share of
the harvest, x the hunger rate; force and private are levers; R, the risings of the spring, is the
government's (government.py) and slows what is held; c in D is the share before the campaign. Form: docs/model.md (design).

Changed against the first version: (1) the spring's peak is told apart from what was held. It was there
as a threat only; the record counts it (Davies 1980, table 17: 57 % on 1 March 1930). (2) Officials who
enrolled far beyond what could be held did so elsewhere than where farms lasted: the Black Earth stood at
83 % in March and 15 % in summer, the North Caucasus at 79 and 50 (same table). Hence z, raised to the
part of the drive not meant to be held; where peak = goal it is without effect. (3) Risings slow the
campaign (judgement). (4) Resistance is stirred more by the campaign, and only among those still to be
pressed; less by collections; and fades sooner: villages fought being driven in above all, in 1930, and had
mostly given way by 1935; a low price (tot) is resented as a second tax (Viola 1996, Fitzpatrick 1994, recalled). Before, it stood at .5 to .7 until 1936.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive, power


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    odds_of_joining: Annotated[Array, Q("e^b", "1", "region", "odds of joining against the Union's", 0.01, 100)]
    zeal_of_officials: Annotated[Array, Q("z", "1", "region", "odds of being enrolled beyond what is held, against those of joining", 0.001, 1000)]
    joins_freely: Annotated[Array, Q("ε", "1", "nation", "share of households that joins or leaves of itself in a year", 0, 1)]
    pressure_without_force: Annotated[Array, Q("p₀", "1", "nation", "pressure of a campaign without coercion", 0, 1)]
    speed_by_force: Annotated[Array, Q("v", "1", "nation", "share of households that full coercion brings in a year", 0, 1)]
    slowed_by_risings: Annotated[Array, Q("s", "1", "nation", "share of that speed lost where all rise", 0, 1)]
    fastest_exit: Annotated[Array, Q("v̲", "1", "nation", "most that may leave in a year", 0, 1)]
    disorganisation_decay: Annotated[Array, Q("d_r", "1", "nation", "share of disorganisation mended in a year", 0, 1)]
    disorganisation_from_threat: Annotated[Array, Q("d_a", "1", "nation", "disorganisation from a household threatened", 0)]
    resistance_decay: Annotated[Array, Q("d_D", "1", "nation", "share of resistance that fades in a year", 0, 1)]
    resistance_from_collections: Annotated[Array, Q("a", "1", "nation", "resistance from coerced collections", 0)]
    resistance_from_campaign: Annotated[Array, Q("a_p", "1", "nation", "resistance from households pressed", 0)]
    resistance_from_hunger: Annotated[Array, Q("a_x", "1", "nation", "resistance from deaths by hunger", 0)]
    resistance_from_coercion: Annotated[Array, Q("a_f", "1", "nation", "resistance from coercion where markets are closed", 0)]
    resistance_from_price: Annotated[Array, Q("a_q", "1", "nation", "resistance a year from grain taken for nothing", 0, 1)]
    resistance_always: Annotated[Array, Q("a₀", "1", "nation", "resistance that any year adds", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the campaign has come, 1 January or after the spring."""

    collectivised: Annotated[Array, Q("c", "1", "region", "share of households in collective farms", 0, 1)]
    disorganisation: Annotated[Array, Q("d", "1", "region", "disorganisation of farm work", 0, 1)]
    resistance: Annotated[Array, Q("D", "1", "region", "peasant resistance", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """What the winter's campaign did, before it was known what would last."""

    threatened: Annotated[Array, Q("att", "1", "region", "share of households under threat", 0, 1)]
    push: Annotated[Array, Q("push", "1", "region", "share of households pressed by force", 0, 1)]
    enrolled: Annotated[Array, Q("c_s", "1", "region", "share of households enrolled at the height of the spring", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What lasted of the winter's campaign."""

    joined: Annotated[Array, Q("j", "1", "region", "share of households that joined for good, or left where negative", -1, 1)]
# fmt: on


def regional_share(national: Array, odds: Array) -> Array:
    """A national share of households, region by region, by the odds of joining; (R, N)."""
    weighed = national * odds
    return weighed / (1 - national + weighed)


def press(p: Params, state: State, *, drive: Array, goal: Array, coercion: Array) -> Push:
    """The winter campaign: households threatened, pressed, and enrolled by March."""
    odds = p.odds_of_joining * power(p.zeal_of_officials, positive(drive - goal))
    threatened = positive(regional_share(drive, odds) - state.collectivised)
    push = positive(threatened - p.joins_freely) * np.minimum(1, p.pressure_without_force + coercion)
    return Push(
        threatened=threatened,
        push=push,
        enrolled=state.collectivised + np.minimum(threatened, p.joins_freely) + push,
    )


def hold(
    p: Params, state: State, *, threatened: Array, goal: Array, coercion: Array, risings: Array
) -> tuple[Held, State]:
    """The share that stays by summer, and the disorder that the campaign leaves."""
    wanted = regional_share(goal, p.odds_of_joining) - state.collectivised
    speed = (p.joins_freely + p.speed_by_force * coercion) * (1 - p.slowed_by_risings * risings)
    joined = bounded(wanted, -p.fastest_exit, speed)
    disorder = p.disorganisation_from_threat * positive(threatened - p.joins_freely)
    disorder = disorder + state.disorganisation * (1 - p.disorganisation_decay)
    return (
        Held(joined=joined),
        State(
            collectivised=state.collectivised + joined,
            disorganisation=np.minimum(disorder, 1),
            resistance=state.resistance,
        ),
    )


def resist(
    p: Params,
    state: State,
    *,
    coerced: Array,
    push: Array,
    before: Array,
    hunger: Array,
    coercion: Array,
    private: Array,
    price: Array,
) -> State:
    """Resistance at the year's end, from what was taken and done; `before` was collectivised before the campaign."""
    stirred = (
        p.resistance_from_collections * coerced
        + p.resistance_from_campaign * push * (1 - before)
        + p.resistance_from_hunger * hunger
        + p.resistance_from_coercion * coercion * (1 - private)
        + p.resistance_from_price * positive(1 - price)
        + p.resistance_always
    )
    return State(
        collectivised=state.collectivised,
        disorganisation=state.disorganisation,
        resistance=bounded(state.resistance * (1 - p.resistance_decay) + stirred, 0, 1),
    )
