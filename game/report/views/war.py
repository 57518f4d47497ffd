"""The war: June 1941 to December 1942, month by month and region by region; a teaching device throughout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.model.quantity import FRONTS, Array
from game.model.war import Campaign
from game.report import text
from game.report.views.figures import Bar, Bars, Front, Line, MapFigure, Numbers, Plot, RegionFigure
from game.report.views.parts import TopView, labels
from game.rules.deciding import FORCES, Deciding
from game.rules.verdicts import ENDINGS
from game.scenario.records import Scenario
from game.session.session import Session

PLACES: Final[Mapping[str, tuple[float, ...]]] = {
    "north_west": (0.12, 0.36, 0.52, 0.68, 0.85),
    "centre": (0.10, 0.32, 0.50, 0.61, 0.71, 0.88),
    "south": (0.10, 0.36, 0.49, 0.61, 0.69, 0.79, 0.87, 0.95),
}
"""Depths from which a direction's front is named anew (screen.war.place.centre.p0 ...)."""
BAND: Final = (5, 50, 95)
LABELS: Final = (
    "moscow", "leningrad", "stalingrad", "kiev", "rostov", "smolensk", "voronezh", "gorky", "baku", "sverdlovsk",
)  # fmt: skip
TOLD: Final = 0.005
"""The least share of a region behind the front that is told."""
FELT: Final = 0.03
"""The least difference in the chance that history's force would make for it to be told."""
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of the campaign: the front, what lies behind it by region, and what both sides' books say so far."""

    label: str
    front: Front
    place: str
    figures: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    fallen: bool


@dataclass(frozen=True, slots=True)
class WarView:
    """The campaign of this game over the map, with the futures of its luck as a band."""

    title: str
    top: TopView
    map: MapFigure
    months: tuple[MonthView, ...]
    depth: Plot
    output: Plot
    forces: Bars
    endings: Bars
    deciding: Bars
    decided: tuple[str, ...]
    outcome: tuple[str, ...]
    places: Mapping[str, str]
    note: str
    labels: Mapping[str, str]


def war_view(session: Session, campaign: Campaign, deciding: Deciding) -> WarView:
    """The war of this game; `campaign` is that of many futures (`session.campaign(1000)`), `deciding` likewise."""
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
        depth=_plot(scenario, "depth", own.depth, campaign.depth),
        output=_plot(scenario, "output", 100 * own.output, 100 * campaign.output),
        forces=forces(session),
        endings=endings(scenario, campaign),
        deciding=swings(scenario, deciding),
        decided=decided_lines(scenario, deciding),
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
    depths = _column(own.fronts[at])
    low, _, high = np.percentile(campaign.fronts[at], BAND, axis=-1)
    fallen = bool(own.collapsed[at, 0])
    label = month_words(scenario, at)
    return MonthView(
        label=label,
        front=Front(
            depths, label, tuple(low.tolist()), tuple(high.tolist()), words("screen.war.lost"), words("screen.war.band")
        ),
        place=words("screen.war.fallen") if fallen else words("screen.war.now", place=place_words(scenario, depths)),
        figures=(
            (words("screen.war.own_losses"), _million(float(own.own_losses[at, 0]), campaign.own_losses[at])),
            (words("screen.war.enemy_losses"), _million(float(own.enemy_losses[at, 0]), campaign.enemy_losses[at])),
            *(
                (words(f"screen.war.{name}"), _percent(getattr(own, name)[at], getattr(campaign, name)[at]))
                for name in ("people_behind", "industry_behind", "fields_behind", "moved", "output", "food")
            ),
            (words("screen.war.men_left"), _million(float(own.men_left[at, 0]), campaign.men_left[at])),
            (words("screen.war.ratio"), _times(scenario, own.strength_ratio[at], campaign.strength_ratio[at])),
            (words("screen.war.collapsed"), text.chance(float(campaign.collapsed[at].mean()))),
        ),
        regions=tuple(
            (region.name, _percent(own.occupied[at, row], campaign.occupied[at, row]))
            for row, region in enumerate(scenario.regions)
            if max(own.occupied[at, row, 0], np.median(campaign.occupied[at, row])) >= TOLD
        ),
        fallen=fallen,
    )


def month_words(scenario: Scenario, at: int) -> str:
    """The name of the campaign's month: `June 1941` is the first."""
    month = int(scenario.params.war.first_month[0]) + at
    return f"{text.MONTHS[month % 12]}{text.SPACE}{scenario.last_year + 1 + month // 12}"


def place_words(scenario: Scenario, depths: Sequence[float]) -> str:
    """Where the front stands in each direction, by the towns it has reached."""
    words = scenario.words
    stands = {
        front: words(f"screen.war.place.{front}.p{sum(depth >= bound for bound in PLACES[front])}")
        for front, depth in zip(FRONTS, depths, strict=True)
    }
    return words("screen.war.stands", **stands)


def deepest_words(scenario: Scenario, own: Campaign) -> dict[str, str]:
    """Where the front stood at its deepest, and when."""
    month = int(own.depth[:, 0].argmax())
    return {"place": place_words(scenario, _column(own.fronts[month])), "month": month_words(scenario, month)}


