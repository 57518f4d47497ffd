"""Attribution: known answers, parts that add up whatever the game, and an error that tells how far chance misled."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.lab.attribution import Switches, attribute, grouped, orders
from game.model.quantity import Array


def test_causes_that_add_up_get_what_they_add() -> None:
    worth = np.array([3.0, -1.5, 0.25])
    shares = attribute(lambda on: 10 + worth @ on, 3)
    assert (shares.start, shares.end, shares.exact) == (10.0, 11.75, True)
    assert [shares.of(cause) for cause in range(3)] == pytest.approx(worth, abs=1e-12)


def test_two_levers_that_multiply_share_what_they_only_do_together_by_halves() -> None:
    """From 2 · 3 to 5 · 7: the first alone brings 9, the second 8, both together 12 more."""
    shares = attribute(lambda on: np.where(on[0], 5.0, 2.0) * np.where(on[1], 7.0, 3.0), 2)
    assert shares.of(0) == pytest.approx((5 - 2) * (3 + 7) / 2, abs=1e-12) == 15.0
    assert shares.of(1) == pytest.approx((7 - 3) * (2 + 5) / 2, abs=1e-12) == 14.0


def test_what_takes_three_is_shared_by_thirds_and_a_bystander_gets_nothing() -> None:
    shares = attribute(lambda on: 6.0 * (on[0] & on[1] & on[3]), 4)
    assert [shares.of(cause) for cause in range(4)] == pytest.approx([2, 2, 0, 2], abs=1e-12)
    assert shares.sets == 16


def test_every_set_is_asked_for_once_in_a_single_call() -> None:
    calls: list[Switches] = []

    def value(on: Switches) -> Array:
        calls.append(on)
        return np.asarray(on.sum(axis=0), dtype=np.float64)

    for causes in (0, 1, 5, 12, 30):
        calls.clear()
        shares = attribute(value, causes, most=200)
        assert len(calls) == 1
        assert calls[0].shape == (causes, shares.sets)
        assert len({tuple(column) for column in calls[0].T.tolist()}) == shares.sets
        assert shares.change == causes


def pairwise(causes: int, seed: int) -> tuple[Array, Array]:
    """What each cause does alone, and what each pair does only together."""
    chance = np.random.default_rng(seed)
    return chance.normal(size=causes), np.triu(chance.normal(size=(causes, causes)), 1)


def test_reversed_orders_share_what_pairs_do_together_without_any_error() -> None:
    """Twenty causes are too many to play every set; in pairs they are exact all the same."""
    alone, together = pairwise(20, 1)
    shares = attribute(lambda on: alone @ on + np.einsum("ij,ic,jc->c", together, on, on), 20)
    known = alone + (together.sum(axis=0) + together.sum(axis=1)) / 2
    assert not shares.exact
    assert [shares.of(cause) for cause in range(20)] == pytest.approx(known, abs=1e-9)
    assert max(shares.error(cause) for cause in range(20)) < 1e-9


def test_each_order_is_drawn_with_its_reverse() -> None:
    drawn = orders(9, 6, seed=3)
    assert (drawn[0::2, ::-1] == drawn[1::2]).all()
    assert (np.sort(drawn, axis=1) == np.arange(9)).all()
    assert (drawn == orders(9, 6, seed=3)).all()
    assert (drawn != orders(9, 6, seed=4)).any()


@settings(max_examples=60, deadline=None)
@given(causes=st.integers(0, 16), seed=st.integers(0, 2**32 - 1), most=st.integers(2, 300))
def test_parts_add_up_to_the_change_whatever_the_game(causes: int, seed: int, most: int) -> None:
    """Any function of the sets at all: a value for each of them by a hash."""
    table = np.random.default_rng(seed).normal(size=1 << causes)
    shares = attribute(lambda on: table[(1 << np.arange(causes)) @ on.astype(int)], causes, most=most, seed=seed)
    assert sum(shares.of(cause) for cause in range(causes)) == pytest.approx(shares.change, abs=1e-9)
    assert (shares.start, shares.end) == (table[0], table[-1])
    parts = grouped(shares, 5)
    assert len(parts) <= 5
    assert math.fsum(shares.of(*part) for part in parts) == pytest.approx(shares.change, abs=1e-9)


def test_the_sampled_division_comes_near_the_exact_one_and_says_how_near() -> None:
    """A bend where many causes come together, as hunger has. Errors told hold about as often as normal ones do."""
    weights = np.linspace(0.5, 2.0, 12)

    def value(on: Switches) -> Array:
        return np.asarray(np.maximum(0.0, weights @ on - 0.6 * weights.sum()) ** 2)

    exact = attribute(value, 12, most=5000)
    assert exact.exact
    known = [exact.of(cause) for cause in range(12)]
    off, told = [], []
    for seed in range(20):
        shares = attribute(value, 12, most=400, seed=seed)
        off += [shares.of(cause) - right for cause, right in enumerate(known)]
        told += [shares.error(cause) for cause in range(12)]
    within = np.mean([abs(miss) <= 2 * error for miss, error in zip(off, told, strict=True)])
    assert 0.88 < within < 1.0
    assert np.sqrt(np.mean(np.square(off))) == pytest.approx(np.sqrt(np.mean(np.square(told))), rel=0.25)


def test_equal_causes_get_equal_parts_when_every_set_is_played() -> None:
    shares = attribute(lambda on: on.sum(axis=0).astype(float) ** 3, 7)
    assert all(shares.of(a) == pytest.approx(shares.of(b), abs=1e-12) for a, b in itertools.pairwise(range(7)))


def test_small_causes_are_told_together_at_the_end() -> None:
    worth = np.array([10.0, 0.02, -4.0, 0.03, 0.0])
    shares = attribute(lambda on: worth @ on, 5)
    assert grouped(shares, 12) == [(0,), (2,), (3, 1)]
    assert grouped(shares, 2) == [(0,), (2, 3, 1)]
    assert grouped(attribute(lambda on: np.zeros(on.shape[1]), 3), 12) == []
    assert grouped(attribute(lambda on: worth[:2] @ on, 2), 12) == [(0,), (1,)]


def test_too_many_causes_are_refused() -> None:
    with pytest.raises(ValueError, match="61 causes"):
        attribute(lambda on: on[0].astype(float), 61)
