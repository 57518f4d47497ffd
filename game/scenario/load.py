"""Find a scenario, lay it over what it extends, check all of it, and hand it on frozen.

Nothing is raised half-way where going on makes sense: every file is read and every rule tried, so
that one run gives an author the whole list, file by file and line by line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from game.model import step
from game.model.levers import January, September
from game.model.quantity import declared, tables, walk
from game.scenario import between, check, cloud, events, figures, folder, lenses, place, plans, record
from game.scenario.lenses import Seen
from game.scenario.lineage import FIT, HEAD, PARAMETERS, Lineage, find, ids, shown
from game.scenario.overlay import Overlay
from game.scenario.problem import Problem, ScenarioError
from game.scenario.read import nearest, read, settle
from game.scenario.records import Event, Free, Lens, Origin, Plan, Record, Scenario, Summary
from game.scenario.reference import parted
from game.scenario.scalar import shorten
from game.scenario.schema import ScenarioFile
from game.scenario.words import Words

Found = TypeVar("Found")
LANGUAGE: Final = "en"
RESIDUAL: Final = "weather.residual"
FILES: Final = (HEAD, FIT, "regions.yaml", "levers.yaml", "start.yaml", "weather.yaml", "prices.yaml")


def load(ref: str | Path, extra: Sequence[Path] = (), lens: str = "", *, fitted: bool = True) -> Scenario:
    """The scenario of an id (among the game's own, the player's and `extra` folders) or of a folder.

    It is seen through one of its lenses where one is named, here or behind an id (`great_break@tauger`).
    Without `fitted` the hand-written values hold, from which a fit starts; there is then no cloud.
    ScenarioError with every problem of every file, in reading order.
    """
    if isinstance(ref, str) and not lens:
        ref, lens = parted(ref)
    lineage = Lineage(find(ref, extra), extra, fitted=fitted)
    head = lineage.file()
    _strays(lineage)
    scenario = _read(lineage, head, lens)
    settle(lineage.documents)
    return _there(scenario)


def load_plan(path: Path, scenario: Scenario) -> Plan:
    """A plan from a file anywhere, held against a scenario's limits; ScenarioError with every problem."""
    document = read(path, shown(path))
    names = tuple(region.id for region in scenario.regions)
    limits = plans.Limits(scenario.levers, names, scenario.years, _choices(scenario.events))
    plan = plans.build(Overlay([(document, ())]), "", limits)
    document.settle()
    return _there(plan)


def available(extra: Sequence[Path] = ()) -> tuple[Summary, ...]:
    """Every scenario that can be chosen, by id; one whose first file is wrong says what is.

    The other files are read when a scenario is opened: the list must not wait for them.
    """
    found = [_summary(name, extra) for name in sorted(ids(extra))]
    return tuple(each for each in found if each is not None)


def _summary(name: str, extra: Sequence[Path]) -> Summary | None:
    try:
        lineage = Lineage(find(name, extra), extra)
        head = lineage.file()
        settle(lineage.documents)
    except ScenarioError as error:
        return Summary(name, name, "", (0, 0), 0, str(error))
    if head is None or head.template:
        return None
    return Summary(name, head.title, head.summary.strip(), (head.first_year, head.last_year), head.minutes)


def _there(found: Found | None) -> Found:
    """What was built; what could not be is always noted, and raised before this."""
    if found is None:
        raise ScenarioError([Problem("", 0, 0, "", "the scenario could not be read")])
    return found


