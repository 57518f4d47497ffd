"""The invasion, month by month on the map: where the front stands, what it costs, what was built."""

from collections.abc import Mapping

from game.report.views.war import WarView
from game.ui.bars import FootBar
from game.ui.blocks import Block, Heading, Rule, Text
from game.ui.intents import Goto, Next, Pick
from game.ui.layout import Column, Page
from game.ui.painters import BarRows, BarsPainter, Chart, MapPainter, MapPicture, PlotPainter
from game.ui.screens.plan import top_bar
from game.ui.tables import Cell, Row, Table
from game.ui.widgets import Button


def compose(view: WarView, picks: Mapping[str, str]) -> Page:
    """The page of the war; picks: `month`, counted from nought."""
    said = view.labels
    last = len(view.months) - 1
    at = min(max(int(picks.get("month", "0") or 0), 0), last)
    buttons = []
    if at > 0:
        buttons.append(Button("previous", said["previous"], Pick("month", str(at - 1)), key="b"))
    if at < last:
        buttons.append(Button("to_end", said["to_end"], Pick("month", str(last)), key="e"))
        buttons.append(Button("next", said["next_month"], Pick("month", str(at + 1)), key="return", look="primary"))
    else:
        buttons.append(Button("next", said["reckon"], Next(), key="return", look="primary"))
    return Page(
        "war",
        view.title,
        (
            Column("map", said["front"], country(view, at), weight=1.35, pad=14),
            Column("month", said["month_column"], month(view, at, ended=at == last), pad=18),
        ),
        top=top_bar(view.top),
        foot=FootBar(buttons=tuple(buttons)),
        back=Goto("menu"),
        focus="next",
    )


def country(view: WarView, at: int) -> tuple[Block, ...]:
    """The map with the front of a month."""
    front = view.months[at].front
    painter = MapPainter(view.map, "", front=front, places=tuple(view.places.items()))
    return (
        Heading(view.map.title, note=view.months[at].label),
        MapPicture("front", painter, tall=340),
        Text(view.note, "note"),
    )


def month(view: WarView, at: int, *, ended: bool) -> tuple[Block, ...]:
    """The month's figures, the depth of the front so far, what was built; the outcome once it is over."""
    said, now = view.labels, view.months[at]
    columns = (Cell(3), Cell(2, role="value", align="right"))
    figures = tuple(Row(f"figure:{number}", pair) for number, pair in enumerate(now.figures))
    blocks: list[Block] = [Heading(now.label), Text(f"**{now.place}**", before=2), Table(columns, figures)]
    if ended:
        blocks.append(Rule())
        blocks += [Text(line, before=4) for line in view.outcome]
        blocks.append(Chart("depth", PlotPainter(view.depth), tall=200))
    blocks += [Heading(said["forces"], role="heading"), BarRows("forces", BarsPainter(view.forces))]
    return tuple(blocks)
