"""What this model leaves out: a page to read, from the title, the menu and the help."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.report.views.leaves_out import LeavesOut
from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Block, Heading, Text
from game.ui.intents import Back
from game.ui.layout import Column, Page
from game.ui.screens import Words
from game.ui.widgets import Button


@dataclass(frozen=True, slots=True)
class LeavesOutView:
    """The page and the words around it."""

    words: Words
    page: LeavesOut


def compose(view: LeavesOutView, picks: Mapping[str, str]) -> Page:
    """The page of what is left out."""
    del picks
    words, page = view.words, view.page
    blocks: list[Block] = [Text(page.intro, "strong")]
    for section in page.sections:
        blocks += [Heading(section.title, role="heading", before=22), Text(section.text), Text(section.read, "note")]
    column = Column("leaves_out", page.title, tuple(blocks), most=720, pad=24)
    return Page(
        "leaves_out",
        words("window.caption", page=page.title),
        (column,),
        top=TopBar(page.title, menu=None),
        foot=FootBar(left=(Button("back", words("window.back"), Back(), key="escape"),)),
        back=Back(),
    )
