"""Scheme: a season's tape put in an order that can be compiled.

What hangs on parameters alone is settled once for each set of them. Of the rest, calls that a kernel can do (`fused`)
stand together in stretches; between these stand the calls left to numpy, each after the stretch that
feeds it. What does not run over futures goes first and is done once, what does follows, part of the
futures by part. A figure that one stretch leaves for another takes memory, so calls sink to the
stretch where less passes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

import numpy as np

from game.rules.tape import Call, Figures, Traced, Writer, needed, summed

FEW: Final = 64
"""Futures with which a season is written down; more than rows of any table, which are told by it from futures."""

Season = Callable[..., Any]
Keep = frozenset[str] | None
Key = tuple[bool, int]
"""Whether a stretch runs over futures, and its place among those that do or do not."""
Groups = dict[Key, list[Call]]
KINDS: Final = (np.dtype(np.float64), np.dtype(np.bool_))


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scheme: a kernel by number, or a call left to numpy; whether it runs over futures."""

    kernel: int
    call: Call | None
    wide: bool


class Scheme:
    """A season written down and compiled, for one form of its figures.

    `place` says where a kernel's table has the address of a slot's figures; the first `brought` places are those that
    every playing sets. Figures in `whole` stand there for all the futures, others for a part of them.
    """

    def __init__(
        self, season: Season, params: Any, tables: Sequence[Any], keep: Keep, futures: int, store: Any = None
    ) -> None:
        self.store = store
        params, *tables = [mapped(table, lambda each: _few(each, futures)) for table in (params, *tables)]
        self.futures = min(futures, FEW)
        writer = Writer()
        entered = [mapped(table, writer.enter) for table in (params, *tables)]
        with np.errstate(all="ignore"):
            result = season(*entered)
        if keep is not None:
            result = (_narrowed(result[0], keep), *result[1:])
        self.build = _builder(result)
        self.wanted = [writer.slot_of(each) for each in leaves(result)]
        self.params = [_slot(each) for each in leaves(entered[0])]
        self.inputs = [_slot(each) for table in entered[1:] for each in leaves(table)]
        self.values = writer.values
        self.constants = {at: writer.values[at] for at in writer.constants.values()}
        self._arrange(self._settle(needed(writer.calls, self.wanted)))
        self.values = [
            np.broadcast_to(np.zeros((), each.dtype), each.shape) for each in self.values
        ]  # shapes and kinds

    def wide(self, at: int) -> bool:
        """Whether a figure runs over futures."""
        return self.futures > 1 and self.values[at].shape[-1:] == (self.futures,)

    def shape(self, at: int, futures: int) -> tuple[int, ...]:
        """The shape of a figure where there are so many futures."""
        shape = self.values[at].shape
        return (*shape[:-1], futures) if self.wide(at) else shape

    def _settle(self, calls: Sequence[Call]) -> list[Call]:
        """Take out the calls that hang on parameters alone; gives the rest."""
        settled = {*self.params, *self.constants}
        self.prologue: list[Call] = []
        rest: list[Call] = []
        for call in calls:
            if settled.issuperset(call.slots):
                settled.add(call.gives)
                self.prologue.append(call)
            else:
                rest.append(call)
        self.settled = settled
        return rest

    def _arrange(self, rest: Sequence[Call]) -> None:
        groups, alone = self._grouped(rest)
        _sink(groups, alone, {*self.wanted}, self.values)
        whose = {call.gives: key for key, calls in groups.items() for call in calls}
        lone = {at for calls in alone.values() for call in calls for at in call.slots}
        left = {at for at in (*self.wanted, *lone) if at in whose}
        for key, calls in groups.items():
            left.update(at for call in calls for at in call.slots if whose.get(at, key) != key)
        given = {call.gives for call in rest}
        read = {at for calls in groups.values() for call in calls for at in call.slots if at not in whose}
        self.fresh = [at for at in dict.fromkeys(self.wanted) if at in given]
        self.entering = [at for at in self.inputs if at in read or at in lone]
        self.small = [call.gives for (wide, _), calls in alone.items() if not wide for call in calls]
        self._seat(read | left)
        self.rooms = sorted(left - {*self.fresh})
        self._compile(groups, alone, left)
        self.seats = self._seats(groups)

    def _seats(self, groups: Groups) -> dict[int, int]:
        """Which room each passing figure has: one is given out again once nobody reads what stood in it."""
        keys = [key for key in sorted(groups) if groups[key]]
        number = {step.kernel: at for at, step in enumerate(self.steps) if step.call is None}
        born = dict.fromkeys(self.rooms, -1)
        last = dict.fromkeys(self.rooms, -1)
        for kernel, key in enumerate(keys):
            for call in groups[key]:
                born[call.gives] = number[kernel]
                last.update(dict.fromkeys(call.slots, number[kernel]))
        for at, step in enumerate(self.steps):
            if step.call is not None:
                last.update({each: max(at, last.get(each, -1)) for each in step.call.slots})
        seats: dict[int, int] = {}
        taken: list[tuple[Any, int]] = []  # of each room the kind of figure, and when it was read last
        for at in sorted(self.rooms, key=lambda each: born[each]):
            kind = (self.values[at].shape, self.values[at].dtype)
            free = (seat for seat, (mine, until) in enumerate(taken) if mine == kind and until < born[at])
            seats[at] = seat = next(free, len(taken))
            taken[seat : seat + 1] = [(kind, last[at])]
        return seats

    def _grouped(self, rest: Sequence[Call]) -> tuple[Groups, Groups]:
        """The calls that a kernel can do, stretch by stretch, and those left to numpy before each of these."""
        from game.rules import fused

        self.regions = max((self.values[at].shape[0] for at in self.inputs if self.values[at].ndim > 1), default=1)
        level: dict[int, int] = {}
        groups: Groups = {}
        alone: Groups = {}
        for call in rest:
            wide = self.wide(call.gives)
            at = max((level.get(each, 0) for each in call.slots if self.wide(each) == wide), default=0)
            fit = all(self._fits(each) for each in (call.gives, *call.slots))
            if fit and (call.does in fused.EMIT or call.does is summed):
                groups.setdefault((wide, at), []).append(call)
            else:
                at += 1
                alone.setdefault((wide, at), []).append(call)
            level[call.gives] = at
        return groups, alone

    def _fits(self, at: int) -> bool:
        """Whether a kernel can read and write a figure: by regions, by futures, both or neither."""
        value = self.values[at]
        if value.dtype not in KINDS or (value.ndim == 0 and at not in self.settled):
            return False
        runs = value.ndim == 0 or value.shape[-1] in {1, self.futures}
        return runs and value.ndim <= 2 and (value.ndim < 2 or value.shape[0] == self.regions)

    def _seat(self, used: set[int]) -> None:
        """Give each figure that a kernel knows its place in the table."""
        moving = [*self.entering, *self.fresh]
        self.whole = {at for at in moving if self.wide(at)}
        first = list(dict.fromkeys([*moving, *self.small]))
        self.brought = len(first)
        self.place = {at: i for i, at in enumerate([*first, *sorted(used - {*first})])}

    def _compile(self, groups: Groups, alone: Groups, left: set[int]) -> None:
        from game.rules import fused, translated

        self.steps: list[Step] = []
        stretches: list[fused.Stretch] = []
        for key in sorted({*groups, *alone}):
            wide = key[0]
            self.steps += [Step(-1, call, wide) for call in alone.get(key, [])]
            calls = groups.get(key, [])
            if calls:
                gives = {call.gives for call in calls}
                shapes = {
                    at: fused.Shape(
                        regional=self.values[at].ndim > 1,
                        futures=self.wide(at) or not wide,
                        whole=at in self.whole,
                        truth=self.values[at].dtype == np.bool_,
                    )
                    for at in gives.union(*(call.slots for call in calls))
                }
                self.steps.append(Step(len(stretches), None, wide))
                stretches.append(fused.Stretch(calls, shapes, self.place, frozenset(left & gives), self.regions))
        self.compiled = translated.compiled(stretches, store=self.store)


