"""The keyboard: which control has the focus, where it goes next, and what a key makes a control do.

pygame_gui gives buttons and sliders no keyboard handling. A text field has its own, so while one has
the focus every key is left to it except those that leave it. Nothing here draws or sends: it is told
the controls in reading order and answers with what should happen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pygame

from game.ui.canvas import Control

FIELD_KEYS = {pygame.K_TAB, pygame.K_ESCAPE, pygame.K_F1, pygame.K_F6, pygame.K_F11}
"""Keys that a text field does not keep for itself."""
SIDEWAYS = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}
UPRIGHT = {pygame.K_UP: -1, pygame.K_DOWN: 1}
LETTERS = {pygame.K_RETURN: "return", pygame.K_KP_ENTER: "return", pygame.K_ESCAPE: "escape", pygame.K_SPACE: "space"}
COARSE = 5
"""How many steps Shift with an arrow makes."""


def key_name(event: pygame.event.Event) -> str:
    """The name by which a control or a page asks for this key: a letter as typed, or a word."""
    if event.key in LETTERS:
        return LETTERS[event.key]
    name = pygame.key.name(event.key)
    typed = getattr(event, "unicode", "")
    return typed.lower() if len(typed) == 1 and typed.isprintable() else name.removeprefix("[").removesuffix("]")


def sent(control: Control, value: float | str) -> object:
    """The control's intent with the value that the player set."""
    return replace(control.intent, value=value)  # type: ignore[type-var]


def snapped(control: Control, value: float) -> float:
    """A value brought to the slider's nearest step and within what it may be set to."""
    steps = round((value - control.low) / control.step)
    low, high = max(control.low, control.least), min(control.high, control.most)
    return min(max(round(control.low + steps * control.step, 9), low), high)


def slid(control: Control, event: pygame.event.Event) -> float | None:
    """The value that a key gives a slider, or nothing where the key is not the slider's."""
    stride = control.step * (COARSE if event.mod & pygame.KMOD_SHIFT else 1)
    page = (control.high - control.low) / 10
    moves = {
        pygame.K_LEFT: control.value - stride,
        pygame.K_RIGHT: control.value + stride,
        pygame.K_PAGEUP: control.value + max(page, control.step),
        pygame.K_PAGEDOWN: control.value - max(page, control.step),
        pygame.K_HOME: control.low,
        pygame.K_END: control.high,
    }
    return snapped(control, moves[event.key]) if event.key in moves else None


def turned(control: Control, event: pygame.event.Event) -> str | None:
    """The option that an arrow gives a drop-down, or nothing."""
    step = (SIDEWAYS | UPRIGHT).get(event.key)
    keys = [key for key, _ in control.options]
    if step is None or control.chosen_text not in keys:
        return None
    return keys[min(max(keys.index(control.chosen_text) + step, 0), len(keys) - 1)]


@dataclass(slots=True)
class Focus:
    """The control that has the focus, by name, among the page's controls in reading order."""

    name: str = ""
    place: int = 0

    def settle(self, controls: Sequence[Control], wanted: str = "") -> None:
        """Keep the focus where it is; where that control is gone, take the wanted one or the nearest."""
        usable = [c.name for c in controls if c.enabled]
        if wanted and wanted in usable:
            self.name = wanted
        elif self.name not in usable:
            self.name = usable[min(self.place, len(usable) - 1)] if usable else ""
        self.place = usable.index(self.name) if self.name else 0

    def step(self, controls: Sequence[Control], by: int) -> None:
        """Tab and Shift+Tab: the next or the last control, round the page's end."""
        usable = [c.name for c in controls if c.enabled]
        if usable:
            here = usable.index(self.name) if self.name in usable else -min(by, 0)
            self.place = (here + by) % len(usable)
            self.name = usable[self.place]

    def toward(self, controls: Sequence[Control], across: int, down: int) -> bool:
        """Arrows: the nearest control in a direction; gives whether there is one."""
        here = next((c for c in controls if c.name == self.name), None)
        if here is None:
            return False
        best: tuple[float, str] | None = None
        for other in controls:
            if other.name == self.name or not other.enabled:
                continue
            dx = other.rect.centerx - here.rect.centerx
            dy = other.rect.centery - here.rect.centery
            if down:
                ahead, aside = dy * down, gap(here.rect.left, here.rect.right, other.rect.left, other.rect.right)
            else:
                ahead, aside = dx * across, gap(here.rect.top, here.rect.bottom, other.rect.top, other.rect.bottom)
            if ahead > 0:
                distance = ahead + 4 * aside
                best = min(best, (distance, other.name)) if best else (distance, other.name)
        if best is None:
            return False
        self.name = best[1]
        self.settle(controls)
        return True


def gap(low: int, high: int, other_low: int, other_high: int) -> int:
    """How far two spans lie apart; nought where they overlap."""
    return max(0, other_low - high, low - other_high)
