"""The account of a year: what was ordered, what came of it, the record beside it, and who died."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.report import text
from game.report.views import lives, readings
from game.report.views.fall import fall_lines, fallen
from game.report.views.parts import NewsView, TopView, labels, news_of
from game.report.views.past import Past, recorded
from game.rules.bounds import bounds
from game.rules.events import find
from game.rules.turn import Turn
from game.scenario.records import Scenario
from game.session.session import Session

ROWS: Final = (
    ("gdp_index", ""), ("industry_index", ""), ("steel", ""),
    ("gross_investment_share_gnp", "investment_rate"), ("defence_share_gnp", "defence_share"),
    ("consumption_per_head", ""), ("famine_deaths", ""), ("grain_harvest", ""),
    ("grain_procurement", "procurement_plan"),
    ("grain_exports_of_harvest", "grain_exports"), ("town_grain", "town_ration"),
    ("collectivised_households_pct", "collectivised_goal"), ("cattle_index_jan1", ""), ("consent", ""),
)  # fmt: skip
"""A reading and the lever that orders it; a reading of 1 January is that of the year after."""
AS_SHARE: Final = frozenset({"investment_rate", "defence_share", "collectivised_goal"})
FEWEST_SHOWN: Final = 0.001
"""Millions dead of hunger in a region from which it has a line of its own."""
QUIET_FROM: Final = 0.01
BOUNDS: Final = MappingProxyType(
    {
        "ration": "kg",
        "arms": "billion 1937 roubles",
        "credit": "Ggold",
        "hands": "million",
        "seed": "Mt",
        "draught": "1",
    }
)
"""Constraints that are told beside those of investment, grain and exports, and the measure of their figures."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A reading: the year before, the order, the result, the record."""

    id: str
    label: str
    before: str
    ordered: str
    result: str
    record: str
    year: int
    """The year of the result, by which it is asked about."""


@dataclass(frozen=True, slots=True)
class DeathRow:
    """A region's dead of hunger in the year and since the beginning, and their share of its people."""

    region: str
    year: str
    share: str
    so_far: str
    id: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """A year's account."""

    title: str
    top: TopView
    heading: str
    note: str
    rows: tuple[AccountRow, ...]
    deaths: tuple[str, ...]
    by_region: tuple[DeathRow, ...]
    history: tuple[str, ...]
    """What the literature gives for the regions where people died."""
    remarks: tuple[str, ...]
    news: tuple[NewsView, ...]
    quiet: bool
    ending: tuple[str, ...]
    """How the government fell, where the game ended with the year; its first line is a heading."""
    onward: str
    """What comes next, on the button that goes there."""
    labels: Mapping[str, str]


def account_view(session: Session, past: Past) -> AccountView:
    """The account of the last year closed. ValueError where none is."""
    scenario, words = session.scenario, session.scenario.words
    turn = next((turn for turn in reversed(session.turns) if turn.season == "september"), None)
    if turn is None:
        raise ValueError("no year is closed yet")
    year = turn.year
    ended = fallen(session)
    return AccountView(
        title=words("screen.account.window", year=year),
        top=TopView(
            year=str(year),
            badge=words("screen.account.badge"),
            title=words("fall.title" if ended else "screen.account.closed"),
            figures=() if ended else ((words("screen.desk.years_left"), str(scenario.last_year - year)),),
        ),
        heading=words("screen.account.title", year=year),
        note=words("screen.account.note"),
        rows=tuple(_row(scenario, past, turn, name, lever) for name, lever in ROWS),
        deaths=death_lines(scenario, past, year),
        by_region=death_rows(scenario, past, year),
        history=history_lines(scenario, past, year),
        remarks=remarks(scenario, past, turn),
        news=tuple(
            news
            for event_id, _ in turn.news
            if (event := find(scenario, event_id)) is not None
            for news in news_of(scenario, event)
        ),
        quiet=past.at("famine_deaths", year) >= QUIET_FROM,
        ending=() if ended is None else (words("fall.title"), *fall_lines(scenario, ended)),
        onward=words(f"screen.account.{_onward(session)}", year=year + 1),
        labels=labels(words, "screen.account"),
    )


def _onward(session: Session) -> str:
    if session.fallen:
        return "reckoning"
    return "invasion" if session.over else "next"


