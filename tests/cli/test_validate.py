"""`validate` and `lenses` at the command line: forms, lenses, and what is said of wrong input."""

import io
import json
from pathlib import Path

import pytest

from game.cli import main


def test_validate_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--futures", "5"]) == 0
    said = capsys.readouterr().out
    for heading in ("Series against the record", "Deaths from hunger", "Coverage", "Published counterfactuals"):
        assert heading in said


def test_text_play_says_through_which_lens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["play", "--text", "--lens", "deaths_low", "--games", str(tmp_path)]) == 0
    assert "through the lens Fewer deaths" in capsys.readouterr().out


def test_validate_prints_json_through_a_lens(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--futures", "5", "--lens", "deaths_low", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["lens"] == "deaths_low"


def test_lenses_prints_each_lens_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lenses", "--futures", "2", "--format", "json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert {row["lens"] for row in whole["rows"]} == {"", *whole["lenses"]}
    assert all(change["reason"] for lens in whole["lenses"].values() for change in lens["changes"])


def test_pages_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--futures", "5", "--write-docs", str(tmp_path / "docs")]) == 0
    assert "lenses.md" in capsys.readouterr().err
    assert len(list((tmp_path / "docs").iterdir())) == 5


def test_a_scenario_of_fewer_years_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "schema: 1\nid: short\nextends: base\ntitle: Short\nlast_year: 1932\n"
    (tmp_path / "short").mkdir()
    (tmp_path / "short" / "scenario.yaml").write_text(head, encoding="utf-8")
    assert main(["validate", str(tmp_path / "short")]) == 2
    assert "validation needs 1928 to 1940" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["validate", "--lens", "deaths_lo"], "did you mean deaths_low?"),
        (["validate", "--futures", "0"], "ask for 1 to"),
        (["validate", "no_such"], "there is no scenario of this name"),
        (["lenses", "--futures", "0"], "ask for 1 to"),
    ],
)
def test_wrong_input_ends_with_two_and_says_what_to_do(
    asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked) == 2
    assert said in capsys.readouterr().err
