"""Food worked by hand: fields, collections, the granary, village trade, flight, and the two half-years of a table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.model import collections, fields, flight, granary, living
from game.model.quantity import Array, declared, total
from game.scenario.records import Scenario
from tests.model.test_blocks import nation, one, rounded


def test_hunger_at_the_threshold_kills_half_of_those_who_can_die(scenario: Scenario) -> None:
    """At F = z the logistic is 1/2; 'ordinary' food far above leaves nothing to subtract."""
    p = rounded(living.Params, scenario.params.living, starving_below=0.5, deaths_of_starving=0.4, ordinary_food=1.5)
    rate = living.hunger_rate(p, one(0.5), one(0.5), one(0))
    assert rate[0, 0] == pytest.approx(0.2, rel=1e-4)
    assert living.hunger_rate(p, one(1.5), one(1.5), one(0))[0, 0] == 0
    assert living.hunger_rate(p, one(0.001), one(0.001), one(0))[0, 0] == pytest.approx(0.4, rel=1e-6)


def test_the_half_year_before_is_remembered_by_a_quarter(scenario: Scenario) -> None:
    p = rounded(living.Params, scenario.params.living, weight_of_this_season=0.75)
    assert living.hunger_rate(p, one(0.4), one(0.8), one(0)) == living.hunger_rate(p, one(0.5), one(0.5), one(0))


def test_searches_widen_the_spread_of_food(scenario: Scenario) -> None:
    """Where a region goes short but does not starve on average, sharing unevenly kills."""
    p = rounded(living.Params, scenario.params.living, starving_below=0.5, spread_of_food=0.1, spread_by_searches=0.5)
    spared, searched = (living.hunger_rate(p, one(0.7), one(0.7), one(q))[0, 0] for q in (0, 0.2))
    assert searched > spared


def village(scenario: Scenario, **changes: Any) -> living.Village:
    p = rounded(living.Params, scenario.params.living, diet_from_livestock=0.2, diet_from_potatoes=0.2, foresight=0.5,
                autumn_of_year=0.4, garden_without_market=0.5, searched_share=1, search_per_coercion=2, asked_of_all=0,
                cattle_a_head=0.5, meat_norm=2.5, meat_weight=0.5, meat_kept=0.25)  # fmt: skip
    given: dict[str, Any] = dict(grain_share=one(1), coerced=one(0), coercion=nation(0), cattle=one(5), wintered=one(5),
                 rural=one(10), slaughtered=one(0), collectivised=one(0), private=nation(1))  # fmt: skip
    return living.village_food(p, **(given | changes))


def test_a_full_table_is_one_in_both_half_years(scenario: Scenario) -> None:
    for food in (village(scenario).autumn_food, village(scenario).spring_food, village(scenario).food):
        assert food[0, 0] == pytest.approx(1)


def test_a_short_harvest_is_eaten_too_fast(scenario: Scenario) -> None:
    """Half the grain: .5 + .5 * .5 = .75 in autumn, (.5 - .4 * .75)/.6 = 1/3 in spring; grain is .6 of the diet."""
    short = village(scenario, grain_share=one(0.5))
    assert short.autumn_food[0, 0] == pytest.approx(0.4 + 0.6 * 0.75)
    assert short.spring_food[0, 0] == pytest.approx(0.4 + 0.6 / 3)
    assert short.food[0, 0] == pytest.approx(0.4 + 0.6 * 0.5)


def test_meat_of_an_autumns_slaughter_hardly_feeds_the_spring(scenario: Scenario) -> None:
    """.3 of .4 m head are eaten in two fifths of a year, where 1 fills the diet; .1 keeps, where 1.5 does."""
    dry, fed = village(scenario), village(scenario, slaughtered=one(0.4))
    assert (fed.autumn_food - dry.autumn_food)[0, 0] == pytest.approx(0.2 * 0.5 * 0.3)
    assert (fed.spring_food - dry.spring_food)[0, 0] == pytest.approx(0.2 * 0.5 * 0.1 / 1.5)
    assert (fed.food - dry.food)[0, 0] == pytest.approx(0.2 * 0.5 * 0.4 / 2.5)


def test_the_spring_lives_off_the_herd_that_wintered(scenario: Scenario) -> None:
    """Half the herd lost by New Year takes half of livestock's fifth of the diet from the spring alone."""
    whole, halved = village(scenario), village(scenario, wintered=one(2.5))
    assert halved.autumn_food == whole.autumn_food
    assert (whole.spring_food - halved.spring_food)[0, 0] == pytest.approx(0.1)


