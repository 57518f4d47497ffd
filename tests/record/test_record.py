"""The historical plan reproduces the record as well as the trial did, or better."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.model.quantity import Array, total
from game.rules.turn import Turn
from game.scenario.load import load
from tests.record.errors import OURS, TRIAL, error, historical_turns, series
from tests.record.table import page

ROUNDING = 0.06
"""The trial's errors are known to one decimal."""


@pytest.fixture(scope="module")
def turns() -> list[Turn]:
    return historical_turns(load("great_break"))


@pytest.fixture(scope="module")
def ours(turns: list[Turn]) -> dict[str, Array]:
    return series(turns)


@pytest.mark.parametrize("name", OURS)
def test_the_error_against_the_record_is_no_larger_than_the_trials(ours: dict[str, Array], name: str) -> None:
    assert error(name, ours[name]) <= TRIAL["series"][name]["error"] + ROUNDING


def deaths(turns: list[Turn]) -> Array:
    """Hunger deaths by year and region, villages and towns, (T, R)."""
    rows = [
        t.spring.living.winter_deaths + t.spring.living.town_deaths + t.autumn.living.autumn_deaths
        for t in turns
        if t.spring is not None and t.autumn is not None
    ]
    return np.array(rows)[..., 0]


def test_famine_deaths_stand_where_the_trials_do(turns: list[Turn]) -> None:
    by_year = deaths(turns).sum(axis=1)
    assert by_year.sum() == pytest.approx(TRIAL["famine_deaths"]["total"], abs=0.03)
    assert 5.5 <= by_year.sum() <= 8.7
    for year, trial in TRIAL["famine_deaths"]["years"].items():
        assert by_year[year - 1928] == pytest.approx(trial, abs=0.03)
    assert by_year.argmax() == 1933 - 1928


def test_the_famine_falls_where_the_trials_fell(turns: list[Turn]) -> None:
    regions = [region.id for region in load("great_break").regions]
    by_region = dict(zip(regions, deaths(turns).sum(axis=0), strict=True))
    for region, trial in TRIAL["famine_by_region"].items():
        assert by_region[region] == pytest.approx(trial, abs=0.03)
    assert max(by_region, key=lambda region: by_region[region]) == "ukraine"


def test_investment_and_defence_stand_as_ordered(turns: list[Turn]) -> None:
    """Except investment of 1937, which the ceiling of machine output holds about two points short."""
    plan = load("great_break").plans["history"].orders
    for turn in turns:
        if turn.autumn is None:
            continue
        product = turn.autumn.product.product[0]
        invested = turn.autumn.building.investment[0] / product
        assert turn.autumn.product.defence[0] / product == pytest.approx(plan[turn.year]["defence_share"], abs=0.01)
        short = 0.025 if turn.year == 1937 else 0.01
        assert plan[turn.year]["investment_rate"] - short <= invested <= plan[turn.year]["investment_rate"] + 1e-9


def test_ukraine_gave_up_the_share_that_the_record_has(turns: list[Turn]) -> None:
    share = {
        t.year: t.autumn.collections.collected[0, 0] / t.spring.fields.harvest[0, 0]
        for t in turns
        if t.spring is not None and t.autumn is not None
    }
    assert 0.32 <= share[1930] <= 0.36
    assert 0.42 <= share[1931] <= 0.46
    assert 0.30 <= share[1932] <= 0.40


def test_readiness_of_the_historical_plan_is_one_hundred(turns: list[Turn]) -> None:
    last = turns[-1].autumn
    assert last is not None
    assert last.army.readiness[0] == pytest.approx(100, abs=0.05)


def test_grain_ends_in_stores_that_are_not_bare(turns: list[Turn]) -> None:
    for turn in turns:
        assert total(turn.world.state.granary.village_grain)[0] >= 0


def test_the_page_of_the_record_is_what_the_model_gives() -> None:
    written = (Path(__file__).resolve().parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
    assert written == page(), "run `python -m tests.record.table > docs/record.md`"
