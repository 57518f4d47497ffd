"""How a reading is shown: its figure in words, the change from last year, the factor and unit of its chart.

Shares of futures become percent and food indices stand at 100, so that every index on the screen
reads alike. Deaths are full figures.
"""

import math
from dataclasses import dataclass
from typing import Final

from game.report import text
from game.report.views.figures import Numbers
from game.rules.observe import READINGS
from game.scenario.words import Words

HEADLINES: Final = (
    "gdp_index",
    "industry_index",
    "grain_harvest",
    "food_index",
    "famine_risk",
    "excess_deaths_so_far",
    "cattle_index_jan1",
    "town_grain",
    "consumption_per_head",
    "steel",
    "war_readiness",
    "consent",
)
"""The state of the Union, in the order of the desk."""

LIVES: Final = frozenset({
    "famine_deaths", "famine_deaths_so_far", "repression_deaths", "repression_deaths_so_far", "excess_deaths",
    "excess_deaths_so_far", "executions_political", "camp_deaths", "exile_deaths",
})  # fmt: skip
COUNTED: Final = LIVES | {"gulag_total_jan1", "special_settlers_jan1"}
"""Readings whose people are counted in full figures."""
FROM_NOUGHT: Final = frozenset({
    *LIVES, "famine_risk", "steel", "grain_harvest", "collapse", "grain_exports", "collectivised_households_pct",
})  # fmt: skip
FALLS_ARE_BAD: Final = frozenset(HEADLINES) - LIVES - {"famine_risk"}
"""Readings whose fall is drawn in red; deaths and the risk of famine are red as soon as they are more than nought."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a unit is shown: by what a figure is multiplied, its decimals if fixed, and the words of the unit."""

    factor: float
    unit: str
    decimals: int | None


UNITS: Final = {
    "1928=100": Shown(1.0, "1928 = 100", 0),
    "1928=1": Shown(100.0, "1928 = 100", 0),
    "history 1941=100": Shown(1.0, "history in January 1941 = 100", 0),
    "share of futures": Shown(100.0, "percent", 0),
    "0-100": Shown(1.0, "0 to 100", 0),
    "percent": Shown(1.0, "percent", 0),
    "kg/person": Shown(1.0, "kg/person", 0),
    "1": Shown(1.0, "", 2),
}


def shown(reading: str) -> Shown:
    """How a reading's unit is shown. KeyError where there is no such reading."""
    unit = READINGS[reading].unit
    return UNITS.get(unit, Shown(1.0, unit, None))


def unit_words(words: Words, reading: str) -> str:
    """The unit as a chart's head prints it: `1928 = 100`, `million tonnes`."""
    return words("chart.million") if reading in COUNTED else words(f"reading.{reading}.unit")


def figure(reading: str, value: float) -> str:
    """A reading's figure in words: `110`, `69.3 Mt`, `38 %`, `240 000`; a dash where it is not known."""
    if reading in COUNTED:
        return text.people(value)
    if READINGS[reading].unit == "share of futures":
        return text.chance(value)
    how = shown(reading)
    return text.measure(value * how.factor, how.unit, decimals=how.decimals)


def span(reading: str, low: float, high: float) -> str:
    """A reading's range in words, its unit left to the figure beside it."""
    if reading in COUNTED:
        return text.people_between(low, high)
    how = shown(reading)
    return text.between(low * how.factor, high * how.factor, decimals=how.decimals)


def change(reading: str, difference: float) -> str:
    """A difference with its sign and without a unit: `+13`, `−0.2`; empty where it is not known or rounds to nought."""
    if math.isnan(difference):
        return ""
    if reading in COUNTED:
        count = text.people(abs(difference))
        return "" if difference == 0 else f"{text.MINUS if difference < 0 else '+'}{count}"
    how = shown(reading)
    moved = difference * how.factor
    places = how.decimals if how.decimals is not None else text.decimals_for(moved, 2)
    said = text.number(moved, places, sign=True)
    return "" if not said.strip("+0." + text.MINUS) else said


def alarming(reading: str, value: float, difference: float) -> bool:
    """Whether a figure is drawn in red: deaths and risk above nought, anything else that has fallen."""
    if reading in LIVES or reading == "famine_risk":
        return value > 0
    return reading in FALLS_ARE_BAD and bool(change(reading, difference)) and difference < 0


def scaled(reading: str, values: Numbers) -> Numbers:
    """A reading's figures as its chart draws them."""
    factor = shown(reading).factor
    return tuple(value * factor for value in values)


def label(words: Words, reading: str) -> str:
    """A reading's name; an index goes by the name of what it counts, its unit stands elsewhere."""
    counted = reading.replace("_index_jan1", "_jan1")
    return words(f"reading.{counted}.label")
