"""What each file of a scenario may hold: one pydantic record per kind of entry.

Strict (a text is no number), closed (an unknown name is an error) and described, field by field, in
the words that an author is shown. What a record cannot know (whether a lever exists, whether a
figure lies within the model's bounds) stands in `figures.py`, `plans.py` and `check.py`.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from game.scenario.records import Display, How, Luck, PaceKind, Page, Season

Tag = Literal[
    "seen",
    "recalled",
    "csv",
    "derived",
    "interpolated",
    "calibrated",
    "design",
    "judgement",
    "definition",
]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Loose = Annotated[str, StringConstraints(max_length=4000)]
Year = Annotated[int, Field(ge=1, le=9999)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Pair = Annotated[list[Number], Field(min_length=2, max_length=2)]
Years = Annotated[list[Year], Field(min_length=2, max_length=2)]


class Entry(BaseModel):
    """An entry of a file: strict and closed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class ScenarioFile(Entry):
    """scenario.yaml: what the scenario is, and what it builds on."""

    schema_number: Literal[1] = Field(alias="schema", description="number of this format, 1")
    id: Id = Field(description="the name of the scenario's folder")
    version: Name = Field(description='the scenario\'s own version, in quotes: "1.0.0"')
    title: Name = Field(description="what the list of scenarios shows")
    summary: Text = Field(description="one paragraph for the list of scenarios")
    content_note: Text = Field(description="what a reader should know before it begins")
    briefing: list[Text] = Field(description="paragraphs shown before the first season")
    first_year: Year = Field(description="first year played")
    last_year: Year = Field(description="last year played")
    base_year: Year = Field(description="year that index numbers are counted from")
    luck: Luck = Field(description="history: weather and prices as they were; drawn: by chance")
    minutes: Annotated[int, Field(ge=1, le=1000)] = Field(description="how long a game takes")
    extends: Id | None = Field(default=None, description="id of the scenario that this one builds on")
    template: bool = Field(default=False, description="true: to be extended only, never offered for play")
    compare: list[Id] = Field(default=[], description="two plans set beside the player's at the end")
    words: dict[str, Any] = Field(default={}, description="the scenario's own sentences by key")


class RegionEntry(Entry):
    """A region of regions.yaml."""

    name: Name = Field(description="the name in full")
    short: Name = Field(description="the name where there is little room")
    on_map: bool = Field(default=True, description="whether the game's map has its outline")
    source: Loose = Field(default="", description="what its frontiers follow")
    tag: Tag | None = Field(default=None, description="how good the source is")


class RegionsFile(Entry):
    """regions.yaml: the regions, in the order of every table."""

    regions: Annotated[dict[Id, Any], Field(min_length=1, max_length=100)] = Field(description="the regions by id")


class FigureEntry(Entry):
    """A figure with all that it needs: value, unit, source, tag."""

    value: Any = Field(description="a number, or one by region, by year, or by year and region")
    unit: Name = Field(description='its unit, in quotes: "Mt", "1"')
    source: Text = Field(description="where it comes from")
    tag: Tag = Field(description="how good the source is")
    note: Loose = Field(default="", description="anything more to know")
    between: Any = Field(default=None, description="the least and the most that a fit may take; none: never fitted")


class FitEntry(Entry):
    """How a fit was made: the head of fit.yaml."""

    command: Text = Field(description="what to type for the same values")
    date: Name = Field(description="the day of the fit")
    objective: Number = Field(description="the objective at the values below")
    start: Number = Field(description="the objective at the values of the hand-written files")
    seed: int = Field(description="what the search draws from")
    generations: int = Field(description="how many generations were searched")
    until: Year = Field(description="the last year of the record that was used")
    errors: dict[Id, Any] = Field(default={}, description="mean error of each series, in percent or points")
    at_bounds: list[Name] = Field(default=[], description="parameters that would go further than they may")
    unknown: list[Name] = Field(default=[], description="parameters that the record says next to nothing about")
    confused: list[Name] = Field(default=[], description="pairs that the record cannot tell apart")


class FitFile(Entry):
    """fit.yaml: values found by a fit, laid over the hand-written files. Written by `lab fit`, never by hand."""

    fit: FitEntry = Field(description="how the fit was made")
    parameters: dict[Id, Any] = Field(default={}, description="block, then parameter, then its figure")
    weather: dict[Id, Any] = Field(default={}, description="history's residual")


class LeverEntry(Entry):
    """A lever of levers.yaml: how it may be set."""

    season: Season = Field(description="january or september")
    page: Page = Field(description="the page of the desk on which it stands")
    unit: Name = Field(description="its unit, as the model declares it")
    display: Display = Field(description="how a screen shows it")
    low: Number = Field(description="the least it may be")
    high: Number = Field(description="the most it may be")
    start: Number | None = Field(description="its value when the game begins; null for unset")
    pace: Annotated[Number, Field(gt=0)] | None = Field(
        default=None, description="the most it may change in a year; null for any"
    )
    pace_kind: PaceKind = Field(default="step", description="step: a difference; ratio: a factor")
    step: Annotated[Number, Field(gt=0)] = Field(description="what one press of a key changes")
    share_group: bool = Field(default=False, description="true where several levers sum to 1")
    by_region: bool = Field(default=False, description="true where each region has its own value")
    stops: dict[Id, Number] = Field(default={}, description="named values")
    source: Text = Field(description="where limits and start come from")
    tag: Tag = Field(description="how good the source is")


