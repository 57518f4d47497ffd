"""Random keys, clicks and sizes for a while: the window neither fails nor grows without end."""

from pathlib import Path
from random import Random

import pytest

from tests.screens import driver, game, monkey
from tests.screens.driver import Window

pytestmark = [
    pytest.mark.display,
    pytest.mark.slow,
    pytest.mark.skipif(bool(driver.missing_tools()), reason=driver.missing_tools() or "-"),
]


def test_a_monkey_breaks_nothing(tmp_path: Path) -> None:
    with Window(game.command(tmp_path / "games"), tmp_path) as window:
        game.begin_by_key(window)
        assert monkey.play(window, 20, Random(7)) > 50  # noqa: S311 - a monkey, not a secret
        if window.process.poll() is None:
            assert monkey.memory(window) < 400
