"""Doors that a search for the best plan found open: each is closed by what it should have cost.

`python main.py lab exploits` looks for them; docs/differences.md tells what it found.
"""

from __future__ import annotations

import numpy as np
import pytest

from game.model import building, campaign, order, production, trade
from game.model.quantity import Array, total
from game.model.whole import capital_at_work
from game.scenario.records import Scenario
from tests.model.conftest import History, orders, run
from tests.model.test_blocks import a_year, nation, one, ordinary_people, townsfolk
from tests.model.test_food import harvest
from tests.model.test_works import but, hire


def spun(scenario: Scenario, mills: float, farms: float = 1) -> float:
    """Consumer product where mills are so many times and farms deliver so many times what they did in 1928."""
    p = scenario.params.production
    plant = capital_at_work(but(scenario.start.building, consumer_capital=float(p.consumer_capital_base[0]) * mills))
    done, _ = production.produce(
        but(p, labour_by_capital=0), scenario.start.production, plant, workers=nation(11.4), worth=nation(1),
        harvest=scenario.params.fields.normal_harvest * farms, draught_power=np.ones((len(scenario.regions), 1)),
        plan_pressure=nation(0), cattle=scenario.start.herds.cattle * farms, rural=scenario.start.people.rural,
        urban=nation(27.6), soldiers=nation(0.56), garrisons=nation(0), defence_share=nation(0.02), elapsed=nation(0),
    )  # fmt: skip
    return float(done.consumer[0])


def test_mills_cannot_spin_what_farms_do_not_deliver(scenario: Scenario) -> None:
    p = scenario.params.production
    gains = [spun(scenario, 2 * mills) / spun(scenario, mills) for mills in (1, 8, 64, 4096)]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 1.15
    assert 1 < gains[-1] < 1.05
    most = p.consumer_in_base_year * p.most_materials / np.power(p.materials_weight, 1 / p.materials_missed)
    assert spun(scenario, 1e9) < float(most[0])
    assert spun(scenario, 4, 0.7) / spun(scenario, 4) < spun(scenario, 1, 0.7) / spun(scenario, 1) < 1


def test_strain_wastes_by_its_square(scenario: Scenario) -> None:
    p = but(scenario.params.building, waste=0, most_waste=1, heavy_to_investment=1.5)
    there = but(scenario.start.building, investment_before=100)
    given = dict(heavy=90, arms=0, product=100, machines=0, skill=1, shortage=0, freight=1, east=0, arrests=0.1)
    shares = {kind: nation(0.2) for kind in building.KINDS}
    easy = float(p.easy_rate[0])
    wasted = [
        building.build(
            p, there, shares=shares, investment_rate=nation(rate), farm_members=nation(0), draught_power=nation(1),
            **{name: nation(value) for name, value in given.items()},
        )[0].wasted_share[0]
        for rate in (easy, easy + 0.05, easy + 0.1)
    ]  # fmt: skip
    assert wasted[0] == 0 < wasted[1]
    assert wasted[2] == pytest.approx(4 * wasted[1])


def test_penalties_gain_little_where_hands_are_short_and_are_resented(scenario: Scenario) -> None:
    p = scenario.params.labour
    spare = {"capital": float(p.capital_in_base_year[0]) * 0.5}
    gain, hindered = (
        hire(scenario, p, discipline=0.5, **jobs).worth[0] / hire(scenario, p, discipline=0, **jobs).worth[0]
        for jobs in (spare, {})
    )
    assert gain > hindered > 1
    assert hire(scenario, p, discipline=1).worth[0] < hire(scenario, p, discipline=0.5).worth[0]

    def left(discipline: float) -> float:
        after = order.consent(
            scenario.params.order, scenario.start.order, consumption=nation(0.7), resistance=nation(0.1),
            arrests=nation(0.1), discipline=nation(discipline), deaths=nation(0), people=nation(150),
        )  # fmt: skip
        return float(after.consent[0])

    assert left(0) - left(0.5) == pytest.approx((left(0) - left(1)) / 4)
    assert left(1) < left(0)


def test_a_price_that_buys_nothing_gets_no_work_and_is_resented(scenario: Scenario) -> None:
    def lost(members: float) -> float:
        low, fair = (
            total(harvest(scenario, price=nation(price), collectivised=one(members)).harvest) for price in (0.4, 1.0)
        )
        return float(1 - (low / fair)[0])

    assert lost(0) > lost(1) > 0
    p, none = scenario.params.campaign, np.zeros((len(scenario.regions), 1))

    def stirred(price: float) -> Array:
        given = dict.fromkeys(("coerced", "push", "before", "hunger"), none)
        there = campaign.State(collectivised=none, disorganisation=none, resistance=none)
        after = campaign.resist(p, there, **given, coercion=nation(0), private=nation(1), price=nation(price))
        return after.resistance

    assert (stirred(0.5) > stirred(1.0)).all()
    assert (stirred(1.3) == stirred(1.0)).all()


def test_a_heavy_debt_is_dear_and_is_called_in_when_prices_fall(scenario: Scenario) -> None:
    p = scenario.params.trade

    def dealt(debt: float, price: float) -> trade.Dealing:
        return trade.deal(
            p, trade.State(debt=nation(debt), earned_before=nation(0)), exported=nation(1), grain_price=nation(price),
            goods_price=nation(price), credit=nation(0), machine_share=nation(0.5), elapsed=nation(0),
        )[0]  # fmt: skip

    costs = [float((dealt(0, 1).exchange - dealt(debt, 1).exchange)[0]) for debt in (0.5, 1.0)]
    assert costs[1] > 2 * costs[0] > 0
    assert dealt(1.0, 1).lent[0] == 0
    assert dealt(1.0, 0.4).lent[0] < 0


def test_who_finds_no_bed_does_not_stay(scenario: Scenario) -> None:
    p = ordinary_people(scenario, migration_always=0.02, town_building=0, migration_lost_to_crowding=0.9)
    homes = float(p.urban_in_base_year[0, 0])
    roomy, crowded = (a_year(p, townsfolk(20, homes * towns))[0].migration for towns in (1, 2))
    assert crowded[0, 0] == pytest.approx(0.55 * roomy[0, 0])


def test_schools_pay_within_the_period(scenario: Scenario, history: History) -> None:
    """Product lost without them is more than what they cost in the last years, and less in the first."""
    closed = run(scenario, [row | {"schooling": np.zeros(1)} for row in orders(scenario, "history")])
    each = scenario.params.accounts.public_services
    lost, saved = [], []
    for mine, other, row in zip(history.autumns, closed.autumns, orders(scenario, "history"), strict=True):
        lost.append(float((mine.product.product - other.product.product)[0]))
        saved.append(float((each * row["schooling"] * mine.product.product)[0]))
    assert lost[2] < saved[2]
    assert lost[-1] > saved[-1]
