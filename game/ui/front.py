"""The front on the map: the ground lost since June 1941 hatched, the line heavy, its range dashed."""

import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pygame

from game.report.views.figures import Front
from game.ui import strokes
from game.ui.frame import Look, Placed, Sample
from game.ui.outlines import Sheet, map_folder
from game.ui.strokes import Point

FRONT_DASH = (5.0, 4.0)
HATCH = 7.0
"""Distance between two hatching strokes, in units of the pictures."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A depth of one direction and the line that stands for it, from north to south (km)."""

    depth: float
    line: tuple[Point, ...]


@cache
def towns() -> dict[str, Point]:
    """The towns that the map of the war may name (km)."""
    read = json.loads((map_folder() / "front.json").read_text(encoding="utf-8"))
    return {name: (float(x), float(y)) for name, (x, y) in read["places"].items()}


@cache
def directions() -> tuple[tuple[Stage, ...], ...]:
    """The lines drawn for the game by direction, from north to south, the frontier first in each."""
    read = json.loads((map_folder() / "front.json").read_text(encoding="utf-8"))
    return tuple(tuple(sorted(map(stage, each["stages"]), key=lambda one: one.depth)) for each in read["directions"])


def stage(read: Mapping[str, Any]) -> Stage:
    """A stage as the file has it."""
    return Stage(float(read["depth"]), tuple((float(x), float(y)) for x, y in read["line"]))


def front_line(depths: Sequence[float]) -> tuple[Point, ...]:
    """The whole line from north to south, at a depth in each direction."""
    return tuple(
        point for known, depth in zip(directions(), depths, strict=True) for point in direction_line(known, depth)
    )


def direction_line(known: Sequence[Stage], depth: float) -> tuple[Point, ...]:
    """A direction's line at a depth, between the two stages about it; the last line from there on."""
    for before, after in itertools.pairwise(known):
        if depth <= after.depth:
            share = max(0.0, (depth - before.depth) / (after.depth - before.depth))
            return tuple(
                (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
                for (x0, y0), (x1, y1) in zip(before.line, after.line, strict=True)
            )
    return known[-1].line


def draw_front(
    canvas: pygame.Surface,
    sheet: Sheet,
    land: pygame.Mask,
    front: Front,
    look: Look,
    placed: list[Placed],
) -> None:
    """Draw a front over the map; `land` is a bitmap of the country, hatched where it is lost."""
    frontier = [sheet(point) for point in front_line((0.0,) * len(directions()))]
    line = [sheet(point) for point in front_line(front.depths)]
    hatch(canvas, [*frontier, *line[::-1]], land, look)
    strokes.dashed(canvas, look.ink, frontier, 1.5 * look.scale, (3 * look.scale, 3 * look.scale))
    for edge in (front.low, front.high):
        if edge:
            dots = [sheet(point) for point in front_line(edge)]
            strokes.dashed(
                canvas, look.red, dots, 1.5 * look.scale, tuple(length * look.scale for length in FRONT_DASH)
            )
    strokes.line(canvas, look.paper, line, 8 * look.scale)
    strokes.line(canvas, look.red, line, 5 * look.scale)
    if front.label:
        words = look.words(front.label, "strong", look.paper)
        gap = round(5 * look.scale)
        box = words.get_rect().inflate(2 * gap, gap)
        box.topright = canvas.get_width() - gap, gap
        canvas.fill(look.red, box)
        placed.append((front.label, canvas.blit(words, words.get_rect(center=box.center))))


def draw_places(
    canvas: pygame.Surface,
    sheet: Sheet,
    places: Iterable[tuple[str, str]],
    front: Front,
    look: Look,
    placed: list[Placed],
) -> None:
    """Towns by id and name: a dot, and the name on paper beside it, clear of other words and if it can of the front."""
    line = [sheet(point) for point in front_line(front.depths)]
    taken = [rect for _, rect in placed]
    spots = {town: sheet(towns()[town]) for town, _ in places}
    side = round(8 * look.scale)
    dots = {town: pygame.Rect(round(x) - side // 2, round(y) - side // 2, side, side) for town, (x, y) in spots.items()}
    for town, name in places:
        x, y = spots[town]
        strokes.dot(canvas, look.paper, (x, y), 4.5 * look.scale)
        strokes.dot(canvas, look.ink, (x, y), 3 * look.scale)
        words = look.words(name, "strong")
        gap = round(6 * look.scale)
        sides = (
            words.get_rect(midleft=(round(x) + gap, round(y))),
            words.get_rect(midright=(round(x) - gap, round(y))),
            words.get_rect(midbottom=(round(x), round(y) - gap)),
            words.get_rect(midtop=(round(x), round(y) + gap)),
            words.get_rect(bottomleft=(round(x), round(y) - gap)),
            words.get_rect(topleft=(round(x), round(y) + gap)),
            words.get_rect(bottomright=(round(x), round(y) - gap)),
            words.get_rect(topright=(round(x), round(y) + gap)),
        )
        others = [*taken, *(dot for other, dot in dots.items() if other != town)]
        free = [spot for spot in sides if fits(spot, canvas, others)]
        box = min(free, key=lambda spot: hides(spot, line), default=None)
        if box is None:
            continue
        canvas.fill(look.paper, box.inflate(4, -2))
        placed.append((name, canvas.blit(words, box)))
        taken.append(box)


def hides(box: pygame.Rect, line: Sequence[Point]) -> bool:
    """Whether words would cover a line."""
    return any(box.clipline(*start, *end) for start, end in itertools.pairwise(line))


def fits(box: pygame.Rect, canvas: pygame.Surface, taken: list[pygame.Rect]) -> bool:
    """Whether words have room within the picture and meet no others."""
    return canvas.get_rect().contains(box) and box.inflate(6, 2).collidelist(taken) < 0


def hatched(look: Look) -> Sample:
    """A key's sample of lost ground."""

    def draw(surface: pygame.Surface, rect: pygame.Rect) -> None:
        box = rect.inflate(0, -round(rect.height * 0.4))
        pygame.draw.rect(surface, look.ink, box, 1)
        for start in range(box.left - box.height, box.right, max(3, round(HATCH * look.scale))):
            ends = (start, box.bottom), (start + box.height, box.top)
            inside = box.clipline(*ends)
            if inside:
                pygame.draw.aaline(surface, look.ink, *inside)

    return draw


def hatch(canvas: pygame.Surface, shape: list[Point], land: pygame.Mask, look: Look) -> None:
    """Slanting strokes over the land within a shape."""
    picture = pygame.Surface(canvas.get_size(), pygame.SRCALPHA)
    lost = pygame.Surface(canvas.get_size())
    pygame.draw.polygon(lost, (255, 255, 255), shape)
    gone = pygame.mask.from_threshold(lost, (255, 255, 255), (1, 1, 1, 255))
    whole = land.scale(canvas.get_size())
    both = gone.overlap_mask(whole, (0, 0))
    pitch = HATCH * look.scale
    bounds = pygame.Rect(0, 0, 0, 0).unionall(both.get_bounding_rects())
    reach = bounds.width + bounds.height
    stroke = float(-bounds.height)
    strokes_picture = pygame.Surface(canvas.get_size(), pygame.SRCALPHA)
    while stroke < reach:
        start = bounds.left + stroke, bounds.bottom
        pygame.draw.aaline(
            strokes_picture, look.ink, start, (start[0] + bounds.height, bounds.top), max(1, round(look.scale))
        )
        stroke += pitch
    both.to_surface(picture, setsurface=strokes_picture, unsetcolor=(0, 0, 0, 0))
    canvas.blit(picture, (0, 0))
