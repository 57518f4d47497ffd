"""The map: regions coloured from paper to dark red, their figures, the borderlands in grey, and a front.

For each size the outlines are drawn once: as an eight-bit picture of region numbers, whose palette is
all that a change of colours touches, and as smooth borders that lie over it. The Far East, six times
Ukraine's width, stands a second time and whole in a corner of its own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pygame

from game.report.views.figures import Front, MapFigure, RegionFigure
from game.ui import strokes
from game.ui.charts import dash_sample
from game.ui.frame import KeyItem, Look, Placed, Sample, key
from game.ui.front import FRONT_DASH, draw_front, draw_places, hatched
from game.ui.labels import Ground, Label, Wish, place
from game.ui.outlines import PLAY, WAR, Sheet, laid, outlines
from game.ui.strokes import Point, contrast
from game.ui.text import extent, letters
from game.ui.theme import INK, PAPER, Colour, Role, Style, font

NAME, FIGURE = Role("narrow_bold", 14), Role("sans", 14)
GREY: Colour = (214, 209, 197)
RAMP: tuple[Colour, ...] = (
    (233, 214, 182),
    (228, 189, 146),
    (221, 156, 113),
    (203, 110, 80),
    (160, 48, 38),
    (110, 16, 14),
)
"""From paper to dark red; ink or paper stands on each of them at 4.5:1."""
APART = "far_east"
SPARED = 2
"""How many regions may be without their name before the map's letters shrink."""
COARSE = 330
"""Labels are placed on bitmaps about this many pixels high."""
EMPTY = pygame.Rect(0, 0, 0, 0)


def ramp(steps: int) -> tuple[Colour, ...]:
    """As many colours as a figure has steps, the lightest and the darkest always among them."""
    if steps >= len(RAMP):
        return RAMP
    return tuple(RAMP[round(i * (len(RAMP) - 1) / max(1, steps - 1))] for i in range(steps))


def on(colour: Colour) -> Colour:
    """Ink or paper, whichever is clearer on a colour."""
    return max((INK, PAPER), key=lambda text: contrast(text, colour))


@dataclass(slots=True)
class Base:
    """What a size fixes: numbered regions, smooth borders, pixel outlines, the corner of the Far East."""

    sheet: Sheet
    numbers: dict[str, int]
    ids: pygame.Surface
    borders: pygame.Surface
    shapes: dict[str, list[list[Point]]]
    inset: pygame.Rect
    inset_shapes: list[list[Point]]
    ground: Ground
    labels: "dict[object, Labels]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of the map's labels, and how much room they take."""

    style: Style

    def width(self, text: str, role: Role) -> int:
        """The width of words in pixels."""
        return extent(text, role.face, self.style.points(role))

    def pitch(self, role: Role) -> int:
        """The height of a line: a little less than elsewhere, for labels are short."""
        return round(font(role.face, self.style.points(role)).get_linesize() * 0.92)

    def wishes(self, region: RegionFigure, room: int) -> list[Wish]:
        """Ways to write a region, the fullest first: name, name in two lines, short name, figure alone."""
        ways: list[tuple[str, ...]] = [(region.name,), *halves(region.name), *halves(region.short), (region.short,)]
        found = []
        for way in ways:
            wide = max(room, *(self.width(line, NAME) for line in way))
            found.append(Wish(way, True, (wide, len(way) * self.pitch(NAME) + self.pitch(FIGURE))))
        return [*found, Wish((), True, (room, self.pitch(FIGURE)))]

    def apart(self, region: RegionFigure, inset: pygame.Rect, room: int) -> list[Label]:
        """The label of the Far East at the foot of its corner; none where that is too small for it."""
        wide = max(room, self.width(region.short, NAME))
        rect = pygame.Rect(0, 0, wide, self.pitch(NAME) + self.pitch(FIGURE))
        rect.midbottom = inset.centerx, inset.bottom - 2
        return [Label(APART, (region.short,), True, rect)] if inset.contains(rect) else []


