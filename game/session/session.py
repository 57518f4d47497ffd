"""Session: a game being played. The only mutable object of the core.

Nothing is changed that is not first on disk: signing, stepping back and forth and going to another
branch append to the journal, and only when that has returned does the game move. Where the disk
refuses, a SaveError says why and the session stands where it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Self

from game.model import MODEL
from game.model.war import Campaign
from game.rules.deciding import Deciding, deciding
from game.rules.orders import Orders, Refusal, judge
from game.rules.turn import Turn, play, war
from game.rules.world import World
from game.rules.world import futures as seen_by
from game.scenario.problem import ScenarioError
from game.scenario.records import Luck, Scenario
from game.session import draft as drafts
from game.session import journal
from game.session.history import START, History
from game.session.journal import Contents, Journal, SaveError
from game.session.lock import Lock
from game.session.preview import Forecast, forecast
from game.session.records import Accepted, Header, Moved, Signed, unset_as_null
from game.session.replay import Finding, Replay, digest, opening, replay
from game.session.seats import Seat

Accept = Literal["exact", "replayed", "read"]
LONGEST_NICKNAME = 60


class ChangedError(SaveError):
    """A saved game that is not what it was; `findings` say how. The player may open it all the same."""

    def __init__(self, folder: Path, findings: tuple[Finding, ...]) -> None:
        what = "; ".join(finding.text for finding in findings)
        super().__init__(folder, what, "open it as it now plays, or open it only to read")
        self.findings = findings


@dataclass(frozen=True, slots=True)
class _Move:
    """A draft and what was moved to reach it, so that one drag of a slider is one move."""

    draft: Orders
    subject: str


class Session:
    """One game: its scenario, its tree of turns, the draft of the next orders, and its journal."""

    def __init__(
        self,
        scenario: Scenario,
        folder: Path,
        header: Header,
        replayed: Replay,
        book: Journal | None,
        lock: Lock | None,
    ) -> None:
        self.scenario = scenario
        self.folder = folder
        self.header = header
        self.findings = replayed.findings
        self.locked: frozenset[str] = frozenset()
        self._history = replayed.history
        self._highest = replayed.highest
        self._opening = opening(scenario, header)
        self._book = book
        self._lock = lock
        self._fresh()

    @classmethod
    def start(
        cls,
        scenario: Scenario,
        folder: Path,
        *,
        seed: int = 1,
        luck: Luck | None = None,
        nickname: str = "",
        now: datetime | None = None,
    ) -> Self:
        """A new game in a folder of its own, which is made. SaveError where it cannot be kept there."""
        header = Header(
            scenario=scenario.id,
            title=scenario.title,
            first_year=scenario.first_year,
            last_year=scenario.last_year,
            version=scenario.version,
            fingerprint=scenario.fingerprint,
            model=MODEL,
            seed=seed,
            luck=luck or scenario.luck,
            nickname="".join(letter for letter in nickname if letter.isprintable())[:LONGEST_NICKNAME],
            lens=scenario.lens,
            created=(now or datetime.now().astimezone()).isoformat(timespec="seconds"),
        )
        journal.make_folder(folder)
        lock = Lock(folder)
        try:
            book = Journal.create(folder, header)
        except SaveError:
            lock.release()
            raise
        return cls(scenario, folder, header, Replay(History(), (), START), book, lock)

    @classmethod
    def resume(cls, folder: Path, find: Callable[[str], Scenario], *, accept: Accept = "exact") -> Self:
        """A saved game as it was left; `find` gives the scenario of an id.

        A game played through a lens asks for it behind the id (`great_break@tauger`).
        ChangedError where model, scenario or outcome is no longer what it was, unless the player has
        accepted to go on with the game as it now plays (`replayed`) or only to look (`read`).
        SaveError where the game cannot be read, or is open in another window.
        """
        path = folder / journal.NAME
        if accept == "read":
            contents = journal.read(path)
            scenario = _scenario(path, contents.header, find)
            return cls(scenario, folder, contents.header, replay(contents, scenario), None, None)
        journal.need(path)
        lock = Lock(folder)
        try:
            contents = journal.read(path)
            scenario = _scenario(path, contents.header, find)
            replayed = replay(contents, scenario)
            book = _reopened(contents, scenario, replayed, accept)
        except BaseException:
            lock.release()
            raise
        return cls(scenario, folder, contents.header, replayed, book, lock)

    # ---- where the game stands -----------------------------------------------------------------

    @property
    def world(self) -> World:
        """The world at the start of the season that is now to be decided."""
        here = self._history.here
        return here.turn.world if here else self._opening

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns from the start to here."""
        return self._history.turns()

    @property
    def branches(self) -> History[Turn]:
        """The whole tree of turns."""
        return self._history

    @property
    def over(self) -> bool:
        """Whether the last turn is signed: only the invasion is left, or the government has fallen."""
        return self.world.over

    @property
    def fallen(self) -> bool:
        """Whether the game ended because its government fell; then there is no campaign."""
        return self.world.fallen

    @property
    def read_only(self) -> bool:
        """Whether the game was opened only to read; then nothing can be signed."""
        return self._book is None

    def levers(self) -> Mapping[str, float]:
        """Every national lever with the draft over what is in force, not-a-number where unset."""
        return drafts.in_force(self.world, self.draft)

    def regions(self) -> Mapping[str, float]:
        """The shares of the harvest ordered region by region, with the draft over what is in force."""
        return MappingProxyType({**self.world.by_region, **self.draft.by_region})

    def reach(self, lever: str) -> tuple[float, float]:
        """The lowest and highest value that a lever may be set to now. KeyError where there is no such lever."""
        return drafts.reach(self.scenario, self.world, self.draft, lever, self.locked, scripted=self.scripted)

    # ---- the draft -----------------------------------------------------------------------------

    @property
    def draft(self) -> Orders:
        """The orders not yet signed."""
        return self._moves[-1].draft if self._moves else self._base

    def set(self, lever: str, value: float) -> Refusal | None:
        """Set a lever; not-a-number unsets one that may be unset. Shares make room for one another."""
        after = drafts.set_lever(
            self.scenario, self.world, self._before(lever), lever, value, self.locked, scripted=self.scripted
        )
        return self._try(lever, after)

    def set_shares(self, shares: Mapping[str, float]) -> Refusal | None:
        """Set several levers at once, as they are: the shares of a group must sum to 1."""
        return self._try("", drafts.with_levers(self.draft, shares))

    def set_region(self, region: str, share: float) -> Refusal | None:
        """Set the share of a region's harvest to be taken; not-a-number leaves it to the rule."""
        subject = f"region {region}"
        return self._try(subject, drafts.with_regions(self._before(subject), {region: share}))

    def choose(self, event: str, choice: str) -> Refusal | None:
        """Answer a card on the table."""
        return self._try("", drafts.with_choice(self.draft, event, choice))

    def decree(self, lever: str, *, on: bool = True) -> Refusal | None:
        """Lift the pace of a lever for this year, where an event allows it, or let it stand again."""
        return self._try("", drafts.with_decree(self.draft, lever, on=on))

    def propose(self, orders: Orders, *, scripted: bool = False) -> None:
        """Take orders as the draft, whole; signing judges them.

        Where they are `scripted`, a plan's, its own decrees hold until this season is signed.
        """
        self._push("", orders)
        self.scripted = scripted

    def clear(self) -> None:
        """Let all orders stand as they are. One undo brings the draft back."""
        if self.draft != Orders():
            self._push("", Orders())

    def lock(self, lever: str, *, on: bool = True) -> None:
        """Keep a share where it is while others are moved, or no longer."""
        self.locked = self.locked | {lever} if on else self.locked - {lever}
        self._gesture = ""

    def settle(self) -> None:
        """The hand is off the slider: the next move of the same lever is a move of its own."""
        self._gesture = ""

    # ---- turns ---------------------------------------------------------------------------------

    def sign(self, *, scripted: bool | None = None) -> Turn:
        """Play the season under the draft. The turn is on disk when this returns.

        `scripted` says whether a plan's own decrees hold; left out, as the draft was proposed. A refused
        turn carries the reasons and leaves the game as it was. SaveError where the turn could not be
        written; then it is not taken, and the draft is still there.
        """
        scripted = self.scripted if scripted is None else scripted
        turn = play(self.scenario, self.world, self.draft, scripted=scripted)
        if turn.refused:
            return turn
        node = max(self._history.next_id, self._highest + 1)
        self._write(
            Signed(
                node=node,
                parent=self._history.at,
                year=turn.year,
                season=_season(turn),
                scripted=scripted,
                levers=unset_as_null(turn.orders.levers),
                by_region=unset_as_null(turn.orders.by_region),
                choices=dict(turn.orders.choices),
                decrees=turn.orders.decrees,
                world=dict(digest(turn.world)),
            )
        )
        self._history = self._history.add(turn, node)
        self._highest = node
        self._fresh()
        return turn

    def let(self, seat: Seat) -> Turn:
        """Ask a seat for its orders and sign them."""
        self.propose(seat.decide(self.world), scripted=seat.scripted)
        return self.sign()

    def undo(self) -> bool:
        """Take back the draft's last move, or else the last turn, whose orders become the draft.

        The turn keeps its place in the tree. Whether there was anything to take back; SaveError where
        the step could not be written.
        """
        if self._moves:
            self._undone.append(self._moves.pop())
            self._gesture = ""
            return True
        here = self._history.here
        if here is None:
            return False
        self._go("undo", self._history.back())
        self._base = here.turn.orders
        self.scripted = bool(judge(self.scenario, self.world, self._base))  # it took a plan's own decrees
        return True

    def redo(self) -> bool:
        """Make the draft's move again that was last taken back, or else walk on along the branch last walked.

        Whether there was anything to do again: a draft with moves of its own stands in the way of a
        turn. SaveError where the step could not be written.
        """
        if self._undone:
            self._moves.append(self._undone.pop())
            self._gesture = ""
            return True
        ahead = self._history.forward()
        if self._moves or ahead is self._history:
            return False
        self._go("redo", ahead)
        return True

    def goto(self, node: int) -> None:
        """Stand on any turn of the tree, 0 being the start; the draft begins anew.

        KeyError where there is no such turn, SaveError where the step could not be written.
        """
        self._go("goto", self._history.goto(node))

    # ---- what may come -------------------------------------------------------------------------

    def preview(self, futures: int, draft: Orders | None = None) -> Forecast:
        """What may come of the draft, or of another, over many futures; nothing is signed."""
        draft = self.draft if draft is None else draft
        return forecast(self.scenario, self.world, draft, futures, self.turns, scripted=self.scripted)

    def campaign(self, futures: int = 0) -> Campaign:
        """The invasion as it goes in this game, or over so many futures of it. ValueError where the government fell."""
        return war(self.scenario, seen_by(self.world, futures) if futures else self.world)

    def deciding(self, futures: int) -> Deciding:
        """What would decide the invasion, over so many futures of it."""
        return deciding(self.scenario, seen_by(self.world, futures))

    def close(self) -> None:
        """Let go of the game, so that another window may open it. The draft is lost; nothing else is."""
        if self._book is not None:
            self._book.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- within --------------------------------------------------------------------------------

    def _fresh(self) -> None:
        self._base = Orders()
        self.scripted = False
        self._moves: list[_Move] = []
        self._undone: list[_Move] = []
        self._gesture = ""

    def _before(self, subject: str) -> Orders:
        """The draft from which a move starts: a drag starts where the hand took hold."""
        if subject and subject == self._gesture and self._moves:
            return self._moves[-2].draft if len(self._moves) > 1 else self._base
        return self.draft

    def _try(self, subject: str, after: Orders | Refusal) -> Refusal | None:
        if isinstance(after, Refusal):
            return after
        before = self._before(subject)
        refusal = drafts.refused(self.scenario, self.world, before, after, scripted=self.scripted)
        if refusal is None:
            if before is not self.draft:
                self._moves.pop()
            self._push(subject, after)
        return refusal

    def _push(self, subject: str, draft: Orders) -> None:
        self._moves.append(_Move(draft, subject))
        self._undone.clear()
        self._gesture = subject

    def _go(self, kind: Literal["undo", "redo", "goto"], there: History[Turn]) -> None:
        self._write(Moved(kind=kind, node=there.at))
        self._history = there
        self._fresh()

    def _write(self, record: Signed | Moved) -> None:
        if self._book is None:
            raise SaveError(self.folder, "the game is open only to be read", "open it to play, or start another")
        self._book.append(record)


def _season(turn: Turn) -> Literal["january", "september"]:
    return "january" if turn.season == "january" else "september"


def _reopened(contents: Contents, scenario: Scenario, replayed: Replay, accept: Accept) -> Journal:
    if replayed.exact:
        return Journal.resume(contents)
    if accept == "exact":
        raise ChangedError(contents.path.parent, replayed.findings)
    book = Journal.resume(contents)
    try:
        book.append(Accepted(version=scenario.version, fingerprint=scenario.fingerprint, model=MODEL))
    except SaveError:
        book.close()
        raise
    return book


def _scenario(path: Path, header: Header, find: Callable[[str], Scenario]) -> Scenario:
    try:
        return find(header.reference)
    except (ScenarioError, LookupError, OSError) as error:
        reason = str(error).strip("'\"") or "it is not among the scenarios"
        raise SaveError(
            path, f"its scenario {header.reference} cannot be opened ({reason})", "put it back among the scenarios"
        ) from error
