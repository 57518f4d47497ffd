"""The window's loop: events to the stage, intents to whom they concern, a new page when something changed.

It sleeps until something happens and puts only changed rectangles on the display. What must not
hold a frame up (a refined forecast) runs in one worker thread and comes back as an event.
"""

import itertools
import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

import pygame

from game.ui import keys, text, tidying, trace, trail
from game.ui.crash import crash_page
from game.ui.intents import Ask, Back, Follow, Goto, Home, Pick, Quit, SetScale, SetStill, Unwind, Why
from game.ui.layout import COLUMN, Page
from game.ui.settings import Settings
from game.ui.stage import Stage
from game.ui.theme import LARGEST, SMALLEST, WIDE, Style

Result = TypeVar("Result")
DONE = pygame.event.custom_type()
"""The event with which the worker wakes the loop."""
PATIENCE = 0.1
"""For how long the worker lets the loop go first, in seconds."""
WAKEFUL = 1.0
NAP, LONG_NAP = 0.003, 0.02
"""How long the loop sleeps before it looks for an event again, in seconds, and how long when it has waited longer."""
BLINK = 0.25
"""How soon to look again while a text cursor blinks, in seconds."""
PRESSES = (pygame.KEYDOWN, pygame.TEXTINPUT, pygame.MOUSEBUTTONDOWN)
"""What a hand does on what it sees."""
MOUSE = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION, pygame.MOUSEWHEEL)


class Flow(Protocol):
    """Who knows the game: gives each screen its view and acts on intents (`flow.py`)."""

    def begin(self, app: "App") -> None:
        """Called once the first frame is on the display."""
        ...

    def screen(self) -> str:
        """The screen that the game itself stands at."""
        ...

    def scene(self) -> object:
        """What is on the table: where it differs, the player must look anew before a key may do anything."""
        ...

    def show(self, app: "App", name: str) -> Page:
        """The page of a screen as things stand."""
        ...

    def act(self, app: "App", intent: object) -> None:
        """Do what the player asked for."""
        ...

    def close(self) -> None:
        """Leave the game; all signed orders are on disk already."""
        ...


