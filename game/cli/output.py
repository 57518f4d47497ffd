"""Where words go: signs that a terminal lacks made plain, tables, and files that are written whole or not at all."""

import codecs
import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from game.cli.failures import unwritable

PLAIN = {"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u00a0": " ", "\u202f": " ", "\u2018": "'", "\u2019": "'",
         "\u201c": '"', "\u201d": '"', "\u2026": "...", "\u2192": "->"}  # fmt: skip


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Stand-ins for signs that an encoding lacks, so that no terminal stops the game."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(PLAIN.get(sign, "?") for sign in missing), error.end


codecs.register_error("plainly", _plainly)


def prepare() -> None:
    """Let every stream take every sign."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):
            stream.reconfigure(errors="plainly")  # type: ignore[union-attr]


def silence() -> None:
    """Send what is left in the output nowhere: its reader has gone, or its disk is full."""
    with suppress(AttributeError, OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def on_terminal() -> bool:
    """Whether a person at a terminal both types and reads."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def destination(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears under its name only once it is whole.

    Whether it can be written is tried before anything is written, so that no work is done in vain;
    WrongInputError says why it cannot. What stood there before stays until then.
    """
    if path is None:
        yield sys.stdout
        return
    path = path.resolve()
    new = not path.exists()
    try:
        special = not new and not stat.S_ISREG(path.stat().st_mode)
        if special:  # a device or a pipe: there is nothing to put in its place
            with path.open("w", encoding="utf-8", newline="") as file:
                yield file
            return
        with path.open("a", encoding="utf-8"):
            pass
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(stat.S_IMODE(path.stat().st_mode))
        beside.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        beside.unlink(missing_ok=True)
        if new and path.exists() and path.stat().st_size == 0:
            path.unlink()


def table(rows: Sequence[Sequence[str]], heading: Sequence[str]) -> Iterator[str]:
    """Lines of a plain table: words to the left, figures to the right, two spaces between, no rules."""
    figures = [
        all(not row[column] or row[column].strip()[:1] in "+-−–.0123456789" for row in rows)
        for column in range(len(heading))
    ]
    widths = [max(len(row[column]) for row in (heading, *rows)) for column in range(len(heading))]
    for row in (heading, *rows):
        cells = (
            cell.rjust(width) if figure else cell.ljust(width)
            for cell, width, figure in zip(row, widths, figures, strict=True)
        )
        yield "  ".join(cells).rstrip()
