"""Objective: how far candidates lie from the record, in tolerances, and from where they started.

    J(u) = Σ_i w_i ρ(e_i) + Σ_j ((u_j − u⁰_j) / s)² + Σ_t (ln ω_t / s_ω)²                 [1]
    e = ln(model / record) / tolerance, or (model − record) / tolerance where shares are meant
    ρ(e) = 2 δ² (√(1 + (e/δ)²) − 1)

e_i is one year of a series or one range of the literature (middle of the range, half its width), and
w_i the target's worth shared among its years. ρ is a square near nought and a straight line far out,
so that one bad year does not own the fit. u is a parameter's place between its bounds, 0 to 1, u⁰ the
hand-written one. ω_t are the weather residuals: nought but weather that the patterns left out, so
they stay near one. J/2 is a negative log density, and the cloud is drawn from it (`cloud.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

import numpy as np

from game.lab import targets
from game.lab.candidates import Played, Script, Variant, play, script
from game.lab.published import HISTORY, VARIANTS
from game.model.quantity import Array
from game.rules import likely, observe
from game.scenario.records import Free, Scenario

ROBUST: Final = 3.0
"""δ: errors of more tolerances than this count no longer by their square."""
PULL: Final = 0.5
"""s: how far, as a share of the range, a parameter may stray from its start at little cost."""
WEATHER_SPREAD: Final = 0.04
"""s_ω: standard deviation of what the weather patterns leave out (a harvest is known to 6 %)."""
ABSURD: Final = 30.0
"""Tolerances that a reading counts for which is not a number."""


@dataclass(frozen=True, slots=True)
class Term:
    """One error: which reading, where, and what it weighs."""

    name: str
    year: int
    weight: float
    region: str = ""
    range: bool = False
    """Whether it is a range of the literature, which holds the model's discrepancy already."""


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is fitted: free parameters with their start, variants to play, the last year of the record that counts."""

    scenario: Scenario
    free: tuple[Free, ...]
    variants: tuple[Variant, ...]
    scripts: dict[str, Script]
    until: int
    terms: tuple[Term, ...]
    record: Array
    tolerance: Array
    logs: Array

    @property
    def low(self) -> Array:
        return np.array([each.low for each in self.free])

    @property
    def high(self) -> Array:
        return np.array([each.high for each in self.free])

    @property
    def start(self) -> Array:
        """The hand-written values, each as its place between the bounds, (P,)."""
        found: Array = (likely.values(self.scenario, self.free) - self.low) / (self.high - self.low)
        return found

    def vectors(self, places: Array) -> Array:
        """Values (P, K) of places between the bounds (P, K)."""
        values: Array = self.low[:, None] + places * (self.high - self.low)[:, None]
        return values

    def played(self, places: Array, variants: Sequence[Variant] | None = None) -> Played:
        """The readings of candidates, (P, K) places."""
        wanted = targets.READINGS & observe.READINGS.keys()
        chosen = self.variants if variants is None else variants
        return play(self.scenario, self.free, self.vectors(places), chosen, self.scripts, national=wanted)

    def errors(self, places: Array) -> Array:
        """Errors in tolerances, (M, K), in the order of `terms`."""
        with np.errstate(all="ignore"):
            ours = _gathered(self, self.played(places))
            logs = np.log(np.maximum(ours, 1e-9) / self.record[:, None])
            found = np.where(self.logs[:, None], logs, ours - self.record[:, None]) / self.tolerance[:, None]
        return np.where(np.isfinite(found), np.clip(found, -ABSURD, ABSURD), ABSURD)

    def losses(self, places: Array) -> Array:
        """J of candidates, (K,)."""
        return self.weighed(self.errors(places)) + self.prior(places)

    def weighed(self, errors: Array) -> Array:
        """The record's part of J, (K,)."""
        weights = np.array([term.weight for term in self.terms])
        robust = 2 * ROBUST**2 * (np.sqrt(1 + (errors / ROBUST) ** 2) - 1)
        found: Array = weights @ robust
        return found

    def prior(self, places: Array) -> Array:
        """The part of J that pulls to the start, and residuals of the weather to one, (K,)."""
        centre, spread = self.pulls()
        found: Array = (((places - centre[:, None]) / spread[:, None]) ** 2).sum(axis=0)
        return found

    def pulls(self) -> tuple[Array, Array]:
        """Where each place is pulled to, and how weakly (a standard deviation), (P,) each."""
        weather = np.array([each.path == likely.WEATHER for each in self.free])
        width = self.high - self.low
        return (
            np.where(weather, (1 - self.low) / width, self.start),
            np.where(weather, WEATHER_SPREAD / width, PULL),
        )


