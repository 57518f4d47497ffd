"""`run`: a plan played without a window over many futures, printed beside the record."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TextIO

from game.cli import output
from game.cli.failures import WrongInputError, nearest
from game.cli.find import find_plan, find_scenario, refused_plan
from game.report import series, text
from game.rules.observe import READINGS
from game.scenario.records import Luck, Plan, Scenario

MOST_FUTURES = 20_000
"""Futures whose series are kept whole; beyond them the nation's series are counted and no more is told."""
MOST_COUNTED = 5_000_000
LARGEST_SEED = 2**63 - 1
WAR_SHARES: Final = ("people_behind", "industry_behind", "fields_behind", "output", "food")
"""Shares of the war that the table gives by month, in percent."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: whose orders, in which scenario, under which luck, how often, with what is uncertain."""

    scenario: str
    plan: str
    seed: int
    futures: int
    luck: Luck
    lens: str = ""
    cloud: bool = True


def print_run(wish: Wish, form: str, out: Path | None, only: Sequence[str]) -> int:
    """Play the plan and print it; WrongInputError says what cannot be done."""
    if not 1 <= wish.futures <= MOST_COUNTED:
        raise WrongInputError(f"--futures: {wish.futures} cannot be played", f"ask for 1 to {MOST_COUNTED}")
    checked_seed(wish.seed)
    scenario = find_scenario(wish.scenario, wish.lens)
    if not wish.cloud:
        scenario = replace(scenario, cloud=None)
    plan = find_plan(wish.plan, scenario)
    form = form or form_of(out)
    with output.destination(out) as file:
        try:
            done = _done(wish, scenario, plan, only)
        except series.RefusedError as error:
            raise refused_plan(scenario, error) from error
        unknown = [name for name in only if name not in done.series]
        if unknown:
            raise WrongInputError(f"--series: there is no series {unknown[0]}", nearest(unknown[0], done.series))
        told = series.in_record_units(done, scenario)
        if "consumption_per_head" in only:
            only = [*only, "excess_deaths_so_far"]  # survivors share the product: never without the dead
        write(told.narrowed(only) if only else told, form, file)
    if out is not None:
        print(f"written: {out}", file=sys.stderr)
    return 0


def _done(wish: Wish, scenario: Scenario, plan: Plan, only: Sequence[str]) -> series.Run:
    """The plan played, every figure kept where that can be."""
    if wish.futures <= MOST_FUTURES:
        return series.play_plan(scenario, plan, seed=wish.seed, futures=wish.futures, luck=wish.luck)
    known = [name for name in (*only, *(["excess_deaths_so_far"] if only else [])) if name in READINGS]
    return series.play_throng(scenario, plan, seed=wish.seed, futures=wish.futures, luck=wish.luck, only=known)


def checked_seed(seed: int) -> None:
    """WrongInputError where luck cannot be drawn from a number."""
    if not 0 <= seed <= LARGEST_SEED:
        raise WrongInputError(f"--seed: {seed} cannot be drawn from", f"ask for 0 to {LARGEST_SEED}")


def form_of(out: Path | None) -> str:
    """The form that a file's ending asks for; a table where it asks for none."""
    ending = out.suffix.lower().lstrip(".") if out is not None else ""
    return ending if ending in {"json", "csv"} else "table"


def write(done: series.Run, form: str, file: TextIO) -> None:
    """Print a run in the form asked for."""
    if form == "json":
        file.write(series.as_json(done))
    elif form == "csv":
        file.write(series.as_csv(done))
    else:
        file.writelines(f"{line}\n" for line in lines(done))


def lines(done: series.Run) -> list[str]:
    """The run as a table: what holds in it, then each series by year with its band and the record."""
    said = [*done.heading(), ""]
    for name, column in done.series.items():
        error = series.error_words(column, done.years)
        said += [", ".join(part for part in (name, column.unit, error) if part)]
        rows = series.rows(done.years, column)
        said += [f"  {line}" for line in output.table(rows, ["year", "median", "5 %", "95 %", "record"])]
        said += [""]
    return said + (war_lines(done.war) if "collapse" in done.series and done.war else [])


def war_lines(war: Mapping[str, Any]) -> list[str]:
    """The campaign of 1941-42: how the futures end, and month by month what is lost; medians."""
    shares = ", ".join(f"{name} {text.percent(share)}" for name, share in war["endings"].items())
    directions = war["fronts"]["median"]
    rows = [
        [
            month,
            *(text.number(depth, 2) for depth in directions[at]),
            *(text.number(100 * war[name]["median"][at]) for name in WAR_SHARES),
            text.number(war["own_losses"]["median"][at], 1),
            text.number(war["enemy_losses"]["median"][at], 1),
        ]
        for at, month in enumerate(war["months"])
    ]
    heads = [
        "month",
        *war["directions"],
        "people %",
        "industry %",
        "fields %",
        "output %",
        "food %",
        "lost m",
        "dealt m",
    ]
    return [
        f"invasion, share of futures (a teaching device: no published probability exists): {shares}",
        *(f"  {line}" for line in output.table(rows, heads)),
        "",
    ]
