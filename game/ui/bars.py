"""The black bar at the head of a screen and the red one at its foot."""

from collections.abc import Iterator
from dataclasses import dataclass

import pygame

from game.ui import text as words
from game.ui.blocks import Block
from game.ui.canvas import Canvas, Control
from game.ui.intents import Goto
from game.ui.theme import BAR_RED, INK, Style
from game.ui.widgets import Button, flow


@dataclass(frozen=True)
class TopBar(Block):
    """The year, the season's badge, a title with a small line above it, figures at the right, the menu.

    Figures are (small line, large line). Where they do not fit, the page takes them over (`spilled`).
    """

    year: str
    badge: str = ""
    title: str = ""
    over: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    menu: object | None = Goto("menu")
    menu_label: str = "☰"

    def pieces(self, style: Style) -> list[tuple[str, int]]:
        """What stands in the bar and how wide it is, in the order in which it is given up last."""
        return [
            ("menu", style.space(40) if self.menu is not None else 0),
            ("year", words.natural(self.year, "bar_year", style)),
            ("badge", words.natural(self.badge, "bar_badge", style) + 2 * style.px(10) if self.badge else 0),
            ("title", self.pair(style, self.over, self.title) if self.title else 0),
            ("figures", sum(self.pair(style, *pair) + style.px(24) for pair in self.figures)),
        ]

    @staticmethod
    def pair(style: Style, small: str, large: str) -> int:
        """The width of a large line with a small one above it."""
        return max(words.natural(small, "bar_small", style), words.natural(large, "bar_strong", style))

    def fitting(self, style: Style, width: int) -> set[str]:
        """Which pieces have room in one row."""
        left = width - 2 * style.px(16)
        kept = set()
        for name, wide in self.pieces(style):
            if wide <= left:
                kept.add(name)
                left -= wide + style.px(24)
            elif name in {"title", "figures"}:
                left = 0
        return kept

    def spilled(self, style: Style, width: int) -> list[str]:
        """What does not fit, as lines for the page."""
        kept = self.fitting(style, width)
        lines = []
        if self.badge and "badge" not in kept:
            lines.append(f"**{self.badge}**")
        if self.title and "title" not in kept:
            lines.append(f"{self.over}: **{self.title}**" if self.over else f"**{self.title}**")
        if self.figures and "figures" not in kept:
            lines.append(" · ".join(f"{small} **{large}**" for small, large in self.figures))
        return lines

    def height(self, style: Style, width: int) -> int:
        del width
        pair = words.measure("x", "bar_small", style, 999) + words.measure("x", "bar_strong", style, 999)
        return max(style.px(56), pair + style.px(10))

    def paint(self, canvas: Canvas) -> None:
        style, box = canvas.style, canvas.rect
        canvas.fill(INK, box)
        kept = self.fitting(style, box.width)
        x = box.x + style.px(16)
        tall = words.measure("x", "bar_year", style, 999)
        if "year" in kept:
            x = canvas.text(self.year, "bar_year", x, box.centery - tall // 2).right + style.px(24)
        if self.badge and "badge" in kept:
            line = words.measure("x", "bar_badge", style, 999)
            wide = words.natural(self.badge, "bar_badge", style)
            back = pygame.Rect(x, 0, wide + 2 * style.px(10), line + style.px(6))
            back.centery = box.centery
            canvas.fill(BAR_RED, back)
            canvas.text(self.badge, "bar_badge", x + style.px(10), back.y + (back.height - line) // 2)
            x = back.right + style.px(24)
        if self.title and "title" in kept:
            self.paint_pair(canvas, self.over, self.title, x)
        if "figures" in kept:
            x = box.right - style.px(16) - style.space(40)
            for small, large in reversed(self.figures):
                x -= style.px(24) + self.pair(style, small, large)
                self.paint_pair(canvas, small, large, x)

    @staticmethod
    def paint_pair(canvas: Canvas, small: str, large: str, x: int) -> None:
        """A large line with a small one above it, or the large one alone in the middle."""
        style, box = canvas.style, canvas.rect
        over = words.measure("x", "bar_small", style, 999) if small else 0
        under = words.measure("x", "bar_strong", style, 999)
        y = box.centery - (over + under) // 2
        if small:
            canvas.text(small, "bar_small", x, y)
        canvas.text(large, "bar_strong", x, y + over)

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        if self.menu is None:
            return
        side = style.space(40)
        box = pygame.Rect(rect.right - style.px(8) - side, 0, side, min(side, rect.height))
        box.centery = rect.centery
        yield Button("menu", self.menu_label, self.menu, look="bar").control(box)


@dataclass(frozen=True)
class FootBar(Block):
    """A cable or report at the left, buttons at the right; the page takes the cable where it has no room."""

    label: str = ""
    text: str = ""
    buttons: tuple[Button, ...] = ()
    left: tuple[Button, ...] = ()

    def boxes(self, style: Style, width: int) -> list[pygame.Rect]:
        """Where the buttons stand: in rows, the last at the right edge."""
        inner = width - 2 * style.px(16)
        gap = style.px(14)
        sizes = [button.size(style, width=inner) for button in self.left + self.buttons]
        boxes = flow(sizes, inner, gap)
        rows = sorted({box.y for box in boxes})
        for y in rows:
            row = [box for box in boxes if box.y == y]
            right = [box for box in row if boxes.index(box) >= len(self.left)]
            shift = inner - max((box.right for box in row), default=0)
            for box in right:
                box.x += shift
        for box in boxes:
            box.move_ip(style.px(16), style.px(10))
        return boxes

    def room(self, style: Style, width: int) -> pygame.Rect:
        """The space left of the buttons, for the cable."""
        boxes = self.boxes(style, width)[len(self.left) :]
        right = min((box.x for box in boxes), default=width) - style.px(18)
        return pygame.Rect(style.px(16), 0, right - style.px(16), self.tall(style, width))

    def tall(self, style: Style, width: int) -> int:
        """The height of the bar."""
        boxes = self.boxes(style, width)
        return max([style.px(60), *(box.bottom + style.px(10) for box in boxes)])

    def kept(self, style: Style, width: int) -> bool:
        """Whether the cable fits beside the buttons on at most two lines."""
        if not self.text or self.left:
            return False
        room = self.room(style, width)
        label = words.natural(self.label, "foot_label", style) + style.px(18) if self.label else 0
        if room.width - label < style.space(200):
            return False
        return words.measure(self.text, "foot", style, room.width - label) <= room.height - style.px(8)

    def spilled(self, style: Style, width: int) -> list[str]:
        """What does not fit, as lines for the page."""
        if not self.text or self.kept(style, width):
            return []
        return [f"**{self.label}** {self.text}" if self.label else self.text]

    def height(self, style: Style, width: int) -> int:
        return self.tall(style, width)

    def paint(self, canvas: Canvas) -> None:
        style, box = canvas.style, canvas.rect
        canvas.fill(BAR_RED, box)
        if not self.kept(style, box.width):
            return
        room = self.room(style, box.width).move(box.topleft)
        x = room.x
        if self.label:
            line = words.measure("x", "foot_label", style, 999)
            x = canvas.text(self.label, "foot_label", x, box.centery - line // 2).right + style.px(18)
        tall = words.measure(self.text, "foot", style, room.right - x)
        canvas.text(self.text, "foot", x, box.centery - tall // 2, room.right - x)

    def controls(self, style: Style, rect: pygame.Rect) -> Iterator[Control]:
        boxes = self.boxes(style, rect.width)
        shift = (rect.height - (max((b.bottom for b in boxes), default=0) + style.px(10))) // 2
        for button, box in zip(self.left + self.buttons, boxes, strict=True):
            look = "outline" if button.look == "plain" else button.look
            made = Button(button.name, button.label, button.intent, button.key, look, button.enabled, button.chosen)
            yield made.control(box.move(rect.x, rect.y + max(0, shift)))
