"""The reckoning: three verdicts that are never added up, beside the record and beside other plans."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from game.model.war import Campaign
from game.report import text
from game.report.series import Run
from game.report.views import lives, readings
from game.report.views.comparison import Comparison
from game.report.views.fall import fallen, fallen_cells, no_survival
from game.report.views.figures import Dot, Scatter
from game.report.views.parts import HISTORY, TopView, VerdictView, labels
from game.report.views.past import Past, recorded
from game.report.views.war import deepest_words
from game.rules.gathering import gather
from game.rules.observe import FORCES
from game.rules.verdicts import Figure, Verdicts, judge
from game.scenario.records import Scenario
from game.session.session import Session

ROWS: Final = (
    "gdp_index", "industry_index", "steel", "consumption_per_head", "famine_deaths_so_far",
    "repression_deaths_so_far", "cattle_index_jan1", "gulag_total_jan1", "special_settlers_jan1", "war_readiness",
)  # fmt: skip
LAST_FLOW: Final = frozenset(
    {"gdp_index", "industry_index", "steel", "consumption_per_head", "famine_deaths_so_far", "repression_deaths_so_far"}
)
MOST: Final = frozenset({"gulag_total_jan1", "special_settlers_jan1"})
"""Stocks shown at their highest; other stocks stand at the last 1 January."""
QUESTIONS: Final = ("question_advance", "question_pace", "question_cost", "question_doubt")
NEAR: Final = 0.95
"""How much of the game's product another plan must reach to be called near it."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A reading under each plan, in the order of the heads."""

    label: str
    cells: tuple[str, ...]
    deadly: bool
    reading: str = ""
    year: int = 0
    """By what the game's own figure is asked about."""


@dataclass(frozen=True, slots=True)
class ReckoningView:
    """Everything on the last screen."""

    title: str
    top: TopView
    heading: str
    scatter: Scatter | None
    verdicts: tuple[VerdictView, ...]
    together: tuple[str, ...]
    heads: tuple[str, ...]
    table: tuple[TableRow, ...]
    table_note: str
    questions: tuple[str, ...]
    computing: str
    labels: Mapping[str, str]


def reckoning_view(
    session: Session, past: Past, campaign: Campaign | None, comparison: Comparison | None
) -> ReckoningView:
    """The reckoning of a finished game; without a comparison the plans beside it are still being counted.

    A game whose government fell has no campaign, and is told to the year of its fall.
    """
    scenario, words = session.scenario, session.scenario.words
    verdicts = judge(scenario, gather(scenario, session.turns), campaign)
    ended = fallen(session)
    heads, table = table_rows(scenario, past, verdicts, comparison)
    return ReckoningView(
        title=words("screen.reckoning.window"),
        top=TopView(
            year=f"{scenario.first_year}{text.UNKNOWN}{ended.year if ended else scenario.last_year + 1}",
            badge=words("screen.reckoning.title"),
            title=words("fall.title") if ended else end_words(scenario, session.campaign()),
        ),
        heading=words("screen.reckoning.otherwise"),
        scatter=None if comparison is None else scatter(scenario, past, comparison, last_year(verdicts)),
        verdicts=(
            growth(scenario, verdicts, comparison),
            human_cost(scenario, past, verdicts, comparison),
            no_survival(scenario) if ended else survival(scenario, verdicts),
        ),
        together=(words("verdict.together"), words("verdict.interpretation")),
        heads=heads,
        table=table,
        table_note=words("screen.reckoning.table_note"),
        questions=tuple(words(f"screen.reckoning.{question}") for question in QUESTIONS),
        computing=words("screen.reckoning.computing") if comparison is None else "",
        labels=labels(words, "screen.reckoning"),
    )


def last_year(verdicts: Verdicts) -> int:
    """The year to which the game was played."""
    return verdicts.growth[0].last


def end_words(scenario: Scenario, own: Campaign) -> str:
    """How the campaign of this game ended, in a line."""
    if own.collapsed[-1, 0]:
        return scenario.words("war.falls")
    return scenario.words("screen.reckoning.held", month=deepest_words(scenario, own)["month"])


def growth(scenario: Scenario, verdicts: Verdicts, comparison: Comparison | None) -> VerdictView:
    """Product, industry, steel and consumption in the last year, the record, and the same start under other plans."""
    words = scenario.words
    found = {figure.id: figure for figure in verdicts.growth}
    said = {
        "product": "gdp_index",
        "industry": "industry_index",
        "steel": "steel",
        "consumption": "consumption_per_head",
    }
    numbers = {name: readings.figure(reading, found[reading].median) for name, reading in said.items()}
    ends = {
        f"{name}_{end}": readings.figure(reading, getattr(found[reading], end))
        for name, reading in said.items()
        for end in ("low", "high")
    }
    last = last_year(verdicts)
    lines = [words("verdict.growth.plain", year=last, **numbers, **ends)]
    hungry = next(figure.median for figure in verdicts.human_cost if figure.id == "famine_deaths" and not figure.region)
    if hungry > 0:
        lines.append(words("verdict.growth.deaths", deaths=lives.hunger(scenario, hungry)))
    record = {
        f"{name}_record": readings.figure(reading, figure.value if (figure := found[reading].record) else math.nan)
        for name, reading in said.items()
    }
    lines.append(words("verdict.growth.record", year=last, **record))
    for run in _others(comparison):
        figures = {name: readings.figure(reading, _value(run, last, reading)) for name, reading in said.items()}
        figures["deaths"] = lives.hunger(scenario, _value(run, last, "famine_deaths_so_far"))
        lines.append(words("verdict.growth.against", plan=scenario.plans[run.plan].title, **figures))
    return VerdictView(
        words("verdict.growth.title"), tuple(lines), (words("verdict.growth.dispute"), words("verdict.growth.caution"))
    )


