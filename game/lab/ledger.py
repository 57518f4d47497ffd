"""Ledger: how a reading came from what it was the year before, or from what it is in another run.

Two lines of play are taken apart season by season (`game/rules/mixed.py`), what differs between them is gathered
into causes, and every mixture that the attribution asks for is one future of a single run. Against the year
before, one year is played: its stocks, orders, luck and events each taken from the one year or the other. Against
another run all years are, from the first season in which the two differ.

What was played is told on the game's own luck, member 0, by the shipped parameters: nothing here is drawn but the
orders in which causes are switched. Where lines go on into years not played, their figures are means over a few drawn
futures, and a figure of the invasion is a mean over a few campaigns, the same ones for every mixture.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

import numpy as np

from game.lab.attribution import MOST_SETS, Shares, Switches, attribute, grouped
from game.model import step
from game.model.circumstances import Circumstances
from game.model.quantity import Array
from game.rules import events, luck, mixed
from game.rules.gathering import gather
from game.rules.mixed import INHERITED, LEVER, Made, On, Switch
from game.rules.observe import READINGS, Reading
from game.rules.orders import DRIVE, GOAL
from game.rules.turn import Turn
from game.rules.world import World, numbered
from game.rules.years import Year, known
from game.scenario.records import Scenario

SO_FAR: Final = f"{INHERITED}so_far"
"""What a reading that runs on had added up to before the year."""
YEARS_FASTER: Final = 4
"""How many times the mixtures of a whole run a single year has time for."""
FASTER: Final = 3
"""How many times those of an invasion a whole run has time for."""
LOOKS_AHEAD: Final = frozenset({"famine_mortality", "famine_risk"})
"""Readings of a harvest that the winter after it decides."""
ROUNDING: Final = 1e-12
"""Share of a figure below which what a cause contributes is the last digits of a double."""
CAMPAIGNS: Final = 32
"""Campaigns over which a figure of the invasion is averaged."""
MOST_ENTRIES: Final = 12
SHARES: Final = "shares"
DRIVE_AND_GOAL: Final = "drive"
"""Causes of several levers that are only moved together."""

Why = Literal["", "no_year", "not_played", "first_year", "no_invasion", "no_region", "same", "no_effect"]


@dataclass(frozen=True, slots=True)
class Cause:
    """What can be switched from the one world to the other: its name, and all that is switched with it."""

    id: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A reading of a year, for the nation or a region."""

    reading: str
    year: int
    region: str = ""

    @property
    def declared(self) -> Reading:
        return READINGS[self.reading]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cause, or the small ones together, contributed, in the reading's unit; `error` is a standard error."""

    causes: tuple[Cause, ...]
    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Ledger:
    """How a reading came from `start` to `end`: entries that add up to the change, the largest first.

    `why` says why there are none. `sets` is how many mixtures were played, `fallen` the share of them in which a
    government fell that stood in both worlds; nought entries are left out. `facts` are what a lever, the weather and
    the price of grain abroad were on average in the one world and the other, `answers` the events and choices that
    were at work in one of them alone.
    """

    asked: Asked
    start: float
    end: float
    entries: tuple[Entry, ...]
    sets: int = 0
    exact: bool = True
    fallen: float = 0.0
    facts: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    answers: tuple[tuple[str, str], ...] = ()
    why: Why = ""


Pairs = Sequence[tuple[Made, Made]]
Value = Callable[[Switches], tuple[Array, Array]]
"""A reading in every mixture, and whether its government has fallen."""


