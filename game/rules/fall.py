"""Fall: how a game's government came to its end, in figures. Words are the report's."""

from dataclasses import dataclass

from game.model.quantity import total
from game.model.step import hunger_deaths
from game.rules import likely
from game.rules.turn import Turn
from game.scenario.records import Scenario


@dataclass(frozen=True, slots=True)
class Fall:
    """The year in which the government fell, and what brought it down.

    `hunger` and `repression` are the year's dead beyond the usual (million), `share` both against all people, `risings`
    the spring's (0 to 1), `consent` what was left at the year's end. The limits are those that the model sets.
    """

    year: int
    hunger: float
    repression: float
    share: float
    most_share: float
    consent: float
    least_consent: float
    risings: float

    @property
    def by_deaths(self) -> bool:
        """Whether too many had died."""
        return self.share > self.most_share

    @property
    def by_consent(self) -> bool:
        """Whether too few consented any more."""
        return self.consent < self.least_consent


def fall(scenario: Scenario, turns: tuple[Turn, ...]) -> Fall | None:
    """How the last of these turns brought the government down; None where it stands. The game's own future is read."""
    turn = turns[-1] if turns else None
    if turn is None or turn.spring is None or turn.autumn is None or not turn.world.fallen:
        return None
    p = likely.of(scenario, turn.before).params.government
    rural, urban = turn.before.state.people.rural, turn.before.state.people.urban
    hunger = hunger_deaths(turn.spring, turn.autumn.living)
    repression = turn.autumn.order.repression_deaths
    left = total(turn.autumn.flight.emigrated) + total(turn.autumn.living.autumn_deaths)
    people = total(rural) + total(urban) - left  # as the model counts them
    risings = total(turn.spring.government.risings * rural) / total(rural)
    return Fall(
        year=turn.year,
        hunger=float(hunger[0]),
        repression=float(repression[0]),
        share=float(((hunger + repression) / people)[0]),
        most_share=float(p.deaths_borne[0]),
        consent=float(turn.world.state.order.consent[0]),
        least_consent=float(p.least_consent[0]),
        risings=float(risings[0]),
    )
