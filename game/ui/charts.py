"""Charts: a fan of futures, several runs year by year, plans set against each other, a few bars.

Each draws on a surface from the plain figures of `game.report.views.figures` and gives back its
frame: where the plot lies, its scales, and every word with its place. What does not change while
a lever moves (title, key, ticks, the record's band) is kept as one picture.
"""

import math
from collections.abc import Iterable, Sequence

import pygame

from game.report.views.figures import Fan, Line, Numbers, Plot
from game.ui import strokes
from game.ui.axes import Scale, Ticks, extent, ticks
from game.ui.frame import EndLabel, Frame, KeyItem, Look, Placed, Sample, axes, ends, grid, header, key
from game.ui.strokes import Point, mixed
from game.ui.theme import Colour

SHADES = (0.16, 0.36, 0.58)
"""Opacity of the fan's bands, the widest first."""
RECORD_SHADE = 0.16
RECORD_DASH = (7.0, 4.0)
MEDIAN_DASH = (2.5, 3.5)
EDGE_DASH = (1.5, 3.0)
PLAN_DASHES = ((14.0, 4.0), (14.0, 4.0, 3.0, 4.0), (3.0, 4.0), (9.0, 3.0, 3.0, 3.0, 3.0, 3.0))
"""How plans are told apart without colour."""


def points(years: Numbers, values: Numbers, x: Scale, y: Scale) -> list[Point]:
    """Years and figures as pixels; what is not known stays not-a-number."""
    return [
        (x(year), y(value) if math.isfinite(value) else math.nan) for year, value in zip(years, values, strict=True)
    ]


def last(line: Line) -> float:
    """A line's last known figure; not-a-number where it has none."""
    return next((v for v in reversed(line.values) if math.isfinite(v)), math.nan)


def scaled(pattern: Sequence[float], look: Look) -> tuple[float, ...]:
    """A dash pattern at the look's stroke scale."""
    return tuple(length * look.scale for length in pattern)


