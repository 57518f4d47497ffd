"""Deaths in words: full figures with the range that the literature leaves, by region as well as in total.

A single game plays the model's middle parameters, so its own figure has no spread. Its range is the
literature's about the record (for 1930-34: 5.5 to 8.7 million about 7.0), carried over in proportion;
screens say so. Where the record has no range a figure stands alone.
"""

import math

from game.report import text
from game.scenario.records import Region, Scenario, Total

HUNGER = "famine_deaths"
FEWEST = 0.01
"""Millions below which the range is not worth printing."""


def doubt(scenario: Scenario, region: str = "") -> tuple[float, float]:
    """The literature's low and high against its middle, for the country or a region; (1, 1) where none is stated."""
    about = (scenario.record.about_regional if region else scenario.record.about).get(HUNGER)
    whole = about.totals.get(region) if about is not None else None
    if whole is None:
        return doubt(scenario) if region else (1.0, 1.0)
    middle = central(whole)
    return whole.low / middle, whole.high / middle


def central(whole: Total) -> float:
    """The figure in the middle of a range; where a lens has moved the range away from it, the range's own middle."""
    return whole.value if whole.low <= whole.value <= whole.high else (whole.low + whole.high) / 2


def hunger(scenario: Scenario, millions: float, region: str = "") -> str:
    """Deaths from hunger with their range: `3 940 000 (3 100 000 to 4 900 000)`; `none` at nought."""
    if math.isnan(millions):
        return text.UNKNOWN
    if millions <= 0:
        return scenario.words("lives.none")
    low, high = doubt(scenario, region)
    if low == high or millions < FEWEST:
        return text.people(millions)
    said = text.people(millions)
    return said + text.bracketed(said, text.people_between(millions * low, millions * high))


def history(scenario: Scenario, region: Region) -> str:
    """What the literature gives for a region in history, with its years; empty where nothing is stated."""
    about = scenario.record.about_regional.get(HUNGER)
    whole = about.totals.get(region.id) if about is not None else None
    if whole is None:
        return ""
    return scenario.words(
        "lives.history",
        region=region.name,
        figure=text.people(central(whole)),
        range=text.people_between(whole.low, whole.high),
        years=text.years(whole.first, whole.last),
    )
