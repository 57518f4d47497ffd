"""People: births, deaths, and the road to the towns and back.

    births = P ψ (b₀ − ḃ t, b̲ at least) + b_s P + U ψ_u (1 − a κ)(β₀ − β̇ t, β̲ at least) + b_s U       [Mperson]
    ψ' = ½ f(F_s, d) + ½ f(F, d),  f(F, d) = (1 − b_F clip(1 − F, 0, b̄_F))(1 − b_d d)                    [1]
    ψ_u' = f(F_u, 0)                                        conceived this year, born in the next           [1]
    κ = (1 − U₀ (1 + ḣ)^t/U)⁺;  κ̄ averaged by townspeople    crowding of town houses                         [1]
    deaths = P μ + U (μ − δ_u) + ι births;  μ = (δ₀ − δ̇ t)(1 + δ_d d);  ι = ι₀ − ι̇ t                 [Mperson]
    H = P min(m̄_h, (h_n (L − L₋₁)⁺ + h_v vac L)(1 − m_h (1 − e))/ΣP)(1 − a_κ κ̄)        organised hiring    [Mperson]
    S = P min(m̄, m₀ + m_p push + m_g (½ (min(1, F_u) − F) + ½ (1 − tot))⁺ + m_x x)(1 − m_e (1 − e))(1 − a_κ κ̄)
                                                                                    left of themselves      [Mperson]
    R = U min(r̄, r_n (L₋₁ − L)⁺/L₋₁ + r_F (1 − F_u)⁺)                              back to the village     [Mperson]
    e = (1 − θ) exit₋₁ + θ exit                             freedom felt in the calendar year               [1]
    towns take in by U (1 + m_E E east), E = 1 in the east; M = H + S; those who return go home in their region
    k = all deaths/(P δ₀ + U (δ₀ − δ_u) + ι₀ births)        mortality against the base year's               [1]
    e₀ = y (1 − l^k) + l^k Y k^{−1/g}                       life expectancy at birth                       [year]

F and F_u are village and town food indices, F_s what is left of the food in spring, d disorganisation, L workers
and employees, vac vacancies, x the hunger rate, b_s births added or lost by law; tot, exit, east are
levers. Deaths from hunger and repression are other blocks' and are taken off where they fall.

Against the first version: (1) births follow conceptions nine months before, so hunger of one spring
empties the next year's cradles (Andreev, Darskii and Khar'kova 1993: fewest births in 1934), and
crowded towns have fewer children, largely by abortion until the law forbids it (recalled). (2) Infants
die by births, others by numbers: few births, few deaths (derived). (3) Departures are two flows,
hired hands, whom passports hardly stop, and those who go of themselves, whom they stop nearly
all; an order of September holds until the next (decree of 27 December 1932); townspeople go back
when jobs and bread fail (Fitzpatrick 1993, recalled); who finds no bed leaves the site again (a_κ): floor space a townsman
fell from 5.8 to 4.2 square metres by 1937, and turnover was highest where barracks lacked (Sosnovy 1954, Hoffmann 1994, recalled; form: judgement). (4) No region counts once: weights are people.
(5) Life expectancy stretches every age's death rate in one proportion k; l, y and Y stand for
Coale and Demeny's West tables near level 9: with Weibull adults, ∫ of the survivors' curve has
this closed form. Ages are not in the model, so the figure is an order and a turning point.
"""

