"""The widgets of a screen: buttons, tabs, levers, fields to write in, drop-downs, pictures.

Each is a block (see `blocks`) whose controls `stage` makes of pygame_gui's elements.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

import pygame

from game.ui import text as words
from game.ui.blocks import Block
from game.ui.canvas import Canvas, Control
from game.ui.intents import Pick
from game.ui.theme import BLUE, INK, PAPER, PAPER_DARK, ROLES, Style


@dataclass(frozen=True)
class Button:
    """One button: its label, what it sends, and the key shown on it that works it from anywhere."""

    name: str
    label: str
    intent: object
    key: str = ""
    look: str = "plain"
    enabled: bool = True
    chosen: bool = False

    @property
    def shown(self) -> str:
        """The label with its key."""
        return labelled(self.label, self.key)

    def size(self, style: Style, role: str = "button", width: int = 1_000_000) -> tuple[int, int]:
        """Width and height that its label needs, wrapped where a line is wider than `width`."""
        pad = style.px(16)
        lines = words.wrap(self.shown, ROLES[role], style, max(1, width - 2 * pad))
        return min(width, lines.width + 2 * pad), lines.height + 2 * style.px(8)

    def control(self, rect: pygame.Rect, group: str = "", role: str = "button") -> Control:
        """Its control at a place."""
        return Control(
            self.name,
            "button",
            rect,
            self.intent,
            label=self.shown,
            key=self.key,
            look="chosen" if self.chosen else self.look,
            role=role,
            enabled=self.enabled,
            chosen=self.chosen,
            group=group,
            say=self.label,
        )


KEYS = {"return": "⏎", "escape": "Esc", "space": "Space", "f1": "F1"}


def labelled(label: str, key: str) -> str:
    """A label with its key: the enter key is drawn, a letter stands in brackets."""
    if not key:
        return label
    return f"{label} ⏎" if key == "return" else f"{label} ({KEYS.get(key, key.upper())})"


@dataclass(frozen=True)
class Buttons(Block):
    """Buttons in a row that wraps, or below each other at full width (`stacked`)."""

    items: tuple[Button, ...]
    stacked: bool = False
    before: float = field(default=12, kw_only=True)

    def height(self, style: Style, width: int) -> int:
        return max((rect.bottom for rect in self.boxes(style, width)), default=0)

    def boxes(self, style: Style, width: int) -> list[pygame.Rect]:
        """Where each button stands in a space of this width."""
        sizes = [button.size(style, width=width) for button in self.items]
        if self.stacked:
            sizes = [(width, tall) for _, tall in sizes]
        return flow(sizes, width, style.px(10))

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        for button, box in zip(self.items, self.boxes(style, rect.width), strict=True):
            yield button.control(box.move(rect.topleft))


def flow(sizes: list[tuple[int, int]], width: int, gap: int) -> list[pygame.Rect]:
    """Boxes set in rows as words are in lines; all in a row are as tall as the tallest."""
    rows: list[list[pygame.Rect]] = []
    x = y = 0
    for wide, tall in sizes:
        if rows and x + wide > width:
            y = max(box.bottom for box in rows[-1]) + gap
            x = 0
        if x == 0:
            rows.append([])
        rows[-1].append(pygame.Rect(x, y, wide, tall))
        x += wide + gap
    for row in rows:
        for box in row:
            box.height = max(other.height for other in row)
    return [box for row in rows for box in row]


@dataclass(frozen=True)
class Tabs(Block):
    """A strip of tabs; sends `Pick(name, key)`. With `numbered`, 1, 2, 3 ... work them."""

    name: str
    items: tuple[tuple[str, str], ...]
    chosen: str
    numbered: bool = False

    def buttons(self) -> list[Button]:
        """Its tabs as buttons."""
        return [
            Button(
                f"{self.name}:{key}",
                f"{number} {label}" if self.numbered else label,
                Pick(self.name, key),
                chosen=key == self.chosen,
            )
            for number, (key, label) in enumerate(self.items, 1)
        ]

    def boxes(self, style: Style, width: int) -> list[pygame.Rect]:
        """Where each tab stands in a space of this width; neighbours share a border."""
        sizes = []
        for button in self.buttons():
            wide, tall = button.size(style, "tab", width + style.px(16))
            sizes.append((min(width, wide - style.px(16)), tall - style.px(6)))
        return flow(sizes, width, -style.px(2))

    def height(self, style: Style, width: int) -> int:
        return max(box.bottom for box in self.boxes(style, width))

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        boxes = self.boxes(style, rect.width)
        for number, (button, box) in enumerate(zip(self.buttons(), boxes, strict=True), 1):
            made = button.control(box.move(rect.topleft), self.name, "tab")
            yield made if not self.numbered else replace(made, key=str(number))


BELOW = 12
"""How far a lever's help stands below its label."""