def _sink(groups: Groups, alone: Groups, wanted: set[int], values: Sequence[Figures]) -> None:
    """Move calls to a later stretch where less then passes from one stretch to another."""
    weight = [math.prod(value.shape[:-1]) for value in values]
    whose = {call.gives: key for key, calls in groups.items() for call in calls}
    readers = _readers(groups, alone)
    for key in sorted(groups, reverse=True):
        stay = []
        for call in reversed(groups[key]):
            aim = min(readers.get(call.gives, [key]))
            passing = sum(
                weight[at]
                for at in {*call.slots}
                if whose.get(at) == key and at not in wanted and all(each == key for each in readers[at])
            )
            free = call.gives not in wanted and aim in groups and aim > key and aim[0] == key[0]
            if free and passing < weight[call.gives]:
                groups[aim].insert(0, call)
                whose[call.gives] = aim
                for at in {*call.slots}:
                    readers[at].remove(key)
                    readers[at].append(aim)
            else:
                stay.append(call)
        groups[key] = stay[::-1]


def _readers(groups: Groups, alone: Groups) -> dict[int, list[Key]]:
    """The stretches that read a slot; a call left to numpy must be fed by the stretch before it."""
    found: dict[int, list[Key]] = {}
    fed = {(wide, level - 1): calls for (wide, level), calls in alone.items()}
    for each in (groups, fed):
        for key, calls in each.items():
            for call in calls:
                for at in {*call.slots}:
                    found.setdefault(at, []).append(key)
    return found


