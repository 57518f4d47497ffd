"""The causal ledger: how a figure came from last year's, from history's, or from another run's.

First the balance, where an accounting identity holds; then the causes, signed, largest first, as steps from the one
figure to the other. What cannot be told is said in a sentence, never drawn as nought.
"""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from game.lab.attribution import MOST_SETS
from game.lab.ledger import CAMPAIGNS, Asked, Entry, Ledger, between, read, year_before
from game.report import ledger as wording
from game.report import text
from game.report.ledger import Rounding
from game.report.views import readings
from game.report.views.parts import HISTORY, labels
from game.rules.balances import Balance, balances
from game.rules.kept import Same
from game.rules.observe import READINGS
from game.rules.turn import Turn, follow, play, roll
from game.rules.world import begin
from game.rules.years import known
from game.scenario.records import Luck, Plan, Scenario
from game.session.session import Session

BEFORE: Final = "before"
"""What a figure may be set against beside plans and branches: what it was the year before."""
BRANCH: Final = "branch:"
DRAWN: Final = "drawn"


@dataclass(frozen=True, slots=True)
class Step:
    """A cause: its name, from what to what it was switched, its figure with sign, and the sampling error if it matters.

    `value` and `before` are in the shown unit: the step leads from `before` to `before + value`; `spread` is the
    error where it is told. `worse` marks what is drawn in red, as on the desk: more dead, less of what should grow.
    """

    id: str
    label: str
    detail: str
    value: float
    before: float
    words: str
    error: str = ""
    spread: float = 0.0
    worse: bool = False


@dataclass(frozen=True, slots=True)
class BalanceView:
    """An identity: for each term what it was, what it is and the difference; the sums of both sides."""

    id: str
    title: str
    heads: tuple[str, str, str, str]
    came: tuple[tuple[str, str, str, str], ...]
    went: tuple[tuple[str, str, str, str], ...]
    came_total: tuple[str, str, str, str]
    went_total: tuple[str, str, str, str]
    unit: str = ""
    terms: tuple[tuple[str, tuple[float, float]], ...] = ()
    """Every term unrounded, what went out with a minus: both columns add up to nought."""


@dataclass(frozen=True, slots=True)
class LedgerView:
    """A figure explained. `why` says why there is nothing to tell, and is empty where there is."""

    reading: str
    year: int
    region: str
    against: str
    title: str
    place: str
    heading: str
    question: str
    unit: str
    start_label: str
    end_label: str
    start: float
    end: float
    start_words: str
    end_words: str
    steps: tuple[Step, ...]
    balances: tuple[BalanceView, ...]
    notes: tuple[str, ...]
    why: str
    definition: str
    years: tuple[int, ...]
    readings: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    labels: Mapping[str, str]
    ledger: Ledger
    refining: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A line of play to explain, what it is called, and the other lines it may be set against besides plans."""

    scenario: Scenario
    turns: tuple[Turn, ...]
    name: str
    seed: int
    luck: Luck
    drafted: bool = False
    branches: Mapping[str, tuple[str, tuple[Turn, ...]]] = field(default_factory=lambda: MappingProxyType({}))


def run_of(session: Session) -> Run:
    """A game as far as it was played, the September that lies on the desk as the draft would have it."""
    scenario, world = session.scenario, session.world
    turns = session.turns
    drafted = None
    if world.season == "september":
        drafted = play(scenario, world, session.draft, scripted=session.scripted)
    taken = drafted is not None and not drafted.refused
    return Run(
        scenario=scenario,
        turns=(*turns, drafted) if drafted is not None and taken else turns,
        name=scenario.words("ledger.here"),
        seed=world.seed,
        luck=world.luck,
        drafted=taken,
        branches=MappingProxyType(_branches(session)),
    )


def _branches(session: Session) -> dict[str, tuple[str, tuple[Turn, ...]]]:
    """Other branches of the game's history, by their last turn."""
    tree = session.branches
    here = {node.id for node in tree.path()}
    found = {}
    for end in tree.ends():
        turns = tree.goto(end).turns() if end else ()
        if turns and end not in here:
            name = session.scenario.words("ledger.branch", node=end, year=turns[-1].year)
            found[f"{BRANCH}{end}"] = name, turns
    return found


