"""Whole: the tables of all blocks side by side, and what `step.py` hands from one to another. No equation."""

from dataclasses import dataclass

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
from game.model.quantity import Array, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes, block by block."""

    people: people.Params
    living: living.Params
    campaign: campaign.Params
    herds: herds.Params
    fields: fields.Params
    collections: collections.Params
    granary: granary.Params
    flight: flight.Params
    labour: labour.Params
    production: production.Params
    building: building.Params
    munitions: munitions.Params
    accounts: accounts.Params
    trade: trade.Params
    order: order.Params
    government: government.Params
    army: army.Params
    war: war.Params


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Stocks at a season's end, block by block."""

    people: people.State
    living: living.State
    campaign: campaign.State
    herds: herds.State
    fields: fields.State
    granary: granary.State
    labour: labour.State
    production: production.State
    building: building.State
    munitions: munitions.State
    accounts: accounts.State
    trade: trade.State
    order: order.State
    government: government.State
    army: army.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Spring:
    """What January to the harvest brought."""

    living: living.Winter
    held: campaign.Held
    campaign: campaign.Push
    government: government.Unrest
    herds: herds.Slaughter
    fields: fields.Harvest


@dataclass(frozen=True, slots=True, kw_only=True)
class Autumn:
    """What the harvest to the year's end brought."""

    government: government.Refusal
    collections: collections.Taken
    granary: granary.Balance
    flight: flight.Flow
    living: living.Table
    herds: herds.Winter
    work: labour.Work
    product: production.Product
    building: building.Building
    munitions: munitions.Pieces
    accounts: accounts.Uses
    trade: trade.Dealing
    order: order.Repression
    people: people.Movement
    army: army.Forces


def capital_at_work(capital: building.State) -> production.Plant:
    """The capital and productivity that building left for the year's work."""
    return production.Plant(
        heavy=capital.heavy_capital,
        consumer=capital.consumer_capital,
        transport=capital.transport_capital,
        power=capital.power_capital,
        arms=capital.arms_capital,
        heavy_productivity=capital.heavy_productivity,
        consumer_productivity=capital.consumer_productivity,
    )


def grain_in_store(stores: granary.State) -> Array:
    """All grain in store, the state's and the villages', seed with it, nation."""
    return stores.state_grain + total(stores.village_grain) + total(stores.seed)
