"""The same country seen otherwise: twice as large, its regions in another order, one of them cut in two.

What is extensive is read from the declared unit: each of Mt, Mperson, Mhead, Mhp, Grouble, Ggold, TWh,
Mpiece above the stroke counts once, below it once less. So kg/person and Grouble/Mperson are intensive.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from hypothesis import Phase, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from game.lab import legal
from game.model import step
from game.model.circumstances import Circumstances
from game.model.levers import January, September
from game.model.quantity import Array, Q, declared, tables
from tests.model.conftest import History, circumstances, great_break, run

EXTENSIVE = {"Mt", "Mperson", "Mhead", "Mhp", "Grouble", "Ggold", "TWh", "Mpiece"}

numbers = st.integers(0, 2**32)
"""What random plans and weather are drawn from; a smaller number is no simpler, so nothing is shrunk."""

Row = dict[str, Array]
Change = Callable[[Array, Q], Array]


def tried(examples: int) -> settings:
    """So many examples of a law, without the vain search for a smaller failing number."""
    return settings(max_examples=examples, phases=[Phase.explicit, Phase.generate])


def degree(unit: str) -> int:
    """How a quantity grows with the size of the country: 1 in proportion, 0 not at all."""
    above, _, below = unit.partition("/")

    def count(part: str) -> int:
        return sum(name in EXTENSIVE for name in re.findall(r"[A-Za-z]+", part))

    return count(above) - count(below)


def changed_table(table: Any, change: Change) -> Any:
    """A table of tables with every quantity seen otherwise."""
    found = {name: changed_table(getattr(table, name), change) for name in tables(type(table))}
    for name, q in declared(type(table)).items():
        found[name] = change(getattr(table, name), q)
    return type(table)(**found)


def larger(by: float) -> Change:
    """A country `by` times as large."""
    return lambda value, q: value * by ** degree(q.unit)


def reordered(order: Sequence[int]) -> Change:
    """Regions in another order."""
    return lambda value, q: value[list(order)] if q.axis == "region" else value


def cut(region: int) -> Change:
    """One region cut in two equal halves, the second at the end."""

    def change(value: Array, q: Q) -> Array:
        if q.axis != "region":
            return value
        half = value[region : region + 1] * 0.5 ** degree(q.unit)
        whole = np.concatenate([value, half])
        whole[region] = half[0]
        return whole

    return change


@dataclasses.dataclass(frozen=True)
class Setting:
    """All that a run takes: parameters, start, orders and circumstances."""

    params: step.Params
    start: step.State
    rows: list[Row]
    years: list[Circumstances]

    def played(self) -> History:
        with np.errstate(all="raise", under="ignore"):
            return run(great_break(), self.rows, params=self.params, years=self.years, start=self.start)

    def seen(self, change: Change) -> Setting:
        """The same setting seen otherwise."""
        quantities = {**declared(January), **declared(September)}
        return Setting(
            changed_table(self.params, change),
            changed_table(self.start, change),
            [{name: change(value, quantities[name]) for name, value in row.items()} for row in self.rows],
            [changed_table(year, change) for year in self.years],
        )

    def but(self, moved: Callable[[int, Row], Row]) -> Setting:
        """The same setting with orders moved, `moved(index, row)` giving those that differ."""
        rows = [{**row, **moved(index, row)} for index, row in enumerate(self.rows)]
        return dataclasses.replace(self, rows=rows)


def any_setting(number: int, futures: int = 48) -> Setting:
    """Legal plans and weather drawn at random, one a future; some regions are ordered by themselves."""
    scenario = great_break()
    dice = np.random.default_rng(number)
    plans = legal.drawn(scenario, futures, dice)
    regions = len(scenario.regions)
    rows, years = [], []
    for index, row in enumerate(plans.years):
        alone = dice.uniform(size=(regions, futures)) < 0.05
        share = np.where(alone, dice.uniform(0, 1, alone.shape), np.nan)
        rows.append({**row, "procurement_by_region": share})
        year = circumstances(scenario, index, dice.uniform(0.5, 1.5, (regions, futures)))
        years.append(
            dataclasses.replace(
                year,
                grain_price=dice.uniform(0.3, 1.3, futures),
                goods_price=dice.uniform(0.3, 1.3, futures),
                foreign_grain=np.where(dice.uniform(size=futures) < 0.2, dice.uniform(0, 1, futures), 0),
            )
        )
    return Setting(scenario.params, scenario.start, rows, years)


def same_history(seen: History, plain: History, change: Change, *, rtol: float = 1e-7) -> None:
    """Every state and flow of one run is the other's seen otherwise."""
    for name in ("springs", "summers", "autumns", "states"):
        for index, (ours, theirs) in enumerate(zip(getattr(seen, name), getattr(plain, name), strict=True)):
            same_table(ours, changed_table(broad(theirs, plain), change), f"{name}[{index}]", rtol)


def broad(table: Any, history: History) -> Any:
    """A table whose regional quantities all have a row for every region."""
    regions = history.states[0].people.rural.shape[0]
    return changed_table(
        table,
        lambda value, q: np.broadcast_to(value, (regions, value.shape[-1])).copy() if q.axis == "region" else value,
    )


def same_table(ours: Any, theirs: Any, where: str, rtol: float) -> None:
    for name in tables(type(ours)):
        same_table(getattr(ours, name), getattr(theirs, name), f"{where}.{name}", rtol)
    for name in declared(type(ours)):
        assert_allclose(
            getattr(ours, name), getattr(theirs, name), rtol=rtol, atol=1e-9, err_msg=f"{where}.{name}", equal_nan=True
        )
