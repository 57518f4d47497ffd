"""The web of causes in words: what stands in each layer, what a lever moves and how strongly, and a page for each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, get_args

from game.lab.reach import Weights, weights
from game.report.web import LAYERS, Edge, Kind, Node, Web, parameter, web
from game.rules.orders import Orders
from game.rules.world import World
from game.scenario.records import Scenario
from game.session.session import Session

LABELS: Final = "screen.web"
SIZES: Final = ((0.3, "strongly"), (0.1, "clearly"), (0.02, "slightly"))
"""From which share of its own spread a quantity counts as moved strongly, clearly or slightly."""
LEAST: Final = SIZES[-1][0]
MANY: Final = 24
"""As many moved quantities as a page lists."""
FOUND: Final = 8
SAYINGS: Final = (
    "title", "drawing", "quantity", "find", "nothing_found", "waiting", "over", "none_moved", "reads", "read_by",
    "moves", "moved_by", "equation", "used_in", "parameters", "legend", "before", "roots", "ends", "all", "why",
    "raised", "lowered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chip:
    """A quantity as the drawing shows it."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A band of the drawing: its label, and its quantities block by block."""

    id: str
    label: str
    blocks: tuple[tuple[Chip, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity to follow: its name, and a word about it."""

    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A quantity that a lever moves, or a lever that moves it: how far, in shares of its spread, and in words."""

    id: str
    name: str
    size: float
    words: str


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter in words: its symbol and meaning, its value with unit, where that comes from."""

    symbol: str
    meaning: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class NodePage:
    """All that is known of a quantity. Equations are (line, meaning and unit); `gives` whether they give it."""

    id: str
    name: str
    about: str
    meaning: str
    gives: bool
    equations: tuple[tuple[str, str], ...]
    moves: tuple[Moved, ...]
    moved_by: tuple[Moved, ...]
    reads: tuple[Link, ...]
    read_by: tuple[Link, ...]
    given: tuple[Given, ...]


@dataclass(frozen=True, eq=False)
class WebView:
    """The drawing's content, and a page for each quantity on demand.

    `weights` is what a step of each lever does to each quantity, by `lever.ID`; None while it is not known.
    """

    title: str
    back: str
    labels: Mapping[str, str]
    kinds: Mapping[str, str]
    layers: tuple[Layer, ...]
    edges: tuple[tuple[str, str], ...]
    weights: Mapping[str, Mapping[str, float]] | None
    first: str
    notice: str
    shown: Web = field(repr=False)
    scenario: Scenario = field(repr=False)
    _pages: dict[str, NodePage] = field(default_factory=dict, repr=False)

    def told(self, name: str) -> NodePage:
        """The page of a quantity; KeyError where there is none of that name."""
        if name not in self._pages:
            self._pages[name] = node_page(self.scenario, self.shown, name, self.weights or {})
        return self._pages[name]

    def found(self, typed: str) -> tuple[Link, ...]:
        """The first quantities whose name holds every word typed, those that begin with it before the rest."""
        nodes = (self.shown.nodes[each] for each in search(self.shown, typed)[:FOUND])
        return tuple(
            link(self.scenario, node, f"{self.kinds[node.kind]} · {layer_label(self.scenario, node.layer)}")
            for node in nodes
        )

    def name(self, name: str) -> str:
        """What a quantity is called."""
        return self.shown.nodes[name].name

    def size(self, size: float) -> str:
        """How far a quantity is moved, in words."""
        return size_words(self.scenario, size)

    def way(self, lever: str) -> str:
        """What stands over the way from a lever."""
        return self.scenario.words(f"{LABELS}.way", lever=self.name(lever))

    def more(self, count: int) -> str:
        """What leads to the whole of a list that was cut short."""
        return self.scenario.words(f"{LABELS}.more", count=count)

    def said(self, name: str, size: float | None) -> str:
        """A quantity in one line: its name, what it is, and how far it is moved where that is known."""
        node = self.shown.nodes[name]
        line = f"{node.name} · {about(self.scenario, node)}"
        return line if size is None else f"{line} · {size_words(self.scenario, size)}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is shown while the web is read off the model."""

    title: str
    back: str
    head: str
    doing: str


def reading_web(scenario: Scenario) -> Reading:
    """The words for the moment in which the web is read off the model."""
    words = scenario.words
    head = words(f"{LABELS}.title")
    return Reading(words("window.caption", page=head), words("window.back"), head, words(f"{LABELS}.reading"))


def ready(scenario: Scenario) -> bool:
    """Read the web off the model, so that it is at hand; true once it is."""
    return bool(web(scenario).nodes)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A draft as it stands, so that it can be weighed beside the window's loop while the hand goes on."""

    scenario: Scenario
    world: World
    draft: Orders


def asked(session: Session) -> Asked:
    """The session's draft as it stands now."""
    return Asked(session.scenario, session.world, session.draft)


def weighed(of: Asked) -> Weights | None:
    """What a step of each lever does from here; None where the game is over and no lever moves it."""
    return None if of.world.over else weights(of.scenario, of.world, of.draft)


def web_view(scenario: Scenario, found: Weights | None = None, *, over: bool = False) -> WebView:
    """The web of a scenario with what its levers do, as far as that is known."""
    shown, words = web(scenario), scenario.words
    labels = {each: words(f"{LABELS}.{each}") for each in SAYINGS}
    by_layer: dict[str, dict[str, list[Chip]]] = {layer: {} for layer in LAYERS}
    for node in shown.nodes.values():
        by_layer.setdefault(node.layer, {}).setdefault(node.block, []).append(Chip(node.id, node.name, node.kind))
    notice = labels["over"] if over else labels["waiting"] if found is None else ""
    return WebView(
        title=words("window.caption", page=labels["title"]),
        back=words("window.back"),
        labels=MappingProxyType(labels),
        kinds={kind: words(f"{LABELS}.kind.{kind}") for kind in get_args(Kind)},
        layers=tuple(
            Layer(layer, layer_label(scenario, layer), tuple(tuple(each) for each in blocks.values()))
            for layer, blocks in by_layer.items()
            if blocks
        ),
        edges=tuple((edge.source, edge.target) for edge in shown.edges if shown.nodes[edge.target].kind != "lever"),
        weights=None if found is None else {f"lever.{lever}": moves for lever, moves in found.items()},
        first=next(iter(node.id for node in shown.nodes.values() if node.kind == "lever"), next(iter(shown.nodes))),
        notice=notice,
        shown=shown,
        scenario=scenario,
    )


def node_page(scenario: Scenario, shown: Web, name: str, found: Mapping[str, Mapping[str, float]]) -> NodePage:
    """The page of a quantity of the web; `found` is what each lever does, by `lever.ID`."""
    node = shown.nodes[name]
    mine = found.get(name, {})
    by_lever = {lever: moves[name] for lever, moves in found.items() if name in moves and lever in shown.nodes}
    return NodePage(
        id=name,
        name=node.name,
        about=about(scenario, node),
        meaning=node.meaning,
        gives=all(each.gives for each in node.equations),
        equations=tuple((each.text, line(each.meaning, each.unit)) for each in node.equations),
        moves=_moved(scenario, shown, {each: size for each, size in mine.items() if each in shown.nodes}),
        moved_by=_moved(scenario, shown, by_lever),
        reads=_links(scenario, shown, shown.reads(name), lambda edge: edge.source),
        read_by=_links(scenario, shown, shown.read_by(name), lambda edge: edge.target),
        given=tuple(given(scenario, path) for path in node.parameters),
    )


def line(meaning: str, unit: str) -> str:
    """The meaning and unit of an equation in one line."""
    return " ".join(each for each in (meaning, f"[{unit}]" if unit else "") if each)


def given(scenario: Scenario, path: str) -> Given:
    """A parameter in words."""
    told = parameter(scenario, path)
    unit = "" if told.unit == "1" else f" {told.unit}"
    known = f"{told.tag}: {told.source}" if told.tag else told.source
    return Given(told.symbol, told.meaning, f"{told.value}{unit}", known)


def about(scenario: Scenario, node: Node) -> str:
    """What kind of thing a quantity is, in which layer, its symbol, its unit and whether it is by region."""
    words = scenario.words
    parts = [words(f"{LABELS}.kind.{node.kind}"), layer_label(scenario, node.layer)]
    if node.symbol:
        parts.append(node.symbol)
    if node.unit not in {"", "1"}:
        parts.append(node.unit)
    if node.regional:
        parts.append(words(f"{LABELS}.by_region"))
    return " · ".join(parts)


def layer_label(scenario: Scenario, layer: str) -> str:
    """The name of a layer; a block that no layer has goes by its own."""
    key = f"{LABELS}.layer.{layer}"
    return scenario.words(key) if key in scenario.words else layer.replace("_", " ")


def size_words(scenario: Scenario, size: float) -> str:
    """How far a step of a lever moves a quantity: up or down, and how strongly."""
    words = scenario.words
    how = next((name for least, name in SIZES if abs(size) >= least), "")
    if not how:
        return words(f"{LABELS}.size.hardly")
    return words(f"{LABELS}.size.{'up' if size > 0 else 'down'}", how=words(f"{LABELS}.size.{how}"))


def link(scenario: Scenario, node: Node, note: str = "") -> Link:
    """A quantity to follow, with what it is or a note in its place."""
    return Link(node.id, node.name, note or layer_label(scenario, node.layer))


def search(shown: Web, typed: str) -> list[str]:
    """The quantities whose name or id holds every word typed, the closest first."""
    wanted = typed.casefold().split()
    if not wanted:
        return []
    ranked = []
    for at, node in enumerate(shown.nodes.values()):
        name, others = node.name.casefold(), f"{node.meaning} {node.id} {node.symbol}".casefold()
        if all(each in name or each in others for each in wanted):
            whole = " ".join(wanted)
            rank = (
                whole not in {name, node.id.casefold(), node.id.casefold().rpartition(".")[2]},
                not name.startswith(wanted[0]),
                not all(each in name for each in wanted),
                node.kind not in {"lever", "reading", "verdict"},
            )
            ranked.append((rank, at, node.id))
    return [name for _, _, name in sorted(ranked)]


def _links(scenario: Scenario, shown: Web, edges: Iterable[Edge], end: Callable[[Edge], str]) -> tuple[Link, ...]:
    """The ends of these edges, what stands on the desk first."""
    before = scenario.words(f"{LABELS}.before")
    desk = sorted(edges, key=lambda edge: shown.nodes[end(edge)].kind not in {"reading", "verdict"})
    return tuple(link(scenario, shown.nodes[end(edge)], before if edge.before else "") for edge in desk)


def _moved(scenario: Scenario, shown: Web, sizes: Mapping[str, float]) -> tuple[Moved, ...]:
    """The quantities moved furthest, those that hardly move left out; of several by one name the furthest."""
    found: dict[str, Moved] = {}
    for name, size in sorted(sizes.items(), key=lambda each: -abs(each[1])):
        called = shown.nodes[name].name
        if abs(size) >= LEAST and called not in found:
            found[called] = Moved(name, called, size, size_words(scenario, size))
    return tuple(found.values())[:MANY]


def as_plain(scenario: Scenario, shown: Web, name: str = "") -> dict[str, Any]:
    """The web, or one quantity with its neighbours, as plain values for a file."""
    kept = set(shown.nodes) if not name else {name, *_ends(shown.reads(name)), *_ends(shown.read_by(name))}
    return {
        "scenario": scenario.id,
        "nodes": [
            {
                "id": node.id,
                "kind": node.kind,
                "name": node.name,
                "meaning": node.meaning,
                "symbol": node.symbol,
                "unit": node.unit,
                "by_region": node.regional,
                "block": node.block,
                "layer": node.layer,
                "path": node.path,
                "equations": [
                    {"text": each.text, "meaning": each.meaning, "unit": each.unit, "gives": each.gives}
                    for each in node.equations
                ],
                "parameters": list(node.parameters),
            }
            for node in shown.nodes.values()
            if node.id in kept
        ],
        "edges": [
            {"source": edge.source, "target": edge.target, "before": edge.before}
            for edge in shown.edges
            if not name or name in {edge.source, edge.target}
        ],
    }


def _ends(edges: Iterable[Edge]) -> set[str]:
    return {end for edge in edges for end in (edge.source, edge.target)}
