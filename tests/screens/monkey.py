"""A monkey at the window: random keys, clicks, wheels, drags and sizes; no crash, and memory stays.

python -m tests.screens.monkey [--seconds 120] [--seed 1]
"""

import argparse
import tempfile
import time
from pathlib import Path
from random import Random
from subprocess import CalledProcessError

from tests.screens import game
from tests.screens.driver import Window, own_display

KEYS = (
    "Tab", "shift+Tab", "Return", "space", "Left", "Right", "Up", "Down", "Home", "End", "Page_Up", "Page_Down",
    "1", "2", "3", "4", "5", "g", "z", "y", "e", "l", "w", "m", "n", "h", "s", "F1", "F6", "Escape", "ctrl+plus",
    "ctrl+minus", "ctrl+0", "ctrl+Return", "shift+Right", "question", "BackSpace",
)  # fmt: skip
SIZES = ((1024, 640), (1280, 720), (1600, 900), (1366, 768), (1920, 1080))


def play(window: Window, seconds: float, luck: Random) -> int:
    """Do random things for a while; gives how many. AssertionError with what was done last where the window fails."""
    until = time.monotonic() + seconds
    done: list[str] = []
    while time.monotonic() < until:
        act = luck.random()
        size = window.state()["size"]
        if act < 0.55:
            what = ["key", luck.choice(KEYS)]
        elif act < 0.95:
            place = map(str, (luck.randrange(size[0]), luck.randrange(size[1])))
            what = ["mousemove", "--window", window.id, *place, "click", luck.choice("11111453")]
        else:
            what = ["windowsize", window.id, *map(str, luck.choice(SIZES))]
        done.append(" ".join(what))
        try:
            window.tool(*what)
        except CalledProcessError:
            window.end()  # the monkey pressed Quit: that is its right
            break
        time.sleep(0.02)
        screen = window.state()["screen"]
        assert screen != "failure", f"failed after {done[-12:]}\n{reports()}"
    assert window.process.poll() in {None, 0}, window.said.read_text(errors="replace")
    return len(done)


def reports() -> str:
    """The newest report of a failure."""
    found = sorted(Path(tempfile.gettempdir()).glob("great-break-failure-*.txt"))
    return found[-1].read_text(encoding="utf-8") if found else "no report"


def memory(window: Window) -> float:
    """What the program holds, in MB."""
    status = Path(f"/proc/{window.process.pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def main() -> None:
    """Let the monkey play on a display of its own, starting again whenever it has quit."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    luck = Random(given.seed)  # noqa: S311 - a monkey, not a secret
    until = time.monotonic() + given.seconds
    with own_display() as display, tempfile.TemporaryDirectory() as room:
        for number in range(1000):
            left = until - time.monotonic()
            if left <= 0:
                return
            folder = Path(room) / str(number)
            folder.mkdir()
            with Window(game.command(Path(room) / "games"), folder, display) as window:
                if luck.random() < 0.8:
                    game.begin_by_key(window)
                first = memory(window)
                count = play(window, left, luck)
                held = memory(window) if window.process.poll() is None else float("nan")
                print(f"{count} acts, memory {first:.0f} to {held:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