class WeatherHistory(Entry):
    """Weather as it was."""

    pattern: FigureEntry = Field(description="weather's effect on the harvest by year and region")
    residual: FigureEntry = Field(description="what the whole country's harvest adds, by year")


class WeatherDraw(Entry):
    """How weather is drawn."""

    mean: FigureEntry = Field(description="the mean of drawn years")
    spread: FigureEntry = Field(description="standard deviation by region")
    south: FigureEntry = Field(description="share in southern weather by region")
    east: FigureEntry = Field(description="share in eastern weather by region")
    weight_national: FigureEntry = Field(description="weight of the whole country's weather")
    weight_factor: FigureEntry = Field(description="weight of southern and eastern weather")
    weight_own: FigureEntry = Field(description="weight of a region's own weather")
    low: FigureEntry = Field(description="the worst year that may be drawn")
    high: FigureEntry = Field(description="the best")


class WeatherFile(Entry):
    """weather.yaml: weather as it was, and how other years are drawn."""

    history: WeatherHistory = Field(description="weather as it was")
    draw: WeatherDraw = Field(description="how weather is drawn")


class PricesFile(Entry):
    """prices.yaml: world prices as they were, and how other years are drawn."""

    grain: FigureEntry = Field(description="price of grain by year, base year = 1")
    goods: FigureEntry = Field(description="price of other exports by year, base year = 1")
    spread: FigureEntry = Field(description="standard deviation of a year's shock to the logarithm")
    persistence: FigureEntry = Field(description="share of a year's deviation left in the next")


class PlanFile(Entry):
    """plans/<id>.yaml: orders by year."""

    id: Id = Field(description="the file's name without .yaml")
    title: Name = Field(description="what the list of plans shows")
    summary: Text = Field(description="one paragraph")
    source: Text = Field(description="where the orders come from")
    tag: Tag = Field(default="design", description="how good the source is")
    orders: dict[Year, dict[str, Any]] = Field(description="year, then lever, then value")
    decrees: dict[Year, list[Id]] = Field(default={}, description="levers freed of their pace, by year")
    choices: dict[Id, Id] = Field(default={}, description="event, then the choice taken")


class StatementEntry(Entry):
    """Words with their source."""

    text: Text = Field(description="the words")
    source: Text = Field(description="who said them, where, on what day")


class EffectEntry(Entry):
    """What a choice does."""

    target: Name = Field(description="circumstances.<name>, a stock such as order.consent, or decree.<lever>")
    how: How = Field(default="add", description="add or multiply")
    by: Number | None = Field(default=None, description="by how much; a decree needs none")
    years: Annotated[int, Field(ge=0, le=50)] = Field(default=0, description="for how many years; 0 is once")
    after: Annotated[int, Field(ge=0, le=50)] = Field(default=0, description="how many years later it begins")
    regions: list[Id] = Field(default=[], description="only in these regions")
    tag: Tag | None = Field(default=None, description="how good the source is")
    reason: Loose = Field(default="", description="why")
    source: Loose = Field(default="", description="where it comes from")


class ChoiceEntry(Entry):
    """One way to answer an event."""

    id: Id = Field(description="a name for plans and saves")
    label: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(description="what the button says")
    text: Loose = Field(default="", description="one sentence")
    history: bool = Field(default=False, description="true for what was done")
    effects: list[EffectEntry] = Field(default=[], description="what it does")
    source: Loose = Field(default="", description="where it comes from")


class EventEntry(Entry):
    """A dated event of events/*.yaml."""

    id: Id = Field(description="a name for plans and saves")
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] = Field(
        description='the day, in quotes: "1929-11-07"'
    )
    title: Name = Field(description="the heading of the card")
    text: Text = Field(description="what happened, in plain words")
    source: Text = Field(description="where it comes from")
    headline: StatementEntry | None = Field(default=None, description="what the papers said")
    report: StatementEntry | None = Field(default=None, description="what was said unofficially")
    statistic: StatementEntry | None = Field(default=None, description="a figure of the time")
    quoted: list[Literal["headline", "report", "statistic"]] = Field(default=[], description="those quoted verbatim")
    advisers: dict[Literal["plan", "harvest", "defence"], Text] = Field(default={}, description="what each advises")
    choices: list[ChoiceEntry] = Field(default=[], description="the ways to answer; none for news")


class EventsFile(Entry):
    """events/*.yaml: one event or several."""

    events: list[Any] = Field(description="a list of events")


