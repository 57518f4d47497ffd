"""`why` prints signed parts that add up, as words and as data, and says what cannot be told."""

import json
import math
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_parts_add_up_in_the_data(command: Command) -> None:
    done = command("why", "great_break", "--plan", "nep", "--against", "history", "--reading", "famine_deaths",
                   "--year", "1933", "--region", "ukraine", "--format", "json")  # fmt: skip
    assert done.status == 0, done.complained
    told = json.loads(done.said)
    whole = math.fsum(entry["contribution"] for entry in told["entries"])
    assert whole == pytest.approx(told["end"] - told["start"], abs=1e-9)
    assert (told["reading"], told["region"], told["unit"]) == ("famine_deaths", "ukraine", "million")
    villages = next(each for each in told["balances"] if each["id"] == "villages")
    assert sum(pair[0] for pair in villages["terms"].values()) == pytest.approx(0, abs=1e-9)


def test_the_table_names_both_runs_and_each_cause(command: Command) -> None:
    said = command("why", "--plan", "nep", "--against", "history", "--reading", "gdp_index", "--year", "1937").said
    assert "Why National product, 1937" in said
    assert "Investment rate" in said
    assert "standard error" in said
    assert "national product" in said


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        (["--reading", "stele"], "did you mean steel?"),
        (["--region", "ukrane"], "did you mean ukraine?"),
        (["--against", "nap"], "did you mean nep"),
        (["--plan", "nobody"], "has no plan nobody"),
        (["--seed", "-1"], "--seed"),
    ],
)
def test_what_is_not_known_gets_one_message(command: Command, typed: list[str], complaint: str) -> None:
    done = command("why", *typed)
    assert done.status == 2
    assert complaint in done.complained


def test_an_empty_ledger_says_why(command: Command) -> None:
    assert "Nothing differs from The historical plan up to 1937" in command("why", "--against", "history").said
    assert "no year before it" in command("why", "--year", "1928").said


def test_in_text_play_a_figure_is_asked_for_by_name(command: Command, tmp_path: Path) -> None:
    seasons = ["follow history", "sign", "sign"] * 5
    lines = [
        *seasons,
        "why",
        "why steel",
        "why grain harvest ukraine 1929",
        "why food 1930 kazakhstan against nep",
        "why xx",
    ]
    done = command("play", "--text", "--games", str(tmp_path), typed="".join(f"{line}\n" for line in [*lines, "quit"]))
    assert "why what?" in done.said
    assert "Why Steel, 19" in done.said
    assert "Why Grain harvest in Ukraine, 1929." in done.said
    assert "there is no reading xx" in done.said
