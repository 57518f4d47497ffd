"""More of each lever pushes the way its source says, round the historical plan.

A new lever must be entered here, or `test_every_lever_has_its_sign` fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from game.model import step
from game.model.levers import January, September
from game.model.quantity import Array, declared, total
from game.scenario.records import Scenario
from tests.model.conftest import History, famine, orders, replaced, run
from tests.model.plans import SHARES

Row = dict[str, Array]


def last(history: History, path: str) -> float:
    table = history.autumns[-1]
    for name in path.split("."):
        table = getattr(table, name)
    return float(np.asarray(table)[0])


def collected(history: History) -> float:
    return float(sum(total(autumn.collections.collected)[0] for autumn in history.autumns))


def ukraine(history: History) -> float:
    dead = [spring.living.winter_deaths[0, 0] for spring in history.springs]
    return float(sum(dead) + sum(autumn.living.autumn_deaths[0, 0] for autumn in history.autumns))


READ: dict[str, Callable[[History], float]] = {
    "product": lambda h: last(h, "product.product"),
    "steel": lambda h: last(h, "building.steel"),
    "readiness": lambda h: last(h, "army.readiness"),
    "consumption": lambda h: last(h, "accounts.consumption_a_head"),
    "consumption of 1930": lambda h: float(h.autumns[2].accounts.consumption_a_head[0]),
    "transport": lambda h: last(h, "product.transport"),
    "east": lambda h: float(h.states[-1].building.east_share[0]),
    "skill": lambda h: last(h, "work.skill"),
    "famine": lambda h: float(famine(h)[0]),
    "ukraine": ukraine,
    "cattle": lambda h: float(total(h.states[5].herds.cattle)[0]),
    "towns": lambda h: float(total(h.states[-1].people.urban)[0]),
    "collected": collected,
    "within reach of 1929": lambda h: float(total(h.autumns[1].collections.ceiling)[0]),
    "collected of 1932": lambda h: float(total(h.autumns[4].collections.collected)[0]),
    "grain beyond the ration": lambda h: float(h.states[5].granary.state_grain[0] + h.autumns[4].granary.free_sale[0]),
    "machines": lambda h: float(sum(a.trade.machines[0] for a in h.autumns)),
    "debt": lambda h: float(h.states[-1].trade.debt[0]),
    "army grain": lambda h: last(h, "granary.army"),
    "rationed grain": lambda h: float(h.autumns[4].granary.towns[0]),
    "migration": lambda h: float(sum(total(a.people.migration)[0] for a in h.autumns)),
    "camps": lambda h: float(h.states[-1].order.camps[0]),
}


def add(name: str, by: float) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [row | {name: row[name] + by} for row in rows]


def times(name: str, by: float) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [row | {name: row[name] * by} for row in rows]


def only(index: int, name: str, value: float) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [row | {name: np.array([value])} if at == index else row for at, row in enumerate(rows)]


def share(name: str) -> Callable[[list[Row]], list[Row]]:
    """Five points more to one kind of investment, the others lowered in proportion."""

    def move(rows: list[Row]) -> list[Row]:
        moved = []
        for row in rows:
            left = (1 - row[name] - 0.05) / (1 - row[name])
            others = {other: row[other] * left for other in SHARES if other != name}
            moved.append(row | others | {name: row[name] + 0.05})
        return moved

    return move


def region(index: int, which: int, value: float) -> Callable[[list[Row]], list[Row]]:
    def move(rows: list[Row]) -> list[Row]:
        rows = [dict(row) for row in rows]
        taken = rows[index]["procurement_by_region"].copy()
        taken[which] = value
        rows[index]["procurement_by_region"] = taken
        return rows

    return move


@dataclass(frozen=True)
class Sign:
    """A move of one lever, and the readings it must raise or lower."""

    lever: str
    move: Callable[[list[Row]], list[Row]]
    up: tuple[str, ...]
    down: tuple[str, ...]
    source: str


SIGNS = (
    Sign("investment_rate", add("investment_rate", 0.02), ("product", "readiness"), ("consumption of 1930",), "Allen 2003"),
    Sign("share_heavy_industry", share(SHARES[0]), ("steel",), (), "Feldman; Allen 2003"),
    Sign("share_consumer_industry", share(SHARES[1]), (), ("readiness", "steel"), "Feldman; Allen 2003"),
    Sign("share_agriculture", share(SHARES[2]), (), ("famine", "readiness"), "Davies and Wheatcroft 2004"),
    Sign("share_transport_and_power", share(SHARES[3]), ("transport",), ("steel",), "Hunter and Szyrmer 1992"),
    Sign("share_arms_industry", share(SHARES[4]), ("readiness",), ("product",), "Harrison 1990"),
    Sign("building_in_the_east", add("building_in_the_east", 0.1), ("east",), ("product",), "Davies 1980-2018"),
    Sign("schooling", times("schooling", 1.5), ("skill", "product"), (), "Harrison 1990"),
    Sign("procurement_plan", times("procurement_plan", 1.05), ("famine", "collected"), (), "Meng, Qian and Yared"),
    Sign("collectivisation_drive", add("collectivisation_drive", 0.03), ("famine",), ("cattle",), "Davies and Wheatcroft 2004"),
    Sign("collectivised_goal", times("collectivised_goal", 0.98), (), ("collected",), "Davies and Wheatcroft 2004 (less held, less taken)"),
    Sign("village_coercion", add("village_coercion", 0.1), ("famine", "within reach of 1929"), ("cattle",), "Davies and Wheatcroft 2004"),
    Sign("procurement_price", add("procurement_price", 0.1), (), ("towns",), "Preobrazhensky; Allen 2003"),
    Sign("private_plots_and_markets", add("private_plots_and_markets", 0.2), (), ("famine",), "Wheatcroft"),
    Sign("machinery_imports", add("machinery_imports", 0.1), ("product", "machines"), (), "Dohan 1976"),
    Sign("foreign_credit", only(2, "foreign_credit", 0.5), ("debt",), (), "Dohan 1976"),
    Sign("arrests", add("arrests", 0.1), ("camps",), ("product", "readiness", "steel"), "Gregory and Harrison; Khlevniuk 2004"),
    Sign("labour_discipline", add("labour_discipline", 0.1), ("product",), (), "Filtzer 1986"),
    Sign("defence_share", times("defence_share", 1.2), ("readiness",), ("consumption",), "Harrison and Davies 1997"),
    Sign("army_size", times("army_size", 1.1), ("army grain",), (), "Harrison and Davies 1997"),
    Sign("procurement", only(4, "procurement", 22), ("famine", "collected of 1932"), (), "Meng, Qian and Yared"),
    Sign("plan_bends", add("plan_bends", 0.3), (), ("famine",), "Meng, Qian and Yared"),
    Sign("collection_rule", only(4, "collection_rule", 2), (), ("ukraine",), "Markevich, Naumenko and Qian 2024"),
    Sign("procurement_by_region", region(4, 0, 0.2), (), ("ukraine", "collected of 1932"), "Markevich, Naumenko and Qian 2024"),
    Sign("grain_exports", times("grain_exports", 1.2), ("famine", "machines"), (), "Davies, Tauger and Wheatcroft 1995"),
    Sign("relief", add("relief", 0.5), (), ("famine",), "Davies and Wheatcroft 2004"),
    Sign("town_ration", only(4, "town_ration", 280), ("rationed grain",), ("grain beyond the ration",), "Osokina 1999"),
    Sign("freedom_to_leave", add("freedom_to_leave", -0.1), ("famine",), ("migration",), "Markevich, Naumenko and Qian 2024"),
)  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.lever)
def test_more_of_a_lever_pushes_the_way_its_source_says(scenario: Scenario, history: History, sign: Sign) -> None:
    moved = run(scenario, sign.move(orders(scenario, "history")))
    for name in sign.up:
        assert READ[name](moved) > READ[name](history), f"{name} should rise ({sign.source})"
    for name in sign.down:
        assert READ[name](moved) < READ[name](history), f"{name} should fall ({sign.source})"


def test_every_lever_has_its_sign_and_source() -> None:
    assert {sign.lever for sign in SIGNS} == {*declared(January), *declared(September)}
    assert all(sign.source and (sign.up or sign.down) for sign in SIGNS)


def test_a_plan_above_the_ceiling_builds_no_more(scenario: Scenario) -> None:
    """Above what machine output and imports allow, more investment ordered does nothing."""
    high = run(scenario, [row | {"investment_rate": np.array([0.38])} for row in orders(scenario, "history")])
    higher = run(scenario, [row | {"investment_rate": np.array([0.40])} for row in orders(scenario, "history")])
    bound = [a.building.investment[0] == a.building.ceiling[0] for a in high.autumns]
    assert any(bound)
    first = bound.index(True)
    if all(bound[first:]):
        assert high.autumns[first].building.investment[0] == pytest.approx(
            higher.autumns[first].building.investment[0], rel=0.05
        )


def test_exports_beyond_supply_are_cut_not_negative(scenario: Scenario) -> None:
    played = run(scenario, [row | {"grain_exports": np.array([80.0])} for row in orders(scenario, "history")])
    for autumn, state in zip(played.autumns, played.states[1:], strict=True):
        assert autumn.granary.exported[0] < 80
        assert state.granary.state_grain[0] >= 0


def test_no_collections_starve_towns_and_spare_villages(scenario: Scenario, history: History) -> None:
    none = run(scenario, [row | {"procurement": np.zeros(1)} for row in orders(scenario, "history")])
    town = [total(spring.living.town_deaths)[0] for spring in none.springs]
    village = [total(spring.living.winter_deaths)[0] for spring in none.springs]
    assert max(town) > 0.3
    assert sum(village) < 0.2 * sum(total(s.living.winter_deaths)[0] for s in history.springs)


def test_no_investment_lets_capital_wear_out(scenario: Scenario) -> None:
    played = run(scenario, [row | {"investment_rate": np.zeros(1)} for row in orders(scenario, "history")])
    started, ended = played.states[0].building, played.states[-1].building
    worn = float(started.heavy_capital[0]) * (1 - float(scenario.params.building.depreciation[0])) ** len(played.plans)
    assert worn <= ended.heavy_capital[0] <= worn + float(started.unfinished_heavy[0])


def test_deaths_are_counted_by_calendar_year(history: History) -> None:
    counted = [step.hunger_deaths(s, a.living)[0] for s, a in zip(history.springs, history.autumns, strict=True)]
    assert np.argmax(counted) == 5


def test_grain_given_from_abroad_saves_lives(scenario: Scenario, history: History) -> None:
    years = replaced(list(history.years), 4, foreign_grain=np.array([0.5]))
    helped = run(scenario, orders(scenario, "history"), years=years)
    assert famine(helped)[0] < famine(history)[0] - 0.2
