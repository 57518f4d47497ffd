"""Luck: every draw is a hash of (seed, member, year, stream), and of nothing else.

There is no generator whose state moves on, so undo cannot roll again, a member draws the same
whatever the batch, two drafts are compared under the same luck, and a new stream disturbs no
other. Streams are named; a region's own weather is named for the region, so that the order of the
regions does not matter either.

    k = mix(mix(member) ⊕ base),  base = mix(mix(mix(seed) ⊕ year) ⊕ stream)     64 random bits
    z = √(−2 ln u) cos 2πv                                                       standard normal
    w = clip(w̄ (1 + σ s), w̲, w̄̄),  s = a_n z_n + a_f (south z_s + east z_e) + a_o z_r    weather   [1]
    p = p_history e^{σ_p n},  n_t = Σ_k ρ^k z_{t−k}                              prices            [1]

mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014), u and v two hashes, z normals. A
price's deviation starts from nothing in the first year and is summed over a few past draws, so that
no state is kept. History's luck is the same for every member; the war's fortune is always drawn.
"""

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.model.circumstances import Circumstances
from game.model.quantity import FRONTS, Array, bounded
from game.model.war import Fortune
from game.rules.events import JANUARY
from game.rules.kept import Same
from game.rules.world import Members, World
from game.scenario.records import Luck, Scenario

Bits = NDArray[np.uint64]


class Stream(StrEnum):
    """Every source of luck by name. A name once released is never given to another source."""

    WEATHER_NATION = "weather.nation"
    WEATHER_SOUTH = "weather.south"
    WEATHER_EAST = "weather.east"
    WEATHER_REGION = "weather.region"
    GRAIN_PRICE = "price.grain"
    GOODS_PRICE = "price.goods"
    WAR_STRENGTH = "war.strength"
    WAR_LUCK = "war.luck"
    WAR_WINTER = "war.winter"
    PARAMETERS = "parameters"
    WAR_HOME = "war.home"
    WAR_FRONT = "war.front"


SEASONS: Final = 48
"""Seasons whose weather or prices are kept: a forecast meets the same ones at each move of a lever."""

LAGS: Final = 5
"""Past years whose price shocks are still felt; at a persistence of 0.6 the rest is under 5 %."""

_PRICES: Final = (Stream.GRAIN_PRICE, Stream.GOODS_PRICE)
_WAR: Final = (
    Stream.WAR_STRENGTH,
    Stream.WAR_LUCK,
    Stream.WAR_WINTER,
    Stream.WAR_HOME,
    *(f"{Stream.WAR_FRONT}.{front}" for front in FRONTS),
)
_FACTORS: Final = (Stream.WEATHER_NATION, Stream.WEATHER_SOUTH, Stream.WEATHER_EAST)

_WORD: Final = (1 << 64) - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15
_FIRST: Final = 0xBF58476D1CE4E5B9
_SECOND: Final = 0x94D049BB133111EB
_SHIFTS: Final = (30, 27, 31)
_LOST_BITS: Final = 11
_STEPS: Final = 2.0**53


Draw = tuple[int, str]
"""A year and a stream: what a row of draws is named by."""


def bits(seed: int, members: Members, draws: Sequence[Draw]) -> Bits:
    """64 random bits for each draw and member, (D, N)."""
    bases = np.array([[_base(seed, year, stream)] for year, stream in draws], dtype=np.uint64)
    return _mix_array(_mix_array(members * np.uint64(_GOLDEN)) ^ bases)


def uniforms(seed: int, members: Members, draws: Sequence[Draw]) -> Array:
    """Numbers between 0 and 1, neither of them reached, for each draw and member, (D, N)."""
    return ((bits(seed, members, draws) >> np.uint64(_LOST_BITS)).astype(np.float64) + 0.5) / _STEPS


def normals(seed: int, members: Members, draws: Sequence[Draw]) -> Array:
    """Standard normals for each draw and member, (D, N), by the transform of Box and Muller; read-only.

    A forecast draws the same luck again at every move of a lever, so what was drawn last is kept.
    """
    return _normals(seed, members.astype(np.uint64).tobytes(), tuple(draws))


@functools.lru_cache(maxsize=96)
def _normals(seed: int, members: bytes, draws: tuple[Draw, ...]) -> Array:
    turned = [(year, f"{stream}/turn") for year, stream in draws]
    radius, angle = np.split(uniforms(seed, np.frombuffer(members, np.uint64), (*draws, *turned)), 2)
    found: Array = np.sqrt(-2.0 * np.log(radius)) * np.cos(2.0 * np.pi * angle)
    found.flags.writeable = False
    return found


def weather(scenario: Scenario, luck: Luck, seed: int, members: Members, year: int) -> Array:
    """Weather's effect on the harvest: history's (R, 1), or drawn (R, N); 1 = normal."""
    given = scenario.weather
    if luck == "history":
        return given.was(year - scenario.first_year)
    return _weather(Same(scenario), seed, members.astype(np.uint64).tobytes(), year)


