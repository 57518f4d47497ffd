"""A game under way in the window: its session, what it may become, and the views of its screens.

Views are built once for each change; forecasts come twice, at once from few futures and, when the
hand rests, from many, computed beside the loop.
"""

import math
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from game.session.preview import Forecast, forecast, practise
from game.session.session import Session
from game.ui.asking import Asking
from game.ui.intents import Choose, Clear, Decree, Lock, Redo, SetLever, SetRegion, ToRule, Undo
from game.ui.weighing import Weighing

if TYPE_CHECKING:
    from game.ui.app import App

FEW = 250
MANY = 1000
REST = 0.2
"""How long the hand must rest before the many futures are played, in seconds."""
BY_REGION = "procurement_by_region"


@dataclass
class Running:
    """One game. `version` counts changes, so that a view is built once for each of them.

    `plan` is a seat whose orders each season starts from; then its decrees are the draft's own.
    """

    session: Session
    plan: Any = None
    notice: str = ""
    cards: list[str] = field(default_factory=list)
    version: int = 0
    campaign: Any = None
    deciding: Any = None
    comparison: Any = None
    extra: Forecast | None = None

    def __post_init__(self) -> None:
        self.views: dict[str, tuple[int, object]] = {}
        self.asking = Asking(self.session)
        self.kept_past: Any = None
        self.work: Future[Any] | None = None
        self.weighing = Weighing()
        self.practising = False
        self.wired = False
        self.reach: Any = None
        self.reached_from: object = None
        self.propose()
        self.turned()

    def propose(self) -> None:
        """Start the season from the plan's orders, where there is one."""
        if self.plan and not self.session.over:
            self.session.propose(self.plan.decide(self.session.world), scripted=True)

    # --- what may come -------------------------------------------------------------------------

    def turned(self) -> None:
        """Another season: nothing that was foreseen holds any more."""
        self.kept_past = None
        self.shown: Forecast | None = None
        self.many: Forecast | None = None
        self.anchor: Forecast | None = None
        self.moved = ""
        self.last: Any = None
        self.extra = None
        self.weighing.turned()
        self.passed: set[str] = set()
        self.deal()
        self.changed()

    def deal(self) -> None:
        """The cards still to be shown: neither answered in the draft nor passed over."""
        done = self.passed | set(self.session.draft.choices)
        self.cards = [card for card in self.session.world.cards if card not in done]

    def pass_over(self) -> None:
        """Leave the card that is shown as it is."""
        self.passed.add(self.cards[0])
        self.cards = self.cards[1:]
        self.changed()

    def show_cards(self) -> None:
        """Put every card of the season on the table again."""
        self.passed.clear()
        self.cards = list(self.session.world.cards)
        self.changed()

    def changed(self) -> None:
        """Something that a screen shows is different."""
        self.version += 1

    @property
    def past(self) -> Any:
        """What happened so far, read once a season."""
        if self.kept_past is None:
            from game.report.views.past import past

            self.kept_past = past(self.session)
        return self.kept_past

    def foresee(self, app: "App") -> Forecast:
        """The forecast to show now; the first of a season is made here, from few futures."""
        if self.shown is None:
            self.shown = self.session.preview(FEW)
            app.after("rest", REST, lambda: self.rest(app))
        return self.many or self.shown

    def rest(self, app: "App") -> None:
        """The hand rests: play many futures beside the loop, unless the season was signed meanwhile."""
        if self.shown is None:
            return
        self.session.settle()
        self.anchor = None
        session, version = self.session, self.version
        scenario, world, draft, past = session.scenario, session.world, session.draft, session.turns
        scripted = session.scripted

        less = self.one_less()

        def play() -> tuple[Forecast, Forecast | None]:
            many = forecast(scenario, world, draft, MANY, past, scripted=scripted)
            fewer = forecast(scenario, world, less, MANY, past, scripted=scripted) if less is not None else None
            return many, fewer

        def done(future: Future[Any]) -> None:
            if version == self.version:
                self.many, self.extra = future.result()
                self.changed()

        if self.work:
            self.work.cancel()
        self.work = app.later(play, done)
        self.asking.prepare(app)
        self.weighing.ask(app, self)
        self.practise(app)

    def practise(self, app: "App") -> None:
        """Learn to foresee faster, a step at a time, so that what the player waits for is not kept waiting."""

        def done(future: Future[Any]) -> None:
            self.practising = False
            if future.exception() is None and future.result():
                self.practise(app)

        if not self.practising:
            self.practising = True
            app.later(practise, done)

    def one_less(self) -> Any:
        """In September, the orders with one million tonnes less collected, to be set beside the draft."""
        if self.session.world.season != "september":
            return None
        from game.report.views.harvest import one_less

        return one_less(self.session)

    # --- what the player does ------------------------------------------------------------------

    def act(self, app: "App", intent: object) -> None:
        """Change the draft, or step through the turns."""
        self.notice = ""
        match intent:
            case SetLever(lever, value):
                self.move(app, lever, lambda: self.session.set(lever, value))
            case SetRegion(region, value):
                self.move(app, BY_REGION, lambda: self.session.set_region(region, value))
            case ToRule():
                self.move(app, BY_REGION, self.to_rule)
            case Decree(lever):
                self.move(app, lever, lambda: self.session.decree(lever, on=lever not in self.session.draft.decrees))
            case Choose(event, choice):
                self.move(app, "", lambda: self.session.choose(event, choice))
                self.cards = [card for card in self.cards if card != event]
            case Lock(lever):
                self.session.lock(lever, on=lever not in self.session.locked)
                self.weighing.moved()
                app.after("rest", REST, lambda: self.rest(app))
            case Clear():
                self.session.clear()
                self.drafted(app, "")
            case Undo():
                self.step(app, self.session.undo)
            case Redo():
                self.step(app, self.session.redo)
        self.changed()

    def to_rule(self) -> Any:
        """Unset the share of every region; the first refusal, if there is one."""
        refusals = [self.session.set_region(region, math.nan) for region in self.session.regions()]
        return next((refusal for refusal in refusals if refusal is not None), None)

    def move(self, app: "App", lever: str, change: Callable[[], Any]) -> None:
        """Make a move of the draft; where it is refused, say why and leave everything as it is."""
        refusal = change()
        if refusal is None:
            self.drafted(app, lever)
            return
        from game.report.views.parts import refusal_words

        self.notice = refusal_words(self.session.scenario, refusal)

    def drafted(self, app: "App", lever: str) -> None:
        """The draft has changed: foresee it at once from few futures, and from many when the hand rests."""
        first = self.shown or self.session.preview(FEW)
        if self.anchor is None or lever != self.moved:
            self.anchor, self.moved = first, lever
        self.shown, self.many, self.extra = self.session.preview(FEW), None, None
        self.last = self.told(lever, self.anchor, self.shown) if lever else None
        self.weighing.moved()
        app.picks.pop("replay", None)
        app.after("rest", REST, lambda: self.rest(app))

    @staticmethod
    def told(lever: str, before: Forecast, after: Forecast) -> object:
        """A move as the views want it: equally many futures before and after."""
        from game.report.views.parts import Move

        return Move(lever, before, after)

    def step(self, app: "App", walk: Callable[[], bool]) -> None:
        """Undo or redo, a move or a turn."""
        turns, draft = len(self.session.turns), self.session.draft
        if not walk():
            return
        if len(self.session.turns) != turns:
            self.turned()
        elif self.session.draft != draft:
            self.drafted(app, "")
            self.deal()

    def sign(self) -> bool:
        """Sign the season; gives whether it was taken. The reasons stand in the notice where it was not."""
        self.notice = ""
        turn = self.session.sign(scripted=self.plan is not None)
        if turn.refused:
            from game.report.views.parts import refusal_words

            words = (refusal_words(self.session.scenario, refusal) for refusal in turn.refused)
            self.notice = "\n".join(words)
            self.changed()
            return False
        self.propose()
        self.turned()
        return True

    # --- views ---------------------------------------------------------------------------------

    def view(self, app: "App", name: str) -> Any:
        """The view of a screen as things stand."""
        kept = self.views.get(name)
        if kept is None or kept[0] != self.version:
            kept = self.views[name] = (self.version, self.build(app, name))
        return kept[1]

    def web(self, app: "App") -> object:
        """The web of causes, read off the model beside the loop, and what its levers do from here, once a draft."""
        from game.report.views.web import asked, reading_web, ready, web_view, weighed

        of = asked(self.session)
        key = self.session.branches.at, self.session.draft
        if key != self.reached_from:
            self.reached_from, self.reach = key, None

            def done(future: Future[Any]) -> None:
                if self.reached_from == key:
                    self.reach, self.wired = future.result(), True
                    self.changed()

            if not self.wired:
                app.later(lambda: ready(of.scenario), self.wire)
            app.later(lambda: weighed(of), done)
        if not self.wired:
            return reading_web(of.scenario)
        return web_view(of.scenario, self.reach, over=self.session.over)

    def wire(self, future: "Future[Any]") -> None:
        """The web has been read off the model."""
        self.wired = future.result()
        self.changed()

    def build(self, app: "App", name: str) -> object:
        """Build a view; each kind is imported when it is first wanted."""
        session = self.session
        if name == "plan":
            from game.report.views.desk import desk_view

            seen = self.foresee(app)
            return desk_view(
                session,
                self.past,
                seen,
                move=self.last,
                refining=self.many is None,
                notice=self.notice,
                effects=self.weighing.shown(session),
                effects_note=self.weighing.note(session.scenario.words),
            )
        if name == "harvest":
            from game.report.views.harvest import harvest_view

            seen = self.foresee(app)
            return harvest_view(
                session,
                self.past,
                seen,
                move=self.last,
                refining=self.many is None,
                notice=self.notice,
                extra=self.extra,
                effects=self.weighing.shown(session),
                effects_note=self.weighing.note(session.scenario.words),
            )
        if name == "card":
            from game.report.views.event import event_view

            return event_view(session, self.cards[0])
        if name == "account":
            from game.report.views.account import account_view

            return account_view(session, self.past)
        if name == "web":
            return self.web(app)
        if name == "war":
            from game.report.views.war import war_view

            return war_view(session, self.campaign, self.deciding)
        from game.report.views.reckoning import reckoning_view

        return reckoning_view(session, self.past, self.campaign, self.comparison)
