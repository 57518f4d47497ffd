"""The base of the window on a real display: every kind of control by keyboard alone and by mouse alone."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.screens import driver
from tests.screens.driver import Window

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(bool(driver.missing_tools()), reason=driver.missing_tools() or "-"),
]

Opener = Callable[..., Window]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Opens windows with the sample pages and closes them after the test."""
    windows: list[Window] = []

    def opener(*arguments: str) -> Window:
        folder = tmp_path / str(len(windows))
        folder.mkdir()
        windows.append(Window(["-m", "tests.screens.sample_window", *arguments], folder))
        return windows[-1]

    yield opener
    for window in windows:
        window.__exit__()


def test_levers_move_by_key(opened: Opener) -> None:
    window = opened()
    state = window.settle()
    assert state["focus"] == "investment_rate"
    assert window.key("Right")["controls"]["investment_rate"]["value"] == pytest.approx(0.33)
    assert window.key("shift+Right")["controls"]["investment_rate"]["value"] == pytest.approx(0.38)
    assert window.key("Home")["controls"]["investment_rate"]["value"] == 0.0
    assert window.key("End")["controls"]["investment_rate"]["value"] == 1.0
    assert window.key("Page_Down")["controls"]["investment_rate"]["value"] == pytest.approx(0.9)
    assert window.key("Down")["focus"] == "share_heavy_industry"
    assert window.key("Up")["focus"] == "investment_rate"


def test_levers_move_by_mouse(opened: Opener) -> None:
    window = opened()
    state = window.drag("share_agriculture", 0.8)
    assert state["controls"]["share_agriculture"]["value"] == pytest.approx(0.8, abs=0.03)
    assert state["focus"] == "share_agriculture"
    left, top, width, height = window.place("investment_rate")
    state = window.click_at(left + width * 0.1, top + height / 2)
    assert state["controls"]["investment_rate"]["value"] == pytest.approx(0.09, abs=0.02)


def test_letters_tabs_and_the_enter_key(opened: Opener) -> None:
    window = opened()
    state = window.key("3")
    assert state["controls"]["page:trade"]["chosen"]
    assert state["focus"] == "page:trade"
    state = window.key("Right")
    assert state["controls"]["page:order"]["chosen"]
    assert window.key("z")["title"].endswith("Undo")
    window.key("Down")
    assert window.key("ctrl+Return")["title"].endswith("Undo Sign")


def test_a_button_acts_once(opened: Opener) -> None:
    window = opened()
    assert window.click("undo")["title"].endswith("1931 Undo")
    assert window.key("Return")["title"].endswith("1931 Undo Undo")
    assert window.key("space")["title"].endswith("1931 Undo Undo Undo")


def test_tab_goes_round_and_shift_tab_back(opened: Opener) -> None:
    window = opened()
    count = len(window.settle()["controls"])
    seen = [window.state()["focus"]]
    seen += [window.key("Tab")["focus"] for _ in range(count)]
    assert seen[0] == seen[-1]
    assert len(set(seen)) == count
    assert window.key("shift+Tab")["focus"] == seen[-2]


def test_a_field_keeps_its_letters(opened: Opener) -> None:
    window = opened("--page", "form")
    assert window.settle()["focus"] == "nickname"
    state = window.write("zq 3?")
    assert state["controls"]["nickname"]["value"] == "zq 3?"
    state = window.key("BackSpace", "Left", "x")
    assert state["controls"]["nickname"]["value"] == "zq x3"
    assert window.key("Tab")["focus"] == "plan"


def test_a_list_opens_by_mouse_and_turns_by_key(opened: Opener) -> None:
    window = opened("--page", "form")
    window.click("nickname")
    state = window.key("Tab", "Down")
    assert state["controls"]["plan"]["value"] == "nep"
    left, top, width, height = window.place("plan")
    window.click_at(left + width / 2, top + height / 2)
    state = window.click_at(left + width / 2, top + height * 1.5)
    assert state["controls"]["plan"]["value"] == "history"


def test_the_page_scrolls_to_the_focus_and_by_the_wheel(opened: Opener) -> None:
    window = opened("--size", "1024x640", "--text", "1.5")
    for _ in range(7):
        state = window.key("Down")
    assert state["focus"] == "schooling"
    assert state["controls"]["schooling"]["whole"]
    assert state["panes"]["levers"][0] > 0
    window.point(500, 400)
    assert window.act("click", "--repeat", "20", "4")["panes"]["levers"][0] == 0
    state = window.click("column:state")
    assert "reading:consent" in state["controls"]
    assert window.click("reading:consent")["controls"]["reading:consent"]["chosen"]


def test_larger_letters_and_another_size(opened: Opener) -> None:
    window = opened()
    before = window.place("undo")[3]
    state = window.key("ctrl+plus", "ctrl+plus")
    assert state["controls"]["undo"]["rect"][3] > before
    state = window.resize(1600, 900)
    assert state["size"] == [1600, 900]
    assert state["focus"] == "investment_rate"
    assert window.key("ctrl+0")["controls"]["undo"]["rect"][3] == before


def test_nothing_is_drawn_while_nothing_happens(opened: Opener) -> None:
    window = opened()
    window.point(2, 400)
    frame = window.settle()["frame"]
    time.sleep(1.0)
    assert window.state()["frame"] == frame


def test_a_fault_ends_on_a_plain_page(opened: Opener) -> None:
    window = opened("--page", "broken")
    assert window.wait_screen("failure")["focus"] == "quit"
    window.tool("key", "Return")
    assert window.end() == 0


def test_the_window_closes_when_asked(opened: Opener) -> None:
    window = opened()
    window.settle()
    assert window.close() == 0
