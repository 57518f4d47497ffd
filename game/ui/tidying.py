"""Tidying: memory is looked through for what nobody refers to any more while the hand rests, not amid a frame.

Left to itself the interpreter does so whenever enough has been made, for a tenth of a second or more, and holds
every thread up meanwhile. At rest only what was made since the last rest is looked through, which takes some
milliseconds; all of it, now and then.
"""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.ui.app import App

REST = 1.0
"""How long the hand must rest before memory is looked through, in seconds."""
WHOLE = 24
"""Of so many rests one is used to look through all of it."""
HEAPED = 500_000
"""Things made since and not let go of, from which on it is not put off any longer."""


@contextmanager
def at_rest() -> Iterator[None]:
    """Within this, memory is looked through when `put_off` has it so."""
    gc.disable()
    sweep(whole=True)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


def put_off(app: "App") -> None:
    """Something happened: look through memory when nothing more has happened for a while, and the worker rests too."""

    def rested() -> None:
        if app.at_work:
            put_off(app)
        else:
            sweep(whole=next(app.rests) % WHOLE == WHOLE - 1)

    if gc.isenabled():
        return
    if gc.get_count()[0] > HEAPED:
        sweep(whole=False)
    app.after("tidy", REST, rested)


def sweep(*, whole: bool) -> None:
    """Look through what was made since the last time, or through all of memory, and pass over it the next time.

    What is free then goes back to the system: compiling leaves some fifty megabytes in pieces.
    """
    if whole:
        gc.unfreeze()
    gc.collect()
    if not gc.isenabled():
        gc.freeze()
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another library of C has no such function
            ctypes.CDLL(None).malloc_trim(0)
