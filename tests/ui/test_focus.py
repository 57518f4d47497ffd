"""The keyboard's rules, told apart from any window: order, directions, and what a key makes of a slider."""

import pygame
import pytest

from game.ui.canvas import Control
from game.ui.focus import Focus, key_name, sent, slid, snapped, turned
from game.ui.intents import SetLever


def control(name: str, x: int, y: int, *, enabled: bool = True) -> Control:
    """A button at a place."""
    return Control(name, "button", pygame.Rect(x, y, 50, 20), None, enabled=enabled)


GRID = [control("a", 0, 0), control("b", 100, 0), control("c", 0, 50), control("d", 100, 50)]
SLIDER = Control("s", "slider", pygame.Rect(0, 0, 100, 18), SetLever("s"), value=0.5, low=0.0, high=1.0, step=0.05)


def key(code: int, mod: int = 0, letter: str = "") -> pygame.event.Event:
    """A key press."""
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=letter)


def test_tab_goes_in_reading_order_and_round() -> None:
    focus = Focus()
    focus.settle(GRID)
    seen = [focus.name]
    for _ in GRID:
        focus.step(GRID, 1)
        seen.append(focus.name)
    assert seen == ["a", "b", "c", "d", "a"]
    focus.step(GRID, -1)
    assert focus.name == "d"


def test_what_is_disabled_is_passed_over() -> None:
    focus = Focus("a")
    focus.step([GRID[0], control("off", 50, 0, enabled=False), GRID[1]], 1)
    assert focus.name == "b"


def test_the_focus_stays_and_falls_to_the_neighbour_of_what_is_gone() -> None:
    focus = Focus()
    focus.settle(GRID, "c")
    focus.settle(GRID)
    assert focus.name == "c"
    focus.settle([GRID[0], GRID[1], GRID[3]])
    assert focus.name == "d"
    focus.settle([])
    assert focus.name == ""


@pytest.mark.parametrize(
    ("start", "across", "down", "end"),
    [("a", 1, 0, "b"), ("a", 0, 1, "c"), ("d", -1, 0, "c"), ("d", 0, -1, "b")],
)
def test_arrows_go_to_the_nearest_in_their_direction(start: str, across: int, down: int, end: str) -> None:
    focus = Focus(start)
    assert focus.toward(GRID, across, down)
    assert focus.name == end


def test_an_arrow_with_nothing_ahead_stays() -> None:
    focus = Focus("b")
    assert not focus.toward(GRID, 1, 0)
    assert focus.name == "b"


@pytest.mark.parametrize(
    ("code", "mod", "value"),
    [
        (pygame.K_RIGHT, 0, 0.55),
        (pygame.K_LEFT, 0, 0.45),
        (pygame.K_RIGHT, pygame.KMOD_LSHIFT, 0.75),
        (pygame.K_PAGEUP, 0, 0.6),
        (pygame.K_PAGEDOWN, 0, 0.4),
        (pygame.K_HOME, 0, 0.0),
        (pygame.K_END, 0, 1.0),
        (pygame.K_UP, 0, None),
        (pygame.K_a, 0, None),
    ],
)
def test_keys_on_a_slider(code: int, mod: int, value: float | None) -> None:
    found = slid(SLIDER, key(code, mod))
    assert found == (pytest.approx(value) if value is not None else None)


def test_a_slider_stops_at_what_may_be_signed_even_between_steps() -> None:
    reach = Control("s", "slider", SLIDER.rect, None, low=0, high=1, step=0.05, least=0.065, most=0.185)
    assert snapped(reach, 0.0) == 0.065
    assert snapped(reach, 0.12) == pytest.approx(0.1)
    assert snapped(reach, 0.9) == 0.185


def test_arrows_turn_a_drop_down_and_stop_at_its_ends() -> None:
    menu = Control("m", "choice", SLIDER.rect, None, chosen_text="b", options=(("a", "A"), ("b", "B")))
    assert turned(menu, key(pygame.K_UP)) == "a"
    assert turned(menu, key(pygame.K_DOWN)) == "b"
    assert turned(menu, key(pygame.K_RETURN)) is None


def test_an_intent_carries_the_value_that_was_set() -> None:
    assert sent(SLIDER, 0.3) == SetLever("s", 0.3)


@pytest.mark.parametrize(
    ("code", "letter", "name"),
    [
        (pygame.K_z, "z", "z"),
        (pygame.K_z, "Z", "z"),
        (pygame.K_y, "z", "z"),
        (pygame.K_SLASH, "?", "?"),
        (pygame.K_RETURN, "\r", "return"),
        (pygame.K_KP_ENTER, "\r", "return"),
        (pygame.K_SPACE, " ", "space"),
        (pygame.K_KP3, "", "3"),
    ],
)
def test_a_key_is_named_by_what_it_types(code: int, letter: str, name: str) -> None:
    pygame.display.init()
    assert key_name(key(code, 0, letter)) == name
