"""The account, the cards, the war and the reckoning: figures as played, deaths with ranges, no sum of verdicts."""

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.report import text
from game.report.views import lives, readings
from game.report.views.account import account_view
from game.report.views.comparison import comparison
from game.report.views.desk import desk_view
from game.report.views.event import event_view
from game.report.views.past import past
from game.report.views.war import PLACES, place_words, war_view
from game.rules.events import find
from game.rules.observe import READINGS
from game.scenario.records import Scenario
from game.session.session import Session
from tests.report.played import FEW, played

MARKS = ("nan", "inf", "{", "}", "None", "  ", " .", "screen.", "reading.")
"""What must never be read on a screen."""


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
    told = " ".join(shown["account"].history)
    assert "In history, Ukraine: 3\u00a0900\u00a0000 (2\u00a0600\u00a0000 to 5\u00a0000\u00a0000), 1932–34." in told
    assert "In history, Kazakhstan" in told
    assert shown["account_first"].by_region == shown["account_first"].history == ()
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
    view = war_view(after, after.campaign(FEW), after.deciding(FEW))
    own = after.campaign()
    assert [list(month.front.depths) for month in view.months] == own.fronts[..., 0].tolist()
    assert [month.label for month in view.months[:2]] == ["June\u00a01941", "July\u00a01941"]
    assert view.months[-1].label == "December\u00a01942"
    for month in view.months:
        assert all(low <= high for low, high in zip(month.front.low, month.front.high, strict=True))
    assert len(view.forces.bars) == 9
    assert all(bar.record == 100 for bar in view.forces.bars)
    assert "teaching device" in view.note


def test_the_front_is_named_by_where_it_stands(scenario: Scenario) -> None:
    for at, (front, bounds) in enumerate(PLACES.items()):
        depths = [[0.0 if row != at else depth for row in range(len(PLACES))] for depth in (0.0, *bounds)]
        assert len({place_words(scenario, each) for each in depths}) == len(bounds) + 1, front
    assert "at Smolensk in the centre" in place_words(scenario, (0.5, 0.43, 0.42))
    assert "before Moscow" in place_words(scenario, (0.62, 0.67, 0.66))


def test_what_would_decide_the_war_is_told_weightiest_first(after: Session) -> None:
    found = after.deciding(FEW)
    view = war_view(after, after.campaign(FEW), found)
    swings = [bar.value for bar in view.deciding.bars]
    assert swings == sorted(swings, reverse=True)
    assert min(swings) >= 0
    assert all(found.more[force] <= found.chance <= found.less[force] for force in found.less)
    assert sum(bar.value for bar in view.endings.bars) == pytest.approx(100)
    assert any("standard deviations" in line for line in view.decided)


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
    # The game followed history's orders under history's luck: the plan's median over what is not known lies close by.
    assert float(table["National product"][2]) == pytest.approx(float(table["National product"][0]), rel=0.02)
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


def test_a_fallen_government_is_told_plainly_and_meets_no_invasion(shown: Mapping[str, Any]) -> None:
    account, reckoning = shown["account_fallen"], shown["reckoning_fallen"]
    assert account.ending[0] == account.top.title == reckoning.top.title == "The government has fallen"
    assert any("Consent stood at !!" in line for line in account.ending)
    assert account.onward == "On to the reckoning"
    assert reckoning.top.year == "1928–1929"
    assert "no such government" in reckoning.verdicts[2].lines[0]
    assert len(reckoning.verdicts[2].lines) == 1
    assert any(row.label == "Government fallen" and row.cells[0].startswith("100") for row in reckoning.table)
    assert reckoning.verdicts[0].lines[0].startswith("In 1929 ")
    assert shown["account"].ending == ()
