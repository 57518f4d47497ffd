"""The year in order: the only file that calls blocks, to be read from top to bottom.

January: campaign -> slaughter -> winter deaths -> risings -> sowing -> the harvest, whose size is then known.
September: collections, weakened by risings -> the state's grain -> village trade -> flight -> the
village's grain -> food -> herds -> resistance -> work -> product -> trade -> investment -> repression -> people -> army -> consent -> the fall.

Each half-year opens with the government's bridle: where it has fallen, a caretaker's orders are followed.
A half-year is a pure function of parameters, state, levers and circumstances; nothing is changed
in place. The step is a year by construction, so rates are shares a year and flows are what passes
in it. Law: people, grain and money close to rounding (tests/model/test_laws.py).
"""

from dataclasses import replace
from functools import partial

from game.model import (
    accounts,
    army,
    building,
    campaign,
    collections,
    fields,
    flight,
    government,
    granary,
    herds,
    labour,
    living,
    munitions,
    order,
    people,
    production,
    trade,
    war,
)
from game.model.circumstances import Circumstances
from game.model.levers import January, September
from game.model.quantity import Array, positive, total
from game.model.whole import Autumn, Params, Spring, State, capital_at_work, grain_in_store

__all__ = ["Autumn", "Params", "Spring", "State", "hunger_deaths", "invasion", "january", "september"]


def january(params: Params, state: State, levers: January, year: Circumstances) -> tuple[Spring, State]:
    """From New Year to the harvest."""
    everyone = total(state.people.rural) + total(state.people.urban)
    levers = government.bridle_january(params.government, state.government, levers, everyone)
    push = campaign.press(
        params.campaign,
        state.campaign,
        drive=levers.collectivisation_drive,
        goal=levers.collectivised_goal,
        coercion=levers.village_coercion,
    )
    killed, stock = herds.slaughter(params.herds, state.herds, push.push)
    hunger, fed = living.winter(
        params.living, state.living, rural=state.people.rural, urban=state.people.urban, slaughtered=killed.eaten
    )
    alive = people.mourn(state.people, hunger.winter_deaths, hunger.town_deaths)
    unrest = government.unrest(
        params.government,
        state.government,
        push=push.push,
        collectivised=state.campaign.collectivised,
        resistance=state.campaign.resistance,
        hunger=hunger.hunger_rate,
        deaths=total(hunger.winter_deaths) + total(hunger.town_deaths),
        rural=alive.rural,
        people=everyone,
        consent=state.order.consent,
        arrests=levers.arrests,
    )
    held, farms = campaign.hold(
        params.campaign,
        state.campaign,
        threatened=push.threatened,
        goal=levers.collectivised_goal,
        coercion=levers.village_coercion,
        risings=unrest.risings,
    )
    harvest = fields.harvest(
        params.fields,
        state.fields,
        horses=stock.horses,
        cattle=stock.cattle,
        machinery=state.building.farm_capital / params.fields.machinery_in_base_year,
        seed=state.granary.seed,
        rural=alive.rural,
        spring_food=fed.spring_food,
        resistance=farms.resistance,
        disorganisation=farms.disorganisation,
        collectivised=farms.collectivised,
        plan=levers.procurement_plan,
        price=levers.procurement_price,
        weather=year.weather,
        elapsed=year.elapsed,
    )
    return (
        Spring(living=hunger, held=held, campaign=push, government=unrest, herds=killed, fields=harvest),
        replace(state, people=alive, living=fed, campaign=farms, herds=stock),
    )


