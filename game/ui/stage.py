"""The stage: one page in the window.

It keeps pygame_gui's elements in step with the page's controls, turns what the player does into
intents, and paints only what changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pygame
import pygame_gui
from pygame_gui import UIManager
from pygame_gui.core import UIContainer
from pygame_gui.elements import UIDropDownMenu, UITextEntryLine, UIVerticalScrollBar

from game.ui import elements, layout
from game.ui import text as words
from game.ui.blocks import Block
from game.ui.canvas import Canvas, Control
from game.ui.damage import Sprites, merged
from game.ui.focus import Focus, sent, snapped
from game.ui.glyphs import draw_glyph
from game.ui.theme import BAR_RED, DIM, INK, PAPER, ROLES, Colour, Style, widgets
from game.ui.widgets import Picture

LABELS: dict[str, Colour] = {"plain": INK, "row": INK, "option": INK, "option_chosen": INK}
"""The colour of a button's label by its look; paper on the dark ones."""
WHEEL = 60
"""How far a notch of the wheel scrolls."""


@dataclass(slots=True)
class Live:
    """A control on the stage: what the page says of it, the pane it stands in, its element."""

    control: Control
    pane: int
    element: elements.Element


@dataclass(slots=True)
class View:
    """A pane on the stage: pygame_gui's container, its scroll bar if it scrolls, how far it is scrolled."""

    pane: layout.Pane
    container: UIContainer
    bar: UIVerticalScrollBar | None = None
    scroll: int = 0


