"""What a pressed key does, in one order: the window's own keys, the focused control, the page's letters."""

from collections.abc import Iterator

import pygame
from pygame_gui.elements import UITextEntryLine

from game.ui.focus import FIELD_KEYS, SIDEWAYS, UPRIGHT, key_name, sent, slid, turned
from game.ui.intents import Goto, SetScale
from game.ui.stage import Stage
from game.ui.theme import SCALES

LARGER = {pygame.K_PLUS, pygame.K_EQUALS, pygame.K_KP_PLUS}
SMALLER = {pygame.K_MINUS, pygame.K_KP_MINUS}
NORMAL = {pygame.K_0, pygame.K_KP0}
MOVES = {*SIDEWAYS, *UPRIGHT, pygame.K_TAB, pygame.K_F6}
"""Keys that move the focus: after them a letter means what has it, not what lies under the mouse."""
REPEATED = {
    *SIDEWAYS, *UPRIGHT, *LARGER, *SMALLER,
    pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_HOME, pygame.K_END, pygame.K_TAB,
}  # fmt: skip
"""Keys that act again while they are held. Another acts once: a frame may take longer than a key is pressed."""


def pressed(stage: Stage, event: pygame.event.Event) -> Iterator[object]:
    """The intents of a pressed key; moving the focus or scrolling is done on the stage itself."""
    yield from found(stage, event)
    stage.pointing = stage.pointing and event.key not in MOVES


def found(stage: Stage, event: pygame.event.Event) -> Iterator[object]:
    """The same; a key that moves the focus takes it from the mouse."""
    if event.mod & pygame.KMOD_CTRL and event.key in LARGER | SMALLER | NORMAL:
        yield scaled(stage, event.key)
    elif stage.writing and event.key not in FIELD_KEYS:
        stage.manager.process_events(event)
        if event.key == pygame.K_RETURN:
            yield from button_for(stage, "return")
    elif event.key == pygame.K_F1:
        yield Goto("help")
    elif event.key == pygame.K_F11:
        pygame.display.toggle_fullscreen()
    elif event.key == pygame.K_TAB:
        stage.focus.step(stage.controls, -1 if event.mod & pygame.KMOD_SHIFT else 1)
        stage.follow_focus()
    elif event.key == pygame.K_F6:
        next_pane(stage, -1 if event.mod & pygame.KMOD_SHIFT else 1)
    elif event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META):
        if event.key in {pygame.K_RETURN, pygame.K_KP_ENTER}:
            yield from button_for(stage, "return")
    else:
        yield from plainly(stage, event)


def scaled(stage: Stage, key: int) -> SetScale:
    """The next larger or smaller letters, or those of the pictures."""
    now = stage.style.text
    if key in NORMAL:
        return SetScale("text", "1.0")
    if key in LARGER:
        return SetScale("text", str(next((s for s in SCALES if s > now + 1e-6), SCALES[-1])))
    return SetScale("text", str(next((s for s in reversed(SCALES) if s < now - 1e-6), SCALES[0])))


def plainly(stage: Stage, event: pygame.event.Event) -> Iterator[object]:
    """A key without Ctrl or Alt: first the focused control's, then a letter's, then an arrow."""
    control = stage.focused
    if control and control.kind == "slider" and (value := slid(control, event)) is not None:
        yield from stage.slide(control.name, value)
        return
    if control and control.kind == "choice" and (option := turned(control, event)) is not None:
        if option != control.chosen_text:
            yield sent(control, option)
        return
    name = key_name(event)
    if control and (moved := dict(control.moves).get(name)) is not None:
        yield moved
    elif name == "escape":
        yield from leave(stage)
    elif control and control.kind == "button" and name in {"return", "space"}:
        yield control.intent
    elif control and control.group and event.key in SIDEWAYS:
        yield from sideways(stage, SIDEWAYS[event.key])
    elif event.key in SIDEWAYS or event.key in UPRIGHT:
        if stage.toward(SIDEWAYS.get(event.key, 0), UPRIGHT.get(event.key, 0)):
            stage.follow_focus()
        elif control and event.key in UPRIGHT:
            scroll_by(stage, UPRIGHT[event.key] * 60)
    elif event.key in {pygame.K_PAGEUP, pygame.K_PAGEDOWN}:
        scroll_by(stage, (-1 if event.key == pygame.K_PAGEUP else 1) * stage.window.get_height() // 2)
    elif name == "w" and (why := stage.asked()) is not None:
        yield why
    else:
        yield from button_for(stage, name)


def button_for(stage: Stage, name: str) -> Iterator[object]:
    """The button that shows this key, or the page's own use of it."""
    for control in stage.controls:
        if control.key == name and control.enabled:
            stage.focus.settle(stage.controls, control.name)
            stage.follow_focus()
            yield control.intent
            return
    if stage.page:
        yield from (intent for key, intent in stage.page.keys if key == name)
    if name == "?":
        yield Goto("help")


def leave(stage: Stage) -> Iterator[object]:
    """Escape: close an open list, leave a text field, else go back."""
    if stage.expanded is not None:
        stage.expanded.unfocus()
    elif stage.writing:
        live = stage.live[stage.focus.name]
        if isinstance(live.element, UITextEntryLine):
            stage.manager.set_focus_set(None)
        stage.focus.step(stage.controls, 1)
        stage.follow_focus()
    elif stage.page and stage.page.back is not None:
        yield stage.page.back


def sideways(stage: Stage, by: int) -> Iterator[object]:
    """Left and right among tabs choose the neighbour at once."""
    control = stage.focused
    group = [c for c in stage.controls if control and c.group == control.group and c.enabled]
    names = [c.name for c in group]
    there = names.index(stage.focus.name) + by
    if 0 <= there < len(group):
        stage.focus.settle(stage.controls, names[there])
        stage.follow_focus()
        yield group[there].intent


def next_pane(stage: Stage, by: int) -> None:
    """F6: the first control of the next part of the window."""
    here = stage.live[stage.focus.name].pane if stage.focus.name in stage.live else 0
    panes = sorted({pane for pane, control in stage.arranged.controls if control.enabled})
    if panes:
        there = panes[(panes.index(here) + by) % len(panes)] if here in panes else panes[0]
        first = next(c.name for pane, c in stage.arranged.controls if pane == there and c.enabled)
        stage.focus.settle(stage.controls, first)
        stage.follow_focus()


def scroll_by(stage: Stage, distance: int) -> None:
    """Scroll the pane that holds the focus, or the largest that scrolls."""
    live = stage.live.get(stage.focus.name)
    scrolling = [i for i, view in enumerate(stage.views) if view.pane.scrolls]
    if live and live.pane in scrolling:
        stage.scroll(live.pane, stage.views[live.pane].scroll + distance)
    elif scrolling:
        pane = max(scrolling, key=lambda i: stage.views[i].pane.content)
        stage.scroll(pane, stage.views[pane].scroll + distance)