def run_of_plan(scenario: Scenario, plan: Plan, *, seed: int = 1, luck: Luck = "history") -> Run:
    """A plan played to its end."""
    return Run(scenario, played(scenario, plan, seed, luck), plan.title, seed, luck)


def played(scenario: Scenario, plan: Plan, seed: int, luck: Luck) -> tuple[Turn, ...]:
    """The turns of a plan, up to the one that is refused if one is; played once."""
    return _played(Same(scenario), Same(plan), seed, luck)


@functools.lru_cache(maxsize=8)
def _played(scenario: Same[Scenario], plan: Same[Plan], seed: int, luck: Luck) -> tuple[Turn, ...]:
    world = begin(scenario.it, seed, (0,), luck)
    return tuple(roll(scenario.it, world, follow(plan.it), scripted=True))


def against_options(run: Run) -> tuple[tuple[str, str], ...]:
    """What a figure may be set against, with its words: the year before, history, other plans, other branches."""
    words, plans = run.scenario.words, run.scenario.plans
    found = [(BEFORE, words("ledger.before"))]
    if HISTORY in plans:
        found.append((HISTORY, words("ledger.history")))
    found += [(name, plan.title) for name, plan in plans.items() if name != HISTORY]
    return (*found, *((name, label) for name, (label, _) in run.branches.items()))


def other_turns(run: Run, against: str) -> tuple[Turn, ...]:
    """The other line of play: history under history's own weather, a plan under the run's, a branch as it was.

    LookupError where there is no such plan or branch.
    """
    if against in run.branches:
        return run.branches[against][1]
    luck: Luck = "history" if against == HISTORY else run.luck
    return played(run.scenario, run.scenario.plans[against], run.seed, luck)


def explained(run: Run, asked: Asked, against: str, *, most: int = MOST_SETS) -> Ledger:
    """The ledger of a reading against the year before, a plan or a branch."""
    if against == BEFORE:
        return year_before(run.scenario, run.turns, asked, most=most)
    return between(run.scenario, other_turns(run, against), run.turns, asked, most=most)


def ledger_view(
    run: Run, asked: Asked, against: str = BEFORE, *, most: int = MOST_SETS, refining: bool = False
) -> LedgerView:
    """A reading of a run explained; `refining` while more mixtures are being played.

    LookupError where there is no such reading, plan, branch or region.
    """
    scenario, words = run.scenario, run.scenario.words
    region = next((each for each in scenario.regions if each.id == asked.region), None)
    if asked.region and region is None:
        raise LookupError(asked.region)
    ledger = explained(run, asked, against, most=most)
    how = wording.rounding(asked.reading, ledger)
    label = readings.label(words, asked.reading)
    place = words("ledger.in_region", reading=label, region=region.name) if region else label
    options = dict(against_options(run))
    other = options.get(against, against)
    names = _names(run, asked, against, other)
    why = _why(run, asked, ledger, other)
    return LedgerView(
        reading=asked.reading,
        year=asked.year,
        region=asked.region,
        against=against,
        title=words("ledger.window", reading=label, year=asked.year),
        place=place,
        heading=words("ledger.heading", reading=place, year=asked.year),
        question=_question(run, how, ledger, names, place),
        unit=readings.unit_words(words, asked.reading),
        start_label=names[0],
        end_label=names[1],
        start=how.shown(ledger.start),
        end=how.shown(ledger.end),
        start_words=_figure(how, ledger.start),
        end_words=_figure(how, ledger.end),
        steps=_steps(scenario, ledger, how),
        balances=_balances(run, asked, against, names),
        notes=() if why else tuple(_notes(run, asked, ledger, against)),
        why=why,
        definition=words(f"reading.{asked.reading}.definition"),
        years=known_years(run, asked),
        readings=tuple((name, readings.label(words, name)) for name in READINGS),
        regions=_regions(scenario, asked),
        others=against_options(run),
        labels=labels(words, "ledger"),
        ledger=ledger,
        refining=refining and not why and not ledger.exact,
    )


