"""The loop: what it does with intents, work beside it, other sizes, and faults."""

import dataclasses
import gc
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pygame
import pytest
from pygame_gui import UIManager

from game.rules.courtesy import give_way
from game.ui import tidying
from game.ui.app import App
from game.ui.blocks import Text
from game.ui.intents import Back, Goto, Home, Pick, Quit, SetScale, Sign, Undo
from game.ui.layout import Column, Page
from game.ui.settings import Settings, load
from game.ui.trace import Trace
from tests.ui import sample


class Pages:
    """A flow with the desk, a plain page, and one that fails."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.closed = False
        self.season = 0

    def begin(self, app: App) -> None:
        self.app = app

    def screen(self) -> str:
        return "desk"

    def scene(self) -> object:
        return self.season

    def show(self, app: App, name: str) -> Page:
        if name == "fault":
            raise ZeroDivisionError("a fault for the tests")
        if name == "desk":
            return sample.desk(picks=app.picks)
        return Page(name, name, (Column(name, name, (Text(name),)),), back=Back())

    def act(self, app: App, intent: object) -> None:
        del app
        if intent == "break":
            raise ZeroDivisionError("a fault for the tests")
        self.asked.append(intent)
        if isinstance(intent, Sign):
            self.season += 1

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def app(window: pygame.Surface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """A running app whose first frame is drawn; reports of faults go to a folder of the test."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made = App(Pages(), Settings(tmp_path / "settings.json"), window, Trace(tmp_path / "trace.jsonl"))
    made.frame()
    yield made
    made.close()


def turn(app: App, until: Callable[[], bool] = lambda: True, patience: float = 5.0) -> None:
    """Let the loop go round until something holds."""
    end = time.monotonic() + patience
    pygame.event.post(pygame.event.Event(pygame.USEREVENT))
    while True:
        app.handle(app.wait())
        app.frame()
        if until():
            return
        assert time.monotonic() < end
        pygame.event.post(pygame.event.Event(pygame.USEREVENT))


def key(name: int, event: int = pygame.KEYDOWN) -> pygame.event.Event:
    return pygame.event.Event(event, key=name, mod=pygame.KMOD_CTRL, unicode="")


def test_a_key_pressed_before_a_season_was_seen_does_nothing_in_it(app: App) -> None:
    """In the same batch of events, or queued while the season was drawn."""
    pages = app.flow
    assert isinstance(pages, Pages)
    app.handle([key(pygame.K_RETURN), key(pygame.K_RETURN, pygame.KEYUP), key(pygame.K_RETURN)])
    assert pages.season == 1
    pygame.event.post(key(pygame.K_RETURN, pygame.KEYUP))
    pygame.event.post(key(pygame.K_RETURN))
    pygame.event.post(key(pygame.K_RETURN, pygame.KEYUP))
    app.frame()
    assert not pygame.event.peek(pygame.KEYDOWN)
    assert pages.season == 1
    app.handle([key(pygame.K_RETURN)])
    assert pages.season == 2


def test_a_key_that_is_held_signs_no_season_unseen(app: App) -> None:
    pages = app.flow
    assert isinstance(pages, Pages)
    for _ in range(3):
        app.handle([key(pygame.K_RETURN)])
        app.frame()
    assert pages.season == 1
    app.handle([key(pygame.K_RETURN, pygame.KEYUP), key(pygame.K_RETURN)])
    assert pages.season == 2


def test_screens_are_stacked_and_left(app: App) -> None:
    app.act(Goto("settings"))
    app.act(Goto("help"))
    assert app.screen == "help"
    app.act(Goto("settings"))
    assert app.stack == ["settings"]
    app.act(Back())
    app.act(Back())
    assert app.screen == "desk"


def test_what_is_picked_is_the_windows_own_affair(app: App) -> None:
    app.act(Pick("page", "trade"))
    app.frame()
    assert app.picks == {"page": "trade"}
    assert app.stage.live["page:trade"].control.chosen
    assert isinstance(app.flow, Pages)
    assert app.flow.asked == []


def test_what_concerns_the_game_goes_to_the_flow(app: App) -> None:
    app.act(Sign())
    app.act(Goto("events"))
    app.act(Goto("help"))
    app.act(Home())
    assert isinstance(app.flow, Pages)
    assert app.flow.asked == [Sign(), Goto("events"), Home()]
    assert app.stack == []


def test_a_scale_is_set_kept_and_drawn(app: App) -> None:
    before = app.stage.live["undo"].control.rect.height
    app.act(SetScale("text", "1.5"))
    app.frame()
    assert app.stage.live["undo"].control.rect.height > before
    assert load(app.settings.file).text == 1.5


def test_an_old_stage_leaves_nothing_behind(app: App) -> None:
    for scale in ("1.25", "1.5", "1.0", "2.0"):
        app.act(SetScale("text", scale))
        app.frame()
    assert sum(isinstance(thing, UIManager) for thing in gc.get_objects()) == 1


def test_quitting_ends_the_loop_and_closes_the_game(app: App) -> None:
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    app.run()
    assert isinstance(app.flow, Pages)
    assert app.flow.closed
    app.act(Quit())
    assert not app.running


def test_work_beside_the_loop_comes_back_into_it(app: App) -> None:
    found: list[object] = []

    def done(future: Future[int]) -> None:
        found.append(future.result())

    app.later(lambda: 6 * 7, done)
    turn(app, lambda: bool(found))
    assert found == [42]


