"""The ledger in the window: it fits at every size, W and the mouse find it, causes are followed and found back."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.lab.ledger import Asked
from game.report.views.equation import equation_view
from game.report.views.ledger import LedgerView, ledger_view, resolved
from game.report.views.runs import BEFORE, Run, lines_ahead, plain, run_of, run_of_plan
from game.rules.gathering import gather
from game.scenario.records import Scenario
from game.session.session import Session
from game.ui import keys, trail
from game.ui.asking import Asking
from game.ui.canvas import Canvas
from game.ui.intents import Ask, Follow, Pick, Unwind, Why
from game.ui.layout import Page, arrange, audit
from game.ui.screens import account, equation, harvest, ledger, plan, reckoning, war
from game.ui.stage import Stage
from game.ui.text import natural
from game.ui.theme import RED, Style
from game.ui.waterfall import Waterfall
from tests.report.played import lengthened, played, views

SIZES = [(1024, 640), (1280, 720), (1920, 1080), (3840, 2160)]
STYLES = [Style(), Style(text=1.5), Style(text=2), Style(text=2, interface=2)]
ASKED = (
    (Asked("gdp_index", 1937), "history"),
    (Asked("famine_deaths", 1933, "north_caucasus"), "nep"),
    (Asked("grain_procurement", 1932), BEFORE),
    (Asked("excess_deaths_so_far", 1934), BEFORE),
    (Asked("collapse", 1941), "history"),
    (Asked("steel", 1928), BEFORE),
    (Asked("steel", 1935), "bukharin"),
)
QUANTITIES = (
    "reading.gdp_index", "production.Product.product", "lever.village_coercion", "circumstance.weather",
    "granary.Balance.food", "inherited.works", "shares", "drive", "events", "weather", "collections.Taken.collected",
)  # fmt: skip


@pytest.fixture(scope="module")
def run(great_break: Scenario) -> Run:
    return run_of_plan(great_break, great_break.plans["bukharin"])


@pytest.fixture(scope="module")
def long(great_break: Scenario) -> Run:
    """The same in a language whose sentences are longer."""
    wordy = lengthened(great_break)
    return run_of_plan(wordy, wordy.plans["bukharin"])


@pytest.fixture(scope="module")
def screens(great_break: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, object]:
    return views(great_break, tmp_path_factory.mktemp("games"))


def pages(run: Run) -> Iterator[Page]:
    """Ledgers with and without a balance, by region, empty ones; and a page of every kind of quantity."""
    for asked, against in ASKED:
        view = ledger_view(run, asked, against, most=40, refining=True)
        yield ledger.compose(view, {})
        for step in view.steps:
            yield equation.compose(equation_view(run, step.id, asked, view.ledger), {})
    for quantity in QUANTITIES:
        yield equation.compose(equation_view(run, quantity, ASKED[1][0]), {})


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", SIZES)
def test_everything_fits(run: Run, size: tuple[int, int], style: Style) -> None:
    for made in pages(run):
        for column in made.columns:
            assert audit(arrange(made, style, size, column.name)) == [], made.title


@pytest.mark.parametrize(
    ("size", "style"), [((1024, 640), STYLES[2]), ((1280, 720), STYLES[0]), ((1920, 1080), STYLES[2])]
)
def test_longer_words_fit_too(long: Run, size: tuple[int, int], style: Style) -> None:
    for made in pages(long):
        for column in made.columns:
            assert audit(arrange(made, style, size, column.name)) == [], made.title


def view_of(run: Run) -> LedgerView:
    return ledger_view(run, Asked("gdp_index", 1937), "history", most=40)


def test_the_balance_stands_first_and_every_cause_opens(run: Run) -> None:
    view = view_of(run)
    made = ledger.compose(view, {})
    assert [column.name for column in made.columns] == ["balance", "causes"]
    found = {control.name: control for _, control in arrange(made, Style(), (1280, 720)).controls}
    assert made.focus in found
    for step in view.steps:
        assert found[f"cause:{step.id}"].intent == Follow(step.id)
        assert step.words in found[f"cause:{step.id}"].say
    assert found["later"].intent == Ask("year", "1938")
    assert made.back == Unwind()
    alone = ledger.compose(ledger_view(run, Asked("steel", 1935), BEFORE, most=40), {})
    assert alone.columns[0].name == "causes"


def test_a_step_that_adds_is_filled_and_one_that_takes_away_hatched(run: Run) -> None:
    """Counted in the picture: a hatched bar leaves paper between its strokes, whatever its colour."""
    view = view_of(run)
    block = Waterfall(("a", "1", view.start), ("b", "2", view.end), view.steps)
    style = Style()
    rect = pygame.Rect(0, 0, 800, block.height(style, 800))
    surface = pygame.Surface(rect.size)
    surface.fill((243, 232, 212))
    block.paint(Canvas(surface, rect, style))
    x = block.scale(block.spots(style, 800).bars[0], block.spots(style, 800).bars[1])
    tops = [0]
    for tall in block.heights(style, 800):
        tops.append(tops[-1] + tall)
    seen = set()
    for number, step in enumerate(view.steps, 1):
        ends = sorted((x(step.before), x(step.before + step.value)))
        if ends[1] - ends[0] < 24:
            continue
        middle = (tops[number] + tops[number + 1]) // 2
        inside = [tuple(surface.get_at((left, middle)))[:3] for left in range(round(ends[0]) + 3, round(ends[1]) - 3)]
        assert ((243, 232, 212) in inside) == (step.value < 0)
        assert (RED in inside) == step.worse
        seen.add(step.value > 0)
    assert seen == {True, False}


def test_the_trail_leads_on_and_back() -> None:
    picks: dict[str, str] = {}
    assert trail.walk(picks, Why("steel", 1932), begun=False)
    assert trail.walk(picks, Ask("against", "nep"), begun=True)
    assert trail.walk(picks, Ask("year", "1933"), begun=True)
    assert trail.places(picks) == (trail.Figure("steel", 1933, "", "nep"),)
    assert trail.walk(picks, Follow("lever.relief"), begun=True)
    assert trail.walk(picks, Why("food_index", 1931, "ukraine"), begun=True)
    assert [type(place).__name__ for place in trail.places(picks)] == ["Figure", "Equation", "Figure"]
    assert trail.walk(picks, Unwind(), begun=True)
    assert trail.places(picks)[-1] == trail.Equation("lever.relief")
    assert trail.figure(picks) == trail.Figure("steel", 1933, "", "nep")
    assert trail.walk(picks, Unwind(), begun=True)
    assert not trail.walk(picks, Unwind(), begun=True)
    assert trail.walk(picks, Why("steel"), begun=False)
    assert len(trail.places(picks)) == 1


def test_what_is_left_open_is_the_last_year_that_is_known(session: Session, tmp_path: Path) -> None:
    new = run_of(session)
    assert resolved(new, "steel", 0, "", "") == (Asked("steel", 1928), "history")
    assert resolved(new, "collapse", 0, "", "") == (Asked("collapse", 1941), "history")
    with played(session.scenario, tmp_path / "on", 7) as later:
        run = run_of(later)
        assert run.drafted
        assert resolved(run, "steel", 0, "", "") == (Asked("steel", 1931), BEFORE)
        assert resolved(run, "steel", 0, "ukraine", "nobody") == (Asked("steel", 1931), BEFORE)
        assert resolved(run, "cattle_jan1", 0, "ukraine", "nep") == (Asked("cattle_jan1", 1932, "ukraine"), "nep")
        view = ledger_view(run, Asked("grain_harvest", 1931, "ukraine"), BEFORE, most=40)
        assert any("draft" in note for note in view.notes)


def test_another_branch_of_the_game_can_be_set_beside_this_one(great_break: Scenario, tmp_path: Path) -> None:
    with played(great_break, tmp_path / "game", 6) as session:
        session.goto(session.branches.path()[3].id)
        assert session.set("investment_rate", session.levers()["investment_rate"] + 0.03) is None
        session.sign()
        session.sign()
        run = run_of(session)
        (branch,) = run.branches
        view = ledger_view(run, Asked("gnp", 1930), branch, most=200)
        assert {cause.id for entry in view.ledger.entries for cause in entry.causes} >= {"lever.investment_rate"}


def test_a_year_to_come_is_told_against_a_plan_over_the_same_futures(session: Session, tmp_path: Path) -> None:
    with played(session.scenario, tmp_path / "on", 6) as later:
        assert later.set("investment_rate", later.levers()["investment_rate"] - 0.03) is None
        run = run_of(later)
        asked, against = resolved(run, "gdp_index", 1936, "", "")
        assert against == "history"
        view = ledger_view(run, asked, against, most=200)
        assert not view.why
        assert view.years[-1] == 1940
        assert sum(step.value for step in view.steps) == pytest.approx(view.end - view.start, abs=1e-9)
        assert not {"weather", "prices"} & {cause.id for entry in view.ledger.entries for cause in entry.causes}
        assert any("8 futures" in note for note in view.notes)
        assert view.balances == ()
        ends = [
            float(gather(plain(run.scenario), turns, only={"gdp_index"})["gdp_index"][8].mean())
            for turns in lines_ahead(run, "history")
        ]
        assert [view.start, view.end] == pytest.approx(ends, abs=1e-9)
        war = ledger_view(run, Asked("war_losses", 1941), "nep", most=16)
        assert sum(step.value for step in war.steps) == pytest.approx(war.end - war.start, abs=1e-9)
        assert ledger_view(run, Asked("gdp_index", 1936), BEFORE, most=16).why


def key(name: int, letter: str) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=name, mod=0, unicode=letter)


W = key(pygame.K_w, "w")


@pytest.fixture
def stage(window: pygame.Surface) -> Stage:
    return Stage(window, Style())


@pytest.mark.parametrize(
    ("name", "module", "control", "asked"),
    [
        ("plan", plan, "reading:steel", Why("steel")),
        ("plan", plan, "lever:investment_rate", Why("gdp_index")),
        ("harvest", harvest, "share:ukraine", Why("food_index", region="ukraine")),
        ("harvest", harvest, "map:volga", Why("grain_kept_per_head", region="volga")),
        ("account", account, "row:consent", Why("consent", 1934)),
        ("account", account, "died:Ukraine", Why("famine_deaths", 1933, "ukraine")),
        ("reckoning", reckoning, "line:0", Why("gdp_index", 1940, against="history")),
        ("war", war, "next", Why("collapse", against="history")),
    ],
)
def test_w_asks_about_what_has_the_focus(
    stage: Stage, screens: Mapping[str, object], name: str, module: object, control: str, asked: Why
) -> None:
    stage.show(module.compose(screens[name], {}))  # type: ignore[attr-defined]
    stage.focus.settle(stage.controls, control)
    assert stage.focus.name == control
    assert list(keys.pressed(stage, W)) == [asked]


def test_the_mouse_asks_about_what_lies_under_it(
    stage: Stage, screens: Mapping[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A right click anywhere; W once the mouse has moved, until a key moves the focus."""
    stage.show(plan.compose(screens["plan"], {}))  # type: ignore[arg-type]
    stage.draw()
    row = next(control for control in stage.controls if control.name == "reading:steel")
    point = row.rect.center
    click = pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=pygame.BUTTON_RIGHT, pos=point)
    assert list(stage.mouse(click)) == [Why("steel")]
    monkeypatch.setattr(pygame.mouse, "get_pos", lambda: point)
    list(stage.mouse(pygame.event.Event(pygame.MOUSEMOTION, pos=point, rel=(1, 1), buttons=(0, 0, 0))))
    assert list(keys.pressed(stage, W)) == [Why("steel")]
    list(keys.pressed(stage, key(pygame.K_TAB, "\t")))
    assert list(keys.pressed(stage, W)) != [Why("steel")]


