"""Mixed: two worlds played as one, each of the things that differ between them taken from the one or the other.

A season is made of its orders, the weather, world prices, the trends of the calendar, the effects of events, and
of what was inherited. `made` takes a season that was played apart into these; `play` puts two such seasons
together again, a future for each mixture, so that hundreds of what-ifs are one run of the model. A mixture that
takes everything from one of the two is that season itself, number for number.

    ORDERS      lever.<lever>, and lever.procurement_by_region           the orders in force
    LUCK        weather, prices                                          what nobody orders
    TREND       trend                                                    what the calendar alone changes
    EVENTS      events                                                   what events and the answers to them did
    INHERITED   inherited.<stocks>                                       the stocks that the season began with

Where futures are drawn, each mixture is played in all of them: columns are mixtures by futures, the futures of
a mixture side by side.

Mixtures are not judged: shares of investment or the drive and its goal must be switched together, which is for
the caller to see to. A government that falls in a mixture is followed by the caretaker.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.model.circumstances import Circumstances
from game.model.quantity import Array
from game.model.step import State
from game.rules import events, luck, tables
from game.rules.events import CIRCUMSTANCES, Running
from game.rules.tables import BY_REGION
from game.rules.turn import Fired, Turn, play_made
from game.rules.world import World, numbered
from game.scenario.records import Effect, Scenario

WEATHER: Final = "weather"
PRICES: Final = "prices"
TREND: Final = "trend"
EVENTS: Final = "events"
LEVER: Final = "lever."
INHERITED: Final = "inherited."

STOCKS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "people": ("people",),
        "food": ("living",),
        "farms": ("campaign", "herds", "fields"),
        "grain": ("granary",),
        "works": ("labour", "production", "building", "accounts"),
        "debt": ("trade",),
        "order": ("order", "government"),
        "army": ("munitions", "army"),
    }
)
"""The stocks that a season begins with, by what they are called in a ledger: blocks of the model's state."""

_READ_AS: Final = MappingProxyType({"weather": WEATHER, "grain_price": PRICES, "goods_price": PRICES, "elapsed": TREND})

On = NDArray[np.bool_]
Switch = Callable[[str], On]
"""In which futures a thing is taken from the second world, (N,), by its name above."""


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What a season was made of: the world it began in, its orders in force, its luck, the effects at work in it.

    `answers` names the event and the choice behind each effect.
    """

    before: World
    levers: Mapping[str, float]
    by_region: Mapping[str, float]
    drawn: Circumstances
    effects: tuple[Effect, ...]
    answers: tuple[tuple[str, str], ...]


def made(scenario: Scenario, turn: Turn) -> Made:
    """A season that was played, taken apart. ValueError where its orders were refused."""
    if turn.refused:
        raise ValueError("a season whose orders were refused was not played")
    before, now = turn.before, turn.before.half_year
    answers = events.answered(scenario, before.cards, turn.orders.choices)
    running = [each for each in before.running + events.started(answers, now) if _works(each, now)]
    return Made(
        before=before,
        levers=turn.world.levers,
        by_region=turn.world.by_region,
        drawn=luck.draw(scenario, before),
        effects=tuple(each.effect for each in running),
        answers=tuple((each.event, each.choice) for each in running),
    )


def abroad(scenario: Scenario, turn: Turn) -> Array:
    """Grain given or lent from abroad in a season that was played, Mt."""
    running = _working((), made(scenario, turn).effects, np.ones(1, dtype=bool), turn.before.half_year)
    regions = tuple(region.id for region in scenario.regions)
    year = luck.ordinary(scenario, turn.year)
    return events.change(year, running, turn.before.half_year, regions).foreign_grain


def _works(each: Running, now: int) -> bool:
    """Whether an effect changes this half-year's circumstances, or strikes a stock in it."""
    if each.effect.target.startswith(f"{CIRCUMSTANCES}."):
        return each.since <= now < each.until
    return each.since == now


def differences(first: Made, second: Made) -> frozenset[str]:
    """The names of what the two seasons differ in, what they inherited left aside."""
    found = {f"{LEVER}{name}" for name, value in second.levers.items() if not _equal(first.levers[name], value)}
    regions = {*first.by_region, *second.by_region}
    if any(not _equal(first.by_region.get(each, np.nan), second.by_region.get(each, np.nan)) for each in regions):
        found.add(f"{LEVER}{BY_REGION}")
    for name, cause in _READ_AS.items():
        if not _same(getattr(first.drawn, name), getattr(second.drawn, name)):
            found.add(cause)
    if first.effects != second.effects:
        found.add(EVENTS)
    return frozenset(found)


def inherited(first: State, second: State) -> frozenset[str]:
    """The names of the stocks in which two states differ."""
    return frozenset(
        f"{INHERITED}{name}"
        for name, blocks in STOCKS.items()
        if any(
            not _same(getattr(getattr(first, block), field.name), getattr(getattr(second, block), field.name))
            for block in blocks
            for field in dataclasses.fields(getattr(first, block))
        )
    )


