"""Order: camps, exile, executions, and the consent that is left.

    C ← ((1 − χ) C + c_t terror + c₀)                      camps and colonies             [Mperson]
    E ← (1 − χ) E + e_p mean(push) force                   exile                          [Mperson]
    Z = k_p force mean(push) ΣP + Z_t + Z_c;  Z_t = k_t (terror − t₀)⁺;  Z_c = k_c (C + E)   deaths by repression   [Mperson]
    con ← clip(con + s [n + n_c (cons/cons₀ − 1) − n_D D̄ − n_t terror − con] − n_x deaths/people, 0, n̄)   consent   [1]

push is the campaign's, D̄ resistance averaged by people, cons consumption a head; force and
terror are levers. Prisons and colonies before 1935 stand partly in C. Form: docs/model.md
(design); there camps and exile are one stock, here two with the same flows.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    released: Annotated[Array, Q("χ", "1", "nation", "share of camps and exile that ends in a year", 0, 1)]
    camps_from_arrests: Annotated[Array, Q("c_t", "Mperson", "nation", "sent to camps in a year of mass arrests", 0)]
    camps_always: Annotated[Array, Q("c₀", "Mperson", "nation", "sent to camps in any year", 0)]
    exile_from_campaign: Annotated[Array, Q("e_p", "Mperson", "nation", "exiled where all households are pressed by full force", 0)]
    campaign_deaths: Annotated[Array, Q("k_p", "1", "nation", "villagers killed by a campaign of full force", 0, 1)]
    executions: Annotated[Array, Q("k_t", "Mperson", "nation", "killed in a year of mass arrests", 0)]
    executions_above: Annotated[Array, Q("t₀", "1", "nation", "arrests above which executions begin", 0, 1)]
    camp_death_rate: Annotated[Array, Q("k_c", "1", "nation", "excess deaths a year in camps and exile", 0, 1)]
    consent_speed: Annotated[Array, Q("s", "1", "nation", "share of the way that consent moves in a year", 0, 1)]
    consent_base: Annotated[Array, Q("n", "1", "nation", "consent at the base year's consumption", 0, 100)]
    consent_from_consumption: Annotated[Array, Q("n_c", "1", "nation", "consent gained when consumption doubles", 0)]
    ordinary_consumption: Annotated[Array, Q("cons₀", "Grouble/Mperson", "nation", "consumption a head that people are used to", 0.01)]
    consent_lost_to_resistance: Annotated[Array, Q("n_D", "1", "nation", "consent lost to full resistance", 0)]
    consent_lost_to_arrests: Annotated[Array, Q("n_t", "1", "nation", "consent lost to mass arrests", 0)]
    consent_lost_to_deaths: Annotated[Array, Q("n_x", "1", "nation", "consent lost if all died", 0)]
    most_consent: Annotated[Array, Q("n̄", "1", "nation", "full consent", 100, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Who is held, and how far the country follows."""

    camps: Annotated[Array, Q("C", "Mperson", "nation", "people in camps and colonies", 0)]
    exile: Annotated[Array, Q("E", "Mperson", "nation", "people in exile", 0)]
    consent: Annotated[Array, Q("con", "1", "nation", "consent, 0 to 100", 0, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repression:
    """What the year's repression cost in lives."""

    repression_deaths: Annotated[Array, Q("Z", "Mperson", "nation", "deaths by repression, in all", 0)]
    executions: Annotated[Array, Q("Z_t", "Mperson", "nation", "executions and deaths in arrest", 0)]
    camp_deaths: Annotated[Array, Q("Z_c", "Mperson", "nation", "excess deaths in camps and exile", 0)]
# fmt: on


def repress(
    p: Params, state: State, *, push: Array, rural: Array, coercion: Array, arrests: Array
) -> tuple[Repression, State]:
    """Deaths by repression and who is held at the year's end; `push` is the national average."""
    executed = p.executions * positive(arrests - p.executions_above)
    in_camps = p.camp_death_rate * (state.camps + state.exile)
    deported = p.campaign_deaths * coercion * push * rural
    left = 1 - p.released
    return (
        Repression(repression_deaths=deported + executed + in_camps, executions=executed, camp_deaths=in_camps),
        State(
            camps=state.camps * left + p.camps_from_arrests * arrests + p.camps_always,
            exile=state.exile * left + p.exile_from_campaign * push * coercion,
            consent=state.consent,
        ),
    )


def consent(
    p: Params, state: State, *, consumption: Array, resistance: Array, arrests: Array, deaths: Array, people: Array
) -> State:
    """Consent at the year's end; `resistance` is averaged by people, `deaths` all beyond the usual."""
    aim = p.consent_base + p.consent_from_consumption * (consumption / p.ordinary_consumption - 1)
    aim = aim - p.consent_lost_to_resistance * resistance - p.consent_lost_to_arrests * arrests
    moved = state.consent + p.consent_speed * (aim - state.consent)
    lost = p.consent_lost_to_deaths * np.minimum(1, deaths / people)
    return State(camps=state.camps, exile=state.exile, consent=bounded(moved - lost, 0, p.most_consent))
