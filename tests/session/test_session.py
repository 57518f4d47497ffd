"""A game being played: signed orders are on disk before the game moves, and nothing is lost."""

import math
from pathlib import Path

import pytest

from game.rules.orders import Orders
from game.rules.turn import follow, roll
from game.rules.world import begin
from game.scenario.records import Scenario
from game.session import journal, seats
from game.session.journal import SaveError
from game.session.records import Moved, Signed
from game.session.session import Session
from tests.session.conditions import no_file_longer_than, same


def records(game: Session) -> list[object]:
    return list(journal.read(game.folder / journal.NAME).records)


def season(game: Session) -> str:
    return game.world.season


def test_a_new_game_stands_in_its_first_january_with_an_empty_draft(game: Session) -> None:
    assert (game.world.year, game.world.season) == (1928, "january")
    assert game.draft == Orders()
    assert game.turns == ()
    assert not game.over
    assert dict(game.levers()) == pytest.approx(dict(game.world.levers), nan_ok=True)
    assert game.world.members.tolist() == [0], "the game is member 0 of its ensemble"


def test_signing_takes_the_draft_and_begins_another(game: Session) -> None:
    assert game.set("investment_rate", 0.15) is None
    assert game.levers()["investment_rate"] == 0.15
    turn = game.sign()
    assert turn.orders.levers["investment_rate"] == 0.15
    assert (game.world.season, game.world.levers["investment_rate"]) == ("september", 0.15)
    assert game.draft == Orders()
    [signed] = records(game)
    assert isinstance(signed, Signed)
    assert signed.levers == {"investment_rate": 0.15}
    assert (signed.node, signed.parent, signed.year, signed.season) == (1, 0, 1928, "january")


def test_an_order_that_may_not_be_is_refused_and_the_draft_stays(game: Session) -> None:
    game.set("investment_rate", 0.15)
    refused = game.set("investment_rate", 0.9)
    assert refused is not None
    assert refused.code == "order.out_of_range"
    assert game.levers()["investment_rate"] == 0.15


def test_a_turn_refused_at_signing_leaves_the_game_and_the_journal_alone(game: Session) -> None:
    game.propose(Orders(levers={"investment_rate": 0.9}))
    turn = game.sign()
    assert turn.refused
    assert game.turns == ()
    assert records(game) == []
    assert game.draft.levers == {"investment_rate": 0.9}


def test_moves_of_the_draft_come_back_one_by_one_and_touch_no_journal(game: Session) -> None:
    game.set("investment_rate", 0.15)
    game.set("schooling", 0.015)
    assert game.undo()
    assert game.draft.levers == {"investment_rate": 0.15}
    assert game.undo()
    assert game.draft == Orders()
    assert not game.undo()
    assert game.redo()
    assert game.redo()
    assert not game.redo()
    assert game.draft.levers == {"investment_rate": 0.15, "schooling": 0.015}
    assert records(game) == []


def test_a_drag_is_one_move_and_starts_where_the_hand_took_hold(game: Session) -> None:
    shares = [name for name in game.world.levers if name.startswith("share_")]
    before = {share: game.levers()[share] for share in shares}
    for value in (0.36, 0.45, 0.40, 0.34):
        assert game.set("share_heavy_industry", value) is None
    game.set("share_heavy_industry", before["share_heavy_industry"])
    assert {share: game.levers()[share] for share in shares} == pytest.approx(before)
    assert game.undo()
    assert game.draft == Orders()


def test_a_hand_lifted_and_laid_on_again_makes_two_moves(game: Session) -> None:
    game.set("schooling", 0.014)
    game.settle()
    game.set("schooling", 0.016)
    game.undo()
    assert game.draft.levers == {"schooling": 0.014}


def test_a_move_made_after_one_was_taken_back_is_a_move_of_its_own(game: Session) -> None:
    game.set("schooling", 0.014)
    game.set("investment_rate", 0.13)
    game.undo()
    game.set("investment_rate", 0.14)
    assert game.draft.levers == {"schooling": 0.014, "investment_rate": 0.14}
    game.undo()
    assert game.draft.levers == {"schooling": 0.014}


