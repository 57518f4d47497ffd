"""The web of causes: every lever, circumstance, stock, flow, reading and verdict, and which reads which.

Drawn from the declarations and from one year of the model that remembers what it read (`game/lab/reads.py`);
names, symbols and units are the declarations', equations the blocks', values and sources the scenario's. Nothing
of it is written by hand, and nothing in it is an array.
"""

import functools
import importlib
import re
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType, ModuleType
from typing import Final, Literal

from game import model
from game.lab import reads
from game.model.quantity import Q, pick, walk
from game.model.step import Params
from game.report import text
from game.report.equations import Equation, equations
from game.rules import luck
from game.rules.kept import remembered
from game.rules.observe import READINGS
from game.scenario.records import Scenario

Kind = Literal["lever", "circumstance", "stock", "flow", "reading", "verdict"]

LAYERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "orders": ("levers", "circumstances"),
        "land": ("campaign", "herds", "fields"),
        "food": ("collections", "granary", "living", "flight"),
        "people": ("people", "labour"),
        "industry": ("production", "building", "munitions"),
        "money": ("accounts", "trade"),
        "order": ("order", "government"),
        "army": ("army", "war"),
        "verdicts": ("verdicts",),
    }
)
"""The columns of the web from left to right, and the blocks in each."""
BLOCKS: Final = tuple(block for blocks in LAYERS.values() for block in blocks)
GIVEN: Final = MappingProxyType({"lever": "levers", "circumstance": "circumstances", "verdict": "verdicts"})
"""The block of a name that begins with one word."""
PARAMETERS: Final = "Params"
FORTUNE: Final = "war.Fortune."
PEOPLE: Final = "people.State."
SHAPE: Final = re.compile(r",? \([^()]*\bN\)$")
"""The shape of an array behind what a declaration says."""


@dataclass(frozen=True, slots=True)
class Node:
    """A quantity of the web.

    `id` is the declaration's (`fields.Harvest.harvest`, `lever.relief`, `circumstance.weather`, `reading.steel`,
    `verdict.growth`); `path` is where a turn holds it (`spring.fields.harvest`, `state.herds.cattle`), empty where
    none does; `parameters` are paths (`fields.trend`).
    """

    id: str
    kind: Kind
    name: str
    meaning: str
    symbol: str
    unit: str
    regional: bool
    block: str
    layer: str
    path: str
    equations: tuple[Equation, ...]
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """One quantity read by another; `before` where it is read only as it stood when the year began."""

    source: str
    target: str
    before: bool


@dataclass(frozen=True, slots=True)
class Web:
    """All quantities in reading order, and the edges between them."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    _reads: Mapping[str, tuple[Edge, ...]] = field(repr=False)
    _read_by: Mapping[str, tuple[Edge, ...]] = field(repr=False)

    def reads(self, name: str) -> tuple[Edge, ...]:
        """What a quantity is worked out from."""
        return self._reads.get(name, ())

    def read_by(self, name: str) -> tuple[Edge, ...]:
        """What is worked out from a quantity."""
        return self._read_by.get(name, ())

    def reaches(self, name: str) -> Mapping[str, int]:
        """Everything that a quantity reaches, each with the fewest steps to it; no way leads through a lever."""
        found = {name: 0}
        ahead = deque([name])
        while ahead:
            here = ahead.popleft()
            for edge in self.read_by(here):
                if edge.target not in found and self.nodes[edge.target].kind != "lever":
                    found[edge.target] = found[here] + 1
                    ahead.append(edge.target)
        del found[name]
        return MappingProxyType(found)

    def way(self, source: str, target: str) -> tuple[str, ...]:
        """A shortest way from one quantity to another, both ends with it; empty where there is none."""
        before: dict[str, str] = {source: source}
        ahead = deque([source])
        while ahead and target not in before:
            here = ahead.popleft()
            for edge in self.read_by(here):
                if edge.target not in before and self.nodes[edge.target].kind != "lever":
                    before[edge.target] = here
                    ahead.append(edge.target)
        if target not in before:
            return ()
        way = [target]
        while way[-1] != source:
            way.append(before[way[-1]])
        return tuple(reversed(way))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure that an equation takes as given: its value in words, where that comes from and how it is known."""

    path: str
    symbol: str
    meaning: str
    value: str
    unit: str
    tag: str
    source: str


@remembered
def web(scenario: Scenario) -> Web:
    """The web of a scenario. Worked out once for each: it takes about a third of a second."""
    return build(scenario, reads.edges(scenario))


