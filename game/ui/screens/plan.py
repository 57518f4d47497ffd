"""The plan desk of January: levers in pages, the fan of futures, what signing would do, the state of the Union."""

from collections.abc import Mapping

from game.report.views.desk import DeskView, LeverPage
from game.report.views.parts import LeverView, NewsView, ReadingRow, TopView
from game.ui import effects, replay
from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Across, Block, Box, Heading, Rule, Text
from game.ui.intents import Goto, Lock, Pick, SetLever, Sign, Undo, Why
from game.ui.layout import Column, Page
from game.ui.painters import Chart, FanPainter
from game.ui.rows import Lockable
from game.ui.tables import Cell, Row, Spark, Table
from game.ui.widgets import Button, Buttons, Lever, Tabs


def compose(view: DeskView, picks: Mapping[str, str]) -> Page:
    """The page of the plan desk; picks: `page` of levers, `reading` charted."""
    said = view.labels
    page = next((page for page in view.pages if page.id == picks.get("page")), view.pages[0])
    reading = picks.get("reading", "")
    reading = reading if reading in view.fans else next(iter(view.fans))
    return Page(
        "plan",
        view.title,
        (
            Column("levers", said["levers"], levers(view, page, picks), wide=372),
            Column("forecast", said["forecast"], forecast(view, reading, picks)),
            Column("state", said["state"], state(view, reading), wide=372),
        ),
        top=top_bar(view.top),
        foot=foot_bar(view.cable, said["undo"], said["sign"]),
        back=Goto("menu"),
        focus=f"lever:{page.levers[0].id}",
        beat=replay.beat(view.replay, picks),
        keys=(("w", Why(reading)), ("g", Goto("web"))),
    )


def top_bar(top: TopView) -> TopBar:
    """The black bar of a view."""
    return TopBar(top.year, top.badge, top.title, top.over, top.figures)


def foot_bar(cable: NewsView | None, undo: str, sign: str) -> FootBar:
    """The red bar: an unofficial report with its source, undo, and the signature."""
    buttons = (Button("undo", undo, Undo(), key="z"), Button("sign", sign, Sign(), key="return", look="primary"))
    if cable is None:
        return FootBar(buttons=buttons)
    return FootBar(cable.label, f"{quoted(cable)} ({cable.source})", buttons)


def quoted(news: NewsView) -> str:
    """News as it may be printed: a quotation in marks, our own words without."""
    return f"“{news.text}”" if news.verbatim else news.text


def lever(view: LeverView) -> Lever:
    """A lever's slider."""
    return Lever(
        f"lever:{view.id}",
        view.label,
        view.words,
        SetLever(view.id),
        view.value,
        view.low,
        view.high,
        view.step,
        view.brief,
        view.history,
        view.stops,
        least=view.least,
        most=view.most,
        before=4,
    )


def levers(view: DeskView, page: LeverPage, picks: Mapping[str, str]) -> tuple[Block, ...]:
    """The pages of levers as tabs, and the sliders of the chosen one."""
    tabs = tuple((each.id, each.label) for each in view.pages)
    said = view.labels
    blocks: list[Block] = [Tabs("page", tabs, page.id, numbered=True), Text(page.intro, "note")]
    blocks += effects.chooser(view.effects, picks, view.effects_note)
    blocks += effects.head(view.effects, said, picks)
    names = tuple(f"lever:{each.id}" for each in page.levers)
    for each in page.levers:
        slider, done = effects.weighed(view.effects, lever(each), picks, names, again=bool(view.effects_note))
        lock = f"{each.label}: {said['lock']}"
        blocks.append(Lockable(slider, Lock(each.id), each.locked, lock, before=4) if each.share else slider)
        blocks += done
    moved = next((each for each in page.levers if view.move is not None and each.id == view.move.lever), None)
    notes = [page.note] if page.note else []
    notes += [f"**{moved.label}.** {moved.help}"] if moved is not None else []
    if notes:
        blocks.append(Box(tuple(Text(line) for line in notes)))
    blocks += effects.foot(view.effects, said, picks, view.effects_note)
    return tuple(blocks)


def forecast(view: DeskView, reading: str, picks: Mapping[str, str]) -> tuple[Block, ...]:
    """The chart, what signing would do, what the last move did, and the season's headline."""
    said = view.labels
    blocks: list[Block] = []
    if view.notice:
        blocks.append(Box((Text(f"!!{view.notice}!!"),)))
    again = replay.shown(view.replay, said, reading, picks)
    blocks += again or [Chart("fan", FanPainter(view.fans[reading], reading), tall=250)]
    signing = (Heading(said["if_signed"], role="heading"), *(Text(line, before=3) for line in view.signing))
    if view.move is None:
        moved: tuple[Block, ...] = (Text(said["unchanged"], "note"),)
    else:
        lines = (Text(line, before=3) for line in view.move.lines)
        moved = (Heading(view.move.title, role="heading"), *lines, *replay.button(view.replay, said, picks))
    blocks.append(Across((signing, moved), least=230))
    if view.news:
        blocks += headline(view.news[0])
    return tuple(blocks)


def headline(news: NewsView) -> list[Block]:
    """News with its source; a quotation stands in italics."""
    return [
        Rule(),
        Text(news.label, "minor", before=6),
        Text(quoted(news), "quote" if news.verbatim else "body", before=2),
        Text(news.source, "small", before=2),
    ]


def state(view: DeskView, reading: str) -> tuple[Block, ...]:
    """The state of the Union; a row that has a chart may be picked for it."""
    columns = (
        Cell(3, role="strong"),
        Cell(wide=44),
        Cell(wide=82, role="number", align="right"),
        Cell(wide=56, role="note"),
    )
    rows = tuple(state_row(row, chosen=row.id == reading, charted=row.id in view.fans) for row in view.rows)
    definition = next((row.definition for row in view.rows if row.id == reading), "")
    return (
        Heading(view.labels["state"], role="heading"),
        Table(columns, rows),
        Buttons((Button("why", view.labels["ask"], Why(reading), key="w"), *ways(view.labels, view.cards))),
        Text(definition or view.labels["pick"], "small"),
        Text(view.labels["ask_hint"], "small", before=3),
    )


def ways(said: Mapping[str, str], count: int) -> tuple[Button, ...]:
    """The ways to the web of causes, and to the cards on the table that still wait for an answer, where any do."""
    events = (Button("events", f"{said['events']} · {count}", Goto("events"), key="e"),) if count else ()
    return (Button("web", said["web"], Goto("web"), key="g"), *events)


def state_row(row: ReadingRow, *, chosen: bool, charted: bool) -> Row:
    """A reading: its name, where it has been, where it stands, and by how much it changed."""
    mark = "" if not row.change or row.rising is None else "▲ " if row.rising else "▼ "
    figure = f"!!{row.words}!!" if row.alarming else row.words
    return Row(
        f"reading:{row.id}",
        (row.label, Spark(row.spark, row.alarming), figure, f"{mark}{row.change.lstrip('+−')}"),
        Pick("reading", row.id) if charted else None,
        chosen=chosen,
        why=Why(row.id) if charted else None,
    )
