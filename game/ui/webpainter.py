"""The drawing of the web of causes: marks, names and lines, lit by what is chosen.

Solid ink and + is raised, dashed red and − is lowered; the thicker, the further. Colour is never alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pygame

from game.report.views.web import SIZES
from game.ui import causes, strokes
from game.ui import text as words
from game.ui.canvas import Canvas, Control
from game.ui.causes import Figure, Layout
from game.ui.intents import Open, Pick, Visit
from game.ui.theme import DIM, INK, LINE, PAPER, PAPER_DARK, RED, ROLES, Colour, Style
from game.ui.widgets import Picture

LINES = 36
"""As many names as lines are led to."""
WIDTHS = (4.0, 2.4, 1.3)
"""How thick the line to a strongly, a clearly and a slightly moved quantity is."""
DASH = (7.0, 5.0)
BENDS = 20
"""Pieces of a bent line."""
SHARES = tuple(
    ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in (at / BENDS for at in range(BENDS + 1))
)
"""What each corner of Bezier's curve counts for at each of its points."""
HERE = "web:here"
"""The control that stands where the chosen quantity does."""
ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}

Lit = Mapping[str, float | None]
"""What is lit: how far each quantity is moved; None where only a line joins it."""


@dataclass(frozen=True)
class WebPainter:
    """The drawing: what is chosen, what the pointer stands on, and what is lit, from which source."""

    figure: Figure
    chosen: str
    over: str
    lit: tuple[tuple[str, float | None], ...]
    source: str
    caption: str
    key: tuple[str, str] = ("", "")
    """The words of the key: raised, and lowered."""
    ways: tuple[tuple[str, str, float], ...] = ()
    """Where something else than a lever is chosen: the lines on which levers move it, and how far, the least first."""

    def names(self, style: Style, size: tuple[int, int]) -> Mapping[str, pygame.Rect]:
        """The names beside their marks."""
        return named(self.figure, style, size, self.chosen, self.lit)

    def still(self, style: Style, size: tuple[int, int]) -> Layout:
        """What does not move."""
        return causes.layout(self.figure, style, *size)

    def paint(self, canvas: Canvas) -> None:
        style, box = canvas.style, canvas.rect
        still, beside = self.still(style, box.size), self.names(style, box.size)
        canvas.surface.blit(unlit(self.figure, style, box.size), box)
        self.paint_labels(canvas, still)
        lit = dict(self.lit)
        self.paint_lines(canvas, still, lit)
        self.paint_ticks(canvas, still, beside)
        for name, spot in still.spots.items():
            if still.band_of[name] in causes.NAMED:
                self.paint_name(canvas, name, spot.move(box.topleft), lit)
            elif name in lit or name in {self.chosen, self.over}:
                self.paint_mark(canvas, name, spot.move(box.topleft), still.kinds[name], lit)
        for name, spot in beside.items():
            self.paint_name(canvas, name, spot.move(box.topleft), lit)
        tall = words.measure(self.caption, "small", style, box.width)
        canvas.text(self.caption, "small", box.x, box.bottom - tall, box.width)
        self.paint_key(canvas, box.right - words.natural(self.caption, "small", style))

    def paint_key(self, canvas: Canvas, room: int) -> None:
        """What solid and dashed lines say, at the right of the last line, where there is room beside the caption."""
        style, box = canvas.style, canvas.rect
        gap, sample = style.px(8), style.px(30)
        wide = sum(words.natural(each, "small", style) + sample + 3 * gap for each in self.key)
        tall = words.measure("x", "small", style, 999)
        if not all(self.key) or wide > room - box.x:
            return
        x, y = box.right - wide, box.bottom - tall
        for number, said in enumerate(self.key):
            ends = [(x, y + tall / 2), (x + sample, y + tall / 2)]
            if number:
                strokes.dashed(canvas.surface, RED, ends, style.px(WIDTHS[1]), [style.px(each) for each in DASH])
            else:
                strokes.line(canvas.surface, INK, ends, style.px(WIDTHS[1]))
            x = canvas.text(said, "small", x + sample + gap, y).right + 2 * gap

    @staticmethod
    def paint_ticks(canvas: Canvas, still: Layout, beside: Mapping[str, pygame.Rect]) -> None:
        """Hair lines from the marks to their names."""
        corner = canvas.rect.topleft
        for name, spot in beside.items():
            mark, box = still.spots[name].move(corner), spot.move(corner)
            x = min(max(mark.centerx, box.left + box.height // 2), box.right - box.height // 2)
            strokes.line(canvas.surface, DIM, [mark.midbottom, (x, box.top)], 1)

    @staticmethod
    def paint_labels(canvas: Canvas, still: Layout) -> None:
        """The names of the bands."""
        style, box = canvas.style, canvas.rect
        for band in still.bands:
            top = box.y + band.rect.y + style.px(4)
            canvas.text(band.label, "minor", box.x, top, still.left - style.px(8))

    def paint_lines(self, canvas: Canvas, still: Layout, lit: Lit) -> None:
        """Lines from the source to the names that are lit, or to it; and the ways of the levers that move it."""
        drawn = {(source, target) for source, target, _ in self.ways}
        for source, target in joined(self.figure, canvas.style, canvas.rect.size, self.source, self.chosen, self.lit):
            if (source, target) not in drawn:
                size = lit.get(source if target == self.source else target)
                self.paint_line(canvas, still, source, target, size)
        for source, target, size in self.ways:
            self.paint_line(canvas, still, source, target, size)

    def paint_line(self, canvas: Canvas, still: Layout, source: str, target: str, size: float | None) -> None:
        """A line from one quantity to another: thin where nothing is known of how far it moves anything."""
        a, b = (self.anchor(canvas, still, end) for end in (source, target))
        points = curve(a, b)
        wide = canvas.style.px(1.3 if size is None else width_of(size))
        if size is None:
            strokes.line(canvas.surface, DIM, points, wide)
        elif size > 0:
            strokes.line(canvas.surface, INK, points, wide)
        else:
            strokes.dashed(canvas.surface, RED, points, wide, [canvas.style.px(each) for each in DASH])

    @staticmethod
    def anchor(canvas: Canvas, still: Layout, name: str) -> pygame.Rect:
        """Where lines to a quantity end: its place, but for an order below all orders, whose names they would cross.

        A hair line joins the order to that place.
        """
        spot = still.spots[name].move(canvas.rect.topleft)
        band = still.bands[0]
        if still.band_of[name] != band.id:
            return spot
        foot = canvas.rect.y + band.rect.bottom
        strokes.line(canvas.surface, DIM, [spot.midbottom, (spot.centerx, foot)], 1)
        return pygame.Rect(spot.x, foot - 1, spot.width, 1)

    def paint_mark(self, canvas: Canvas, name: str, spot: pygame.Rect, kind: str, lit: Lit) -> None:
        """A mark: a disc for a reading, else a square; hollow unless lit."""
        size = lit.get(name)
        here = name in lit or name == self.chosen
        colour: Colour = RED if size is not None and size < 0 else INK
        surface, thin = canvas.surface, max(1, canvas.style.px(1))
        if name in {self.chosen, self.over}:
            pygame.draw.rect(surface, PAPER_DARK, spot.inflate(thin * 8, thin * 8))
            pygame.draw.rect(surface, INK, spot.inflate(thin * 8, thin * 8), 2 * thin)
        paint_shape(surface, spot, kind, colour if here else None, thin)
        if size is not None and size < 0 and spot.width >= 6 * thin:
            bar = pygame.Rect(0, 0, spot.width - 4 * thin, max(1, 2 * thin))
            bar.center = spot.center
            pygame.draw.rect(surface, PAPER, bar)

    def paint_name(self, canvas: Canvas, name: str, spot: pygame.Rect, lit: Lit) -> None:
        """A name in its frame: filled where it is strongly moved or chosen, else framed the heavier the further."""
        style, size = canvas.style, lit.get(name)
        colour: Colour = RED if size is not None and size < 0 else INK
        strong = size is not None and abs(size) >= SIZES[0][0]
        filled = strong or name == self.chosen
        clear = size is not None and abs(size) >= SIZES[1][0]
        canvas.fill(colour if filled else PAPER, spot)
        framed = name in lit or name == self.over or filled
        canvas.frame(colour if framed else LINE, spot, 2 if clear or name == self.over else 1)
        sign = "" if size is None else "+ " if size > 0 else "− "
        label, role = f"{sign}{self.figure.names[name]}", ROLES[causes.ROLE]
        room = spot.width - 2 * style.px(causes.PAD)
        top = spot.y + (spot.height - words.pitch(role, style)) // 2
        shade = PAPER if filled else colour if framed else DIM
        if words.natural(label, causes.ROLE, style) <= room:
            canvas.text(label, causes.ROLE, spot.x + style.px(causes.PAD), top, colour=shade)

    def hit(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        found = self.name_at(point, rect, style)
        return Visit(found) if found else None

    def pointed(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object:
        """What the pointer at a place sends when it has moved: what it stands on, or nothing."""
        return Pick("over", self.name_at(point, rect, style) if rect.collidepoint(point) else "")

    def name_at(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> str:
        """The quantity whose name or mark stands at a place; empty where there is none."""
        place = point[0] - rect.x, point[1] - rect.y
        found = causes.at(self.names(style, rect.size).items(), place, 0)
        return found or causes.at(self.still(style, rect.size).spots.items(), place, style.px(4))


@lru_cache(maxsize=32)
def named(
    figure: Figure, style: Style, size: tuple[int, int], chosen: str, lit: tuple[tuple[str, float | None], ...]
) -> Mapping[str, pygame.Rect]:
    """The names beside their marks: the chosen first, then those that are moved furthest."""
    still = causes.layout(figure, style, *size)
    sizes = dict(lit)
    order = dict.fromkeys((chosen, *sorted(sizes, key=lambda name: -abs(sizes[name] or 0.0))))
    said: set[str] = set()
    for name in list(order):
        sources = figure.sources.get(name, ()) if still.kinds[name] == "reading" else ()
        same = len(sources) == 1 and sources[0] in order and sizes.get(sources[0]) == sizes.get(name)
        if name != chosen and (same or figure.names[name] in said):
            del order[name]  # it would say the same again
        said.add(figure.names[name])
    return causes.beside(figure, still, style, order, size[0])


@lru_cache(maxsize=64)
def joined(
    figure: Figure,
    style: Style,
    size: tuple[int, int],
    source: str,
    chosen: str,
    lit: tuple[tuple[str, float | None], ...],
) -> tuple[tuple[str, str], ...]:
    """The lines that are drawn, the weakest first so that the strong lie on top.

    From a lever the ways on which it moves what bears a name; of anything else what it reads and what reads it.
    """
    still = causes.layout(figure, style, *size)
    sizes = {name: far for name, far in lit if far is not None}
    if still.kinds[source] != "lever" or not sizes:
        before = [(each, source) for each in figure.sources.get(source, ())]
        return (*before, *((source, each) for each in figure.readers.get(source, ())))
    ends = [
        name for name in sizes if still.band_of[name] == "verdicts" or name in named(figure, style, size, chosen, lit)
    ]
    ends.sort(key=lambda name: -abs(sizes[name]))
    found = causes.traced(causes.ways(figure, source, sizes), ends[:LINES])
    return tuple(sorted(found, key=lambda each: (abs(sizes.get(each[1], 0.0)), each)))


@lru_cache(maxsize=1)
def unlit(figure: Figure, style: Style, size: tuple[int, int]) -> pygame.Surface:
    """The drawing with nothing lit, kept: hair lines between the bands, and every mark hollow."""
    surface = pygame.Surface(size)
    surface.fill(PAPER)
    still = causes.layout(figure, style, *size)
    for band in still.bands[1:]:
        pygame.draw.rect(surface, LINE, pygame.Rect(band.rect.x, band.rect.y, band.rect.width, style.px(1)))
    for name, spot in still.spots.items():
        if still.band_of[name] not in causes.NAMED:
            paint_shape(surface, spot, still.kinds[name], None, style.px(1))
    return surface


def paint_shape(surface: pygame.Surface, spot: pygame.Rect, kind: str, colour: Colour | None, thin: int) -> None:
    """The shape of a mark: a disc for a reading of the desk, else a square; hollow without a colour."""
    if kind == "reading":
        strokes.dot(surface, colour or PAPER, spot.center, spot.width / 2)
        if colour is None:
            strokes.ring(surface, DIM, spot.center, spot.width / 2, thin)
        return
    pygame.draw.rect(surface, colour or PAPER, spot)
    if colour is None:
        pygame.draw.rect(surface, DIM, spot, thin)


def width_of(size: float) -> float:
    """The thickness of the line to a quantity that is moved so far."""
    for (least, _), wide in zip(SIZES, WIDTHS, strict=True):
        if abs(size) >= least:
            return wide
    return 1.0


def curve(a: pygame.Rect, b: pygame.Rect) -> list[strokes.Point]:
    """A line from one spot to another that leaves and arrives upright; within a row it hangs below."""
    if abs(a.centery - b.centery) < a.height + b.height:
        start, end = (a.centerx, a.bottom), (b.centerx, b.bottom)
        sag = min(40.0, 8 + abs(a.centerx - b.centerx) * 0.12)
        pulls = ((start[0], start[1] + sag), (end[0], end[1] + sag))
    else:
        down = b.centery > a.centery
        start = (a.centerx, a.bottom if down else a.top)
        end = (b.centerx, b.top if down else b.bottom)
        half = (end[1] - start[1]) * 0.5
        pulls = ((start[0], start[1] + half), (end[0], end[1] - half))
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = start, *pulls, end
    return [(a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy) for a, b, c, d in SHARES]


@dataclass(frozen=True)
class WebPicture(Picture):
    """The drawing on a page. One control stands where the chosen quantity does; arrows move it through the web."""

    painter: WebPainter
    stretch: float = field(default=1, kw_only=True)

    def height(self, style: Style, width: int) -> int:
        return causes.needed(self.painter.figure, style, width)

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        still = self.painter.still(style, rect.size)
        chosen = self.painter.chosen
        spot = self.painter.names(style, rect.size).get(chosen) or still.spots[chosen]
        found = ((key, causes.neighbour(still, chosen, *way)) for key, way in ARROWS.items())
        yield Control(
            HERE,
            "button",
            spot.move(rect.topleft),
            Open(),
            look="row",
            say=self.painter.caption,
            moves=tuple((key, Visit(name)) for key, name in found if name is not None),
        )
