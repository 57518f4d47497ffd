"""Every quantity is declared in full, and every block's docstring names the symbols that it declares."""

import dataclasses
import importlib
import inspect
import math
import re
from collections.abc import Iterator
from typing import get_args

import pytest

from game.model import quantity
from game.model.quantity import Q
from tests.house.source import BLOCKS, GAME

UNIT = re.compile(r"1|[A-Za-z]+(\^-?\d)?([/*][A-Za-z]+(\^-?\d)?)*|1/[A-Za-z]+(\^-?\d)?")


def tables(module: str) -> Iterator[tuple[str, type]]:
    """Every table that a module of the model declares."""
    for name, table in inspect.getmembers(importlib.import_module(f"game.model.{module}"), dataclasses.is_dataclass):
        if isinstance(table, type) and table.__module__ == f"game.model.{module}" and table is not Q:
            yield name, table


def declarations() -> Iterator[tuple[str, Q]]:
    """Every declaration of the model, under its full name."""
    for file in sorted((GAME / "model").glob("*.py")):
        for name, table in tables(file.stem) if file.stem != "__init__" else ():
            for field, q in quantity.declared(table).items():
                yield f"{file.stem}.{name}.{field}", q


def complaints(q: Q) -> Iterator[str]:
    """What is missing or absurd in one declaration."""
    if not q.symbol.strip():
        yield "has no symbol"
    if not UNIT.fullmatch(q.unit):
        yield f"{q.unit!r} is no unit"
    if q.axis not in {*get_args(quantity.Axis)}:
        yield f"runs over {q.axis!r}, which is no axis"
    if len(q.doc) < 4 or q.doc.endswith("."):
        yield f"{q.doc!r} says too little, or ends with a full stop"
    if not q.low <= q.high:
        yield f"has bounds {q.low} and {q.high}"
    if q.unit == "1" and 1e6 < q.high < math.inf:
        yield f"is a share or an index, yet bounded at {q.high}"


def test_every_declaration_is_complete() -> None:
    assert [f"{where}: {complaint}" for where, q in declarations() for complaint in complaints(q)] == []


def test_a_poor_declaration_is_seen() -> None:
    assert len(list(complaints(Q("", "grain a head", "town", "x.", 1, 0)))) == 5  # type: ignore[arg-type]


def test_every_field_of_a_table_is_declared() -> None:
    for file in BLOCKS:
        for name, table in tables(file.stem):
            undeclared = {field.name for field in dataclasses.fields(table)} - set(quantity.declared(table))
            assert not undeclared, f"{file.stem}.{name}: {undeclared}"


@pytest.mark.parametrize("block", [file.stem for file in BLOCKS])
def test_a_block_says_what_its_letters_are(block: str) -> None:
    said = importlib.import_module(f"game.model.{block}").__doc__ or ""
    unsaid = {
        f"{field} ({q.symbol})"
        for _, table in tables(block)
        for field, q in quantity.declared(table).items()
        if not re.search(rf"(?<![^\W ΣΔ]){re.escape(q.symbol)}(?![\w\u0304\u0332])", said)
    }
    assert not unsaid, f"not in the docstring of {block}: {', '.join(sorted(unsaid))}"
