"""Flight: the hungry leave their villages for regions where there is food, if they are let.

    h = min(h̄, λ (θ_h − F)⁺)(1 − B (1 − ē)(1 − exit))               share of villagers on the move          [1]
    Q = A h P                                                          emigrants                               [Mperson]
    room = ρ P clip((F − θ_f)/(1 − θ_f), 0, 1)                         those whom a region's villages can feed  [Mperson]
    L = Q + (1 − A) h P min(1, Σroom/max(Σ(1 − A) h P, ϵ))             villagers who left                      [Mperson]
    V = room Σ(L − Q)/max(Σroom, ϵ)                                    arrivals                                [Mperson]

F is the year's food index that a village sees before anyone has left, P its people, A the share of
the fleeing who cross the border, B how far a seal closes the ways out of a region, exit the lever. Those who leave eat elsewhere, those who stay share
what is left, and those who find no room anywhere turn back. Law: ΣL = ΣV + ΣQ.

New: the first version let the hungry only move to towns at the year's end, so that sealing villages
hardly mattered. The directive of 22 January 1933 and the passports closed this way out; 220 000 were
caught in seven weeks and 190 000 sent back (recalled, Davies and Wheatcroft 2004); a million Kazakhs had
left their districts, .2 m of them for good abroad (record: Andreev and others 1993; Ohayon 2006). Form: judgement.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    hungry_below: Annotated[Array, Q("θ_h", "1", "nation", "food index below which villagers leave", 0, 1)]
    leaving: Annotated[Array, Q("λ", "1", "nation", "share who leave for each point of food lacking", 0, 5)]
    most_leaving: Annotated[Array, Q("h̄", "1", "nation", "most who can leave in a year", 0, 1)]
    through_the_seal: Annotated[Array, Q("ē", "1", "nation", "share who leave where exit is sealed", 0, 1)]
    cordons: Annotated[Array, Q("B", "1", "region", "how far a seal closes the ways out of a region", 0, 1)]
    fed_above: Annotated[Array, Q("θ_f", "1", "nation", "food index above which a region feeds strangers", 0, 0.99)]
    room: Annotated[Array, Q("ρ", "1", "nation", "strangers that a well fed region takes in, a villager", 0, 1)]
    over_the_border: Annotated[Array, Q("A", "1", "region", "share of the fleeing who leave the country", 0, 1)]
    smallest: Annotated[Array, Q("ϵ", "Mperson", "nation", "a thousandth of a person: keeps nought out of a divisor", 0, 1e-6)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Who fled and where they came to."""

    left: Annotated[Array, Q("L", "Mperson", "region", "villagers who fled from hunger", 0)]
    arrived: Annotated[Array, Q("V", "Mperson", "region", "fugitives whom the villages took in", 0)]
    emigrated: Annotated[Array, Q("Q", "Mperson", "region", "fugitives who left the country", 0)]
# fmt: on


def flee(p: Params, *, food: Array, rural: Array, way_out: Array) -> tuple[Flow, Array]:
    """Who leaves, where they come to, and the villagers of each region after it, (R, N)."""
    let = 1 - p.cordons * (1 - p.through_the_seal) * (1 - way_out)
    moving = rural * np.minimum(p.most_leaving, p.leaving * positive(p.hungry_below - food)) * let
    emigrated = moving * p.over_the_border
    inland = moving - emigrated
    room = p.room * rural * bounded((food - p.fed_above) / (1 - p.fed_above), 0, 1)
    places = total(room)
    found = inland * np.minimum(1, places / np.maximum(total(inland), p.smallest))
    arrived = room * (total(found) / np.maximum(places, p.smallest))
    return Flow(left=found + emigrated, arrived=arrived, emigrated=emigrated), rural - found - emigrated + arrived
