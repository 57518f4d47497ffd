"""People: births, deaths, and the road to the towns.

    b = max(b₀ − ḃ t, b̲)(1 − b_F clip(1 − F, 0, b̄_F))(1 − b_d min(1, d)) + b_s       births a head, village   [1]
    δ = δ₀ − δ̇ t                                                                       deaths a head, village   [1]
    births = P b + U b_u mean(b);  deaths = P δ + U (δ − δ_u)                           [Mperson]
    M = P clip(m₀ + m_v vac + m_p push + m_g (1 − ½ F − ½ tot)⁺ + m_x x, 0, m̄)(1 − m_e (1 − exit))   migration   [Mperson]
    towns take in by U (1 + m_E E east), E = 1 in the east

F is the food index, d disorganisation, vac vacancies, x the hunger rate, b_s births added or
lost by law; tot, exit, east are levers. The standing gap of income does the work, as in Allen; push alone gives
a sudden peak in 1930-31. Deaths from hunger and repression are other blocks' and are taken off
where they fall. Form: Allen (2003) for migration; rates after Andreev, Darskii and Kharkova.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, mean, positive, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    birth_rate: Annotated[Array, Q("b₀", "1", "nation", "births a villager a year in the base year", 0, 0.1)]
    birth_rate_fall: Annotated[Array, Q("ḃ", "1", "nation", "yearly fall of the birth rate", 0, 0.01)]
    least_birth_rate: Annotated[Array, Q("b̲", "1", "nation", "birth rate below which it falls no more", 0, 0.1)]
    births_lost_to_hunger: Annotated[Array, Q("b_F", "1", "nation", "births lost per loss of food", 0, 2)]
    hunger_felt_by_births: Annotated[Array, Q("b̄_F", "1", "nation", "loss of food beyond which no more births are lost", 0, 1)]
    births_lost_to_disorder: Annotated[Array, Q("b_d", "1", "nation", "births lost to disorder", 0, 1)]
    town_births: Annotated[Array, Q("b_u", "1", "nation", "town birth rate against the village's", 0, 2)]
    death_rate: Annotated[Array, Q("δ₀", "1", "nation", "deaths a villager in an ordinary year, base year", 0, 0.1)]
    death_rate_fall: Annotated[Array, Q("δ̇", "1", "nation", "yearly fall of the death rate", 0, 0.01)]
    town_death_gap: Annotated[Array, Q("δ_u", "1", "nation", "death rate in towns below the village's", -0.05, 0.05)]
    migration_always: Annotated[Array, Q("m₀", "1", "nation", "share of villagers who leave in any year", 0, 1)]
    migration_to_jobs: Annotated[Array, Q("m_v", "1", "nation", "more leave where jobs are vacant", 0, 1)]
    migration_from_campaign: Annotated[Array, Q("m_p", "1", "nation", "more leave where households are pressed", 0, 1)]
    migration_from_gap: Annotated[Array, Q("m_g", "1", "nation", "more leave where food and prices are poor", 0, 1)]
    migration_from_hunger: Annotated[Array, Q("m_x", "1", "nation", "more leave where people die of hunger", 0, 2)]
    most_migration: Annotated[Array, Q("m̄", "1", "nation", "most who can leave in a year", 0, 1)]
    held_by_passports: Annotated[Array, Q("m_e", "1", "nation", "share held back where exit is sealed", 0, 1)]
    eastern: Annotated[Array, Q("E", "1", "region", "1 where building in the east draws people", 0, 1)]
    pull_of_the_east: Annotated[Array, Q("m_E", "1", "nation", "pull of eastern building on migrants", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Who lives where."""

    rural: Annotated[Array, Q("P", "Mperson", "region", "villagers", 0)]
    urban: Annotated[Array, Q("U", "Mperson", "region", "townspeople", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """The year's births, ordinary deaths and migration."""

    births: Annotated[Array, Q("births", "Mperson", "nation", "births", 0)]
    ordinary_deaths: Annotated[Array, Q("deaths", "Mperson", "nation", "deaths at the usual rate", 0)]
    migration: Annotated[Array, Q("M", "Mperson", "region", "villagers who left for the towns", 0)]
# fmt: on


def mourn(state: State, rural_deaths: Array, urban_deaths: Array) -> State:
    """The living after deaths from hunger, by region."""
    return State(rural=state.rural - rural_deaths, urban=state.urban - urban_deaths)


def year(
    p: Params,
    state: State,
    *,
    food: Array,
    disorganisation: Array,
    push: Array,
    hunger: Array,
    vacancies: Array,
    price: Array,
    exit_freedom: Array,
    east: Array,
    repression_deaths: Array,
    birth_rate_shift: Array,
    elapsed: Array,
) -> tuple[Movement, State]:
    """The living on 1 January next; deaths from repression fall on villagers by their number."""
    hungry = bounded(1 - food, 0, p.hunger_felt_by_births)
    trend = np.maximum(p.birth_rate - p.birth_rate_fall * elapsed, p.least_birth_rate)
    born = trend * (1 - p.births_lost_to_hunger * hungry)
    born = born * (1 - p.births_lost_to_disorder * np.minimum(1, disorganisation)) + birth_rate_shift
    town_born = p.town_births * mean(born)
    dying = p.death_rate - p.death_rate_fall * elapsed
    town_dying = dying - p.town_death_gap
    leaving = (
        p.migration_always
        + p.migration_to_jobs * vacancies
        + p.migration_from_campaign * push
        + p.migration_from_gap * positive(1 - 0.5 * food - 0.5 * price)
        + p.migration_from_hunger * hunger
    )
    leaving = bounded(leaving, 0, p.most_migration) * (1 - p.held_by_passports * (1 - exit_freedom))
    migration = state.rural * leaving
    welcome = state.urban * (1 + p.pull_of_the_east * p.eastern * east)
    arrivals = total(migration) * welcome / total(welcome)
    villagers = total(state.rural)
    townspeople = total(state.urban)
    return (
        Movement(
            births=total(state.rural * born) + townspeople * town_born,
            ordinary_deaths=villagers * dying + townspeople * town_dying,
            migration=migration,
        ),
        State(
            rural=state.rural * (1 + born - dying) - migration - repression_deaths * state.rural / villagers,
            urban=state.urban * (1 + town_born - town_dying) + arrivals,
        ),
    )
