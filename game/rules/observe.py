"""Observe: every reading of the desk, declared, and how it is taken from a year.

A reading is a line of READINGS: its id (the record's name where the record has it), its unit, the
page on which it stands, the time at which it stands, and how it is taken from a year for the nation
or by region. A stock `X_jan1[y]`, and every reading timed `january`, stands on 1 January of y;
flows belong to the calendar year or, timed `harvest`, to the harvest of that year.

Customs count exports by calendar year, orders by harvest year: four fifths of a harvest's exports leave
in the autumn, the rest in the spring that follows. Hunger deaths of a calendar year are those of its
winter and its autumn; famine risk looks from one harvest to the next. The forecast's share of
futures is the mean of `famine_risk` over its members.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from game.model.quantity import FRONTS, Array, total
from game.rules.years import Year
from game.scenario.records import Page

Take = Callable[[Year], Array | None]
Timing = Literal["year", "january", "harvest", "invasion"]

FAMINE: Final = 0.01
"""Share of a region's people dying of hunger before the next harvest beyond which there is famine."""

SHIPPED_BY_NEW_YEAR: Final = 0.8
"""Share of a harvest's exports that leaves before the New Year. Derived: with it the harvests of 1930-32 (5.8, 4.8
and 1.6 Mt shipped, Davies and Wheatcroft 2004) give the customs figures of 1930-32; with a half they do not."""

HUNDRED: Final = 100.0
MILLION: Final = 1e6
KILOGRAMS: Final = 1000.0
"""Kilograms a head in tonnes a head: Mt over millions of people."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity that is shown: for the nation, by region, or both.

    `running` names the reading that this one adds up, from the first year that is known. The record's series of the
    same thing, where there is one, bears the same id and unit.
    """

    id: str
    unit: str
    page: Page
    timing: Timing
    nation: Take | None = None
    region: Take | None = None
    running: str = ""


def _part(part: str, path: str, scale: float) -> Take:
    """What stands at a dotted path below a part of the year; nothing where the part is not known."""
    below = operator.attrgetter(path)

    def taken(year: Year) -> Array | None:
        table = getattr(year, part)
        if table is None:
            return None
        found: Array = below(table)
        return found if scale == 1 else scale * found

    return taken


def _autumn(block: str, flow: str, scale: float = 1.0) -> Take:
    return _part("autumn", f"{block}.{flow}", scale)


def _stock(block: str, stock: str, scale: float = 1.0) -> Take:
    return _part("opening", f"{block}.{stock}", scale)


def _close(block: str, stock: str) -> Take:
    return lambda year: None if year.close is None else getattr(getattr(year.close, block), stock)


def _forces(part: str, scale: float = 1.0) -> Take:
    return _part("forces", part, scale)


def _sum(take: Take) -> Take:
    """A regional quantity added up over the nation."""

    def summed(year: Year) -> Array | None:
        found = take(year)
        return None if found is None else total(found)

    return summed


def _plus(*takes: Take) -> Take:
    """Quantities added up; unknown where one of them is."""

    def added(year: Year) -> Array | None:
        whole: Array | None = None
        for take in takes:
            part = take(year)
            if part is None:
                return None
            whole = part if whole is None else whole + part
        return whole

    return added


def _share(part: Take, whole: Take, scale: float = HUNDRED) -> Take:
    """One quantity against another, in percent."""

    def shared(year: Year) -> Array | None:
        above, below = part(year), whole(year)
        return None if above is None or below is None else scale * above / below

    return shared


def _index(take: Take, base: str) -> Take:
    """A quantity against the base year's, base year = 100."""

    def indexed(year: Year) -> Array | None:
        found = take(year)
        return None if found is None else HUNDRED * found / getattr(year.base, base)

    return indexed


def _weighted(take: Take, weight: Take) -> Take:
    """A regional quantity averaged by people."""

    def averaged(year: Year) -> Array | None:
        found, people = take(year), weight(year)
        return None if found is None or people is None else total(found * people) / total(people)

    return averaged


def _at_harvest(block: str, stock: str, scale: float = 1.0) -> Take:
    return _part("at_harvest", f"{block}.{stock}", scale)


def _spring(block: str, flow: str, scale: float = 1.0) -> Take:
    return _part("spring", f"{block}.{flow}", scale)


def _calendar_exports(year: Year) -> Array | None:
    if year.autumn is None or year.exported_before is None:
        return None
    return SHIPPED_BY_NEW_YEAR * year.autumn.granary.exported + (1 - SHIPPED_BY_NEW_YEAR) * year.exported_before


