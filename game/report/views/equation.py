"""The page of a quantity: its equation, unit and source, what it was, what it hangs on, and where that leads.

Of a cause that is several things (what was inherited, levers that are moved together, small causes) the page lists
them. Everything said of a quantity is the web's (`game/report/web.py`), found from the code.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from game.lab.ledger import Asked, Ledger
from game.model.quantity import pick, total
from game.report import ledger as wording
from game.report import text
from game.report.views import readings
from game.report.views.parts import labels
from game.report.views.runs import Run
from game.report.views.web import Given
from game.report.web import Node, Web, parameter, web
from game.rules import mixed
from game.rules.events import find
from game.rules.mixed import EVENTS, INHERITED, LEVER, PRICES, TREND, WEATHER
from game.rules.observe import READINGS
from game.rules.turn import Turn
from game.scenario.records import Scenario

OTHERS: Final = "others:"
READING: Final = "reading."
CIRCUMSTANCES: Final = MappingProxyType(
    {
        WEATHER: ("circumstance.weather",),
        PRICES: ("circumstance.grain_price", "circumstance.goods_price"),
        TREND: ("circumstance.elapsed",),
    }
)
"""The quantities behind causes that nobody orders."""
STANDS_FOR: Final = MappingProxyType(
    {
        f"{INHERITED}people": "population_jan1",
        f"{INHERITED}food": "food_spring",
        f"{INHERITED}farms": "cattle_jan1",
        f"{INHERITED}grain": "state_grain",
        f"{INHERITED}works": "industry_index",
        f"{INHERITED}debt": "foreign_debt",
        f"{INHERITED}order": "consent",
        f"{INHERITED}army": "arms",
    }
)
"""The reading by which what was inherited is followed a year back."""
ADDED_UP: Final = frozenset({"Mt", "Mperson", "Mhead", "Mhp", "Grouble", "Ggold"})
"""Units in which a regional quantity is added up over the country."""
MOST_PARAMETERS: Final = 12
MOST_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Line:
    """An equation as the block writes it, and what it gives; `uses` where it only uses the quantity."""

    text: str
    meaning: str
    uses: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Another quantity that may be opened: its name, what it was, and how it stands to this one."""

    id: str
    label: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EquationView:
    """Everything on the page of a quantity, or of a cause that is several. `back` is the reading to ask why next."""

    id: str
    title: str
    name: str
    heading: str
    unit: str
    meaning: str
    figures: tuple[tuple[str, str], ...]
    equations: tuple[Line, ...]
    given: tuple[Given, ...]
    given_left: str
    parts: tuple[Link, ...]
    reads: tuple[Link, ...]
    read_by: tuple[Link, ...]
    why: tuple[tuple[str, str, int, str], ...]
    """Figures that may be asked about from here: words, reading, year, region."""
    block: str
    source: str
    known: bool
    """Whether it stands in the web of causes by itself."""
    labels: Mapping[str, str]


def equation_view(run: Run, quantity: str, asked: Asked, ledger: Ledger | None = None) -> EquationView:
    """The page of a quantity of the web, or of a cause of a ledger. LookupError where there is neither."""
    whole = web(run.scenario)
    if quantity in whole.nodes:
        return _node_view(run, whole, whole.nodes[quantity], asked, ledger)
    return _cause_view(run, whole, quantity, asked, ledger)


def _node_view(run: Run, whole: Web, node: Node, asked: Asked, ledger: Ledger | None) -> EquationView:
    scenario, words = run.scenario, run.scenario.words
    given = [parameter(scenario, path) for path in node.parameters]
    left = len(given) - MOST_PARAMETERS
    symbol = f" ({node.symbol})" if node.symbol else ""
    return EquationView(
        id=node.id,
        title=words("equation.window", quantity=node.name),
        name=node.name,
        heading=f"{node.name}{symbol}",
        unit=readings.unit_words(words, node.id.removeprefix(READING)) if node.kind == "reading" else _unit(node.unit),
        meaning=node.meaning,
        figures=(*_contributed(run, node.id, ledger), *_figures(run, node, asked)),
        equations=tuple(_lines(whole, node)),
        given=tuple(
            Given(each.symbol, each.meaning, f"{each.value} {_unit(each.unit)}".strip(), _source(scenario, each))
            for each in given[:MOST_PARAMETERS]
        ),
        given_left=words("equation.given_left", count=left) if left > 0 else "",
        parts=(),
        reads=tuple(_link(run, whole, edge.source, asked, before=edge.before) for edge in whole.reads(node.id)),
        read_by=tuple(_link(run, whole, edge.target, asked, before=False) for edge in whole.read_by(node.id)),
        why=tuple(_why_reading(run, node, asked)),
        block=words("equation.block", block=node.block) if node.equations else "",
        source=scenario.levers[node.id.removeprefix(LEVER)].source if node.id.startswith(LEVER) else "",
        known=True,
        labels=labels(words, "equation"),
    )


