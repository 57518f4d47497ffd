"""The scenarios: what each is about, how long it takes, and, where one cannot be opened, why."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Block, Box, Heading, Text
from game.ui.intents import Back, Goto, NewGame
from game.ui.layout import Column, Page
from game.ui.screens import Words
from game.ui.widgets import Button, Option


@dataclass(frozen=True, slots=True)
class Offer:
    """A scenario in the list; `problems` are the reader's complaints, a line each, where it has faults."""

    id: str
    title: str
    summary: str
    span: str
    minutes: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChooseView:
    """What the list shows; nothing while it is still being read."""

    words: Words
    offers: tuple[Offer, ...] | None = None
    notice: str = ""


def compose(view: ChooseView, picks: Mapping[str, str]) -> Page:
    """The page of scenarios."""
    del picks
    words = view.words
    blocks: list[Block] = [Text(words("window.choose.intro"))]
    if view.notice:
        blocks.append(notice_box(view.notice))
    if view.offers is None:
        blocks.append(Text(words("window.choose.reading"), "note"))
    number = 0
    for offer in view.offers or ():
        if offer.problems:
            faults = tuple(Text(line.strip(), "small", before=2) for line in offer.problems if line.strip())
            head = Heading(offer.title, role="heading", before=0)
            blocks.append(Box((head, Text(words("window.choose.faulty", id=offer.id)), *faults)))
            continue
        number += 1
        length = words("window.choose.length", span=offer.span, minutes=offer.minutes)
        key = str(number) if number <= 9 else ""
        blocks.append(Option(f"scenario:{offer.id}", offer.title, offer.summary, NewGame(offer.id), length, key))
    column = Column("scenarios", words("window.choose.title"), tuple(blocks), most=760, pad=24)
    return Page(
        "choose",
        words("window.caption", page=words("window.choose.title")),
        (column,),
        top=TopBar(words("window.choose.title"), menu=Goto("help"), menu_label="?"),
        foot=FootBar(left=(Button("back", words("window.back"), Back(), key="escape"),)),
        back=Back(),
    )


def notice_box(notice: str) -> Box:
    """What went wrong, line by line, in a frame."""
    return Box(tuple(Text(f"!!{line}!!" if number == 0 else line) for number, line in enumerate(notice.splitlines())))
