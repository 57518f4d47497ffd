"""Fused: stretches of a tape compiled into one loop over futures, so that figures stay in registers.

Every operation here is one that IEEE 754 fixes to the last bit (sums, products, quotients, square roots, comparisons,
choices), each rounded by itself and in the tape's order, so that a compiled stretch gives what numpy gives.
Powers, exponentials and logarithms stay with numpy, between the stretches.

    kernel(n, first, whole, table)      over n futures; table[i]: address of the i-th array, as Python knows it

A kernel goes over a part of the futures. What passes between stretches stands in arrays of n futures; what comes
from outside and what is given back in arrays of the whole of them, where the part begins at the first.
Eight futures go at a time, the rest one by one. In a stretch the regions are gone through once for each
layer: what needs a sum over regions waits for the next.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from llvmlite import ir

from game.rules.courtesy import give_way
from game.rules.tape import Call, Slot, summed

WIDTH: Final = 8
DATA: Final = object.__basicsize__
"""Where an array object keeps the address of its figures: after its head, in every numpy since 1.7."""

F, B, BYTE, LONG = ir.DoubleType(), ir.IntType(1), ir.IntType(8), ir.IntType(64)
Emit = Callable[["Body", list[Any]], Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a slot holds, as a kernel sees it: does it run over regions, over futures, all of them; is it yes or no."""

    regional: bool
    futures: bool
    whole: bool
    truth: bool


@dataclass
class Stretch:
    """A stretch of calls to be compiled: shapes of all slots, their places in the table, what must be left behind."""

    calls: Sequence[Call]
    shapes: dict[int, Shape]
    place: Mapping[int, int]
    left: frozenset[int]
    regions: int
    layer: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for call in self.calls:
            before = max((self.layer.get(at, 0) for at in call.slots), default=0)
            self.layer[call.gives] = before + (call.does is summed)


def reachable() -> bool:
    """Whether an array's figures stand where a kernel looks for them: not so in every build of every Python."""
    in_memory = hasattr(ctypes, "pythonapi")  # only where Python is written in C does `id` tell where a thing stands
    if not in_memory or ctypes.sizeof(ctypes.c_void_p) != LONG.width // 8:
        return False
    arrays = (np.empty(3), np.empty((2, 5)), np.empty(7, bool))
    return all(ctypes.c_uint64.from_address(id(each) + DATA).value == each.ctypes.data for each in arrays)


def _binary(method: str) -> Emit:
    return lambda body, a: getattr(body.builder, method)(body.number(a[0]), body.number(a[1]))


def _compare(how: str) -> Emit:
    return lambda body, a: body.builder.fcmp_ordered(how, body.number(a[0]), body.number(a[1]))


def _unequal(body: Body, a: list[Any]) -> Any:
    return body.builder.fcmp_unordered("!=", body.number(a[0]), body.number(a[1]))


def _extreme(how: str) -> Emit:
    def emit(body: Body, a: list[Any]) -> Any:
        one, other = body.number(a[0]), body.number(a[1])
        first = body.builder.or_(
            body.builder.fcmp_ordered(how, one, other), body.builder.fcmp_unordered("uno", one, one)
        )
        return body.builder.select(first, one, other)

    return emit


def _square(body: Body, a: list[Any]) -> Any:
    return body.builder.fmul(body.number(a[0]), body.number(a[0]))


def _inverse(body: Body, a: list[Any]) -> Any:
    return body.builder.fdiv(body.constant(1.0), body.number(a[0]))


def _root(body: Body, a: list[Any]) -> Any:
    one = body.number(a[0])
    return _intrinsic(body, "sqrt", one)


def _size(body: Body, a: list[Any]) -> Any:
    one = body.number(a[0])
    return _intrinsic(body, "fabs", one)


def _intrinsic(body: Body, name: str, one: Any) -> Any:
    whole = f"llvm.{name}.v{body.width}f64" if body.width > 1 else f"llvm.{name}.f64"
    module = body.builder.module
    function = module.globals.get(whole) or ir.Function(module, ir.FunctionType(one.type, [one.type]), whole)
    return body.builder.call(function, [one])


def _choice(body: Body, a: list[Any]) -> Any:
    return body.builder.select(a[0], body.number(a[1]), body.number(a[2]))


def _unknown(body: Body, a: list[Any]) -> Any:
    return body.builder.fcmp_unordered("uno", body.number(a[0]), body.number(a[0]))


