"""Drive a real window: a display server, keys and mouse through it, and what the window tells of itself.

The program is started with `--trace FILE` and appends a line of JSON for each frame that changed, so
that a script can wait for a screen instead of sleeping, and knows where every control stands.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("xdotool", "import")
PATIENCE = 20.0
"""How long to wait for what must come, in seconds."""
ANSWER = 0.5
"""How long a window may take to begin to answer."""
QUIET = 0.12
"""A window that has not drawn for so long has settled."""

State = dict[str, Any]


def missing_tools() -> str:
    """What is not installed and needed to drive a window; empty where all is there."""
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    return f"not installed: {', '.join(absent)}" if absent else ""


@contextmanager
def own_display(width: int = 3840, height: int = 2160) -> Iterator[str]:
    """A display server of one's own, with a window manager where there is one; gives its name."""
    read, write = os.pipe()
    screen = f"{width}x{height}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    manager: subprocess.Popen[bytes] | None = None
    try:
        with os.fdopen(read) as told:
            name = f":{told.readline().strip()}"
        if shutil.which("openbox"):
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": name}, **quiet)  # type: ignore[call-overload]
        yield name
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait(timeout=10)


class Window:
    """A started program and its window."""

    def __init__(self, command: Sequence[str], folder: Path, display: str | None = None) -> None:
        self.trace = folder / "trace.jsonl"
        self.trace.touch()
        self.said = folder / "said.txt"
        own = {
            "PYTHONPATH": str(ROOT),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        self.env = os.environ | own | ({"DISPLAY": display} if display else {})
        with self.said.open("wb") as out:
            whole = [sys.executable, *command, "--trace", str(self.trace)]
            self.process = subprocess.Popen(whole, cwd=ROOT, env=self.env, stdout=out, stderr=subprocess.STDOUT)
        self.wait(bool, "a first frame")
        found = self.tool("search", "--onlyvisible", "--sync", "--pid", str(self.process.pid)).split()
        self.id = found[-1]
        self.tool("windowmove", self.id, "0", "0")
        self.tool("windowfocus", "--sync", self.id)

    def tool(self, *arguments: str) -> str:
        """Run xdotool; gives what it says."""
        done = subprocess.run(
            ["xdotool", *arguments], env=self.env, capture_output=True, text=True, timeout=PATIENCE, check=True
        )
        return done.stdout

    # --- what the window tells -----------------------------------------------------------------

    def frames(self) -> list[State]:
        """Every frame told of so far."""
        text = self.trace.read_text(encoding="utf-8")
        return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]

    def faults(self) -> list[str]:
        """What the audits of all pages shown so far have found."""
        return [f"{frame['title']}: {fault}" for frame in self.frames() for fault in frame["faults"]]

    def state(self) -> State:
        """The last frame; empty before the first."""
        with self.trace.open("rb") as file:
            file.seek(0, os.SEEK_END)
            size = file.tell()
            file.seek(max(0, size - 200_000))
            lines = file.read().rpartition(b"\n")[0].splitlines()
        return json.loads(lines[-1]) if lines else {}

    def wait(self, ready: Callable[[State], bool], what: str, patience: float = PATIENCE) -> State:
        """Wait until the last frame is as wanted; AssertionError with what was seen instead."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            state = self.state()
            if ready(state):
                return state
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        state = self.state()
        seen = {key: state.get(key) for key in ("screen", "title", "focus", "size")}
        raise AssertionError(f"waited for {what}; the window shows {seen}\n{self.said.read_text(errors='replace')}")

    def wait_screen(self, *names: str) -> State:
        """Wait until one of these screens is shown."""
        return self.wait(lambda state: state.get("screen") in names, f"screen {' or '.join(names)}")

    def settle(self, since: int | None = None) -> State:
        """Wait until the window has stopped drawing; gives its last frame.

        With the size of the trace before an act, it first waits a little for the window to answer.
        """
        until = time.monotonic() + ANSWER
        while since is not None and self.trace.stat().st_size == since and time.monotonic() < until:
            time.sleep(0.01)
        size, still = -1, time.monotonic()
        while time.monotonic() - still < QUIET:
            now = self.trace.stat().st_size
            if now != size:
                size, still = now, time.monotonic()
            time.sleep(0.02)
        return self.state()

    def act(self, *arguments: str) -> State:
        """Do something with xdotool and let the window answer and settle."""
        before = self.trace.stat().st_size
        self.tool(*arguments)
        return self.settle(before)

    # --- what a hand does ----------------------------------------------------------------------

    def key(self, *names: str) -> State:
        """Press keys one after another, as xdotool names them, and let the window settle."""
        state = self.state()
        for name in names:
            state = self.act("key", name)
        return state

    def write(self, text: str) -> State:
        """Type letters."""
        return self.act("type", "--delay", "20", text)

    def place(self, name: str) -> tuple[int, int, int, int]:
        """Where a control is seen in the window."""
        state = self.wait(lambda seen: name in seen["controls"], f"a control named {name}")
        left, top, width, height = state["controls"][name]["rect"]
        return left, top, width, height

    def point(self, x: float, y: float) -> None:
        """Move the mouse to a place in the window."""
        self.tool("mousemove", "--window", self.id, str(round(x)), str(round(y)))

    def click_at(self, x: float, y: float) -> State:
        """Press and let go at a place in the window."""
        self.point(x, y)
        self.settle()
        return self.act("click", "1")

    def click(self, name: str) -> State:
        """Click a control; one that is scrolled away is wheeled into view first."""
        for _ in range(60):
            left, top, width, height = self.place(name)
            if height and self.state()["controls"][name]["whole"]:
                return self.click_at(left + width / 2, top + height / 2)
            if not self.wheel_towards(name):
                break
        raise AssertionError(f"{name} cannot be brought into view")

    def wheel_towards(self, name: str) -> bool:
        """Turn the wheel once over the pane of a control, towards it; gives whether anything moved."""
        state = self.state()
        pane = state["controls"][name]["pane"]
        left, top, width, height = state["views"][pane]
        self.point(left + width / 2, top + height / 2)
        before = state["panes"][pane][0]
        down = state["controls"][name]["at"] > top + height / 2
        return bool(self.act("click", "5" if down else "4")["panes"][pane][0] != before)

    def drag(self, name: str, share: float) -> State:
        """Drag a slider's thumb to a share of its track."""
        left, top, width, height = self.place(name)
        control = self.state()["controls"][name]
        thumb = control["thumb"]
        self.point(thumb, top + height / 2)
        self.tool("mousedown", "1")
        goal = left + width * share
        for step in range(1, 9):
            self.point(thumb + (goal - thumb) * step / 8, top + height / 2)
            time.sleep(0.02)
        time.sleep(QUIET)
        return self.act("mouseup", "1")

    def resize(self, width: int, height: int) -> State:
        """Give the window another size."""
        self.tool("windowsize", self.id, str(width), str(height))
        self.wait(lambda state: state["size"] == [width, height], f"a window of {width} by {height}")
        return self.settle()

    def screenshot(self, path: Path) -> None:
        """A picture of the window."""
        subprocess.run(["import", "-window", self.id, str(path)], env=self.env, check=True, timeout=PATIENCE)

    def close(self) -> int:
        """Ask the window manager to close the window; gives the program's status."""
        self.tool("key", "alt+F4")
        return self.end()

    def end(self) -> int:
        """Wait for the program to end, or end it; gives its status."""
        try:
            return self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.end()
