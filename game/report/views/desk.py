"""The plan desk of January: levers in pages, the futures of each reading, what signing would do, the news."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from game.report import text
from game.report.views import readings
from game.report.views.effects import EffectsView
from game.report.views.fall import fall_risk
from game.report.views.figures import Fan, Line
from game.report.views.parts import (
    LeverView,
    Move,
    NewsView,
    ReadingRow,
    TopView,
    history_levers,
    labels,
    lever_view,
    news_of,
    season_badge,
    turn_words,
)
from game.report.views.past import Past, record_line
from game.report.views.replay import QUIET_FROM, ReplayView, replay_view
from game.rules.events import find
from game.scenario.records import Scenario
from game.session.preview import Difference, Forecast, difference
from game.session.session import Session

PAGES: Final = ("invest", "country", "trade", "order", "army")
MOVED: Final = (
    ("steel", 3), ("machine_imports", 0), ("grain_harvest", 1), ("cattle_index_jan1", 1), ("tractor_power", 2),
    ("consumption_per_head", 1), ("gdp_index", 99), ("industry_index", 99), ("war_readiness", 99), ("consent", 2),
)  # fmt: skip
"""What a move is said to have done: a reading, and how many years ahead; the last year where it is further."""
FELT: Final = {
    "steel": 0.1, "machine_imports": 0.01, "grain_harvest": 0.3, "cattle_index_jan1": 0.5, "tractor_power": 0.05,
    "consumption_per_head": 0.5, "gdp_index": 0.5, "industry_index": 0.5, "war_readiness": 0.5, "consent": 0.5,
}  # fmt: skip
"""The least change worth a line, in the reading's unit."""
FELT_RISK: Final = 0.005
FELT_DEATHS: Final = 0.005
"""Millions."""
MOST_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class LeverPage:
    """A page of levers under a tab."""

    id: str
    label: str
    intro: str
    levers: tuple[LeverView, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MoveView:
    """What the last move of a lever changed, one sentence a reading."""

    lever: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskView:
    """Everything on the plan desk."""

    title: str
    top: TopView
    pages: tuple[LeverPage, ...]
    rows: tuple[ReadingRow, ...]
    fans: Mapping[str, Fan]
    signing: tuple[str, ...]
    move: MoveView | None
    news: tuple[NewsView, ...]
    cable: NewsView | None
    cards: int
    """Events on the table that ask for a decision and have none yet."""
    notice: str
    labels: Mapping[str, str]
    """Headings and buttons."""
    effects: EffectsView | None = None
    """What each lever does; None while that is counted for the first time."""
    effects_note: str = ""
    """Why what levers do is not there, or not for this draft yet."""
    replay: ReplayView | None = None
    """The last move, to be shown again; None where nothing was moved, or while more futures are counted."""


def desk_view(
    session: Session,
    past: Past,
    forecast: Forecast,
    *,
    move: Move | None = None,
    refining: bool = False,
    notice: str = "",
    effects: EffectsView | None = None,
    effects_note: str = "",
) -> DeskView:
    """The plan desk as the draft stands; `forecast` is the draft's, `refining` while a finer one is computed."""
    scenario, world = session.scenario, session.world
    words = scenario.words
    news = _news(session)
    return DeskView(
        title=words("screen.desk.window", year=world.year),
        top=top_view(session, past),
        pages=lever_pages(session),
        rows=reading_rows(scenario, past, forecast, world.year),
        fans={
            name: fan(scenario, past, forecast, name, refining=refining)
            for name in readings.HEADLINES
            if name in forecast.bands
        },
        signing=signing_lines(scenario, past, forecast),
        move=None if move is None else move_view(scenario, move),
        news=news,
        cable=next((each for each in news[1:] if each.label == words("screen.news.report")), None),
        cards=undecided(session),
        notice=notice,
        labels={**labels(words, "screen.desk"), **labels(words, "effects.desk"), **labels(words, "replay.desk")},
        effects=effects,
        effects_note=effects_note,
        replay=None if move is None or refining else replayed(scenario, past, move, world.year),
    )


def replayed(scenario: Scenario, past: Past, move: Move, year: int) -> ReplayView:
    """The last move with its fans before and after."""
    before, after = (
        {
            name: fan(scenario, past, each, name, refining=False)
            for name in readings.HEADLINES
            if name in move.before.bands and name in move.after.bands
        }
        for each in (move.before, move.after)
    )
    died = past.at("famine_deaths", year - 1)
    return replay_view(scenario, move, (before, after), quiet=died > QUIET_FROM)


def top_view(session: Session, past: Past) -> TopView:
    """The bar over the plan desk."""
    scenario, world = session.scenario, session.world
    words = scenario.words
    period = f"screen.period.y{world.year}"
    debt = past.at("foreign_debt", world.year)
    return TopView(
        year=str(world.year),
        badge=season_badge(scenario, world.season),
        title=words(period) if period in words else scenario.title,
        over=turn_words(scenario, world),
        figures=(
            (words("screen.desk.fund"), words("screen.desk.fund_of", share=_percent(session, "investment_rate"))),
            (words("screen.desk.debt"), words("screen.desk.gold", amount=text.number(1000 * debt))),
            (words("screen.desk.years_left"), str(scenario.last_year + 1 - world.year)),
        ),
    )


def lever_pages(session: Session) -> tuple[LeverPage, ...]:
    """January's levers by page, history's orders for the year marked on each."""
    scenario = session.scenario
    history = history_levers(scenario, session.world)
    pages = []
    for page in PAGES:
        levers = tuple(
            lever_view(session, spec.id, history.get(spec.id))
            for spec in scenario.levers.values()
            if spec.page == page and spec.season == "january" and not spec.by_region
        )
        if levers:
            note = "screen.desk.shares" if any(lever.share for lever in levers) else ""
            pages.append(
                LeverPage(
                    page,
                    scenario.words(f"page.{page}.label"),
                    scenario.words(f"page.{page}.intro"),
                    levers,
                    scenario.words(note) if note else "",
                )
            )
    return tuple(pages)


def reading_rows(scenario: Scenario, past: Past, forecast: Forecast, year: int) -> tuple[ReadingRow, ...]:
    """The state of the Union: the last known figure of each reading, and its change from the one before."""
    rows = []
    for name in readings.HEADLINES:
        if name == "famine_risk":
            rows.append(_risk_row(scenario, forecast))
            continue
        _, values = past.known(name)
        now = values[-1] if values else 0.0 if name in readings.LIVES else _first(forecast.bands[name].p50)
        moved = values[-1] - values[-2] if len(values) > 1 else math.nan
        expected = not values and name not in readings.LIVES
        definition = f"reading.{name}.definition"
        rows.append(
            ReadingRow(
                id=name,
                label=readings.label(scenario.words, name),
                words=readings.figure(name, now),
                change=scenario.words("screen.desk.expected") if expected else readings.change(name, moved),
                rising=None if math.isnan(moved) else moved > 0,
                spark=values,
                alarming=readings.alarming(name, now, moved),
                definition=scenario.words(definition) if definition in scenario.words else "",
            )
        )
    del year
    return tuple(rows)


def _risk_row(scenario: Scenario, forecast: Forecast) -> ReadingRow:
    risk, definition = forecast.famine_anywhere, "reading.famine_risk.definition"
    return ReadingRow(
        id="famine_risk",
        label=readings.label(scenario.words, "famine_risk"),
        words=readings.figure("famine_risk", risk),
        change="",
        rising=None,
        spark=forecast.famine_by_year,
        alarming=readings.alarming("famine_risk", risk, math.nan),
        definition=scenario.words(definition) if definition in scenario.words else "",
    )


def fan(scenario: Scenario, past: Past, forecast: Forecast, name: str, *, refining: bool) -> Fan:
    """A reading's futures joined to its past, with the record beside them."""
    words = scenario.words
    band = forecast.bands[name]
    years, values = past.known(name)
    future = [at for at, value in enumerate(band.p50) if math.isfinite(value) and forecast.years[at] > _last(years)]
    joint = (values[-1],) if values else ()

    def row(edge: tuple[float, ...]) -> tuple[float, ...]:
        return readings.scaled(name, (*joint, *(edge[at] for at in future)))

    middle = row(band.p50)
    played = Line(words("chart.past"), "past", years, readings.scaled(name, values)) if years else None
    end = readings.figure(name, band.p50[future[-1]]) if future else ""
    return Fan(
        title=readings.label(words, name),
        unit=readings.unit_words(words, name),
        note=futures_words(scenario, forecast, refining=refining),
        years=(*((years[-1],) if years else ()), *(float(forecast.years[at]) for at in future)),
        bands=((row(band.p05), row(band.p95)), (row(band.p25), row(band.p75)), (row(band.p40), row(band.p60))),
        median=middle,
        bands_label=words("chart.bands"),
        median_label=words("chart.median"),
        past=played,
        record=record_line(scenario, name),
        from_nought=name in readings.FROM_NOUGHT,
        end=words("chart.end", figure=end) if end else "",
        summary=words("chart.summary", reading=readings.label(words, name), figure=end, year=forecast.years[-1]),
    )


def futures_words(scenario: Scenario, forecast: Forecast, *, refining: bool) -> str:
    """Over how many futures a forecast was made, and whether more are being counted."""
    said = scenario.words("screen.desk.futures", futures=text.number(forecast.futures))
    return f"{said} · {scenario.words('screen.desk.refining')}" if refining else said


def signing_lines(scenario: Scenario, past: Past, forecast: Forecast) -> tuple[str, ...]:
    """What may come if the plan is signed and stands, with ranges; deaths and risk before the invasion's odds."""
    words = scenario.words
    product, readiness = forecast.bands["gdp_index"], forecast.invasion["readiness"]
    at = _last_known(product.p50)
    year = forecast.years[at]
    consumption = forecast.bands["consumption_per_head"]
    deaths = forecast.bands["excess_deaths_so_far"]
    end = _last_known(deaths.p50)
    died = text.people(deaths.p50[end])
    first = past.years[0]
    return (
        words(
            "screen.desk.sign_product",
            year=year,
            product=readings.figure("gdp_index", product.p50[at]),
            range=readings.span("gdp_index", product.p05[at], product.p95[at]),
            consumption=readings.figure("consumption_per_head", consumption.p50[at]),
            consumption_range=readings.span("consumption_per_head", consumption.p05[at], consumption.p95[at]),
        ),
        fall_risk(scenario, forecast.fallen),
        words(
            "screen.desk.sign_readiness" if forecast.fallen <= 0 else "screen.desk.sign_readiness_standing",
            readiness=readings.figure("war_readiness", readiness.p50),
            range=readings.span("war_readiness", readiness.p05, readiness.p95),
            collapse=text.chance(forecast.collapse),
        )
        if math.isfinite(forecast.collapse)
        else words("screen.desk.sign_nobody", year=scenario.last_year + 1),
        risk_words(scenario, forecast),
        words(
            "screen.desk.sign_deaths",
            years=text.years(first, forecast.years[end]),
            deaths=died,
            range=text.bracketed(died, text.people_between(deaths.p05[end], deaths.p95[end])),
        ),
    )


def risk_words(scenario: Scenario, forecast: Forecast) -> str:
    """The share of futures with famine before the next harvest."""
    year = forecast.years[0] + 1
    if forecast.famine_anywhere <= 0:
        return scenario.words("screen.desk.sign_no_famine", year=year)
    return scenario.words("screen.desk.sign_famine", year=year, risk=text.chance(forecast.famine_anywhere))


def move_view(scenario: Scenario, move: Move) -> MoveView:
    """What the last move changed in the medians, the largest changes first; a line that says so where nothing did."""
    words = scenario.words
    less = difference(move.before, move.after)
    lines = _risk_lines(scenario, less)
    ranked = []
    for name, ahead in MOVED:
        row = less.bands.get(name, ())
        known = [at for at, value in enumerate(row) if math.isfinite(value)]
        if not known:
            continue
        at = min(ahead, known[-1])
        value = row[at] if math.isfinite(row[at]) else math.nan
        if abs(value) >= FELT[name]:
            ranked.append((abs(value) / FELT[name], name, less.years[at], value))
    for _, name, year, value in sorted(ranked, reverse=True)[: MOST_LINES - len(lines)]:
        unit = readings.shown(name).unit
        amount = f"{readings.change(name, value)}{text.SPACE}{text.UNITS.get(unit, '')}".rstrip(text.SPACE)
        lines.append(_moved(value, words("screen.desk.moved", reading=readings.label(words, name), year=year), amount))
    title = words("screen.desk.moved_title", lever=words(f"lever.{move.lever}.label"))
    return MoveView(move.lever, title, tuple(lines) or (words("screen.desk.moved_nothing"),))


def _risk_lines(scenario: Scenario, less: Difference) -> list[str]:
    """The change in the coming year's risk of famine, and in deaths by the end."""
    words = scenario.words
    lines = []
    if abs(less.famine_anywhere) >= FELT_RISK:
        points = text.number(100 * less.famine_anywhere, sign=True)
        said = words("screen.desk.moved_risk", year=less.years[0] + 1)
        lines.append(_moved(less.famine_anywhere, said, words("screen.desk.points", points=points), deadly=True))
    deaths = less.bands.get("excess_deaths_so_far", ())
    at = _last_known(deaths)
    if at >= 0 and abs(deaths[at]) >= FELT_DEATHS:
        said = words("screen.desk.moved_deaths", year=less.years[at])
        lines.append(_moved(deaths[at], said, readings.change("excess_deaths_so_far", deaths[at]), deadly=True))
    return lines


def _moved(value: float, said: str, amount: str, *, deadly: bool = False) -> str:
    mark = "!!" if deadly and value > 0 else "**"
    return f"{'▲' if value > 0 else '▼'} {said} {mark}{amount}{mark}"


def undecided(session: Session) -> int:
    """How many cards on the table ask for a decision and have none in the draft."""
    scenario = session.scenario
    found = (find(scenario, card) for card in session.world.cards)
    return sum(1 for event in found if event and event.choices and event.id not in session.draft.choices)


def _news(session: Session) -> tuple[NewsView, ...]:
    scenario = session.scenario
    found = (find(scenario, card) for card in session.world.cards)
    return tuple(news for event in found if event is not None for news in news_of(scenario, event))


def _percent(session: Session, lever: str) -> str:
    return text.setting(session.scenario.levers[lever], session.levers()[lever])


def _first(row: tuple[float, ...]) -> float:
    return next((value for value in row if math.isfinite(value)), math.nan)


def _last(years: tuple[float, ...]) -> float:
    return years[-1] if years else -math.inf


def _last_known(row: tuple[float, ...]) -> int:
    return max((at for at, value in enumerate(row) if math.isfinite(value)), default=-1)