def test_a_springs_slaughter_is_eaten_in_that_spring(scenario: Scenario) -> None:
    """.75 m head where 1.5 fill the meat diet of three fifths of a year: .2 × .5 × .5 more, and fewer die."""
    p = rounded(living.Params, scenario.params.living, diet_from_livestock=0.2, meat_norm=2.5, meat_weight=0.5,
                autumn_of_year=0.4, starving_below=0.5)  # fmt: skip
    hungry = living.State(autumn_food=one(0.5), spring_food=one(0.5), town_food=nation(1), searching=one(0),
                          belongings=one(0))  # fmt: skip
    (bare, same), (fed, after) = (
        living.winter(p, hungry, rural=one(10), urban=one(0), slaughtered=one(meat)) for meat in (0, 0.75)
    )
    assert same.spring_food == hungry.spring_food
    assert after.spring_food[0, 0] == pytest.approx(0.55)
    assert fed.winter_deaths[0, 0] < bare.winter_deaths[0, 0]


def test_searches_need_force(scenario: Scenario) -> None:
    """A quarter of the harvest coerced: by full force half of the gardens go, which are a fifth of the diet."""
    assert village(scenario, coerced=one(0.25)).food[0, 0] == pytest.approx(1)
    assert village(scenario, coerced=one(0.25), coercion=nation(1)).food[0, 0] == pytest.approx(0.9)


def test_what_is_asked_of_all_brings_no_searches(scenario: Scenario) -> None:
    p = rounded(living.Params, scenario.params.living, asked_of_all=0.3)
    given: dict[str, Any] = dict(grain_share=one(1), coercion=nation(1), cattle=one(5), wintered=one(5),
                                 rural=one(10), slaughtered=one(0), collectivised=one(0),
                                 private=nation(1))  # fmt: skip
    assert living.village_food(p, coerced=one(0.3), **given).searching[0, 0] == 0
    assert living.village_food(p, coerced=one(0.4), **given).searching[0, 0] == pytest.approx(0.1)


def test_belongings_feed_the_first_hungry_spring(scenario: Scenario) -> None:
    """A lack of .4 sells .8 of what a household has; a tenth of what is gone is regained in the year."""
    p = rounded(living.Params, scenario.params.living, ordinary_food=1, belongings_sold=2, belongings_at_most=0.2,
                belongings_regained=0.1)  # fmt: skip
    hungry = living.State(autumn_food=one(1), spring_food=one(0.6), town_food=one(1)[0], searching=one(0),
                          belongings=one(0.2))  # fmt: skip
    assert living.drawn(p, hungry)[0, 0] == pytest.approx(0.16)
    village = living.Village(food=one(1), autumn_food=one(1), spring_food=one(1), searching=one(0))
    _, after = living.autumn(p, hungry, village, one(1)[0], one(10))
    assert after.belongings[0, 0] == pytest.approx(0.04 + 0.1 * 0.16)
    assert living.drawn(p, after)[0, 0] == 0


def test_town_food_by_hand(scenario: Scenario) -> None:
    """4.7 Mt for 20 m people is 235 kg, the norm, hence 1; half of it gives .75 * .5 + .25."""
    p = rounded(living.Params, scenario.params.living, town_norm=235, grain_in_town_diet=0.75)
    assert living.town_food(p, nation(4.7), nation(20))[0] == pytest.approx(1)
    assert living.town_food(p, nation(2.35), nation(20))[0] == pytest.approx(0.625)


def harvest(scenario: Scenario, **changes: Any) -> fields.Harvest:
    given = dict(
        horses=one(5), cattle=one(5), machinery=nation(1), seed=one(2), rural=one(20), spring_food=one(1),
        resistance=one(0), disorganisation=one(0), collectivised=one(0), plan=nation(10.8), price=nation(1),
        weather=one(1), elapsed=nation(0),
    )  # fmt: skip
    p = rounded(fields.Params, scenario.params.fields, normal_harvest=10, seed_rate=0.2, rural_in_base_year=20,
                power_in_base_year=4.5, horse_power=0.8, cattle_power=0.1, response_to_power=0.5, most_power=2,
                easy_plan=10.8, area_without_seed=0.25)  # fmt: skip
    return fields.harvest(p, fields.State(tractor_power=one(0)), **(given | changes))


def test_a_normal_year_gives_a_normal_harvest(scenario: Scenario) -> None:
    """.8 * 5 + .1 * 5 = 4.5 m hp, the base: power 1, area 1, care 1, so 10 Mt."""
    assert harvest(scenario).harvest[0, 0] == pytest.approx(10)
    assert harvest(scenario).draught_power[0, 0] == pytest.approx(1)