def _traded(year: Year) -> Array | None:
    """What villages bought of other regions' villages and of the towns."""
    if year.autumn is None:
        return None
    return total(np.maximum(year.autumn.granary.bought, 0) + year.autumn.granary.bread)


def _held(year: Year) -> Array | None:
    return None if year.grain_before is None else year.grain_before.held


def _hunger_ahead(year: Year) -> Array | None:
    """Who dies of hunger from this harvest to the next, villages and towns, by region."""
    winter = year.hunger_ahead
    if winter is None or year.autumn is None:
        return None
    return year.autumn.living.autumn_deaths + winter.winter_deaths + winter.town_deaths


def _famine(year: Year) -> Array | None:
    """1 where more than the famine share of a region's people die before the next harvest."""
    share = _MORTALITY(year)
    return None if share is None else np.where(share > HUNDRED * FAMINE, 1.0, 0.0)


def _famine_anywhere(year: Year) -> Array | None:
    found = _famine(year)
    if found is None:
        return None
    anywhere: Array = found.max(axis=0)
    return anywhere


def _collapse(year: Year) -> Array | None:
    return None if year.campaign is None else year.campaign.collapsed[-1]


def _deepest(year: Year) -> Array | None:
    return None if year.campaign is None else year.campaign.depth.max(axis=0)


def _at_worst(figure: str, row: int | None = None) -> Take:
    """A figure of the campaign at its highest, in percent; `row` picks one of the directions, as it stands."""

    def worst(year: Year) -> Array | None:
        if year.campaign is None:
            return None
        path: Array = getattr(year.campaign, figure).max(axis=0)
        return HUNDRED * path if row is None else path[row]

    return worst


def _at_the_end(figure: str, scale: float = 1.0) -> Take:
    return lambda year: None if year.campaign is None else scale * getattr(year.campaign, figure)[-1]


_HARVEST: Final = _spring("fields", "harvest")
_COLLECTED: Final = _autumn("collections", "collected")
_RURAL: Final = _at_harvest("people", "rural")
_PEOPLE_AT_HARVEST: Final = _plus(_RURAL, _at_harvest("people", "urban"))
_EVERYONE: Final = _sum(_PEOPLE_AT_HARVEST)
_TOWNSPEOPLE: Final = _sum(_at_harvest("people", "urban"))
_VILLAGERS: Final = _stock("people", "rural")
_PEOPLE: Final = _plus(_VILLAGERS, _stock("people", "urban"))
_PRODUCT: Final = _autumn("product", "product")
_HUNGER: Final = _plus(
    _spring("living", "winter_deaths"), _spring("living", "town_deaths"), _autumn("living", "autumn_deaths")
)
_REPRESSION: Final = _autumn("order", "repression_deaths")
_CATTLE_KILLED: Final = _plus(_spring("herds", "cattle_slaughtered"), _autumn("herds", "cattle_killed"))
_HORSES_KILLED: Final = _plus(_spring("herds", "horses_slaughtered"), _autumn("herds", "horses_killed"))
_EXCESS: Final = _plus(_sum(_HUNGER), _REPRESSION)
_MORTALITY: Final = _share(_hunger_ahead, _PEOPLE_AT_HARVEST)
_FOOD: Final = _autumn("living", "food")
_SPRING_FOOD: Final = _autumn("living", "spring_food")
_BOUGHT: Final = _autumn("granary", "bought")
_KEPT: Final = _autumn("granary", "kept_a_head")
_FARMS: Final = _at_harvest("campaign", "collectivised", HUNDRED)
_TAKEN: Final = _share(_COLLECTED, _HARVEST)
_RESISTANCE: Final = _close("campaign", "resistance")
_VILLAGERS_AFTER: Final = _close("people", "rural")
_RISINGS: Final = _spring("government", "risings")
_ENROLLED: Final = _spring("campaign", "enrolled", HUNDRED)

_CATTLE: Final = _stock("herds", "cattle")
_HORSES: Final = _stock("herds", "horses")
_URBAN: Final = _stock("people", "urban")
_NET_MIGRATION: Final = _plus(_autumn("people", "migration"), _autumn("people", "returned", -1.0))
_TOWN_GRAIN: Final = _plus(_autumn("granary", "towns"), _autumn("granary", "free_sale"))
_CONSUMPTION: Final = _autumn("accounts", "consumption_a_head")


_PARTS: Final = ("arms", "plant", "product", "officers", "steel", "men", "morale", "east")

FORCES: Final = tuple(f"force_{part}" for part in _PARTS)
"""What readiness is made of, each against the historical plan in January 1941."""


def _both(name: str, unit: str, page: Page, timing: Timing, take: Take) -> Reading:
    """A regional quantity and its sum over the nation."""
    return Reading(name, unit, page, timing, _sum(take), take)


