"""Charts: product, deaths by region, and cattle, history's plan against the record, drawn by matplotlib.

The same figures and the same seed give the same picture, byte for byte.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from game.lab.ensembles import Ensemble, ensemble
from game.report.validation import fit
from game.report.validation.fit import HISTORY
from game.scenario.records import Luck, Scenario

TITLES: Final = {
    "chart-product.svg": "National product, 1928 = 100",
    "chart-deaths.svg": "Deaths from hunger by region",
    "chart-cattle.svg": "Cattle on 1 January",
}
INK, RED, BAND, ARCHIVE = "#1a1a1a", "#b3261e", "#d9b8b5", "#555555"
SIZE: Final = (8.0, 4.5)
SETTINGS: Final[Any] = {"svg.hashsalt": "great-break", "svg.fonttype": "none", "font.size": 10}


def draw(folder: Path, scenario: Scenario, *, seed: int, futures: int) -> Iterator[Path]:
    """Draw the three charts; gives each file once it is there."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib.figure import Figure

    luck: Luck = "history" if scenario.cloud is not None else "drawn"
    plan = scenario.plans[HISTORY]
    spread = ensemble(scenario, plan, seed=seed, futures=futures, luck=luck)
    history = ensemble(scenario, plan, seed=seed, futures=1, luck="history")
    draws = {"gdp_index": "chart-product.svg", "cattle_jan1": "chart-cattle.svg"}
    with mpl.rc_context(SETTINGS):
        for reading, name in draws.items():
            figure = Figure(figsize=SIZE, layout="constrained")
            _line(figure.subplots(), scenario, spread, history, reading, TITLES[name])
            yield _saved(figure, folder / name)
        figure = Figure(figsize=SIZE, layout="constrained")
        _deaths(figure.subplots(), scenario, spread, history)
        yield _saved(figure, folder / "chart-deaths.svg")


def _line(axes: Any, scenario: Scenario, spread: Ensemble, history: Ensemble, reading: str, title: str) -> None:
    """A series with its bands, and the record's points with theirs."""
    years = np.array(spread.series.years)
    values = spread.series[reading]
    known = np.isfinite(values).all(axis=-1)
    lines = np.percentile(values[known], [5, 25, 75, 95], axis=-1)
    axes.fill_between(
        years[known], lines[0], lines[3], color=BAND, alpha=0.5, linewidth=0, label="middle 90 % of futures"
    )
    axes.fill_between(years[known], lines[1], lines[2], color=BAND, linewidth=0, label="middle 50 %")
    axes.plot(years[known], history.series[reading][known, 0], color=RED, label="the plan of history")
    points = scenario.record.national[reading]
    at = [year for year in points if years[0] <= year <= years[-1]]
    middle = np.array([points[year].value for year in at])
    wrong = np.array([[points[year].value - points[year].low, points[year].high - points[year].value] for year in at]).T
    axes.errorbar(at, middle, yerr=wrong, fmt="o", color=INK, ecolor=ARCHIVE, markersize=4, capsize=2, label="record")
    _dressed(axes, title)


def _deaths(axes: Any, scenario: Scenario, spread: Ensemble, history: Ensemble) -> None:
    """Deaths by region: ours with the middle 90 %, and the literature's range."""
    ours = [each for each in fit.deaths(scenario, history.series) if each.region]
    ours.sort(key=lambda each: each.value)
    names = {region.id: region.name for region in scenario.regions}
    rows = {region.id: row for row, region in enumerate(scenario.regions)}
    for place, each in enumerate(ours):
        span = slice(spread.series.years.index(each.first), spread.series.years.index(each.last) + 1)
        dead = spread.series.regional["famine_deaths"][span, rows[each.region]].sum(axis=0)
        low, high = np.percentile(dead, [5, 95])
        axes.barh(place + 0.2, each.ours, 0.35, color=RED, label="the plan of history" if not place else None)
        axes.plot(
            [low, high],
            [place + 0.2] * 2,
            color=INK,
            linewidth=1,
            label="middle 90 % of futures" if not place else None,
        )
        axes.barh(
            place - 0.2,
            each.high - each.low,
            0.35,
            left=each.low,
            color=BAND,
            label="range of the literature" if not place else None,
        )
        axes.plot([each.value], [place - 0.2], "o", color=INK, markersize=4)
    axes.set_yticks(range(len(ours)), [names[each.region] for each in ours])
    axes.set_xlabel("million")
    _dressed(axes, TITLES["chart-deaths.svg"])


def _dressed(axes: Any, title: str) -> None:
    axes.set_title(title, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)


def _saved(figure: Any, path: Path) -> Path:
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    return path
