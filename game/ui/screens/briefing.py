"""The briefing: where the country stands, who the player is, and what a season asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Block, Heading, Rule, Text
from game.ui.intents import Home, Next, Pick
from game.ui.layout import Column, Page
from game.ui.screens import Words
from game.ui.screens.choose import notice_box
from game.ui.widgets import Button, Entry, Menu


@dataclass(frozen=True, slots=True)
class BriefingView:
    """A scenario's briefing; `luck` is history or drawn unless the player picks, `notice` why it could not begin.

    `lenses` are historians' assumptions to choose from (id, title, summary), `lens` the one in use.
    """

    words: Words
    title: str
    span: str
    paragraphs: tuple[str, ...]
    luck: str
    notice: str = ""
    lenses: tuple[tuple[str, str, str], ...] = ()
    lens: str = "none"


LUCK = ("history", "drawn")
NO_LENS = "none"


def compose(view: BriefingView, picks: Mapping[str, str]) -> Page:
    """The page of the briefing, with what may be chosen for this game: its luck, and a name to know it by."""
    words = view.words
    luck = picks.get("luck", view.luck)
    lucks = tuple((kind, words(f"screen.scenario.luck_{kind}")) for kind in LUCK)
    blocks: list[Block] = [Heading(words("window.briefing.title"))]
    if view.notice:
        blocks.append(notice_box(view.notice))
    blocks += [Text(paragraph) for paragraph in view.paragraphs]
    blocks += [
        Rule(1),
        Menu("luck", words("screen.scenario.luck"), lucks, luck, Pick("luck")),
        Text(words(f"window.briefing.{luck}"), "note"),
        *lens_blocks(view, picks),
        Entry("nickname", words("screen.scenario.nickname"), picks.get("nickname", ""), Pick("nickname")),
    ]
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


def lens_blocks(view: BriefingView, picks: Mapping[str, str]) -> tuple[Block, ...]:
    """Through whose assumptions to play; nothing where the scenario has no lenses."""
    if not view.lenses:
        return ()
    chosen = picks.get("lens", view.lens)
    options = ((NO_LENS, view.words("window.briefing.no_lens")), *((name, label) for name, label, _ in view.lenses))
    about = next((summary for name, _, summary in view.lenses if name == chosen), view.words("window.briefing.lens"))
    return Menu("lens", view.words("screen.scenario.lens"), options, chosen, Pick("lens")), Text(about, "note")
