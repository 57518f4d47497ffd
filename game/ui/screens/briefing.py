"""The briefing: where the country stands, who the player is, and what a season asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Block, Heading, Text
from game.ui.intents import Home, Next
from game.ui.layout import Column, Page
from game.ui.screens import Words
from game.ui.screens.choose import notice_box
from game.ui.widgets import Button


@dataclass(frozen=True, slots=True)
class BriefingView:
    """A scenario's briefing; `luck` says whose weather holds, `notice` why the game could not begin."""

    words: Words
    title: str
    span: str
    paragraphs: tuple[str, ...]
    luck: str
    notice: str = ""


def compose(view: BriefingView, picks: Mapping[str, str]) -> Page:
    """The page of the briefing."""
    del picks
    words = view.words
    blocks: list[Block] = [Heading(words("window.briefing.title"))]
    if view.notice:
        blocks.append(notice_box(view.notice))
    blocks += [Text(paragraph) for paragraph in view.paragraphs]
    blocks.append(Text(view.luck, "note"))
    column = Column("briefing", words("window.briefing.title"), tuple(blocks), most=680, pad=40)
    return Page(
        "briefing",
        words("window.caption", page=words("window.briefing.title")),
        (column,),
        top=TopBar(view.span, title=view.title, menu=None),
        foot=FootBar(
            left=(Button("back", words("window.note.leave"), Home(), key="escape"),),
            buttons=(Button("next", words("window.briefing.begin"), Next(), key="return", look="primary"),),
        ),
        back=Home(),
        focus="next",
    )
