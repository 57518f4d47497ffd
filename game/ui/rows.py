"""Sliders with company: a lever that can be locked, and a region's slider on a line among its figures."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pygame

from game.ui import text as words
from game.ui.blocks import Block
from game.ui.canvas import Canvas, Control
from game.ui.theme import INK, LINE, PAPER_DARK, RED, ROLES, Style
from game.ui.widgets import Lever

NAME, FIRST, SHARE, LAST = 100.0, 58.0, 50.0, 46.0
"""Widths of the columns of words, in units that follow the letters."""
LOCK = 26.0
"""The width that a padlock takes."""
LEAST_SLIDER = 90.0
"""A slider narrower than this goes on a line below."""


@dataclass(frozen=True)
class Lockable(Block):
    """A lever with a padlock beside it: while it is locked, other shares make room without it."""

    lever: Lever
    intent: object
    locked: bool
    say: str
    before: float = field(default=7, kw_only=True)

    def lever_width(self, style: Style, width: int) -> int:
        """What the padlock leaves to the lever."""
        return width - style.px(LOCK)

    def height(self, style: Style, width: int) -> int:
        return self.lever.height(style, self.lever_width(style, width))

    def box(self, style: Style, rect: pygame.Rect) -> pygame.Rect:
        """Where the padlock stands: at the height of the slider."""
        head = self.lever.split(style, self.lever_width(style, rect.width))[1]
        row = self.lever.row(style, rect, head)
        side = style.px(LOCK - 6)
        found = pygame.Rect(0, 0, side, side)
        found.midright = rect.right, row.centery
        return found

    def inner(self, style: Style, rect: pygame.Rect) -> pygame.Rect:
        """The lever's own rectangle."""
        return pygame.Rect(rect.x, rect.y, self.lever_width(style, rect.width), rect.height)

    def paint(self, canvas: Canvas) -> None:
        style = canvas.style
        self.lever.paint(replace(canvas, rect=self.inner(style, canvas.rect)))
        box = self.box(style, canvas.rect)
        body = pygame.Rect(0, 0, style.px(12), style.px(9))
        body.midbottom = box.centerx, box.bottom - style.px(2)
        left, right = body.left + style.px(2), body.right - style.px(3)
        lift = 0 if self.locked else style.px(2)
        top, foot, thick = body.top - style.px(5) - lift, body.top, style.px(2)
        legs = [(left, foot), (left, top), (right, top), (right, foot - 2 * lift)]
        pygame.draw.lines(canvas.surface, INK, False, legs, thick)
        if self.locked:
            canvas.fill(INK, body)
        else:
            canvas.frame(INK, body, 1.5)

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        yield from self.lever.controls(style, self.inner(style, rect))
        box = self.box(style, rect)
        name = f"lock:{self.lever.name}"
        yield Control(name, "button", box, self.intent, look="row", chosen=self.locked, say=self.say)


@dataclass(frozen=True)
class RowHead(Block):
    """The heads over the columns of slider rows."""

    heads: tuple[str, str, str, str]
    before: float = field(default=4, kw_only=True)

    def height(self, style: Style, width: int) -> int:
        spots = columns(style, width)
        return max(
            words.measure(text, "minor", style, spot.width) for text, spot in zip(self.heads, spots.words, strict=True)
        )

    def paint(self, canvas: Canvas) -> None:
        spots = columns(canvas.style, canvas.rect.width)
        for text, spot, align in zip(self.heads, spots.words, ("left", "right", "right", "right"), strict=True):
            canvas.text(text, "minor", canvas.rect.x + spot.x, canvas.rect.y, spot.width, align=align)


@dataclass(frozen=True)
class Spots:
    """Where the columns of a row stand (their y is nought), and whether the slider is on a line below."""

    words: tuple[pygame.Rect, pygame.Rect, pygame.Rect, pygame.Rect]
    slider: pygame.Rect
    below: bool


