"""The harvest desk of September: what came in, what is taken and what is left by region, and the hunger ahead."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from game.report import text
from game.report.views import readings
from game.report.views.desk import MoveView, futures_words, move_view, risk_words, undecided
from game.report.views.effects import EffectsView
from game.report.views.fall import fall_risk
from game.report.views.figures import MapFigure, RegionFigure
from game.report.views.parts import (
    LeverView,
    Move,
    NewsView,
    TopView,
    history_levers,
    labels,
    lever_view,
    news_of,
    season_badge,
    turn_words,
)
from game.report.views.past import Past
from game.report.views.replay import ReplayView, replay_view
from game.rules.events import find
from game.rules.luck import draw
from game.rules.orders import Orders
from game.rules.turn import Turn, play
from game.scenario.records import Scenario
from game.session.preview import Band, Forecast, difference
from game.session.session import Session

LEVERS: Final = ("procurement", "grain_exports", "plan_bends", "relief", "town_ration", "freedom_to_leave")
RULE: Final = "collection_rule"
LAYERS: Final = ("food", "risk", "harvest", "collective", "deaths")
STEPS: Final = MappingProxyType(
    {
        "food": (0.95, 0.85, 0.75, 0.65, 0.55),
        "risk": (0.01, 0.05, 0.20, 0.50, 0.80),
        "harvest": (1.10, 0.95, 0.85, 0.75, 0.65),
        "collective": (5.0, 20.0, 40.0, 60.0, 80.0),
        "deaths": (0.001, 0.01, 0.03, 0.06, 0.12),
    }
)
"""Where one colour ends and the next begins; food and harvest grow darker as they fall."""
DARKER_BELOW: Final = frozenset({"food", "harvest"})
HUNGRY: Final = 0.80
"""Food index below which a region's figure is red: households begin to starve at three quarters."""


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region's line: its harvest, the share taken, and the food left."""

    id: str
    name: str
    harvest: str
    share: float
    share_words: str
    food: str
    alarming: bool
    own: bool
    """Whether its share was set for itself and not by the rule."""


@dataclass(frozen=True, slots=True)
class HarvestView:
    """Everything on the harvest desk."""

    title: str
    top: TopView
    maps: Mapping[str, MapFigure]
    layers: tuple[tuple[str, str], ...]
    rows: tuple[RegionRow, ...]
    share_low: float
    share_high: float
    share_step: float
    rule: str
    rules: tuple[tuple[str, str], ...]
    rule_help: str
    own: bool
    levers: tuple[LeverView, ...]
    standing: tuple[str, ...]
    futures: str
    """Over how many futures this was reckoned."""
    extra: str
    """What one Mt left behind would change; empty while that is not known."""
    move: MoveView | None
    news: tuple[NewsView, ...]
    cable: NewsView | None
    cards: int
    quiet: bool
    """Whether this is a season of famine: the screen stays still."""
    notice: str
    labels: Mapping[str, str]
    effects: EffectsView | None = None
    """What each lever does; None while that is counted for the first time."""
    effects_note: str = ""
    """Why what levers do is not there, or not for this draft yet."""
    replay: ReplayView | None = None
    """The last move, to be shown again; None where nothing was moved, or while more futures are counted."""