EMIT: Final[dict[Any, Emit]] = {
    np.add: _binary("fadd"),
    np.subtract: _binary("fsub"),
    np.multiply: _binary("fmul"),
    np.divide: _binary("fdiv"),
    np.maximum: _extreme(">="),
    np.minimum: _extreme("<="),
    np.greater: _compare(">"),
    np.greater_equal: _compare(">="),
    np.less: _compare("<"),
    np.less_equal: _compare("<="),
    np.equal: _compare("=="),
    np.not_equal: _unequal,
    np.square: _square,
    np.sqrt: _root,
    np.reciprocal: _inverse,
    np.absolute: _size,
    np.where: _choice,
    np.isnan: _unknown,
    np.negative: lambda body, a: body.builder.fneg(body.number(a[0])),
    np.positive: lambda body, a: body.number(a[0]),
    np.invert: lambda body, a: body.builder.not_(a[0]),
    np.bitwise_or: lambda body, a: body.builder.or_(a[0], a[1]),
    np.bitwise_and: lambda body, a: body.builder.and_(a[0], a[1]),
}
"""What can be compiled, besides sums over regions."""


class Body:
    """One going-through of a stretch, for so many futures at once."""

    def __init__(self, kernel: Kernel, width: int) -> None:
        self.kernel = kernel
        self.stretch = kernel.stretch
        self.builder: Any = kernel.builder
        self.width = width
        self.values: dict[int, Any] = {}
        self.rooms: dict[int, Any] = {}
        self.splats: dict[Any, Any] = {}

    # --- figures ---

    def kind(self, truth: bool) -> Any:
        one = B if truth else F
        return ir.VectorType(one, self.width) if self.width > 1 else one

    def constant(self, value: float) -> Any:
        return ir.Constant(self.kind(False), [float(value)] * self.width if self.width > 1 else float(value))

    def splat(self, one: Any) -> Any:
        if self.width == 1:
            return one
        whole = ir.VectorType(one.type, self.width)
        first = self.builder.insert_element(ir.Constant(whole, ir.Undefined), one, ir.Constant(ir.IntType(32), 0))
        zeros = ir.Constant(ir.VectorType(ir.IntType(32), self.width), None)
        return self.builder.shuffle_vector(first, ir.Constant(whole, ir.Undefined), zeros)

    def number(self, value: Any) -> Any:
        """A truth as 1 or 0, a number as it is."""
        inner = value.type.element if isinstance(value.type, ir.VectorType) else value.type
        return self.builder.uitofp(value, self.kind(False)) if inner == B else value

    # --- memory ---

    def address(self, at: int, region: Any) -> Any:
        """Where a slot's figures stand for this region and these futures."""
        shape, base = self.stretch.shapes[at], self.kernel.pointers[at]
        if not shape.futures:
            return self.builder.gep(base, [region if shape.regional else ir.Constant(LONG, 0)])
        place = self.builder.add(self.kernel.first, self.future) if shape.whole else self.future
        if shape.regional:
            row = self.kernel.whole if shape.whole else self.kernel.n
            place = self.builder.add(place, self.builder.mul(region, row))
        return self.builder.gep(base, [place])

    def load(self, at: int, region: Any) -> Any:
        shape = self.stretch.shapes[at]
        place = self.address(at, region)
        one = BYTE if shape.truth else F
        if not shape.futures:
            value = self.builder.load(place)
            if shape.truth:
                value = self.builder.trunc(value, B)
            return self.splat(value)
        if self.width > 1:
            place = self.builder.bitcast(place, ir.VectorType(one, self.width).as_pointer())
        value = self.builder.load(place, align=1 if shape.truth else 8)
        return self.builder.trunc(value, self.kind(True)) if shape.truth else value

    def store(self, at: int, region: Any, value: Any) -> None:
        shape = self.stretch.shapes[at]
        place = self.address(at, region)
        one = BYTE if shape.truth else F
        if shape.truth:
            value = self.builder.zext(value, ir.VectorType(BYTE, self.width) if self.width > 1 else BYTE)
        if self.width > 1:
            place = self.builder.bitcast(place, ir.VectorType(one, self.width).as_pointer())
        self.builder.store(value, place, align=1 if shape.truth else 8)

    # --- the body ---

    def emit(self, future: Any) -> None:
        """Everything for the futures from this one on."""
        self.future = future
        stretch = self.stretch
        layers = max(stretch.layer.values(), default=0) + 1
        users: dict[int, int] = {}
        for call in stretch.calls:
            for at in call.slots:
                where = stretch.layer[call.gives] - (call.does is summed)
                users[at] = max(users.get(at, -1), where)
        zero = ir.Constant(LONG, 0)
        for layer in range(layers):
            here = [c for c in stretch.calls if stretch.layer[c.gives] - (c.does is summed) == layer]
            national = [c for c in here if not stretch.shapes[c.gives].regional and c.does is not summed]
            regional = [c for c in here if stretch.shapes[c.gives].regional or c.does is summed]
            for call in national:
                self.do(call, zero, {})
            if not regional:
                continue
            sums = [c for c in regional if c.does is summed]
            # the loop over regions
            before = self.builder.block
            loop = self.builder.append_basic_block("region")
            after = self.builder.append_basic_block("on")
            # nationals that the loop reads are loaded before it
            for call in regional:
                for at in call.slots:
                    if not stretch.shapes[at].regional and at not in self.values:
                        self.values[at] = self.load(at, zero)
            self.builder.branch(loop)
            before = self.builder.block
            self.builder.position_at_end(loop)
            region = self.builder.phi(LONG)
            region.add_incoming(zero, before)
            running = []
            for _ in sums:
                phi = self.builder.phi(self.kind(False))
                phi.add_incoming(self.constant(0.0), before)
                running.append(phi)
            inside: dict[int, Any] = {}
            added = []
            for call in regional:
                if call.does is not summed:
                    self.do(call, region, inside)
                    if users.get(call.gives, -1) > layer:
                        self.keep(call.gives, region, inside[call.gives])
            for call, phi in zip(sums, running, strict=True):
                value = self.number(self.value(call.takes[0], region, inside))
                first = self.builder.icmp_signed("==", region, zero)
                added.append(self.builder.select(first, value, self.builder.fadd(phi, value)))
            following = self.builder.add(region, ir.Constant(LONG, 1))
            region.add_incoming(following, loop)
            for phi, value in zip(running, added, strict=True):
                phi.add_incoming(value, loop)
            self.builder.cbranch(
                self.builder.icmp_signed("<", following, ir.Constant(LONG, stretch.regions)), loop, after
            )
            self.builder.position_at_end(after)
            for call, value in zip(sums, added, strict=True):
                self.values[call.gives] = value
                if call.gives in stretch.left:
                    self.store(call.gives, zero, value)

    def value(self, each: Any, region: Any, inside: dict[int, Any]) -> Any:
        if not isinstance(each, Slot):
            return self.constant(each)
        at = each.at
        if at in inside:
            return inside[at]
        if at in self.values:
            return self.values[at]
        if not self.stretch.shapes[at].regional:
            self.values[at] = self.load(at, region)
            return self.values[at]
        if at in self.rooms:
            value = self.builder.load(self.builder.gep(self.rooms[at], [ir.Constant(LONG, 0), region]))
            inside[at] = value
            return value
        inside[at] = self.load(at, region)
        return inside[at]

    def keep(self, at: int, region: Any, value: Any) -> None:
        if at not in self.rooms:
            with self.builder.goto_block(self.kernel.entry):
                self.rooms[at] = self.builder.alloca(ir.ArrayType(value.type, self.stretch.regions))
        self.builder.store(value, self.builder.gep(self.rooms[at], [ir.Constant(LONG, 0), region]))

    def do(self, call: Call, region: Any, inside: dict[int, Any]) -> None:
        give_way()
        taken = [self.value(each, region, inside) for each in call.takes]
        value = EMIT[call.does](self, taken)
        into = inside if self.stretch.shapes[call.gives].regional else self.values
        into[call.gives] = value
        if call.gives in self.stretch.left:
            self.store(call.gives, region, value)


