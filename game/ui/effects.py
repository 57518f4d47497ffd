"""What a lever does, drawn beside it: a step in words, and for each reading a bar from its middle with a signed figure.

Three layouts, the widest that has room: all on one line; the step above its bars; each bar on a line
of its own with the reading's name. A bar to the right is more, to the left less; it is hollow where
the futures disagree about the sign, and red where more people die.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pygame

from game.report.views.effects import ALL, VERDICTS, Cell, EffectsView, LeverEffects, StepView
from game.ui import text as words
from game.ui.blocks import Block, Text
from game.ui.canvas import Canvas
from game.ui.intents import Pick
from game.ui.theme import DIM, INK, LINE, RED, Colour, Style
from game.ui.widgets import Button, Buttons, Lever, Menu, Tabs

OFF = "off"
STEP, GAP, BAR = 80.0, 8.0, 18.0
"""Widths of the step's words, of the gap between cells and of the shortest bar, in units that follow the letters."""
FIGURE, COUNT = 34.0, 62.0
"""Widths of a figure, and of a count of people."""
COUNTED = frozenset({"excess_deaths_so_far"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell of a line: the name over it, the step where a line has several, and the effect."""

    name: str
    cell: Cell
    counted: bool


@dataclass(frozen=True, slots=True)
class Spots:
    """Where the parts of a line stand, from its left: the step's words and each cell's bar and figure."""

    step: int
    bars: tuple[tuple[int, int], ...]
    figures: tuple[tuple[int, int], ...]
    above: bool
    stacked: bool


def spots(style: Style, width: int, counted: tuple[bool, ...], *, stepped: bool = True) -> Spots:
    """The places of a line of cells in a width; `stepped` where the step's words stand before them."""
    step, gap, least = (style.space(each) for each in (STEP, GAP, BAR))
    figures = [style.space(COUNT if each else FIGURE) for each in counted]
    needed = sum(figures) + len(figures) * (least + gap + gap // 2) - gap
    above = not stepped or width < step + gap + needed
    stacked = width < needed
    if stacked:
        figure = max(figures)
        bar = max(1, (width - figure - gap) // 2)
        left = width - figure - gap // 2 - bar
        return Spots(width, ((left, bar),) * len(figures), ((width - figure, figure),) * len(figures), True, True)
    start = 0 if above else step + gap
    bar = (width - start - sum(figures) - len(figures) * (gap + gap // 2) + gap) // len(figures)
    x, bars, places = start, [], []
    for figure in figures:
        bars.append((x, bar))
        places.append((x + bar + gap // 2, figure))
        x += bar + gap // 2 + figure + gap
    return Spots(width if above else step, tuple(bars), tuple(places), above, False)


@dataclass(frozen=True)
class EffectLine(Block):
    """A step of a lever and its effects side by side."""

    step: str
    cells: tuple[Shown, ...]
    again: bool = False
    before: float = field(default=1, kw_only=True)

    def spots(self, style: Style, width: int) -> Spots:
        """Where its parts stand."""
        return spots(style, width, tuple(each.counted for each in self.cells), stepped=bool(self.step))

    def height(self, style: Style, width: int) -> int:
        line = words.measure("0", "small", style, width)
        there = self.spots(style, width)
        if there.stacked:
            named = sum(self.line(each, there, style) for each in self.cells)
            return named + (words.measure(self.step, "small", style, width) if self.step else 0)
        step = words.measure(self.step, "small", style, there.step) if self.step else 0
        return step + line if there.above else max(step, line)

    @staticmethod
    def line(shown: Shown, there: Spots, style: Style) -> int:
        """The height of a cell on a line of its own."""
        room = max(1, there.bars[0][0])
        return max(words.measure(shown.name, "small", style, room), words.measure("0", "small", style, room))

    def paint(self, canvas: Canvas) -> None:
        style, box = canvas.style, canvas.rect
        there = self.spots(style, box.width)
        y = box.y
        if self.step:
            said = canvas.text(self.step, "small", box.x, y, there.step)
            y = said.bottom if there.above else y
        tall = words.measure("0", "small", style, box.width)
        for shown, bar, figure in zip(self.cells, there.bars, there.figures, strict=True):
            if there.stacked:
                canvas.text(shown.name, "small", box.x, y, max(1, bar[0]))
            rect = pygame.Rect(box.x + bar[0], y, bar[1], tall)
            self.bar(canvas, rect, shown.cell, self.colour(shown.cell))
            colour = self.colour(shown.cell)
            canvas.text(shown.cell.figure, "small", box.x + figure[0], y, figure[1], colour=colour)
            y += self.line(shown, there, style) if there.stacked else 0

    def colour(self, cell: Cell) -> Colour:
        """Red where more people die; grey for nothing, and for a draft that is no longer this one."""
        if self.again or not cell.size:
            return DIM
        return RED if cell.deadly else INK

    @staticmethod
    def bar(canvas: Canvas, rect: pygame.Rect, cell: Cell, colour: Colour) -> None:
        """The bar from the middle of its place: filled where the futures agree, hollow where they do not."""
        style = canvas.style
        thick = max(3, round(rect.height * 0.45))
        middle = pygame.Rect(rect.centerx, rect.y + rect.height // 8, style.px(1), rect.height - rect.height // 4)
        canvas.fill(LINE, pygame.Rect(rect.x, rect.centery, rect.width, style.px(1)))
        length = round(abs(cell.size) * (rect.width // 2))
        if cell.size:
            length = max(length, style.px(2))
            left = rect.centerx if cell.size > 0 else rect.centerx - length
            drawn = pygame.Rect(left, rect.centery - thick // 2, length, thick)
            if cell.agreed:
                canvas.fill(colour, drawn)
            else:
                canvas.frame(colour, drawn, 1)
        canvas.fill(DIM, middle)


@dataclass(frozen=True)
class EffectHead(Block):
    """The names over the cells of the lines below; where those stand alone each names itself."""

    names: tuple[str, ...]
    counted: tuple[bool, ...]
    before: float = field(default=1, kw_only=True)

    def places(self, style: Style, width: int) -> tuple[Spots, tuple[tuple[int, int], ...]]:
        """Where the names stand: each over its bar and its figure."""
        there = spots(style, width, self.counted, stepped=False)
        pairs = zip(there.bars, there.figures, strict=True)
        return there, tuple((bar[0], figure[0] + figure[1] - bar[0]) for bar, figure in pairs)

    def height(self, style: Style, width: int) -> int:
        there, places = self.places(style, width)
        if there.stacked:
            return 0
        tall = (words.measure(name, "small", style, place[1]) for name, place in zip(self.names, places, strict=True))
        return max(tall) + style.px(5)

    def paint(self, canvas: Canvas) -> None:
        there, places = self.places(canvas.style, canvas.rect.width)
        if there.stacked:
            return
        for name, place in zip(self.names, places, strict=True):
            canvas.text(name, "small", canvas.rect.x + place[0], canvas.rect.y, place[1], colour=INK)


def chosen(view: EffectsView, picks: Mapping[str, str]) -> tuple[str, str]:
    """The reading and the year to show; the verdicts and the last year unless another was picked."""
    reading, year = picks.get("effect", ALL), picks.get("effect_year", "")
    known = dict(view.readings)
    return reading if reading in known else ALL, year if year in view.years else view.years[-1]


def toggle(said: Mapping[str, str], picks: Mapping[str, str]) -> Button:
    """The button that shows what levers do, or hides it."""
    off = picks.get("effects") == OFF
    label = said["effects_show"] if off else said["effects_hide"]
    return Button("effects", label, Pick("effects", "" if off else OFF), key="x")


def chooser(view: EffectsView | None, picks: Mapping[str, str], note: str) -> list[Block]:
    """What stands over the levers: the reading and the year; or why there is nothing."""
    if picks.get("effects") == OFF:
        return []
    if view is None:
        return [Text(note, "note", before=4)] if note else []
    reading, year = chosen(view, picks)
    menu = Menu("effect", "", view.readings, reading, Pick("effect"))
    years = Tabs("effect_year", tuple((each, each) for each in view.years), year)
    return [Beside(menu, years, least=190)]


def head(view: EffectsView | None, said: Mapping[str, str], picks: Mapping[str, str]) -> list[Block]:
    """The names over the lines of effects."""
    if view is None or picks.get("effects") == OFF:
        return []
    reading, _ = chosen(view, picks)
    if reading == ALL:
        names = tuple(said[f"effects_{name}"] for name in VERDICTS)
        return [EffectHead(names, tuple(name in COUNTED for name in VERDICTS))]
    return []


def weighed(
    view: EffectsView | None, slider: Lever, picks: Mapping[str, str], page: Sequence[str], *, again: bool = False
) -> tuple[Lever, list[Block]]:
    """A lever with the step named that is drawn below it, and the lines of its effects and of what holds it.

    `again`: they are of the draft before this one, and grey until they are counted again.
    """
    found = view.levers.get(slider.name) if view is not None else None
    if view is None or found is None or picks.get("effects") == OFF:
        return slider, []
    reading, _ = chosen(view, picks)
    able = [step for step in found.steps if step.cells]
    if reading == ALL and able and able[0].words:
        slider = replace(slider, help=f"{slider.help} **{able[0].words}:**".lstrip())
    return slider, [
        *lines(view, found, picks, page, again=again),
        *(Text(said, "small", before=2) for said in found.holds),
    ]


def region(
    view: EffectsView | None, name: str, said: Mapping[str, str], picks: Mapping[str, str], *, again: bool = False
) -> list[Block]:
    """What a step of a region's share does; nothing where no region is chosen."""
    found = view.levers.get(f"share:{name}") if view is not None else None
    if view is None or found is None or picks.get("effects") == OFF:
        return []
    page = tuple(each for each in view.levers if each.startswith("share:"))
    step = next((step.words for step in found.steps if step.cells), "")
    title = Text(f"**{found.label}**{f', {step}' if chosen(view, picks)[0] == ALL else ''}", before=6)
    return [title, *head(view, said, picks), *lines(view, found, picks, page, again=again)]


def others(
    view: EffectsView | None, name: str, said: Mapping[str, str], picks: Mapping[str, str], *, again: bool = False
) -> list[Block]:
    """What each of the other practices would do, for a lever that knows nothing between them."""
    found = view.levers.get(name) if view is not None else None
    if view is None or found is None or not found.steps[0].words or picks.get("effects") == OFF:
        return []
    reading, year = chosen(view, picks)
    names = VERDICTS if reading == ALL else (reading,)
    labels = dict(view.readings)
    blocks: list[Block] = [Text(f"**{found.label}**"), *head(view, said, picks)]
    for step in found.steps:
        if step.cells:
            cells = tuple(_shown(view, step, each, year, (name,), labels[each], first=False) for each in names)
            blocks += [Text(f"**{step.words}:**", "small", before=3), EffectLine("", cells, again, before=1)]
    return blocks


def lines(
    view: EffectsView, found: LeverEffects, picks: Mapping[str, str], page: Sequence[str], *, again: bool = False
) -> Iterator[Block]:
    """The steps of a lever: one with the three verdicts, or each with the reading that was picked.

    The longest bar on the page is that of its largest effect.
    """
    reading, year = chosen(view, picks)
    able = [step for step in found.steps if step.cells]
    if reading == ALL:
        labels = dict(view.readings)
        for step in able[:1]:
            verdicts = tuple(_shown(view, step, name, year, page, labels[name], first=True) for name in VERDICTS)
            yield EffectLine("", verdicts, again, before=6)
    else:
        for number, step in enumerate(able):
            cells = (_shown(view, step, reading, year, page, "", first=False),)
            yield EffectLine(step.words, cells, again, before=1 if number else 6)
    for step in found.steps:
        if not step.cells:
            yield Text(f"{step.words[0].upper()}{step.words[1:]}. {step.why}".rstrip(), "small", before=1)


def _shown(
    view: EffectsView, step: StepView, reading: str, year: str, page: Sequence[str], name: str, *, first: bool
) -> Shown:
    """A cell, its bar against the longest on the page, where the `first` step of each lever is shown, or all are."""
    key = f"{reading}:{year}"
    able = ([each for each in view.levers[lever].steps if each.cells] for lever in page)
    sizes = [abs(each.cells[key].size) for steps in able for each in (steps[:1] if first else steps)]
    most = max(sizes, default=0.0)
    cell = step.cells[key]
    return Shown(name, replace(cell, size=cell.size / most if most > 0 else 0.0), reading in COUNTED)


def foot(view: EffectsView | None, said: Mapping[str, str], picks: Mapping[str, str], note: str) -> list[Block]:
    """Below the levers: over how many futures, or that they are counted; and the way to hide or show what levers do."""
    told = note or (view.note if view is not None else "")
    shown = [Text(told, "small")] if told and view is not None and picks.get("effects") != OFF else []
    return [*shown, Buttons((toggle(said, picks),), before=10)]


@dataclass(frozen=True)
class Beside(Block):
    """A drop-down that takes what a strip of tabs leaves; below each other where that is less than `least`.

    A little room below keeps it clear of the focus ring of what follows.
    """

    menu: Menu
    tabs: Tabs
    least: float = 190

    def tabs_width(self, style: Style) -> int:
        """How wide the strip is on one line."""
        return max(box.right for box in self.tabs.boxes(style, 1_000_000))

    def room(self, style: Style, width: int) -> int:
        """What is left to the drop-down beside the strip; nought where they stand below each other."""
        left = width - self.tabs_width(style) - style.px(10)
        return left if left >= style.space(self.least) else 0

    def height(self, style: Style, width: int) -> int:
        room = self.room(style, width)
        under = style.px(5)
        if room:
            return max(self.menu.height(style, room), self.tabs.height(style, width - room)) + under
        return self.menu.height(style, width) + style.px(6) + self.tabs.height(style, width) + under

    def parts(self, style: Style, rect: pygame.Rect) -> Iterator[tuple[Block, pygame.Rect]]:
        room = self.room(style, rect.width)
        tall = self.menu.height(style, room or rect.width)
        yield self.menu, pygame.Rect(rect.x, rect.y, room or rect.width, tall)
        if room:
            wide = self.tabs_width(style)
            low = self.tabs.height(style, wide)
            yield self.tabs, pygame.Rect(rect.right - wide, rect.y + (tall - low) // 2, wide, low)
        else:
            low = self.tabs.height(style, rect.width)
            yield self.tabs, pygame.Rect(rect.x, rect.y + tall + style.px(6), rect.width, low)