@dataclass
class App:
    """The running window. `stale` asks for a new page before the next frame."""

    flow: Flow
    settings: Settings
    window: pygame.Surface
    trace: "trace.Trace | None" = None
    stack: list[str] = field(default_factory=list)
    picks: dict[str, str] = field(default_factory=dict)
    running: bool = True
    stale: bool = True
    failed: Page | None = None

    def __post_init__(self) -> None:
        self.at_work: set[Future[Any]] = set()
        self.rests = itertools.count()
        self.calm = threading.Event()
        self.calm.set()
        self.worker = ThreadPoolExecutor(1, "forecast", self.beside)
        self.stage = Stage(self.window, self.style)
        self.clock = time.perf_counter()
        self.title = ""
        self.due: dict[str, tuple[float, Callable[[], None]]] = {}
        self.keys: tuple[tuple[str, str], ...] = ()
        self.kept = True
        self.drawn: object = None
        self.down: set[int] = set()
        self.held: set[int] = set()

    @property
    def style(self) -> Style:
        """The two scales as set."""
        return self.settings.style(self.window.get_size())

    @property
    def screen(self) -> str:
        """The name of the topmost screen."""
        return self.stack[-1] if self.stack else self.flow.screen()

    @property
    def scene(self) -> object:
        """What is to be seen: another screen, season or card is another scene."""
        return self.screen, self.flow.scene()

    # --- the loop ------------------------------------------------------------------------------

    def run(self) -> None:
        """Show the window until the player leaves it."""
        self.frame()
        self.flow.begin(self)
        while self.running:
            self.frame()
            if self.running:
                self.handle(self.wait())
        self.close()

    def close(self) -> None:
        """End what runs beside the loop, and let go of the game."""
        self.worker.shutdown(wait=False, cancel_futures=True)
        self.flow.close()
        if self.trace:
            self.trace.close()

    def wait(self) -> list[pygame.event.Event]:
        """Sleep until something happens; of many mouse movements only the last counts."""
        pause = BLINK if self.stage.restless else 0.0
        if self.due:
            soonest = max(0.001, min(when for when, _ in self.due.values()) - time.perf_counter())
            pause = min(pause, soonest) if pause else soonest
        first = doze(pause or math.inf)
        events = [first, *pygame.event.get()]
        moves = [e for e in events if e.type == pygame.MOUSEMOTION]
        return [e for e in events if e.type != pygame.MOUSEMOTION or e is moves[-1]]

    def beside(self) -> None:
        """The worker begins: between its steps it waits until the loop is calm."""
        from game.session.preview import beside

        beside(lambda: self.calm.wait(PATIENCE))

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """The loop works for the player's eyes: the worker waits, for the interpreter does one thing at a time."""
        self.calm.clear()
        try:
            yield
        finally:
            self.calm.set()

    def handle(self, events: Sequence[pygame.event.Event]) -> None:
        """Deal with events in order; a fault of ours ends on a plain page, not in a traceback."""
        with self.undisturbed():
            if any(event.type != pygame.NOEVENT for event in events):
                tidying.put_off(self)
            self.attend(events)

    def attend(self, events: Iterable[pygame.event.Event]) -> None:
        """The events, what is due by now, and what the stage asks for by itself."""
        try:
            for event in events:
                if event.type in PRESSES and self.scene != self.drawn:
                    self.pass_over(event)
                else:
                    self.deal(event)
            now = time.perf_counter()
            for name in [name for name, (when, _) in self.due.items() if when <= now]:
                self.due.pop(name)[1]()
            elapsed, self.clock = now - self.clock, now
            for intent in self.stage.update(min(elapsed, 0.5)):
                self.act(intent)
        except Exception as error:  # noqa: BLE001 - shown on a plain page
            self.fail(error)

    def deal(self, event: pygame.event.Event) -> None:
        """One event."""
        if event.type == pygame.QUIT:
            self.running = False
        elif event.type in {pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED}:
            self.resized()
        elif event.type in {pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED, pygame.WINDOWSHOWN}:
            self.stage.painting.mark_all()
        elif event.type == DONE:
            event.then(event.future)
            self.stale = True
        elif event.type == pygame.KEYDOWN:
            again = event.key in self.down and not (event.key in keys.REPEATED or self.stage.writing)
            if again or event.key in self.held:
                return
            self.down.add(event.key)
            for intent in keys.pressed(self.stage, event):
                self.act(intent)
        elif event.type in {pygame.TEXTINPUT, pygame.KEYUP}:
            self.pass_over(event)
            self.stage.manager.process_events(event)
        elif event.type in MOUSE:
            for intent in self.stage.mouse(event):
                self.act(intent)

    def pass_over(self, event: pygame.event.Event) -> None:
        """Know of a key only whether it is down: it was pressed for a scene that is gone, and may be held still."""
        if event.type == pygame.KEYDOWN:
            self.held.add(event.key)
        elif event.type == pygame.KEYUP:
            self.down.discard(event.key)
            self.held.discard(event.key)

    def look_anew(self) -> None:
        """Another scene is on the display: what was pressed before it was seen does nothing there.

        A key that is still held does nothing either until it is let go, so that its repeats sign nothing unseen.
        """
        scene = self.scene
        if scene == self.drawn:
            return
        if self.drawn is not None:
            self.held |= self.down
            for event in pygame.event.get([*PRESSES, pygame.KEYUP]):
                self.pass_over(event)
        self.drawn = scene

    def frame(self) -> None:
        """Bring the page up to date and put what changed on the display."""
        with self.undisturbed():
            self.renew()

    def renew(self) -> None:
        """A frame's work."""
        laps = [time.perf_counter()]
        title = self.title
        try:
            if self.stale:
                self.stale = False
                page = self.failed or self.flow.show(self, self.screen)
                laps.append(time.perf_counter())
                self.stage.show(page, self.picks.get(COLUMN, ""))
                self.name(page.title)
                self.keep_beat(page)
            laps += [time.perf_counter()] * (3 - len(laps))
            areas = self.stage.draw()
        except Exception as error:  # noqa: BLE001 - shown on a plain page
            self.fail(error)
            return
        laps.append(time.perf_counter())
        if areas:
            pygame.display.update(areas)
        self.look_anew()
        if self.trace and (areas or title != self.title):
            self.trace.write(self, [*laps, time.perf_counter()])

    def keep_beat(self, page: Page) -> None:
        """A page that goes on by itself does so after its beat; another page stills it."""
        self.due.pop("beat", None)
        if page.beat is not None:
            seconds, intent = page.beat
            self.after("beat", seconds, lambda: self.act(intent))

    def fail(self, error: Exception) -> None:
        """Show that the program failed and that the game is safe; a second failure ends the program."""
        if self.failed:
            raise error
        self.failed = crash_page(error)
        self.stage = Stage(self.window, self.style)
        self.stale = True

    # --- intents -------------------------------------------------------------------------------

    def act(self, intent: object) -> None:
        """Do what the player asked for: the window's own affairs here, the game's in the flow."""
        self.stale = True
        match intent:
            case Quit():
                self.running = False
            case Pick(name, value):
                self.picks[name] = value
            case Goto("events"):
                self.flow.act(self, intent)
            case Goto(screen):
                self.remember_keys()
                self.stage.remember()
                if screen in self.stack:
                    del self.stack[self.stack.index(screen) :]
                self.stack.append(screen)
            case Back():
                if self.stack:
                    self.stack.pop()
            case Why() | Follow() | Ask() | Unwind():
                self.follow(intent)
            case SetScale(which, value):
                self.rescale(which, float(value) if value else None)
            case SetStill(on):
                self.settings = replace(self.settings, still=on)
                self.kept = self.settings.save()
            case _:
                if isinstance(intent, Home):
                    self.stack.clear()
                self.stage.remembered.clear()
                self.flow.act(self, intent)

    def follow(self, intent: object) -> None:
        """A step along the trail of causes: its screen is opened with the first, and closed with the last."""
        begun = trail.SCREEN in self.stack
        self.stage.remember()
        if not trail.walk(self.picks, intent, begun=begun):
            self.act(Back())
        elif self.screen != trail.SCREEN:
            self.act(Goto(trail.SCREEN))

    def rescale(self, which: str, factor: float | None) -> None:
        """Set one of the scales and build the stage anew."""
        self.settings = self.settings.scaled(which, factor)
        self.kept = self.settings.save()
        self.restage()

    def resized(self) -> None:
        """The window has another size."""
        size = pygame.display.get_window_size()
        if size == self.stage.arranged.size:
            return
        self.window = pygame.display.get_surface() or self.window
        self.restage()

    def restage(self) -> None:
        """Build the stage anew; the old one, a tangle of references and some megabytes of pictures, goes at once."""
        if self.style != self.stage.style:
            text.forget()
        self.stage = Stage(self.window, self.style, self.stage)
        self.stale = True
        tidying.sweep(whole=True)

    def name(self, title: str) -> None:
        """Name the window after the page, for task bars and screen readers."""
        if title != self.title:
            self.title = title
            pygame.display.set_caption(title)

    def remember_keys(self) -> None:
        """Keep the letters of the page that is left, for help on it."""
        if self.screen != "help":
            self.keys = tuple((c.key, c.say) for c in self.stage.controls if c.key)

    # --- work beside the loop ------------------------------------------------------------------

    def after(self, name: str, seconds: float, work: Callable[[], None]) -> None:
        """Do something in the loop after a while; asked for again by the same name, it waits anew."""
        self.due[name] = time.perf_counter() + seconds, work

    def later(self, work: Callable[[], Result], then: Callable[[Future[Result]], object]) -> Future[Result]:
        """Run work in the worker thread; `then` is called in the loop with its future."""

        def wake(future: Future[Result]) -> None:
            self.at_work.discard(future)
            if not future.cancelled() and pygame.display.get_init():
                pygame.event.post(pygame.event.Event(DONE, future=future, then=then))

        future = self.worker.submit(work)
        self.at_work.add(future)
        future.add_done_callback(wake)
        return future


