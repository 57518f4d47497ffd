"""Figures to arrays by declaration, with a toy table."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.quantity import Array, Q
from game.scenario.figures import Axes, some, table
from game.scenario.overlay import Overlay
from game.scenario.problem import ScenarioError
from game.scenario.read import parse

AXES = Axes(("steppe", "forest", "coast"), (1950, 1951))


@dataclass(frozen=True)
class Fields:
    """A table of one block."""

    yielded: Annotated[Array, Q("y", "t/ha", "region", "grain a hectare", 0, 10)]
    growth: Annotated[Array, Q("g", "1", "nation", "yearly growth", -0.1, 0.1)]
    season: Annotated[Array, Q("s", "1", "month", "work of the month", 0, 1)]


@dataclass(frozen=True)
class Land:
    """A table of tables."""

    area: Annotated[Array, Q("a", "Mha", "region", "sown area", 0)]
    fields: Fields


GOOD = """\
area: {value: {coast: 3, steppe: 1, forest: 2}, unit: Mha, source: s, tag: design}
fields:
  yielded: {value: 0.8, unit: t/ha, source: s, tag: design}
  growth: {value: 0.01, unit: "1", source: s, tag: design}
  season: {value: [0, 0, 0, 0.5, 1, 1, 1, 1, 1, 0.5, 0, 0], unit: "1", source: s, tag: design}
"""


def land(text: str) -> Land:
    """The toy table filled from a text; ScenarioError with what is wrong."""
    document = parse(text, "land.yaml")
    filled = table(Overlay([(document, ())]), Land, AXES)
    document.settle()
    return filled


def said(text: str) -> list[tuple[int, str, str, str]]:
    """Line, name, text and hint of every problem of a text."""
    with pytest.raises(ScenarioError) as error:
        land(text)
    return [(each.line, each.where, each.text, each.hint) for each in error.value.problems]


def test_regions_stand_in_the_scenario_s_order() -> None:
    assert land(GOOD).area.tolist() == [[1.0], [2.0], [3.0]]


def test_shapes_follow_the_axis() -> None:
    filled = land(GOOD)
    assert filled.fields.yielded.shape == (3, 1)
    assert filled.fields.growth.shape == (1,)
    assert filled.fields.season.shape == (12, 1)
    assert {filled.area.dtype, filled.fields.growth.dtype} == {np.dtype(np.float64)}


def test_one_figure_stands_for_every_region() -> None:
    assert land(GOOD).fields.yielded.tolist() == [[0.8], [0.8], [0.8]]


def test_arrays_cannot_be_written_to() -> None:
    filled = land(GOOD)
    for array in (filled.area, filled.fields.growth, filled.fields.season):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


@given(st.permutations(["steppe", "forest", "coast"]), st.lists(st.floats(0, 1e6), min_size=3, max_size=3))
def test_the_order_in_the_file_does_not_matter(order: list[str], values: list[float]) -> None:
    given_values = dict(zip(order, values, strict=True))
    listed = ", ".join(f"{name}: {value!r}" for name, value in given_values.items())
    text = GOOD.replace("{coast: 3, steppe: 1, forest: 2}", f"{{{listed}}}")
    assert land(text).area[:, 0].tolist() == [given_values[name] for name in AXES.regions]


def test_everything_wrong_is_told_at_once_in_reading_order() -> None:
    assert said(
        """\
area: {value: {coast: 3, step: 1, forest: -2}, unit: ha, source: s, tag: design}
fields:
  yielded: {value: 80, unit: t/ha, source: s, tag: design}
  grwth: {value: 0.01, unit: "1", source: s, tag: design}
  season: {value: [0, 0, 2], unit: "1", source: s, tag: design}
"""
    ) == [
        (1, "area.value", "has no figure for steppe", "each region needs one"),
        (1, "area.value.step", "no region has this name", "did you mean steppe?"),
        (1, "area.value.forest", "is -2; it must be at least 0", "sown area"),
        (1, "area.unit", "is ha, but the model counts in Mha", "sown area"),
        (2, "fields.growth", "is missing", "yearly growth [1]: needs a value, a unit, a source and a tag"),
        (3, "fields.yielded.value", "is 80; it must lie between 0 and 10", "grain a hectare"),
        (4, "fields.grwth", "the model has nothing of this name", "did you mean growth?"),
        (5, "fields.season.value", "needs a list of 12 numbers", "one for each month"),
    ]


def test_a_whole_block_may_be_missing() -> None:
    assert said(GOOD.split("fields:", maxsplit=1)[0]) == [(1, "fields", "is missing", "")]


def test_true_is_no_number() -> None:
    text = GOOD.replace("value: 0.01", "value: true")
    assert said(text) == [(4, "fields.growth.value", "needs a number", "yearly growth")]


def test_many_names_are_not_all_listed() -> None:
    assert some(["a", "b"]) == "a, b"
    assert some(list("abcdefgh")) == "a, b, c, d, e and 3 more"
