"""Shipped events: dated, sourced, with one choice of history's each, and effects that say how big and why."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

BASE = Path(__file__).parents[2] / "scenarios" / "base"
EVENTS: list[dict[str, Any]] = [
    event
    for file in sorted((BASE / "events").glob("*.yaml"))
    for event in yaml.safe_load(file.read_text(encoding="utf-8"))["events"]
]
DECIDED = [event for event in EVENTS if event["choices"]]
REGIONS = set(yaml.safe_load((BASE / "regions.yaml").read_text(encoding="utf-8"))["regions"])
STOCKS = {
    "campaign.resistance": 0.05,
    "campaign.disorganisation": 0.02,
    "order.consent": 3.0,
    "labour.skill": 0.02,
    "army.officers": 0.04,
    "trade.debt": 0.1,
}
"""What an event may move, and the most that still counts as a small effect on its scale."""
CIRCUMSTANCES = {"foreign_grain", "birth_rate_shift", "goods_price", "grain_price", "enemy_strength"}
SAYINGS = ("headline", "report", "statistic")
HISTORYS_OWN = {"abortion-ban"}
"""Events whose historical choice has an effect because no lever carries it."""

every_event = pytest.mark.parametrize("event", EVENTS, ids=[event["id"] for event in EVENTS])
every_decision = pytest.mark.parametrize("event", DECIDED, ids=[event["id"] for event in DECIDED])


def is_decree(effect: dict[str, Any]) -> bool:
    """Whether an effect only permits: it lifts the pace of a lever and moves nothing."""
    return bool(effect["target"].startswith("decree."))


def effects(event: dict[str, Any]) -> list[dict[str, Any]]:
    """Every effect of every choice that moves something."""
    return [effect for choice in event["choices"] for effect in choice["effects"] if not is_decree(effect)]


def test_at_least_sixteen_events_ask_for_a_decision_across_the_period() -> None:
    years = {date.fromisoformat(event["date"]).year for event in DECIDED}
    assert len(DECIDED) >= 16
    assert years == set(range(1928, 1941))
    assert len({event["id"] for event in EVENTS}) == len(EVENTS)


@every_event
def test_an_event_is_dated_and_sourced(event: dict[str, Any]) -> None:
    assert date(1928, 1, 1) <= date.fromisoformat(event["date"]) <= date(1941, 6, 22)
    assert 30 <= len(event["text"].split()) <= 90
    assert len(event["source"]) > 10


@every_event
def test_what_is_said_is_attributed_dated_and_marked_when_it_is_a_paraphrase(event: dict[str, Any]) -> None:
    assert "statistic" in event
    for saying in SAYINGS:
        if saying not in event:
            continue
        source = event[saying]["source"]
        assert re.search(r"\b19\d\d", source), saying
        if saying != "statistic":
            assert (saying in event.get("quoted", [])) != ("paraphrase" in source), saying


@every_decision
def test_a_decision_has_a_headline_a_report_and_two_or_three_choices(event: dict[str, Any]) -> None:
    assert all(saying in event for saying in SAYINGS)
    assert 2 <= len(event["choices"]) <= 3
    assert len({choice["id"] for choice in event["choices"]}) == len(event["choices"])
    for choice in event["choices"]:
        assert len(choice["label"]) <= 40
        assert choice["source"]


@every_decision
def test_exactly_one_choice_is_historys_and_it_has_no_effect_of_its_own(event: dict[str, Any]) -> None:
    historys = [choice for choice in event["choices"] if choice["history"]]
    assert len(historys) == 1
    moving = [effect for effect in historys[0]["effects"] if not is_decree(effect)]
    assert bool(moving) == (event["id"] in HISTORYS_OWN)
    assert all(choice["effects"] for choice in event["choices"] if not choice["history"])


@every_event
def test_three_advisers_say_what_they_expect(event: dict[str, Any]) -> None:
    assert set(event["advisers"]) == {"plan", "harvest", "defence"}
    assert all(len(words.split()) > 5 for words in event["advisers"].values())


@every_event
def test_an_effect_is_small_has_a_known_target_and_gives_its_reason(event: dict[str, Any]) -> None:
    for effect in effects(event):
        head, _, name = effect["target"].partition(".")
        assert effect["tag"] in {"judgement", "calibrated"}
        assert len(effect["reason"]) > 10
        assert set(effect.get("regions", [])) <= REGIONS
        if head == "circumstances":
            assert name in CIRCUMSTANCES
            assert effect["years"] >= 1
        else:
            assert effect["years"] == 0
            assert effect["how"] == "multiply" or abs(effect["by"]) <= STOCKS[effect["target"]]


def test_who_follows_history_in_play_is_granted_the_decrees_that_historys_plan_carries() -> None:
    """The card lies on the table in the very January in which the plan outruns the pace."""
    granted: dict[int, list[str]] = {}
    for event in DECIDED:
        for choice in event["choices"]:
            for effect in choice["effects"]:
                if choice["history"] and is_decree(effect):
                    when = date.fromisoformat(event["date"])
                    assert when.month < 9
                    granted.setdefault(when.year, []).append(effect["target"].removeprefix("decree."))
    history = yaml.safe_load((BASE / "plans" / "history.yaml").read_text(encoding="utf-8"))
    assert granted == history["decrees"]


def test_the_ban_of_1936_adds_five_per_thousand_for_three_years_and_three_in_1940() -> None:
    [ban] = [event for event in EVENTS if event["id"] == "abortion-ban"]
    year = date.fromisoformat(ban["date"]).year
    added = dict.fromkeys(range(1936, 1942), 0.0)
    for effect in ban["choices"][0]["effects"]:
        for late in range(effect["years"]):
            added[year + effect["after"] + late] += effect["by"]
    assert added == {1936: 0.0, 1937: 0.005, 1938: 0.005, 1939: 0.005, 1940: 0.003, 1941: 0.0}


def test_asking_for_relief_in_1932_brings_half_a_million_tonnes() -> None:
    [relief] = [event for event in EVENTS if event["id"] == "foreign-relief"]
    brought = [effect for effect in effects(relief) if effect["target"] == "circumstances.foreign_grain"]
    assert [effect["by"] for effect in brought] == [0.5]


def test_famine_deaths_are_given_as_ranges_by_region() -> None:
    [sealed] = [event for event in EVENTS if event["id"] == "sealed-borders"]
    text = " ".join(sealed["text"].split())
    assert "5.5 to 8.7 million" in text
    assert "in Ukraine 2.6 to 5 million" in text
    assert "in Kazakhstan 1.2 to 1.5" in text
