"""What screens are shown is what was played and foreseen: same figures, final words, ranges about deaths."""

import math
from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from game.report import text
from game.report.views import readings
from game.report.views.desk import desk_view, move_view
from game.report.views.harvest import LAYERS, STEPS, harvest_view, one_less, step_of
from game.report.views.parts import Move, first_sentence, refusal_words, value_words
from game.report.views.past import Past, past, record_line
from game.rules.orders import Refusal, judge
from game.rules.turn import play
from game.scenario.records import Scenario
from game.session.session import Session
from tests.report.played import FEW, texts

MARKS = ("nan", "inf", "{", "}", "None", "  ", " .", "screen.", "reading.")
"""What must never be read on a screen."""


def test_every_text_is_final(shown: Mapping[str, Any]) -> None:
    for name, view in shown.items():
        for where, said in texts(view, name):
            assert not any(mark in said for mark in MARKS), (where, said)
            assert said.count("**") % 2 == said.count("!!") % 2 == 0, (where, said)


def test_the_past_holds_what_was_played_and_no_more(famine: Session) -> None:
    known = past(famine)
    assert known.at("grain_harvest", 1932) == pytest.approx(famine.world.spring.fields.harvest.sum())  # type: ignore[union-attr]
    assert math.isfinite(known.at("gdp_index", 1931))
    assert math.isnan(known.at("gdp_index", 1932))
    assert math.isnan(known.at("gdp_index", 1800))
    years, values = known.known("steel")
    assert years == (1928.0, 1929.0, 1930.0, 1931.0)
    assert all(map(math.isfinite, values))
    summed = math.fsum(known.region_at("grain_harvest", region.id, 1932) for region in famine.scenario.regions)
    assert summed == pytest.approx(known.at("grain_harvest", 1932))


def test_a_fan_goes_on_from_the_past_and_holds_its_median(shown: Mapping[str, Any]) -> None:
    for name, fan in shown["plan"].fans.items():
        assert fan.past is not None, name
        assert fan.years[0] == fan.past.years[-1]
        assert fan.median[0] == fan.past.values[-1]
        assert list(fan.years) == sorted(set(fan.years))
        for at, middle in enumerate(fan.median):
            edges = [low[at] for low, _ in fan.bands] + [middle] + [high[at] for _, high in fan.bands[::-1]]
            assert edges == sorted(edges), (name, fan.years[at])
        assert fan.end
        assert fan.summary


def test_the_first_desk_shows_what_is_expected_where_nothing_is_known(shown: Mapping[str, Any]) -> None:
    view = shown["plan_first"]
    rows = {row.id: row for row in view.rows}
    assert rows["gdp_index"].words != text.UNKNOWN
    assert rows["gdp_index"].change == "expected"
    assert rows["gdp_index"].rising is None
    assert rows["excess_deaths_so_far"].words == "0"
    assert not rows["excess_deaths_so_far"].alarming
    assert view.fans["gdp_index"].past is None
    assert view.fans["gdp_index"].years[0] == 1928
    assert "counting more futures" in view.fans["gdp_index"].note


def test_the_record_stands_beside_a_fan_with_its_band(scenario: Scenario, shown: Mapping[str, Any]) -> None:
    fan = shown["plan"].fans["steel"]
    points = scenario.record.national["steel"]
    assert fan.record.values[:3] == tuple(points[year].value for year in (1928, 1929, 1930))
    assert fan.record.low[0] == points[1928].low
    assert fan.record.end == f"history {readings.figure('steel', points[max(points)].value)}"
    assert record_line(scenario, "skill") is None


def test_deaths_so_far_stand_beside_the_records_own_sum(scenario: Scenario) -> None:
    hunger, both = (record_line(scenario, name) for name in ("famine_deaths_so_far", "excess_deaths_so_far"))
    assert hunger is not None
    assert both is not None
    assert (hunger.low[-1], hunger.values[-1], hunger.high[-1]) == pytest.approx((5.5, 7.0, 8.7), rel=0.03)
    assert list(hunger.values) == sorted(hunger.values)
    repressed = math.fsum(point.value for point in scenario.record.national["repression_deaths"].values())
    assert both.values[-1] - hunger.values[-1] == pytest.approx(repressed, rel=0.01)


