"""Where a block paints: a surface, its rectangle, the scales, and a record of every text drawn.

The record is what `audit` reads: two texts that overlap, or one that leaves its block, are faults.
"""

from dataclasses import dataclass
from math import inf

import pygame

from game.ui import text as words
from game.ui.theme import ROLES, Colour, Role, Style


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of text that was drawn, and the letters' rectangle in the window."""

    text: str
    rect: pygame.Rect


@dataclass(frozen=True, slots=True)
class Control:
    """Something the player can use: what pygame_gui is to make of it, and what it sends.

    `kind` is button, slider, entry or choice. `key` is the letter that works it from anywhere on the
    screen. A slider, an entry and a choice send `intent` with its `value` replaced. A slider runs from
    `low` to `high`, but stops at `least` and `most`.
    """

    name: str
    kind: str
    rect: pygame.Rect
    intent: object
    label: str = ""
    key: str = ""
    look: str = "plain"
    role: str = "button"
    enabled: bool = True
    chosen: bool = False
    value: float = 0.0
    low: float = 0.0
    high: float = 1.0
    step: float = 0.01
    least: float = -inf
    most: float = inf
    chosen_text: str = ""
    options: tuple[tuple[str, str], ...] = ()
    group: str = ""
    say: str = ""
    ring: pygame.Rect | None = None
    """What the focus ring goes round, where that is more than the control."""
    why: object | None = None
    """What asks why the figure in it is what it is."""
    moves: tuple[tuple[str, object], ...] = ()
    """What keys send while it has the focus, by the key's name, before they move the focus."""


@dataclass(slots=True)
class Canvas:
    """A surface and the rectangle of it that a block may paint."""

    surface: pygame.Surface
    rect: pygame.Rect
    style: Style
    marks: list[Mark] | None = None

    def text(
        self,
        text: str,
        role: str | Role,
        left: int,
        top: int,
        width: int | None = None,
        *,
        align: str = "left",
        colour: Colour | None = None,
    ) -> pygame.Rect:
        """Draw text wrapped to `width` at a place in the window, aligned in it; gives what it covers.

        Without a width it stays on one line; `align` right or centre then refers to `left`.
        """
        kind = ROLES[role] if isinstance(role, str) else role
        lines = words.wrap(text, kind, self.style, width if width is not None else 1_000_000)
        covered = pygame.Rect(left, top, 0, 0)
        for number, line in enumerate(lines.lines):
            room = width if width is not None else 0
            shift = {"left": 0, "right": room - line.width, "centre": (room - line.width) // 2}[align]
            y = top + number * lines.pitch
            words.draw(self.surface, words.Lines((line,), lines.pitch, line.width), left + shift, y, colour)
            box = pygame.Rect(left + shift, y, line.width, lines.pitch)
            covered = covered.union(box) if covered.width else box
            if self.marks is not None and line.runs:
                said = "".join(run.text for run in line.runs)
                self.marks.append(Mark(said, box.inflate(0, -(lines.pitch // 3))))
        return covered

    def fill(self, colour: Colour, rect: pygame.Rect) -> None:
        """A filled rectangle."""
        pygame.draw.rect(self.surface, colour, rect)

    def frame(self, colour: Colour, rect: pygame.Rect, width: float) -> None:
        """A rectangle's outline, inside the rectangle."""
        pygame.draw.rect(self.surface, colour, rect, self.style.px(width))
