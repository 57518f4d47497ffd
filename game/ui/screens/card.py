"""An event's card: what happened, who says what of it, and the ways to answer."""

from collections.abc import Mapping

from game.report.views.event import EventView
from game.report.views.parts import NewsView
from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Across, Block, Heading, Rule, Text
from game.ui.intents import Choose, Goto, Next, Undo
from game.ui.layout import Column, Page
from game.ui.widgets import Button, Option


def compose(view: EventView, picks: Mapping[str, str]) -> Page:
    """The page of a card."""
    del picks
    said = view.labels
    what: list[Block] = [
        Heading(view.heading, note=view.date),
        Text(view.text),
        Text(view.source, "small", before=2),
    ]
    for news in view.news:
        what += told(news)
    answer: list[Block] = [Heading(said["choose"] if view.choices else said["no_choice"], role="heading")]
    for number, choice in enumerate(view.choices, 1):
        note = f"{said['history']}. {choice.source}" if choice.history else choice.source
        answer.append(
            Option(
                f"choice:{choice.id}",
                choice.label,
                choice.text,
                Choose(view.id, choice.id),
                note,
                key=str(number),
                chosen=choice.chosen,
            )
        )
    if view.choices:
        answer.append(Text(said["unanswered"], "note"))
    if view.advisers:
        answer += [Rule(1), Heading(said["advisers"], role="heading")]
        answer += [Text(f"**{who}:** {words}", before=4) for who, words in view.advisers]
    body = Across((tuple(what), tuple(answer)), least=400, gap=36)
    top = view.top
    return Page(
        "card",
        view.title,
        (Column("card", view.heading, (body,), most=1180, pad=24),),
        top=TopBar(top.year, top.badge, view.at, top.over, top.figures),
        foot=FootBar(
            left=(Button("undo", said["undo"], Undo(), key="z"),) if "undo" in said else (),
            buttons=(Button("next", said["decide"], Next(), key="g", look="primary"),),
        ),
        back=Goto("menu"),
        focus=next((f"choice:{choice.id}" for choice in view.choices if choice.chosen), ""),
    )


def told(news: NewsView) -> tuple[Block, ...]:
    """A headline, a report or a figure, with who says so; a quotation stands in italics."""
    role = "quote" if news.verbatim else "body"
    return (
        Rule(1),
        Text(news.label, "minor", before=6),
        Text(f"“{news.text}”" if news.verbatim else news.text, role, before=2),
        Text(news.source, "small", before=2),
    )