def test_half_the_power_costs_by_its_elasticity_and_no_seed_three_quarters(scenario: Scenario) -> None:
    assert harvest(scenario, horses=one(2.5), cattle=one(2.5)).harvest[0, 0] == pytest.approx(10 * 0.5**0.5)
    bare = harvest(scenario, seed=one(0))
    assert bare.sown_area[0, 0] == pytest.approx(0.25)
    assert harvest(scenario, weather=one(0.6)).harvest[0, 0] == pytest.approx(6)


def taken(scenario: Scenario, *, regions: int = 13, **changes: Any) -> collections.Taken:
    p, f = scenario.params, scenario.params.fields
    norms = granary.norms(p.granary, mouths=np.ones((regions, 1)), seed_wanted=f.normal_harvest * f.seed_rate)
    given: dict[str, Any] = dict(
        harvest=f.normal_harvest, normal_harvest=f.normal_harvest, store=0 * f.normal_harvest,
        seed_wanted=f.normal_harvest * f.seed_rate, need_norm=norms.need_a_head, feed_norm=norms.feed,
        mouths=np.ones((regions, 1)), rural=scenario.start.people.rural, collectivised=np.zeros((regions, 1)),
        plan=nation(10.8), plan_pressure=nation(0), price=nation(1), private=nation(1), coercion=nation(0.1),
        ordered=nation(np.nan), bends=nation(0), rule=nation(0), by_region=np.full((regions, 1), np.nan),
        risings=np.zeros((regions, 1)),
        elapsed=nation(0),
    )  # fmt: skip
    return collections.collect(p.collections, **(given | changes))


def test_an_easy_plan_is_met_and_nobody_is_coerced(scenario: Scenario) -> None:
    result = taken(scenario)
    assert total(result.collected)[0] == pytest.approx(10.8, rel=0.02)
    assert result.coerced_share[:4].max() < 0.05


def test_a_plan_bends_with_the_harvest(scenario: Scenario) -> None:
    """At bends = 1 a harvest 10 % short takes 10 % off; at 0 the plan stands."""
    p = scenario.params.collections
    normal = collections.expected_total(p, nation(3))
    for bends, left in ((0, 1.0), (1, 0.9), (0.5, 0.9**0.5)):
        plan = collections.bent_plan(p, plan=nation(20), harvest=0.9 * normal, bends=nation(bends), elapsed=nation(3))
        assert plan[0] == pytest.approx(20 * left)


def test_what_cannot_be_taken_is_not_taken(scenario: Scenario) -> None:
    result = taken(scenario, ordered=nation(60), coercion=nation(1), collectivised=np.ones((13, 1)))
    assert (result.collected <= result.ceiling + 1e-12).all()
    assert total(result.collected)[0] < 60


def test_the_three_rules_share_one_plan_differently(scenario: Scenario) -> None:
    poor = scenario.params.fields.normal_harvest * np.where(np.arange(13) == 0, 0.5, 1)[:, None]
    asked = {rule: taken(scenario, harvest=poor, rule=nation(rule)).plan_by_region for rule in (0, 1, 2)}
    for plan in asked.values():
        assert total(plan)[0] == pytest.approx(10.8)
    assert np.allclose(asked[1] / poor, asked[1][0, 0] / poor[0, 0])
    assert asked[2][0, 0] < asked[1][0, 0]


def test_a_region_ordered_by_itself_gives_that_share(scenario: Scenario) -> None:
    by_region = np.full((13, 1), np.nan)
    by_region[0] = 0.05
    result = taken(scenario, by_region=by_region)
    assert result.collected[0, 0] == pytest.approx(0.05 * scenario.params.fields.normal_harvest[0, 0])
    assert result.collected[1, 0] >= taken(scenario).collected[1, 0] - 1e-9


def base_balance(scenario: Scenario) -> tuple[granary.Market, granary.Balance]:
    """Normal weather, the herds and people of 1928, 10.8 Mt collected where there is most over the norms."""
    p, f, people_ = scenario.params.granary, scenario.params.fields, scenario.start.people
    crop = f.normal_harvest
    norms = granary.norms(p, mouths=np.ones((13, 1)), seed_wanted=f.seed_rate * crop)
    collected = taken(scenario).collected
    grain = granary.issue(
        p, scenario.start.granary, lack=nation(0), collected=collected, rural=people_.rural, urban=people_.urban,
        soldiers=nation(0.56), exports=nation(0.1), relief=nation(0), ration=nation(235), from_abroad=nation(0),
    )  # fmt: skip
    market = granary.trade(
        p, scenario.start.granary, grain, norms=norms, harvest=crop, collected=collected, rural=people_.rural,
        private=nation(1), price=nation(1),
    )  # fmt: skip
    return market, granary.balance(p, grain, market, norms, people_.rural)[0]


