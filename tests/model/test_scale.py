"""Laws of size and place: a country twice as large, regions in another order, a region cut in two.

Over random legal plans under random weather, batched on the futures axis. They catch the hidden absolute
constant, the logarithm of an extensive quantity, and the average in which each region counts once.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model import step, war
from tests.model.worlds import (
    any_setting,
    changed_table,
    cut,
    degree,
    larger,
    numbers,
    reordered,
    same_history,
    same_table,
    tried,
)


def test_units_tell_what_grows_with_the_country() -> None:
    assert [degree(unit) for unit in ("Mt", "Mt/Mperson", "kg/person", "1", "Ggold/Mt", "Grouble")] == [
        1,
        0,
        0,
        0,
        0,
        1,
    ]


@tried(6)
@given(number=numbers, by=st.sampled_from([0.5, 2.0, 3.0]))
def test_law_7_doubling_the_country_and_its_plans_changes_no_intensive_result(number: int, by: float) -> None:
    setting = any_setting(number)
    plain, large = setting.played(), setting.seen(larger(by)).played()
    same_history(large, plain, larger(by))


@tried(6)
@given(number=numbers, order=st.permutations(range(13)))
def test_law_7_permuting_regions_permutes_results(number: int, order: list[int]) -> None:
    setting = any_setting(number)
    plain, moved = setting.played(), setting.seen(reordered(order)).played()
    same_history(moved, plain, reordered(order))


@tried(8)
@given(number=numbers, region=st.integers(0, 12))
def test_law_7_cutting_a_region_in_two_equal_halves_changes_nothing(number: int, region: int) -> None:
    setting = any_setting(number)
    plain, divided = setting.played(), setting.seen(cut(region)).played()
    same_history(divided, plain, cut(region))


@pytest.mark.parametrize("by", [0.5, 2.0])
def test_law_7_the_invasion_does_not_see_the_size_of_the_country(by: float) -> None:
    setting = any_setting(5)
    plain, large = setting.played(), setting.seen(larger(by))
    none, played = np.zeros(1), large.played()
    fortune = war.Fortune(enemy=none, command=none, winter=none, home=none, fronts=np.zeros((3, 1)))
    ours = step.invasion(large.params, played.states[-1], played.autumns[-1].army, fortune, large.years[-1])
    theirs = step.invasion(setting.params, plain.states[-1], plain.autumns[-1].army, fortune, setting.years[-1])
    same_table(ours, changed_table(theirs, larger(by)), "campaign", 1e-7)
