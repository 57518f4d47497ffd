"""A scenario as the game holds it: frozen, checked, nothing left to look up.

Regional arrays have their rows in the order of `Scenario.regions`; years of weather, prices and
plans run from `first_year` to `last_year`. What a file may hold stands in `schema.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, Protocol

from game.model import step
from game.model.quantity import Array
from game.scenario.reference import joined
from game.scenario.words import Words

SCHEMA: Final = 1

STOCKS: Final = frozenset(
    {
        "campaign.resistance",
        "campaign.disorganisation",
        "order.consent",
        "labour.skill",
        "army.officers",
        "trade.debt",
    }
)
"""The stocks that an event may move, once, by dotted path in the model's State."""

CLOSE: Final = 1e-9
"""How far a pace may be passed or a sum of shares miss 1, for the last digit of a written figure."""

Season = Literal["january", "september"]
Page = Literal["invest", "country", "trade", "order", "army", "harvest"]
PaceKind = Literal["step", "ratio"]
Display = Literal["percent", "number", "mt", "gold", "millions", "kg"]
Luck = Literal["history", "drawn"]
How = Literal["add", "multiply"]
Means = Literal["value", "scale", "add"]


@dataclass(frozen=True, slots=True)
class Region:
    """A region: one row of every regional array, and an outline where it stands on the map."""

    id: str
    name: str
    short: str
    on_map: bool


