"""The ledger in a real window: asked by key and by the right mouse button, followed to an equation and back."""

from pathlib import Path

import pytest

from game.scenario import load
from tests.report.played import played
from tests.screens import driver, game
from tests.screens.driver import State, Window

pytestmark = [
    pytest.mark.display,
    pytest.mark.slow,
    pytest.mark.skipif(bool(driver.missing_tools()), reason=driver.missing_tools() or "-"),
]


def taken_up(window: Window) -> State:
    """Open the saved game, pass over the cards."""
    window.wait(lambda state: any(name.startswith("game:") for name in state["controls"]), "the saved game")
    window.click(next(name for name in window.state()["controls"] if name.startswith("game:")))
    window.wait(lambda state: state["screen"] in {"card", "plan"}, "the desk", 60)
    while window.settle()["screen"] == "card":
        window.key("g")
    return window.wait_screen("plan")


@pytest.mark.parametrize(("size", "text"), [("1280x720", 1.0), ("1024x640", 2.0)])
def test_a_figure_is_asked_about_followed_and_left(tmp_path: Path, size: str, text: float) -> None:
    games = tmp_path / "games"
    with played(load.load("great_break"), games / "2026-01-01-000000-great_break", 6):
        pass
    with Window(game.command(games, size, text), tmp_path) as window:
        desk = taken_up(window)
        window.key("w")
        asked = window.wait_screen("ledger")
        assert asked["title"].startswith("Great Break · why · National product 1930")
        if "column:causes" in asked["controls"]:
            asked = window.click("column:causes")
        window.click("cause:inherited.works")
        window.wait(lambda state: state["screen"].startswith("equation inherited"), "the cause", 30)
        window.key("w")
        followed = window.wait(lambda state: state["screen"] == "ledger", "the figure that it stands for")
        assert followed["title"] != asked["title"]
        window.key("Escape", "Escape")
        assert window.wait_screen("ledger")["title"] == asked["title"]
        window.key("b")
        window.wait(lambda state: state["title"].endswith("1929"), "the year before")
        window.key("Escape")
        assert window.wait_screen("plan")["title"] == desk["title"]
        if "column:state" in window.state()["controls"]:
            window.click("column:state")
        left, top, width, height = window.place("reading:grain_harvest")
        window.point(left + width / 2, top + height / 2)
        window.act("click", "3")
        assert window.wait_screen("ledger")["title"].startswith("Great Break · why · Grain harvest 1930")
        assert window.faults() == []