def test_a_chart_is_asked_by_the_year_under_the_mouse(stage: Stage, screens: Mapping[str, object]) -> None:
    stage.show(plan.compose(screens["plan"], {}))  # type: ignore[arg-type]
    stage.draw()
    chart = next(each for each in stage.arranged.placed if type(each.block).__name__ == "Chart")
    asked = {stage.why_at((left, chart.rect.centery)) for left in range(chart.rect.left + 40, chart.rect.right - 40, 3)}
    assert {Why("gdp_index", year) for year in range(1928, 1941)} | {Why("gdp_index")} <= asked
    assert all(isinstance(each, Why) for each in asked)


def test_a_slider_row_is_asked_by_its_columns(stage: Stage, screens: Mapping[str, object]) -> None:
    stage.show(harvest.compose(screens["harvest"], {}))  # type: ignore[arg-type]
    row = next(each for each in stage.arranged.placed if getattr(each.block, "name", "") == "share:ukraine")
    asked = [stage.why_at((left, row.rect.centery)) for left in range(row.rect.left, row.rect.right, 4)]
    wanted = [Why(each, region="ukraine") for each in ("grain_harvest", "share_taken", "food_index")]
    assert [each for at, each in enumerate(asked) if at == 0 or asked[at - 1] != each] == wanted


