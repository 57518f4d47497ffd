"""References: what the historical plan has under arms in January 1941, against which every readiness is counted.

The forces of a plan are told as shares of these figures (`game/model/army.py`), so that after a fit
they follow from the model itself: played once, each is what makes the plan's own share one.
"""

from typing import Final

from game.model.army import Forces, Params
from game.model.quantity import declared, total
from game.rules.turn import follow, roll
from game.rules.world import begin
from game.scenario.records import Scenario

ENDING: Final = "_reference"
CONSENT: Final = "consent_reference"


def references(scenario: Scenario, plan: str = "history") -> dict[str, float]:
    """The figures by path (`army.arms_reference`), to six digits. ValueError where the plan is refused.

    Men under arms stay as the record has them.
    """
    world = begin(scenario, luck="history")
    for each in roll(scenario, world, follow(scenario.plans[plan]), scripted=True):
        if each.refused:
            raise ValueError(f"plan {plan} is refused in {each.season} {each.year}")
        world = each.world
    forces = world.forces
    if forces is None:
        raise ValueError("no year has been played")
    given = scenario.params.army
    found: dict[str, float] = {}
    for name in declared(Params):
        part = name.removesuffix(ENDING)
        if part != name and part in declared(Forces):
            found[f"army.{name}"] = float((getattr(given, name) * getattr(forces, part)).reshape(-1)[0])
    if CONSENT in declared(Params):
        found[f"army.{CONSENT}"] = float(world.state.order.consent.reshape(-1)[0])
    everyone = total(world.state.people.rural) + total(world.state.people.urban)
    found["war.east_reference"] = found["army.east_reference"]
    found["war.rail_reference"] = float(world.state.building.transport_capital.reshape(-1)[0])
    found["war.people_reference"] = float(everyone.reshape(-1)[0])
    return {path: float(f"{value:.6g}") for path, value in found.items()}
