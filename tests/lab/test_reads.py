"""The web's edges come from the code itself: what is planted in it is seen, and what is in it is found."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from game.lab import reads
from game.lab.reads import Made, Noted, Trace
from game.scenario import load
from game.scenario.records import Scenario

TOY = """
from dataclasses import dataclass
from typing import Annotated
import numpy as np
from game.model.quantity import Array, Q, total

@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    store: Annotated[Array, Q("G", "Mt", "region", "grain in store", 0)]

@dataclass(frozen=True, slots=True, kw_only=True)
class Bread:
    given: Annotated[Array, Q("g", "Mt", "region", "grain given out", 0)]
    eaten: Annotated[Array, Q("e", "Mt", "nation", "grain eaten", 0)]

def bake(before: State, harvest: Array, frost: Array) -> tuple[Bread, State]:
    given = np.minimum(harvest, before.store)
    left = np.where(given > 0, before.store, 0) - given
    return Bread(given=given, eaten=total(given)), State(store=left)
"""


@pytest.fixture(autouse=True)
def no_toy_stays() -> Iterator[None]:
    """Take the toy block out again."""
    yield
    sys.modules.pop("toy", None)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The shipped scenario."""
    return load.load("great_break")


def toy(folder: Path, source: str, name: str) -> ModuleType:
    """The toy block as a module of its own."""
    file = folder / f"{name}.py"
    file.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def played(module: ModuleType) -> reads.Reads:
    """What the toy's names read, from one call."""
    trace = Trace()
    opening = trace.table(module.State(store=np.ones((2, 1))), before=True)
    harvest = trace.given(np.ones((2, 1)), "fields.Harvest.harvest", (2, 3))
    frost = trace.given(np.ones(1), "circumstance.frost", (3,))
    with trace.watching(lambda name: name == module.__name__):
        module.bake(opening, harvest, frost)
    return trace.edges()


def test_a_toy_block_is_read_as_it_is_written(tmp_path: Path) -> None:
    found = played(toy(tmp_path, TOY, "toy"))
    assert found == {
        "toy.Bread.given": {"fields.Harvest.harvest": False, "toy.State.store": True},
        "toy.Bread.eaten": {"toy.Bread.given": False},
        "toy.State.store": {"toy.Bread.given": False, "toy.State.store": True},
    }


def test_a_dependency_that_is_planted_appears(tmp_path: Path) -> None:
    planted = TOY.replace("np.minimum(harvest, before.store)", "np.minimum(harvest, before.store) * frost")
    assert planted != TOY
    found = played(toy(tmp_path, planted, "toy"))
    assert found["toy.Bread.given"] == {
        "fields.Harvest.harvest": False,
        "toy.State.store": True,
        "circumstance.frost": False,
    }
    assert "circumstance.frost" not in found["toy.Bread.eaten"], "what stands between is the nearest name"


def named(name: str) -> Any:
    """An array of six numbers known by a name."""
    array = np.arange(1.0, 7.0).reshape(2, 3).view(Noted)
    array.made = Made((), name)
    return array


def written(into: Any, value: Any) -> Any:
    into[0] = value[0]
    return into


def filled(into: Any, value: Any) -> Any:
    np.add(into, value, out=into)
    return into


def part(into: Any, value: Any) -> Any:
    row = into[0:1]
    row += value[0]
    return into


@pytest.mark.parametrize(
    "work",
    [
        lambda a, b: a * b,
        lambda a, b: np.where(a > 2, b, 0),
        lambda a, b: a.clip(0, b),
        lambda a, b: np.stack((a, b)).max(axis=0),
        lambda a, b: a + b.cumsum(axis=0)[-1],
        lambda a, b: a + b[0, 0],
        lambda a, b: np.maximum.accumulate(a) + b.T.reshape(2, 3),
        lambda a, b: np.einsum("ij,ij->j", a, b),
        lambda a, b: a ** b.copy(),
        lambda a, b: np.concatenate([a, b]).sum(axis=0),
        written,
        filled,
    ],
)
def test_no_way_of_working_on_arrays_forgets_where_they_came_from(work: Callable[[Any, Any], Any]) -> None:
    found = work(named("first").copy(), named("second"))
    assert isinstance(found, Noted)
    assert {name for name, _ in reads.nearest(Made((found.made,)))} == {"first", "second"}


def test_numbers_are_those_of_plain_arrays() -> None:
    plain = np.arange(1.0, 7.0).reshape(2, 3)
    noted = named("first")
    assert np.array_equal(np.asarray(np.exp(noted / 3) @ noted.T), np.exp(plain / 3) @ plain.T)


def test_every_quantity_of_the_model_is_traced(scenario: Scenario) -> None:
    found = reads.edges(scenario)
    roots = {name for behind in found.values() for name in behind} - found.keys()
    assert all(name.startswith(("lever.", "circumstance.", "war.Fortune.")) or ".Params." in name for name in roots)
    assert [name for name, behind in found.items() if not behind] == []
    known = reads.places().keys() - found.keys()
    again = {each for each in known if not each.startswith("accounts.Uses.")}
    assert not again & reads.stocks(), "a stock that nothing moves"


def test_what_equations_say_is_found(scenario: Scenario) -> None:
    """Three lines read by eye in the blocks' docstrings."""
    found = {
        name: {each for each in behind if ".Params." not in each} for name, behind in reads.edges(scenario).items()
    }
    assert found["fields.Harvest.plan_pressure"] == {"lever.procurement_plan"}
    assert found["living.Winter.town_deaths"] == {"people.State.urban", "living.State.town_food"}
    assert found["collections.Taken.collected"] == {
        "collections.Taken.ceiling",
        "collections.Taken.plan_by_region",
        "lever.procurement_by_region",
        "government.Refusal.heeded",
    }


def test_the_trace_leaves_nothing_behind(scenario: Scenario) -> None:
    first = reads.edges(scenario)
    assert reads.edges(scenario) == first
    assert not isinstance(scenario.start.herds.cattle, Noted)
