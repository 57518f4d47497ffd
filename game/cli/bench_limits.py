"""What we set ourselves for speed and memory, and how far a measurement is from it.

A limit is missed in the open: the page says by how much, and why, as far as we know.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

HEADS: Final = ("what", "at most", "here", "met")

WHY: Final = (
    (
        "**Forecasts.** Of the time of a thousand futures from 1928 about a fifth is the compiled arithmetic itself "
        "and a tenth powers and logarithms, which numpy takes between compiled stretches so that every figure is the "
        "same to the last bit; the rest is memory that passes between them, a fifth percentiles of thirty readings a "
        "year, a tenth the months of the campaign. Tried without gain: other sizes of parts, sixteen futures at a "
        "time, more optimisation by the compiler, fewer percentile passes. Left to try: the campaign's months "
        "compiled, and two threads. While the hand moves the window draws the fan of 250 futures, and that of a "
        "thousand when it rests."
    ),
    (
        "**The floor.** The same season compiled as a whole (`game/rules/fused.py`, made from the equations as they "
        "stand) is what numpy is set against above. Where the extra `fast` is not installed the equations are "
        "played by numpy alone, with the same figures."
    ),
    (
        "**Start.** A window reads nothing that only the game in words needs; before that was so, its first frame "
        "came half a second later."
    ),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a figure of `bench` may be, in the figure's own unit."""

    figure: str
    most: float


LIMITS: Final = (
    Limit("compiled: forecast from 1928, 1000 futures", 70),
    Limit("compiled: forecast from 1935, 1000 futures", 33),
    Limit("window: a frame under work, slowest of a hundred", 20),
    Limit("compiled: January, 1 future", 0.6),
    Limit("compiled: September, 1 future", 0.6),
    Limit("September, 1 future: numpy against compiled", 4),
    Limit("September, 1000 futures: numpy against compiled", 4),
    Limit("100000 futures of the whole game, each of two processes", 8),
    Limit("cost of a future among 20000 against one among 4000", 1.2),
    Limit("most memory held by a process that counts futures", 600),
    Limit("what every lever does, from 1928", 100),
    Limit("why product was what it was in 1940, against history", 150),
    Limit("window: start of the program to its first frame", 1200),
)


def rows(figures: Iterable[tuple[str, float, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Every limit as a row: what, the most with its unit, what was measured, and whether it is met."""
    found = {name: (value, unit) for name, value, unit in figures}
    for limit in LIMITS:
        if limit.figure not in found:
            yield limit.figure, f"{limit.most:g}", "not measured", ""
            continue
        value, unit = found[limit.figure]
        met = "yes" if value <= limit.most else f"missed by {100 * (value / limit.most - 1):.0f} %"
        yield limit.figure, f"{limit.most:g} {unit}", f"{value:.3g} {unit}", met
