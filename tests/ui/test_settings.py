"""The settings file is kept, and a bad one harms nothing."""

from pathlib import Path

import pytest

from game.ui import settings
from game.ui.settings import Settings


def test_scales_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.json"
    assert settings.load(file).scaled("text", 1.5).scaled("interface", 1.25).save()
    again = settings.load(file)
    assert (again.text, again.interface) == (1.5, 1.25)


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"text": "big"}', '{"text": 9}', '{"window": [0, 2]}', "\x00"])
def test_a_broken_file_is_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, encoding="utf-8")
    assert settings.load(file) == Settings(file)


def test_a_file_of_bytes_is_as_none(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(b"\xff\xfe\xfa")
    assert settings.load(file) == Settings(file)


def test_what_makes_sense_in_a_half_broken_file_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"text": 1.25, "interface": -3, "window": [1280, 720]}', encoding="utf-8")
    found = settings.load(file)
    assert (found.text, found.interface, found.window) == (1.25, None, (1280, 720))


def test_a_file_that_cannot_be_written_is_said_and_not_raised(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    assert not Settings(tmp_path / "taken" / "settings.json").save()
    assert not Settings(None).save()


def test_scales_stay_within_their_limits() -> None:
    assert Settings().scaled("text", 3).text == 2.0
    assert Settings().scaled("interface", 0.5).interface == 1.0


@pytest.mark.parametrize(
    ("window", "scale"),
    [((1024, 640), 1.0), ((1366, 768), 1.0), ((1920, 1080), 1.25), ((2560, 1440), 1.5), ((3840, 2160), 2.0)],
)
def test_the_window_decides_where_the_player_has_not(window: tuple[int, int], scale: float) -> None:
    assert Settings().style(window).interface == scale
    assert Settings(interface=1.1).style(window).interface == 1.1
    assert Settings(interface=1.1).scaled("interface", None).style(window).interface == scale
