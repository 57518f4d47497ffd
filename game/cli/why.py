"""`why`: how a figure of a plan came about, beside the year before, history or another plan, in signed parts."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from game.cli import entries, output
from game.cli.failures import WrongInputError, nearest
from game.cli.find import find_plan, find_scenario, refused_plan
from game.cli.run import checked_seed
from game.cli.telling import plain
from game.lab.ledger import Asked
from game.report.series import RefusedError
from game.report.views.ledger import BalanceView, LedgerView, ledger_view, resolved
from game.report.views.runs import Run, against_options, run_of_plan
from game.rules.observe import READINGS
from game.scenario.records import Luck, Plan, Scenario

SETS: Final = 4000
"""Mixtures played where nobody waits for a frame."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: which figure of whose orders, and beside what."""

    scenario: str
    plan: str
    against: str
    reading: str
    year: int
    region: str = ""
    lens: str = ""
    seed: int = 1
    luck: Luck = "history"


def print_why(wish: Wish, form: str) -> int:
    """Print a figure's ledger as a table or as JSON; WrongInputError says what cannot be told."""
    checked_seed(wish.seed)
    scenario = find_scenario(wish.scenario, wish.lens)
    plan = find_plan(wish.plan, scenario)
    asked = asked_for(scenario, wish.reading, wish.year, wish.region)
    run = run_of_plan(scenario, plan, seed=wish.seed, luck=wish.luck)
    refuse(plan, run, asked)
    view = ledger_view(run, asked, against(run, wish.against), most=SETS)
    if form == "json":
        print(json.dumps(as_plain(view, wish), ensure_ascii=False, indent=1))
    else:
        for line in lines(view):
            print(line)
    return 0


def asked_for(scenario: Scenario, reading: str, year: int, region: str) -> Asked:
    """The figure that is meant. WrongInputError where there is none."""
    if reading not in READINGS:
        raise WrongInputError(f"there is no reading {reading}", nearest(reading, READINGS))
    known = [each.id for each in scenario.regions]
    if region and region not in known:
        raise WrongInputError(f"there is no region {region}", nearest(region, known))
    return Asked(reading, year, region)


def against(run: Run, name: str) -> str:
    """What the figure is set beside. WrongInputError where there is no such plan."""
    known = dict(against_options(run))
    if name in known:
        return name
    raise WrongInputError(f"--against: there is no {name}", nearest(name, known))


def refuse(plan: Plan, run: Run, asked: Asked) -> None:
    """WrongInputError where the plan's orders are refused before the year in question is over."""
    last = run.turns[-1]
    if last.refused and last.year <= asked.year:
        error = RefusedError(plan, last.year, last.season, last.refused)
        raise refused_plan(run.scenario, error) from error


def lines(view: LedgerView) -> Iterator[str]:
    """The ledger as tables: the question, the balance, the causes, and how they were counted."""
    yield view.heading
    yield plain(view.question)
    if view.why:
        yield plain(view.why)
    for balance in view.balances:
        yield ""
        yield f"{balance.title}:"
        yield from (f"  {line}" for line in output.table(balance_rows(balance), balance.heads))
    if view.steps:
        yield ""
        rows = [[step.label, step.words, step.error, plain(step.detail)] for step in view.steps]
        rows = [[view.start_label, view.start_words, "", ""], *rows, [view.end_label, view.end_words, "", ""]]
        heads = [view.labels["cause_head"], view.labels["figure"], "", ""]
        yield from (f"  {line}" for line in output.table(rows, heads))
    if view.notes:
        yield ""
        yield from (plain(note) for note in view.notes)


def sentences(view: LedgerView) -> Iterator[str]:
    """The same for a listener, a sentence for each figure."""
    first, second = view.start_label, view.end_label
    yield f"{view.heading}. {view.question}"
    yield from [view.why] if view.why else []
    for balance in view.balances:
        yield f"{balance.title} ({first}, {second}, {view.labels['difference']}):"
        yield from (f"  {label}: {before}, {now}, {moved}" for label, before, now, moved in balance_rows(balance))
    if view.steps:
        yield f"{view.labels['causes']} ({view.labels['add_up']})"
    for step in view.steps:
        detail = f" ({step.detail})" if step.detail else ""
        yield f"  {step.label}: {step.words} {step.error}".rstrip() + detail
    yield from view.notes


def balance_rows(balance: BalanceView) -> list[Sequence[str]]:
    """Both sides of an identity, each with its sum below it."""
    return [*balance.came, balance.came_total, *balance.went, balance.went_total]


def as_plain(view: LedgerView, wish: Wish) -> dict[str, Any]:
    """The ledger as plain values, unrounded, in the reading's own unit; what is not known is null."""
    ledger = view.ledger
    return {
        "scenario": wish.scenario,
        "lens": wish.lens,
        "plan": wish.plan,
        "against": wish.against,
        "seed": wish.seed,
        "luck": wish.luck,
        "reading": view.reading,
        "unit": READINGS[view.reading].unit,
        "year": view.year,
        "region": view.region or None,
        "start": known(ledger.start),
        "end": known(ledger.end),
        "why_empty": view.why or None,
        "entries": [
            {
                "causes": [cause.id for cause in entry.causes],
                "label": step.label,
                "detail": step.detail or None,
                "contribution": entry.value,
                "standard_error": entry.error,
            }
            for entry, step in zip(ledger.entries, view.steps, strict=True)
        ],
        "exact": ledger.exact,
        "worlds_played": ledger.sets,
        "balances": [
            {"id": each.id, "unit": each.unit, "heads": list(each.heads[1:3]), "terms": dict(each.terms)}
            for each in view.balances
        ],
    }


def known(value: float) -> float | None:
    """A figure, or nothing where it is not known."""
    return None if math.isnan(value) else value


def understood(run: Run, typed: str) -> tuple[Asked, str]:
    """A typed figure: its name, a year, a region, and behind `against` what it is set beside.

    Left out, the last year that is known, and the year before it. WrongInputError where a name is not understood.
    """
    scenario = run.scenario
    what, _, beside = typed.partition(" against ")
    words = what.split()
    years = [word for word in words if word.isdecimal()]
    names = [word for word in words if not word.isdecimal()]
    if not names:
        raise WrongInputError("why what?", "type why and a reading: why steel 1932, why food_index 1932 ukraine")
    regions = {region.id: (region.name, region.short) for region in scenario.regions}
    ways = {name: (scenario.words(f"reading.{name}.label"),) for name in READINGS}
    reading, region = _split(names, ways, regions)
    beside = against(run, beside.strip()) if beside.strip() else ""
    return resolved(run, reading, int(years[0]) if years else 0, region, beside)


def _split(
    names: Sequence[str], ways: Mapping[str, tuple[str, ...]], regions: Mapping[str, tuple[str, ...]]
) -> tuple[str, str]:
    """Where the reading's name ends and the region's begins: the longest reading that is understood."""
    fault: WrongInputError | None = None
    for at in range(len(names), 0, -1):
        typed = " ".join(names[:at])
        try:
            reading = typed if typed in ways else entries.one_of(typed, ways, "reading")
            region = entries.one_of(" ".join(names[at:]), regions, "region") if names[at:] else ""
        except WrongInputError as error:
            fault = error if at == 1 else fault
        else:
            return reading, region
    raise fault or WrongInputError("why what?")
