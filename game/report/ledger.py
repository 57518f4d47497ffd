"""How a ledger reads: figures rounded so that they add up as printed, and what each cause is called.

Every figure of one ledger is rounded to the same step, three digits of the largest entry, and the rest that
rounding leaves goes to the entries that it wronged most: who adds the printed entries to the printed start
arrives at the printed end.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from game.lab.ledger import DRIVE_AND_GOAL, SHARES, Cause, Entry, Ledger
from game.report import text
from game.report.views import readings
from game.report.views.parts import value_words
from game.rules.events import find
from game.rules.mixed import EVENTS, LEVER, PRICES, TREND, WEATHER
from game.rules.observe import READINGS
from game.rules.tables import BY_REGION
from game.scenario.records import Scenario

DIGITS: Final = 3
"""Digits of the largest entry that are told."""
MOST_DECIMALS: Final = 3
THOUSANDS: Final = -3
"""People are told to the thousand at most."""
TOLD_ERROR: Final = 0.1
"""Share of an entry from which its sampling error is told."""
MOST_NAMED: Final = 6
"""Small causes that are named where they stand together."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """To what the figures of one ledger are rounded: `factor` leads to the shown unit, steps are 10^-`decimals`."""

    factor: float
    decimals: int
    unit: str

    def count(self, value: float) -> int:
        """A value as a whole number of steps."""
        return round(value * self.factor * 10.0**self.decimals)

    def words(self, steps: int, *, sign: bool = False, unit: bool = True) -> str:
        """So many steps as a figure."""
        shown = steps * 10.0**-self.decimals
        figure = text.number(shown, max(0, self.decimals), sign=sign)
        after = text.UNITS.get(self.unit, "") if unit else ""
        return f"{figure}{text.SPACE}{after}".rstrip(text.SPACE)

    def shown(self, value: float) -> float:
        """A value in the shown unit, for what is drawn."""
        return value * self.factor


def rounding(reading: str, ledger: Ledger) -> Rounding:
    """How the figures of a ledger are rounded."""
    sizes = [abs(entry.value) for entry in ledger.entries] + [abs(ledger.end - ledger.start)]
    largest = max((size for size in sizes if math.isfinite(size)), default=0.0)
    if reading in readings.COUNTED:
        factor, unit, most = 1e6, "", THOUSANDS
    else:
        how = readings.shown(reading)
        factor, most = how.factor, MOST_DECIMALS
        unit = "percent" if READINGS[reading].unit == "share of futures" else how.unit
    if largest * factor < 10.0**-MOST_DECIMALS:
        sizes = [abs(value) for value in (ledger.start, ledger.end) if math.isfinite(value)]
        largest = max(sizes, default=0.0)
    fine = DIGITS - 1 - math.floor(math.log10(largest * factor)) if largest > 0 else 0
    return Rounding(factor, min(most, fine), unit)


def apportioned(values: Sequence[float], whole: int) -> list[int]:
    """Values, in steps, rounded to whole steps that add up to `whole`: those it wronged most give way."""
    counts = [round(value) for value in values]
    left = whole - sum(counts)
    step = 1 if left > 0 else -1
    wronged = sorted(range(len(values)), key=lambda at: step * (counts[at] - values[at]))
    for turn in range(abs(left)):
        counts[wronged[turn % len(wronged)]] += step
    return counts


def rounded(ledger: Ledger, how: Rounding) -> list[int]:
    """The entries of a ledger in steps, adding up from its printed start to its printed end."""
    if not ledger.entries:
        return []
    whole = how.count(ledger.end) - how.count(ledger.start)
    return apportioned([entry.value * how.factor * 10.0**how.decimals for entry in ledger.entries], whole)


def error_words(scenario: Scenario, entry: Entry, how: Rounding) -> str:
    """The sampling error of an entry, where it matters; empty where it does not."""
    steps = math.ceil(entry.error * how.factor * 10.0**how.decimals)
    if entry.error <= TOLD_ERROR * abs(entry.value) or steps < 1:
        return ""
    return scenario.words("ledger.error", error=how.words(steps, unit=False))


def entry_label(scenario: Scenario, entry: Entry) -> str:
    """What an entry is called."""
    if len(entry.causes) == 1:
        return cause_label(scenario, entry.causes[0])
    return scenario.words("ledger.others", count=len(entry.causes))


def cause_label(scenario: Scenario, cause: Cause) -> str:
    """What a cause is called: a lever by its label, anything else by its own word."""
    words = scenario.words
    if cause.id.startswith(LEVER):
        return words(f"lever.{cause.id.removeprefix(LEVER)}.label")
    return words(f"ledger.cause.{cause.id}")


def entry_detail(scenario: Scenario, ledger: Ledger, entry: Entry) -> str:
    """What the cause was in the one world and what it is in the other; the names of small ones together."""
    if len(entry.causes) > 1:
        return _some(scenario, [cause_label(scenario, cause) for cause in entry.causes])
    return cause_detail(scenario, ledger, entry.causes[0])


def cause_detail(scenario: Scenario, ledger: Ledger, cause: Cause) -> str:
    """From what to what a cause was switched."""
    words = scenario.words
    if cause.id == EVENTS:
        return _some(scenario, [_answer(scenario, *answer) for answer in ledger.answers])
    if cause.id in {SHARES, DRIVE_AND_GOAL}:
        moved = [part for part in cause.parts if not _alike(scenario, ledger.facts, part)]
        said = (f"{_short(scenario, part)} {_lever_detail(scenario, ledger.facts, part)}" for part in moved)
        return "; ".join(said)
    if cause.id.startswith(LEVER) and cause.id in ledger.facts:
        return _lever_detail(scenario, ledger.facts, cause.id)
    if cause.id in {WEATHER, PRICES}:
        start, end = (text.number(100 * value) for value in ledger.facts[cause.id])
        return words(f"ledger.detail.{cause.id}", start=start, end=end)
    if cause.id == f"{LEVER}{BY_REGION}":
        return words("ledger.detail.by_region")
    return words("ledger.detail.trend") if cause.id == TREND else ""


def _some(scenario: Scenario, names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    more = len(names) - MOST_NAMED
    left = [scenario.words("ledger.more", count=more)] if more > 0 else []
    return "; ".join([*names[:MOST_NAMED], *left])


def _lever_detail(scenario: Scenario, facts: Mapping[str, tuple[float, float]], part: str) -> str:
    spec = scenario.levers[part.removeprefix(LEVER)]
    start, end = (_setting(scenario, spec.id, value) for value in facts[part])
    if start == end:
        return scenario.words("ledger.detail.timing", value=end)
    return scenario.words("ledger.detail.lever", start=start, end=end)


def _setting(scenario: Scenario, lever: str, value: float) -> str:
    spec = scenario.levers[lever]
    if math.isnan(value):
        return scenario.words("ledger.detail.unset")
    exact = any(abs(value - stop) < _close(spec.step) for stop, _ in spec.stops)
    return value_words(scenario, spec, value) if exact else text.setting(spec, value)


def _close(step: float) -> float:
    """How near to a stop an average is called by its name."""
    return step / 100


def _short(scenario: Scenario, part: str) -> str:
    return scenario.words(f"lever.{part.removeprefix(LEVER)}.label")


def _alike(scenario: Scenario, facts: Mapping[str, tuple[float, float]], part: str) -> bool:
    """Whether a lever was, as printed, the same on average in both worlds."""
    start, end = (_setting(scenario, part.removeprefix(LEVER), value) for value in facts[part])
    return start == end


def _answer(scenario: Scenario, event: str, choice: str) -> str:
    found = find(scenario, event)
    if found is None:
        return event
    label = next((each.label for each in found.choices if each.id == choice), choice)
    return scenario.words("ledger.detail.answer", event=found.title, choice=label)
