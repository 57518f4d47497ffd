"""The window's part of `bench`: from the start to the first frame, from a lever to the redrawn fan."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from game.cli.play import display_here
from game.scenario import load
from game.scenario.records import Scenario

SIZE = (1280, 720)
BUSY = 12
"""Forecasts during which frames are timed."""
BEAT = 1 / 60
MOVES = 120
"""Moves of a lever that are timed, each with its frame."""
UNTOUCHED = 5.0
"""Seconds for which the window is left alone."""
PATIENCE = 30.0
"""Seconds after which a window that shows nothing is given up."""


def window_times(scenario: Scenario) -> list[tuple[str, float, str]]:
    """What is timed in a window, each in its unit; nothing where there is no display."""
    if not display_here():
        return []
    with tempfile.TemporaryDirectory(prefix="great-break-") as room:
        found = [("window: start of the program to its first frame", 1000 * first_frame(Path(room)))]
        with opened(scenario, Path(room)) as app:
            answers = [moved(app, step) for step in range(MOVES)]
            found += [
                ("window: lever to the redrawn fan, 250 futures, median", 1000 * statistics.median(answers)),
                ("window: the same, slowest of a hundred", 1000 * statistics.quantiles(answers, n=100)[-1]),
                (
                    "window: lever at rest to the fan of 1 000 futures",
                    1000 * statistics.median(rested(app) for _ in range(9)),
                ),
            ]
            frames = [redrawn(app) for _ in range(MOVES)]
            found += [
                ("window: a frame of the desk, median", 1000 * statistics.median(frames)),
                ("window: a frame of the desk, slowest of a hundred", 1000 * statistics.quantiles(frames, n=100)[-1]),
            ]
            frames = busy(app)
            found += [
                ("window: a frame under work, median", 1000 * statistics.median(frames)),
                (
                    "window: a frame under work, slowest of a hundred",
                    1000 * statistics.quantiles(frames, n=100)[-1],
                ),
            ]
            idle = 100 * untouched(app)
    return [*((name, spent, "ms") for name, spent in found), ("window: untouched, share of one processor", idle, "%")]


def first_frame(room: Path) -> float:
    """Seconds from the start of the program until its first frame is on the display."""
    trace = room / "trace.jsonl"
    command = [sys.executable, "-m", "game.cli", "play", "--games", str(room / "games"), "--trace", str(trace)]
    started = time.perf_counter()
    program = subprocess.Popen(command, cwd=Path(__file__).parents[2])  # noqa: S603 - our own program
    try:
        while not trace.exists() or not trace.stat().st_size:
            time.sleep(0.002)
            if time.perf_counter() - started > PATIENCE or program.poll() is not None:
                raise TimeoutError("the window showed nothing")
        return time.perf_counter() - started
    finally:
        program.terminate()
        program.wait()


@contextmanager
def opened(scenario: Scenario, room: Path) -> Iterator[Any]:
    """A window of this process, on January's desk of a new game."""
    from game.ui import flow, start

    wish = flow.Wish(
        scenario=scenario,
        scenarios=load.available,
        find=load.load,
        told=lambda _: None,
        games=room / "games",
        size=SIZE,
    )
    with start.opened(wish) as app:
        game: Any = app.flow
        game.scenario = scenario
        game.start(app)
        game.running.cards = []  # straight to the desk
        game.running.changed()
        app.stale = True
        app.frame()
        try:
            yield app
        finally:
            app.worker.shutdown(wait=True, cancel_futures=True)
            game.close()


def moved(app: Any, step: int) -> float:
    """Seconds from the move of a lever until what it does is on the display."""
    from game.ui.intents import SetLever

    started = time.perf_counter()
    app.act(SetLever("investment_rate", 0.10 + 0.0005 * (step % 100)))
    app.frame()
    return time.perf_counter() - started


def rested(app: Any) -> float:
    """Seconds from the moment when the hand rests until the finer fan is on the display."""
    moved(app, int(time.perf_counter() * 1000))
    started = time.perf_counter()
    app.flow.running.rest(app)
    while app.flow.running.many is None:
        app.handle(app.wait())
    app.stale = True
    app.frame()
    return time.perf_counter() - started


def busy(app: Any) -> list[float]:
    """Seconds of each frame while the worker plays many futures and learns, and the desk is drawn again and again."""
    frames: list[float] = []
    for step in range(BUSY):
        moved(app, step)
        app.flow.running.rest(app)
        while app.flow.running.many is None:
            frames.append(redrawn(app))
            app.after("bench", max(0.0, BEAT - frames[-1]), lambda: None)
            app.handle(app.wait())
    return frames


def redrawn(app: Any) -> float:
    """Seconds for a frame that composes and lays out the whole desk again, with nothing new to foresee."""
    app.flow.running.views.clear()  # and not `changed`, which would have what the worker does thrown away
    app.stale = True
    started = time.perf_counter()
    app.frame()
    return time.perf_counter() - started


def untouched(app: Any) -> float:
    """The share of one processor that the desk takes while nobody touches it, its worker included."""
    done: list[object] = []
    left_alone(app, 1.0)  # the hand has come to rest, and what it set going
    app.later(lambda: None, done.append)  # has its end before this
    while not done:
        left_alone(app, 0.1)
    left_alone(app, 0.1)
    started, busy = time.perf_counter(), time.process_time()
    left_alone(app, UNTOUCHED)
    return (time.process_time() - busy) / (time.perf_counter() - started)


def left_alone(app: Any, seconds: float) -> None:
    """Run the window's loop for a while without giving it anything to do."""
    until = time.perf_counter() + seconds
    app.after("untouched", seconds, lambda: None)
    while time.perf_counter() < until:
        app.handle(app.wait())
        app.frame()
