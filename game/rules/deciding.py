"""Deciding: which forces would move the chance that the country falls, and how fortune differs where it falls.

One ensemble plays the campaign again with each force a tenth less and a tenth more, and each that is counted
against history's plan as it stood there; the luck of every future is the same throughout. Fortune is compared
between the futures that fell and those that stood, in standard deviations. No chance here is a probability
that anybody has published: it is what this model's futures do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
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

FORCES: Final = ("arms", "plant", "product", "officers", "steel", "men", "morale", "east", "rail", "grain")
"""What was built before the war and decides it; the last two are what the railways carry and the state has in store."""
COUNTED: Final = FORCES[:8]
"""Forces that are counted against the historical plan, which stands at 1."""
TRIED: Final = (0.9, 1.1)


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
    built = step.means(world.state, world.forces)
    cases = [built]
    for factor in TRIED:
        cases += [replace(built, **{force: factor * getattr(built, force)}) for force in FORCES]
    cases += [replace(built, **{force: np.ones(1)}) for force in COUNTED]
    members = len(world.members)
    campaign = war.fight(
        _tiled(likely.of(scenario, world).params.war, members, len(cases)),
        _fortunes(fortune, len(cases)),
        _beside(cases, members),
        np.tile(war_year(scenario, world).enemy_strength + np.zeros(members), len(cases)),
    )
    fell = campaign.collapsed[-1].reshape(len(cases), members)
    shares = fell.mean(axis=-1).tolist()
    tenth = len(FORCES)
    return Deciding(
        chance=shares[0],
        less=MappingProxyType(dict(zip(FORCES, shares[1 : 1 + tenth], strict=True))),
        more=MappingProxyType(dict(zip(FORCES, shares[1 + tenth : 1 + 2 * tenth], strict=True))),
        as_history=MappingProxyType(dict(zip(COUNTED, shares[1 + 2 * tenth :], strict=True))),
        fortune=MappingProxyType(_difference(fortune, fell[0] > 0)),
    )


def _fortunes(fortune: war.Fortune, times: int) -> war.Fortune:
    """The same luck for every case."""
    return war.Fortune(**{f.name: np.tile(getattr(fortune, f.name), times) for f in fields(war.Fortune)})


def _tiled(params: war.Params, members: int, times: int) -> war.Params:
    """Parameters for every case: those that differ between members are laid side by side."""
    return war.Params(
        **{
            f.name: np.tile(array, times) if (array := getattr(params, f.name)).shape[-1] == members > 1 else array
            for f in fields(war.Params)
        }
    )


def _beside(cases: list[war.Means], members: int) -> war.Means:
    """Cases side by side on the axis of futures."""
    return war.Means(
        **{
            f.name: np.concatenate([_wide(getattr(case, f.name), members) for case in cases], axis=-1)
            for f in fields(war.Means)
        }
    )


def _wide(array: Array, members: int) -> Array:
    return np.broadcast_to(array, (*array.shape[:-1], members))


def _difference(fortune: war.Fortune, fell: NDArray[np.bool_]) -> dict[str, float]:
    """How luck differs between the futures that fell and those that stood."""
    if fell.all() or not fell.any():
        return {}
    drawn = {"enemy": fortune.enemy, "command": fortune.command, "winter": fortune.winter, "home": fortune.home}
    drawn |= dict(zip(FRONTS, fortune.fronts, strict=True))
    return {name: float(draw[fell].mean() - draw[~fell].mean()) for name, draw in drawn.items()}
