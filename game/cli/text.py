"""Play in a terminal, in words: one command a line, answers in sentences and lists, nothing drawn.

The same session, views and words as the window. The end of the input is a polite way to leave: what
was signed is kept, and the game can be taken up again in either.
"""

from collections.abc import Sequence
from pathlib import Path

from game.cli import output
from game.cli.talk import Talk
from game.cli.textgame import Game
from game.report import text as wording
from game.scenario import load
from game.scenario.records import Luck, Plan, Scenario
from game.session import save
from game.session.session import ChangedError, Session


def play(scenario: Scenario, folder: Path, *, plan: Plan | None, seed: int, luck: Luck | None) -> int:
    """Choose a game or begin one, and play it until the input ends or the player leaves."""
    talk = Talk()
    try:
        with opened(talk, scenario, folder, seed, luck) as session:
            talk.kept = session.folder
            Game(session, talk, plan).play()
    except EOFError:
        talk.say(scenario.words("cli.ended"))
    if talk.kept is not None:
        talk.say(scenario.words("cli.kept", folder=talk.kept))
    return 0


def opened(talk: Talk, scenario: Scenario, folder: Path, seed: int, luck: Luck | None) -> Session:
    """A saved game that the player chooses, or a new one after the content note and the briefing."""
    kept = [game for game in save.games(folder) if game.readable and game.scenario == scenario.id]
    chosen = choose_game(talk, scenario, folder, kept)
    if chosen is not None:
        return resumed(talk, scenario, chosen)
    talk.teller.note(scenario)
    if output.on_terminal():
        talk.ask(scenario.words("cli.begin"))
    return Session.start(scenario, save.new_folder(folder, scenario.id), seed=seed, luck=luck)


def choose_game(talk: Talk, scenario: Scenario, folder: Path, kept: Sequence[save.Saved]) -> Path | None:
    """The folder of a saved game, or None for a new one.

    Where nobody is asked, a first line that names no game begins a new one and is its first command.
    """
    words = scenario.words
    if kept:
        talk.say(words("cli.games", folder=folder))
    for number, game in enumerate(kept, 1):
        name = f" ({game.nickname})" if game.nickname else ""
        stands = words(
            "cli.game", title=f"{game.title}{name}", season=words(f"screen.season.{game.season}"), year=game.year
        )
        talk.say(f"{number}. {stands}, {wording.day(game.changed.date())}")
    while kept:
        typed = talk.ask(words("cli.which"))
        if typed.isdecimal() and 1 <= int(typed) <= len(kept):
            return kept[int(typed) - 1].folder
        if typed.casefold() == "new":
            return None
        if not output.on_terminal():
            talk.give_back(typed)
            return None
        talk.say(words("cli.no_game"))
    return None


def resumed(talk: Talk, scenario: Scenario, folder: Path) -> Session:
    """A saved game as it was left; where it is no longer what it was, as it now plays."""
    try:
        return Session.resume(folder, load.load)
    except ChangedError as error:
        found = "; ".join(finding.text for finding in error.findings)
        talk.say(scenario.words("cli.changed", findings=found))
        return Session.resume(folder, load.load, accept="replayed")
