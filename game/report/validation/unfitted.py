"""Unfitted: readings that no fit has seen, and what they must show by themselves.

Each check is a statement about signs, order or turning points with the work that it follows; where
the record has figures they stand beside ours. A reading that the model does not have yet is told so.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.rules.gathering import Series
from game.rules.observe import READINGS
from game.scenario.records import Scenario

Years = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Check:
    """What a reading must show: in words, on whose authority, and the test."""

    said: str
    source: str
    holds: Callable[[Years], bool]


@dataclass(frozen=True, slots=True)
class Unfitted:
    """A reading year by year, the record's figures where there are any, and each check with its result."""

    reading: str
    unit: str
    ours: Years
    record: Mapping[int, tuple[float, str]]
    checks: tuple[tuple[str, str, bool], ...]


def _peak(ours: Years, first: int, last: int) -> int:
    """The year of the greatest value within a span."""
    span = {year: value for year, value in ours.items() if first <= year <= last}
    return max(span, key=lambda year: span[year], default=0)


def _trough(ours: Years, first: int, last: int) -> int:
    return _peak({year: -value for year, value in ours.items()}, first, last)


CHECKS: Final[Mapping[str, tuple[Check, ...]]] = {
    "net_rural_urban_migration": (
        Check(
            "to the towns on balance in every year but 1933",
            "Lorimer 1946; the towns' growth in the record",
            lambda y: all(value > 0 for year, value in y.items() if year != 1933),
        ),
        Check(
            "greatest in 1930-32 (4.1 million in 1931)",
            "Davies and Wheatcroft 2004, recalled",
            lambda y: _peak(y, 1928, 1940) in {1930, 1931, 1932},
        ),
        Check(
            "passports: 1933 below half of 1931 (0.8 million)",
            "Davies and Wheatcroft 2004, recalled",
            lambda y: y[1933] < 0.5 * y[1931],
        ),
        Check("more again in 1934 than in 1933", "the towns' growth in the record", lambda y: y[1934] > y[1933]),
    ),
    "resistance": (
        Check(
            "greatest in 1930-33",
            "OGPU reports: 13,754 disturbances in 1930 against 1,307 in 1929; Viola 1996, recalled",
            lambda y: _peak(y, 1928, 1941) in {1930, 1931, 1932, 1933},
        ),
        Check(
            "at the end of 1930 at least twice what it was at the end of 1928",
            "judgement, after the OGPU's counts",
            lambda y: y[1930] > 2 * y[1928],
        ),
        Check("lower in 1938 than in 1933", "judgement, after Fitzpatrick 1994", lambda y: y[1938] < y[1933]),
    ),
    "state_grain_stocks": (
        Check(
            "more on 1 January 1931, after the best harvest, than on 1 January 1933",
            "Davies, Tauger and Wheatcroft 1995, recalled",
            lambda y: y[1931] > y[1933],
        ),
        Check(
            "more on 1 January 1938, after the harvest of 1937, than on any first of January before",
            "judgement: no yearly series after 1933 was found",
            lambda y: _peak(y, 1929, 1938) == 1938,
        ),
    ),
    "household_consumption_share_gnp": (
        Check("falls from 1928 to 1932", "Bergson 1961, recalled", lambda y: y[1932] < y[1928] - 5),
        Check("between 48 and 60 % in 1937 (52.5)", "Bergson 1961, recalled", lambda y: 48 <= y[1937] <= 60),
        Check("lower in 1940 than in 1937 (defence)", "Bergson 1961, recalled", lambda y: y[1940] < y[1937]),
    ),
    "life_expectancy": (
        Check("least in 1933", "Andreev, Darskii and Khar'kova 1993", lambda y: _trough(y, 1928, 1940) == 1933),
        Check("below 20 years in 1933 (11.6)", "Andreev, Darskii and Khar'kova 1993", lambda y: y[1933] < 20),
        Check("higher in 1939 than in 1928", "Andreev, Darskii and Khar'kova 1993", lambda y: y[1939] > y[1928]),
    ),
    "camp_deaths": (
        Check("1933 above the years about it", "camp statistics (Zemskov)", lambda y: y[1933] > max(y[1931], y[1935])),
        Check(
            "1938 the worst year, above 1937 and 1939",
            "camp statistics (Zemskov)",
            lambda y: _peak(y, 1930, 1940) == 1938,
        ),
        Check("more in 1940 than in 1930", "camp statistics (Zemskov)", lambda y: y[1940] > y[1930]),
    ),
}

BESIDE: Final[Mapping[str, str]] = {
    "net_rural_urban_migration": "million a year",
    "resistance": "0-1",
    "state_grain_stocks": "Mt",
    "household_consumption_share_gnp": "percent",
    "life_expectancy": "years",
    "camp_deaths": "million a year",
}
"""The units in which the six are counted, for a reading that is not there yet."""


def readings(scenario: Scenario, run: Series) -> list[Unfitted]:
    """Every reading that was never fitted, with its checks; one that is not there yet has no years."""
    return [_one(scenario, run, name) for name in CHECKS]


def _one(scenario: Scenario, run: Series, name: str) -> Unfitted:
    if name not in run.national:
        return Unfitted(name, BESIDE[name], {}, {}, ())
    medians = dict(zip(run.years, np.median(run.national[name], axis=-1).tolist(), strict=True))
    ours = {year: value for year, value in medians.items() if math.isfinite(value)}
    points = scenario.record.national.get(name, {})
    checks = tuple((check.said, check.source, _holds(check, ours)) for check in CHECKS[name])
    record = {year: (point.value, point.source) for year, point in points.items() if year in ours}
    return Unfitted(name, READINGS[name].unit, ours, record, checks)


def _holds(check: Check, ours: Years) -> bool:
    try:
        return check.holds(ours)
    except KeyError:  # a scenario of fewer years says nothing of the others
        return False
