"""Print the page that sets record, trial and model side by side: `python -m tests.record.table > docs/record.md`."""

from __future__ import annotations

# ruff: noqa: T201 - it is printed into its file
from game.scenario.load import load
from tests.record.errors import OURS, TRIAL, error, historical_turns, series, worst

HEAD = """\
# Record, trial and model

The historical plan under history's weather, 1928-40, on the frontiers of August 1939. Livestock,
towns, people, tractors and the collectivised share stand at the year's end. *Error* is the mean
absolute percentage error against the record. The trial is the throw-away program in which the
equations were first fitted; the model must do as well or better (`tests/record`).
Written by `python -m tests.record.table`; do not edit.

| series | trial's error | model's error | model's worst year |
|---|---|---|---|
"""

SHOWN = tuple(name for name in OURS if name != "collectivised")


def page() -> str:
    """The whole page in Markdown."""
    scenario = load("great_break")
    turns = historical_turns(scenario)
    ours = series(turns)
    lines = [HEAD]
    for name in OURS:
        off, year = worst(name, ours[name])
        trial = TRIAL["series"][name]["error"]
        lines.append(f"| {name} | {trial:.1f} % | {error(name, ours[name]):.1f} % | {off:+.0f} % in {year} |\n")
    lines.append(
        "\nYear by year, record above model:\n\n| series | | " + " | ".join(map(str, range(1928, 1941))) + " |\n"
    )
    lines.append("|---" * 15 + "|\n")
    for name in SHOWN:
        record = TRIAL["series"][name]["values"]
        lines.append(f"| {name} | record | " + " | ".join(f"{value:.4g}" for value in record) + " |\n")
        lines.append("| | model | " + " | ".join(f"{value:.4g}" for value in ours[name]) + " |\n")
    dead = TRIAL["famine_deaths"]
    years = [turn for turn in turns if turn.spring is not None and turn.autumn is not None]
    by_year = {
        t.year: float(
            (t.spring.living.winter_deaths + t.spring.living.town_deaths + t.autumn.living.autumn_deaths).sum()
        )
        for t in years
        if t.spring is not None and t.autumn is not None
    }
    lines.append(
        f"\nDeaths from hunger, millions: trial {dead['total']:.2f}, model {sum(by_year.values()):.2f}; the literature "
        "has 5.5 to 8.7 for 1930-33. By year, trial and model: "
        + ", ".join(f"{year} {trial:.2f} and {by_year[year]:.2f}" for year, trial in dead["years"].items())
        + ".\n"
    )
    return "".join(lines)


if __name__ == "__main__":
    print(page(), end="")
