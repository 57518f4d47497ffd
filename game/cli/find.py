"""Find what a command names: a scenario by its id or folder, a plan by its id or file."""

from collections.abc import Iterable
from pathlib import Path

from game.cli.failures import WrongInputError, nearest
from game.report.series import RefusedError
from game.report.views.parts import refusal_words
from game.rules.orders import Refusal
from game.scenario import load
from game.scenario.records import Plan, Scenario


def find_scenario(name: str, lens: str = "") -> Scenario:
    """The scenario of an id, or in a folder, seen through one of its lenses where one is named.

    ScenarioError lists what is wrong with it.
    """
    return load.load(name, lens=lens)


def find_plan(name: str, scenario: Scenario) -> Plan:
    """A plan of the scenario, or one in a file from anywhere.

    WrongInputError where there is neither, ScenarioError where the file has faults.
    """
    if name in scenario.plans:
        return scenario.plans[name]
    file = Path(name).expanduser()
    if file.is_file():
        return load.load_plan(file, scenario)
    if file.suffix in {".yaml", ".yml"} or len(file.parts) > 1:
        raise WrongInputError(f"{name}: there is no such file", "name a plan's YAML file, or a plan by its id")
    raise WrongInputError(
        f"{scenario.id} has no plan {name}", f"{nearest(name, scenario.plans)}; a plan may also be a YAML file"
    )


def refusals(scenario: Scenario, refused: Iterable[Refusal]) -> list[str]:
    """Why orders may not be signed, a sentence for each reason."""
    return [refusal_words(scenario, each) for each in refused]


def refused_plan(scenario: Scenario, error: RefusedError) -> WrongInputError:
    """Why a plan cannot be played, as a message for whoever wrote it."""
    reasons = "\n    ".join(refusals(scenario, error.refused))
    return WrongInputError(f"plan {error.plan.id} cannot be signed in {error.season} {error.year}", reasons)
