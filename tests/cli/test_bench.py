"""`bench`: peers beside ours with ratios first, and the page that it writes."""

import datetime as dt
from dataclasses import replace

import pytest

from game.cli import bench_limits, bench_page, bench_peers
from game.cli.bench_peers import HEADS, Peers, peers, text

TOLD = {
    "ours": {"one": 400.0, "many": 90_000.0, "answer": 0.1, "opened": 0.9, "first": 1.0, "memory_one": 60.0,
             "memory_many": 80.0, "variables": 190, "regions": 13, "version": "model 2"},
    "pyworld3": {"one": 1600.0, "many": 1600.0, "answer": 8.0, "opened": 1.8, "first": 2.0, "memory_one": 120.0,
                 "memory_many": 120.0, "variables": 148, "regions": 1, "version": "1.1"},
}  # fmt: skip
SOME = Peers(TOLD, {"pysd": "not installed"})


def cells(others: Peers, name: str) -> dict[str, str]:
    return next(dict(zip(HEADS, row, strict=True)) for row in others.cells() if row[0].startswith(name))


def test_ratios_are_ours_to_the_peers() -> None:
    rate = cells(SOME, "country-years a second, one")
    assert rate["ours / pyworld3"] == "0.250"
    assert rate["ours"] == "400"
    assert cells(SOME, "1 000 futures of")["ours / pyworld3"] == text(0.1 / 8.0)


def test_a_world_without_regions_has_no_region_years() -> None:
    regions = cells(SOME, "region-years")
    assert regions["ours"] == text(13 * 90_000.0)
    assert regions["pyworld3"] == "-"
    assert regions["ours / pyworld3"] == ""


def test_who_is_absent_has_empty_cells_and_is_named_on_the_page() -> None:
    assert {row[2] for row in SOME.cells()} == {""}
    page = list(
        bench_page.page({"python": "3.14"}, [("a season", "0.5", "ms", "1.00")], [], SOME, dt.date(2026, 11, 22))
    )
    assert "pysd: not installed." in page
    assert any(line.startswith("| a season | 0.5 |") for line in page)
    assert any("22 November 2026" in line and bench_page.COMMAND in line for line in page)
    rows = [line for line in page if line.startswith("|")]
    assert {line.count("|") for line in rows} == {len(HEADS) + 1, 5}


def test_a_package_without_the_tests_says_that_a_checkout_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_peers, "SCRIPT", bench_peers.SCRIPT.with_name("not_there.py"))
    told = peers()
    assert told.rows == ()
    assert set(told.absent) == {"pyworld3", "pysd"}


def test_figures_keep_the_digits_that_count() -> None:
    assert [text(each) for each in (1_406_751.0, 108.2, 71.24, 8.558, 0.2964, 0.0141)] == [
        "1 406 751", "108", "71.2", "8.56", "0.296", "0.0141",
    ]  # fmt: skip
    assert text(None) == "-"


def test_without_ours_there_is_nothing_to_compare() -> None:
    assert replace(SOME, told={}).rows == ()


def test_a_limit_is_met_missed_or_said_to_be_unmeasured() -> None:
    first, second, *_ = bench_limits.LIMITS
    told = list(bench_limits.rows([(first.figure, first.most, "ms"), (second.figure, 1.5 * second.most, "ms")]))
    assert [each[3] for each in told[:3]] == ["yes", "missed by 50 %", ""]
    assert told[2][2] == "not measured"