class FanChart:
    """Draws a fan; keeps its still parts, and its axis while a hand moves a lever."""

    def __init__(self, look: Look) -> None:
        """A chart in these colours and fonts."""
        self.look = look
        self._still: tuple[object, pygame.Surface, Frame] | None = None
        self._axis: tuple[tuple[str, str], Ticks] | None = None

    def draw(self, surface: pygame.Surface, rect: pygame.Rect, fan: Fan) -> Frame:
        """Draw the fan into a rectangle of the surface."""
        look = self.look
        scale = self._ticks(fan, rect)
        base, frame = self._base(rect.size, fan, scale)
        surface.blit(base, rect)
        canvas = surface.subsurface(rect)
        self._bands(canvas, frame, fan)
        plot, x, y = frame.plot, frame.x, frame.y
        if fan.record is not None and fan.record.low:
            for edge in (fan.record.low, fan.record.high):
                dots = points(fan.record.years, edge, x, y)
                strokes.dashed(canvas, look.blue, dots, look.scale, scaled(EDGE_DASH, look))
        if fan.past is not None:
            strokes.line(canvas, look.ink, points(fan.past.years, fan.past.values, x, y), 2.4 * look.scale)
        strokes.dashed(
            canvas, look.red, points(fan.years, fan.median, x, y), 2.4 * look.scale, scaled(MEDIAN_DASH, look)
        )
        if fan.record is not None:
            dots = points(fan.record.years, fan.record.values, x, y)
            strokes.dashed(canvas, look.blue, dots, 2.4 * look.scale, scaled(RECORD_DASH, look))
        placed = list(frame.placed)
        ends(canvas, look, plot, list(self._end_labels(fan, y)), placed)
        return Frame(plot, x, y, scale, tuple(placed))

    def year_at(self, left: int) -> int | None:
        """The year at so many pixels from the left edge of the chart drawn last; None before one is drawn."""
        return None if self._still is None else round(self._still[2].x.back(left))

    def _ticks(self, fan: Fan, rect: pygame.Rect) -> Ticks:
        """Round ticks for this fan; the former ones as long as they still fit."""
        figures: list[float] = [*fan.median, *fan.reach]
        for lower, upper in fan.bands:
            figures += [*lower, *upper]
        for line in (fan.past, fan.record):
            if line is not None:
                figures += [*line.values, *line.low, *line.high]
        low, high = extent(figures, from_nought=fan.from_nought)
        most = max(2, min(7, round(rect.height / (self.look.height() * 3.4))))
        name = (fan.title, fan.unit)
        if self._axis is not None and self._axis[0] == name and self._axis[1].holds(low, high):
            return self._axis[1]
        self._axis = (name, ticks(low, high, most))
        return self._axis[1]

    def _base(self, size: tuple[int, int], fan: Fan, scale: Ticks) -> tuple[pygame.Surface, Frame]:
        """The still picture: title, key, ticks, the record's band."""
        ends_ = tuple(label for label in (fan.end, self._record_end(fan)) if label)
        span = self._span(fan)
        now = fan.past.years[-1] if fan.past is not None and fan.past.years else None
        state = (size, fan.title, fan.unit, fan.note, fan.record, scale, ends_, span, now, fan.median_label)
        if self._still is not None and self._still[0] == state:
            return self._still[1], self._still[2]
        look, placed = self.look, list[Placed]()
        picture = pygame.Surface(size)
        picture.fill(look.paper)
        area = picture.get_rect()
        top = header(picture, look, area, fan.title, fan.unit, fan.note, placed)
        top = key(picture, look, area, top, self._key(fan), placed)
        below = pygame.Rect(area.left, top, area.width, area.bottom - top)
        plot, x, y = axes(picture, look, below, span, scale, ends_, placed, now)
        if fan.record is not None and fan.record.low:
            low, high = (points(fan.record.years, edge, x, y) for edge in (fan.record.low, fan.record.high))
            strokes.band(picture, mixed(look.paper, look.blue, RECORD_SHADE), low, high)
            grid(picture, look, plot, y, scale)
        frame = Frame(plot, x, y, scale, tuple(placed))
        self._still = (state, picture, frame)
        return picture, frame

    def _bands(self, canvas: pygame.Surface, frame: Frame, fan: Fan) -> None:
        """The fan itself, the widest band first, with the ruled lines over it."""
        look = self.look
        shades = SHADES[-len(fan.bands) :] if fan.bands else ()
        for (low, high), shade in zip(fan.bands, shades, strict=True):
            colour = mixed(look.paper, look.red, shade)
            low_points = points(fan.years, low, frame.x, frame.y)
            strokes.band(canvas, colour, low_points, points(fan.years, high, frame.x, frame.y))
        if not fan.bands:
            return
        first, final = round(frame.x(fan.years[0])), round(frame.x(fan.years[-1]))
        ruled = mixed(mixed(look.paper, look.red, SHADES[0]), look.rule, 0.6)
        for value in frame.ticks.values:
            row = round(frame.y(value))
            pygame.draw.line(canvas, ruled, (first, row), (final, row), max(1, round(look.scale)))

    def _span(self, fan: Fan) -> tuple[float, float]:
        """First and last year of everything shown."""
        years = [*fan.years]
        for line in (fan.past, fan.record):
            years += [*line.years] if line is not None else []
        low, high = extent(years)
        return math.floor(low), math.ceil(high)

    def _record_end(self, fan: Fan) -> str:
        return (fan.record.end or fan.record.label) if fan.record is not None else ""

    def _end_labels(self, fan: Fan, y: Scale) -> Iterable[EndLabel]:
        if fan.end and fan.median:
            yield EndLabel(fan.end, y(fan.median[-1]), self.look.red)
        if fan.record is not None and math.isfinite(last(fan.record)):
            yield EndLabel(self._record_end(fan), y(last(fan.record)), self.look.blue)

    def _key(self, fan: Fan) -> list[KeyItem]:
        look = self.look
        items = []
        if fan.past is not None:
            items.append(KeyItem(fan.past.label, dash_sample(look, look.ink, ())))
        items.append(KeyItem(fan.median_label, dash_sample(look, look.red, MEDIAN_DASH)))
        if fan.bands:
            items.append(KeyItem(fan.bands_label, band_sample(look)))
        if fan.record is not None:
            shade = mixed(look.paper, look.blue, RECORD_SHADE) if fan.record.low else None
            items.append(KeyItem(fan.record.label, dash_sample(look, look.blue, RECORD_DASH, shade)))
        return items


