"""What every test shares: luck that repeats itself, a user folder of its own, and the one display."""

import os
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

# The same examples in every run: a failure must be there again when somebody looks for it.
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")

THE_DISPLAY = FileLock(Path(tempfile.gettempdir()) / "great-break-tests-display.lock")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the continuous build insist on a display, so that a skipped window test cannot go unseen."""
    parser.addoption("--display-required", action="store_true", help="fail tests that need a display where none is")


def display_missing() -> str:
    """Why no window can be opened here; empty where one can."""
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    return "no display: neither DISPLAY nor WAYLAND_DISPLAY is set"


def needs_display(item: pytest.Item | None) -> bool:
    """Whether a test opens a window."""
    return item is not None and item.get_closest_marker("display") is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Let one process at a time use the display: two windows would take each other's keys.

    The display is kept to the end of a file, whose tests may share a window.
    """
    if needs_display(item):
        THE_DISPLAY.acquire()
    try:
        return (yield)
    finally:
        kept = needs_display(nextitem) and nextitem is not None and nextitem.path == item.path
        if not kept:
            THE_DISPLAY.release(force=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a window test where there is no display, or fail it where one was promised."""
    missing = display_missing() if needs_display(item) else ""
    if missing and item.config.getoption("--display-required"):
        pytest.fail(missing, pytrace=False)
    elif missing:
        pytest.skip(missing)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a display was promised, a display test that skips itself for any other reason fails too."""
    report = yield
    if report.skipped and needs_display(item) and item.config.getoption("--display-required"):
        report.outcome = "failed"
        report.longrepr = f"a test that needs the display was skipped: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def own_user_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user folder for this test alone, so that no test reads or writes the games of whoever runs it."""
    folder = tmp_path_factory.mktemp("user")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    return folder
