"""Herds: horses and cattle, slaughtered under threat, starved in winter, bred again.

    s_h = min(s̄_h, λ_h push (1 + n_h S))                      share of horses slaughtered   [1]; s_h Ho are killed
    s_c = min(s̄_c, λ_c push (1 + n_c S))                      share of cattle slaughtered   [1]; s_c Ca are killed
    Ho ← Ho clip(1 + g_h (1 − ΣHo/H̄) − f_h (1 − φ) − k_h c d, q̲, q̄)       horses           [Mhead]
    Ca ← Ca clip(1 + g_c (1 − Ca/C̄)(½ + ½ private) − f_c (1 − φ) − (k_c + k_S S) c d, r̲, r̄)  cattle [Mhead]
    φ = min(1, (feed + ½ surplus fed)/feed wanted)            feed ratio                    [1]
    u = (Ho + w Ca)/(Ho₀ + w Ca₀)                             herds to be fed, 1928 = 1     [1]

S marks a region of nomad herds, where settling by force doubles the loss. Cattle stand for all
productive stock. push is the campaign's, c the collectivised share, d disorganisation.
No push gives exactly no slaughter. Form: docs/model.md (design).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    horse_slaughter: Annotated[Array, Q("λ_h", "1", "nation", "horses slaughtered per household pressed", 0, 1)]
    cattle_slaughter: Annotated[Array, Q("λ_c", "1", "nation", "cattle slaughtered per household pressed", 0, 1)]
    nomad_herds: Annotated[Array, Q("S", "1", "region", "1 where herds are nomad and settled by force", 0, 1)]
    nomad_horse_loss: Annotated[Array, Q("n_h", "1", "nation", "extra loss of nomads' horses", 0)]
    nomad_cattle_loss: Annotated[Array, Q("n_c", "1", "nation", "extra loss of nomads' cattle", 0)]
    most_horses_slaughtered: Annotated[Array, Q("s̄_h", "1", "nation", "most horses slaughtered in a year", 0, 1)]
    most_cattle_slaughtered: Annotated[Array, Q("s̄_c", "1", "nation", "most cattle slaughtered in a year", 0, 1)]
    horse_growth: Annotated[Array, Q("g_h", "1", "nation", "growth of the horse herd at its best", 0, 1)]
    horse_capacity: Annotated[Array, Q("H̄", "Mhead", "nation", "horses at which the herd stands still", 0)]
    horse_hunger: Annotated[Array, Q("f_h", "1", "nation", "horses lost where there is no feed", 0, 1)]
    horse_neglect: Annotated[Array, Q("k_h", "1", "nation", "horses lost to disorder in collective farms", 0, 1)]
    horse_year_low: Annotated[Array, Q("q̲", "1", "nation", "worst winter for horses, share left", 0, 1)]
    horse_year_high: Annotated[Array, Q("q̄", "1", "nation", "best year for horses", 1, 2)]
    cattle_growth: Annotated[Array, Q("g_c", "1", "region", "growth of the cattle herd at its best", 0, 1)]
    cattle_capacity: Annotated[Array, Q("C̄", "Mhead", "region", "cattle at which the herd stands still", 0)]
    cattle_hunger: Annotated[Array, Q("f_c", "1", "nation", "cattle lost where there is no feed", 0, 1)]
    cattle_neglect: Annotated[Array, Q("k_c", "1", "nation", "cattle lost to disorder in collective farms", 0, 1)]
    nomad_neglect: Annotated[Array, Q("k_S", "1", "nation", "the same, more where herds were nomad", 0, 1)]
    cattle_year_low: Annotated[Array, Q("r̲", "1", "nation", "worst winter for cattle, share left", 0, 1)]
    cattle_year_high: Annotated[Array, Q("r̄", "1", "nation", "best year for cattle", 1, 2)]
    cattle_as_horses: Annotated[Array, Q("w", "1", "nation", "feed a head of cattle against a horse", 0, 1)]
    horses_in_base_year: Annotated[Array, Q("Ho₀", "Mhead", "region", "horses in the base year", 0)]
    cattle_in_base_year: Annotated[Array, Q("Ca₀", "Mhead", "region", "cattle in the base year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Herds at a season's end."""

    horses: Annotated[Array, Q("Ho", "Mhead", "region", "horses", 0)]
    cattle: Annotated[Array, Q("Ca", "Mhead", "region", "cattle, standing for all productive stock", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slaughter:
    """What was slaughtered rather than handed over."""

    horses_slaughtered: Annotated[Array, Q("s_h Ho", "Mhead", "region", "horses slaughtered", 0)]
    cattle_slaughtered: Annotated[Array, Q("s_c Ca", "Mhead", "region", "cattle slaughtered", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Winter:
    """How the herds came through."""

    feed_ratio: Annotated[Array, Q("φ", "1", "region", "feed given against feed wanted", 0, 1)]


def slaughter(p: Params, state: State, push: Array) -> tuple[Slaughter, State]:
    """Stock killed by households under threat; nothing where nobody is pressed."""
    horses = np.minimum(p.most_horses_slaughtered, p.horse_slaughter * push * (1 + p.nomad_horse_loss * p.nomad_herds))
    cattle = np.minimum(
        p.most_cattle_slaughtered, p.cattle_slaughter * push * (1 + p.nomad_cattle_loss * p.nomad_herds)
    )
    killed = Slaughter(horses_slaughtered=state.horses * horses, cattle_slaughtered=state.cattle * cattle)
    return killed, State(horses=state.horses * (1 - horses), cattle=state.cattle * (1 - cattle))


def mouths(p: Params, state: State) -> Array:
    """Herds to be fed through the winter against those of the base year, (R, N)."""
    base = p.horses_in_base_year + p.cattle_as_horses * p.cattle_in_base_year
    return (state.horses + p.cattle_as_horses * state.cattle) / base


def winter(
    p: Params,
    state: State,
    *,
    feed: Array,
    surplus_fed: Array,
    feed_wanted: Array,
    collectivised: Array,
    disorganisation: Array,
    private: Array,
) -> tuple[Winter, State]:
    """Herds on 1 January next, from feed, care and breeding."""
    fed = np.minimum(1, (feed + 0.5 * surplus_fed) / feed_wanted)
    hungry = 1 - fed
    neglect = collectivised * disorganisation
    horses = 1 + p.horse_growth * (1 - total(state.horses) / p.horse_capacity)
    horses = horses - p.horse_hunger * hungry - p.horse_neglect * neglect
    cattle = 1 + p.cattle_growth * (1 - state.cattle / p.cattle_capacity) * (0.5 + 0.5 * private)
    cattle = cattle - p.cattle_hunger * hungry - (p.cattle_neglect + p.nomad_neglect * p.nomad_herds) * neglect
    return (
        Winter(feed_ratio=fed),
        State(
            horses=state.horses * bounded(horses, p.horse_year_low, p.horse_year_high),
            cattle=state.cattle * bounded(cattle, p.cattle_year_low, p.cattle_year_high),
        ),
    )
