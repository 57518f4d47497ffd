"""Real conditions for the tests of saved games: a scenario, a full disk."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.scenario.load import load
from game.scenario.records import Scenario
from game.session.session import Session


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return load("great_break")


@pytest.fixture
def game(scenario: Scenario, tmp_path: Path) -> Iterator[Session]:
    """A new game in a folder of its own."""
    with Session.start(scenario, tmp_path / "game") as session:
        yield session


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for a few lines; skipped where this user may not mount one."""
    try:
        mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(tmp_path)]
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("only the superuser may mount a small disk; the limit on file sizes is tested in its place")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)
