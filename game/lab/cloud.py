"""Cloud: not one parameter vector but many, drawn from what the record allows.

    min over 0 ≤ u ≤ 1 of  Σ_i w_i (e_i(u) − e*_i)² / T_i + |(u − u*) / s|² + |λ (u − û)|²      [1]
    e*_i ~ N(ê_i, T_i / w_i),  u* ~ N(û, s²)

Randomised maximum likelihood (Kitanidis 1995; Oliver, He and Reynolds 1996): each vector is a fit to a record
of its own, which misses the shipped fit by as much as the tolerances allow, begun from a guess of its
own. û is where the fit ended and ê its errors, w the weights and s the widths of the pulls
(`objective.py`); λ, for a parameter that the record presses against its bound, is that pressure: it may
leave the bound only as far as the record bears. The vectors walk together by Gauss-Newton steps with the
slopes of the shipped fit, the model itself being played at every step; of many the nearest to the ranges of
hunger are kept.

The equations are wrong as well as uncertain: no vector follows every series within its tolerance. T,
the model's discrepancy, says by how much the tolerances are widened (in variance) before the spread of
the cloud is honest about the misses that are left; it is the smallest of a list for which history's bands hold as
many of the record's points as they promise. Ranges of the literature are wide already: there T is one.
Only history's plan is played: no claim about other plans
narrows the cloud.

Walkers (emcee, differential evolution) were tried and left: in 130 dimensions they took minutes, and
crept to where vectors are many rather than good, so that half of the product's points left their band.
Plain draws from the gaussian round the fit, the best tenth kept, miss how sharply hunger bends: Ukraine's
dead fell to a third of the record's.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from game.lab import fit
from game.lab.coverage import covered
from game.lab.objective import ROBUST, Problem
from game.lab.published import VARIANTS
from game.model.quantity import Array
from game.rules import likely
from game.scenario.cloud import Cloud
from game.scenario.records import Scenario

ROWS: Final = 500
SPARE: Final = 24
"""Vectors that walk for each that is kept."""
STEPS: Final = 6
LEAST_WEIGHT: Final = 1e-3
DISCREPANCIES: Final = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
INNER: Final = 0.44
OUTER: Final = 0.82
"""Shares of the record's points that history's 50 % and 90 % bands should hold, with a little to spare."""
PRESSED: Final = 0.005
"""Nearer to a bound than this a parameter stands at it."""


def drawn(problem: Problem, places: Array, *, discrepancy: float, seed: int = 1, rows: int = ROWS) -> Array:
    """Parameter vectors that the record allows, (rows, P); the same for the same arguments."""
    count = SPARE * rows
    errors, slope = fit.slopes(problem, places)
    widened = np.array([1.0 if term.range else discrepancy for term in problem.terms])
    weights = (np.array([term.weight for term in problem.terms]) / widened)[:, None]
    _, pull = problem.pulls()
    weighted = slope.T * (weights[:, 0] / np.sqrt(1 + (errors / ROBUST) ** 2))
    at_bound = (places < PRESSED) | (places > 1 - PRESSED)
    pressure = np.where(at_bound, weighted @ errors, 0.0)
    spread = np.linalg.inv(weighted @ slope + np.diag(1 / pull**2 + pressure**2)).astype(np.float64)
    chance = np.random.default_rng(seed)
    aims = errors[:, None] + chance.standard_normal((len(errors), count)) / np.sqrt(np.maximum(weights, LEAST_WEIGHT))
    centres = places[:, None] + pull[:, None] * chance.standard_normal((len(places), count))

    def off(crowd: Array, found: Array) -> Array:
        far: Array = (weights * (found - aims) ** 2).sum(axis=0)
        far += (((crowd - centres) / pull[:, None]) ** 2).sum(axis=0)
        far += ((pressure[:, None] * (crowd - places[:, None])) ** 2).sum(axis=0)
        return far

    crowd = np.repeat(places[:, None], count, axis=1)
    found = np.repeat(errors[:, None], count, axis=1)
    far, length = off(crowd, found), np.ones(count)
    for step in range(STEPS):
        downhill = slope.T @ (weights * (found - aims) / np.sqrt(1 + (found / ROBUST) ** 2))
        downhill += (crowd - centres) / pull[:, None] ** 2
        downhill += pressure[:, None] ** 2 * (crowd - places[:, None])
        tried = np.clip(crowd - length * (spread @ downhill), 0.0, 1.0)
        theirs = problem.errors(tried)
        distance = off(tried, theirs)
        better = (distance < far) | (step == 0)  # the first leads away from the fit, whatever it meets
        crowd, found = np.where(better, tried, crowd), np.where(better, theirs, found)
        far = np.where(better, distance, far)
        length = np.where(better, np.minimum(1.0, 1.5 * length), 0.4 * length)
    ranges = np.array([[term.range] for term in problem.terms])
    nearest = np.argsort(problem.weighed(np.where(ranges, found, 0.0)), kind="stable")
    best = np.sort(nearest[:rows])  # in the order drawn, so that rows are alike
    return problem.vectors(crowd[:, best]).T


def discrepancy(problem: Problem, places: Array, seed: int = 1, rows: int = 200) -> float:
    """The least widening for which history's bands hold as much of the record as they should."""
    for each in DISCREPANCIES:
        vectors = drawn(problem, places, discrepancy=each, seed=seed, rows=rows)
        found = covered(with_vectors(problem, vectors), members=rows, seed=seed)
        if found.inner >= INNER and found.outer >= OUTER:
            return each
    return DISCREPANCIES[-1]


def with_vectors(problem: Problem, vectors: Array) -> Scenario:
    """The fitted scenario with a cloud of these vectors, (M, P)."""
    lines = [",".join(f"{value:.5g}" for value in row) for row in vectors]
    return replace(problem.scenario, cloud=Cloud("cloud", lines, problem.free, tuple(range(len(problem.free)))))


def settled_problem(scenario: Scenario) -> tuple[Problem, Array]:
    """The problem of a fitted scenario with history alone, and the place where the fit ended."""
    from game.lab import objective

    problem = objective.problem(replace(scenario, cloud=None), variants=VARIANTS[:1])
    values = likely.values(problem.scenario, problem.free)
    return problem, np.clip((values - problem.low) / (problem.high - problem.low), 0.0, 1.0)
