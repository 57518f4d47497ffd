"""Order: camps, exile, executions, and the consent that is left.

    N_c = (c_t terror² + c_f force c̄ + c₀) P                    arrivals in camps               [Mperson]
    C ← (1 − χ_c) C + N_c − Z_c                                 camps and colonies              [Mperson]
    N_e = force Σ(V j⁺ (a_e + b_e D)) (ē − E/P)⁺                 deported                        [Mperson]
    E ← (1 − χ_e) E + N_e − Z_e − Z_d                           exile                           [Mperson]
    B ← B + β (C − B)⁺;  S ← S + β (E − S)⁺                      beds in camps, roofs in exile    [Mperson]
    M = C + ½ N_c;  Z_c = (k_c + k_x x̄) M + k_o ((M − B)⁺)²/(M + ϵ)         deaths in camps         [Mperson]
    M = E + ½ N_e;  Z_e = (k_e + k_x x̄) M + k_o ((M − S)⁺)²/(M + ϵ)         deaths in exile         [Mperson]
    Z_d = k_d N_e                                               deaths on the way               [Mperson]
    Z_t = k_t P ((terror − t₀)⁺)² + k_s N_e                      executions                      [Mperson]
    Z = Z_c + Z_e + Z_d + Z_t                                   deaths by repression            [Mperson]
    con ← clip(con + s [n + n_c (cons/cons₀ − 1) − n_D D̄ − n_t terror − n_l disc² − con] − n_x min(1, deaths/P), 0, n̄)   consent   [1]

V are villagers, P everybody, j the share of households that joined for good, D resistance when the year
began, D̄ after it, c̄ the collectivised share, x̄ the hunger rate by villagers, cons consumption a head;
force, terror and disc (labour discipline) are levers. Prisons are not counted, nor colonies before they stand in C.

Changed against the first version: (1) camps start from the archive's 30 thousand. (2) Exile follows
those who joined under force, more where villages resisted, and falls as those marked for it run out: 0.56 m
deported in 1930, 1.24 m in 1931, 0.07 m in 1932 (Zemskov). The average push did the reverse and counted
each region once. (3) Who is held dies by what villages eat and by how many sleep in a bed: of hunger in 1933,
of crowding after mass arrests in 1938 and among the newly exiled in 1932 (Zemskov; Khlevniuk 2004). Those series
are never fitted. (4) Executions rise with the square of arrests above t₀: 1937-38 stand for nine tenths of them.
(5) Every flow is a share of the people. (6) Penalties at work are resented, prison terms for lateness far more
than work books (n_l; Filtzer 1986). Forms: judgement.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    camps_from_arrests: Annotated[Array, Q("c_t", "1", "nation", "share of the people sent to camps in a year of mass arrests", 0, 1)]
    camps_from_coercion: Annotated[Array, Q("c_f", "1", "nation", "share sent to camps where all is collectivised by full force", 0, 1)]
    camps_always: Annotated[Array, Q("c₀", "1", "nation", "share sent to camps in any year", 0, 1)]
    released_from_camps: Annotated[Array, Q("χ_c", "1", "nation", "share of camps released or escaped in a year", 0, 1)]
    deported: Annotated[Array, Q("a_e", "1", "nation", "readiness to deport where nobody resists", 0)]
    deported_for_resistance: Annotated[Array, Q("b_e", "1", "nation", "readiness to deport that resistance adds", 0)]
    marked_for_exile: Annotated[Array, Q("ē", "1", "nation", "share of the people marked for exile", 0, 1)]
    released_from_exile: Annotated[Array, Q("χ_e", "1", "nation", "share of exile released or escaped in a year, less births", 0, 1)]
    building_of_beds: Annotated[Array, Q("β", "1", "nation", "share of missing beds or roofs made good in a year", 0, 1)]
    camp_death_rate: Annotated[Array, Q("k_c", "1", "nation", "deaths a year in a camp fed and housed as ordered", 0, 1)]
    exile_death_rate: Annotated[Array, Q("k_e", "1", "nation", "excess deaths a year in an exile fed and housed", 0, 1)]
    deaths_by_hunger: Annotated[Array, Q("k_x", "1", "nation", "deaths of those held against deaths in villages by hunger", 0)]
    deaths_by_crowding: Annotated[Array, Q("k_o", "1", "nation", "deaths a year where nobody has bed or roof", 0, 1)]
    smallest: Annotated[Array, Q("ϵ", "Mperson", "nation", "a single person: keeps nought out of a divisor", 0, 1e-5)]
    deaths_on_the_way: Annotated[Array, Q("k_d", "1", "nation", "share of the deported who die on the way", 0, 1)]
    executions: Annotated[Array, Q("k_t", "1", "nation", "share of the people shot in a year of mass arrests", 0, 1)]
    executions_above: Annotated[Array, Q("t₀", "1", "nation", "arrests above which executions begin", 0, 1)]
    executions_with_exile: Annotated[Array, Q("k_s", "1", "nation", "shot for each one deported", 0, 1)]
    consent_speed: Annotated[Array, Q("s", "1", "nation", "share of the way that consent moves in a year", 0, 1)]
    consent_base: Annotated[Array, Q("n", "1", "nation", "consent at the base year's consumption", 0, 100)]
    consent_from_consumption: Annotated[Array, Q("n_c", "1", "nation", "consent gained when consumption doubles", 0)]
    ordinary_consumption: Annotated[Array, Q("cons₀", "Grouble/Mperson", "nation", "consumption a head that people are used to", 0.01)]
    consent_lost_to_resistance: Annotated[Array, Q("n_D", "1", "nation", "consent lost to full resistance", 0)]
    consent_lost_to_arrests: Annotated[Array, Q("n_t", "1", "nation", "consent lost to mass arrests", 0)]
    consent_lost_to_discipline: Annotated[Array, Q("n_l", "1", "nation", "consent lost to the harshest penalties at work", 0)]
    consent_lost_to_deaths: Annotated[Array, Q("n_x", "1", "nation", "consent lost if all died", 0)]
    most_consent: Annotated[Array, Q("n̄", "1", "nation", "full consent", 100, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Who is held, where they sleep, and how far the country follows."""

    camps: Annotated[Array, Q("C", "Mperson", "nation", "people in camps and colonies", 0)]
    exile: Annotated[Array, Q("E", "Mperson", "nation", "people in exile", 0)]
    beds: Annotated[Array, Q("B", "Mperson", "nation", "beds in camps", 0)]
    roofs: Annotated[Array, Q("S", "Mperson", "nation", "room under a roof in exile", 0)]
    consent: Annotated[Array, Q("con", "1", "nation", "consent, 0 to 100", 0, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repression:
    """What the year's repression cost in lives."""

    repression_deaths: Annotated[Array, Q("Z", "Mperson", "nation", "deaths by repression, in all", 0)]
    executions: Annotated[Array, Q("Z_t", "Mperson", "nation", "executions", 0)]
    camp_deaths: Annotated[Array, Q("Z_c", "Mperson", "nation", "deaths in camps and colonies", 0)]
    exile_deaths: Annotated[Array, Q("Z_e", "Mperson", "nation", "excess deaths in exile", 0)]
    deported: Annotated[Array, Q("N_e", "Mperson", "nation", "deported", 0)]
# fmt: on


def repress(
    p: Params,
    state: State,
    *,
    joined: Array,
    resistance: Array,
    collectivised: Array,
    hunger: Array,
    rural: Array,
    urban: Array,
    coercion: Array,
    arrests: Array,
) -> tuple[Repression, State]:
    """Deaths by repression and who is held at the year's end; `urban` is the nation's, the rest by region."""
    villagers = total(rural)
    people = villagers + urban
    held = total(collectivised * rural) / villagers
    hungry = p.deaths_by_hunger * total(hunger * rural) / villagers
    arrivals = (p.camps_from_arrests * arrests**2 + p.camps_from_coercion * coercion * held + p.camps_always) * people
    uprooted = total(rural * positive(joined) * (p.deported + p.deported_for_resistance * resistance))
    deported = coercion * uprooted * positive(p.marked_for_exile - state.exile / people)

    in_camps = state.camps + 0.5 * arrivals
    camp_deaths = _deaths(p, in_camps, state.beds, p.camp_death_rate + hungry)
    camp_deaths = np.minimum(camp_deaths, (1 - p.released_from_camps) * state.camps + 0.5 * arrivals)
    in_exile = state.exile + 0.5 * deported
    exile_deaths = _deaths(p, in_exile, state.roofs, p.exile_death_rate + hungry)
    exile_deaths = np.minimum(exile_deaths, (1 - p.released_from_exile) * state.exile + 0.5 * deported)
    on_the_way = p.deaths_on_the_way * deported
    executed = p.executions * people * positive(arrests - p.executions_above) ** 2 + p.executions_with_exile * deported
    camps = state.camps * (1 - p.released_from_camps) + arrivals - camp_deaths
    exile = state.exile * (1 - p.released_from_exile) + deported - exile_deaths - on_the_way
    return (
        Repression(
            repression_deaths=executed + camp_deaths + exile_deaths + on_the_way,
            executions=executed,
            camp_deaths=camp_deaths,
            exile_deaths=exile_deaths,
            deported=deported,
        ),
        State(
            camps=camps,
            exile=positive(exile),
            beds=state.beds + p.building_of_beds * positive(camps - state.beds),
            roofs=state.roofs + p.building_of_beds * positive(exile - state.roofs),
            consent=state.consent,
        ),
    )


def consent(
    p: Params,
    state: State,
    *,
    consumption: Array,
    resistance: Array,
    arrests: Array,
    discipline: Array,
    deaths: Array,
    people: Array,
) -> State:
    """Consent at the year's end; `resistance` is averaged by people, `deaths` all beyond the usual."""
    aim = p.consent_base + p.consent_from_consumption * (consumption / p.ordinary_consumption - 1)
    aim = aim - p.consent_lost_to_resistance * resistance - p.consent_lost_to_arrests * arrests
    aim = aim - p.consent_lost_to_discipline * discipline * discipline
    moved = state.consent + p.consent_speed * (aim - state.consent)
    lost = p.consent_lost_to_deaths * np.minimum(1, deaths / people)
    return State(
        camps=state.camps,
        exile=state.exile,
        beds=state.beds,
        roofs=state.roofs,
        consent=bounded(moved - lost, 0, p.most_consent),
    )


def _deaths(p: Params, held: Array, room: Array, rate: Array) -> Array:
    """Deaths of those held at a rate, and of crowding: the share without room counts twice over."""
    crowded = positive(held - room)
    return rate * held + p.deaths_by_crowding * crowded * crowded / (held + p.smallest)
