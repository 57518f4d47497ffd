"""Compiled seasons kept in a folder: taken up again unharmed or not at all, and never without bound."""

import os
from pathlib import Path

import pytest

from game.rules import swift, translated
from game.rules.orders import Orders
from game.rules.world import begin
from game.scenario.records import Scenario
from game.session import code
from game.session.code import CodeFolder
from game.session.preview import forecast


def test_what_was_put_is_got_and_what_is_harmed_is_not(tmp_path: Path) -> None:
    kept = CodeFolder(tmp_path / "seasons")
    assert kept.get("one") is None
    kept.put("one", b"some code")
    kept.put("other", b"other code")
    assert (kept.get("one"), kept.get("other")) == (b"some code", b"other code")
    for file in kept.folder.iterdir():
        whole = file.read_bytes()
        for harmed in (whole[:-1], whole + b"x", b"", b"foreign"):
            file.write_bytes(harmed)
            assert {kept.get("one"), kept.get("other")} < {None, b"some code", b"other code"}
        file.write_bytes(whole)
    assert kept.get("one") == b"some code"


def test_a_folder_that_cannot_be_made_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    kept = CodeFolder(tmp_path / "file" / "seasons")
    kept.put("one", b"some code")
    assert kept.get("one") is None


def test_what_was_used_longest_ago_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "MOST", 3)
    kept = CodeFolder(tmp_path)
    for age, name in enumerate(("first", "second", "third")):
        kept.put(name, name.encode())
        newest = max(tmp_path.iterdir(), key=lambda each: each.stat().st_mtime_ns)
        os.utime(newest, (age, age))
    assert kept.get("first")
    kept.put("fourth", b"fourth")
    assert [kept.get(name) for name in ("first", "second", "third", "fourth")] == [b"first", None, b"third", b"fourth"]


def test_other_ways_of_putting_calls_into_code_have_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = CodeFolder(tmp_path)
    kept.put("one", b"some code")
    monkeypatch.setattr(code, "translator", lambda: "another")
    assert kept.get("one") is None


def test_a_kept_season_is_not_compiled_again_and_tells_the_same(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("llvmlite")
    compiled: list[None] = []
    really = translated._translated

    def told() -> str:
        swift.forget()
        for _ in range(swift.OFTEN):
            forecast(scenario, begin(scenario), Orders(), 70)
        assert swift.learn() > 1
        return repr(forecast(scenario, begin(scenario), Orders(), 70))

    def counted(*given: object) -> bytes:
        compiled.append(None)
        return really(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(translated, "_translated", counted)
    monkeypatch.setattr(swift.KNOWN, "store", CodeFolder(tmp_path))
    first = told()
    once = len(compiled)
    assert once > 1
    assert told() == first
    assert len(compiled) == once
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:-7])
    assert told() == first
    assert len(compiled) == 2 * once
    swift.forget()
