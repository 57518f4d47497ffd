"""Campaign, risings, the fall of a government, exile and camps: one number each, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from game.model import campaign, government, order
from game.scenario.records import Scenario
from tests.model.test_blocks import nation, one, rounded


def pressed(p: campaign.Params, risings: float = 0, **levers: float) -> tuple[campaign.Push, campaign.State]:
    """A campaign from a tenth of households collectivised."""
    state = campaign.State(collectivised=one(0.1), disorganisation=one(0), resistance=one(0.1))
    orders = {name: nation(value) for name, value in levers.items()}
    push = campaign.press(p, state, **orders)
    _, after = campaign.hold(
        p, state, threatened=push.threatened, goal=orders["goal"], coercion=orders["coercion"], risings=one(risings)
    )
    return push, after


def test_a_campaign_by_hand(scenario: Scenario) -> None:
    """Odds 1, a drive of 53 % from 10 %: 43 points threatened, 40 beyond the free 3, all by full force."""
    p = rounded(campaign.Params, scenario.params.campaign, odds_of_joining=1, joins_freely=0.03, zeal_of_officials=1,
                pressure_without_force=0.25, speed_by_force=0.75, disorganisation_from_threat=0.9)  # fmt: skip
    push, after = pressed(p, drive=0.53, goal=0.3, coercion=0.75)
    assert push.push[0, 0] == pytest.approx(0.40)
    assert push.enrolled[0, 0] == pytest.approx(0.53)
    assert after.collectivised[0, 0] == pytest.approx(0.3)
    assert after.disorganisation[0, 0] == pytest.approx(0.36)
    calm, _ = pressed(p, drive=0.1, goal=0.1, coercion=0)
    assert calm.push[0, 0] == 0


def test_joining_is_no_faster_than_force_allows_and_risings_slow_it(scenario: Scenario) -> None:
    p = rounded(campaign.Params, scenario.params.campaign, odds_of_joining=1, joins_freely=0.03, speed_by_force=0.75,
                slowed_by_risings=0.5)  # fmt: skip
    push, after = pressed(p, drive=0.9, goal=0.9, coercion=0.4)
    assert push.enrolled[0, 0] == pytest.approx(0.1 + 0.03 + 0.77 * 0.65)
    assert after.collectivised[0, 0] == pytest.approx(0.1 + 0.03 + 0.3)
    _, slowed = pressed(p, risings=1, drive=0.9, goal=0.9, coercion=0.4)
    assert slowed.collectivised[0, 0] == pytest.approx(0.1 + 0.33 / 2)


def test_regional_odds_keep_order_and_ends(scenario: Scenario) -> None:
    odds = scenario.params.campaign.odds_of_joining
    for national in (0.0, 1.0):
        assert np.allclose(campaign.regional_share(nation(national), odds), national)
    middle = campaign.regional_share(nation(0.236), odds)
    assert middle[1] > middle[0] > middle[4]


def test_zeal_counts_only_beyond_what_is_to_be_held(scenario: Scenario) -> None:
    """Where the goal is the drive, officials' zeal moves nothing; beyond it the Black Earth leads."""
    p, state = scenario.params.campaign, scenario.start.campaign
    even = campaign.press(p, state, drive=nation(0.5), goal=nation(0.5), coercion=nation(1)).threatened
    assert np.allclose(even, campaign.regional_share(nation(0.5), p.odds_of_joining) - state.collectivised)
    rushed = campaign.press(p, state, drive=nation(0.57), goal=nation(0.236), coercion=nation(1)).enrolled
    assert rushed[3] == rushed.max()


def unrest(p: government.Params, fallen: float = 0, **changes: float) -> government.Unrest:
    given = (
        dict(push=0.4, collectivised=0, resistance=0, hunger=0, rural=100, deaths=0, consent=50, arrests=0) | changes
    )
    regional = {name: one(given[name]) for name in ("push", "collectivised", "resistance", "hunger", "rural")}
    national = {name: nation(given[name]) for name in ("deaths", "consent", "arrests")}
    return government.unrest(p, government.State(fallen=nation(fallen)), people=nation(100), **regional, **national)


def refusal(p: government.Params, spring: government.Unrest, **changes: float) -> government.Refusal:
    given = dict(harvest=40, seed=5, food=15, plan=10, ordered=np.nan, by_region=np.nan) | changes
    regional = {name: one(given[name]) for name in ("harvest", "seed", "food", "by_region")}
    return government.refuse(p, spring, plan=nation(given["plan"]), ordered=nation(given["ordered"]), **regional)


