"""Preview: what may come of a draft, over many futures at once, and nothing is signed.

The draft is played this season, then "if these orders stand" to the end and through the invasion,
by members 1 to N, whose luck is drawn; the game's own, member 0, is never among them, so nobody
sees the coming weather. Two drafts meet the same luck: what differs between their forecasts is the
orders' doing and not the noise's. Everything that leaves here is plain floats.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np

from game.model.quantity import Array
from game.model.war import Campaign
from game.rules.courtesy import courteous, give_way
from game.rules.gathering import flows
from game.rules.observe import READINGS, Take
from game.rules.orders import Orders
from game.rules.scheme import FEW
from game.rules.swift import OFTEN, keep_in, learn
from game.rules.turn import Turn, play, roll, standing, war
from game.rules.world import World, begin
from game.rules.world import futures as seen_by
from game.rules.years import Line, Year
from game.scenario.records import Scenario
from game.session.code import CodeFolder

# The readings that a desk shows with a fan. Each costs a row of futures a year, so no others are taken.
HEADLINES = (
    "gdp_index",
    "industry_index",
    "consumption_per_head",
    "steel",
    "tractor_power",
    "workers_employees",
    "skill",
    "grain_harvest",
    "grain_procurement",
    "grain_exports_of_harvest",
    "food_index",
    "town_grain",
    "state_grain",
    "cattle_index_jan1",
    "horses_index_jan1",
    "collectivised_households_pct",
    "population_jan1",
    "urban_population_jan1",
    "famine_deaths",
    "repression_deaths",
    "excess_deaths",
    "famine_deaths_so_far",
    "excess_deaths_so_far",
    "machine_imports",
    "foreign_debt",
    "gulag_total_jan1",
    "special_settlers_jan1",
    "consent",
    "officers",
    "arms",
    "war_readiness",
)
BY_REGION = ("food_index", "famine_mortality", "famine_deaths", "grain_harvest")
RISK = "famine_risk"

PERCENTILES = (5, 25, 40, 50, 60, 75, 95)
Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Percentiles of a reading over futures, year by year; not-a-number in a year that it has none for."""

    p05: Row
    p25: Row
    p40: Row
    p50: Row
    p60: Row
    p75: Row
    p95: Row


@dataclass(frozen=True, slots=True)
class Spread:
    """A single figure over futures: its median, and the 5th and 95th percentiles."""

    p05: float
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What may come, from the season's year to the January of the invasion.

    `bands` are in the readings' units, `regions` medians by region. `famine_risk` is the share of
    futures in which more than 1 % of a region's people die of hunger between this year's harvest and
    the next, `famine_anywhere` the share in which that is so in some region, `famine_by_year` the
    same for every year. `fallen` is the share of futures in which the government falls before the
    invasion. Of the others, `collapse` is the share in which the country falls
    in 1941-42, not-a-number where none is left;
    `invasion` has readiness (historical plan in January 1941 = 100), depth of the front (1: the line
    Archangel to Astrakhan), and losses (million).
    """

    years: tuple[int, ...]
    futures: int
    bands: Mapping[str, Band]
    regions: Mapping[str, Mapping[str, Row]]
    famine_risk: Mapping[str, float]
    famine_anywhere: float
    famine_by_year: Row
    collapse: float
    invasion: Mapping[str, Spread]
    fallen: float


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one forecast to another under the same luck, in the readings' own units.

    `bands` and `regions` are changes of medians year by year, risks and collapse changes of shares.
    """

    years: tuple[int, ...]
    bands: Mapping[str, Row]
    regions: Mapping[str, Mapping[str, Row]]
    famine_risk: Mapping[str, float]
    famine_anywhere: float
    collapse: float
    readiness: float
    fallen: float


