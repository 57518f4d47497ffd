"""Deciding: which forces would move the chance that the country falls, and how fortune differs where it falls.

The campaign is played again with each force a tenth less and a tenth more, and with each that is counted
against history's plan as it stood there; the luck of every future is the same throughout. Fortune is compared
between the futures that fell and those that stood, in standard deviations. No chance here is a probability
that anybody has published: it is what this model's futures do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.model import step, war
from game.model.quantity import FRONTS, Array
from game.rules import likely, luck
from game.rules.turn import war_year
from game.rules.world import World
from game.scenario.records import Scenario

COUNTED: Final = war.COUNTED
FORCES: Final = (*COUNTED, "rail", "grain")
"""What was built before the war and decides it; the last two are what the railways carry and the state has in store."""
TENTH: Final = 0.1


@dataclass(frozen=True, slots=True)
class Deciding:
    """Chances that the country falls: as things stand, with a force a tenth less or more, and with history's force.

    `fortune` is how far luck in the futures that fell lay from that in those that stood, in standard deviations;
    empty where all fell or none did.
    """

    chance: float
    less: Mapping[str, float]
    more: Mapping[str, float]
    as_history: Mapping[str, float]
    fortune: Mapping[str, float]

    def swing(self, force: str) -> float:
        """What a tenth less and a tenth more of a force differ by."""
        return self.less[force] - self.more[force]


def deciding(scenario: Scenario, world: World) -> Deciding:
    """What would decide the campaign of this world's members. ValueError where no year has been played."""
    if world.forces is None:
        raise ValueError("the invasion meets the forces of a 1 January, and no year has been played")
    fortune = luck.fortune(scenario, world.seed, world.members)
    params, strength = likely.of(scenario, world).params.war, war_year(scenario, world).enemy_strength
    built = step.means(world.state, world.forces)

    def fallen(means: war.Means) -> Array:
        last: Array = war.fight(params, fortune, means, strength).collapsed[-1]
        return last

    def chances(names: tuple[str, ...], other: Callable[[str], Array]) -> Mapping[str, float]:
        return MappingProxyType(
            {force: float(fallen(replace(built, **{force: other(force)})).mean()) for force in names}
        )

    fell = fallen(built)
    return Deciding(
        chance=float(fell.mean()),
        less=chances(FORCES, lambda force: (1 - TENTH) * getattr(built, force)),
        more=chances(FORCES, lambda force: (1 + TENTH) * getattr(built, force)),
        as_history=chances(COUNTED, lambda _: np.ones(1)),
        fortune=MappingProxyType(_difference(fortune, fell > 0)),
    )


def _difference(fortune: war.Fortune, fell: NDArray[np.bool_]) -> dict[str, float]:
    """How luck differs between the futures that fell and those that stood."""
    if fell.all() or not fell.any():
        return {}
    drawn = {"enemy": fortune.enemy, "command": fortune.command, "winter": fortune.winter, "home": fortune.home}
    drawn |= dict(zip(FRONTS, fortune.fronts, strict=True))
    return {name: float(draw[fell].mean() - draw[~fell].mean()) for name, draw in drawn.items()}
