"""The web of causes on the screen: it fits everywhere, lights what a lever moves, is walked by key and by hand."""

import itertools
from collections.abc import Iterator

import pygame
import pytest

from game.lab.reach import Weights
from game.report.views.web import LEAST, WebView, asked, reading_web, web_view, weighed
from game.scenario.records import Scenario
from game.session.session import Session
from game.ui import causes, keys
from game.ui.canvas import Canvas, Control
from game.ui.intents import Back, Goto, Open, Pick, Visit, Why
from game.ui.layout import Page, arrange, audit
from game.ui.screens import web as screen
from game.ui.stage import Stage
from game.ui.theme import INK, PAPER, RED, Style
from game.ui.webpainter import HERE, WebPicture, curve, joined
from tests.report.played import lengthened, played

SIZES = [(1024, 640), (1280, 720), (1920, 1080), (3840, 2160)]
STYLES = [Style(), Style(text=1.5), Style(text=2), Style(text=2, interface=2)]
WIDE = Style(), (1280, 720)


@pytest.fixture(scope="module")
def found(great_break: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Weights:
    """What the levers do in January 1931 under history's plan."""
    with played(great_break, tmp_path_factory.mktemp("games") / "web", 6) as session:
        weights = weighed(asked(session))
    assert weights is not None
    return weights


@pytest.fixture(scope="module")
def view(great_break: Scenario, found: Weights) -> WebView:
    """The web of a game under way."""
    return web_view(great_break, found)


def narrow(size: tuple[int, int], style: Style) -> dict[str, str]:
    """What the flow adds to the picks at this size."""
    if style.wide(size):
        return {}
    return {"narrow": "lists" if style.effective(size)[1] < 600 else "tabs"}


def picture(page: Page) -> WebPicture:
    """The drawing of a page."""
    blocks = [block for column in page.columns for block in column.blocks]
    return next(block for block in blocks if isinstance(block, WebPicture))


def controls(page: Page, column: str = "", style: Style | None = None) -> dict[str, Control]:
    """The controls of a page in a wide window."""
    return {c.name: c for _, c in arrange(page, style or Style(), (1280, 720), column).controls}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "picks",
    [
        {"web": "lever.investment_rate", "over": "lever.relief"},
        {"web": "fields.Harvest.harvest", "find": "steel"},
        {"web": "people.State.rural", "find": "no such thing", "layer": "army"},
    ],
)
def test_everything_fits(view: WebView, size: tuple[int, int], style: Style, picks: dict[str, str]) -> None:
    made = screen.compose(view, picks | narrow(size, style))
    for column in made.columns:
        assert audit(arrange(made, style, size, column.name)) == []


@pytest.mark.parametrize("size", [(1024, 640), (1920, 1080)])
def test_longer_words_fit_too(great_break: Scenario, found: Weights, size: tuple[int, int]) -> None:
    made = screen.compose(web_view(lengthened(great_break), found), narrow(size, Style()))
    for column in made.columns:
        assert audit(arrange(made, Style(), size, column.name)) == []


def test_a_lever_lights_what_it_moves_and_nothing_else(view: WebView, found: Weights) -> None:
    lit = dict(picture(screen.compose(view, {"web": "lever.grain_exports"})).painter.lit)
    assert lit["granary.Balance.exported"] == found["grain_exports"]["granary.Balance.exported"]
    assert all(size is not None and abs(size) >= LEAST for size in lit.values())
    assert "order.State.beds" not in lit


def test_a_quantity_lights_its_neighbours_and_the_levers_that_move_it(view: WebView) -> None:
    painter = picture(screen.compose(view, {"web": "granary.Balance.exported"})).painter
    lit = dict(painter.lit)
    assert lit["collections.Taken.collected"] is None
    assert lit["reading.grain_exports_of_harvest"] is None
    assert (lit["lever.grain_exports"] or 0) > 0
    edges = joined(painter.figure, *WIDE, painter.source, painter.chosen, painter.lit)
    assert ("collections.Taken.collected", "granary.Balance.exported") in edges


def test_the_ways_of_the_levers_that_move_a_quantity_are_drawn_to_it(view: WebView, found: Weights) -> None:
    painter = picture(screen.compose(view, {"web": "reading.steel"})).painter
    assert {(source, target) for source, target, _ in painter.ways} <= set(painter.figure.edges)
    starts = {source for source, _, _ in painter.ways} - {target for _, target, _ in painter.ways}
    most = max(found, key=lambda lever: abs(found[lever]["reading.steel"]))
    assert f"lever.{most}" in starts
    assert all(name.startswith("lever.") for name in starts)
    ends = {target for _, target, _ in painter.ways} - {source for source, _, _ in painter.ways}
    assert ends == {"reading.steel"}
    assert {source for source, _, _ in painter.ways} <= dict(painter.lit).keys()
    assert picture(screen.compose(view, {"web": "lever.relief"})).painter.ways == ()


