"""A plan's run beside the record, as data: one record, and its forms as JSON, CSV and rows of a table.

`low` and `high` are the 5th and 95th percentiles over futures. A series bears the record's name where
the record has it and, once `in_record_units`, the record's unit. What is not known is not-a-number
here and null or empty in a file.
"""

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import numpy as np

from game.lab.ensembles import ensemble
from game.lab.throng import throng
from game.model import MODEL
from game.model.quantity import FRONTS, Array
from game.model.war import Campaign
from game.report import text
from game.rules import observe, verdicts
from game.rules.bounds import bounds
from game.rules.orders import Refusal
from game.rules.turn import follow, roll
from game.rules.world import begin
from game.scenario.records import Luck, Plan, Scenario

LOW, MIDDLE, HIGH = 5, 50, 95
SHARE = "share of futures"
"""The unit of what is so or not in a future: told by the mean over futures, not by their median."""

Numbers = tuple[float, ...]


class RefusedError(Exception):
    """A plan that orders what may not be ordered, with the season and the reasons."""

    def __init__(self, plan: Plan, year: int, season: str, refused: tuple[Refusal, ...]) -> None:
        super().__init__(f"plan {plan.id}, {season} {year}: {', '.join(each.code for each in refused)}")
        self.plan, self.year, self.season, self.refused = plan, year, season, refused


@dataclass(frozen=True, slots=True)
class Column:
    """One series by year: the middle and the band of the futures, and the record with its own band."""

    unit: str
    median: Numbers
    low: Numbers
    high: Numbers
    record: Numbers
    record_low: Numbers
    record_high: Numbers

    def measured(self, unit: str, worth: float) -> "Column":
        """The same column in another unit, of which one is worth so much in the present one."""
        return Column(unit, *(scaled(getattr(self, field.name), worth) for field in fields(self)[1:]))

    def error(self) -> tuple[float, float, int]:
        """Mean distance from the record as a share of it, the worst one with its sign, and its place.

        Not-a-number and -1 where no year has both.
        """
        off = [
            (ours / theirs - 1, place)
            for place, (ours, theirs) in enumerate(zip(self.median, self.record, strict=True))
            if theirs and math.isfinite(ours) and math.isfinite(theirs)
        ]
        if not off:
            return math.nan, math.nan, -1
        worst, place = max(off, key=lambda each: abs(each[0]))
        return math.fsum(abs(share) for share, _ in off) / len(off), worst, place


@dataclass(frozen=True, slots=True)
class Run:
    """A plan played over many futures; `lens` is empty for the scenario's own reading.

    `vectors` is how many parameter vectors the futures draw from, nought where all share the shipped one.
    """

    scenario: str
    lens: str
    plan: str
    seed: int
    futures: int
    luck: Luck
    vectors: int
    years: tuple[int, ...]
    series: dict[str, Column]
    regions: Mapping[str, Mapping[str, Numbers]]
    verdicts: Mapping[str, Any]
    war: Mapping[str, Any]
    bounds: Mapping[str, Mapping[str, Any]]
    """Year by year what stood in the way of the orders in the game of this seed: asked, got and unit."""

    def narrowed(self, names: Sequence[str]) -> "Run":
        """The same run with only some of its series."""
        return replace(
            self,
            series={name: column for name, column in self.series.items() if name in names},
            regions={name: regions for name, regions in self.regions.items() if name in names},
        )

    def heading(self) -> Iterator[str]:
        """What a reader must know before any figure."""
        seen = f"{self.scenario} through the lens {self.lens}" if self.lens else self.scenario
        yield f"{seen}, plan {self.plan}, seed {self.seed}, {text.number(self.futures)} futures, model {MODEL}"
        if self.luck == "history":
            alone = "" if self.vectors else ", so the band is the campaign's luck alone"
            yield f"luck: history; weather and world prices as they were{alone}"
        else:
            yield "luck: drawn; weather, world prices and the campaign's luck differ from future to future"
        if self.vectors:
            yield f"futures differ in parameters too, drawn from {self.vectors} vectors that the record allows"
        yield "median, 5th and 95th percentile of the futures; the record beside them, with its error where known"


