"""The game in words: a whole game by typed lines, what is refused, and leaving at any moment with nothing lost."""

import json
import re
from pathlib import Path

import pytest

from game.cli.telling import Teller, plain
from tests.cli.conftest import Command, Ended

SEASON = "follow history\nsign\nsign\n"


@pytest.fixture
def play(command: Command, tmp_path: Path) -> Command:
    """Play in a folder of this test's own."""

    def typed(*lines: str, games: str = "games") -> Ended:
        return command("play", "--text", "--games", str(tmp_path / games), typed="".join(f"{line}\n" for line in lines))

    return typed


def signed(folder: Path) -> list[tuple[int, str]]:
    """The seasons in the journal of the only game in a folder."""
    journal = next(folder.rglob("journal.jsonl"))
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    return [(line["year"], line["season"]) for line in lines if line["kind"] == "order"]


def test_a_whole_game_reaches_the_reckoning(play: Command) -> None:
    done = play(*["follow history\nsign\nsign" for _ in range(40)], "quit")
    assert done.status == 0, done.complained
    for words in (
        "1928, January",
        "The account of 1933",
        "June 1941",
        "December 1942",
        "Growth.",
        "Human cost.",
        "Survival in 1941.",
    ):
        assert words in done.said
    assert done.said.index("Growth.") < done.said.index("Human cost.") < done.said.index("Survival in 1941.")


def test_the_content_note_comes_before_anything_else(play: Command) -> None:
    said = play("quit").said
    assert said.index("Content note") < said.index("Briefing") < said.index("1928, January")


def test_what_the_model_leaves_out_can_be_read_in_play_and_by_itself(play: Command, command: Command) -> None:
    for said in (play("leaves_out", "quit").said, command("leaves-out").said):
        assert "What this model leaves out" in said
        assert "Nationality and intent" in said
        assert "Read: " in said
        assert max(map(len, said.splitlines())) <= 100


def test_it_is_words_alone(play: Command) -> None:
    lines = ("show", "forecast", "readings", "sign", "sign", "shares", "show", "sign", "sign", "help", "branches")
    done = play(*lines, "set arrests purge", "quit")
    arrows_and_boxes = {sign for sign in done.said if 0x2190 <= ord(sign) <= 0x2BFF} - {"\u2212"}
    assert arrows_and_boxes == set()
    assert not set("*~|") & set(done.said)
    assert max(map(len, done.said.splitlines())) <= 100


def test_the_end_of_the_input_is_a_polite_way_to_leave(play: Command, tmp_path: Path) -> None:
    done = play("sign", "sign", "set grain_exports 0.2")
    assert done.status == 0
    assert "The input has ended" in done.said
    assert str(tmp_path / "games") in re.sub(r"\s", "", done.said) or "games" in done.said
    assert signed(tmp_path / "games") == [(1928, "january")]


def test_a_kept_game_is_taken_up_where_it_was_left(play: Command, tmp_path: Path) -> None:
    play("sign", "sign", "sign", "quit")
    done = play("1", "branches", "sign", "sign", "quit")
    assert "1929" in done.said
    assert "Content note" not in done.said
    assert signed(tmp_path / "games") == [(1928, "january"), (1928, "september"), (1929, "january")]


def test_the_input_may_end_before_a_game_is_chosen(play: Command) -> None:
    play("sign", "sign", "quit")
    done = play()
    assert done.status == 0, done.complained
    assert "The input has ended" in done.said


def test_another_game_can_be_begun_beside_it(play: Command, tmp_path: Path) -> None:
    play("sign", "sign", "quit")
    play("new", "sign", "sign", "quit")
    play("sign", "sign", "quit")
    assert len(list((tmp_path / "games").iterdir())) == 3


