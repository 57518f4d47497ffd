"""Cloud: not one parameter vector but many, drawn from what the record allows.

    u ~ N(û, (JᵀWJ / T + S⁻² + Λ)⁻¹) folded into 0 ≤ u ≤ 1,  kept: the best tenth by Σ_i w_i ρ(e_i)      [1]

û is where the fit ended, J the slopes there, W the weights, S the widths of its pulls (`objective.py`,
`fit.py`). Λ holds, for a parameter that the record presses against its bound, the square of that
pressure: it may leave the bound only as far as the record bears. The gaussian is a proposal; every
draw is then played under the historical plan and the nearest to the record are kept, which is
approximate Bayesian computation with the objective as the distance.

The equations are wrong as well as uncertain: no vector follows every series within its tolerance. T,
the model's discrepancy, says by how much the tolerances are widened (in variance) before the spread of
the cloud is honest about the misses that are left; it is the smallest of a list for which history's bands hold as
many of the record's points as they promise. Only history's plan is played: no claim about other plans
narrows the cloud.

Walkers (emcee, differential evolution) were tried and left: in 130 dimensions they took minutes, and
crept to where vectors are many rather than good, so that half of the product's points left their band.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from game.lab import fit, targets
from game.lab.coverage import covered
from game.lab.objective import Problem
from game.model.quantity import Array
from game.rules import likely
from game.scenario.cloud import Cloud
from game.scenario.records import Scenario

ROWS: Final = 500
DRAWS: Final = 10
"""Vectors played for each that is kept."""
DISCREPANCIES: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0)
INNER: Final = 0.46
OUTER: Final = 0.84
"""Shares of the record's points that history's 50 % and 90 % bands should hold, with a little to spare."""
PRESSED: Final = 0.005
"""Nearer to a bound than this a parameter stands at it."""


def drawn(problem: Problem, places: Array, *, discrepancy: float, seed: int = 1, rows: int = ROWS) -> Array:
    """Parameter vectors that the record allows, (rows, P); the same for the same arguments."""
    crowd = near(problem, places, discrepancy, seed, DRAWS * rows)
    losses = problem.weighed(problem.errors(crowd.T))
    best = np.sort(np.argsort(losses, kind="stable")[:rows])  # in the order drawn, so that rows are alike
    return problem.vectors(crowd[best].T).T


def near(problem: Problem, places: Array, discrepancy: float, seed: int, count: int) -> Array:
    """Draws round the fit, widened by the discrepancy and folded into the bounds, (count, P)."""
    errors, slope = fit.slopes(problem, places)
    bent, weighted = fit.curvature(problem, errors, slope)
    _, pull = problem.pulls()
    at_bound = (places < PRESSED) | (places > 1 - PRESSED)
    pressure = np.where(at_bound, weighted @ errors / discrepancy, 0.0)
    spread = np.linalg.inv(bent / discrepancy + np.diag(1 / pull**2 + pressure**2))
    chance = np.random.default_rng(seed)
    found = chance.multivariate_normal(places, spread, size=count, method="eigh")
    folded = np.abs(found) % 2
    inside: Array = np.where(folded > 1, 2 - folded, folded)
    return inside


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

    problem = objective.problem(replace(scenario, cloud=None), variants=targets.VARIANTS[:1])
    values = likely.values(problem.scenario, problem.free)
    return problem, np.clip((values - problem.low) / (problem.high - problem.low), 0.0, 1.0)
