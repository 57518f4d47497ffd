"""Events: cards with a date, held against what the model and the scenario know."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from game.model.circumstances import Circumstances
from game.model.quantity import Q, declared, walk
from game.model.step import State
from game.scenario import schema
from game.scenario.complaint import validate
from game.scenario.overlay import Layer, Overlay
from game.scenario.plans import in_game
from game.scenario.read import Document, Where
from game.scenario.records import STOCKS, Choice, Effect, Event, LeverSpec, Statement

CIRCUMSTANCES: Final = "circumstances"
DECREE: Final = "decree"
NOT_MOVED: Final = frozenset({"elapsed"})
"""Circumstances that are no event's to move: time."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an event may speak of: the levers and regions there are, the years, and the targets of effects.

    `doubtful` are levers of the model whose limits could not be read.
    """

    levers: Mapping[str, LeverSpec]
    regions: tuple[str, ...]
    years: range
    targets: Mapping[str, Q]
    doubtful: frozenset[str]


def known(levers: Mapping[str, LeverSpec], regions: tuple[str, ...], years: range, doubtful: frozenset[str]) -> Known:
    """What an event of a scenario may speak of."""
    moved = {f"{CIRCUMSTANCES}.{name}": q for name, q in declared(Circumstances).items() if name not in NOT_MOVED}
    stocks = {path: q for path, q in walk(State) if path in STOCKS}
    return Known(levers, regions, years, {**moved, **stocks}, doubtful)


def by_id(documents: Iterable[Document]) -> dict[str, Overlay]:
    """The events of every file under their ids, each laid over the one it replaces."""
    layers: dict[str, list[Layer]] = {}
    for document in documents:
        overlay = Overlay([(document, ())])
        file = validate(overlay, schema.EventsFile)
        for index in range(len(file.events) if file else 0):
            called = overlay.get("events", index, "id")
            name = called if isinstance(called, str) else ""
            twice = [place for other, place in layers.get(name, []) if other.depth == document.depth]
            if name and twice:
                overlay.note(("events", index, "id"), f"is {name}, which another event has", "give it one of its own")
            elif name:
                layers.setdefault(name, []).append((document, ("events", index)))
            else:
                validate(Overlay([(document, ("events", index))]), schema.EventEntry)
    return {name: Overlay(sorted(each, key=lambda layer: layer[0].depth)) for name, each in layers.items()}


def build(overlay: Overlay, given: Known) -> Event | None:
    """One event; None once a problem of its shape is noted, or where its day is not played."""
    entry = validate(overlay, schema.EventEntry)
    if entry is None:
        return None
    choices = tuple(_choice(overlay, ("choices", index), each, given) for index, each in enumerate(entry.choices))
    _check_choices(overlay, entry)
    for name in entry.quoted:
        if getattr(entry, name) is None:
            overlay.note(("quoted",), f"names {name}, which the event does not have")
    try:
        day = dt.date.fromisoformat(entry.date)
    except ValueError:
        overlay.note(("date",), f"is {entry.date}, which is no day of the calendar")
        return None
    # The half-year before the invasion lies after the last year played.
    if not in_game(overlay, ("date",), day.year, range(given.years.start, given.years.stop + 1)):
        return None
    return Event(
        id=entry.id,
        date=day,
        title=entry.title,
        text=entry.text.strip(),
        source=entry.source.strip(),
        headline=_statement(entry.headline, verbatim="headline" in entry.quoted),
        report=_statement(entry.report, verbatim="report" in entry.quoted),
        statistic=_statement(entry.statistic, verbatim="statistic" in entry.quoted),
        advisers={name: text.strip() for name, text in entry.advisers.items()},
        choices=choices,
    )


def _statement(entry: schema.StatementEntry | None, *, verbatim: bool) -> Statement | None:
    return Statement(entry.text.strip(), entry.source.strip(), verbatim) if entry else None


def _check_choices(overlay: Overlay, entry: schema.EventEntry) -> None:
    """Ids of its own for each choice, and exactly one that was history's."""
    seen: set[str] = set()
    for index, choice in enumerate(entry.choices):
        if choice.id in seen:
            overlay.note(("choices", index, "id"), f"is {choice.id}, which another choice has")
        seen.add(choice.id)
    taken = [index for index, choice in enumerate(entry.choices) if choice.history]
    if entry.choices and not taken:
        overlay.note(("choices",), "does not say which choice history made", "write history: true with one of them")
    for index in taken[1:]:
        overlay.note(("choices", index, "history"), "history made one choice, and another is marked already")


def _choice(overlay: Overlay, where: Where, entry: schema.ChoiceEntry, given: Known) -> Choice:
    effects = tuple(_effect(overlay, (*where, "effects", i), each, given) for i, each in enumerate(entry.effects))
    return Choice(entry.id, entry.label, entry.text.strip(), entry.history, effects, entry.source.strip())


def _effect(overlay: Overlay, where: Where, entry: schema.EffectEntry, given: Known) -> Effect:
    head, _, rest = entry.target.partition(".")
    if head == DECREE and rest not in given.doubtful:
        if rest not in given.levers:
            overlay.note((*where, "target"), f"no lever is called {rest}", near=(rest, given.levers))
        elif given.levers[rest].pace is None:
            overlay.note((*where, "target"), f"{rest} has no pace that a decree could lift")
    elif head != DECREE and entry.target not in given.targets:
        hint = f"targets: {', '.join(given.targets)}"
        text = f"is {entry.target}, which no event moves"
        overlay.note((*where, "target"), text, hint, near=(entry.target, given.targets))
    elif head != DECREE:
        _check_effect(overlay, where, entry, given)
    by = 0.0 if entry.by is None else entry.by
    return Effect(entry.target, entry.how, by, entry.years, entry.after, tuple(entry.regions))


def _check_effect(overlay: Overlay, where: Where, entry: schema.EffectEntry, given: Known) -> None:
    if entry.by is None:
        overlay.note(where, "needs by", "by: how much is added, or the factor")
    elif entry.how == "multiply" and entry.by < 0:
        overlay.note((*where, "by"), f"is {entry.by:g}; a factor must be at least 0")
    lasting = entry.target.startswith(f"{CIRCUMSTANCES}.")
    if lasting and not entry.years:
        overlay.note((*where, "years"), "is 0; an effect on circumstances lasts a year or more", "write years: 1")
    if not lasting and entry.years:
        overlay.note((*where, "years"), f"is {entry.years}; a stock is moved once", "write years: 0")
    for index, region in enumerate(entry.regions):
        if given.regions and region not in given.regions:
            overlay.note((*where, "regions", index), f"no region is called {region}", near=(region, given.regions))
    if entry.regions and given.targets[entry.target].axis != "region":
        overlay.note((*where, "regions"), f"{entry.target} is one figure for the whole country", "leave regions out")