class Kernel:
    """A stretch as a compiled function."""

    def __init__(self, stretch: Stretch, module: ir.Module, name: str) -> None:
        self.stretch = stretch
        function = ir.Function(module, ir.FunctionType(ir.VoidType(), [LONG, LONG, LONG, LONG.as_pointer()]), name)
        self.entry = function.append_basic_block("entry")
        self.builder: Any = ir.IRBuilder(self.entry)
        self.n, self.first, self.whole, table = function.args
        used = {at for call in stretch.calls for at in call.slots} - {call.gives for call in stretch.calls}
        used |= stretch.left & {call.gives for call in stretch.calls}
        self.pointers = {
            at: _figures(self.builder, table, stretch.place[at], BYTE if stretch.shapes[at].truth else F)
            for at in sorted(used)
        }
        whole = self.builder.and_(self.n, ir.Constant(LONG, -WIDTH))
        start = self.builder.append_basic_block("start")
        body = self.entry
        self.builder.position_at_end(start)
        self._loop(ir.Constant(LONG, 0), whole, WIDTH)
        self._loop(whole, self.n, 1)
        self.builder.ret_void()
        self.builder.position_at_end(body)
        self.builder.branch(start)

    def _loop(self, since: Any, until: Any, width: int) -> None:
        before = self.builder.block
        test = self.builder.append_basic_block("test")
        inner = self.builder.append_basic_block("futures")
        after = self.builder.append_basic_block("after")
        self.builder.branch(test)
        self.builder.position_at_end(test)
        future = self.builder.phi(LONG)
        future.add_incoming(since, before)
        self.builder.cbranch(self.builder.icmp_signed("<", future, until), inner, after)
        self.builder.position_at_end(inner)
        Body(self, width).emit(future)
        future.add_incoming(self.builder.add(future, ir.Constant(LONG, width)), self.builder.block)
        self.builder.branch(test)
        self.builder.position_at_end(after)


def _figures(builder: Any, table: Any, place: int, one: Any) -> Any:
    """Where the figures of the array stand whose address is at this place of the table."""
    known = builder.load(builder.gep(table, [ir.Constant(LONG, place)]))
    inside = builder.inttoptr(builder.add(known, ir.Constant(LONG, DATA)), LONG.as_pointer())
    return builder.inttoptr(builder.load(inside), one.as_pointer())
