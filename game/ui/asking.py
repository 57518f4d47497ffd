"""Asking why: the ledger and the equations of the game under way, at once from few worlds and then from many.

An answer is kept until the game or its draft is another one. What refines it runs beside the loop.
"""

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from game.session.session import Session
from game.ui import trail
from game.ui.layout import Page

if TYPE_CHECKING:
    from game.ui.app import App

MANY = 4000
"""Worlds played once the first answer is shown."""
KEPT = 24
"""Answers kept."""


class Asking:
    """What has been asked of one game."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.stands: object = None
        self.run: Any = None
        self.answers: dict[trail.Figure, Any] = {}
        self.work: Future[Any] | None = None
        self.wired = False
        """Whether the web of causes, of which equations are part, has been read off the model."""
        self.reading: Future[Any] | None = None

    def page(self, app: "App") -> Page:
        """The page of the last place on the trail. LookupError where it leads nowhere."""
        places = trail.places(app.picks)
        if not places:
            raise LookupError("nothing was asked")
        self.settle()
        place = places[-1]
        if isinstance(place, trail.Figure):
            from game.ui.screens import ledger

            return ledger.compose(self.answer(app, place), app.picks)
        from game.report.views.equation import equation_view
        from game.report.views.ledger import resolved
        from game.ui.screens import equation

        if not self.wired:
            return equation.compose_reading(self.session.scenario.words)
        asked = trail.figure(app.picks)
        if asked is None:
            raise LookupError("an equation is opened from a figure")
        which, _ = resolved(self.run, asked.reading, asked.year, asked.region, asked.against)
        view = equation_view(self.run, place.quantity, which, self.answer(app, asked).ledger)
        return equation.compose(view, app.picks)

    def settle(self) -> None:
        """Forget every answer once the game stands elsewhere."""
        session = self.session
        stands = session.branches.at, len(session.branches.nodes), repr(session.draft)
        if stands != self.stands:
            from game.report.views.runs import run_of

            self.stands, self.run = stands, run_of(session)
            self.answers.clear()

    def answer(self, app: "App", place: trail.Figure) -> Any:
        """The ledger of a figure: at once from few worlds, and from many as soon as they are played."""
        found = self.answers.get(place)
        if found is None:
            from game.report.views.ledger import ledger_view, resolved

            asked, against = resolved(self.run, place.reading, place.year, place.region, place.against)
            found = ledger_view(self.run, asked, against, refining=True)
            while len(self.answers) >= KEPT:
                del self.answers[next(iter(self.answers))]
            self.answers[place] = found
            self.refine(app, place, found)
        return found

    def refine(self, app: "App", place: trail.Figure, view: Any) -> None:
        """Play many worlds beside the loop."""
        from game.report.views.ledger import ledger_view

        run, stands = self.run, self.stands
        self.prepare(app)
        if self.work:
            self.work.cancel()
        if not view.refining:
            return

        def play() -> Any:
            return ledger_view(run, view.ledger.asked, view.against, most=MANY)

        def done(future: Future[Any]) -> None:
            if stands == self.stands and place in self.answers:
                self.answers[place] = future.result()

        self.work = app.later(play, done)

    def prepare(self, app: "App") -> None:
        """Have the web of causes read off the model, once, while nobody waits for it."""
        if self.reading is None:
            from game.report.views.web import ready

            scenario = self.session.scenario
            self.reading = app.later(lambda: ready(scenario), self.wire)

    def wire(self, future: "Future[Any]") -> None:
        """The web has been read off the model."""
        self.wired = bool(future.result())