def resolved(run: Run, reading: str, year: int, region: str, against: str) -> tuple[Asked, str]:
    """What is meant where something is left open: the last known year, and the year before it where there is one.

    A region is let go where the reading is not known by region, and so is a run that is no longer there.
    """
    declared = READINGS[reading]
    asked = Asked(reading, year, region if declared.region is not None else "")
    known_in = known_years(run, asked)
    if not year:
        asked = Asked(reading, known_in[-1] if known_in else run.scenario.first_year, asked.region)
    if against not in dict(against_options(run)):
        early = not known_in or asked.year <= known_in[0]
        against = HISTORY if HISTORY in run.scenario.plans and early else BEFORE
    return asked, against


def known_years(run: Run, asked: Asked) -> tuple[int, ...]:
    """The years in which a reading is known in this run."""
    if asked.declared.timing == "invasion":
        return (run.scenario.last_year + 1,)
    years = known(run.scenario, run.turns)
    return tuple(
        year for year in years if math.isfinite(read(run.scenario, years, Asked(asked.reading, year, asked.region)))
    )


def _finite(ledger: Ledger) -> bool:
    return math.isfinite(ledger.start) and math.isfinite(ledger.end)


def _figure(how: Rounding, value: float) -> str:
    return how.words(how.count(value)) if math.isfinite(value) else text.UNKNOWN


def _names(run: Run, asked: Asked, against: str, other: str) -> tuple[str, str]:
    """What the first and the last figure stand for."""
    if against == BEFORE:
        return str(asked.year - 1), str(asked.year)
    return other, run.name


def _question(run: Run, how: Rounding, ledger: Ledger, names: tuple[str, str], place: str) -> str:
    if not _finite(ledger):
        return ""
    start, end = how.count(ledger.start), how.count(ledger.end)
    key = "ledger.question_before" if names[1] == str(ledger.asked.year) else "ledger.question"
    return run.scenario.words(
        key,
        reading=place,
        year=ledger.asked.year,
        first=names[0],
        second=names[1],
        start=how.words(start),
        end=how.words(end),
        change=how.words(end - start, sign=True),
    )


def _steps(scenario: Scenario, ledger: Ledger, how: Rounding) -> tuple[Step, ...]:
    steps = []
    at = how.shown(ledger.start)
    for number, (entry, count) in enumerate(zip(ledger.entries, wording.rounded(ledger, how), strict=True)):
        steps.append(_step(scenario, ledger, entry, how, number, count, at))
        at += how.shown(entry.value)
    return tuple(steps)


def _step(
    scenario: Scenario, ledger: Ledger, entry: Entry, how: Rounding, number: int, count: int, before: float
) -> Step:
    error = wording.error_words(scenario, entry, how)
    reading = ledger.asked.reading
    deadly = reading in readings.LIVES or reading in {"famine_risk", "famine_mortality", "deaths", "collapse"}
    return Step(
        id=entry.causes[0].id if len(entry.causes) == 1 else f"others:{number}",
        label=wording.entry_label(scenario, entry),
        detail=wording.entry_detail(scenario, ledger, entry),
        value=how.shown(entry.value),
        before=before,
        words=how.words(count, sign=True, unit=False),
        error=error,
        spread=how.shown(entry.error) if error else 0.0,
        worse=entry.value > 0 if deadly else reading in readings.FALLS_ARE_BAD and entry.value < 0,
    )


def _notes(run: Run, asked: Asked, ledger: Ledger, against: str) -> list[str]:
    """Whose the contributions are, how they were counted, and what one must know of the worlds between."""
    words = run.scenario.words
    said = [words(f"ledger.note_{'before' if against == BEFORE else 'run'}")]
    if ledger.exact:
        said.append(words("ledger.note_exact", sets=text.number(ledger.sets)))
    else:
        said.append(words("ledger.note_sampled", sets=text.number(ledger.sets)))
    if asked.declared.timing == "invasion":
        said.append(words("ledger.note_invasion", campaigns=CAMPAIGNS))
    if ledger.fallen > 0:
        said.append(words("ledger.note_fallen", share=text.chance(ledger.fallen)))
    if run.drafted and asked.year >= run.turns[-1].year:
        said.append(words("ledger.note_draft"))
    if against == HISTORY and run.luck == DRAWN:
        said.append(words("ledger.note_history"))
    return said


