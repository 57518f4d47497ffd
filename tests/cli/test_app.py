"""Every way to ask for the wrong thing gets one message that says what, where and what to do, and status 2."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.cli import app, failures
from tests.cli.conftest import ROOT, Command, Program

PLAN = """id: mine
title: Mine
summary: A test.
source: a test
orders:
  1928: {investment_rate: 0.13}
"""


def test_help_is_plain_text(command: Command) -> None:
    for arguments in (["--help"], ["run", "--help"], ["play", "--help"], ["check", "--help"], ["bench", "--help"]):
        done = command(*arguments)
        assert done.status == 0
        assert "Usage: python main.py" in done.said
        assert "╭" not in done.said


def test_the_program_itself_ends_with_the_status(program: Program) -> None:
    done = program("run", "great_brake")
    assert done.returncode == 2
    assert "great_break" in done.stderr
    assert done.stdout == ""


def test_a_program_that_was_not_installed_says_how() -> None:
    done = subprocess.run([sys.executable, "-S", ROOT / "main.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "python -m pip install -e ." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rum"], "run"),
        (["run", "great_brake"], "great_break"),
        (["run", "no/such/folder"], "no/such/folder"),
        (["run", "--plan", "nepp"], "did you mean nep"),
        (["run", "--plan", "none.yaml"], "no such file"),
        (["run", "--futures", "0"], "1 to 5000000"),
        (["run", "--futures", "10000000"], "1 to 5000000"),
        (["run", "--futures", "many"], "--futures"),
        (["run", "--seed", "-1"], "--seed"),
        (["run", "--luck", "good"], "--luck"),
        (["run", "--format", "xml"], "--format"),
        (["run", "--series", "stele", "--futures", "2"], "did you mean steel"),
        (["run", "--futures", "2", "--out", "no/such/folder/x.json"], "folder does not exist"),
        (["run", "--futures", "2", "--out", "/dev/full"], "disk is full"),
        (["run", "--nonsense"], "--nonsense"),
        (["play", "--scenario", "nothing"], "nothing"),
        (["play", "--window", "big"], "1280x720"),
        (["check", "nothing"], "nothing"),
        (["check", "nothing.yaml"], "no such file"),
    ],
)
def test_wrong_input_gets_one_message(command: Command, arguments: list[str], words: str) -> None:
    done = command(*arguments)
    assert done.status == 2, done.complained
    assert words in done.complained
    assert "Traceback" not in done.complained
    assert len(done.complained.splitlines()) < 12
    assert done.said == ""


@pytest.mark.parametrize(
    ("written", "line", "words"),
    [
        (PLAN.replace("investment_rate", "investment_rat"), 6, "investment_rate"),
        (PLAN.replace("0.13}", "0.13"), 6, ""),
        (PLAN.replace("0.13", "0.9"), 6, "0.4"),
        (PLAN + "choices: {nothing: at_all}\n", 7, "nothing"),
    ],
)
def test_a_wrong_plan_is_told_with_file_and_line(
    command: Command, tmp_path: Path, written: str, line: int, words: str
) -> None:
    (tmp_path / "mine.yaml").write_text(written, encoding="utf-8")
    done = command("run", "--plan", "mine.yaml", "--futures", "2")
    assert done.status == 2
    assert f"mine.yaml:{line}" in done.complained
    assert words in done.complained
    assert "Traceback" not in done.complained


def test_a_plan_from_anywhere_is_played(command: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(PLAN, encoding="utf-8")
    done = command("run", "--plan", "mine.yaml", "--futures", "2", "--series", "gdp_index")
    assert done.status == 0, done.complained
    assert "plan mine" in done.said


def test_a_folder_of_games_that_cannot_be_made_is_told(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in ("file", "file/games", "/proc/games"):
        done = command("play", "--text", "--games", folder, typed="quit\n")
        assert done.status == 2, folder
        assert folder in done.complained
        assert "Traceback" not in done.complained


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_at_the_output_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, ROOT / "main.py", "run", "--futures", "2"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "disk is full" in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = f"'{sys.executable}' '{ROOT / 'main.py'}' run --futures 2 --format csv | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("series,region")
    assert done.stderr == ""


def test_ctrl_c_stops_quietly(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, ROOT / "main.py", "play", "--text", "--games", str(tmp_path / "games")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert running.stdout is not None
    while "help" not in running.stdout.readline():
        time.sleep(0)
    running.send_signal(signal.SIGINT)
    running.wait(timeout=30)  # before its input is closed, which would end it too
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in errors
    assert "stopped" in errors


def test_a_fault_of_ours_is_reported_in_a_file(
    capsys: pytest.CaptureFixture[str], own_user_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(own_user_folder))
    monkeypatch.setattr(app, "_command", lambda arguments: {}[arguments[0]])
    assert app.main(["run"]) == 1
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert "Traceback" not in said
    report = next(own_user_folder.rglob("crash-*.txt"))
    assert str(report) in said
    assert "Traceback" in report.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_no_second_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "_report_folders", lambda: [Path("/proc/nowhere")])
    assert "could not be written" in failures.report(ValueError("x"), ["run"])
