"""Where everything stands in the drawing of the web of causes: orders above, layer below layer, the verdicts last.

The marks of the quantities stay where they are whatever is chosen; only the names beside them come and go. Each
layer is a band: its marks in a row, block by block, and under them as many names as have room, those first that
matter most. Orders and verdicts always bear their names.
"""

import heapq
import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pygame

from game.report.views.web import LEAST, Chip, Layer
from game.ui import text as words
from game.ui.theme import Style

NAMED = ("orders", "verdicts")
"""Layers whose quantities always bear their names."""
LABEL, GAP, PAD = 92.0, 6.0, 6.0
"""Widths of the layers' names, of the space between two names, and within a name's frame."""
STEP, SPREAD, SMALLEST = 17.0, 34.0, 5.0
"""The height of a row of marks, how far they stand apart at most, and how small they may be."""
APART = 0.8
"""Space between two blocks, in steps."""
FAR = 170.0
"""How far a name may be moved aside from its mark."""
ROLE = "axis_strong"


@dataclass(frozen=True, eq=False)
class Figure:
    """What is drawn: the layers, and which quantity is read by which."""

    layers: tuple[Layer, ...]
    edges: tuple[tuple[str, str], ...]
    names: Mapping[str, str]
    readers: Mapping[str, tuple[str, ...]] = field(repr=False)
    sources: Mapping[str, tuple[str, ...]] = field(repr=False)


def figure(layers: tuple[Layer, ...], edges: tuple[tuple[str, str], ...]) -> Figure:
    """The figure of these layers and edges."""
    readers: dict[str, list[str]] = {}
    sources: dict[str, list[str]] = {}
    for source, target in edges:
        readers.setdefault(source, []).append(target)
        sources.setdefault(target, []).append(source)
    return Figure(
        layers,
        edges,
        {chip.id: chip.name for layer in layers for block in layer.blocks for chip in block},
        {name: tuple(each) for name, each in readers.items()},
        {name: tuple(each) for name, each in sources.items()},
    )


@dataclass(frozen=True)
class Band:
    """A layer's part of the drawing: its rectangle, and how many lines of names it has room for under its marks."""

    id: str
    label: str
    rect: pygame.Rect
    top: int
    lines: int


@dataclass(frozen=True, eq=False)
class Layout:
    """The still part of the drawing: where each quantity stands, and each band."""

    spots: Mapping[str, pygame.Rect]
    bands: tuple[Band, ...]
    band_of: Mapping[str, str]
    kinds: Mapping[str, str]
    left: int
    line: int


def line_height(style: Style) -> int:
    """The height of a name in its frame."""
    return words.measure("x", ROLE, style, 999) + style.px(3)


def needed(shown: Figure, style: Style, width: int) -> int:
    """The least height at which every band has room for a line of names."""
    line = line_height(style)
    left = label_width(style)
    total = words.measure("x\nx", "small", style, 9999) + style.px(8)
    for layer in shown.layers:
        tall = words.measure(layer.label, "minor", style, left)
        if layer.id in NAMED:
            rows = named_rows(layer, style, width - left)
            total += max(tall, len(rows) * (line + style.px(4))) + style.px(10)
        else:
            total += max(tall, mark_side(style) + line + style.px(4)) + style.px(10)
    return total


def label_width(style: Style) -> int:
    """The room of the layers' names."""
    return style.space(LABEL)


def mark_side(style: Style) -> int:
    """The height of a row of marks."""
    return style.px(STEP)


def name_width(name: str, style: Style) -> int:
    """The width of a name in its frame; one more letter's width leaves room for its sign."""
    return words.natural(f"+ {name}", ROLE, style) + 2 * style.px(PAD)


def named_rows(layer: Layer, style: Style, width: int) -> list[list[tuple[Chip, int]]]:
    """The names of a layer that always bears them, set in rows as words are in lines."""
    rows: list[list[tuple[Chip, int]]] = [[]]
    x = 0
    for chip in itertools.chain.from_iterable(layer.blocks):
        wide = min(name_width(chip.name, style), width)
        if rows[-1] and x + wide > width:
            rows.append([])
            x = 0
        rows[-1].append((chip, wide))
        x += wide + style.px(GAP)
    return rows


