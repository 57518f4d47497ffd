"""Weighing: what each lever does at the draft, counted beside the loop whenever the hand has come to rest.

What was counted for another draft stays on the desk, said to be counted again, until the new figures
are there; another season starts anew.
"""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.ui.app import App
    from game.ui.running import Running


@dataclass
class Weighing:
    """The effects last counted, and why there are none or only those of another draft."""

    view: Any = None
    key: str = "effects.counting"
    why: str = ""
    work: Future[Any] | None = None

    def turned(self) -> None:
        """Another season: other levers."""
        self.view, self.key = None, "effects.counting"
        self.stop()

    def moved(self) -> None:
        """Another draft: what is shown is of the one before."""
        self.key = "effects.counting" if self.view is None else "effects.again"
        self.stop()

    def stop(self) -> None:
        """What has not begun is not counted any more."""
        if self.work:
            self.work.cancel()
        self.work = None

    def shown(self, session: Any) -> Any:
        """The effects last counted, or the levers with every figure still to come; nothing where counting failed."""
        from game.report.views.effects import waiting

        return self.view if self.view is not None or self.key == "effects.failed" else waiting(session)

    def note(self, words: Any) -> str:
        """What is to be said about the effects shown; empty where they are those of the draft."""
        return words(self.key, why=self.why) if self.key else ""

    def ask(self, app: "App", running: "Running") -> None:
        """Count what each lever does at the draft as it stands."""
        from game.report.views.effects import asked, effects

        self.stop()
        session = running.session
        of = asked(session)

        def done(future: Future[Any]) -> None:
            if session.draft is not of.draft or session.world is not of.world or session.locked != of.locked:
                return
            fault = future.exception()
            if fault is None:
                self.view, self.key = future.result(), ""
            else:
                self.view, self.key, self.why = None, "effects.failed", str(fault)
            running.views.clear()

        self.work = app.later(lambda: effects(of), done)
