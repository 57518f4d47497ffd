"""What every chart has: a title with its unit, a key above the plot, ruled ticks, and labels at line ends.

The frame settles where everything goes before a line is drawn, so that no word ever lies on one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pygame

from game.ui import strokes
from game.ui.axes import Scale, Ticks, year_labels
from game.ui.text import extent, letters
from game.ui.theme import BLUE, DIM, INK, LINE, PAPER, RED, ROLES, Colour, Style, font

Face = Literal["label", "strong", "heading"]
Placed = tuple[str, pygame.Rect]
Sample = Callable[[pygame.Surface, pygame.Rect], None]
FACES = {"label": ROLES["axis"], "strong": ROLES["map_label"], "heading": ROLES["title"]}


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, letters and stroke scale of a chart, from the theme at the player's scales."""

    style: Style
    paper: Colour = PAPER
    ink: Colour = INK
    grey: Colour = DIM
    rule: Colour = LINE
    red: Colour = RED
    blue: Colour = BLUE

    @property
    def scale(self) -> float:
        """By how much strokes and gaps are larger than in the pictures."""
        return self.style.interface * (1 + self.style.text) / 2

    def font(self, face: Face = "label") -> pygame.font.Font:
        """The font of a kind of words."""
        role = FACES[face]
        return font(role.face, self.style.points(role))

    def words(self, text: str, face: Face = "label", colour: Colour | None = None) -> pygame.Surface:
        """Words as a picture, rendered once."""
        role = FACES[face]
        return letters(text, role.face, self.style.points(role), colour or self.ink)

    def width(self, text: str, face: Face = "label") -> int:
        """How many pixels wide words are."""
        role = FACES[face]
        return extent(text, role.face, self.style.points(role))

    def height(self, face: Face = "label") -> int:
        """The height of a line of words."""
        return self.font(face).get_linesize()


@dataclass(frozen=True, slots=True)
class KeyItem:
    """An entry of the key: how the sample is drawn, and what it means."""

    text: str
    sample: Sample


