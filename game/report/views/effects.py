"""What a lever does: a step of each lever up and down, what it changes by years ahead, and what holds it.

Effects are those of the middle future under common luck (lab/sensitivities.py). A bar's length is its
effect against the largest that any lever of the season has on that reading by that year. A figure
carries its sign; where fewer than three quarters of the futures agree on the sign, the bar is hollow.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.lab.holding import HELD, Held, held, idle
from game.lab.sensitivities import NO_ROOM, READINGS, Effect, Sensitivities, Step, marks, sensitivities
from game.report import text
from game.report.views import readings
from game.report.views.parts import refusal_words, value_words
from game.rules.orders import Orders
from game.rules.world import World
from game.scenario.records import LeverSpec, Scenario
from game.session.session import Session

VERDICTS: Final = ("gdp_index", "excess_deaths_so_far", "war_readiness")
"""Shown beside each lever unless another reading is chosen: one for each verdict."""
ALL: Final = "verdicts"
AGREED: Final = 0.75
OFTEN: Final = 0.5
"""Share of futures from which a constraint stands beside its lever even while the lever still moves something."""
LEAST_DEATHS: Final = 0.0005
"""Millions: deaths are told to the nearest thousand."""
LEAST: Final = 0.005
SHORT: Final = 0.9
"""What is got of what is asked, below which a constraint stands beside a lever that still moves something."""
NEAREST: Final = frozenset({"investment", "collections", "exports", "ration", "arms", "credit"})
"""Constraints that cut short the very figure that their lever orders."""
FREE: Final = frozenset({"draught", "exchange"})
"""Constraints that a lever loosens rather than meets: they do not tell why it moves nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One effect: a signed figure, its bar's length from -1 to 1, whether the futures agree, whether it kills."""

    figure: str
    size: float
    agreed: bool
    deadly: bool


TO_COME: Final = Cell("…", 0.0, agreed=True, deadly=False)
"""What stands where a figure is still counted."""


@dataclass(frozen=True, slots=True)
class StepView:
    """A step in words, and its effects by `reading:year`; without effects `why` says why it cannot be made."""

    words: str
    cells: Mapping[str, Cell]
    why: str = ""


@dataclass(frozen=True, slots=True)
class LeverEffects:
    """What a lever does: its steps, the upward first, and what holds it, if anything does."""

    id: str
    label: str
    steps: tuple[StepView, ...]
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EffectsView:
    """What each lever does from here. `lever:ID` and `share:REGION` name them as the desks do."""

    levers: Mapping[str, LeverEffects]
    years: tuple[str, ...]
    by: tuple[tuple[str, str], ...]
    """The years as they are chosen: `1932`, `by 1932`."""
    readings: tuple[tuple[str, str], ...]
    note: str
    """Over how many futures, and what a hollow bar means."""
    middle: str
    """Over how many futures alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A draft as it stands, so that it can be weighed beside the window's loop while the hand goes on."""

    scenario: Scenario
    world: World
    draft: Orders
    locked: frozenset[str]
    scripted: bool


def asked(session: Session) -> Asked:
    """The session's draft as it stands now."""
    return Asked(session.scenario, session.world, session.draft, session.locked, session.scripted)


def effects(of: Asked) -> EffectsView:
    """What each lever of the season does, the draft being what stands. ValueError where it may not be signed."""
    found = sensitivities(of.scenario, of.world, of.draft, locked=of.locked, scripted=of.scripted)
    bounds = held(of.scenario, of.world, of.draft, scripted=of.scripted)
    return effects_view(of.scenario, found, bounds, idle(of.scenario, of.world, of.draft))


def effects_view(
    scenario: Scenario, found: Sensitivities, bounds: Mapping[str, Held], reasons: Mapping[str, str]
) -> EffectsView:
    """Sensitivities and constraints in words."""
    words = scenario.words
    most = largest(found)
    names = dict.fromkeys((step.lever, step.region) for step in found.steps)
    levers = {}
    for lever, region in names:
        spec = scenario.levers[lever]
        mine = [(at, step) for at, step in enumerate(found.steps) if (step.lever, step.region) == (lever, region)]
        steps = tuple(_step(scenario, spec, step, found.effects.get(at), found.years, most) for at, step in mine)
        changes = [found.effects[at] for at, _ in mine if at in found.effects]
        label = words(f"lever.{lever}.label")
        if region:
            label = next(each.name for each in scenario.regions if each.id == region)
        name = f"share:{region}" if region else f"lever:{lever}"
        levers[name] = LeverEffects(name, label, steps, tuple(_holds(scenario, lever, changes, bounds, reasons)))
    return _view(scenario, levers, found.years, found.futures)


def waiting(session: Session) -> EffectsView:
    """The desk's levers while what they do is counted for the first time: every figure still to come."""
    scenario, words = session.scenario, session.scenario.words
    years = marks(scenario, session.world)
    cells = MappingProxyType({f"{name}:{year}": TO_COME for name in READINGS for year in years})
    step = StepView("", cells)
    levers = {
        f"lever:{spec.id}": LeverEffects(f"lever:{spec.id}", words(f"lever.{spec.id}.label"), (step,), ())
        for spec in scenario.levers.values()
        if spec.season == session.world.season and not spec.by_region
    }
    return _view(scenario, levers, years, 0)


