"""The commands, and how each of them ends.

0    done
1    a fault of ours; a report lies in a file
2    something asked for that cannot be done; one message says what, where and what to do
130  stopped by the user
"""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from game.cli import failures, output

DEFAULT = "great_break"
STOPPED = 130
GENERATIONS = 100
"""Generations of a fit unless another number is asked for."""
PLANS = 12_000
"""Plans that a search for exploits tries for each goal unless another number is asked for."""
ROWS = 500
"""Vectors of a cloud, likewise."""


class LuckChoice(StrEnum):
    """Whose weather and world prices: as they were, or drawn by chance."""

    history = "history"
    drawn = "drawn"


class FormatChoice(StrEnum):
    """How a run is printed."""

    table = "table"
    json = "json"
    csv = "csv"


class SeasonChoice(StrEnum):
    """Which levers: those of the plan, or those of the harvest."""

    january = "january"
    september = "september"


class TableChoice(StrEnum):
    """How figures that stand in no series are printed."""

    table = "table"
    json = "json"


# Help is plain text: a screen reader reads boxes aloud, sign by sign.
app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Great Break: the Soviet Union, January 1928 to the invasion of June 1941, as a game and as a model. "
    "Without a command it plays.",
)

ScenarioOption = Annotated[str, typer.Option("--scenario", metavar="ID", help="The scenario, by its id or its folder.")]
CloudOption = Annotated[
    bool,
    typer.Option("--cloud/--no-cloud", help="Whether futures differ in parameters too, as far as the record allows."),
]
SeedOption = Annotated[int, typer.Option("--seed", metavar="N", help="What the luck is drawn from, 0 or more.")]
LensOption = Annotated[
    str, typer.Option("--lens", metavar="ID", help="See the scenario through one of its lenses, by its id.")
]


@app.command()
def play(
    scenario: ScenarioOption = DEFAULT,
    plan: Annotated[
        str, typer.Option("--plan", metavar="ID|FILE", help="Start every season from this plan's orders.")
    ] = "",
    games: Annotated[Path | None, typer.Option("--games", metavar="DIR", help="Where games are kept.")] = None,
    seed: SeedOption = 1,
    luck: Annotated[LuckChoice | None, typer.Option(help="Weather and prices; else as the scenario says.")] = None,
    window: Annotated[str, typer.Option("--window", metavar="WxH", help="The window's size, as in 1280x720.")] = "",
    text_scale: Annotated[float | None, typer.Option(metavar="N", help="The size of text, 1 to 2.")] = None,
    interface_scale: Annotated[float | None, typer.Option(metavar="N", help="The size of all else, 1 to 2.")] = None,
    trace: Annotated[Path | None, typer.Option(metavar="FILE", help="Note every frame there, with its times.")] = None,
    lens: LensOption = "",
    *,
    text: Annotated[bool, typer.Option("--text", help="Play in this terminal, in words.")] = False,
) -> int:
    """Play: in a window, or with --text in this terminal.

    With neither a display nor a terminal the plan (history's, unless another is given) is played to
    its end and its account printed.
    """
    from game.cli.play import Wish, begin, window_size

    wish = Wish(
        scenario,
        plan,
        games,
        seed,
        luck.value if luck else None,
        size=window_size(window),
        text=text_scale,
        interface=interface_scale,
        trace=trace,
        lens=lens,
    )
    return begin(wish, in_terminal=text)


@app.command()
def run(
    scenario: Annotated[str, typer.Argument(help="The scenario, by its id or its folder.")] = DEFAULT,
    plan: Annotated[str, typer.Option("--plan", metavar="ID|FILE", help="Whose orders to play.")] = "history",
    seed: SeedOption = 1,
    futures: Annotated[
        int,
        typer.Option(
            "--futures",
            metavar="N",
            help="How many futures to play, 1 to 5000000; of more than 20000 the nation's series alone are told.",
        ),
    ] = 1000,
    luck: Annotated[LuckChoice, typer.Option(help="Weather and prices: as they were, or drawn.")] = LuckChoice.history,
    form: Annotated[
        FormatChoice | None, typer.Option("--format", help="By default as the ending of --out says, else a table.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to a file.")] = None,
    series: Annotated[
        list[str] | None, typer.Option("--series", metavar="NAME", help="Print only this series; may be repeated.")
    ] = None,
    lens: LensOption = "",
    *,
    cloud: CloudOption = True,
) -> int:
    """Play a plan without a window and print every series by year, with its band and the record beside it."""
    from game.cli.run import Wish, print_run

    wish = Wish(scenario, plan, seed, futures, luck.value, lens, cloud)
    return print_run(wish, form.value if form else "", out, series or [])