def _plot(scenario: Scenario, name: str, mine: Array, futures: Array) -> Plot:
    """A figure by month: this game, and the middle of its futures with their band."""
    words = scenario.words
    first = scenario.last_year + 1 + float(scenario.params.war.first_month[0]) / 12
    at = tuple(first + (month + 1) / 12 for month in range(len(mine)))
    low, middle, high = (tuple(row.tolist()) for row in np.percentile(futures, BAND, axis=-1))
    return Plot(
        title=words(f"screen.war.{name}"),
        unit=words(f"screen.war.{name}_unit"),
        lines=(
            Line(words("screen.war.futures"), "other", at, middle, low, high),
            Line(words("screen.war.this_game"), "you", at, tuple(mine[:, 0].tolist())),
        ),
        from_nought=True,
    )


def forces(session: Session) -> Bars:
    """What was built: each force against the historical plan in January 1941 (100)."""
    scenario, found = session.scenario, session.world.forces
    if found is None:
        return Bars(())
    rows = [("readiness", float(found.readiness[0]))]
    parts = ("arms", "plant", "product", "officers", "steel", "men", "morale", "east")
    rows += [(part, 100 * float(getattr(found, part)[0])) for part in parts]
    bars = (
        Bar(
            scenario.words(f"screen.war.force.{name}"),
            value,
            text.number(value),
            record=100.0,
            reading="war_readiness" if name == "readiness" else f"force_{name}",
        )
        for name, value in rows
    )
    return Bars(tuple(bars), scenario.words("screen.war.force_note"))


def endings(scenario: Scenario, campaign: Campaign) -> Bars:
    """How the futures end: the share of each ending, the mildest first."""
    shares = {name: float(getattr(campaign, f"ended_{name}").mean()) for name in ENDINGS}
    return Bars(
        tuple(
            Bar(scenario.words(f"screen.war.ending.{name}"), 100 * share, text.chance(share))
            for name, share in shares.items()
        ),
        most=100,
    )


def swings(scenario: Scenario, deciding: Deciding) -> Bars:
    """What a tenth less of each force would add to the chance against a tenth more, the weightiest first, in points."""
    words = scenario.words
    ordered = sorted(FORCES, key=lambda force: -deciding.swing(force))
    return Bars(
        tuple(
            Bar(
                words(f"screen.war.force.{force}"),
                100 * deciding.swing(force),
                words(
                    "screen.war.from_to",
                    less=text.chance(deciding.less[force]),
                    more=text.chance(deciding.more[force]),
                ),
            )
            for force in ordered
        )
    )


def decided_lines(scenario: Scenario, deciding: Deciding) -> tuple[str, ...]:
    """What would decide it, in sentences: history's forces put in place of this game's, and fortune."""
    words = scenario.words
    apart = {force: deciding.chance - chance for force, chance in deciding.as_history.items()}
    telling = sorted((force for force in apart if abs(apart[force]) >= FELT), key=lambda force: -abs(apart[force]))
    lines = [
        words(
            "screen.war.with_history",
            force=words(f"screen.war.force.{force}"),
            chance=text.chance(deciding.as_history[force]),
            now=text.chance(deciding.chance),
        )
        for force in telling[:MOST]
    ]
    luck = sorted(deciding.fortune, key=lambda name: -abs(deciding.fortune[name]))[:MOST]
    if luck:
        told = (
            words(
                "screen.war.apart",
                what=words(f"screen.war.fortune.{name}.{'more' if deciding.fortune[name] > 0 else 'less'}"),
                by=text.number(abs(deciding.fortune[name]), 1),
            )
            for name in luck
        )
        lines.append(words("screen.war.luck_decided", luck=text.listed(told)))
    return tuple(lines)


def outcome_lines(scenario: Scenario, own: Campaign, campaign: Campaign) -> tuple[str, ...]:
    """How it ended in this game and over the futures."""
    words = scenario.words
    low, middle, high = _band(campaign.depth.max(axis=0))
    return (
        ending_words(scenario, own),
        words("screen.war.deepest", **deepest_words(scenario, own)),
        words(
            "screen.war.over_futures",
            futures=text.number(campaign.depth.shape[-1]),
            collapse=text.chance(float(campaign.collapsed[-1].mean())),
            depth=text.number(middle, 2),
            range=text.between(low, high, decimals=2),
        ),
        words(
            "screen.war.second_year",
            product=_percent(own.product_of_second_year, campaign.product_of_second_year),
        ),
    )


def ending_words(scenario: Scenario, own: Campaign) -> str:
    """How the campaign of this game ended, in a sentence."""
    name = next(ending for ending in ENDINGS if getattr(own, f"ended_{ending}")[0])
    return scenario.words(f"screen.war.ended.{name}")


def _column(array: Array) -> Numbers:
    return tuple(array[:, 0].tolist())


def _band(values: Array) -> tuple[float, float, float]:
    low, middle, high = np.percentile(values, BAND)
    return float(low), float(middle), float(high)


def _million(value: float, futures: Array) -> str:
    return f"{_ranged(value, futures, 1)}{text.SPACE}million"


def _percent(own: Array, futures: Array) -> str:
    return f"{_ranged(100 * float(own[0]), 100 * futures, 0)}{text.SPACE}%"


def _times(scenario: Scenario, own: Array, futures: Array) -> str:
    return scenario.words("screen.war.times", ratio=_ranged(float(own[0]), futures, 1))


def _ranged(value: float, futures: Array, decimals: int) -> str:
    """A figure of this game and, in brackets, 90 % of futures where they say more than the figure."""
    low, _, high = _band(futures)
    said = text.number(value, decimals)
    return said + text.bracketed(said, text.between(low, high, decimals=decimals))
