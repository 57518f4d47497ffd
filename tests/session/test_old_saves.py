"""Games of every format ever released open and yield what they did; their numbers too, while the model is the same."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.model import MODEL
from game.scenario.load import load
from game.scenario.records import Scenario
from game.session import journal
from game.session.records import FORMAT, Signed
from game.session.session import ChangedError, Session
from tests.saves.make_save import FACTS, facts

SAVES = Path(__file__).parents[1] / "saves"
BY_TURN = ("parents", "signed", "levers", "by_region", "choices", "decrees")
FORMATS = sorted(folder for folder in SAVES.iterdir() if (folder / journal.NAME).exists())


def test_every_format_has_its_example() -> None:
    names = [folder.name for folder in FORMATS]
    assert names == [f"format-{number}" for number in range(1, FORMAT + 1)]


def test_the_example_of_format_1_was_written_before_lenses_and_is_read_without_one() -> None:
    """The field came within the format: what lacks it was played through none, and is found by its id alone."""
    file = SAVES / "format-1" / journal.NAME
    assert "lens" not in json.loads(file.read_text(encoding="utf-8").splitlines()[0])
    header = journal.read(file).header
    assert (header.lens, header.reference) == ("", header.scenario)


def test_a_game_played_through_a_lens_asks_for_it_again(scenario: Scenario, tmp_path: Path) -> None:
    seen = load("great_break", lens="deaths_low")
    asked: list[str] = []

    def find(reference: str) -> Scenario:
        asked.append(reference)
        return load(reference)

    with Session.start(seen, tmp_path / "game", seed=1) as game:
        game.sign()
    with Session.resume(tmp_path / "game", find) as game:
        assert game.scenario.lens == "deaths_low"
        assert game.scenario.reference == asked[0] == scenario.through("deaths_low")


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
def test_every_order_of_an_old_game_can_still_be_read(folder: Path) -> None:
    kept = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    contents = journal.read(folder / journal.NAME)
    assert contents.damage is None
    signed = [record for record in contents.records if isinstance(record, Signed)]
    assert {str(record.node): record.parent for record in signed} == kept["parents"]
    assert {str(record.node): [record.year, record.season] for record in signed} == kept["signed"]
    for part in ("levers", "by_region", "choices"):
        assert {str(record.node): dict(getattr(record, part)) for record in signed} == kept[part]
    assert {str(record.node): list(record.decrees) for record in signed} == kept["decrees"]


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
def test_an_old_game_opens_and_yields_what_it_did(scenario: Scenario, tmp_path: Path, folder: Path) -> None:
    kept = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    shutil.copytree(folder, tmp_path / "game")
    with Session.resume(tmp_path / "game", lambda _: scenario, accept="read") as game:
        found = json.loads(json.dumps(facts(game)))
        told = {finding.kind for finding in game.findings}
        fell = [str(node) for node, at in game.branches.nodes.items() if at.turn.fell]
    if kept["model"] == MODEL:
        why = "the same orders give other figures: raise MODEL, then the player is told why"
        assert told <= {"scenario"}, why
        for end, of_world in kept.pop("figures").items():
            assert found["figures"][end] == pytest.approx(of_world, rel=1e-9), why
        del found["figures"]
        assert found == kept
        return
    # Under another model the same orders may bring the government down: what was signed after that is left out,
    # and told; the game stands where it can still be played to, and everything before is as it was signed.
    assert "model" in told
    parents = kept["parents"]
    lost = parents.keys() - found["parents"].keys()
    assert ("refused" in told) == bool(lost)
    for node in lost:
        assert any(before in fell for before in _line(node, parents)), f"turn {node} is lost, and no fall is the cause"
    for part in BY_TURN:
        assert found[part] == {node: was for node, was in kept[part].items() if node not in lost}
    assert str(found["at"]) == next(node for node in _line(str(kept["at"]), parents) if node not in lost)


def _line(node: str, parents: dict[str, int]) -> Iterator[str]:
    """A turn and those before it, the last first."""
    while node in parents:
        yield node
        node = str(parents[node])


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
def test_whoever_opens_an_old_game_is_told_what_changed_and_may_choose(
    scenario: Scenario, tmp_path: Path, folder: Path
) -> None:
    shutil.copytree(folder, tmp_path / "game")
    before = (tmp_path / "game" / journal.NAME).read_bytes()
    with pytest.raises(ChangedError) as raised:
        Session.resume(tmp_path / "game", lambda _: scenario)
    said = " ".join(finding.text for finding in raised.value.findings)
    assert "scenario" in said
    assert ("government now falls" in said) == any(finding.kind == "refused" for finding in raised.value.findings)
    assert (tmp_path / "game" / journal.NAME).read_bytes() == before, "nothing is written before the player has chosen"


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
def test_an_old_game_can_be_played_on(scenario: Scenario, tmp_path: Path, folder: Path) -> None:
    before = (folder / journal.NAME).read_bytes()
    shutil.copytree(folder, tmp_path / "game")
    with Session.resume(tmp_path / "game", lambda _: scenario, accept="replayed") as game:
        if game.over:
            assert game.fallen, "no example was kept at its end"
            game.undo()
        count = len(game.branches.nodes)
        assert not game.sign().refused
        assert len(game.branches.nodes) == count + 1
        at = game.branches.at
    with Session.resume(tmp_path / "game", lambda _: scenario) as game:
        assert len(game.branches.nodes) == count + 1
        assert game.branches.at == at
    kept = [path for path in (tmp_path / "game").iterdir() if path.name.startswith("journal.")]
    assert any(path.read_bytes().startswith(before) for path in kept), "what was on disk is still there"
