"""Kill a game at random moments, resume it, and see that nothing signed was lost.

    python tests/kill/kill_game.py --times 100 [--seed 1]

A child process plays with a wandering bot, steps back and forth and branches, and says through a pipe
what it is about to do and what it has done. It is killed (SIGKILL) at a random moment, sometimes while
it is still starting. Then the game is resumed here: every step that was reported done must be in the
journal, at most the one under way may be there besides, and the world must be, bit for bit, the one
that the reported orders lead to when they are played from the start by the rules alone.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import IO, Any

# ruff: noqa: E402, S311, T201 - it must run from a checkout, its luck is no secret, and it reports by printing
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from game.rules.turn import play
from game.rules.world import World, begin
from game.scenario.load import load
from game.scenario.records import Scenario
from game.session import journal
from game.session.records import Moved, Signed, unset_as_null
from game.session.replay import orders_of
from game.session.seats import wandering
from game.session.session import Session
from tests.session.conditions import same

SCENARIO = "great_break"
ENOUGH_TURNS = 400  # then another game is begun
Step = dict[str, Any]


def say(word: str, **step: object) -> None:
    """One line to whoever listens, at once."""
    print(json.dumps({"word": word, **step}), flush=True)


def child(folder: Path, seed: int) -> None:
    """Play until killed, telling every step before and after it is taken."""
    luck = Random(seed)
    if (folder / journal.NAME).exists():
        session = Session.resume(folder, load)
    else:
        session = Session.start(load(SCENARIO), folder, seed=seed % 1000, luck=luck.choice(["history", "drawn"]))
    say("ready")
    while True:
        wish = luck.random()
        tree = session.branches
        if (session.over or wish < 0.1) and tree.nodes:
            step(session, "goto", luck.choice([0, *tree.nodes]))
        elif wish < 0.25:
            step(session, "undo", tree.back().at)
        elif wish < 0.35:
            step(session, "redo", tree.forward().at)
        elif not session.over:
            orders = wandering(session.scenario, luck.randrange(10**6)).decide(session.world)
            facts = {"parent": tree.at, "year": session.world.year, "season": session.world.season}
            told = {"levers": unset_as_null(orders.levers), "choices": dict(orders.choices), **facts}
            session.clear()
            session.propose(orders)
            say("about", kind="order", **told)
            turn = session.sign()
            if turn.refused:
                raise SystemExit(f"the bot's orders were refused: {turn.refused}")
            say("done", kind="order", **told)


def step(session: Session, kind: str, node: int) -> None:
    """A step through the tree, if it leads anywhere."""
    if node == session.branches.at:
        return
    say("about", kind=kind, node=node)
    if kind == "goto":
        session.goto(node)
    else:
        # A draft's moves come first; a turn undone leaves its orders as the draft, without moves.
        assert session.undo() if kind == "undo" else session.redo()
    say("done", kind=kind, node=node)


@dataclass
class Told:
    """What a child said before it died."""

    ready: bool = False
    done: list[Step] = field(default_factory=list)
    under_way: Step | None = None


def killed(folder: Path, luck: Random, seed: int) -> Told:
    """Start a child on a game, kill it at a random moment, and give what it had said."""
    command = [sys.executable, str(Path(__file__).resolve()), "--child", str(folder), "--seed", str(seed)]
    heard: list[bytes] = []
    ready = threading.Event()

    def listen(pipe: IO[bytes]) -> None:
        # All the while, for a child whose pipe is full would stop and always be killed in the same place.
        for line in pipe:
            heard.append(line)
            ready.set()
        ready.set()

    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT)
        assert process.stdout is not None
        listener = threading.Thread(target=listen, args=(process.stdout,))
        listener.start()
        if luck.random() < 0.2:
            time.sleep(luck.uniform(0, 1.5))
        else:
            ready.wait(60)
            time.sleep(luck.uniform(0, 0.5))
        ended = process.poll()
        process.kill()
        process.wait()
        listener.join()
        process.stdout.close()
        if ended is not None:
            errors.seek(0)
            raise SystemExit(f"the child ended by itself: {errors.read().decode()}")
    told = Told()
    for line in heard:
        if not line.endswith(b"\n"):  # cut short by the kill
            break
        said = json.loads(line)
        word = said.pop("word")
        told.ready = told.ready or word == "ready"
        if word == "about":
            told.under_way = said
        elif word == "done":
            assert said == told.under_way
            told.done.append(said)
            told.under_way = None
    return told


def plain(record: object) -> Step:
    """A journal's record as the child tells it."""
    if isinstance(record, Signed):
        facts = {"parent": record.parent, "year": record.year, "season": record.season}
        return {"kind": "order", "levers": record.levers, "choices": record.choices, **facts}
    assert isinstance(record, Moved)
    return {"kind": record.kind, "node": record.node}


