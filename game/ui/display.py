"""The display: whether there is one, and the window on it.

SDL may silently choose a driver that shows nothing; that is no display, and a game must not be
played into it. A software display without this variable pushes every frame through a texture, which
at 3840 by 2160 cost fifteen times the plain copy.
"""

import os
import sys
from contextlib import suppress

HIDDEN_DRIVERS = {"offscreen", "dummy", "evdev"}


class NoDisplayError(Exception):
    """There is nothing to open a window on; the message says what SDL answered."""


def prepare() -> None:
    """Say what SDL and the system must know before pygame starts."""
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    os.environ.setdefault("SDL_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR", "0")
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    if sys.platform == "win32":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.windll.shcore.SetProcessDpiAwareness(2)


def start() -> tuple[int, int]:
    """Start the video system; gives the desktop's size, or raises `NoDisplayError`."""
    prepare()
    import pygame

    try:
        pygame.display.init()
    except pygame.error as error:
        raise NoDisplayError(str(error)) from error
    driver = pygame.display.get_driver()
    if driver in HIDDEN_DRIVERS:
        pygame.display.quit()
        raise NoDisplayError(f"SDL found no display (it chose the driver '{driver}', which shows nothing)")
    sizes = pygame.display.get_desktop_sizes()
    return sizes[0] if sizes else (0, 0)


def present() -> bool:
    """Whether a window could be opened here; the video system is left as it was found."""
    prepare()
    import pygame

    if pygame.display.get_init():
        return pygame.display.get_driver() not in HIDDEN_DRIVERS
    try:
        start()
    except NoDisplayError:
        return False
    pygame.display.quit()
    return True