def begin(first: World, second: World, on: Switch, many: int) -> World:
    """The second world with so many mixtures, each stock taken from the one or the other."""
    blocks = {}
    for name, held in STOCKS.items():
        switched = on(f"{INHERITED}{name}")
        for block in held:
            blocks[block] = table(getattr(first.state, block), getattr(second.state, block), switched)
    return many_of(replace(second, state=State(**blocks)), second, many)


def many_of(world: World, luck_of: World, many: int) -> World:
    """A world with so many mixtures side by side, each in all the futures of another; nothing runs on in it."""
    return replace(world, members=numbered(np.tile(luck_of.members, many)), running=(), caretaker=True)


def invasion_year(scenario: Scenario, first: World, second: World, on: Switch) -> Circumstances:
    """The year of the invasion under the effects of events that still run, of the one world or the other."""
    year, now = scenario.last_year + 1, events.half_year(scenario.last_year + 1, events.JANUARY)
    running = _working(_lasting(first, now), _lasting(second, now), on(EVENTS), now)
    return events.change(luck.ordinary(scenario, year), running, now, tuple(region.id for region in scenario.regions))


def _lasting(world: World, now: int) -> tuple[Effect, ...]:
    """The effects that a world still carries in a half-year to come."""
    return tuple(each.effect for each in world.running if _works(each, now))


def play(scenario: Scenario, world: World, first: Made, second: Made, on: Switch) -> Turn:
    """A season in which each thing is the first's or the second's; the world has a future for each mixture."""
    regions, many = tuple(region.id for region in scenario.regions), len(world.members)
    levers = {
        name: np.full(many, value)
        if _equal(first.levers[name], value)
        else np.where(on(f"{LEVER}{name}"), value, first.levers[name])
        for name, value in second.levers.items()
    }
    plan = tables.january_table(levers)
    shares = [tables.september_table(levers, each.by_region, regions).procurement_by_region for each in (first, second)]
    harvest = replace(
        tables.september_table(levers, {}, regions),
        procurement_by_region=spread(mixed(shares[0], shares[1], on(f"{LEVER}{BY_REGION}")), many),
    )
    running = _working(first.effects, second.effects, on(EVENTS), world.half_year)
    fired = Fired(
        state=events.move_stocks(world.state, running, world.half_year, regions),
        year=events.change(_circumstances(world, first, second, on), running, world.half_year, regions),
        running=(),
        news=(),
    )
    return play_made(scenario, world, plan, harvest, fired)


def line(scenario: Scenario, world: World, pairs: Iterable[tuple[Made, Made]], on: Switch) -> tuple[Turn, ...]:
    """Seasons one after another, each mixed of a pair, on from a world that has a future for each mixture."""
    turns = []
    for first, second in pairs:
        turn = play(scenario, world, first, second, on)
        turns.append(turn)
        world = turn.world
    return tuple(turns)


def mixed(first: Array, second: Array, on: On) -> Array:
    """The first where not switched, the second where switched; as it is where both are the same."""
    if _same(first, second):
        return second
    chosen: Array = np.where(on, second, first)
    return chosen


def table(first: Any, second: Any, on: On) -> Any:
    """Two tables of the same kind, array by array."""
    return replace(
        second,
        **{
            field.name: mixed(getattr(first, field.name), getattr(second, field.name), on)
            for field in dataclasses.fields(second)
        },
    )


def _circumstances(world: World, first: Made, second: Made, on: Switch) -> Circumstances:
    many = len(world.members)
    changed = {
        name: mixed(spread(getattr(first.drawn, name), many), spread(getattr(second.drawn, name), many), on(cause))
        for name, cause in _READ_AS.items()
    }
    return replace(second.drawn, **changed)


def spread(given: Array, many: int) -> Array:
    """Figures by future, (…, M), over so many columns: the same futures for each mixture.

    What all share is spread as well, so that every season has the same form, whatever differs in it.
    """
    width = given.shape[-1]
    return given if width == many else np.tile(given, many // width)


def _working(first: Sequence[Effect], second: Sequence[Effect], on: On, now: int) -> tuple[Running, ...]:
    """The effects of both seasons, each of them nothing in the futures that take the other's."""
    if tuple(first) == tuple(second):
        return tuple(_running(effect, now) for effect in second)
    return tuple(
        _running(_where(effect, taken), now) for effects, taken in ((first, ~on), (second, on)) for effect in effects
    )


def _running(effect: Effect, now: int) -> Running:
    return Running(effect, "", "", now, now + 1)


def _where(effect: Effect, on: On) -> Effect:
    """An effect that is at work in some futures alone: what it adds is one number a future."""
    nothing = 0.0 if effect.how == "add" else 1.0
    return replace(effect, by=np.where(on, effect.by, nothing))  # type: ignore[arg-type]


def _equal(first: float, second: float) -> bool:
    """Whether two numbers are the same; unset is the same as unset."""
    return first == second or (np.isnan(first) and np.isnan(second))


def _same(first: Any, second: Any) -> bool:
    return first is second or np.array_equal(first, second, equal_nan=True)