@dataclass(frozen=True)
class Lever(Block):
    """A lever: label, value in words, slider with history's mark and the named stops, help below."""

    name: str
    label: str
    value_text: str
    intent: object
    value: float
    low: float
    high: float
    step: float
    help: str = ""
    history: float | None = None
    stops: tuple[float, ...] = ()
    enabled: bool = True
    least: float = -math.inf
    most: float = math.inf
    before: float = field(default=7, kw_only=True)

    def split(self, style: Style, width: int) -> tuple[int, int, bool]:
        """Width of the label, height of label and value, and whether they share a line."""
        value = words.natural(self.value_text, "value", style)
        label = words.natural(self.label, "label", style)
        gap = style.px(12)
        if label + gap + value <= width:
            return label, max(self.line("label", style), self.line("value", style)), True
        stacked = words.measure(self.label, "label", style, width)
        return width, stacked + words.measure(self.value_text, "value", style, width), False

    @staticmethod
    def line(role: str, style: Style) -> int:
        """The height of a line of this role."""
        return words.pitch(ROLES[role], style)

    def height(self, style: Style, width: int) -> int:
        total = self.split(style, width)[1] + style.px(BELOW)
        return total + (words.measure(self.help, "small", style, width) if self.help else 0)

    def paint(self, canvas: Canvas) -> None:
        style, box = canvas.style, canvas.rect
        _, head, shared = self.split(style, box.width)
        label = canvas.text(self.label, "label", box.x, box.y, box.width)
        top = box.y if shared else label.bottom
        canvas.text(self.value_text, "value", box.x, top, box.width, align="right" if shared else "left")
        track = self.track(style, self.row(style, box, head))
        low, high = (self.place(style, track, end) for end in (self.least, self.most))
        canvas.fill(PAPER, track)
        canvas.fill(PAPER_DARK, pygame.Rect(low, track.y, high - low, track.height))
        filled = track.copy()
        filled.width = self.place(style, track, self.value) - track.x
        canvas.fill(INK, filled)
        canvas.frame(INK, track, 1)
        for stop in self.stops:
            x = self.place(style, track, stop)
            canvas.fill(INK, pygame.Rect(x, track.bottom, style.px(1), style.px(4)))
        if self.history is not None:
            x = self.place(style, track, self.history)
            reach = style.px(4)
            mark = pygame.Rect(x - style.px(1), track.y - reach, style.px(2), track.height + 2 * reach)
            canvas.fill(BLUE, mark)
        if self.help:
            canvas.text(self.help, "small", box.x, box.y + head + style.px(BELOW), box.width)

    @staticmethod
    def row(style: Style, box: pygame.Rect, head: int) -> pygame.Rect:
        """The slider's row: the thumb reaches a little into the empty part of the lines about it."""
        return pygame.Rect(box.x, box.y + head - style.px(3), box.width, style.px(18))

    @staticmethod
    def track(style: Style, row: pygame.Rect) -> pygame.Rect:
        """The bar within the slider's row."""
        return pygame.Rect(row.x, row.centery - style.px(7) // 2, row.width, style.px(7))

    def place(self, style: Style, track: pygame.Rect, value: float) -> int:
        """The pixel of a value: where the middle of the thumb stands."""
        thumb = style.px(10)
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return track.x + thumb // 2 + int((track.width - thumb) * share)

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        head = self.split(style, rect.width)[1]
        yield Control(
            self.name,
            "slider",
            self.row(style, rect, head),
            self.intent,
            enabled=self.enabled,
            value=self.value,
            low=self.low,
            high=self.high,
            step=self.step,
            least=self.least,
            most=self.most,
            say=f"{self.label}: {self.value_text}",
            ring=rect,
        )


@dataclass(frozen=True)
class Option(Block):
    """One of a few ways to go on, as a large button: a title, what it means, a note in small letters."""

    name: str
    title: str
    text: str
    intent: object
    note: str = ""
    key: str = ""
    chosen: bool = False
    enabled: bool = True
    before: float = field(default=10, kw_only=True)

    def lines(self) -> list[tuple[str, str]]:
        """What it says, with the role of each part."""
        head = f"{'✓ ' if self.chosen else ''}{labelled(self.title, self.key)}"
        return [(text, role) for text, role in ((head, "heading"), (self.text, "body"), (self.note, "small")) if text]

    def height(self, style: Style, width: int) -> int:
        room = width - 2 * style.px(14)
        return sum(words.measure(text, role, style, room) for text, role in self.lines()) + 2 * style.px(9)

    def paint(self, canvas: Canvas) -> None:
        pad = canvas.style.px(14)
        y = canvas.rect.y + canvas.style.px(9)
        for text, role in self.lines():
            y = canvas.text(text, role, canvas.rect.x + pad, y, canvas.rect.width - 2 * pad).bottom

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        del style
        look = "option_chosen" if self.chosen else "option"
        said = ". ".join(words.plain(text) for text, _ in self.lines())
        yield Control(
            self.name,
            "button",
            rect,
            self.intent,
            key=self.key,
            look=look,
            enabled=self.enabled,
            chosen=self.chosen,
            say=said,
        )


@dataclass(frozen=True)
class Entry(Block):
    """A line to write in, under its label; sends `intent` with the text when it changes."""

    name: str
    label: str
    value: str
    intent: object

    def height(self, style: Style, width: int) -> int:
        return words.measure(self.label, "label", style, width) + style.px(4) + style.space(20) + style.px(12)

    def paint(self, canvas: Canvas) -> None:
        canvas.text(self.label, "label", canvas.rect.x, canvas.rect.y, canvas.rect.width)

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        tall = style.space(20) + style.px(12)
        box = pygame.Rect(rect.x, rect.bottom - tall, rect.width, tall)
        yield Control(self.name, "entry", box, self.intent, chosen_text=self.value, say=self.label)


@dataclass(frozen=True)
class Menu(Block):
    """A drop-down under its label; options are (key, words); sends `intent` with the key chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    intent: object

    def height(self, style: Style, width: int) -> int:
        label = words.measure(self.label, "label", style, width) + style.px(4) if self.label else 0
        return label + style.space(20) + style.px(12)

    def paint(self, canvas: Canvas) -> None:
        if self.label:
            canvas.text(self.label, "label", canvas.rect.x, canvas.rect.y, canvas.rect.width)

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        tall = style.space(20) + style.px(12)
        box = pygame.Rect(rect.x, rect.bottom - tall, rect.width, tall)
        yield Control(
            self.name, "choice", box, self.intent, chosen_text=self.chosen, options=self.options, say=self.label
        )


class Painter(Protocol):
    """A drawing of ours (a chart, a map): a frozen value, so that an equal one is not drawn again."""

    def paint(self, canvas: Canvas) -> None:
        """Draw into the canvas's rectangle."""
        ...

    def hit(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        """What a click at a place sends, if anything."""
        ...


@runtime_checkable
class Answering(Protocol):
    """A drawing that answers to the pointer before it is pressed."""

    def pointed(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object:
        """What the pointer at a place sends, whether it stands on something or not."""
        ...


@dataclass(frozen=True)
class Picture(Block):
    """A chart or a map."""

    name: str
    painter: Painter
    tall: float = 200
    stretch: float = field(default=1, kw_only=True)

    def height(self, style: Style, width: int) -> int:
        del width
        return style.px(self.tall)

    def paint(self, canvas: Canvas) -> None:
        self.painter.paint(canvas)

    def why(self, point: tuple[int, int], style: Style, rect: pygame.Rect) -> object | None:
        """What its painter says of a point, where it says anything; else the control that stands there."""
        asks = getattr(self.painter, "why", None)
        found = None if asks is None else asks(point, rect, style)
        return found if found is not None else super().why(point, style, rect)
