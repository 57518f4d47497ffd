"""One number a block, worked by hand, and what each does at its limits.

Round figures replace the shipped ones so that the arithmetic can be followed on paper.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from game.model import (
    army,
    herds,
    labour,
    people,
    trade,
)
from game.model.quantity import Array, declared
from game.scenario.records import Scenario


def one(value: float) -> Array:
    """A regional figure for a country of one region and one future."""
    return np.array([[float(value)]])


def nation(value: float) -> Array:
    return np.array([float(value)])


def rounded(table: type[Any], shipped: Any, **figures: float) -> Any:
    """A block's parameters for one region: shipped figures of the first, with some replaced."""
    found: dict[str, Array] = {}
    for name, q in declared(table).items():
        value = getattr(shipped, name)
        found[name] = value[:1] if q.axis == "region" else value
        if name in figures:
            found[name] = one(figures[name]) if q.axis == "region" else nation(figures[name])
    return table(**found)


def stock(horses: float, cattle: float, sheep: float = 0) -> herds.State:
    return herds.State(horses=one(horses), cattle=one(cattle), sheep=one(sheep), fed=one(1))


def test_slaughter_by_hand(scenario: Scenario) -> None:
    p = rounded(herds.Params, scenario.params.herds, horse_slaughter=0.2, cattle_slaughter=0.5, sheep_slaughter=0.4,
                nomad_herds=1, nomad_horse_loss=0.5, nomad_cattle_loss=1, nomad_sheep_loss=1.5)  # fmt: skip
    killed, after = herds.slaughter(p, stock(10, 8, 20), one(0.5))
    assert killed.horses_slaughtered[0, 0] == pytest.approx(10 * 0.2 * 0.5 * 1.5)
    assert killed.cattle_slaughtered[0, 0] == pytest.approx(8 * 0.5 * 0.5 * 2)
    assert killed.sheep_slaughtered[0, 0] == pytest.approx(20 * 0.4 * 0.5 * 2.5)
    assert after.cattle[0, 0] == pytest.approx(4)


def test_what_nomads_lose_beyond_others_feeds_none_of_them(scenario: Scenario) -> None:
    """Half pressed, .5 of cattle and .4 of sheep each: 2 head of 8 and 4 sheep of 20, ten to a head, are eaten."""
    given = dict(cattle_slaughter=0.5, sheep_slaughter=0.4, nomad_cattle_loss=1, nomad_sheep_loss=1.5,
                 sheep_as_cattle=0.1)  # fmt: skip
    settled, nomad = (
        herds.slaughter(rounded(herds.Params, scenario.params.herds, nomad_herds=s, **given), stock(1, 8, 20), one(0.5))
        for s in (0, 1)
    )
    assert settled[0].eaten[0, 0] == nomad[0].eaten[0, 0] == pytest.approx(8 * 0.25 + 0.1 * 20 * 0.2)
    assert nomad[1].cattle[0, 0] < settled[1].cattle[0, 0]
    assert nomad[1].sheep[0, 0] < settled[1].sheep[0, 0]


def test_fear_in_the_autumn_by_hand(scenario: Scenario) -> None:
    """A twentieth pressed where a twentieth frightens: half the fear, felt by the nine tenths outside."""
    p = rounded(herds.Params, scenario.params.herds, threat_that_frightens=0.05, cattle_killed_in_fear=0.4,
                nomad_herds=0)  # fmt: skip
    killed, _ = herds.fear(p, stock(10, 8), push=one(0.05), coercion=nation(0.5), collectivised=one(0.1))
    assert killed.cattle_slaughtered[0, 0] == pytest.approx(8 * 0.9 * 0.5 * 0.5 * 0.4)


def test_nothing_is_slaughtered_without_force_or_without_a_drive(scenario: Scenario) -> None:
    p = rounded(herds.Params, scenario.params.herds)
    free, _ = herds.fear(p, stock(10, 8, 20), push=one(0.3), coercion=nation(0), collectivised=one(0))
    calm, _ = herds.fear(p, stock(10, 8, 20), push=one(0), coercion=nation(1), collectivised=one(0))
    for killed in (free, calm):
        assert killed.horses_slaughtered == killed.cattle_slaughtered == killed.sheep_slaughtered == 0


