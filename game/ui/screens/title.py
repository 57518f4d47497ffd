"""The title: begin, take up a saved game, change the settings, read the help, leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game.ui.blocks import Block, Heading, Rule, Text
from game.ui.intents import Goto, Quit, Resume
from game.ui.layout import Column, Page
from game.ui.screens import Words
from game.ui.tables import Cell, Row, Table
from game.ui.widgets import Button, Buttons


@dataclass(frozen=True, slots=True)
class SavedGame:
    """A saved game in the list; `problem` says in words why it cannot be taken up."""

    folder: Path
    scenario: str
    title: str
    stands: str
    when: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TitleView:
    """What the title shows; `games` is nothing while the list is still being read."""

    words: Words
    games: tuple[SavedGame, ...] | None = None
    notice: str = ""


def compose(view: TitleView, picks: Mapping[str, str]) -> Page:
    """The title's page."""
    del picks
    words = view.words
    blocks: list[Block] = [
        Heading(words("window.name"), role="huge"),
        Text(words("window.title.about")),
        Rule(),
        Buttons(
            (
                Button("new", words("window.title.new"), Goto("choose"), key="n", look="primary"),
                Button("settings", words("window.title.settings"), Goto("settings"), key="s"),
                Button("help", words("window.title.help"), Goto("help"), key="h"),
                Button("leaves_out", words("page.leaves_out.title"), Goto("leaves_out"), key="l"),
                Button("quit", words("window.title.quit"), Quit(), key="q"),
            ),
            stacked=True,
        ),
    ]
    if view.notice:
        blocks.append(Text(f"!!{view.notice}!!"))
    blocks.append(Heading(words("window.title.saved"), role="heading", before=24))
    if view.games is None:
        blocks.append(Text(words("window.title.reading"), "note"))
    elif not view.games:
        blocks.append(Text(words("window.title.none"), "note"))
    else:
        columns = (Cell(3, role="strong"), Cell(3), Cell(2, role="note", align="right"))
        blocks.append(Table(columns, tuple(saved_row(game) for game in view.games)))
    column = Column("title", words("window.name"), tuple(blocks), most=620, pad=40)
    return Page("title", words("window.name"), (column,), focus="new")


def saved_row(game: SavedGame) -> Row:
    """A saved game as a row to press; one that cannot be read says why."""
    cells = (game.title, game.problem or game.stands, game.when)
    return Row(f"game:{game.folder.name}", cells, None if game.problem else Resume(game.folder, game.scenario))