@app.command()
def effects(
    scenario: Annotated[str, typer.Argument(help="The scenario, by its id or its folder.")] = DEFAULT,
    plan: Annotated[str, typer.Option("--plan", metavar="ID|FILE", help="Whose orders stand.")] = "history",
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help="The year in which the levers are moved.")] = 1930,
    season: Annotated[SeasonChoice, typer.Option("--season", help="The plan or the harvest.")] = SeasonChoice.january,
    reading: Annotated[
        list[str] | None, typer.Option("--reading", metavar="NAME", help="Print this reading; may be repeated.")
    ] = None,
    form: Annotated[TableChoice, typer.Option("--format", help="A table or JSON.")] = TableChoice.table,
    seed: SeedOption = 1,
    luck: Annotated[LuckChoice | None, typer.Option(help="Weather and prices; else as the scenario says.")] = None,
    lens: LensOption = "",
) -> int:
    """Say what one step of each lever, up and down, would change by 1932, 1937 and 1941, and what holds it."""
    from game.cli.effects import Wish, print_effects

    wish = Wish(scenario, plan, year, season.value, seed, luck.value if luck else None, lens, tuple(reading or ()))
    return print_effects(wish, form.value)


class WebChoice(StrEnum):
    """How the web of causes is printed."""

    text = "text"
    json = "json"
    dot = "dot"


@app.command()
def web(
    scenario: Annotated[str, typer.Argument(help="The scenario, by its id or its folder.")] = DEFAULT,
    name: Annotated[str, typer.Argument(help="A quantity, by its name, part of it, or its id.")] = "",
    form: Annotated[WebChoice, typer.Option("--format", help="Text, JSON, or a graph for Graphviz.")] = WebChoice.text,
    lens: LensOption = "",
) -> int:
    """Say which quantity of the model reads which, with equations, figures and their sources."""
    from game.cli.web import print_web

    return print_web(scenario, name, lens, form.value)


@app.command()
def why(
    scenario: Annotated[str, typer.Argument(help="The scenario, by its id or its folder.")] = DEFAULT,
    plan: Annotated[str, typer.Option("--plan", metavar="ID|FILE", help="Whose orders to explain.")] = "history",
    against: Annotated[
        str, typer.Option("--against", metavar="ID", help="history, another plan, or before: the year before.")
    ] = "before",
    reading: Annotated[str, typer.Option("--reading", metavar="NAME", help="Which figure.")] = "gdp_index",
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help="Of which year.")] = 1937,
    region: Annotated[str, typer.Option("--region", metavar="ID", help="Of which region; else of the country.")] = "",
    form: Annotated[TableChoice, typer.Option("--format", help="A table or JSON.")] = TableChoice.table,
    seed: SeedOption = 1,
    luck: Annotated[LuckChoice, typer.Option(help="Weather and prices: as they were, or drawn.")] = LuckChoice.history,
    lens: LensOption = "",
) -> int:
    """Say how a figure came about: its balance, and what each cause contributed, in parts that add up exactly."""
    from game.cli.why import Wish, print_why

    return print_why(Wish(scenario, plan, against, reading, year, region, lens, seed, luck.value), form.value)


@app.command()
def validate(
    scenario: Annotated[str, typer.Argument(help="The scenario, by its id or its folder.")] = DEFAULT,
    form: Annotated[TableChoice, typer.Option("--format", help="A table or JSON.")] = TableChoice.table,
    lens: LensOption = "",
    futures: Annotated[int, typer.Option("--futures", metavar="N", help="How many futures to play, 1 to 20000.")] = 400,
    seed: SeedOption = 1,
    docs: Annotated[
        Path | None, typer.Option("--write-docs", metavar="DIR", help="Write the pages and charts there instead.")
    ] = None,
) -> int:
    """Hold the historical plan against the record, and the model against what was published."""
    from game.cli.validate import Wish, print_validation

    return print_validation(Wish(scenario, lens, seed, futures), form.value, docs)


@app.command()
def lenses(
    scenario: Annotated[str, typer.Argument(help="The scenario, by its id or its folder.")] = DEFAULT,
    form: Annotated[TableChoice, typer.Option("--format", help="A table or JSON.")] = TableChoice.table,
    futures: Annotated[int, typer.Option("--futures", metavar="N", help="How many futures to play, 1 to 20000.")] = 200,
    seed: SeedOption = 1,
) -> int:
    """Set historians' lenses side by side: what each makes of the three verdicts of history, NEP and Bukharin."""
    from game.cli.validate import Wish, print_lenses

    return print_lenses(Wish(scenario, "", seed, futures), form.value)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Folders of scenarios; by default all there are.")
    ] = None,
) -> int:
    """List every problem of a scenario, with file, line and what would be right; try its plans."""
    from game.cli.check import check_all

    return check_all(paths or [])


