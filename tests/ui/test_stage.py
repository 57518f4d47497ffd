"""The stage keeps elements in step with the page, says what the player does, and paints only what changed."""

from dataclasses import replace
from typing import Any

import pygame
import pytest
from pygame_gui.elements import UIDropDownMenu, UITextEntryLine

from game.ui import keys
from game.ui.elements import Track
from game.ui.intents import Back, Goto, Pick, SetLever, SetScale, Sign, Undo
from game.ui.layout import Page
from game.ui.stage import Stage
from game.ui.theme import Style
from tests.ui import sample


@pytest.fixture
def stage(window: pygame.Surface) -> Stage:
    """A stage with the desk on it, drawn once."""
    made = Stage(window, Style())
    made.show(sample.desk())
    made.draw()
    return made


def press(stage: Stage, code: int, mod: int = 0, letter: str = "") -> list[object]:
    """What a key sends."""
    event = pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=letter)
    return list(keys.pressed(stage, event)) + list(stage.update(0.0))


def click(stage: Stage, place: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What a click at a place sends."""
    monkeypatch.setattr(pygame.mouse, "get_pos", lambda: place)
    said = list(stage.update(0.0))
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        said += stage.mouse(pygame.event.Event(kind, button=1, pos=place))
        said += stage.update(0.01)
    return said


def test_an_equal_page_is_not_drawn_again(stage: Stage) -> None:
    stage.show(sample.desk())
    assert stage.draw() == []


def test_a_moved_lever_redraws_the_lever_and_little_else(stage: Stage) -> None:
    stage.show(sample.desk({"schooling": 0.7}))
    areas = stage.draw()
    place = stage.live["schooling"].control.ring
    assert place is not None
    assert any(area.contains(place) for area in areas)
    drawn = sum(area.width * area.height for area in areas)
    assert drawn < 0.05 * 1280 * 720


def test_the_ring_of_a_tab_leaves_its_neighbours_as_they_were(stage: Stage) -> None:
    names = [f"page:{key}" for key in ("trade", "order", "army")]
    stage.focus.settle(stage.controls, "undo")
    stage.draw()
    places = [stage.seen(stage.live[name].pane, stage.live[name].control.rect) for name in names]
    own = [place.clip(stage.live[name].control.rect) for place, name in zip(places, names, strict=True)]
    before = [stage.window.subsurface(place).copy() for place in own]
    stage.focus.settle(stage.controls, names[1])
    stage.draw()
    after = [stage.window.subsurface(place) for place in own]
    same = [
        pygame.image.tobytes(one, "RGB") == pygame.image.tobytes(two, "RGB")
        for one, two in zip(before, after, strict=True)
    ]
    assert same == [True, False, True]


def test_the_ring_goes_with_the_focus(stage: Stage) -> None:
    before = stage.ring()
    press(stage, pygame.K_DOWN)
    areas = stage.draw()
    assert before != stage.ring()
    for place in (before, stage.ring()):
        assert any(area.contains(place.clip(stage.window.get_rect())) for area in areas)
    assert stage.draw() == []


def test_a_button_under_the_mouse_looks_different(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    place = stage.live["undo"].control.rect
    before = stage.window.get_at((place.x + 6, place.y + 6))
    monkeypatch.setattr(pygame.mouse, "get_pos", lambda: place.center)
    list(stage.update(0.01))
    assert any(area.contains(place) for area in stage.draw())
    assert stage.window.get_at((place.x + 6, place.y + 6)) != before


def test_elements_are_kept_while_their_control_stays(stage: Stage) -> None:
    before = {name: live.element for name, live in stage.live.items()}
    stage.show(sample.desk({"schooling": 0.7}, {"reading": "steel"}))
    assert {name: live.element for name, live in stage.live.items()} == before


def test_elements_of_another_page_are_gone(stage: Stage) -> None:
    stage.show(sample.form())
    assert set(stage.live) == {"nickname", "plan", "go"}
    alive = [s for s in stage.manager.get_sprite_group().sprites() if isinstance(s, Track)]
    assert alive == []


def test_keys_move_the_focused_lever(stage: Stage) -> None:
    assert press(stage, pygame.K_RIGHT) == [SetLever("investment_rate", 0.33)]
    assert press(stage, pygame.K_RIGHT) == [SetLever("investment_rate", 0.34)]
    stage.show(sample.desk({"investment_rate": 0.32}))
    element = stage.live["investment_rate"].element
    assert isinstance(element, Track)
    assert element.current_value == pytest.approx(0.32)


def test_letters_work_the_buttons_that_show_them(stage: Stage) -> None:
    assert press(stage, pygame.K_z, letter="z") == [Undo()]
    assert press(stage, pygame.K_2, letter="2") == [Pick("page", "country")]
    assert stage.focus.name == "page:country"


def test_enter_presses_the_focused_button_and_nothing_twice(stage: Stage) -> None:
    stage.focus.settle(stage.controls, "undo")
    assert press(stage, pygame.K_RETURN, letter="\r") == [Undo()]
    stage.focus.settle(stage.controls, "investment_rate")
    assert press(stage, pygame.K_RETURN, letter="\r") == [Sign()]
    stage.focus.settle(stage.controls, "undo")
    assert press(stage, pygame.K_RETURN, pygame.KMOD_LCTRL) == [Sign()]


def test_escape_help_and_scales(stage: Stage) -> None:
    assert press(stage, pygame.K_ESCAPE) == [Back()]
    assert press(stage, pygame.K_F1) == [Goto("help")]
    assert press(stage, pygame.K_SLASH, letter="?") == [Goto("help")]
    assert press(stage, pygame.K_PLUS, pygame.KMOD_LCTRL) == [SetScale("text", "1.1")]
    assert press(stage, pygame.K_MINUS, pygame.KMOD_LCTRL) == [SetScale("text", "1.0")]


def test_a_click_presses_a_button_once_and_takes_the_focus(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert click(stage, stage.live["undo"].control.rect.center, monkeypatch) == [Undo()]
    assert stage.focus.name == "undo"


def test_a_click_on_a_track_brings_the_thumb(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    rect = stage.live["schooling"].control.rect
    sent = click(stage, (rect.x + rect.width // 4, rect.centery), monkeypatch)
    assert sent == [SetLever("schooling", 0.24)]


def test_a_pressed_track_can_be_dragged_on_from_there(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    rect = stage.live["schooling"].control.rect
    places = [(rect.x + rect.width // 4, rect.centery), (rect.x + rect.width // 2, rect.centery)]
    said: list[object] = []
    for place, kind in zip(places, (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION), strict=True):
        monkeypatch.setattr(pygame.mouse, "get_pos", lambda place=place: place)
        said += list(stage.update(0.01))
        said += stage.mouse(pygame.event.Event(kind, button=1, pos=place, rel=(0, 0), buttons=(1, 0, 0)))
        said += list(stage.update(0.01))
    assert isinstance(said[-1], SetLever)
    assert said[-1].value == pytest.approx(0.5, abs=0.02)
    assert len(said) < 5


def test_a_click_on_a_picture_says_where(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    place = next(p.rect for p in stage.arranged.placed if type(p.block).__name__ == "Picture")
    assert click(stage, (place.x + 30, place.y + 40), monkeypatch) == [Pick("hit", "30,40")]


def test_a_text_field_keeps_its_letters(stage: Stage) -> None:
    stage.show(sample.form())
    assert stage.writing
    assert press(stage, pygame.K_z, letter="z") == []
    assert press(stage, pygame.K_SLASH, letter="?") == []
    stage.manager.process_events(pygame.event.Event(pygame.TEXTINPUT, text="z"))
    assert list(stage.update(0.0)) == [SetLever("nickname", "z")]  # type: ignore[arg-type]
    field = stage.live["nickname"].element
    assert isinstance(field, UITextEntryLine)
    stage.show(sample.form("z"))
    assert field.get_text() == "z"
    press(stage, pygame.K_TAB)
    assert stage.focus.name == "plan"
    assert not field.is_focused
    stage.focus.settle(stage.controls, "nickname")
    stage.follow_focus()
    assert press(stage, pygame.K_RETURN, letter="\r") == [Goto("desk")]


def test_escape_leaves_a_field_before_it_leaves_the_page(stage: Stage) -> None:
    stage.show(sample.form())
    assert press(stage, pygame.K_ESCAPE) == []
    assert not stage.writing
    assert press(stage, pygame.K_ESCAPE) == [Back()]


def test_a_drop_down_opens_chooses_and_covers_what_lies_below(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.show(sample.form())
    rect = stage.live["plan"].control.rect
    click(stage, rect.center, monkeypatch)
    assert stage.expanded is not None
    stage.draw()
    assert stage.painting.sprites.popups
    sent = click(stage, (rect.centerx, rect.bottom + rect.height + 10), monkeypatch)
    assert sent == [SetLever("plan", "nep")]  # type: ignore[arg-type]
    assert stage.expanded is None


@pytest.mark.parametrize("upward", [False, True])
def test_a_list_opens_to_the_side_that_has_room(stage: Stage, monkeypatch: pytest.MonkeyPatch, *, upward: bool) -> None:
    page = sample.form()
    column = page.columns[0]
    stage.show(replace(page, columns=(replace(column, blocks=column.blocks[3:] + column.blocks),)))
    live = stage.live["plan"]
    view, rect = stage.views[live.pane].pane.view, live.control.rect
    stage.scroll(live.pane, rect.bottom - view.bottom + 4 if upward else rect.top - view.top - 4)
    click(stage, live.element.rect.center, monkeypatch)
    menu = stage.expanded
    assert menu is not None
    options: Any = menu.menu_states["expanded"].options_selection_list  # type: ignore[union-attr]
    assert (options.rect.bottom <= live.element.rect.top) == upward
    assert (options.rect.top >= live.element.rect.bottom) != upward
    assert view.contains(options.rect)
    assert options.scroll_bar is None


def test_escape_closes_an_open_list(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.show(sample.form())
    click(stage, stage.live["plan"].control.rect.center, monkeypatch)
    assert press(stage, pygame.K_ESCAPE) == []
    list(stage.update(0.0))
    assert isinstance(stage.live["plan"].element, UIDropDownMenu)
    assert stage.expanded is None


def narrow(window: pygame.Surface, page: Page) -> Stage:
    """A stage where columns are tabs."""
    made = Stage(window, Style(text=2))
    made.show(page)
    made.draw()
    return made


def test_the_page_scrolls_to_the_focus(window: pygame.Surface) -> None:
    stage = narrow(window, sample.desk())
    for _ in range(30):
        if stage.focus.name == "schooling":
            break
        press(stage, pygame.K_TAB)
    live = stage.live["schooling"]
    assert stage.views[live.pane].scroll > 0
    seen = live.control.rect.move(0, -stage.views[live.pane].scroll)
    assert stage.views[live.pane].pane.view.contains(seen)
    assert live.element.rect.topleft == seen.topleft


def test_every_control_is_reached_by_tab(window: pygame.Surface) -> None:
    for page in (sample.desk(), sample.form()):
        stage = narrow(window, page)
        seen = set()
        for _ in stage.controls:
            seen.add(stage.focus.name)
            press(stage, pygame.K_TAB)
        assert seen == {control.name for control in stage.controls if control.enabled}


def test_a_press_does_not_scroll_the_button_away(window: pygame.Surface, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = narrow(window, sample.desk())
    view = next(v for v in stage.views if v.pane.name == "levers")
    control = stage.live["page:country"].control
    place = control.rect.move(0, -view.scroll)
    assert click(stage, place.center, monkeypatch) == [Pick("page", "country")]


def test_another_size_keeps_focus_and_scroll(window: pygame.Surface) -> None:
    stage = narrow(window, sample.desk())
    stage.focus.settle(stage.controls, "schooling")
    stage.follow_focus()
    again = Stage(window, Style(text=1.5), stage)
    again.show(sample.desk())
    assert again.focus.name == "schooling"


def test_a_page_left_for_another_is_found_as_it_was(stage: Stage) -> None:
    stage.focus.settle(stage.controls, "schooling")
    stage.remember()
    stage.show(sample.form())
    stage.show(sample.desk())
    assert stage.focus.name == "schooling"


def test_a_disabled_button_cannot_be_used(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sample.desk()
    assert page.foot is not None
    off = replace(page.foot, buttons=tuple(replace(button, enabled=False) for button in page.foot.buttons))
    stage.show(replace(page, foot=off))
    assert press(stage, pygame.K_z, letter="z") == []
    assert click(stage, stage.live["undo"].control.rect.center, monkeypatch) == []