@dataclass(frozen=True, slots=True)
class EndLabel:
    """Words that belong at the height of a line's last figure."""

    text: str
    y: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things are once a chart is laid out, with every piece of text placed."""

    plot: pygame.Rect
    x: Scale
    y: Scale
    ticks: Ticks
    placed: tuple[Placed, ...]


def wrap(look: Look, text: str, width: int, face: Face = "label") -> list[str]:
    """Words in lines no wider than `width`; a single longer word stands alone."""
    rows: list[str] = []
    for word in text.split(" "):
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and look.width(longer, face) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def put(
    surface: pygame.Surface,
    look: Look,
    text: str,
    at: tuple[int, int],
    placed: list[Placed],
    face: Face = "label",
    colour: Colour | None = None,
) -> pygame.Rect:
    """Print words with their top left corner at a place, and note where they stand."""
    rect = surface.blit(look.words(text, face, colour), at)
    placed.append((text, rect))
    return rect


def header(
    surface: pygame.Surface, look: Look, rect: pygame.Rect, title: str, unit: str, note: str, placed: list[Placed]
) -> int:
    """Title, unit and note; what does not fit beside the title goes below it. Gives the next free y."""
    y = rect.top
    if title:
        rows = wrap(look, title.upper(), rect.width, "heading")
        for row in rows:
            head = put(surface, look, row, (rect.left, y), placed, "heading")
            y += look.height("heading")
        right, base = head.right, head.top + look.font("heading").get_ascent()
        if look.width(unit) + right + 10 * look.scale <= rect.right:
            right += round(7 * look.scale)
            if unit:
                right = put(
                    surface, look, unit, (right, base - look.font().get_ascent()), placed, colour=look.grey
                ).right
            unit = ""
        if note and not unit and right + look.width(note) + 16 * look.scale <= rect.right:
            left = rect.right - look.width(note)
            put(surface, look, note, (left, base - look.font().get_ascent()), placed, colour=look.grey)
            note = ""
    for part in (unit, note):
        for row in wrap(look, part, rect.width) if part else ():
            put(surface, look, row, (rect.left, y), placed, colour=look.grey)
            y += look.height()
    return y


def key(
    surface: pygame.Surface | None,
    look: Look,
    rect: pygame.Rect,
    top: int,
    items: Sequence[KeyItem],
    placed: list[Placed],
) -> int:
    """The key in as many rows as it needs; only measured where there is no surface. Gives the next free y."""
    gap, sample = round(6 * look.scale), round(26 * look.scale)
    height, x, y = look.height(), rect.left, top
    for item in items:
        rows = wrap(look, item.text, rect.width - sample - gap)
        width = sample + gap + max(look.width(row) for row in rows)
        if x > rect.left and x + width > rect.right:
            x, y = rect.left, y + height
        if surface is not None:
            item.sample(surface, pygame.Rect(x, y, sample, height))
            for number, row in enumerate(rows):
                put(surface, look, row, (x + sample + gap, y + number * height), placed, colour=look.grey)
        y += (len(rows) - 1) * height
        x += width + round(15 * look.scale)
    return y + height if items else top


def axes(
    surface: pygame.Surface,
    look: Look,
    rect: pygame.Rect,
    years: tuple[float, float],
    ticks: Ticks,
    ends: Sequence[str],
    placed: list[Placed],
    now: float | None = None,
) -> tuple[pygame.Rect, Scale, Scale]:
    """Ruled ticks with their figures, years below, room for end labels at the right. Gives plot and scales."""
    gap = round(7 * look.scale)
    left = rect.left + max(look.width(ticks.words(v)) for v in ticks.values) + gap
    right = rect.right - (max((look.width(e, "strong") for e in ends), default=0) + gap if ends else gap)
    top, bottom = rect.top + look.height() // 2, rect.bottom - look.height() - gap // 2
    plot = pygame.Rect(left, top, max(20, right - left), max(20, bottom - top))
    x = Scale(years[0], years[1], plot.left, plot.right)
    y = Scale(ticks.low, ticks.high, plot.bottom, plot.top)
    for value in ticks.values:
        text = ticks.words(value)
        row = round(y(value)) - look.height() // 2
        put(surface, look, text, (left - gap - look.width(text), row), placed, colour=look.grey)
    for year, text in year_labels(int(years[0]), int(years[1]), plot.width, look.width("1928")):
        bold = now is not None and year == int(now)
        face: Face = "strong" if bold else "label"
        width = look.width(text, face)
        spot = min(max(round(x(year)) - width // 2, left - gap), rect.right - width)
        put(surface, look, text, (spot, plot.bottom + gap // 2), placed, face, look.ink if bold else look.grey)
    grid(surface, look, plot, y, ticks)
    return plot, x, y


def grid(surface: pygame.Surface, look: Look, plot: pygame.Rect, y: Scale, ticks: Ticks) -> None:
    """The ruled lines of an axis; drawn again over filled bands."""
    for value in ticks.values:
        row = round(y(value))
        pygame.draw.line(surface, look.rule, (plot.left, row), (plot.right - 1, row), max(1, round(look.scale)))


def ends(
    surface: pygame.Surface, look: Look, plot: pygame.Rect, labels: Sequence[EndLabel], placed: list[Placed]
) -> None:
    """Labels right of the plot, pushed apart where they would meet, joined to their line when moved."""
    height, gap = look.height("strong"), round(7 * look.scale)
    order = sorted(labels, key=lambda label: label.y)
    tops = [round(label.y) - height // 2 for label in order]
    for i in range(1, len(tops)):
        tops[i] = max(tops[i], tops[i - 1] + height)
    spill = max(0, (tops[-1] + height) - (plot.bottom + height // 2)) if tops else 0
    for i in range(len(tops) - 1, -1, -1):
        limit = plot.bottom + height // 2 - height * (len(tops) - i)
        tops[i] = min(tops[i], limit) if spill else tops[i]
    for label, top in zip(order, tops, strict=True):
        put(surface, look, label.text, (plot.right + gap, top), placed, "strong", label.colour)
        if abs(top + height // 2 - label.y) > height * 0.6:
            ends_at = (plot.right + gap - 2, top + height // 2)
            strokes.line(surface, label.colour, [(plot.right, label.y), ends_at], 1)
