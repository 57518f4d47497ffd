"""Candidates: many parameter vectors played at once, one a future, under one plan or several side by side.

What differs between variants of a play are levers, weather and single parameters; what differs between
candidates are the values of what a fit may move. Both ride on the futures axis, so that a generation
of a fit is one run of the model: futures v K to (v + 1) K are variant v under the K candidates.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from game.model import step
from game.model.quantity import Array, pick, put, walk
from game.rules import gathering, likely, turn
from game.rules.events import JANUARY
from game.rules.tables import january_table, september_table
from game.rules.turn import Turn
from game.rules.world import begin
from game.scenario.records import Free, Scenario

BLOCK = 1500
"""Futures that are played together: what the cache holds."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A plan, with what is changed in it: levers (all years, or some), parameters, and years of normal weather."""

    id: str
    plan: str
    levers: Mapping[str, float] = field(default_factory=dict)
    parameters: Mapping[str, float] = field(default_factory=dict)
    normal: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    """The years in which the levers are changed; none means all."""

    def playable(self, scenario: Scenario) -> bool:
        """Whether the scenario has the plan and the model the parameters."""
        known = {path for path, _ in walk(step.Params)}
        return self.plan in scenario.plans and known.issuperset(self.parameters)


@dataclass(frozen=True, slots=True, eq=False)
class Played:
    """Readings by variant: (T, K) nationally and (T, R, K) by region; not-a-number where unknown."""

    years: tuple[int, ...]
    national: Mapping[str, Mapping[str, Array]]
    regional: Mapping[str, Mapping[str, Array]]


@dataclass(frozen=True, slots=True)
class Script:
    """The levers in force in each season of a plan, as the rules let it be signed."""

    levers: Mapping[tuple[int, str], Mapping[str, float]]


def script(scenario: Scenario, variant: Variant) -> Script:
    """A variant's levers season by season. ValueError where the plan is refused, or orders a region by itself."""
    levers: dict[tuple[int, str], Mapping[str, float]] = {}
    plan = scenario.plans[variant.plan]
    for each in turn.roll(scenario, begin(scenario, luck="history"), turn.follow(plan), scripted=True):
        if each.refused or each.world.by_region:
            raise ValueError(f"plan {plan.id} cannot be played by candidates in {each.season} {each.year}")
        changed = variant.levers if not variant.years or each.year in variant.years else {}
        levers[each.year, each.season] = {**each.world.levers, **changed}
    return Script(levers)


def play(
    scenario: Scenario,
    free: Sequence[Free],
    vectors: Array,
    variants: Sequence[Variant],
    scripts: Mapping[str, Script],
    *,
    national: Collection[str],
    block: int = BLOCK,
) -> Played:
    """The readings of every variant under every candidate; `vectors` is (P, K)."""
    width = max(1, block // len(variants))
    parts = [
        _block(scenario, free, vectors[:, first : first + width], variants, scripts, national)
        for first in range(0, vectors.shape[1], width)
    ]
    return parts[0] if len(parts) == 1 else _joined(parts)


def _block(
    scenario: Scenario,
    free: Sequence[Free],
    vectors: Array,
    variants: Sequence[Variant],
    scripts: Mapping[str, Script],
    wanted: Collection[str],
) -> Played:
    count = vectors.shape[1]
    many = _changed(likely.carried(scenario, free, np.tile(vectors, len(variants))), variants, count)
    turns = tuple(_turns(many, variants, scripts, count))
    series = gathering.gather(many, turns, only=wanted)
    cut = {each.id: slice(at * count, (at + 1) * count) for at, each in enumerate(variants)}
    return Played(
        years=series.years,
        national={name: {key: rows[..., at] for key, rows in series.national.items()} for name, at in cut.items()},
        regional={name: {key: rows[..., at] for key, rows in series.regional.items()} for name, at in cut.items()},
    )


def _changed(scenario: Scenario, variants: Sequence[Variant], count: int) -> Scenario:
    """The scenario with each variant's own parameters and weather in its futures."""
    params, weather = scenario.params, scenario.weather
    total = count * len(variants)
    for at, variant in enumerate(variants):
        mine = slice(at * count, (at + 1) * count)
        for path, value in variant.parameters.items():
            array = pick(params, path)
            array = np.repeat(array, total, axis=-1) if array.shape[-1] == 1 else array.copy()
            array[..., mine] = value
            params = put(params, path, array)
        if variant.normal:
            pattern, residual = weather.pattern, weather.residual.copy()
            pattern = np.repeat(pattern[..., None], total, axis=-1) if pattern.ndim == residual.ndim else pattern.copy()
            for year in variant.normal:
                pattern[year - scenario.first_year, :, mine] = 1.0
                residual[year - scenario.first_year, mine] = 1.0
            weather = replace(weather, pattern=pattern, residual=residual)
    return replace(scenario, params=params, weather=weather)


def _turns(
    scenario: Scenario, variants: Sequence[Variant], scripts: Mapping[str, Script], count: int
) -> Iterator[Turn]:
    """Season after season under the variants' levers."""
    regions = tuple(region.id for region in scenario.regions)
    world = begin(scenario, members=range(count * len(variants)), luck="history")
    signed: Mapping[str, float | Array] = {}
    while not world.over:
        now = _side_by_side([scripts[each.id].levers[world.year, world.season] for each in variants], count)
        if world.season == JANUARY:
            signed = now
        harvest = september_table(now, MappingProxyType({}), regions)
        played = turn.play_many(scenario, world, january_table(signed), harvest)
        yield played
        world = played.world


def _side_by_side(levers: Sequence[Mapping[str, float]], count: int) -> dict[str, float | Array]:
    """Each lever's value in every future; one number where all variants agree."""
    return {name: spread(np.array([each[name] for each in levers]), count) for name in levers[0]}


def spread(values: Array, count: int) -> float | Array:
    """The values of variants, (V,), in each of their futures, (V K,); one number where all agree."""
    same = bool((values == values[0]).all() or np.isnan(values).all())
    return float(values[0]) if same else np.repeat(values, count)


def _joined(parts: Sequence[Played]) -> Played:
    def beside(pick_from: str) -> dict[str, dict[str, Array]]:
        first: Mapping[str, Mapping[str, Array]] = getattr(parts[0], pick_from)
        return {
            variant: {
                name: np.concatenate([getattr(part, pick_from)[variant][name] for part in parts], axis=-1)
                for name in rows
            }
            for variant, rows in first.items()
        }

    return Played(parts[0].years, beside("national"), beside("regional"))
