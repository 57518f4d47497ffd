"""What every test shares: luck that repeats itself, a user folder of its own, and the one display."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run: a failure must be there again when somebody looks for it.
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the continuous build insist on a display, so that a skipped window test cannot go unseen."""
    parser.addoption("--display-required", action="store_true", help="fail, rather than skip, tests that need a display")


def display_missing() -> str:
    """Why no window can be opened here; empty where one can."""
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    return "no display: neither DISPLAY nor WAYLAND_DISPLAY is set"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests that share the one display in one process: two windows would take each other's keys."""
    for item in items:
        if item.get_closest_marker("display"):
            item.add_marker(pytest.mark.xdist_group("display"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a window test where there is no display, or fail it where one was promised."""
    missing = item.get_closest_marker("display") and display_missing()
    if missing and item.config.getoption("--display-required"):
        pytest.fail(missing, pytrace=False)
    elif missing:
        pytest.skip(missing)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> object:
    """Where a display was promised, a display test that skips itself for any other reason fails too."""
    report: pytest.TestReport = yield
    if report.skipped and item.get_closest_marker("display") and item.config.getoption("--display-required"):
        report.outcome = "failed"
        report.longrepr = f"a test that needs the display was skipped: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def own_user_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user folder for this test alone, so that no test reads or writes the games of whoever runs it."""
    folder = tmp_path_factory.mktemp("user")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    return folder
