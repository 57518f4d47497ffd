"""Painting a stage: only what changed, in one order: rules and blocks, elements, labels, the ring, open lists."""

from typing import TYPE_CHECKING

import pygame
from pygame_gui import UIManager

from game.ui import text as words
from game.ui.blocks import Block
from game.ui.canvas import Canvas
from game.ui.damage import Sprites, merged
from game.ui.glyphs import draw_glyph
from game.ui.theme import BAR_RED, DIM, INK, PAPER, ROLES, Colour, Style
from game.ui.widgets import Picture

if TYPE_CHECKING:
    from game.ui.stage import Live, Stage

LABELS: dict[str, Colour] = {"plain": INK, "row": INK, "option": INK, "option_chosen": INK}
"""The colour of a button's label by its look; paper on the dark ones."""


class Painting:
    """What is on the window, and which places of it must be painted again."""

    def __init__(self, window: pygame.Surface, style: Style, manager: UIManager) -> None:
        self.window = window
        self.style = style
        self.manager = manager
        self.sprites = Sprites()
        self.damage: list[pygame.Rect] = [window.get_rect()]
        self.pictures: dict[str, tuple[Picture, tuple[int, int], pygame.Surface]] = {}
        self.ringed = pygame.Rect(0, 0, 0, 0)

    def mark(self, *places: pygame.Rect) -> None:
        """Paint these places anew with the next frame."""
        self.damage += places

    def mark_all(self) -> None:
        """Paint everything anew."""
        self.damage = [self.window.get_rect()]

    def draw(self, stage: "Stage") -> list[pygame.Rect]:
        """Paint what changed; gives the rectangles to put on the display."""
        self.damage += self.sprites.changes(self.manager, restless=stage.writing)
        ring = stage.ring()
        if ring != self.ringed:
            self.damage += [self.ringed, ring]
            self.ringed = ring
        areas = merged(self.damage, self.window.get_rect())
        self.damage = []
        for area in areas:
            self.paint(stage, area)
        self.window.set_clip(None)
        return areas

    def paint(self, stage: "Stage", area: pygame.Rect) -> None:
        """Paint everything within an area of the window."""
        self.window.set_clip(area)
        self.window.fill(PAPER)
        for rule in stage.arranged.rules:
            self.window.fill(INK, rule)
        for placed in stage.arranged.placed:
            view = stage.views[placed.pane]
            rect = placed.rect.move(0, -view.scroll) if view.scroll else placed.rect
            if rect.colliderect(area) and rect.colliderect(view.pane.view):
                self.window.set_clip(view.pane.view.clip(area))
                self.paint_block(placed.block, rect)
        self.window.set_clip(area)
        self.sprites.draw(self.window, area, popups=False)
        for live in stage.live.values():
            if not live.control.label and live.control.kind != "choice":
                continue
            view = stage.views[live.pane]
            rect = live.control.rect.move(0, -view.scroll)
            if rect.colliderect(area) and rect.colliderect(view.pane.view):
                self.window.set_clip(view.pane.view.clip(area))
                self.paint_label(live, rect)
        self.paint_ring(stage, area)
        self.window.set_clip(area)
        self.sprites.draw(self.window, area, popups=True)

    def paint_block(self, block: Block, rect: pygame.Rect) -> None:
        """Paint a block; a picture is painted once and kept."""
        if not isinstance(block, Picture):
            block.paint(Canvas(self.window, rect, self.style))
            return
        kept = self.pictures.get(block.name)
        if kept is None or kept[0] != block or kept[1] != rect.size:
            surface = kept[2] if kept and kept[1] == rect.size else pygame.Surface(rect.size)
            surface.fill(PAPER)
            block.paint(Canvas(surface, surface.get_rect(), self.style))
            kept = self.pictures[block.name] = (block, rect.size, surface)
        self.window.blit(kept[2], rect)

    def paint_label(self, live: "Live", rect: pygame.Rect) -> None:
        """A button's label, wrapped and centred on it."""
        control = live.control
        if control.kind == "choice":
            square = pygame.Rect(rect.right - rect.height, rect.y, rect.height, rect.height)
            draw_glyph(self.window, "▼", square, self.style.points(ROLES["body"]), INK)
            return
        colour = LABELS.get(control.look, PAPER) if control.enabled else DIM
        lines = words.wrap(control.label, ROLES[control.role], self.style, rect.width - 2)
        top = rect.y + (rect.height - lines.height) // 2
        Canvas(self.window, rect, self.style).text(
            control.label, control.role, rect.x + 1, top, rect.width - 2, align="centre", colour=colour
        )

    def paint_ring(self, stage: "Stage", area: pygame.Rect) -> None:
        """Draw the focus ring: a gap and a line in a colour that stands out from the pane."""
        live = stage.live.get(stage.focus.name)
        if live is None or not self.ringed.colliderect(area):
            return
        view = stage.views[live.pane]
        dark = view.pane.name in {"top", "foot"}
        rect = (live.control.ring or live.control.rect).move(0, -view.scroll)
        self.window.set_clip(view.pane.view.clip(area))
        gap, line = 2 * self.style.px(3), self.style.px(2)
        if live.control.role == "tab":
            # Neighbours share a border: a ring about a tab would cover the next one's, so it stands within its own.
            inner = rect.inflate(-gap, -gap)
            pygame.draw.rect(self.window, PAPER if live.control.chosen else INK, inner, line)
            return
        under = (BAR_RED if view.pane.name == "foot" else INK) if dark else PAPER
        pygame.draw.rect(self.window, under, rect.inflate(gap, gap), line)
        ring = rect.inflate(gap + 2 * line, gap + 2 * line)
        pygame.draw.rect(self.window, PAPER if dark else INK, ring, line)