def test_herds_that_are_fed_and_cared_for_grow_to_their_land(scenario: Scenario) -> None:
    p = rounded(herds.Params, scenario.params.herds, horse_growth=0.1, horses_wanted=1.25, work_in_fields=0.5,
                horses_in_base_year=10, cattle_growth=0.4, cattle_room=2, cattle_in_base_year=10,
                sheep_growth=0.5, sheep_room=2, sheep_in_base_year=25)  # fmt: skip
    fed = dict(feed=one(1), surplus_fed=one(0), feed_wanted=one(1), collectivised=one(0.5), disorganisation=one(0),
               draught_power=one(1))  # fmt: skip

    def grown(before: herds.State, private: float) -> herds.State:
        killed, kept = herds.fear(p, before, push=one(0), coercion=nation(0), collectivised=one(0))
        return herds.winter(p, kept, killed=killed, private=nation(private), **fed)[1]

    after = grown(stock(10, 10, 25), 1)
    assert after.horses[0, 0] == pytest.approx(10 * 1.02)
    assert after.cattle[0, 0] == pytest.approx(10 * 1.2)
    assert after.sheep[0, 0] == pytest.approx(25 * 1.25)
    assert grown(stock(20, 20), 1).cattle[0, 0] == pytest.approx(20)
    assert grown(stock(20, 20), 0.5).cattle[0, 0] < 20


def test_a_nomad_flock_is_lost_where_a_settled_one_shrinks(scenario: Scenario) -> None:
    settled = rounded(herds.Params, scenario.params.herds, nomad_herds=0)
    nomad = rounded(herds.Params, scenario.params.herds, nomad_herds=1)
    pressed = [herds.slaughter(p, stock(1, 1, 10), one(0.4))[1].sheep[0, 0] for p in (settled, nomad)]
    assert pressed[1] < pressed[0] < 10


def test_exchange_by_hand(scenario: Scenario) -> None:
    """2 Mt at .062 and half price, .72 of other goods at half, .1 borrowed, 6 % on a debt of 1 at any height."""
    p = rounded(trade.Params, scenario.params.trade, grain_value=0.062, other_exports=0.72, interest=0.06,
                machines_for_gold=5, export_growth=0, gold_sold=0, debt_for_exports=3, dearer_by_debt=0)  # fmt: skip
    dealt, owed = trade.deal(
        p, trade.State(debt=nation(1), earned_before=nation(0)), exported=nation(2), grain_price=nation(0.5),
        goods_price=nation(0.5), credit=nation(0.1), machine_share=nation(0.5), elapsed=nation(0),
    )  # fmt: skip
    assert dealt.exchange[0] == pytest.approx(0.062 + 0.36 + 0.1 - 0.06)
    assert dealt.machines[0] == pytest.approx(5 * 0.5 * 0.462)
    assert owed.debt[0] == pytest.approx(1.1)


def test_lenders_give_less_to_who_exports_less(scenario: Scenario) -> None:
    """A debt of 1 on exports of .422: a fifth of what twice that cannot bear is called in; three times lend .266."""
    for bound, lent in ((2, 0.2 * (2 * 0.422 - 1)), (3, 3 * 0.422 - 1)):
        p = rounded(trade.Params, scenario.params.trade, grain_value=0.062, other_exports=0.72, export_growth=0,
                    debt_for_exports=bound, called_in=0.2)  # fmt: skip
        dealt, owed = trade.deal(
            p, trade.State(debt=nation(1), earned_before=nation(0)), exported=nation(2), grain_price=nation(0.5),
            goods_price=nation(0.5), credit=nation(0.5), machine_share=nation(0.5), elapsed=nation(0),
        )  # fmt: skip
        assert dealt.lent[0] == pytest.approx(lent)
        assert owed.debt[0] == pytest.approx(1 + lent)


