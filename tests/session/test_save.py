"""The folder of games: every game is listed, those that cannot be read with the reason."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from game.scenario.records import Scenario
from game.session import journal, save, seats
from game.session.journal import SaveError
from game.session.save import default_folder, games, new_folder
from game.session.session import Session

NOON = datetime(1990, 1, 2, 12, 0, 5, tzinfo=UTC)


def test_games_are_kept_in_the_users_own_folder() -> None:
    assert default_folder().parts[-2:] == ("great-break", "games")


def test_a_new_game_gets_a_name_that_a_person_can_read_and_nobody_else_has(tmp_path: Path) -> None:
    first = new_folder(tmp_path, "great_break", NOON)
    assert first == tmp_path / "1990-01-02-120005-great_break"
    assert not first.exists()
    first.mkdir()
    assert new_folder(tmp_path, "great_break", NOON) == tmp_path / "1990-01-02-120005-great_break-2"
    assert new_folder(tmp_path, "great_break").name.endswith("-great_break")


def test_no_folder_means_no_games(tmp_path: Path) -> None:
    assert games(tmp_path / "nowhere") == ()
    assert not (tmp_path / "nowhere").exists()


def test_a_list_says_where_each_game_stands_and_puts_the_last_played_first(scenario: Scenario, tmp_path: Path) -> None:
    bot = seats.holding(scenario)
    for name, turns in (("new", 0), ("begun", 3), ("back", 3), ("done", 26)):
        with Session.start(scenario, tmp_path / name, nickname=name) as game:
            for _ in range(turns):
                game.let(bot)
            if name == "back":
                game.undo()
                game.undo()
    for age, name in enumerate(("begun", "done", "new", "back")):
        os.utime(tmp_path / name / journal.NAME, (1e9 - age, 1e9 - age))
    listed = games(tmp_path)
    assert [saved.nickname for saved in listed] == ["begun", "done", "new", "back"]
    stands = {saved.nickname: (saved.year, saved.season, saved.turns) for saved in listed}
    assert stands == {
        "new": (1928, "january", 0),
        "begun": (1929, "september", 3),
        "back": (1928, "september", 3),
        "done": (1941, "over", 26),
    }
    assert all(saved.readable and saved.title == scenario.title and saved.scenario == scenario.id for saved in listed)
    assert listed[0].changed == datetime.fromtimestamp(1e9, tz=UTC)


def test_what_cannot_be_read_is_listed_with_the_reason_and_left_alone(scenario: Scenario, tmp_path: Path) -> None:
    Session.start(scenario, tmp_path / "good").close()
    (tmp_path / "spoiled").mkdir()
    (tmp_path / "spoiled" / journal.NAME).write_bytes(b"\xff" * 5000)
    (tmp_path / "folder" / journal.NAME).mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "a letter.txt").write_text("not a game")
    listed = {saved.folder.name: saved for saved in games(tmp_path)}
    assert listed.keys() == {"good", "spoiled", "folder"}
    assert listed["good"].trouble == ""
    assert not listed["spoiled"].readable
    assert "not a saved game" in listed["spoiled"].trouble
    assert "not a file" in listed["folder"].trouble
    assert (tmp_path / "spoiled" / journal.NAME).read_bytes() == b"\xff" * 5000


def test_a_game_whose_scenario_is_gone_is_still_listed_by_its_title(scenario: Scenario, tmp_path: Path) -> None:
    Session.start(scenario, tmp_path / "game").close()
    [saved] = games(tmp_path)
    assert saved.title == scenario.title, "the title stands in the journal"


def test_a_file_in_the_place_of_the_folder_of_games_is_named(tmp_path: Path) -> None:
    (tmp_path / "games").write_text("in the way")
    with pytest.raises(SaveError, match="a file stands where a folder should be"):
        games(tmp_path / "games")


def test_a_game_may_be_moved_and_copied(scenario: Scenario, tmp_path: Path) -> None:
    with Session.start(scenario, tmp_path / "one") as game:
        game.sign()
        shutil.copytree(tmp_path / "one", tmp_path / "two")
    with Session.resume(tmp_path / "two", lambda _: scenario) as copied:
        assert len(copied.turns) == 1
    assert len(games(tmp_path)) == 2
    assert save.games(tmp_path / "one") == ()