def test_the_pointer_on_a_lever_lights_it_in_place_of_the_chosen(view: WebView) -> None:
    resting = picture(screen.compose(view, {"web": "lever.relief"})).painter
    pointed = picture(screen.compose(view, {"web": "lever.relief", "over": "lever.arrests"})).painter
    assert (resting.source, pointed.source) == ("lever.relief", "lever.arrests")
    assert resting.lit != pointed.lit
    assert "Arrests" in pointed.caption
    mark = picture(screen.compose(view, {"web": "lever.relief", "over": "herds.State.cattle"})).painter
    assert mark.lit == resting.lit
    assert "Cattle" in mark.caption


def test_every_line_belongs_to_a_way_from_the_lever(view: WebView) -> None:
    painter = picture(screen.compose(view, {"web": "lever.procurement_plan"})).painter
    edges = joined(painter.figure, *WIDE, painter.source, painter.chosen, painter.lit)
    assert edges
    real = set(painter.figure.edges)
    assert set(edges) <= real
    reached = {"lever.procurement_plan"}
    for _ in edges:
        reached |= {target for source, target in edges if source in reached}
    assert {end for edge in edges for end in edge} == reached


def test_marks_stay_where_they_are_whatever_is_chosen(view: WebView) -> None:
    first, second = (
        picture(screen.compose(view, {"web": name})).painter.still(Style(), (900, 580)).spots
        for name in ("lever.relief", "reading.steel")
    )
    assert first == second
    boxes = [*first.values()]
    assert not any(a.colliderect(b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])


def test_names_do_not_cover_each_other(view: WebView) -> None:
    painter = picture(screen.compose(view, {"web": "lever.investment_rate"})).painter
    names = [*painter.names(Style(), (900, 580)).values()]
    assert len(names) > 10
    assert not any(a.colliderect(b) for at, a in enumerate(names) for b in names[at + 1 :])


def test_a_raised_and_a_lowered_quantity_differ_in_more_than_colour(view: WebView) -> None:
    made = picture(screen.compose(view, {"web": "lever.arrests"}))
    surface = pygame.Surface((900, 620))
    surface.fill(PAPER)
    canvas = Canvas(surface, surface.get_rect(), Style(), [])
    made.paint(canvas)
    said = [mark.text for mark in canvas.marks or []]
    lit = dict(made.painter.lit)
    for name in made.painter.names(Style(), (900, 620)):
        size = lit.get(name)
        if size:
            assert f"{'+' if size > 0 else '−'} {made.painter.figure.names[name]}" in said
    drawn = {tuple(surface.get_at((x, y)))[:3] for x in range(0, 900, 3) for y in range(0, 620, 3)}
    assert {INK, RED} <= drawn


def test_a_line_leaves_and_arrives_at_its_ends() -> None:
    a, b = pygame.Rect(10, 10, 8, 8), pygame.Rect(200, 300, 8, 8)
    points = curve(a, b)
    assert points[0] == pytest.approx(a.midbottom)
    assert points[-1] == pytest.approx(b.midtop)
    assert curve(b, a)[0] == pytest.approx(b.midtop)


def test_arrows_walk_the_drawing_and_return_opens_the_page(view: WebView) -> None:
    here = controls(screen.compose(view, {"web": "lever.relief"}))[HERE]
    assert here.intent == Open()
    moves = dict(here.moves)
    assert moves["left"] == Visit("lever.grain_exports")
    below = moves["down"]
    assert isinstance(below, Visit)
    again = dict(controls(screen.compose(view, {"web": below.name}))[HERE].moves)
    assert again["up"] != below


def test_every_quantity_is_reached_by_arrows(view: WebView) -> None:
    still = picture(screen.compose(view, {})).painter.still(Style(), (900, 580))
    seen, ahead = {view.first}, [view.first]
    while ahead:
        here = ahead.pop()
        for way in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            there = causes.neighbour(still, here, *way)
            if there is not None and there not in seen:
                seen.add(there)
                ahead.append(there)
    assert seen == still.spots.keys()


def test_the_page_leads_on(view: WebView) -> None:
    found = controls(screen.compose(view, {"web": "fields.Harvest.harvest"}), "quantity")
    assert found["reads:circumstance.weather"].intent == Visit("circumstance.weather")
    assert found["read_by:reading.grain_harvest"].intent == Visit("reading.grain_harvest")
    assert found["find"].intent == Pick("find")


def test_a_reading_of_the_desk_may_be_asked_why(view: WebView) -> None:
    assert controls(screen.compose(view, {"web": "reading.steel"}))["why"].intent == Why("steel")
    assert "why" not in controls(screen.compose(view, {"web": "building.Building.steel"}))


