"""A game played by commands: each line is one, and each answers in words."""

from collections.abc import Callable

from game.cli import entries
from game.cli import web as causes
from game.cli import why as asking
from game.cli.effects import lines
from game.cli.failures import WrongInputError
from game.cli.find import find_plan
from game.cli.talk import Talk
from game.report import text as wording
from game.report.views.effects import VERDICTS, asked, effects
from game.report.views.ledger import ledger_view
from game.report.views.parts import LeverView, Move, refusal_words
from game.report.views.past import Past, past
from game.report.views.runs import run_of
from game.rules import events
from game.rules.orders import Refusal
from game.rules.turn import follow
from game.scenario.problem import ScenarioError
from game.scenario.records import Event, LeverSpec, Plan
from game.session.journal import SaveError
from game.session.preview import Forecast
from game.session.session import Session

QUICK = 250
"""Futures behind the answer to a move."""
FULL = 1000
"""Futures behind a forecast that was asked for."""


class Leave(Exception):  # noqa: N818 - no error: the player has had enough
    """The player leaves."""


class Game:
    """One session at a terminal. A plan, where one was given, fills in each season's draft."""

    def __init__(self, session: Session, talk: Talk, plan: Plan | None) -> None:
        self.session = session
        self.talk = talk
        self.plan = plan
        self.scenario = session.scenario
        self.warned = False
        self._past: tuple[int, Past] | None = None
        self._forecasts: dict[tuple[str, int], Forecast] = {}
        self.commands: dict[str, Callable[[str], None]] = {
            "show": self.show,
            "set": self.set,
            "lock": self.lock,
            "unlock": self.unlock,
            "region": self.region,
            "shares": self.shares,
            "follow": self.follow,
            "cards": self.cards,
            "choose": self.choose,
            "forecast": self.forecast,
            "readings": self.readings,
            "effects": self.effects,
            "why": self.why,
            "web": self.web,
            "sign": self.sign,
            "undo": self.undo,
            "redo": self.redo,
            "clear": self.clear,
            "branches": self.branches,
            "goto": self.goto,
            "account": self.account,
            "help": self.help,
            "leaves_out": self.leaves_out,
            "quit": self.quit,
        }

    def play(self) -> None:
        """Ask and answer until the player leaves; EOFError at the end of the input."""
        self.season()
        while True:
            try:
                self.obey(self.talk.ask("> "))
            except Leave:
                return

    def obey(self, line: str) -> None:
        """Carry out one line; what cannot be done is said, and the game stands where it stood."""
        word, _, rest = line.strip().partition(" ")
        if not word:
            return
        try:
            name = entries.one_of(word, dict.fromkeys(self.commands, ()), "command")
            self.commands[name](rest.strip())
        except (WrongInputError, ScenarioError, SaveError) as error:
            self.talk.say(str(error))

    # ---- looking -------------------------------------------------------------------------------

    def season(self) -> None:
        """Where the game stands now: the season's desk, or the end."""
        self.warned = False
        self._forecasts.clear()
        teller = self.talk.teller
        if self.session.over:
            if not self.session.fallen:
                teller.war(self.session)
            teller.reckoning(self.session, self.past)
            self.say("over")
            return
        teller.desk(self.session, self.past)
        if self.plan is not None:
            self.take(self.plan)
        self.say("prompt")

    @property
    def past(self) -> Past:
        """All that has been played, gathered once a turn."""
        at = self.session.branches.at
        if self._past is None or self._past[0] != at:
            self._past = at, past(self.session)
        return self._past[1]

    def show(self, name: str) -> None:
        """The season's levers, a page of them, or one."""
        self.undecided_season()
        pages = self.talk.teller.pages(self.session)
        if not name:
            self.talk.teller.levers(self.scenario, pages)
            return
        ways = {page.id: (page.label,) for page in pages}
        try:
            page = entries.one_of(name, ways, "page")
        except WrongInputError:
            spec = self.lever(name)
            self.talk.teller.lever(self.scenario, self.view(spec))
            return
        self.talk.teller.levers(self.scenario, [each for each in pages if each.id == page])

    def readings(self, _: str) -> None:
        """The state of the Union."""
        self.undecided_season()
        self.talk.teller.readings(self.session, self.past, self.seen(QUICK))

    def effects(self, typed: str) -> None:
        """What a step of each lever would change by the years ahead: the three verdicts, or one reading."""
        self.undecided_season()
        view = effects(asked(self.session))
        ways = {name: (label,) for name, label in view.readings[1:]}
        chosen = (entries.one_of(typed, ways, "reading"),) if typed else VERDICTS
        for line in lines(view, chosen, self.scenario.words("effects.doubted")):
            self.talk.teller.row(line) if line.startswith(" ") else self.talk.say(line)

    def shares(self, _: str) -> None:
        """The harvest region by region."""
        self.harvest_season()
        self.talk.teller.shares(self.session, self.past)

    def cards(self, _: str) -> None:
        """The events on the table."""
        self.undecided_season()
        self.talk.teller.cards(self.session)

    def forecast(self, _: str) -> None:
        """What may come of the draft."""
        self.undecided_season()
        self.talk.teller.forecast(self.session, self.past, self.seen(FULL))

    def why(self, typed: str) -> None:
        """How a figure came about."""
        run = run_of(self.session)
        figure, beside = asking.understood(run, typed)
        view = ledger_view(run, figure, beside, most=asking.SETS)
        for line in asking.sentences(view):
            self.talk.teller.say(line.strip(), line[: len(line) - len(line.lstrip())])

    def account(self, _: str) -> None:
        """The account of the last year."""
        if not any(turn.season == "september" for turn in self.session.turns):
            raise WrongInputError("no year is closed yet", "sign the harvest's orders; then the books close")
        self.talk.teller.account(self.session, self.past)

    def branches(self, _: str) -> None:
        """Every season ever signed."""
        self.talk.teller.branches(self.session)

    def help(self, _: str) -> None:
        """The commands."""
        self.talk.teller.commands(self.scenario, self.commands)

    def web(self, typed: str) -> None:
        """What a quantity reads, what reads it, its equation, and the levers that move it from here."""
        for line in causes.answer(self.session, typed):
            self.talk.teller.row(line) if line.startswith(" ") else self.talk.say(line)

    def leaves_out(self, _: str) -> None:
        """What the model leaves out."""
        self.talk.teller.leaves_out(self.scenario)

    # ---- moving --------------------------------------------------------------------------------

    def set(self, typed: str) -> None:
        """Set a lever and say what that does."""
        self.undecided_season()
        spec, rest = self.lever_and_rest(typed)
        before = self.seen(QUICK)
        self.refuse(self.session.set(spec.id, entries.value(rest, spec, self.scenario)))
        self.session.settle()
        view = self.view(spec)
        self.talk.say(f"{view.label}: {view.words}")
        self.talk.teller.move(self.scenario, Move(spec.id, before, self.seen(QUICK)))

    def lock(self, name: str) -> None:
        """Keep a share where it is."""
        self.session.lock(self.lever(name).id)
        self.say("locked")

    def unlock(self, name: str) -> None:
        """Let a share move with the others."""
        self.session.lock(self.lever(name).id, on=False)
        self.say("unlocked")

    def region(self, typed: str) -> None:
        """Set the share taken in a region."""
        self.harvest_season()
        spec = next(each for each in self.scenario.levers.values() if each.by_region)
        name, _, share = typed.rpartition(" ")
        regions = {region.id: (region.name, region.short) for region in self.scenario.regions}
        region = entries.one_of(name, regions, "region")
        self.refuse(self.session.set_region(region, entries.value(share, spec, self.scenario)))
        self.shares("")

    def follow(self, name: str) -> None:
        """Take this season's orders from a plan."""
        self.undecided_season()
        self.take(find_plan(name or "history", self.scenario))

    def take(self, plan: Plan) -> None:
        """Lay a plan's orders into the draft as far as they are legal from here, and say what was left out."""
        world = self.session.world
        orders = follow(plan)(world)
        left_out = []
        refusal = self.session.set_shares(orders.levers)
        if refusal is not None:
            left_out = [each for lever, given in orders.levers.items() if (each := self.session.set(lever, given))]
        for region, share in orders.by_region.items():
            left_out += [each for each in [self.session.set_region(region, share)] if each]
        for event, choice in orders.choices.items():
            left_out += [each for each in [self.session.choose(event, choice)] if each]
        self.say("followed", plan=plan.title)
        for each in left_out:
            self.say("left_out", reason=refusal_words(self.scenario, each))

    def choose(self, typed: str) -> None:
        """Answer an event: its number and a letter."""
        self.undecided_season()
        asked = self.asked()
        number, _, letter = typed.partition(" ")
        if not (number.isdecimal() and 1 <= int(number) <= len(asked)):
            raise WrongInputError(f"there is no event {number or 'without a number'}", "cards lists them; choose 1 b")
        event = asked[int(number) - 1]
        at = ord(letter.strip().lower()) - ord("a") if len(letter.strip()) == 1 else -1
        if not 0 <= at < len(event.choices):
            raise WrongInputError(f"{event.title} has no answer {letter}", f"type choose {number} and a letter")
        self.refuse(self.session.choose(event.id, event.choices[at].id))
        self.talk.say(f"{event.title}: {event.choices[at].label}.")

    def sign(self, _: str) -> None:
        """Sign the season's orders."""
        self.undecided_season()
        unanswered = [event.title for event in self.asked() if event.id not in self.session.draft.choices]
        if unanswered and not self.warned:
            self.warned = True
            self.say("not_answered", events=wording.listed(unanswered))
            return
        turn = self.session.sign()
        if turn.refused:
            for each in turn.refused:
                self.talk.say(refusal_words(self.scenario, each))
            return
        self.say("signed")
        if turn.season == "september":
            self.talk.teller.account(self.session, self.past)
        self.season()

    def undo(self, _: str) -> None:
        """Take back a move or a season."""
        before = self.session.branches.at
        if not self.session.undo():
            self.say("nothing_back")
        elif self.session.branches.at != before:
            self.season()
        else:
            self.say("taken_back")

    def redo(self, _: str) -> None:
        """Do again what was taken back."""
        before = self.session.branches.at
        if not self.session.redo():
            self.say("nothing_again")
        elif self.session.branches.at != before:
            self.season()
        else:
            self.say("done_again")

    def clear(self, _: str) -> None:
        """Let all orders stand."""
        self.session.clear()
        self.say("cleared")

    def goto(self, number: str) -> None:
        """Stand on another season of the tree."""
        try:
            self.session.goto(int(number))
        except (KeyError, ValueError):
            raise WrongInputError(f"there is no season {number}", "branches lists them by number") from None
        self.season()

    def quit(self, _: str) -> None:
        """Leave."""
        raise Leave

    # ---- within --------------------------------------------------------------------------------

    def undecided_season(self) -> None:
        """WrongInputError once the game is over."""
        if self.session.over:
            raise WrongInputError("the last season is signed", "undo goes back to it")

    def harvest_season(self) -> None:
        """WrongInputError unless it is September."""
        self.undecided_season()
        if self.session.world.season != "september":
            raise WrongInputError("the harvest is not known yet", "sign the plan first; it is known in September")

    def seen(self, futures: int) -> Forecast:
        """The forecast of the draft as it stands, made once."""
        draft = self.session.draft
        key = (repr(draft), futures)
        if key not in self._forecasts:
            self._forecasts[key] = self.session.preview(futures)
        return self._forecasts[key]

    def view(self, spec: LeverSpec) -> LeverView:
        """A lever as its desk shows it."""
        pages = self.talk.teller.pages(self.session)
        return next(view for page in pages for view in page.levers if view.id == spec.id)

    def lever(self, name: str) -> LeverSpec:
        """The lever of this season that a name means."""
        world = self.session.world
        ways = {
            spec.id: (self.scenario.words(f"lever.{spec.id}.label"),)
            for spec in self.scenario.levers.values()
            if spec.season == world.season and not spec.by_region
        }
        return self.scenario.levers[entries.one_of(name, ways, "lever")]

    def lever_and_rest(self, typed: str) -> tuple[LeverSpec, str]:
        """The lever that the first words name, and the words after them: the longest name that fits."""
        words = typed.split()
        fault: WrongInputError | None = None
        for at in range(len(words) - 1, 0, -1):
            try:
                return self.lever(" ".join(words[:at])), " ".join(words[at:])
            except WrongInputError as error:
                fault = error
        raise fault or WrongInputError("set what?", "type set, a lever and a value: set investment_rate 14")

    def refuse(self, refusal: Refusal | None) -> None:
        """WrongInputError with the refusal's words where there is one."""
        if refusal is not None:
            raise WrongInputError(refusal_words(self.scenario, refusal))

    def asked(self) -> list[Event]:
        """The events on the table that ask for an answer."""
        found = (events.find(self.scenario, card) for card in self.session.world.cards)
        return [event for event in found if event is not None and event.choices]

    def say(self, key: str, **figures: object) -> None:
        """One of the language file's sentences for the terminal."""
        self.talk.say(self.scenario.words(f"cli.{key}", **figures))