def _lines(whole: Web, node: Node) -> Iterator[Line]:
    """The equations that give a quantity, or what a reading is taken from.

    Of a quantity that none gives, as a lever, those of what reads it.
    """
    if node.equations:
        yield from (Line(line.text, line.meaning, not line.gives) for line in node.equations)
        return
    if node.kind == "reading":
        taken = (line for edge in whole.reads(node.id) for line in whole.nodes[edge.source].equations if line.gives)
        yield from list(dict.fromkeys(Line(line.text, line.meaning, uses=False) for line in taken))[:MOST_LINES]
    if not node.symbol:
        return
    stands = re.compile(rf"(?<![^\W ΣΔ]){re.escape(node.symbol)}(?![\w\u0304\u0332])")
    reading = (line for edge in whole.read_by(node.id) for line in whole.nodes[edge.target].equations)
    found = dict.fromkeys(Line(line.text, line.meaning, uses=True) for line in reading if stands.search(line.text))
    yield from list(found)[:MOST_LINES]


def _cause_view(run: Run, whole: Web, cause: str, asked: Asked, ledger: Ledger | None) -> EquationView:
    """A cause that is several quantities, or none: what it is made of."""
    words = run.scenario.words
    entry = next((each for each in ledger.entries if _id(ledger, each) == cause), None) if ledger else None
    parts: list[Link] = []
    meaning = ""
    if cause.startswith(OTHERS):
        if entry is None or ledger is None:
            raise LookupError(cause)
        name = wording.entry_label(run.scenario, entry)
        parts = [Link(each.id, wording.cause_label(run.scenario, each), "") for each in entry.causes]
    else:
        made = (
            next((each for one in ledger.entries for each in one.causes if each.id == cause), None) if ledger else None
        )
        name = words(f"ledger.cause.{cause}")
        meaning = wording.cause_detail(run.scenario, ledger, made) if ledger and made else ""
        if cause.startswith(INHERITED):
            meaning = words("equation.inherited")
        members = made.parts if made and len(made.parts) > 1 else _members(whole, cause)
        parts = [
            replace(_link(run, whole, each, asked, before=cause.startswith(INHERITED)), note="")
            for each in members
            if each in whole.nodes
        ]
        if cause == EVENTS and ledger:
            parts = [_event(run, *answer) for answer in ledger.answers]
    stands = STANDS_FOR.get(cause, asked.reading if cause == f"{INHERITED}so_far" else "")
    return EquationView(
        id=cause,
        title=words("equation.window", quantity=name),
        name=name,
        heading=name,
        unit="",
        meaning=meaning,
        figures=tuple(_contributed(run, cause, ledger)),
        equations=(),
        given=(),
        given_left="",
        parts=tuple(parts),
        reads=(),
        read_by=(),
        why=tuple(_why_inherited(run, stands, asked)),
        block="",
        source="",
        known=False,
        labels=labels(words, "equation"),
    )


def _id(ledger: Ledger, entry: object) -> str:
    """The name under which an entry of the ledger is opened."""
    at = next(number for number, each in enumerate(ledger.entries) if each is entry)
    causes = ledger.entries[at].causes
    return causes[0].id if len(causes) == 1 else f"{OTHERS}{at}"


def _contributed(run: Run, cause: str, ledger: Ledger | None) -> Iterator[tuple[str, str]]:
    """What a cause did to the figure asked about, rounded as the ledger has it."""
    if ledger is None:
        return
    how = wording.rounding(ledger.asked.reading, ledger)
    for entry, steps in zip(ledger.entries, wording.rounded(ledger, how), strict=True):
        if _id(ledger, entry) == cause:
            label = readings.label(run.scenario.words, ledger.asked.reading)
            said = run.scenario.words("equation.contributed", reading=label, year=ledger.asked.year)
            yield (
                said,
                " ".join(filter(None, (how.words(steps, sign=True), wording.error_words(run.scenario, entry, how)))),
            )


def _members(whole: Web, cause: str) -> tuple[str, ...]:
    if cause in CIRCUMSTANCES:
        return CIRCUMSTANCES[cause]
    blocks = mixed.STOCKS.get(cause.removeprefix(INHERITED), ())
    return tuple(node.id for node in whole.nodes.values() if node.kind == "stock" and node.block in blocks)


