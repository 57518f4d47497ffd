"""`bench`: how fast the game is on this machine, each figure beside a yardstick of the same run.

The yardstick is a fixed piece of numpy work of the model's kind (powers and logarithms on 13 regions by
1 000 futures). A ratio to it can be compared between machines; milliseconds cannot. Nothing here
fails a build: figures are reported.
"""

import csv
import io
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from game.cli import bench_limits, bench_page, output
from game.cli.bench_peers import HEADS, NAMES, NOTE, Peers, peers
from game.cli.bench_speed import CROWD, speed_figures
from game.cli.bench_window import window_times
from game.cli.failures import WrongInputError
from game.cli.find import find_scenario
from game.cli.run import MOST_COUNTED
from game.lab.ensembles import ensemble
from game.lab.ledger import Asked
from game.lab.sensitivities import sensitivities
from game.report.views.ledger import explained
from game.report.views.parts import HISTORY
from game.report.views.runs import BEFORE, run_of_plan
from game.rules.orders import Orders
from game.rules.turn import follow, play, roll
from game.rules.world import World, begin
from game.scenario.load import load
from game.scenario.records import Scenario
from game.session import preview

LATE = 1940
"""The year whose product is explained: all twelve before it are played again for each mixture."""
MIDDLE = 1931
"""The year from which a forecast is timed: ten years lie ahead of it."""
LEAST = 0.25
"""Seconds for which a figure is measured, at the least."""


TABLE = ("figure", "median", "", "yardsticks")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: the median in its unit, and how many yardsticks that is (nought where it is no time)."""

    name: str
    value: float
    unit: str
    ratio: float = 0.0


def print_bench(form: str, *, beside_peers: bool = True, docs: Path | None = None, crowd: int = CROWD) -> int:
    """Measure and print, with other people's models beside ours unless not wanted; or write the page into a folder.

    `crowd` futures are played by two processes. WrongInputError where there cannot be so many.
    """
    if not 1 <= crowd <= MOST_COUNTED:
        raise WrongInputError(f"--futures: {crowd} cannot be played", f"ask for 1 to {MOST_COUNTED}")
    scenario = find_scenario("great_break")
    others = peers() if beside_peers else Peers({}, {})
    figures = [
        *times(scenario),
        *(Figure(*each) for each in (*speed_figures(scenario, crowd=crowd), *window_times(scenario))),
    ]
    figures += sizes()
    machine = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "machine": platform.machine(),
        "system": platform.system(),
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else "unknown",
    }
    if docs:
        print(bench_page.write(docs, machine, [row(each) for each in figures], held_to(figures), others))
        return 0
    print(written(figures, machine, form, others), end="")
    return 0


def times(scenario: Scenario) -> list[Figure]:
    """Everything that takes time, with its ratio to the yardstick measured just before it."""
    history = scenario.plans["history"]
    first, middle = begin(scenario), at_year(scenario, MIDDLE)
    whole = [
        ("yardstick: powers and logarithms, 13 x 1 000", yardstick()),
        ("one season, one future", lambda: play(scenario, middle, Orders())),
        ("a whole game, one future", lambda: list(roll(scenario, begin(scenario), follow(history), scripted=True))),
        ("load of the scenario", lambda: load(scenario.id)),
        (f"forecast from {first.year}, 250 futures", lambda: preview.forecast(scenario, first, Orders(), 250)),
        (f"forecast from {first.year}, 1 000 futures", lambda: preview.forecast(scenario, first, Orders(), 1000)),
        (f"forecast from {MIDDLE}, 250 futures", lambda: preview.forecast(scenario, middle, Orders(), 250)),
        (f"forecast from {MIDDLE}, 1 000 futures", lambda: preview.forecast(scenario, middle, Orders(), 1000)),
        (f"what every lever does, from {first.year}", lambda: sensitivities(scenario, first, Orders())),
        (f"what every lever does, from {MIDDLE}", lambda: sensitivities(scenario, middle, Orders())),
        *(
            (f"why product was what it was in {LATE}, against {name}", why(scenario, against))
            for against, name in ((HISTORY, "history"), (BEFORE, "the year before"))
        ),
        (
            "a plan to the reckoning, 1 000 drawn futures",
            lambda: ensemble(scenario, history, futures=1000, luck="drawn"),
        ),
    ]
    found: list[Figure] = []
    for name, work in whole:
        measure = median_time(whole[0][1])
        spent = median_time(work)
        found.append(Figure(name, 1000 * spent, "ms", spent / measure if found else 1.0))
    started = median_time(fresh_start, least=0.0)
    found.append(Figure("start of the program to its help page", 1000 * started, "ms"))
    return found


def why(scenario: Scenario, against: str) -> Callable[[], object]:
    """The ledger of a late year's product under the NEP plan, as the window first shows it."""
    run = run_of_plan(scenario, scenario.plans["nep"])
    return lambda: explained(run, Asked("gdp_index", LATE), against)


