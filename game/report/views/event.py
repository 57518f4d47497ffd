"""An event on the table: its words with their sources, what advisers expect, and the choices."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.report import text
from game.report.views.parts import NewsView, TopView, labels, news_of, season_badge, turn_words
from game.rules.events import find
from game.session.session import Session


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice; `chosen` is what the draft says, `history` what was done."""

    id: str
    label: str
    text: str
    source: str
    chosen: bool
    history: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """An event's card."""

    id: str
    title: str
    top: TopView
    heading: str
    date: str
    text: str
    source: str
    news: tuple[NewsView, ...]
    advisers: tuple[tuple[str, str], ...]
    choices: tuple[ChoiceView, ...]
    at: str
    """Which of the season's events it is."""
    others: tuple[tuple[str, str], ...]
    """Ids and titles of all cards on the table, this one among them."""
    labels: Mapping[str, str]


def event_view(session: Session, event_id: str) -> EventView:
    """The card of an event on the table. KeyError where no card of this id lies there."""
    scenario, world, words = session.scenario, session.world, session.scenario.words
    event = find(scenario, event_id)
    if event is None or event_id not in world.cards:
        raise KeyError(event_id)
    chosen = session.draft.choices.get(event_id, "")
    cards = [found for card in world.cards if (found := find(scenario, card)) is not None]
    at = world.cards.index(event_id) + 1
    return EventView(
        id=event_id,
        title=words("screen.events.window", title=event.title),
        top=TopView(str(world.year), season_badge(scenario, world.season), event.title, turn_words(scenario, world)),
        heading=event.title,
        date=text.day(event.date),
        text=event.text,
        source=event.source,
        news=news_of(scenario, event),
        advisers=tuple((words(f"screen.events.{adviser}"), said) for adviser, said in sorted(event.advisers.items())),
        choices=tuple(
            ChoiceView(
                id=choice.id,
                label=choice.label,
                text=choice.text,
                source=choice.source,
                chosen=choice.id == chosen or (not chosen and choice.history),
                history=choice.history,
            )
            for choice in event.choices
        ),
        at=words("screen.events.at", at=at, of=len(world.cards)),
        others=tuple((card.id, card.title) for card in cards),
        labels=labels(words, "screen.events"),
    )
