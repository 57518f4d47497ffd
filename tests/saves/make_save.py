"""Play the game that is kept as an example of a save format, and write down what it must yield for ever.

    python tests/saves/make_save.py

Writes tests/saves/format-<n>/ of today's format: journal.jsonl as the game writes it, and facts.json.
A format once released keeps its folder; only a format that has none is written, unless --again is
given, which is for the time before a release, when the model's numbers still move.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

# ruff: noqa: E402, T201 - it must run from a checkout, and it reports by printing
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from game.scenario.load import load
from game.session import journal, seats
from game.session.records import FORMAT, unset_as_null
from game.session.replay import digest
from game.session.session import Session

FACTS = "facts.json"
LAST = 1938
MOMENT = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)


def example(folder: Path) -> None:
    """A game with a line of every kind: a plan's years with its decrees, branches, a change of scenario, an end."""
    scenario = load("great_break")
    older = dataclasses.replace(scenario, version="0.9", fingerprint="0" * 64)
    plan, bot = seats.scripted(scenario.plans["history"]), seats.wandering(scenario, 1930)
    with Session.start(older, folder, seed=1930, luck="drawn", nickname="Вера", now=MOMENT) as game:
        for _ in range(11):
            game.let(plan)
        for _ in range(3):
            game.undo()
        game.redo()
    with Session.resume(folder, lambda _: scenario, accept="replayed") as game:
        game.set_region(scenario.regions[0].id, 0.25)
        game.set("relief", 1.0)
        game.set("procurement", 12.0)
        game.set("procurement", math.nan)
        game.sign()
        while not game.over:
            game.let(bot)
        game.goto(11)
        while game.world.year < LAST:
            game.let(plan)
        game.goto(10)
        game.goto(max(game.branches.nodes))


def facts(game: Session) -> dict[str, object]:
    """What the example must yield whatever becomes of the format: its tree, its orders, where it stands."""
    tree = game.branches
    turns = [(str(node), tree.nodes[node].turn) for node in sorted(tree.nodes)]
    return {
        "scenario": game.header.scenario,
        "model": game.header.model,
        "nickname": game.header.nickname,
        "created": game.header.created,
        "at": tree.at,
        "stands": [game.world.year, game.world.season],
        "parents": {str(node): tree.nodes[node].parent for node in tree.nodes},
        "signed": {node: [turn.year, turn.season] for node, turn in turns},
        "levers": {node: unset_as_null(turn.orders.levers) for node, turn in turns},
        "by_region": {node: unset_as_null(turn.orders.by_region) for node, turn in turns},
        "choices": {node: dict(turn.orders.choices) for node, turn in turns},
        "decrees": {node: list(turn.orders.decrees) for node, turn in turns},
        "figures": {str(end): dict(digest(tree.nodes[end].turn.world)) for end in tree.ends()},
    }


def main() -> None:
    """Write the example of today's format."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--again", action="store_true", help="write it anew although it is there")
    kept = Path(__file__).parent / f"format-{FORMAT}"
    if (kept / journal.NAME).exists() and not parser.parse_args().again:
        raise SystemExit(f"{kept} is there already")
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "game"
        example(folder)
        with Session.resume(folder, load, accept="read") as game:
            found = facts(game)
        kept.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / journal.NAME, kept / journal.NAME)
    text = json.dumps(found, ensure_ascii=False, indent=1)
    (kept / FACTS).write_text(text + "\n", encoding="utf-8")
    print(f"{kept} is written")


if __name__ == "__main__":
    main()