def columns(style: Style, width: int) -> Spots:
    """The columns of a slider row at a width."""
    gap = style.px(8)
    name, first, share, last = (style.space(wide) for wide in (NAME, FIRST, SHARE, LAST))
    room = width - name - first - share - last - 4 * gap
    below = room < style.px(LEAST_SLIDER)
    if below:
        spare = max(0, width - first - share - last - 3 * gap)
        name, room = spare, width
    at = [0, name + gap]
    slider = 0 if below else at[1] + first + gap
    at.append(at[1] + first + gap if below else slider + room + gap)
    at.append(at[2] + share + gap)
    boxes = [pygame.Rect(x, 0, wide, 1) for x, wide in zip(at, (name, first, share, last), strict=True)]
    return Spots((boxes[0], boxes[1], boxes[2], boxes[3]), pygame.Rect(slider, 0, max(1, room), 1), below)


@dataclass(frozen=True)
class SliderRow(Block):
    """One region's line; `own` marks a share that was set for itself, `chosen` the region picked on the map."""

    name: str
    label: str
    first: str
    share: str
    last: str
    alarming: bool
    own: bool
    chosen: bool
    intent: object
    value: float
    low: float
    high: float
    step: float
    before: float = field(default=0, kw_only=True)
    asks: tuple[object | None, object | None, object | None] = field(default=(None, None, None), kw_only=True)
    """What asks why its first figure, its share and its last figure are what they are."""

    def lines(self, style: Style, width: int) -> int:
        """The height of the words."""
        texts = (self.label, self.first, self.share, self.last)
        spots = columns(style, width).words
        return max(
            words.measure(text, role, style, spot.width)
            for text, role, spot in zip(texts, self.roles, spots, strict=True)
        )

    @property
    def roles(self) -> tuple[str, str, str, str]:
        """The role of each column's words."""
        return ("strong" if self.own else "body", "body", "value", "value")

    def height(self, style: Style, width: int) -> int:
        below = style.px(18) if columns(style, width).below else 0
        return max(self.lines(style, width), style.px(18)) + below + style.px(4)

    def lever(self) -> Lever:
        """The slider by itself."""
        return Lever(self.name, "", "", self.intent, self.value, self.low, self.high, self.step)

    def row(self, style: Style, rect: pygame.Rect) -> pygame.Rect:
        """The slider's place in the window."""
        spots = columns(style, rect.width)
        tall = max(self.lines(style, rect.width), style.px(18))
        y = rect.y + tall if spots.below else rect.y + (tall - style.px(18)) // 2
        return pygame.Rect(rect.x + spots.slider.x, y, spots.slider.width, style.px(18))

    def paint(self, canvas: Canvas) -> None:
        style, box = canvas.style, canvas.rect
        if self.chosen:
            canvas.fill(PAPER_DARK, box)
        spots = columns(style, box.width)
        tall = max(self.lines(style, box.width), style.px(18))
        texts = (self.label, self.first, self.share, self.last)
        aligned = ("left", "right", "right", "right")
        for text, role, spot, align in zip(texts, self.roles, spots.words, aligned, strict=True):
            down = (tall - words.measure(text, role, style, spot.width)) // 2
            colour = RED if self.alarming and text is self.last else ROLES[role].colour
            canvas.text(text, role, box.x + spot.x, box.y + down, spot.width, align=align, colour=colour)
        lever = self.lever()
        track = lever.track(style, self.row(style, box))
        canvas.fill(PAPER_DARK, track)
        filled = track.copy()
        filled.width = lever.place(style, track, self.value) - track.x
        canvas.fill(INK, filled)
        canvas.frame(INK, track, 1)
        canvas.fill(LINE, pygame.Rect(box.x, box.bottom - style.px(1), box.width, style.px(1)))

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        yield Control(
            self.name,
            "slider",
            self.row(style, rect),
            self.intent,
            value=self.value,
            low=self.low,
            high=self.high,
            step=self.step,
            say=f"{self.label}: {self.first}, {self.share}, {self.last}",
            ring=rect,
            why=self.asks[-1],
        )

    def why(self, point: tuple[int, int], style: Style, rect: pygame.Rect) -> object | None:
        """That of the figure whose column is nearest."""
        x = point[0] - rect.x
        spots = columns(style, rect.width).words[1:]
        nearest = min(range(len(spots)), key=lambda at: abs(spots[at].centerx - x))
        return self.asks[nearest]