def _view(scenario: Scenario, levers: Mapping[str, LeverEffects], years: Sequence[int], futures: int) -> EffectsView:
    words = scenario.words
    return EffectsView(
        levers=MappingProxyType({**levers}),
        years=tuple(str(year) for year in years),
        by=tuple((str(year), words("effects.by", year=year)) for year in years),
        readings=(
            (ALL, words("effects.verdicts")),
            *((name, readings.label(words, name)) for name in READINGS),
        ),
        note=words("effects.note", futures=futures) if futures else "",
        middle=words("effects.middle", futures=futures) if futures else "",
    )


def largest(found: Sensitivities) -> Mapping[str, float]:
    """The largest effect of any step on each reading by each year, by `reading:year`."""
    most: dict[str, float] = {}
    for effects_of in found.effects.values():
        for name, effect in effects_of.items():
            for year, value in zip(found.years, effect.middle, strict=True):
                key = f"{name}:{year}"
                most[key] = max(most.get(key, 0.0), abs(value))
    return most


def figure(reading: str, value: float) -> str:
    """An effect with its sign: `+2.7`, `−12 000`; `0` where it is too small to be told."""
    if reading in readings.COUNTED:
        thousands = round(value * 1000)
        count = thousands * 1000 if abs(thousands) < 100 else text.significant(value * 1e6, 2)
        return text.number(count, sign=True)
    how = readings.shown(reading)
    moved = text.significant(value * how.factor, 2)
    if abs(moved) < LEAST:
        return "0"
    return text.number(moved, text.decimals_for(moved, 2), sign=True)


def step_words(scenario: Scenario, spec: LeverSpec, step: Step) -> str:
    """A step in words: `2 points more`; for a lever of named practices only, the practice."""
    if spec.only_stops:
        return value_words(scenario, spec, step.after)
    size = abs(step.after - step.stood) if not math.isnan(step.stood) else 0.0
    key = "effects.more" if step.up else "effects.less"
    return scenario.words(key, amount=amount(scenario, spec, size))


def amount(scenario: Scenario, spec: LeverSpec, size: float) -> str:
    """How far a step goes: `2 points`, `0.2 million`, `50 M gold roubles`."""
    if spec.display != "percent":
        return text.setting(spec, size)
    points = text.significant(100 * size, 2)
    key = "effects.point" if points == 1 else "effects.points"
    return scenario.words(key, points=f"{points:g}")


def _step(
    scenario: Scenario,
    spec: LeverSpec,
    step: Step,
    effects_of: Mapping[str, Effect] | None,
    years: Sequence[int],
    most: Mapping[str, float],
) -> StepView:
    if effects_of is None:
        key = "effects.no_more" if step.up else "effects.no_less"
        at = value_words(scenario, spec, step.after)
        refusal = step.refusal
        why = "" if refusal is None or refusal.code == NO_ROOM else refusal_words(scenario, refusal)
        return StepView(scenario.words(key, value=at), MappingProxyType({}), why)
    cells = {
        f"{name}:{year}": _cell(name, effect.middle[at], effect.agree[at], most[f"{name}:{year}"])
        for name, effect in effects_of.items()
        for at, year in enumerate(years)
    }
    return StepView(step_words(scenario, spec, step), MappingProxyType(cells))


def _cell(reading: str, value: float, agree: float, most: float) -> Cell:
    said = figure(reading, value)
    size = 0.0 if said == "0" or most <= 0 else value / most
    return Cell(said, size, agree >= AGREED, reading in readings.LIVES and size > 0)


def _holds(
    scenario: Scenario,
    lever: str,
    changes: Sequence[Mapping[str, Effect]],
    bounds: Mapping[str, Held],
    reasons: Mapping[str, str],
) -> Iterator[str]:
    """What holds a lever: the constraints that bind, or why nothing hangs on it."""
    words = scenario.words
    moves = [(name, effect) for each in changes for name, effect in each.items()]
    still = all(figure(name, value) == "0" for name, effect in moves for value in effect.middle)
    told = False
    for name in HELD.get(lever, ()):
        bound = bounds.get(name)
        often = bound is not None and bound.share >= OFTEN and (name in NEAREST or bound.got < SHORT * bound.asked)
        if bound is not None and (often or (still and bound.share > 0)):
            yield bound_words(scenario, bound)
            told = told or name not in FREE
    if still and not told:
        nothing = not any(any(effect.middle) or min(effect.agree) < 1 for _, effect in moves)
        key = f"effects.idle.{reasons[lever]}" if lever in reasons else "effects.idle.plain"
        yield words(key if nothing or lever in reasons else "effects.idle.small")


def bound_words(scenario: Scenario, bound: Held) -> str:
    """A constraint with its figures, in which share of futures it holds, and what would loosen it."""
    words = scenario.words
    figures = {"asked": _measured(bound, bound.asked), "got": _measured(bound, bound.got)}
    often = words("effects.often", share=text.chance(bound.share))
    said, loosen = (words(f"effects.holds.{bound.id}.{part}", often=often, **figures) for part in ("said", "loosen"))
    return f"{said} {loosen}"


def _measured(bound: Held, value: float) -> str:
    """A constraint's figure with its unit: index figures as percent, gold in millions."""
    if bound.unit == "1":
        return text.percent(value)
    if bound.unit == "billion gold roubles":
        return f"{text.number(1000 * value)}{text.SPACE}M"
    return text.measure(value, bound.unit, decimals=1 if bound.unit != "kg/person" else 0)
