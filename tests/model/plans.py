"""Random plans and random weather on the futures axis, for laws that hold whatever is ordered."""

from __future__ import annotations

import numpy as np

from game.model.circumstances import Circumstances
from game.model.levers import January, September
from game.model.quantity import Array, declared
from game.scenario.records import Scenario
from tests.model.conftest import circumstances

SHARES = (
    "share_heavy_industry",
    "share_consumer_industry",
    "share_agriculture",
    "share_transport_and_power",
    "share_arms_industry",
)


def random_plans(scenario: Scenario, futures: int, seed: int) -> list[dict[str, Array]]:
    """Orders anywhere within the levers' limits, drifting from one year's draw to another's."""
    dice = np.random.default_rng(seed)
    years = scenario.last_year - scenario.first_year + 1
    tables = {name: table for table in (January, September) for name in declared(table)}
    rows: list[dict[str, Array]] = [{} for _ in range(years)]
    for name in tables:
        spec = scenario.levers[name]
        start, end = dice.uniform(spec.low, spec.high, (2, futures))
        for index, row in enumerate(rows):
            row[name] = start + (end - start) * index / (years - 1)
    drive_above = dice.uniform(0, 1, futures)
    unset = dice.uniform(size=futures) < 0.7
    alone = dice.uniform(size=(len(scenario.regions), futures)) < 0.1
    for row in rows:
        whole = sum(row[name] for name in SHARES)
        row |= {name: row[name] / whole for name in SHARES}
        goal = row["collectivised_goal"]
        row["collectivisation_drive"] = goal + (1 - goal) * drive_above
        row["collection_rule"] = np.floor(dice.uniform(0, 3, futures))
        row["procurement"] = np.where(unset, np.nan, row["procurement"])
        share = dice.uniform(0, 1, alone.shape)
        row["procurement_by_region"] = np.where(alone, share, np.nan)
    return rows


def random_weather(scenario: Scenario, futures: int, seed: int) -> list[Circumstances]:
    """Weather between the worst and the best that may be drawn, prices between a slump and a boom."""
    dice = np.random.default_rng(seed)
    found = []
    for index in range(scenario.last_year - scenario.first_year + 1):
        year = circumstances(scenario, index, dice.uniform(0.4, 1.6, (len(scenario.regions), futures)))
        found.append(
            Circumstances(
                elapsed=year.elapsed,
                weather=year.weather,
                grain_price=dice.uniform(0.2, 1.5, futures),
                goods_price=dice.uniform(0.2, 1.5, futures),
                birth_rate_shift=year.birth_rate_shift,
                foreign_grain=dice.uniform(0, 1, futures),
                enemy_strength=year.enemy_strength,
            )
        )
    return found
