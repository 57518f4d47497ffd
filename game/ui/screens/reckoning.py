"""The reckoning: other plans beside this one, three verdicts that are not added up, questions to write on."""

from collections.abc import Mapping

from game.report.views.parts import VerdictView
from game.report.views.reckoning import ReckoningView, TableRow
from game.ui.bars import FootBar
from game.ui.blocks import Block, Heading, Rule, Text
from game.ui.intents import Goto, Home, Undo, Why
from game.ui.layout import Column, Page
from game.ui.painters import Chart, ScatterPainter
from game.ui.screens.plan import top_bar
from game.ui.tables import Cell, Row, Table
from game.ui.widgets import Button


def compose(view: ReckoningView, picks: Mapping[str, str]) -> Page:
    """The page of the reckoning."""
    del picks
    said = view.labels
    return Page(
        "reckoning",
        view.title,
        (
            Column("compare", said["compare"], compare(view), weight=1.1, pad=20),
            Column("verdicts", said["verdicts"], verdicts(view), pad=20),
        ),
        top=top_bar(view.top),
        foot=FootBar(
            left=(
                Button("replay", said["replay"], Undo(), key="z"),
                Button("why", said["ask"], Why("excess_deaths_so_far", against="history"), key="w"),
            ),
            buttons=(Button("home", said["home"], Home(), key="h", look="primary"),),
        ),
        back=Goto("menu"),
        focus="home",
    )


def compare(view: ReckoningView) -> tuple[Block, ...]:
    """The chart of plans and the table beside it; a line that says so while they are still counted."""
    said = view.labels
    blocks: list[Block] = [Heading(view.heading)]
    if view.scatter is None:
        blocks.append(Text(view.computing, "note"))
    else:
        blocks.append(Text(said["chart_note"], "note", before=2))
        blocks.append(Chart("plans", ScatterPainter(view.scatter), tall=250))
    blocks += [
        Heading(said["table"], role="heading"),
        table(view),
        Text(f"{view.table_note} {said['ask_hint']}", "small"),
    ]
    return tuple(blocks)


def table(view: ReckoningView) -> Table:
    """Each reading under every plan."""
    heads = (Cell(2.2, role="strong"), *(Cell(1.4, align="right", head=head) for head in view.heads))
    return Table(heads, tuple(row(number, each) for number, each in enumerate(view.table)))


def row(number: int, line: TableRow) -> Row:
    """A line of the table; the game's own deaths in red."""
    mine, *others = line.cells
    why = Why(line.reading, line.year, against="history") if line.reading else None
    return Row(f"line:{number}", (line.label, f"!!{mine}!!" if line.deadly else f"**{mine}**", *others), why=why)


def verdicts(view: ReckoningView) -> tuple[Block, ...]:
    """The three verdicts one after another, what binds them, and the questions."""
    said = view.labels
    blocks: list[Block] = [Heading(said["three"])]
    for verdict in view.verdicts:
        blocks += told(verdict)
    blocks.append(Rule())
    blocks += [Text(line, before=4) for line in view.together]
    blocks.append(Heading(said["write"]))
    blocks += [Text(f"{number} · {question}", before=5) for number, question in enumerate(view.questions, 1)]
    return tuple(blocks)


def told(verdict: VerdictView) -> list[Block]:
    """A verdict: its sentences, then in small letters what is disputed and what to be careful of."""
    blocks: list[Block] = [Heading(verdict.title, role="heading")]
    blocks += [Text(line, before=4) for line in verdict.lines]
    blocks += [Text(line, "small", before=4) for line in verdict.small]
    return blocks
