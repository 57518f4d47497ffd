"""Long work gives way between its steps, in the thread that was told to and in no other."""

from threading import Thread

import pytest

from game.rules import swift
from game.rules.courtesy import courteous, give_way
from game.rules.orders import Orders
from game.rules.world import begin
from game.scenario.records import Scenario
from game.session.preview import forecast


def counted(scenario: Scenario) -> list[int]:
    """How often work gave way in a thread of its own: before, after a forecast, and after learning its seasons."""
    ways: list[None] = []
    found: list[int] = []

    def work() -> None:
        give_way()
        found.append(len(ways))
        courteous(lambda: ways.append(None))
        for _ in range(3):
            forecast(scenario, begin(scenario), Orders(), 8)
        found.append(len(ways))
        swift.learn(most=1)
        found.append(len(ways))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    seen = len(ways)
    forecast(scenario, begin(scenario), Orders(), 8)  # in this thread, which nobody told
    assert len(ways) == seen
    return found


def test_a_forecast_and_learning_are_made_of_many_steps(scenario: Scenario) -> None:
    pytest.importorskip("llvmlite")
    swift.forget()
    before, foreseen, learned = counted(scenario)
    swift.forget()
    assert before == 0
    assert foreseen >= 3 * 2 * (scenario.last_year - scenario.first_year + 1)
    assert learned - foreseen > 500
