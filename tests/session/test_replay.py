"""A saved game played again: the same to the last bit, or told in what it differs; never a crash, never a deletion."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from game.model import MODEL
from game.rules.orders import Orders
from game.scenario.problem import ScenarioError
from game.scenario.records import Scenario
from game.session import journal, records, seats
from game.session.journal import NAME, SaveError
from game.session.records import Accepted, Header, Signed
from game.session.replay import FIGURES, HARVEST, digest
from game.session.session import ChangedError, Session
from tests.session.conditions import same

Find = Callable[[str], Scenario]


def always(scenario: Scenario) -> Find:
    return lambda _: scenario


def played(scenario: Scenario, folder: Path, turns: int = 5) -> Session:
    """A game of a few turns and two branches, closed again."""
    with Session.start(scenario, folder, seed=7, luck="drawn") as game:
        bot = seats.wandering(scenario, seed=1)
        for _ in range(turns):
            game.let(bot)
        game.undo()
        game.undo()
        game.let(seats.wandering(scenario, seed=2))
        game.goto(turns)
    return game


def rewritten(folder: Path, change: Callable[[records.Plain], records.Plain]) -> None:
    """The game's journal with every line changed and its checksums put right: as another program would have left it."""
    text, check = b"", ""
    for line in (folder / NAME).read_bytes().splitlines():
        body = json.dumps(change(records.read_plain(line)), separators=(",", ":")).encode()
        check = records._checksum(body, check)
        text += body[:-1] + f',"sum":"{check}"}}\n'.encode()
    (folder / NAME).write_bytes(text)


def test_a_game_resumes_as_it_was_left(scenario: Scenario, tmp_path: Path) -> None:
    left = played(scenario, tmp_path)
    with Session.resume(tmp_path, always(scenario)) as again:
        assert again.findings == ()
        assert again.header == left.header
        assert again.branches.at == left.branches.at
        assert again.branches.walked == left.branches.walked
        assert again.branches.nodes.keys() == left.branches.nodes.keys()
        for node in left.branches.nodes:
            assert same(again.branches.nodes[node].turn.world, left.branches.nodes[node].turn.world)


def test_key_figures_cover_every_block_of_the_model(scenario: Scenario, tmp_path: Path) -> None:
    game = played(scenario, tmp_path, turns=3)
    assert game.world.season == "september"
    assert digest(game.world).keys() == {*FIGURES, HARVEST}
    blocks = {field.name for field in dataclasses.fields(game.world.state)}
    assert {path.partition(".")[0] for path in FIGURES} == blocks


def test_a_torn_line_costs_nothing_that_was_signed_and_is_mentioned(scenario: Scenario, tmp_path: Path) -> None:
    left = played(scenario, tmp_path)
    with (tmp_path / NAME).open("ab") as file:
        file.write(b'{"kind":"order","node":7,"par')
    with Session.resume(tmp_path, always(scenario)) as again:
        assert [finding.kind for finding in again.findings] == ["torn"]
        assert same(again.world, left.world)
        again.sign()
    with Session.resume(tmp_path, always(scenario)) as later:
        assert later.findings == ()
        assert len(later.turns) == len(left.turns) + 1


def test_a_game_of_another_model_is_told_and_may_be_played_on(scenario: Scenario, tmp_path: Path) -> None:
    left = played(scenario, tmp_path)
    rewritten(tmp_path, lambda line: {**line, "model": MODEL + 1} if line["kind"] == "game" else line)
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(ChangedError, match=f"played on model {MODEL + 1}") as told:
        Session.resume(tmp_path, always(scenario))
    assert [finding.kind for finding in told.value.findings] == ["model"]
    assert (tmp_path / NAME).read_bytes() == before
    with Session.resume(tmp_path, always(scenario), accept="replayed") as again:
        assert same(again.world, left.world)
        again.sign()
    with Session.resume(tmp_path, always(scenario)) as later:
        assert later.findings == (), "what was accepted is not asked again"