def _event(run: Run, event: str, choice: str) -> Link:
    found = find(run.scenario, event)
    if found is None:
        return Link("", event, "")
    made = next((each for each in found.choices if each.id == choice), None)
    return Link("", found.title, made.label if made else "", text.day(found.date))


def _link(run: Run, whole: Web, name: str, asked: Asked, *, before: bool) -> Link:
    node = whole.nodes[name]
    note = run.scenario.words("equation.before") if before else ""
    figures = list(_figures(run, node, asked, opening=before))
    return Link(node.id, node.name, figures[-1][1] if figures else "", note)


def _figures(run: Run, node: Node, asked: Asked, *, opening: bool = False) -> Iterator[tuple[str, str]]:
    """What a quantity was in the year asked about, by the run's own turns; with `opening`, as that year began."""
    year = min(asked.year - (asked.declared.timing == "january"), run.scenario.last_year)
    turns = {turn.season: turn for turn in run.turns if turn.year == year and not turn.refused}
    if node.kind == "reading":
        return
    if node.id.startswith(LEVER):
        spec = run.scenario.levers[node.id.removeprefix(LEVER)]
        turn = turns.get(spec.season)
        if turn is not None and not spec.by_region:
            yield str(year), text.setting(spec, turn.world.levers[spec.id])
        return
    part, _, path = node.path.partition(".")
    turn = turns.get("january" if part == "spring" or opening else "september")
    table = None if turn is None else turn.before.state if part == "state" and opening else _table(turn, part)
    if table is None:
        return
    place = _place(run.scenario, asked.region)
    values = np.asarray(pick(table, path))
    if not node.regional:
        yield str(year), _measure(float(values.reshape(-1)[0]), node.unit)
    elif place is not None:
        name = run.scenario.regions[place].name
        yield (
            run.scenario.words("equation.in_region", region=name, year=year),
            _measure(float(values[place].reshape(-1)[0]), node.unit),
        )
    elif node.unit in ADDED_UP:
        yield str(year), _measure(float(total(values).reshape(-1)[0]), node.unit)
    else:
        low, high = float(values.min()), float(values.max())
        yield run.scenario.words("equation.by_region", year=year), text.between(low, high, _shown(node.unit))


def _table(turn: Turn, part: str) -> object | None:
    if part == "state":
        return turn.world.state
    return turn.spring if part == "spring" else turn.autumn if part == "autumn" else None


def _place(scenario: Scenario, region: str) -> int | None:
    return next((at for at, each in enumerate(scenario.regions) if each.id == region), None)


def _shown(unit: str) -> str:
    return "" if unit == "1" else unit


def _measure(value: float, unit: str) -> str:
    figure = text.measure(value, _shown(unit), decimals=_places(value))
    return figure if unit in text.UNITS or unit == "1" else f"{figure}{text.SPACE}{unit}"


def _places(value: float) -> int:
    """Decimals that show three digits of a figure, however small; a nought needs none."""
    places = text.decimals_for(value)
    return places if abs(value) >= 0.1 or value == 0 else min(5, 2 - int(np.floor(np.log10(abs(value)))))


def _unit(unit: str) -> str:
    return text.UNITS.get(unit, "" if unit == "1" else unit)


def _source(scenario: Scenario, each: object) -> str:
    """Where a parameter comes from, with the word on how it is known."""
    source, tag = getattr(each, "source", ""), getattr(each, "tag", "")
    if not source and not tag:
        return scenario.words("equation.no_source")
    return f"{source} ({tag})" if source and tag else source or tag


def _why_reading(run: Run, node: Node, asked: Asked) -> Iterator[tuple[str, str, int, str]]:
    """A reading of the desk can be asked about itself."""
    reading = node.id.removeprefix(READING)
    if node.kind != "reading" or (reading, asked.region) == (asked.reading, asked.region):
        return
    region = asked.region if READINGS[reading].region is not None else ""
    words = run.scenario.words
    label = readings.label(words, reading)
    yield words("equation.why", reading=label, year=asked.year), reading, asked.year, region


def _why_inherited(run: Run, reading: str, asked: Asked) -> Iterator[tuple[str, str, int, str]]:
    """What was inherited, asked about where it was made: a year before, or on the 1 January that began it."""
    if not reading:
        return
    timing = READINGS[reading].timing
    year = asked.year - (asked.declared.timing == "january") - (timing != "january")
    region = asked.region if READINGS[reading].region is not None else ""
    if year > run.scenario.first_year:
        label = readings.label(run.scenario.words, reading)
        yield run.scenario.words("equation.why", reading=label, year=year), reading, year, region
