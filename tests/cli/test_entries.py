"""What a player types is understood as it is shown, or refused with what was meant."""

import math

import pytest

from game.cli import entries
from game.cli.failures import WrongInputError
from game.scenario.records import Scenario

NAMES = {
    "share_heavy_industry": ("Heavy industry",),
    "share_arms_industry": ("Arms industry",),
    "schooling": ("Technical schools",),
    "army_size": ("Army",),
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("share_heavy_industry", "share_heavy_industry"),
        ("HEAVY", "share_heavy_industry"),
        ("arms ind", "share_arms_industry"),
        ("schools", "schooling"),
        ("army", "army_size"),
        ("technical", "schooling"),
    ],
)
def test_a_name_may_be_short(typed: str, meant: str) -> None:
    assert entries.one_of(typed, NAMES, "lever") == meant


def test_a_name_that_could_be_two_is_asked_back() -> None:
    with pytest.raises(WrongInputError, match="share_heavy_industry, share_arms_industry"):
        entries.one_of("industry", NAMES, "lever")


@pytest.mark.parametrize("typed", ["", "  ", "_", "collectives"])
def test_a_name_that_is_none_is_told(typed: str) -> None:
    with pytest.raises(WrongInputError, match="there is no lever"):
        entries.one_of(typed, NAMES, "lever")


def test_a_slip_is_helped() -> None:
    with pytest.raises(WrongInputError, match="did you mean schooling"):
        entries.one_of("schoolin g", NAMES, "lever")


@pytest.mark.parametrize(
    ("lever", "typed", "meant"),
    [
        ("investment_rate", "14", 0.14),
        ("investment_rate", "14.5 %", 0.145),
        ("investment_rate", "14,5%", 0.145),
        ("schooling", "1.2", 0.012),
        ("foreign_credit", "-100 M", -0.1),
        ("foreign_credit", "\u2212100", -0.1),
        ("procurement_plan", "20 Mt", 20),
        ("town_ration", "235 kg", 235),
        ("army_size", "0.8", 0.8),
        ("village_coercion", "0.3", 0.3),
        ("village_coercion", "searches", 0.5),
        ("village_coercion", "Blacklists and sealed villages", 1.0),
        ("arrests", "none", 0.0),
    ],
)
def test_a_value_is_typed_as_it_is_shown(scenario: Scenario, lever: str, typed: str, meant: float) -> None:
    assert entries.value(typed, scenario.levers[lever], scenario) == pytest.approx(meant)


def test_unset_is_a_value_too(scenario: Scenario) -> None:
    assert math.isnan(entries.value("unset", scenario.levers["procurement"], scenario))


@pytest.mark.parametrize("typed", ["", "much", "1e999", "nan", "0x10", "--5", "5 5 %%"])
def test_what_is_no_value_is_told(scenario: Scenario, typed: str) -> None:
    with pytest.raises(WrongInputError, match="is not a number"):
        entries.value(typed, scenario.levers["investment_rate"], scenario)