def year_before(scenario: Scenario, turns: Sequence[Turn], asked: Asked, *, most: int = MOST_SETS) -> Ledger:
    """How a reading came from what it was a year before; `turns` are one line of play from its beginning.

    KeyError where there is no such reading.
    """
    played = asked.year - (asked.declared.timing == "january")
    now, past = known(scenario, turns), seasons(turns)
    start, end = (read(scenario, now, replace(asked, year=year)) for year in (asked.year - 1, asked.year))
    wanting = missing(scenario, asked, end)
    if asked.declared.timing == "invasion":
        wanting = "no_invasion"
    elif not wanting and (np.isnan(start) or (played - 1, events.JANUARY) not in past):
        wanting = "first_year"
    if wanting:
        return Ledger(asked, start, end, (), why=wanting)
    pairs = [
        (mixed.made(scenario, past[played - 1, season]), mixed.made(scenario, past[played, season]))
        for season in (events.JANUARY, events.SEPTEMBER)
        if (played, season) in past
    ]
    if asked.reading in LOOKS_AHEAD and (played + 1, events.JANUARY) in past:
        nexts = past[played, events.JANUARY], past[played + 1, events.JANUARY]
        pairs.append((mixed.made(scenario, nexts[0]), mixed.made(scenario, nexts[1])))
    worlds = past[played - 1, events.JANUARY].before, past[played, events.JANUARY].before
    names = frozenset().union(*(mixed.differences(*pair) for pair in pairs))
    names |= mixed.inherited(worlds[0].state, worlds[1].state)
    causes = causes_of(scenario, names)
    straddling = [(now[year].exported_before, now[year].grain_before) for year in (played - 1, played)]
    running = [so_far(scenario, now, asked, year) for year in (played - 1, played)]
    if asked.declared.running:
        causes = (*causes, Cause(SO_FAR, (SO_FAR,)))

    def value(switched: Switches) -> tuple[Array, Array]:
        on = switch(causes, switched)
        world = mixed.begin(*worlds, on, switched.shape[1])
        line = mixed.line(scenario, world, pairs, on)
        found = known(scenario, line)
        grain = on(f"{INHERITED}grain")
        exported = either(straddling[0][0], straddling[1][0], grain)
        held = straddling[1][1]
        if straddling[0][1] is not None and held is not None:
            held = mixed.table(straddling[0][1], held, grain)
        found[played] = replace(found[played], exported_before=exported, grain_before=held)
        flow = taken(scenario, found[asked.year], asked)
        return flow + np.where(on(SO_FAR), running[1], running[0]), line[-1].world.state.government.fallen

    return divided(scenario, asked, value, causes, pairs, most * YEARS_FASTER)


