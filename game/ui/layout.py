"""Where everything goes: a page of columns between two bars, arranged for a window and two scales.

Wide enough, columns stand side by side, each scrolling by itself; below 1280 by 720 of effective
space they become tabs. What the bars have no room for moves into the first column.
"""

from dataclasses import dataclass, field

import pygame

from game.ui import text as words
from game.ui.bars import FootBar, TopBar
from game.ui.blocks import Block, Box, Text, stack, stack_height
from game.ui.canvas import Canvas, Control, Mark
from game.ui.theme import ROLES, Style
from game.ui.widgets import Tabs

COLUMN = "column"
"""The name under which the chosen column of a narrow window is picked."""


@dataclass(frozen=True)
class Column:
    """Blocks below each other.

    `title` names its tab in a narrow window; `wide` fixes its width, else `weight` shares what is left;
    `most` keeps a single column of prose from growing too wide.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    weight: float = 1.0
    wide: float = 0.0
    most: float = 0.0
    pad: float = 16


@dataclass(frozen=True)
class Page:
    """A whole screen: what `Screen.compose` gives.

    `title` goes to the window's title bar, `back` is sent by Escape, `keys` are letters without a
    button, `focus` names the control that has the focus when the page opens. `beat` sends an intent by
    itself once the page has stood for so many seconds.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    top: TopBar | None = None
    foot: FootBar | None = None
    back: object | None = None
    keys: tuple[tuple[str, object], ...] = ()
    focus: str = ""
    beat: tuple[float, object] | None = None


@dataclass(frozen=True)
class Pane:
    """A part of the window with content of its own, which scrolls where it is taller than the view."""

    name: str
    view: pygame.Rect
    content: int
    scrolls: bool = False


@dataclass(frozen=True)
class Placed:
    """A simple block and where it stands when its pane is not scrolled."""

    pane: int
    block: Block
    rect: pygame.Rect


@dataclass(frozen=True)
class Arranged:
    """A page laid out for one window size."""

    size: tuple[int, int]
    style: Style
    panes: tuple[Pane, ...]
    placed: tuple[Placed, ...]
    rules: tuple[pygame.Rect, ...]
    controls: tuple[tuple[int, Control], ...] = field(default=())


def arrange(page: Page, style: Style, size: tuple[int, int], picked: str = "") -> Arranged:
    """Lay a page out; `picked` is the column shown where only one has room."""
    width, height = size
    panes: list[Pane] = []
    placed: list[Placed] = []
    rules: list[pygame.Rect] = []

    def add(name: str, view: pygame.Rect, blocks: tuple[Block, ...], pad: int, most: int) -> None:
        inner = view.width - 2 * pad
        needed = stack_height(blocks, style, min(inner, most)) + 2 * pad
        scrolls = pad > 0 and needed > view.height
        if scrolls:
            inner -= style.px(SCROLL_BAR)
            needed = stack_height(blocks, style, min(inner, most)) + 2 * pad
        room = min(inner, most)
        left = view.x + pad + (inner - room) // 2
        rect = pygame.Rect(left, view.y + pad, room, max(view.height, needed) - 2 * pad)
        panes.append(Pane(name, view, max(view.height, needed) if scrolls else view.height, scrolls))
        placed.extend(Placed(len(panes) - 1, block, box) for block, box in stack(blocks, style, rect))

    top = page.top.height(style, width) if page.top else 0
    foot = page.foot.height(style, width) if page.foot else 0
    if page.top:
        add("top", pygame.Rect(0, 0, width, top), (page.top,), 0, width)
    columns = with_spill(page, style, width)
    middle = pygame.Rect(0, top, width, max(1, height - top - foot))
    if len(columns) == 1 or not style.wide(size):
        shown = next((column for column in columns if column.name == picked), columns[0])
        if len(columns) > 1:
            strip = Tabs(COLUMN, tuple((c.name, c.title) for c in columns), shown.name)
            tall = strip.height(style, width - 2 * style.px(8)) + 2 * style.px(6)
            box = pygame.Rect(style.px(8), middle.y + style.px(6), width - 2 * style.px(8), tall - 2 * style.px(6))
            panes.append(Pane("tabs", pygame.Rect(0, middle.y, width, tall), tall))
            placed.append(Placed(len(panes) - 1, strip, box))
            rules.append(pygame.Rect(0, middle.y + tall, width, style.px(3)))
            middle = pygame.Rect(0, middle.y + tall + style.px(3), width, middle.height - tall - style.px(3))
        most = style.space(shown.most) if shown.most else width
        add(shown.name, middle, shown.blocks, style.px(shown.pad), most)
    else:
        for column, view in zip(columns, shares(columns, style, middle), strict=True):
            most = style.space(column.most) if column.most else width
            add(column.name, view, column.blocks, style.px(column.pad), most)
            if view.x > 0:
                rules.append(pygame.Rect(view.x - style.px(3), view.y, style.px(3), view.height))
    if page.foot:
        add("foot", pygame.Rect(0, height - foot, width, foot), (page.foot,), 0, width)
    controls = tuple((p.pane, control) for p in placed for control in p.block.controls(style, p.rect))
    return Arranged(size, style, tuple(panes), tuple(placed), tuple(rules), controls)