from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive, power, total


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    birth_rate: Annotated[Array, Q("b₀", "1", "nation", "births a villager a year in the base year", 0, 0.1)]
    birth_rate_fall: Annotated[Array, Q("ḃ", "1", "nation", "yearly fall of the village birth rate", 0, 0.01)]
    least_birth_rate: Annotated[Array, Q("b̲", "1", "nation", "village birth rate below which it falls no more", 0, 0.1)]
    town_birth_rate: Annotated[Array, Q("β₀", "1", "nation", "births a townsman a year in the base year", 0, 0.1)]
    town_birth_rate_fall: Annotated[Array, Q("β̇", "1", "nation", "yearly fall of the town birth rate", 0, 0.01)]
    least_town_birth_rate: Annotated[Array, Q("β̲", "1", "nation", "town birth rate below which it falls no more", 0, 0.1)]
    births_lost_to_hunger: Annotated[Array, Q("b_F", "1", "nation", "conceptions lost per loss of food", 0, 2)]
    hunger_felt_by_births: Annotated[Array, Q("b̄_F", "1", "nation", "loss of food beyond which no more are lost", 0, 0.5)]
    births_lost_to_disorder: Annotated[Array, Q("b_d", "1", "nation", "conceptions lost to disorder", 0, 1)]
    births_lost_to_crowding: Annotated[Array, Q("a", "1", "nation", "town births lost to crowding, abortion among its ways", 0, 1)]
    migration_lost_to_crowding: Annotated[Array, Q("a_κ", "1", "nation", "share of newcomers who would find no bed where nobody had one", 0, 1)]
    town_building: Annotated[Array, Q("ḣ", "1", "nation", "yearly growth of town housing", 0, 0.2)]
    urban_in_base_year: Annotated[Array, Q("U₀", "Mperson", "region", "townspeople in the base year", 0)]
    death_rate: Annotated[Array, Q("δ₀", "1", "nation", "deaths a villager past infancy, base year", 0, 0.1)]
    death_rate_fall: Annotated[Array, Q("δ̇", "1", "nation", "yearly fall of that rate", 0, 0.01)]
    town_death_gap: Annotated[Array, Q("δ_u", "1", "nation", "death rate in towns below the village's", -0.05, 0.05)]
    deaths_from_disorder: Annotated[Array, Q("δ_d", "1", "nation", "more deaths where life is uprooted", 0, 2)]
    infant_mortality: Annotated[Array, Q("ι₀", "1", "nation", "infants who die, a birth, base year", 0, 1)]
    infant_mortality_fall: Annotated[Array, Q("ι̇", "1", "nation", "yearly fall of infant mortality", 0, 0.02)]
    hired_for_jobs: Annotated[Array, Q("h_n", "1", "nation", "villagers hired, with families, per new job", 0, 3)]
    hired_for_vacancies: Annotated[Array, Q("h_v", "1", "nation", "villagers hired a year per job held, where jobs are vacant", 0, 1)]
    hiring_held_by_passports: Annotated[Array, Q("m_h", "1", "nation", "hiring held back where exit is sealed", 0, 1)]
    most_hired: Annotated[Array, Q("m̄_h", "1", "nation", "most villagers who can be hired in a year", 0, 0.2)]
    migration_always: Annotated[Array, Q("m₀", "1", "nation", "share of villagers who leave of themselves in any year", 0, 1)]
    migration_from_campaign: Annotated[Array, Q("m_p", "1", "nation", "more leave where households are pressed", 0, 1)]
    migration_from_gap: Annotated[Array, Q("m_g", "1", "nation", "more leave where food and prices are poor", 0, 1)]
    migration_from_hunger: Annotated[Array, Q("m_x", "1", "nation", "more leave where people die of hunger", 0, 2)]
    most_migration: Annotated[Array, Q("m̄", "1", "nation", "most who can leave of themselves in a year", 0, 0.2)]
    held_by_passports: Annotated[Array, Q("m_e", "1", "nation", "share of them held back where exit is sealed", 0, 1)]
    year_under_new_order: Annotated[Array, Q("θ", "1", "nation", "part of a calendar year that follows September's order", 0, 1)]
    return_without_jobs: Annotated[Array, Q("r_n", "1", "nation", "townspeople who go back per share of jobs lost", 0, 2)]
    return_without_bread: Annotated[Array, Q("r_F", "1", "nation", "townspeople who go back per loss of town food", 0, 1)]
    most_return: Annotated[Array, Q("r̄", "1", "nation", "most townspeople who can go back in a year", 0, 0.5)]
    eastern: Annotated[Array, Q("E", "1", "region", "1 where building in the east draws people", 0, 1)]
    pull_of_the_east: Annotated[Array, Q("m_E", "1", "nation", "pull of eastern building on migrants", 0)]
    survive_childhood: Annotated[Array, Q("l", "1", "nation", "share of the born who reach five, base year", 0.01, 1)]
    years_of_survivors: Annotated[Array, Q("Y", "year", "nation", "age at death of those who reach five, base year", 1)]
    years_of_children: Annotated[Array, Q("y", "year", "nation", "age at death of those who do not", 0, 5)]
    rise_with_age: Annotated[Array, Q("g", "1", "nation", "how steeply deaths rise with age (Weibull)", 1, 10)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Who lives where, what was conceived, and how free the villages were."""

    rural: Annotated[Array, Q("P", "Mperson", "region", "villagers", 0)]
    urban: Annotated[Array, Q("U", "Mperson", "region", "townspeople", 0)]
    conceived: Annotated[Array, Q("ψ", "1", "region", "village conceptions of the last year, ordinary = 1", 0)]
    conceived_in_towns: Annotated[Array, Q("ψ_u", "1", "nation", "town conceptions of the last year, ordinary = 1", 0)]
    freedom: Annotated[Array, Q("exit₋₁", "1", "nation", "freedom to leave since last September", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """The year's births, ordinary deaths and migration."""

    births: Annotated[Array, Q("births", "Mperson", "nation", "births", 0)]
    ordinary_deaths: Annotated[Array, Q("deaths", "Mperson", "nation", "deaths at the usual rates", 0)]
    hired: Annotated[Array, Q("H", "Mperson", "region", "villagers hired for the towns, with families", 0)]
    migration: Annotated[Array, Q("M", "Mperson", "region", "villagers who left for the towns, hired or of themselves", 0)]
    returned: Annotated[Array, Q("R", "Mperson", "region", "townspeople who went back to the village", 0)]
    life_expectancy: Annotated[Array, Q("e₀", "year", "nation", "life expectancy at birth under the year's mortality", 0)]
# fmt: on


def settle(state: State, rural: Array) -> State:
    """The same people with villagers where flight has brought them."""
    return replace(state, rural=rural)


def mourn(state: State, rural_deaths: Array, urban_deaths: Array) -> State:
    """The living after deaths from hunger, by region."""
    return replace(state, rural=state.rural - rural_deaths, urban=state.urban - urban_deaths)


def year(
    p: Params,
    state: State,
    *,
    food_spring: Array,
    food: Array,
    town_food: Array,
    disorganisation: Array,
    push: Array,
    hunger: Array,
    vacancies: Array,
    workers: Array,
    workers_before: Array,
    price: Array,
    exit_freedom: Array,
    east: Array,
    hunger_deaths: Array,
    repression_deaths: Array,
    birth_rate_shift: Array,
    elapsed: Array,
) -> tuple[Movement, State]:
    """The living on 1 January next; deaths from repression fall on villagers by their number."""
    villagers, townspeople = total(state.rural), total(state.urban)
    disorder = np.minimum(1, disorganisation)
    born, town_born = _born(p, state, birth_rate_shift, elapsed)
    infants_die = positive(p.infant_mortality - p.infant_mortality_fall * elapsed)
    dying = positive(p.death_rate - p.death_rate_fall * elapsed) * (1 + p.deaths_from_disorder * disorder)
    town_dying = positive(dying - p.town_death_gap)
    births = total(state.rural * born + state.urban * town_born)
    deaths = total(state.rural * dying + state.urban * town_dying) + infants_die * births

    freedom = (1 - p.year_under_new_order) * state.freedom + p.year_under_new_order * exit_freedom
    wanted = p.hired_for_jobs * positive(workers - workers_before) + p.hired_for_vacancies * vacancies * workers
    held = 1 - p.hiring_held_by_passports * (1 - freedom)
    hired = state.rural * np.minimum(p.most_hired, wanted * held / villagers)
    gap = positive(0.5 * (np.minimum(1, town_food) - food) + 0.5 * (1 - price))
    leaving = p.migration_always + p.migration_from_campaign * push + p.migration_from_gap * gap
    leaving = np.minimum(p.most_migration, leaving + p.migration_from_hunger * hunger)
    gone = hired + state.rural * leaving * (1 - p.held_by_passports * (1 - freedom))
    crowded = total(state.urban * _crowding(p, state.urban, elapsed)) / townspeople
    hired, gone = (each * (1 - p.migration_lost_to_crowding * crowded) for each in (hired, gone))
    jobs_lost = positive(workers_before - workers) / workers_before
    back = p.return_without_jobs * jobs_lost + p.return_without_bread * positive(1 - town_food)
    back = state.urban * np.minimum(p.most_return, back)
    welcome = state.urban * (1 + p.pull_of_the_east * p.eastern * east)
    arrivals = total(gone) * welcome / total(welcome)

    conceived = 0.5 * _fertility(p, food_spring, disorder) + 0.5 * _fertility(p, food, disorder)
    usual = p.death_rate * villagers + (p.death_rate - p.town_death_gap) * townspeople + p.infant_mortality * births
    return (
        Movement(
            births=births,
            ordinary_deaths=deaths,
            hired=hired,
            migration=gone,
            returned=back,
            life_expectancy=life_expectancy(p, (deaths + hunger_deaths + repression_deaths) / usual),
        ),
        State(
            rural=state.rural * (1 + born * (1 - infants_die) - dying - repression_deaths / villagers) - gone + back,
            urban=state.urban * (1 + town_born * (1 - infants_die) - town_dying) + arrivals - back,
            conceived=conceived,
            conceived_in_towns=_fertility(p, town_food, 0 * town_food),
            freedom=exit_freedom + 0 * state.freedom,
        ),
    )


def life_expectancy(p: Params, mortality: Array) -> Array:
    """Years at birth where every age's death rate is `mortality` times the base year's."""
    childhood = power(p.survive_childhood, mortality)
    return p.years_of_children * (1 - childhood) + childhood * p.years_of_survivors / power(
        mortality, 1 / p.rise_with_age
    )


def _fertility(p: Params, food: Array, disorder: Array) -> Array:
    """Conceptions against an ordinary year's."""
    hungry = bounded(1 - food, 0, p.hunger_felt_by_births)
    return (1 - p.births_lost_to_hunger * hungry) * (1 - p.births_lost_to_disorder * disorder)


def _crowding(p: Params, urban: Array, elapsed: Array) -> Array:
    """Share of townspeople, by region, for whom no house has been built."""
    return positive(1 - p.urban_in_base_year * power(1 + p.town_building, elapsed) / urban)


def _born(p: Params, state: State, shift: Array, elapsed: Array) -> tuple[Array, Array]:
    """Births a villager and a townsman, by region."""
    village = np.maximum(p.birth_rate - p.birth_rate_fall * elapsed, p.least_birth_rate) * state.conceived
    town = np.maximum(p.town_birth_rate - p.town_birth_rate_fall * elapsed, p.least_town_birth_rate)
    crowded = _crowding(p, state.urban, elapsed)
    town = town * state.conceived_in_towns * (1 - p.births_lost_to_crowding * crowded)
    return positive(village + shift), positive(town + shift)