def forecast(
    scenario: Scenario,
    world: World,
    orders: Orders,
    futures: int,
    past: Sequence[Turn] = (),
    *,
    scripted: bool = False,
) -> Forecast:
    """What may come of these orders over so many futures.

    `past` are the turns that led to this world; without them, what adds up over the years is only known
    from the first January. In `scripted` orders a plan's own decrees hold. ValueError where the orders
    are refused, or the game is over.
    """
    start = seen_by(world, futures)
    fan, last = _Fan(scenario, start), start
    keep = flows(scenario, (*HEADLINES, *BY_REGION, RISK))
    for turn in itertools.chain(past, play_on(scenario, start, orders, scripted=scripted, keep=keep)):
        fan.enter(turn)
        last = turn.world
    campaign = war(scenario, last)
    fan.close(campaign)
    stands = np.broadcast_to(last.state.government.fallen == 0, (futures,))
    names = tuple(region.id for region in scenario.regions)
    bands, medians = np.stack(fan.bands, axis=-1), np.stack(fan.medians, axis=-1)
    return Forecast(
        years=tuple(fan.years),
        futures=futures,
        bands=MappingProxyType({name: Band(*map(_row, bands[:, at])) for at, name in enumerate(HEADLINES)}),
        regions=MappingProxyType(
            {
                name: MappingProxyType(dict(zip(names, map(_row, medians[at]), strict=True)))
                for at, name in enumerate(BY_REGION)
            }
        ),
        famine_risk=MappingProxyType(dict(zip(names, _row(fan.risks[0]), strict=True))),
        famine_anywhere=fan.anywhere[0],
        famine_by_year=tuple(fan.anywhere),
        collapse=float(campaign.collapsed[-1][stands].mean()) if stands.any() else math.nan,
        fallen=float(1 - stands.mean()),
        invasion=_invasion(last, campaign),
    )


class _Fan:
    """What a forecast tells of each year, taken as the turns come in; no future's figures are kept.

    Percentiles of the headlines, (7, H), medians by region, (B, R), and the share of futures in famine.
    """

    def __init__(self, scenario: Scenario, world: World) -> None:
        self.line = Line(scenario, world)
        self.since = world.year
        self.years: list[int] = []
        self.bands: list[Array] = []
        self.medians: list[Array] = []
        self.risks: list[Array] = []
        self.anywhere: list[float] = []
        self.sums: dict[str, Array] = {}
        members = len(world.members)
        self.nation = np.empty((len(HEADLINES), members))
        self.regions = np.empty((len(BY_REGION), len(scenario.regions), members))
        self.risk = np.empty((len(scenario.regions), members))

    def enter(self, turn: Turn) -> None:
        """Take the next turn of the line."""
        for year in self.line.enter(turn):
            self._tell(year)

    def close(self, campaign: Campaign) -> None:
        """Take what is left, with the invasion."""
        for year in self.line.close(campaign):
            self._tell(year)

    def _tell(self, year: Year) -> None:
        give_way()
        for at, name in enumerate(HEADLINES):
            self.nation[at] = self._national(name, year)
        if year.year < self.since:
            return
        for at, name in enumerate(BY_REGION):
            self.regions[at] = _or_nan(READINGS[name].region, year)
        self.risk[:] = _or_nan(READINGS[RISK].region, year)
        self.years.append(year.year)
        self.bands.append(_percentiles(self.nation, PERCENTILES))
        self.medians.append(_percentiles(self.regions, (50,))[0])
        self.risks.append(self.risk.mean(axis=-1))
        self.anywhere.append(float(np.mean(_or_nan(READINGS[RISK].nation, year))))

    def _national(self, name: str, year: Year) -> Array | float:
        """A headline, or its sum from the first year that is known."""
        running = READINGS[name].running
        if not running:
            return _or_nan(READINGS[name].nation, year)
        found = _or_nan(READINGS[running].nation, year)
        if name not in self.sums and np.isnan(found).all():
            return math.nan
        self.sums[name] = found + self.sums.get(name, np.zeros(1))
        return self.sums[name]


def _or_nan(take: Take | None, year: Year) -> Array:
    found = None if take is None else take(year)
    return np.full(1, math.nan) if found is None else found


