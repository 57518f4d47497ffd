"""Open the window and play in it until the player leaves."""

from dataclasses import replace

from game.ui import display
from game.ui.flow import Wish


def play(wish: Wish) -> None:
    """Play in a window; raises `display.NoDisplayError` where there is nothing to open one on."""
    desktop = display.start()
    import pygame

    from game.ui import settings
    from game.ui.app import App, open_window
    from game.ui.flow import Game
    from game.ui.trace import Trace

    pygame.font.init()
    kept = settings.load(wish.settings)
    kept = replace(kept, text=wish.text or kept.text, interface=wish.interface or kept.interface)
    window = open_window(kept, desktop, wish.size)
    trace = Trace(wish.trace) if wish.trace else None
    try:
        App(Game(wish), kept, window, trace).run()
    finally:
        pygame.quit()
