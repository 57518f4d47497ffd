"""Charts and the map as pictures on a page: frozen values, so that an equal one is not drawn again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import pygame

from game.report.views.figures import Bars, Fan, Front, MapFigure, Plot, Scatter
from game.ui.canvas import Canvas, Control, Mark
from game.ui.charts import FanChart, plot_chart
from game.ui.frame import Look, Placed
from game.ui.intents import Pick, Why
from game.ui.map import region_map
from game.ui.marks import bar_rows, bars_chart, bars_height, scatter_chart
from game.ui.theme import Style
from game.ui.widgets import Picture

ASPECT = 0.82
"""The map's height against its width, with its key; more height would stay empty."""


@lru_cache(maxsize=4)
def fan_chart(style: Style) -> FanChart:
    """One fan chart for each pair of scales, so that its still parts are kept."""
    return FanChart(Look(style))


def note(canvas: Canvas, placed: Iterable[Placed]) -> None:
    """Tell the audit which words stand where."""
    if canvas.marks is None:
        return
    for text, rect in placed:
        there = rect.move(canvas.rect.topleft)
        canvas.marks.append(Mark(text, there.inflate(0, -(there.height // 3))))


@dataclass(frozen=True)
class FanPainter:
    """A fan of futures; `reading` is what it charts, so that a figure of it can be asked about."""

    fan: Fan
    reading: str = ""

    def paint(self, canvas: Canvas) -> None:
        note(canvas, fan_chart(canvas.style).draw(canvas.surface, canvas.rect, self.fan).placed)

    def hit(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        del point, rect, style
        return None

    def why(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        """The year under a point, played or to come; the last one played where the point lies beside the plot."""
        if not self.reading:
            return None
        year = fan_chart(style).year_at(point[0] - rect.x)
        played = self.fan.past.years if self.fan.past else ()
        return Why(self.reading, year if year is not None and year in {*played, *self.fan.years} else 0)


@dataclass(frozen=True)
class PlotPainter:
    """Several runs year by year."""

    plot: Plot

    def paint(self, canvas: Canvas) -> None:
        note(canvas, plot_chart(canvas.surface, canvas.rect, self.plot, Look(canvas.style)).placed)

    def hit(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        del point, rect, style
        return None


@dataclass(frozen=True)
class ScatterPainter:
    """Plans set against each other."""

    scatter: Scatter

    def paint(self, canvas: Canvas) -> None:
        note(canvas, scatter_chart(canvas.surface, canvas.rect, self.scatter, Look(canvas.style)).placed)

    def hit(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        del point, rect, style
        return None


@dataclass(frozen=True)
class MapPainter:
    """The map with one reading by region, the chosen region ringed; or with a front over it."""

    figure: MapFigure
    pick: str
    chosen: str = ""
    front: Front | None = None
    places: tuple[tuple[str, str], ...] = ()
    reading: str = ""
    """What it maps, so that a region's figure can be asked about."""

    def paint(self, canvas: Canvas) -> None:
        drawn = region_map(canvas.style).draw(
            canvas.surface, canvas.rect, self.figure, self.chosen, self.front, self.places
        )
        note(canvas, drawn)

    def hit(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        region = region_map(style).at(point, rect, self.figure)
        return Pick(self.pick, region) if region and self.pick else None

    def why(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        """The region under a point."""
        region = region_map(style).at(point, rect, self.figure) if self.reading else ""
        return Why(self.reading, region=region) if region else None


@dataclass(frozen=True)
class BarsPainter:
    """Bars one below another."""

    bars: Bars

    def paint(self, canvas: Canvas) -> None:
        note(canvas, bars_chart(canvas.surface, canvas.rect, self.bars, Look(canvas.style)))

    def hit(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        del point, rect, style
        return None

    def why(self, point: tuple[int, int], rect: pygame.Rect, style: Style) -> object | None:
        """The bar under a point, against history."""
        look = Look(style)
        row = bar_rows(self.bars, look, rect.width).row
        first = rect.y + bars_height(self.bars, look, rect.width) - row * len(self.bars.bars)
        at = (point[1] - first) // row
        reading = self.bars.bars[at].reading if 0 <= at < len(self.bars.bars) else ""
        return Why(reading, against="history") if reading else None


@dataclass(frozen=True)
class BarRows(Picture):
    """Bars on a page, as high as they need to be."""

    painter: BarsPainter
    stretch: float = field(default=0, kw_only=True)

    def height(self, style: Style, width: int) -> int:
        return bars_height(self.painter.bars, Look(style), width)


@dataclass(frozen=True)
class Chart(Picture):
    """A chart on a page; it grows with its letters, half as fast."""

    def height(self, style: Style, width: int) -> int:
        del width
        return round(style.px(self.tall) * (1 + style.text) / 2)


@dataclass(frozen=True)
class MapPicture(Picture):
    """The map on a page: each region is a control where its label stands, so that the keyboard reaches it."""

    painter: MapPainter
    stretch: float = field(default=1, kw_only=True)

    def height(self, style: Style, width: int) -> int:
        return min(style.space(self.tall), round(width * ASPECT))

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        if not self.painter.pick:
            return
        said = {region.id: region.said for region in self.painter.figure.regions}
        for region, box in region_map(style).boxes(rect, self.painter.figure).items():
            yield Control(
                f"{self.name}:{region}",
                "button",
                box,
                Pick(self.painter.pick, region),
                look="row",
                chosen=region == self.painter.chosen,
                group=self.name,
                say=said[region],
                why=Why(self.painter.reading, region=region) if self.painter.reading else None,
            )
