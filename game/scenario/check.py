"""Rules across files: levers against the model, regions against the map, words against levers.

Rules of one kind of content stand with it (`plans.py`, `events.py`, `record.py`, `figures.py`).
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Final

import numpy as np

from game.model.levers import January, September
from game.model.quantity import Q, declared
from game.scenario import place, schema
from game.scenario.complaint import validate
from game.scenario.figures import Axes, bounds, by_region, by_year, each_year, frozen, number, strays
from game.scenario.folder import read_text, refuse
from game.scenario.overlay import Overlay
from game.scenario.read import Where
from game.scenario.records import LeverSpec, Prices, Region, Season, Weather
from game.scenario.scalar import shorten
from game.scenario.words import Words, slots

WEATHER: Final = Q("w", "1", "region", "weather's effect on the harvest, 1 = normal", 0, 5)
RESIDUAL: Final = Q("w", "1", "nation", "what a year adds to every region, 1 = nothing", 0, 5)
FACTOR: Final = Q("f", "1", "nation", "a share or a weight", 0, 5)
LOADING: Final = Q("f", "1", "region", "a share or a spread", 0, 5)
PRICE: Final = Q("p", "1", "nation", "price in the world market, base year = 1", 0, 100)
PERSISTENCE: Final = Q("ρ", "1", "nation", "share of a deviation left after a year", 0, 0.99)


def regions(overlay: Overlay) -> tuple[Region, ...]:
    """The regions in the order of the file; those on the map are known to it."""
    file = validate(overlay, schema.RegionsFile)
    found: list[Region] = []
    outlines = on_map()
    for name in file.regions if file else ():
        entry = validate(overlay, schema.RegionEntry, ("regions", name))
        if entry and entry.on_map and name not in outlines:
            hint = "a region without an outline has on_map: false"
            overlay.note(("regions", name), "the map has no region of this name", hint, near=(name, outlines))
        # A region that is described wrongly is still one that others may name.
        found.append(
            Region(name, entry.name, entry.short, entry.on_map) if entry else Region(name, name, name, on_map=False)
        )
    return tuple(found)


def on_map() -> frozenset[str]:
    """The ids of the outlines on the game's map."""
    path = place.assets() / "map" / "regions.json"
    try:
        outlines = json.loads(read_text(path, str(path)))
        return frozenset(region["id"] for region in outlines["regions"])
    except (json.JSONDecodeError, KeyError, TypeError):
        raise refuse(str(path), "is not a map of regions", "install the game again") from None


def levers(overlay: Overlay) -> dict[str, LeverSpec]:
    """A spec for every lever whose limits are in order, as the model orders them; all others are noted."""
    found: dict[str, LeverSpec] = {}
    seasons: Mapping[Season, dict[str, Q]] = {"january": declared(January), "september": declared(September)}
    for season, inputs in seasons.items():
        for lever, q in inputs.items():
            if overlay.get(lever) is None:
                overlay.note((lever,), "is missing; the model has this lever", q.doc)
            elif (entry := validate(overlay, schema.LeverEntry, (lever,))) and _sound(overlay, lever, entry, season, q):
                found[lever] = _spec(lever, entry)
    strays(overlay, (), seasons["january"] | seasons["september"], "the model has no such lever")
    return found


def _spec(lever: str, entry: schema.LeverEntry) -> LeverSpec:
    return LeverSpec(
        id=lever,
        season=entry.season,
        page=entry.page,
        low=entry.low,
        high=entry.high,
        start=entry.start,
        pace=entry.pace,
        pace_kind=entry.pace_kind,
        # A scenario that narrows a lever's limits drops the stops that its base has beyond them.
        stops=tuple(
            (value, f"lever.{lever}.stop.{name}")
            for name, value in entry.stops.items()
            if entry.low <= value <= entry.high
        ),
        step=entry.step,
        unit=entry.unit,
        display=entry.display,
        share_group=entry.share_group,
        by_region=entry.by_region,
        source=entry.source.strip(),
    )


