"""Ten kills at random moments; a hundred by hand with kill_game.py."""

from pathlib import Path

from tests.kill.kill_game import campaign


def test_no_signed_order_is_lost_when_the_game_is_killed(tmp_path: Path) -> None:
    tally = campaign(10, 1, tmp_path)
    assert tally.kills == 10
    assert tally.steps > 100, "the games must have been under way"
