"""The historical plan against the record, measured as the trial was, so that the two can be set side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from game.model import step
from game.model.quantity import Array, total
from game.rules.turn import Turn, follow, roll
from game.rules.world import begin
from game.scenario.records import Scenario

TRIAL: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("trial.yaml").read_text(encoding="utf-8"))

Take = Callable[[step.Spring, step.Autumn, step.State], Array]

OURS: dict[str, Take] = {
    "gnp": lambda spring, autumn, state: autumn.product.product,
    "industry": lambda spring, autumn, state: autumn.product.industry,
    "harvest": lambda spring, autumn, state: total(spring.fields.harvest),
    "procurement": lambda spring, autumn, state: total(autumn.collections.collected),
    "horses": lambda spring, autumn, state: total(state.herds.horses),
    "cattle": lambda spring, autumn, state: total(state.herds.cattle),
    "tractors": lambda spring, autumn, state: total(state.fields.tractor_power),
    "towns": lambda spring, autumn, state: total(state.people.urban),
    "people": lambda spring, autumn, state: total(state.people.rural + state.people.urban),
    "steel": lambda spring, autumn, state: autumn.building.steel,
    "workers": lambda spring, autumn, state: autumn.work.workers,
    "collectivised": lambda spring, autumn, state: (
        total(state.campaign.collectivised * state.people.rural) / total(state.people.rural)
    ),
}


def historical_turns(scenario: Scenario) -> list[Turn]:
    """The historical plan on history's weather, by the rules."""
    world = begin(scenario, luck="history")
    return list(roll(scenario, world, follow(scenario.plans["history"]), scripted=True))


def series(turns: list[Turn]) -> dict[str, Array]:
    """Our thirteen years of each series that the trial was measured by."""
    years = [turn for turn in turns if turn.autumn is not None]
    found: dict[str, Array] = {}
    for name, take in OURS.items():
        rows = [take(t.spring, t.autumn, t.world.state) for t in years if t.spring is not None and t.autumn is not None]
        found[name] = np.array([row[0] for row in rows])
    return found


def error(name: str, ours: Array) -> float:
    """Mean absolute percentage error over 1928-40."""
    record = np.array(TRIAL["series"][name]["values"])
    return float(100 * np.abs(ours / record - 1).mean())


def worst(name: str, ours: Array, first_year: int = 1928) -> tuple[float, int]:
    """The largest error in percent, and its year."""
    record = np.array(TRIAL["series"][name]["values"])
    off = 100 * (ours / record - 1)
    at = int(np.abs(off).argmax())
    return float(off[at]), first_year + at
