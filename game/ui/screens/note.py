"""The content note: what the game tells of, before anything else is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Heading, Text
from game.ui.intents import Home, Next
from game.ui.layout import Column, Page
from game.ui.screens import Words
from game.ui.widgets import Button


@dataclass(frozen=True, slots=True)
class NoteView:
    """A scenario's title and its content note."""

    words: Words
    title: str
    note: str


def compose(view: NoteView, picks: Mapping[str, str]) -> Page:
    """The page of the note; the way back stands beside the way on."""
    del picks
    words = view.words
    paragraphs = tuple(Text(part) for part in view.note.split("\n") if part.strip())
    column = Column(
        "note", words("window.note.title"), (Heading(words("window.note.title")), *paragraphs), most=640, pad=40
    )
    return Page(
        "note",
        words("window.caption", page=words("window.note.title")),
        (column,),
        top=TopBar(view.title, menu=None),
        foot=FootBar(
            left=(Button("back", words("window.note.leave"), Home(), key="escape"),),
            buttons=(Button("next", words("window.note.go_on"), Next(), key="return", look="primary"),),
        ),
        back=Home(),
        focus="next",
    )
