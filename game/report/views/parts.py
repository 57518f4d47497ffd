"""What several screens have in common: the bars, a lever, a reading's row, news, a refusal in words."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.report import text
from game.report.views.figures import Numbers
from game.rules.orders import Refusal
from game.rules.turn import follow
from game.rules.world import World
from game.scenario.records import Event, LeverSpec, Scenario, Statement
from game.scenario.words import Words, slots
from game.session.preview import Forecast
from game.session.session import Session

HISTORY = "history"
"""The plan whose orders are marked on every slider."""
CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class TopView:
    """The black bar: the year, the season's badge, a title with a small line over it, figures at the right."""

    year: str
    badge: str
    title: str
    over: str = ""
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewsView:
    """A headline, a report or a statistic: where it comes from, its words, and whether they are quoted."""

    label: str
    text: str
    source: str
    verbatim: bool


@dataclass(frozen=True, slots=True)
class LeverView:
    """A lever on its slider: what it is set to, how far it may go, what history did, what it is for.

    `brief` is the first sentence of `help`. `low` and `high` are the slider's ends, `least` and `most`
    what may be signed this season.
    """

    id: str
    label: str
    words: str
    brief: str
    help: str
    value: float
    low: float
    high: float
    step: float
    least: float
    most: float
    stops: tuple[float, ...] = ()
    history: float | None = None
    locked: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A line of the state of the Union."""

    id: str
    label: str
    words: str
    change: str
    """With its sign; empty where nothing changed; where nothing is known yet, that the figure is expected."""
    rising: bool | None
    spark: Numbers
    alarming: bool
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """The last lever moved, and the forecasts before and after it, over the same futures."""

    lever: str
    before: Forecast
    after: Forecast


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its figure: `**`, `__` and `!!` mark bold, italic and bold red."""

    text: str


def labels(words: Words, section: str) -> Mapping[str, str]:
    """A screen's fixed words by their last key: the sentences right under a section that have no slots."""
    keys = [key for key in words.below(section) if "." not in key.removeprefix(f"{section}.")]
    return MappingProxyType({key.rpartition(".")[2]: words(key) for key in keys if not slots(words.sentences[key])})


def season_badge(scenario: Scenario, season: str) -> str:
    """The season's badge: `January · the plan`."""
    return scenario.words(f"screen.season.{season}")


def turn_words(scenario: Scenario, world: World) -> str:
    """Which turn of how many this is."""
    at = 2 * (world.year - scenario.first_year) + (1 if world.season == "january" else 2)
    return scenario.words("screen.turn", at=at, of=2 * len(scenario.years))


def history_levers(scenario: Scenario, world: World) -> dict[str, float]:
    """What history's plan ordered for this season; empty where the scenario has no such plan."""
    plan = scenario.plans.get(HISTORY)
    return {} if plan is None else dict(follow(plan)(world).levers)


def lever_view(session: Session, lever: str, history: float | None, *, value: float | None = None) -> LeverView:
    """A lever as it stands in the draft. `value` replaces what is in force where that is unset."""
    scenario = session.scenario
    spec = scenario.levers[lever]
    now = session.levers()[lever] if value is None else value
    least, most = session.reach(lever)
    known = history is not None and math.isfinite(history)
    return LeverView(
        id=lever,
        label=scenario.words(f"lever.{lever}.label"),
        words=value_words(scenario, spec, now),
        brief=first_sentence(scenario.words(f"lever.{lever}.help")),
        help=help_words(scenario, spec, least, most),
        value=now if math.isfinite(now) else spec.low,
        low=spec.low,
        high=spec.high,
        step=spec.step,
        least=least,
        most=most,
        stops=tuple(sorted(stop for stop, _ in spec.stops)),
        history=history if known else None,
        locked=lever in session.locked,
        share=spec.share_group,
    )


def value_words(scenario: Scenario, spec: LeverSpec, value: float) -> str:
    """A lever's value: the name of its stop, or what it lies between, or the figure with its unit."""
    if not spec.stops or math.isnan(value):
        return text.setting(spec, value)
    stops = sorted(spec.stops)
    at = next((key for stop, key in stops if abs(stop - value) < CLOSE), None)
    if at is not None:
        return scenario.words(at)
    below = [key for stop, key in stops if stop < value]
    above = [key for stop, key in stops if stop > value]
    if not below or not above:
        return text.setting(spec, value)
    between = {"low": scenario.words(below[-1]), "high": scenario.words(above[0])}
    return scenario.words("screen.lever.between", **between)


def help_words(scenario: Scenario, spec: LeverSpec, least: float, most: float) -> str:
    """What a lever is for and, where pace or the other shares hold it, how far it may go this season."""
    said = scenario.words(f"lever.{spec.id}.help")
    if least <= spec.low + CLOSE and most >= spec.high - CLOSE:
        return said
    low, high = text.setting(spec, least), text.setting(spec, most)
    reach = scenario.words("screen.lever.reach", low=low, high=high)
    return f"{said} {reach[0].upper()}{reach[1:]}."


def first_sentence(said: str) -> str:
    """A text up to its first full stop or semicolon."""
    ends = [at for at in (said.find(". "), said.find("; ")) if at >= 0]
    return f"{said[: min(ends)]}." if ends else said


def news_of(scenario: Scenario, event: Event) -> tuple[NewsView, ...]:
    """An event's headline, report and statistic, each with its source."""
    kinds = (("headline", event.headline), ("report", event.report), ("statistic", event.statistic))
    return tuple(_statement(scenario, kind, said) for kind, said in kinds if said is not None)


def _statement(scenario: Scenario, kind: str, said: Statement) -> NewsView:
    return NewsView(scenario.words(f"screen.news.{kind}"), said.text, said.source, said.verbatim)


def refusal_words(scenario: Scenario, refusal: Refusal) -> str:
    """Why an order cannot be signed, in a sentence with its figures as sliders show them."""
    spec = scenario.levers.get(refusal.subject)
    said = {
        name: text.setting(spec, value) if spec is not None and name != "sum" else text.number(value, 2)
        for name, value in refusal.numbers.items()
    }
    if "sum" in refusal.numbers:
        said["sum"] = text.percent(refusal.numbers["sum"])
    label = f"lever.{refusal.subject}.label"
    subject = scenario.words(label) if label in scenario.words else refusal.subject
    return scenario.words(f"refusal.{refusal.code}", subject=subject, **said)


@dataclass(frozen=True, slots=True)
class VerdictView:
    """One verdict: what came of it, the record, what is disputed, what to be careful of."""

    title: str
    lines: tuple[str, ...]
    small: tuple[str, ...]
