"""What the tests of the command line share: the shipped scenario, and a way to run the program."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from game.cli import main
from game.scenario import load
from game.scenario.records import Scenario

ROOT = Path(__file__).parents[2]
Program = Callable[..., "subprocess.CompletedProcess[str]"]
Command = Callable[..., "Ended"]


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    """Great Break as it is shipped."""
    return load.load("great_break")


@dataclass(frozen=True)
class Ended:
    """A command's status, what it printed and what it complained of."""

    status: int
    said: str
    complained: str


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in this process, with no display; much quicker than starting the program."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, typed: str = "") -> Ended:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        status = main(arguments)
        return Ended(status, *capsys.readouterr())

    return run


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Start the program as a user does, with neither display nor terminal; gives what it said and its status."""

    def start(*arguments: str, typed: str = "", timeout: float = 120) -> "subprocess.CompletedProcess[str]":
        hidden = {"DISPLAY", "WAYLAND_DISPLAY", "COLUMNS"}
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *arguments],
            cwd=tmp_path,
            env={name: value for name, value in os.environ.items() if name not in hidden},
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )

    return start
