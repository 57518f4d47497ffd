"""The web of causes: the drawing, and beside it the page of one quantity, with every way onward to follow.

Where the window is too narrow for both, they become tabs: then the page, with its lists and its search, is the web in
another form.
"""

import itertools
import math
from collections.abc import Mapping
from functools import lru_cache

from game.report.views.web import LEAST, Link, Moved, NodePage, Reading, WebView
from game.ui import causes
from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Block, Heading, Rule, Text
from game.ui.causes import Figure, figure
from game.ui.intents import Back, Pick, Visit, Why
from game.ui.layout import COLUMN, Column, Page
from game.ui.tables import Cell, Row, Table
from game.ui.webpainter import HERE, WebPainter, WebPicture
from game.ui.widgets import Button, Buttons, Entry, Tabs

NARROW, TABS, LISTS = "narrow", "tabs", "lists"
"""The pick by which the flow says that columns are tabs, and that lists serve better than the drawing."""
FIND = "find"
READING = "reading."
ROUTES = 5
"""As many levers as the ways of which are drawn to a quantity."""
SHORT = 12
"""As many rows as a list shows before it is asked for whole."""
COLUMNS = (Cell(3, role="strong"), Cell(2, role="note"))
DRAWING, QUANTITY, ALL = "drawing", "quantity", "all"


def compose(view: WebView | Reading, picks: Mapping[str, str]) -> Page:
    """The page; picks: `web` the quantity chosen, `over` the one under the pointer, `find` what is searched for.

    `from` is the lever chosen last, `whole` the list that is shown whole, `layer` the one listed in a narrow window.
    """
    if isinstance(view, Reading):
        column = Column(DRAWING, view.head, (Text(view.doing),), most=520, pad=40)
        return Page(
            "web_reading", view.title, (column,), top=TopBar(view.head, menu=None), foot=foot(view.back), back=Back()
        )
    said = view.labels
    drawn = drawing(view)
    chosen = picks.get("web", "")
    chosen = chosen if chosen in drawn.names else view.first
    asked = chosen.removeprefix(READING) if chosen.startswith(READING) else ""
    over = picks.get("over", "")
    over = over if over in drawn.names else ""
    narrow = picks.get(NARROW, "")
    back = Pick(COLUMN, DRAWING) if narrow == TABS and picks.get(COLUMN) == QUANTITY else Back()
    came = picks.get("from", view.first)
    told = quantity(view, chosen, picks.get("find", ""), picks.get("whole", ""), came if came in drawn.names else "")
    columns = [
        Column(DRAWING, said["drawing"], (picture(view, drawn, chosen, over),), pad=14),
        Column(QUANTITY, said["quantity"], told, wide=350, pad=14),
    ]
    if narrow:
        columns.append(Column(ALL, said["all"], everything(view, chosen, picks.get("layer", "")), pad=14))
    if narrow == LISTS:
        columns.append(columns.pop(0))
    return Page(
        "web",
        view.title,
        tuple(columns),
        top=TopBar(said["title"], menu=None),
        foot=foot(view.back, back, (Button("why", said["why"], Why(asked), key="w"),) if asked else ()),
        back=back,
        focus=HERE if narrow != LISTS else FIND,
    )


def foot(label: str, back: object | None = None, others: tuple[Button, ...] = ()) -> FootBar:
    """The way back, and where else one may go."""
    return FootBar(left=(Button("back", label, back or Back(), key="escape"),), buttons=others)


@lru_cache(maxsize=4)
def drawing(view: WebView) -> Figure:
    """What is drawn of a view: the same for as long as the view is."""
    return figure(view.layers, view.edges)


def picture(view: WebView, drawn: Figure, chosen: str, over: str) -> WebPicture:
    """The drawing, lit by the lever under the pointer, else by what is chosen."""
    source = over if view.weights is not None and over in view.weights else chosen
    lit = light(view, drawn, source)
    shown = over or chosen
    size = lit.get(shown)
    line = view.said(shown, None if shown == source else size)
    caption = f"{view.notice} {line}" if view.notice else line
    key = view.labels["raised"], view.labels["lowered"]
    ways = routes(view, source)
    lit = dict.fromkeys(end for step in ways for end in step[:2] if end != source) | lit
    return WebPicture("web", WebPainter(drawn, chosen, over, tuple(lit.items()), source, caption, key, ways))


@lru_cache(maxsize=16)
def routes(view: WebView, name: str) -> tuple[tuple[str, str, float], ...]:
    """The lines on which the levers that move a quantity most come to move it, the least first; none for a lever."""
    weights = view.weights or {}
    if name in weights:
        return ()
    moving = [(own.get(name, 0.0), lever) for lever, own in weights.items()]
    most = sorted((each for each in moving if abs(each[0]) >= LEAST), key=lambda each: -abs(each[0]))[:ROUTES]
    found: dict[tuple[str, str], float] = {}
    for size, lever in reversed(most):
        steps = causes.steps(causes.ways(drawing(view), lever, weights[lever]), name)
        found |= dict.fromkeys(itertools.pairwise(steps), size)
    return tuple((source, target, size) for (source, target), size in found.items())