@app.command()
def bench(
    form: Annotated[FormatChoice, typer.Option("--format", help="A table, JSON or CSV.")] = FormatChoice.table,
    peers: Annotated[
        bool, typer.Option("--peers/--no-peers", help="Run pyworld3 and PySD beside it, where installed.")
    ] = True,
    futures: Annotated[
        int, typer.Option("--futures", metavar="N", help="Futures of the throng that two processes play.")
    ] = 100_000,
    docs: Annotated[Path | None, typer.Option("--write-docs", metavar="DIR", help="Write the page there.")] = None,
) -> int:
    """Time the game on this machine: a season, a forecast, a frame, and other people's models in the same run."""
    from game.cli.bench import print_bench

    return print_bench(form.value, beside_peers=peers, docs=docs, crowd=futures)


@app.command("leaves-out")
def leaves_out(scenario: ScenarioOption = DEFAULT) -> int:
    """Say what this model leaves out, and what to read about it."""
    from game.cli.find import find_scenario
    from game.cli.telling import Teller

    Teller(print).leaves_out(find_scenario(scenario))
    return 0


lab = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help="Fit the model to the record, draw the cloud of parameters that it allows, search for exploits.",
)
app.add_typer(lab, name="lab")


@lab.command("fit")
def lab_fit(
    only: Annotated[
        str, typer.Option("--only", metavar="PATTERN", help="Move these parameters alone, as in 'living.*,herds.*'.")
    ] = "",
    until: Annotated[
        int, typer.Option("--until", metavar="YEAR", help="Use the record up to here, and predict the rest.")
    ] = 0,
    generations: Annotated[int, typer.Option("--generations", metavar="N", help="How long to search.")] = GENERATIONS,
    seed: SeedOption = 1,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the overlay there.")] = None,
) -> int:
    """Seek the parameters that bring history's plan near the record; write them to scenarios/base/fit.yaml.

    It starts from the hand-written values, never from an earlier fit: the same command gives the same values.
    """
    from game.cli.lab import run_fit

    return run_fit(only, until, generations, seed, out)


@lab.command("cloud")
def lab_cloud(
    rows: Annotated[int, typer.Option("--rows", metavar="N", help="How many vectors to keep, 10 to 2000.")] = ROWS,
    discrepancy: Annotated[
        float, typer.Option("--discrepancy", metavar="N", help="How far the model itself is off; 0: by coverage.")
    ] = 0.0,
    seed: SeedOption = 1,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the cloud there.")] = None,
) -> int:
    """Draw the parameter vectors that the record allows round the shipped fit; write scenarios/base/cloud.csv.

    Prints how many of the record's points lie inside the bands that the cloud gives the historical plan.
    """
    from game.cli.lab import run_cloud

    return run_cloud(rows, discrepancy, seed, out)


@lab.command("references")
def lab_references() -> int:
    """Derive again the forces of January 1941 against which readiness is counted, into fit.yaml."""
    from game.cli.lab import run_references

    return run_references()


@lab.command("exploits")
def lab_exploits(
    scenario: ScenarioOption = DEFAULT,
    goal: Annotated[
        str, typer.Option("--goal", metavar="GOAL", help="product, readiness, consumption, or all of them in turn.")
    ] = "all",
    plans: Annotated[int, typer.Option("--plans", metavar="N", help="Plans to try for each goal.")] = PLANS,
    seed: SeedOption = 1,
) -> int:
    """Search for the plans that get the most out of the model, and point out what is suspicious about them."""
    from game.cli.exploits import print_exploits

    return print_exploits(scenario, goal, plans, seed)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives the status that the program ends with and never raises."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    output.prepare()
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in {"--help", "-h"}):
        arguments.insert(0, "play")
    try:
        status = _command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        output.silence()
        return 0
    except (KeyboardInterrupt, typer.Abort):
        status = STOPPED
    except Exception as error:  # noqa: BLE001 - the last line of defence: nobody is shown a traceback
        message = failures.told(error)
        output.silence() if isinstance(error, OSError) else None
        failures.tell(failures.report(error, arguments) if message is None else message)
        return 1 if message is None else 2
    if status == STOPPED:
        failures.tell("\nstopped; every order that was signed is kept")
    return status


def _command(arguments: list[str]) -> int:
    command = typer.main.get_command(app)
    status = command.main(args=arguments, prog_name="python main.py", standalone_mode=False)
    return status if isinstance(status, int) else 0
