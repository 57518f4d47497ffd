"""`check`: every problem of scenarios and plans, and a trial of each plan under history's luck."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from game.cli.failures import WrongInputError
from game.cli.find import find_scenario, refusals
from game.rules.turn import follow, roll
from game.rules.world import begin
from game.scenario import load
from game.scenario.problem import ScenarioError
from game.scenario.records import Plan, Scenario

DEFAULT = "great_break"
"""The scenario that a plan by itself is held against."""


def check_all(paths: Sequence[Path]) -> int:
    """Say what could be read, and on standard error what is wrong with it; 2 where anything is."""
    troubled = False
    for path in paths or [Path(each.id) for each in load.available()]:
        problems: list[str] = []
        try:
            said, problems = _checked(path)
            print(said)
        except ScenarioError as error:
            problems = [str(problem) for problem in error.problems]
        for problem in problems:
            print(problem, file=sys.stderr)
        troubled = troubled or bool(problems)
        if problems:
            print(f"{path}: {len(problems)} problem{'s' if len(problems) > 1 else ''}", file=sys.stderr)
    return 2 if troubled else 0


def _checked(path: Path) -> tuple[str, list[str]]:
    """A line for what could be read, and the problems of its plans."""
    if path.suffix in {".yaml", ".yml"}:
        if not path.is_file():
            raise WrongInputError(f"{path}: there is no such file", "name a scenario's folder or a plan's file")
        scenario = find_scenario(DEFAULT)
        plan = load.load_plan(path, scenario)
        return f"{path}: a plan for {scenario.id}, read without a problem", list(_tried(scenario, plan))
    scenario = find_scenario(str(path))
    choices = sum(bool(event.choices) for event in scenario.events)
    said = (
        f"{scenario.id} {scenario.version}: {scenario.title}, {scenario.first_year} to {scenario.last_year}, "
        f"{len(scenario.regions)} regions, {len(scenario.plans)} plans, "
        f"{len(scenario.events)} events ({choices} with a choice), about {scenario.minutes} minutes"
    )
    return said, [problem for plan in scenario.plans.values() for problem in _tried(scenario, plan)]


def _tried(scenario: Scenario, plan: Plan) -> Iterator[str]:
    """Why a plan cannot be played to its end; nothing where it can."""
    for turn in roll(scenario, begin(scenario, luck="history"), follow(plan), scripted=True):
        yield from (f"plan {plan.id}: {turn.season} {turn.year}: {words}" for words in refusals(scenario, turn.refused))
