"""Tests of game/cli/failures.py: what is said when something goes wrong."""

from game.cli.failures import nearest


def test_of_very_many_names_only_the_likest_are_told() -> None:
    few, many = ["steel", "grain"], [f"quantity_{number}" for number in range(300)] + ["steel"]
    assert nearest("stel", few) == "did you mean steel? there is grain, steel"
    told = nearest("stel", many)
    assert told.startswith("did you mean steel? of 301 names the likest are steel")
    assert told.count(",") < 8
    assert nearest("?", many).count(",") == 7
