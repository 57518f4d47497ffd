"""Marks: plans as dots on two readings, and small bars with their range and the record's tick."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import pygame

from game.report.views.figures import Bar, Bars, Dot, Scatter
from game.ui import strokes
from game.ui.axes import Scale, extent, ticks
from game.ui.frame import Frame, KeyItem, Look, Placed, grid, header, key, put, wrap
from game.ui.strokes import mixed
from game.ui.theme import Colour


def scatter_chart(surface: pygame.Surface, rect: pygame.Rect, scatter: Scatter, look: Look) -> Frame:
    """Named plans as large marks with their ranges, over a cloud of nameless ones."""
    canvas, placed = surface.subsurface(rect), list[Placed]()
    area = canvas.get_rect()
    canvas.fill(look.paper)
    gap = round(7 * look.scale)
    top = header(canvas, look, area, scatter.title, "", "", placed)
    for row in wrap(look, scatter.y_label, area.width):
        put(canvas, look, row, (area.left, top), placed, colour=look.grey)
        top += look.height()
    top += look.height() // 2
    bottom = area.bottom - 2 * look.height() - gap
    xs = [v for d in scatter.dots for v in (d.x, d.x_low, d.x_high)] + [x for x, _ in scatter.cloud]
    ys = [d.y for d in scatter.dots] + [y for _, y in scatter.cloud]
    across = ticks(*extent(xs, from_nought=True), most=max(2, area.width // (look.width("00 000") * 2)))
    up = ticks(*extent(ys), most=max(2, (bottom - top) // (look.height() * 3)))
    left = area.left + max(look.width(up.words(v)) for v in up.values) + gap
    right = area.right - look.width(across.words(across.high)) // 2 - gap
    plot = pygame.Rect(left, top, max(20, right - left), max(20, bottom - top))
    x, y = Scale(across.low, across.high, plot.left, plot.right), Scale(up.low, up.high, plot.bottom, plot.top)
    for value in up.values:
        text = up.words(value)
        spot = (left - gap - look.width(text), round(y(value)) - look.height() // 2)
        put(canvas, look, text, spot, placed, colour=look.grey)
    for value in across.values:
        text = across.words(value)
        spot = (max(round(x(value)) - look.width(text) // 2, left - gap), bottom + gap // 2)
        put(canvas, look, text, spot, placed, colour=look.grey)
    label_at = (max(area.left, area.right - look.width(scatter.x_label)), area.bottom - look.height())
    put(canvas, look, scatter.x_label, label_at, placed, colour=look.grey)
    grid(canvas, look, plot, y, up)
    for cloud_x, cloud_y in scatter.cloud:
        strokes.dot(canvas, mixed(look.paper, look.grey, 0.55), (x(cloud_x), y(cloud_y)), 1.8 * look.scale)
    taken = [mark(canvas, look, dot, x, y) for dot in scatter.dots]
    for number, dot in enumerate(scatter.dots):
        place_label(canvas, look, plot, dot, taken[number], taken, placed)
    return Frame(plot, x, y, up, tuple(placed))


def mark(canvas: pygame.Surface, look: Look, dot: Dot, x: Scale, y: Scale) -> pygame.Rect:
    """One plan: a disc for the game, a diamond for history, a ring for others. Gives what it covers."""
    colour, centre, radius = role_colour(look, dot), (x(dot.x), y(dot.y)), 7 * look.scale
    if math.isfinite(dot.x_low) and math.isfinite(dot.x_high):
        ends = [(x(dot.x_low), centre[1]), (x(dot.x_high), centre[1])]
        strokes.line(canvas, mixed(look.paper, colour, 0.6), ends, 2 * look.scale)
        for end in ends:
            whisker = [(end[0], end[1] - radius * 0.6), (end[0], end[1] + radius * 0.6)]
            strokes.line(canvas, mixed(look.paper, colour, 0.6), whisker, 2 * look.scale)
    if dot.role == "record":
        strokes.diamond(canvas, colour, centre, radius * 1.2)
    elif dot.role in ("you", "past"):
        strokes.dot(canvas, colour, centre, radius)
    else:
        strokes.dot(canvas, look.paper, centre, radius)
        strokes.ring(canvas, colour, centre, radius, 2.4 * look.scale)
    size = round(radius * 2.4)
    covered = pygame.Rect(round(centre[0]) - size // 2, round(centre[1]) - size // 2, size, size)
    if math.isfinite(dot.x_low) and math.isfinite(dot.x_high):
        low, high = round(x(dot.x_low)), round(x(dot.x_high))
        covered.union_ip(pygame.Rect(low, covered.top, high - low + 1, size))
    return covered


def role_colour(look: Look, dot: Dot) -> Colour:
    """Red for the game, blue for history, ink for other plans."""
    return look.red if dot.role == "you" else look.blue if dot.role == "record" else look.ink


def place_label(
    canvas: pygame.Surface,
    look: Look,
    plot: pygame.Rect,
    dot: Dot,
    own: pygame.Rect,
    taken: list[pygame.Rect],
    placed: list[Placed],
) -> None:
    """A dot's name where it meets no other mark or name: beside, above, below, or further out."""
    width, height = look.width(dot.label, "strong"), look.height("strong")
    anywhere = sorted(everywhere(plot, width, height), key=lambda at: math.dist(at, own.topleft))
    for spot in (*around(own, width, height), *anywhere):
        box = pygame.Rect(spot, (width, height))
        if plot.contains(box) and box.collidelist(taken) < 0:
            break
    else:
        box = pygame.Rect((min(own.right, plot.right - width), own.top), (width, height)).clamp(plot)
    if not own.inflate(height, height).colliderect(box):
        nearest = (min(max(own.centerx, box.left), box.right), min(max(own.centery, box.top), box.bottom))
        strokes.line(canvas, role_colour(look, dot), [own.center, nearest], 1)
    canvas.fill(look.paper, box.clip(plot))
    put(canvas, look, dot.label, box.topleft, placed, "strong", role_colour(look, dot))
    taken.append(box)


