"""Targets: what a fit is judged by, with how far it may be off and how much it counts.

Tolerances are those of the record's notes (`scenarios/base/record/SOURCES.md`, "Recommended calibration
targets") or wider: a model of thirteen regions is further from the truth than a good archive, and a
tolerance holds both. `worth` is how many independent observations a target stands for: years of one
series resemble one another, so that thirteen of them count as far fewer. Ranges of the dead stand in the
record (`scenarios/base/record/record.yaml`), counterfactuals in `published.py`; `validate` reads both there.

Never fitted, so that they can testify: net_rural_urban_migration, resistance, state_grain_stocks,
household_consumption_share_gnp, life_expectancy, camp_deaths.
"""

from dataclasses import dataclass
from typing import Final, Literal

from game.lab.published import CLAIMS, HUNGER, Aim, Claim, Measure, Rows, counted
from game.model.quantity import Array
from game.scenario.records import Record

TAKEN: Final = "the record's note on share_taken, widened by what a harvest is known to"


@dataclass(frozen=True, slots=True)
class Follow:
    """A reading that follows the record year by year.

    `tolerance` is a share of the record (kind log) or an amount in the reading's unit (kind points).
    Years in which the record stands below `least` are left out: a share of next to nothing says nothing.
    """

    reading: str
    tolerance: float
    worth: float = 4.0
    kind: Literal["log", "points"] = "log"
    first: int = 1928
    least: float = 0.0
    regional: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """A reading in one year, or added up from `year` to `last`, within a range of the literature.

    The range is the record's own (`accept` in record.yaml), which `validate` judges by too, unless `band`
    gives another for the fit: then `why` says for what reason.
    """

    reading: str
    year: int
    worth: float = 1.0
    region: str = ""
    last: int = 0
    band: tuple[float, float] | None = None
    why: str = ""

    def range_in(self, record: Record) -> tuple[float, float] | None:
        """The range; None where neither the fit nor the record has one."""
        if self.band is not None:
            return self.band
        if self.region:
            return record.about_regional[self.reading].accept_totals.get(self.region)
        accept = record.about[self.reading].accept
        return accept.total if self.last else accept.ranges.get(self.year)


FOLLOWED: Final = (
    Follow("population_jan1", 0.01, 5),
    Follow("births", 0.06, 4),
    Follow("deaths", 0.10, 2),
    Follow("gdp_index", 0.04, 5),
    Follow("gnp", 0.05, 2),
    Follow("industry_index", 0.05, 5),
    Follow("steel", 0.05, 9),
    Follow("electricity", 0.08, 2),
    Follow("urban_population_jan1", 0.03, 5),
    Follow("workers_employees", 0.05, 3),
    Follow("tractor_power", 0.05, 6),
    Follow("grain_harvest", 0.06, 5),
    Follow("grain_procurement", 0.05, 5),
    Follow("grain_exports", 0.08, 3, least=1.0),
    Follow("cattle_jan1", 0.06, 5),
    Follow("horses_jan1", 0.06, 5),
    Follow("sheep_goats_jan1", 0.12, 2),
    Follow("collectivised_households_pct", 3.0, 2, "points"),
    Follow("tanks_produced", 0.12, 3, first=1932),
    Follow("aircraft_produced", 0.12, 3, first=1932),
    Follow("guns_produced", 0.25, 1, first=1932),
    Follow("gross_investment_share_gnp", 1.0, 2, "points"),
    Follow("defence_share_gnp", 0.8, 2, "points"),
    Follow("gulag_total_jan1", 0.25, 1, first=1931),
    Follow("real_wage", 0.12, 1),
    Follow("collectivised_households_pct", 12.0, 1, "points", regional=True),
    Follow("grain_harvest", 0.15, 1, regional=True),
    Follow("grain_procurement", 0.12, 1, regional=True),
)

RANGES: Final = (
    Within(HUNGER, 1931),
    Within(HUNGER, 1932),
    Within(HUNGER, 1933, 2),
    Within(HUNGER, 1934, band=(0.0, 0.5), why="nought in 1934 is by construction in the record: it may not be refused"),
    Within(
        HUNGER, 1930, 4, last=1934, band=(6.0, 8.0), why="pulled to the middle of 5.5 to 8.7, the edges being rivals"
    ),
    Within(HUNGER, 1935, last=1940, band=(0.0, 0.3), why="judgement: the record has no hunger deaths after 1934"),
    Within(HUNGER, 1930, 5, "ukraine", 1934, (3.5, 4.1), "best supported 3.5 to 3.9; 3.4 is one estimate among them"),
    Within(HUNGER, 1930, 3, "kazakhstan", 1934),
    Within(HUNGER, 1930, 1, "north_caucasus", 1934),
    Within(HUNGER, 1930, 1, "volga", 1934),
    Within(HUNGER, 1930, 1, "central_black_earth", 1934),
    Within(HUNGER, 1930, 1, "urals", 1934),
    Within(HUNGER, 1930, 1, "siberia", 1934),
    Within(HUNGER, 1930, 1, "centre", 1934),
    Within("share_taken", 1930, 1, "ukraine", band=(31.0, 37.0), why=TAKEN),
    Within("share_taken", 1931, 1, "ukraine", band=(41.0, 46.0), why=TAKEN),
    Within("share_taken", 1932, 1, "ukraine", band=(31.0, 40.0), why=TAKEN),
    Within("consumption_per_head", 1932),
    Within("consumption_per_head", 1937),
)
"""Regions are counted from 1930 to 1934 each, whatever years a work gives: what the others add is small."""

LITTLE: Final = 0.05
"""Hunger deaths, million, that are added where the fit divides by them: a candidate may have no famine."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A published claim as the fit sees it: in its own band and measure, where it has them."""

    claim: Claim
    measure: Measure
    low: float
    high: float
    worth: float

    def counted(self, rows: Rows, start: int) -> Array:
        """Ours under every candidate, (K,)."""
        little = LITTLE if self.measure.reading == HUNGER else 0.0
        return counted(self.measure, self.claim.variants, self.claim.other, rows, start, little)


def _compared(claim: Claim, aim: Aim) -> Compared:
    return Compared(
        claim,
        aim.measure or claim.measure,
        claim.low if aim.low is None else aim.low,
        claim.high if aim.high is None else aim.high,
        aim.worth,
    )


COMPARED: Final = tuple(_compared(claim, claim.aim) for claim in CLAIMS if claim.aim is not None)

READINGS: Final = frozenset(
    {each.reading for each in (*FOLLOWED, *RANGES)} | {each.measure.reading for each in COMPARED}
)