def led_to(scenario: Scenario, opening: World, steps: list[Step]) -> World:
    """The world that told steps lead to, by the rules alone."""
    worlds, at = [opening], 0
    for each in steps:
        if each["kind"] == "order":
            assert each["parent"] == at
            record = Signed(
                node=len(worlds), by_region={}, decrees=(), world={}, scripted=False,
                **{name: value for name, value in each.items() if name != "kind"},
            )  # fmt: skip
            worlds.append(play(scenario, worlds[at], orders_of(record)).world)
            at = len(worlds) - 1
        else:
            at = each["node"]
    return worlds[at]


def check(folder: Path, before: list[Step], told: Told) -> list[Step]:
    """The steps now on disk; AssertionError where one that was told is missing, or the world is another."""
    if not (folder / journal.NAME).exists():
        assert not told.ready, "a game that was ready to play is gone"
        assert not before, "a game that was there is gone"
        return []
    kept = [plain(record) for record in journal.read(folder / journal.NAME).records]
    expected = [*before, *told.done]
    assert kept[: len(expected)] == expected, "a step that was told is not on disk"
    beyond = kept[len(expected) :]
    assert beyond in ([], [told.under_way]), "the journal holds a step that nobody took"
    with contextlib.closing(Session.resume(folder, load)) as session:
        opening = begin(session.scenario, seed=session.header.seed, luck=session.header.luck, caretaker=False)
        assert same(session.world, led_to(session.scenario, opening, kept)), "the world is not what the orders lead to"
    return kept


@dataclass
class Tally:
    """What a series of kills came to."""

    kills: int = 0
    steps: int = 0
    games: int = 0
    under_way: int = 0
    kept_though_untold: int = 0


def campaign(times: int, seed: int, folder: Path) -> Tally:
    """Kill so many times, game after game; AssertionError at the first loss."""
    luck = Random(seed)
    tally = Tally(games=1)
    game, kept = folder / "game-1", list[Step]()
    for kill in range(times):
        told = killed(game, luck, seed * 10_000 + kill)
        after = check(game, kept, told)
        tally.kills += 1
        tally.steps += len(told.done)
        tally.under_way += told.under_way is not None
        tally.kept_though_untold += len(after) - len(kept) - len(told.done)
        kept = after
        if sum(each["kind"] == "order" for each in kept) > ENOUGH_TURNS:
            tally.games += 1
            game, kept = folder / f"game-{tally.games}", []
    return tally


def main() -> None:
    """Read the command line and do as it says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child is not None:
        child(wanted.child, wanted.seed)
        return
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        tally = campaign(wanted.times, wanted.seed, Path(folder))
    print(
        f"{tally.kills} kills in {time.perf_counter() - begun:.0f} s, {tally.games} games, {tally.steps} steps told, "
        f"{tally.under_way} under way when killed ({tally.kept_though_untold} of them already on disk): none lost"
    )


if __name__ == "__main__":
    main()
