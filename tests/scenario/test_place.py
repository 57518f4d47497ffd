"""Scenarios and assets are found wherever the game stands."""

from pathlib import Path

from game.scenario import place


def test_scenarios_and_assets_stand_together() -> None:
    assert (place.scenarios() / "base" / "scenario.yaml").is_file()
    assert (place.assets() / "language" / "en.yaml").is_file()
    assert place.scenarios().parent == place.assets().parent


def test_they_are_found_from_anywhere() -> None:
    assert place.scenarios().is_absolute()


def test_the_player_s_own_scenarios_have_a_folder_of_their_own() -> None:
    own = place.user_scenarios()
    assert own.parts[-2:] == ("Great Break", "scenarios")
    assert not own.is_relative_to(Path(place.scenarios()))