def build(scenario: Scenario, found: reads.Reads) -> Web:
    """The web of these reads: names with what each reads, parameters among them."""
    declarations = reads.declarations()
    told = (*(f"reading.{each}" for each in READINGS), *(f"verdict.{each}" for each in reads.VERDICTS))
    names = dict.fromkeys((*sorted(declarations, key=_column), *told))
    met = {*found, *(each for behind in found.values() for each in behind)}
    kept = {name: behind for name, behind in found.items() if not _is_parameter(name)}
    nodes: dict[str, Node] = {}
    for name in (*(each for each in names if each in met), *sorted(met - names.keys())):
        if not _is_parameter(name):
            nodes[name] = _node(scenario, name, kept.get(name, {}), declarations.get(name), nodes)
    order = {name: at for at, name in enumerate(nodes)}
    edges = tuple(
        Edge(source, target, before)
        for target in nodes
        for source, before in sorted(kept.get(target, {}).items(), key=lambda each: order.get(each[0], -1))
        if source in nodes and source != target
    )
    return Web(MappingProxyType(nodes), edges, _by(edges, "target"), _by(edges, "source"))


def parameter(scenario: Scenario, path: str) -> Parameter:
    """A parameter in words, by its path (`fields.trend`); KeyError where the model has none of that path."""
    q = _parameters()[path]
    values = pick(scenario.params, path).reshape(-1)
    least, most = float(values.min()), float(values.max())
    origin = scenario.origins.get(path)
    return Parameter(
        path=path,
        symbol=q.symbol,
        meaning=q.doc,
        value=_figure(least) if least == most else f"{_figure(least)} to {_figure(most)}",
        unit=q.unit,
        tag=origin.tag if origin else "",
        source=origin.source if origin else "",
    )


@functools.cache
def _parameters() -> Mapping[str, Q]:
    return MappingProxyType(dict(walk(Params)))


def _figure(value: float) -> str:
    rounded = text.significant(value)
    return text.number(rounded, max(0, _places(rounded)))


def _places(value: float) -> int:
    """Decimals that a rounded value needs."""
    written = f"{abs(value):.10f}".rstrip("0")
    return len(written.partition(".")[2])


def _node(scenario: Scenario, name: str, behind: Mapping[str, bool], q: Q | None, nodes: Mapping[str, Node]) -> Node:
    first, _, own = name.partition(".")
    kind = _kind(name)
    block = _mostly(behind, nodes) if kind == "reading" else GIVEN.get(first, first)
    reading = READINGS.get(own) if kind == "reading" else None
    said = q.doc if q else own
    return Node(
        id=name,
        kind=kind,
        name=_worded(scenario, f"{first}.{own}", ("label", "title"), _capital(said)),
        meaning=_worded(scenario, f"{first}.{own}", ("help", "definition"), _capital(said)),
        symbol=q.symbol if q else "",
        unit=q.unit if q else reading.unit if reading else "",
        regional=q.axis == "region" if q else bool(reading and reading.region),
        block=block,
        layer=next((layer for layer, blocks in LAYERS.items() if block in blocks), block),
        path=reads.places().get(name, ""),
        equations=equations(_doc(block), q.symbol) if q and kind != "lever" else (),
        parameters=tuple(sorted(each.replace(f".{PARAMETERS}.", ".") for each in behind if _is_parameter(each))),
    )


def _worded(scenario: Scenario, start: str, ends: tuple[str, ...], otherwise: str) -> str:
    """The sentence of the language file for a lever, a reading or a verdict; what the model says where it has none."""
    keys = (f"{start}.{end}" for end in ends)
    return next((scenario.words(key) for key in keys if key in scenario.words), otherwise)


def _mostly(behind: Mapping[str, bool], nodes: Mapping[str, Node]) -> str:
    """The block from which a reading reads most, people by whom it is weighed left aside; of equals the later."""
    read = [nodes[each] for each in behind if each in nodes]
    counted = Counter(each.block for each in [node for node in read if not node.id.startswith(PEOPLE)] or read)
    return max(counted, key=lambda block: (counted[block], BLOCKS.index(block)), default=BLOCKS[-1])


def _kind(name: str) -> Kind:
    first = name.partition(".")[0]
    match first:
        case "lever" | "circumstance" | "reading" | "verdict":
            return first
    if name in reads.stocks():
        return "stock"
    return "circumstance" if name.startswith(FORTUNE) else "flow"


def _is_parameter(name: str) -> bool:
    return f".{PARAMETERS}." in name


def _column(name: str) -> int:
    """Where a name's block stands in the web's order; one that no layer names comes last."""
    block = name.partition(".")[0]
    block = GIVEN.get(block, block)
    return BLOCKS.index(block) if block in BLOCKS else len(BLOCKS)


def _module(block: str) -> ModuleType:
    return importlib.import_module(f"{model.__name__}.{block}")


def _doc(block: str) -> str:
    if block == "circumstances":
        return luck.__doc__ or ""
    return _module(block).__doc__ or ""


def _capital(words: str) -> str:
    """What a declaration says, as a name: without the shape of its array, and with a capital."""
    said = SHAPE.sub("", words)
    return said[:1].upper() + said[1:]


def _by(edges: tuple[Edge, ...], end: str) -> Mapping[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(getattr(edge, end), []).append(edge)
    return MappingProxyType({name: tuple(each) for name, each in found.items()})