def test_a_lever_moves_and_says_what_that_did(play: Command) -> None:
    said = play("set investment_rate 14", "show investment_rate", "quit").said
    assert "Investment rate: 14.0" in said
    assert "What moving" in said
    assert "up: " in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("set investment_rate 90", "must lie between"),
        ("set investment_rate 30", "in one year"),
        ("set investment_rate much", "is not a number"),
        ("set unknown 3", "there is no lever"),
        ("set", "set what?"),
        ("set grain_exports 1", "there is no lever"),
        ("region ukraine 30", "the harvest is not known yet"),
        ("shares", "the harvest is not known yet"),
        ("choose 9 a", "there is no event 9"),
        ("choose 1 z", "has no answer z"),
        ("choose", "there is no event"),
        ("goto 7", "there is no season 7"),
        ("goto nowhere", "there is no season nowhere"),
        ("follow nepp", "did you mean nep"),
        ("dance", "there is no command dance"),
        ("account", "no year is closed"),
        ("undo", "nothing to take back"),
        ("redo", "nothing to do again"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_game_goes_on(play: Command, line: str, words: str) -> None:
    done = play(line, "clear", "quit")
    assert done.status == 0, done.complained
    assert words in " ".join(done.said.split())
    assert "All orders stand" in done.said


def test_an_answered_event_is_not_asked_for_again(play: Command) -> None:
    said = play("choose 1 b", "choose 2 a", "choose 3 a", "sign", "quit").said
    assert "Not answered" not in said
    assert "1928, September" in said


def test_undo_takes_back_a_move_then_a_season_and_keeps_the_branch(play: Command, tmp_path: Path) -> None:
    said = play("sign", "sign", "set exports 1", "undo", "undo", "sign", "sign", "branches", "quit").said
    assert "Taken back." in said
    assert "1. January" in said
    assert "2. January" in said
    assert signed(tmp_path / "games") == [(1928, "january"), (1928, "january")]


def test_september_is_decided_by_region_or_in_all(play: Command) -> None:
    orders = ("region ukraine 30", "region uk unset", "set procurement 12", "set procurement unset")
    said = " ".join(play("sign", "sign", *orders, "quit").said.split())
    assert "(set for this region)" in said
    assert "Grain to collect: 12.0 Mt" in said


def test_a_plan_fills_in_every_season(command: Command, tmp_path: Path) -> None:
    done = command("play", "--text", "--plan", "nep", "--games", str(tmp_path), typed="sign\nsign\nsign\nquit\n")
    assert done.status == 0, done.complained
    assert done.said.count("The draft holds the orders of the plan") == 3


def test_without_a_display_or_a_terminal_history_is_played_and_its_account_printed(command: Command) -> None:
    done = command()
    assert done.status == 0, done.complained
    assert "The account of 1940" in done.said
    assert "Consent: 0 to 100." in done.said
    assert "the year before –" not in done.said
    assert "Survival in 1941." in done.said


def test_another_plan_can_be_accounted_for(command: Command) -> None:
    done = command("play", "--plan", "nep")
    assert done.status == 0, done.complained
    assert "NEP" in done.said


def test_marks_and_drawn_signs_become_words() -> None:
    assert plain("▲ steel **+0.7** → !!3!!") == "up: steel +0.7 to 3"


def test_a_figure_is_not_torn_from_its_unit() -> None:
    lines: list[str] = []
    Teller(lines.append).say("word " * 19 + "1\u00a0234\u00a0Mt")
    assert lines[-1].endswith("1 234 Mt")


def test_what_levers_do_is_told_in_play(play: Command) -> None:
    said = play("effects", "effects steel", "quit").said
    assert "National product (gdp_index)" in said
    assert "Steel (steel)" in said
    assert "2 points more" in said


def test_the_web_of_causes_is_asked_for_by_name(play: Command) -> None:
    said = play("web granary.Balance.exported", "web", "web locusts", "quit").said
    assert "Levers that move it most" in said
    assert "raised (lever.grain_exports)" in said
    assert "name a quantity" in said
    assert "no quantity locusts" in said
