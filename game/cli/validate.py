"""`validate` and `lenses`: the model held against the record, the literature, and historians' assumptions."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from game.cli import output
from game.cli.failures import WrongInputError, unwritable
from game.cli.find import find_scenario, refused_plan
from game.cli.run import MOST_FUTURES, checked_seed
from game.report.series import RefusedError
from game.report.validation import compare, page, whole
from game.report.validation.fit import HISTORY
from game.report.validation.page import Section
from game.scenario.records import Scenario

SPAN = range(1928, 1941)
"""Years that the targets and the claims speak of."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: which scenario, through which lens, and how often."""

    scenario: str
    lens: str
    seed: int
    futures: int

    def found(self) -> Scenario:
        """The scenario; WrongInputError says what cannot be done."""
        if not 1 <= self.futures <= MOST_FUTURES:
            raise WrongInputError(f"--futures: {self.futures} cannot be played", f"ask for 1 to {MOST_FUTURES}")
        checked_seed(self.seed)
        scenario = find_scenario(self.scenario, self.lens)
        if HISTORY not in scenario.plans:
            raise WrongInputError(f"{scenario.id} has no plan {HISTORY}", "there is nothing to hold it against")
        if "famine_deaths" not in scenario.record.about_regional:
            raise WrongInputError(f"{scenario.id} has no record", "build on base's with extends: base")
        if not set(SPAN) <= set(scenario.years):
            years = f"{scenario.first_year} to {scenario.last_year}"
            raise WrongInputError(f"{scenario.id} plays {years}", f"validation needs {SPAN[0]} to {SPAN[-1]}")
        return scenario


def print_validation(wish: Wish, form: str, docs: Path | None) -> int:
    """Validate and print, or write the pages and charts of a folder."""
    scenario = wish.found()
    try:
        done = whole.validate(scenario, seed=wish.seed, futures=wish.futures)
        if docs is not None:
            return _write(docs, scenario, done, wish)
    except RefusedError as error:
        raise refused_plan(scenario, error) from error
    if form == "json":
        sys.stdout.write(whole.as_json(done))
    else:
        _print([*page.heading(done)], page.sections(done, scenario))
    return 0


def print_lenses(wish: Wish, form: str) -> int:
    """Every lens beside the scenario's own reading."""
    scenario = wish.found()
    seen = [find_scenario(wish.scenario, name) for name in scenario.lenses]
    try:
        rows = compare.compare([scenario, *seen], seed=wish.seed, futures=wish.futures)
    except RefusedError as error:
        raise refused_plan(scenario, error) from error
    if form == "json":
        sys.stdout.write(compare.as_json(rows, scenario))
    else:
        _print([f"{scenario.id}, {wish.futures} futures under history's weather"], compare.sections(rows, scenario))
    return 0


def _print(heading: Iterable[str], sections: Iterable[Section]) -> None:
    for line in (*heading, *_lines(sections)):
        print(line)


def _lines(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield ""
        yield section.title
        yield from (f"  {note}" for note in section.notes)
        if section.heading:
            yield from (f"  {line}" for line in output.table(section.rows, section.heading))


def _write(folder: Path, scenario: Scenario, done: whole.Validation, wish: Wish) -> int:
    """The generated pages and charts."""
    from game.report.validation import docs

    seen = [find_scenario(wish.scenario, name) for name in scenario.lenses]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for written in docs.write(folder, scenario, seen, done, seed=wish.seed, futures=wish.futures):
            print(f"written: {written}", file=sys.stderr)
    except OSError as error:
        raise unwritable(folder, error) from error
    return 0