def test_a_record_with_gaps_breaks_and_is_not_filled(scenario: Scenario) -> None:
    points = scenario.record.national["steel"]
    fewer = {year: point for year, point in points.items() if year not in (1932, 1933)}
    record = replace(scenario.record, national={**scenario.record.national, "steel": fewer})
    line = record_line(replace(scenario, record=record), "steel")
    assert line is not None
    assert [math.isnan(value) for value in line.values[3:7]] == [False, True, True, False]


def test_rows_give_the_last_figure_and_its_change(famine: Session) -> None:
    known = past(famine)
    view = desk_rows(famine, known)
    before, now = known.at("gdp_index", 1930), known.at("gdp_index", 1931)
    assert view["gdp_index"].words == f"{now:.0f}"
    assert view["gdp_index"].rising == (now > before)
    assert view["gdp_index"].change.lstrip("+\u2212") in {f"{abs(now - before):.0f}", ""}
    assert view["excess_deaths_so_far"].alarming
    assert view["famine_risk"].words == text.chance(famine.preview(FEW).famine_anywhere)


def desk_rows(session: Session, known: Past) -> Mapping[str, Any]:
    """The rows of the state of the Union."""
    return {row.id: row for row in desk_view(session, known, session.preview(FEW)).rows}


def test_a_lever_shows_what_may_be_signed_and_what_history_did(scenario: Scenario, shown: Mapping[str, Any]) -> None:
    levers = {lever.id: lever for page in shown["plan"].pages for lever in page.levers}
    rate = levers["investment_rate"]
    assert rate.history == scenario.plans["history"].orders[1931]["investment_rate"]
    assert rate.most - rate.least == pytest.approx(0.12)
    assert f"{text.percent(rate.least, 1)} to {text.percent(rate.most, 1)}" in rate.help
    assert rate.help.startswith(rate.brief[:-1])
    assert levers["share_agriculture"].locked
    assert sum(lever.value for lever in levers.values() if lever.share) == pytest.approx(1)


@pytest.mark.parametrize(
    ("lever", "value", "said"),
    [
        ("village_coercion", 0.5, "searches"),
        ("village_coercion", 0.4, "between taxes and fines and searches"),
        ("investment_rate", 0.125, "12.5\u00a0%"),
        ("procurement_plan", 10.8, "10.8\u00a0Mt"),
    ],
)
def test_values_are_worded_by_their_stops(scenario: Scenario, lever: str, value: float, said: str) -> None:
    assert value_words(scenario, scenario.levers[lever], value) == said


def test_the_first_sentence_ends_where_it_should() -> None:
    assert first_sentence("One thing. Another.") == "One thing."
    assert first_sentence("One thing; another.") == "One thing."
    assert first_sentence("One thing, 1.5 of it.") == "One thing, 1.5 of it."


def test_signing_names_deaths_with_their_range(shown: Mapping[str, Any]) -> None:
    signing = shown["plan"].signing
    assert len(signing) == 5
    assert "government falls" in signing[1]
    assert signing[-1].startswith("Excess deaths 1928–40: !!")
    assert " to " in signing[-1]
    assert "falls in" in signing[2]


def test_a_move_names_its_largest_effects(shown: Mapping[str, Any]) -> None:
    move = shown["plan"].move
    assert "Heavy industry" in move.title
    assert 1 <= len(move.lines) <= 5
    assert any("▲" in line and "+" in line for line in move.lines)
    assert all(line[0] in "▲▼" for line in move.lines)
    assert shown["plan_notice"].move is None


def test_a_move_without_effect_says_so(famine: Session) -> None:
    same = famine.preview(FEW)
    nothing = move_view(famine.scenario, Move("relief", same, same))
    assert len(nothing.lines) == 1
    assert "noise" in nothing.lines[0]


def test_every_refusal_that_the_rules_know_can_be_worded(scenario: Scenario) -> None:
    numbers = dict.fromkeys(("low", "high", "given", "from", "pace", "sum", "drive", "goal"), 0.25)
    known = {key.removeprefix("refusal.") for key in scenario.words.below("refusal")}
    assert len(known) >= 15
    for code in known:
        for subject in ("investment_rate", "army_size", "no such lever"):
            said = refusal_words(scenario, Refusal(code, subject, numbers))
            assert not any(mark in said for mark in ("{", "nan", "0.25000"))


def test_a_real_refusal_gives_the_lever_its_figures_and_its_unit(famine: Session) -> None:
    refusal = famine.set("grain_exports", 9.0)
    assert refusal is not None
    said = refusal_words(famine.scenario, refusal)
    assert said == "Grain exports must lie between 0.0\u00a0Mt and 8.0\u00a0Mt; 9.0\u00a0Mt was ordered."