def test_risings_by_hand(scenario: Scenario) -> None:
    """Anger .4 at an even anger of .4 makes half rise; arrests damp it, consent below ten stirs it."""
    p = rounded(government.Params, scenario.params.government, anger_from_campaign=1, even_anger=0.4, grip_lost=0.4,
                anger_without_consent=0.5, low_consent=10, damped_by_arrests=0.5, garrisons=0.2)  # fmt: skip
    half = unrest(p)
    assert half.risings[0, 0] == pytest.approx(0.5)
    assert refusal(p, half).grip_lost[0, 0] == pytest.approx(0.2)
    assert half.garrisons[0] == pytest.approx(0.1)
    assert unrest(p, arrests=1).risings[0, 0] == pytest.approx(0.04 / (0.04 + 0.16))
    assert unrest(p, push=0, consent=10).risings[0, 0] == 0
    assert unrest(p, push=0, consent=0).risings[0, 0] == pytest.approx(0.25 / (0.25 + 0.16))
    assert refusal(p, unrest(p, push=0, fallen=1)).grip_lost[0, 0] == 1


def test_villages_refuse_what_they_cannot_live_without(scenario: Scenario) -> None:
    """Of 40 Mt villages need 20: what leaves enough is heeded, and whatever is asked leaves them half of it."""
    p = rounded(government.Params, scenario.params.government, most_in_sight=0.5, steepness=4, deaths_borne=0.08)
    calm = unrest(p, push=0)
    assert refusal(p, calm, ordered=20).heeded[0] == 1
    assert refusal(p, calm, ordered=0).heeded[0] == 1
    assert refusal(p, calm, ordered=30).in_sight[0] == pytest.approx(0.5)
    assert refusal(p, calm, by_region=0.75).in_sight[0] == pytest.approx(0.5)
    given = [asked * float(refusal(p, calm, ordered=asked).heeded[0]) for asked in (20, 25, 30, 40, 100, 10_000)]
    assert given == sorted(given)
    assert given[-1] == pytest.approx(30, abs=0.01)
    assert refusal(p, unrest(p, push=0, deaths=9)).grip_lost[0, 0] == 1
    assert refusal(p, unrest(p, push=0, deaths=4)).grip_lost[0, 0] == pytest.approx(1 / 16)


def test_a_government_falls_by_deaths_or_by_lost_consent_and_stays_fallen(scenario: Scenario) -> None:
    p = rounded(government.Params, scenario.params.government, deaths_borne=0.08, least_consent=5)

    def fallen(deaths: float, consent: float, before: float = 0) -> float:
        state = government.State(fallen=nation(before))
        after = government.fall(p, state, deaths=nation(deaths), people=nation(100), consent=nation(consent))
        return float(after.fallen[0])

    assert (fallen(7.9, 5), fallen(8.1, 50), fallen(0, 4.9), fallen(0, 80, 1)) == (0, 1, 1, 1)


def held(p: order.Params, **changes: float) -> order.Repression:
    """A hundred million villagers, no towns, a million each in camps and exile, with beds and roofs for all."""
    given = dict(joined=0.2, resistance=0, collectivised=0, hunger=0, rural=100, beds=1, roofs=1, urban=0, coercion=1,
                 arrests=0) | changes  # fmt: skip
    state = order.State(camps=nation(1), exile=nation(1), consent=nation(50), beds=nation(given["beds"]),
                        roofs=nation(given["roofs"]))  # fmt: skip
    regional = {name: one(given[name]) for name in ("joined", "resistance", "collectivised", "hunger", "rural")}
    national = {name: nation(given[name]) for name in ("urban", "coercion", "arrests")}
    return order.repress(p, state, **regional, **national)[0]


def test_repression_counts_every_cause(scenario: Scenario) -> None:
    """Of 2 % marked, 1 % is in exile: 100 * .2 * .5 * .01 = .1 m deported; .4 above t₀, squared, shoots .16 %."""
    p = rounded(order.Params, scenario.params.order, executions=0.01, executions_above=0.2, executions_with_exile=0.1,
                camps_from_arrests=0, camps_from_coercion=0, camps_always=0, camp_death_rate=0.05, deaths_by_hunger=2,
                exile_death_rate=0.04, deported=0.5, marked_for_exile=0.02, deaths_on_the_way=0.03,
                deaths_by_crowding=0.2, smallest=0)  # fmt: skip
    dead = held(p, roofs=1.05, arrests=0.6)
    assert dead.deported[0] == pytest.approx(0.1)
    assert dead.executions[0] == pytest.approx(0.16 + 0.01)
    assert dead.camp_deaths[0] == pytest.approx(0.05)
    assert dead.exile_deaths[0] == pytest.approx(0.04 * 1.05)
    assert dead.repression_deaths[0] == pytest.approx(0.17 + 0.05 + 0.042 + 0.003)
    assert held(p, arrests=0.2, joined=-0.2).executions[0] == 0
    assert held(p, beds=0.5).camp_deaths[0] == pytest.approx(0.05 + 0.2 * 0.25)
    assert held(p, hunger=0.1).camp_deaths[0] == pytest.approx(0.05 + 0.2)