def townsfolk(rural: float, urban: float, **figures: float) -> people.State:
    given = dict(conceived=one(1), conceived_in_towns=nation(1), freedom=nation(1))
    given |= {name: one(value) if name == "conceived" else nation(value) for name, value in figures.items()}
    return people.State(rural=one(rural), urban=one(urban), **given)


def a_year(p: people.Params, before: people.State, **changes: Array) -> tuple[people.Movement, people.State]:
    ordinary = dict(
        food_spring=one(1), food=one(1), town_food=nation(1), disorganisation=one(0), push=one(0), hunger=one(0),
        vacancies=nation(0), workers=nation(10), workers_before=nation(10), price=nation(1), exit_freedom=nation(1),
        east=nation(0), hunger_deaths=nation(0), repression_deaths=nation(0), birth_rate_shift=nation(0),
        elapsed=nation(0),
    )  # fmt: skip
    return people.year(p, before, **(ordinary | changes))


def ordinary_people(scenario: Scenario, **figures: float) -> people.Params:
    round_figures = dict(birth_rate=0.05, death_rate=0.02, town_birth_rate=0.04, town_death_gap=0, infant_mortality=0.2,
                         urban_in_base_year=20, migration_always=0.01, migration_from_gap=0.1, hired_for_jobs=0.5,
                         hired_for_vacancies=0, hiring_held_by_passports=0, held_by_passports=1, most_hired=0.05,
                         most_migration=0.05, year_under_new_order=0.25, return_without_jobs=0.5,
                         return_without_bread=0.1, most_return=0.2, births_lost_to_hunger=1,
                         births_lost_to_disorder=0.5)  # fmt: skip
    p: people.Params = rounded(people.Params, scenario.params.people, **(round_figures | figures))
    return p


def test_people_in_an_ordinary_year_by_hand(scenario: Scenario) -> None:
    moved, after = a_year(ordinary_people(scenario), townsfolk(100, 20))
    assert moved.births[0] == pytest.approx(5 + 0.8)
    assert moved.ordinary_deaths[0] == pytest.approx(2.4 + 0.2 * 5.8)
    assert after.rural[0, 0] == pytest.approx(100 * (1 + 0.04 - 0.02) - 1)
    assert after.urban[0, 0] == pytest.approx(20 * (1 + 0.032 - 0.02) + 1)
    assert moved.returned[0, 0] == 0


def test_new_jobs_hire_and_lost_jobs_send_home(scenario: Scenario) -> None:
    p = ordinary_people(scenario, migration_always=0)
    hired, _ = a_year(p, townsfolk(100, 20), workers=nation(12))
    assert hired.hired[0, 0] == hired.migration[0, 0] == pytest.approx(0.5 * 2)
    lost, after = a_year(p, townsfolk(100, 20), workers=nation(9), food=one(1), town_food=nation(0.8))
    assert lost.migration[0, 0] == 0
    assert lost.returned[0, 0] == pytest.approx(20 * (0.5 * 0.1 + 0.1 * 0.2))
    assert after.urban[0, 0] == pytest.approx(20 * (1 + 0.032 - 0.02) - lost.returned[0, 0])


def test_passports_stop_those_who_go_of_themselves_and_not_the_hired(scenario: Scenario) -> None:
    """Sealed since last September and this one: nobody leaves of himself; hiring goes on."""
    moved, after = a_year(
        ordinary_people(scenario), townsfolk(100, 20, freedom=0), workers=nation(12), exit_freedom=nation(0)
    )
    assert moved.migration[0, 0] == moved.hired[0, 0] == pytest.approx(1)
    assert after.freedom[0] == 0


def test_an_order_of_september_holds_until_the_next(scenario: Scenario) -> None:
    """Sealed in September: three quarters of the year had passed in freedom; the next is sealed for three."""
    p = ordinary_people(scenario)
    first, _ = a_year(p, townsfolk(100, 20), exit_freedom=nation(0))
    second, _ = a_year(p, townsfolk(100, 20, freedom=0), exit_freedom=nation(1))
    assert first.migration[0, 0] == pytest.approx(0.75)
    assert second.migration[0, 0] == pytest.approx(0.25)


