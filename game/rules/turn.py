"""Turn: the game's one function, and the ways to call it again and again.

    play(scenario, world, orders) -> Turn
        judge    orders accepted, or refused with a code and the figures
        enact    levers in force, the new orders over the old
        draw     the year's luck, of (seed, member, year, stream)
        fire     the season's events: effects on circumstances and stocks, news
        step     the model's half-year: flows, and the next state

Nothing is changed in place and every array that leaves here is read-only. A refused turn leaves
the world as it was.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from game.model import collections, step
from game.model.army import Forces
from game.model.circumstances import Circumstances
from game.model.levers import January, September
from game.model.quantity import freeze
from game.model.step import Autumn, Spring, State
from game.model.war import Campaign
from game.rules import events, likely, luck, swift
from game.rules.events import JANUARY, SEPTEMBER, Running
from game.rules.orders import DRIVE, GOAL, Orders, Refusal, judge, reach
from game.rules.scheme import Keep
from game.rules.tables import january_table, season_of, september_table
from game.rules.world import OVER, World, after
from game.scenario.records import Plan, Scenario

Policy = Callable[[World], Orders]


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """A season played: the world before and after, the orders, the flows between, and the news.

    `news` holds each event that fell in the season with the choice taken. In January `spring` is
    set, in September `spring` and `autumn`; a refused turn has neither, and `world` is `before`.
    """

    before: World
    orders: Orders
    refused: tuple[Refusal, ...]
    year: int
    season: str
    spring: Spring | None
    autumn: Autumn | None
    news: tuple[tuple[str, str], ...]
    world: World

    @property
    def fell(self) -> bool:
        """Whether the government fell in this season, in every future: a game ends with it."""
        return self.world.fallen and not self.before.fallen


def play(scenario: Scenario, world: World, orders: Orders, *, scripted: bool = False, keep: Keep = None) -> Turn:
    """The season played under these orders, or the reasons why they are refused.

    `scripted` orders come from a plan, whose own decrees hold. Of the autumn's flows only those named in `keep`
    (`granary.exported`) need be there; None keeps them all.
    """
    refused = judge(scenario, world, orders, scripted=scripted)
    if refused:
        return Turn(world, orders, refused, world.year, world.season, None, None, (), world)
    enacted = _enact(world, orders)
    plan = january_table(enacted.levers)
    if world.season == JANUARY:
        return _january(scenario, enacted, orders, world, plan)
    harvest = september_table(enacted.levers, enacted.by_region, _regions(scenario))
    return _september(scenario, enacted, orders, world, plan, harvest, keep=keep)


def play_many(
    scenario: Scenario,
    world: World,
    plan: January,
    harvest: September,
    orders: Orders | None = None,
    *,
    keep: Keep = None,
) -> Turn:
    """The season played under many plans at once, one a future: levers may be (N,) arrays.

    Nothing is judged, and the levers of the worlds between stay as they were: who rides here brings
    the tables of each season and answers for their legality. Of `orders` only the choices are used;
    `keep` as in `play`.
    """
    orders = Orders() if orders is None else orders
    if world.season == JANUARY:
        return _january(scenario, world, orders, world, plan)
    return _september(scenario, world, orders, world, plan, harvest, keep=keep)


def play_made(scenario: Scenario, world: World, plan: January, harvest: September, fired: "Fired") -> Turn:
    """The season played under plans and circumstances that are given ready made, one of each a future.

    Nothing is judged, drawn or fired: whoever rides here brings tables of levers, circumstances and stocks that
    events have moved already (`mixed.py`).
    """
    if world.season == JANUARY:
        return _january(scenario, world, Orders(), world, plan, fired)
    return _september(scenario, world, Orders(), world, plan, harvest, fired)


def _enact(world: World, orders: Orders) -> World:
    """The world with the orders in force; a new plan ends the orders given for the last harvest."""
    levers = dict(world.levers)
    by_region = dict(world.by_region)
    if world.season == JANUARY:
        levers["procurement"] = math.nan
        by_region = {}
    levers.update({lever: float(value) for lever, value in orders.levers.items()})
    by_region.update({region: float(value) for region, value in orders.by_region.items()})
    return replace(world, levers=MappingProxyType(levers), by_region=MappingProxyType(by_region))


@dataclass(frozen=True, slots=True)
class Fired:
    """A season's events fired: the stocks they moved, the year they made, what still runs."""

    state: State
    year: Circumstances
    running: tuple[Running, ...]
    news: tuple[tuple[str, str], ...]


def _fire(scenario: Scenario, world: World, orders: Orders) -> Fired:
    now = world.half_year
    regions = _regions(scenario)
    answers = events.answered(scenario, world.cards, orders.choices)
    running = world.running + events.started(answers, now)
    return Fired(
        state=events.move_stocks(world.state, running, now, regions),
        year=events.change(luck.draw(scenario, world), running, now, regions),
        running=running,
        news=tuple((event.id, choice.id if choice else "") for event, choice in answers),
    )


def _january(
    scenario: Scenario, world: World, orders: Orders, before: World, plan: January, made: Fired | None = None
) -> Turn:
    scenario = likely.of(scenario, world)
    fired = _fire(scenario, world, orders) if made is None else made
    spring, state = swift.play(step.january, scenario.params, fired.state, plan, fired.year)
    following = _next(scenario, world, fired, state, spring=freeze(spring), forces=world.forces)
    return Turn(before, orders, (), world.year, world.season, spring, None, fired.news, following)