def harvest_view(
    session: Session,
    past: Past,
    forecast: Forecast,
    *,
    move: Move | None = None,
    refining: bool = False,
    notice: str = "",
    extra: Forecast | None = None,
    effects: EffectsView | None = None,
    effects_note: str = "",
) -> HarvestView:
    """The harvest desk as the draft stands; `extra` is the forecast with one Mt less collected (`one_less`)."""
    scenario, world, words = session.scenario, session.world, session.scenario.words
    turn = play(scenario, world, session.draft)
    spec = scenario.levers[RULE]
    region_spec = next(each for each in scenario.levers.values() if each.by_region)
    news = tuple(n for card in world.cards if (event := find(scenario, card)) for n in news_of(scenario, event))
    rule = str(session.levers()[RULE])
    return HarvestView(
        title=words("screen.harvest.window", year=world.year),
        top=top_view(session, past),
        maps={layer: map_figure(session, past, forecast, turn, layer) for layer in LAYERS},
        layers=tuple((layer, words(f"screen.harvest.map_{layer}")) for layer in LAYERS),
        rows=region_rows(session, past, turn),
        share_low=region_spec.low,
        share_high=region_spec.high,
        share_step=region_spec.step,
        rule=rule,
        rules=tuple((str(value), words(key)) for value, key in sorted(spec.stops)),
        rule_help=words(f"lever.{RULE}.help"),
        own=any(math.isfinite(share) for share in session.regions().values()),
        levers=lever_views(session, turn),
        standing=standing_lines(scenario, past, forecast),
        futures=futures_words(scenario, forecast, refining=refining),
        extra="" if extra is None else extra_words(scenario, forecast, extra),
        move=None if move is None else move_view(scenario, move),
        news=news,
        cable=next((each for each in news if each.label == words("screen.news.report")), None),
        cards=undecided(session),
        quiet=forecast.famine_anywhere > 0 or past.at("famine_deaths", world.year) > 0,
        notice=notice,
        labels={**labels(words, "screen.harvest"), **labels(words, "effects.desk"), **labels(words, "replay.desk")},
        effects=effects,
        effects_note=effects_note,
        replay=None if move is None or refining else replay_view(scenario, move, ({}, {}), quiet=True),
    )


def top_view(session: Session, past: Past) -> TopView:
    """The bar over the harvest desk."""
    scenario, world, words = session.scenario, session.world, session.scenario.words
    now, before = past.at("grain_harvest", world.year), past.at("grain_harvest", world.year - 1)
    harvest = text.measure(now, "Mt", decimals=0)
    if math.isnan(before):
        title = words("screen.harvest.gathered_first", harvest=harvest)
    else:
        title = words("screen.harvest.gathered", harvest=harvest, change=text.change(now - before, decimals=0))
    price = float(draw(scenario, world).grain_price[0])
    return TopView(
        year=str(world.year),
        badge=season_badge(scenario, world.season),
        title=title,
        over=turn_words(scenario, world),
        figures=(
            (words("screen.harvest.state_grain"), text.measure(past.at("state_grain", world.year), "Mt", decimals=1)),
            (words("screen.harvest.world_price"), text.number(100 * price)),
        ),
    )


def region_rows(session: Session, past: Past, turn: Turn) -> tuple[RegionRow, ...]:
    """Each region's harvest, the share that the draft takes, and the food that it leaves.

    `share` stays where it was ordered, heeded or not, so that a slider stands where the hand left it.
    """
    scenario, year = session.scenario, session.world.year
    shares, own = _taken(turn), session.regions()
    food = turn.autumn.living.food[:, 0].tolist() if turn.autumn is not None else []
    rows = []
    for at, region in enumerate(scenario.regions):
        left = food[at] if food else math.nan
        ordered = own.get(region.id, math.nan)
        rows.append(
            RegionRow(
                id=region.id,
                name=region.short,
                harvest=text.number(past.region_at("grain_harvest", region.id, year), 1),
                share=ordered if math.isfinite(ordered) else shares[at],
                share_words=text.percent(shares[at]),
                food=readings.figure("food_index", left),
                alarming=left < HUNGRY,
                own=math.isfinite(ordered),
            )
        )
    return tuple(rows)