class Stage:
    """The page shown in a window of one size at one pair of scales."""

    def __init__(self, window: pygame.Surface, style: Style) -> None:
        self.window = window
        self.style = style
        self.manager = UIManager(window.get_size(), widgets(style), enable_live_theme_updates=False)
        self.page: layout.Page | None = None
        self.arranged = layout.Arranged(window.get_size(), style, (), (), ())
        self.views: list[View] = []
        self.live: dict[str, Live] = {}
        self.focus = Focus()
        self.sprites = Sprites()
        self.damage: list[pygame.Rect] = [window.get_rect()]
        self.pictures: dict[str, tuple[Picture, tuple[int, int], pygame.Surface]] = {}
        self.ringed = pygame.Rect(0, 0, 0, 0)

    # --- the page ------------------------------------------------------------------------------

    def show(self, page: layout.Page, column: str = "") -> None:
        """Show a page, keeping every element, scroll and focus that it shares with the last one."""
        fresh = self.page is None or self.page.id != page.id
        before = self.arranged
        self.page = page
        self.arranged = layout.arrange(page, self.style, self.window.get_size(), column)
        if fresh or [p.name for p in before.panes] != [p.name for p in self.arranged.panes]:
            self.clear(scrolls=fresh)
        elif before.panes != self.arranged.panes:
            self.damage.append(self.window.get_rect())
        else:
            self.note_changes(before)
        self.fit_views()
        self.fit_controls()
        self.focus.settle(self.controls, page.focus if fresh else "")
        if fresh and not page.focus:
            self.focus.settle(self.controls, next((c.name for c in self.body_controls if c.enabled), ""))
        self.follow_focus()

    def clear(self, *, scrolls: bool) -> None:
        """Take every element off the stage."""
        for live in self.live.values():
            elements.remove(live.element)
        kept = {} if scrolls else {view.pane.name: view.scroll for view in self.views}
        for view in self.views:
            elements.remove(view.container)
            if view.bar:
                elements.remove(view.bar)
        self.live.clear()
        self.views = []
        for pane in self.arranged.panes:
            container = UIContainer(pane.view, self.manager)
            self.views.append(View(pane, container, scroll=kept.get(pane.name, 0)))
        self.pictures.clear()
        self.damage = [self.window.get_rect()]

    def note_changes(self, before: layout.Arranged) -> None:
        """Mark the places of blocks that differ from those that stood there before."""
        old = {(p.pane, tuple(p.rect)): p for p in before.placed}
        new = {(p.pane, tuple(p.rect)): p for p in self.arranged.placed}
        for key, placed in new.items():
            was = old.pop(key, None)
            if was is None or was.block != placed.block:
                self.damage.append(self.seen(placed.pane, placed.rect))
        for placed in old.values():
            self.damage.append(self.seen(placed.pane, placed.rect))

    def fit_views(self) -> None:
        """Give each container its place and each pane that scrolls its bar."""
        for view, pane in zip(self.views, self.arranged.panes, strict=True):
            view.pane = pane
            if view.container.relative_rect != pane.view:
                view.container.set_dimensions(pane.view.size)
                view.container.set_relative_position(pane.view.topleft)
            view.scroll = min(view.scroll, pane.content - pane.view.height)
            share = pane.view.height / max(1, pane.content)
            if view.bar and (not pane.scrolls or abs(view.bar.visible_percentage - share) > 1e-6):
                elements.remove(view.bar)
                view.bar = None
            if pane.scrolls and not view.bar:
                wide = self.style.px(8)
                rect = pygame.Rect(pane.view.right - wide - self.style.px(2), pane.view.y, wide, pane.view.height)
                view.bar = UIVerticalScrollBar(rect, share, self.manager)
                view.bar.set_scroll_from_start_percentage(view.scroll / max(1, pane.content))

    def fit_controls(self) -> None:
        """Keep, renew, make and remove elements until they are those of the page."""
        wanted = {control.name: (pane, control) for pane, control in self.arranged.controls}
        for name in [name for name in self.live if name not in wanted]:
            elements.remove(self.live.pop(name).element)
        for name, (pane, control) in wanted.items():
            live = self.live.get(name)
            if live and (live.pane != pane or not elements.renewable(live.control, control)):
                elements.remove(live.element)
                live = None
            if live is None:
                rect = pygame.Rect(self.within(pane, control.rect), control.rect.size)
                made = elements.make(control, rect, self.manager, self.views[pane].container)
                self.live[name] = Live(control, pane, made)
                self.damage.append(self.seen(pane, control.rect))
                continue
            if live.control != control:
                self.damage.append(self.seen(pane, live.control.rect.union(control.rect)))
            elements.renew(live.element, control, self.within(pane, control.rect))
            live.control = control

    def within(self, pane: int, rect: pygame.Rect) -> tuple[int, int]:
        """A place of the page as seen from its container."""
        view = self.views[pane]
        return rect.x - view.pane.view.x, rect.y - view.pane.view.y - view.scroll

    def seen(self, pane: int, rect: pygame.Rect) -> pygame.Rect:
        """A place of the page as seen in the window, with room for the focus ring."""
        room = 2 * self.style.px(6)
        return rect.move(0, -self.views[pane].scroll).inflate(room, room).clip(self.views[pane].pane.view.inflate(2, 2))

    # --- focus and scrolling -------------------------------------------------------------------

    @property
    def controls(self) -> list[Control]:
        """The page's controls in reading order: top bar, columns, footer."""
        return [self.live[control.name].control for _, control in self.arranged.controls]

    @property
    def body_controls(self) -> list[Control]:
        """Those of the columns."""
        bars = {i for i, view in enumerate(self.views) if view.pane.name in {"top", "foot", "tabs"}}
        return [control for pane, control in self.arranged.controls if pane not in bars]

    @property
    def focused(self) -> Control | None:
        """The control that has the focus."""
        live = self.live.get(self.focus.name)
        return live.control if live else None

    @property
    def writing(self) -> bool:
        """Whether a text field has the focus, so that letters are its own."""
        return self.focused is not None and self.focused.kind == "entry"

    def follow_focus(self) -> None:
        """Tell pygame_gui which field is written in, and scroll the focused control into view."""
        live = self.live.get(self.focus.name)
        entry = live.element if live and isinstance(live.element, UITextEntryLine) else None
        if entry is None or not entry.is_focused:
            self.manager.set_focus_set(entry)
        if live is None:
            return
        view = self.views[live.pane]
        room = self.style.px(40)
        top, bottom = view.pane.view.y + view.scroll, view.pane.view.bottom + view.scroll
        rect = live.control.rect
        if rect.top - room < top:
            self.scroll(live.pane, rect.top - room - view.pane.view.y)
        elif rect.bottom + room > bottom:
            self.scroll(live.pane, rect.bottom + room - view.pane.view.bottom)

    def scroll(self, pane: int, to: int) -> None:
        """Scroll a pane so that this many pixels of its content lie above the view."""
        view = self.views[pane]
        to = min(max(to, 0), view.pane.content - view.pane.view.height)
        if to == view.scroll:
            return
        view.scroll = to
        if view.bar:
            view.bar.set_scroll_from_start_percentage(to / view.pane.content)
        for live in self.live.values():
            if live.pane == pane:
                live.element.set_relative_position(self.within(pane, live.control.rect))
        self.damage.append(view.pane.view)

    def pane_at(self, point: tuple[int, int]) -> int | None:
        """The pane under a point of the window."""
        return next((i for i, view in enumerate(self.views) if view.pane.view.collidepoint(point)), None)

    def control_at(self, point: tuple[int, int]) -> Control | None:
        """The control under a point of the window."""
        pane = self.pane_at(point)
        if pane is None:
            return None
        x, y = point[0], point[1] + self.views[pane].scroll
        return next((c for i, c in self.arranged.controls if i == pane and c.rect.collidepoint(x, y)), None)

    # --- what the player does ------------------------------------------------------------------

    @property
    def expanded(self) -> UIDropDownMenu | None:
        """The drop-down that is open, if one is."""
        for live in self.live.values():
            menu = live.element
            if isinstance(menu, UIDropDownMenu) and menu.current_state is menu.menu_states["expanded"]:
                return menu
        return None

    def mouse(self, event: pygame.event.Event) -> Iterator[object]:
        """Give a mouse event to pygame_gui; a press moves the focus or works a picture."""
        covered = self.expanded is not None
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT and not covered:
            control = self.control_at(event.pos)
            if control and control.enabled:
                self.focus.settle(self.controls, control.name)
                self.follow_focus()
            elif control is None:
                yield from self.picture_hit(event.pos)
        if event.type == pygame.MOUSEWHEEL and not covered:
            pane = self.pane_at(pygame.mouse.get_pos())
            if pane is not None:
                self.scroll(pane, self.views[pane].scroll - round(event.precise_y * self.style.px(WHEEL)))
            return
        self.manager.process_events(event)

    def picture_hit(self, point: tuple[int, int]) -> Iterator[object]:
        """What a click on a chart or map sends."""
        pane = self.pane_at(point)
        if pane is None:
            return
        place = point[0], point[1] + self.views[pane].scroll
        for placed in self.arranged.placed:
            if placed.pane == pane and isinstance(placed.block, Picture) and placed.rect.collidepoint(place):
                intent = placed.block.painter.hit(place, placed.rect, self.style)
                if intent is not None:
                    yield intent

    def update(self, seconds: float) -> Iterator[object]:
        """Let pygame_gui move on and give what it has to say, as intents."""
        self.manager.update(seconds)
        for number, view in enumerate(self.views):
            if view.bar and view.bar.check_has_moved_recently():
                self.scroll(number, round(view.bar.start_percentage * view.pane.content))
        for event in pygame.event.get(GUI_EVENTS):
            live = next((x for x in self.live.values() if x.element is getattr(event, "ui_element", None)), None)
            if live is not None:
                yield from self.said(live, event)

    def said(self, live: Live, event: pygame.event.Event) -> Iterator[object]:
        """An element's event as an intent; a value that has not changed says nothing."""
        control = live.control
        if event.type == pygame_gui.UI_BUTTON_PRESSED:
            yield control.intent
        elif event.type == pygame_gui.UI_HORIZONTAL_SLIDER_MOVED:
            yield from self.slide(control.name, event.value)
        elif event.type == pygame_gui.UI_TEXT_ENTRY_CHANGED and event.text != control.chosen_text:
            live.control = replace(control, chosen_text=event.text)
            yield sent(control, event.text)
        elif event.type == pygame_gui.UI_DROP_DOWN_MENU_CHANGED:
            yield sent(control, event.selected_option_id)

    def slide(self, name: str, value: float) -> Iterator[object]:
        """Move a slider to the step nearest a value."""
        live = self.live[name]
        value = snapped(live.control, value)
        changed = abs(value - live.control.value) > 1e-9
        if changed:
            live.control = replace(live.control, value=value)
            yield sent(live.control, value)
        elements.renew(live.element, live.control, self.within(live.pane, live.control.rect))

    @property
    def restless(self) -> bool:
        """Whether something must be looked at again soon without an event: a text cursor, a held button."""
        return self.writing or any(view.bar and view.bar.grabbed_slider for view in self.views)

    # --- drawing -------------------------------------------------------------------------------

    def draw(self) -> list[pygame.Rect]:
        """Paint what changed; gives the rectangles to put on the display."""
        self.damage += self.sprites.changes(self.manager, restless=self.writing)
        ring = self.ring()
        if ring != self.ringed:
            self.damage += [self.ringed, ring]
            self.ringed = ring
        areas = merged(self.damage, self.window.get_rect())
        self.damage = []
        for area in areas:
            self.paint(area)
        self.window.set_clip(None)
        return areas

    def paint(self, area: pygame.Rect) -> None:
        """Paint everything within an area of the window."""
        self.window.set_clip(area)
        self.window.fill(PAPER)
        for rule in self.arranged.rules:
            self.window.fill(INK, rule)
        for placed in self.arranged.placed:
            view = self.views[placed.pane]
            rect = placed.rect.move(0, -view.scroll)
            clip = rect.clip(view.pane.view).clip(area)
            if clip.width and clip.height:
                self.window.set_clip(view.pane.view.clip(area))
                self.paint_block(placed.block, rect)
        self.window.set_clip(area)
        self.sprites.draw(self.window, area, popups=False)
        for live in self.live.values():
            view = self.views[live.pane]
            rect = live.control.rect.move(0, -view.scroll)
            if (live.control.label or live.control.kind == "choice") and rect.clip(view.pane.view).colliderect(area):
                self.window.set_clip(view.pane.view.clip(area))
                self.paint_label(live, rect)
        self.paint_ring(area)
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

    def paint_label(self, live: Live, rect: pygame.Rect) -> None:
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

    def ring(self) -> pygame.Rect:
        """Where the focus ring stands in the window; empty where nothing has the focus."""
        live = self.live.get(self.focus.name)
        if live is None:
            return pygame.Rect(0, 0, 0, 0)
        return self.seen(live.pane, live.control.ring or live.control.rect)

    def paint_ring(self, area: pygame.Rect) -> None:
        """Draw the focus ring: a gap and a line in a colour that stands out from the pane."""
        live = self.live.get(self.focus.name)
        if live is None or not self.ringed.colliderect(area):
            return
        view = self.views[live.pane]
        dark = view.pane.name in {"top", "foot"}
        rect = (live.control.ring or live.control.rect).move(0, -view.scroll)
        self.window.set_clip(view.pane.view.clip(area))
        gap, line = 2 * self.style.px(3), self.style.px(2)
        under = (BAR_RED if view.pane.name == "foot" else INK) if dark else PAPER
        pygame.draw.rect(self.window, under, rect.inflate(gap, gap), line)
        ring = rect.inflate(gap + 2 * line, gap + 2 * line)
        pygame.draw.rect(self.window, PAPER if dark else INK, ring, line)


GUI_EVENTS = [
    pygame_gui.UI_BUTTON_PRESSED,
    pygame_gui.UI_HORIZONTAL_SLIDER_MOVED,
    pygame_gui.UI_TEXT_ENTRY_CHANGED,
    pygame_gui.UI_TEXT_ENTRY_FINISHED,
    pygame_gui.UI_DROP_DOWN_MENU_CHANGED,
    pygame_gui.UI_BUTTON_START_PRESS,
    pygame_gui.UI_BUTTON_ON_HOVERED,
    pygame_gui.UI_BUTTON_ON_UNHOVERED,
    pygame_gui.UI_BUTTON_DOUBLE_CLICKED,
    pygame.USEREVENT,
]
"""What pygame_gui posts; it is taken from the queue at once, so that the loop does not wake for it."""
