"""Courtesy: long work beside a window lets whoever works for the player's eyes go first.

    courteous(wait)    in this thread, work calls `wait` between its steps
    give_way()         a step ends here

Two threads of one interpreter cannot reckon at once: where both want to, each waits for the other many times
in a frame. So the one that nobody waits for stands still until the frame is done. In a thread that was told
nothing, `give_way` does nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Final

WAITS: Final[ContextVar[Callable[[], object] | None]] = ContextVar("waits", default=None)


def courteous(wait: Callable[[], object]) -> None:
    """From now on work in this thread calls this between its steps, which are some milliseconds long at the most."""
    WAITS.set(wait)


def give_way() -> None:
    """A step of long work ends here: wait, if this thread is to."""
    wait = WAITS.get()
    if wait is not None:
        wait()