def problem(scenario: Scenario, *, only: str = "", until: int = 0, variants: Sequence[Variant] = VARIANTS) -> Problem:
    """What is to be fitted: parameters whose name fits the pattern, the record up to a year.

    ValueError where no parameter fits.
    """
    until = until or scenario.last_year + 1
    free = tuple(
        each
        for each in scenario.free
        if (not only or any(fnmatchcase(each.name, part) for part in only.split(",")))
        and (each.path != likely.WEATHER or int(each.row) in scenario.years)
    )
    free = tuple(each for each in free if each.path != likely.WEATHER or int(each.row) <= until)
    if not free:
        raise ValueError("there is nothing that a fit may move")
    known = {variant.id for variant in variants if variant.playable(scenario)}
    compared = [each.claim for each in targets.COMPARED if each.claim.last <= until]
    needed = {HISTORY}.union(*(claim.needs for claim in compared))
    chosen = tuple(variant for variant in variants if variant.id in known & needed)
    found = [*_follow(scenario, until), *_ranges(scenario, until), *_compared(chosen, until)]
    return Problem(
        scenario=scenario,
        free=free,
        variants=chosen,
        scripts={variant.id: script(scenario, variant) for variant in chosen},
        until=until,
        terms=tuple(term for term, _, _, _ in found),
        record=np.array([record for _, record, _, _ in found]),
        tolerance=np.array([tolerance for _, _, tolerance, _ in found]),
        logs=np.array([logs for _, _, _, logs in found]),
    )


Found = list[tuple[Term, float, float, bool]]


def _follow(scenario: Scenario, until: int) -> Found:
    found: Found = []
    for each in targets.FOLLOWED:
        if each.reading not in observe.READINGS:
            continue
        points = [
            (region, year, value)
            for region, row in recorded(scenario, each).items()
            for year, value in row.items()
            if max(each.first, scenario.first_year) <= year <= min(until, scenario.last_year + 1)
            and abs(value) > each.least
        ]
        if observe.READINGS[each.reading].timing != "january":
            points = [point for point in points if point[1] <= scenario.last_year]
        else:
            points = [point for point in points if point[1] > scenario.first_year]  # the first January is given
        for region, year, value in points:
            term = Term(each.reading, year, each.worth / len(points), region)
            found.append((term, value, each.tolerance, each.kind == "log"))
    return found


def recorded(scenario: Scenario, follow: targets.Follow) -> dict[str, dict[int, float]]:
    """The record that a reading follows, by region ("" for the country) and year."""
    history = scenario.record
    if not follow.regional:
        about = history.about.get(follow.reading)
        points = history.national.get(follow.reading, {})
        target = about.target if about else {}
        return {"": dict(target) if target else {year: point.value for year, point in points.items()}}
    regions = {region.id for region in scenario.regions}
    return {
        region: {year: point.value for year, point in row.items()}
        for region, row in history.regional.get(follow.reading, {}).items()
        if region in regions
    }


def _ranges(scenario: Scenario, until: int) -> Found:
    return [
        (
            Term(each.reading, each.year, each.worth, each.region, range=True),
            (low + high) / 2,
            (high - low) / 2,
            False,
        )
        for each, (low, high) in _usable(scenario, until)
    ]


def _usable(scenario: Scenario, until: int) -> list[tuple[targets.Within, tuple[float, float]]]:
    """Ranges of regions and years that the scenario has, each with its two ends."""
    regions = {"", *(region.id for region in scenario.regions)}
    return [
        (each, band)
        for each in targets.RANGES
        if (each.last or each.year) <= until and each.reading in observe.READINGS and each.region in regions
        if (band := each.range_in(scenario.record)) is not None
    ]


def _compared(variants: Sequence[Variant], until: int) -> Found:
    return [
        (
            Term(each.claim.id, each.claim.last, each.worth),
            (each.low + each.high) / 2,
            (each.high - each.low) / 2,
            False,
        )
        for each in _claims(variants, until)
    ]


def _claims(variants: Sequence[Variant], until: int) -> list[targets.Compared]:
    known = {variant.id for variant in variants}
    return [each for each in targets.COMPARED if known.issuperset(each.claim.needs) and each.claim.last <= until]


def _gathered(what: Problem, played: Played) -> Array:
    """Our figures in the order of the terms, (M, K)."""
    places = {region.id: at for at, region in enumerate(what.scenario.regions)}
    start = played.years[0]

    def rows(variant: str, reading: str, region: str) -> Array:
        """A reading year by year, (T, K)."""
        return played.regional[variant][reading][:, places[region]] if region else played.national[variant][reading]

    ranges = [each for each, _ in _usable(what.scenario, what.until)]
    claims = _claims(what.variants, what.until)
    followed = what.terms[: len(what.terms) - len(ranges) - len(claims)]
    found = [rows(HISTORY, term.name, term.region)[term.year - start] for term in followed]
    for each in ranges:
        span = slice(each.year - start, (each.last or each.year) - start + 1)
        found.append(rows(HISTORY, each.reading, each.region)[span].sum(axis=0))
    found += [each.counted(rows, start) for each in claims]
    return np.stack(found)
