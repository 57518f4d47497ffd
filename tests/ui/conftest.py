"""What tests of the window share: letters, and a window that nobody sees."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.scenario import load
from game.scenario.records import Scenario
from game.session.session import Session


@pytest.fixture(scope="session", autouse=True)
def letters() -> None:
    """Fonts can be measured without a window."""
    pygame.font.init()


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Iterator[pygame.Surface]:
    """A window on SDL's dummy driver: the stage works on it as on any other."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    yield pygame.display.set_mode((1280, 720))
    pygame.display.quit()


@pytest.fixture(scope="session")
def great_break() -> Scenario:
    """The shipped scenario."""
    return load.load("great_break")


@pytest.fixture
def session(great_break: Scenario, tmp_path: Path) -> Iterator[Session]:
    """A new game of it."""
    with Session.start(great_break, tmp_path / "game") as started:
        yield started