@lru_cache(maxsize=8)
def layout(shown: Figure, style: Style, width: int, height: int) -> Layout:
    """Where each quantity and band stands in a space of this size."""
    line, left = line_height(style), label_width(style)
    spare = max(0, height - needed(shown, style, width))
    open_bands = sum(layer.id not in NAMED for layer in shown.layers) or 1
    spots: dict[str, pygame.Rect] = {}
    bands: list[Band] = []
    y = 0
    for layer in shown.layers:
        tall = words.measure(layer.label, "minor", style, left)
        top = y + style.px(5)
        lines = 0
        if layer.id in NAMED:
            rows = named_rows(layer, style, width - left)
            for number, row in enumerate(rows):
                x = left
                for chip, wide in row:
                    spots[chip.id] = pygame.Rect(x, top + number * (line + style.px(4)), wide, line)
                    x += wide + style.px(GAP)
            bottom = top + max(tall, len(rows) * (line + style.px(4))) + style.px(5)
        else:
            room = max(tall, mark_side(style) + line + style.px(4)) + spare // open_bands
            lines = max(1, (room - mark_side(style) - style.px(4)) // (line + style.px(2)))
            spots |= marks(layer, style, left, top, width)
            bottom = top + room + style.px(5)
        bands.append(Band(layer.id, layer.label, pygame.Rect(0, y, width, bottom - y), top, lines))
        y = bottom
    return Layout(
        spots,
        tuple(bands),
        {chip.id: layer.id for layer in shown.layers for block in layer.blocks for chip in block},
        {chip.id: chip.kind for layer in shown.layers for block in layer.blocks for chip in block},
        left,
        line,
    )


def marks(layer: Layer, style: Style, left: int, top: int, width: int) -> dict[str, pygame.Rect]:
    """The places of a layer's marks: in one row, a little apart between blocks."""
    count = sum(map(len, layer.blocks)) + APART * (len(layer.blocks) - 1)
    step = min(float(style.px(SPREAD)), (width - left - style.px(4)) / max(1.0, count))
    side = max(style.px(SMALLEST), min(round(step * 0.62), round(style.px(STEP) * 0.62)))
    found: dict[str, pygame.Rect] = {}
    x = float(left)
    for block in layer.blocks:
        for chip in block:
            found[chip.id] = pygame.Rect(round(x), top + (mark_side(style) - side) // 2, side, side)
            x += step
        x += APART * step
    return found


def beside(shown: Figure, still: Layout, style: Style, wanted: Iterable[str], width: int) -> dict[str, pygame.Rect]:
    """Places for names under their marks, the first served first; a name for which there is no room has none."""
    bands = {band.id: band for band in still.bands}
    taken: dict[tuple[str, int], list[pygame.Rect]] = {}
    found: dict[str, pygame.Rect] = {}
    gap, far = style.px(GAP), style.px(FAR)
    for name in wanted:
        band = bands[still.band_of[name]]
        if band.id in NAMED:
            continue
        mark = still.spots[name]
        wide = name_width(shown.names[name], style)
        if wide > width - still.left:
            continue
        ideal = min(max(mark.centerx - wide // 2, still.left), width - wide)
        best: tuple[float, pygame.Rect, int] | None = None
        for number in range(band.lines):
            y = band.top + mark_side(style) + style.px(4) + number * (still.line + style.px(2))
            row = taken.get((band.id, number), [])
            for x in (ideal, *(each.right + gap for each in row), *(each.left - gap - wide for each in row)):
                box = pygame.Rect(x, y, wide, still.line)
                aside = abs(x - ideal)
                if x < still.left or x + wide > width or aside > far:
                    continue
                if any(box.inflate(gap, 0).colliderect(each) for each in row):
                    continue
                cost = aside + 0.4 * number * still.line
                if best is None or cost < best[0]:
                    best = cost, box, number
        if best is not None:
            found[name] = best[1]
            taken.setdefault((band.id, best[2]), []).append(best[1])
    return found


def ways(shown: Figure, start: str, sizes: Mapping[str, float]) -> dict[str, str]:
    """The way on which each quantity is reached from the start, strong quantities preferred: each with the one before.

    Dijkstra's, where a step to a quantity costs the less the further it is moved.
    """
    before: dict[str, str] = {}
    cost = {start: 0.0}
    ahead = [(0.0, start)]
    while ahead:
        spent, here = heapq.heappop(ahead)
        if spent > cost[here]:
            continue
        for there in shown.readers.get(here, ()):
            further = spent + 1.0 / (LEAST + min(1.0, abs(sizes.get(there, 0.0))))
            if further < cost.get(there, math.inf):
                cost[there], before[there] = further, here
                heapq.heappush(ahead, (further, there))
    return before


def steps(before: Mapping[str, str], end: str) -> tuple[str, ...]:
    """The way to an end from where it starts, both with it."""
    way = [end]
    while way[-1] in before:
        way.append(before[way[-1]])
    return tuple(reversed(way))


def traced(before: Mapping[str, str], ends: Iterable[str]) -> set[tuple[str, str]]:
    """The edges of the ways to these ends."""
    found: set[tuple[str, str]] = set()
    for end in ends:
        here = end
        while here in before and (before[here], here) not in found:
            found.add((before[here], here))
            here = before[here]
    return found


@lru_cache(maxsize=512)
def neighbour(still: Layout, here: str, across: int, down: int) -> str | None:
    """The nearest quantity in a direction; sideways those of the same row before others."""
    mine = still.spots[here]
    best: tuple[bool, float, str] | None = None
    for name, spot in still.spots.items():
        dx, dy = spot.centerx - mine.centerx, spot.centery - mine.centery
        if down:
            ahead = dy * down
            aside = max(0, spot.left - mine.right, mine.left - spot.right)
        else:
            ahead = dx * across
            aside = max(0, spot.top - mine.bottom, mine.top - spot.bottom)
        if name != here and ahead > 0:
            found = (not down and aside > 0, float(ahead + 4 * aside), name)
            best = min(best, found) if best else found
    return best[2] if best else None


def at(spots: Iterable[tuple[str, pygame.Rect]], point: tuple[int, int], reach: int) -> str:
    """The quantity at a place; empty where there is none within reach."""
    best: tuple[float, str] | None = None
    for name, spot in spots:
        dx = max(spot.left - point[0], 0, point[0] - spot.right + 1)
        dy = max(spot.top - point[1], 0, point[1] - spot.bottom + 1)
        if dx <= reach and dy <= reach:
            best = min(best, (math.hypot(dx, dy), name)) if best else (math.hypot(dx, dy), name)
    return best[1] if best else ""
