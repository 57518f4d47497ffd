"""The page that stands where the program failed: the game is on disk, and a report says what happened."""

import platform
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path

from game.ui.blocks import Heading, Text
from game.ui.intents import Quit
from game.ui.layout import Column, Page
from game.ui.widgets import Button, Buttons


def crash_page(error: Exception, folder: Path | None = None) -> Page:
    """Write a report and give the page that names it."""
    report = write_report(error, folder or Path(tempfile.gettempdir()))
    kept = f"A report for whoever mends the program is in\n**{report}**" if report else "No report could be written."
    column = Column(
        "failure",
        "Failure",
        (
            Heading("The program has failed"),
            Text("Nothing you signed is lost: every signed order was written to disk before the screen moved on."),
            Text("Start the program again and choose your game in the list to go on from there."),
            Text(kept),
            Buttons((Button("quit", "Close", Quit(), key="return", look="primary"),)),
        ),
        most=640,
        pad=32,
    )
    return Page("failure", "Great Break · failure", (column,), back=Quit())


def write_report(error: Exception, folder: Path) -> Path | None:
    """Write what happened to a file; nothing where the folder cannot be written."""
    report = folder / f"great-break-failure-{time.strftime('%Y%m%d-%H%M%S')}.txt"
    told = "".join(traceback.format_exception(error))
    with suppress(OSError):
        report.write_text(f"{platform.platform()}, Python {platform.python_version()}\n\n{told}", encoding="utf-8")
        return report
    return None
