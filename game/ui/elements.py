"""pygame_gui's elements as this game uses them: made from a control, brought up to date, removed."""

from typing import Any

import pygame
from pygame_gui import UI_HORIZONTAL_SLIDER_MOVED, UIManager
from pygame_gui.core import ObjectID, UIContainer
from pygame_gui.elements import UIButton, UIDropDownMenu, UIHorizontalSlider, UITextEntryLine

from game.ui.canvas import Control

Element = UIButton | UIHorizontalSlider | UITextEntryLine | UIDropDownMenu


class Track(UIHorizontalSlider):
    """A slider whose thumb comes to where its track is pressed, and can be dragged on from there."""

    def process_event(self, event: pygame.event.Event) -> bool:
        """Press on the track; the rest is pygame_gui's."""
        pressed = event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT
        if pressed and self.is_enabled and self.sliding_button and self.hover_point(*event.pos):
            thumb = self.sliding_button.rect.width
            share = (event.pos[0] - self.rect.x - thumb / 2) / max(1, self.rect.width - thumb)
            low, high = self.value_range
            self.set_current_value(low + min(max(share, 0.0), 1.0) * (high - low), warn=False)
            moved = {"value": self.current_value, "ui_element": self, "ui_object_id": ""}
            pygame.event.post(pygame.event.Event(UI_HORIZONTAL_SLIDER_MOVED, moved))
            self.sliding_button.process_event(event)
            return True
        return super().process_event(event)

    @property
    def held(self) -> bool:
        """Whether the thumb is being dragged."""
        return bool(self.sliding_button and self.sliding_button.held)


class Choice(UIDropDownMenu):
    """A drop-down whose list opens upward where there is too little room below, and never behind the pane's edge."""

    def update(self, time_delta: float) -> None:
        """Choose a side when the list is about to open; the rest is pygame_gui's."""
        state: Any = self.current_state
        up = state is self.menu_states["closed"] and state.should_transition and self.turned_up()
        super().update(time_delta)
        if up:
            state = self.current_state
            opened: Any = state.options_selection_list
            opened.border_width = opened.border_width | {"top": opened.border_width["bottom"], "bottom": 0}
            opened.rebuild()

    def turned_up(self) -> bool:
        """Set the side to which the list will open, and how far it may; gives whether it is upward."""
        frame, holder = self.relative_rect, self.ui_container
        tall = holder.get_container().get_relative_rect().height if holder else frame.bottom
        above, below = int(frame.top), int(tall - frame.bottom)
        up = below < min(above, frame.height * len(self.options_list))
        self.expansion_height_limit = above if up else below
        state: Any = self.menu_states["expanded"]
        state.expand_direction = "up" if up else "down"
        return up


def make(control: Control, rect: pygame.Rect, manager: UIManager, container: UIContainer) -> Element:
    """The element for a control; `rect` is its place within the container."""
    look = ObjectID(f"#{control.look}")
    made: Element
    if control.kind == "slider":
        made = Track(rect, control.value, (control.low, control.high), manager, container)
    elif control.kind == "entry":
        made = UITextEntryLine(rect, manager, container, initial_text=control.chosen_text)
    elif control.kind == "choice":
        options: list[str | tuple[str, str]] = [(words, key) for key, words in control.options]
        chosen = next(option for option in options if option[1] == control.chosen_text)
        made = Choice(options, chosen, rect, manager, container)
    else:
        made = UIButton(rect, "", manager, container, object_id=look)
    if not control.enabled:
        disabled: Any = made
        disabled.disable()
    return made


def renewable(old: Control, new: Control) -> bool:
    """Whether the element of one control can be brought up to date for another."""
    same_kind = (old.kind, old.look, old.enabled, old.rect.size) == (new.kind, new.look, new.enabled, new.rect.size)
    if not same_kind:
        return False
    if new.kind == "choice":
        return (old.options, old.chosen_text) == (new.options, new.chosen_text)
    return True


def renew(element: Element, control: Control, place: tuple[int, int]) -> None:
    """Move an element to its place in the container and give it the control's value.

    A thumb in the hand follows the hand: were it set to what could be carried out, the hand would move it
    again at once, and again.
    """
    if element.relative_rect.topleft != place:
        element.set_relative_position(place)
    if isinstance(element, Track) and not element.held:
        ends = control.low, control.high
        if tuple(element.value_range) != ends or abs(element.current_value - control.value) > 1e-9:
            element.value_range = ends
            element.set_current_value(control.value, warn=False)
    if isinstance(element, UITextEntryLine) and element.get_text() != control.chosen_text and not element.is_focused:
        element.set_text(control.chosen_text)


def remove(element: Any) -> None:
    """Take an element and all that belongs to it off the window."""
    element.kill()