def _september(
    scenario: Scenario,
    world: World,
    orders: Orders,
    before: World,
    plan: January,
    harvest: September,
    made: Fired | None = None,
    keep: Keep = None,
) -> Turn:
    if world.spring is None:
        raise ValueError("a September world carries the spring before it")
    scenario = likely.of(scenario, world)
    fired = _fire(scenario, world, orders) if made is None else made
    tables = (fired.state, world.spring, plan, harvest, fired.year)
    autumn, state = swift.play(step.september, scenario.params, *tables, keep=keep)
    following = _next(scenario, world, fired, state, spring=None, forces=freeze(autumn).army)
    return Turn(before, orders, (), world.year, world.season, world.spring, autumn, fired.news, following)


def _next(
    scenario: Scenario, world: World, fired: Fired, state: State, *, spring: Spring | None, forces: Forces | None
) -> World:
    year, season = after(world, scenario.last_year)
    if not world.caretaker and bool((state.government.fallen > 0).all()):
        season = OVER
    return replace(
        world,
        year=year,
        season=season,
        state=freeze(state),
        spring=spring,
        forces=forces,
        running=events.still_running(fired.running, events.half_year(year, season)),
        cards=events.on_table(scenario, year, season),
        fired=world.fired + fired.news,
    )


def roll(
    scenario: Scenario, world: World, orders_for: Policy, *, scripted: bool = False, keep: Keep = None
) -> Iterator[Turn]:
    """Turn after turn to the end, or up to and including the first that is refused."""
    while not world.over:
        turn = play(scenario, world, orders_for(world), scripted=scripted, keep=keep)
        yield turn
        if turn.refused:
            return
        world = turn.world


def follow(plan: Plan) -> Policy:
    """A plan's orders season by season: a value stands until the plan changes it, and so does a region's share.

    A lever that the model does not know is ordered in both seasons, to be refused by name.
    """

    def orders_for(world: World) -> Orders:
        given: dict[str, float] = {}
        by_region: dict[str, float] = {}
        for year in sorted(each for each in {*plan.orders, *plan.by_region} if each <= world.year):
            given.update(plan.orders.get(year, {}))
            by_region.update(plan.by_region.get(year, {}))
        due = {lever: value for lever, value in given.items() if season_of(lever) in {world.season, ""}}
        return Orders(
            levers=due,
            by_region=by_region if world.season == SEPTEMBER else {},
            choices={card: plan.choices[card] for card in world.cards if card in plan.choices},
            decrees=tuple(
                lever for lever in plan.decrees.get(world.year, ()) if season_of(lever) in {world.season, ""}
            ),
        )

    return orders_for


def standing(scenario: Scenario, world: World) -> Orders:
    """What a forecast assumes: the orders stand, except the acts of a single year.

    The drive falls back to the goal and credit to nought, each as fast as its pace allows; the plan
    of collections and the exports keep their share of the expected harvest. Everything else holds,
    relief among it, which goes by need and stays in store where there is none. Collections follow
    the plan: an order for one harvest ends with it.
    """
    if world.season == JANUARY:
        aims = {
            DRIVE: world.levers[GOAL],
            "foreign_credit": 0.0,
            "procurement_plan": world.levers["procurement_plan"] * _expected_growth(scenario, world),
        }
    elif world.season == SEPTEMBER:
        aims = {"grain_exports": world.levers["grain_exports"] * _expected_growth(scenario, world)}
    else:
        aims = {}
    levers = {}
    for lever, aim in aims.items():
        low, high = reach(scenario, world, lever)
        levers[lever] = min(max(aim, low), high)
    return Orders(levers=levers)


def war(scenario: Scenario, world: World) -> Campaign:
    """The invasion of 1941 resolved month by month, one campaign a member, from what has been built.

    The half-year before it passes under the last orders. ValueError where no year has been played, since
    there are no forces yet to meet it, and where a game's government fell before. In an ensemble the country of a
    caretaker fights too, and is to be told apart.
    """
    if world.fallen and not world.caretaker:
        raise ValueError("the government fell before the invasion, and the game ended with it")
    if world.forces is None:
        raise ValueError("the invasion meets the forces of a 1 January, and no year has been played")
    fortune = luck.fortune(scenario, world.seed, world.members)
    year = war_year(scenario, world)
    params = likely.of(scenario, world).params
    return freeze(step.invasion(params, world.state, world.forces, fortune, year))  # type: ignore[no-any-return]


def war_year(scenario: Scenario, world: World) -> Circumstances:
    """The year of the invasion, with the effects of events that still run."""
    last = scenario.last_year + 1
    now = events.half_year(last, JANUARY)
    return events.change(luck.ordinary(scenario, last), world.running, now, _regions(scenario))


def _regions(scenario: Scenario) -> tuple[str, ...]:
    return tuple(region.id for region in scenario.regions)


def _expected_growth(scenario: Scenario, world: World) -> float:
    """The harvest that planners expect this year, against the year before."""
    elapsed = np.array([world.year - 1.0, world.year]) - scenario.base_year
    before, now = collections.expected_total(scenario.params.collections, elapsed)
    return float(now / before)
