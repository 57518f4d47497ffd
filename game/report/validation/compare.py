"""Compare: what each lens makes of the three verdicts of some plans, beside the scenario's own reading."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.lab.ensembles import Ensemble, ensemble
from game.report import text
from game.report.series import RefusedError, plain
from game.report.validation.claims import dead, level, mean_level
from game.report.validation.fit import HISTORY
from game.report.validation.page import Section
from game.scenario.records import Change, Scenario

PLANS: Final = (HISTORY, "nep", "bukharin")
WAR: Final = 1941


@dataclass(frozen=True, slots=True)
class Row:
    """One plan through one lens: growth, human cost and survival. `lens` is empty for the scenario's own reading.

    Consumption is the mean of all years, 1928 = 100; deaths are million, those from hunger 1930-34 and all
    excess ones of the whole span, with the 5th and 95th percentile where futures differ.
    """

    lens: str
    plan: str
    product: float
    industry: float
    consumption: float
    famine: float
    famine_low: float
    famine_high: float
    excess: float
    readiness: float
    collapse: float


def compare(seen: Sequence[Scenario], *, seed: int, futures: int) -> list[Row]:
    """Every plan through every lens, the scenario's own reading first."""
    return [_row(scenario, plan, seed, futures) for scenario in seen for plan in PLANS if plan in scenario.plans]


def _row(scenario: Scenario, plan: str, seed: int, futures: int) -> Row:
    played = ensemble(scenario, scenario.plans[plan], seed=seed, futures=futures, luck="history")
    if played.campaign is None:
        year, season = played.refused_at or (scenario.first_year, "")
        raise RefusedError(scenario.plans[plan], year, season, played.refused)
    low, high = _famine_band(played)
    last = scenario.last_year
    return Row(
        lens=scenario.lens,
        plan=plan,
        product=level(played, "gdp_index", last),
        industry=level(played, "industry_index", last),
        consumption=mean_level(played, "consumption_per_head", scenario.years),
        famine=dead(played, scenario),
        famine_low=low,
        famine_high=high,
        excess=float(np.median(np.nansum(played.series["excess_deaths"], axis=0))),
        readiness=level(played, "war_readiness", WAR),
        collapse=float(np.mean(played.campaign.collapsed[-1])),
    )


def _famine_band(played: Ensemble) -> tuple[float, float]:
    rows = [played.series.years.index(year) for year in range(1930, 1935)]
    low, high = np.percentile(played.series["famine_deaths"][rows].sum(axis=0), (5, 95))
    return float(low), float(high)


def sections(rows: Sequence[Row], scenario: Scenario) -> Iterator[Section]:
    """A table for each plan, then what each lens changes."""
    notes = (
        (
            "Product, industry: 1940, 1928 = 100. Consumption a head: mean of 1928-40, 1928 = 100; it rises among "
            "survivors, so read it beside the deaths. Deaths: million. Readiness: history in January "
            "1941 without a lens = 100. Collapse: share of futures, a teaching device. Three verdicts, never added up."
        ),
    )
    names = (
        "lens",
        "product",
        "industry",
        "consumption",
        "famine deaths",
        "all excess deaths",
        "readiness",
        "collapse",
    )
    for plan in dict.fromkeys(row.plan for row in rows):
        mine = tuple(_cells(row) for row in rows if row.plan == plan)
        yield Section(f"Plan {plan}: {scenario.plans[plan].title}", notes if plan == PLANS[0] else (), names, mine)
    for lens in scenario.lenses.values():
        changes = tuple(
            (change.path, _how(change, scenario), change.reason) for change in (*lens.parameters, *lens.weather)
        )
        changes += tuple(
            (f"record.{each.reading}", each.series or _totals(each.total), each.reason) for each in lens.record
        )
        sources = tuple(f"{source} ({tag})" for source, tag in lens.sources)
        yield Section(f"{lens.id}: {lens.title}", (lens.summary, *sources), ("changes", "how", "why"), changes)


def _cells(row: Row) -> tuple[str, ...]:
    band = f" ({text.number(row.famine_low, 1)} to {text.number(row.famine_high, 1)})"
    return (
        row.lens or "none",
        text.number(row.product),
        text.number(row.industry),
        text.number(row.consumption, 1),
        text.number(row.famine, 2) + (band if row.famine_high > row.famine_low else ""),
        text.number(row.excess, 2),
        text.number(row.readiness),
        text.percent(row.collapse),
    )


def _totals(pair: tuple[float, float] | None) -> str:
    return f"{text.number(pair[0], 1)} to {text.number(pair[1], 1)} million" if pair else "by region"


def _how(change: Change, scenario: Scenario) -> str:
    """What a change does, in signs: `× 0.8`, `+ 0.1`, `= 1`, by region where regions differ."""
    sign = {"value": "=", "scale": "×", "add": "+"}[change.how]
    values = change.by.ravel()
    known = values[~np.isnan(values)]
    if values.size == 1 or (known.size == values.size and (known == known[0]).all()):
        return f"{sign} {known[0]:g}"
    given = zip(scenario.regions, values, strict=True)
    by_region = [f"{region.short} {value:g}" for region, value in given if np.isfinite(value)]
    return f"{sign} {', '.join(by_region)}"


def as_json(rows: Sequence[Row], scenario: Scenario) -> str:
    """The table and every lens as one JSON object."""
    lenses = {
        lens.id: {
            "title": lens.title,
            "summary": lens.summary,
            "sources": [{"text": source, "tag": tag} for source, tag in lens.sources],
            "changes": [
                {"path": change.path, "how": _how(change, scenario), "reason": change.reason}
                for change in (*lens.parameters, *lens.weather)
            ],
        }
        for lens in scenario.lenses.values()
    }
    whole = {"scenario": scenario.id, "rows": plain(list(rows)), "lenses": lenses}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
