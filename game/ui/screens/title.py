"""The title: begin, take up a saved game, change the settings, read the help, leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game.ui.blocks import Block, Heading, Rule, Text
from game.ui.intents import Goto, Quit, Resume
from game.ui.layout import Column, Page
from game.ui.tables import Cell, Row, Table
from game.ui.widgets import Button, Buttons


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved game in the list; `problem` says in words why it cannot be taken up."""

    folder: Path
    title: str
    stands: str
    when: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TitleView:
    """What the title shows; `games` is nothing while the list is still being read."""

    games: tuple[Saved, ...] | None = None
    note: str = ""


def compose(view: TitleView, picks: Mapping[str, str]) -> Page:
    """The title's page."""
    del picks
    blocks: list[Block] = [
        Heading("Great Break", role="huge"),
        Text("The Soviet Union, January 1928 to June 1941: a planning game, and a model to argue with."),
        Rule(),
        Buttons(
            (
                Button("new", "New game", Goto("choose"), key="n", look="primary"),
                Button("settings", "Settings", Goto("settings"), key="s"),
                Button("help", "Help", Goto("help"), key="h"),
                Button("quit", "Quit", Quit(), key="q"),
            ),
            stacked=True,
        ),
        Heading("Saved games", role="heading", before=24),
    ]
    if view.games is None:
        blocks.append(Text("Reading the list ...", "note"))
    elif not view.games:
        blocks.append(Text("None yet. A game is kept from its first signed order on.", "note"))
    else:
        blocks.append(Table((Cell(3), Cell(2), Cell(2)), tuple(saved_row(game) for game in view.games)))
    if view.note:
        blocks.append(Text(f"!!{view.note}!!"))
    column = Column("title", "Title", tuple(blocks), most=620, pad=40)
    return Page("title", "Great Break", (column,), focus="new")


def saved_row(game: Saved) -> Row:
    """A saved game as a row to press."""
    cells = (f"**{game.title}**", game.problem or game.stands, game.when)
    return Row(f"game:{game.folder.name}", cells, None if game.problem else Resume(game.folder))
