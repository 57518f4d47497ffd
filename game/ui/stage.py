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
from pygame_gui.core.utility import set_default_manager
from pygame_gui.elements import UIDropDownMenu, UITextEntryLine, UIVerticalScrollBar

from game.ui import elements, layout
from game.ui.canvas import Control
from game.ui.focus import Focus, sent, snapped
from game.ui.painting import Painting
from game.ui.theme import Style, widgets
from game.ui.widgets import Answering, Picture

WHEEL = 60
"""How far a notch of the wheel scrolls."""
ROUNDS = 4
"""How often pygame_gui may answer its own events before the next frame."""


@dataclass(slots=True)
class Live:
    """A control on the stage: what the page says of it, the pane it stands in, its element."""

    control: Control
    pane: int
    element: elements.Element


@dataclass(frozen=True, slots=True)
class Memory:
    """The focus and the scrolls of a page that will be shown again."""

    focus: str
    scrolls: dict[str, int]


@dataclass(slots=True)
class View:
    """A pane on the stage: pygame_gui's container, its scroll bar if it scrolls, how far it is scrolled."""

    pane: layout.Pane
    container: UIContainer
    bar: UIVerticalScrollBar | None = None
    scroll: int = 0


class Stage:
    """The page shown in a window of one size at one pair of scales."""

    def __init__(self, window: pygame.Surface, style: Style, before: "Stage | None" = None) -> None:
        self.window = window
        self.style = style
        self.manager = UIManager(window.get_size(), widgets(style), enable_live_theme_updates=False)
        set_default_manager(None)  # pygame_gui would keep the first manager, and its pictures, for good
        self.page: layout.Page | None = None
        self.arranged = layout.Arranged(window.get_size(), style, (), (), ())
        self.views: list[View] = []
        self.live: dict[str, Live] = {}
        self.focus: Focus = before.focus if before else Focus()
        self.pointing = False
        """Whether the mouse moved since a key was last pressed."""
        self.remembered: dict[str, Memory] = before.remembered if before else {}
        if before:
            before.remember()
        self.painting = Painting(window, style, self.manager)
        self.over: object = None
        """What the picture under the pointer said last."""

    # --- the page ------------------------------------------------------------------------------

    def show(self, page: layout.Page, column: str = "") -> None:
        """Show a page, keeping every element, scroll and focus that it shares with the last one.

        A new page begins at its top, wherever its focus is; one that was left, where it was left.
        """
        fresh = self.page is None or self.page.id != page.id
        before, focused, left = self.arranged, self.focus.name, page.id in self.remembered
        self.page = page
        self.arranged = layout.arrange(page, self.style, self.window.get_size(), column)
        if fresh or [p.name for p in before.panes] != [p.name for p in self.arranged.panes]:
            self.clear(scrolls=fresh)
        elif before.panes != self.arranged.panes:
            self.painting.mark_all()
        else:
            self.note_changes(before)
        self.fit_views()
        self.fit_controls()
        self.focus.settle(self.controls, self.first_focus(page) if fresh else "")
        self.follow_focus(scroll=left or (not fresh and self.focus.name != focused))
        self.manager.update(0.0)

    def remember(self) -> None:
        """Keep the focus and the scrolls of this page until it is shown again."""
        if self.page:
            self.remembered[self.page.id] = Memory(self.focus.name, {v.pane.name: v.scroll for v in self.views})

    def first_focus(self, page: layout.Page) -> str:
        """Where the focus begins on a page: where it was left, where the page wants it, or its first control.

        Where the page wants it in a column that is not shown, it begins on the tab of the next one.
        """
        memory = self.remembered.pop(page.id, None)
        if memory and memory.focus in self.live:
            return memory.focus
        tabs = [c.name for c in self.controls if c.group == layout.COLUMN and not c.chosen]
        if tabs and page.focus not in self.live:
            return tabs[0]
        return page.focus or next((c.name for c in self.body_controls if c.enabled), "")

    def clear(self, *, scrolls: bool) -> None:
        """Take every element off the stage; with `scrolls`, another page begins where it was left, or at its top."""
        for live in self.live.values():
            elements.remove(live.element)
        memory = self.remembered.get(self.page.id if self.page else "")
        kept = {view.pane.name: view.scroll for view in self.views}
        if scrolls:
            kept = memory.scrolls if memory else {}
        for view in self.views:
            elements.remove(view.container)
            if view.bar:
                elements.remove(view.bar)
        self.live.clear()
        self.views = []
        for pane in self.arranged.panes:
            container = UIContainer(pane.view, self.manager)
            self.views.append(View(pane, container, scroll=kept.get(pane.name, 0)))
        self.painting.pictures.clear()
        self.painting.mark_all()

    def note_changes(self, before: layout.Arranged) -> None:
        """Mark the places of blocks that differ from those that stood there before."""
        old = {(p.pane, tuple(p.rect)): p for p in before.placed}
        new = {(p.pane, tuple(p.rect)): p for p in self.arranged.placed}
        for key, placed in new.items():
            was = old.pop(key, None)
            if was is None or was.block != placed.block:
                self.painting.mark(self.seen(placed.pane, placed.rect))
        for placed in old.values():
            self.painting.mark(self.seen(placed.pane, placed.rect))

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
        """Keep, renew, reuse, make and remove elements until they are those of the page."""
        wanted = {control.name: (pane, control) for pane, control in self.arranged.controls}
        gone = {name: live for name, live in self.live.items() if not self.fits(live, *wanted.get(name, (-1, None)))}
        for name in gone:
            del self.live[name]
        for name, (pane, control) in wanted.items():
            live = self.live.get(name) or self.reused(gone, pane, control)
            if live is None:
                rect = pygame.Rect(self.within(pane, control.rect), control.rect.size)
                live = Live(control, pane, elements.make(control, rect, self.manager, self.views[pane].container))
                self.painting.mark(self.seen(pane, control.rect))
            elif live.control != control:
                self.painting.mark(self.seen(pane, live.control.rect.union(control.rect)))
            elements.renew(live.element, control, self.within(pane, control.rect))
            live.control = control
            self.live[name] = live
        for live in gone.values():
            self.painting.mark(self.seen(live.pane, live.control.rect))
            elements.remove(live.element)

    @staticmethod
    def fits(live: Live, pane: int, control: Control | None) -> bool:
        """Whether the element of a control can serve another one."""
        return control is not None and live.pane == pane and elements.renewable(live.control, control)

    def reused(self, gone: dict[str, Live], pane: int, control: Control) -> Live | None:
        """An element that is no longer wanted and can serve this control: making one takes a hundred times longer."""
        if control.kind not in {"button", "slider"}:
            return None
        found = next((name for name, live in gone.items() if self.fits(live, pane, control)), None)
        return gone.pop(found) if found is not None else None

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

    def follow_focus(self, *, scroll: bool = True) -> None:
        """Tell pygame_gui which field is written in, and scroll the focused control into view.

        A mouse does not scroll: the button would slip away between press and release.
        """
        live = self.live.get(self.focus.name)
        entry = live.element if live and isinstance(live.element, UITextEntryLine) else None
        if entry is None or not entry.is_focused:
            self.manager.set_focus_set(entry)
        if live is None or not scroll:
            return
        view = self.views[live.pane]
        room = self.style.px(40)
        top, bottom = view.pane.view.y + view.scroll, view.pane.view.bottom + view.scroll
        rect = live.control.rect
        if rect.top - room < top:
            self.scroll(live.pane, rect.top - room - view.pane.view.y)
        elif rect.bottom + room > bottom:
            self.scroll(live.pane, rect.bottom + room - view.pane.view.bottom)

    def toward(self, across: int, down: int) -> bool:
        """An arrow: the nearest control in a direction, in the same pane if there is one; gives whether there is."""
        live = self.live.get(self.focus.name)
        if live is None:
            return False
        near = [control for pane, control in self.arranged.controls if pane == live.pane]
        if self.focus.toward(near, across, down):
            self.focus.settle(self.controls)
            return True
        seen = [replace(x.control, rect=x.control.rect.move(0, -self.views[x.pane].scroll)) for x in self.live.values()]
        moved = self.focus.toward(seen, across, down)
        self.focus.settle(self.controls)
        return moved

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
        self.painting.mark(view.pane.view)

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

    def why_at(self, point: tuple[int, int]) -> object | None:
        """What asks why the figure under a point of the window is what it is."""
        pane = self.pane_at(point)
        if pane is None:
            return None
        place = point[0], point[1] + self.views[pane].scroll
        under = (each for each in self.arranged.placed if each.pane == pane and each.rect.collidepoint(place))
        return next((why for each in under if (why := each.block.why(place, self.style, each.rect)) is not None), None)

    def asked(self) -> object | None:
        """The same for the mouse where it moved last, else for what has the focus."""
        under = self.why_at(pygame.mouse.get_pos()) if self.pointing else None
        return under if under is not None or self.focused is None else self.focused.why

    def ring(self) -> pygame.Rect:
        """Where the focus ring stands in the window; empty where nothing has the focus."""
        live = self.live.get(self.focus.name)
        if live is None:
            return pygame.Rect(0, 0, 0, 0)
        return self.seen(live.pane, live.control.ring or live.control.rect)

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
        self.pointing = True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_RIGHT and not covered:
            why = self.why_at(event.pos)
            if why is not None:
                yield why
                return
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT and not covered:
            control = self.control_at(event.pos)
            if control and control.enabled:
                self.focus.settle(self.controls, control.name)
                self.follow_focus(scroll=False)
            elif control is None:
                yield from self.picture_hit(event.pos)
        if event.type == pygame.MOUSEMOTION and not covered:
            yield from self.pointed(event.pos)
        if event.type == pygame.MOUSEWHEEL and not covered:
            pane = self.pane_at(pygame.mouse.get_pos())
            if pane is not None:
                self.scroll(pane, self.views[pane].scroll - round(event.precise_y * self.style.px(WHEEL)))
            return
        if event.type == pygame.MOUSEBUTTONUP:
            self.manager.update(0.0)  # a thumb takes its last motion before the hand lets go
        self.manager.process_events(event)
        if event.type == pygame.MOUSEBUTTONUP:
            for live in self.live.values():
                elements.renew(live.element, live.control, self.within(live.pane, live.control.rect))

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

    def pointed(self, point: tuple[int, int]) -> Iterator[object]:
        """What a picture that answers to the pointer has to say, once for each thing it stands on."""
        pane = self.pane_at(point)
        for placed in self.arranged.placed:
            painter: object = placed.block.painter if isinstance(placed.block, Picture) else None
            if isinstance(painter, Answering):
                down = self.views[placed.pane].scroll
                there = point if placed.pane == pane else (-1, -1)
                intent = painter.pointed((there[0], there[1] + down), placed.rect, self.style)
                if intent != self.over:
                    self.over = intent
                    yield intent

    def update(self, seconds: float) -> Iterator[object]:
        """Let pygame_gui move on and give what it has to say, as intents."""
        for _ in range(ROUNDS):
            self.manager.update(seconds)
            seconds = 0.0
            posted = pygame.event.get(GUI_EVENTS)
            for event in posted:
                self.manager.process_events(event)
                element = getattr(event, "ui_element", None)
                live = next((live for live in self.live.values() if live.element is element), None)
                if live is not None:
                    yield from self.said(live, event)
            if not posted:
                break
        for number, view in enumerate(self.views):
            if view.bar and view.bar.check_has_moved_recently():
                self.scroll(number, round(view.bar.start_percentage * view.pane.content))

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

    def draw(self) -> list[pygame.Rect]:
        """Paint what changed; gives the rectangles to put on the display."""
        return self.painting.draw(self)

    @property
    def restless(self) -> bool:
        """Whether something must be looked at again soon without an event: a text cursor, a held button."""
        return self.writing or any(view.bar and view.bar.grabbed_slider for view in self.views)


GUI_EVENTS = [
    pygame_gui.UI_BUTTON_PRESSED,
    pygame_gui.UI_HORIZONTAL_SLIDER_MOVED,
    pygame_gui.UI_TEXT_ENTRY_CHANGED,
    pygame_gui.UI_TEXT_ENTRY_FINISHED,
    pygame_gui.UI_DROP_DOWN_MENU_CHANGED,
    pygame_gui.UI_SELECTION_LIST_NEW_SELECTION,
    pygame_gui.UI_SELECTION_LIST_DROPPED_SELECTION,
    pygame_gui.UI_BUTTON_START_PRESS,
    pygame_gui.UI_BUTTON_ON_HOVERED,
    pygame_gui.UI_BUTTON_ON_UNHOVERED,
    pygame_gui.UI_BUTTON_DOUBLE_CLICKED,
    pygame.USEREVENT,
]
"""What pygame_gui posts; it is taken from the queue at once, so that the loop does not wake for it."""