def september(
    params: Params, state: State, spring: Spring, plan: January, levers: September, year: Circumstances
) -> tuple[Autumn, State]:
    """From the harvest to the year's end; `plan` is what January signed."""
    crop, push, risings = spring.fields, spring.campaign.push, spring.government
    plan = government.bridle_january(
        params.government, state.government, plan, total(state.people.rural) + total(state.people.urban)
    )
    levers = government.bridle_september(params.government, state.government, levers, total(state.people.rural))
    killed, kept = herds.fear(
        params.herds,
        state.herds,
        push=push,
        coercion=plan.village_coercion,
        collectivised=state.campaign.collectivised,
    )
    mouths = herds.mouths(params.herds, kept)
    norms = granary.norms(params.granary, mouths=mouths, seed_wanted=crop.seed_wanted)
    refusal = government.refuse(
        params.government,
        risings,
        harvest=crop.harvest,
        seed=crop.seed_wanted,
        food=norms.need_a_head * state.people.rural,
        plan=collections.bent_plan(
            params.collections,
            plan=plan.procurement_plan,
            harvest=total(crop.harvest),
            bends=levers.plan_bends,
            elapsed=year.elapsed,
        ),
        ordered=levers.procurement,
        by_region=levers.procurement_by_region,
    )
    taken = collections.collect(
        params.collections,
        harvest=crop.harvest,
        normal_harvest=params.fields.normal_harvest,
        store=state.granary.village_grain,
        seed_wanted=crop.seed_wanted,
        need_norm=norms.need_a_head,
        feed_norm=norms.feed,
        mouths=mouths,
        rural=state.people.rural,
        collectivised=state.campaign.collectivised,
        plan=plan.procurement_plan * refusal.heeded,
        plan_pressure=crop.plan_pressure,
        price=plan.procurement_price,
        private=plan.private_plots_and_markets,
        coercion=plan.village_coercion,
        ordered=levers.procurement * refusal.heeded,
        bends=levers.plan_bends,
        rule=levers.collection_rule,
        by_region=levers.procurement_by_region * refusal.heeded,
        risings=refusal.grip_lost,
        elapsed=year.elapsed,
    )
    kept_back = crop.harvest - taken.collected
    lack = granary.lacking(params.granary, state.granary, norms, kept=kept_back, rural=state.people.rural)
    given = granary.issue(
        params.granary,
        state.granary,
        lack=total(positive(lack)),
        collected=taken.collected,
        rural=state.people.rural,
        urban=state.people.urban,
        soldiers=state.army.men * (1 + risings.garrisons),
        exports=levers.grain_exports,
        relief=levers.relief,
        ration=levers.town_ration,
        from_abroad=year.foreign_grain,
    )
    market = granary.trade(
        params.granary,
        state.granary,
        given,
        norms=norms,
        harvest=crop.harvest,
        collected=taken.collected,
        rural=state.people.rural,
        private=plan.private_plots_and_markets,
        price=plan.procurement_price,
    )
    standing = herds.livestock(params.herds, kept.cattle, kept.sheep)
    village = partial(
        living.village_food,
        params.living,
        coerced=taken.coerced_share,
        coercion=plan.village_coercion,
        cattle=standing,
        slaughtered=killed.eaten,
        collectivised=state.campaign.collectivised,
        private=plan.private_plots_and_markets,
    )
    ahead = granary.outlook(params.granary, market, norms, state.people.rural)
    hopes = village(grain_share=ahead, rural=state.people.rural, wintered=standing).food
    fled, present = flight.flee(params.flight, food=hopes, rural=state.people.rural, way_out=levers.freedom_to_leave)
    grain, stores = granary.balance(params.granary, given, market, norms, present)
    urban = total(state.people.urban)
    town = living.town_food(params.living, grain.towns + grain.free_sale, urban)
    stock_winter, stock = herds.winter(
        params.herds,
        kept,
        killed=killed,
        feed=grain.feed,
        surplus_fed=grain.surplus_fed,
        feed_wanted=grain.feed_wanted,
        draught_power=crop.draught_power,
        collectivised=state.campaign.collectivised,
        disorganisation=state.campaign.disorganisation,
        private=plan.private_plots_and_markets,
    )
    wintered = herds.livestock(params.herds, stock.cattle, stock.sheep)
    eaten = village(grain_share=grain.food_share, rural=present, wintered=wintered)
    table, fed = living.autumn(params.living, state.living, eaten, town, present)
    alive = people.mourn(replace(state.people, rural=present), table.autumn_deaths, 0 * state.people.urban)
    farms = campaign.resist(
        params.campaign,
        state.campaign,
        coerced=taken.coerced_share,
        push=push,
        before=state.campaign.collectivised - spring.held.joined,
        hunger=spring.living.hunger_rate,
        coercion=plan.village_coercion,
        private=plan.private_plots_and_markets,
        price=plan.procurement_price,
    )
    rural = total(alive.rural)
    everyone = rural + urban
    soldiers = 0.5 * (state.army.men + plan.army_size)
    plant = capital_at_work(state.building)
    work, hands = labour.work(
        params.labour,
        state.labour,
        capital=plant.heavy + plant.consumer + plant.transport + plant.arms,
        urban=urban,
        soldiers=soldiers,
        investment_rate=plan.investment_rate,
        schooling=plan.schooling,
        arrests=plan.arrests,
        discipline=plan.labour_discipline,
        coercion=plan.village_coercion,
        drive=plan.collectivisation_drive,
        real_wage=state.accounts.real_wage,
        elapsed=year.elapsed,
    )
    made, remembered = production.produce(
        params.production,
        state.production,
        plant,
        workers=work.workers,
        worth=work.worth,
        harvest=crop.harvest,
        draught_power=crop.draught_power,
        plan_pressure=crop.plan_pressure,
        cattle=stock.cattle,
        rural=alive.rural,
        urban=urban,
        soldiers=soldiers,
        garrisons=risings.garrisons,
        defence_share=plan.defence_share,
        elapsed=year.elapsed,
    )
    pieces, arsenal = munitions.deliver(
        params.munitions, state.munitions, arms=made.arms, soldiers=soldiers, arrests=plan.arrests
    )
    dealing, owed = trade.deal(
        params.trade,
        state.trade,
        exported=grain.exported,
        grain_price=year.grain_price,
        goods_price=year.goods_price,
        credit=plan.foreign_credit,
        machine_share=plan.machinery_imports,
        elapsed=year.elapsed,
    )
    built, capital = building.build(
        params.building,
        state.building,
        heavy=made.heavy,
        arms=made.arms,
        product=made.product,
        machines=dealing.machines,
        skill=work.skill,
        shortage=work.shortage,
        freight=made.transport,
        investment_rate=plan.investment_rate,
        shares={
            "heavy": plan.share_heavy_industry,
            "consumer": plan.share_consumer_industry,
            "transport": plan.share_transport_and_power,
            "arms": plan.share_arms_industry,
            "farm": plan.share_agriculture,
        },
        east=plan.building_in_the_east,
        arrests=plan.arrests,
        farm_members=total(farms.collectivised * alive.rural) / rural,
        draught_power=total(crop.draught_power * alive.rural) / rural,
    )
    uses, paid = accounts.close(
        params.accounts,
        accounts.Origin(
            heavy=made.heavy,
            consumer=made.consumer,
            farm=made.farm,
            services=made.services,
            arms=made.arms,
            defence=made.defence,
            investment=built.investment,
            from_machines=built.from_machines,
            from_own_account=built.from_own_account,
            imports=dealing.imports,
            machines=dealing.machines,
            other_exports=dealing.other_exports,
            grain_exported=grain.exported,
            grain_stored=grain_in_store(stores) - grain_in_store(state.granary),
            cattle_gained=total(stock.cattle - state.herds.cattle - spring.herds.cattle_slaughtered),
            horses_gained=total(stock.horses - state.herds.horses - spring.herds.horses_slaughtered),
        ),
        schooling=plan.schooling,
        urban=urban,
        rural=rural,
        workers=work.workers,
        town_grain=grain.towns + grain.free_sale,
        town_food=town,
        cattle=total(stock.cattle),
    )
    land = fields.tractors(params.fields, state.fields, made=built.tractors_made, scrapped=built.tractors_scrapped)
    repression, held = order.repress(
        params.order,
        state.order,
        joined=spring.held.joined,
        resistance=state.campaign.resistance,
        collectivised=farms.collectivised,
        hunger=spring.living.hunger_rate,
        rural=alive.rural,
        urban=urban,
        coercion=plan.village_coercion,
        arrests=plan.arrests,
    )
    movement, living_next = people.year(
        params.people,
        alive,
        food_spring=state.living.spring_food,
        food=table.autumn_food,
        town_food=town,
        disorganisation=farms.disorganisation,
        push=push,
        hunger=spring.living.hunger_rate,
        vacancies=work.vacancies,
        workers=work.workers,
        workers_before=state.labour.employed,
        price=plan.procurement_price,
        exit_freedom=levers.freedom_to_leave,
        east=plan.building_in_the_east,
        hunger_deaths=hunger_deaths(spring, table),
        repression_deaths=repression.repression_deaths,
        birth_rate_shift=year.birth_rate_shift,
        elapsed=year.elapsed,
    )
    force = army.prepare(params.army, state.army, arms_made=made.arms, arrests=plan.arrests, army_size=plan.army_size)
    dead = hunger_deaths(spring, table) + repression.repression_deaths
    order_next = order.consent(
        params.order,
        held,
        consumption=uses.civilian_a_head,
        resistance=total(farms.resistance * living_next.rural) / total(living_next.rural),
        arrests=plan.arrests,
        discipline=plan.labour_discipline,
        deaths=dead,
        people=everyone,
    )
    stands = government.fall(
        params.government, state.government, deaths=dead, people=everyone, consent=order_next.consent
    )
    ready = army.forces(
        params.army,
        force,
        plant=capital.arms_capital,
        product=made.product,
        steel=built.steel,
        consent=order_next.consent,
        east=capital.east_share,
    )
    return (
        Autumn(
            government=refusal,
            collections=taken,
            granary=grain,
            flight=fled,
            living=table,
            herds=stock_winter,
            work=work,
            product=made,
            building=built,
            munitions=pieces,
            accounts=uses,
            trade=dealing,
            order=repression,
            people=movement,
            army=ready,
        ),
        State(
            people=living_next,
            living=fed,
            campaign=farms,
            herds=stock,
            fields=land,
            granary=stores,
            labour=hands,
            production=remembered,
            building=capital,
            munitions=arsenal,
            accounts=paid,
            trade=owed,
            order=order_next,
            government=stands,
            army=force,
        ),
    )


def hunger_deaths(spring: Spring, table: living.Table) -> Array:
    """All who died of hunger in a calendar year, villages and towns, nation."""
    return total(spring.living.winter_deaths) + total(spring.living.town_deaths) + total(table.autumn_deaths)


def means(state: State, forces: army.Forces) -> war.Means:
    """What stands behind the front on 1 January."""
    return war.Means(
        **{force: getattr(forces, force) for force in war.COUNTED},
        rail=state.building.transport_capital,
        grain=state.granary.state_grain,
        seed=state.granary.seed,
        rural=state.people.rural,
        urban=state.people.urban,
    )


def invasion(
    params: Params, state: State, forces: army.Forces, fortune: war.Fortune, year: Circumstances
) -> war.Campaign:
    """The campaign of 1941-42 that meets the country and the forces standing on 1 January."""
    return war.fight(params.war, fortune, means(state, forces), year.enemy_strength)