def test_a_changed_scenario_is_told_with_its_versions(scenario: Scenario, tmp_path: Path) -> None:
    played(scenario, tmp_path)
    changed = dataclasses.replace(scenario, fingerprint="0" * 64, version="9")
    with pytest.raises(ChangedError, match=rf"scenario great_break has changed.*{scenario.version}.*9"):
        Session.resume(tmp_path, always(changed))
    with Session.resume(tmp_path, always(changed), accept="read") as looking:
        assert looking.read_only
        assert [finding.kind for finding in looking.findings] == ["scenario"]
        assert len(looking.turns) == 5


def test_figures_that_moved_are_told_with_what_they_were_and_are(scenario: Scenario, tmp_path: Path) -> None:
    played(scenario, tmp_path)

    def dearer(line: records.Plain) -> records.Plain:
        if line["kind"] == "order" and line["node"] == 3:
            line["world"]["herds.horses"] *= 1 + 2e-9
        return line

    rewritten(tmp_path, dearer)
    with pytest.raises(
        ChangedError, match=r"January 1929: the outcome is no longer what it was \(1 of 6 turns\)"
    ) as told:
        Session.resume(tmp_path, always(scenario))
    [finding] = told.value.findings
    assert finding.kind == "figures"
    [(name, (was, now))] = finding.figures.items()
    assert name == "herds.horses"
    assert was == pytest.approx(now * (1 + 2e-9), rel=1e-12)


def test_a_difference_below_a_billionth_is_rounding(scenario: Scenario, tmp_path: Path) -> None:
    played(scenario, tmp_path)

    def rounded(line: records.Plain) -> records.Plain:
        if line["kind"] == "order":
            line["world"] = {name: value * (1 + 5e-10) for name, value in line["world"].items()}
        return line

    rewritten(tmp_path, rounded)
    with Session.resume(tmp_path, always(scenario)) as again:
        assert again.findings == ()


def test_orders_that_the_rules_now_refuse_end_their_branch_and_are_told(scenario: Scenario, tmp_path: Path) -> None:
    played(scenario, tmp_path)

    def bolder(line: records.Plain) -> records.Plain:
        return {**line, "levers": {"investment_rate": 0.9}} if line.get("node") == 3 and "levers" in line else line

    rewritten(tmp_path, bolder)
    with pytest.raises(ChangedError, match="January 1929: the rules now refuse the orders"):
        Session.resume(tmp_path, always(scenario))
    with Session.resume(tmp_path, always(scenario), accept="replayed") as again:
        assert len(again.turns) == 2, "the last turn that can still be played"
        again.sign()
        assert again.branches.at == 7, "a number once given is not given again"
    with Session.resume(tmp_path, always(scenario)) as later:
        assert later.branches.at == 7
        assert later.findings == ()


def test_what_followed_a_turn_that_is_now_refused_is_not_played_from_another(
    scenario: Scenario, tmp_path: Path
) -> None:
    with Session.start(scenario, tmp_path) as game:
        for _ in range(4):
            game.sign()
        game.undo()
        game.undo()
        game.redo()
    rewritten(
        tmp_path,
        lambda line: {**line, "levers": {"relief": -1.0}} if line.get("node") == 2 and "levers" in line else line,
    )
    with Session.resume(tmp_path, always(scenario), accept="read") as again:
        assert again.branches.nodes.keys() == {1}
        assert again.branches.at == 1
        assert [finding.kind for finding in again.findings] == ["refused"]


def test_a_plans_own_decrees_hold_again_when_it_is_replayed(scenario: Scenario, tmp_path: Path) -> None:
    leap = Orders(levers={"arrests": 0.9}, decrees=("arrests",))
    with Session.start(scenario, tmp_path) as game:
        game.propose(leap)
        assert game.sign().refused
        assert not game.sign(scripted=True).refused
    with Session.resume(tmp_path, always(scenario)) as again:
        assert again.findings == ()
        assert again.turns[0].orders == leap


