"""SDL's drivers that show nothing are no display."""

import subprocess
import sys

import pygame
import pytest

from game.ui import display


@pytest.mark.parametrize("driver", ["dummy", "offscreen"])
def test_a_hidden_driver_is_no_display(monkeypatch: pytest.MonkeyPatch, driver: str) -> None:
    pygame.display.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", driver)
    assert not display.present()
    with pytest.raises(display.NoDisplayError, match=driver):
        display.start()
    assert not pygame.display.get_init()


def test_a_driver_that_does_not_exist_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.display.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", "nonsense")
    assert not display.present()


def test_looking_for_a_display_says_nothing() -> None:
    code = "from game.ui import display; display.present()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == ""


@pytest.mark.display
def test_a_real_display_is_one() -> None:
    pygame.display.quit()
    assert display.present()
    assert min(display.start()) > 0
    pygame.display.quit()