def human_cost(scenario: Scenario, past: Past, verdicts: Verdicts, comparison: Comparison | None) -> VerdictView:
    """Deaths by cause and region with ranges, exile and camps, the record, and the nearest plan that cost fewer."""
    words = scenario.words
    whole = {figure.id: figure for figure in verdicts.human_cost if not figure.region}
    hungry = whole["famine_deaths"].median
    low, high = lives.doubt(scenario)
    lines = [
        words(
            "verdict.human_cost.plain",
            famine=text.people(hungry),
            range=text.bracketed(text.people(hungry), text.people_between(hungry * low, hungry * high)),
            repression=text.people(whole["repression_deaths"].median),
        )
        if hungry > 0
        else words("verdict.human_cost.none")
    ]
    regions = region_words(scenario, [figure for figure in verdicts.human_cost if figure.region])
    if regions:
        lines.append(words("verdict.human_cost.regions", regions=regions))
    lines.append(
        words(
            "verdict.human_cost.exiled",
            exile=text.people(whole["special_settlers_jan1"].median),
            camps=text.people(whole["gulag_total_jan1"].median),
        )
    )
    about = scenario.record.about.get("famine_deaths")
    record = (about.totals.get("") if about is not None else None) or whole["famine_deaths"].record
    if record is not None:
        lines.append(
            words("verdict.human_cost.record", low=text.number(record.low, 1), high=text.number(record.high, 1))
        )
    fewer = nearest(scenario, past, hungry, comparison, last_year(verdicts))
    if fewer:
        lines.append(fewer)
    small = (words("lives.range_note"), words("verdict.human_cost.dispute"), words("verdict.human_cost.caution"))
    return VerdictView(words("verdict.human_cost.title"), tuple(lines), small)


def region_words(scenario: Scenario, figures: list[Figure]) -> str:
    """Deaths from hunger region by region, the most first."""
    names = {region.id: region.name for region in scenario.regions}
    told = sorted((f for f in figures if f.median >= 0.001), key=lambda f: -f.median)
    return text.listed(f"{names[f.region]} {lives.hunger(scenario, f.median, f.region)}" for f in told)


def nearest(scenario: Scenario, past: Past, hungry: float, comparison: Comparison | None, last: int) -> str:
    """The plan that comes near in product with fewer deaths from hunger; empty where none does."""
    product = past.at("gdp_index", last)
    found = []
    for run in _others(comparison):
        there, died = _value(run, last, "gdp_index"), _value(run, last, "famine_deaths_so_far")
        if there >= NEAR * product and died < hungry - 0.05:
            found.append((abs(there - product), run.plan, hungry - died))
    if not found:
        return ""
    _, plan, fewer = min(found)
    return scenario.words("verdict.human_cost.fewer", plan=scenario.plans[plan].title, fewer=text.people(fewer))


def survival(scenario: Scenario, verdicts: Verdicts) -> VerdictView:
    """Readiness, the odds, the depth of the front and the losses over the futures of the campaign."""
    words, found = scenario.words, verdicts.survival
    if found is None:
        return VerdictView(words("verdict.survival.title"), (), ())
    deep, lost = found.depth_deepest, found.own_losses
    forces = text.listed(
        f"{text.within(readings.label(words, name))} {text.number(found.forces[name])}"
        for name in FORCES
        if name in found.forces
    )
    lines = (
        words(
            "verdict.survival.plain",
            readiness=text.number(found.readiness.median),
            collapse=text.chance(found.collapse),
        ),
        words(
            "verdict.survival.depth",
            depth=text.number(deep.median, 2),
            depth_low=text.number(deep.low, 2),
            depth_high=text.number(deep.high, 2),
        ),
        words(
            "verdict.survival.losses",
            losses=text.number(lost.median, 1),
            losses_low=text.number(lost.low, 1),
            losses_high=text.number(lost.high, 1),
        ),
        words(
            "verdict.survival.endings",
            endings=text.listed(
                f"{text.within(words(f'screen.war.ending.{name}'))} {text.chance(share)}"
                for name, share in found.endings.items()
            ),
        ),
        words(
            "verdict.survival.behind",
            people=text.percent(found.people_behind.median),
            industry=text.percent(found.industry_behind.median),
            product=text.percent(found.product_second_year.median),
        ),
        words("verdict.survival.decided", forces=forces),
        words("verdict.survival.record"),
    )
    return VerdictView(
        words("verdict.survival.title"), lines, (words("verdict.survival.dispute"), words("verdict.survival.caution"))
    )