def test_a_damaged_line_is_told_and_what_stands_before_it_can_be_played_on(scenario: Scenario, tmp_path: Path) -> None:
    played(scenario, tmp_path)
    lines = (tmp_path / NAME).read_bytes().splitlines(keepends=True)
    lines[3] = lines[3].replace(b"1929", b"1930")
    spoiled = b"".join(lines)
    (tmp_path / NAME).write_bytes(spoiled)
    with pytest.raises(ChangedError, match="was changed or is out of its place") as told:
        Session.resume(tmp_path, always(scenario))
    assert [(finding.kind, finding.line) for finding in told.value.findings] == [("damaged", 4)]
    assert (tmp_path / NAME).read_bytes() == spoiled
    with Session.resume(tmp_path, always(scenario), accept="replayed") as again:
        assert len(again.turns) == 2
        again.sign()
    assert (tmp_path / "journal.kept-1.jsonl").read_bytes() == spoiled
    with Session.resume(tmp_path, always(scenario)) as later:
        assert len(later.turns) == 3


@pytest.mark.parametrize("stray", [{"node": 2}, {"parent": 44}, {"node": 0}])
def test_a_turn_that_is_out_of_its_place_in_the_tree_is_damage(
    scenario: Scenario, tmp_path: Path, stray: dict[str, int]
) -> None:
    played(scenario, tmp_path)
    rewritten(tmp_path, lambda line: {**line, **stray} if line.get("node") == 4 and "parent" in line else line)
    with pytest.raises(ChangedError, match="a turn that is not there") as told:
        Session.resume(tmp_path, always(scenario))
    assert told.value.findings[-1].kind == "damaged"


def test_orders_of_every_kind_of_nonsense_end_in_a_finding(scenario: Scenario, tmp_path: Path) -> None:
    played(scenario, tmp_path)
    for nonsense in (
        {"levers": {"\u0000": 1e308}},
        {"levers": {"investment_rate": None}},
        {"by_region": {"atlantis": 0.5}},
        {"choices": {"a": "b"}},
        {"decrees": ["arrests"]},
        {"levers": dict.fromkeys(scenario.levers, -1e308)},
    ):
        copy = tmp_path / "copy"
        copy.mkdir(exist_ok=True)
        (copy / NAME).write_bytes((tmp_path / NAME).read_bytes())
        rewritten(copy, lambda line, nonsense=nonsense: {**line, **nonsense} if line["kind"] == "order" else line)  # type: ignore[misc]
        with pytest.raises(ChangedError, match="the rules now refuse"):
            Session.resume(copy, always(scenario))


def test_a_missing_scenario_is_named_with_the_remedy(scenario: Scenario, tmp_path: Path) -> None:
    played(scenario, tmp_path)
    nothing: dict[str, Scenario] = {}
    for find in (nothing.__getitem__, _broken):
        with pytest.raises(SaveError, match=r"its scenario great_break cannot be opened .*put it back") as told:
            Session.resume(tmp_path, find)
        assert not isinstance(told.value, ChangedError)
    with Session.resume(tmp_path, always(scenario)) as again:
        assert len(again.turns) == 5, "a refusal lets go of the lock and leaves the game alone"


def _broken(_: str) -> Scenario:
    raise ScenarioError([])


def test_a_folder_without_a_game_is_left_as_it_is(scenario: Scenario, tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="no longer there"):
        Session.resume(tmp_path, always(scenario))
    assert list(tmp_path.iterdir()) == []


def test_a_game_of_as_many_turns_as_a_journal_may_have_is_read_within_a_second(
    scenario: Scenario, tmp_path: Path
) -> None:
    game = played(scenario, tmp_path / "game")
    [header, first, *_] = [game.header, *journal.read(tmp_path / "game" / NAME).records]
    assert isinstance(header, Header)
    assert isinstance(first, Signed)
    line, check = records.write_line(header, "")
    lines = [line]
    for count in range(1, journal.MOST_LINES):
        step = (
            first.model_copy(update={"node": count}) if count < 2000 else Accepted(version="", fingerprint="", model=1)
        )
        line, check = records.write_line(step, check)
        lines.append(line)
    (tmp_path / NAME).write_bytes(b"".join(lines))
    assert len(journal.read(tmp_path / NAME).records) == journal.MOST_LINES - 1
    with (tmp_path / NAME).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(SaveError, match="more than any saved game has"):
        journal.read(tmp_path / NAME)
