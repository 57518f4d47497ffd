"""Find what a command names: a scenario by its id or folder, a plan by its id or file."""

from pathlib import Path

from game.cli.failures import WrongInputError, nearest
from game.scenario import load
from game.scenario.records import Plan, Scenario


def find_scenario(name: str) -> Scenario:
    """The scenario of an id, or in a folder. ScenarioError lists what is wrong with it."""
    return load.load(name)


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