def lever_views(session: Session, turn: Turn) -> tuple[LeverView, ...]:
    """September's levers; collections that follow January's plan show what that comes to."""
    scenario, words = session.scenario, session.scenario.words
    history = history_levers(scenario, session.world)
    views = []
    for name in LEVERS:
        if name not in scenario.levers:
            continue
        now = session.levers()[name]
        if name == "procurement":
            total = _collected(turn)
            view = lever_view(session, name, history.get(name), value=total if math.isnan(now) else now)
            bent = words("screen.harvest.bent", amount=view.words) if math.isnan(now) else view.words
            short = now - total if math.isfinite(now) else 0.0
            if short > 0.05:
                said = words("screen.harvest.found", amount=text.measure(total, "Mt", decimals=1))
                view = replace(view, help=f"{said} · {view.help}")
            views.append(replace(view, words=bent))
        else:
            views.append(lever_view(session, name, history.get(name)))
    return tuple(views)


def map_figure(session: Session, past: Past, forecast: Forecast, turn: Turn, layer: str) -> MapFigure:
    """One layer of the map: figure, colour and sentence for each region."""
    scenario, words, year = session.scenario, session.scenario.words, session.world.year
    grain = None if turn.autumn is None else turn.autumn.granary
    start = scenario.params.fields.normal_harvest[:, 0].tolist()
    figures = []
    for at, region in enumerate(scenario.regions):
        if layer == "food":
            value = math.nan if grain is None else float(grain.food_share[at, 0])
            kept = math.nan if grain is None else float(grain.kept_a_head[at, 0])
            said = text.measure(kept, "kg", decimals=0)
        elif layer == "risk":
            value = forecast.famine_risk[region.id]
            said = text.chance(value)
        elif layer == "harvest":
            crop = past.region_at("grain_harvest", region.id, year)
            value, said = crop / start[at], text.measure(crop, "Mt", decimals=1)
        elif layer == "collective":
            value = past.region_at("collectivised_households_pct", region.id, year)
            said = text.measure(value, "percent", decimals=0)
        else:
            died = deaths_so_far(past, region.id)
            value, said = died / past.region_at("population_jan1", region.id, scenario.first_year), text.people(died)
        sentence = words(f"screen.harvest.layer.{layer}.said", region=region.name, figure=said)
        figures.append(RegionFigure(region.id, region.name, region.short, said, step_of(layer, value), sentence))
    return MapFigure(
        title=words(f"screen.harvest.layer.{layer}.title"),
        unit=words(f"screen.harvest.layer.{layer}.unit", year=year + 1),
        regions=tuple(figures),
        steps=tuple(words(f"screen.harvest.layer.{layer}.step.s{number}") for number in range(len(STEPS[layer]) + 1)),
        outside=words("screen.harvest.outside"),
        unknown=words("screen.harvest.unknown"),
        summary=text.listed(figure.said for figure in figures),
    )


def step_of(layer: str, value: float) -> int:
    """The class of colour of a value: 0 the lightest; -1 where it is not known."""
    if math.isnan(value):
        return -1
    bounds: Sequence[float] = STEPS[layer]
    return sum(value < bound if layer in DARKER_BELOW else value >= bound for bound in bounds)


def deaths_so_far(past: Past, region: str) -> float:
    """Those dead of hunger in a region since the first year, in millions."""
    return math.fsum(value for value in past.regional["famine_deaths"][region] if math.isfinite(value))


def standing_lines(scenario: Scenario, past: Past, forecast: Forecast) -> tuple[str, ...]:
    """What follows if these orders stand: deaths first, then horses, machines and bread."""
    words = scenario.words
    year = forecast.years[0]
    deaths, horses = forecast.bands["famine_deaths"], forecast.bands["horses_index_jan1"]
    machines, bread = forecast.bands["machine_imports"], forecast.bands["town_grain"]
    before = past.at("horses_index_jan1", year)
    lost = horses.p50[1] / before - 1 if before > 0 else math.nan
    hungry = (
        risk_words(scenario, forecast),
        deaths_words(scenario, deaths, year + 1),
        fall_risk(scenario, forecast.fallen),
    )
    books = (
        words("screen.harvest.stand_horses", year=year + 1, change=text.percent(lost, sign=True)),
        words("screen.harvest.stand_machines", year=year, machines=_machines(machines.p50[0])),
        words("screen.harvest.stand_bread", year=year, bread=readings.figure("town_grain", bread.p50[0])),
    )
    return " ".join(hungry), " ".join(books)


