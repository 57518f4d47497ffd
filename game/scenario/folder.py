"""A scenario's folder: what lies in it and no further, nothing oversized, nothing that is not a file."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from game.scenario.problem import Problem, ScenarioError

LARGEST: Final = 2_000_000
MOST_FILES: Final = 500


def refuse(shown: str, text: str, hint: str = "", line: int = 0) -> ScenarioError:
    """The error of a file that cannot be read at all."""
    return ScenarioError([Problem(shown, line, 1 if line else 0, "", text, hint)])


def read_bytes(path: Path, shown: str, root: Path | None = None) -> bytes:
    """What a file holds; ScenarioError where it lies outside `root`, is too large or cannot be read."""
    try:
        real = path.resolve(strict=True)
        if root is not None and not real.is_relative_to(root.resolve()):
            raise refuse(shown, "lies outside the scenario's folder", "copy the file into the folder")
        if not stat.S_ISREG(real.stat().st_mode):
            raise refuse(shown, "is not a file", "a folder or a device stands where a file is needed")
        with real.open("rb") as file:
            found = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise refuse(shown, "there is no such file", "check the name, and the folder it stands in") from None
    except PermissionError:
        raise refuse(shown, "may not be read", "check who may read it") from None
    except (OSError, RuntimeError, ValueError) as error:  # loops of links, names no system takes
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(shown, f"cannot be read: {reason}", "check the disk and the name") from None
    if len(found) > LARGEST:
        raise refuse(shown, f"is larger than {LARGEST // 1_000_000} MB", "split it, or leave out what is not needed")
    return found


def read_text(path: Path, shown: str, root: Path | None = None) -> str:
    """The text of a file; ScenarioError as `read_bytes`, and where it is not UTF-8."""
    found = read_bytes(path, shown, root)
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise refuse(shown, "is not UTF-8 text", "save it as UTF-8 in the editor", line) from None


def files(folder: Path, ending: str | tuple[str, ...]) -> Iterator[str]:
    """The names of a folder's files with an ending, in order of name; none where there is no such folder.

    ScenarioError where the folder holds too many files to be a scenario's, or may not be listed.
    """
    try:
        names: list[str] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                names.append(entry.name)
                if len(names) > MOST_FILES:
                    raise refuse(str(folder), f"holds more than {MOST_FILES} files", "is this a scenario's folder?")
    except FileNotFoundError:
        return
    except OSError as error:
        raise refuse(str(folder), f"cannot be listed: {error.strerror}", "check who may read it") from None
    yield from sorted(name for name in names if name.endswith(ending) and not name.startswith("."))
