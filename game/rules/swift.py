"""Swift: seasons that are asked for often, played as compiled stretches, with the same figures.

    play(season, params, *tables)    what season(params, *tables) gives, to the last bit
    learn()                          compile what has been asked for often since

A half-year of the model is a pure function of tables of arrays, so it can be written down (`tape`), put in order
(`scheme`) and compiled (`fused`), once for each form: which figures run over futures and which do not. Until a form
is learned, and wherever the compiler is not installed (it comes with the extra `fast`), the equations
themselves are played; they stay the truth, and a test demands equality.

Futures go through a season part by part, so that what passes between its steps stays in the processor's cache.
"""

from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.model.quantity import walk
from game.rules.courtesy import give_way
from game.rules.kept import Same
from game.rules.scheme import FEW, Keep, Scheme, Season, Step, leaves, mapped
from game.rules.tape import Figures, Slot

ALWAYS_WIDE: Final = 0
"""The state runs over futures from the second season on, and so it is made to do from the first."""
OFTEN: Final = 3
"""How often a form of a season is asked for before it is worth learning."""
MOST: Final = 48
"""Forms that are learned; who asks for more than that has the equations played."""
SETS: Final = 16
"""Forms whose settled figures are kept, each for its own parameters and number of futures."""
PART: Final = 512
"""Futures that go through a season together, at the most."""
LANES: Final = 8
"""Futures that a kernel takes at a time."""
NOWHERE: Final = -1
"""The place of a call's result that no kernel reads."""
INTO: Final = -2
"""The place of a call's result that is a part of what is given back."""

Form = tuple[Any, ...]
Given = tuple[tuple[int, ...], tuple[int, ...], np.dtype[Any]]
"""How an array is given: its shape, its strides and its kind, the order of bytes included."""


class Known:
    """What has been learned, how often other forms were asked for, and those that are worth learning."""

    def __init__(self) -> None:
        self.able = True
        self.store: Any = None
        self.schemes: dict[Form, Scheme] = {}
        self.asked: dict[Form, int] = {}
        self.wanted: dict[Form, tuple[Season, Any, list[Any], Keep, int]] = {}


KNOWN: Final = Known()


def play(season: Season, params: Any, *tables: Any, keep: Keep = None) -> Any:
    """What the season gives of these tables, by what has been learned of it or by itself.

    Of its first table only the figures named in `keep`, by block and name, need be there.
    """
    give_way()
    if not KNOWN.able:
        return season(params, *tables)
    parts = [_picked(Same(type(table)))(table) for table in tables]
    given = tuple([tuple([(each.shape, each.strides, each.dtype) for each in part]) for part in parts])
    found = _bound(season, keep, Same(params), given, len(KNOWN.schemes))
    if isinstance(found, Bound):
        return found.play([*itertools.chain.from_iterable(parts)])
    KNOWN.asked[found] = KNOWN.asked.get(found, 0) + 1
    if KNOWN.asked[found] == OFTEN:
        futures = _futures(given)
        even = [_evened(table, futures, every=at == ALWAYS_WIDE) for at, table in enumerate(tables)]
        KNOWN.wanted[found] = (season, params, even, keep, futures)
    return season(params, *tables)


def learn(most: int = MOST) -> int:
    """Compile what has been asked for often since, about a second for each form; gives how many were learned.

    No more than `most` at a time: who has other work waiting asks again for the rest.
    """
    learned = 0
    while KNOWN.wanted and KNOWN.able and len(KNOWN.schemes) < MOST and learned < most:
        form, wish = KNOWN.wanted.popitem()
        KNOWN.able = able()
        if KNOWN.able:
            KNOWN.schemes[form] = Scheme(*wish, store=KNOWN.store)
            learned += 1
    if learned < most:
        KNOWN.wanted.clear()
    return learned


@cache
def able() -> bool:
    """Whether the compiler is there, which is an extra, and finds the figures of arrays."""
    try:
        from game.rules import fused
    except ModuleNotFoundError:
        return False
    return fused.reachable()


def keep_in(store: Any) -> None:
    """Keep what is compiled from now on there, and look there first (`translated.Store`)."""
    KNOWN.store = store


@contextmanager
def unlearned() -> Iterator[None]:
    """Play by the equations themselves for a while, to be set beside what was learned."""
    able, KNOWN.able = KNOWN.able, False
    try:
        yield
    finally:
        KNOWN.able = able


def forget() -> None:
    """Let go of everything that was learned or asked for."""
    KNOWN.schemes.clear()
    KNOWN.asked.clear()
    KNOWN.wanted.clear()
    _bound.cache_clear()


