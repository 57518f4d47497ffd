"""The way through a game: from the title to the reckoning, and what stands in the way."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.cli.failures import told
from game.scenario import load
from game.scenario.records import Scenario
from game.session import save, seats
from game.session.session import Session
from game.ui.flow import Game, Wish
from game.ui.intents import Choose, Goto, Home, Lock, NewGame, Next, Pick, Redo, Resume, SetLever, Sign, Undo


class Loop:
    """What a flow sees of the app: picks, a stack, and work beside the loop, here done at once."""

    def __init__(self) -> None:
        self.picks: dict[str, str] = {}
        self.stack: list[str] = []
        self.rests: dict[str, Callable[[], None]] = {}

    def later(self, work: Callable[[], object], then: Callable[[Future[Any]], None]) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001 - a future carries it
            future.set_exception(error)
        then(future)
        return future

    def after(self, name: str, seconds: float, work: Callable[[], None]) -> None:
        del seconds
        self.rests[name] = work


class Table:
    """A game and its loop, to act on."""

    def __init__(self, wish: Wish) -> None:
        loop: Any = Loop()
        self.loop = loop
        self.game = Game(wish)
        self.game.begin(loop)

    def do(self, *intents: object) -> str:
        for intent in intents:
            self.game.act(self.loop, intent)
        return self.game.screen()

    def begin(self) -> str:
        return self.do(NewGame("great_break"), Next(), Next())

    @property
    def session(self) -> Session:
        assert self.game.running is not None
        return self.game.running.session

    @property
    def cards(self) -> Sequence[str]:
        assert self.game.running is not None
        return self.game.running.cards


@pytest.fixture
def wish(great_break: Scenario, tmp_path: Path) -> Wish:
    """A wish for the shipped scenario with games in a folder of the test."""
    return Wish(scenario=great_break, scenarios=load.available, find=load.load, told=told, games=tmp_path / "games")


@pytest.fixture
def table(wish: Wish) -> Iterator[Table]:
    """A game at its title."""
    made = Table(wish)
    yield made
    made.game.close()


def to_the_desk(table: Table) -> str:
    """Pass over the cards."""
    while table.game.screen() == "card":
        table.do(Next())
    return table.game.screen()


def test_a_game_begins_with_its_note_and_its_briefing(table: Table) -> None:
    assert table.game.screen() == "title"
    assert table.do(NewGame("great_break")) == "note"
    assert table.do(Next()) == "briefing"
    assert not list(save.games(table.game.wish.games))
    assert table.do(Next()) in {"card", "plan"}
    assert table.session.folder.parent == table.game.wish.games


def test_luck_and_a_name_are_picked_before_the_game(table: Table) -> None:
    table.do(NewGame("great_break"), Next())
    table.loop.picks |= {"luck": "drawn", "nickname": "Ann"}
    table.do(Next())
    assert table.session.world.luck == "drawn"
    assert table.session.header.nickname == "Ann"


def test_a_lens_is_picked_before_the_game_and_kept_in_it(table: Table) -> None:
    table.do(NewGame("great_break"), Next())
    assert "deaths_low" in [lens for lens, _, _ in table.game.briefing().lenses]
    table.loop.picks |= {"lens": "deaths_low"}
    table.do(Next())
    assert table.session.scenario.lens == "deaths_low"
    assert table.session.header.reference == "great_break@deaths_low"


def test_a_lens_that_was_asked_for_holds_unless_another_is_picked(wish: Wish) -> None:
    made = Table(replace(wish, scenario=load.load("great_break", lens="deaths_high")))
    made.do(NewGame("great_break"), Next())
    assert made.game.briefing().lens == "deaths_high"
    made.loop.picks |= {"lens": "none"}
    made.do(Next())
    assert made.session.scenario.lens == ""
    made.do(Home())


def test_a_card_is_answered_or_passed_over(table: Table) -> None:
    assert table.begin() == "card"
    first = table.cards[0]
    event = next(e for e in table.session.scenario.events if e.id == first)
    table.do(Choose(first, event.choices[-1].id))
    assert first not in table.cards
    assert table.session.draft.choices[first] == event.choices[-1].id
    assert to_the_desk(table) == "plan"
    assert table.do(Goto("events")) == "card"


def test_a_move_is_foreseen_at_once_and_by_many_futures_when_the_hand_rests(table: Table) -> None:
    table.begin()
    to_the_desk(table)
    running = table.game.running
    assert running is not None
    running.foresee(table.loop)
    table.do(SetLever("investment_rate", 0.15))
    assert table.session.draft.levers["investment_rate"] == 0.15
    assert running.last.lever == "investment_rate"
    assert running.foresee(table.loop).futures == 250
    table.loop.rests["rest"]()
    assert running.foresee(table.loop).futures == 1000
    assert running.last.lever == "investment_rate"


def test_a_rest_that_comes_after_signing_foresees_nothing(table: Table) -> None:
    table.begin()
    to_the_desk(table)
    running = table.game.running
    assert running is not None
    running.foresee(table.loop)
    table.do(Sign())
    table.loop.rests["rest"]()
    assert running.work is None


def test_a_refused_move_says_why_and_changes_nothing(table: Table) -> None:
    table.begin()
    to_the_desk(table)
    table.do(SetLever("investment_rate", 0.39))
    assert table.game.running is not None
    assert table.game.running.notice
    assert "investment_rate" not in table.session.draft.levers
    table.do(SetLever("investment_rate", 0.14))
    assert table.game.running.notice == ""


def test_undo_takes_back_a_move_then_a_season(table: Table) -> None:
    table.begin()
    to_the_desk(table)
    table.do(SetLever("investment_rate", 0.14), Undo())
    assert "investment_rate" not in table.session.draft.levers
    table.do(Redo())
    assert table.session.draft.levers["investment_rate"] == 0.14
    table.do(Sign())
    to_the_desk(table)
    assert table.game.screen() == "harvest"
    table.do(Undo())
    to_the_desk(table)
    assert table.game.screen() == "plan"
    assert table.session.draft.levers["investment_rate"] == 0.14


def test_undo_brings_an_answered_card_back_but_not_one_passed_over(table: Table) -> None:
    table.begin()
    passed = table.cards[0]
    table.do(Next())
    answered = table.cards[0]
    event = next(e for e in table.session.scenario.events if e.id == answered)
    table.do(Choose(answered, event.choices[0].id))
    to_the_desk(table)
    table.do(SetLever("investment_rate", 0.14), Undo())
    assert table.game.screen() == "plan"
    table.do(Undo())
    assert list(table.cards) == [answered]
    table.do(Goto("events"))
    assert passed in table.cards


def test_the_account_stands_between_the_years_and_can_be_undone(table: Table) -> None:
    table.begin()
    to_the_desk(table)
    table.do(Sign())
    to_the_desk(table)
    assert table.do(Sign()) == "account"
    table.do(Undo())
    assert to_the_desk(table) == "harvest"
    assert table.do(Sign()) == "account"
    table.do(Next())
    assert to_the_desk(table) == "plan"
    assert table.session.world.year == 1929


def test_a_share_is_locked_and_let_go(table: Table) -> None:
    table.begin()
    to_the_desk(table)
    table.do(Lock("share_arms_industry"))
    assert "share_arms_industry" in table.session.locked
    table.do(Lock("share_arms_industry"))
    assert not table.session.locked


def test_a_game_to_its_end(table: Table) -> None:
    table.begin()
    seen = []
    for _ in range(400):
        screen = to_the_desk(table)
        seen.append(screen)
        if screen == "reckoning":
            break
        table.do(Sign() if screen in {"plan", "harvest"} else Next())
    assert seen[-2:] == ["war", "reckoning"]
    assert (seen.count("plan"), seen.count("harvest"), seen.count("account")) == (13, 13, 13)
    running = table.game.running
    assert running is not None
    assert running.campaign is not None
    assert running.comparison is not None
    assert table.do(Home()) == "title"
    assert table.game.saved is not None
    assert [game.stands for game in table.game.saved] == ["Finished"]
    game = table.game.saved[0]
    assert table.do(Resume(game.folder, game.scenario)) == "war"


def test_a_game_is_taken_up_where_it_was_left(table: Table) -> None:
    table.begin()
    to_the_desk(table)
    table.do(Sign(), Home())
    assert table.game.saved is not None
    game = table.game.saved[0]
    table.do(Resume(game.folder, game.scenario))
    assert to_the_desk(table) == "harvest"


def test_a_game_open_elsewhere_is_not_opened_twice(table: Table, wish: Wish) -> None:
    table.begin()
    to_the_desk(table)
    table.do(Sign())
    other = Table(wish)
    assert other.do(Resume(table.session.folder, "great_break")) == "title"
    assert "open in another window" in other.game.notice
    other.game.close()


def test_a_changed_game_asks_how(table: Table, wish: Wish, great_break: Scenario) -> None:
    table.begin()
    to_the_desk(table)
    table.do(Sign(), Home())
    changed = replace(great_break, fingerprint="0" * 64)
    other = Table(replace(wish, scenario=changed))
    assert other.game.saved is not None
    game = other.game.saved[0]
    assert other.do(Resume(game.folder, game.scenario)) == "changed"
    other.do(Resume(game.folder, game.scenario, "replayed"))
    assert to_the_desk(other) == "harvest"
    other.game.close()


def test_a_scenario_that_cannot_be_read_is_said_in_the_list(table: Table) -> None:
    assert table.do(NewGame("no_such_scenario")) == "title"
    assert table.loop.stack == ["choose"]
    assert "no_such_scenario" in table.game.notice


def test_a_folder_that_cannot_be_written_is_said_on_the_briefing(wish: Wish, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    table = Table(replace(wish, games=tmp_path / "taken" / "games"))
    assert table.begin() == "briefing"
    assert table.game.notice


def test_a_fault_of_ours_is_not_hidden(wish: Wish) -> None:
    def broken() -> Sequence[object]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Table(replace(wish, scenarios=broken))


def test_a_plan_is_each_seasons_beginning(wish: Wish, great_break: Scenario) -> None:
    table = Table(replace(wish, plan=seats.scripted(great_break.plans["history"])))
    table.begin()
    for _ in range(6):
        to_the_desk(table)
        if table.game.screen() == "account":
            table.do(Next())
            continue
        orders = great_break.plans["history"].orders[table.session.world.year]
        lever, value = next(iter(table.session.draft.levers.items()))
        assert orders[lever] == value
        table.do(Sign())
    table.game.close()


def test_picks_of_the_desk_do_not_outlive_the_season(table: Table) -> None:
    table.begin()
    to_the_desk(table)
    table.loop.picks["page"] = "army"
    table.do(Sign())
    assert "page" not in table.loop.picks
    assert Pick("page").value == ""


def test_what_levers_do_is_counted_when_the_hand_rests_and_again_after_a_move(table: Table) -> None:
    table.begin()
    to_the_desk(table)
    running = table.game.running
    assert running is not None
    first = running.view(table.loop, "plan")
    figures = {cell.figure for each in first.effects.levers.values() for cell in each.steps[0].cells.values()}
    assert figures == {"\u2026"}
    assert "Counting" in first.effects_note
    table.loop.rests["rest"]()
    counted = running.view(table.loop, "plan")
    assert all(cell.figure != "\u2026" for cell in counted.effects.levers["lever:arrests"].steps[0].cells.values())
    assert counted.effects_note == ""
    table.do(SetLever("investment_rate", 0.14))
    moved = running.view(table.loop, "plan")
    assert moved.effects is counted.effects
    assert "again" in moved.effects_note
    assert moved.replay is None
    table.loop.rests["rest"]()
    after = running.view(table.loop, "plan")
    assert after.effects is not counted.effects
    assert after.effects_note == ""
    assert after.replay is not None


def test_looking_at_the_last_move_again_signs_nothing(table: Table) -> None:
    table.begin()
    to_the_desk(table)
    journal = table.session.folder / "journal.jsonl"
    running = table.game.running
    assert running is not None
    running.view(table.loop, "plan")
    table.do(SetLever("investment_rate", 0.14))
    table.loop.rests["rest"]()
    written, draft = journal.read_bytes(), table.session.draft
    table.loop.picks["replay"] = "10"
    assert running.view(table.loop, "plan").replay.before["gdp_index"].median
    assert journal.read_bytes() == written
    assert table.session.draft is draft
    table.do(SetLever("investment_rate", 0.15))
    assert "replay" not in table.loop.picks  # a new move is not shown as the old one


def test_levers_that_cannot_be_weighed_say_why(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    table.begin()
    to_the_desk(table)
    running = table.game.running
    assert running is not None
    running.view(table.loop, "plan")

    def fails(_: object) -> None:
        raise ValueError("no such orders")

    monkeypatch.setattr("game.report.views.effects.effects", fails)
    table.loop.rests["rest"]()
    view = running.view(table.loop, "plan")
    assert view.effects is None
    assert "no such orders" in view.effects_note


def test_learning_goes_a_step_at_a_time_and_ends(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    table.begin()
    to_the_desk(table)
    running = table.game.running
    assert running is not None
    left = [True, True, False]
    monkeypatch.setattr("game.ui.running.practise", lambda: left.pop(0))
    running.view(table.loop, "plan")
    table.loop.rests["rest"]()
    assert left == []
    assert not running.practising
