"""`effects`: what a step of each lever would change at a season of a plan, and what holds the levers there."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass

from game.cli import output
from game.cli.failures import WrongInputError
from game.cli.find import find_plan, find_scenario, refusals
from game.cli.run import checked_seed
from game.lab.holding import held, idle
from game.lab.sensitivities import Sensitivities, sensitivities
from game.report.views.effects import VERDICTS, Asked, Cell, EffectsView, effects_view
from game.rules.events import JANUARY, SEPTEMBER
from game.rules.turn import follow, roll
from game.rules.world import World, begin
from game.scenario.records import Luck, Plan, Scenario


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: the season of a plan at which its levers are weighed, and the readings to print."""

    scenario: str
    plan: str
    year: int
    season: str
    seed: int
    luck: Luck | None
    lens: str
    readings: tuple[str, ...]


def print_effects(wish: Wish, form: str) -> int:
    """Play the plan to the season and print what each lever does there; WrongInputError says what cannot be done."""
    checked_seed(wish.seed)
    scenario = find_scenario(wish.scenario, wish.lens)
    of = weighed(scenario, find_plan(wish.plan, scenario), wish)
    found = sensitivities(of.scenario, of.world, of.draft, scripted=of.scripted)
    bounds = held(of.scenario, of.world, of.draft, scripted=of.scripted)
    view = effects_view(scenario, found, bounds, idle(of.scenario, of.world, of.draft))
    unknown = [name for name in wish.readings if name not in dict(view.readings)]
    if unknown:
        known = ", ".join(name for name, _ in view.readings[1:])
        raise WrongInputError(f"--reading: there is no effect on {unknown[0]}", f"there are {known}")
    if form == "json":
        print(as_json(of, wish, found, view))
        return 0
    print(f"{scenario.title}, plan {wish.plan}, {of.world.season} {of.world.year}")
    for line in lines(view, wish.readings or VERDICTS, scenario.words("effects.doubted")):
        print(line)
    return 0


def weighed(scenario: Scenario, plan: Plan, wish: Wish) -> Asked:
    """The plan's orders of a season, as the draft of a game that has come there."""
    world: World = begin(scenario, wish.seed, luck=wish.luck)
    if wish.season not in {JANUARY, SEPTEMBER} or not scenario.first_year <= wish.year <= scenario.last_year:
        raise WrongInputError(
            f"--year: {scenario.id} has no {wish.season} {wish.year}",
            f"ask for {scenario.first_year} to {scenario.last_year}",
        )
    policy = follow(plan)
    for turn in roll(scenario, world, policy, scripted=True):
        if (turn.year, turn.season) == (wish.year, wish.season):
            world = turn.before
        if turn.refused:
            reasons = "\n    ".join(refusals(scenario, turn.refused))
            raise WrongInputError(f"plan {plan.id} cannot be signed in {turn.season} {turn.year}", reasons)
        if (turn.year, turn.season) == (wish.year, wish.season):
            return Asked(scenario, world, policy(world), frozenset(), scripted=True)
    fell = f"--year: under plan {plan.id} the government falls before {wish.season} {wish.year}"
    raise WrongInputError(fell, "ask for an earlier year")


def as_json(of: Asked, wish: Wish, found: Sensitivities, view: EffectsView) -> str:
    """All of it in the readings' own units: a step a row, medians and agreement by reading, a figure for each year."""
    steps = [
        {
            "lever": step.lever,
            "region": step.region or None,
            "from": step.before if math.isnan(step.stood) else step.stood,
            "to": step.after,
            "possible": at in found.effects,
            "effects": {
                name: {"median": list(effect.middle), "agree": list(effect.agree)}
                for name, effect in found.effects.get(at, {}).items()
            },
        }
        for at, step in enumerate(found.steps)
    ]
    told = {
        "scenario": of.scenario.id,
        "plan": wish.plan,
        "season": f"{of.world.season} {of.world.year}",
        "futures": found.futures,
        "years": list(found.years),
        "steps": steps,
        "holds": {name: list(each.holds) for name, each in view.levers.items() if each.holds},
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def lines(view: EffectsView, chosen: tuple[str, ...], doubted: str) -> Iterator[str]:
    """What each lever does, a table for each reading: a step a row, the years across; then what holds the levers."""
    yield view.middle
    yield doubted
    labels = dict(view.readings)
    for name in chosen:
        rows = [
            [each.label, step.words, *(marked(step.cells[f"{name}:{year}"]) for year in view.years)]
            for each in view.levers.values()
            for step in each.steps
            if step.cells
        ]
        yield ""
        yield f"{labels[name]} ({name})"
        yield from (f"  {line}" for line in output.table(rows, ["lever", "one step", *view.years]))
    yield ""
    for each in view.levers.values():
        yield from (f"{each.label}: {step.why}" for step in each.steps if step.why)
        for said in each.holds:
            yield f"{each.label}: {said.replace('**', '')}"


def marked(cell: Cell) -> str:
    """A figure, followed by a question mark where the futures disagree about its sign."""
    return cell.figure if cell.agreed else f"{cell.figure}?"
