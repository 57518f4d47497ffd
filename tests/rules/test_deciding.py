"""What would decide the war: every force tried under the same luck, and fortune where the state fell."""

from dataclasses import replace

import numpy as np
import pytest

from game.rules.deciding import COUNTED, FORCES, deciding
from game.rules.turn import Turn, war
from game.rules.world import World, begin, futures
from game.scenario.records import Scenario


@pytest.fixture(scope="module")
def after(history: tuple[Turn, ...]) -> World:
    """The world once the historical plan is played."""
    return futures(history[-1].world, 200)


def test_the_chance_is_that_of_the_campaign_itself(scenario: Scenario, after: World) -> None:
    found = deciding(scenario, after)
    assert found.chance == war(scenario, after).collapsed[-1].mean()


def test_less_of_a_force_is_never_better_and_more_never_worse(scenario: Scenario, after: World) -> None:
    found = deciding(scenario, after)
    for force in FORCES:
        assert found.more[force] <= found.chance <= found.less[force], force
        assert found.swing(force) == found.less[force] - found.more[force]
    assert set(found.as_history) == set(COUNTED)


def test_the_state_falls_where_fortune_was_against_it(scenario: Scenario, after: World) -> None:
    fortune = deciding(scenario, after).fortune
    assert fortune["enemy"] > 0 > fortune["command"]


def test_nothing_sets_futures_apart_that_all_end_alike(scenario: Scenario, after: World) -> None:
    assert after.forces is not None
    forces = replace(after.forces, **{force: 9 * np.ones(1) for force in ("men", "arms", "morale")})
    assert dict(deciding(scenario, replace(after, forces=forces)).fortune) == {}


def test_before_a_year_is_played_there_is_nothing_to_decide(scenario: Scenario) -> None:
    with pytest.raises(ValueError, match="no year has been played"):
        deciding(scenario, begin(scenario))
