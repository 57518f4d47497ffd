"""Any mix of orders, turns, steps, branches, closing and resuming: replay equals play."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from game.rules.orders import Orders, judge
from game.rules.turn import play
from game.rules.world import World, begin
from game.scenario.load import load
from game.scenario.records import Scenario
from game.session import journal, seats
from game.session.records import Moved, Signed
from game.session.session import Session
from tests.session.conditions import same

SCENARIO = load("great_break")
START = 0


def find(name: str) -> Scenario:
    assert name == SCENARIO.id
    return SCENARIO


class Game(RuleBasedStateMachine):
    """Plays a session beside a plain dictionary of worlds, which the rules alone have made."""

    @initialize(seed=st.integers(0, 2**53), luck=st.sampled_from(["history", "drawn"]))
    def begin(self, seed: int, luck: str) -> None:
        self.folder = Path(tempfile.mkdtemp())
        chosen = "history" if luck == "history" else "drawn"
        self.session = Session.start(SCENARIO, self.folder, seed=seed, luck=chosen)  # type: ignore[arg-type]
        self.worlds: dict[int, World] = {START: begin(SCENARIO, seed=seed, luck=chosen, caretaker=False)}  # type: ignore[arg-type]
        self.parents: dict[int, int] = {}
        self.at = START
        self.steps = 0

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        levers = [spec.id for spec in SCENARIO.levers.values() if not spec.by_region]
        lever = data.draw(st.sampled_from(levers))
        low, high = self.session.reach(lever)
        value = data.draw(st.floats(min(low, high), max(low, high)) | st.floats())
        before = self.session.draft
        if self.session.set(lever, value) is not None:
            assert self.session.draft is before

    @rule(region=st.sampled_from([region.id for region in SCENARIO.regions]), share=st.floats())
    def take(self, region: str, share: float) -> None:
        self.session.set_region(region, share)

    @rule(on=st.booleans(), lever=st.sampled_from(sorted(SCENARIO.levers)))
    def lock(self, lever: str, on: bool) -> None:
        self.session.lock(lever, on=on)

    @rule()
    def clear(self) -> None:
        self.session.clear()
        assert self.session.draft == Orders()

    @precondition(lambda self: not self.session.over)
    @rule(seed=st.integers(0, 1000))
    def wander(self, seed: int) -> None:
        self.session.propose(seats.wandering(SCENARIO, seed).decide(self.session.world))

    @precondition(lambda self: not self.session.over)
    @rule(count=st.integers(1, 9))
    def sign(self, count: int) -> None:
        for _ in range(count):
            if self.session.over:
                return
            draft = self.session.draft
            turn = self.session.sign()
            assert not turn.refused, turn.refused
            self.parents[len(self.worlds)] = self.at
            self.worlds[len(self.worlds)] = play(SCENARIO, self.worlds[self.at], draft).world
            self.at = len(self.worlds) - 1
            self.steps += 1

    @rule()
    def undo(self) -> None:
        moved = self.session.undo()
        if self.session.branches.at != self.at:
            assert moved
            self.at = self.parents[self.at]
            self.steps += 1

    @rule()
    def redo(self) -> None:
        moved = self.session.redo()
        if self.session.branches.at != self.at:
            assert moved
            assert self.parents[self.session.branches.at] == self.at
            self.at = self.session.branches.at
            self.steps += 1

    @rule(data=st.data())
    def goto(self, data: st.DataObject) -> None:
        self.at = data.draw(st.sampled_from(sorted(self.worlds)))
        self.session.goto(self.at)
        self.steps += 1

    @rule()
    def close_and_resume(self) -> None:
        left = self.session.branches
        self.session.close()
        self.session = Session.resume(self.folder, find)
        assert self.session.findings == ()
        assert self.session.branches.at == left.at
        assert self.session.branches.walked == left.walked
        assert self.session.draft == Orders()
        for node, world in self.worlds.items():
            if node != START:
                assert same(self.session.branches.nodes[node].turn.world, world)

    @invariant()
    def stands_where_the_orders_lead(self) -> None:
        assert self.session.branches.at == self.at
        assert same(self.session.world, self.worlds[self.at])

    @invariant()
    def draft_can_be_signed(self) -> None:
        assert self.session.over or judge(SCENARIO, self.session.world, self.session.draft) == ()

    @invariant()
    def journal_has_every_step(self) -> None:
        records = journal.read(self.folder / journal.NAME).records
        assert len(records) == self.steps
        assert all(isinstance(record, Signed | Moved) for record in records)

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            shutil.rmtree(self.folder)


Game.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestGame = Game.TestCase
