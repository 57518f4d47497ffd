"""What is said when something goes wrong: one message for the user, and a report for us where it is our fault."""

import errno
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final


class WrongInputError(Exception):
    """Something asked for that cannot be done: what and where, and what to do about it."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(f"{what}\n    {advice}" if advice else what)


MANY: Final = 120
"""More names than anybody reads through."""
LIKEST: Final = 8


def nearest(name: str, known: Iterable[str]) -> str:
    """What may have been meant, and what there is, or the likest of it: advice for a name that is not known."""
    names = sorted(known)
    close = get_close_matches(name, names, n=LIKEST, cutoff=0.3)
    meant = f"did you mean {near[0]}? " if (near := get_close_matches(name, names, n=1)) else ""
    if len(names) > MANY:
        return f"{meant}of {len(names)} names the likest are {', '.join(close or names[:LIKEST])}"
    return f"{meant}there is {', '.join(names)}" if names else meant.strip()


def unwritable(path: Path | str, error: OSError) -> WrongInputError:
    """Why a file cannot be written, in plain words."""
    reasons = {
        errno.ENOSPC: ("the disk is full", "make room, or name a place on another disk"),
        errno.EACCES: ("it may not be written", "name a folder that is yours"),
        errno.EPERM: ("it may not be written", "name a folder that is yours"),
        errno.EROFS: ("its disk can only be read", "name a folder on a disk that can be written"),
        errno.ENOENT: ("its folder does not exist", "make the folder first, or name another"),
        errno.ENOTDIR: ("its folder is not a folder", "name another"),
        errno.EISDIR: ("it is a folder", "name a file in it"),
    }
    reason, advice = reasons.get(error.errno or 0, (error.strerror or str(error), "name another place"))
    return WrongInputError(f"{path}: cannot be written: {reason}", advice)


def told(error: BaseException) -> str | None:
    """The message for something the user can mend; None for a fault of ours."""
    from game.scenario.problem import ScenarioError
    from game.session.journal import SaveError

    if isinstance(error, WrongInputError | ScenarioError | SaveError):
        return str(error)
    if isinstance(error, OSError):
        if error.filename is None:
            return str(unwritable("the output", error))
        return f"{error.filename}: {error.strerror or error}"
    if isinstance(error, MemoryError):
        return "there is not enough memory for this\n    ask for fewer futures"
    words = getattr(error, "format_message", None)  # typer's own complaints, whichever library they come from
    return f"{words()}\n    `python main.py --help` lists commands and options" if words else None


def report(error: BaseException, arguments: list[str]) -> str:
    """Write what we need to mend a fault of ours, and say where it lies."""
    try:
        ours = version("great-break")
    except PackageNotFoundError:
        ours = "not installed"
    lines = [
        f"Great Break {ours}, Python {platform.python_version()}, {platform.platform()}",
        f"command: {arguments}",
        "".join(traceback.format_exception(error)),
    ]
    said = f"a fault in the game: {type(error).__name__}: {error}\n    every order that was signed is on disk"
    for folder in _report_folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"crash-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.txt"
            file.write_text("\n".join(lines), encoding="utf-8")
        except OSError:
            continue
        return f"{said}; a report for those who mend it is in\n    {file}"
    return f"{said}; a report could not be written\n    {lines[0]}"


def tell(message: str) -> None:
    """A message on standard error, where there is one."""
    if sys.stderr is not None:
        print(message, file=sys.stderr, flush=True)


def _report_folders() -> list[Path]:
    from platformdirs import user_log_path

    return [user_log_path("great-break", appauthor=False), Path(tempfile.gettempdir())]
