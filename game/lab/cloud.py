"""Cloud: not one parameter vector but many, drawn from what the record allows.

    ln p(u) = −½ (Σ_i w_i ρ(e_i) / T + Σ_j ((u_j − û_j) / s_j)²),  0 ≤ u ≤ 1              [1]

with errors, weights and spreads of the fit's objective; û is where the fit ended, so that the cloud lies round
the shipped parameters and not round the guesses that the fit began with. The equations are wrong as well as uncertain:
no vector follows every series within its tolerance. T, the model's discrepancy, says by how much the
tolerances must be widened (in variance) before the spread of the cloud is honest about the misses that are left;
it is the smallest of a list for which history's bands hold as many of the record's points as they promise.

The walkers of emcee (differential evolution: a walker moves along the difference of two others, Braak
2006) start from the fit's own covariance and forget it as they go. Only history's plan is played: the cloud is
what the record allows, and no claim about other plans narrows it.
"""

from collections.abc import Callable
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
STEPS: Final = 600
WALKERS: Final = 2.5
"""Walkers for each parameter; twice as many as parameters is the least that emcee allows."""
DISCREPANCIES: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0)
INNER: Final = 0.46
OUTER: Final = 0.85
"""Shares of the record's points that history's 50 % and 90 % bands should hold, with a little to spare."""
SNOOKER: Final = 0.1
"""Share of moves along the line to another walker, which help where the valley bends."""

Tell = Callable[[int, int, float], None]


def drawn(
    problem: Problem,
    places: Array,
    *,
    discrepancy: float,
    seed: int = 1,
    rows: int = ROWS,
    steps: int = STEPS,
    tell: Tell | None = None,
) -> Array:
    """Parameter vectors that the record allows, (rows, P); the same for the same arguments."""
    import emcee

    count = max(2 * len(places) + 2, int(WALKERS * len(places)))
    count += count % 2
    walkers = near(problem, places, discrepancy, seed, count)
    sampler = emcee.EnsembleSampler(
        count,
        len(places),
        lambda crowd: densities(problem, crowd.T, places, discrepancy),
        vectorize=True,
        moves=[(emcee.moves.DEMove(), 1 - SNOOKER), (emcee.moves.DESnookerMove(), SNOOKER)],
    )
    start = emcee.State(walkers, random_state=np.random.RandomState(seed).get_state())
    kept: list[Array] = []
    wanted = -(-rows // count)
    every = max(1, steps // (2 * wanted))
    for done, state in enumerate(sampler.sample(start, iterations=steps, store=False), start=1):
        if (steps - done) % every == 0 and (steps - done) // every < wanted:
            kept.append(np.array(state.coords))
        if tell is not None:
            tell(done, steps, float(-2 * np.median(state.log_prob)))
    return problem.vectors(np.concatenate(kept)[:rows].T).T


def densities(problem: Problem, crowd: Array, places: Array, discrepancy: float) -> Array:
    """Log density of a crowd (P, K) round the fit's places, (K,); nothing outside the bounds."""
    inside = ((crowd >= 0) & (crowd <= 1)).all(axis=0)
    held = np.clip(crowd, 0.0, 1.0)
    found = -0.5 * (problem.weighed(problem.errors(held)) / discrepancy + problem.prior(held, places))
    return np.where(inside, found, -np.inf)


def near(problem: Problem, places: Array, discrepancy: float, seed: int, count: int) -> Array:
    """Draws from the fit's own covariance, widened by the discrepancy and folded into the bounds, (count, P)."""
    bent, _ = fit.curvature(problem, *fit.slopes(problem, places))
    _, pull = problem.pulls()
    spread = np.linalg.inv(bent / discrepancy + np.diag(1 / pull**2))
    chance = np.random.default_rng(seed)
    found = chance.multivariate_normal(places, spread, size=count, method="eigh")
    folded = np.abs(found) % 2
    inside: Array = np.clip(np.where(folded > 1, 2 - folded, folded), 0.001, 0.999)
    return inside


def discrepancy(problem: Problem, places: Array, seed: int = 1, members: int = 200) -> float:
    """The least widening for which history's bands hold as much of the record as they should."""
    for each in DISCREPANCIES:
        vectors = problem.vectors(near(problem, places, each, seed, members).T).T
        found = covered(with_vectors(problem, vectors), members=members, seed=seed)
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
