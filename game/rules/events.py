"""Events: what is on the table in a season, what was chosen, and what follows from it.

Dates alone decide. A card lies on the table from the start of the season in which its day falls
(January to August with the plan, September to December with the harvest; the half-year before the
invasion belongs to the last harvest's season). A card left unanswered is answered as history did.

An effect on circumstances holds from the season in which its event is answered, or so many years
after, for its number of years, counted in half-years: weather is read in January, prices, births
and foreign grain in September, so N years give exactly N readings of each wherever the event
stands in the year. An effect on a stock moves it once, before the half-year is played, and keeps
it within the bounds that the model declares. An effect on `decree.<lever>` lifts that lever's pace
while the card is on the table. What an effect adds may be one number or one a future.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.model import quantity
from game.model.circumstances import Circumstances
from game.model.quantity import Array
from game.model.step import State
from game.scenario.records import Choice, Effect, Event, Scenario

JANUARY: Final = "january"
SEPTEMBER: Final = "september"
CIRCUMSTANCES: Final = "circumstances"
DECREE: Final = "decree"
HALF_YEARS: Final = 2


@dataclass(frozen=True, slots=True)
class Running:
    """An effect that holds, or is still to come: from half-year `since` to the one before `until`."""

    effect: Effect
    event: str
    choice: str
    since: int
    until: int


Answer = tuple[Event, Choice | None]


def half_year(year: int, season: str) -> int:
    """Half-years since the year nought: even for January, odd for September."""
    return HALF_YEARS * year + (season == SEPTEMBER)


def find(scenario: Scenario, event: str) -> Event | None:
    """The event of this id, if there is one."""
    return next((each for each in scenario.events if each.id == event), None)


def on_table(scenario: Scenario, year: int, season: str) -> tuple[str, ...]:
    """The events whose day falls in this season, by date."""
    found = [
        event
        for event in scenario.events
        if (event.date.year == year and event.season == season)
        or (season == SEPTEMBER and year == scenario.last_year and event.date.year > year)
    ]
    return tuple(event.id for event in sorted(found, key=lambda each: (each.date, each.id)))


def answered(scenario: Scenario, cards: Iterable[str], choices: Mapping[str, str]) -> tuple[Answer, ...]:
    """Each card with the choice made, or with history's where none was; None where it offers none."""
    answers: list[Answer] = []
    for card in cards:
        event = find(scenario, card)
        if event is not None:
            wanted = choices.get(card)
            made = [each for each in event.choices if (each.history if wanted is None else each.id == wanted)]
            answers.append((event, made[0] if made else None))
    return tuple(answers)


def decrees(answers: Iterable[Answer]) -> frozenset[str]:
    """The levers whose pace the choices made lift."""
    return frozenset(
        effect.target.removeprefix(f"{DECREE}.")
        for _, choice in answers
        if choice is not None
        for effect in choice.effects
        if effect.target.startswith(f"{DECREE}.")
    )


def started(answers: Iterable[Answer], now: int) -> tuple[Running, ...]:
    """The effects that the choices made set going in half-year `now`."""
    running = []
    for event, choice in answers:
        if choice is None:
            continue
        for effect in choice.effects:
            if not effect.target.startswith(f"{DECREE}."):
                since = now + HALF_YEARS * effect.after
                running.append(Running(effect, event.id, choice.id, since, since + max(1, HALF_YEARS * effect.years)))
    return tuple(running)


def still_running(running: Iterable[Running], now: int) -> tuple[Running, ...]:
    """Those that are not over by half-year `now`."""
    return tuple(each for each in running if each.until > now)


def change(year: Circumstances, running: Iterable[Running], now: int, regions: tuple[str, ...]) -> Circumstances:
    """The year's circumstances under every effect that holds in half-year `now`."""
    for each in running:
        head, _, name = each.effect.target.partition(".")
        if head == CIRCUMSTANCES and each.since <= now < each.until:
            year = replace(year, **{name: _moved(getattr(year, name), each.effect, Circumstances, name, regions)})
    return year


def move_stocks(state: State, running: Iterable[Running], now: int, regions: tuple[str, ...]) -> State:
    """The state after every effect that strikes a stock in half-year `now`."""
    for each in running:
        target = each.effect.target
        if each.since == now and not target.startswith(f"{CIRCUMSTANCES}."):
            moved = _moved(quantity.pick(state, target), each.effect, State, target, regions)
            state = quantity.put(state, target, moved)
    return state


@functools.cache
def _declared(table: type, path: str) -> quantity.Q:
    return dict(quantity.walk(table))[path]


def _moved(value: Array, effect: Effect, table: type, path: str, regions: tuple[str, ...]) -> Array:
    q = _declared(table, path)
    moved = value + effect.by if effect.how == "add" else value * effect.by
    if effect.regions and q.axis == "region":
        struck = np.array([[region in effect.regions] for region in regions])
        moved = np.where(struck, moved, value)
    return quantity.bounded(moved, q.low, q.high)