@functools.lru_cache(maxsize=SEASONS)
def _weather(of: Same[Scenario], seed: int, numbers: bytes, year: int) -> Array:
    scenario, given, members = of.it, of.it.weather, np.frombuffer(numbers, np.uint64)
    streams = (*_FACTORS, *(f"{Stream.WEATHER_REGION}.{region.id}" for region in scenario.regions))
    drawn = normals(seed, members, [(year, stream) for stream in streams])
    nation, south, east = drawn[: len(_FACTORS)]
    common = given.weight_national * nation
    factors = given.south[:, None] * south + given.east[:, None] * east
    struck = common + given.weight_factor * factors + given.weight_own * drawn[len(_FACTORS) :]
    found = bounded(given.mean * (1 + given.spread[:, None] * struck), given.low, given.high)
    found.flags.writeable = False
    return found


def prices(scenario: Scenario, luck: Luck, seed: int, members: Members, year: int) -> tuple[Array, Array]:
    """World prices of grain and of other exports, 1928 = 1: history's (1,), or drawn about it (N,)."""
    given = scenario.prices
    at = slice(year - scenario.first_year, year - scenario.first_year + 1)
    grain, goods = given.grain[at], given.goods[at]
    if luck == "history":
        return grain, goods
    drift = _drift(Same(scenario), seed, members.astype(np.uint64).tobytes(), year)
    return grain * drift[0], goods * drift[1]


@functools.lru_cache(maxsize=SEASONS)
def _drift(of: Same[Scenario], seed: int, numbers: bytes, year: int) -> Array:
    """How far prices stand from history's, grain and other exports, (2, N)."""
    scenario, given, members = of.it, of.it.prices, np.frombuffer(numbers, np.uint64)
    felt = range(max(scenario.first_year, year - LAGS), year + 1)
    drawn = normals(seed, members, [(past, stream) for past in felt for stream in _PRICES])
    shock = np.zeros((len(_PRICES), len(members)))
    for past, struck in zip(felt, drawn.reshape(len(felt), len(_PRICES), -1), strict=True):
        shock = shock + given.persistence ** (year - past) * struck
    drift: Array = np.exp(given.spread * shock)
    drift.flags.writeable = False
    return drift


def ordinary(scenario: Scenario, year: int) -> Circumstances:
    """A year in which nothing out of the ordinary happens: weather, prices and enemy as the base has them."""
    return Circumstances(
        elapsed=np.array([float(year - scenario.base_year)]),
        weather=np.ones((len(scenario.regions), 1)),
        grain_price=np.ones(1),
        goods_price=np.ones(1),
        birth_rate_shift=np.zeros(1),
        foreign_grain=np.zeros(1),
        enemy_strength=np.ones(1),
    )


def draw(scenario: Scenario, world: World) -> Circumstances:
    """What the season brings of itself, before any event changes it.

    Each season draws only what the model reads in it, weather in January and prices in September;
    the rest stands as in an ordinary year.
    """
    year = ordinary(scenario, world.year)
    if world.season == JANUARY:
        return replace(year, weather=weather(scenario, world.luck, world.seed, world.members, world.year))
    grain, goods = prices(scenario, world.luck, world.seed, world.members, world.year)
    return replace(year, grain_price=grain, goods_price=goods)


def fortune(scenario: Scenario, seed: int, members: Members) -> Fortune:
    """The campaign's luck, one draw a member, whatever kind of luck the game has."""
    drawn = normals(seed, members, [(scenario.last_year + 1, stream) for stream in _WAR])
    enemy, command, winter, home = drawn[: -len(FRONTS)]
    return Fortune(enemy=enemy, command=command, winter=winter, home=home, fronts=drawn[-len(FRONTS) :])


@functools.cache
def _stream_key(stream: str) -> int:
    return int.from_bytes(hashlib.blake2b(stream.encode(), digest_size=8).digest(), "big")


@functools.lru_cache(maxsize=4096)
def _base(seed: int, year: int, stream: str) -> int:
    return _mix(_mix(_mix(seed & _WORD) ^ (year & _WORD)) ^ _stream_key(stream))


def _mix(word: int) -> int:
    word = (word + _GOLDEN) & _WORD
    word = ((word ^ (word >> _SHIFTS[0])) * _FIRST) & _WORD
    word = ((word ^ (word >> _SHIFTS[1])) * _SECOND) & _WORD
    return word ^ (word >> _SHIFTS[2])


def _mix_array(words: Bits) -> Bits:
    """The same for arrays; products of 64-bit words wrap round, which is meant."""
    words = words + np.uint64(_GOLDEN)
    words = (words ^ (words >> np.uint64(_SHIFTS[0]))) * np.uint64(_FIRST)
    words = (words ^ (words >> np.uint64(_SHIFTS[1]))) * np.uint64(_SECOND)
    return words ^ (words >> np.uint64(_SHIFTS[2]))