_DECLARED: Final = (
    Reading("gdp_index", "1928=100", "invest", "year", _index(_PRODUCT, "product")),
    Reading("gnp", "billion 1937 roubles", "invest", "year", _PRODUCT),
    Reading("industry_index", "1928=100", "invest", "year", _autumn("product", "industry", HUNDRED)),
    Reading("steel", "Mt", "invest", "year", _autumn("building", "steel")),
    Reading("electricity", "TWh", "invest", "year", _autumn("product", "electricity")),
    Reading(
        "gross_investment_share_gnp", "percent", "invest", "year", _share(_autumn("building", "investment"), _PRODUCT)
    ),
    Reading("investment_ceiling", "percent", "invest", "year", _share(_autumn("building", "ceiling"), _PRODUCT)),
    Reading("investment_wasted", "percent", "invest", "year", _autumn("building", "wasted_share", HUNDRED)),
    Reading("workers_employees", "million", "invest", "year", _autumn("work", "workers")),
    Reading("skill", "1928=100", "invest", "year", _autumn("work", "skill", HUNDRED)),
    Reading("consumption_per_head", "1928=100", "invest", "year", _index(_CONSUMPTION, "consumption_a_head")),
    Reading(
        "household_consumption_share_gnp",
        "percent",
        "invest",
        "year",
        _share(_autumn("accounts", "household"), _PRODUCT),
    ),
    Reading("real_wage", "1928=100", "invest", "year", _index(_autumn("accounts", "real_wage"), "real_wage")),
    _both("grain_harvest", "Mt", "country", "harvest", _HARVEST),
    _both("grain_procurement", "Mt", "country", "harvest", _COLLECTED),
    Reading("collectivised_households_pct", "percent", "country", "year", _weighted(_FARMS, _RURAL), _FARMS),
    _both("cattle_jan1", "million", "country", "january", _CATTLE),
    _both("horses_jan1", "million", "country", "january", _HORSES),
    _both("cattle_slaughtered", "million", "country", "year", _CATTLE_KILLED),
    _both("horses_slaughtered", "million", "country", "year", _HORSES_KILLED),
    _both("sheep_goats_jan1", "million", "country", "january", _stock("herds", "sheep")),
    Reading("cattle_index_jan1", "1928=100", "country", "january", _index(_sum(_CATTLE), "cattle")),
    Reading("horses_index_jan1", "1928=100", "country", "january", _index(_sum(_HORSES), "horses")),
    Reading("tractor_power", "million hp", "country", "year", _sum(_close("fields", "tractor_power"))),
    Reading("collectivised_in_march", "percent", "country", "year", _weighted(_ENROLLED, _RURAL), _ENROLLED),
    Reading("resistance", "1", "country", "year", _weighted(_RESISTANCE, _VILLAGERS_AFTER), _RESISTANCE),
    Reading("risings", "1", "country", "year", _weighted(_RISINGS, _RURAL), _RISINGS),
    _both("population_jan1", "million", "country", "january", _PEOPLE),
    _both("urban_population_jan1", "million", "country", "january", _URBAN),
    _both("migration_to_towns", "million", "country", "year", _autumn("people", "migration")),
    _both("net_rural_urban_migration", "million", "country", "year", _NET_MIGRATION),
    Reading("life_expectancy", "years", "country", "year", _autumn("people", "life_expectancy")),
    _both("emigrants", "million", "country", "year", _autumn("flight", "emigrated")),
    _both("hunger_flight", "million", "country", "year", _autumn("flight", "left")),
    Reading("births", "million", "country", "year", _autumn("people", "births")),
    Reading("deaths", "million", "country", "year", _plus(_autumn("people", "ordinary_deaths"), _EXCESS)),
    Reading("share_taken", "percent", "harvest", "harvest", _share(_sum(_COLLECTED), _sum(_HARVEST)), _TAKEN),
    Reading("plan_after_bending", "Mt", "harvest", "harvest", _autumn("government", "goal")),
    Reading("food_index", "1928=1", "harvest", "harvest", _weighted(_FOOD, _RURAL), _FOOD),
    Reading("food_spring", "1928=1", "harvest", "harvest", _weighted(_SPRING_FOOD, _RURAL), _SPRING_FOOD),
    Reading("grain_kept_per_head", "kg/person", "harvest", "harvest", _weighted(_KEPT, _RURAL), _KEPT),
    Reading("village_trade", "Mt", "harvest", "harvest", _traded, _plus(_BOUGHT, _autumn("granary", "bread"))),
    Reading("town_food_index", "1928=1", "harvest", "harvest", _autumn("living", "town_food")),
    Reading("town_grain", "kg/person", "harvest", "harvest", _share(_TOWN_GRAIN, _TOWNSPEOPLE, KILOGRAMS)),
    Reading("town_kilocalories", "kcal/person/day", "harvest", "harvest", _autumn("accounts", "kilocalories")),
    Reading("state_grain", "Mt", "harvest", "january", _stock("granary", "state_grain")),
    Reading("state_grain_stocks", "Mt", "harvest", "january", _held),
    _both("famine_deaths", "million", "harvest", "year", _HUNGER),
    Reading("famine_mortality", "percent", "harvest", "harvest", _share(_sum(_hunger_ahead), _EVERYONE), _MORTALITY),
    Reading("famine_risk", "share of futures", "harvest", "harvest", _famine_anywhere, _famine),
    Reading("grain_exports", "Mt", "trade", "year", _calendar_exports),
    Reading("grain_exports_of_harvest", "Mt", "trade", "harvest", _autumn("granary", "exported")),
    Reading("machine_imports", "billion 1937 roubles", "trade", "year", _autumn("trade", "machines")),
    Reading("grain_earnings", "billion gold roubles", "trade", "year", _autumn("trade", "grain_earnings")),
    Reading("foreign_exchange", "billion gold roubles", "trade", "year", _autumn("trade", "exchange")),
    Reading("foreign_debt", "billion gold roubles", "trade", "january", _stock("trade", "debt")),
    Reading("consent", "0-100", "order", "january", _stock("order", "consent")),
    Reading("gulag_total_jan1", "million", "order", "january", _stock("order", "camps")),
    Reading("special_settlers_jan1", "million", "order", "january", _stock("order", "exile")),
    Reading("executions_political", "million", "order", "year", _autumn("order", "executions")),
    Reading("camp_deaths", "million", "order", "year", _autumn("order", "camp_deaths")),
    Reading("exile_deaths", "million", "order", "year", _autumn("order", "exile_deaths")),
    Reading("government_fallen", "share of futures", "order", "year", _close("government", "fallen")),
    Reading("repression_deaths", "million", "order", "year", _REPRESSION),
    Reading("excess_deaths", "million", "order", "year", _EXCESS),
    Reading("defence_share_gnp", "percent", "army", "year", _share(_autumn("product", "defence"), _PRODUCT)),
    Reading("tanks_produced", "units", "army", "year", _autumn("munitions", "tanks", MILLION)),
    Reading("aircraft_produced", "units", "army", "year", _autumn("munitions", "aircraft", MILLION)),
    Reading("guns_produced", "units", "army", "year", _autumn("munitions", "guns", MILLION)),
    Reading("arms_made", "billion 1937 roubles", "army", "year", _autumn("product", "arms")),
    Reading("army_size", "million", "army", "year", _close("army", "men")),
    Reading("arms", "billion 1937 roubles", "army", "january", _stock("army", "arms")),
    Reading("officers", "1928=100", "army", "january", _stock("army", "officers", HUNDRED)),
    Reading("industry_in_the_east", "percent", "army", "january", _stock("building", "east_share", HUNDRED)),
    Reading("war_readiness", "history 1941=100", "army", "january", _forces("readiness")),
    *(Reading(f"force_{part}", "history 1941=100", "army", "january", _forces(part, HUNDRED)) for part in _PARTS),
    Reading("collapse", "share of futures", "army", "invasion", _collapse),
    Reading("front_depth", "1", "army", "invasion", _deepest),
    *(Reading(f"front_{front}", "1", "army", "invasion", _at_worst("fronts", row)) for row, front in enumerate(FRONTS)),
    Reading("people_behind_front", "percent", "army", "invasion", _at_worst("people_behind"), _at_worst("occupied")),
    Reading("industry_behind_front", "percent", "army", "invasion", _at_worst("industry_behind")),
    Reading("fields_behind_front", "percent", "army", "invasion", _at_worst("fields_behind")),
    Reading("industry_moved_east", "percent", "army", "invasion", _at_the_end("moved", HUNDRED)),
    Reading("output_at_war", "percent", "army", "invasion", _at_the_end("output", HUNDRED)),
    Reading("war_losses", "million", "army", "invasion", _at_the_end("own_losses")),
    Reading("famine_deaths_so_far", "million", "harvest", "year", running="famine_deaths"),
    Reading("repression_deaths_so_far", "million", "order", "year", running="repression_deaths"),
    Reading("excess_deaths_so_far", "million", "order", "year", running="excess_deaths"),
)

READINGS: Final[Mapping[str, Reading]] = MappingProxyType({reading.id: reading for reading in _DECLARED})
