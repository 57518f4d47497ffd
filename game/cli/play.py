"""`play`: in a window where there is a display, in words in a terminal, else the plan's account alone."""

import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_config_path

from game.cli import output
from game.cli.failures import WrongInputError, tell, told
from game.cli.find import find_plan, find_scenario, refused_plan
from game.cli.run import checked_seed
from game.cli.telling import Teller
from game.report.series import RefusedError
from game.report.views.past import past
from game.scenario import load
from game.scenario.records import Luck, Plan, Scenario
from game.session import save, seats
from game.session.preview import keep_code
from game.session.session import Session

HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: a scenario, whose orders to begin from, where games lie, the luck, and the window."""

    scenario: str
    plan: str
    games: Path | None
    seed: int
    luck: Luck | None
    size: tuple[int, int] | None = None
    text: float | None = None
    interface: float | None = None
    trace: Path | None = None
    lens: str = ""

    @property
    def folder(self) -> Path:
        """Where games are kept."""
        return (self.games or save.default_folder()).expanduser()


def begin(wish: Wish, *, in_terminal: bool) -> int:
    """Play as best as can be done here; WrongInputError says what cannot be."""
    checked_seed(wish.seed)
    scenario = find_scenario(wish.scenario, wish.lens)
    plan = find_plan(wish.plan, scenario) if wish.plan else None
    if in_terminal:
        return _in_words(scenario, wish, plan)
    if display_here():
        return window(scenario, wish, plan)
    if output.on_terminal():
        tell("There is no display here; the game is played in this terminal.")
        return _in_words(scenario, wish, plan)
    account(scenario, plan or scenario.plans[HISTORY], wish.seed, wish.luck)
    return 0


def _in_words(scenario: Scenario, wish: Wish, plan: Plan | None) -> int:
    """The game in this terminal; a window does not wait for what only it needs."""
    from game.cli import text

    return text.play(scenario, wish.folder, plan=plan, seed=wish.seed, luck=wish.luck)


def window_size(said: str) -> tuple[int, int] | None:
    """Width and height of a window; None where nothing is said, WrongInputError where it is no size."""
    if not said:
        return None
    found = re.fullmatch(r"(\d{3,5})x(\d{3,5})", said.strip().lower())
    if found is None:
        raise WrongInputError(f"--window: {said} is no size", "say width and height in pixels, as in 1280x720")
    return int(found[1]), int(found[2])


def display_here() -> bool:
    """Whether a window can be opened. On Linux a server must be named; SDL then says whether it answers."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not named:
        return False
    from game.ui import display

    return display.present()


def window(scenario: Scenario, wish: Wish, plan: Plan | None) -> int:
    """Play in a window."""
    from game.ui import flow, start

    keep_code(user_cache_path("great-break", appauthor=False) / "seasons")
    start.play(
        flow.Wish(
            scenario=scenario,
            scenarios=load.available,
            find=load.load,
            told=told,
            games=wish.folder,
            settings=user_config_path("great-break", appauthor=False) / "settings.json",
            seed=wish.seed,
            luck=wish.luck,
            plan=None if plan is None else seats.scripted(plan),
            trace=wish.trace,
            size=wish.size,
            text=wish.text,
            interface=wish.interface,
        )
    )
    return 0


def account(scenario: Scenario, plan: Plan, seed: int, luck: Luck | None) -> None:
    """Play a plan to its end and print its account year by year, the invasion and the reckoning.

    The game lies in a temporary folder and is gone afterwards.
    """
    teller = Teller(print)
    seat = seats.scripted(plan)
    with (
        tempfile.TemporaryDirectory(prefix="great-break-") as room,
        Session.start(scenario, Path(room) / "game", seed=seed, luck=luck) as session,
    ):
        teller.opening(session, plan)
        while not session.over:
            turn = session.let(seat)
            if turn.refused:
                raise refused_plan(scenario, RefusedError(plan, turn.year, turn.season, turn.refused))
            if turn.season == "september":
                teller.account(session, past(session))
        if not session.fallen:
            teller.war(session)
        teller.reckoning(session, past(session))
