"""Every equation is run with and without units, and both must give the same numbers.

A wrong unit in a declaration, a missing conversion, or the sum of two unlike things fails here.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pint
import pytest
from numpy.testing import assert_allclose

from game.model import army, step, war
from game.model.circumstances import Circumstances
from game.model.levers import January, September
from game.model.quantity import declared, put, tables
from tests.model.conftest import History

units: Any = pint.UnitRegistry()
for line in ("person = [people]", "head = [animals]", "rouble = [money]", "gold = [gold]", "piece = [pieces]"):
    units.define(line)


def with_units(table: Any) -> Any:
    """The same table of tables, every array carrying the unit that it was declared with."""
    found = {name: with_units(getattr(table, name)) for name in tables(type(table))}
    for name, q in declared(type(table)).items():
        found[name] = units.Quantity(getattr(table, name), q.unit)
    return type(table)(**found)


def same(plain: Any, measured: Any, where: str = "") -> None:
    """Magnitudes in the declared unit equal the plain numbers, for every quantity of a table."""
    for name in tables(type(plain)):
        same(getattr(plain, name), getattr(measured, name), f"{where}{name}.")
    for name, q in declared(type(plain)).items():
        value = units.Quantity(getattr(measured, name))
        assert value.is_compatible_with(q.unit), f"{where}{name} is in {value.units}, declared {q.unit}"
        assert_allclose(value.m_as(q.unit), getattr(plain, name), rtol=1e-12, atol=1e-12, err_msg=where + name)


def year(history: History, index: int) -> tuple[January, September, Circumstances]:
    return history.plans[index], history.harvests[index], history.years[index]


@pytest.mark.parametrize("index", [0, 2, 4, 9, 12])
def test_every_equation_of_a_year_agrees_with_its_units(history: History, index: int) -> None:
    plan, harvest, circumstances = year(history, index)
    state = history.states[index]
    spring, summer = step.january(history.params, state, plan, circumstances)
    autumn, after = step.september(history.params, summer, spring, plan, harvest, circumstances)

    params, measured = with_units(history.params), with_units(state)
    plan_u, harvest_u, year_u = with_units(plan), with_units(harvest), with_units(circumstances)
    spring_u, summer_u = step.january(params, measured, plan_u, year_u)
    same(spring, spring_u)
    same(summer, summer_u)
    autumn_u, after_u = step.september(params, summer_u, spring_u, plan_u, harvest_u, year_u)
    same(autumn, autumn_u)
    same(after, after_u)


def test_the_campaign_of_1941_agrees_with_its_units(history: History) -> None:
    forces = history.autumns[-1].army
    fortune = war.Fortune(
        enemy=np.array([0.3]), command=np.array([-0.5]), winter=np.array([0.1]), home=np.array([-0.2]),
        fronts=np.array([[0.4], [0.0], [-0.3]]),
    )  # fmt: skip
    circumstances = history.years[-1]
    state = history.states[-1]
    plain = step.invasion(history.params, state, forces, fortune, circumstances)
    state_u, forces_u = with_units(state), with_units(forces)
    params_u = dataclasses.replace(with_units(history.params), war=war_with_plain_calendar(history))
    same(plain, step.invasion(params_u, state_u, forces_u, with_units(fortune), with_units(circumstances)))


def war_with_plain_calendar(history: History) -> war.Params:
    """The calendar is counted, not measured: month numbers stay plain."""
    measured: war.Params = with_units(history.params.war)
    return dataclasses.replace(
        measured,
        first_month=history.params.war.first_month,
        first_year_months=history.params.war.first_year_months,
    )


def test_a_wrong_unit_is_noticed(history: History) -> None:
    """The check itself can fail: rations read as tonnes instead of kilograms do not add up."""
    plan, harvest, circumstances = year(history, 0)
    spring, summer = step.january(history.params, history.states[0], plan, circumstances)
    wrong = put(with_units(harvest), "town_ration", units.Quantity(harvest.town_ration, "t/person"))
    params, measured = with_units(history.params), with_units(summer)
    plan_u, year_u = with_units(plan), with_units(circumstances)
    plain, _ = step.september(history.params, summer, spring, plan, harvest, circumstances)
    with pytest.raises((AssertionError, pint.DimensionalityError)):
        same(plain, step.september(params, measured, with_units(spring), plan_u, wrong, year_u)[0])


def test_readiness_is_a_pure_number(history: History) -> None:
    ready = history.autumns[-1].army
    assert isinstance(ready, army.Forces)
    assert ready.readiness.shape == (1,)
