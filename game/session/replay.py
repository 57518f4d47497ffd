"""Replay: a journal's orders played again, and every way in which the outcome is not what it says.

Orders are the truth. Each turn is played from its recorded parent and its world compared with the
key figures in its line, within a billionth. A change of model, of scenario or of figures is told,
never hidden and never fatal: whoever opens the game chooses whether to go on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from game.model import MODEL
from game.model.quantity import pick, total
from game.rules.orders import Orders
from game.rules.turn import Turn, play
from game.rules.world import World, begin
from game.scenario.records import Scenario
from game.session.history import START, History
from game.session.journal import Contents
from game.session.records import Accepted, Header, Moved, Signed, null_as_unset

CLOSE = 1e-9

# One or two of every block of the model: a change in any equation soon shows in one of them.
FIGURES = (
    "people.rural",
    "people.urban",
    "herds.horses",
    "herds.cattle",
    "fields.tractor_power",
    "campaign.resistance",
    "granary.state_grain",
    "granary.village_grain",
    "living.spring_food",
    "building.heavy_capital",
    "labour.skill",
    "production.product_before",
    "munitions.arms_before",
    "accounts.real_wage",
    "trade.debt",
    "order.camps",
    "order.consent",
    "government.fallen",
    "army.arms",
    "army.officers",
)
HARVEST = "fields.harvest"

Kind = Literal["torn", "model", "scenario", "figures", "refused", "damaged"]
HARMLESS: frozenset[Kind] = frozenset({"torn"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which a saved game is not what it was: its kind, where, in plain words, and the figures (was, is)."""

    kind: Kind
    line: int
    text: str
    figures: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Replay:
    """A saved game played again: its tree as far as it could be played, and what was found on the way.

    `highest` is the highest number ever given to a turn, among them those that can no longer be played.
    """

    history: History[Turn]
    findings: tuple[Finding, ...]
    highest: int

    @property
    def exact(self) -> bool:
        """Whether the game is in every respect what it was."""
        return all(finding.kind in HARMLESS for finding in self.findings)


def opening(scenario: Scenario, header: Header) -> World:
    """The world in which a recorded game began."""
    return begin(scenario, seed=header.seed, luck=header.luck, caretaker=False)


def digest(world: World) -> Mapping[str, float]:
    """Key figures of a world, summed over regions, by which a replay is known to be the same."""
    arrays = {path: pick(world.state, path) for path in FIGURES}
    if world.spring is not None:
        arrays[HARVEST] = pick(world.spring, HARVEST)
    return MappingProxyType(
        {path: float(total(array)[0] if array.ndim > 1 else array[0]) for path, array in arrays.items()}
    )


def orders_of(turn: Signed) -> Orders:
    """The orders that a line of the journal holds."""
    return Orders(
        levers=MappingProxyType(null_as_unset(turn.levers)),
        by_region=MappingProxyType(null_as_unset(turn.by_region)),
        choices=MappingProxyType(turn.choices),
        decrees=turn.decrees,
    )


def replay(contents: Contents, scenario: Scenario) -> Replay:
    """Every turn of a journal played again under the scenario as it is now, and every step through them."""
    return _Player(contents, scenario).play()


class _Player:
    """Walks a journal once. Turns that can no longer be played stand for the last one before them that can."""

    def __init__(self, contents: Contents, scenario: Scenario) -> None:
        self.contents = contents
        self.scenario = scenario
        self.start = opening(scenario, contents.header)
        self.tree: History[Turn] = History()
        self.stands_for = {START: START}
        self.findings: list[Finding] = []
        self.moved: list[Finding] = []
        self.told = (contents.header.model, contents.header.fingerprint, contents.header.version)

    def play(self) -> Replay:
        for line, record in enumerate(self.contents.records, start=2):
            sound = self._signed(line, record) if isinstance(record, Signed) else self._step(record)
            if not sound:
                self._find("damaged", line, "the line speaks of a turn that is not there")
                break
        self._changes()
        if self.contents.damage is not None:
            self._find("damaged", self.contents.damage.line, self.contents.damage.text)
        if self.contents.torn:
            last = len(self.contents.records) + 2
            self._find("torn", last, "the last line was cut short before it was signed, and counts for nothing")
        return Replay(self.tree, tuple(self.findings), max(self.stands_for))

    def _signed(self, line: int, record: Signed) -> bool:
        if record.node in self.stands_for or record.parent not in self.stands_for:
            return False
        parent = self.stands_for[record.parent]
        if parent != record.parent:
            self.stands_for[record.node] = parent  # a branch of a turn that can no longer be played
            self.tree = self.tree.goto(parent)
            return True
        before = self.tree.nodes[parent].turn.world if parent != START else self.start
        turn = play(self.scenario, before, orders_of(record), scripted=record.scripted)
        if turn.refused:
            self._find("refused", line, f"{_when(record)}: {_why(before, turn)}")
            self.stands_for[record.node] = parent
            self.tree = self.tree.goto(parent)
            return True
        self._compare(line, record, turn)
        self.tree = self.tree.goto(parent).add(turn, record.node)
        self.stands_for[record.node] = record.node
        return True

    def _step(self, record: Moved | Accepted) -> bool:
        if isinstance(record, Accepted):
            # What had moved until then was seen and accepted; only what moved since is told again.
            self.told = (record.model, record.fingerprint, record.version)
            self.moved.clear()
            self.findings.clear()
            return True
        if record.node not in self.stands_for:
            return False
        # Going to a node is what a step back or forth comes to: the way there is the branch last walked.
        self.tree = self.tree.goto(self.stands_for[record.node])
        return True

    def _compare(self, line: int, record: Signed, turn: Turn) -> None:
        now = digest(turn.world)
        figures = {
            name: (was, now.get(name, math.nan))
            for name, was in record.world.items()
            if not math.isclose(was, now.get(name, math.nan), rel_tol=CLOSE, abs_tol=CLOSE * CLOSE)
        }
        if figures or (turn.year, turn.season) != (record.year, record.season):
            text = f"{_when(record)}: the outcome is no longer what it was"
            self.moved.append(Finding("figures", line, text, MappingProxyType(figures)))

    def _changes(self) -> None:
        model, fingerprint, version = self.told
        if model != MODEL:
            self._find("model", 1, f"the game was played on model {model}; this program has model {MODEL}")
        if fingerprint != self.scenario.fingerprint:
            versions = f"version {version}, now {self.scenario.version}"
            self._find("scenario", 1, f"the scenario {self.scenario.id} has changed since ({versions})")
        if self.moved:
            first = self.moved[0]
            turns = f"{len(self.moved)} of {len(self.tree.nodes)} turns"
            self.findings.append(Finding("figures", first.line, f"{first.text} ({turns})", first.figures))

    def _find(self, kind: Kind, line: int, text: str) -> None:
        self.findings.append(Finding(kind, line, text))


def _why(before: World, turn: Turn) -> str:
    """Why a turn can no longer be played, in plain words."""
    if before.fallen:
        return "there is nothing left to order, for the government now falls before; that turn is left out"
    return f"the rules now refuse the orders ({turn.refused[0].code})"


def _when(record: Signed) -> str:
    return f"{record.season.capitalize()} {record.year}"