def play_on(
    scenario: Scenario, world: World, orders: Orders, *, scripted: bool = False, keep: frozenset[str] | None = None
) -> Iterator[Turn]:
    """The season under these orders, and every season after it if they stand; of autumns' flows, those to `keep`.

    ValueError where the orders are refused, or the game is over.
    """
    first = play(scenario, world, orders, scripted=scripted, keep=keep)
    if first.refused:
        raise ValueError(f"a forecast of orders that may not be signed: {first.refused[0].code}")
    yield first
    yield from roll(scenario, first.world, lambda later: standing(scenario, later), keep=keep)


def beside(wait: Callable[[], object]) -> None:
    """This thread foresees beside a window: it calls `wait` between its steps."""
    courteous(wait)


def keep_code(folder: Path) -> None:
    """Keep what is learned in this folder, which need not be there, so that another start of the program has it."""
    keep_in(CodeFolder(folder))


def rehearse(scenario: Scenario) -> bool:
    """Foresee a new game of the scenario before anybody asks, and learn from it; gives whether there may be more."""
    for _ in range(OFTEN):
        forecast(scenario, begin(scenario), Orders(), FEW)
    return practise()


def practise() -> bool:
    """Learn to foresee faster, with the same figures: a second or two of work; gives whether there may be more."""
    return learn(most=1) > 0


def difference(before: Forecast, after: Forecast) -> Difference:
    """What the last move did: the second forecast less the first. ValueError where they are of other years."""
    if before.years != after.years:
        raise ValueError("only forecasts of the same years can be compared")
    return Difference(
        years=after.years,
        bands=MappingProxyType(
            {
                name: _less(band.p50, before.bands[name].p50)
                for name, band in after.bands.items()
                if name in before.bands
            }
        ),
        regions=MappingProxyType(
            {
                name: MappingProxyType(
                    {region: _less(row, before.regions[name][region]) for region, row in rows.items()}
                )
                for name, rows in after.regions.items()
            }
        ),
        famine_risk=MappingProxyType(
            {region: risk - before.famine_risk[region] for region, risk in after.famine_risk.items()}
        ),
        famine_anywhere=after.famine_anywhere - before.famine_anywhere,
        collapse=after.collapse - before.collapse,
        readiness=after.invasion["readiness"].p50 - before.invasion["readiness"].p50,
        fallen=after.fallen - before.fallen,
    )


def _invasion(world: World, campaign: Campaign) -> Mapping[str, Spread]:
    figures = {
        "depth": campaign.depth.max(axis=0),
        "own_losses": campaign.own_losses[-1],
        "enemy_losses": campaign.enemy_losses[-1],
    }
    if world.forces is not None:
        figures["readiness"] = world.forces.readiness
    low, middle, high = _percentiles(
        np.stack([np.broadcast_to(each, world.members.shape) for each in figures.values()]), (5, 50, 95)
    )
    return MappingProxyType(
        {name: Spread(float(low[at]), float(middle[at]), float(high[at])) for at, name in enumerate(figures)}
    )


def _percentiles(rows: Array, wanted: tuple[int, ...]) -> Array:
    """Percentiles along the futures, the percentile on the first axis, by straight lines between neighbours.

    As `numpy.percentile`, but in place, and one sort serves for several of them: numpy sorts a short row in a
    tenth of the time that it takes to part it in fourteen places, but parts it in two places in a fifth.
    """
    last = rows.shape[-1] - 1
    places = [percent / 100 * last for percent in wanted]
    below = [math.floor(place) for place in places]
    above = [min(place + 1, last) for place in below]
    if len(wanted) == 1:
        rows.partition([*below, *above], axis=-1)
    else:
        rows.sort(axis=-1)
    return np.stack(
        [
            rows[..., low] + (rows[..., high] - rows[..., low]) * (place - low)
            for place, low, high in zip(places, below, above, strict=True)
        ]
    )


def _row(values: Array) -> Row:
    return tuple(values.tolist())


def _less(after: Row, before: Row) -> Row:
    return tuple(now - then for now, then in zip(after, before, strict=True))