def table_rows(
    scenario: Scenario, past: Past, verdicts: Verdicts, comparison: Comparison | None
) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    """The game, the record, history's orders in the model and the other plans, reading by reading."""
    words = scenario.words
    runs = comparison.runs if comparison is not None else ()
    heads = (
        words("screen.reckoning.you"),
        words("screen.reckoning.record"),
        *(words("screen.reckoning.history_model") if r.plan == HISTORY else scenario.plans[r.plan].title for r in runs),
    )
    rows = []
    last = last_year(verdicts)
    for name in ROWS:
        mine = _past_value(past, last, name)
        cells = [_cell(scenario, name, mine), _record_value(scenario, verdicts, name)]
        cells += [_cell(scenario, name, _value(run, last, name)) for run in runs]
        deadly = name in readings.LIVES and mine > 0
        rows.append(TableRow(_row_label(scenario, name), tuple(cells), deadly, name, last + (name not in LAST_FLOW)))
    if verdicts.survival is not None:
        odds = [text.chance(verdicts.survival.collapse), ""]
        odds += [text.chance(float(run.war["collapse"])) for run in runs]
        invasion = scenario.last_year + 1
        rows.append(TableRow(words("war.chance"), tuple(odds), deadly=False, reading="collapse", year=invasion))
    falls = fallen_cells(1.0 if verdicts.survival is None else 0.0, runs)
    if falls:
        rows.append(TableRow(readings.label(words, "government_fallen"), falls, deadly=False))
    return heads, tuple(rows)


def scatter(scenario: Scenario, past: Past, comparison: Comparison, last: int) -> Scatter:
    """Product in the last year against deaths from hunger: the game, the record, and the plans."""
    words = scenario.words
    low, high = lives.doubt(scenario)
    died, made = past.at("famine_deaths_so_far", last), past.at("gdp_index", last)
    dots = []
    about = scenario.record.about.get("famine_deaths")
    whole = about.totals.get("") if about is not None else None
    point = recorded(scenario, "gdp_index").get(last)
    if whole is not None and whole.last <= last and point is not None:
        dots.append(
            Dot(words("screen.reckoning.record"), "record", lives.central(whole), point.value, whole.low, whole.high)
        )
    for run in comparison.runs:
        name = words("screen.reckoning.history_model") if run.plan == HISTORY else scenario.plans[run.plan].title
        dots.append(Dot(name, "plan", _value(run, last, "famine_deaths_so_far"), _value(run, last, "gdp_index")))
    dots.append(Dot(words("screen.reckoning.you"), "you", died, made, died * low, died * high))
    span = text.years(scenario.first_year, last)
    return Scatter(
        title="",
        x_label=words("screen.reckoning.scatter_x", years=span),
        y_label=words("screen.reckoning.scatter_y", year=last),
        dots=tuple(dots),
        summary=text.listed(
            words("screen.reckoning.dot", plan=d.label, product=text.number(d.y), deaths=text.people(d.x)) for d in dots
        ),
    )


def _cell(scenario: Scenario, name: str, value: float) -> str:
    """A plan's figure in the table; those dead of hunger with the range that the literature leaves."""
    return lives.hunger(scenario, value) if name == "famine_deaths_so_far" else readings.figure(name, value)


def _others(comparison: Comparison | None) -> tuple[Run, ...]:
    return () if comparison is None else tuple(run for run in comparison.runs if run.plan != HISTORY)


def _row_label(scenario: Scenario, name: str) -> str:
    label = readings.label(scenario.words, name.removesuffix("_so_far"))
    return scenario.words("screen.reckoning.at_most", reading=label) if name in MOST else label


def _past_value(past: Past, last: int, name: str) -> float:
    if name in MOST:
        return max((v for v in past.national[name] if math.isfinite(v)), default=math.nan)
    return past.at(name, last if name in LAST_FLOW else last + 1)


def _value(run: Run, last: int, name: str) -> float:
    values = run.series[name].median[: run.years.index(last + 1) + 1]
    if name in MOST:
        return max((v for v in values if math.isfinite(v)), default=math.nan)
    return values[-2 if name in LAST_FLOW else -1]


def _record_value(scenario: Scenario, verdicts: Verdicts, name: str) -> str:
    """The record's figure for a row of the table; totals with their range."""
    if name in ("famine_deaths_so_far", "repression_deaths_so_far"):
        cause = name.removesuffix("_so_far")
        found = next((f.record for f in verdicts.human_cost if f.id == cause and not f.region), None)
        if found is None:
            return text.UNKNOWN
        if found.low < found.high:
            return text.people_between(found.low, found.high)
        return text.people(found.value)
    points, last = recorded(scenario, name), last_year(verdicts)
    if name in MOST:
        known = (point.value for year, point in points.items() if year <= last + 1)
        return readings.figure(name, max(known, default=math.nan))
    year = last if name in LAST_FLOW else last + 1
    return readings.figure(name, points[year].value) if year in points else text.UNKNOWN
