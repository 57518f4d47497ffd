"""Games played some seasons under a shipped plan, and the views of every screen at a telling moment."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from game.model.quantity import put
from game.report.views.account import account_view
from game.report.views.comparison import comparison
from game.report.views.desk import desk_view
from game.report.views.effects import asked, effects
from game.report.views.harvest import harvest_view, one_less
from game.report.views.parts import Move
from game.report.views.past import past
from game.report.views.reckoning import reckoning_view
from game.report.views.war import war_view
from game.scenario.records import Scenario
from game.scenario.words import Words
from game.session.seats import scripted
from game.session.session import Session

FEW = 40
"""Futures enough for a test."""


def played(scenario: Scenario, folder: Path, turns: int, plan: str = "history") -> Session:
    """A game after so many seasons under a plan; the caller closes it."""
    session = Session.start(scenario, folder)
    seat = scripted(scenario.plans[plan])
    for _ in range(turns):
        assert not session.let(seat).refused
    return session


def views(scenario: Scenario, folder: Path) -> Mapping[str, Any]:
    """The view of each screen: the first desk, a desk after a move, harvests, accounts, war and reckoning."""
    found: dict[str, Any] = {}
    with played(scenario, folder / "new", 0) as session:
        found["plan_first"] = desk_view(session, past(session), session.preview(FEW), refining=True)
    with played(scenario, folder / "plan", 6) as session:
        before, known = session.preview(FEW), past(session)
        assert session.set("share_heavy_industry", session.levers()["share_heavy_industry"] + 0.05) is None
        session.lock("share_agriculture")
        after = session.preview(FEW)
        move = Move("share_heavy_industry", before, after)
        found["plan"] = desk_view(session, known, after, move=move)
        weighed = effects(asked(session))
        found["plan_effects"] = desk_view(session, known, after, move=move, effects=weighed)
        found["plan_again"] = desk_view(session, known, after, effects=weighed, effects_note=COUNTING)
        found["plan_notice"] = desk_view(session, known, after, notice=NOTICE)
    with played(scenario, folder / "harvest", 9) as session:
        known, forecast = past(session), session.preview(FEW)
        found["harvest"] = harvest_view(session, known, forecast, extra=session.preview(FEW, one_less(session)))
        assert session.set_region("ukraine", 0.2) is None
        after = session.preview(FEW)
        move = Move("procurement_by_region", forecast, after)
        found["harvest_own"] = harvest_view(session, known, after, move=move, notice=NOTICE)
        weighed = effects(asked(session))
        found["harvest_effects"] = harvest_view(session, known, after, move=move, effects=weighed)
    for name, turns in (("account_first", 2), ("account", 12)):
        with played(scenario, folder / name, turns) as session:
            found[name] = account_view(session, past(session))
    with played(scenario, folder / "war", 26) as session:
        known, campaign = past(session), session.campaign(FEW)
        found["war"] = war_view(session, campaign, session.deciding(FEW))
        found["reckoning_waiting"] = reckoning_view(session, known, campaign, None)
        found["reckoning"] = reckoning_view(session, known, campaign, comparison(session, FEW))
    impatient = dataclasses.replace(scenario, params=put(scenario.params, LEAST, np.array([53.5])), cloud=None)
    with played(impatient, folder / "fallen", 4) as session:
        assert session.fallen
        known = past(session)
        found["account_fallen"] = account_view(session, known)
        found["reckoning_fallen"] = reckoning_view(session, known, None, comparison(session, FEW))
    return MappingProxyType(found)


LEAST = "government.least_consent"
"""Raised until history's government does not outlive 1929."""
COUNTING = "The draft has changed; counting again."
NOTICE = (
    "Investment rate may change by 6 % in one year. From 17.5 % it may go to between 11.5 % and 23.5 %; "
    "38 % was ordered."
)


def lengthened(scenario: Scenario) -> Scenario:
    """The same scenario in a language whose every sentence is two fifths longer."""
    sentences = {key: longer(sentence) for key, sentence in scenario.words.sentences.items()}
    return dataclasses.replace(scenario, words=Words(MappingProxyType(sentences)))


def longer(sentence: str) -> str:
    """A sentence with two fifths of its words said again, none of its slots or marks."""
    words = [word for word in sentence.split(" ") if not re.search(r"[{}*_!]", word)]
    return " ".join([sentence, *words[: max(1, round(len(words) * 0.4))]]) if words else sentence


def texts(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a view, with where it stands."""
    if isinstance(value, str):
        yield where, value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from texts(each, f"{where}.{name}")
    elif isinstance(value, tuple | list):
        for number, each in enumerate(value):
            yield from texts(each, f"{where}.{number}")
