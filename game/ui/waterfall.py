"""A waterfall: signed steps that lead from one figure to another, a row for each cause.

What raises the figure is filled, what lowers it is hatched, and its sign stands before its figure: nothing is told
by colour alone. Every row is a control, so that the keyboard reaches its equation.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pygame

from game.report.views.ledger import Step
from game.ui import strokes
from game.ui import text as words
from game.ui.axes import Scale
from game.ui.blocks import Block
from game.ui.canvas import Canvas, Control
from game.ui.intents import Follow
from game.ui.theme import DIM, INK, LINE, PAPER, RED, Colour, Style

NAMES = 0.44
"""The share of the width that names take."""
LEAST_BARS = 120
"""Bars shorter than this go on a line below their name; in units that follow the letters."""
HATCH = 6
PAD = 3


@dataclass(frozen=True)
class Spots:
    """Where the parts of a row stand, measured from its left edge; `below` puts bar and figure under the name."""

    name: int
    bars: tuple[int, int]
    figure: int
    below: bool


@dataclass(frozen=True)
class Waterfall(Block):
    """From a start by steps to an end. `start` and `end` are (label, figure in words, value)."""

    start: tuple[str, str, float]
    end: tuple[str, str, float]
    steps: tuple[Step, ...]
    before: float = field(default=8, kw_only=True)

    # --- measures ------------------------------------------------------------------------------

    def spots(self, style: Style, width: int) -> Spots:
        """The columns at a width."""
        gap = style.px(10)
        figures = [self.start[1], self.end[1], *(step.words for step in self.steps)]
        figure = max(words.natural(each, "number", style) for each in figures)
        errors = max((words.natural(step.error, "small", style) for step in self.steps if step.error), default=0)
        figure = max(figure, errors)
        name = int(width * NAMES)
        room = width - name - figure - 2 * gap
        if room >= style.space(LEAST_BARS):
            return Spots(name, (name + gap, room), figure, below=False)
        return Spots(width, (0, max(style.px(40), width - figure - gap)), figure, below=True)

    def heights(self, style: Style, width: int) -> list[int]:
        """The height of every row: start, steps, end."""
        spots = self.spots(style, width)
        pad = 2 * style.px(PAD)
        line = words.measure("x", "number", style, width)
        tall: list[int] = []
        for step in (None, *self.steps, None):
            label = self.start[0] if not tall else self.end[0] if step is None else step.label
            name = words.measure(label, "strong", style, spots.name)
            figure = line
            if step is not None:
                name += words.measure(step.detail, "small", style, spots.name) if step.detail else 0
                figure += words.measure(step.error, "small", style, spots.figure) if step.error else 0
            tall.append((name + figure if spots.below else max(name, figure)) + pad)
        return tall

    def height(self, style: Style, width: int) -> int:
        return sum(self.heights(style, width))

    def scale(self, left: int, width: int) -> Scale:
        """Values to pixels: the steps fill the width, nought is shown where it is near."""
        levels = [self.start[2], self.end[2], *(each for s in self.steps for each in (s.before, s.before + s.value))]
        low, high = min(levels), max(levels)
        span = (high - low) or max(abs(high), 1.0)
        if 0 < low < span / 3:
            low = 0.0
        if -span / 3 < high < 0:
            high = 0.0
        room = span * 0.03
        return Scale(low - room, high + room, left, left + width)

    # --- looks ---------------------------------------------------------------------------------

    def paint(self, canvas: Canvas) -> None:
        style, box = canvas.style, canvas.rect
        spots = self.spots(style, box.width)
        heights = self.heights(style, box.width)
        x = self.scale(box.x + spots.bars[0], spots.bars[1])
        y, middles = box.y, []
        for number, tall in enumerate(heights):
            row = pygame.Rect(box.x, y, box.width, tall)
            step = self.steps[number - 1] if 0 < number <= len(self.steps) else None
            middles.append(self.paint_row(canvas, row, spots, step, first=number == 0))
            y += tall
            canvas.fill(LINE, pygame.Rect(box.x, y - style.px(1), box.width, style.px(1)))
        self.paint_levels(canvas, x, middles, joined=not spots.below)
        for step, (middle, thick) in zip(self.steps, middles[1:-1], strict=True):
            paint_step(canvas, x, step, middle, thick)

    def paint_row(
        self, canvas: Canvas, row: pygame.Rect, spots: Spots, step: Step | None, *, first: bool
    ) -> tuple[int, int]:
        """The words of a row; gives the middle of its bar and how thick it is."""
        style, pad = canvas.style, canvas.style.px(PAD)
        end = self.start if first else self.end
        label, figure = (step.label, step.words) if step else (end[0], end[1])
        top = row.y + pad
        name = words.measure(label, "strong", style, spots.name)
        detail = words.measure(step.detail, "small", style, spots.name) if step and step.detail else 0
        line = words.measure("x", "number", style, row.width)
        error = words.measure(step.error, "small", style, spots.figure) if step and step.error else 0
        down = 0 if spots.below else (row.height - 2 * pad - name - detail) // 2
        canvas.text(label, "strong", row.x, top + down, spots.name)
        if step and step.detail:
            canvas.text(step.detail, "small", row.x, top + down + name, spots.name)
        head = top + name + detail if spots.below else top + (row.height - 2 * pad - line - error) // 2
        left = row.right - spots.figure
        canvas.text(
            figure, "number", left, head, spots.figure, align="right", colour=RED if step and step.worse else INK
        )
        if step and step.error:
            canvas.text(step.error, "small", left, head + line, spots.figure, align="right")
        thick = min(style.space(20), line)
        middle = head + (line + error) // 2 if spots.below else row.centery
        return middle, thick

    def paint_levels(self, canvas: Canvas, x: Scale, middles: list[tuple[int, int]], *, joined: bool) -> None:
        """A thin line down from each level to the next row, and a mark at start and end."""
        style = canvas.style
        levels = [self.start[2], *(step.before + step.value for step in self.steps)] if joined else []
        for level, (above, _), (below, _) in zip(levels, middles[:-1], middles[1:], strict=joined):
            line = [(x(level), above), (x(level), below)]
            strokes.dashed(canvas.surface, DIM, line, style.px(1), (style.px(3), style.px(3)))
        for value, (middle, thick) in ((self.start[2], middles[0]), (self.end[2], middles[-1])):
            side = thick // 2
            strokes.diamond(canvas.surface, INK, (x(value), middle), side * 1.2)

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        y = rect.y
        for number, tall in enumerate(self.heights(style, rect.width)):
            if 0 < number <= len(self.steps):
                step = self.steps[number - 1]
                said = ", ".join(part for part in (step.label, step.words, step.error, step.detail) if part)
                box = pygame.Rect(rect.x, y, rect.width, tall)
                yield Control(f"cause:{step.id}", "button", box, Follow(step.id), look="row", say=said)
            y += tall


def paint_step(canvas: Canvas, x: Scale, step: Step, middle: int, thick: int) -> None:
    """A bar from the level before to the level after: filled where it adds, hatched where it takes away."""
    style = canvas.style
    ends = sorted((x(step.before), x(step.before + step.value)))
    bar = pygame.Rect(round(ends[0]), middle - thick // 2, max(style.px(3), round(ends[1] - ends[0])), thick)
    colour = RED if step.worse else INK
    canvas.fill(PAPER, bar)
    if step.value >= 0:
        canvas.fill(colour, bar)
    else:
        hatch(canvas, bar, colour)
    if step.spread > 0:
        tip = x(step.before + step.value)
        reach = abs(x(step.spread) - x(0.0))
        line = [(tip - reach, bar.bottom + style.px(2)), (tip + reach, bar.bottom + style.px(2))]
        strokes.line(canvas.surface, DIM, line, style.px(2))


def hatch(canvas: Canvas, bar: pygame.Rect, colour: Colour) -> None:
    """A frame full of slanting lines."""
    clip = canvas.surface.get_clip()
    canvas.surface.set_clip(bar.clip(clip))
    step = canvas.style.px(HATCH)
    for left in range(bar.left - bar.height, bar.right, step):
        ends = (left, bar.bottom), (left + bar.height, bar.top)
        pygame.draw.line(canvas.surface, colour, *ends, canvas.style.px(1.5))
    canvas.surface.set_clip(clip)
    canvas.frame(colour, bar, 1.5)
