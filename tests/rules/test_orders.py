"""Orders are refused by code and figures, never clipped and never with an exception."""

import math
from dataclasses import replace

import pytest

from game.rules.orders import Orders, judge, reach
from game.rules.turn import Turn, follow, play, roll, standing
from game.rules.world import World, begin, futures
from game.scenario.records import Effect, Scenario
from tests.rules.conftest import event, with_events


def codes(scenario: Scenario, world: World, orders: Orders, *, scripted: bool = False) -> list[tuple[str, str]]:
    return [(each.code, each.subject) for each in judge(scenario, world, orders, scripted=scripted)]


def harvest_of(scenario: Scenario) -> World:
    return play(scenario, begin(scenario), Orders()).world


def test_no_orders_at_all_are_legal_in_either_season(scenario: Scenario) -> None:
    assert judge(scenario, begin(scenario), Orders()) == ()
    assert judge(scenario, harvest_of(scenario), Orders()) == ()


def test_beyond_range_is_refused_with_the_range(scenario: Scenario) -> None:
    refused = judge(scenario, begin(scenario), Orders(levers={"investment_rate": 0.41}))
    assert [(each.code, each.subject) for each in refused] == [("order.out_of_range", "investment_rate")]
    assert refused[0].numbers == {"low": 0.05, "high": 0.40, "given": 0.41}
    assert codes(scenario, harvest_of(scenario), Orders(levers={"town_ration": 119.0})) == [
        ("order.out_of_range", "town_ration")
    ]


def test_beyond_pace_is_refused_with_what_could_be_reached(scenario: Scenario) -> None:
    refused = judge(scenario, begin(scenario), Orders(levers={"investment_rate": 0.19}))
    assert [each.code for each in refused] == ["order.too_fast"]
    assert refused[0].numbers == pytest.approx(
        {"from": 0.125, "given": 0.19, "pace": 0.06, "low": 0.065, "high": 0.185}
    )
    assert judge(scenario, begin(scenario), Orders(levers={"investment_rate": 0.125 + 0.06})) == ()
    assert judge(scenario, begin(scenario), Orders(levers={"investment_rate": 0.125 + 0.06 + 1e-6})) != ()


def test_the_army_grows_by_a_ratio(scenario: Scenario) -> None:
    world = begin(scenario)
    assert judge(scenario, world, Orders(levers={"army_size": 0.60 * 1.6})) == ()
    assert codes(scenario, world, Orders(levers={"army_size": 0.97})) == [("order.too_fast", "army_size")]
    assert judge(scenario, world, Orders(levers={"army_size": 0.60 / 1.6})) == ()
    assert codes(scenario, world, Orders(levers={"army_size": 0.37})) == [("order.too_fast", "army_size")]
    assert reach(scenario, world, "army_size") == pytest.approx((0.375, 0.96))


def test_reach_is_what_judge_allows(scenario: Scenario) -> None:
    world = begin(scenario)
    for lever, spec in scenario.levers.items():
        if spec.season == "january" and not spec.share_group and not lever.startswith("collectivis"):
            for end in reach(scenario, world, lever):
                assert judge(scenario, world, Orders(levers={lever: end})) == ()
    assert reach(scenario, world, "investment_rate", decreed=True) == (0.05, 0.40)


def test_the_five_shares_sum_to_one(scenario: Scenario) -> None:
    world = begin(scenario)
    refused = judge(scenario, world, Orders(levers={"share_heavy_industry": 0.35}))
    assert [each.code for each in refused] == ["order.shares_not_one"]
    assert refused[0].numbers["sum"] == pytest.approx(1.02)
    assert judge(scenario, world, Orders(levers={"share_heavy_industry": 0.35, "share_agriculture": 0.26})) == ()


def test_the_drive_is_never_below_the_goal(scenario: Scenario) -> None:
    refused = judge(scenario, begin(scenario), Orders(levers={"collectivised_goal": 0.1}))
    assert [(each.code, each.subject) for each in refused] == [("order.drive_below_goal", "collectivisation_drive")]
    assert refused[0].numbers == {"drive": 0.02, "goal": 0.1}
    both = Orders(levers={"collectivised_goal": 0.1, "collectivisation_drive": 0.1})
    assert judge(scenario, begin(scenario), both) == ()


def test_a_lever_moves_in_its_own_season(scenario: Scenario) -> None:
    assert codes(scenario, begin(scenario), Orders(levers={"grain_exports": 1.0})) == [
        ("order.wrong_season", "grain_exports")
    ]
    assert codes(scenario, harvest_of(scenario), Orders(levers={"arrests": 0.2})) == [("order.wrong_season", "arrests")]


@pytest.mark.parametrize("given", [math.inf, -math.inf, "much", None, True, [1.0]])
def test_what_is_no_number_is_refused(scenario: Scenario, given: object) -> None:
    orders = Orders(levers={"investment_rate": given})  # type: ignore[dict-item]
    assert codes(scenario, begin(scenario), orders) == [("order.not_a_number", "investment_rate")]
    orders = Orders(by_region={"ukraine": given})  # type: ignore[dict-item]
    assert codes(scenario, harvest_of(scenario), orders) == [("order.not_a_number", "ukraine")]


def test_only_a_lever_that_may_be_unset_takes_not_a_number(scenario: Scenario) -> None:
    assert codes(scenario, begin(scenario), Orders(levers={"arrests": math.nan})) == [("order.not_a_number", "arrests")]
    assert judge(scenario, harvest_of(scenario), Orders(levers={"procurement": math.nan})) == ()
    assert judge(scenario, harvest_of(scenario), Orders(by_region={"ukraine": math.nan})) == ()


