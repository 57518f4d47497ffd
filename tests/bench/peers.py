"""How fast ours and other people's models run, each in a process of its own.

    python -m tests.bench.peers

prints one line of JSON: for each program what it told of itself (`Timed`), or why it could not be asked.
Everything is timed in seconds of the processor, so that a busy machine weighs less; a run by the median of
several after one to warm up. Memory is the most that a process ever held. Each tool is given the settings
in which it is fastest. What the programs run, and what of it can be compared, the page says
(game/cli/bench_page.py).
"""

import argparse
import importlib.metadata
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench.stocks_and_flows import Size, written

FUTURES = 1000
FIRST, LAST = 1928, 1941
YEARS = LAST - FIRST
LEAST = 1.0
"""Seconds for which a run is repeated, at the least."""
LONG_RUN = 200
"""Years of a run of World3, as its authors run it: 1900 to 2100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What one program told of itself.

    `opened` is what it costs to start Python, import the program and load its model, `first` that and one run. `one`
    and `many` are years of a country (or of the world) in a second of one processor: alone, and with `FUTURES` of them
    asked for; `answer` seconds play those anew from 1928 to 1941. Memory is in MiB, `variables` are stocks and flows.
    """

    version: str
    opened: float
    first: float
    one: float
    many: float
    answer: float
    memory_one: float
    memory_many: float
    variables: int
    regions: int


def ours() -> Timed:
    """Our game: history's plan, drawn luck, orders judged, events, and where there are many a cloud of parameters."""
    from game.model import MODEL
    from game.rules.turn import follow, roll
    from game.rules.world import begin, numbered
    from game.scenario.load import load

    scenario = load("great_break")
    opened = time.process_time()

    def played(futures: int) -> None:
        world = begin(scenario, 1, numbered(range(futures)), "drawn")
        for turn in roll(scenario, world, follow(scenario.plans["history"]), scripted=True):
            if turn.refused:
                raise ValueError(f"history's plan was refused in {turn.year}")

    played(1)
    first = time.process_time()
    one, memory_one = spent(lambda: played(1)), memory()
    many, memory_many = spent(lambda: played(FUTURES)), memory()
    from tests.bench.our_size import our_size

    size = our_size()
    return Timed(
        version=f"model {MODEL}",
        opened=opened,
        first=first,
        one=YEARS / one,
        many=FUTURES * YEARS / many,
        answer=many,
        memory_one=memory_one,
        memory_many=memory_many,
        variables=size.variables,
        regions=size.regions,
    )


def pyworld3() -> Timed:
    """World3 of 1974: one world, a step a year (its default), in its sorted form that checks nothing."""
    from pyworld3 import World3

    def world() -> Any:
        made = World3(year_min=1900, year_max=1900 + LONG_RUN, dt=1)
        made.init_world3_constants()
        made.init_world3_variables()
        made.set_world3_table_functions()
        made.set_world3_delay_functions()
        return made

    made = world()
    opened = time.process_time()
    made.run_world3(fast=True)
    first = time.process_time()
    rate = LONG_RUN / spent(lambda: made.run_world3(fast=True))
    held = memory()
    return Timed(
        version=importlib.metadata.version("pyworld3"),
        opened=opened,
        first=first,
        one=rate,
        many=rate,
        answer=FUTURES * YEARS / rate,
        memory_one=held,
        memory_many=held,
        variables=sum(getattr(value, "shape", ()) == made.pop.shape for value in vars(made).values()),
        regions=1,
    )


def pysd(room: Path) -> Timed:
    """PySD with the model of our size: translated before, a step a year, two readings of the last year kept."""
    import pysd as tool
    import xarray

    # Every array has the same regions and futures: PySD's arrays need not be compared before each operation.
    with xarray.set_options(arithmetic_join="exact"):
        alone = tool.load(str(room / "like_1.py"))
        opened = time.process_time()
        run_pysd(alone)
        first = time.process_time()
        one, memory_one = spent(lambda: run_pysd(alone)), memory()
        many_worlds = tool.load(str(room / f"like_{FUTURES}.py"))
        many = spent(lambda: run_pysd(many_worlds))
    size = Size(**json.loads((room / "size.json").read_text(encoding="utf-8")))
    return Timed(
        version=importlib.metadata.version("pysd"),
        opened=opened,
        first=first,
        one=YEARS / one,
        many=FUTURES * YEARS / many,
        answer=many,
        memory_one=memory_one,
        memory_many=memory(),
        variables=size.variables,
        regions=size.regions,
    )


def run_pysd(model: Any) -> Any:
    """A run from the first year to the last; gives the table of what is kept."""
    return model.run(return_columns=["nf0", "rf0"], return_timestamps=[LAST], progress=False)


def translate(room: Path) -> None:
    """Write the model of our size, for one future and for many, and let PySD translate it to Python."""
    import pysd as tool

    from tests.bench.our_size import our_size

    size = our_size()
    (room / "size.json").write_text(json.dumps(asdict(size)), encoding="utf-8")
    for futures in (1, FUTURES):
        file = room / f"like_{futures}.mdl"
        file.write_text(written(size, FIRST, LAST, futures), encoding="utf-8")
        tool.read_vensim(str(file))


# --- how they are asked ------------------------------------------------------------------------


def spent(work: Callable[[], object]) -> float:
    """Seconds of the processor that a piece of work takes: the median of at least five, after one to warm up."""
    work()
    found: list[float] = []
    while len(found) < 5 or sum(found) < LEAST:
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return statistics.median(found)


def memory() -> float:
    """The most memory that this process has held, in MiB; nought where the system does not tell.

    Linux hands the peak of the parent on to the child in what `getrusage` tells, so its own table is read.
    """
    told = Path("/proc/self/status")
    if told.exists():
        lines = told.read_text(encoding="utf-8").splitlines()
        return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if platform.system() == "Darwin" else 1024)


def asked(*words: str) -> str:
    """What this program prints in a process of its own, on one thread as they all are."""
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, *words], env=alone, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise ChildProcessError(done.stderr.strip().splitlines()[-1])
    return done.stdout


def everyone() -> dict[str, Any]:
    """Each program's figures, or why there are none."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="great-break-") as room:
        for name in ("ours", "pyworld3", "pysd"):
            if name != "ours" and importlib.util.find_spec(name) is None:
                found[name] = "not installed (pip install -e .[bench])"
                continue
            try:
                if name == "pysd":
                    asked("translate", "--room", room)
                found[name] = json.loads(asked(name, "--room", room))
            except ChildProcessError as error:
                found[name] = f"could not run: {error}"
    return found


def main() -> None:
    """All of them, or the one that is named."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument(
        "who", nargs="?", choices=["everyone", "ours", "pyworld3", "pysd", "translate"], default="everyone"
    )
    given.add_argument("--room", type=Path)
    wish = given.parse_args()
    warnings.simplefilter("ignore")
    match wish.who:
        case "everyone":
            told: Any = everyone()
        case "ours":
            told = asdict(ours())
        case "pyworld3":
            told = asdict(pyworld3())
        case "pysd":
            told = asdict(pysd(wish.room))
        case _:
            translate(wish.room)
            told = None
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main()
