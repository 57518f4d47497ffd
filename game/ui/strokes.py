"""Strokes that pygame lacks: thick antialiased lines through points, dashes, dots and filled bands.

A band is drawn in one opaque colour, already mixed with what lies under it, and its edges are then
smoothed: that costs a tenth of what blending whole surfaces does.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

import pygame

from game.ui.theme import Colour

Point = tuple[float, float]


def mixed(under: Colour, over: Colour, share: float) -> Colour:
    """The colour that `over` gives when laid on `under` with this opacity (0-1)."""
    red, green, blue = (round(u + (o - u) * share) for u, o in zip(under, over, strict=True))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance of a colour, 0-1, as WCAG 2 defines it."""
    parts = [(c / 255) / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, 1-21, as WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def known(points: Iterable[Point]) -> Iterator[list[Point]]:
    """A line's unbroken runs: it is cut wherever a point is not a number."""
    run: list[Point] = []
    for x, y in points:
        if math.isfinite(x) and math.isfinite(y):
            run.append((x, y))
        elif run:
            yield run
            run = []
    if run:
        yield run


def line(surface: pygame.Surface, colour: Colour, points: Iterable[Point], width: float) -> None:
    """A solid line; a lone point becomes a dot, so that a single figure still shows."""
    thick = max(1, round(width))
    for run in known(points):
        if len(run) == 1:
            dot(surface, colour, run[0], width * 1.5)
        for a, b in itertools.pairwise(run):
            pygame.draw.aaline(surface, colour, a, b, thick)
        if thick > 4:
            for joint in run[1:-1]:
                pygame.draw.circle(surface, colour, joint, thick / 2)


def dashed(
    surface: pygame.Surface, colour: Colour, points: Iterable[Point], width: float, pattern: Sequence[float]
) -> None:
    """A line of dashes and gaps (lengths in pixels) that run on round its corners."""
    for run in known(points):
        if len(run) == 1:
            dot(surface, colour, run[0], width * 1.5)
        for a, b in dashes(run, pattern):
            pygame.draw.aaline(surface, colour, a, b, max(1, round(width)))


def dashes(run: Sequence[Point], pattern: Sequence[float]) -> Iterator[tuple[Point, Point]]:
    """The dashes of a line through points, as pairs of ends; a dash is bent where the line is."""
    index, left = 0, pattern[0]
    for (x0, y0), (x1, y1) in itertools.pairwise(run):
        length = math.hypot(x1 - x0, y1 - y0)
        done = 0.0
        while length - done > 1e-6:
            piece = min(left, length - done)
            if index % 2 == 0:
                start, stop = done / length, (done + piece) / length
                yield (
                    (x0 + (x1 - x0) * start, y0 + (y1 - y0) * start),
                    (x0 + (x1 - x0) * stop, y0 + (y1 - y0) * stop),
                )
            done, left = done + piece, left - piece
            if left <= 1e-6:
                index += 1
                left = pattern[index % len(pattern)]


def dot(surface: pygame.Surface, colour: Colour, centre: Point, radius: float) -> None:
    """A filled disc."""
    pygame.draw.aacircle(surface, colour, centre, max(1.5, radius))


def ring(surface: pygame.Surface, colour: Colour, centre: Point, radius: float, width: float) -> None:
    """A circle's outline."""
    pygame.draw.aacircle(surface, colour, centre, max(2.0, radius), max(1, round(width)))


def diamond(surface: pygame.Surface, colour: Colour, centre: Point, radius: float) -> None:
    """A filled square on its corner."""
    x, y = centre
    corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    pygame.draw.polygon(surface, colour, corners)
    pygame.draw.aalines(surface, colour, True, corners)


def band(surface: pygame.Surface, colour: Colour, low: Iterable[Point], high: Iterable[Point]) -> None:
    """The space between two edges that run through the same places, in one opaque colour."""
    for edge in bands(low, high):
        if len(edge) >= 4:
            pygame.draw.polygon(surface, colour, edge)
            pygame.draw.aalines(surface, colour, True, edge)


def bands(low: Iterable[Point], high: Iterable[Point]) -> Iterator[list[Point]]:
    """The outlines of a band's unbroken pieces."""
    lower: list[Point] = []
    upper: list[Point] = []
    for a, b in zip(low, high, strict=True):
        if math.isfinite(a[1]) and math.isfinite(b[1]):
            lower.append(a)
            upper.append(b)
        elif lower:
            yield upper + lower[::-1]
            lower, upper = [], []
    if lower:
        yield upper + lower[::-1]