def _read(lineage: Lineage, head: ScenarioFile | None, looking: str) -> Scenario | None:
    """Every part of a scenario; None where a part that others rest on could not be built."""
    one = {name: lineage.overlay(f"{name}.yaml") for name in ("regions", "levers", "start", "weather", "prices")}
    blocks = {name: lineage.overlay(f"{PARAMETERS}/{name}.yaml") for name in tables(step.Params)}
    written = {name: lineage.overlay(name) for name in lineage.names("plans")}
    cards = events.by_id(document for name in lineage.names("events") for document in lineage.layers(name))
    words = _words(lineage)
    regions = check.regions(one["regions"]) if one["regions"] else ()
    specs = check.levers(one["levers"]) if one["levers"] else {}
    if one["levers"] and words.sentences:
        check.worded(one["levers"], specs.values(), words)
    years = lineage.years()
    names = tuple(region.id for region in regions)
    if not lineage.complete() or not years:
        return None
    doubtful = _all_levers() - specs.keys()
    dated = _events(cards, events.known(specs, names, years, doubtful))
    limits = plans.Limits(specs, names, years, dict.fromkeys(cards) | _choices(dated), doubtful)
    drawn = {Path(name).stem: _plan(each, Path(name).stem, limits) for name, each in written.items() if each}
    if one["regions"] is None or one["regions"].faulty:
        return None  # what follows is region by region; its faults would be those told already

    axes = figures.Axes(names, tuple(years))
    params = step.Params(
        **{name: figures.table(blocks[name], kind, axes) for name, kind in tables(step.Params).items()}
    )
    start = figures.table(one["start"], step.State, axes)
    weather = check.weather(one["weather"], axes) if one["weather"] else None
    prices = check.prices(one["prices"], axes) if one["prices"] else None
    history, rows = _record(lineage, names)
    free = _free(blocks, one["weather"])
    vectors = _cloud(lineage, free)
    legal = {name: plan for name, plan in drawn.items() if plan}
    if head is None or weather is None or prices is None:
        return None
    check.compared(lineage.head, head.compare, {Path(name).stem for name in written})
    fingerprint = lineage.hash.copy()
    known, texts = _lenses(lineage, Seen(axes, params, weather, history, rows))
    through = _through(lineage, known, looking)
    if through:
        fingerprint.update(texts[through.id])
    return Scenario(
        id=head.id,
        version=head.version,
        title=head.title,
        summary=head.summary.strip(),
        content_note=head.content_note.strip(),
        briefing=tuple(paragraph.strip() for paragraph in head.briefing),
        schema=head.schema_number,
        first_year=head.first_year,
        last_year=head.last_year,
        base_year=head.base_year,
        luck=head.luck,
        minutes=head.minutes,
        compare=tuple(head.compare),
        regions=regions,
        params=lenses.parameters(through, params),
        start=start,
        levers=MappingProxyType(specs),
        plans=MappingProxyType(legal),
        events=dated,
        weather=lenses.weather(through, weather, axes.years),
        prices=prices,
        record=lenses.record(through, history, rows),
        words=words,
        fingerprint=fingerprint.hexdigest(),
        lenses=MappingProxyType(known),
        lens=through.id if through else "",
        free=free,
        cloud=vectors,
        origins=MappingProxyType(_origins(blocks)),
    )


def _origins(blocks: Mapping[str, Overlay | None]) -> dict[str, Origin]:
    """Where every parameter's value comes from, by its path; what is wrong with an entry is told elsewhere."""
    return {
        f"{name}.{own}": Origin(str(entry.get("source", "")), str(entry.get("tag", "")))
        for name, kind in tables(step.Params).items()
        for own in declared(kind)
        if (overlay := blocks[name]) is not None and isinstance(entry := overlay.get(own), dict)
    }


def _free(blocks: Mapping[str, Overlay | None], weather: Overlay | None) -> tuple[Free, ...]:
    """What a fit may move, block by block, and the years' weather."""
    found: list[Free] = []
    for name, kind in tables(step.Params).items():
        if (overlay := blocks[name]) is not None:
            found += between.moved(overlay, kind, name)
    if weather is not None:
        found += between.entry(weather, ("history", "residual"), RESIDUAL, check.RESIDUAL)
    return tuple(found)


def _lenses(lineage: Lineage, seen: Seen) -> tuple[dict[str, Lens], dict[str, bytes]]:
    """Every lens by id, and the text of each for the fingerprint of a game that is played through it."""
    found: dict[str, Lens] = {}
    texts: dict[str, bytes] = {}
    for name in lineage.names("lenses"):
        overlay, stem = lineage.overlay(name), Path(name).stem
        built = lenses.build(overlay, stem, seen) if overlay else None
        if overlay and built:
            found[stem] = built
            texts[stem] = "\n".join(line for document, _ in overlay.layers for line in document.lines).encode()
    return found, texts


