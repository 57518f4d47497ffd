"""Whole games in the real window: one that only presses keys, one that only uses the mouse."""

from collections.abc import Callable
from pathlib import Path

from tests.screens.driver import State, Window

DECIDED = {"card", "plan", "harvest", "account", "war"}
"""The screens of a game under way; each asks for something before the next is shown."""

Shown = Callable[[Window, State], None]


def quietly(window: Window, state: State) -> None:
    """Look at nothing."""
    del window, state


def command(games: Path, size: str = "1280x720", text: float = 1.0, interface: float | None = None) -> list[str]:
    """How the game is started in a window of a size, its games in a folder."""
    scales = ["--text-scale", str(text)] + (["--interface-scale", str(interface)] if interface else [])
    return ["main.py", "play", "--games", str(games), "--window", size, *scales]


def falling(games: Path, size: str = "1280x720", text: float = 1.0, interface: float | None = None) -> list[str]:
    """The same for a game whose government falls in 1929."""
    scales = ["--text-scale", str(text)] + (["--interface-scale", str(interface)] if interface else [])
    return ["-m", "tests.screens.falling", str(games), "--window", size, *scales]


def begin_by_key(window: Window, look: Shown = quietly) -> None:
    """From the title through the scenarios, the note and the briefing."""
    look(window, window.wait_screen("title"))
    window.key("n")
    look(window, window.wait(lambda s: "scenario:great_break" in s["controls"], "the scenarios"))
    window.key("1")
    look(window, window.wait_screen("note"))
    window.key("Return")
    look(window, window.wait_screen("briefing"))
    window.key("Return")


def begin_by_mouse(window: Window, look: Shown = quietly) -> None:
    """The same with the mouse."""
    look(window, window.wait_screen("title"))
    window.click("new")
    window.click("scenario:great_break")
    look(window, window.wait_screen("note"))
    window.click("next")
    look(window, window.wait_screen("briefing"))
    window.click("next")


def play(window: Window, decide: Callable[[Window, State], None], look: Shown = quietly, most: int = 150) -> State:
    """Decide screen by screen until the reckoning; gives its frame. AssertionError where it is not reached."""
    for _ in range(most):
        window.wait(lambda s: s["screen"] in DECIDED | {"reckoning"}, "a screen of the game", 60)
        state = window.settle()
        look(window, state)
        if state["screen"] == "reckoning":
            return state
        if state["screen"] in DECIDED:
            decide(window, state)
    raise AssertionError(f"no reckoning after {most} screens; the window shows {window.state()['title']}")


def by_key(window: Window, state: State) -> None:
    """Now and then answer a card, move a lever, look at another page, undo; then go on."""
    screen, count = state["screen"], state["frame"]
    if screen == "card":
        asked = any(name.startswith("choice:") for name in state["controls"])
        window.key("1" if asked and count % 2 else "g")
    elif screen in {"plan", "harvest"}:
        if count % 3 == 0:
            window.key("Right", "Right")
        if count % 5 == 0 and screen == "plan":
            window.key("2", "Tab", "shift+Tab", "1")
        if count % 7 == 0:
            undone(window)
        window.key("ctrl+Return")
    else:
        window.key("Return" if state["focus"] in {"next", "sign"} else "ctrl+Return")


def undone(window: Window) -> None:
    """Move the focused lever and take the move back; a move that was refused leaves nothing to take back."""
    name, before = window.state()["focus"], window.state()["controls"]
    moved = window.key("Right")["controls"]
    if name in before and before[name]["kind"] == "slider" and moved[name]["value"] != before[name]["value"]:
        back = window.key("z")["controls"]
        assert back[name]["value"] != moved[name]["value"]


def by_mouse(window: Window, state: State) -> None:
    """Now and then answer a card, drag a lever, look at another page; then go on."""
    screen, count, controls = state["screen"], state["frame"], state["controls"]
    if screen == "card":
        choices = [name for name in controls if name.startswith("choice:")]
        window.click(choices[0] if choices and count % 2 else "next")
    elif screen in {"plan", "harvest"}:
        sliders = [name for name, told in controls.items() if told["kind"] == "slider" and told["whole"]]
        if sliders and count % 3 == 0:
            window.drag(sliders[count % len(sliders)], 0.4)
        tabs = [name for name in controls if name.startswith(("page:", "layer:"))]
        if tabs and count % 4 == 0:
            window.click(tabs[count % len(tabs)])
        window.click("sign")
    else:
        window.click("next")
