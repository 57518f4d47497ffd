"""How a number is declared: one line that gives its symbol, unit, axis, meaning and bounds.

A table is a frozen dataclass whose every field is `Annotated[Array, Q(...)]`. Loader, sliders,
saves, charts, reference pages and tests all read that line; nothing else states a unit.

Axes: a regional quantity has shape (R, N), a national one (N,), futures last, so that nationals
broadcast on regionals without reshaping. Parameters are (R, 1) or (1,); a game has N = 1. What the
war needs runs over other rows: the twelve calendar months (12, 1), the months of the campaign, and its three
directions (3, 1) or (3, N).

Units are written so that pint can read them (tests only): Mt, Mperson, Mhead, Mhp, TWh,
Grouble (10^9 roubles of 1937 at factor cost), Ggold (10^9 gold roubles), Mpiece (weapons),
kg/person, 1.
"""

from __future__ import annotations

import dataclasses
import functools
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Axis = Literal["region", "nation", "month", "campaign", "front"]
FRONTS: Final = ("north_west", "centre", "south")
"""The three directions of the war in row order: towards Leningrad, Moscow, and Rostov and the Volga."""


@dataclass(frozen=True, slots=True)
class Q:
    """A declared quantity: symbol, unit, axis, meaning, and the bounds outside which it is absurd."""

    symbol: str
    unit: str
    axis: Axis
    doc: str
    low: float = -float("inf")
    high: float = float("inf")


def declared(table: type) -> dict[str, Q]:
    """Name and declaration of every quantity that a table holds, in the order written."""
    found: dict[str, Q] = {}
    for name, hint in get_type_hints(table, include_extras=True).items():
        if get_origin(hint) is Annotated:
            for note in get_args(hint)[1:]:
                if isinstance(note, Q):
                    found[name] = note
    return found


def tables(outer: type) -> dict[str, type]:
    """Name and type of every table nested in another, in the order written."""
    return {
        name: hint
        for name, hint in get_type_hints(outer).items()
        if isinstance(hint, type) and dataclasses.is_dataclass(hint)
    }


def walk(outer: type) -> Iterator[tuple[str, Q]]:
    """Every declaration below a table of tables, under its dotted path (`fields.harvest`)."""
    for name, q in declared(outer).items():
        yield name, q
    for name, inner in tables(outer).items():
        for path, q in walk(inner):
            yield f"{name}.{path}", q


def pick(table: Any, path: str) -> Array:
    """The array that stands at a dotted path; AttributeError where there is none."""
    for name in path.split("."):
        table = getattr(table, name)
    return table  # type: ignore[no-any-return]


def put(table: Any, path: str, value: Array) -> Any:
    """A copy of a table of tables with one array replaced at a dotted path."""
    head, _, rest = path.partition(".")
    inner = put(getattr(table, head), rest, value) if rest else value
    return dataclasses.replace(table, **{head: inner})


def freeze(table: Any) -> Any:
    """The same table with every array marked read-only, at any depth."""
    for value in _held(table.__class__)(table):
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
        elif hasattr(value, "__dataclass_fields__"):
            freeze(value)
    return table


@functools.cache
def _held(table: type) -> Callable[[Any], tuple[Any, ...]]:
    """Reads everything that a table of this type holds."""
    names = [field.name for field in dataclasses.fields(table)]
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda held: tuple(getattr(held, name) for name in names)


def total(regional: Array) -> Array:
    """Sum over regions, adding them in order whatever the number of futures.

    numpy adds a one-column array pairwise and a wide one row by row, which differs in the last
    bit; an accumulation adds in order, so that a single run equals a member of an ensemble.
    """
    if regional.shape[-1] == 1:
        added: Array = regional.cumsum(axis=0)[-1]
    else:
        added = np.add.reduce(regional)
    return added


def mean(regional: Array) -> Array:
    """Plain average over regions, each counting once."""
    average: Array = total(regional) / regional.shape[0]
    return average


def positive(value: Array) -> Array:
    """The part of a quantity above nought."""
    if _wide(value):
        return value.clip(0.0, np.inf)
    return np.maximum(value, 0.0)


def power(base: Array, exponent: Array) -> Array:
    """A power, the same to the last bit whatever the number of futures.

    numpy squares, takes the root or inverts, exactly, where one exponent of 2, ½ or -1 holds for a whole row, and
    goes by its general loop, off in the last bit, where the row is a single number or exponents ride on the
    futures. Here those three are always exact, so that a single run equals a member of an ensemble.
    """
    if exponent.shape == (1,):
        raised: Array = base ** exponent.item()
        return raised
    raised = base**exponent
    for plain, exact in ((2, np.square), (0.5, np.sqrt), (-1, np.reciprocal)):
        here = exponent == plain
        if np.count_nonzero(here):
            raised = np.where(here, exact(base), raised)
    return raised


def bounded(value: Array, low: Array | float, high: Array | float) -> Array:
    """A quantity held between two bounds."""
    if _wide(value):
        return value.clip(low, high)
    return np.minimum(np.maximum(value, low), high)


def _wide(value: Array) -> bool:
    """Whether numbers are many, regions by futures, which numpy clips in less time than it compares."""
    return value.ndim > 1 and value.shape[-1] > 1