def plot_chart(surface: pygame.Surface, rect: pygame.Rect, plot: Plot, look: Look) -> Frame:
    """Several runs of one reading: solid for the game, dashes for the record, patterns for plans."""
    canvas, placed = surface.subsurface(rect), list[Placed]()
    area = canvas.get_rect()
    canvas.fill(look.paper)
    top = header(canvas, look, area, plot.title, plot.unit, "", placed)
    styles = list(line_styles(look, plot.lines))
    items = [KeyItem(line.label, dash_sample(look, c, d)) for line, (c, d) in zip(plot.lines, styles, strict=True)]
    top = key(canvas, look, area, top, items, placed)
    figures = [v for line in plot.lines for v in (*line.values, *line.low, *line.high)]
    low, high = extent(figures, from_nought=plot.from_nought)
    scale = ticks(low, high, max(2, min(7, round((area.bottom - top) / (look.height() * 2.6)))))
    first, final = extent(year for line in plot.lines for year in line.years)
    labels = [line.end or line.label for line in plot.lines]
    below = pygame.Rect(area.left, top, area.width, area.bottom - top)
    inner, x, y = axes(canvas, look, below, (math.floor(first), math.ceil(final)), scale, labels, placed)
    for line, (colour, _) in zip(plot.lines, styles, strict=True):
        if line.low:
            tint = mixed(look.paper, colour, RECORD_SHADE)
            strokes.band(canvas, tint, points(line.years, line.low, x, y), points(line.years, line.high, x, y))
    grid(canvas, look, inner, y, scale)
    for line, (colour, pattern) in zip(plot.lines, styles, strict=True):
        dots = points(line.years, line.values, x, y)
        if pattern:
            strokes.dashed(canvas, colour, dots, 2.2 * look.scale, scaled(pattern, look))
        else:
            strokes.line(canvas, colour, dots, 2.6 * look.scale)
    known = [
        EndLabel(text, y(last(line)), colour)
        for text, line, (colour, _) in zip(labels, plot.lines, styles, strict=True)
        if math.isfinite(last(line))
    ]
    ends(canvas, look, inner, known, placed)
    return Frame(inner, x, y, scale, tuple(placed))


def line_styles(look: Look, lines: Iterable[Line]) -> Iterable[tuple[Colour, tuple[float, ...]]]:
    """Colour and dashes of each line; the dashes alone tell them apart."""
    plans = 0
    for line in lines:
        if line.role in ("past", "you"):
            yield (look.red if line.role == "you" else look.ink), ()
        elif line.role == "record":
            yield look.blue, RECORD_DASH
        else:
            yield (look.ink if line.role == "plan" else look.grey), PLAN_DASHES[plans % len(PLAN_DASHES)]
            plans += 1


def dash_sample(look: Look, colour: Colour, pattern: Sequence[float], shade: Colour | None = None) -> Sample:
    """A key's sample of a line, solid where it has no pattern, on its band's shade where it has one."""

    def draw(surface: pygame.Surface, rect: pygame.Rect) -> None:
        if shade is not None:
            surface.fill(shade, rect.inflate(0, -round(rect.height * 0.35)))
        ends_at = [(rect.left, rect.centery), (rect.right - 1, rect.centery)]
        if pattern:
            strokes.dashed(surface, colour, ends_at, 2.4 * look.scale, scaled(pattern, look))
        else:
            strokes.line(surface, colour, ends_at, 2.4 * look.scale)

    return draw


def band_sample(look: Look) -> Sample:
    """A key's sample of the fan's bands, one within another."""

    def draw(surface: pygame.Surface, rect: pygame.Rect) -> None:
        for number, shade in enumerate(SHADES):
            inner = rect.inflate(0, -round(rect.height * (0.25 + 0.25 * number)))
            surface.fill(mixed(look.paper, look.red, shade), inner)

    return draw
