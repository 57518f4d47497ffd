"""Targets: what each series of the historical plan has to meet, 1928 to 1940, and how it is measured.

`mean` is the mean distance from the record as a share of the record; `pooled` the mean distance in
the series' own unit over the mean of the record, for series that come near nought; `points` the mean
distance in the series' own unit.
"""

from dataclasses import dataclass
from typing import Final, Literal

Measure = Literal["mean", "pooled", "points"]


@dataclass(frozen=True, slots=True)
class Target:
    """The most that a series may be off on average: a share of the record, or points.

    Only years from `first` and, where `above` is given, of a record above it are counted.
    """

    reading: str
    most: float
    measure: Measure = "mean"
    first: int = 0
    above: float = 0.0


TARGETS: Final = (
    Target("population_jan1", 0.05),
    Target("gdp_index", 0.05),
    Target("industry_index", 0.05),
    Target("steel", 0.05),
    Target("urban_population_jan1", 0.05),
    Target("tractor_power", 0.05),
    Target("grain_harvest", 0.08),
    Target("grain_procurement", 0.08),
    Target("cattle_jan1", 0.08),
    Target("horses_jan1", 0.08),
    Target("births", 0.08),
    Target("grain_exports", 0.12, "pooled", above=1.0),
    Target("tanks_produced", 0.12, first=1932),
    Target("aircraft_produced", 0.12, first=1932),
    Target("defence_share_gnp", 1.5, "points"),
    Target("gross_investment_share_gnp", 1.5, "points"),
)

FAMINE_YEARS: Final = (1930, 1933)
"""Over these the country's hunger deaths have to lie in the record's range (`accept` in record.yaml)."""
PEAK: Final = 1933

PRESSED: Final = (1930, 57.0, 52.0, 62.0)
"""Households in collective farms on 1 March, percent: the year, the figure, and between what it may lie."""

FALLEN: Final = (1930, 23.6, 20.6, 26.6)
"""The same in June, after the retreat."""

WORST_HIT: Final = 5
"""Regions whose order by deaths is held against the literature's."""

COVERAGE: Final = {90: (0.80, 0.97), 50: (0.40, 0.65)}
"""Share of the record's points that should lie inside a band of so many percent."""
