"""The causal ledger: the balance where one closes, and the causes as signed steps from one figure to the other."""

from collections.abc import Mapping

from game.report.views.ledger import BalanceView, LedgerView
from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Across, Block, Box, Heading, Text
from game.ui.intents import Ask, Follow, Unwind
from game.ui.layout import Column, Page
from game.ui.tables import Cell, Row, Table
from game.ui.waterfall import Waterfall
from game.ui.widgets import Button, Menu

LEAST_MENU = 260
"""A narrower drop-down would cut the longest of its names."""


def compose(view: LedgerView, picks: Mapping[str, str]) -> Page:
    """The page of a figure's ledger."""
    del picks
    said = view.labels
    figures = ((view.start_label, view.start_words), (view.end_label, view.end_words)) if not view.why else ()
    return Page(
        "ledger",
        view.title,
        columns(view),
        top=TopBar(str(view.year), said["badge"], view.place, figures=figures),
        foot=FootBar(
            left=(Button("back", said["back"], Unwind(), key="escape"),),
            buttons=(
                *years(view),
                Button("equation", said["equation"], Follow(f"reading.{view.reading}"), key="e", look="primary"),
            ),
        ),
        back=Unwind(),
        focus=f"cause:{view.steps[0].id}" if view.steps else "back",
    )


def columns(view: LedgerView) -> tuple[Column, ...]:
    """The balance first, where one closes, then the causes; without a balance the causes first."""
    said = view.labels
    why = Column("causes", said["causes"], causes(view), weight=1.4, pad=18)
    closes = Column("balance", said["balance_column" if view.balances else "what"], balance(view), pad=18)
    return (closes, why) if view.balances else (why, closes)


def years(view: LedgerView) -> list[Button]:
    """The year before and after, where the figure is known."""
    found = []
    for name, sign, key, by in (("earlier", "◀ {}", "b", -1), ("later", "{} ▶", "n", 1)):
        year = view.year + by
        if year in view.years:
            found.append(Button(name, sign.format(year), Ask("year", str(year)), key=key))
    return found


def causes(view: LedgerView) -> tuple[Block, ...]:
    """The question, the steps and how they were counted; or why there is nothing to tell."""
    said = view.labels
    blocks: list[Block] = [Heading(view.heading, note=view.unit)]
    if view.question:
        blocks.append(Text(view.question, before=4))
    blocks += choices(view)
    if view.why:
        blocks.append(Box((Text(view.why),)))
    else:
        blocks += [
            Waterfall(
                (view.start_label, view.start_words, view.start),
                (view.end_label, view.end_words, view.end),
                view.steps,
            ),
            Text(said["key"], "small", before=4),
            Text(f"{said['add_up']} {said['open']}", "small", before=2),
        ]
    if view.refining:
        blocks.append(Text(said["refining"], "note"))
    blocks += [Text(note, "small", before=3) for note in view.notes]
    return tuple(blocks)


def choices(view: LedgerView) -> list[Block]:
    """The same asked against another run, of another figure or another place; wide enough for their longest names."""
    said = view.labels
    against = Menu("against", said["against"], view.others, view.against, Ask("against"))
    reading = Menu("reading", said["figure"], view.readings, view.reading, Ask("reading"))
    blocks: list[Block] = [Across(((against,), (reading,)), least=LEAST_MENU)]
    if len(view.regions) > 1 and view.region in dict(view.regions):
        region = Menu("region", said["place"], view.regions, view.region, Ask("region"))
        blocks.append(Across(((region,), ()), least=LEAST_MENU))
    return blocks


def balance(view: LedgerView) -> tuple[Block, ...]:
    """The balances, and what the reading is."""
    blocks: list[Block] = []
    for number, each in enumerate(view.balances):
        blocks += [Heading(each.title, before=12 if number else 0), table(each)]
    blocks += [Heading(view.labels["what"], role="heading"), Text(view.definition, before=3)]
    if not view.balances:
        blocks.append(Text(view.labels["no_balance"], "note"))
    return tuple(blocks)


def table(shown: BalanceView) -> Table:
    """Both sides of an identity with their sums."""
    first, *heads = shown.heads
    columns = (Cell(2.2, head=first), *(Cell(1.2, align="right", head=head) for head in heads))
    rows = [*shown.came, bold(shown.came_total), *shown.went, bold(shown.went_total)]
    return Table(columns, tuple(Row(f"{shown.id}:{at}", row) for at, row in enumerate(rows)), pad=3)


def bold(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row of sums."""
    return tuple(f"**{cell}**" for cell in row)
