"""Government: the risings that its orders bring, what they take from its grip, and its fall.

    A = (w_p push (1 − c) + w_D D + w_x x + w_n (n_l − con)⁺/n_l) (1 − w_t terror)       anger      [1]
    R = A²/(A² + θ²)                                           risings                                   [1]
    s = (1 − (ΣH − Σasked)/(ΣZ_n + Σn V))⁺                     hunger in sight if orders were carried out   [1]
    f = 1 − (s − s/(1 + (s/s̄)^ν)^{1/ν})(ΣZ_n + Σn V)/Σasked      share of the orders that is heeded        [1]
    β = max(Φ, (min(1, Z_w/(P z̄))²)²)                          grip broken in the spring                 [1]
    λ = β + (1 − β) k R                                        grip on the village lost                  [1]
    κ = k_a R̄                                                  more upkeep for an army that holds it down   [1]
    Φ ← 1 where Φ = 1, Z/P > z̄ or con < n̲, else 0              the government has fallen                 [1]

push is the winter's campaign, c the collectivised share before it, D resistance, x the hunger rate of the
harvest year, con consent, terror the lever; R̄ is R by villagers, Z_w those who died of hunger before the
harvest, Z all who died beyond the usual in the year, P everybody. asked is what the September orders ask of each harvest H, evenly where they name the nation's
figure Π, Z_n the seed wanted, n V the villagers' food. Anger is squared, so that a village bears much
before it rises and then rises at once; at θ half of them have risen.

Where the government has fallen a caretaker holds: no campaign (peak_c), no force (force_c), no arrests (terror_c),
work as in 1928 (discipline_c), grain only as villages sell it (proc_c a head, at the price tot_c), none abroad
(export_c), open markets (private_c) and roads (exit_c), relief as far as stocks go (relief_c a villager). The rest of the plan stands as ordered,
so that what-if futures stay well defined; a game ends there. New against the first version, in which nothing
stopped a state (docs/model.md, the brake). Peasants rose when pressed in and were quiet once they
were in, hence (1 − c); 13 754 mass disturbances of 1930 against some 1 300 the year before and far fewer after
(Viola 1996; Danilov's documents; recalled) give the shape, which is not fitted. Arrests do protect the
government in the short run: they damp anger. They cost consent, officers, skill and lives elsewhere. Orders
are heeded in any year of the record (s stays below .24 in the country as a whole); beyond, villages refuse: a state that
asks for the bread of a whole country gets what leaves them 1 − s̄ of seed and food, and never less by asking more. How many must
die, or how few consent, before a government falls is judgement: no record tells.
"""

