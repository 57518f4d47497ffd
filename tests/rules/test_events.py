"""Events lie on the table by date, default to history, and do what they say for as long as they say."""

from dataclasses import replace

import numpy as np
import pytest

from game.model.quantity import pick, total
from game.rules import events
from game.rules.luck import draw
from game.rules.orders import Orders
from game.rules.turn import Turn, follow, play, roll, war
from game.rules.world import World, begin
from game.scenario.records import Effect, Scenario
from tests.rules.conftest import event, with_events


def answer(*ids: str) -> Orders:
    return Orders(choices=dict.fromkeys(ids, "act"))


def whole_game(scenario: Scenario, *acted: str, world: World | None = None) -> list[Turn]:
    def orders_for(world: World) -> Orders:
        return answer(*(card for card in world.cards if card in acted))

    turns = list(roll(scenario, world or begin(scenario), orders_for))
    assert not turns[-1].refused
    return turns


def years_that_differ(scenario: Scenario, made: Scenario, table: str, flow: str, *acted: str) -> set[int]:
    """The years in which a September flow differs from what it is without the event."""
    there = [turn for turn in whole_game(made, *acted) if turn.autumn]
    here = [turn for turn in whole_game(with_events(scenario)) if turn.autumn]
    return {
        turn.year
        for turn, other in zip(there, here, strict=True)
        if not np.array_equal(pick(turn.autumn, f"{table}.{flow}"), pick(other.autumn, f"{table}.{flow}"))
    }


def test_a_card_lies_on_the_table_in_the_season_of_its_day(scenario: Scenario) -> None:
    made = with_events(
        scenario,
        event("june", "1929-06-30"),
        event("new_year", "1929-01-01"),
        event("august", "1929-08-31"),
        event("september", "1929-09-01"),
        event("december", "1929-12-31"),
    )
    cards = {(turn.year, turn.season): turn.before.cards for turn in whole_game(made)}
    assert cards[1929, "january"] == ("new_year", "june", "august")
    assert cards[1929, "september"] == ("september", "december")
    assert sum(len(each) for each in cards.values()) == 5


def test_the_half_year_before_the_invasion_belongs_to_the_last_harvest(scenario: Scenario) -> None:
    made = with_events(scenario, event("march_1941", "1941-03-01"))
    turns = whole_game(made)
    assert turns[-1].before.cards == ("march_1941",)
    assert turns[-1].news == (("march_1941", "stay"),)


def test_an_unanswered_card_is_answered_as_history_did(scenario: Scenario) -> None:
    made = with_events(scenario, event("a", "1928-05-01"), event("b", "1928-05-02"))
    turn = play(made, begin(made), answer("b"))
    assert turn.news == (("a", "stay"), ("b", "act"))
    assert turn.world.fired == turn.news
    assert turn.world.cards == ()


def test_news_without_a_choice_is_told_and_does_nothing(scenario: Scenario) -> None:
    made = with_events(scenario, replace(event("crash", "1928-05-01"), choices=()))
    turn = play(made, begin(made), Orders())
    assert turn.news == (("crash", ""),)
    assert turn.world.running == ()


@pytest.mark.parametrize(("day", "first"), [("1930-05-01", "january"), ("1930-10-01", "september")])
def test_an_effect_on_circumstances_lasts_its_years(scenario: Scenario, day: str, first: str) -> None:
    """Two years are four half-years from the season of the event, so two readings of whatever is read once a year."""
    made = with_events(scenario, event("gift", day, Effect("circumstances.foreign_grain", "add", 1.0, 2)))
    given = []
    for turn in whole_game(made, "gift"):
        now = turn.before.half_year
        running = turn.before.running + events.started(
            events.answered(made, turn.before.cards, turn.orders.choices), now
        )
        if events.change(draw(made, turn.before), running, now, ()).foreign_grain[0] == 1.0:
            given.append((turn.year, turn.season))
    everything = [(year, season) for year in range(1928, 1941) for season in ("january", "september")]
    since = everything.index((1930, first))
    assert given == everything[since : since + 4]


def test_grain_given_from_abroad_is_in_the_granary_of_its_year_and_no_other(scenario: Scenario) -> None:
    made = with_events(scenario, event("gift", "1930-10-01", Effect("circumstances.foreign_grain", "add", 1.0, 1)))

    def unexplained(turn: Turn) -> float:
        """State grain spent and left beyond what was collected and in store."""
        assert turn.autumn is not None
        grain = turn.autumn.granary
        spent = grain.exported + grain.army + grain.towns + grain.free_sale + grain.special
        spent = spent + total(grain.returned + grain.bread)
        left, stood = turn.world.state.granary.state_grain, turn.before.state.granary.state_grain
        return float((spent + left - stood - total(turn.autumn.collections.collected))[0])

    found = {turn.year: unexplained(turn) for turn in whole_game(made, "gift") if turn.autumn}
    assert found == pytest.approx({year: float(year == 1930) for year in range(1928, 1941)}, abs=1e-9)


