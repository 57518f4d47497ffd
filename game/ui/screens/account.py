"""The account of a year: ordered, done and the record; who died, and where. Nothing moves on it."""

from collections.abc import Mapping

from game.report.views.account import AccountView
from game.ui.bars import FootBar
from game.ui.blocks import Block, Heading, Rule, Text
from game.ui.intents import Goto, Next, Undo, Why
from game.ui.layout import Column, Page
from game.ui.screens.plan import headline, top_bar
from game.ui.tables import Cell, Row, Table
from game.ui.widgets import Button


def compose(view: AccountView, picks: Mapping[str, str]) -> Page:
    """The page of a year's account."""
    del picks
    said = view.labels
    return Page(
        "account",
        view.title,
        (
            Column("books", said["plan_and_fact"], books(view), weight=1.15, pad=20),
            Column("lives", said["deaths"], lives(view), pad=20),
        ),
        top=top_bar(view.top),
        foot=FootBar(
            buttons=(
                Button("why", said["ask"], Why(view.rows[0].id, view.rows[0].year), key="w"),
                Button("undo", said["undo"], Undo(), key="z"),
                Button("next", view.onward, Next(), key="return", look="primary"),
            )
        ),
        back=Goto("menu"),
        focus="next",
    )


def books(view: AccountView) -> tuple[Block, ...]:
    """How the game ended, if it did; then each reading: last year, what was ordered, what was done, the record."""
    said = view.labels
    columns = (
        Cell(3, role="strong", head=said["reading"]),
        Cell(wide=84, align="right", head=said["last_year"]),
        Cell(wide=84, align="right", head=said["ordered"]),
        Cell(wide=84, role="value", align="right", head=said["this_year"]),
        Cell(wide=84, align="right", head=said["record"]),
    )
    rows = tuple(
        Row(f"row:{row.id}", (row.label, row.before, row.ordered, row.result, row.record), why=Why(row.id, row.year))
        for row in view.rows
    )
    blocks: list[Block] = []
    if view.ending:
        what, *why = view.ending
        blocks += [Heading(what), *(Text(line, before=5) for line in why), Rule()]
    blocks += [Heading(view.heading), Text(f"{view.note} {said['ask_hint']}", "note", before=2), Table(columns, rows)]
    if view.remarks:
        blocks.append(Heading(said["books"], role="heading"))
        blocks += [Text(line, before=4) for line in view.remarks]
    return tuple(blocks)


def lives(view: AccountView) -> tuple[Block, ...]:
    """The dead of the year with their ranges, by cause and by region; then the year's news."""
    said = view.labels
    blocks: list[Block] = [Heading(said["deaths"], role="title")]
    blocks += [Text(line, before=5) for line in view.deaths]
    if view.by_region:
        columns = (
            Cell(2.4, role="strong", head=said["region"]),
            Cell(3, align="right", head=said["year_deaths"]),
            Cell(wide=74, align="right", head=said["share"]),
            Cell(wide=84, align="right", head=said["total"]),
        )
        rows = tuple(
            Row(
                f"died:{row.region}",
                (row.region, row.year, row.share, row.so_far),
                why=Why("famine_deaths", int(view.top.year), row.id),
            )
            for row in view.by_region
        )
        blocks += [Heading(said["by_region"], role="heading"), Table(columns, rows)]
        blocks += [Text(line, "small", before=3) for line in view.history]
    for news in view.news[:3]:
        blocks += headline(news)
    if not view.news:
        blocks.append(Rule(1))
    return tuple(blocks)