def light(view: WebView, drawn: Figure, source: str) -> dict[str, float | None]:
    """What is lit: all that a lever moves; of anything else its neighbours, and the levers that move it."""
    weights = view.weights or {}
    moves = weights.get(source)
    if moves is not None:
        return {name: size for name, size in moves.items() if abs(size) >= LEAST and name in drawn.names}
    lit: dict[str, float | None] = dict.fromkeys((*drawn.sources.get(source, ()), *drawn.readers.get(source, ())))
    lit |= {lever: own[source] for lever, own in weights.items() if abs(own.get(source, 0.0)) >= LEAST}
    return {name: size for name, size in lit.items() if size is None or math.isfinite(size)}


@lru_cache(maxsize=8)
def quantity(view: WebView, chosen: str, typed: str, whole: str, came: str) -> tuple[Block, ...]:
    """The search, what it found, and the page of the chosen quantity; kept, so that it is measured once.

    Long lists are cut short, but for the one whose name is `whole`; `came` is the lever that was chosen last.
    """
    said, page = view.labels, view.told(chosen)
    blocks: list[Block] = [Entry(FIND, said["find"], typed, Pick("find"))]
    if typed.strip():
        found = view.found(typed)
        blocks.append(Table(COLUMNS, links("find", found), pad=3) if found else Text(said["nothing_found"], "note"))
    blocks += [Heading(page.name), Text(page.about, "note", before=2)]
    if page.meaning != page.name:
        blocks.append(Text(page.meaning, before=6))
    blocks += equation(view, page)
    blocks += way(view, came, chosen)
    for head, moved in (("moves", page.moves), ("moved_by", page.moved_by)):
        if moved:
            blocks += [Heading(said[head], role="heading"), *cut(view, head, sizes(head, moved), chosen, whole)]
    if view.weights is not None and page.id in view.weights and not page.moves:
        blocks.append(Text(said["none_moved"], "note"))
    for head, none, found in (("reads", "roots", page.reads), ("read_by", "ends", page.read_by)):
        blocks.append(Heading(said[head], role="heading"))
        blocks += cut(view, head, links(head, found), chosen, whole) if found else [Text(said[none], "note")]
    if page.given:
        blocks.append(Heading(said["parameters"], role="heading"))
        full = whole == f"parameters:{chosen}" or len(page.given) <= SHORT
        for each in page.given if full else page.given[:SHORT]:
            blocks.append(Text(f"**{each.symbol}** {each.meaning}: **{each.value}**"))
            blocks.append(Text(each.source, "small", before=1))
        blocks += [] if full else [more(view, "parameters", len(page.given), chosen)]
    return (*blocks, Rule(1), Text(said["legend"], "small"))


def way(view: WebView, came: str, chosen: str) -> list[Block]:
    """The way on which the lever chosen last moves a quantity, step by step; nothing where it does not move it."""
    moves = (view.weights or {}).get(came, {})
    if chosen == came or abs(moves.get(chosen, 0.0)) < LEAST:
        return []
    steps = causes.steps(causes.ways(drawing(view), came, moves), chosen)
    rows = (
        Row(f"way:{each}", (view.name(each), view.size(moves[each]) if each in moves else ""), Visit(each))
        for each in steps[:-1]
    )
    return [Heading(view.way(came), role="heading"), Table(COLUMNS, tuple(rows), pad=3)]


def cut(view: WebView, head: str, rows: tuple[Row, ...], chosen: str, whole: str) -> list[Block]:
    """A list, and where it is long its beginning with the way to the rest."""
    if len(rows) <= SHORT or whole == f"{head}:{chosen}":
        return [Table(COLUMNS, rows, pad=3)]
    return [Table(COLUMNS, rows[:SHORT], pad=3), more(view, head, len(rows), chosen)]


def more(view: WebView, head: str, count: int, chosen: str) -> Buttons:
    """The way to the whole of a list."""
    return Buttons((Button(f"more:{head}", view.more(count), Pick("whole", f"{head}:{chosen}")),), before=6)


@lru_cache(maxsize=8)
def everything(view: WebView, chosen: str, picked: str) -> tuple[Block, ...]:
    """Every quantity, a layer at a time: the web as lists."""
    layer = next((each for each in view.layers if each.id == picked), view.layers[0])
    rows = (
        Row(f"all:{chip.id}", (chip.name, view.kinds[chip.kind]), Visit(chip.id), chosen=chip.id == chosen)
        for block in layer.blocks
        for chip in block
    )
    tabs = Tabs("layer", tuple((each.id, each.label) for each in view.layers), layer.id)
    return tabs, Table(COLUMNS, tuple(rows), pad=3)


def equation(view: WebView, page: NodePage) -> list[Block]:
    """The lines of the model that give a quantity, or in which it stands."""
    if not page.equations:
        return []
    blocks: list[Block] = [Heading(view.labels["equation" if page.gives else "used_in"], role="heading")]
    for text, meaning in page.equations:
        blocks.append(Text(text, "formula", before=5))
        if meaning:
            blocks.append(Text(meaning, "small", before=1))
    return blocks


def sizes(head: str, moved: tuple[Moved, ...]) -> tuple[Row, ...]:
    """What is moved, or moves, and how far; each to be followed."""
    return tuple(Row(f"{head}:{each.id}", (each.name, signed(each)), Visit(each.id)) for each in moved)


def signed(moved: Moved) -> str:
    """How far, behind its sign."""
    return f"{'+' if moved.size > 0 else '−'} {moved.words}"


def links(head: str, found: tuple[Link, ...]) -> tuple[Row, ...]:
    """Quantities to follow."""
    return tuple(Row(f"{head}:{each.id}", (each.name, each.note), Visit(each.id)) for each in found)