def play_plan(scenario: Scenario, plan: Plan, *, seed: int, futures: int, luck: Luck) -> Run:
    """A plan played to the end and through the invasion; future 0 is the game of this seed itself.

    RefusedError where the plan orders what may not be ordered.
    """
    played = ensemble(scenario, plan, seed=seed, futures=futures, luck=luck)
    if played.campaign is None:
        year, season = played.refused_at or (scenario.first_year, "")
        raise RefusedError(plan, year, season, played.refused)
    series = played.series
    judged = verdicts.judge(scenario, series, played.campaign)
    return Run(
        scenario=scenario.id,
        lens=scenario.lens,
        plan=plan.id,
        seed=seed,
        futures=futures,
        luck=luck,
        vectors=len(scenario.cloud.rows) if scenario.cloud else 0,
        years=series.years,
        series={name: _column(scenario, name, values, series.years) for name, values in series.national.items()},
        regions=_regions(scenario, series.regional),
        verdicts=plain(judged),
        war=_war(scenario, played.campaign, judged.survival),
        bounds=_bounds(scenario, plan, seed, luck),
    )


def play_throng(scenario: Scenario, plan: Plan, *, seed: int, futures: int, luck: Luck, only: Sequence[str]) -> Run:
    """A plan over more futures than can be kept: series of the nation alone, counted (`lab/throng.py`).

    `only` names the series, none of them all. RefusedError where the plan orders what may not be ordered.
    """
    found = throng(scenario, plan, futures=futures, seed=seed, luck=luck, only=only or None)
    if found.refused:
        year, season = found.refused_at or (scenario.first_year, "")
        raise RefusedError(plan, year, season, found.refused)
    bands = [found.percentile(percent) for percent in (LOW, MIDDLE, HIGH)]
    means = found.mean()
    series = {
        name: _beside_record(
            scenario,
            name,
            [means[at]] * 3 if observe.READINGS[name].unit == SHARE else [b[at] for b in bands],
            found.years,
        )
        for at, name in enumerate(found.names)
    }
    return Run(
        scenario=scenario.id,
        lens=scenario.lens,
        plan=plan.id,
        seed=seed,
        futures=futures,
        luck=luck,
        vectors=len(scenario.cloud.rows) if scenario.cloud else 0,
        years=found.years,
        series=series,
        regions={},
        verdicts={},
        war={},
        bounds=_bounds(scenario, plan, seed, luck),
    )


def _bounds(scenario: Scenario, plan: Plan, seed: int, luck: Luck) -> Mapping[str, Mapping[str, Any]]:
    turns = roll(scenario, begin(scenario, seed, luck=luck), follow(plan), scripted=True)
    return {
        str(turn.year): {
            bound.id: {"asked": plain(bound.asked)[0], "got": plain(bound.got)[0], "unit": bound.unit}
            for bound in bounds(scenario, turn)
        }
        for turn in turns
        if turn.season == "september"
    }


def in_record_units(run: Run, scenario: Scenario) -> Run:
    """The same run with every series that the record has in the record's unit, regions likewise."""
    about = {name: each for name, each in scenario.record.about.items() if name in run.series}
    return replace(
        run,
        series=run.series
        | {name: run.series[name].measured(each.csv_unit, each.factor) for name, each in about.items()},
        regions={
            name: {
                region: scaled(values, about[name].factor if name in about else 1) for region, values in found.items()
            }
            for name, found in run.regions.items()
        },
    )


def scaled(numbers: Numbers, worth: float) -> Numbers:
    """Numbers counted in another unit, of which one is worth so much in the present one."""
    return tuple(value / worth for value in numbers)