class ToleranceEntry(Entry):
    """How far a figure may be off."""

    relative: Share | None = Field(default=None, description="a share of the value")
    absolute: Share | None = Field(default=None, description="an amount in our unit")
    years: dict[Year, Share] = Field(default={}, description="another margin in some years")


class AcceptEntry(ToleranceEntry):
    """The band a run is tested with."""

    total: Pair | dict[Id, Pair] | None = Field(default=None, description="least and most of the sum over all years")
    aim: Number | None = Field(default=None, description="the sum to aim at")
    ranges: dict[Year, Pair] = Field(default={}, description="least and most in some years")


class TotalEntry(Entry):
    """A figure for several years together."""

    years: Years = Field(description="first and last year")
    value: Number = Field(description="the figure")
    low: Number = Field(description="the least in the literature")
    high: Number = Field(description="the most in the literature")
    unit: Name = Field(description="our unit")
    source: Text = Field(description="where it comes from")
    tag: Tag = Field(description="how good the source is")


class RivalEntry(Entry):
    """Rival figures that no table holds."""

    value: dict[Year, Number] = Field(description="year, then figure in our unit")
    unit: Name = Field(description="our unit")
    source: Text = Field(description="where they come from")
    tag: Tag = Field(description="how good the source is")


class SeriesEntry(Entry):
    """Which series of a table stands beside a reading of ours."""

    series: Name | list[Name] | None = Field(default=None, description="the table's series; several are averaged")
    sum_of: list[Name] = Field(default=[], description="instead of series: several, added up")
    csv_unit: Name = Field(description="the unit in the table")
    unit: Name = Field(description="our unit")
    factor: Number = Field(default=1.0, description="our value is the table's times this")
    factors: dict[Year, Number] = Field(default={}, description="a further factor in some years")
    factors_reason: Loose = Field(default="", description="why")
    low: list[Name] = Field(default=[], description="rival series")
    high: list[Name] = Field(default=[], description="rival series")
    rivals: list[RivalEntry] = Field(default=[], description="rival figures that no table holds")
    uncertainty: ToleranceEntry = Field(default=ToleranceEntry(), description="what the archive may be wrong by")
    accept: AcceptEntry = Field(default=AcceptEntry(), description="the band a run is tested with")
    target: dict[Year, Number] = Field(default={}, description="what accept is about, where not the record")
    target_reason: Loose = Field(default="", description="why")
    total: TotalEntry | None = Field(default=None, description="a figure for several years together")
    totals: dict[Id, TotalEntry] = Field(default={}, description="the same by region")
    years: Years | None = Field(default=None, description="only from the first of these years to the last")
    note: Loose = Field(default="", description="what to know when reading it")


class RecordFile(Entry):
    """record/record.yaml: the record under our names."""

    national: dict[Id, Any] = Field(description="reading, then its series in national.csv")
    regional: dict[Id, Any] = Field(default={}, description="reading, then its series in regional.csv")
    regions: dict[str, Id] = Field(default={}, description="the table's region, then ours")
    set_aside: dict[str, Loose] = Field(default={}, description="the table's other regions, and why they are not read")


class ChangeEntry(Entry):
    """What a lens does to one figure: exactly one of value, scale and add."""

    value: Any = Field(default=None, description="what it is instead, a number or one by region")
    scale: Any = Field(default=None, description="what it is multiplied by, a number or one by region")
    add: Any = Field(default=None, description="what is added to it, a number or one by region")
    reason: Text = Field(description="why, and on whose authority")


class LensWeather(Entry):
    """What a lens does to history's weather."""

    pattern: dict[Year, Any] = Field(default={}, description="weather by region: year, then the change")
    residual: dict[Year, Any] = Field(default={}, description="the whole country's: year, then the change")


class LensRecord(Entry):
    """What a lens takes for the record of a reading."""

    series: Name | None = Field(default=None, description="a series of national.csv, for the years that it has")
    total: Pair | None = Field(default=None, description="least and most of the sum over all years")
    regions: dict[Id, Pair] = Field(default={}, description="the same by region")
    reason: Text = Field(description="why, and on whose authority")


class LensSourceEntry(Entry):
    """A work that a lens rests on."""

    text: Text = Field(description="author, title, year, and what is taken from it")
    tag: Tag = Field(description="how good the source is")


class LensFile(Entry):
    """lenses/<id>.yaml: a historian's assumptions, laid over the scenario's own."""

    id: Id = Field(description="the file's name without .yaml")
    title: Name = Field(description="what the list of lenses shows")
    summary: Text = Field(description="one paragraph: what is assumed, and what that is to show")
    sources: Annotated[list[LensSourceEntry], Field(min_length=1)] = Field(description="what it rests on")
    parameters: dict[str, Any] = Field(default={}, description="parameter by dotted path, then the change")
    weather: LensWeather = Field(default=LensWeather(), description="changes of history's weather")
    record: dict[Id, Any] = Field(default={}, description="reading, then what is taken for its record")


OWN: Final = frozenset({"schema", "id", "title", "extends", "template"})
"""Entries of scenario.yaml that each scenario states for itself; they are never inherited."""