def _why(run: Run, asked: Asked, ledger: Ledger, other: str) -> str:
    """Why there is nothing to tell; empty where there is."""
    words = run.scenario.words
    if not ledger.why:
        return ""
    if ledger.why == "not_played" and run.turns and run.turns[-1].refused:
        return words("ledger.why.refused", year=run.turns[-1].year)
    if ledger.why == "not_played" and run.turns and run.turns[-1].world.fallen and asked.year > run.turns[-1].year:
        return words("ledger.why.fallen", year=run.turns[-1].year)
    return words(
        f"ledger.why.{ledger.why}",
        reading=readings.label(words, asked.reading),
        year=asked.year,
        first=run.scenario.first_year,
        other=other,
    )


def _regions(scenario: Scenario, asked: Asked) -> tuple[tuple[str, str], ...]:
    """Where the reading is known: the whole country, regions, or both."""
    found = [("", scenario.words("ledger.country"))] if asked.declared.nation or asked.declared.running else []
    if asked.declared.region is not None:
        found += [(region.id, region.name) for region in scenario.regions]
    return tuple(found)


def _balances(run: Run, asked: Asked, against: str, names: tuple[str, str]) -> tuple[BalanceView, ...]:
    """The identities that the reading belongs to, in both worlds."""
    year = asked.year - (asked.declared.timing == "january")
    scenario = run.scenario
    if asked.declared.timing == "invasion":
        return ()
    second = balances(scenario, run.turns, asked.reading, year, asked.region)
    first: Sequence[Balance]
    if against == BEFORE:
        first = balances(scenario, run.turns, asked.reading, year - 1, asked.region)
    else:
        first = balances(scenario, other_turns(run, against), asked.reading, year, asked.region)
    if len(first) != len(second):
        return ()
    return tuple(_balance(scenario, a, b, names) for a, b in zip(first, second, strict=True))


def _balance(scenario: Scenario, first: Balance, second: Balance, names: tuple[str, str]) -> BalanceView:
    words = scenario.words
    people = first.unit == "million"
    how = Rounding(1e6, wording.THOUSANDS, "") if people else Rounding(1.0, 2, "")

    def side(name: str) -> tuple[tuple[tuple[str, str, str, str], ...], tuple[str, str, str, str]]:
        one, other = getattr(first, name), getattr(second, name)
        wholes = [how.count(sum(terms.values())) for terms in (one, other)]
        counts = [
            wording.apportioned([how.shown(value) * 10.0**how.decimals for value in terms.values()], whole)
            for terms, whole in zip((one, other), wholes, strict=True)
        ]
        rows = tuple(
            _row(how, words(f"ledger.term.{first.id}.{term}"), before, now)
            for term, before, now in zip(one, *counts, strict=True)
            if before or now
        )
        return rows, _row(how, words(f"ledger.balance.{first.id}.{name}"), *wholes)

    came, came_total = side("came")
    went, went_total = side("went")
    unit = text.UNITS.get(first.unit, "")
    title = words("ledger.balance.title", balance=words(f"ledger.balance.{first.id}.label"), unit=unit)
    if people:
        title = words(f"ledger.balance.{first.id}.label")
    heads = (words("ledger.term_head"), *names, words("ledger.difference"))
    terms = [(term, (first.came[term], second.came[term])) for term in first.came]
    terms += [(f"-{term}", (-first.went[term], -second.went[term])) for term in first.went]
    return BalanceView(first.id, title, heads, came, went, came_total, went_total, first.unit, tuple(terms))


def _row(how: Rounding, label: str, before: int, now: int) -> tuple[str, str, str, str]:
    return label, how.words(before), how.words(now), how.words(now - before, sign=True)
