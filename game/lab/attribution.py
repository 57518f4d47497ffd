"""Attribution: what each of several causes contributed to a change, in parts that add up to it exactly.

    φ_i = Σ_{S ∌ i} |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S))          the Shapley value of cause i      [as v]

v(S) is the quantity in a world in which the causes of the set S have been switched from the way they were to
the way they are, and all others not; φ is the mean, over every order in which n causes can be switched one
after another, of what v changes by when i's turn comes (Shapley 1953). It is the only division that gives
equal causes equal parts, nothing to what changes nothing, and the whole to all of them together.

Where the 2ⁿ sets are few all of them are played and the values are exact. Beyond, orders are drawn (Castro,
Gómez and Tejada 2009), each together with its reverse: whatever two causes do only together is then split
evenly between them with no error at all, and chance is left with what takes three (antithetic sampling:
Mitchell, Cooper, Frank and Holmes 2022). Along any one order the steps lead from start to end, so that parts
add up to the change however few orders were drawn. The error is the standard error over the pairs, which are
independent draws.

Every set is one future of a single run: `value` is called once, with a column for each set.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.model.quantity import Array

Switches = NDArray[np.bool_]
"""Which causes are switched in which set, (n, C)."""

MOST_SETS: Final = 320
"""Sets played unless another number is asked for: what a forecast of a few hundred futures costs."""
FEWEST_PAIRS: Final = 4
"""Pairs of orders drawn at least, however many causes there are, so that there is an error to tell."""
LEAST: Final = 0.01
"""Share of the largest contribution below which a cause is told together with the other small ones."""
MOST_CAUSES: Final = 60
"""A set is kept as the bits of one integer."""


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """A change divided among its causes, in the unit of what changed.

    `samples` holds a whole division in each row, one for every pair of orders drawn, or a single one where the
    division is exact; `sets` is how many worlds were played for it.
    """

    start: float
    end: float
    samples: Array
    sets: int

    @property
    def change(self) -> float:
        return self.end - self.start

    @property
    def exact(self) -> bool:
        """Whether every set was played, so that nothing is left to chance."""
        return len(self.samples) == 1

    def of(self, *causes: int) -> float:
        """What these causes contributed together."""
        return float(self.samples[:, causes].sum(axis=1).mean())

    def error(self, *causes: int) -> float:
        """The standard error of what these causes contributed together; nought where it is exact."""
        if self.exact:
            return 0.0
        return float(self.samples[:, causes].sum(axis=1).std(ddof=1) / math.sqrt(len(self.samples)))

    def largest(self) -> list[int]:
        """The causes by the size of their contribution, the largest first."""
        return [int(cause) for cause in np.argsort(-np.abs(self.samples.mean(axis=0)), kind="stable")]


def attribute(value: Callable[[Switches], Array], causes: int, *, most: int = MOST_SETS, seed: int = 1) -> Shares:
    """The change from no cause switched to all of them, divided among them.

    `value` takes the sets, (causes, C), and gives the quantity in each, (C,). About `most` sets are played, more
    where causes are many. ValueError where causes are below nought or above sixty.
    """
    if not 0 <= causes <= MOST_CAUSES:
        raise ValueError(f"{causes} causes cannot be told apart; none to {MOST_CAUSES} can")
    if causes <= math.log2(max(most, 2)):
        return _exactly(value, causes)
    pairs = max(FEWEST_PAIRS, (most - 2) // (2 * (causes - 1)))
    return _sampled(value, orders(causes, pairs, seed))


def orders(causes: int, pairs: int, seed: int = 1) -> NDArray[np.int64]:
    """Orders of the causes, (2 pairs, causes): each drawn, with its reverse after it."""
    chance = np.random.default_rng(seed)
    drawn = chance.permuted(np.tile(np.arange(causes), (pairs, 1)), axis=1)
    return np.stack([drawn, drawn[:, ::-1]], axis=1).reshape(2 * pairs, causes)


def _exactly(value: Callable[[Switches], Array], causes: int) -> Shares:
    """Every set played, each cause's step from each set without it, weighted by how many orders pass there."""
    codes = np.arange(1 << causes)
    found = _values(value, codes, causes)
    size = (codes >> np.arange(causes)[:, None] & 1).sum(axis=0)
    parts = np.zeros(causes)
    for cause in range(causes):
        without = codes[codes >> cause & 1 == 0]
        weights = np.array([1 / (causes * math.comb(causes - 1, many)) for many in range(causes)])[size[without]]
        parts[cause] = weights @ (found[without | 1 << cause] - found[without])
    return Shares(float(found[0]), float(found[-1]), parts[None, :], len(codes))


def _sampled(value: Callable[[Switches], Array], drawn: NDArray[np.int64]) -> Shares:
    """The sets along each order played once each, though several orders pass by them."""
    causes = drawn.shape[1]
    passed = np.cumsum(np.left_shift(1, drawn), axis=1)
    along = np.concatenate([np.zeros((len(drawn), 1), dtype=np.int64), passed], axis=1)
    codes, where = np.unique(along, return_inverse=True)
    found = _values(value, codes, causes)
    steps = np.diff(found[where.reshape(along.shape)], axis=1)
    parts = np.empty_like(steps)
    np.put_along_axis(parts, drawn, steps, axis=1)
    return Shares(float(found[0]), float(found[-1]), (parts[0::2] + parts[1::2]) / 2, len(codes))


def _values(value: Callable[[Switches], Array], codes: NDArray[np.int64], causes: int) -> Array:
    switched = (codes >> np.arange(causes)[:, None] & 1).astype(bool)
    found = np.broadcast_to(value(switched), codes.shape)
    return np.asarray(found, dtype=np.float64)


def grouped(shares: Shares, most: int, least: float = LEAST) -> list[tuple[int, ...]]:
    """The causes in at most so many groups: the largest alone and first, at the end all the small ones together.

    Small is below a `least` share of the largest; what changed nothing at all is in no group.
    """
    moved = [cause for cause in shares.largest() if shares.samples[:, cause].any()]
    if not moved:
        return []
    alone = [cause for cause in moved[:most] if abs(shares.of(cause)) >= least * abs(shares.of(moved[0]))]
    if len(moved) - len(alone) == 1 and len(moved) <= most:
        return [(cause,) for cause in moved]
    if len(alone) < len(moved):
        alone = alone[: most - 1]
        return [*((cause,) for cause in alone), tuple(moved[len(alone) :])]
    return [(cause,) for cause in alone]
