"""The invasion, month by month on the map: the front, what lies behind it, what it costs, how futures end."""

from collections.abc import Mapping

from game.report.views.figures import Bars
from game.report.views.war import WarView
from game.ui.bars import FootBar
from game.ui.blocks import Block, Heading, Rule, Text
from game.ui.intents import Goto, Next, Pick, Why
from game.ui.layout import Column, Page
from game.ui.painters import BarRows, BarsPainter, Chart, MapPainter, MapPicture, PlotPainter
from game.ui.screens.plan import top_bar
from game.ui.tables import Cell, Row, Table
from game.ui.widgets import Button

PLAYS = "+"
"""What the picked month ends in while months follow by themselves."""
BEAT = 1.2
"""Seconds that a month stands while they do."""


def compose(view: WarView, picks: Mapping[str, str]) -> Page:
    """The page of the war; picks: `month`, counted from nought, with a plus while it plays."""
    picked = picks.get("month", "")
    last = len(view.months) - 1
    at = min(max(int(picked.rstrip(PLAYS) or 0), 0), last)
    playing = picked.endswith(PLAYS) and at < last
    said = view.labels
    return Page(
        "war",
        view.title,
        (
            Column("map", said["front"], country(view, at), weight=1.35, pad=14),
            Column("month", said["month_column"], month(view, at, ended=at == last), pad=18),
            Column("futures", said["futures_column"], futures(view), pad=18),
        ),
        top=top_bar(view.top),
        foot=FootBar(buttons=tuple(buttons(said, at, last, playing=playing))),
        back=Goto("menu"),
        focus="next",
        beat=(BEAT, Pick("month", f"{at + 1}{PLAYS}")) if playing else None,
    )


def buttons(said: Mapping[str, str], at: int, last: int, *, playing: bool) -> list[Button]:
    """Month by month, all by themselves, or to the end; from there to the reckoning."""
    found = [Button("why", said["ask"], Why("collapse", against="history"), key="w")]
    if at > 0:
        found.append(Button("previous", said["previous"], Pick("month", str(at - 1)), key="b"))
    if at == last:
        return [*found, Button("next", said["reckon"], Next(), key="return", look="primary")]
    found.append(Button("to_end", said["to_end"], Pick("month", str(last)), key="e"))
    if playing:
        found.append(Button("play", said["stop"], Pick("month", str(at)), key="p"))
    else:
        found.append(Button("play", said["play"], Pick("month", f"{at}{PLAYS}"), key="p"))
    return [*found, Button("next", said["next_month"], Pick("month", str(at + 1)), key="return", look="primary")]


def country(view: WarView, at: int) -> tuple[Block, ...]:
    """The map with the front of a month, and where it stands in words."""
    now = view.months[at]
    painter = MapPainter(view.map, "", front=now.front, places=tuple(view.places.items()))
    return (
        Heading(view.map.title, note=now.label),
        MapPicture("front", painter, tall=225),
        Text(f"**{now.place}**", before=2),
        Text(view.note, "note"),
    )


def month(view: WarView, at: int, *, ended: bool) -> tuple[Block, ...]:
    """The month's figures and the regions behind the front; the outcome once it is over."""
    said, now = view.labels, view.months[at]
    columns = (Cell(3), Cell(2, role="value", align="right"))
    blocks: list[Block] = []
    if ended:
        blocks += [Text(line, before=4) for line in view.outcome]
        blocks.append(Rule())
    figures = tuple(Row(f"figure:{number}", pair) for number, pair in enumerate(now.figures))
    blocks += [Heading(now.label), Table(columns, figures)]
    if now.regions:
        regions = tuple(Row(f"region:{number}", pair) for number, pair in enumerate(now.regions))
        blocks += [Heading(said["regions"]), Table(columns, regions)]
    return tuple(blocks)


def futures(view: WarView) -> tuple[Block, ...]:
    """How the futures end, what would decide it, and the two figures that tell the whole campaign."""
    said = view.labels
    return (
        *bars("endings", said["endings"], view.endings),
        *bars("forces", said["forces"], view.forces),
        *bars("swings", said["swings"], view.deciding),
        *(Text(line, before=4) for line in view.decided),
        Rule(),
        Chart("depth", PlotPainter(view.depth), tall=170),
        Chart("output", PlotPainter(view.output), tall=170),
    )


def bars(name: str, title: str, shown: Bars) -> tuple[Block, ...]:
    """Bars under their heading."""
    return Heading(title), BarRows(name, BarsPainter(shown))
