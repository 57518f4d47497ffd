"""Docs: the generated pages of docs/, which say of which model they tell and by what command they were written.

A test plays the historical plan once and asks for the pages to be written again where a series has moved
away from what the page says of it (`told`).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from game.model import MODEL
from game.report.validation import charts, compare, page
from game.report.validation.whole import Validation
from game.scenario.records import Scenario

COMMAND: Final = "python main.py validate --write-docs docs"
VALIDATION: Final = "validation.md"
LENSES: Final = "lenses.md"


def state(scenario: Scenario) -> str:
    """The line by which a page is known to tell of this scenario and this model."""
    return f"Model {MODEL}, scenario {scenario.id} {scenario.version}. Written by `{COMMAND}`; do not edit."


def told(page_of: str) -> dict[str, str]:
    """What a written page says of each series: its error, by name and note."""
    series = page_of.partition(f"## {page.SERIES}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in series.splitlines() if line[:1] == "|"]
    return {f"{row[0]} {row[-1]}".strip(): row[1] for row in rows[2:]}


def write(
    folder: Path, scenario: Scenario, lenses: Sequence[Scenario], done: Validation, *, seed: int, futures: int
) -> Iterator[Path]:
    """Write the pages and the charts; gives each file once it is there."""
    pages = {
        VALIDATION: validation(scenario, done),
        LENSES: lens_table(scenario, lenses, seed=seed, futures=futures),
    }
    for name, lines in pages.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield folder / name
    yield from charts.draw(folder, scenario, seed=seed, futures=futures)


def validation(scenario: Scenario, done: Validation) -> list[str]:
    """The page of the validation."""
    return [
        "# History against the record",
        "",
        state(scenario),
        "",
        (
            "What differs, and why, is told in [differences.md](differences.md); what historians' assumptions "
            "change in [lenses.md](lenses.md)."
        ),
        "",
        *(f"{line}." for line in page.heading(done)),
        "",
        *(f"![{title}]({name})" for name, title in charts.TITLES.items()),
        *page.markdown([*page.sections(done, scenario)]),
    ]


def lens_table(scenario: Scenario, lenses: Sequence[Scenario], *, seed: int, futures: int) -> list[str]:
    """The page of the lenses."""
    rows = compare.compare([scenario, *lenses], seed=seed, futures=futures)
    return [
        "# Lenses",
        "",
        state(scenario),
        "",
        (
            "A lens lays one historian's assumptions over the model: `python main.py run --lens ID`, `validate "
            "--lens ID`, `play --lens ID`. Each is a file of `scenarios/base/lenses`."
        ),
        *page.markdown([*compare.sections(rows, scenario)]),
    ]
