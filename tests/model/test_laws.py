"""What any sane model obeys: nothing appears or vanishes, nothing falls below nought, no surprise of sign.

Numbers of the laws are those of the design's list of properties: 1 grain and people, 2 no stock
below nought, 3 members of an ensemble, 4 no force no slaughter, 5 taking and shipping abroad,
6 relief, campaign, arrests and defence, 9 sealed regions, weather and the spread of food.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from game.model import step
from game.model.levers import September
from game.model.quantity import Array, declared, put, tables, total
from game.scenario.records import Scenario
from tests.model.conftest import History, changed, circumstances, famine, orders, run
from tests.model.plans import random_plans, random_weather

BATCHES = 16
FUTURES = 1250
"""Twenty thousand random plans in all; a batch at a time is kept whole, some two hundred megabytes."""


@pytest.fixture(scope="module", params=range(BATCHES))
def fuzz(scenario: Scenario, request: pytest.FixtureRequest) -> History:
    """Random plans on the futures axis, any floating-point error raised."""
    with np.errstate(all="raise", under="ignore"):
        rows = random_plans(scenario, FUTURES, seed=1 + 2 * request.param)
        years = random_weather(scenario, FUTURES, seed=2 + 2 * request.param)
        return run(scenario, rows, years=years)


def every_array(table: Any) -> Iterator[tuple[str, Array, Any]]:
    for name in tables(type(table)):
        for path, value, q in every_array(getattr(table, name)):
            yield f"{name}.{path}", value, q
    for name, q in declared(type(table)).items():
        yield name, getattr(table, name), q


def grain_error(history: History, index: int) -> Array:
    opening, closing = history.states[index].granary, history.states[index + 1].granary
    balance = history.autumns[index].granary
    in_ = opening.state_grain + total(opening.village_grain) + total(history.springs[index].fields.harvest)
    in_ = in_ + history.years[index].foreign_grain
    used = balance.exported + balance.army + balance.towns + balance.free_sale + balance.special
    used = used + total(balance.food + balance.feed + balance.surplus_fed + balance.seed + balance.lost)
    return in_ - used - closing.state_grain - total(closing.village_grain)


def people_error(history: History, index: int) -> Array:
    before, after = history.states[index].people, history.states[index + 1].people
    spring, autumn = history.springs[index], history.autumns[index]
    moved = autumn.people.births - autumn.people.ordinary_deaths - step.hunger_deaths(spring, autumn.living)
    moved = moved - autumn.order.repression_deaths - total(autumn.flight.emigrated)
    return total(after.rural + after.urban) - total(before.rural + before.urban) - moved


def money_error(history: History, index: int) -> Array:
    uses, made = history.autumns[index].accounts, history.autumns[index].product
    spent = uses.household + uses.public + uses.investment + uses.defence + uses.stocks
    return made.product + uses.imports - uses.exports - spent


def test_law_1_grain_closes_over_random_plans(fuzz: History) -> None:
    for index in range(len(fuzz.plans)):
        assert np.abs(grain_error(fuzz, index)).max() < 1e-9


def test_law_1_what_villages_sell_villages_buy_and_who_flees_arrives(fuzz: History) -> None:
    for autumn in fuzz.autumns:
        assert np.abs(total(autumn.granary.bought)).max() < 1e-9
        fled = autumn.flight
        assert np.abs(total(fled.left - fled.arrived - fled.emigrated)).max() < 1e-9


def test_law_1_people_close_over_random_plans(fuzz: History) -> None:
    for index in range(len(fuzz.plans)):
        assert np.abs(people_error(fuzz, index)).max() < 1e-9


def test_law_1_money_closes_over_random_plans(fuzz: History) -> None:
    """Uses are the product and net imports; what households have is built branch by branch, not left over."""
    for index in range(len(fuzz.plans)):
        assert np.abs(money_error(fuzz, index)).max() < 1e-9


def test_law_2_no_stock_below_nought_and_all_finite(fuzz: History) -> None:
    for state in (*fuzz.states, *fuzz.summers):
        for path, value, q in every_array(state):
            assert np.isfinite(value).all(), path
            assert value.min() >= q.low - 1e-9, f"{path} falls to {value.min()}"
            assert value.max() <= q.high + 1e-9, f"{path} rises to {value.max()}"
    for flow in (*fuzz.springs, *fuzz.autumns):
        for path, value, q in every_array(flow):
            assert np.isfinite(value).all(), path
            assert value.min() >= q.low - 1e-9, f"{path} falls to {value.min()}"


def member(table: Any, index: int) -> Any:
    """One future of a table; parameters and what all futures share stay as they are."""
    inner = {name: member(getattr(table, name), index) for name in tables(type(table))}
    for name in declared(type(table)):
        value = getattr(table, name)
        inner[name] = value[..., index : index + 1] if value.shape[-1] > 1 else value
    return type(table)(**inner)


@pytest.mark.parametrize("index", [0, 7, 40])
@pytest.mark.parametrize("width", [41, 64, 257])
def test_law_3_a_member_of_an_ensemble_is_the_single_run_bit_for_bit(
    scenario: Scenario, width: int, index: int
) -> None:
    rows = random_plans(scenario, width, seed=3)
    years = random_weather(scenario, width, seed=4)
    whole = run(scenario, rows, years=years)
    alone = run(
        scenario,
        [{name: a[..., index : index + 1] if a.shape[-1] > 1 else a for name, a in row.items()} for row in rows],
        years=[member(year, index) for year in years],
    )
    for ours, theirs in zip(alone.states[1:], whole.states[1:], strict=True):
        for (path, a, _), (_, b, _) in zip(every_array(ours), every_array(member(theirs, index)), strict=True):
            assert np.array_equal(a, b), path


def test_law_4_no_campaign_and_no_force_give_no_slaughter(scenario: Scenario) -> None:
    rows = changed(orders(scenario, "nep"), collectivisation_drive=0, collectivised_goal=0, village_coercion=0)
    calm = run(scenario, rows)
    for spring, autumn in zip(calm.springs, calm.autumns, strict=True):
        assert spring.herds.horses_slaughtered.max() == autumn.herds.horses_killed.max() == 0
        assert spring.herds.cattle_slaughtered.max() == autumn.herds.cattle_killed.max() == 0
        assert spring.herds.sheep_slaughtered.max() == autumn.herds.sheep_killed.max() == 0


@pytest.mark.parametrize("index", range(13))
def test_law_5_more_taken_of_the_same_harvest_and_shipped_abroad_never_lowers_deaths(
    scenario: Scenario, history: History, index: int
) -> None:
    """Every region gives up more of the harvest it had, and every tonne more leaves the country."""
    crop = history.springs[index].fields.harvest
    share = history.autumns[index].collections.collected / crop
    shipped = history.autumns[index].granary.exported
    before = -1.0
    for more in np.arange(0, 4.1, 0.5):
        taken = share * (1 + more / total(share * crop))
        row = orders(scenario, "history")[index] | {
            "procurement_by_region": taken,
            "grain_exports": shipped + total(taken * crop - share * crop),
        }
        deaths = deaths_of_a_harvest(scenario, history, index, row)
        assert deaths >= before - 1e-9
        before = deaths


def deaths_of_a_harvest(scenario: Scenario, history: History, index: int, row: dict[str, Array]) -> float:
    """Hunger deaths from this harvest until the next one, millions; collections meet their orders in full."""
    params = put(scenario.params, "collections.most_taken", np.ones(1))
    params = put(params, "collections.grip_always", np.ones(1))
    harvest = September(**{name: row[name] for name in declared(September)})
    autumn, after = step.september(
        params, history.summers[index], history.springs[index], history.plans[index], harvest, history.years[index]
    )
    spring, _ = step.january(params, after, history.plans[index], history.years[index])
    dead = total(autumn.living.autumn_deaths) + total(spring.living.winter_deaths) + total(spring.living.town_deaths)
    return float(dead[0])


def test_law_6_more_relief_never_raises_deaths(scenario: Scenario) -> None:
    before = np.inf
    for relief in np.arange(0, 3.1, 0.5):
        deaths = famine(run(scenario, changed(orders(scenario, "history"), relief={4: relief})))[0]
        assert deaths <= before + 1e-9
        before = deaths
    assert before < famine(run(scenario, changed(orders(scenario, "history"), relief={4: 0})))[0] - 0.1


def test_law_6_a_harder_campaign_never_leaves_more_cattle_or_sheep(scenario: Scenario) -> None:
    before = (np.inf, np.inf)
    for drive in np.linspace(0.24, 1, 9):
        played = run(scenario, changed(orders(scenario, "history"), collectivisation_drive={2: drive}))
        left = played.states[3].herds
        now = (total(left.cattle)[0], total(left.sheep)[0])
        assert now[0] <= before[0]
        assert now[1] <= before[1]
        before = now


def test_law_6_more_arrests_never_raise_product(scenario: Scenario) -> None:
    before = np.inf
    for arrests in (0, 0.25, 0.5, 0.75, 1):
        played = run(scenario, changed(orders(scenario, "history"), arrests=arrests))
        product = played.autumns[-1].product.product[0]
        assert product <= before
        before = product


def test_law_6_more_defence_never_lowers_readiness(scenario: Scenario) -> None:
    before = 0.0
    for times in (0.5, 0.75, 1, 1.25):
        rows = orders(scenario, "history")
        rows = [row | {"defence_share": row["defence_share"] * times} for row in rows]
        ready = run(scenario, rows).autumns[-1].army.readiness[0]
        assert ready >= before
        before = ready


def test_law_9_sealing_the_villages_never_lowers_deaths(scenario: Scenario) -> None:
    sealed = famine(run(scenario, changed(orders(scenario, "history"), freedom_to_leave=0)))[0]
    opened = famine(run(scenario, changed(orders(scenario, "history"), freedom_to_leave=1)))[0]
    assert sealed >= opened


def test_sealing_the_villages_of_a_famine_costs_lives(scenario: Scenario) -> None:
    """The hungry who are let go eat elsewhere: of the dead of sealed years one in ten was held where he died."""
    dead = [famine(run(scenario, changed(orders(scenario, "history"), freedom_to_leave=way))) for way in (0, 1)]
    assert dead[0][0] > 1.1 * dead[1][0]


def test_law_9_better_weather_at_a_fixed_plan_never_raises_deaths(scenario: Scenario) -> None:
    """Where the government stands as long: one that falls sooner leaves the villages their grain."""
    rows = changed(orders(scenario, "history"), plan_bends=0)
    before, fell_before = np.inf, 0
    for better in (0.9, 1, 1.1, 1.2):
        years = [circumstances(scenario, index) for index in range(len(rows))]
        years = [
            dataclasses.replace(year, weather=year.weather * better) if index in (3, 4) else year
            for index, year in enumerate(years)
        ]
        played = run(scenario, rows, years=years)
        deaths, fell = famine(played)[0], sum(int(state.government.fallen[0]) for state in played.states)
        assert fell <= fell_before or fell_before == 0
        assert deaths <= before + 1e-9 or fell < fell_before
        before, fell_before = deaths, fell


def test_law_9_more_unequal_food_never_lowers_deaths(scenario: Scenario, history: History) -> None:
    """At the same food: the spread alone moves, the index stays what it was in each year."""
    from game.model import living

    for index in range(2, 8):
        table = history.states[index].living
        before = np.zeros_like(table.spring_food)
        for spread in (0.08, 0.12, 0.16, 0.20):
            params = dataclasses.replace(scenario.params.living, spread_of_food=np.array([spread]))
            rate = living.hunger_rate(params, table.spring_food, table.autumn_food, table.searching)
            hungry = (table.spring_food < 0.9) & (table.spring_food > 1.2 * params.starving_below)
            assert (rate >= before - 1e-12)[hungry].all()
            before = rate


def test_a_step_changes_nothing_in_place(scenario: Scenario, history: History) -> None:
    before = [(path, value.copy()) for path, value, _ in every_array(history.states[3])]
    plan, harvest, year = history.plans[3], history.harvests[3], history.years[3]
    spring, summer = step.january(scenario.params, history.states[3], plan, year)
    step.september(scenario.params, summer, spring, plan, harvest, year)
    for (path, was), (_, now, _) in zip(before, every_array(history.states[3]), strict=True):
        assert np.array_equal(was, now), path


def test_the_history_of_the_model_closes_too(history: History) -> None:
    for index in range(len(history.plans)):
        assert_allclose(grain_error(history, index), 0, atol=1e-12)
        assert_allclose(people_error(history, index), 0, atol=1e-12)
        assert_allclose(money_error(history, index), 0, atol=1e-11)