def test_a_locked_share_stays_while_others_move(game: Session) -> None:
    kept = game.levers()["share_agriculture"]
    game.lock("share_agriculture")
    low, high = game.reach("share_heavy_industry")
    assert low < 0.33 < high
    assert game.set("share_heavy_industry", high) is None
    assert game.levers()["share_agriculture"] == kept
    game.lock("share_agriculture", on=False)
    game.set("share_heavy_industry", 0.40)
    assert game.levers()["share_agriculture"] != kept


def test_locking_in_the_midst_of_a_drag_keeps_what_is_seen(game: Session) -> None:
    game.set("share_heavy_industry", 0.40)
    seen = game.levers()["share_agriculture"]
    game.lock("share_agriculture")
    game.set("share_heavy_industry", 0.42)
    assert game.levers()["share_agriculture"] == seen


def test_a_turn_taken_back_stays_in_the_tree_and_gives_its_orders_as_the_draft(game: Session) -> None:
    game.set("schooling", 0.014)
    game.sign()
    assert game.undo()
    assert season(game) == "january"
    assert game.draft.levers == {"schooling": 0.014}
    assert game.redo()
    assert season(game) == "september"
    assert game.draft == Orders()
    game.undo()
    game.set("schooling", 0.016)
    assert not game.redo(), "a draft with moves of its own is not thrown away for a turn"
    game.sign()
    assert game.branches.children(0) == (1, 2)
    assert [step.kind for step in records(game) if isinstance(step, Moved)] == ["undo", "redo", "undo"]


def test_any_turn_of_the_tree_can_be_stood_on(game: Session) -> None:
    for _ in range(3):
        game.sign()
    game.undo()
    game.undo()
    game.set("schooling", 0.013) or game.set("town_ration", 230.0)
    game.sign()
    game.goto(3)
    assert [turn.season for turn in game.turns] == ["january", "september", "january"]
    assert game.draft == Orders()
    game.goto(0)
    assert game.turns == ()
    with pytest.raises(KeyError):
        game.goto(99)


def test_shares_of_a_harvest_are_set_region_by_region(game: Session, scenario: Scenario) -> None:
    region = scenario.regions[0].id
    refused = game.set_region(region, 0.3)
    assert refused is not None
    assert refused.code == "order.wrong_season"
    game.sign()
    assert game.set_region(region, 0.3) is None
    assert game.regions() == {region: 0.3}
    assert game.set("procurement", 11.0) is None
    assert game.set("procurement", math.nan) is None
    game.sign()
    last = records(game)[-1]
    assert isinstance(last, Signed)
    assert last.by_region == {region: 0.3}
    assert last.levers == {"procurement": None}


def test_cards_are_answered_and_a_stranger_is_refused(game: Session, scenario: Scenario) -> None:
    refused = game.choose("no_such_event", "yes")
    assert refused is not None
    assert refused.code == "order.unknown_event"
    while not game.over:
        cards = [event for event in scenario.events if event.id in game.world.cards and event.choices]
        if cards:
            other = next(choice.id for choice in cards[0].choices if not choice.history)
            assert game.choose(cards[0].id, other) is None
            assert (cards[0].id, other) in game.sign().news
            break
        game.sign()
    else:
        pytest.fail("the scenario has no card with a choice")


def test_a_decree_needs_an_event_that_grants_it(game: Session) -> None:
    refused = game.decree("arrests")
    assert refused is not None
    assert refused.code == "order.decree_not_granted"
    game.clear()
    assert not game.undo(), "clearing an empty draft is no move"


def test_a_plans_own_decrees_hold_in_its_draft_whatever_is_moved_besides(game: Session) -> None:
    game.propose(Orders(levers={"arrests": 0.9}, decrees=("arrests",)), scripted=True)
    assert game.reach("arrests")[1] == 1
    assert game.set("arrests", 0.8) is None
    assert game.set("schooling", 0.015) is None
    assert game.preview(5).futures == 5
    assert not game.sign().refused
    game.undo()
    assert game.preview(5).futures == 5, "taken back, it is still a plan's draft"
    assert not game.sign().refused
    assert not game.scripted, "the next draft is the player's own"
    assert game.undo()
    game.goto(0)
    assert game.set("arrests", 0.9) is not None