SCROLL_BAR = 12
"""The width of a scroll bar with the space beside it."""


def with_spill(page: Page, style: Style, width: int) -> tuple[Column, ...]:
    """The columns, the first of them taking what the bars have no room for."""
    first, *others = page.columns
    over = page.top.spilled(style, width) if page.top else []
    under = page.foot.spilled(style, width) if page.foot else []
    blocks = first.blocks
    if over:
        blocks = (Text("\n".join(over), "note"), *blocks)
    if under:
        blocks = (*blocks, Box(tuple(Text(line) for line in under)))
    if blocks is first.blocks:
        return page.columns
    changed = Column(first.name, first.title, blocks, first.weight, first.wide, first.most, first.pad)
    return (changed, *others)


def shares(columns: tuple[Column, ...], style: Style, middle: pygame.Rect) -> list[pygame.Rect]:
    """The views of columns side by side, a heavy rule's width between them."""
    rule = style.px(3)
    fixed = [style.space(column.wide) for column in columns]
    spare = middle.width - sum(fixed) - rule * (len(columns) - 1)
    weights = sum(column.weight for column in columns if not column.wide)
    views = []
    x = middle.x
    for number, (column, wide) in enumerate(zip(columns, fixed, strict=True)):
        last = number == len(columns) - 1
        across = wide or (int(spare * column.weight / weights) if weights else spare)
        across = middle.right - x if last else across
        views.append(pygame.Rect(x, middle.y, across, middle.height))
        x += across + rule
    return views


def audit(arranged: Arranged) -> list[str]:
    """Every fault of a page as laid out: text or controls that overlap, are cut off or leave the window."""
    faults = []
    window = pygame.Rect((0, 0), arranged.size)
    texts: list[tuple[int, Mark, Placed]] = []
    canvas_size = (arranged.size[0], max([arranged.size[1], *(p.view.y + p.content for p in arranged.panes)]))
    surface = pygame.Surface(canvas_size)
    for placed in arranged.placed:
        marks: list[Mark] = []
        placed.block.paint(Canvas(surface, placed.rect, arranged.style, marks))
        texts.extend((placed.pane, mark, placed) for mark in marks)
        faults += [
            f"text leaves its {type(placed.block).__name__}: {mark.text!r} {tuple(mark.rect)} in {tuple(placed.rect)}"
            for mark in marks
            if not placed.rect.inflate(2, 2).contains(mark.rect)
        ]
        absent = ((words.missing(mark.text), mark.text) for mark in marks)
        faults += [f"no letter for {sorted(signs)} in {said!r}" for signs, said in absent if signs]
    for number, (pane, mark, _) in enumerate(texts):
        faults += [
            f"texts overlap: {mark.text!r} {tuple(mark.rect)} and {other.text!r} {tuple(other.rect)}"
            for other_pane, other, _ in texts[number + 1 :]
            if pane == other_pane and mark.rect.colliderect(other.rect)
        ]
    boxes = arranged.controls
    for number, (pane, control) in enumerate(boxes):
        view = arranged.panes[pane]
        whole = pygame.Rect(view.view.topleft, (view.view.width, view.content))
        if not window.contains(view.view) or not whole.contains(control.rect):
            faults.append(f"control outside the window: {control.name} {tuple(control.rect)}")
        faults += [
            f"controls overlap: {control.name} {tuple(control.rect)} and {other.name} {tuple(other.rect)}"
            for other_pane, other in boxes[number + 1 :]
            if pane == other_pane and control.rect.inflate(-6, -6).colliderect(other.rect.inflate(-6, -6))
        ]
        faults += label_faults(control, arranged.style)
        faults += [
            f"text under a control: {mark.text!r} and {control.name}"
            for text_pane, mark, _ in texts
            if text_pane == pane
            and control.look not in SEE_THROUGH
            and control.rect.inflate(-4, -4).colliderect(mark.rect)
        ]
    names = [control.name for _, control in boxes]
    faults += [f"two controls are named {name}" for name in sorted({n for n in names if names.count(n) > 1})]
    return faults


SEE_THROUGH = {"row", "option", "option_chosen"}
"""Looks of controls whose words are painted beneath them."""


def label_faults(control: Control, style: Style) -> list[str]:
    """A label that does not fit on its button."""
    if control.kind != "button" or not control.label:
        return []
    lines = words.wrap(control.label, ROLES[control.role], style, control.rect.width - 2)
    fits = lines.width <= control.rect.width and lines.height <= control.rect.height + 2
    return [] if fits else [f"label does not fit its button: {control.label!r} {tuple(control.rect)}"]