def halves(name: str) -> list[tuple[str, ...]]:
    """A name of several words in two lines, in every way."""
    words = name.split(" ")
    return [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a figure, with the letters that they are written in."""

    letters: Letters
    placed: tuple[Label, ...]

    def worth(self) -> tuple[int, int]:
        """How many regions have their figure, and how many their name."""
        return len(self.placed), sum(1 for label in self.placed if label.lines)


class RegionMap:
    """Draws a figure on the map and says which region lies under a point."""

    def __init__(self, style: Style) -> None:
        """A map at these scales."""
        self.look = Look(style)
        self._bases: dict[tuple[int, int, bool], Base] = {}

    def draw(
        self,
        surface: pygame.Surface,
        rect: pygame.Rect,
        figure: MapFigure,
        chosen: str = "",
        front: Front | None = None,
        places: Sequence[tuple[str, str]] = (),
    ) -> tuple[Placed, ...]:
        """Draw into a rectangle; gives every piece of text with its place in it."""
        canvas, placed = surface.subsurface(rect), list[Placed]()
        canvas.fill(self.look.paper)
        below = self._key(canvas, figure, front, placed)
        base = self._base((rect.width, rect.height - below), war=front is not None)
        colours = self._colours(figure)
        for region, number in base.numbers.items():
            base.ids.set_palette_at(number, colours.get(region, GREY))
        canvas.blit(base.ids, (0, 0))
        canvas.blit(base.borders, (0, 0))
        self._inset(canvas, base, colours)
        if chosen in base.shapes:
            self._ring(canvas, base, chosen)
        if front is not None:
            country = canvas.subsurface((0, 0, *base.ids.get_size()))
            draw_front(country, base.sheet, base.ground.land, front, self.look, placed)
            draw_places(country, base.sheet, places, front, self.look, placed)
        else:
            labels = self._labels(base, figure)
            for label in labels.placed:
                self._write(canvas, figure, label, labels.letters, colours, placed)
        return tuple(placed)

    def at(self, point: tuple[int, int], rect: pygame.Rect, figure: MapFigure) -> str:
        """The region under a point of the window; empty where there is none of ours."""
        x, y = point[0] - rect.left, point[1] - rect.top
        base = self._base((rect.width, rect.height - self._key_height(rect.width, figure)))
        if base.inset.collidepoint(x, y):
            return APART
        if not base.ids.get_rect().collidepoint(x, y):
            return ""
        number = base.ids.get_at_mapped((x, y))
        ours = {region.id for region in figure.regions}
        return next((region for region, n in base.numbers.items() if n == number and region in ours), "")

    def boxes(self, rect: pygame.Rect, figure: MapFigure) -> dict[str, pygame.Rect]:
        """Where each region's label stands in the window; focus goes there."""
        base = self._base((rect.width, rect.height - self._key_height(rect.width, figure)))
        found = {label.region: label.rect.move(rect.topleft) for label in self._labels(base, figure).placed}
        return {region.id: found[region.id] for region in figure.regions if region.id in found}

    def _colours(self, figure: MapFigure) -> dict[str, Colour]:
        shades = ramp(len(figure.steps))
        return {r.id: shades[min(r.step, len(shades) - 1)] if r.step >= 0 else self.look.paper for r in figure.regions}

    def _key_items(self, figure: MapFigure, front: Front | None = None) -> list[KeyItem]:
        items = [
            KeyItem(text, swatch(shade)) for text, shade in zip(figure.steps, ramp(len(figure.steps)), strict=True)
        ]
        if figure.unknown and any(region.step < 0 for region in figure.regions):
            items.append(KeyItem(figure.unknown, swatch(self.look.paper)))
        items.append(KeyItem(figure.outside, swatch(GREY)))
        if front is not None:
            items.append(KeyItem(front.lost, hatched(self.look)))
            items.append(KeyItem(front.band, dash_sample(self.look, self.look.red, FRONT_DASH)))
        return items

    def _key_height(self, width: int, figure: MapFigure, front: Front | None = None) -> int:
        return key(None, self.look, pygame.Rect(0, 0, width, 0), 0, self._key_items(figure, front), [])

    def _key(self, canvas: pygame.Surface, figure: MapFigure, front: Front | None, placed: list[Placed]) -> int:
        below = self._key_height(canvas.get_width(), figure, front)
        top = canvas.get_height() - below
        key(canvas, self.look, canvas.get_rect(), top, self._key_items(figure, front), placed)
        return below

    def _base(self, size: tuple[int, int], *, war: bool = False) -> Base:
        if (*size, war) not in self._bases:
            if len(self._bases) >= 3:
                self._bases.pop(next(iter(self._bases)))
            self._bases[*size, war] = build(size, self.look, war=war)
        return self._bases[*size, war]

    def _labels(self, base: Base, figure: MapFigure) -> Labels:
        """Labels placed for these names and for figures as wide as the widest, in steps of a letter's height.

        Where the player's letters leave some region without its figure, or many without their names, the
        map's letters are smaller, down to those of 100 %.
        """
        pitch = Letters(self.look.style).pitch(FIGURE)
        widest = max((Letters(self.look.style).width(region.words, FIGURE) for region in figure.regions), default=0)
        room = math.ceil(widest / (pitch / 2)) / 2
        names = tuple((region.id, region.name, region.short) for region in figure.regions)
        if (names, room) not in base.labels:
            base.labels[names, room] = self._place(base, figure, room)
        return base.labels[names, room]

    def _place(self, base: Base, figure: MapFigure, room: float) -> Labels:
        """Labels in the largest letters that leave nothing out, else the least; `room` is in heights of letters."""
        anchors = {o.id: base.sheet(o.label) for o in outlines()}
        style, best = self.look.style, Labels(Letters(self.look.style), ())
        sizes = [size for size in (1.0, 0.85, 0.72, 0.6, 0.5) if size == 1.0 or size * style.text >= 1.0]
        for size in sizes:
            script = Letters(Style(text=style.text * size, interface=style.interface))
            wide = round(room * script.pitch(FIGURE))
            ours = [region for region in figure.regions if region.id in base.shapes]
            wishes = {region.id: script.wishes(region, wide) for region in ours if region.id != APART}
            margin = max(2, round(3 * self.look.scale * size))
            found = [
                *place(base.ground, anchors, wishes, [base.inset], margin),
                *(label for region in ours if region.id == APART for label in script.apart(region, base.inset, wide)),
            ]
            tried = Labels(script, tuple(found))
            best = max(best, tried, key=Labels.worth)
            if best.worth() >= (len(ours), len(ours) - SPARED):
                break
        return best

    def _write(
        self,
        canvas: pygame.Surface,
        figure: MapFigure,
        label: Label,
        script: Letters,
        colours: dict[str, Colour],
        placed: list[Placed],
    ) -> None:
        region = next(r for r in figure.regions if r.id == label.region)
        outside = label.leader is not None or label.region == APART
        ink = self.look.ink if outside else on(colours[label.region])
        if label.stroke is not None:
            strokes.line(canvas, self.look.ink, label.stroke, max(1, self.look.scale))
            strokes.dot(canvas, self.look.ink, label.stroke[1], 2.5 * self.look.scale)
        rows = [(line, NAME) for line in label.lines] + ([(region.words, FIGURE)] if label.figure else [])
        top = label.rect.top
        for text, role in rows:
            picture = letters(text, role.face, script.style.points(role), ink)
            left = label.rect.centerx - picture.get_width() // 2
            placed.append((text, canvas.blit(picture, (left, top))))
            top += script.pitch(role)

    def _inset(self, canvas: pygame.Surface, base: Base, colours: dict[str, Colour]) -> None:
        if not base.inset_shapes:
            return
        canvas.fill(self.look.paper, base.inset)
        for ring in base.inset_shapes:
            pygame.draw.polygon(canvas, colours.get(APART, GREY), ring)
            pygame.draw.aalines(canvas, self.look.ink, True, ring)
        pygame.draw.rect(canvas, self.look.ink, base.inset, max(1, round(self.look.scale)))

    def _ring(self, canvas: pygame.Surface, base: Base, chosen: str) -> None:
        """A heavy outline in ink with paper inside it, seen on every colour."""
        width = max(2, round(2.5 * self.look.scale))
        rings = base.shapes[chosen] + (base.inset_shapes if chosen == APART else [])
        for ring in rings:
            closed = [*ring, ring[0]]
            pygame.draw.lines(canvas, self.look.ink, False, closed, width * 2 + 1)
            pygame.draw.lines(canvas, self.look.paper, False, closed, width)


def swatch(colour: Colour) -> Sample:
    """A key's sample of a filled colour."""

    def draw(surface: pygame.Surface, rect: pygame.Rect) -> None:
        box = pygame.Rect(rect.left, 0, rect.width, max(6, rect.height * 3 // 5))
        box.centery = rect.centery
        surface.fill(colour, box)
        pygame.draw.rect(surface, INK, box, 1)

    return draw


def build(size: tuple[int, int], look: Look, *, war: bool = False) -> Base:
    """Everything about the map that a size fixes; the map of the war shows the west alone."""
    sheet = laid(WAR if war else PLAY, size)
    width, height = max(1, size[0]), max(1, size[1])
    ids = pygame.Surface((width, height), depth=8)
    ids.set_palette([look.paper] * 256)
    ids.fill(0)
    numbers: dict[str, int] = {}
    shapes: dict[str, list[list[Point]]] = {}
    inset = EMPTY.copy() if war else corner(sheet, (width, height))
    for number, outline in enumerate(outlines(), 1):
        numbers[outline.id] = number
        shapes[outline.id] = []
        for polygon in outline.polygons:
            rings = [[sheet(point) for point in ring] for ring in polygon]
            pygame.draw.polygon(ids, number, rings[0])
            for hole in rings[1:]:
                pygame.draw.polygon(ids, 0, hole)
            shapes[outline.id] += rings
    borders = smooth(shapes, (width, height), 1.3 * look.scale)
    return Base(sheet, numbers, ids, borders, shapes, inset, inset_shapes(inset, look), ground(shapes, (width, height)))


def corner(sheet: Sheet, size: tuple[int, int]) -> pygame.Rect:
    """The free corner in the south-east, for the Far East: nothing of ours lies there."""
    left, _ = sheet((1985.0, 0.0))
    _, top = sheet((0.0, -560.0))
    wide = pygame.Rect(round(left), round(top), size[0] - round(left), size[1] - round(top))
    left, _ = sheet((1730.0, 0.0))
    _, top = sheet((0.0, -1130.0))
    tall = pygame.Rect(round(left), round(top), size[0] - round(left), size[1] - round(top))
    for box in (wide, tall):
        box.width = max(0, min(box.width, round(box.height * 0.8)))
    best = max((wide, tall), key=lambda box: box.width)
    room = best.inflate(-4, -4)
    return room if min(room.size) > 40 else EMPTY.copy()


def inset_shapes(inset: pygame.Rect, look: Look) -> list[list[Point]]:
    """The Far East's outlines in its corner, above the room for its label."""
    outline = next((o for o in outlines() if o.id == APART), None)
    if outline is None or inset.width == 0:
        return []
    xs, ys = zip(*outline.points, strict=True)
    below = 2 * look.height()
    size = inset.width - 10, inset.height - below - 8
    if min(size) < 20:
        return []
    sheet = laid(((min(xs), max(xs)), (min(ys), max(ys))), size)
    used = sheet((max(xs), 0.0))[0] - sheet((min(xs), 0.0))[0]
    left, top = inset.left + 5 + (size[0] - used) / 2 - sheet((min(xs), 0.0))[0], inset.top + 4
    return [[(x + left, y + top) for x, y in map(sheet, polygon[0])] for polygon in outline.polygons]


def smooth(shapes: dict[str, list[list[Point]]], size: tuple[int, int], width: float) -> pygame.Surface:
    """Borders drawn larger and shrunk, so that they are smooth and clear between."""
    times = 3 if max(size) < 1400 else 2
    large = pygame.Surface((size[0] * times, size[1] * times), pygame.SRCALPHA)
    large.fill((*INK, 0))
    for rings in shapes.values():
        for ring in rings:
            closed = [(x * times, y * times) for x, y in (*ring, ring[0])]
            pygame.draw.lines(large, (*INK, 255), False, closed, max(1, round(width * times)))
    return pygame.transform.smoothscale(large, size)


def ground(shapes: dict[str, list[list[Point]]], size: tuple[int, int]) -> Ground:
    """Bitmaps for placing labels, coarser than the screen; the borders belong to no region."""
    coarse = max(1, size[1] // COARSE)
    found = {}
    land = pygame.Mask((max(1, size[0] // coarse), max(1, size[1] // coarse)))
    for region, rings in shapes.items():
        one = pygame.Surface(land.get_size(), depth=8)
        one.set_palette([(0, 0, 0), (255, 255, 255)])
        one.set_colorkey((0, 0, 0))
        small = [[(x / coarse, y / coarse) for x, y in ring] for ring in rings]
        for ring in small:
            pygame.draw.polygon(one, 1, ring)
        land.draw(pygame.mask.from_surface(one), (0, 0))
        for ring in small:
            pygame.draw.lines(one, 0, True, ring)
        found[region] = pygame.mask.from_surface(one)
    return Ground(coarse, found, land)


@lru_cache(maxsize=4)
def region_map(style: Style) -> RegionMap:
    """One map for each pair of scales, so that its pictures are made once."""
    return RegionMap(style)
