"""A window with the sample pages, for driving the base of the interface without a game."""

import argparse
from pathlib import Path

from game.ui import display, settings
from game.ui.app import App, open_window
from game.ui.intents import SetLever
from game.ui.layout import Page
from game.ui.trace import Trace
from tests.ui import sample


class Pages:
    """A flow of two pages that keeps what is set on them."""

    def __init__(self, first: str) -> None:
        self.first = first
        self.values: dict[str, float] = {}
        self.nickname = ""
        self.plan = "history"
        self.did: list[str] = []

    def begin(self, app: App) -> None:
        """Nothing to read."""

    def screen(self) -> str:
        """The page asked for."""
        return self.first

    def scene(self) -> object:
        """Nothing changes under the player."""
        return ""

    def show(self, app: App, name: str) -> Page:
        """A page as it now stands; what was done stands in the window's title."""
        if name == "broken":
            raise RuntimeError("a fault for the tests")
        done = " ".join(self.did)
        if name == "form":
            return sample.form(self.nickname, self.plan, done)
        return sample.desk(self.values, app.picks, done)

    def act(self, app: App, intent: object) -> None:
        """Keep what was set."""
        del app
        self.did = [*self.did[-5:], type(intent).__name__]
        if isinstance(intent, SetLever):
            value: object = intent.value
            if intent.lever == "nickname":
                self.nickname = str(value)
            elif intent.lever == "plan":
                self.plan = str(value)
            else:
                self.values[intent.lever] = intent.value

    def close(self) -> None:
        """Nothing to keep."""


def main() -> None:
    """Show the pages until the window is closed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--page", default="desk")
    asked.add_argument("--size", default="1280x720")
    asked.add_argument("--text", type=float, default=1.0)
    asked.add_argument("--interface", type=float, default=1.0)
    asked.add_argument("--trace", type=Path)
    given = asked.parse_args()
    desktop = display.start()
    import pygame

    pygame.font.init()
    width, height = map(int, given.size.split("x"))
    kept = settings.Settings(text=given.text, interface=given.interface)
    window = open_window(kept, desktop, (width, height))
    App(Pages(given.page), kept, window, Trace(given.trace)).run()


if __name__ == "__main__":
    main()
