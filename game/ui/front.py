"""The front on the map: the ground lost since June 1941 hatched, the line heavy, its range dashed."""

import itertools
import json
from dataclasses import dataclass
from functools import cache

import pygame

from game.report.views.figures import Front
from game.ui import strokes
from game.ui.frame import Look, Placed
from game.ui.outlines import Sheet, map_folder
from game.ui.strokes import Point

HATCH = 7.0
"""Distance between two hatching strokes, in units of the pictures."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A depth of the campaign and the line that stands for it, from north to south (km)."""

    depth: float
    line: tuple[Point, ...]


@cache
def stages() -> tuple[Stage, ...]:
    """The lines drawn for the game, the frontier first."""
    read = json.loads((map_folder() / "front.json").read_text(encoding="utf-8"))
    found = [Stage(float(s["depth"]), tuple((float(x), float(y)) for x, y in s["line"])) for s in read["stages"]]
    return tuple(sorted(found, key=lambda stage: stage.depth))


def front_line(depth: float) -> tuple[Point, ...]:
    """The line at a depth, between the two stages about it; the last line from there on."""
    known = stages()
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
    frontier = [sheet(point) for point in front_line(0.0)]
    line = [sheet(point) for point in front_line(front.depth)]
    hatch(canvas, [*frontier, *line[::-1]], land, look)
    strokes.dashed(canvas, look.ink, frontier, 1.5 * look.scale, (3 * look.scale, 3 * look.scale))
    for edge in (front.low, front.high):
        if edge == edge:  # noqa: PLR0124 - not-a-number is unknown
            dots = [sheet(point) for point in front_line(edge)]
            strokes.dashed(canvas, look.red, dots, 1.5 * look.scale, (5 * look.scale, 4 * look.scale))
    strokes.line(canvas, look.paper, line, 8 * look.scale)
    strokes.line(canvas, look.red, line, 5 * look.scale)
    if front.label:
        words = look.words(front.label, "strong", look.paper)
        gap = round(5 * look.scale)
        middle = line[len(line) * 2 // 3]
        box = words.get_rect(midleft=(round(middle[0]) + 3 * gap, round(middle[1]))).inflate(2 * gap, gap)
        box.clamp_ip(canvas.get_rect())
        canvas.fill(look.red, box)
        placed.append((front.label, canvas.blit(words, words.get_rect(center=box.center))))


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
