"""The end of a government, in words: what happened and why, with the figures, and what is not played any more."""

from collections.abc import Sequence
from typing import Final

from game.report import text
from game.report.series import Run
from game.report.views.parts import VerdictView
from game.rules.fall import Fall, fall
from game.scenario.records import Scenario
from game.session.session import Session

SHOWN: Final = 0.0005
"""The least share of the people that a figure with one decimal can show."""


def fallen(session: Session) -> Fall | None:
    """How this game's government fell; None where it stands."""
    return fall(session.scenario, session.turns)


def fall_lines(scenario: Scenario, told: Fall) -> tuple[str, ...]:
    """What happened and why: the dead, the consent that was left, the risings."""
    words = scenario.words
    dead = {
        "people": text.people(told.hunger + told.repression),
        "share": text.percent(told.share, 1) if told.share >= SHOWN else scenario.words("fall.few"),
        "hunger": text.people(told.hunger),
        "repression": text.people(told.repression),
        "limit": text.percent(told.most_share),
        "year": told.year,
    }
    consent = {"consent": text.number(told.consent, 1), "limit": text.number(told.least_consent)}
    return (
        words("fall.what", year=told.year),
        words("fall.deaths_why" if told.by_deaths else "fall.deaths", **dead),
        words("fall.consent_why" if told.by_consent else "fall.consent", **consent),
        words("fall.risings", risings=text.number(told.risings, 2)),
    )


def no_survival(scenario: Scenario) -> VerdictView:
    """The verdict of survival where there was no such government to meet the invasion."""
    words = scenario.words
    return VerdictView(words("verdict.survival.title"), (words("fall.survival"),), (words("fall.caution"),))


def fall_risk(scenario: Scenario, share: float) -> str:
    """The share of futures in which the government falls before the invasion."""
    if share <= 0:
        return scenario.words("screen.desk.sign_no_fall", year=scenario.last_year + 1)
    return scenario.words("screen.desk.sign_fall", year=scenario.last_year + 1, risk=text.chance(share))


def fallen_cells(mine: float, runs: Sequence[Run]) -> tuple[str, ...]:
    """The share of futures in which the government falls: the game, the record's blank, other plans; empty if none."""
    shares = [float(run.verdicts["survival"]["government_fallen"]) for run in runs]
    if not any((mine, *shares)):
        return ()
    return (text.chance(mine), "", *(text.chance(share) for share in shares))
