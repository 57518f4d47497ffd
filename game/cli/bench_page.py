"""The page of `bench`: its figures as tables of Markdown, with how each was taken and what can be compared."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from game.cli import bench_limits
from game.cli.bench_peers import HEADS, NOTE, Peers

Rows = Sequence[Sequence[str]]

COMMAND: Final = "python main.py bench --write-docs docs"
FILE: Final = "bench.md"
GIVEN: Final = {
    "ours": (
        "The whole game: history's plan, drawn weather and prices, orders judged, events, every flow of 13 regions, "
        "and where there are 1 000 futures a cloud of parameters, of which each future has its own. One process, one "
        "processor."
    ),
    "pyworld3": (
        "World3 as published in 1974: the world from 1900 to 2100, one region, a step a year (the package's default; "
        "at half a year it takes twice as long), in its sorted form that checks nothing (`fast=True`). It has no axis "
        "of futures, so a thousand of them are a thousand runs; that time is reckoned from its rate, not waited for."
    ),
    "pysd": (
        "PySD translates a model of stocks and flows to Python that works on arrays (numpy under xarray). Its model "
        "here is made up: our number of stocks, flows and parameters over 13 regions, and as many operations a year "
        "as numpy counts in ours, in the same mix. Translated beforehand, a step a year by Euler, two readings of the "
        "last year kept, arrays taken to be aligned. Futures are one more subscript, which PySD allows; without it a "
        "thousand futures would cost a thousand runs at its rate for one."
    ),
}
COMPARABLE: Final = (
    (
        "Comparable: what it costs to play so many years of so many variables in Python, for whoever wants one run or "
        "a thousand. A country-year is one year of one country (for World3 of the whole world) in one future."
    ),
    (
        "Not comparable: what the models say. World3 has no regions and no decisions within a run, so it shows no "
        "region-years. The toy has no events, no orders that are refused and no cloud of parameters; ours has. "
        "World3 reckons with single numbers, which Python does faster than numpy does with arrays of one: with one "
        "future it is ahead of us."
    ),
)
TAKEN: Final = (
    (
        "Against peers: seconds of the processor, each program in a process of its own, one thread, one after "
        "another; the median of at least five runs after one to warm up. Memory is the most that the process held."
    ),
    (
        "Ours alone: by the clock, the median of at least three runs after one to warm up. A yardstick is a fixed "
        "piece of numpy work measured just before, so that the ratio can be set beside another machine's. The window "
        "is a real one of 1280 by 720 on the plan desk. Untouched means that nothing is typed and no mouse moves. "
        "What else ran on the machine (its load, above) slows what is timed by the clock."
    ),
)


def write(folder: Path, machine: Mapping[str, object], figures: Rows, limits: Rows, others: Peers) -> Path:
    """Write the page; gives its file."""
    file = folder / FILE
    file.write_text("\n".join(page(machine, figures, limits, others, dt.date.today())) + "\n", encoding="utf-8")  # noqa: DTZ011
    return file


def page(machine: Mapping[str, object], figures: Rows, limits: Rows, others: Peers, day: dt.date) -> Iterator[str]:
    """The lines of the page."""
    yield from ("# How fast it is", "")
    yield from (f"Written by `{COMMAND}` on {day:%d %B %Y}; do not edit. Nothing here is tested, it is reported.", "")
    yield from ("; ".join(f"{name} {value}" for name, value in machine.items()) + ".", "")
    yield from ("## Beside other models", "")
    if others.rows:
        yield from (f"Ratios first. {NOTE}", "")
        yield from table(HEADS, others.cells())
    for name, why in others.absent.items():
        yield from (f"{name}: {why}.", "")
    for name, said in GIVEN.items():
        version = others.told.get(name, {}).get("version", "not run")
        yield f"- **{name}**, {version}: {said}"
    yield from ("", "### What can be compared, and what cannot", "")
    yield from (f"- {line}" for line in COMPARABLE)
    yield from ("", "## What we set ourselves", "")
    yield from table(bench_limits.HEADS, limits)
    for said in bench_limits.WHY:
        yield from (said, "")
    yield from ("## Ours", "")
    yield from table(("figure", "median", "", "yardsticks"), figures)
    yield from ("## How each figure was taken", "")
    yield from (f"- {line}" for line in TAKEN)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table of Markdown, figures to the right."""
    yield "| " + " | ".join(heads) + " |"
    yield "|---|" + "---:|" * (len(heads) - 1)
    yield from ("| " + " | ".join(row) + " |" for row in rows)
    yield ""
