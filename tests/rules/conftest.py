"""What tests of the rules share: Great Break as shipped, and an event or two made for the occasion."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from game.rules.turn import Turn, follow, roll
from game.rules.world import begin
from game.scenario.load import load
from game.scenario.records import Choice, Effect, Event, Scenario


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return load("great_break")


@pytest.fixture(scope="session")
def history(scenario: Scenario) -> tuple[Turn, ...]:
    """The historical plan under history's luck, from first to last turn."""
    return tuple(roll(scenario, begin(scenario), follow(scenario.plans["history"]), scripted=True))


MakeEvent = Callable[..., Event]


def event(name: str, day: str, *effects: Effect, history: tuple[Effect, ...] = ()) -> Event:
    """An event with two answers: `stay`, which history chose, and `act`, which has the effects given."""
    return Event(
        id=name,
        date=dt.date.fromisoformat(day),
        title=name,
        text="Made for a test.",
        source="made for a test",
        headline=None,
        report=None,
        statistic=None,
        advisers={},
        choices=(
            Choice("stay", "Stay", "", history=True, effects=history, source=""),
            Choice("act", "Act", "", history=False, effects=effects, source=""),
        ),
    )


def with_events(scenario: Scenario, *events: Event) -> Scenario:
    """The scenario with these events and no others."""
    return replace(scenario, events=events)
