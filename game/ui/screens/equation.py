"""A quantity: its equation, unit and source, what it was, and what it hangs on, each of which opens in turn."""

from collections.abc import Iterable, Mapping

from game.report.views.equation import EquationView, Link
from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Block, Box, Heading, Text
from game.ui.intents import Follow, Unwind, Visit, Why
from game.ui.layout import Column, Page
from game.ui.screens import Words
from game.ui.tables import Cell, Row, Table
from game.ui.widgets import Button


def compose(view: EquationView, picks: Mapping[str, str]) -> Page:
    """The page of a quantity, or of a cause that is several."""
    del picks
    said = view.labels
    links = follow(view)
    first = next((f"{kind}:{link.id}" for kind, _, each in links for link in each if link.id), "back")
    web = (Button("web", said["web"], Visit(view.id), key="g"),) if view.known else ()
    asked = tuple(
        Button(f"why:{at}", label, Why(reading, year, region), key="w" if at == 0 else "", look="primary")
        for at, (label, reading, year, region) in enumerate(view.why)
    )
    return Page(
        f"equation {view.id}",
        view.title,
        columns(view, links),
        top=TopBar(said["badge"], title=view.heading),
        foot=FootBar(left=(Button("back", said["back"], Unwind(), key="escape"),), buttons=(*web, *asked)),
        back=Unwind(),
        focus=first,
    )


def compose_reading(words: Words) -> Page:
    """What is shown for the moment in which equations are read off the model."""
    title = words("equation.badge")
    column = Column("equation", title, (Text(words("screen.web.reading")),), most=520, pad=40)
    return Page(
        "equation reading",
        words("window.caption", page=title),
        (column,),
        top=TopBar(title, menu=None),
        foot=FootBar(left=(Button("back", words("equation.back"), Unwind(), key="escape"),)),
        back=Unwind(),
    )


def columns(view: EquationView, links: tuple[tuple[str, str, tuple[Link, ...]], ...]) -> tuple[Column, ...]:
    """The equation beside what it hangs on; one column for a cause that has no equation of its own."""
    said = view.labels
    about, below = tuple(equation(view)), tuple(hangs(view, links))
    if not view.equations and not view.given:
        return (Column("equation", said["column"], (*about, *below), most=860, pad=24),)
    return (
        Column("equation", said["column"], about, weight=1.2, pad=20),
        Column("links", said["links"], below, pad=18),
    )


def equation(view: EquationView) -> Iterable[Block]:
    """What it is, what it was, its equations and what they take as given."""
    said = view.labels
    yield Heading(view.heading, note=view.unit)
    if view.meaning and view.meaning != view.name:
        yield Text(view.meaning, before=4)
    if view.figures:
        yield Text(" · ".join(f"{when}: **{words}**" for when, words in view.figures), before=6)
    if view.equations:
        lines = [Text(f"**{line.text}**", "body", before=6) for line in view.equations]
        notes = [Text(line.meaning, "note", before=1) for line in view.equations]
        shown = [each for pair in zip(lines, notes, strict=True) for each in pair if each.text]
        yield Box(tuple(shown))
        if all(line.uses for line in view.equations):
            yield Text(said["uses"], "note", before=4)
    if view.block:
        yield Text(view.block, "small", before=4)
    if view.source:
        yield Heading(said["source"], role="heading")
        yield Text(view.source, before=3)
    if view.given:
        yield Heading(said["given"], role="heading")
        columns = (Cell(wide=58, role="strong"), Cell(3), Cell(1.6, role="value", align="right"))
        for at, each in enumerate(view.given):
            row = Row(f"given:{at}", (each.symbol, each.meaning, each.value))
            yield Table(columns, (row,), pad=3, before=6 if at else 3)
            yield Text(each.source, "small", before=1)
        if view.given_left:
            yield Text(view.given_left, "note")


def follow(view: EquationView) -> tuple[tuple[str, str, tuple[Link, ...]], ...]:
    """The lists of what may be opened: parts, what it is worked out from, what reads it."""
    said = view.labels
    lists = (
        ("part", said["parts"], view.parts),
        ("reads", said["reads"], view.reads),
        ("by", said["read_by"], view.read_by),
    )
    return tuple(each for each in lists if each[2])


def hangs(view: EquationView, links: tuple[tuple[str, str, tuple[Link, ...]], ...]) -> Iterable[Block]:
    """Each list as rows that open."""
    columns = (Cell(3, role="strong"), Cell(1.3, role="value", align="right"))
    for kind, title, found in links:
        yield Heading(title, role="heading", before=14)
        rows = tuple(
            Row(
                f"{kind}:{link.id}" if link.id else f"{kind}:{at}",
                (f"{link.label} ({link.note})" if link.note else link.label, link.words),
                Follow(link.id) if link.id else None,
            )
            for at, link in enumerate(found)
        )
        yield Table(columns, rows, pad=4)
    yield Text(view.labels["follow"] if links else view.labels["nothing"], "small")
