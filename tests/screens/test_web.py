"""The web of causes in a real window: opened from the desk, walked by key and by hand, searched, and left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screens import driver, game
from tests.screens.driver import State, Window

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(bool(driver.missing_tools()), reason=driver.missing_tools() or "-"),
]


def desk(window: Window) -> State:
    """The first desk, its cards passed over."""
    game.begin_by_key(window)
    state = window.wait(lambda s: s["screen"] in game.DECIDED, "a screen of the game", 60)
    while state["screen"] == "card":
        window.key("g")
        state = window.settle()
    return state


@pytest.fixture
def wide(tmp_path: Path) -> Iterator[Window]:
    """A game at its first desk, in a window where columns stand side by side."""
    with Window(game.command(tmp_path / "games"), tmp_path) as window:
        assert desk(window)["screen"] == "plan"
        yield window


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Window]:
    """The same in the smallest window with the largest letters."""
    with Window(game.command(tmp_path / "games", "1024x640", 2.0), tmp_path) as window:
        assert desk(window)["screen"] == "plan"
        yield window


def test_the_web_is_walked_searched_and_left(wide: Window) -> None:
    wide.key("g")
    wide.wait(lambda s: s["focus"] == "web:here", "the drawing", 30)
    first = wide.place("web:here")
    wide.key("Right")
    assert wide.settle()["focus"] == "web:here"
    assert wide.place("web:here") != first
    wide.key("Return")
    assert wide.settle()["focus"] == "find"
    wide.write("crude steel")
    steel = "find:building.Building.steel"
    state = wide.wait(lambda s: any(name.startswith(steel) for name in s["controls"]), "what was looked for")
    found = next(name for name in state["controls"] if name.startswith(steel))
    wide.click(found)
    state = wide.settle()
    assert any(name.startswith("reads:production.Product.heavy") for name in state["controls"])
    wide.key("Escape")
    if wide.settle()["screen"] == "web":
        wide.key("Escape")
    assert wide.settle()["screen"] == "plan"
    assert wide.faults() == []


def test_lists_stand_in_for_the_drawing_where_it_has_no_room(small: Window) -> None:
    small.key("g")
    small.wait(lambda s: "column:all" in s["controls"], "the lists", 30)
    small.click("column:all")
    small.click("layer:industry")
    state = small.settle()
    name = next(name for name in state["controls"] if name.startswith("all:"))
    small.click(name)
    state = small.wait(lambda s: "find" in s["controls"], "the page", 10)
    assert any(name.startswith("read_by:") for name in state["controls"])
    assert small.faults() == []