def test_the_harvest_takes_and_leaves_what_the_rules_would(famine: Session) -> None:
    view = harvest_view(famine, past(famine), famine.preview(FEW))
    turn = play(famine.scenario, famine.world, famine.draft)
    assert turn.autumn is not None
    crop = famine.world.spring.fields.harvest[:, 0]  # type: ignore[union-attr]
    taken = math.fsum(row.share * grown for row, grown in zip(view.rows, crop, strict=True))
    assert taken == pytest.approx(float(turn.autumn.collections.collected.sum()))
    assert [row.id for row in view.rows] == [region.id for region in famine.scenario.regions]
    food = dict(zip([r.id for r in famine.scenario.regions], turn.autumn.living.food[:, 0], strict=True))
    assert {row.id: row.food for row in view.rows} == {name: f"{100 * value:.0f}" for name, value in food.items()}
    assert {row.id for row in view.rows if row.alarming} == {name for name, value in food.items() if value < 0.8}
    collected = next(lever for lever in view.levers if lever.id == "procurement")
    assert collected.value == pytest.approx(taken)
    assert "bent" in collected.words
    assert view.quiet


def test_one_mt_less_is_one_mt_less_and_lawful(famine: Session) -> None:
    def collected(orders: Any) -> float:
        turn = play(famine.scenario, famine.world, orders)
        assert turn.autumn is not None
        return float(turn.autumn.collections.collected.sum())

    fewer = one_less(famine)
    assert judge(famine.scenario, famine.world, fewer) == ()
    assert collected(fewer) == pytest.approx(collected(famine.draft) - 1, abs=0.1)
    assert famine.set_region("ukraine", 0.3) is None
    by_region = one_less(famine)
    assert judge(famine.scenario, famine.world, by_region) == ()
    assert collected(by_region) == pytest.approx(collected(famine.draft) - 1, abs=0.1)
    assert famine.undo()


def test_one_mt_less_of_a_plan_bent_beyond_its_lever_is_lawful(famine: Session, scenario: Scenario) -> None:
    specs = dict(scenario.levers)
    specs["procurement"] = replace(specs["procurement"], high=5.0)
    narrow = replace(scenario, levers=specs)
    game = {"world": famine.world, "draft": famine.draft, "levers": famine.levers, "regions": famine.regions}
    asked = one_less(cast("Session", SimpleNamespace(scenario=narrow, **game)))
    assert asked.levers["procurement"] == 5.0
    assert judge(narrow, famine.world, asked) == ()


def test_less_taken_is_told_by_the_lives_it_saves(shown: Mapping[str, Any]) -> None:
    assert "deaths from hunger in 1933" in shown["harvest"].extra
    assert shown["harvest"].extra.startswith(text.MINUS)
    assert shown["harvest_own"].extra == ""


def test_maps_colour_by_the_figure_they_print(shown: Mapping[str, Any], famine: Session) -> None:
    maps = harvest_view(famine, past(famine), famine.preview(FEW)).maps
    assert tuple(maps) == LAYERS
    for layer, figure in maps.items():
        assert len(figure.steps) == len(STEPS[layer]) + 1
        assert {region.id for region in figure.regions} == {region.id for region in famine.scenario.regions}
        assert all(region.said.startswith(region.name) for region in figure.regions)
    turn = play(famine.scenario, famine.world, famine.draft)
    assert turn.autumn is not None
    need = dict(zip([r.id for r in famine.scenario.regions], turn.autumn.granary.food_share[:, 0], strict=True))
    by_food = sorted(maps["food"].regions, key=lambda region: need[region.id])
    assert all(region.words.endswith("kg") for region in by_food)
    steps = [region.step for region in by_food]
    assert steps == sorted(steps, reverse=True)
    assert shown["harvest"].maps["risk"].regions[0].words.endswith("%")


@pytest.mark.parametrize(
    ("layer", "value", "step"),
    [
        ("risk", 0.0, 0), ("risk", 0.01, 1), ("risk", 0.9, 5), ("food", 1.0, 0), ("food", 0.95, 0), ("food", 0.5, 5),
        ("deaths", math.nan, -1), ("collective", 60.0, 4), ("harvest", 0.65, 4),
    ],
)  # fmt: skip
def test_steps_of_colour(layer: str, value: float, step: int) -> None:
    assert step_of(layer, value) == step
