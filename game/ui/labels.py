"""Where the map's labels go: inside their region, clear of every border, or beside it with a leader line.

Worked out on bitmaps a few pixels coarser than the screen, and once for a size: a label may be as
wide as any figure it will bear.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pygame

from game.ui.strokes import Point

ROOM = (1.45, 1.2, 1.0)
"""A label is first tried with this much more room about it than it needs."""
NEAR, FAR = 0.2, 0.45
"""How far a leader may go, as shares of the map's height: gladly, and if all else fails."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One way to write a region's label: the name's lines, whether the figure follows, and its size in pixels."""

    lines: tuple[str, ...]
    figure: bool
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """A label that found its place; with a leader it stands outside, and the leader ends in the region."""

    region: str
    lines: tuple[str, ...]
    figure: bool
    rect: pygame.Rect
    leader: Point | None = None

    @property
    def stroke(self) -> tuple[Point, Point] | None:
        """The leader's ends: on the label's edge, and in the region."""
        if self.leader is None:
            return None
        (x, y), box = self.leader, self.rect.inflate(6, 4)
        return (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)), self.leader


@dataclass(frozen=True, slots=True)
class Ground:
    """Bitmaps of the country at 1/coarse of the screen's size: each region, and all that is not free."""

    coarse: int
    regions: Mapping[str, pygame.Mask]
    land: pygame.Mask


def place(
    ground: Ground,
    anchors: Mapping[str, Point],
    wishes: Mapping[str, Sequence[Wish]],
    taken: Iterable[pygame.Rect],
    margin: int,
) -> list[Label]:
    """A place for every label that has one: inside if any full wish fits, else beside, else its figure alone."""
    found: list[Label] = []
    busy = list(taken)
    tight = ground.coarse // 2 + 1
    waiting = []
    for region, asked in wishes.items():
        label = inside(ground, region, anchors[region], [w for w in asked if w.lines], found, margin)
        if label is None:
            waiting.append(region)
        else:
            found.append(label)
    for region in waiting:
        anchor = anchors[region]
        named = [w for w in wishes[region] if w.lines]
        bare = [w for w in wishes[region] if not w.lines]
        label = (
            inside(ground, region, anchor, named, found, tight)
            or beside(ground, region, anchor, named[::-1], [*busy, *(f.rect for f in found)], found, margin, NEAR)
            or inside(ground, region, anchor, bare, found, tight)
            or beside(ground, region, anchor, named[::-1] + bare, [*busy, *(f.rect for f in found)], found, margin, FAR)
        )
        if label is not None:
            found.append(label)
    return found


def inside(
    ground: Ground, region: str, anchor: Point, wishes: Iterable[Wish], others: Sequence[Label], margin: int
) -> Label | None:
    """The first wish that fits within its region, as much room about it as there is, near the anchor."""
    mask = ground.regions[region]
    boxes = mask.get_bounding_rects()
    if not boxes:
        return None
    outside = mask.copy()
    outside.invert()
    for wish in wishes:
        for room in ROOM:
            width, height = (round((side + 2 * margin) * room) // ground.coarse + 1 for side in wish.size)
            for spot in nearest(spots(boxes, width, height), (width, height), outside, anchor, ground.coarse):
                centre = ((spot[0] + width / 2) * ground.coarse, (spot[1] + height / 2) * ground.coarse)
                rect = pygame.Rect((0, 0), wish.size)
                rect.center = round(centre[0]), round(centre[1])
                label = Label(region, wish.lines, wish.figure, rect)
                if not any(crossed(other, label) for other in others):
                    return label
    return None


def spots(boxes: Iterable[pygame.Rect], width: int, height: int) -> Iterator[tuple[int, int]]:
    """Corners to try for a box that must lie within one of these rectangles."""
    for box in boxes:
        stride = max(1, min(box.size) // 24)
        for y in range(box.top, box.bottom - height + 1, stride):
            for x in range(box.left, box.right - width + 1, stride):
                yield x, y


def nearest(
    corners: Iterable[tuple[int, int]], size: tuple[int, int], refused: pygame.Mask, anchor: Point, coarse: int
) -> Iterator[tuple[int, int]]:
    """The corners whose box meets nothing refused, the one whose middle is nearest to the anchor first."""
    box = pygame.Mask(size, fill=True)
    middle = anchor[0] / coarse - size[0] / 2, anchor[1] / coarse - size[1] / 2
    ordered = sorted(corners, key=lambda c: (c[0] - middle[0]) ** 2 + (c[1] - middle[1]) ** 2)
    return (corner for corner in ordered if refused.overlap(box, corner) is None)


def beside(
    ground: Ground,
    region: str,
    anchor: Point,
    wishes: Iterable[Wish],
    busy: Sequence[pygame.Rect],
    others: Sequence[Label],
    margin: int,
    reach: float,
) -> Label | None:
    """A wish on free paper near its region, with a leader from the region to its edge."""
    width, height = ground.land.get_size()
    refused = ground.land.copy()
    for rect in busy:
        grown = rect.inflate(2 * margin, 2 * margin)
        block = pygame.Mask((max(1, grown.width // ground.coarse + 1), max(1, grown.height // ground.coarse + 1)), True)
        refused.draw(block, (grown.left // ground.coarse, grown.top // ground.coarse))
    for wish in wishes:
        size = (wish.size[0] + 2 * margin) // ground.coarse + 1, (wish.size[1] + 2 * margin) // ground.coarse + 1
        far = round(height * reach)
        home = round(anchor[0] / ground.coarse), round(anchor[1] / ground.coarse)
        corners = [
            (x, y)
            for y in range(max(0, home[1] - far - size[1]), min(height - size[1], home[1] + far) + 1, 4)
            for x in range(max(0, home[0] - far - size[0]), min(width - size[0], home[0] + far) + 1, 5)
            if gap((x, y), size, home) <= far * far
        ]
        box = pygame.Mask(size, fill=True)
        corners.sort(key=lambda c: gap(c, size, home))
        for spot in corners:
            if refused.overlap(box, spot) is not None:
                continue
            corner = spot[0] * ground.coarse + margin, spot[1] * ground.coarse + margin
            label = Label(region, wish.lines, wish.figure, pygame.Rect(corner, wish.size), anchor)
            if not any(crossed(label, other) or crossed(other, label) for other in others):
                return label
    return None


def crossed(one: Label, other: Label) -> bool:
    """Whether the leader of one label runs through the words of another."""
    leader = one.stroke
    return leader is not None and bool(other.rect.inflate(4, 4).clipline(*leader))


def gap(corner: tuple[int, int], size: tuple[int, int], home: Point) -> float:
    """How far a box lies from a point (squared)."""
    across = max(corner[0] - home[0], 0, home[0] - corner[0] - size[0])
    down = max(corner[1] - home[1], 0, home[1] - corner[1] - size[1])
    return across * across + down * down