def sizes() -> list[Figure]:
    """What the program takes of memory, and how long its code is, folder by folder."""
    code = [Figure(f"lines of code, {folder}", count, "lines") for folder, count in lines().items()]
    if sys.platform == "win32":
        return code
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return [Figure("most memory held in this run", peak, "MiB"), *code]


def lines() -> Mapping[str, int]:
    """Lines of Python in each folder of the game."""
    here = Path(__file__).parents[1]
    folders = sorted(folder for folder in here.iterdir() if (folder / "__init__.py").exists())
    return {
        folder.name: sum(len(file.read_text(encoding="utf-8").splitlines()) for file in folder.rglob("*.py"))
        for folder in folders
    }


def median_time(work: Callable[[], object], least: float = LEAST) -> float:
    """Seconds that a piece of work takes: the median of at least three runs, after one to warm up."""
    work()
    spent: list[float] = []
    while len(spent) < 3 or sum(spent) < least:
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def yardstick() -> Callable[[], object]:
    """Work of the model's kind that never changes."""
    values = np.linspace(0.5, 1.5, 13_000).reshape(13, 1000)
    return lambda: [np.log(values**0.243 + step).sum(axis=0) for step in range(20)]


def at_year(scenario: Scenario, year: int) -> World:
    """The world of a January under history's plan."""
    world = begin(scenario)
    for turn in roll(scenario, world, follow(scenario.plans["history"]), scripted=True):
        world = turn.world
        if world.year == year:
            break
    return world


def fresh_start() -> None:
    """Start the program anew and let it print its help."""
    here = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-m", "game.cli", "--help"], cwd=here, check=True, stdout=subprocess.DEVNULL)


def written(figures: list[Figure], machine: Mapping[str, object], form: str, others: Peers) -> str:
    """The figures in the form asked for."""
    if form == "json":
        beside = [{**asdict(each), **{f"ratio_{peer}": each.ratio(peer) for peer in NAMES}} for each in others.rows]
        whole = {
            **machine,
            "figures": [asdict(figure) for figure in figures],
            "limits": [dict(zip(bench_limits.HEADS, each, strict=True)) for each in held_to(figures)],
            "peers": {"rows": beside, "told": others.told, "absent": others.absent},
        }
        return json.dumps(whole, indent=1) + "\n"
    if form == "csv":
        file = io.StringIO()
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["name", "value", "unit", "ratio"])
        table.writerows([each.name, f"{each.value:.4g}", each.unit, f"{each.ratio:.4g}"] for each in figures)
        return file.getvalue()
    heading = ", ".join(f"{name} {value}" for name, value in machine.items())
    lines = [heading, "", *output.table([row(each) for each in figures], TABLE), ""]
    lines += ["What we set ourselves", *output.table(held_to(figures), bench_limits.HEADS), ""]
    if others.rows:
        lines += ["Beside other models", NOTE, "", *output.table(others.cells(), HEADS), ""]
    lines += [f"{name}: {why}" for name, why in others.absent.items()]
    return "\n".join([*lines, ""] if others.absent else lines)


def held_to(figures: list[Figure]) -> list[tuple[str, str, str, str]]:
    """The figures beside what we set ourselves."""
    return list(bench_limits.rows((each.name, each.value, each.unit) for each in figures))


def row(figure: Figure) -> tuple[str, str, str, str]:
    """A figure as a row of a table."""
    value = f"{figure.value:.1f}" if figure.unit in {"ms", "%"} else f"{figure.value:.0f}"
    return figure.name, value, figure.unit, f"{figure.ratio:.2f}" if figure.ratio else ""
