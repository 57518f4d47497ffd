"""The causal ledger: how a figure came from last year's, from history's, or from another run's.

First the balance, where an accounting identity holds; then the causes, signed, largest first, as steps from the one
figure to the other. What cannot be told is said in a sentence, never drawn as nought.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from game.lab.attribution import MOST_SETS
from game.lab.ledger import CAMPAIGNS, Asked, Entry, Ledger, between, read, year_before
from game.report import ledger as wording
from game.report import text
from game.report.ledger import Rounding
from game.report.views import lives, readings
from game.report.views.parts import HISTORY, labels
from game.report.views.runs import BEFORE, FUTURES, Run, against_options, lines_ahead, other_turns, plain
from game.rules.balances import BETWEEN, Balance, balances
from game.rules.observe import READINGS
from game.rules.years import known
from game.scenario.records import Scenario

DRAWN: Final = "drawn"
FORCE: Final = "force_"
HUNGER: Final = frozenset({"famine_deaths", "famine_deaths_so_far"})


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


def explained(run: Run, asked: Asked, against: str, *, most: int = MOST_SETS) -> Ledger:
    """The ledger of a reading against the year before, a plan or a branch; of a year to come, against a plan."""
    if is_ahead(run, asked, against):
        return between(plain(run.scenario), *lines_ahead(run, against), asked, most=most)
    if against == BEFORE:
        return year_before(run.scenario, run.turns, asked, most=most)
    return between(run.scenario, other_turns(run, against), run.turns, asked, most=most)


def is_ahead(run: Run, asked: Asked, against: str) -> bool:
    """Whether a figure is one of a year to come, that can be told against a plan."""
    if run.ahead is None or against == BEFORE or against in run.branches:
        return False
    return asked.year not in known_years(run, asked) or asked.declared.timing == "invasion"


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
        notes=(*_ranges(scenario, ledger, names), *(() if why else _notes(run, asked, ledger, against))),
        why=why,
        definition=words(f"reading.{asked.reading}.definition"),
        years=told_years(run, asked, against),
        readings=_named(scenario),
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
        last = run.scenario.last_year + 1 if declared.timing == "invasion" else run.scenario.first_year
        asked = Asked(reading, known_in[-1] if known_in else last, asked.region)
    if against not in dict(against_options(run)):
        alone = asked.year not in known_in or asked.year <= known_in[0]
        against = HISTORY if HISTORY in run.scenario.plans and alone else BEFORE
    return asked, against


def told_years(run: Run, asked: Asked, against: str) -> tuple[int, ...]:
    """The years of which a ledger can be asked for: those known, and against a plan those to come."""
    found = known_years(run, asked)
    if run.now is None or asked.declared.timing == "invasion" or not is_ahead(run, replace(asked, year=0), against):
        return found
    last = run.scenario.last_year + (asked.declared.timing == "january")
    return (*found, *(year for year in range(run.now.year, last + 1) if year not in found))


def known_years(run: Run, asked: Asked) -> tuple[int, ...]:
    """The years in which a reading is known in this run."""
    if asked.declared.timing == "invasion":
        return (run.scenario.last_year + 1,)
    years = known(run.scenario, run.turns, start=None if run.turns else run.now)
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


def _ranges(scenario: Scenario, ledger: Ledger, names: tuple[str, str]) -> tuple[str, ...]:
    """The dead of hunger with the ranges that the literature leaves them, never without."""
    if ledger.asked.reading not in HUNGER or not _finite(ledger):
        return ()
    words, region = scenario.words, ledger.asked.region
    first, second = (lives.hunger(scenario, value, region) for value in (ledger.start, ledger.end))
    said = words("ledger.note_hunger", first=names[0], start=first, second=names[1], end=second)
    return said, words("lives.range_note")


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
    if is_ahead(run, asked, against):
        said.append(words("ledger.note_ahead", futures=FUTURES))
    elif run.drafted and asked.year >= run.turns[-1].year:
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


def _named(scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """Every reading by name; where two have the same, the one that is counted against something says against what."""
    words = scenario.words
    names = {name: readings.label(words, name) for name in READINGS}
    shared = Counter(names.values())
    told = []
    for name, label in names.items():
        twin = shared[label] > 1
        key = "ledger.against_history" if name.startswith(FORCE) else "ledger.against_start" if "_index" in name else ""
        told.append((name, words(key, reading=label, year=scenario.base_year) if twin and key else label))
    return tuple(told)


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
    if asked.declared.timing == "invasion" or is_ahead(run, asked, against):
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
        counts = [_counts(how, terms, whole) for terms, whole in zip((one, other), wholes, strict=True)]
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


def _counts(how: Rounding, terms: Mapping[str, float], whole: int) -> list[int]:
    """The terms of a side in steps that add up to it; those that stand in two balances say the same in both."""
    kept = {term: how.count(value) for term, value in terms.items() if term in BETWEEN}
    others = {term: how.shown(value) * 10.0**how.decimals for term, value in terms.items() if term not in BETWEEN}
    left = wording.apportioned(list(others.values()), whole - sum(kept.values()))
    steps = kept | dict(zip(others, left, strict=True))
    return [steps[term] for term in terms]


def _row(how: Rounding, label: str, before: int, now: int) -> tuple[str, str, str, str]:
    return label, how.words(before), how.words(now), how.words(now - before, sign=True)