def doze(seconds: float) -> pygame.event.Event:
    """The next event, or none when so many seconds have passed.

    pygame's own wait looks every millisecond, which takes three hundredths of a processor while nothing happens at all.
    """
    began = time.perf_counter()
    while not (event := pygame.event.poll()):
        passed = time.perf_counter() - began
        if passed >= seconds:
            break
        time.sleep(min(NAP if passed < WAKEFUL else LONG_NAP, seconds - passed))
    return event


def suited(desktop: tuple[int, int]) -> tuple[int, int]:
    """The size of a first window: nine tenths of the desktop, but all columns side by side where they fit at all."""
    width, height = (max(int(side * 0.9), min(side, full)) for side, full in zip(desktop, WIDE, strict=True))
    return width, height


def open_window(settings: Settings, desktop: tuple[int, int], size: tuple[int, int] | None = None) -> pygame.Surface:
    """Open a window that can be resized: the size asked for, else one that suits the desktop."""
    wanted = size or settings.window or suited(desktop)
    width = min(max(wanted[0], SMALLEST[0]), LARGEST[0])
    height = min(max(wanted[1], SMALLEST[1]), LARGEST[1])
    pygame.display.set_caption("Great Break")
    surface = pygame.display.set_mode((width, height), pygame.RESIZABLE)
    pygame.key.set_repeat(350, 40)
    pygame.event.set_blocked([pygame.FINGERMOTION, pygame.JOYAXISMOTION, pygame.MULTIGESTURE])
    return surface