def _sound(overlay: Overlay, lever: str, entry: schema.LeverEntry, season: Season, q: Q) -> bool:
    """Whether a lever's limits agree with the model and with one another; noted where they do not."""
    sound = True

    def note(name: str, text: str, hint: str = "") -> None:
        nonlocal sound
        sound = False
        overlay.note((lever, name), text, hint)

    def own(name: str) -> str:
        return "" if overlay.inherited((lever, name)) else name

    if entry.season != season:
        note("season", f"is {entry.season}, but the model reads this lever in {season.capitalize()}")
    if entry.unit != q.unit:
        note("unit", f"is {shorten(entry.unit)}, but the model counts in {q.unit}", q.doc)
    if entry.by_region != (q.axis == "region"):
        note("by_region", f"must be {str(q.axis == 'region').lower()}", q.doc)
    for name in ("low", "high"):
        value = getattr(entry, name)
        if not q.low <= value <= q.high:
            note(name, f"is {value:g}; it must {bounds(q.low, q.high)}", q.doc)
    if entry.low >= entry.high:
        note(own("high") or own("low") or "high", f"low ({entry.low:g}) must be less than high ({entry.high:g})")
    if entry.start is not None and not entry.low <= entry.start <= entry.high:
        # Of a narrowed lever the limit is the author's own, and the start its base's.
        name = own("start") or own("high") or own("low") or "start"
        note(name, f"start is {entry.start:g}; it must {bounds(entry.low, entry.high)}")
    if entry.pace_kind == "ratio" and entry.pace is not None and entry.pace <= 1:
        note("pace", f"is {entry.pace:g}; a factor must be more than 1")
    for name, value in entry.stops.items():
        where = (lever, "stops", name)
        if not entry.low <= value <= entry.high and not overlay.inherited(where):
            overlay.note(where, f"is {value:g}; it must {bounds(entry.low, entry.high)}")
    return sound


def weather(overlay: Overlay, axes: Axes) -> Weather | None:
    """History's weather and the spread to draw from; None once a problem of the file's shape is noted."""
    file = validate(overlay, schema.WeatherFile)
    if file is None:
        return None

    def one(name: str, q: Q = FACTOR) -> float:
        return number(overlay, ("draw", name, "value"), getattr(file.draw, name).value, q)

    def each(name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        where, value = ("draw", name, "value"), getattr(file.draw, name).value
        return frozen(np.array(by_region(overlay, where, value, LOADING, axes.regions)))

    place_of: Where = ("history", "pattern", "value")
    pattern = [
        by_region(overlay, (*place_of, year), value, WEATHER, axes.regions)
        for year, value in each_year(overlay, place_of, file.history.pattern.value, axes.years)
    ]
    residual = by_year(overlay, ("history", "residual", "value"), file.history.residual.value, RESIDUAL, axes.years)
    return Weather(
        pattern=frozen(np.array(pattern)),
        residual=frozen(np.array(residual)),
        mean=one("mean"),
        spread=each("spread"),
        south=each("south"),
        east=each("east"),
        weight_national=one("weight_national"),
        weight_factor=one("weight_factor"),
        weight_own=one("weight_own"),
        low=one("low"),
        high=one("high"),
    )


def prices(overlay: Overlay, axes: Axes) -> Prices | None:
    """World prices; None once a problem of the file's shape is noted."""
    file = validate(overlay, schema.PricesFile)
    if file is None:
        return None
    return Prices(
        grain=frozen(np.array(by_year(overlay, ("grain", "value"), file.grain.value, PRICE, axes.years))),
        goods=frozen(np.array(by_year(overlay, ("goods", "value"), file.goods.value, PRICE, axes.years))),
        spread=number(overlay, ("spread", "value"), file.spread.value, FACTOR),
        persistence=number(overlay, ("persistence", "value"), file.persistence.value, PERSISTENCE),
    )


def sentences(overlay: Overlay, where: Where = ()) -> dict[str, str]:
    """Every sentence below a place by its dotted key; what is no sentence is noted."""
    found: dict[str, str] = {}
    given = overlay.get(*where)
    for name, value in given.items() if isinstance(given, dict) else ():
        if isinstance(value, dict):
            below = sentences(overlay, (*where, name))
            found |= {f"{name}.{key}": sentence for key, sentence in below.items()}
        elif not isinstance(value, str):
            overlay.note((*where, name), "needs a text", "" if value is None else f'put it in quotes: "{value}"')
        else:
            try:
                slots(value)
            except ValueError as error:
                overlay.note((*where, name), str(error))
            found[str(name)] = value
    return found


def worded(overlay: Overlay, specs: Iterable[LeverSpec], words: Words) -> None:
    """Note every lever and stop for which there are no words."""
    for spec in specs:
        for key in (f"lever.{spec.id}.label", f"lever.{spec.id}.help"):
            if key not in words:
                overlay.note((spec.id,), f"has no words: {key} is missing", "add it under words: in scenario.yaml")
        for _, key in spec.stops:
            if key not in words:
                name = key.rpartition(".")[2]
                text = f"has no words: {key} is missing"
                overlay.note((spec.id, "stops", name), text, "add it under words: in scenario.yaml")


def compared(overlay: Overlay, names: Iterable[str], plans: Collection[str]) -> None:
    """Note every plan to compare with that there is not."""
    for index, name in enumerate(names):
        if name not in plans:
            overlay.note(("compare", index), f"no plan is called {name}", near=(name, plans))