def test_a_fault_in_work_beside_the_loop_ends_on_the_plain_page(app: App) -> None:
    def fail() -> int:
        raise ZeroDivisionError("beside the loop")

    app.later(fail, lambda future: future.result())
    turn(app, lambda: app.failed is not None)
    app.frame()
    assert app.stage.page is not None
    assert app.stage.page.id == "failure"


def test_what_is_put_off_waits_and_is_put_off_again(app: App) -> None:
    done: list[str] = []
    app.after("rest", 0.05, lambda: done.append("first"))
    app.after("rest", 0.05, lambda: done.append("second"))
    turn(app, lambda: bool(done))
    assert done == ["second"]
    assert app.due == {}


def test_a_page_with_a_beat_goes_on_by_itself_until_another_stills_it(app: App) -> None:
    page = Page("war", "war", (Column("war", "war", (Text("war"),)),), beat=(0.0, Pick("month", "1+")))
    app.keep_beat(page)
    assert "beat" in app.due
    app.handle([])
    assert app.picks["month"] == "1+"
    app.keep_beat(page)
    app.keep_beat(dataclasses.replace(page, beat=None))
    assert "beat" not in app.due


def test_a_fault_ends_on_a_plain_page_with_a_report(app: App, tmp_path: Path) -> None:
    app.act(Goto("fault"))
    app.frame()
    app.frame()
    assert app.stage.page is not None
    assert app.stage.page.id == "failure"
    report = next(tmp_path.glob("great-break-failure-*.txt"))
    assert "a fault for the tests" in report.read_text(encoding="utf-8")


def test_a_fault_in_an_act_ends_there_too(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.ui.keys.pressed", lambda stage, event: ["break"])
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_a, mod=0, unicode="a"))
    turn(app, lambda: app.failed is not None)


def test_a_frame_without_a_change_puts_nothing_on_the_display(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    put: list[object] = []
    monkeypatch.setattr(pygame.display, "update", put.append)
    app.frame()
    assert put == []
    app.act(Pick("reading", "steel"))
    app.frame()
    assert len(put) == 1


def test_another_window_size_lays_the_page_out_anew(app: App) -> None:
    pygame.display.set_mode((1024, 640))
    pygame.event.post(pygame.event.Event(pygame.WINDOWSIZECHANGED, x=1024, y=640))
    turn(app)
    assert app.stage.arranged.size == (1024, 640)
    assert "column:levers" in app.stage.live


def test_of_many_mouse_moves_only_the_last_counts(app: App) -> None:
    pygame.event.clear()
    for x in range(5):
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(x, 0), rel=(0, 0), buttons=(0, 0, 0)))
    moves = [event for event in app.wait() if event.type == pygame.MOUSEMOTION]
    assert [event.pos for event in moves] == [(4, 0)]


def test_the_trace_tells_where_everything_is(app: App) -> None:
    assert app.trace is not None
    line = json.loads(Path(app.trace.file.name).read_text(encoding="utf-8").splitlines()[0])
    assert line["screen"] == "desk"
    assert line["focus"] == "investment_rate"
    assert line["controls"]["sign"]["rect"] == list(app.stage.live["sign"].control.rect)
    assert set(line["ms"]) == {"view", "layout", "paint", "flip"}


def test_a_key_acts_once_however_long_a_frame_takes(app: App) -> None:
    flow = app.flow
    assert isinstance(flow, Pages)

    def struck(event: int) -> None:
        app.deal(pygame.event.Event(event, key=pygame.K_z, mod=0, unicode="z"))

    struck(pygame.KEYDOWN)
    struck(pygame.KEYDOWN)
    assert flow.asked == [Undo()]
    struck(pygame.KEYUP)
    struck(pygame.KEYDOWN)
    assert flow.asked == [Undo(), Undo()]


def test_an_arrow_that_is_held_goes_on(app: App) -> None:
    flow = app.flow
    assert isinstance(flow, Pages)
    for _ in range(3):
        app.deal(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RIGHT, mod=0, unicode=""))
    assert len(flow.asked) == 3


def test_the_worker_waits_while_a_frame_is_made(app: App) -> None:
    steps: list[bool] = []
    made: list[object] = []

    def work() -> None:
        while not made:
            give_way()
            steps.append(app.calm.is_set())

    app.later(work, lambda _: None)
    turn(app, lambda: bool(steps))
    with app.undisturbed():
        time.sleep(0.02)  # the step that had begun ends
        since = len(steps)
        time.sleep(0.04)
        assert len(steps) - since <= 1
    turn(app, lambda: len(steps) > since + 1)
    made.append(None)


def test_memory_is_looked_through_at_rest_and_not_amid_frames(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.ui.tidying.REST", 0.02)
    swept: list[bool] = []
    monkeypatch.setattr("game.ui.tidying.sweep", lambda *, whole: swept.append(whole))
    turn(app)
    assert "tidy" not in app.due
    with tidying.at_rest():
        turn(app)
        assert not gc.isenabled()
        assert "tidy" in app.due
        assert swept == [True]
        app.handle(app.wait())
        assert swept == [True, False]
        assert "tidy" not in app.due
    assert gc.isenabled()
    assert not gc.get_freeze_count()