# --- tables of figures ---------------------------------------------------------------------------


def leaves(tree: Any) -> Iterator[Any]:
    """Every figure of a table, of a table of tables, or of a tuple of such; what is left out is passed over."""
    if isinstance(tree, tuple):
        for each in tree:
            yield from leaves(each)
    elif is_dataclass(tree):
        for field in fields(tree):
            yield from leaves(getattr(tree, field.name))
    elif tree is not None:
        yield tree


def mapped(tree: Any, each: Callable[[Any], Any]) -> Any:
    """The same table of tables with something done to every figure."""
    if not is_dataclass(tree):
        return each(tree)
    kind: Any = type(tree)
    return kind(**{field.name: mapped(getattr(tree, field.name), each) for field in fields(tree)})


def _narrowed(table: Any, keep: frozenset[str]) -> Any:
    """A table of tables with only those figures that are kept."""

    def kept(block: str, inner: Any) -> Any:
        chosen = {
            field.name: getattr(inner, field.name) if f"{block}.{field.name}" in keep else None
            for field in fields(inner)
        }
        return type(inner)(**chosen)

    return type(table)(**{field.name: kept(field.name, getattr(table, field.name)) for field in fields(table)})


def _builder(tree: Any) -> Callable[[Iterator[Any]], Any]:
    """What builds a table of tables anew, of figures in the order of `leaves`."""
    if isinstance(tree, tuple):
        parts = [_builder(each) for each in tree]
        return lambda found: tuple([part(found) for part in parts])
    if is_dataclass(tree):
        kind: Any = type(tree)
        inner = [(field.name, _builder(getattr(tree, field.name))) for field in fields(tree)]
        return lambda found: kind(**{name: build(found) for name, build in inner})
    return _nothing if tree is None else next


def _nothing(found: Iterator[Any]) -> None:
    del found


def _few(each: Figures, futures: int) -> Figures:
    """The first few futures, where there are more."""
    return each[..., :FEW] if futures > FEW and each.shape[-1:] == (futures,) else each


def _slot(each: Traced) -> int:
    return each.at
