"""Tables: rows of wrapped texts and small lines, with hair lines between; a row may be pressed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pygame

from game.ui import text as words
from game.ui.blocks import Block
from game.ui.canvas import Canvas, Control
from game.ui.theme import INK, LINE, PAPER_DARK, RED, Style


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line of figures in a cell; not-a-number breaks it."""

    values: tuple[float, ...]
    alarming: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a table: its share of the width (or `wide`, in units that follow the letters), role, side."""

    weight: float = 1
    wide: float = 0
    role: str = "body"
    align: str = "left"
    head: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a text or a small line for each column, what pressing it sends, whether it is chosen.

    `why` asks after its figure; a row that has nothing else to send sends that.
    """

    name: str
    cells: tuple[str | Spark, ...]
    intent: object | None = None
    chosen: bool = False
    key: str = ""
    why: object | None = None

    @property
    def sends(self) -> object | None:
        """What pressing it sends, if it can be pressed."""
        return self.why if self.intent is None else self.intent


@dataclass(frozen=True)
class Table(Block):
    """Rows under an optional head."""

    columns: tuple[Cell, ...]
    rows: tuple[Row, ...]
    pad: float = field(default=5, kw_only=True)

    def spans(self, style: Style, width: int) -> list[tuple[int, int]]:
        """Where each column begins, and its width."""
        gap = style.px(8)
        side = style.px(6)
        room = width - 2 * side - gap * (len(self.columns) - 1)
        fixed = sum(style.space(cell.wide) for cell in self.columns)
        shares = sum(cell.weight for cell in self.columns if not cell.wide)
        squeeze = room * 0.75 / fixed if fixed > room * 0.75 and shares else 1.0
        spare = room - sum(int(style.space(cell.wide) * squeeze) for cell in self.columns)
        spans = []
        x = side
        for cell in self.columns:
            wide = int(style.space(cell.wide) * squeeze) if cell.wide else int(spare * cell.weight / shares)
            spans.append((x, wide))
            x += wide + gap
        return spans

    def head_height(self, style: Style, width: int) -> int:
        """The height of the head; nought without one."""
        if not any(cell.head for cell in self.columns):
            return 0
        spans = self.spans(style, width)
        tall = max(words.measure(c.head, "minor", style, w) for c, (_, w) in zip(self.columns, spans, strict=True))
        return tall + style.px(4)

    @cached_property
    def rows_measured(self) -> dict[tuple[Style, int], list[int]]:
        """Heights of rows once asked for."""
        return {}

    def heights(self, style: Style, width: int) -> list[int]:
        """The height of each row."""
        found = self.rows_measured.get((style, width))
        if found is None:
            found = self.rows_measured[style, width] = self.measure_rows(style, width)
        return found

    def measure_rows(self, style: Style, width: int) -> list[int]:
        """Measure each row: its tallest cell and the space about it."""
        spans = self.spans(style, width)
        tall = []
        for row in self.rows:
            cells = zip(row.cells, self.columns, spans, strict=True)
            most = max(words.measure(text, c.role, style, w) for text, c, (_, w) in cells if isinstance(text, str))
            tall.append(most + 2 * style.px(self.pad))
        return tall

    def height(self, style: Style, width: int) -> int:
        return self.head_height(style, width) + sum(self.heights(style, width))

    def paint(self, canvas: Canvas) -> None:
        style, box = canvas.style, canvas.rect
        spans = self.spans(style, box.width)
        y = box.y + self.head_height(style, box.width)
        if y > box.y:
            for cell, (x, wide) in zip(self.columns, spans, strict=True):
                if cell.head:
                    canvas.text(cell.head, "minor", box.x + x, box.y, wide, align=cell.align)
            canvas.fill(LINE, pygame.Rect(box.x, y - style.px(1), box.width, style.px(1)))
        for row, tall in zip(self.rows, self.heights(style, box.width), strict=True):
            if row.chosen:
                canvas.fill(PAPER_DARK, pygame.Rect(box.x, y, box.width, tall))
                canvas.fill(INK, pygame.Rect(box.x, y, style.px(3), tall))
            for what, cell, (x, wide) in zip(row.cells, self.columns, spans, strict=True):
                if isinstance(what, Spark):
                    room = min(tall, style.space(30)) - 2 * style.px(self.pad)
                    paint_spark(canvas, what, pygame.Rect(box.x + x, y + (tall - room) // 2, wide, room))
                elif what:
                    down = (tall - words.measure(what, cell.role, style, wide)) // 2
                    canvas.text(what, cell.role, box.x + x, y + down, wide, align=cell.align)
            y += tall
            canvas.fill(LINE, pygame.Rect(box.x, y - style.px(1), box.width, style.px(1)))

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        y = rect.y + self.head_height(style, rect.width)
        for row, tall in zip(self.rows, self.heights(style, rect.width), strict=True):
            if row.sends is not None:
                box = pygame.Rect(rect.x, y, rect.width, tall)
                said = ", ".join(words.plain(cell) for cell in row.cells if isinstance(cell, str))
                yield Control(
                    row.name,
                    "button",
                    box,
                    row.sends,
                    key=row.key,
                    look="row",
                    chosen=row.chosen,
                    say=said,
                    why=row.why,
                )
            y += tall


def paint_spark(canvas: Canvas, spark: Spark, box: pygame.Rect) -> None:
    """A line through the figures, from the least to the greatest; it breaks where one is not known."""
    known = [value for value in spark.values if value == value]  # noqa: PLR0124
    if len(known) < 2:
        return
    low, high = min(known), max(known)
    spread = (high - low) or 1.0
    colour = RED if spark.alarming else INK
    step = box.width / (len(spark.values) - 1)
    before: tuple[float, float] | None = None
    for number, value in enumerate(spark.values):
        here = (box.x + number * step, box.bottom - 1 - (value - low) / spread * (box.height - 2))
        if value != value:  # noqa: PLR0124
            before = None
            continue
        if before is not None:
            pygame.draw.aaline(canvas.surface, colour, before, here, canvas.style.px(1.6))
        before = here
