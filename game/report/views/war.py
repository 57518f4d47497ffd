"""The war: June 1941 to December 1942, month by month, from what was built; a teaching device throughout."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.model.quantity import Array
from game.model.war import Campaign
from game.report import text
from game.report.views.figures import Bar, Bars, Front, Line, MapFigure, Plot, RegionFigure
from game.report.views.parts import TopView, labels
from game.scenario.records import Scenario
from game.session.session import Session

PLACES: Final = (0.08, 0.25, 0.38, 0.50, 0.62, 0.71, 0.80, 0.92)
"""Depths from which the front is named anew (screen.war.place.p0 ...)."""
BAND: Final = (5, 50, 95)
LABELS: Final = (
    "moscow", "leningrad", "stalingrad", "kiev", "rostov", "smolensk", "voronezh", "gorky", "baku", "sverdlovsk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of the campaign: the front, and what the books of both sides say so far."""

    label: str
    front: Front
    place: str
    figures: tuple[tuple[str, str], ...]
    fallen: bool


@dataclass(frozen=True, slots=True)
class WarView:
    """The campaign of this game over the map, with the futures of its luck as a band."""

    title: str
    top: TopView
    map: MapFigure
    months: tuple[MonthView, ...]
    depth: Plot
    forces: Bars
    outcome: tuple[str, ...]
    places: Mapping[str, str]
    note: str
    labels: Mapping[str, str]


def war_view(session: Session, campaign: Campaign) -> WarView:
    """The war of this game; `campaign` is that of many futures (`session.campaign(1000)`)."""
    scenario, words = session.scenario, session.scenario.words
    own = session.campaign()
    months = tuple(_month(scenario, own, campaign, at) for at in range(len(own.depth)))
    return WarView(
        title=words("screen.war.window"),
        top=TopView(years(scenario), words("screen.war.badge"), f"{months[0].label} {text.UNKNOWN} {months[-1].label}"),
        map=MapFigure(
            title=words("screen.war.map"),
            unit="",
            regions=tuple(RegionFigure(r.id, r.name, r.short, "", 0) for r in scenario.regions),
            steps=(words("screen.war.union"),),
            outside=words("screen.war.borderlands"),
        ),
        months=months,
        depth=depth_plot(scenario, own, campaign),
        forces=forces(session),
        outcome=outcome_lines(scenario, own, campaign),
        places={name: words(f"place.{name}") for name in LABELS},
        note=words("screen.war.device"),
        labels=labels(words, "screen.war"),
    )


def years(scenario: Scenario) -> str:
    """The years of the campaign: `1941–42`."""
    return text.years(scenario.last_year + 1, scenario.last_year + 2)


def _month(scenario: Scenario, own: Campaign, campaign: Campaign, at: int) -> MonthView:
    words = scenario.words
    depth = float(own.depth[at, 0])
    low, _, high = _band(campaign.depth[at])
    fallen = bool(own.collapsed[at, 0])
    label = month_words(scenario, at)
    return MonthView(
        label=label,
        front=Front(depth, label, low, high, words("screen.war.lost"), words("screen.war.band")),
        place=words("screen.war.fallen") if fallen else place_words(scenario, depth),
        figures=(
            (words("screen.war.own_losses"), _million(float(own.own_losses[at, 0]), campaign.own_losses[at])),
            (words("screen.war.enemy_losses"), _million(float(own.enemy_losses[at, 0]), campaign.enemy_losses[at])),
            (words("screen.war.ratio"), text.number(float(own.strength_ratio[at, 0]), 2)),
            (words("screen.war.potential"), text.percent(float(own.potential[at, 0]))),
            (words("screen.war.collapsed"), text.chance(float(campaign.collapsed[at].mean()))),
        ),
        fallen=fallen,
    )


def month_words(scenario: Scenario, at: int) -> str:
    """The name of the campaign's month: `June 1941` is the first."""
    month = int(scenario.params.war.first_month[0]) + at
    return f"{text.MONTHS[month % 12]}{text.SPACE}{scenario.last_year + 1 + month // 12}"


def place_words(scenario: Scenario, depth: float) -> str:
    """Where the front stands, by the towns it has reached."""
    return scenario.words(f"screen.war.place.p{sum(depth >= bound for bound in PLACES)}")


def depth_plot(scenario: Scenario, own: Campaign, campaign: Campaign) -> Plot:
    """The depth of the front by month: this game, and the middle of its futures with their band."""
    words = scenario.words
    first = scenario.last_year + 1 + float(scenario.params.war.first_month[0]) / 12
    at = tuple(first + (month + 1) / 12 for month in range(len(own.depth)))
    low, middle, high = (tuple(row.tolist()) for row in np.percentile(campaign.depth, BAND, axis=-1))
    return Plot(
        title=words("screen.war.depth"),
        unit=words("screen.war.depth_unit"),
        lines=(
            Line(words("screen.war.futures"), "other", at, middle, low, high),
            Line(words("screen.war.this_game"), "you", at, tuple(own.depth[:, 0].tolist())),
        ),
        from_nought=True,
    )


def forces(session: Session) -> Bars:
    """What would decide it: each force against the historical plan in January 1941 (100)."""
    scenario, found = session.scenario, session.world.forces
    if found is None:
        return Bars(())
    rows = [("readiness", float(found.readiness[0]))]
    parts = ("arms", "plant", "product", "officers", "steel", "men", "morale", "east")
    rows += [(part, 100 * float(getattr(found, part)[0])) for part in parts]
    bars = (
        Bar(scenario.words(f"screen.war.force.{name}"), value, text.number(value), record=100.0) for name, value in rows
    )
    return Bars(tuple(bars), scenario.words("screen.war.force_note"))


def outcome_lines(scenario: Scenario, own: Campaign, campaign: Campaign) -> tuple[str, ...]:
    """How it ended in this game and over the futures."""
    words = scenario.words
    deepest = int(own.depth[:, 0].argmax())
    first = scenario.words(
        "screen.war.deepest",
        place=place_words(scenario, float(own.depth[deepest, 0])),
        month=month_words(scenario, deepest),
    )
    end = words("screen.war.end_fallen" if own.collapsed[-1, 0] else "screen.war.end_held")
    low, middle, high = _band(campaign.depth.max(axis=0))
    return (
        end,
        first,
        words(
            "screen.war.over_futures",
            futures=text.number(campaign.depth.shape[-1]),
            collapse=text.chance(float(campaign.collapsed[-1].mean())),
            depth=text.number(middle, 2),
            range=text.between(low, high, decimals=2),
        ),
    )


def _band(values: Array) -> tuple[float, float, float]:
    low, middle, high = np.percentile(values, BAND)
    return float(low), float(middle), float(high)


def _million(value: float, futures: Array) -> str:
    low, _, high = _band(futures)
    return f"{text.number(value, 1)} ({text.between(low, high, decimals=1)}){text.SPACE}million"