def around(own: pygame.Rect, width: int, height: int) -> Iterable[tuple[int, int]]:
    """Places for a box about a mark, the nearest first."""
    gap = height // 4
    for out in range(9):
        off = out * height // 2
        for row in (own.centery - height // 2 - off, own.centery - height // 2 + off):
            yield own.right + gap, row
            yield own.left - width - gap, row
        for row in (own.top - height - off, own.bottom + off):
            for column in (own.centerx - width // 2, own.left, own.right - width):
                yield column, row


def everywhere(plot: pygame.Rect, width: int, height: int) -> Iterable[tuple[int, int]]:
    """Places for a box all over the plot, for a name that finds none about its mark."""
    step = max(1, height // 4)
    return product(range(plot.left, plot.right - width + 1, step), range(plot.top, plot.bottom - height + 1, step))


@dataclass(frozen=True, slots=True)
class BarRows:
    """How bars stand in a width: where the bars begin and end, how high a row is, whether names go above them."""

    left: int
    room: int
    row: int
    stacked: bool


def bar_rows(bars: Bars, look: Look, width: int) -> BarRows:
    """Names left of the bars and figures right of them; names above where the bars would be too short."""
    gap = round(9 * look.scale)
    names = max((look.width(bar.label) for bar in bars.bars), default=0)
    words = max((look.width(bar.words, "strong") for bar in bars.bars), default=0)
    stacked = width - names - words - 2 * gap < width * 0.25
    left = 0 if stacked else names + gap
    row = look.height("strong") + gap // 2 + (look.height() if stacked else 0)
    return BarRows(left, max(10, width - words - gap - left), row, stacked)


def bars_height(bars: Bars, look: Look, width: int) -> int:
    """The height that bars need at a width."""
    head = key(None, look, pygame.Rect(0, 0, width, 0), 0, bar_key(bars, look), []) if bars.record_label else 0
    return head + len(bars.bars) * bar_rows(bars, look, width).row


def bar_key(bars: Bars, look: Look) -> list[KeyItem]:
    """What the blue tick means."""

    def tick(surface: pygame.Surface, rect: pygame.Rect) -> None:
        surface.fill(look.blue, pygame.Rect(rect.centerx, rect.top + 2, max(2, round(3 * look.scale)), rect.height - 4))

    return [KeyItem(bars.record_label, tick)]


def bars_chart(surface: pygame.Surface, rect: pygame.Rect, bars: Bars, look: Look) -> tuple[Placed, ...]:
    """Bars one below another, with range, the record's tick, and the figure in words at the right."""
    canvas, placed = surface.subsurface(rect), list[Placed]()
    area = canvas.get_rect()
    canvas.fill(look.paper)
    top = key(canvas, look, area, 0, bar_key(bars, look), placed) if bars.record_label else 0
    _, high = extent((v for b in bars.bars for v in (b.value, b.high, b.record)), from_nought=True)
    rows = bar_rows(bars, look, area.width)
    x = Scale(0.0, max(high, bars.most, 1e-9), rows.left, rows.left + rows.room)
    height = look.height("strong")
    for bar in bars.bars:
        down = look.height() if rows.stacked else 0
        at = (0, top if rows.stacked else top + (height - look.height()) // 2)
        put(canvas, look, bar.label, at, placed)
        draw_bar(canvas, look, pygame.Rect(rows.left, top + down, rows.room, height), bar, x)
        spot = (area.right - look.width(bar.words, "strong"), top + down)
        put(canvas, look, bar.words, spot, placed, "strong")
        top += rows.row
    return tuple(placed)


def draw_bar(canvas: pygame.Surface, look: Look, row: pygame.Rect, bar: Bar, x: Scale) -> None:
    """One bar: filled to its value, a thin line over its range, a blue tick at the record."""
    thick = max(4, row.height // 2)
    body = pygame.Rect(row.left, row.centery - thick // 2, row.width, thick)
    pygame.draw.rect(canvas, look.rule, body, 1)
    if math.isfinite(bar.value):
        canvas.fill(look.ink, (body.left, body.top, max(1, round(x(bar.value)) - body.left), thick))
    if math.isfinite(bar.low) and math.isfinite(bar.high):
        ends = [(x(bar.low), row.centery), (x(bar.high), row.centery)]
        strokes.line(canvas, look.red, ends, 3 * look.scale)
    if math.isfinite(bar.record):
        tick = pygame.Rect(round(x(bar.record)) - 1, row.top, max(2, round(3 * look.scale)), row.height)
        canvas.fill(look.blue, tick)
