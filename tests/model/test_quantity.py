"""The declarations, and the little arithmetic that everything else leans on."""

import dataclasses
from typing import Annotated

import numpy as np
import pytest

from game.model import step
from game.model.quantity import (
    Array,
    Q,
    bounded,
    declared,
    freeze,
    mean,
    pick,
    positive,
    power,
    put,
    tables,
    total,
    walk,
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Inner:
    grain: Annotated[Array, Q("g", "Mt", "region", "grain", 0)]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Outer:
    inner: Inner
    people: Annotated[Array, Q("P", "Mperson", "nation", "people", 0)]


OUTER = Outer(inner=Inner(grain=np.array([[1.0], [2.0]])), people=np.array([3.0]))


def test_walk_gives_every_declaration_under_its_dotted_path() -> None:
    assert [path for path, _ in walk(Outer)] == ["people", "inner.grain"]
    assert tables(Outer) == {"inner": Inner}
    assert declared(Inner)["grain"].unit == "Mt"


def test_pick_and_put_reach_below() -> None:
    moved = put(OUTER, "inner.grain", np.array([[5.0], [6.0]]))
    assert pick(moved, "inner.grain")[1, 0] == 6
    assert pick(OUTER, "inner.grain")[1, 0] == 2
    with pytest.raises(AttributeError):
        pick(OUTER, "inner.bread")


def test_a_frozen_table_cannot_be_written() -> None:
    table = freeze(Outer(inner=Inner(grain=np.array([[1.0]])), people=np.array([1.0])))
    with pytest.raises(ValueError, match="read-only"):
        table.inner.grain[0, 0] = 2


@pytest.mark.parametrize("width", [2, 3, 8, 64, 1000])
def test_a_sum_over_regions_does_not_depend_on_how_many_futures_stand_beside_it(width: int) -> None:
    dice = np.random.default_rng(width)
    wide = dice.uniform(0, 1, (13, width)) * 10.0 ** dice.integers(-6, 6, (13, 1))
    for index in range(width):
        assert total(np.ascontiguousarray(wide[:, index : index + 1]))[0] == total(wide)[index]
        assert total(wide[:, index : index + 1])[0] == total(wide)[index]


@pytest.mark.parametrize("plain", [2.0, 0.5, -1.0, 0.0, 1.0, 0.3])
@pytest.mark.parametrize("rows", [(), (13,)])
def test_a_power_does_not_depend_on_how_many_futures_stand_beside_it(plain: float, rows: tuple[int, ...]) -> None:
    """Whether the exponent is one for all futures or each future's own, and whatever the others' are."""
    dice = np.random.default_rng(1)
    base = dice.uniform(0.2, 2, (*rows, 200))
    mixed = np.where(np.arange(200) % 2, plain, dice.uniform(0.2, 2, 200))
    one, own, among = power(base, np.array([plain])), power(base, np.full(200, plain)), power(base, mixed)
    alone = [power(base[..., at : at + 1].copy(), np.array([plain])) for at in range(200)]
    assert np.array_equal(one, own)
    assert np.array_equal(one, np.concatenate(alone, axis=-1))
    assert np.array_equal(among[..., 1::2], one[..., 1::2])
    assert np.array_equal(power(np.array([0.7]), mixed)[1::2], np.full(100, power(np.array([0.7]), np.array([plain]))))


def test_small_arithmetic() -> None:
    x = np.array([[-1.0], [2.0]])
    assert mean(x)[0] == 0.5
    assert positive(x).tolist() == [[0.0], [2.0]]
    assert bounded(x, 0, 1).tolist() == [[0.0], [1.0]]


def test_every_table_of_the_model_declares_all_its_fields() -> None:
    for outer in (step.Params, step.State, step.Spring, step.Autumn):
        for name, table in tables(outer).items():
            fields = [field.name for field in dataclasses.fields(table)]
            assert list(declared(table)) == fields, name