def as_json(run: Run) -> str:
    """The run as one JSON object; what is not known is null."""
    columns = {
        name: {
            "unit": column.unit,
            "median": plain(column.median),
            "low": plain(column.low),
            "high": plain(column.high),
            "record": plain(column.record),
        }
        for name, column in run.series.items()
    }
    whole = {
        "scenario": run.scenario,
        "lens": run.lens,
        "plan": run.plan,
        "seed": run.seed,
        "futures": run.futures,
        "model": MODEL,
        "years": list(run.years),
        "series": columns,
        "regions": {name: plain(regions) for name, regions in run.regions.items()},
        "verdicts": run.verdicts,
        "war": plain(run.war),
        "bounds": run.bounds,
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def as_csv(run: Run) -> str:
    """The run as rows: series, region (empty for the nation), unit, year, and the figures of a column."""
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["series", "region", "unit", "year", "median", "low", "high", "record", "record_low", "record_high"])
    for name, column in run.series.items():
        figures = (column.median, column.low, column.high, column.record, column.record_low, column.record_high)
        for year, *cells in zip(run.years, *figures, strict=True):
            table.writerow([name, "", column.unit, year, *map(_cell, cells)])
    for name, regions in run.regions.items():
        for region, medians in regions.items():
            unit = run.series[name].unit if name in run.series else observe.READINGS[name].unit
            for year, median in zip(run.years, medians, strict=True):
                table.writerow([name, region, unit, year, _cell(median), "", "", "", "", ""])
    return file.getvalue()


def rows(years: Sequence[int], column: Column) -> list[list[str]]:
    """A series as rows of a table, all figures to the same decimals; years without a figure of ours are left out."""
    known = [abs(value) for value in (*column.median, *column.record) if math.isfinite(value)]
    places = text.decimals_for(max(known, default=0), 4) if max(known, default=0) >= 1 else 3
    figures = (column.median, column.low, column.high, column.record)
    return [
        [str(year), *(text.number(value, places) for value in values)]
        for year, *values in zip(years, *figures, strict=True)
        if math.isfinite(values[0])
    ]


def error_words(column: Column, years: Sequence[int]) -> str:
    """How far the median lies from the record; empty where there is none."""
    mean, worst, place = column.error()
    if place < 0:
        return ""
    return f"MAPE {text.percent(mean, 1)}, worst {text.percent(worst, sign=True)} in {years[place]}"


def plain(value: Any) -> Any:
    """Records, arrays and numbers as JSON has them: not-a-number and infinities become null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    return value


def _column(scenario: Scenario, name: str, values: Array, years: Sequence[int]) -> Column:
    bands: list[Array] = [*np.percentile(values, [LOW, MIDDLE, HIGH], axis=-1)]
    if observe.READINGS[name].unit == SHARE:
        bands = [values.mean(axis=-1)] * 3
    return _beside_record(scenario, name, bands, years)


def _beside_record(scenario: Scenario, name: str, bands: Sequence[Array], years: Sequence[int]) -> Column:
    low, median, high = (tuple(each.tolist()) for each in bands)
    points = scenario.record.national.get(name, {})
    known = [points.get(year) for year in years]
    return Column(
        unit=observe.READINGS[name].unit,
        median=median,
        low=low,
        high=high,
        record=tuple(point.value if point else math.nan for point in known),
        record_low=tuple(point.low if point else math.nan for point in known),
        record_high=tuple(point.high if point else math.nan for point in known),
    )


def _regions(scenario: Scenario, regional: Mapping[str, Array]) -> dict[str, dict[str, Numbers]]:
    medians = {name: np.median(values, axis=-1) for name, values in regional.items()}
    return {
        name: {region.id: tuple(median[:, row].tolist()) for row, region in enumerate(scenario.regions)}
        for name, median in medians.items()
    }


def _war(scenario: Scenario, campaign: Campaign, survival: verdicts.Survival | None) -> dict[str, Any]:
    """The campaign as data: shares by ending of the futures in which the government stands, and figures by month."""
    first = 12 * (scenario.last_year + 1) + int(scenario.params.war.first_month[0])
    months = [f"{at // 12}-{at % 12 + 1:02d}" for at in range(first, first + len(campaign.depth))]
    said: dict[str, Any] = {
        "collapse": math.nan if survival is None else survival.collapse,
        "endings": {} if survival is None else dict(survival.endings),
        "months": months,
        "directions": list(FRONTS),
        "regions": [region.id for region in scenario.regions],
    }
    for field in fields(campaign):
        if field.name != "collapsed" and not field.name.startswith("ended_"):
            low, median, high = np.percentile(getattr(campaign, field.name), [LOW, MIDDLE, HIGH], axis=-1)
            said[field.name] = {"median": plain(median), "low": plain(low), "high": plain(high)}
    return said


def _cell(value: float) -> str:
    return f"{value:.6g}" if math.isfinite(value) else ""
