"""Round ticks, year labels, and the way from figures to pixels."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""What a tick step may be, times a power of ten."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from figures (low to high) to pixels (start to end)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel at which a figure stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def back(self, pixel: float) -> float:
        """The figure that stands at a pixel."""
        return self.low + (pixel - self.start) / (self.end - self.start) * (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Round figures along an axis; the axis ends on the first and the last of them."""

    low: float
    high: float
    step: float

    @property
    def values(self) -> tuple[float, ...]:
        """Every tick, from the lowest to the highest."""
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + self.step * i for i in range(count + 1))

    def words(self, value: float) -> str:
        """A tick as it is printed: thousands apart, a true minus, no more decimals than the step has."""
        return figure(value, decimals(self.step))

    def holds(self, low: float, high: float) -> bool:
        """Whether figures from low to high fit and fill more than half of the axis."""
        return self.low <= low and high <= self.high and high - low > 0.5 * (self.high - self.low)


def decimals(step: float) -> int:
    """How many decimals tell one tick from the next."""
    for places in range(6):
        if abs(step * 10**places - round(step * 10**places)) < 1e-6:
            return places
    return 6


def figure(value: float, places: int) -> str:
    """A number with thousands apart by a thin gap and a true minus sign."""
    text = f"{abs(value):,.{places}f}".replace(",", "\u00a0")
    return text if float(f"{value:.{places}f}") >= 0 else f"\u2212{text}"


def round_step(span: float, most: int) -> float:
    """The smallest round step that divides a span into no more than `most` intervals."""
    raw = max(span, 1e-12) / max(1, most)
    power = 10.0 ** math.floor(math.log10(raw))
    for step in STEPS:
        if step * power >= raw * (1 - 1e-9):
            return step * power
    return STEPS[-1] * power


def ticks(low: float, high: float, most: int = 5) -> Ticks:
    """Round ticks that hold figures from low to high; a single figure gets room on both sides."""
    if not (math.isfinite(low) and math.isfinite(high)):
        low, high = 0.0, 1.0
    if high - low < 1e-9 * max(1.0, abs(high)):
        spread = max(abs(high) * 0.1, 0.5)
        low, high = (max(0.0, low - spread) if low >= 0 else low - spread), high + spread
    step = round_step(high - low, most)
    bottom, top = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    while round((top - bottom) / step) > most:
        step = round_step(step * 1.01, 1)
        bottom, top = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    return Ticks(bottom, top, step)


def extent(values: Iterable[float], *, from_nought: bool = False) -> tuple[float, float]:
    """The least and the greatest of the figures that are known; (0, 1) where none is."""
    known = [v for v in values if math.isfinite(v)]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    return (min(0.0, low), max(0.0, high)) if from_nought else (low, high)


def year_labels(first: int, last: int, room: float, width: float) -> tuple[tuple[int, str], ...]:
    """The years to print along an axis `room` pixels wide, where a four-figure year takes `width`.

    Every year where there is room, else every second, third ... counted back from nothing but round
    numbers, so that the same years stay labelled while a chart is resized a little.
    """
    each = room / max(1, last - first)
    for stride in (1, 2, 4, 5, 10):
        if each * stride >= width * 1.35 or stride == 10:
            break
    return tuple((year, str(year)) for year in range(first, last + 1) if year % stride == 0 or stride == 1)
