"""How a number reads: rounding, spacing, signs and units, the same in the window, the terminal and in print.

Numbers are spaced by thousands, a unit is set off by a space, and neither space lets a line break
inside a figure. What is not known (not-a-number) is a dash, never a nought. Deaths are given in
full figures, rounded to what is known of them.
"""

import math
from collections.abc import Iterable
from datetime import date
from typing import Final

from game.scenario.records import LeverSpec

SPACE: Final = "\u00a0"
"""A space at which no line breaks."""
MINUS: Final = "\u2212"
UNKNOWN: Final = "\u2013"
"""What stands for a figure that is not known."""

UNITS: Final = {
    "Mt": "Mt",
    "TWh": "TWh",
    "kg": "kg",
    "kg/person": "kg",
    "percent": "%",
    "million": "million",
    "Mperson": "million",
    "Mhead": "million",
    "kcal/person/day": "kcal a day",
    "Mhp": "million hp",
    "million hp": "million hp",
    "Ggold": "thousand million gold roubles",
    "Grouble": "thousand million roubles",
    "billion 1937 roubles": "thousand million roubles of 1937",
}
"""The unit that follows a figure, by its name in scenario files; an index (`1928=100`) has none."""

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def number(value: float, decimals: int = 0, *, sign: bool = False) -> str:
    """A number with thousands set apart: `240 000`, `−1.5`; with `sign`, `+1.5`."""
    if math.isnan(value):
        return UNKNOWN
    size = f"{abs(value):,.{decimals}f}".replace(",", SPACE)
    nought = not size.strip("0." + SPACE)
    before = "" if nought else MINUS if value < 0 else "+" if sign else ""
    return f"{before}{size}"


def significant(value: float, digits: int = 3) -> float:
    """A number rounded to so many digits that count; nought, infinities and the unknown stay as they are."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def decimals_for(value: float, digits: int = 3) -> int:
    """The decimals that show so many digits that count, and no more than two."""
    if value == 0 or not math.isfinite(value):
        return 0
    return min(2, max(0, digits - 1 - math.floor(math.log10(abs(significant(value, digits))))))


def measure(value: float, unit: str, *, decimals: int | None = None, sign: bool = False) -> str:
    """A number with its unit: `69.3 Mt`, `32 %`, `110` for an index; decimals by its size unless given."""
    places = decimals_for(value) if decimals is None else decimals
    after = UNITS.get(unit, "")
    figure = number(value, places, sign=sign)
    return f"{figure}{SPACE}{after}".rstrip(SPACE) if figure != UNKNOWN else UNKNOWN


def percent(share: float, decimals: int = 0, *, sign: bool = False) -> str:
    """A share as a percentage: `32 %`."""
    figure = number(share * 100, decimals, sign=sign)
    return figure if figure == UNKNOWN else f"{figure}{SPACE}%"


def chance(share: float) -> str:
    """A share of futures, which is never said to be nought or certain unless every one of them agrees."""
    if 0 < share < 0.01:
        return f"under 1{SPACE}%"
    if 0.99 < share < 1:
        return f"over 99{SPACE}%"
    return percent(share)


def people(millions: float) -> str:
    """A count of people in full figures, to two or three digits that count: `3 940 000`, `62 000`."""
    if math.isnan(millions):
        return UNKNOWN
    count = millions * 1e6
    if 0 < abs(count) < 1000:
        return "fewer than 1" + SPACE + "000"
    return number(significant(count, 3 if abs(count) >= 1e6 else 2))


def people_between(low: float, high: float) -> str:
    """A range of people in full figures: `1 700 000 to 7 400 000`; one figure where both ends say the same."""
    first, last = people(low), people(high)
    return last if first == last or 0 < high * 1e6 < 1000 else f"{first} to {last}"


def bracketed(figure: str, span: str) -> str:
    """A range to stand behind its figure, in brackets and after a space; empty where it says no more than that."""
    return "" if span == figure else f" ({span})"


def between(low: float, high: float, unit: str = "", *, decimals: int | None = None) -> str:
    """A range with its unit once, both ends to the same decimals: `144 to 203`, `0.1 to 5.2 Mt`."""
    places = decimals_for(max(abs(low), abs(high))) if decimals is None else decimals
    if math.isnan(low) or math.isnan(high):
        return UNKNOWN
    first, last = number(low, places), measure(high, unit, decimals=places)
    return last if first == number(high, places) else f"{first} to {last}"


def change(value: float, unit: str = "", *, decimals: int | None = None) -> str:
    """A difference with its sign: `+13`, `−0.2 Mt`; an unchanged figure is `0`."""
    return measure(value, unit, decimals=decimals, sign=True)


def setting(spec: LeverSpec, value: float) -> str:
    """The value of a lever as its slider shows it: `12.5 %`, `10.8 Mt`, `235 kg`; a dash while unset."""
    fine = _decimals_of(spec.step)
    if spec.display == "percent":
        return percent(value, max(0, fine - 2))
    if spec.display == "gold":
        figure = number(value * 1000)
        return figure if figure == UNKNOWN else f"{figure}{SPACE}M gold roubles"
    unit = {"mt": "Mt", "millions": "million", "kg": "kg"}.get(spec.display, "")
    return measure(value, unit, decimals=fine)


def stop(spec: LeverSpec, value: float) -> str:
    """The key of the named stop nearest to a lever's value; empty where it has none or is unset."""
    if not spec.stops or math.isnan(value):
        return ""
    return min(spec.stops, key=lambda each: abs(each[0] - value))[1]


def years(first: int, last: int) -> str:
    """A span of years: `1928–40`, `1928` where it is one."""
    if first == last:
        return str(first)
    short = last % 100 if first // 100 == last // 100 else last
    return f"{first}{UNKNOWN}{short:02d}"


def day(when: date) -> str:
    """A date: `7 November 1932`."""
    return f"{when.day}{SPACE}{MONTHS[when.month - 1]}{SPACE}{when.year}"


def listed(things: Iterable[str]) -> str:
    """Things in a sentence: `a, b and c`."""
    *first, last = list(things) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def within(said: str) -> str:
    """A heading inside a sentence: its first letter small, names in it as they are, an acronym left alone."""
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def _decimals_of(step: float) -> int:
    """The decimals that a slider's step needs: 0.05 needs two."""
    return len(f"{step:.6f}".rstrip("0").partition(".")[2])
