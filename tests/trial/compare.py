"""Set the model beside the trial that it grew from: same orders, same weather, series against series.

For development only, and only where the trial's folder is at hand:

    python tests/trial/compare.py FOLDER

prints the largest relative difference of each series over 1928-40 and ends with 1 where one is
above the tolerance. The camps of January 1928 are set to the trial's for the comparison: ours
start from the archive's count instead, which is the one intended difference.
"""

from __future__ import annotations

# ruff: noqa: T201 - it reports by printing
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.model.quantity import put, total
from game.scenario.load import load
from game.scenario.records import Scenario
from tests.model.conftest import History, changed, circumstances, orders, replaced, run

TOLERANCE = 2e-4
NAMES = {
    "investment_rate": "i",
    "share_heavy_industry": "s_heavy",
    "share_consumer_industry": "s_cons",
    "share_agriculture": "s_agri",
    "share_transport_and_power": "s_trans",
    "share_arms_industry": "s_arms",
    "building_in_the_east": "east",
    "schooling": "school",
    "procurement_plan": "proc",
    "collectivisation_drive": "coll_peak",
    "collectivised_goal": "coll",
    "village_coercion": "force",
    "procurement_price": "tot",
    "private_plots_and_markets": "private",
    "machinery_imports": "mach",
    "foreign_credit": "credit",
    "arrests": "terror",
    "labour_discipline": "discipline",
    "defence_share": "d",
    "army_size": "army",
    "plan_bends": "revise",
    "grain_exports": "export",
    "relief": "relief",
    "freedom_to_leave": "exit",
}
SERIES: dict[str, Callable[..., Any]] = {
    "GNP": lambda s, a, z: a.product.product[0],
    "industry": lambda s, a, z: a.product.industry[0],
    "harvest": lambda s, a, z: total(s.fields.harvest)[0],
    "procurement": lambda s, a, z: total(a.collections.collected)[0],
    "exports": lambda s, a, z: a.granary.exported[0],
    "horses": lambda s, a, z: total(z.herds.horses)[0],
    "cattle": lambda s, a, z: total(z.herds.cattle)[0],
    "tractors": lambda s, a, z: total(z.fields.tractor_power)[0],
    "urban": lambda s, a, z: total(z.people.urban)[0],
    "pop": lambda s, a, z: total(z.people.urban + z.people.rural)[0],
    "steel": lambda s, a, z: a.building.steel[0],
    "famine": lambda s, a, z: (total(s.living.winter_deaths + s.living.town_deaths + a.living.autumn_deaths))[0],
    "cons": lambda s, a, z: a.building.consumption_a_head[0],
    "L": lambda s, a, z: a.work.workers[0],
    "W": lambda s, a, z: z.army.arms[0],
    "OQ": lambda s, a, z: z.army.officers[0],
    "mun": lambda s, a, z: a.product.arms[0],
    "consent": lambda s, a, z: z.order.consent[0],
    "stock": lambda s, a, z: z.granary.state_grain[0],
}


def ours(scenario: Scenario, plan: str) -> History:
    """Our run under the trial's conditions: history's weather, its start of camps, its births by law."""
    start = put(put(scenario.start, "order.camps", np.array([0.25])), "army.men", np.array([0.56]))
    rows = changed(orders(scenario, plan))
    years = [circumstances(scenario, index) for index in range(len(rows))]
    for index, shift in {9: 0.005, 10: 0.005, 11: 0.005, 12: 0.003}.items():
        years = replaced(years, index, birth_rate_shift=np.array([shift]))
    return run(scenario, rows, years=years, start=start)


def theirs(simulate: Callable[..., Any], scenario: Scenario, plan: str) -> Any:
    """The trial's series under the orders that we ship."""
    rows = orders(scenario, plan)
    policy = {short: np.array([row[name][0] for row in rows]) for name, short in NAMES.items()}
    policy["ration"] = np.array([row["town_ration"][0] for row in rows]) / 1000
    return simulate(policy)[0]


def differences(folder: str) -> dict[tuple[str, str], float]:
    """Largest relative difference of each series, by plan."""
    sys.path.insert(0, folder)
    trial: Any = importlib.import_module("model")
    simulate: Callable[..., Any] = trial.simulate
    scenario = load("great_break")
    found: dict[tuple[str, str], float] = {}
    for plan in scenario.plans:
        mine, yours = ours(scenario, plan), theirs(simulate, scenario, plan)
        for name, take in SERIES.items():
            pairs = zip(mine.springs, mine.autumns, mine.states[1:], strict=True)
            a, b = np.array([take(*three) for three in pairs]), yours[name][:, 0]
            found[plan, name] = float(np.abs(a - b).max() / max(np.abs(b).max(), 1e-3))
    return found


def main() -> int:
    found = differences(sys.argv[1])
    for plan in dict.fromkeys(plan for plan, _ in found):
        worst = max((value, name) for (at, name), value in found.items() if at == plan)
        print(f"{plan}: largest difference {worst[0]:.1e} of the series' height, in {worst[1]}")
    return int(max(found.values()) > TOLERANCE)


if __name__ == "__main__":
    raise SystemExit(main())
