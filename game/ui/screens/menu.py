"""The menu of a running game, and the two plain pages: waiting, and a saved game that is not what it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game.ui.blocks import Block, Heading, Text
from game.ui.intents import Back, Goto, Home, Quit, Resume
from game.ui.layout import Column, Page
from game.ui.screens import Words
from game.ui.widgets import Button, Buttons


@dataclass(frozen=True, slots=True)
class MenuView:
    """What the menu says of the game: its title, and where it is kept."""

    words: Words
    title: str
    folder: str


@dataclass(frozen=True, slots=True)
class WaitView:
    """What is being done meanwhile."""

    words: Words
    doing: str


@dataclass(frozen=True, slots=True)
class ChangedView:
    """A saved game that does not replay as it was played: what differs, line by line."""

    words: Words
    folder: Path
    scenario: str
    findings: tuple[str, ...]


def compose(view: MenuView, picks: Mapping[str, str]) -> Page:
    """The page of the menu."""
    del picks
    words = view.words
    buttons = (
        Button("continue", words("window.menu.continue"), Back(), key="escape", look="primary"),
        Button("settings", words("window.title.settings"), Goto("settings"), key="s"),
        Button("help", words("window.title.help"), Goto("help"), key="h"),
        Button("web", words("screen.web.open"), Goto("web"), key="g"),
        Button("leaves_out", words("page.leaves_out.title"), Goto("leaves_out"), key="l"),
        Button("home", words("window.menu.home"), Home(), key="t"),
        Button("quit", words("window.title.quit"), Quit(), key="q"),
    )
    kept = Text(words("window.menu.kept", folder=view.folder), "note", before=20)
    blocks = (Heading(view.title), Buttons(buttons, stacked=True), kept)
    column = Column("menu", words("window.menu.title"), blocks, most=520, pad=40)
    return Page(
        "menu", words("window.caption", page=words("window.menu.title")), (column,), back=Back(), focus="continue"
    )


def compose_wait(view: WaitView, picks: Mapping[str, str]) -> Page:
    """The page while something is read or computed."""
    del picks
    words = view.words
    button = Button("back", words("window.note.leave"), Home(), key="escape")
    blocks = (Text(view.doing), Buttons((button,)))
    column = Column("wait", words("window.name"), blocks, most=520, pad=40)
    return Page("wait", words("window.caption", page=view.doing), (column,), back=Home())


def compose_changed(view: ChangedView, picks: Mapping[str, str]) -> Page:
    """The page of a game that has changed: play it as it now goes, only look at it, or leave it."""
    del picks
    words = view.words
    blocks: tuple[Block, ...] = (
        Heading(words("window.changed.title")),
        Text(words("window.changed.about")),
        *(Text(f"– {finding}") for finding in view.findings),
        Buttons(
            (
                Button("replay", words("window.changed.replayed"), Resume(view.folder, view.scenario, "replayed")),
                Button("read", words("window.changed.read"), Resume(view.folder, view.scenario, "read")),
                Button("back", words("window.note.leave"), Home(), key="escape"),
            ),
            stacked=True,
        ),
    )
    column = Column("changed", words("window.changed.title"), blocks, most=600, pad=40)
    return Page("changed", words("window.caption", page=words("window.changed.title")), (column,), back=Home())