def _row(scenario: Scenario, past: Past, turn: Turn, name: str, lever: str) -> AccountRow:
    at = turn.year + 1 if name.endswith("_jan1") or name == "consent" else turn.year
    point = recorded(scenario, name).get(at)
    return AccountRow(
        id=name,
        label=readings.label(scenario.words, name),
        before=readings.figure(name, past.at(name, at - 1)),
        ordered=_ordered(scenario, turn, lever) if lever else "",
        result=readings.figure(name, past.at(name, at)),
        record="" if point is None else readings.figure(name, point.value),
        year=at,
    )


def _ordered(scenario: Scenario, turn: Turn, lever: str) -> str:
    """The order behind a reading, in the reading's own terms."""
    value = turn.world.levers[lever]
    return text.percent(value, 0) if lever in AS_SHARE else text.setting(scenario.levers[lever], value)


def death_lines(scenario: Scenario, past: Past, year: int) -> tuple[str, ...]:
    """Who died in the year and so far, by cause, with history's figures."""
    words = scenario.words
    hungry, killed = past.at("famine_deaths", year), past.at("repression_deaths", year)
    lines = [words("screen.account.hunger", year=year, deaths=lives.hunger(scenario, hungry))]
    point = recorded(scenario, "famine_deaths").get(year)
    if point is not None:
        said = text.people(point.value)
        said += text.bracketed(said, text.people_between(point.low, point.high))
        lines.append(words("screen.account.hunger_history", deaths=said if point.value > 0 else words("lives.none")))
    lines.append(words("screen.account.repression", year=year, deaths=text.people(killed)))
    total = past.at("famine_deaths_so_far", year)
    if year > scenario.first_year:
        span = text.years(scenario.first_year, year)
        lines.append(words("screen.account.so_far", years=span, deaths=lives.hunger(scenario, total)))
    if total > 0:
        lines.append(words("lives.range_note"))
    return tuple(lines)


def death_rows(scenario: Scenario, past: Past, year: int) -> tuple[DeathRow, ...]:
    """A line for every region where people starved in the year or before it, the hardest hit first."""
    rows = []
    for region in scenario.regions:
        values = past.regional["famine_deaths"][region.id][: past.years.index(year) + 1]
        so_far = math.fsum(value for value in values if math.isfinite(value))
        now = past.region_at("famine_deaths", region.id, year)
        if max(now, so_far) < FEWEST_SHOWN:
            continue
        people = past.region_at("population_jan1", region.id, year)
        rows.append(
            (
                now / people,
                DeathRow(
                    region.name,
                    lives.hunger(scenario, now, region.id) if now >= FEWEST_SHOWN else text.people(now),
                    _share(now / people),
                    text.people(so_far),
                    region.id,
                ),
            )
        )
    return tuple(row for _, row in sorted(rows, key=lambda pair: -pair[0]))


def history_lines(scenario: Scenario, past: Past, year: int) -> tuple[str, ...]:
    """History's dead in the regions that have a line of their own here."""
    told = {row.region for row in death_rows(scenario, past, year)}
    lines = (lives.history(scenario, region) for region in scenario.regions if region.name in told)
    return tuple(line for line in lines if line)


def _share(share: float) -> str:
    """A share of people; one too small for a decimal is said to be under it, not nought."""
    return f"under 0.1{text.SPACE}%" if 0 < share < 0.0005 else text.percent(share, 1)


def remarks(scenario: Scenario, past: Past, turn: Turn) -> tuple[str, ...]:
    """What the books say of orders that could not be carried out."""
    words, year = scenario.words, turn.year
    said = []
    ordered = 100 * turn.world.levers["investment_rate"]
    done = past.at("gross_investment_share_gnp", year)
    if ordered - done > 0.5:
        said.append(
            words(
                "screen.account.ceiling", ordered=text.measure(ordered, "percent"), done=text.measure(done, "percent")
            )
        )
    plan, got = past.at("plan_after_bending", year), past.at("grain_procurement", year)
    if plan - got > 0.2:
        said.append(words("screen.account.short", plan=text.measure(plan, "Mt"), got=text.measure(got, "Mt")))
    wanted, sold = turn.world.levers["grain_exports"], past.at("grain_exports_of_harvest", year)
    if wanted - sold > 0.05:
        said.append(words("screen.account.exports", wanted=text.measure(wanted, "Mt"), sold=text.measure(sold, "Mt")))
    for bound in bounds(scenario, turn):
        if bound.id in BOUNDS:
            asked, given = (text.measure(float(value[0]), BOUNDS[bound.id]) for value in (bound.asked, bound.got))
            if asked != given:
                said.append(words(f"screen.account.{bound.id}", asked=asked, got=given))
    return tuple(said)
