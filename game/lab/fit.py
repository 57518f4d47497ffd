"""Fit: the free parameters sought that bring the historical plan near the record (`objective.py`).

Gauss and Newton's step, damped after Levenberg and Marquardt, walks from the start to the bottom of its
valley: the slopes of all errors come from one batch, and each step tries many dampings at once. To see
whether there is a deeper valley, CMA-ES (pycma) throws generations of candidates round its best guess and
learns the shape of the land; it needs no slopes, so kinks (a harvest that just feeds) do not stop it; a
second descent begins where it ends, and the better of the two is kept. All draws come from one seed, so
that a search from the same start on the same machine ends at the same values.

At the bottom the slopes tell what the record knows: covariance (JᵀWJ + pull)⁻¹. A parameter whose
spread is hardly less than the pull's is unknown; two whose correlation is nearly one are confused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.lab import targets
from game.lab.objective import ROBUST, Problem
from game.model.quantity import Array

Tell = Callable[[int, int, float], None]
"""Told of each generation: how many are done, of how many, and the best objective so far."""

POPULATION: Final = 64
FIRST_STEP: Final = 0.12
"""The first generation's spread, as a share of each range."""
DESCENTS: Final = 40
PROBE: Final = 0.004
"""How far a slope is measured, as a share of the range."""
DAMPINGS: Final = tuple(10.0 ** (power / 3) for power in range(-9, 13))
ENOUGH: Final = 0.005
"""A step that mends the objective by less than this is the last."""
EDGE: Final = 0.01
KNOWN: Final = 0.9
"""A spread above this share of the pull's means that the record says next to nothing."""
ALIKE: Final = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Where a search ended: places between the bounds, and what the slopes there tell."""

    problem: Problem
    places: Array
    objective: float
    start: float
    seed: int
    generations: int
    covariance: Array

    @property
    def values(self) -> dict[str, float]:
        """The parameters by name, to six digits: what is written is what holds."""
        vector = self.problem.vectors(self.places[:, None])[:, 0]
        return {
            each.name: min(max(float(f"{value:.6g}"), each.low), each.high)
            for each, value in zip(self.problem.free, vector, strict=True)
        }

    @property
    def at_bounds(self) -> list[str]:
        """Parameters that would go further than they may."""
        return [
            each.name
            for each, place in zip(self.problem.free, self.places, strict=True)
            if not EDGE <= place <= 1 - EDGE
        ]

    @property
    def unknown(self) -> list[str]:
        """Parameters that the record says next to nothing about."""
        _, pull = self.problem.pulls()
        spread = np.sqrt(np.diag(self.covariance))
        return [
            each.name for each, mine, free in zip(self.problem.free, spread, pull, strict=True) if mine > KNOWN * free
        ]

    @property
    def confused(self) -> list[str]:
        """Pairs that the record cannot tell apart, the worst first."""
        spread = np.sqrt(np.diag(self.covariance))
        alike = self.covariance / spread[:, None] / spread
        rows, columns = np.triu_indices(len(spread), 1)
        order = np.argsort(-np.abs(alike[rows, columns]), kind="stable")
        names = [each.name for each in self.problem.free]
        return [
            f"{names[rows[at]]} and {names[columns[at]]} ({alike[rows[at], columns[at]]:+.2f})"
            for at in order
            if abs(alike[rows[at], columns[at]]) > ALIKE
        ]

    def errors(self) -> dict[str, float]:
        """Mean absolute error of each national series: percent, or points where the target is in points."""
        return mean_errors(self.problem, self.places)


def fit(problem: Problem, *, seed: int = 1, generations: int = 300, tell: Tell | None = None) -> Fitted:
    """The best places found; the same for the same problem, seed and generations."""
    start = np.clip(problem.start, 0.0, 1.0)
    first = float(problem.losses(start[:, None])[0])
    best = descend(problem, start)
    if generations:
        other = descend(problem, search(problem, start, seed, generations, tell))
        best = min((best, other), key=lambda each: float(problem.losses(each[:, None])[0]))
    return Fitted(
        problem=problem,
        places=best,
        objective=float(problem.losses(best[:, None])[0]),
        start=first,
        seed=seed,
        generations=generations,
        covariance=covariance(problem, best),
    )


def search(problem: Problem, start: Array, seed: int, generations: int, tell: Tell | None = None) -> Array:
    """CMA-ES from a start; places of the best candidate."""
    import cma

    options = {
        "bounds": [0, 1],
        "seed": seed + 1,  # pycma takes nought for the clock
        "popsize": POPULATION,
        "maxiter": generations,
        "verbose": -9,
        "verb_log": 0,
        "tolflatfitness": generations,
    }
    strategy = cma.CMAEvolutionStrategy(np.clip(start, EDGE, 1 - EDGE), FIRST_STEP, options)
    best, least = start, float(problem.losses(start[:, None])[0])
    done = 0
    while not strategy.stop():
        crowd = np.array(strategy.ask()).T
        losses = problem.losses(crowd)
        strategy.tell(list(crowd.T), losses.tolist())
        at = int(losses.argmin())
        if losses[at] < least:
            best, least = crowd[:, at].copy(), float(losses[at])
        done += 1
        if tell is not None:
            tell(done, generations, least)
    return np.clip(best, 0.0, 1.0)


def slopes(problem: Problem, places: Array) -> tuple[Array, Array]:
    """Errors (M,) and their slopes (M, P), from differences to both sides within the bounds."""
    count = len(places)
    up, down = np.minimum(places + PROBE, 1.0), np.maximum(places - PROBE, 0.0)
    crowd = np.repeat(places[:, None], 2 * count + 1, axis=1)
    each = np.arange(count)
    crowd[each, each] = up
    crowd[each, count + each] = down
    errors = problem.errors(crowd)
    return errors[:, -1], (errors[:, :count] - errors[:, count : 2 * count]) / (up - down)


def curvature(problem: Problem, errors: Array, slope: Array) -> tuple[Array, Array]:
    """What a robust square feels of the slopes: JᵀWJ (P, P), and JᵀW (P, M)."""
    worth = np.array([term.weight for term in problem.terms])
    weighted = slope.T * (worth / np.sqrt(1 + (errors / ROBUST) ** 2))
    return weighted @ slope, weighted


def descend(problem: Problem, places: Array, steps: int = DESCENTS) -> Array:
    """Damped Gauss-Newton steps from a place to the bottom near it."""
    least = float(problem.losses(places[:, None])[0])
    centre, pull = problem.pulls()
    for _ in range(steps):
        errors, slope = slopes(problem, places)
        bent, weighted = curvature(problem, errors, slope)
        downhill = -(weighted @ errors + (places - centre) / pull**2)
        bent += np.diag(1 / pull**2)
        open_ = ~(((places <= 0) & (downhill < 0)) | ((places >= 1) & (downhill > 0)))
        inner = bent[np.ix_(open_, open_)]
        crowd = np.repeat(places[:, None], len(DAMPINGS), axis=1)
        for at, damping in enumerate(DAMPINGS):
            crowd[open_, at] += np.linalg.solve(inner + damping * np.diag(np.diag(inner)), downhill[open_])
        crowd = np.clip(crowd, 0.0, 1.0)
        losses = problem.losses(crowd)
        at = int(losses.argmin())
        if losses[at] > least - ENOUGH:
            break
        places, least = crowd[:, at].copy(), float(losses[at])
    return places


def covariance(problem: Problem, places: Array) -> Array:
    """Spread and likeness of the parameters that the record leaves, in shares of their ranges, (P, P)."""
    bent, _ = curvature(problem, *slopes(problem, places))
    _, pull = problem.pulls()
    found: Array = np.linalg.inv(bent + np.diag(1 / pull**2)).astype(np.float64)
    return found


def mean_errors(problem: Problem, places: Array, first: int = 0, last: int = 0) -> dict[str, float]:
    """Mean absolute error of national series at some places, within some years where they are given.

    Percent, or points where the target is in points.
    """
    errors = problem.errors(places[:, None])[:, 0]
    kinds = {each.reading: each.kind for each in targets.FOLLOWED if not each.regional}
    found: dict[str, list[float]] = {}
    for term, error, tolerance, logs in zip(problem.terms, errors, problem.tolerance, problem.logs, strict=True):
        if term.region or term.name not in kinds or not (first or 0) <= term.year <= (last or term.year):
            continue
        if not logs and kinds[term.name] == "log":
            continue  # a range of the literature, not a year of the series
        off = 100 * abs(np.expm1(error * tolerance)) if logs else abs(error * tolerance)
        found.setdefault(term.name, []).append(float(off))
    return {name: float(np.mean(each)) for name, each in found.items()}
