"""Extreme orders, legal or not: the model degrades, never explodes and never goes negative.

What the desk would refuse (ten million soldiers in 1929) is given to the model all the same: an equation
must not lean on the judge of orders.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from game.model.quantity import total
from tests.model.conftest import History, great_break, orders, run
from tests.model.plans import SHARES, random_weather
from tests.model.test_laws import every_array, grain_error, money_error, people_error
from tests.model.worlds import Row

ORDERS: Mapping[str, Mapping[str, float]] = {
    "everything to arms": dict.fromkeys(SHARES, 0) | {"share_arms_industry": 1, "defence_share": 1},
    "everything to machines": dict.fromkeys(SHARES, 0) | {"share_heavy_industry": 1, "investment_rate": 1},
    "no collections at all": {"procurement_plan": 0, "procurement": 0, "relief": 0},
    "everything collected": {"procurement_plan": 200, "procurement": 200, "village_coercion": 1},
    "everything exported": {"grain_exports": 200, "procurement_plan": 45, "town_ration": 0},
    "ten million soldiers": {"army_size": 10},
    "no soldiers, no arms": {"army_size": 0.01, "defence_share": 0},
    "all sealed": {"freedom_to_leave": 0, "private_plots_and_markets": 0, "village_coercion": 1},
    "no investment": {"investment_rate": 0},
    "full terror": {"arrests": 1, "village_coercion": 1, "labour_discipline": 1},
    "all collectivised at once": {"collectivisation_drive": 1, "collectivised_goal": 1, "village_coercion": 1},
    "nothing paid": {"procurement_price": 0.01},
    "borrowed without end": {"foreign_credit": 20, "machinery_imports": 1},
    "repaid at once": {"foreign_credit": -20},
    "nothing at all": {
        "investment_rate": 0, "defence_share": 0, "procurement_plan": 0, "procurement": 0, "grain_exports": 0,
        "town_ration": 0, "schooling": 0, "procurement_price": 0.01, "private_plots_and_markets": 0,
    },
}  # fmt: skip
EXTREMES: Mapping[str, Row] = {
    name: {lever: np.array([float(value)]) for lever, value in levers.items()} for name, levers in ORDERS.items()
}
SLACK = 1e-9


def extreme(name: str) -> History:
    """History's plan with levers at an extreme from the second year on, under history's weather and under wild."""
    rows = [row | (EXTREMES[name] if index else {}) for index, row in enumerate(orders(great_break(), "history"))]
    with np.errstate(all="raise", under="ignore"):
        return run(great_break(), rows, years=random_weather(great_break(), 50, seed=9))


@pytest.mark.parametrize("name", EXTREMES)
def test_extreme_orders_degrade_and_never_explode(name: str) -> None:
    played = extreme(name)
    for table in (*played.states, *played.springs, *played.autumns):
        for path, value, q in every_array(table):
            assert np.isfinite(value).all(), path
            assert value.min() >= q.low - SLACK, f"{path} falls to {value.min()}"
    for table in played.states:
        for path, value, q in every_array(table):
            assert value.max() <= q.high + SLACK, f"{path} rises to {value.max()}"
    for index, (autumn, state) in enumerate(zip(played.autumns, played.states, strict=False)):
        assert np.abs(grain_error(played, index)).max() < 1e-9
        assert np.abs(people_error(played, index)).max() < 1e-9
        assert np.abs(money_error(played, index)).max() < 1e-9
        assert (autumn.product.arms <= autumn.product.heavy + SLACK).all()
        assert (autumn.product.product < 1000).all()
        assert (total(state.people.rural + state.people.urban) > 1).all()


def test_extremes_hurt_where_they_must() -> None:
    """Each extreme is worse than history where its own excess falls due."""
    scenario = great_break()
    rows = orders(scenario, "history")
    plain = run(scenario, rows)

    def last(history: History) -> dict[str, float]:
        autumn, state = history.autumns[-1], history.states[-1]
        return {
            "product": float(autumn.product.product[0]),
            "herds": float(total(history.states[2].herds.cattle)[0]),
            "towns": float(total(state.people.urban)[0]),
            "arms": float(state.army.arms[0]),
            "people": float(total(state.people.rural + state.people.urban)[0]),
        }

    usual = last(plain)
    worse = {
        "everything to arms": "product",
        "no investment": "product",
        "full terror": "product",
        "everything collected": "people",
        "everything exported": "people",
        "all collectivised at once": "herds",
        "no soldiers, no arms": "arms",
        "nothing at all": "towns",
    }
    for name, what in worse.items():
        moved = [row | (EXTREMES[name] if index else {}) for index, row in enumerate(rows)]
        assert last(run(scenario, moved))[what] < usual[what], name
