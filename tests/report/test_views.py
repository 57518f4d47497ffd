"""What screens are shown is what was played and foreseen: same figures, final words, ranges about deaths."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.report import text
from game.report.views import lives, readings
from game.report.views.account import account_view
from game.report.views.comparison import comparison
from game.report.views.desk import desk_view, move_view
from game.report.views.event import event_view
from game.report.views.harvest import LAYERS, STEPS, harvest_view, one_less, step_of
from game.report.views.parts import Move, first_sentence, refusal_words, value_words
from game.report.views.past import Past, past, record_line
from game.report.views.war import PLACES, place_words, war_view
from game.rules.events import find
from game.rules.observe import READINGS
from game.rules.orders import Refusal, judge
from game.rules.turn import play
from game.scenario.load import load
from game.scenario.records import Scenario
from game.session.session import Session
from tests.report.played import FEW, played, texts, views

MARKS = ("nan", "inf", "{", "}", "None", "  ", " .", "screen.", "reading.")
"""What must never be read on a screen."""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("great_break")


@pytest.fixture(scope="module")
def shown(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The view of every screen at a telling moment."""
    return views(scenario, tmp_path_factory.mktemp("games"))


@pytest.fixture(scope="module")
def famine(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """History's orders up to September 1932."""
    with played(scenario, tmp_path_factory.mktemp("famine") / "game", 9) as session:
        yield session


@pytest.fixture(scope="module")
def after(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """History's orders to the end."""
    with played(scenario, tmp_path_factory.mktemp("after") / "game", 26) as session:
        yield session


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
    assert view["gdp_index"].change.lstrip("+\u2212") == f"{abs(now - before):.0f}"
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
    assert len(signing) == 4
    assert signing[-1].startswith("Excess deaths 1928–40: !!")
    assert " to " in signing[-1]
    assert "falls in" in signing[1]


def test_a_move_names_its_largest_effects(shown: Mapping[str, Any]) -> None:
    move = shown["plan"].move
    assert "Heavy industry" in move.title
    assert 1 <= len(move.lines) <= 5
    assert any("Steel" in line and "▲" in line and "+" in line for line in move.lines)
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
    assert collected(fewer) == pytest.approx(collected(famine.draft) - 1, abs=0.05)
    assert famine.set_region("ukraine", 0.3) is None
    by_region = one_less(famine)
    assert judge(famine.scenario, famine.world, by_region) == ()
    assert collected(by_region) == pytest.approx(collected(famine.draft) - 1, abs=0.05)
    assert famine.undo()


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
    by_food = sorted(maps["food"].regions, key=lambda region: float(region.words))
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


def test_the_account_sets_order_result_and_record_side_by_side(scenario: Scenario, shown: Mapping[str, Any]) -> None:
    rows = {row.id: row for row in shown["account"].rows}
    assert rows["steel"].record == readings.figure("steel", scenario.record.national["steel"][1933].value)
    assert rows["steel"].ordered == ""
    ordered = scenario.plans["history"].orders[1933]["procurement_plan"]
    assert rows["grain_procurement"].ordered == f"{ordered:.1f}\u00a0Mt"
    assert shown["account"].onward == "On to 1934"
    assert shown["account"].quiet
    assert not shown["account_first"].quiet
    assert rows["gdp_index"].before


def test_ukraine_and_kazakhstan_stand_by_themselves_in_the_dead(shown: Mapping[str, Any]) -> None:
    rows = {row.region: row for row in shown["account"].by_region}
    for region in ("Ukraine", "Kazakhstan"):
        assert " to " in rows[region].year
        assert rows[region].so_far != "0"
    assert shown["account_first"].by_region == ()
    assert any("none" in line for line in shown["account_first"].deaths)


def test_an_account_before_any_year_is_closed_is_refused(scenario: Scenario, tmp_path: Path) -> None:
    with played(scenario, tmp_path / "game", 1) as session, pytest.raises(ValueError, match="no year"):
        account_view(session, past(session))


@pytest.mark.parametrize(("procurement", "said"), [(45.0, "The plan for grain came to 45.0"), (4.0, "Exports of 8.00")])
def test_orders_that_could_not_be_carried_out_are_told(
    scenario: Scenario, tmp_path: Path, procurement: float, said: str
) -> None:
    with played(scenario, tmp_path / "game", 1) as session:
        assert session.set("grain_exports", 8.0) is None
        assert session.set("procurement", procurement) is None
        assert not session.sign().refused
        told = account_view(session, past(session)).remarks
    assert len(told) == 1
    assert told[0].startswith(said)


def test_deaths_carry_the_literatures_range(scenario: Scenario) -> None:
    low, high = lives.doubt(scenario)
    assert (low, high) == pytest.approx((5.5 / 7.0, 8.7 / 7.0))
    assert lives.hunger(scenario, 7.0) == f"{text.people(7.0)} ({text.people_between(5.5, 8.7)})"
    assert lives.hunger(scenario, 0.0) == "none"
    assert lives.hunger(scenario, 0.002) == text.people(0.002)
    assert lives.hunger(scenario, math.nan) == text.UNKNOWN
    assert lives.doubt(scenario, "ukraine") != lives.doubt(scenario)
    assert lives.doubt(scenario, "centre") == pytest.approx(lives.doubt(scenario), rel=0.9)
    bare = replace(scenario, record=replace(scenario.record, about={}, about_regional={}))
    assert lives.hunger(bare, 7.0) == text.people(7.0)


@pytest.mark.parametrize("reading", sorted(READINGS))
def test_every_reading_can_be_said(scenario: Scenario, reading: str) -> None:
    for value in (0.0, 0.004, 0.5, 12.34, 1234.5, math.nan):
        said = readings.figure(reading, value)
        assert said
        assert "nan" not in said
    assert readings.unit_words(scenario.words, reading)
    assert readings.label(scenario.words, reading)
    assert readings.change(reading, 0.0) == readings.change(reading, math.nan) == ""
    assert readings.change(reading, -50.0)[0] == text.MINUS
    assert readings.change(reading, 50.0)[0] == "+"


def test_every_card_of_history_can_be_shown(scenario: Scenario, tmp_path: Path) -> None:
    seen = set()
    with played(scenario, tmp_path / "game", 0) as session:
        plan = scenario.plans["history"]
        from game.session.seats import scripted

        seat = scripted(plan)
        while not session.over:
            for card in session.world.cards:
                view = event_view(session, card)
                event = find(scenario, card)
                assert event is not None
                assert [choice.id for choice in view.choices] == [choice.id for choice in event.choices]
                assert sum(choice.chosen for choice in view.choices) == bool(event.choices)
                assert all(news.source for news in view.news)
                seen.add(card)
            assert not session.let(seat).refused
        with pytest.raises(KeyError):
            event_view(session, next(iter(seen)))
    assert len(seen) >= 12


def test_a_choice_in_the_draft_is_the_one_marked(scenario: Scenario, tmp_path: Path) -> None:
    with played(scenario, tmp_path / "game", 0) as session:
        card = next(c for c in session.world.cards if event_view(session, c).choices)
        other = next(choice for choice in event_view(session, card).choices if not choice.history)
        before = desk_view(session, past(session), session.preview(FEW)).cards
        assert session.choose(card, other.id) is None
        assert [choice.id for choice in event_view(session, card).choices if choice.chosen] == [other.id]
        assert desk_view(session, past(session), session.preview(FEW)).cards == before - 1


def test_the_war_follows_the_campaign_of_this_game(after: Session) -> None:
    view = war_view(after, after.campaign(FEW))
    own = after.campaign()
    assert [month.front.depth for month in view.months] == own.depth[:, 0].tolist()
    assert [month.label for month in view.months[:2]] == ["June\u00a01941", "July\u00a01941"]
    assert view.months[-1].label == "December\u00a01942"
    for month in view.months:
        assert month.front.low <= month.front.high
    assert len(view.forces.bars) == 9
    assert all(bar.record == 100 for bar in view.forces.bars)
    assert "teaching device" in view.note


def test_the_front_is_named_by_where_it_stands(scenario: Scenario) -> None:
    named = [place_words(scenario, depth) for depth in (0.0, *PLACES)]
    assert len(set(named)) == len(PLACES) + 1
    assert "Smolensk" in place_words(scenario, 0.43)
    assert "Moscow" in place_words(scenario, 0.67)


def test_the_reckoning_sets_the_game_beside_record_and_plans(after: Session, shown: Mapping[str, Any]) -> None:
    view = shown["reckoning"]
    assert len(view.heads) == 2 + 1 + len(after.scenario.compare)
    assert all(len(row.cells) == len(view.heads) for row in view.table)
    table = {row.label: row.cells for row in view.table}
    product = past(after).at("gdp_index", 1940)
    assert table["National product"][0] == f"{product:.0f}"
    assert table["National product"][1] == readings.figure(
        "gdp_index", after.scenario.record.national["gdp_index"][1940].value
    )
    assert " to " in table["Deaths from hunger"][1]
    # The game followed history's orders under history's luck, so history in the model is the game itself.
    assert table["National product"][2] == table["National product"][0]
    assert {dot.role for dot in view.scatter.dots} == {"you", "record", "plan"}


def test_three_verdicts_and_never_a_sum(shown: Mapping[str, Any]) -> None:
    view = shown["reckoning"]
    assert [verdict.title for verdict in view.verdicts] == ["Growth", "Human cost", "Survival in 1941"]
    cost = " ".join(view.verdicts[1].lines)
    assert "Ukraine" in cost
    assert "Kazakhstan" in cost
    assert " to " in view.verdicts[1].lines[0]
    assert any("comes nearest in product" in line for line in view.verdicts[1].lines)
    assert view.together
    assert len(view.questions) == 4


def test_a_reckoning_without_comparison_still_tells_the_game(shown: Mapping[str, Any]) -> None:
    waiting, done = shown["reckoning_waiting"], shown["reckoning"]
    assert waiting.scatter is None
    assert waiting.computing
    assert done.computing == ""
    assert [row.cells[:2] for row in waiting.table] == [row.cells[:2] for row in done.table]


def test_comparison_plays_history_first_and_the_scenarios_plans(after: Session) -> None:
    found = comparison(after, 5)
    assert [run.plan for run in found.runs] == ["history", *after.scenario.compare]
    assert found.of("history") is found.runs[0]
    assert found.of("no such plan") is None
    assert {run.luck for run in found.runs} == {after.world.luck}
