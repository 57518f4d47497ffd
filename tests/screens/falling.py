"""A window on a game whose government falls in 1929: history's plan, and consent asked for that nobody has.

Started as `python -m tests.screens.falling GAMES --window 1024x640 --text-scale 1.5 --trace FILE`.
"""

import argparse
import dataclasses
from pathlib import Path

import numpy as np

from game.cli.failures import told
from game.cli.play import window_size
from game.model.quantity import put
from game.scenario import load
from game.scenario.records import Scenario
from game.session import seats
from game.ui import flow, start

ASKED = 53.5
"""The consent without which this government falls: more than there is in the autumn of 1929."""


def impatient(scenario: Scenario) -> Scenario:
    """The scenario with a people whose consent history's government does not have for long."""
    params = put(scenario.params, "government.least_consent", np.array([ASKED]))
    return dataclasses.replace(scenario, params=params, cloud=None)


def main() -> None:
    """Open the window and play until it is left."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("games", type=Path)
    asked.add_argument("--window", default="1280x720")
    asked.add_argument("--text-scale", type=float, default=1.0)
    asked.add_argument("--interface-scale", type=float)
    asked.add_argument("--trace", type=Path)
    given = asked.parse_args()
    scenario = impatient(load.load("great_break"))
    start.play(
        flow.Wish(
            scenario=scenario,
            scenarios=load.available,
            find=lambda _: scenario,
            told=told,
            games=given.games,
            plan=seats.scripted(scenario.plans["history"]),
            trace=given.trace,
            size=window_size(given.window),
            text=given.text_scale,
            interface=given.interface_scale,
        )
    )


if __name__ == "__main__":
    main()
