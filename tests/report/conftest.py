"""What tests of the report share: the shipped scenario, games played under history's orders, every view."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from game.scenario.load import load
from game.scenario.records import Scenario
from game.session.session import Session
from tests.report.played import played, views


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return load("great_break")


@pytest.fixture(scope="session")
def shown(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The view of every screen at a telling moment."""
    return views(scenario, tmp_path_factory.mktemp("games"))


@pytest.fixture(scope="session")
def famine(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """History's orders up to September 1932."""
    with played(scenario, tmp_path_factory.mktemp("famine") / "game", 9) as session:
        yield session


@pytest.fixture(scope="session")
def after(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """History's orders to the end."""
    with played(scenario, tmp_path_factory.mktemp("after") / "game", 26) as session:
        yield session
