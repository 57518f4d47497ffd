"""Reads: which declared quantity is worked out from which, found by playing one year with arrays that remember.

Every array of that year knows what it was made of. Where a function of the model gives back one of its
tables, the arrays in it take the names that the declarations give them (`fields.Harvest.harvest`); a lever is
`lever.relief`, a circumstance `circumstance.weather`, a reading of the desk `reading.steel`. What a name is
worked out from are then the nearest names behind its array, whatever the code between does: the web follows the
code by itself.

Settled here: the year is played in three futures that differ in their orders, and in the third of which the
government has fallen, so that every way through the equations is taken. Reading the source was rejected: it
sees names, not what they hold; so was a hand-kept list, which would be wrong after the next commit.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from types import FrameType, MappingProxyType
from typing import Any, Final

import numpy as np

from game import model
from game.model import levers, living, step
from game.model.quantity import Array, Q, declared, tables
from game.rules import luck, verdicts
from game.rules.observe import FORCES, READINGS
from game.rules.tables import BY_REGION, january_table, september_table
from game.rules.turn import war_year
from game.rules.world import World, begin
from game.rules.years import Year, base_year
from game.scenario.records import Scenario

Reads = dict[str, dict[str, bool]]
"""By name, the names that it reads; true beside one that is read only as it stood before the year."""

FUTURES: Final = 3
GIVEN: Final = {"levers": "lever", "circumstances": "circumstance"}
"""Modules whose tables are known by one word: a name in them stands once, whatever the table."""
VERDICTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "growth": verdicts.GROWTH,
        "human_cost": (*verdicts.LIVES, *verdicts.HELD),
        "survival": (
            verdicts.FALLEN,
            "war_readiness",
            *FORCES,
            *(name for name, reading in READINGS.items() if reading.timing == "invasion"),
        ),
    }
)
"""The readings that each verdict looks at."""
CAMPAIGN: Final = ("enemy_losses", "product_of_second_year", *(f"ended_{each}" for each in verdicts.ENDINGS))
"""What the verdict of survival takes from the campaign itself."""


@dataclass(slots=True, eq=False)
class Made:
    """How an array came about: what it was made of, its declared name if it has one, whether it stood before."""

    of: tuple[Made, ...] = ()
    name: str = ""
    before: bool = False


class Noted(np.ndarray[Any, Any]):
    """An array that remembers what it was made of."""

    made: Made

    def __array_finalize__(self, source: Any) -> None:
        """A view, a copy or a slice is made of the array it was taken from."""
        self.made = Made((source.made,) if isinstance(source, Noted) else ())

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        """Work on the plain numbers, and note what the result was made of."""
        into: tuple[Any, ...] = options.get("out") or ()
        found = getattr(ufunc, method)(*_plain(inputs), **_plain(options))
        made = Made(tuple(_behind((inputs, {name: each for name, each in options.items() if name != "out"}))))
        if any(isinstance(each, Noted) for each in into):
            for each in into:
                _filled(each, made)
            return into[0] if len(into) == 1 else into
        return _noted(found, made)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        """The same for functions that are not element by element."""
        found = func(*_plain(args), **_plain(kwargs))
        made = Made(tuple(_behind((args, kwargs))))
        into = kwargs.get("out", args[0] if func is np.copyto else None)
        if isinstance(into, Noted):
            _filled(into, made)
            return into
        return _noted(found, made)

    def __getitem__(self, key: Any) -> Any:
        """A part of an array, even a single number, remembers."""
        found = np.asarray(self)[_plain(key)]
        return _noted(np.asarray(found), Made(tuple(_behind((self, key)))))

    def __setitem__(self, key: Any, value: Any) -> None:
        """What is written into is made of what was there and of what was written."""
        np.asarray(self)[_plain(key)] = _plain(value)
        _filled(self, Made(tuple(_behind((key, value)))))


def _plain(given: Any) -> Any:
    """The same arguments with plain arrays in them."""
    if isinstance(given, Noted):
        return given.view(np.ndarray)
    if isinstance(given, tuple | list):
        return type(given)(_plain(each) for each in given)
    if isinstance(given, dict):
        return {name: _plain(each) for name, each in given.items()}
    return given


def _behind(given: Any) -> Iterator[Made]:
    """What stands behind every array among these arguments."""
    if isinstance(given, Noted):
        yield given.made
    elif isinstance(given, tuple | list):
        for each in given:
            yield from _behind(each)
    elif isinstance(given, dict):
        yield from _behind(list(given.values()))


def _noted(found: Any, made: Made) -> Any:
    """A result that remembers: an array, a number or several of them; anything else as it is."""
    if isinstance(found, np.ndarray | np.generic):
        array = np.asarray(found).view(Noted)
        array.made = made
        return array
    if isinstance(found, tuple | list):
        return type(found)(_noted(each, made) for each in found)
    return found


def _filled(into: Any, made: Made) -> None:
    """Note what was written into an array, and into those that it is a part of."""
    while isinstance(into, Noted):
        into.made = Made((into.made, made))
        into = into.base


@dataclass(slots=True)
class Trace:
    """The names given so far, each with what its array was made of; `same` are second names of an array."""

    named: list[tuple[str, Made]] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)

    def given(self, array: Array, name: str, shape: Sequence[int], *, before: bool = False) -> Array:
        """An array of this shape that is known by name from the start."""
        noted: Noted = np.broadcast_to(array, shape).copy().view(Noted)
        noted.made = Made((), name, before)
        return noted

    def table(self, table: Any, *, before: bool = False) -> Any:
        """A table of the model, or of tables, whose arrays are known by name from the start and have three futures."""
        changed: dict[str, Any] = {}
        named = names(table.__class__)
        for each in fields(table):
            value = getattr(table, each.name)
            if each.name in named:
                changed[each.name] = self.given(value, named[each.name], (*value.shape[:-1], FUTURES), before=before)
            elif is_dataclass(value):
                changed[each.name] = self.table(value, before=before)
        return replace(table, **changed)

    @staticmethod
    def known(table: Any) -> Any:
        """A table by its names, worked out once more for another year: what it reads is known already."""
        for own, name in names(table.__class__).items():
            getattr(table, own).made.name = name
        return table

    def note(self, found: Any) -> None:
        """Give the arrays of a table, or of several, their names; a function of the model has just returned them."""
        for table in found if isinstance(found, tuple) else (found,):
            for own, name in names(table.__class__).items():
                array = getattr(table, own)
                if not isinstance(array, Noted) or array.made.name == name:
                    continue
                if not array.made.name:
                    array.made.name = name
                    self.named.append((name, array.made))
                elif name in stocks():
                    self.named.append((name, Made((array.made,))))
                else:
                    self.same[name] = array.made.name

    @contextmanager
    def watching(self, inside: Callable[[str], bool]) -> Iterator[None]:
        """Note what the functions of these modules return while this lasts."""

        def returned(frame: FrameType, event: str, found: Any) -> None:
            if event == "return" and found is not None and inside(frame.f_globals.get("__name__", "")):
                self.note(found)

        before = sys.getprofile()
        sys.setprofile(returned)
        try:
            yield
        finally:
            sys.setprofile(before)

    def edges(self) -> Reads:
        """By name, the names it reads, each with whether it is read only as it stood before the year."""
        found: Reads = {}
        for name, made in self.named:
            reads = found.setdefault(name, {})
            for source, before in nearest(made):
                reads[source] = before and reads.get(source, True)
        return found


def nearest(made: Made) -> set[tuple[str, bool]]:
    """The nearest names behind an array, each with whether it stood before the year."""
    found: set[tuple[str, bool]] = set()
    seen: set[int] = set()
    ahead = list(made.of)
    while ahead:
        each = ahead.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if each.name:
            found.add((each.name, each.before))
        else:
            ahead.extend(each.of)
    return found


@functools.cache
def names(table: type) -> Mapping[str, str]:
    """The web's name of every quantity that a table declares, by the table's own."""
    if not is_dataclass(table) or table in {World, Year, step.Spring, step.Autumn, step.State, step.Params}:
        return MappingProxyType({})
    module = table.__module__.rpartition(".")[2]
    start = GIVEN.get(module, f"{module}.{table.__name__}")
    return MappingProxyType({name: f"{start}.{name}" for name in declared(table)})


@functools.cache
def places() -> Mapping[str, str]:
    """Where a turn holds a quantity, by its name: `autumn.granary.exported`, `state.herds.cattle`."""
    found: dict[str, str] = {}
    for part, whole in (("state", step.State), ("spring", step.Spring), ("autumn", step.Autumn)):
        for inner, table in tables(whole).items():
            found |= {name: f"{part}.{inner}.{own}" for own, name in names(table).items()}
    return MappingProxyType(found)


@functools.cache
def declarations() -> Mapping[str, Q]:
    """Every declaration of the model but its parameters', by the web's name for it; module after module."""
    found: dict[str, Q] = {}
    for each in pkgutil.iter_modules(model.__path__):
        module = importlib.import_module(f"{model.__name__}.{each.name}")
        for table in vars(module).values():
            if isinstance(table, type) and is_dataclass(table) and table.__module__ == module.__name__:
                named, quantities = names(table), declared(table)
                found |= {named[own]: q for own, q in quantities.items() if own in named}
    return MappingProxyType(found)


@functools.cache
def stocks() -> frozenset[str]:
    """The names of everything that stands from one year to the next."""
    return frozenset(name for name, place in places().items() if place.startswith("state."))


def edges(scenario: Scenario) -> Reads:
    """Every name with those it reads, from one year of the scenario, its invasion, the desk and the verdicts.

    Roots (levers, circumstances, luck of the war, parameters) read nothing and are no keys of their own, but that
    the caretaker's hold on a lever is an edge into it. Where a quantity has a second name, it stands once, under the
    one by which a turn holds it.
    """
    trace = Trace()
    world = begin(scenario, luck="history")
    params = trace.table(scenario.params)
    opening = trace.table(world.state, before=True)
    fallen = opening.government.fallen
    np.asarray(fallen)[:] = np.arange(FUTURES) == FUTURES - 1
    year = trace.table(luck.draw(scenario, world))
    plan, harvest = _orders(trace, scenario, world)
    with trace.watching(lambda module: module.startswith("game.model.")):
        spring, middle = step.january(params, opening, plan, year)
        autumn, close = step.september(params, middle, spring, plan, harvest, year)
        fortune = trace.table(luck.fortune(scenario, world.seed, world.members))
        attack = trace.table(war_year(scenario, world))
        campaign = step.invasion(params, close, autumn.army, fortune, attack)
    rural, urban = close.people.rural, close.people.urban
    ahead, _ = living.winter(params.living, close.living, rural=rural, urban=urban, slaughtered=0 * rural)
    ahead = trace.known(ahead)
    told = Year(
        year=scenario.first_year,
        params=params,
        base=base_year(scenario),
        opening=close,
        forces=autumn.army,
        spring=spring,
        at_harvest=middle,
        autumn=autumn,
        close=close,
        exported_before=autumn.granary.exported,
        grain_before=autumn.granary,
        hunger_ahead=ahead,
        campaign=campaign,
    )
    return _once(trace.edges() | _told(told), trace.same)


def _orders(trace: Trace, scenario: Scenario, world: World) -> tuple[levers.January, levers.September]:
    """Orders that differ between futures: every rule of collections, orders for the nation and a region or none."""
    values: dict[str, Array | float] = {}
    for lever, value in world.levers.items():
        spec = scenario.levers[lever]
        values[lever] = np.linspace(spec.low, spec.high, FUTURES) if spec.only_stops else np.full(FUTURES, value)
    values["procurement"] = np.where(np.arange(FUTURES) == 1, scenario.levers["procurement"].high, np.nan)
    regions = tuple(region.id for region in scenario.regions)
    harvest = september_table(values, {}, regions)
    taken = np.full((len(regions), FUTURES), np.nan)
    taken[:, 0] = 0.5 * (scenario.levers[BY_REGION].low + scenario.levers[BY_REGION].high)
    return trace.table(january_table(values)), trace.table(replace(harvest, procurement_by_region=taken))


def _once(reads: Reads, same: Mapping[str, str]) -> Reads:
    """The same with one name for each quantity, and nothing that only repeats itself."""
    known = {first: second for second, first in same.items() if first not in places() and second in places()}

    def one(name: str) -> str:
        first = same.get(name, name)
        return known.get(first, first)

    found: Reads = {}
    for name, behind in reads.items():
        here = found.setdefault(one(name), {})
        for source, before in behind.items():
            here[one(source)] = before and here.get(one(source), True)
    return found


def _told(year: Year) -> Reads:
    """What every reading of the desk and every verdict reads."""
    found: Reads = {}
    for name, reading in READINGS.items():
        reads: dict[str, bool] = {f"reading.{reading.running}": False} if reading.running else {}
        for take in (reading.nation, reading.region):
            array = None if take is None else take(year)
            if isinstance(array, Noted):
                reads |= dict(nearest(Made((array.made,))))
        found[f"reading.{name}"] = reads
    for name, readings in VERDICTS.items():
        found[f"verdict.{name}"] = {f"reading.{each}": False for each in readings}
    found["verdict.survival"] |= {f"war.Campaign.{each}": False for each in CAMPAIGN}
    return found
