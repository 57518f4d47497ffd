"""A whole game from the title to the reckoning, by keys alone and by mouse alone."""

import os
import signal
from pathlib import Path

import pytest

from tests.screens import driver, game
from tests.screens.driver import Window

pytestmark = [
    pytest.mark.display,
    pytest.mark.slow,
    pytest.mark.skipif(bool(driver.missing_tools()), reason=driver.missing_tools() or "-"),
]


def test_a_whole_game_by_keys_alone(tmp_path: Path) -> None:
    with Window(game.command(tmp_path / "games"), tmp_path) as window:
        game.begin_by_key(window)
        game.play(window, game.by_key)
        assert window.faults() == []
        window.key("Escape")
        assert window.state()["screen"] in {"menu", "title"}


def test_a_whole_game_by_mouse_alone(tmp_path: Path) -> None:
    with Window(game.command(tmp_path / "games"), tmp_path) as window:
        game.begin_by_mouse(window)
        state = game.play(window, game.by_mouse)
        assert window.faults() == []
        window.click("home" if "home" in state["controls"] else "menu")
        assert window.state()["screen"] in {"title", "menu"}


def test_keys_pressed_before_a_season_is_drawn_sign_nothing_in_it(tmp_path: Path) -> None:
    """Five times the enter key while the machine is busy: one season is signed, and the next is on the table."""
    with Window(game.command(tmp_path / "games"), tmp_path) as window:
        game.begin_by_key(window)
        window.wait_screen("plan", "card")
        while window.settle()["screen"] == "card":
            window.key("g")
        before = window.state()["title"]
        os.kill(window.process.pid, signal.SIGSTOP)
        try:
            window.tool("key", "--delay", "5", *["ctrl+Return"] * 5)
        finally:
            os.kill(window.process.pid, signal.SIGCONT)
        window.wait(lambda state: state["title"] != before, "the next screen")
        window.settle()
        titles = list(dict.fromkeys(frame["title"] for frame in window.frames()))
        assert len(titles[titles.index(before) :]) == 2, titles
        assert window.state()["title"].endswith("September 1928")


def test_what_is_left_out_is_read_by_key_and_by_mouse(tmp_path: Path) -> None:
    with Window(game.command(tmp_path / "games", "1024x640", 1.5), tmp_path) as window:
        window.wait_screen("title")
        window.key("l")
        window.wait_screen("leaves_out")
        window.key("Next")
        window.key("Escape")
        window.wait_screen("title")
        window.click("help")
        window.wait_screen("help")
        window.click("leaves_out")
        window.wait_screen("leaves_out")
        window.click("back")
        window.wait_screen("help")
        assert window.faults() == []


def test_what_levers_do_is_chosen_hidden_and_the_last_move_shown_again(tmp_path: Path) -> None:
    with Window(game.command(tmp_path / "games"), tmp_path) as window:
        game.begin_by_key(window)
        window.wait_screen("plan", "card")
        while window.settle()["screen"] == "card":
            window.key("g")
        title = window.wait_screen("plan")["title"]
        window.click("effect_year:1932")
        assert window.state()["controls"]["effect_year:1932"]["chosen"]
        window.click("effect")
        window.key("Down")
        assert window.state()["controls"]["effect"]["value"] == "gdp_index"
        assert "effect" not in window.key("x")["controls"]
        assert "effect" in window.key("x")["controls"]
        window.drag("lever:investment_rate", 0.3)
        window.wait(lambda state: "replay" in state["controls"], "the last move, to be shown again")
        before = len(window.frames())
        window.key("r")
        window.wait(lambda _: len(window.frames()) > before + 20, "the pictures of the move")
        assert window.state()["title"] == title
        window.click("replay")
        assert window.faults() == []
        assert window.state()["title"] == title


@pytest.mark.parametrize(("size", "text"), [("1024x640", 1.5), ("3840x2160", 2.0)])
def test_the_end_of_a_government_is_told_and_fits(tmp_path: Path, size: str, text: float) -> None:
    with Window(game.falling(tmp_path / "games", size, text), tmp_path) as window:
        game.begin_by_key(window)
        seen: set[tuple[str, str]] = set()
        state = game.play(window, game.by_key, lambda _, shown: seen.add((shown["screen"], shown["title"])))
        assert state["screen"] == "reckoning"
        screens = [screen for screen, _ in seen]
        assert screens.count("account") == 2, "of 1928 and of 1929"
        assert "war" not in screens
        assert window.faults() == []


def test_a_game_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    with Window(game.command(tmp_path / "games"), tmp_path) as window:
        game.begin_by_key(window)
        signed = 0
        while signed < 3:
            window.wait(lambda s: s["screen"] in game.DECIDED, "a screen of the game")
            state = window.settle()
            signed += state["screen"] in {"plan", "harvest"}
            game.by_key(window, state)
        left = window.wait(lambda s: s["screen"] in game.DECIDED, "the next screen")
        window.process.kill()
    again = tmp_path / "again"
    again.mkdir()
    with Window(game.command(tmp_path / "games"), again) as window:
        state = window.wait(lambda s: any(n.startswith("game:") for n in s["controls"]), "the saved game")
        window.click(next(name for name in state["controls"] if name.startswith("game:")))
        taken = window.wait(lambda s: s["screen"] in game.DECIDED, "the game again")
        assert taken["screen"] in {left["screen"], "card", "plan", "harvest"}
