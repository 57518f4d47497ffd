"""The lock: one window to a game. The system lets go of it when its process dies, however it dies."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from game.session.journal import SaveError, failed

NAME = "lock"


class Lock:
    """A hold on a game's folder, from the moment this is made until `release`.

    SaveError where another window holds it, or the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        # Not tied to a thread: a window may make its game in one and close it in another.
        self._hold = FileLock(folder / NAME, timeout=0, thread_local=False)
        try:
            self._hold.acquire()
        except Timeout:
            raise SaveError(
                folder, "this game is open in another window", "go on there, or close it and try again"
            ) from None
        except OSError as error:
            raise failed(folder, error) from error
        except NotImplementedError:
            raise SaveError(
                folder, "this disk cannot keep two windows apart", "choose another folder with --games DIR"
            ) from None

    def release(self) -> None:
        """Let another window have the game."""
        self._hold.release()
