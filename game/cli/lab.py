"""`lab`: the model fitted to the record, the parameters that the record allows, and what follows from a fit."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from game.cli import output
from game.cli.failures import WrongInputError
from game.lab import cloud, fit, objective
from game.lab.coverage import Coverage, covered
from game.lab.fit import Fitted, Tell
from game.lab.references import references
from game.rules import likely
from game.scenario import lineage, place, write
from game.scenario.cloud import NAME as CLOUD
from game.scenario.load import load
from game.scenario.records import Scenario

BASE = "base"
SCENARIO = "great_break"


def run_fit(only: str, until: int, generations: int, seed: int, out: Path | None) -> int:
    """Fit, say how it went, and write the overlay; with a last year, test it on the years after and write nothing."""
    if generations:
        needed("cma")
    scenario = load(SCENARIO, fitted=False)
    checked(scenario, until)
    if not 0 <= generations <= 100_000:
        raise WrongInputError(f"--generations: {generations} cannot be searched", "ask for 0 to 100000")
    try:
        problem = objective.problem(scenario, only=only, until=until)
    except ValueError as error:
        raise WrongInputError(f"--only: {error}", "name parameters as in `living.*,collections.bias.*`") from error
    with told(f"{len(problem.free)} parameters") as tell:
        found = fit.fit(problem, seed=seed, generations=generations, tell=tell)
    print("\n".join(lines(found)))
    if until and until <= scenario.last_year:
        print("\n".join(prophecy(scenario, found, until)))
    if out is None and (until or only):
        print("nothing is written: a fit of a part, or to a part of the years, is a test; --out FILE keeps it")
        return 0
    path = out or place.scenarios() / BASE / lineage.FIT
    with output.destination(path) as file:
        file.write(overlay(scenario, found, only, until))
    print(f"written: {path}", file=sys.stderr)
    return 0


def run_cloud(rows: int, discrepancy: float, seed: int, out: Path | None) -> int:
    """Draw the cloud round the shipped fit, write it, and say how much of the record its bands hold."""
    if not 10 <= rows <= 2000:
        raise WrongInputError(f"--rows: {rows} vectors cannot be kept", "ask for 10 to 2000")
    if discrepancy < 0:
        raise WrongInputError(f"--discrepancy: {discrepancy} is below nought", "leave it out, to choose it by coverage")
    problem, places = cloud.settled_problem(load(SCENARIO))
    width = discrepancy or cloud.discrepancy(problem, places, seed)
    found = cloud.drawn(problem, places, discrepancy=width, seed=seed, rows=rows)
    path = out or place.scenarios() / BASE / CLOUD
    with output.destination(path) as file:
        file.write(write.cloud_text([each.name for each in problem.free], found))
    print(f"{len(found)} vectors of {len(problem.free)} parameters, discrepancy {width:g}, seed {seed}")
    print("\n".join(coverage_lines(covered(cloud.with_vectors(problem, found)))))
    print(f"written: {path}", file=sys.stderr)
    return 0


def coverage_lines(found: Coverage) -> Iterator[str]:
    """How much of the record the bands hold, for a reader."""
    yield f"inside the 90 % band {found.outer:.0%}, inside the 50 % band {found.inner:.0%} of {found.points} points"
    rows = [(name, str(each.points), f"{each.outer:.0%}", f"{each.inner:.0%}") for name, each in found.series.items()]
    yield from output.table(rows, ["series", "points", "in 90 %", "in 50 %"])


def run_references() -> int:
    """Derive again what readiness is counted against, into the overlay."""
    path = place.scenarios() / BASE / lineage.FIT
    if not path.is_file():
        raise WrongInputError(f"{path}: there is no fit", "run `python main.py lab fit` first")
    found = references(load(SCENARIO))
    text = write.with_derived(path.read_text(encoding="utf-8"), found, source_of_references())
    with output.destination(path) as file:
        file.write(text)
    for name, value in found.items():
        print(f"{name}: {value:g}")
    print(f"written: {path}", file=sys.stderr)
    return 0


def overlay(scenario: Scenario, found: Fitted, only: str, until: int) -> str:
    """fit.yaml for what was found, with the references that follow from it."""
    parts = [
        "python main.py lab fit",
        f"--only '{only}'" if only else "",
        f"--until {until}" if until else "",
        f"--generations {found.generations} --seed {found.seed}",
    ]
    head = {
        "command": " ".join(part for part in parts if part),
        "date": today(),
        "objective": round(found.objective, 4),
        "start": round(found.start, 4),
        "seed": found.seed,
        "generations": found.generations,
        "until": found.problem.until,
        "errors": {name: round(error, 2) for name, error in found.errors().items()},
        "at_bounds": found.at_bounds,
        "unknown": found.unknown,
        "confused": found.confused,
    }
    source = f"fitted {today()}, objective {found.objective:.1f} (game/lab/objective.py)"
    text = write.fit_text(head, scenario, found.values, source)
    return write.with_derived(text, references(settled(scenario, found)), source_of_references())


def settled(scenario: Scenario, found: Fitted) -> Scenario:
    """The scenario with the values that were found."""
    import numpy as np

    values = np.array([[found.values[each.name]] for each in found.problem.free])
    return likely.carried(scenario, found.problem.free, values)


def lines(found: Fitted) -> Iterator[str]:
    """What a fit found, for a reader."""
    yield f"objective {found.start:.1f} at the start, {found.objective:.1f} now"
    rows = [(name, f"{error:.1f}") for name, error in found.errors().items()]
    yield from output.table(rows, ["series", "mean error, % or points"])
    yield f"at their bounds: {', '.join(found.at_bounds) or 'none'}"
    yield f"next to nothing known about: {', '.join(found.unknown) or 'none'}"
    yield f"not to be told apart: {'; '.join(found.confused) or 'none'}"


def prophecy(scenario: Scenario, found: Fitted, until: int) -> Iterator[str]:
    """How a fit to the first years predicts the rest, their weather known by its pattern alone."""
    import numpy as np

    whole = objective.problem(settled_for(scenario, found, until), variants=found.problem.variants[:1])
    at = (likely.values(whole.scenario, whole.free) - whole.low) / (whole.high - whole.low)
    ahead = fit.mean_errors(whole, np.clip(at, 0, 1), until + 1, scenario.last_year + 1)
    fitted = fit.mean_errors(whole, np.clip(at, 0, 1), 0, until)
    rows = [(name, f"{fitted.get(name, float('nan')):.1f}", f"{error:.1f}") for name, error in ahead.items()]
    yield from output.table(rows, ["series", f"fitted to {until}", f"predicted {until + 1} on"])


def settled_for(scenario: Scenario, found: Fitted, until: int) -> Scenario:
    """The scenario with the values found, and weather after the last fitted year as the pattern alone has it."""
    from dataclasses import replace

    after = settled(scenario, found)
    residual = after.weather.residual[:, 0].copy()
    residual[until + 1 - scenario.first_year :] = 1.0
    return replace(after, weather=replace(after.weather, residual=residual))


def checked(scenario: Scenario, until: int) -> None:
    """WrongInputError where a last year is none of the scenario's."""
    if until and not scenario.first_year < until <= scenario.last_year + 1:
        raise WrongInputError(
            f"--until: {until} is no year to fit to", f"years are {scenario.first_year + 1} to {scenario.last_year + 1}"
        )


def needed(package: str) -> None:
    """WrongInputError where a package of the lab is not installed."""
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise WrongInputError(f"{package} is not installed", 'python -m pip install "great-break[lab]"')


def today() -> str:
    """The day, for sources."""
    return datetime.now(tz=UTC).date().isoformat()


def source_of_references() -> str:
    """Where derived references come from."""
    return f"the fitted historical plan in January 1941 (python main.py lab references, {today()})"


@contextmanager
def told(what: str) -> Iterator[Tell]:
    """A bar on a terminal, silence elsewhere."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("objective {task.fields[best]}"),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task(what, total=None, best="")

        def tell(done: int, total: int, best: float) -> None:
            bar.update(task, completed=done, total=total, best=f"{best:.1f}")

        yield tell
