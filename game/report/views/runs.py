"""Runs: the line of play that a ledger explains, and the lines it may be set against.

What was played is told as it was, future 0. Years still to come are told too: this game's draft and then its orders
if they stand, beside the other plan from the same season on, in a few drawn futures that are the same for both.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from game.report.views.parts import HISTORY
from game.rules.kept import Same
from game.rules.turn import Turn, follow, play, roll
from game.rules.world import World, begin, futures
from game.scenario.records import Luck, Plan, Scenario
from game.session.preview import play_on
from game.session.session import Session

BEFORE: Final = "before"
"""What a figure may be set against beside plans and branches: what it was the year before."""
BRANCH: Final = "branch:"
FUTURES: Final = 8
"""Futures over which a figure of a year to come is averaged."""

Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A line of play to explain, what it is called, and the other lines it may be set against besides plans.

    `drafted` says that the last turn is the draft on the desk. `ahead` gives the line with the years to come in it,
    from the world in `now` on; None where nothing is to come.
    """

    scenario: Scenario
    turns: Turns
    name: str
    seed: int
    luck: Luck
    drafted: bool = False
    branches: Mapping[str, tuple[str, Turns]] = field(default_factory=lambda: MappingProxyType({}))
    now: World | None = None
    ahead: Callable[[], Turns] | None = None


def run_of(session: Session) -> Run:
    """A game as far as it was played, the September that lies on the desk as the draft would have it."""
    scenario, world, turns = session.scenario, session.world, session.turns
    draft, scripted = session.draft, session.scripted
    drafted = None
    if world.season == "september":
        drafted = play(scenario, world, draft, scripted=scripted)
    taken = drafted is not None and not drafted.refused

    @functools.cache
    def ahead() -> Turns:
        try:
            return (*turns, *play_on(plain(scenario), futures(world, FUTURES), draft, scripted=scripted))
        except ValueError:  # a draft that may not be signed leads nowhere
            return turns

    return Run(
        scenario=scenario,
        turns=(*turns, drafted) if drafted is not None and taken else turns,
        name=scenario.words("ledger.here"),
        seed=world.seed,
        luck=world.luck,
        drafted=taken,
        branches=MappingProxyType(_branches(session)),
        now=None if session.over else world,
        ahead=None if session.over else ahead,
    )


def _branches(session: Session) -> dict[str, tuple[str, Turns]]:
    """Other branches of the game's history, by their last turn."""
    tree = session.branches
    here = {node.id for node in tree.path()}
    found = {}
    for end in tree.ends():
        turns = tree.goto(end).turns() if end else ()
        if turns and end not in here:
            name = session.scenario.words("ledger.branch", node=end, year=turns[-1].year)
            found[f"{BRANCH}{end}"] = name, turns
    return found


def run_of_plan(scenario: Scenario, plan: Plan, *, seed: int = 1, luck: Luck = "history") -> Run:
    """A plan played to its end."""
    return Run(scenario, played(scenario, plan, seed, luck), plan.title, seed, luck)


def played(scenario: Scenario, plan: Plan, seed: int, luck: Luck) -> Turns:
    """The turns of a plan, up to the one that is refused if one is; played once."""
    return _played(Same(scenario), Same(plan), seed, luck)


@functools.lru_cache(maxsize=8)
def _played(scenario: Same[Scenario], plan: Same[Plan], seed: int, luck: Luck) -> Turns:
    world = begin(scenario.it, seed, (0,), luck)
    return tuple(roll(scenario.it, world, follow(plan.it), scripted=True))


def plain(scenario: Scenario) -> Scenario:
    """The scenario by its shipped parameters alone, whatever the record allows besides."""
    return scenario if scenario.cloud is None else _plain(Same(scenario))


@functools.lru_cache(maxsize=4)
def _plain(scenario: Same[Scenario]) -> Scenario:
    return replace(scenario.it, cloud=None)


def against_options(run: Run) -> tuple[tuple[str, str], ...]:
    """What a figure may be set against, with its words: the year before, history, other plans, other branches."""
    words, plans = run.scenario.words, run.scenario.plans
    found = [(BEFORE, words("ledger.before"))]
    if HISTORY in plans:
        found.append((HISTORY, words("ledger.history")))
    found += [(name, plan.title) for name, plan in plans.items() if name != HISTORY]
    return (*found, *((name, label) for name, (label, _) in run.branches.items()))


def other_turns(run: Run, against: str) -> Turns:
    """The other line of play: history under history's own weather, a plan under the run's, a branch as it was.

    LookupError where there is no such plan or branch.
    """
    if against in run.branches:
        return run.branches[against][1]
    luck: Luck = "history" if against == HISTORY else run.luck
    return played(run.scenario, run.scenario.plans[against], run.seed, luck)


def lines_ahead(run: Run, against: str) -> tuple[Turns, Turns]:
    """The other line and this one with the years to come in them; a branch has none, and neither has the year before.

    LookupError where there is no such plan.
    """
    if run.ahead is None or run.now is None or against in run.branches or against == BEFORE:
        return (), ()
    return _other_ahead(Same(run), against), run.ahead()


@functools.lru_cache(maxsize=8)
def _other_ahead(asked: Same[Run], against: str) -> Turns:
    run = asked.it
    turns = other_turns(run, against)
    if run.now is None:
        return turns
    here = run.now.year, run.now.season
    at = next((at for at, turn in enumerate(turns) if (turn.year, turn.season) == here), None)
    if at is None:
        return turns
    world = futures(turns[at].before, FUTURES)
    return (*turns[:at], *roll(plain(run.scenario), world, follow(run.scenario.plans[against]), scripted=True))