def test_the_balance_of_1928_closes_at_the_norms(scenario: Scenario) -> None:
    """Harvest and stores meet food, feed, seed, sales and waste in every region once villages have traded."""
    market, eaten = base_balance(scenario)
    assert np.abs(total(market.bought)).max() < 1e-12
    assert np.allclose(eaten.food_share, 1, atol=0.13)
    assert (eaten.food_share > 0.97).all()
    assert total(eaten.feed)[0] == pytest.approx(total(eaten.feed_wanted)[0], rel=0.03)
    assert total(eaten.surplus_fed)[0] < 0.01 * total(scenario.params.fields.normal_harvest)[0]
    names = [region.id for region in scenario.regions]
    bought = dict(zip(names, market.bought[:, 0], strict=True))
    assert all(bought[name] > 0 for name in ("centre", "north_west", "far_east", "central_asia", "kazakhstan"))
    assert all(bought[name] < 0 for name in ("ukraine", "north_caucasus", "volga", "central_black_earth"))


def two_villages(scenario: Scenario, **changes: Any) -> granary.Market:
    """One region 1 Mt over its norms and one 2 Mt under: 10 m people at .2 t, no seed, no herds."""
    shipped = scenario.params.granary
    figures = {name: getattr(shipped, name)[:2] if q.axis == "region" else getattr(shipped, name)
               for name, q in declared(granary.Params).items()}  # fmt: skip
    zero = np.zeros((2, 1))
    flat = dict(lost_in_store=0, trade_without_markets=0.1, trade_dies_at=0.2, buyers_purse=1, bread_to_villages=1)
    figures |= {name: nation(value) for name, value in flat.items()} | {"food_norm": zero + 0.2}
    given = granary.Issue(
        set_aside=nation(0), exported=nation(0), army=nation(0), towns=nation(0), free_sale=nation(0),
        special=nation(0), reserve=nation(0), to_villages=zero,
    )  # fmt: skip
    stood: dict[str, Any] = dict(
        norms=granary.Norms(need_a_head=zero + 0.2, feed=zero, feed_wanted=zero, seed_wanted=zero),
        harvest=np.array([[3.0], [0.0]]), collected=zero, rural=zero + 10, private=nation(1), price=nation(1),
    )  # fmt: skip
    state = granary.State(state_grain=nation(0), village_grain=zero, seed=zero)
    return granary.trade(granary.Params(**figures), state, given, **(stood | changes))


def test_village_trade_by_hand(scenario: Scenario) -> None:
    """The surplus goes where it lacks; at half-open markets .1 + .9 * .3/.8 of it. A poor price cuts demand."""
    assert two_villages(scenario).bought[:, 0].tolist() == pytest.approx([-1, 1])
    half = two_villages(scenario, private=nation(0.5))
    assert half.bought[:, 0].tolist() == pytest.approx([-0.4375, 0.4375])
    assert two_villages(scenario, price=nation(0.5)).bought[1, 0] == pytest.approx(1)
    assert two_villages(scenario, price=nation(0.25)).bought[1, 0] == pytest.approx(0.5)


def fled(food: list[float], way: float = 1, cordon: float = 1) -> tuple[flight.Flow, Array]:
    p = flight.Params(
        hungry_below=nation(0.7), leaving=nation(0.5), most_leaving=nation(0.3), through_the_seal=nation(0.1),
        cordons=np.full((2, 1), cordon), fed_above=nation(0.8), room=nation(0.1),
        over_the_border=np.array([[0.2], [0.0]]), smallest=nation(1e-9),
    )  # fmt: skip
    return flight.flee(p, food=np.array(food)[:, None], rural=np.array([[10.0], [20.0]]), way_out=nation(way))


def test_the_hungry_go_where_there_is_food() -> None:
    """.5 * (.7 - .5) of 10 m leave, a fifth of them abroad; the other region has room for a tenth of 20 m."""
    flow, rural = fled([0.5, 1.0])
    assert flow.left[0, 0] == pytest.approx(1)
    assert flow.emigrated[0, 0] == pytest.approx(0.2)
    assert rural[:, 0].tolist() == pytest.approx([9, 20.8])


def test_where_nobody_has_food_the_hungry_turn_back_and_cordons_hold_them() -> None:
    flow, rural = fled([0.5, 0.7])
    assert flow.left[:, 0].tolist() == pytest.approx([0.2, 0])
    assert fled([0.5, 1.0], way=0)[0].left[0, 0] == pytest.approx(0.1)
    assert fled([0.5, 1.0], way=0, cordon=0)[0].left[0, 0] == pytest.approx(1)
    assert fled([0.9, 1.0])[0].left.max() == 0
    assert rural.sum() == pytest.approx(29.8)
