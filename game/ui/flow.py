"""From the title to the reckoning: which screen the game stands at, and what an intent does to it.

The way: title, scenarios, content note, briefing; then season by season (the cards on the table, the
desk, in September the harvest, and the account of the year); after the last year the invasion, and
the reckoning. Reading scenarios and saved games is done beside the loop.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.report.views.leaves_out import leaves_out
from game.ui import trail
from game.ui.intents import Goto, Home, NewGame, Next, Open, Resume, Sign, Visit
from game.ui.layout import COLUMN, Page
from game.ui.replay import STILL
from game.ui.screens import Words, briefing, choose, help, menu, note, settings, title  # noqa: A004
from game.ui.screens import leaves_out as leaving

if TYPE_CHECKING:
    from game.ui.app import App
    from game.ui.running import Running

ABOUT = {"plan", "harvest", "card", "account", "war", "reckoning", "why", "web"}
"""Screens that help has a sentence about."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the command line asks of the window, and how to reach what the window may not know itself.

    `scenario` is read already, and lends its words; `scenarios` lists all there are and `find` reads
    one by its id. `told` words an error that the player can mend and gives nothing for a fault of
    ours. `plan` (a seat) proposes the orders from which each season of a new game starts.
    """

    scenario: Any
    scenarios: Callable[[], Sequence[Any]]
    find: Callable[[str], Any]
    told: Callable[[BaseException], str | None]
    games: Path
    settings: Path | None = None
    seed: int = 1
    luck: str | None = None
    plan: Any = None
    trace: Path | None = None
    size: tuple[int, int] | None = None
    text: float | None = None
    interface: float | None = None

    @property
    def words(self) -> Words:
        """The sentences of the player's language."""
        words: Words = self.scenario.words
        return words