def test_weather_from_a_september_event_is_next_year_s(scenario: Scenario) -> None:
    made = with_events(scenario, event("drought", "1930-10-01", Effect("circumstances.weather", "multiply", 0.5, 1)))
    harvests = {turn.year: total(turn.spring.fields.harvest)[0] for turn in whole_game(made, "drought") if turn.spring}
    plain = {
        turn.year: total(turn.spring.fields.harvest)[0] for turn in whole_game(with_events(scenario)) if turn.spring
    }
    assert harvests[1930] == plain[1930]
    assert harvests[1931] == pytest.approx(0.5 * plain[1931])
    assert harvests[1932] > 0.6 * plain[1932]


def test_an_effect_may_begin_years_later(scenario: Scenario) -> None:
    late = Effect("circumstances.grain_price", "multiply", 3.0, 2, after=3)
    made = with_events(scenario, event("boom", "1930-05-01", late))
    assert years_that_differ(scenario, made, "trade", "grain_earnings", "boom") == {1933, 1934}


def test_a_choice_not_taken_does_nothing(scenario: Scenario) -> None:
    made = with_events(scenario, event("boom", "1930-05-01", Effect("circumstances.grain_price", "multiply", 3.0, 2)))
    assert years_that_differ(scenario, made, "trade", "grain_earnings") == set()


def test_a_stock_is_moved_once(scenario: Scenario) -> None:
    made = with_events(scenario, event("shock", "1928-05-01", Effect("campaign.resistance", "add", 0.25, 0)))
    turn = play(made, begin(made), answer("shock"))
    before = made.start.campaign.resistance
    assert turn.world.state.campaign.resistance == pytest.approx(before + 0.25)
    assert turn.world.running == ()


def test_a_stock_may_be_moved_later(scenario: Scenario) -> None:
    made = with_events(scenario, event("loan", "1928-05-01", Effect("trade.debt", "add", 0.1, 0, after=1)))
    debts = [turn.before.state.trade.debt[0] for turn in whole_game(made, "loan") if turn.season == "january"]
    plain = [t.before.state.trade.debt[0] for t in whole_game(with_events(scenario)) if t.season == "january"]
    assert debts[:2] == plain[:2]
    assert debts[2] == pytest.approx(plain[2] + 0.1)


def test_a_stock_stays_within_the_bounds_that_the_model_declares(scenario: Scenario) -> None:
    for how, by, left in (("add", 9.0, 1.0), ("add", -9.0, 0.0), ("multiply", 100.0, 1.0)):
        made = with_events(scenario, event("shock", "1928-05-01", Effect("campaign.resistance", how, by, 0)))  # type: ignore[arg-type]
        turn = play(made, begin(made), answer("shock"))
        assert np.unique(turn.world.state.campaign.resistance).tolist() == [left]


def test_an_effect_may_strike_some_regions_alone(scenario: Scenario) -> None:
    struck = Effect("campaign.disorganisation", "add", 0.3, 0, regions=("ukraine", "volga"))
    made = with_events(scenario, event("shock", "1928-05-01", struck))
    found = play(made, begin(made), answer("shock")).world.state.campaign.disorganisation
    plain = play(made, begin(made), Orders()).world.state.campaign.disorganisation
    moved = [region.id for row, region in enumerate(made.regions) if found[row, 0] != plain[row, 0]]
    assert sorted(moved) == ["ukraine", "volga"]


def test_the_enemy_s_strength_is_what_events_left_it(scenario: Scenario) -> None:
    def depth(years: int, choice: str) -> float:
        weaker = Effect("circumstances.enemy_strength", "multiply", 0.9, years)
        made = with_events(scenario, event("pact", "1939-08-23", weaker))
        plan = replace(scenario.plans["history"], choices={"pact": choice})
        last = list(roll(made, begin(made), follow(plan), scripted=True))[-1]
        return float(war(made, last.world).depth.max())

    assert depth(3, "act") < depth(3, "stay") - 0.02
    assert depth(1, "act") == depth(1, "stay")


def test_the_ban_of_1936_is_an_event_and_not_a_year_in_the_model(scenario: Scenario) -> None:
    ban = next(each for each in scenario.events if each.id == "abortion-ban")
    alone = with_events(scenario, ban)
    differ = years_that_differ(scenario, alone, "people", "births")
    assert min(differ) == 1937
    turns = {turn.year: turn for turn in whole_game(alone) if turn.autumn}
    plain = {turn.year: turn for turn in whole_game(with_events(scenario)) if turn.autumn}
    gained = {
        year: pick(turns[year].autumn, "people.births")[0] - pick(plain[year].autumn, "people.births")[0]
        for year in (1937, 1938, 1939, 1940)
    }
    assert all(0.4 < gained[year] < 1.0 for year in (1937, 1938, 1939))
    assert 0.2 < gained[1940] < 0.8


def test_every_shipped_event_comes_to_the_table_once(scenario: Scenario) -> None:
    fired = [name for name, _ in whole_game(scenario)[-1].world.fired]
    assert sorted(fired) == sorted(each.id for each in scenario.events)
    assert len(fired) >= 12


def test_every_shipped_choice_can_be_taken(scenario: Scenario) -> None:
    for each in scenario.events:
        for choice in each.choices:

            def orders_for(world: World, card: str = each.id, taken: str = choice.id) -> Orders:
                return Orders(choices={card: taken} if card in world.cards else {})

            last = list(roll(scenario, begin(scenario), orders_for))[-1]
            assert not last.refused
            assert (each.id, choice.id) in last.world.fired
