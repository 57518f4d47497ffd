"""Help: the keys of the screen one came from, and those that hold everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Block, Heading, Text
from game.ui.intents import Back, Goto
from game.ui.layout import Column, Page
from game.ui.screens import Words
from game.ui.tables import Cell, Row, Table
from game.ui.widgets import KEYS, Button

EVERYWHERE = (
    ("Tab · Shift + Tab", "tab"),
    ("F6", "f6"),
    ("↑ ↓ ← →", "arrows"),
    ("⏎ · Space", "press"),
    ("← → · Shift + ← →", "slide"),
    ("Page up · Page down · Home · End", "far"),
    ("Ctrl + plus · Ctrl + minus · Ctrl + 0", "text"),
    ("W", "why"),
    ("F1 · ?", "help"),
    ("F11", "full"),
    ("Esc", "back"),
)
"""Keys that every screen knows, and the word key that says what they do."""


@dataclass(frozen=True, slots=True)
class HelpView:
    """What help is asked for: a screen's own sentence, if there is one, and its keys with their labels."""

    words: Words
    about: str = ""
    keys: tuple[tuple[str, str], ...] = ()


def compose(view: HelpView, picks: Mapping[str, str]) -> Page:
    """The page of help."""
    del picks
    words = view.words
    blocks: list[Block] = []
    if view.about:
        blocks.append(Text(view.about))
    columns = (Cell(2, role="strong"), Cell(3))
    if view.keys:
        rows = tuple(Row(f"key:{key}", (KEYS.get(key, key.upper()), label)) for key, label in view.keys)
        blocks += [Heading(words("window.help.here"), role="heading"), Table(columns, rows)]
    always = tuple(Row(f"key:{name}", (keys, words(f"window.help.{name}"))) for keys, name in EVERYWHERE)
    blocks += [Heading(words("window.help.everywhere"), role="heading", before=20), Table(columns, always)]
    column = Column("help", words("window.help.title"), tuple(blocks), most=720, pad=24)
    return Page(
        "help",
        words("window.caption", page=words("window.help.title")),
        (column,),
        top=TopBar(words("window.help.title"), menu=None),
        foot=FootBar(
            left=(Button("back", words("window.back"), Back(), key="escape"),),
            buttons=(Button("leaves_out", words("page.leaves_out.title"), Goto("leaves_out"), key="l"),),
        ),
        back=Back(),
    )