def deaths_words(scenario: Scenario, deaths: Band, year: int) -> str:
    """Deaths from hunger in the coming year with their range; none where most futures have none."""
    words = scenario.words
    if deaths.p50[1] > 0:
        said = text.people(deaths.p50[1])
        span = text.bracketed(said, text.people_between(deaths.p05[1], deaths.p95[1]))
        return words("screen.harvest.stand_deaths", year=year, deaths=said, range=span)
    if deaths.p95[1] > 0:
        return words("screen.harvest.stand_few_deaths", year=year, most=text.people(deaths.p95[1]))
    return words("screen.harvest.stand_no_deaths", year=year)


def extra_words(scenario: Scenario, forecast: Forecast, extra: Forecast) -> str:
    """What one more Mt left in the villages would change: first the lives, then what it costs."""
    words = scenario.words
    less = difference(forecast, extra)
    deaths, machines, steel = less.bands["famine_deaths"], less.bands["machine_imports"], less.bands["steel"]
    later = min(2, len(steel) - 1)
    said = [
        (readings.change("famine_deaths", deaths[1]), "deaths", less.years[1]),
        (text.change(less.bands["town_grain"][0], "kg/person", decimals=0), "bread", less.years[0]),
        (_machines(machines[0], sign=True), "machines", less.years[0]),
        (text.change(steel[later], "Mt", decimals=2), "steel", less.years[later]),
    ]
    told = [
        words(f"screen.harvest.extra_{name}", **{name: figure}, year=year)
        for figure, name, year in said
        if _felt(figure)
    ]
    return f"{', '.join(told)}." if told else words("screen.harvest.extra_none")


def _felt(figure: str) -> bool:
    """Whether a change in words is more than nought."""
    return bool(figure) and figure[0] in {"+", text.MINUS}


def one_less(session: Session) -> Orders:
    """The draft with one Mt less collected, each region giving in proportion, and as much less of it exported.

    A plan bent to a good harvest may ask for more than anybody may order, so that it is held within the lever.
    """
    draft, known = session.draft, session.scenario.levers
    turn = play(session.scenario, session.world, draft)
    total = _collected(turn)
    share = max(0.0, total - 1.0) / total if total > 0 else 1.0
    levers = {**draft.levers, "grain_exports": max(0.0, session.levers()["grain_exports"] - 1.0)}
    if any(math.isfinite(each) for each in session.regions().values()):
        names = [region.id for region in session.scenario.regions]
        most = known["procurement_by_region"].high
        taken = {name: min(most, each * share) for name, each in zip(names, _taken(turn), strict=True)}
        return replace(draft, levers=MappingProxyType(levers), by_region=MappingProxyType(taken))
    plan = total if turn.autumn is None else float(turn.autumn.government.goal[0])
    less = min(max(0.0, plan - total * (1 - share)), known["procurement"].high)
    return replace(draft, levers=MappingProxyType({**levers, "procurement": less}))


def _collected(turn: Turn) -> float:
    return 0.0 if turn.autumn is None else math.fsum(turn.autumn.collections.collected[:, 0].tolist())


def _taken(turn: Turn) -> list[float]:
    """The share of its harvest that each region gives."""
    if turn.autumn is None or turn.spring is None:
        return []
    crop, got = turn.spring.fields.harvest[:, 0].tolist(), turn.autumn.collections.collected[:, 0].tolist()
    return [taken / grown if grown > 0 else 0.0 for taken, grown in zip(got, crop, strict=True)]


def _machines(value: float, *, sign: bool = False) -> str:
    """Machine imports (10⁹ roubles of 1937) in millions of roubles."""
    figure = text.number(text.significant(1000 * value, 2), sign=sign)
    return figure if figure == text.UNKNOWN else f"{figure}{text.SPACE}M"