@lru_cache(maxsize=SETS)
def _bound(
    season: Season, keep: Keep, params: Same[Any], given: tuple[tuple[Given, ...], ...], known: int
) -> Bound | Form:
    """The scheme of this form with these parameters settled; the form itself where none is known.

    An array of another kind is of another form; one that is spread or does not lie row after row is laid out anew
    before a kernel sees it.
    """
    del known
    futures = _futures(given)
    fixed = [*leaves(params.it)]
    shapes = [
        (*shape[:-1], futures) if shape and _is_wide(table, futures, every=at == ALWAYS_WIDE) else shape
        for at, table in enumerate(given)
        for shape, _, _ in table
    ]
    every = [*itertools.chain(*given)]
    form = (
        season,
        keep,
        tuple((_marked(each.shape, futures), each.dtype) for each in fixed),
        tuple((_marked(shape, futures), kind) for shape, (_, _, kind) in zip(shapes, every, strict=True)),
        min(futures, FEW),
    )
    scheme = KNOWN.schemes.get(form)
    if scheme is None:
        return form
    scattered = {
        at: shape
        for at, (shape, (was, strides, kind)) in enumerate(zip(shapes, every, strict=True))
        if shape != was or strides != np.empty(shape, kind).strides
    }
    return Bound(scheme, fixed, scattered, futures)


def _futures(given: tuple[tuple[Given, ...], ...]) -> int:
    return max(shape[-1] for table in given for shape, _, _ in table if shape)


def _is_wide(table: tuple[Given, ...], futures: int, *, every: bool) -> bool:
    """Whether all figures of a table are made to run over futures, as one of them does, so that there are few forms."""
    return futures > 1 and (every or any(shape[-1] == futures for shape, _, _ in table if shape))


def _evened(table: Any, futures: int, *, every: bool) -> Any:
    """A table as `_is_wide` has it."""
    given = tuple((each.shape, each.strides, each.dtype) for each in leaves(table))
    if not _is_wide(given, futures, every=every):
        return table
    return mapped(table, lambda each: np.broadcast_to(each, (*each.shape[:-1], futures)) if each.ndim else each)


def _marked(shape: tuple[int, ...], futures: int) -> tuple[int, ...]:
    """A shape with the futures marked, however many they are."""
    return (*shape[:-1], -1) if shape and futures > 1 and shape[-1] == futures else shape


@cache
def _picked(kind: Same[type]) -> Callable[[Any], tuple[Figures, ...]]:
    """Reads every figure of a table of tables, in the order of `leaves`."""
    return operator.attrgetter(*(path for path, _ in walk(kind.it)))


@dataclass(slots=True)
class Part:
    """A part of the futures: from where, how many, every slot's figures, and their addresses for the kernels."""

    first: int
    futures: int
    slots: list[Any]
    addresses: NDArray[np.uint64]


