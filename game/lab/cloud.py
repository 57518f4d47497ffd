"""Cloud: not one parameter vector but many, drawn from what the record allows.

    ln p(u) = −½ (Σ_i w_i ρ(e_i) / T + pulls(u)),  0 ≤ u ≤ 1                             [1]

with errors, weights and pulls of the fit's objective. The equations are wrong as well as uncertain:
no vector follows every series within its tolerance. T, the model's discrepancy, says by how much the
tolerances must be widened (in variance) before the spread of the cloud is honest about the misses that are left;
it is the smallest of a list for which history's 50 % band holds half of the record's points.

The walkers of emcee (differential evolution: a walker moves along the difference of two others, Braak
2006) start from the fit's own covariance and forget it as they go. Only history's plan is played: the cloud is
what the record allows, and no claim about other plans narrows it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.lab import fit, targets
from game.lab.ensembles import ensemble
from game.lab.objective import Problem
from game.model.quantity import Array
from game.rules import likely, luck, observe
from game.rules.observe import Series
from game.scenario.cloud import Cloud
from game.scenario.records import Point, Scenario

ROWS: Final = 600
STEPS: Final = 1500
WALKERS: Final = 2.5
"""Walkers for each parameter; twice as many as parameters is the least that emcee allows."""
DISCREPANCIES: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0)
HALF: Final = 0.5
SNOOKER: Final = 0.1
"""Share of moves along the line to another walker, which help where the valley bends."""

ORDERED: Final = frozenset(
    {"collectivised_households_pct", "gross_investment_share_gnp", "defence_share_gnp", "army_size"}
)
"""Series that a plan orders outright: the model reproduces them by construction, and they prove nothing."""
NINETY: Final = 1.645
"""Standard deviations from the middle to the end of a band of 90 %."""

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
        lambda crowd: densities(problem, crowd.T, discrepancy),
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


def densities(problem: Problem, places: Array, discrepancy: float) -> Array:
    """Log density of places, (K,); nothing outside the bounds."""
    inside = ((places >= 0) & (places <= 1)).all(axis=0)
    held = np.clip(places, 0.0, 1.0)
    found = -0.5 * (problem.weighed(problem.errors(held)) / discrepancy + problem.prior(held))
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
    """The least widening for which half of the record's points lie in history's 50 % band."""
    for each in DISCREPANCIES:
        vectors = problem.vectors(near(problem, places, each, seed, members).T).T
        if covered(with_vectors(problem, vectors), members=members, seed=seed).inner >= HALF:
            return each
    return DISCREPANCIES[-1]


def with_vectors(problem: Problem, vectors: Array) -> Scenario:
    """The fitted scenario with a cloud of these vectors, (M, P)."""
    lines = [",".join(f"{value:.5g}" for value in row) for row in vectors]
    return replace(problem.scenario, cloud=Cloud("cloud", lines, problem.free, tuple(range(len(problem.free)))))


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a series' record points lie inside history's bands."""

    points: int
    outer: float
    inner: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of the record's points inside the 90 % (`outer`) and the 50 % band (`inner`) of the historical plan."""

    points: int
    outer: float
    inner: float
    series: Mapping[str, Share]


def covered(scenario: Scenario, *, members: int = 300, seed: int = 1) -> Coverage:
    """How much of the record the historical plan's bands hold, under history's weather.

    A band is of what an archive would have: a future's own figure with an error of the archive's size.
    What a plan orders outright is left out, and so is the first January, which is given.
    """
    wanted = [name for name in scenario.record.national if name in observe.READINGS and name not in ORDERED]
    played = ensemble(
        scenario, scenario.plans[targets.PLAN], seed=seed, futures=members + 1, luck="history", only=wanted
    )
    series: dict[str, Share] = {}
    every: list[tuple[bool, bool]] = []
    for name in wanted:
        found = list(_inside(scenario, played.series, name, seed))
        if found:
            outer, inner = (float(np.mean([each[at] for each in found])) for at in (0, 1))
            series[name] = Share(len(found), outer, inner)
            every += found
    outer, inner = (float(np.mean([each[at] for each in every])) for at in (0, 1))
    return Coverage(len(every), outer, inner, series)


def _inside(scenario: Scenario, series: Series, name: str, seed: int) -> Sequence[tuple[bool, bool]]:
    """For each record point of a series whether the 90 % band holds it, and the 50 % band."""
    about = scenario.record.about[name]
    found: list[tuple[bool, bool]] = []
    for year, point in scenario.record.national[name].items():
        first = scenario.first_year + (observe.READINGS[name].timing == "january")
        if year not in series.years or year < first:
            continue
        value = about.target.get(year, point.value)
        ours = series[name][series.years.index(year)][1:]
        if np.isnan(ours).any():
            continue
        seen = ours + _archive(point, seed, len(ours), year, name)
        low, inner_low, inner_high, high = np.percentile(seen, (5, 25, 75, 95))
        found.append((bool(low <= value <= high), bool(inner_low <= value <= inner_high)))
    return found


def _archive(point: Point, seed: int, count: int, year: int, name: str) -> Array:
    """What an archive may be wrong by, a draw for each member."""
    chance = luck.normals(seed, np.arange(1, count + 1, dtype=np.uint64), [(year, f"archive.{name}")])[0]
    up, down = max(point.high - point.value, 0.0), max(point.value - point.low, 0.0)
    found: Array = chance * np.where(chance > 0, up, down) / NINETY
    return found


def settled_problem(scenario: Scenario) -> tuple[Problem, Array]:
    """The problem of a fitted scenario with history alone, and the place where the fit ended."""
    from game.lab import objective

    problem = objective.problem(replace(scenario, cloud=None), variants=targets.VARIANTS[:1])
    values = likely.values(problem.scenario, problem.free)
    return problem, np.clip((values - problem.low) / (problem.high - problem.low), 0.0, 1.0)
