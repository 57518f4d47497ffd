"""Tape: a season's equations written down, call by call, while they are played once.

The blocks are written to be read. To play them fast, their calls to numpy are written down in order, each with
where it finds its figures and where it leaves them: what is asked for twice is done once, what nobody wants is
left out. `Traced` stands for an array on its way through the blocks, which need not know.

A block may ask whether something is so in any future (has a government fallen?) to spare itself work. A tape
answers yes, and so goes the long way, which gives the same figures where the answer is no. A question to
which that does not apply may not be asked in a block, and is refused here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray

from game.rules.courtesy import give_way

Figures = NDArray[Any]
PLAIN_POWERS: Final = {2.0: np.square, 0.5: np.sqrt, -1.0: np.reciprocal}
"""The powers by a plain number for which numpy's operator has a function of their own."""
WHETHER_ANY: Final = (np.count_nonzero, np.any)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a figure stands."""

    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A call: what it does, with which figures or plain numbers, and the slot of its result."""

    does: Callable[..., Any]
    takes: tuple[Any, ...]
    gives: int

    @property
    def slots(self) -> tuple[int, ...]:
        """The slots of the figures that it takes."""
        return tuple(each.at for each in self.takes if isinstance(each, Slot))


class Writer:
    """Writes a tape; `values` are the figures met while it is written, and tell shapes and kinds."""

    def __init__(self) -> None:
        self.values: list[Figures] = []
        self.calls: list[Call] = []
        self.constants: dict[int, int] = {}
        self._known: dict[Any, int] = {}

    def enter(self, value: Figures) -> Traced:
        """A figure that is brought to each playing."""
        return Traced(self, self._add(value))

    def write(self, does: Callable[..., Any], *takes: Any) -> Traced:
        """Do a call, and write it down unless the same one stands there already."""
        slots = tuple(self._slot(each) for each in takes)
        key = (does, *((type(each), repr(each)) for each in slots))
        at = self._known.get(key)
        if at is None:
            give_way()
            given = (self.values[each.at] if isinstance(each, Slot) else each for each in slots)
            at = self._known[key] = self._add(np.asarray(does(*given)))
            self.calls.append(Call(does, slots, at))
        return Traced(self, at)

    def slot_of(self, each: Any) -> int:
        """The slot of a result; an array that no call gave is a constant."""
        if isinstance(each, Traced):
            return each.at
        if id(each) not in self.constants:
            self.constants[id(each)] = self._add(each)
        return self.constants[id(each)]

    def _slot(self, each: Any) -> Any:
        if isinstance(each, Traced | np.ndarray):
            return Slot(self.slot_of(each))
        if isinstance(each, bool | int | float):
            return each
        raise TypeError(f"a tape cannot take {each!r}")

    def _add(self, value: Figures) -> int:
        self.values.append(value)
        return len(self.values) - 1


class Traced(NDArrayOperatorsMixin):
    """A figure on its way through the equations: does as an array does, and has it written down."""

    __slots__ = ("at", "writer")

    def __init__(self, writer: Writer, at: int) -> None:
        self.writer = writer
        self.at = at

    @property
    def shape(self) -> tuple[int, ...]:
        """As of an array."""
        return self.writer.values[self.at].shape

    @property
    def ndim(self) -> int:
        """As of an array."""
        return self.writer.values[self.at].ndim

    def __bool__(self) -> bool:
        raise TypeError("a tape cannot branch on a figure")

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **named: Any) -> Any:
        """A numpy function applied to figures, or summed over regions."""
        if method == "__call__" and not _more(named):
            return self.writer.write(ufunc, *inputs)
        if ufunc is np.add and method == "reduce" and not _more(named):
            return self.writer.write(summed, *inputs)
        return NotImplemented

    def __array_function__(self, does: Callable[..., Any], types: Any, takes: Any, named: Any) -> Any:
        """Any other function of numpy's."""
        del types
        if does in WHETHER_ANY:
            return True
        if named:
            return NotImplemented
        return self.writer.write(does, *takes)

    def __pow__(self, exponent: Any) -> Any:
        """A power; by a plain number as numpy's operator has it."""
        if isinstance(exponent, Number):
            return self.writer.write(by_number, self, exponent.of)
        if isinstance(exponent, int | float):
            exact = PLAIN_POWERS.get(float(exponent))
            return self.writer.write(operator.pow, self, exponent) if exact is None else self.writer.write(exact, self)
        return self.writer.write(np.power, self, exponent)

    def clip(self, low: Any, high: Any) -> Any:
        """As of an array: no lower than one bound, then no higher than the other."""
        return self.writer.write(np.minimum, self.writer.write(np.maximum, self, low), high)

    def any(self) -> bool:
        """Whether it is so in any future: a tape is ready for it."""
        return True

    def item(self) -> Number:
        """As of an array of a single figure."""
        return Number(self)

    def cumsum(self, axis: int) -> Running:
        """As of an array, region after region."""
        if axis != 0:
            raise TypeError("a tape sums over regions alone")
        return Running(self)


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number brought to each playing; what it is used for is to raise to its power."""

    __array_ufunc__ = None
    of: Traced

    def __rpow__(self, base: Any) -> Any:
        return self.of.writer.write(by_number, base, self.of)


@dataclass(frozen=True, slots=True)
class Running:
    """A running sum over regions, of which the last row is wanted."""

    of: Traced

    def __getitem__(self, row: int) -> Traced:
        if row != -1:
            raise TypeError("a tape takes the whole of a running sum")
        return self.of.writer.write(summed, self.of)


def by_number(base: Figures, exponent: Figures) -> Figures:
    """A power whose exponent is the same in every future."""
    raised: Figures = base ** exponent.item()
    return raised


def summed(regional: Figures) -> Figures:
    """A sum over regions, added in order."""
    found: Figures = regional.cumsum(axis=0)[-1] if regional.shape[-1] == 1 else np.add.reduce(regional)
    return found


def needed(calls: Sequence[Call], wanted: Iterable[int]) -> list[Call]:
    """Those calls that lead to what is wanted, in order."""
    left = set(wanted)
    kept: list[Call] = []
    for call in reversed(calls):
        if call.gives in left:
            kept.append(call)
            left.update(call.slots)
    return kept[::-1]


def _more(named: dict[str, Any]) -> bool:
    return any(value not in {None, 0} for value in named.values())