def between(
    scenario: Scenario, first: Sequence[Turn], second: Sequence[Turn], asked: Asked, *, most: int = MOST_SETS
) -> Ledger:
    """How a reading of the second line of play came from what it is in the first, from the same beginning.

    KeyError where there is no such reading.
    """
    reading = asked.declared
    opening = next((turn.before for turn in (*second[:1], *first[:1])), None)
    length = min(len(first), len(second), needed(second, asked))
    first, second = ([turn for turn in turns[:length] if not turn.refused] for turns in (first, second))
    invaded = reading.timing == "invasion"
    if untold := _untold(scenario, first, second, asked):
        return Ledger(asked, np.nan, np.nan, (), why=untold)
    pairs = [(mixed.made(scenario, a), mixed.made(scenario, b)) for a, b in zip(first, second, strict=False)]
    apart = [mixed.differences(*pair) for pair in pairs]
    since = next((at for at, found in enumerate(apart) if found or len(second[at].before.members) > 1), len(pairs))
    names: frozenset[str] = frozenset().union(*apart)
    luck_of = second[-1].world if second else opening
    futures = 1 if luck_of is None else len(luck_of.members)
    causes = causes_of(scenario, names)
    if not invaded:
        start, end = (read(scenario, known(scenario, turns, start=opening), asked) for turns in (first, second))
        wanting = missing(scenario, asked, end) or ("not_played" if np.isnan(start) else "")
        if wanting or not causes:
            return Ledger(asked, start, end, (), why=wanting or "same")

    def value(switched: Switches) -> tuple[Array, Array]:
        on = switch(causes, np.repeat(switched, futures, axis=1))
        many = switched.shape[1]
        begun = second[since].before if since < len(second) else second[-1].world
        line = mixed.line(scenario, mixed.many_of(begun, second[-1].world, many), pairs[since:], on)
        ended = line[-1].world if line else mixed.many_of(begun, begun, many)
        fallen = ended.state.government.fallen
        if invaded:
            year = mixed.invasion_year(scenario, first[-1].world, second[-1].world, on)
            return invasion(scenario, ended, year, asked, many), over(fallen, many, futures)
        if reading.running:
            series = gather(scenario, (*second[:since], *line), only={asked.reading})
            found = series.national[asked.reading][series.years.index(asked.year)]
        else:
            found = taken(scenario, known(scenario, (*second[:since], *line))[asked.year], asked)
        return over(found, many, futures), over(fallen, many, futures)

    return divided(scenario, asked, value, causes, pairs, most // max(futures, FASTER if invaded else 1))


def divided(scenario: Scenario, asked: Asked, value: Value, causes: Sequence[Cause], pairs: Pairs, most: int) -> Ledger:
    """The change divided among its causes, the small ones together, with what is to be said of each."""
    fell = 0.0

    def told(switched: Switches) -> Array:
        nonlocal fell
        found, fallen = value(switched)
        fallen = over(fallen, switched.shape[1], 1)
        fell = 0.0 if fallen[0] or fallen[-1] else float(fallen.mean())
        return found

    shares = attribute(told, len(causes), most=most)
    entries = entries_of(shares, causes)
    return Ledger(
        asked,
        shares.start,
        shares.end,
        entries,
        shares.sets,
        shares.exact,
        fell,
        facts_of(scenario, asked, pairs),
        answers_of(pairs),
        why="" if entries else "same" if not causes else "no_effect",
    )


def facts_of(scenario: Scenario, asked: Asked, pairs: Pairs) -> Mapping[str, tuple[float, float]]:
    """What each lever, the weather and the price of grain were on average in the one world and the other."""
    found: dict[str, tuple[float, float]] = {}
    normal = scenario.params.fields.normal_harvest
    row = next((at for at, region in enumerate(scenario.regions) if region.id == asked.region), None)
    weight = np.zeros_like(normal) if row is not None else normal
    if row is not None:
        weight[row] = 1.0

    def averages(season: str, of: Callable[[Made], float]) -> tuple[float, float]:
        rows = [[of(first), of(second)] for first, second in pairs if second.before.season == season]
        first, second = np.mean(rows, axis=0) if rows else (np.nan, np.nan)
        return float(first), float(second)

    def of_lever(lever: str) -> Callable[[Made], float]:
        return lambda made: made.levers[lever]

    for spec in scenario.levers.values():
        if not spec.by_region:
            found[f"{LEVER}{spec.id}"] = averages(spec.season, of_lever(spec.id))
    found[mixed.WEATHER] = averages(
        events.JANUARY, lambda made: float((weight * made.drawn.weather).sum(axis=0).mean() / weight.sum())
    )
    found[mixed.PRICES] = averages(events.SEPTEMBER, lambda made: float(made.drawn.grain_price.mean()))
    return found


def answers_of(pairs: Pairs) -> tuple[tuple[str, str], ...]:
    """The events and choices that were at work in one of the worlds alone, in the order in which they came."""
    first = dict.fromkeys(answer for made, _ in pairs for answer in made.answers)
    second = dict.fromkeys(answer for _, made in pairs for answer in made.answers)
    return tuple(answer for answer in {**first, **second} if (answer in first) != (answer in second))


def entries_of(shares: Shares, causes: Sequence[Cause]) -> tuple[Entry, ...]:
    """The entries of a ledger, by size; none where all of them together are no more than rounding."""
    if np.abs(shares.samples).max(initial=0.0) <= ROUNDING * max(1.0, abs(shares.start), abs(shares.end)):
        return ()
    return tuple(
        Entry(tuple(causes[each] for each in group), shares.of(*group), shares.error(*group))
        for group in grouped(shares, MOST_ENTRIES)
    )


def causes_of(scenario: Scenario, names: frozenset[str]) -> tuple[Cause, ...]:
    """Causes for what differs: a lever each, but those that are only moved together in one; then luck, then stocks."""
    shared = tuple(f"{LEVER}{spec.id}" for spec in scenario.levers.values() if spec.share_group)
    tied = {SHARES: shared, DRIVE_AND_GOAL: (f"{LEVER}{DRIVE}", f"{LEVER}{GOAL}")}
    causes = []
    left = set(names)
    for name, parts in tied.items():
        if left & set(parts):
            causes.append(Cause(name, parts))
            left -= set(parts)
    return (*causes, *(Cause(name, (name,)) for name in sorted(left)))


def switch(causes: Sequence[Cause], switched: Switches) -> Switch:
    """Which futures take a thing from the second world, by its name."""
    rows = {part: switched[row] for row, cause in enumerate(causes) for part in cause.parts}
    never: On = np.zeros(switched.shape[1], dtype=bool)
    return lambda name: rows.get(name, never)


def seasons(turns: Sequence[Turn]) -> Mapping[tuple[int, str], Turn]:
    """The turns of a line that were played, by year and season."""
    return {(turn.year, turn.season): turn for turn in turns if not turn.refused}


def needed(turns: Sequence[Turn], asked: Asked) -> int:
    """How many turns of a line a reading needs: to the year's end, or for 1 January to that of the year before.

    One that looks to the next harvest needs the January that follows too, where it was played.
    """
    last = asked.year - (asked.declared.timing in {"january", "invasion"})
    ahead = last + (asked.reading in LOOKS_AHEAD)
    return sum(1 for turn in turns if turn.year <= last or (turn.year, turn.season) == (ahead, events.JANUARY))


def missing(scenario: Scenario, asked: Asked, end: float) -> Why:
    """Why a reading cannot be told; empty where it can."""
    if not scenario.first_year <= asked.year <= scenario.last_year + 1:
        return "no_year"
    if asked.region and asked.declared.region is None:
        return "no_region"
    return "not_played" if np.isnan(end) else ""


def _untold(scenario: Scenario, first: Sequence[Turn], second: Sequence[Turn], asked: Asked) -> Why:
    """Why a figure of the invasion cannot be told; empty where it can, or where it is none."""
    if asked.declared.timing != "invasion":
        return ""
    if not scenario.first_year <= asked.year <= scenario.last_year + 1:
        return "no_year"
    ended = all(turns and turns[-1].world.over and not turns[-1].refused for turns in (first, second))
    return "" if ended and asked.year == scenario.last_year + 1 else "not_played"


def read(scenario: Scenario, years: Mapping[int, Year], asked: Asked) -> float:
    """A reading as the game has it; not-a-number where it is not known."""
    if asked.year not in years:
        return float("nan")
    if asked.region and asked.declared.region is None:
        return float("nan")
    if asked.declared.running:
        return so_far(scenario, years, asked, asked.year + 1)
    found = _take(scenario, years[asked.year], asked)
    return float("nan") if found is None else float(np.mean(found))


def so_far(scenario: Scenario, years: Mapping[int, Year], asked: Asked, until: int) -> float:
    """What a running reading had added up to before a year; nought for any other reading."""
    if not asked.declared.running:
        return 0.0
    flow = replace(asked, reading=asked.declared.running)
    return sum(read(scenario, years, replace(flow, year=year)) for year in range(scenario.first_year, until))


def taken(scenario: Scenario, year: Year, asked: Asked) -> Array:
    """A reading in every mixture; that of the year alone where it runs on."""
    flow = replace(asked, reading=asked.declared.running) if asked.declared.running else asked
    found = _take(scenario, year, flow)
    return np.full(1, np.nan) if found is None else found


def _take(scenario: Scenario, year: Year, asked: Asked) -> Array | None:
    take = asked.declared.region if asked.region else asked.declared.nation
    found = None if take is None else take(year)
    if found is None or not asked.region:
        return found
    row = next(at for at, region in enumerate(scenario.regions) if region.id == asked.region)
    one: Array = found[row]
    return one


def either(first: Array | None, second: Array | None, on: On) -> Array | None:
    """The one or the other, where both are known."""
    return second if first is None or second is None else mixed.mixed(first, second, on)


def over(found: Array, many: int, futures: int) -> Array:
    """A figure of each mixture: the mean over its futures, (many,)."""
    each: Array = np.broadcast_to(found, (many * futures,)).reshape(many, futures)
    average: Array = each.mean(axis=1)
    return average


def invasion(scenario: Scenario, world: World, year: Circumstances, asked: Asked, many: int) -> Array:
    """A reading of the campaign in every mixture, a mean over the same few campaigns."""
    if world.forces is None:
        return np.full(1, np.nan)
    each = max(1, CAMPAIGNS * many // len(world.members))
    campaigns = each * len(world.members) // many
    members = numbered(range(1, campaigns + 1))
    fortune = luck.fortune(scenario, world.seed, members)
    tiled = replace(
        fortune,
        **{name: np.tile(getattr(fortune, name), many) for name in ("enemy", "command", "winter", "home", "fronts")},
    )
    state, forces = (_repeated(table, each) for table in (world.state, world.forces))
    year = replace(year, enemy_strength=_repeated(year.enemy_strength, each))
    campaign = step.invasion(scenario.params, state, forces, tiled, year)
    base = known(scenario, (), start=world)[scenario.last_year + 1]
    return over(taken(scenario, replace(base, campaign=campaign), asked), many, campaigns)


def _repeated(table: Any, times: int) -> Any:
    """A table of tables with each future standing so many times; what all futures share stays as it is."""
    if isinstance(table, np.ndarray):
        return table if table.shape[-1] == 1 else np.repeat(table, times, axis=-1)
    return replace(table, **{name: _repeated(getattr(table, name), times) for name in table.__dataclass_fields__})
