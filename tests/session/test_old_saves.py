"""Games of every format ever released open and yield what they did; their numbers too, while the model is the same."""

import json
import shutil
from pathlib import Path

import pytest

from game.model import MODEL
from game.scenario.records import Scenario
from game.session import journal
from game.session.records import FORMAT
from game.session.session import Session
from tests.saves.make_save import FACTS, facts

SAVES = Path(__file__).parents[1] / "saves"
FORMATS = sorted(folder for folder in SAVES.iterdir() if (folder / journal.NAME).exists())


def test_every_format_has_its_example() -> None:
    names = [folder.name for folder in FORMATS]
    assert names == [f"format-{number}" for number in range(1, FORMAT + 1)]


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
def test_an_old_game_opens_and_yields_what_it_did(scenario: Scenario, tmp_path: Path, folder: Path) -> None:
    kept = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    shutil.copytree(folder, tmp_path / "game")
    with Session.resume(tmp_path / "game", lambda _: scenario, accept="read") as game:
        found = json.loads(json.dumps(facts(game)))
        figures = found.pop("figures")
        expected = kept.pop("figures")
        assert found == kept
        if kept["model"] == MODEL:
            why = "the same orders give other figures: raise MODEL, then the player is told why"
            assert {finding.kind for finding in game.findings} <= {"scenario"}, why
            for end, of_world in expected.items():
                assert figures[end] == pytest.approx(of_world, rel=1e-9), why
        else:
            assert "model" in {finding.kind for finding in game.findings}


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
def test_an_old_game_can_be_played_on(scenario: Scenario, tmp_path: Path, folder: Path) -> None:
    before = (folder / journal.NAME).read_bytes()
    shutil.copytree(folder, tmp_path / "game")
    with Session.resume(tmp_path / "game", lambda _: scenario, accept="replayed") as game:
        count = len(game.turns)
        assert not game.over
        assert not game.sign().refused
        assert len(game.turns) == count + 1
    with Session.resume(tmp_path / "game", lambda _: scenario) as game:
        assert len(game.turns) == count + 1
    kept = [path for path in (tmp_path / "game").iterdir() if path.name.startswith("journal.")]
    assert any(path.read_bytes().startswith(before) for path in kept), "what was on disk is still there"