def _through(lineage: Lineage, known: Mapping[str, Lens], looking: str) -> Lens | None:
    """The lens that is asked for; noted where there is none of that name, unless all is told to be wrong anyway."""
    if not looking or any(document.problems for document in lineage.documents):
        return None
    if looking not in known:
        hint = nearest(looking, known) or (f"lenses: {', '.join(known)}" if known else "the scenario has no lenses")
        lineage.note(lineage.head.shown, f"there is no lens called {shorten(looking)}", hint)
    return known.get(looking)


def _cloud(lineage: Lineage, free: Sequence[Free]) -> cloud.Cloud | None:
    """The vectors that the record allows, where there are any."""
    found = lineage.nearest_text(cloud.NAME) if lineage.fitted else None
    if found is None:
        return None
    document, text = found
    paths = {path for path, _ in walk(step.Params)} | {RESIDUAL}
    return cloud.build(document, text, free, paths, inherited=document.depth > 0)


def _words(lineage: Lineage) -> Words:
    """The language file's sentences under the scenario's own; none once the file's problem is kept."""
    path = place.assets() / "language" / f"{LANGUAGE}.yaml"
    try:
        language = read(path, shown(path))
    except ScenarioError as error:
        lineage.keep(shown(path), error.problems)
        return Words({})
    lineage.documents.append(language)
    shared = check.sentences(Overlay([(language, ())]))
    return Words(MappingProxyType(shared | check.sentences(lineage.head, ("words",))))


def _record(lineage: Lineage, regions: Sequence[str]) -> tuple[Record, record.Rows]:
    """The record, where the scenario has one, and the rows of its national table."""
    overlay = lineage.overlay("record/record.yaml", needed=False)
    if overlay is None:
        return record.EMPTY, {}
    national = _table(lineage, "national", record.NATIONAL)
    regional = _table(lineage, "regional", record.REGIONAL)
    if any(f"record/{name}.csv" in lineage.broken for name in ("national", "regional")):
        return record.EMPTY, {}
    return record.build(overlay, national, regional, regions), national


def _table(lineage: Lineage, name: str, columns: Sequence[str]) -> record.Rows:
    """The rows of one of the record's tables; none where there is no such table."""
    table = lineage.nearest_text(f"record/{name}.csv")
    return record.rows(table[0], table[1], columns) if table else {}


def _events(cards: Mapping[str, Overlay], known: events.Known) -> tuple[Event, ...]:
    """The events by date."""
    found = [event for overlay in cards.values() if (event := events.build(overlay, known))]
    return tuple(sorted(found, key=lambda event: (event.date, event.id)))


def _all_levers() -> frozenset[str]:
    return frozenset(declared(January)) | frozenset(declared(September))


def _plan(overlay: Overlay, stem: str, limits: plans.Limits) -> Plan | None:
    """One plan. Of an inherited one the first fault alone is told: the scenario's own limits cause them all."""
    document = overlay.layers[0][0]
    known = len(document.problems)
    plan = plans.build(overlay, stem, limits)
    if overlay.inherited() and len(document.problems) > known:
        first = min(document.problems[known:], key=lambda problem: problem.line)
        hint = f"this scenario's limits and starting values forbid the plan; change them, or write a plans/{stem}.yaml"
        document.problems[known:] = [replace(first, hint=hint)]
    return plan


def _choices(dated: Sequence[Event]) -> dict[str, frozenset[str] | None]:
    return {event.id: frozenset(choice.id for choice in event.choices) for event in dated}


def _strays(lineage: Lineage) -> None:
    """Note every file of the scenario's own that no part of it is called: its values would be left out in silence."""
    own = lineage.folders[0]
    for below, known in (("", FILES), (PARAMETERS, [f"{name}.yaml" for name in tables(step.Params)])):
        for name in folder.files(own / below, (".yaml", ".yml")):
            if name not in known:
                path = Path(below) / name
                hint = nearest(name, known) or f"known here: {', '.join(known)}"
                lineage.note(shown(own / path), "no part of a scenario is called this", hint)