class Bound:
    """A scheme with one set of parameters settled, for so many futures.

    `scattered` gives the shapes of inputs that are to be spread or laid out anew.
    """

    def __init__(
        self, scheme: Scheme, params: Sequence[Figures], scattered: dict[int, tuple[int, ...]], futures: int
    ) -> None:
        self.scheme = scheme
        self.futures = futures
        self.parts = _parts(futures)
        self.idle: list[list[Part]] = []
        lone = {at for step in scheme.steps if step.call for at in step.call.slots}
        self.held = self._settled(params, lone | {*scheme.place, *scheme.wanted})
        number = {at: i for i, at in enumerate(scheme.inputs)}
        self.entering = [number[at] for at in scheme.entering]
        used = {*scheme.entering, *scheme.wanted}
        self.scattered = [(i, shape) for i, shape in scattered.items() if scheme.inputs[i] in used]
        self.fresh = [(scheme.shape(at, futures), scheme.values[at].dtype) for at in scheme.fresh]
        moved = (*scheme.entering, *scheme.fresh)
        self.places = np.array([scheme.place[at] for at in moved], dtype=np.intp)
        calls = [step.call for step in scheme.steps if step.call]
        alone = {at for call in calls for at in (call.gives, *call.slots)}
        self.cut = [(i, at) for i, at in enumerate(moved) if at in alone and at in scheme.whole]
        self.shared = [
            (i, at) for i, at in enumerate(moved) if (at in alone or at in scheme.fresh) and at not in scheme.whole
        ]
        self.first = [self._code(step) for step in scheme.steps if not step.wide]
        self.then = [self._code(step) for step in scheme.steps if step.wide]
        ordered = [*enumerate(scheme.wanted)]
        self.passed = [(i, number[at]) for i, at in ordered if at in number]
        self.constant = [(i, self.held[at]) for i, at in ordered if at in self.held]
        self.returned = [(i, scheme.fresh.index(at)) for i, at in ordered if at in scheme.fresh and at in scheme.whole]

    def _settled(self, params: Sequence[Figures], used: set[int]) -> dict[int, Figures]:
        """What hangs on parameters alone, as far as it is used."""
        scheme = self.scheme
        held: dict[int, Figures] = dict(scheme.constants)
        held.update(zip(scheme.params, params, strict=True))
        with np.errstate(all="ignore"):
            for call in scheme.prologue:
                taken = (held[each.at] if isinstance(each, Slot) else each for each in call.takes)
                held[call.gives] = np.asarray(call.does(*taken))
        return {at: np.ascontiguousarray(value).reshape(value.shape) for at, value in held.items() if at in used}

    def _code(self, step: Step) -> tuple[Any, ...]:
        """A step as it is done: a kernel, or a call with where it finds its figures and leaves its result."""
        scheme = self.scheme
        if step.call is None:
            return None, scheme.compiled.kernels[step.kernel], 0, 0
        takes = tuple((each.at, None) if isinstance(each, Slot) else (-1, each) for each in step.call.takes)
        gives = step.call.gives
        return step.call.does, takes, gives, INTO if gives in scheme.whole else scheme.place.get(gives, NOWHERE)

    def _room(self) -> list[Part]:
        """Room to play in: what passes between the steps is as wide as a part, and used again by the next."""
        scheme = self.scheme
        widest = self.parts[0][1]
        shapes = {scheme.seats[at]: (scheme.shape(at, widest), scheme.values[at].dtype) for at in scheme.rooms}
        made = {seat: np.empty(shape, kind) for seat, (shape, kind) in shapes.items()}
        rooms = {at: made[scheme.seats[at]] for at in scheme.rooms}
        parts = []
        for first, futures in self.parts:
            slots: list[Any] = [None] * len(scheme.values)
            for at, value in rooms.items():
                shape = scheme.shape(at, futures)
                slots[at] = value if shape == value.shape else value.reshape(-1)[: math.prod(shape)].reshape(shape)
            for at, value in self.held.items():
                cut = scheme.wide(at) and futures < self.futures
                slots[at] = np.ascontiguousarray(value[..., first : first + futures]) if cut else value
            addresses = np.zeros(len(scheme.place), np.uint64)
            for at, i in scheme.place.items():
                if slots[at] is not None:
                    addresses[i] = id(slots[at])
            parts.append(Part(first, futures, slots, addresses))
        return parts

    def play(self, inputs: list[Figures]) -> Any:
        """The season of these figures, in the order of `leaves`."""
        scheme = self.scheme
        try:
            room = self.idle.pop()
        except IndexError:
            room = self._room()
        for i, shape in self.scattered:
            inputs[i] = np.ascontiguousarray(np.broadcast_to(inputs[i], shape))
        fresh = [np.empty(shape, kind) for shape, kind in self.fresh]
        moved = [*[inputs[i] for i in self.entering], *fresh]
        part = room[0]
        part.addresses[self.places] = [id(each) for each in moved]
        for i, at in self.shared:
            part.slots[at] = moved[i]
        _do(self.first, part, 1, 0, 1)
        for other in room[1:]:
            other.addresses[: scheme.brought] = part.addresses[: scheme.brought]
            for i, at in self.shared:
                other.slots[at] = moved[i]
            for at in scheme.small:
                other.slots[at] = part.slots[at]
        for each in room:
            for i, at in self.cut:
                each.slots[at] = moved[i][..., each.first : each.first + each.futures]
            _do(self.then, each, each.futures, each.first, self.futures)
        found = self._found(part, inputs, fresh)
        self.idle.append(room)
        return scheme.build(iter(found))

    def _found(self, part: Part, inputs: list[Figures], fresh: list[Figures]) -> list[Figures]:
        """What is wanted, from wherever it stands."""
        found = [part.slots[at] for at in self.scheme.wanted]
        for i, at in self.returned:
            found[i] = fresh[at]
        for i, at in self.passed:
            found[i] = inputs[at]
        for i, value in self.constant:
            found[i] = value
        return found


def _do(code: list[tuple[Any, ...]], part: Part, futures: int, first: int, whole: int) -> None:
    """Do the steps for so many futures, from the first on, of the whole."""
    slots, addresses = part.slots, part.addresses
    table = addresses.ctypes.data
    for does, takes, gives, place in code:
        if does is None:
            takes(futures, first, whole, table)
            continue
        found = does(*[slots[at] if at >= 0 else plain for at, plain in takes])
        if place == INTO:
            slots[gives][...] = found
            continue
        slots[gives] = found
        if place >= 0:
            addresses[place] = id(found)


def _parts(futures: int) -> list[tuple[int, int]]:
    """From which future on how many go through a season together: equally many, by whole lanes, where that can be."""
    least = -(-futures // PART)
    even = (count for count in range(least, 2 * least) if futures % (count * LANES) == 0)
    width = -(-futures // next(even, least))
    return [(first, min(width, futures - first)) for first in range(0, futures, width)]
