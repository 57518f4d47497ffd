"""`run`, `check` and `bench` print what they promise."""

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Command


def test_the_table_says_whose_luck_and_sets_band_and_record_side_by_side(command: Command) -> None:
    done = command("run", "great_break", "--plan", "history", "--seed", "1", "--futures", "20", "--series", "steel")
    assert done.status == 0, done.complained
    assert "luck: history" in done.said
    assert "MAPE" in done.said
    head = next(line for line in done.said.splitlines() if "median" in line and "record" in line and "year" in line)
    assert head.split() == ["year", "median", "5", "%", "95", "%", "record"]
    assert "luck: drawn" in command("run", "--futures", "5", "--luck", "drawn", "--series", "steel").said


def test_json_goes_to_the_output_and_nothing_else_does(command: Command) -> None:
    done = command("run", "--futures", "3", "--format", "json")
    whole = json.loads(done.said)
    assert (whole["scenario"], whole["plan"], whole["seed"], whole["futures"]) == ("great_break", "history", 1, 3)
    assert done.complained == ""


def test_the_ending_of_a_file_chooses_the_form(command: Command, tmp_path: Path) -> None:
    for name in ("x.json", "x.csv", "x.txt"):
        assert command("run", "--futures", "2", "--out", name).status == 0
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["futures"] == 2
    assert next(csv.reader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8"))))[0] == "series"
    assert "median, 5th and 95th percentile" in (tmp_path / "x.txt").read_text(encoding="utf-8")


def test_the_same_command_gives_the_same_bytes(command: Command) -> None:
    first = command("run", "--futures", "7", "--luck", "drawn", "--format", "csv")
    assert first.said == command("run", "--futures", "7", "--luck", "drawn", "--format", "csv").said


def test_check_reads_all_there_is_and_tries_every_plan(command: Command) -> None:
    done = command("check")
    assert done.status == 0, done.complained
    assert "great_break" in done.said
    assert "13 regions, 7 plans" in done.said


def test_check_lists_every_problem_of_a_scenario(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    head = "schema: 1\nid: mine\nextends: base\nversion: '1'\ntitle: Mine\nluck: lucky\nminuts: 5\n"
    (folder / "scenario.yaml").write_text(head, encoding="utf-8")
    done = command("check", str(folder))
    assert done.status == 2
    assert "scenario.yaml:6" in done.complained
    assert "scenario.yaml:7" in done.complained
    assert "did you mean minutes" in done.complained


def test_check_tries_a_plan_by_itself(command: Command, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(
        "id: p\ntitle: P\nsummary: A test.\nsource: a test\norders: {1928: {schooling: 0.015}}\n", encoding="utf-8"
    )
    done = command("check", "p.yaml")
    assert done.status == 0, done.complained
    assert "without a problem" in done.said


def test_bench_sets_each_time_beside_a_yardstick(command: Command) -> None:
    done = command("bench", "--no-peers", "--futures", "1000", "--format", "json")
    assert done.status == 0, done.complained
    told = json.loads(done.said)
    figures = {figure["name"]: figure for figure in told["figures"]}
    season = figures["one season, one future"]
    assert season["value"] > 0
    assert season["ratio"] > 0
    assert figures["lines of code, model"]["value"] > 1000
    unmeasured = [limit["what"] for limit in told["limits"] if limit["here"] == "not measured"]
    assert all(name.startswith(("window: ", "100000 ", "cost of a future ")) for name in unmeasured), unmeasured
