"""The blocks a screen is built of: frozen values that know their height, their looks and their controls.

A block never touches the window itself: `stage` places blocks, makes pygame_gui's widgets for their
controls and paints what changed. Two equal blocks look the same, so what did not change is not redrawn.
Lengths are in the units of the pictures (1280 by 720); text takes the marks of `text`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pygame

from game.ui import text as words
from game.ui.canvas import Canvas, Control
from game.ui.theme import INK, LINE, PAPER, Style


@dataclass(frozen=True, kw_only=True)
class Block(ABC):
    """A part of a column. `before` is the space above it, `stretch` its share of the height left over."""

    before: float = 8
    stretch: float = 0

    @abstractmethod
    def height(self, style: Style, width: int) -> int:
        """The height it needs at this width, in pixels."""

    @cached_property
    def measured(self) -> dict[tuple[Style, int], int]:
        """Heights once asked for: a page asks each block several times while it is laid out."""
        return {}

    def needs(self, style: Style, width: int) -> int:
        """Its height, measured once for each scale and width."""
        found = self.measured.get((style, width))
        if found is None:
            found = self.measured[style, width] = self.height(style, width)
        return found

    def parts(self, style: Style, rect: pygame.Rect) -> "Iterator[tuple[Block, pygame.Rect]]":
        """The blocks it consists of, placed; a simple block is its own only part."""
        del style
        yield self, rect

    def paint(self, canvas: Canvas) -> None:
        """Draw what does not belong to a control; a block may draw nothing."""
        del canvas

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        """Its controls, in reading order, placed."""
        del style, rect
        yield from ()

    def why(self, point: tuple[int, int], style: Style, rect: pygame.Rect) -> object | None:
        """What asks why the figure under a point is what it is, where one stands there."""
        found = (control for control in self.controls(style, rect) if control.rect.collidepoint(point))
        return next((control.why for control in found if control.why is not None), None)


@dataclass(frozen=True)
class Text(Block):
    """A paragraph."""

    text: str
    role: str = "body"
    align: str = "left"

    def height(self, style: Style, width: int) -> int:
        return words.measure(self.text, self.role, style, width)

    def paint(self, canvas: Canvas) -> None:
        canvas.text(self.text, self.role, canvas.rect.x, canvas.rect.y, canvas.rect.width, align=self.align)


@dataclass(frozen=True)
class Heading(Block):
    """Condensed capitals, a small note after them, and another at the right edge."""

    text: str
    note: str = ""
    right: str = ""
    role: str = "title"
    before: float = field(default=12, kw_only=True)

    def lay(self, style: Style, width: int) -> tuple[int, int, int, int]:
        """The pitch of the head, where the note stands (x, y), and the height of all."""
        gap = style.px(6)
        head = words.measure(self.text, self.role, style, width)
        line = words.measure("x", self.role, style, width)
        small = words.measure("x", "small", style, width)
        taken = words.natural(self.text, self.role, style)
        note = words.natural(self.note, "small", style) if self.note else 0
        right = words.natural(self.right, "small", style) if self.right else 0
        if taken + gap + note + (gap * 2 + right if right else 0) <= width:
            return taken + gap, line - small - round(small * 0.12), 0, head
        if not self.right or not self.note:
            tail = words.measure(self.note or self.right, "small", style, width)
            return 0, head, 1, head + tail
        notes = [words.measure(note, "small", style, width) for note in (self.note, self.right)]
        return 0, head, 2, head + sum(notes)

    def height(self, style: Style, width: int) -> int:
        return self.lay(style, width)[3]

    def paint(self, canvas: Canvas) -> None:
        box = canvas.rect
        x, y, below, _ = self.lay(canvas.style, box.width)
        canvas.text(self.text, self.role, box.x, box.y, box.width)
        if not below:
            if self.note:
                canvas.text(self.note, "small", box.x + x, box.y + y)
            if self.right:
                canvas.text(self.right, "small", box.x, box.y + y, box.width, align="right")
            return
        for note in (self.note, self.right):
            if note:
                y += canvas.text(note, "small", box.x, box.y + y, box.width).height


@dataclass(frozen=True)
class Rule(Block):
    """A heavy rule."""

    weight: float = 3
    before: float = field(default=12, kw_only=True)

    def height(self, style: Style, width: int) -> int:
        del width
        return style.px(self.weight)

    def paint(self, canvas: Canvas) -> None:
        canvas.fill(INK if self.weight > 1 else LINE, canvas.rect)


@dataclass(frozen=True)
class Box(Block):
    """Blocks in a frame."""

    blocks: tuple[Block, ...]
    before: float = field(default=12, kw_only=True)

    def height(self, style: Style, width: int) -> int:
        pad = style.px(10)
        return stack_height(self.blocks, style, width - 2 * pad) + 2 * pad

    def parts(self, style: Style, rect: pygame.Rect) -> Iterator[tuple[Block, pygame.Rect]]:
        yield Frame(), rect
        pad = style.px(10)
        yield from stack(self.blocks, style, rect.inflate(-2 * pad, -2 * pad))


@dataclass(frozen=True)
class Frame(Block):
    """The frame of a box; it lies under the blocks in it."""

    def height(self, style: Style, width: int) -> int:
        del style, width
        return 0

    def paint(self, canvas: Canvas) -> None:
        canvas.fill(PAPER, canvas.rect)
        canvas.frame(INK, canvas.rect, 2)


@dataclass(frozen=True)
class Across(Block):
    """Columns of blocks side by side; below each other where a cell would be narrower than `least`."""

    cells: tuple[tuple[Block, ...], ...]
    least: float = 220
    gap: float = 18

    def widths(self, style: Style, width: int) -> list[int] | None:
        """The width of each cell, or nothing where they must stand below each other."""
        gap = style.px(self.gap)
        each = (width - gap * (len(self.cells) - 1)) // len(self.cells)
        return [each] * len(self.cells) if each >= style.space(self.least) else None

    def height(self, style: Style, width: int) -> int:
        widths = self.widths(style, width)
        if widths is None:
            return stack_height(tuple(b for cell in self.cells for b in cell), style, width)
        return max(stack_height(cell, style, wide) for cell, wide in zip(self.cells, widths, strict=True))

    def parts(self, style: Style, rect: pygame.Rect) -> Iterator[tuple[Block, pygame.Rect]]:
        widths = self.widths(style, rect.width)
        if widths is None:
            yield from stack(tuple(b for cell in self.cells for b in cell), style, rect)
            return
        x = rect.x
        for cell, wide in zip(self.cells, widths, strict=True):
            yield from stack(cell, style, pygame.Rect(x, rect.y, wide, rect.height))
            x += wide + style.px(self.gap)


def stack_height(blocks: tuple[Block, ...], style: Style, width: int) -> int:
    """The height of blocks below each other."""
    total = 0
    for number, block in enumerate(blocks):
        total += (style.px(block.before) if number else 0) + block.needs(style, width)
    return total


def stack(blocks: tuple[Block, ...], style: Style, rect: pygame.Rect) -> Iterator[tuple[Block, pygame.Rect]]:
    """Blocks below each other in a rectangle; those that stretch share the height left over."""
    spare = max(0, rect.height - stack_height(blocks, style, rect.width))
    shares = sum(block.stretch for block in blocks)
    y = rect.y
    for number, block in enumerate(blocks):
        y += style.px(block.before) if number else 0
        tall = block.needs(style, rect.width) + (int(spare * block.stretch / shares) if shares else 0)
        yield from block.parts(style, pygame.Rect(rect.x, y, rect.width, tall))
        y += tall
