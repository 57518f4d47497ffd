"""Balances: where an accounting identity holds, what came in and what became of it, term by term.

    villages   harvest + stores + back from the state + bought + bread from towns
                   = collected + lost + eaten + fed + fed beyond the norm + seed + left in store          Mt
    state      store + collected + from abroad
                   = exports + army + towns + free sale + villagers' bread + special supply
                     + back to villages + store                                                           Mt
    people     alive on 1 January + births
                   = ordinary deaths + hunger + repression + emigrants + alive a year on                  million
    product    product + imports = households + public services + investment + defence + stocks + exports

For one region the villages' balance holds as it is; the people's has its births, ordinary deaths and whatever else
is not known by region as one term, which is what the others leave.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from game.model.quantity import Array, total
from game.model.step import Autumn, Spring, State, hunger_deaths
from game.rules.mixed import abroad
from game.rules.turn import Turn
from game.scenario.records import Scenario

VILLAGES: Final = "villages"
STATE: Final = "state"
PEOPLE: Final = "people"
PRODUCT: Final = "product"

OF: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "grain_harvest": (VILLAGES,),
        "grain_procurement": (VILLAGES, STATE),
        "share_taken": (VILLAGES, STATE),
        "plan_after_bending": (STATE,),
        "food_index": (VILLAGES,),
        "food_spring": (VILLAGES,),
        "grain_kept_per_head": (VILLAGES,),
        "village_trade": (VILLAGES,),
        "famine_deaths": (VILLAGES, PEOPLE),
        "famine_mortality": (VILLAGES,),
        "famine_risk": (VILLAGES,),
        "town_food_index": (STATE,),
        "town_grain": (STATE,),
        "state_grain": (STATE,),
        "state_grain_stocks": (STATE,),
        "grain_exports": (STATE,),
        "grain_exports_of_harvest": (STATE,),
        "population_jan1": (PEOPLE,),
        "births": (PEOPLE,),
        "deaths": (PEOPLE,),
        "emigrants": (PEOPLE,),
        "hunger_flight": (PEOPLE,),
        "excess_deaths": (PEOPLE,),
        "repression_deaths": (PEOPLE,),
        "gdp_index": (PRODUCT,),
        "gnp": (PRODUCT,),
        "gross_investment_share_gnp": (PRODUCT,),
        "consumption_per_head": (PRODUCT,),
        "household_consumption_share_gnp": (PRODUCT,),
        "defence_share_gnp": (PRODUCT,),
    }
)
"""The balances in which a reading is a term, or from whose terms it is made."""
BETWEEN: Final = frozenset({"collected", "returned", "bread"})
"""Terms that go out of one balance and come into another."""
REGIONAL: Final = frozenset({VILLAGES, PEOPLE})
UNITS: Final = MappingProxyType({VILLAGES: "Mt", STATE: "Mt", PEOPLE: "million", PRODUCT: "billion 1937 roubles"})


@dataclass(frozen=True, slots=True)
class Balance:
    """What came in and what became of it in a year, in the order told; both add up to the same."""

    id: str
    unit: str
    came: Mapping[str, float]
    went: Mapping[str, float]

    @property
    def error(self) -> float:
        """What came less what went: nought but for rounding."""
        return sum(self.came.values()) - sum(self.went.values())


def balances(
    scenario: Scenario, turns: Sequence[Turn], reading: str, year: int, region: str = ""
) -> tuple[Balance, ...]:
    """The balances of a year that a reading belongs to; none where the year was not played to its end.

    `turns` are one line of play. For a region those that hold by region.
    """
    january = next((turn for turn in turns if (turn.year, turn.season) == (year, "january")), None)
    september = next((turn for turn in turns if (turn.year, turn.season) == (year, "september")), None)
    if january is None or september is None or january.spring is None or september.autumn is None:
        return ()
    row = next((at for at, each in enumerate(scenario.regions) if each.id == region), None)
    played = _Played(
        january.before.state, january.spring, september.autumn, september.world.state, abroad(scenario, september), row
    )
    wanted = [name for name in OF.get(reading, ()) if row is None or name in REGIONAL]
    return tuple(Balance(name, UNITS[name], *_MADE[name](played)) for name in wanted)


@dataclass(frozen=True, slots=True)
class _Played:
    opening: State
    spring: Spring
    autumn: Autumn
    close: State
    abroad: Array
    row: int | None

    def of(self, regional: Array) -> float:
        """A regional quantity of the region, or its sum."""
        found = total(regional) if self.row is None else regional[self.row]
        return float(np.asarray(found).reshape(-1)[0])


_Terms = tuple[Mapping[str, float], Mapping[str, float]]


def _villages(played: _Played) -> _Terms:
    grain, of = played.autumn.granary, played.of
    came = {
        "harvest": of(played.spring.fields.harvest),
        "village_store": of(played.opening.granary.village_grain),
        "returned": of(grain.returned),
        "bought": of(grain.bought),
        "bread": of(grain.bread),
    }
    went = {
        "collected": of(played.autumn.collections.collected),
        "lost": of(grain.lost),
        "eaten": of(grain.food),
        "fed": of(grain.feed),
        "surplus_fed": of(grain.surplus_fed),
        "seed": of(grain.seed),
        "village_store_left": of(played.close.granary.village_grain),
    }
    return came, went


def _state(played: _Played) -> _Terms:
    grain = played.autumn.granary
    came = {
        "state_store": _first(played.opening.granary.state_grain),
        "collected": _first(total(played.autumn.collections.collected)),
        "abroad": _first(played.abroad),
    }
    went = {
        "exports": _first(grain.exported),
        "army": _first(grain.army),
        "towns": _first(grain.towns),
        "free_sale": _first(grain.free_sale),
        "bread": _first(total(grain.bread)),
        "special": _first(grain.special),
        "returned": _first(total(grain.returned)),
        "state_store_left": _first(played.close.granary.state_grain),
    }
    return came, went


def _people(played: _Played) -> _Terms:
    spring, autumn, of = played.spring, played.autumn, played.of
    alive = of(played.opening.people.rural + played.opening.people.urban)
    left = of(played.close.people.rural + played.close.people.urban)
    if played.row is None:
        came = {"alive": alive, "births": _first(autumn.people.births)}
        went = {
            "ordinary_deaths": _first(autumn.people.ordinary_deaths),
            "hunger": _first(hunger_deaths(spring, autumn.living)),
            "repression": _first(autumn.order.repression_deaths),
            "emigrated": of(autumn.flight.emigrated),
            "alive_next": left,
        }
        return came, went
    hunger = of(spring.living.winter_deaths + spring.living.town_deaths + autumn.living.autumn_deaths)
    fled, arrived = of(autumn.flight.left), of(autumn.flight.arrived)
    came = {"alive": alive, "arrived": arrived, "others": left + hunger + fled - alive - arrived}
    return came, {"hunger": hunger, "fled": fled, "alive_next": left}


def _product(played: _Played) -> _Terms:
    uses = played.autumn.accounts
    came = {"product": _first(played.autumn.product.product), "imports": _first(uses.imports)}
    went = {
        name: _first(getattr(uses, name))
        for name in ("household", "public", "investment", "defence", "stocks", "exports")
    }
    return came, went


def _first(national: Array) -> float:
    return float(np.asarray(national).reshape(-1)[0])


_MADE: Final[Mapping[str, Callable[[_Played], _Terms]]] = MappingProxyType(
    {VILLAGES: _villages, STATE: _state, PEOPLE: _people, PRODUCT: _product}
)
