"""A word-sized line: where a reading has been, without axes."""

import math

import pygame

from game.report.views.figures import Numbers
from game.ui import strokes
from game.ui.axes import Scale, extent
from game.ui.theme import Colour


def sparkline(surface: pygame.Surface, rect: pygame.Rect, values: Numbers, colour: Colour, width: float = 2.0) -> None:
    """Draw values, oldest first, across a rectangle; the last known one bears a dot. Nothing where none is known."""
    known = [v for v in values if math.isfinite(v)]
    if not known:
        return
    inner = rect.inflate(-round(width * 3), -round(width * 3))
    low, high = extent(known)
    level = high - low < 1e-9 * max(1.0, abs(high))
    x = Scale(0, max(1, len(values) - 1), inner.left, inner.right - 1)
    y = (
        Scale(low - 1, high + 1, inner.bottom - 1, inner.top)
        if level
        else Scale(low, high, inner.bottom - 1, inner.top)
    )
    points = [(x(i), y(v) if math.isfinite(v) else math.nan) for i, v in enumerate(values)]
    strokes.line(surface, colour, points, width)
    final = [p for p in points if math.isfinite(p[1])][-1]
    strokes.dot(surface, colour, final, width * 1.2)
