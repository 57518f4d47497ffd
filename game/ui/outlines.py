"""The outlines of the regions, in kilometres on an equal-area projection (x east, y north)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from game.ui.strokes import Point

Ring = tuple[Point, ...]
PLAY = ((-2680.0, 2350.0), (-2230.0, 1720.0))
"""What the map of play must show: x and y, in kilometres; the far north and east may be cut off."""
WAR = ((-2680.0, 350.0), (-1780.0, 1720.0))
"""What the map of the war must show: from the frontier to the Urals, from the White Sea to Baku."""
FURTHER = 950.0
"""How much further east there is something to show, in kilometres."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One region or borderland: polygons, each an outer ring and its holes, and a place for a label."""

    id: str
    in_union: bool
    label: Point
    area: float
    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def points(self) -> list[Point]:
        """Every corner of its outer rings."""
        return [point for polygon in self.polygons for point in polygon[0]]


def map_folder() -> Path:
    """The folder of the shipped map; raises `FileNotFoundError` where an installation lost it."""
    game = Path(__file__).resolve().parents[1]
    for folder in (game / "assets" / "map", game.parent / "assets" / "map"):
        if (folder / "regions.json").is_file():
            return folder
    raise FileNotFoundError(f"the map is missing from {game.parent / 'assets' / 'map'}; install again")


@cache
def outlines() -> tuple[Outline, ...]:
    """Every outline, the largest first, so that what lies within another is drawn after it."""
    read = json.loads((map_folder() / "regions.json").read_text(encoding="utf-8"))
    found = [
        Outline(
            entry["id"],
            bool(entry["in_union"]),
            (float(entry["label"][0]), float(entry["label"][1])),
            float(entry["area"]),
            tuple(
                tuple(tuple((float(x), float(y)) for x, y in ring) for ring in polygon) for polygon in entry["polygons"]
            ),
        )
        for entry in read["regions"]
    ]
    return tuple(sorted(found, key=lambda outline: -outline.area))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece of country laid on a rectangle of pixels."""

    scale: float
    """Pixels a kilometre."""
    left: float
    """The pixel of x = 0."""
    top: float
    """The pixel of y = 0."""

    def __call__(self, point: Point) -> Point:
        """The pixel of a place."""
        return self.left + point[0] * self.scale, self.top - point[1] * self.scale

    def back(self, pixel: Point) -> Point:
        """The place under a pixel."""
        return (pixel[0] - self.left) / self.scale, (self.top - pixel[1]) / self.scale


def laid(bounds: tuple[tuple[float, float], tuple[float, float]], size: tuple[int, int], lean: float = 0.5) -> Sheet:
    """Bounds (x and y, km) as large as they fit a size.

    Spare width first shows what lies further east (`FURTHER`), then stands on both sides; spare
    height leans as told.
    """
    (west, east), (south, north) = bounds
    scale = min(size[0] / (east - west), size[1] / (north - south))
    spare = size[1] - (north - south) * scale
    beyond = max(0.0, size[0] - (east - west + FURTHER) * scale)
    return Sheet(scale, beyond / 2 - west * scale, spare * lean + north * scale)