def test_clearing_the_draft_is_a_move_like_any_other(game: Session) -> None:
    game.set("schooling", 0.014)
    game.clear()
    assert game.draft == Orders()
    game.undo()
    assert game.draft.levers == {"schooling": 0.014}


@pytest.mark.parametrize("plan", ["history", "nep"])
def test_a_plan_played_to_the_end_is_the_run_of_that_plan(scenario: Scenario, tmp_path: Path, plan: str) -> None:
    with Session.start(scenario, tmp_path) as game:
        seat = seats.scripted(scenario.plans[plan])
        while not game.over:
            assert not game.let(seat).refused
        assert len(game.turns) == 26
        run = list(roll(scenario, begin(scenario, caretaker=False), follow(scenario.plans[plan]), scripted=True))
        assert same(game.world, run[-1].world)
        assert game.campaign().collapsed.shape[-1] == 1
        assert game.campaign(50).collapsed.shape[-1] == 50
        assert game.sign().refused[0].code == "order.game_over"
    with Session.resume(tmp_path, {scenario.id: scenario}.__getitem__) as again:
        assert again.over
        assert same(again.world, run[-1].world)


def test_a_second_window_is_kept_out_until_the_first_is_closed(scenario: Scenario, tmp_path: Path) -> None:
    find = {scenario.id: scenario}.__getitem__
    with Session.start(scenario, tmp_path) as first:
        with pytest.raises(SaveError, match="open in another window"):
            Session.resume(tmp_path, find)
        with pytest.raises(SaveError, match="open in another window"):
            Session.start(scenario, tmp_path)
        looking = Session.resume(tmp_path, find, accept="read")
        assert looking.read_only
        with pytest.raises(SaveError, match="only to be read"):
            looking.sign()
        with pytest.raises(SaveError, match="only to be read"):
            looking.goto(0)
        first.sign()
    with Session.resume(tmp_path, find) as second:
        assert len(second.turns) == 1


def test_a_closed_game_signs_nothing_more(scenario: Scenario, tmp_path: Path) -> None:
    game = Session.start(scenario, tmp_path)
    game.close()
    game.close()
    with pytest.raises(SaveError, match="closed"):
        game.sign()
    assert game.turns == ()


def test_a_turn_that_cannot_be_written_is_not_taken(scenario: Scenario, full_disk: Path) -> None:
    with Session.start(scenario, full_disk / "game") as game:
        signed = 0
        with pytest.raises(SaveError, match="the disk is full"):  # noqa: PT012 - the last one fails
            while True:
                lever, value = ("schooling", 0.013) if game.world.season == "january" else ("town_ration", 234.0)
                game.set(lever, value)
                draft, world = game.draft, game.world
                game.sign()
                signed += 1
        assert signed > 0
        assert len(game.turns) == signed
        assert game.draft == draft
        assert game.world is world
        assert len(records(game)) == signed
    with Session.resume(full_disk / "game", {scenario.id: scenario}.__getitem__, accept="read") as again:
        assert same(again.world, world)


def test_a_step_that_cannot_be_written_is_not_taken(game: Session) -> None:
    game.sign()
    game.sign()
    tree = game.branches
    length = (game.folder / journal.NAME).stat().st_size
    for step in (game.undo, game.sign, lambda: game.goto(0)):
        with no_file_longer_than(length + 30), pytest.raises(SaveError, match="may not grow any further"):
            step()
        assert game.branches is tree
    assert game.undo()
    tree = game.branches
    with no_file_longer_than(length + 60), pytest.raises(SaveError):
        game.redo()
    assert game.branches is tree


def test_a_game_that_cannot_be_begun_says_where_and_why(scenario: Scenario, tmp_path: Path) -> None:
    (tmp_path / "games").write_text("in the way")
    with pytest.raises(SaveError, match=r"games.*a file stands where a folder should be.*--games"):
        Session.start(scenario, tmp_path / "games" / "one")


def test_a_nickname_stays_short_and_printable(scenario: Scenario, tmp_path: Path) -> None:
    with Session.start(scenario, tmp_path, nickname="Анна\n\x1b[31m\ud800" + "x" * 500) as game:
        assert game.header.nickname.startswith("Анна[31mxxx")
        assert len(game.header.nickname) == 60
    assert journal.read(tmp_path / journal.NAME).header.nickname == game.header.nickname
