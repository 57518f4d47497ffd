"""Open the window and play in it until the player leaves."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from game.ui import display
from game.ui.flow import Wish

if TYPE_CHECKING:
    from game.ui.app import App

SWITCH = 0.001
"""For how long a thread may keep the interpreter from the others, in seconds; where nothing is set, five times that."""


def play(wish: Wish) -> None:
    """Play in a window; raises `display.NoDisplayError` where there is nothing to open one on."""
    with opened(wish) as app:
        app.run()


@contextmanager
def opened(wish: Wish) -> "Iterator[App]":
    """A window that does not run yet, for whoever runs or times it; it is closed at the end."""
    sys.setswitchinterval(SWITCH)
    desktop = display.start()
    import pygame

    from game.ui import settings, tidying
    from game.ui.app import App, open_window
    from game.ui.flow import Game
    from game.ui.trace import Trace

    pygame.font.init()
    kept = settings.load(wish.settings)
    kept = replace(kept, text=wish.text or kept.text, interface=wish.interface or kept.interface)
    window = open_window(kept, desktop, wish.size)
    trace = Trace(wish.trace) if wish.trace else None
    try:
        with tidying.at_rest():
            yield App(Game(wish), kept, window, trace)
    finally:
        pygame.quit()