def test_hunger_empties_the_cradles_of_the_next_year(scenario: Scenario) -> None:
    p = ordinary_people(scenario)
    hungry, after = a_year(p, townsfolk(100, 20), food_spring=one(0.6), food=one(0.8), disorganisation=one(0.2))
    assert hungry.births[0] == pytest.approx(5.8)
    assert after.conceived[0, 0] == pytest.approx((0.5 * 0.6 + 0.5 * 0.8) * 0.9)
    born, _ = a_year(p, after)
    assert born.births[0] < 0.75 * hungry.births[0]


def test_crowded_towns_have_fewer_children(scenario: Scenario) -> None:
    p = ordinary_people(scenario, births_lost_to_crowding=0.5)
    roomy, _ = a_year(p, townsfolk(0.001, 20))
    crowded, _ = a_year(p, townsfolk(0.001, 40))
    assert crowded.births[0] == pytest.approx(2 * roomy.births[0] * 0.75, rel=1e-3)


def test_life_expectancy_falls_as_every_age_dies_faster(scenario: Scenario) -> None:
    """Usual deaths give the tables' own figure; three times as many, about the eleven years of 1933."""
    p = ordinary_people(scenario, survive_childhood=0.7, years_of_survivors=50, years_of_children=1, rise_with_age=3)
    years = people.life_expectancy(p, np.array([1.0, 2.0, 3.1]))
    assert years[0] == pytest.approx(0.3 + 35)
    assert years[1] == pytest.approx(0.51 + 0.49 * 50 / 2 ** (1 / 3))
    assert 9 < years[2] < 14
    dead, _ = a_year(p, townsfolk(100, 20), hunger_deaths=nation(7))
    assert dead.life_expectancy[0] < 15


def test_the_reference_forces_stand_at_one_hundred(scenario: Scenario) -> None:
    p = scenario.params.army
    ready = army.forces(
        p, army.State(arms=p.arms_reference, officers=p.officers_reference, men=p.army_reference),
        plant=p.plant_reference, product=p.product_reference, steel=p.steel_reference, consent=p.consent_reference,
        east=p.east_reference,
    )  # fmt: skip
    assert ready.readiness[0] == pytest.approx(100)
    assert ready.morale[0] == pytest.approx(1)


def test_mass_arrests_and_fast_growth_cost_officers(scenario: Scenario) -> None:
    p, state = scenario.params.army, army.State(arms=nation(10), officers=nation(1), men=nation(1))
    calm = army.prepare(p, state, arms_made=nation(1), arrests=nation(0.1), army_size=nation(1))
    purged = army.prepare(p, state, arms_made=nation(1), arrests=nation(0.9), army_size=nation(1))
    diluted = army.prepare(p, state, arms_made=nation(1), arrests=nation(0.1), army_size=nation(2))
    assert calm.officers > diluted.officers > purged.officers
    assert calm.arms[0] == pytest.approx(10 * (1 - p.arms_worn[0]) + 1)


def test_hands_are_never_more_than_the_towns_have(scenario: Scenario) -> None:
    p, state = scenario.params.labour, scenario.start.labour
    few, _ = labour.work(
        p, state, capital=p.capital_in_base_year, urban=nation(10), soldiers=p.army_in_base_year,
        investment_rate=nation(0.2), schooling=nation(0), arrests=nation(0), discipline=nation(0.1),
        coercion=nation(0), drive=nation(0), real_wage=p.wage_in_base_year, elapsed=nation(0),
    )  # fmt: skip
    assert few.workers[0] == pytest.approx(10 * p.at_work[0])
    assert few.vacancies[0] == pytest.approx(1 - p.vacancy_base[0], abs=1) or few.vacancies[0] == 1


def test_parameters_can_be_replaced_without_touching_the_scenario(scenario: Scenario) -> None:
    before = scenario.params.living.starving_below.copy()
    dataclasses.replace(scenario.params.living, starving_below=nation(0.1))
    assert (scenario.params.living.starving_below == before).all()