def test_unknown_names_are_refused_by_name(scenario: Scenario) -> None:
    january, september = begin(scenario), harvest_of(scenario)
    assert codes(scenario, january, Orders(levers={"investment": 0.1})) == [("order.unknown_lever", "investment")]
    assert codes(scenario, september, Orders(by_region={"ukrane": 0.1})) == [("order.unknown_region", "ukrane")]
    assert codes(scenario, january, Orders(choices={"no_such_day": "x"})) == [("order.unknown_event", "no_such_day")]
    assert codes(scenario, january, Orders(decrees=("no_lever",))) == [("order.decree_unknown", "no_lever")]


def test_shares_by_region_belong_to_the_harvest_and_to_regions(scenario: Scenario) -> None:
    assert codes(scenario, begin(scenario), Orders(by_region={"ukraine": 0.3})) == [
        ("order.wrong_season", "procurement_by_region")
    ]
    world = harvest_of(scenario)
    assert judge(scenario, world, Orders(by_region={"ukraine": 0.3})) == ()
    assert codes(scenario, world, Orders(by_region={"ukraine": 1.01})) == [("order.out_of_range", "ukraine")]
    assert codes(scenario, world, Orders(levers={"procurement_by_region": 0.3})) == [
        ("order.needs_regions", "procurement_by_region")
    ]


def test_a_rule_of_collections_lies_on_a_stop(scenario: Scenario) -> None:
    world = harvest_of(scenario)
    assert judge(scenario, world, Orders(levers={"collection_rule": 2})) == ()
    assert codes(scenario, world, Orders(levers={"collection_rule": 0.5})) == [
        ("order.between_stops", "collection_rule")
    ]


def test_cards_are_answered_while_they_lie_on_the_table(scenario: Scenario) -> None:
    made = with_events(scenario, event("now", "1928-05-01"), event("later", "1928-10-01"))
    world = begin(made)
    assert judge(made, world, Orders(choices={"now": "act"})) == ()
    assert codes(made, world, Orders(choices={"now": "dance"})) == [("order.unknown_choice", "now")]
    assert codes(made, world, Orders(choices={"later": "act"})) == [("order.card_not_on_table", "later")]


def test_a_decree_lifts_a_pace_in_a_plan_and_in_play_only_where_an_event_grants_it(scenario: Scenario) -> None:
    grant = Effect("decree.arrests", "add", 0.0, 0)
    made = with_events(scenario, event("purge", "1928-05-01", grant))
    world = begin(made)
    hasty = Orders(levers={"arrests": 0.9}, decrees=("arrests",))
    assert judge(made, world, hasty, scripted=True) == ()
    assert codes(made, world, hasty) == [("order.too_fast", "arrests"), ("order.decree_not_granted", "arrests")]
    assert judge(made, world, replace(hasty, choices={"purge": "act"})) == ()
    assert judge(made, world, replace(hasty, choices={"purge": "act"}, decrees=())) == ()
    assert codes(made, world, replace(hasty, choices={"purge": "stay"})) != []
    beyond = replace(hasty, levers={"arrests": 1.1})
    assert codes(made, world, beyond, scripted=True) == [("order.out_of_range", "arrests")]
    undecreed = replace(hasty, decrees=())
    assert codes(made, world, undecreed, scripted=True) == [("order.too_fast", "arrests")]


def test_history_may_grant_a_decree_unanswered(scenario: Scenario) -> None:
    made = with_events(scenario, event("purge", "1928-05-01", history=(Effect("decree.arrests", "add", 0.0, 0),)))
    assert judge(made, begin(made), Orders(levers={"arrests": 0.9}, decrees=("arrests",))) == ()


def test_nothing_is_signed_once_the_game_is_over(scenario: Scenario, history: tuple[Turn, ...]) -> None:
    over = history[-1].world
    assert codes(scenario, over, Orders()) == [("order.game_over", "1941")]


def test_every_fault_is_named_at_once(scenario: Scenario) -> None:
    orders = Orders(levers={"investment_rate": 9.0, "arrests": 0.99, "x": 1.0}, choices={"y": "z"}, decrees=("w",))
    assert [code for code, _ in codes(scenario, begin(scenario), orders)] == [
        "order.out_of_range",
        "order.too_fast",
        "order.unknown_lever",
        "order.decree_unknown",
        "order.unknown_event",
    ]


def test_every_shipped_plan_is_legal_from_first_to_last_turn(scenario: Scenario) -> None:
    assert {"history", "nep", "nep_fast", "bukharin", "left", "slow", "faster"} <= scenario.plans.keys()
    for plan in scenario.plans.values():
        turns = list(roll(scenario, begin(scenario), follow(plan), scripted=True))
        assert turns[-1].refused == (), plan.id
        assert len(turns) == 26


def test_history_can_be_played_by_hand(scenario: Scenario) -> None:
    """Where history went faster than its pace, an event on the table grants the decree; without events nobody could."""
    by_hand = follow(scenario.plans["history"])
    assert list(roll(scenario, begin(scenario), by_hand))[-1].refused == ()
    bare = with_events(scenario)
    last = list(roll(bare, begin(bare), by_hand))[-1]
    assert (last.year, last.season) == (1937, "january")
    assert {(each.code, each.subject) for each in last.refused} == {
        ("order.too_fast", "arrests"),
        ("order.decree_not_granted", "arrests"),
    }


def test_what_a_forecast_assumes_is_legal_from_any_turn_of_history(
    scenario: Scenario, history: tuple[Turn, ...]
) -> None:
    for turn in history[:-1]:
        last = list(roll(scenario, futures(turn.world, 2), lambda world: standing(scenario, world)))[-1]
        assert last.refused == ()