from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from game.model.levers import January, September
from game.model.quantity import Array, Q, positive, power, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    anger_from_campaign: Annotated[Array, Q("w_p", "1", "nation", "anger where every household is pressed", 0)]
    anger_from_resistance: Annotated[Array, Q("w_D", "1", "nation", "anger from full resistance", 0)]
    anger_from_hunger: Annotated[Array, Q("w_x", "1", "nation", "anger if all died of hunger", 0)]
    anger_without_consent: Annotated[Array, Q("w_n", "1", "nation", "anger where nobody consents any more", 0)]
    low_consent: Annotated[Array, Q("n_l", "1", "nation", "consent below which its loss stirs people", 1, 100)]
    damped_by_arrests: Annotated[Array, Q("w_t", "1", "nation", "share of anger kept down by mass arrests", 0, 1)]
    even_anger: Annotated[Array, Q("θ", "1", "nation", "anger at which half a region rises", 0.01)]
    grip_lost: Annotated[Array, Q("k", "1", "nation", "share of the grip on collections lost where all rise", 0, 1)]
    most_in_sight: Annotated[Array, Q("s̄", "1", "nation", "most of their seed and food that villages let orders take", 0.01, 2)]
    steepness: Annotated[Array, Q("ν", "1", "nation", "how suddenly refusal sets in", 1, 20)]
    garrisons: Annotated[Array, Q("k_a", "1", "nation", "upkeep that risings everywhere add to the army's", 0)]
    deaths_borne: Annotated[Array, Q("z̄", "1", "nation", "share of the people whose death in a year no government survives", 0, 1)]
    least_consent: Annotated[Array, Q("n̲", "1", "nation", "consent below which no government stands", 0, 100)]
    caretaker_drive: Annotated[Array, Q("peak_c", "1", "nation", "households pressed or held by the caretaker", 0, 1)]
    caretaker_coercion: Annotated[Array, Q("force_c", "1", "nation", "caretaker's coercion in the village", 0, 1)]
    caretaker_arrests: Annotated[Array, Q("terror_c", "1", "nation", "caretaker's arrests", 0, 1)]
    caretaker_discipline: Annotated[Array, Q("discipline_c", "1", "nation", "caretaker's penalties at work", 0, 1)]
    caretaker_price: Annotated[Array, Q("tot_c", "1", "nation", "price that the caretaker pays to peasants, 1928 = 1", 0)]
    caretaker_markets: Annotated[Array, Q("private_c", "1", "nation", "caretaker's tolerance of plots and markets", 0, 1)]
    caretaker_exit: Annotated[Array, Q("exit_c", "1", "nation", "freedom to leave the village under the caretaker", 0, 1)]
    caretaker_plan: Annotated[Array, Q("proc_c", "Mt/Mperson", "nation", "grain a head that the caretaker would buy", 0)]
    caretaker_relief: Annotated[Array, Q("relief_c", "Mt/Mperson", "nation", "relief a villager that the caretaker sends if stocks allow", 0)]
    caretaker_exports: Annotated[Array, Q("export_c", "Mt", "nation", "grain that the caretaker sells abroad", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Whether the government stands."""

    fallen: Annotated[Array, Q("Φ", "1", "nation", "1 where the government has fallen", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrest:
    """The year's risings and what they cost the state."""

    risings: Annotated[Array, Q("R", "1", "region", "risings, 0 none to 1 everywhere", 0, 1)]
    garrisons: Annotated[Array, Q("κ", "1", "nation", "upkeep that risings add to the army's", 0)]
    broken: Annotated[Array, Q("β", "1", "nation", "share of the grip lost to the dead of the spring", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What September's orders meet with."""

    in_sight: Annotated[Array, Q("s", "1", "nation", "share of seed and food that would be missing if orders were carried out", 0)]
    goal: Annotated[Array, Q("Π", "Mt", "nation", "collections ordered, heeded or not", 0)]
    heeded: Annotated[Array, Q("f", "1", "nation", "share of the orders that is heeded", 0, 1)]
    grip_lost: Annotated[Array, Q("λ", "1", "region", "share of the grip on collections that is lost", 0, 1)]
# fmt: on


def unrest(
    p: Params,
    state: State,
    *,
    push: Array,
    collectivised: Array,
    resistance: Array,
    hunger: Array,
    deaths: Array,
    rural: Array,
    people: Array,
    consent: Array,
    arrests: Array,
) -> Unrest:
    """Risings of the spring, by region, before it is known what the campaign will hold.

    `deaths` are those of hunger since the new year, `people` all who lived then.
    """
    sullen = p.anger_without_consent * positive(p.low_consent - consent) / p.low_consent
    anger = (
        p.anger_from_campaign * push * (1 - collectivised)
        + p.anger_from_resistance * resistance
        + p.anger_from_hunger * hunger
        + sullen
    ) * (1 - p.damped_by_arrests * arrests)
    squared = anger**2
    risings = squared / (squared + p.even_anger**2)
    return Unrest(
        risings=risings,
        garrisons=p.garrisons * total(risings * rural) / total(rural),
        broken=np.maximum(state.fallen, (np.minimum(1, deaths / people / p.deaths_borne) ** 2) ** 2),
    )


def refuse(
    p: Params,
    unrest: Unrest,
    *,
    harvest: Array,
    seed: Array,
    food: Array,
    plan: Array,
    ordered: Array,
    by_region: Array,
) -> Refusal:
    """How far orders are heeded and the grip is lost; `plan` is January's after bending, where no order is given."""
    crop = total(harvest)
    goal = np.where(np.isnan(ordered), plan, ordered)
    alone = ~np.isnan(by_region)
    by_plan = goal * harvest / crop
    asked = total(np.where(alone, np.where(alone, by_region, 0) * harvest, by_plan) if alone.any() else by_plan)
    wants = total(seed + food)
    share = asked / wants
    in_sight = positive(1 + share - crop / wants)
    borne = in_sight / power(1 + power(in_sight / p.most_in_sight, p.steepness), 1 / p.steepness)
    heeded = np.where(in_sight > 0, positive(share - in_sight + borne) / np.where(share > 0, share, 1), 1)
    lost = unrest.broken + (1 - unrest.broken) * p.grip_lost * unrest.risings
    return Refusal(in_sight=in_sight, goal=goal, heeded=heeded, grip_lost=lost)


def bridle_january(p: Params, state: State, levers: January, people: Array) -> January:
    """The plan that is followed: as signed, or the caretaker's where the government has fallen."""
    fallen = state.fallen > 0
    if not np.count_nonzero(fallen):
        return levers

    def held(signed: Array, caretaker: Array) -> Array:
        return np.where(fallen, caretaker, signed)

    return replace(
        levers,
        collectivisation_drive=held(levers.collectivisation_drive, p.caretaker_drive),
        collectivised_goal=held(levers.collectivised_goal, p.caretaker_drive),
        village_coercion=held(levers.village_coercion, p.caretaker_coercion),
        arrests=held(levers.arrests, p.caretaker_arrests),
        labour_discipline=held(levers.labour_discipline, p.caretaker_discipline),
        procurement_price=held(levers.procurement_price, p.caretaker_price),
        private_plots_and_markets=held(levers.private_plots_and_markets, p.caretaker_markets),
        procurement_plan=held(levers.procurement_plan, p.caretaker_plan * people),
    )


def bridle_september(p: Params, state: State, levers: September, rural: Array) -> September:
    """The harvest's orders that are followed; no region is ordered by itself any more."""
    fallen = state.fallen > 0
    if not np.count_nonzero(fallen):
        return levers

    def held(signed: Array, caretaker: Array) -> Array:
        return np.where(fallen, caretaker, signed)

    return replace(
        levers,
        procurement=held(levers.procurement, np.nan * levers.procurement),
        procurement_by_region=held(levers.procurement_by_region, np.nan * levers.procurement_by_region),
        grain_exports=held(levers.grain_exports, p.caretaker_exports),
        relief=held(levers.relief, p.caretaker_relief * rural),
        freedom_to_leave=held(levers.freedom_to_leave, p.caretaker_exit),
    )


def fall(p: Params, state: State, *, deaths: Array, people: Array, consent: Array) -> State:
    """Whether the government stands on 1 January next; `deaths` are all beyond the usual in the year."""
    falls = (deaths / people > p.deaths_borne) | (consent < p.least_consent)
    return State(fallen=np.where(falls, 1, state.fallen))
