"""Play a whole game in a real window and keep a picture of every screen.

    python -m tests.screens.drive OUT [--size 1024x640] [--text 1.5] [--interface 1] [--by key|mouse] [--fall]

Brings its own display server (Xvfb), so that it runs on any machine that has one. Where columns are
tabs, every one of them is photographed. What frames cost is printed at the end.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.screens import game
from tests.screens.driver import State, Window, own_display

PARTS = ("view", "layout", "paint", "flip")


class Album:
    """Pictures of screens, the first time each is shown."""

    def __init__(self, folder: Path, mark: str) -> None:
        self.folder = folder
        self.mark = mark
        self.seen: set[str] = set()

    def look(self, window: Window, state: State) -> None:
        """Keep a picture of a screen that was not seen before, and of each of its tabs."""
        screen = state["screen"]
        if screen in self.seen:
            return
        self.seen.add(screen)
        tabs = [name for name in state["controls"] if name.startswith(("column:", "page:"))]
        window.screenshot(self.folder / f"{self.mark}-{screen}.png")
        for tab in tabs[1:] + tabs[:1]:
            if tab in window.settle()["controls"]:
                window.click(tab)
                window.screenshot(self.folder / f"{self.mark}-{screen}-{tab.replace(':', '_')}.png")
        window.settle()


def costs(frames: Iterable[State]) -> None:
    """Print what the frames of each screen cost, in milliseconds: the median and the 99th percentile."""
    by_screen: dict[str, list[State]] = {}
    for frame in frames:
        by_screen.setdefault(frame["screen"], []).append(frame["ms"])
    for screen, spent in by_screen.items():
        told = []
        for part in PARTS:
            sorted_ms = sorted(ms[part] for ms in spent)
            told.append(f"{part} {statistics.median(sorted_ms):.1f}/{sorted_ms[int(0.99 * (len(sorted_ms) - 1))]:.1f}")
        print(f"{screen:10} {len(spent):4} frames  " + "  ".join(told))  # noqa: T201


def main() -> None:
    """Play one game and keep its pictures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--size", default="1280x720")
    asked.add_argument("--text", type=float, default=1.0)
    asked.add_argument("--interface", type=float)
    asked.add_argument("--by", choices=["key", "mouse"], default="key")
    asked.add_argument("--fall", action="store_true", help="A game whose government falls in 1929.")
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    album = Album(given.out, f"{given.size}-{round(given.text * 100)}")
    begin, decide = (game.begin_by_key, game.by_key) if given.by == "key" else (game.begin_by_mouse, game.by_mouse)
    with own_display() as display, tempfile.TemporaryDirectory() as room:
        command = (game.falling if given.fall else game.command)(
            Path(room) / "games", given.size, given.text, given.interface
        )
        with Window(command, Path(room), display) as window:
            begin(window, album.look)
            game.play(window, decide, album.look)
            for key in ("Escape", "s", "Escape", "F1"):
                album.look(window, window.key(key))
            costs(window.frames())
            print("\n".join(window.faults()) or "no fault on any page")  # noqa: T201


if __name__ == "__main__":
    main()