def test_the_way_from_the_lever_chosen_last_is_told_step_by_step(view: WebView) -> None:
    picks = {"web": "reading.machine_imports", "from": "lever.grain_exports"}
    found = [name for name in controls(screen.compose(view, picks), "quantity") if name.startswith("way:")]
    names = [name.removeprefix("way:") for name in found]
    assert names[0] == "lever.grain_exports"
    edges = set(view.edges)
    assert all(step in edges for step in itertools.pairwise([*names, "reading.machine_imports"]))
    other = controls(screen.compose(view, picks | {"from": "lever.reading_no_such"}), "quantity")
    assert not any(name.startswith("way:") for name in other)
    itself = controls(screen.compose(view, {"web": "lever.relief", "from": "lever.relief"}), "quantity")
    assert not any(name.startswith("way:") for name in itself)


def test_a_long_list_is_cut_short_until_it_is_asked_for_whole(view: WebView) -> None:
    short = controls(screen.compose(view, {"web": "people.State.rural"}), "quantity")
    assert sum(name.startswith("read_by:") for name in short) == screen.SHORT
    asked = short["more:read_by"].intent
    assert asked == Pick("whole", "read_by:people.State.rural")
    whole = controls(screen.compose(view, {"web": "people.State.rural", "whole": asked.value}), "quantity")
    assert sum(name.startswith("read_by:") for name in whole) > 4 * screen.SHORT
    assert "more:read_by" not in whole


def test_what_is_written_is_found(view: WebView) -> None:
    found = controls(screen.compose(view, {"find": "crude st"}), "quantity")
    assert found["find:building.Building.steel"].intent == Visit("building.Building.steel")


def test_a_narrow_window_has_lists_and_escape_leads_back_to_the_drawing(view: WebView) -> None:
    tabs = screen.compose(view, {"narrow": "tabs", "column": "quantity"})
    assert tabs.back == Pick("column", "drawing")
    assert screen.compose(view, {"narrow": "tabs", "column": "drawing"}).back == Back()
    lists = screen.compose(view, {"narrow": "lists", "layer": "verdicts"})
    assert [column.name for column in lists.columns] == ["quantity", "all", "drawing"]
    assert controls(lists, "all", Style(text=2))["all:verdict.growth"].intent == Visit("verdict.growth")


def test_the_web_is_there_before_it_is_weighed_and_when_the_game_is_over(great_break: Scenario) -> None:
    for view in (web_view(great_break), web_view(great_break, over=True)):
        painter = picture(screen.compose(view, {"web": "lever.relief"})).painter
        assert dict(painter.lit) == {"granary.Issue.set_aside": None}
        assert painter.caption.startswith(view.notice)
        assert view.notice
    waiting = screen.compose(reading_web(great_break), {})
    assert audit(arrange(waiting, *WIDE)) == []


def test_a_name_that_is_not_known_falls_back_to_the_first(view: WebView) -> None:
    assert picture(screen.compose(view, {"web": "lever.locusts"})).painter.chosen == view.first


@pytest.fixture
def stage(window: pygame.Surface, view: WebView) -> Iterator[Stage]:
    """The web on the stage."""
    made = Stage(window, Style())
    made.show(screen.compose(view, {"web": "lever.relief"}))
    made.draw()
    yield made
    pygame.event.clear()


def place(stage: Stage, name: str) -> tuple[int, int]:
    """Where a quantity stands in the window."""
    placed = next(p for p in stage.arranged.placed if isinstance(p.block, WebPicture))
    assert isinstance(placed.block, WebPicture)
    spot = placed.block.painter.still(Style(), placed.rect.size).spots[name]
    return spot.move(placed.rect.topleft).center


def test_keys_follow(stage: Stage) -> None:
    assert stage.focus.name == HERE
    event = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_LEFT, mod=0, unicode="")
    assert list(keys.pressed(stage, event)) == [Visit("lever.grain_exports")]
    event = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="")
    assert list(keys.pressed(stage, event)) == [Open()]


def test_the_pointer_says_once_what_it_stands_on(stage: Stage) -> None:
    there = place(stage, "lever.arrests")
    event = pygame.event.Event(pygame.MOUSEMOTION, pos=there, rel=(0, 0), buttons=(0, 0, 0))
    assert list(stage.mouse(event)) == [Pick("over", "lever.arrests")]
    assert list(stage.mouse(event)) == []
    away = pygame.event.Event(pygame.MOUSEMOTION, pos=(1270, 300), rel=(0, 0), buttons=(0, 0, 0))
    assert list(stage.mouse(away)) == [Pick("over", "")]


def test_a_press_follows(stage: Stage) -> None:
    there = place(stage, "herds.State.cattle")
    event = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=there, button=1)
    assert list(stage.mouse(event)) == [Visit("herds.State.cattle")]


def test_the_desks_and_the_menu_lead_to_the_web(session: Session) -> None:
    from game.report.views.desk import desk_view
    from game.report.views.past import past
    from game.ui.screens import menu, plan

    desk = plan.compose(desk_view(session, past(session), session.preview(40)), {})
    assert controls(desk, "state")["web"].intent == Goto("web")
    assert ("g", Goto("web")) in desk.keys
    view = menu.MenuView(session.scenario.words, "Great Break", "folder")
    assert controls(menu.compose(view, {}))["web"].intent == Goto("web")
