"""What a year brings that nobody orders: weather, prices abroad, and the effects of events."""

from dataclasses import dataclass
from typing import Annotated

from game.model.quantity import Array, Q


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """The year's luck and its events, (R, N) or (N,); events alone give (1,)."""

    elapsed: Annotated[Array, Q("t", "1", "nation", "years since the base year of the trends")]
    weather: Annotated[Array, Q("w", "1", "region", "weather's effect on the harvest, 1 = normal", 0)]
    grain_price: Annotated[Array, Q("p_g", "1", "nation", "world price of grain, 1928 = 1", 0)]
    goods_price: Annotated[Array, Q("p_o", "1", "nation", "world price of other exports, 1928 = 1", 0)]
    birth_rate_shift: Annotated[Array, Q("b_s", "1", "nation", "births a head a year added by law")]
    foreign_grain: Annotated[Array, Q("N_g", "Mt", "nation", "grain given or lent from abroad", 0)]
    enemy_strength: Annotated[Array, Q("g_e", "1", "nation", "strength of the invader, history = 1", 0)]
