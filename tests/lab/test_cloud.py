"""A cloud is drawn again the same, stays within what may be moved, and widens with the model's discrepancy."""

from dataclasses import replace

import numpy as np
import pytest

from game.lab import cloud, fit, objective
from game.lab.coverage import COUNTED, covered
from game.lab.objective import Problem
from game.lab.published import VARIANTS
from game.model.quantity import Array
from game.scenario.load import load
from game.scenario.write import cloud_text

FEW = "living.starving_below,weather.residual.193[0-3]"


@pytest.fixture(scope="module")
def few() -> Problem:
    scenario = replace(load("great_break", fitted=False), cloud=None)
    return objective.problem(scenario, only=FEW, variants=VARIANTS[:1])


@pytest.fixture(scope="module")
def bottom(few: Problem) -> Array:
    return fit.descend(few, few.start)


def test_the_same_seed_gives_the_same_cloud(few: Problem, bottom: Array) -> None:
    one, other = (cloud.drawn(few, bottom, discrepancy=2.0, seed=4, rows=20) for _ in range(2))
    assert np.array_equal(one, other)
    assert not np.array_equal(one, cloud.drawn(few, bottom, discrepancy=2.0, seed=5, rows=20))
    assert one.shape == (20, len(few.free))
    assert ((one >= few.low) & (one <= few.high)).all()


def test_a_model_that_is_further_off_leaves_more_open(few: Problem, bottom: Array) -> None:
    narrow, wide = (cloud.drawn(few, bottom, discrepancy=each, rows=60).std(axis=0) for each in (0.5, 16.0))
    assert wide.mean() > narrow.mean()


def test_what_is_written_may_be_read_again(few: Problem, bottom: Array) -> None:
    rows = cloud.drawn(few, bottom, discrepancy=1.0, rows=12)
    held = cloud.with_vectors(few, rows).cloud
    assert held is not None
    assert np.allclose(held.rows, rows, rtol=1e-4)
    text = cloud_text([each.name for each in few.free], rows)
    assert text.splitlines()[0] == ",".join(each.name for each in few.free)
    assert len(text.splitlines()) == 13


def test_a_cloud_s_bands_hold_more_of_the_record_than_one_vector(few: Problem, bottom: Array) -> None:
    rows = cloud.drawn(few, bottom, discrepancy=4.0, rows=60)
    found = covered(cloud.with_vectors(few, rows), members=61)
    assert found.outer >= found.inner
    assert set(found.series) <= set(COUNTED)
    assert sum(each.points for each in found.series.values()) == found.points
    alone = covered(few.scenario, members=3)
    assert found.outer > alone.outer
