"""Army: arms in hand, officers, and readiness for war.

    W ← (1 − δ_W) W + arms                                             arms in hand       [Grouble]
    O ← clip(O + o_g (ō − O) − o_t (terror − t₀)⁺ O − o_a (army/army₋₁ − 1)⁺, o̲, ô)   officers   [1]
    readiness = 100 (W/W*)^{w_W} (KD/KD*)^{w_KD} (GNP/GNP*)^{w_GNP} (O/O*)^{w_O} (S/S*)^{w_S}
                (army/army*)^{w_A} morale^{w_μ} (KE/KE*)^{w_E}                    [1]
    morale = clip((μ₀ + μ con)/(μ₀ + μ con₀), μ̲, μ̄)                    [1]

A star marks the fitted historical plan in January 1941, whose readiness is 100. Fast growth dilutes
officers; mass arrests remove them. terror is a lever, con consent. Form: docs/model.md (design).
"""

from dataclasses import dataclass
from typing import Annotated

from game.model.quantity import Array, Q, bounded, positive, power


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    arms_worn: Annotated[Array, Q("δ_W", "1", "nation", "share of arms worn out or outdated in a year", 0, 1)]
    officers_trained: Annotated[Array, Q("o_g", "1", "nation", "share of the gap in officers closed in a year", 0, 1)]
    officers_aimed_at: Annotated[Array, Q("ō", "1", "nation", "officers aimed at, 1928 = 1", 0, 2)]
    officers_arrested: Annotated[Array, Q("o_t", "1", "nation", "officers lost in a year of mass arrests", 0, 1)]
    arrests_felt: Annotated[Array, Q("t₀", "1", "nation", "arrests above which officers are lost", 0, 1)]
    officers_diluted: Annotated[Array, Q("o_a", "1", "nation", "officers' quality lost when the army doubles", 0, 1)]
    least_officers: Annotated[Array, Q("o̲", "1", "nation", "officers' quality below which it falls no more", 0, 1)]
    most_officers: Annotated[Array, Q("ô", "1", "nation", "officers' quality above which it rises no more", 1, 2)]
    arms_weight: Annotated[Array, Q("w_W", "1", "nation", "weight of arms in readiness", 0, 1)]
    plant_weight: Annotated[Array, Q("w_KD", "1", "nation", "weight of arms plant", 0, 1)]
    product_weight: Annotated[Array, Q("w_GNP", "1", "nation", "weight of national product", 0, 1)]
    officers_weight: Annotated[Array, Q("w_O", "1", "nation", "weight of officers", 0, 1)]
    steel_weight: Annotated[Array, Q("w_S", "1", "nation", "weight of steel", 0, 1)]
    army_weight: Annotated[Array, Q("w_A", "1", "nation", "weight of men under arms", 0, 1)]
    morale_weight: Annotated[Array, Q("w_μ", "1", "nation", "weight of morale", 0, 1)]
    east_weight: Annotated[Array, Q("w_E", "1", "nation", "weight of industry in the east", 0, 1)]
    arms_reference: Annotated[Array, Q("W*", "Grouble", "nation", "arms in January 1941, historical plan", 0.1)]
    plant_reference: Annotated[Array, Q("KD*", "Grouble", "nation", "arms plant likewise", 0.1)]
    product_reference: Annotated[Array, Q("GNP*", "Grouble", "nation", "national product likewise", 1)]
    officers_reference: Annotated[Array, Q("O*", "1", "nation", "officers likewise", 0.1)]
    steel_reference: Annotated[Array, Q("S*", "Mt", "nation", "steel likewise", 0.1)]
    army_reference: Annotated[Array, Q("army*", "Mperson", "nation", "men under arms likewise", 0.1)]
    consent_reference: Annotated[Array, Q("con₀", "1", "nation", "consent likewise", 0, 100)]
    east_reference: Annotated[Array, Q("KE*", "1", "nation", "share of heavy capital in the east likewise", 0.01, 1)]
    morale_base: Annotated[Array, Q("μ₀", "1", "nation", "morale without consent", 0, 1)]
    morale_from_consent: Annotated[Array, Q("μ", "1", "nation", "morale that a point of consent adds", 0, 1)]
    least_morale: Annotated[Array, Q("μ̲", "1", "nation", "worst morale, history = 1", 0, 1)]
    most_morale: Annotated[Array, Q("μ̄", "1", "nation", "best morale, history = 1", 1, 2)]
    full_readiness: Annotated[Array, Q("100", "1", "nation", "readiness of the historical plan", 100, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Forces on 1 January."""

    arms: Annotated[Array, Q("W", "Grouble", "nation", "arms in hand, less wear", 0)]
    officers: Annotated[Array, Q("O", "1", "nation", "officers' quality, 1928 = 1", 0)]
    men: Annotated[Array, Q("army", "Mperson", "nation", "men under arms", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forces:
    """What stands against an invader, each against the historical plan in January 1941."""

    arms: Annotated[Array, Q("W/W*", "1", "nation", "arms", 0)]
    plant: Annotated[Array, Q("KD/KD*", "1", "nation", "arms plant", 0)]
    product: Annotated[Array, Q("GNP/GNP*", "1", "nation", "national product", 0)]
    officers: Annotated[Array, Q("O/O*", "1", "nation", "officers", 0)]
    steel: Annotated[Array, Q("S/S*", "1", "nation", "steel", 0)]
    men: Annotated[Array, Q("army/army*", "1", "nation", "men under arms", 0)]
    morale: Annotated[Array, Q("morale", "1", "nation", "morale", 0)]
    east: Annotated[Array, Q("KE/KE*", "1", "nation", "industry in the east", 0)]
    readiness: Annotated[Array, Q("readiness", "1", "nation", "readiness, historical plan = 100", 0)]


def prepare(p: Params, state: State, *, arms_made: Array, arrests: Array, army_size: Array) -> State:
    """Forces on 1 January next."""
    growth = positive(army_size / state.men - 1)
    officers = state.officers + p.officers_trained * (p.officers_aimed_at - state.officers)
    officers = officers - p.officers_arrested * positive(arrests - p.arrests_felt) * state.officers
    officers = officers - p.officers_diluted * growth
    return State(
        arms=state.arms * (1 - p.arms_worn) + arms_made,
        officers=bounded(officers, p.least_officers, p.most_officers),
        men=army_size + 0 * state.men,
    )


def forces(
    p: Params, state: State, *, plant: Array, product: Array, steel: Array, consent: Array, east: Array
) -> Forces:
    """Readiness and its parts; `plant` and `product` in Grouble, `steel` Mt, `consent` 0-100."""
    morale = (p.morale_base + p.morale_from_consent * consent) / (
        p.morale_base + p.morale_from_consent * p.consent_reference
    )
    parts = {
        "arms": state.arms / p.arms_reference,
        "plant": plant / p.plant_reference,
        "product": product / p.product_reference,
        "officers": state.officers / p.officers_reference,
        "steel": steel / p.steel_reference,
        "men": state.men / p.army_reference,
        "morale": bounded(morale, p.least_morale, p.most_morale),
        "east": east / p.east_reference,
    }
    readiness = p.full_readiness
    for name, weight in (
        ("arms", p.arms_weight),
        ("plant", p.plant_weight),
        ("product", p.product_weight),
        ("officers", p.officers_weight),
        ("steel", p.steel_weight),
        ("men", p.army_weight),
        ("morale", p.morale_weight),
        ("east", p.east_weight),
    ):
        readiness = readiness * power(parts[name], weight)
    return Forces(readiness=readiness, **parts)