def test_a_row_that_can_be_picked_is_still_picked_by_a_press(stage: Stage, screens: Mapping[str, object]) -> None:
    stage.show(plan.compose(screens["plan"], {}))  # type: ignore[arg-type]
    steel = next(control for control in stage.controls if control.name == "reading:steel")
    assert (steel.intent, steel.why) == (Pick("reading", "steel"), Why("steel"))


class Window:
    """As much of the running window as the answers need: its picks, and work that is done when it is asked for."""

    def __init__(self) -> None:
        self.picks: dict[str, str] = {}
        self.waiting: list[tuple[Callable[[], object], Callable[[Future[Any]], object]]] = []

    def later(self, work: Callable[[], Any], then: Callable[[Future[Any]], object]) -> Future[Any]:
        self.waiting.append((work, then))
        return Future()

    def rest(self) -> None:
        """Do what waits."""
        for work, then in self.waiting:
            done: Future[Any] = Future()
            done.set_result(work())
            then(done)
        self.waiting.clear()


def test_answers_come_at_once_and_are_refined_beside_the_loop(great_break: Scenario, tmp_path: Path) -> None:
    with played(great_break, tmp_path / "game", 8) as session:
        window = Window()
        app: Any = window
        asking = Asking(session)
        trail.walk(window.picks, Why("famine_deaths", 1931), begun=False)
        assert asking.page(app).id == "ledger"
        quick = asking.answers[trail.Figure("famine_deaths", 1931, "", "")]
        assert quick.refining
        trail.walk(window.picks, Follow("inherited.food"), begun=True)
        assert asking.page(app).id == "equation reading"
        window.rest()
        assert asking.page(app).id == "equation inherited.food"
        fine = asking.answers[trail.Figure("famine_deaths", 1931, "", "")]
        assert fine.ledger.sets > quick.ledger.sets
        assert not fine.refining
        assert (fine.start, fine.end) == (quick.start, quick.end)
        assert session.set("investment_rate", session.levers()["investment_rate"] + 0.01) is None
        trail.walk(window.picks, Unwind(), begun=True)
        asking.page(app)
        assert asking.answers[trail.Figure("famine_deaths", 1931, "", "")] is not fine


def test_no_name_in_a_menu_is_cut_or_stands_twice(run: Run) -> None:
    """A drop-down draws its choice itself, where the audit cannot see it; its arrow and its edges take some room."""
    view = ledger_view(run, ASKED[1][0], "nep", most=8)
    assert len({label for _, label in view.readings}) == len(view.readings)
    for size, style in ((SIZES[0], STYLES[2]), (SIZES[0], STYLES[1]), (SIZES[1], STYLES[0]), (SIZES[2], STYLES[2])):
        for _, control in arrange(ledger.compose(view, {}), style, size, "causes").controls:
            if control.kind == "choice":
                longest = max(natural(label, "body", style) for _, label in control.options)
                assert longest + style.px(14) + control.rect.height <= control.rect.width, (control.name, size, style)
