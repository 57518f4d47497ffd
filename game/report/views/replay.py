"""The last move shown again: the futures before it and after it, and every step between.

Both forecasts met the same luck, so that what moves is the lever's doing. Nothing is signed by looking.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from game.report import text
from game.report.views import readings
from game.report.views.figures import Fan, Numbers
from game.report.views.parts import Move
from game.scenario.records import Scenario
from game.session.preview import Forecast

ROWS: Final = ("gdp_index", "consumption_per_head", "steel", "grain_harvest", "cattle_index_jan1", "war_readiness")
HALF: Final = 0.5
QUIET_FROM: Final = 0.01
"""Millions dead of hunger in the year before from which nothing moves by itself."""


@dataclass(frozen=True, slots=True)
class ReplayView:
    """The last move: the fans before and after it by reading, and figures of both as (label, before, after)."""

    title: str
    before: Mapping[str, Fan]
    after: Mapping[str, Fan]
    rows: tuple[tuple[str, str, str], ...]
    quiet: bool
    """Whether the two stand side by side instead of one moving into the other: a year after a famine."""


def replay_view(
    scenario: Scenario, move: Move, fans: tuple[Mapping[str, Fan], Mapping[str, Fan]], *, quiet: bool
) -> ReplayView:
    """The last move as it is shown again; `fans` are those before and after it."""
    words = scenario.words
    lever = words(f"lever.{move.lever}.label")
    before, after = (
        {name: replace(fan, note=words(f"replay.{side}", lever=lever)) for name, fan in each.items()}
        for side, each in zip(("before", "after"), fans, strict=True)
    )
    for name in before:
        reach = (*_edges(before[name]), *_edges(after[name]))
        before[name], after[name] = replace(before[name], reach=reach), replace(after[name], reach=reach)
    return ReplayView(
        title=words("replay.title", lever=lever),
        before=MappingProxyType(before),
        after=MappingProxyType(after),
        rows=rows(scenario, move.before, move.after),
        quiet=quiet,
    )


def rows(scenario: Scenario, before: Forecast, after: Forecast) -> tuple[tuple[str, str, str], ...]:
    """Figures before and after, each with its range: the dead first, then what the desk's readings come to."""
    words = scenario.words
    found = []
    for name in ("excess_deaths_so_far", *ROWS):
        band = before.bands[name]
        at = max((place for place, value in enumerate(band.p50) if math.isfinite(value)), default=-1)
        if at < 0:
            continue
        label = words("replay.row", reading=readings.label(words, name), year=before.years[at])
        sides = []
        for side in (before.bands[name], after.bands[name]):
            span = readings.span(name, side.p05[at], side.p95[at])
            middle = readings.figure(name, side.p50[at])
            sides.append(middle + text.bracketed(middle, span))
        found.append((label, sides[0], sides[1]))
    risk = words("replay.risk", year=before.years[0] + 1)
    found.insert(1, (risk, text.chance(before.famine_anywhere), text.chance(after.famine_anywhere)))
    return tuple(found)


def blend(before: Fan, after: Fan, share: float) -> Fan:
    """A fan on its way from one (`share` 0) to the other (1); fans of other years are not mixed."""
    if share >= 1 or before.years != after.years:
        return after
    if share <= 0:
        return before
    return replace(
        after if share >= HALF else before,
        bands=tuple(
            (_between(low, last_low, share), _between(high, last_high, share))
            for (low, high), (last_low, last_high) in zip(before.bands, after.bands, strict=True)
        ),
        median=_between(before.median, after.median, share),
    )


def _between(first: Numbers, last: Numbers, share: float) -> Numbers:
    return tuple(one + (other - one) * share for one, other in zip(first, last, strict=True))


def _edges(fan: Fan) -> Numbers:
    figures = [value for band in fan.bands for edge in band for value in edge]
    return (min(figures), max(figures)) if figures else ()
