"""The runs set beside a game at its end: history's orders and the scenario's two other plans, in the same model.

They take a second or two, so the window has them made in its worker while the war is read.
"""

from dataclasses import dataclass

from game.report.series import Run, play_plan
from game.report.views.parts import HISTORY
from game.session.session import Session


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans played under the game's own luck: history's first, then the others in the scenario's order."""

    runs: tuple[Run, ...]

    def of(self, plan: str) -> Run | None:
        """The run of a plan; None where it is not among them."""
        return next((run for run in self.runs if run.plan == plan), None)


def comparison(session: Session, futures: int = 200) -> Comparison:
    """History's plan and those that the scenario names for comparison, over so many futures."""
    scenario = session.scenario
    names = [name for name in (HISTORY, *scenario.compare) if name in scenario.plans]
    world = session.world
    return Comparison(
        tuple(
            play_plan(scenario, scenario.plans[name], seed=world.seed, futures=futures, luck=world.luck)
            for name in dict.fromkeys(names)
        )
    )