class Game:
    """The flow of one window: where it stands, and the game under way if there is one."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self.place = "title"
        self.notice = ""
        self.doing = ""
        self.saved: tuple[title.SavedGame, ...] | None = None
        self.offers: tuple[choose.Offer, ...] | None = None
        self.scenario: Any = None
        self.running: Running | None = None
        self.changed: menu.ChangedView | None = None

    # --- what the app asks ---------------------------------------------------------------------

    def begin(self, app: "App") -> None:
        """Once the title is shown: read the list of games and of scenarios, and open what was asked for."""
        self.list_games(app)
        app.later(self.wish.scenarios, self.listed)

    def screen(self) -> str:
        """The screen that the game stands at."""
        running = self.running
        if self.place != "season" or running is None:
            return self.place
        if running.cards:
            return "card"
        return "plan" if running.session.world.season == "january" else "harvest"

    def scene(self) -> object:
        """The season and the card that are on the table."""
        running = self.running
        if running is None:
            return self.place
        world = running.session.world
        return self.place, world.year, world.season, next(iter(running.cards), "")

    def show(self, app: "App", name: str) -> Page:
        """The page of a screen as things stand."""
        words = self.wish.words
        view: Any
        match name:
            case "title":
                return title.compose(title.TitleView(words, self.saved, self.notice), app.picks)
            case "choose":
                return choose.compose(choose.ChooseView(words, self.offers, self.notice), app.picks)
            case "wait":
                return menu.compose_wait(menu.WaitView(words, self.doing), app.picks)
            case "note":
                return note.compose(note.NoteView(words, self.scenario.title, self.scenario.content_note), app.picks)
            case "briefing":
                return briefing.compose(self.briefing(), app.picks)
            case "settings":
                view = settings.SettingsView(
                    words, app.settings.text, app.settings.interface, app.kept, still=app.settings.still
                )
                return settings.compose(view, app.picks)
            case "help":
                return help.compose(help.HelpView(words, self.about(app), app.keys), app.picks)
            case "leaves_out":
                view = leaving.LeavesOutView(words, leaves_out(self.wish.scenario.words))
                return leaving.compose(view, app.picks)
            case "changed" if self.changed:
                return menu.compose_changed(self.changed, app.picks)
            case "menu" if self.running:
                session = self.running.session
                lens = session.scenario.looks_through
                name = words("window.menu.lens", title=session.scenario.title, lens=lens.title) if lens else ""
                view = menu.MenuView(words, name or session.scenario.title, str(session.folder))
                return menu.compose(view, app.picks)
        return self.show_game(app, name)

    def show_game(self, app: "App", name: str) -> Page:
        """The page of a screen of the game under way."""
        from importlib import import_module

        if self.running is None:
            raise LookupError(f"there is no game for the screen {name}")
        if name == trail.SCREEN:
            return self.running.asking.page(app)
        view = self.running.view(app, name)
        still = {STILL: "1"} if app.settings.still else {}
        picks = {**app.picks, **still, **narrowness(app)}
        page: Page = import_module(f"game.ui.screens.{name}").compose(view, picks)
        return page

    def act(self, app: "App", intent: object) -> None:
        """Do what the player asked for; what the player can mend is said on the page, not raised."""
        try:
            self.do(app, intent)
        except Exception as error:  # noqa: BLE001 - say() raises what is our fault
            self.say(error)

    def close(self) -> None:
        """Leave the game under way; everything signed is on disk."""
        if self.running:
            self.running.session.close()
            self.running = None

    # --- intents -------------------------------------------------------------------------------

    def do(self, app: "App", intent: object) -> None:
        """One intent; raises what goes wrong."""
        running = self.running
        match intent:
            case NewGame(scenario):
                self.open(app, scenario)
            case Resume(folder, scenario, accept):
                self.resume(app, folder, scenario, accept)
            case Home():
                self.close()
                self.place, self.notice, self.changed = "title", "", None
                app.picks.clear()
                self.list_games(app)
            case Next():
                self.go_on(app)
            case Visit(name):
                app.picks["web"] = name
                if name.startswith("lever."):
                    app.picks["from"] = name
                app.picks.pop("find", None)
                if app.picks.get(COLUMN) == "all":
                    app.picks[COLUMN] = "quantity"
                if app.screen != "web":
                    app.act(Goto("web"))
            case Open():
                app.picks[COLUMN] = "quantity"
                app.stage.focus.name = "find"
            case Goto("events") if running:
                running.show_cards()
            case Sign() if running:
                september = running.session.world.season == "september"
                if running.sign():
                    self.place = "account" if september else "season"
                    self.fresh(app)
            case _ if running:
                running.act(app, intent)
                if not running.session.over:
                    self.place = "season" if self.place in {"account", "season", "war", "reckoning"} else self.place

    def go_on(self, app: "App") -> None:
        """From a page that only tells to the next."""
        running = self.running
        match self.place:
            case "note":
                self.place = "briefing"
            case "briefing":
                self.start(app)
            case "season" if running and running.cards:
                running.pass_over()
            case "account" if running:
                self.place = "season"
                if running.session.over:
                    self.invade(app)
            case "war":
                self.place = "reckoning"

    def fresh(self, app: "App") -> None:
        """A new season begins on the first page of its desk."""
        for name in ("page", "reading", "region", "card", "column", "replay"):
            app.picks.pop(name, None)

    # --- beginning and taking up ---------------------------------------------------------------

    def open(self, app: "App", scenario: str) -> None:
        """Read a scenario and show its note."""
        self.wait(app, "window.wait.scenario")

        def done(future: Future[Any]) -> None:
            if self.place != "wait":
                return
            try:
                self.scenario = future.result()
            except Exception as error:  # noqa: BLE001 - say() raises what is our fault
                self.place = "title"
                app.stack.append("choose")
                self.say(error)
                return
            self.place, self.notice = "note", ""
            self.rehearse(app)

        given = self.wish.scenario
        app.later(lambda: given if scenario == given.id else self.find(scenario), done)

    def rehearse(self, app: "App") -> None:
        """While the note and the briefing are read: foresee a game of this scenario, and learn to do so faster."""
        from game.session.preview import practise, rehearse

        scenario = self.scenario

        def done(future: Future[Any]) -> None:
            if future.exception() is None and future.result():
                app.later(practise, done)

        app.later(lambda: rehearse(scenario), done)

    def find(self, scenario: str) -> Any:
        """A scenario by its id, behind which a lens may be named; the one that was given is not read again."""
        given = self.wish.scenario
        return given if scenario == given.reference else self.wish.find(scenario)

    def start(self, app: "App") -> None:
        """Begin a game of the scenario that was read: from now on it is on disk."""
        from game.session import save
        from game.session.session import Session

        lens = app.picks.get("lens", self.scenario.lens or briefing.NO_LENS).replace(briefing.NO_LENS, "")
        if lens != self.scenario.lens:
            self.scenario = self.find(self.scenario.through(lens))
        folder = save.new_folder(self.wish.games, self.scenario.id)
        luck: Any = app.picks.get("luck") or self.wish.luck
        name = app.picks.get("nickname", "")
        session = Session.start(self.scenario, folder, seed=self.wish.seed, luck=luck, nickname=name)
        self.enter(app, session, self.wish.plan)

    def resume(self, app: "App", folder: Path, scenario: str, accept: str) -> None:
        """Take up a saved game; one that plays otherwise than it did asks first."""
        self.wait(app, "window.wait.game")
        how: Any = accept

        def work() -> object:
            from game.session.session import Session

            return Session.resume(folder, self.find, accept=how)

        def done(future: Future[Any]) -> None:
            try:
                session = future.result()
            except Exception as error:  # noqa: BLE001 - say() raises what is our fault
                self.refused(error, folder, scenario)
                return
            if self.place != "wait":
                session.close()
                return
            self.enter(app, session)

        app.later(work, done)

    def refused(self, error: Exception, folder: Path, scenario: str) -> None:
        """A saved game could not be taken up: ask how, where it has changed, or say why."""
        from game.session.session import ChangedError

        if isinstance(error, ChangedError):
            findings = tuple(finding.text for finding in error.findings)
            self.changed = menu.ChangedView(self.wish.words, folder, scenario, findings)
            self.place = "changed"
            return
        self.place = "title"
        self.say(error)

    def enter(self, app: "App", session: Any, plan: Any = None) -> None:
        """A game is under way."""
        from game.ui.running import Running

        self.running = Running(session, plan)
        self.scenario = session.scenario
        self.place, self.notice, self.changed = "season", "", None
        app.stack.clear()
        self.fresh(app)
        if session.over:
            self.invade(app)

    def invade(self, app: "App") -> None:
        """Resolve the invasion, where a government is left for it, and play the plans to compare, beside the loop."""
        running = self.running
        if running is None:
            return
        from game.report.views.comparison import comparison
        from game.ui.running import MANY

        session = running.session
        if session.fallen:
            self.place = "reckoning"
        else:
            self.wait(app, "window.wait.campaign")

        def resolved(future: Future[Any]) -> None:
            running.campaign, running.deciding = future.result()
            running.changed()
            if self.running is running and self.place == "wait":
                self.place = "war"

        def compared(future: Future[Any]) -> None:
            running.comparison = future.result()
            running.changed()

        if not session.fallen:
            app.later(lambda: (session.campaign(MANY), session.deciding(MANY)), resolved)
        app.later(lambda: comparison(session), compared)

    # --- lists and words -----------------------------------------------------------------------

    def list_games(self, app: "App") -> None:
        """Read the list of saved games."""

        def work() -> object:
            from game.session import save

            return save.games(self.wish.games)

        def done(future: Future[Any]) -> None:
            try:
                self.saved = tuple(self.saved_game(game) for game in future.result())
            except Exception as error:  # noqa: BLE001 - say() raises what is our fault
                self.saved = ()
                self.say(error)

        app.later(work, done)

    def saved_game(self, game: Any) -> title.SavedGame:
        """A line of the list in words."""
        words = self.wish.words
        when = f"{game.changed.astimezone():%Y-%m-%d %H:%M}"
        if game.trouble:
            why = words("window.title.unreadable", why=game.trouble)
            return title.SavedGame(game.folder, "", game.title, "", when, why)
        season = words(f"window.title.{game.season}")
        stands = words("window.title.turns", season=season, year=game.year, turns=game.turns)
        if game.season == "over":
            stands = season
        name = f"{game.title} · {game.nickname}" if game.nickname else game.title
        return title.SavedGame(game.folder, game.scenario, name, stands, when)

    def listed(self, future: Future[Any]) -> None:
        """The list of scenarios is there."""
        try:
            self.offers = tuple(offer(summary) for summary in future.result())
        except Exception as error:  # noqa: BLE001 - say() raises what is our fault
            self.offers = ()
            self.say(error)

    def briefing(self) -> briefing.BriefingView:
        """The scenario's briefing."""
        words, scenario = self.wish.words, self.scenario
        luck = self.wish.luck or scenario.luck
        span = f"{scenario.first_year}–{scenario.last_year + 1}"
        lenses = tuple((lens.id, lens.title, lens.summary) for lens in scenario.lenses.values())
        paragraphs = tuple(scenario.briefing)
        return briefing.BriefingView(
            words, scenario.title, span, paragraphs, luck, self.notice, lenses, scenario.lens or briefing.NO_LENS
        )

    def about(self, app: "App") -> str:
        """What help says of the screen one came from."""
        came = next((name for name in reversed(app.stack) if name != "help"), self.screen())
        return self.wish.words(f"window.help.about.{came}") if came in ABOUT else ""

    def wait(self, app: "App", key: str) -> None:
        """Show a waiting page."""
        app.stack.clear()
        self.place, self.doing, self.notice = "wait", self.wish.words(key), ""

    def say(self, error: Exception) -> None:
        """Put an error that the player can mend on the page; raise a fault of ours."""
        words = self.wish.told(error)
        if words is None:
            raise error
        if self.running:
            self.running.notice = words
            self.running.changed()
        self.notice = words


LOW = 600
"""Effective height from which a drawing has room in a window whose columns are tabs."""


def narrowness(app: "App") -> dict[str, str]:
    """Whether columns are tabs, and whether lists then serve better than a drawing."""
    size = app.window.get_size()
    if app.style.wide(size):
        return {}
    return {"narrow": "lists" if app.style.effective(size)[1] < LOW else "tabs"}


def offer(summary: Any) -> choose.Offer:
    """A scenario of the list, or what is wrong with it."""
    first, last = summary.years
    problems = tuple(summary.problem.splitlines())
    return choose.Offer(summary.id, summary.title, summary.summary, f"{first}–{last + 1}", summary.minutes, problems)
