"""`effects` says what levers do, as a table and as JSON, and in text play."""

import json

from tests.cli.conftest import Command


def test_the_table_has_every_lever_with_its_steps_and_what_holds_it(command: Command) -> None:
    done = command("effects", "great_break", "--plan", "history", "--year", "1932")
    assert done.status == 0, done.complained
    rows = [line for line in done.said.splitlines() if line.startswith("  Investment rate")]
    assert len(rows) == 6
    assert sum("2 points more" in row for row in rows) == 3
    assert any(line.split()[-2:] == ["1937", "1941"] for line in done.said.splitlines())
    assert "Foreign credit: Foreign lenders hold" in done.said
    assert "**" not in done.said


def test_json_says_each_step_and_its_effects(command: Command) -> None:
    done = command("effects", "--year", "1932", "--season", "september", "--format", "json")
    whole = json.loads(done.said)
    assert (whole["season"], whole["years"]) == ("september 1932", [1937, 1941])
    regions = {step["region"] for step in whole["steps"]} - {None}
    assert len(regions) == 13
    step = next(step for step in whole["steps"] if step["lever"] == "grain_exports" and step["to"] > step["from"])
    assert step["possible"]
    assert step["effects"]["machine_imports"]["median"][0] != 0


def test_one_reading_is_printed_and_an_unknown_one_is_named(command: Command) -> None:
    done = command("effects", "--year", "1930", "--reading", "steel")
    assert "(steel)" in done.said
    assert "gdp_index" not in done.said
    wrong = command("effects", "--reading", "stel")
    assert wrong.status == 2
    assert "steel" in wrong.complained


def test_a_year_outside_the_scenario_is_refused(command: Command) -> None:
    wrong = command("effects", "--year", "1945")
    assert wrong.status == 2
    assert "1928 to 1940" in wrong.complained