@dataclass(frozen=True, slots=True)
class LeverSpec:
    """How a lever may be set. `start` and `pace` are None where it may be unset or moves freely.

    `pace` is the most that may change from one year to the next: a difference (`step`) or a factor
    (`ratio`). `stops` are named values, each with the key of its word.
    """

    id: str
    season: Season
    page: Page
    low: float
    high: float
    start: float | None
    pace: float | None
    pace_kind: PaceKind
    stops: tuple[tuple[float, str], ...]
    step: float
    unit: str
    display: Display
    share_group: bool = False
    by_region: bool = False
    source: str = ""

    def in_range(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def only_stops(self) -> bool:
        """Whether it is one of its stops and nothing between, as the rule of collections is."""
        return bool(self.stops) and self.step >= 1

    def in_pace(self, before: float, after: float) -> bool:
        """Whether a year may take the lever from one value to the other; unset values may go anywhere."""
        if self.pace is None or before != before or after != after:  # noqa: PLR0124 - not-a-number is unset
            return True
        if self.pace_kind == "ratio":
            return before / self.pace - CLOSE <= after <= before * self.pace + CLOSE
        return abs(after - before) <= self.pace + CLOSE


@dataclass(frozen=True, slots=True)
class Plan:
    """Orders by year. A value stands until changed; not-a-number unsets a lever that may be unset."""

    id: str
    title: str
    summary: str
    source: str
    orders: Mapping[int, Mapping[str, float]]
    decrees: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    by_region: Mapping[int, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a choice does: to a field of `circumstances` for `years`, or to one of STOCKS once (0).

    It begins `after` years later. `regions` narrows a regional target; empty means all of them. The
    target `decree.<lever>` lifts that lever's pace while the card is on the table.
    """

    target: str
    how: How
    by: float
    years: int
    after: int = 0
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer an event; `history` marks the one that was taken."""

    id: str
    label: str
    text: str
    history: bool
    effects: tuple[Effect, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Words with their source; `verbatim` where they are quoted (in translation), not paraphrased."""

    text: str
    source: str
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event. Without choices it is news only."""

    id: str
    date: date
    title: str
    text: str
    source: str
    headline: Statement | None
    report: Statement | None
    statistic: Statement | None
    advisers: Mapping[str, str]
    choices: tuple[Choice, ...]

    @property
    def season(self) -> Season:
        """The season on whose desk the card lies."""
        return "january" if self.date.month < 9 else "september"


@dataclass(frozen=True, slots=True)
class Weather:
    """History's weather by year and region, and the spread to draw other years from (MODEL 3.1).

    `pattern` is (T, R), `residual` (T,), or (T, N) where futures differ in it; `spread`, `south` and
    `east` are (R,). A drawn year is clip(mean (1 + spread s), low, high) with s = weight_national z +
    weight_factor (south z_south + east z_east) + weight_own z_r.
    """

    pattern: Array
    residual: Array
    mean: float
    spread: Array
    south: Array
    east: Array
    weight_national: float
    weight_factor: float
    weight_own: float
    low: float
    high: float

    @property
    def history(self) -> Array:
        """Weather as it was, (T, R)."""
        history: Array = self.pattern * self.residual[:, None]
        return history

    def was(self, at: int) -> Array:
        """Weather as it was in one year, by its row, (R, 1) or (R, N)."""
        pattern = self.pattern[at]
        year: Array = (pattern if pattern.ndim > 1 else pattern[:, None]) * self.residual[at]
        return year


@dataclass(frozen=True, slots=True)
class Prices:
    """World prices as they were, 1928 = 1, (T,) each; `spread` and `persistence` of a drawn path's log."""

    grain: Array
    goods: Array
    spread: float
    persistence: float


@dataclass(frozen=True, slots=True)
class Point:
    """A recorded figure with what it may be wrong by."""

    value: float
    low: float
    high: float
    unit: str
    source: str
    quality: str


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a run may lie from the record: a share of it or an amount, by year where years differ.

    `ranges` gives the two ends outright for some years, `total` for the sum over all; `aim` is the
    sum to aim at.
    """

    relative: float | None = None
    absolute: float | None = None
    years: Mapping[int, float] = field(default_factory=dict)
    ranges: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    total: tuple[float, float] | None = None
    aim: float | None = None

    def around(self, value: float, year: int) -> tuple[float, float] | None:
        """The band about a value in a year; None where none is stated."""
        if year in self.ranges:
            return self.ranges[year]
        if self.absolute is not None:
            margin = self.years.get(year, self.absolute)
        elif self.relative is not None:
            margin = self.years.get(year, self.relative) * abs(value)
        else:
            return None
        return value - margin, value + margin


@dataclass(frozen=True, slots=True)
class Total:
    """A figure for several years together, from `first` to `last`, with the literature's range."""

    first: int
    last: int
    value: float
    low: float
    high: float
    unit: str
    source: str
    tag: str


@dataclass(frozen=True, slots=True)
class About:
    """What holds for all points of a series.

    Ours = the table's figure (in `csv_unit`) times `factor`, in `unit`. `accept` is the band a run is
    tested with, about the record or, where given, about `target`. `totals` are figures over several
    years, under the region they stand for, or "" for the country.
    """

    unit: str
    csv_unit: str
    factor: float
    note: str
    accept: Tolerance
    target: Mapping[int, float] = field(default_factory=dict)
    totals: Mapping[str, Total] = field(default_factory=dict)
    accept_totals: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """History's figures under the names of our readings and in their units.

    `national` is reading -> year -> Point, `regional` reading -> region -> year -> Point; `about` and
    `about_regional` hold what goes for a whole series.
    """

    national: Mapping[str, Mapping[int, Point]]
    regional: Mapping[str, Mapping[str, Mapping[int, Point]]]
    about: Mapping[str, About]
    about_regional: Mapping[str, About]


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What a lens does to a figure: puts `by` in its place, multiplies by it or adds it.

    `path` names a parameter (`living.mortality`) or a year of the weather (`weather.pattern.1932`);
    `by` has the axes of the figure without futures, not-a-number where a region stays as it is.
    """

    path: str
    how: Means
    by: Array
    reason: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a lens takes for the record of a reading: another series, other totals."""

    reading: str
    series: str
    reason: str
    total: tuple[float, float] | None = None
    regions: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lens:
    """A historian's assumptions: what is changed, why, and what that rests on.

    `sources` are texts with the word on how each is known.
    """

    id: str
    title: str
    summary: str
    sources: tuple[tuple[str, str], ...]
    parameters: tuple[Change, ...]
    weather: tuple[Change, ...]
    record: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A line of the scenario list; `problem` says why it cannot be opened, empty where it can."""

    id: str
    title: str
    summary: str
    years: tuple[int, int]
    minutes: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Free:
    """A figure that a fit may move, and between what.

    `path` is the parameter's (`living.starving_below`) or `weather.residual`; `row` the region or the
    year, empty for one number.
    """

    path: str
    row: str
    low: float
    high: float

    @property
    def name(self) -> str:
        """The dotted name by which files and reports know it."""
        return f"{self.path}.{self.row}" if self.row else self.path


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a parameter's value comes from, and the word on how it is known (`csv`, `recalled`, `calibrated`)."""

    source: str
    tag: str


class Likely(Protocol):
    """Vectors of what may be moved, one a row, (M, P)."""

    @property
    def free(self) -> tuple[Free, ...]: ...

    @property
    def rows(self) -> Array: ...


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that content decides, for one game. `free` is what a fit may move.

    `cloud` holds the vectors of it that the record allows; None where futures differ in luck alone. `origins` tells
    of each parameter, by its path, where its value comes from.
    """

    id: str
    version: str
    title: str
    summary: str
    content_note: str
    briefing: tuple[str, ...]
    schema: int
    first_year: int
    last_year: int
    base_year: int
    luck: Luck
    minutes: int
    compare: tuple[str, ...]
    regions: tuple[Region, ...]
    params: step.Params
    start: step.State
    levers: Mapping[str, LeverSpec]
    plans: Mapping[str, Plan]
    events: tuple[Event, ...]
    weather: Weather
    prices: Prices
    record: Record
    words: Words
    fingerprint: str
    free: tuple[Free, ...] = ()
    cloud: Likely | None = None
    lenses: Mapping[str, Lens] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    lens: str = ""
    """The lens through which all of this is seen; empty for the scenario's own reading."""

    @property
    def looks_through(self) -> Lens | None:
        """The lens in use, None for the scenario's own reading."""
        return self.lenses.get(self.lens)

    @property
    def reference(self) -> str:
        """By what it is found again, with the lens in use."""
        return self.through(self.lens)

    def through(self, lens: str) -> str:
        """By what it is found seen through another lens; "" for none."""
        return joined(self.id, lens)

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)
