"""The ledger in words: printed figures add up as printed, errors are told where they matter, empty states say why."""

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.lab.ledger import Asked, Cause, Entry, Ledger
from game.report.ledger import apportioned, cause_label, error_words, rounded, rounding
from game.report.views.ledger import LedgerView, ledger_view
from game.report.views.runs import BEFORE, Run, run_of_plan
from game.rules import mixed
from game.rules.observe import READINGS
from game.scenario.load import load
from game.scenario.records import Scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("great_break")


@pytest.fixture(scope="module")
def history(scenario: Scenario) -> Run:
    return run_of_plan(scenario, scenario.plans["history"])


@pytest.fixture(scope="module")
def nep(scenario: Scenario) -> Run:
    return run_of_plan(scenario, scenario.plans["nep"])


@given(
    st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=14),
    st.floats(-1e4, 1e4),
    st.sampled_from(["gdp_index", "famine_deaths", "grain_harvest", "famine_risk", "resistance"]),
)
def test_printed_entries_lead_from_the_printed_start_to_the_printed_end(
    values: list[float], start: float, reading: str
) -> None:
    entries = tuple(Entry((Cause(f"lever.{at}", ()),), value, 0.0) for at, value in enumerate(values))
    ledger = Ledger(Asked(reading, 1932), start, start + math.fsum(values), entries)
    how = rounding(reading, ledger)
    counts = rounded(ledger, how)
    assert how.count(ledger.start) + sum(counts) == how.count(ledger.end)
    steps = 10.0**how.decimals * how.factor
    assert all(
        abs(count - value * steps) <= 1.5 + 1e-6 * abs(value * steps)
        for count, value in zip(counts, values, strict=True)
    )


def test_what_rounding_leaves_goes_to_those_it_wronged_most() -> None:
    assert apportioned([0.4, 0.4, 0.4], 1) in ([1, 0, 0], [0, 1, 0], [0, 0, 1])
    assert apportioned([1.4, -2.6, 0.2], -1) == [1, -3, 0] or sum(apportioned([1.4, -2.6, 0.2], -1)) == -1
    assert apportioned([2.0, 3.0], 5) == [2, 3]


def test_an_error_is_told_where_it_is_more_than_a_tenth(scenario: Scenario) -> None:
    entries = tuple(Entry((Cause("weather", ()),), 10.0, error) for error in (0.9, 1.1))
    ledger = Ledger(Asked("grain_harvest", 1932), 0.0, 20.0, entries)
    how = rounding("grain_harvest", ledger)
    assert [error_words(scenario, entry, how) for entry in entries] == ["", "± 1.1"]


def test_every_cause_has_a_word(scenario: Scenario) -> None:
    names = [mixed.WEATHER, mixed.PRICES, mixed.TREND, mixed.EVENTS, "shares", "drive", f"{mixed.INHERITED}so_far"]
    names += [f"{mixed.INHERITED}{stocks}" for stocks in mixed.STOCKS]
    names += [f"{mixed.LEVER}{lever}" for lever in scenario.levers]
    assert all(cause_label(scenario, Cause(name, ())) for name in names)


def parts(view: LedgerView) -> float:
    return math.fsum(step.value for step in view.steps)


@pytest.mark.parametrize("reading", ["gdp_index", "famine_deaths", "excess_deaths_so_far", "grain_procurement"])
def test_a_view_leads_from_figure_to_figure(history: Run, nep: Run, reading: str) -> None:
    for run, against in ((nep, "history"), (history, BEFORE)):
        view = ledger_view(run, Asked(reading, 1932), against, most=60)
        assert not view.why
        assert view.start + parts(view) == pytest.approx(view.end, rel=1e-9, abs=1e-6)
        at = view.start
        for step in view.steps:
            assert step.before == pytest.approx(at, rel=1e-9, abs=1e-6)
            at += step.value
        assert view.start_words in view.question
        assert view.end_words in view.question
        assert len(view.steps) <= 12
        assert view.notes
        assert 1932 in view.years


def test_a_balance_says_both_years_and_the_difference(history: Run) -> None:
    view = ledger_view(history, Asked("grain_procurement", 1931), BEFORE, most=8)
    villages, state = view.balances
    assert villages.heads[1:3] == ("1930", "1931")
    assert villages.went[0][1:] == next(row for row in state.came if row[0] == "collected")[1:]
    for column in (1, 2):
        total = sum(float(row[column].replace("−", "-").replace("\u00a0", "")) for row in villages.came)
        assert total == pytest.approx(float(villages.came_total[column]), abs=1e-6)
        assert villages.came_total[column] == villages.went_total[column]
    assert sum(pair[0] for _, pair in villages.terms) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("asked", "against", "said"),
    [
        (Asked("steel", 1928), BEFORE, "no year before"),
        (Asked("steel", 1935), "history", "Nothing differs"),
        (Asked("steel", 1999), BEFORE, "not a year of this scenario"),
        (Asked("collapse", 1941), BEFORE, "one invasion"),
        (Asked("collapse", 1935), "nep", "not known of 1935"),
        (Asked("steel", 1935, "ukraine"), BEFORE, "whole country alone"),
        (Asked("famine_deaths", 1928), "nep", "did not move"),
    ],
)
def test_what_cannot_be_told_is_said_in_a_sentence(history: Run, asked: Asked, against: str, said: str) -> None:
    view = ledger_view(history, asked, against, most=8)
    assert said in view.why
    assert view.steps == ()


def test_a_refused_plan_and_a_fallen_government_are_named(scenario: Scenario, history: Run) -> None:
    plan = scenario.plans["history"]
    wrong = replace(plan, orders={**plan.orders, 1931: {**plan.orders[1931], "investment_rate": 9.0}})
    view = ledger_view(run_of_plan(scenario, wrong), Asked("steel", 1933), "nep", most=8)
    assert "refused" in view.why
    assert "1931" in view.why
    world = history.turns[11].world
    fell = replace(
        world,
        state=replace(
            world.state, government=replace(world.state.government, fallen=1 + 0 * world.state.government.fallen)
        ),
    )
    ended = replace(history, turns=(*history.turns[:11], replace(history.turns[11], world=fell)))
    assert "government fell in 1933" in ledger_view(ended, Asked("steel", 1936), "nep", most=8).why


def test_an_unknown_place_or_plan_is_refused(history: Run) -> None:
    with pytest.raises(LookupError):
        ledger_view(history, Asked("famine_deaths", 1933, "atlantis"))
    with pytest.raises(LookupError):
        ledger_view(history, Asked("famine_deaths", 1933), "nobody")


def test_every_reading_that_has_a_balance_has_words_for_its_terms(history: Run) -> None:
    for reading in READINGS:
        for year in (1931, 1933):
            assert ledger_view(history, Asked(reading, year), BEFORE, most=2).definition


def test_the_dead_of_hunger_are_never_told_without_their_range(nep: Run, history: Run) -> None:
    view = ledger_view(history, Asked("famine_deaths", 1933, "ukraine"), "nep", most=8)
    assert re.search(r"with their range: none \(NEP continued\), .+ \(.+ to .+\) \(History\)", view.notes[0])
    same = ledger_view(history, Asked("famine_deaths_so_far", 1933), "history", most=8)
    assert same.why
    assert "with their range" in same.notes[0]
    assert not any("range:" in note for note in ledger_view(nep, Asked("steel", 1933), BEFORE, most=8).notes)
