"""What a chart shows: plain numbers and final words, no pixels.

A value that is not known is not-a-number: a line breaks there. Years may be fractions (a stock of
1 January 1931 stands at 1931, a flow of that year in its middle only where a builder says so).
"""

from dataclasses import dataclass
from typing import Literal

Numbers = tuple[float, ...]
Role = Literal["past", "record", "you", "plan", "other"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: a value a year and, where one is known, a band about it."""

    label: str
    role: Role
    years: Numbers
    values: Numbers
    low: Numbers = ()
    high: Numbers = ()
    end: str = ""
    """What stands beside the line's end; empty: its label."""


@dataclass(frozen=True, slots=True)
class Fan:
    """Futures under one set of orders, with the past as played and the record beside them."""

    title: str
    unit: str
    note: str
    years: Numbers
    bands: tuple[tuple[Numbers, Numbers], ...]
    """Low and high edges, the widest band first."""
    median: Numbers
    bands_label: str
    median_label: str
    past: Line | None = None
    record: Line | None = None
    from_nought: bool = False
    end: str = ""
    """What stands beside the median's end."""
    summary: str = ""
    """The chart in a sentence, for those who cannot see it."""
    reach: Numbers = ()
    """Figures that the axis must have room for besides those drawn, so that two fans can be compared."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Several runs of one reading, year by year."""

    title: str
    unit: str
    lines: tuple[Line, ...]
    from_nought: bool = False
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One plan as a point; a range where the futures of its luck are known."""

    label: str
    role: Role
    x: float
    y: float
    x_low: float = float("nan")
    x_high: float = float("nan")


@dataclass(frozen=True, slots=True)
class Scatter:
    """Plans set against each other on two readings."""

    title: str
    x_label: str
    y_label: str
    dots: tuple[Dot, ...]
    cloud: tuple[tuple[float, float], ...] = ()
    """Nameless plans behind the named ones."""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its figure in words and, where known, a range and the record's mark."""

    label: str
    value: float
    words: str
    low: float = float("nan")
    high: float = float("nan")
    record: float = float("nan")
    reading: str = ""
    """The reading that it shows, so that it can be asked about."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A few bars on one scale, which goes to `most` at least; `record_label` says what the record's tick is."""

    bars: tuple[Bar, ...]
    record_label: str = ""
    most: float = 0.0


@dataclass(frozen=True, slots=True)
class RegionFigure:
    """What a map says of one region: its class of colour (the least is 0; -1 where nothing is known) and its figure."""

    id: str
    name: str
    short: str
    words: str
    step: int
    said: str = ""
    """The figure in a sentence, for focus and speech."""


@dataclass(frozen=True, slots=True)
class MapFigure:
    """One reading by region: colours from paper to dark red in as many steps as the key has words."""

    title: str
    unit: str
    regions: tuple[RegionFigure, ...]
    steps: tuple[str, ...]
    outside: str
    """What the key says of the grey borderlands."""
    unknown: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """How deep the front stands in each direction from north to south, its range, its label.

    0 is the frontier, 1 the line Archangel, Gorky, Astrakhan and Baku; a range that is not known is empty.
    `lost` and `band` are what the key says of the ground behind it and of the range.
    """

    depths: Numbers
    label: str
    low: Numbers = ()
    high: Numbers = ()
    lost: str = ""
    band: str = ""
