"""Herds: horses, cattle, sheep and goats; slaughtered under threat, starved in winter, bred again.

    s_h = min(s̄_h, λ_h push (1 + n_h S)), and so s_c and s_s with s̄_c, λ_c, n_c and s̄_s, λ_s, n_s:
    s_h Ho, s_c Ca, s_s Sh are slaughtered in the spring of a drive                         [Mhead]
    v = (1 − c) force push/(push + τ)                        fear, of what the year has shown        [1]
    s'_h = min(s̄_h, α_h v (1 + n_h S)), and so s'_c and s'_s with α_c and α_s:
    s'_h Ho, s'_c Ca, s'_s Sh are slaughtered in the autumn after                           [Mhead]
    M = s_c Ca/(1 + n_c S) + ℓ s_s Sh/(1 + n_s S)            of it eaten by the owners, as cattle  [Mhead]
    Ho ← Ho clip(1 + g_h (1 − (ν p + (1 − ν) Ho/Ho₀)/p̄) − f_h (1 − φ') − (k_h + k_S S) c d, q̲, q̄)
                                                                                           [Mhead]
    Ca ← Ca clip(1 + g_c (1 − Ca/(C̄ Ca₀ K)) − f_c (1 − φ') − (k_c + k_S S) c d, r̲, r̄)               [Mhead]
    Sh ← Sh clip(1 + g_s (1 − Sh/(S̄ Sh₀ K)) − f_s (1 − φ') − (k_s + k_S S) c d, r̲, r̄)               [Mhead]
    K = κ + (1 − κ) private                                  room for herds where plots are cut     [1]
    φ = min(1, (feed + ½ surplus fed)/feed wanted)           feed ratio of the coming winter        [1]
    φ' = η φ + (1 − η) φ₋₁                                   what the winters on both sides of the year gave [1]
    u = (Ho + w Ca)/(Ho₀ + w Ca₀)                            herds to be fed on grain, 1928 = 1     [1]
    L = Ca + ℓ Sh                                            stock that feeds people, as cattle  [Mhead]

push and c are the campaign's, c the collectivised share, d disorganisation, p the fields' draught power, force
and private levers. S marks nomad herds, which settling by
force destroys. What nomads lose beyond other villagers feeds none of them: it was taken by livestock
collections, or driven into pens where it died (Pianciola 2004, seen; Abylkhozhin, Kozybaev and Tatimov 1989,
recalled). No force and no push give exactly no slaughter.

Against the first version: (1) households kill in the autumn too, out of what the year has shown
them, so that the winter of 1929/30 falls partly before the January count (Davies 1980 has the
wave begin in the autumn of 1929; nobody knows the next order, and a small drive that is forced
frightens almost as a large one: judgement); where plots are cut there is less room for herds. (2) Sheep and goats, by which nomads lived. (3) Horses are bred
where work waits for them and no longer where tractors do their work, so that the herd recovers after
1934 and slows before 1940 (judgement). (4) A
winter's losses fall on both sides of the January count (judgement). (5) No national capacity: it made the split of a region matter.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    horse_slaughter: Annotated[Array, Q("λ_h", "1", "nation", "horses slaughtered per household pressed", 0, 1)]
    cattle_slaughter: Annotated[Array, Q("λ_c", "1", "nation", "cattle slaughtered per household pressed", 0, 1)]
    sheep_slaughter: Annotated[Array, Q("λ_s", "1", "nation", "sheep slaughtered per household pressed", 0, 1)]
    threat_that_frightens: Annotated[Array, Q("τ", "1", "nation", "households pressed at which half the fear is felt", 0.001, 1)]
    horses_killed_in_fear: Annotated[Array, Q("α_h", "1", "nation", "horses outside farms slaughtered in the autumn at full fear", 0, 1)]
    cattle_killed_in_fear: Annotated[Array, Q("α_c", "1", "nation", "cattle outside farms slaughtered in the autumn at full fear", 0, 1)]
    sheep_killed_in_fear: Annotated[Array, Q("α_s", "1", "nation", "sheep outside farms slaughtered in the autumn at full fear", 0, 1)]
    nomad_herds: Annotated[Array, Q("S", "1", "region", "1 where herds are nomad and settled by force", 0, 1)]
    nomad_horse_loss: Annotated[Array, Q("n_h", "1", "nation", "extra loss of nomads' horses", 0)]
    nomad_cattle_loss: Annotated[Array, Q("n_c", "1", "nation", "extra loss of nomads' cattle", 0)]
    nomad_sheep_loss: Annotated[Array, Q("n_s", "1", "nation", "extra loss of nomads' sheep", 0)]
    most_horses_slaughtered: Annotated[Array, Q("s̄_h", "1", "nation", "most horses slaughtered in a half-year", 0, 1)]
    most_cattle_slaughtered: Annotated[Array, Q("s̄_c", "1", "nation", "most cattle slaughtered in a half-year", 0, 1)]
    most_sheep_slaughtered: Annotated[Array, Q("s̄_s", "1", "nation", "most sheep slaughtered in a half-year", 0, 1)]
    horse_growth: Annotated[Array, Q("g_h", "1", "nation", "growth of the horse herd at its best", 0, 1)]
    horses_wanted: Annotated[Array, Q("p̄", "1", "nation", "work done at which no more horses are bred, 1928 = 1", 0.5, 2)]
    work_in_fields: Annotated[Array, Q("ν", "1", "nation", "share of horses' work in the fields, where tractors can do it", 0, 1)]
    horse_hunger: Annotated[Array, Q("f_h", "1", "nation", "horses lost where there is no feed", 0, 1)]
    horse_neglect: Annotated[Array, Q("k_h", "1", "nation", "horses lost to disorder in collective farms", 0, 1)]
    horse_year_low: Annotated[Array, Q("q̲", "1", "nation", "worst winter for horses, share left", 0, 1)]
    horse_year_high: Annotated[Array, Q("q̄", "1", "nation", "best year for horses", 1, 2)]
    cattle_growth: Annotated[Array, Q("g_c", "1", "nation", "growth of the cattle herd at its best", 0, 1)]
    cattle_room: Annotated[Array, Q("C̄", "1", "nation", "cattle for which there is room, 1928 = 1", 0.1)]
    cattle_hunger: Annotated[Array, Q("f_c", "1", "nation", "cattle lost where there is no feed", 0, 1)]
    cattle_neglect: Annotated[Array, Q("k_c", "1", "nation", "cattle lost to disorder in collective farms", 0, 1)]
    sheep_growth: Annotated[Array, Q("g_s", "1", "nation", "growth of the flocks at their best", 0, 1)]
    sheep_room: Annotated[Array, Q("S̄", "1", "nation", "sheep and goats for which there is room, 1928 = 1", 0.1)]
    sheep_hunger: Annotated[Array, Q("f_s", "1", "nation", "sheep lost where fodder fails", 0, 1)]
    sheep_neglect: Annotated[Array, Q("k_s", "1", "nation", "sheep lost to disorder in collective farms", 0, 1)]
    nomad_neglect: Annotated[Array, Q("k_S", "1", "nation", "the same, more where herds were nomad", 0, 1)]
    winter_before_count: Annotated[Array, Q("η", "1", "nation", "part of a winter's losses before the count of January", 0, 1)]
    room_without_plots: Annotated[Array, Q("κ", "1", "nation", "herds for which there is room where plots are closed", 0.05, 1)]
    year_low: Annotated[Array, Q("r̲", "1", "nation", "worst winter for cattle and sheep, share left", 0, 1)]
    year_high: Annotated[Array, Q("r̄", "1", "nation", "best year for cattle and sheep", 1, 2)]
    cattle_as_horses: Annotated[Array, Q("w", "1", "nation", "grain fed to a head of cattle against a horse", 0, 1)]
    sheep_as_cattle: Annotated[Array, Q("ℓ", "1", "nation", "food from a sheep against a head of cattle", 0, 1)]
    horses_in_base_year: Annotated[Array, Q("Ho₀", "Mhead", "region", "horses in the base year", 0.001)]
    cattle_in_base_year: Annotated[Array, Q("Ca₀", "Mhead", "region", "cattle in the base year", 0.001)]
    sheep_in_base_year: Annotated[Array, Q("Sh₀", "Mhead", "region", "sheep and goats in the base year", 0.001)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Herds at a season's end."""

    horses: Annotated[Array, Q("Ho", "Mhead", "region", "horses", 0)]
    cattle: Annotated[Array, Q("Ca", "Mhead", "region", "cattle, standing for all productive stock but sheep", 0)]
    sheep: Annotated[Array, Q("Sh", "Mhead", "region", "sheep and goats", 0)]
    fed: Annotated[Array, Q("φ₋₁", "1", "region", "feed given against feed wanted since the last harvest", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slaughter:
    """What was slaughtered rather than handed over."""

    horses_slaughtered: Annotated[Array, Q("s_h Ho", "Mhead", "region", "horses slaughtered", 0)]
    cattle_slaughtered: Annotated[Array, Q("s_c Ca", "Mhead", "region", "cattle slaughtered", 0)]
    sheep_slaughtered: Annotated[Array, Q("s_s Sh", "Mhead", "region", "sheep slaughtered", 0)]
    eaten: Annotated[Array, Q("M", "Mhead", "region", "slaughter that its owners could eat, as cattle", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Winter:
    """How the herds came through, and what the autumn before cost them."""

    feed_ratio: Annotated[Array, Q("φ", "1", "region", "feed given against feed wanted", 0, 1)]
    horses_killed: Annotated[Array, Q("s'_h Ho", "Mhead", "region", "horses slaughtered in the autumn", 0)]
    cattle_killed: Annotated[Array, Q("s'_c Ca", "Mhead", "region", "cattle slaughtered in the autumn", 0)]
    sheep_killed: Annotated[Array, Q("s'_s Sh", "Mhead", "region", "sheep slaughtered in the autumn", 0)]
# fmt: on


def slaughter(p: Params, state: State, push: Array) -> tuple[Slaughter, State]:
    """Stock killed by households in the spring of a drive; nothing where nobody is pressed."""
    horses = p.horse_slaughter * push * (1 + p.nomad_horse_loss * p.nomad_herds)
    cattle = p.cattle_slaughter * push * (1 + p.nomad_cattle_loss * p.nomad_herds)
    sheep = p.sheep_slaughter * push * (1 + p.nomad_sheep_loss * p.nomad_herds)
    return _kill(p, state, horses, cattle, sheep)


def fear(p: Params, state: State, *, push: Array, coercion: Array, collectivised: Array) -> tuple[Slaughter, State]:
    """Stock killed in the autumn by those still outside; nothing where nobody is pressed or forced."""
    dread = (1 - collectivised) * coercion * push / (push + p.threat_that_frightens)
    horses = dread * p.horses_killed_in_fear * (1 + p.nomad_horse_loss * p.nomad_herds)
    cattle = dread * p.cattle_killed_in_fear * (1 + p.nomad_cattle_loss * p.nomad_herds)
    sheep = dread * p.sheep_killed_in_fear * (1 + p.nomad_sheep_loss * p.nomad_herds)
    return _kill(p, state, horses, cattle, sheep)


def _kill(p: Params, state: State, horses: Array, cattle: Array, sheep: Array) -> tuple[Slaughter, State]:
    horses = np.minimum(p.most_horses_slaughtered, horses)
    cattle = np.minimum(p.most_cattle_slaughtered, cattle)
    sheep = np.minimum(p.most_sheep_slaughtered, sheep)
    killed = Slaughter(
        horses_slaughtered=state.horses * horses,
        cattle_slaughtered=state.cattle * cattle,
        sheep_slaughtered=state.sheep * sheep,
        eaten=state.cattle * cattle / (1 + p.nomad_cattle_loss * p.nomad_herds)
        + p.sheep_as_cattle * state.sheep * sheep / (1 + p.nomad_sheep_loss * p.nomad_herds),
    )
    kept = State(
        horses=state.horses * (1 - horses),
        cattle=state.cattle * (1 - cattle),
        sheep=state.sheep * (1 - sheep),
        fed=state.fed,
    )
    return killed, kept


def mouths(p: Params, state: State) -> Array:
    """Herds to be fed on grain through the winter against those of the base year, (R, N); sheep graze."""
    base = p.horses_in_base_year + p.cattle_as_horses * p.cattle_in_base_year
    return (state.horses + p.cattle_as_horses * state.cattle) / base


def livestock(p: Params, cattle: Array, sheep: Array) -> Array:
    """Stock that feeds people, as cattle: L in Mhead by region."""
    return cattle + p.sheep_as_cattle * sheep


def winter(
    p: Params,
    state: State,
    *,
    killed: Slaughter,
    feed: Array,
    surplus_fed: Array,
    feed_wanted: Array,
    draught_power: Array,
    collectivised: Array,
    disorganisation: Array,
    private: Array,
) -> tuple[Winter, State]:
    """Herds on 1 January next, from feed, care and breeding; `killed` is the autumn's slaughter."""
    fed = np.minimum(1, (feed + 0.5 * surplus_fed) / feed_wanted)
    hungry = 1 - p.winter_before_count * fed - (1 - p.winter_before_count) * state.fed
    neglect = collectivised * disorganisation
    room = p.room_without_plots + (1 - p.room_without_plots) * private
    nomad_neglect = p.nomad_neglect * p.nomad_herds
    work = p.work_in_fields * draught_power + (1 - p.work_in_fields) * state.horses / p.horses_in_base_year
    horses = 1 + p.horse_growth * (1 - work / p.horses_wanted)
    horses = horses - p.horse_hunger * hungry - (p.horse_neglect + nomad_neglect) * neglect
    cattle = 1 + p.cattle_growth * (1 - state.cattle / (p.cattle_room * p.cattle_in_base_year * room))
    cattle = cattle - p.cattle_hunger * hungry - (p.cattle_neglect + nomad_neglect) * neglect
    sheep = 1 + p.sheep_growth * (1 - state.sheep / (p.sheep_room * p.sheep_in_base_year * room))
    sheep = sheep - p.sheep_hunger * hungry - (p.sheep_neglect + nomad_neglect) * neglect
    return (
        Winter(
            feed_ratio=fed,
            horses_killed=killed.horses_slaughtered,
            cattle_killed=killed.cattle_slaughtered,
            sheep_killed=killed.sheep_slaughtered,
        ),
        State(
            horses=state.horses * bounded(horses, p.horse_year_low, p.horse_year_high),
            cattle=state.cattle * bounded(cattle, p.year_low, p.year_high),
            sheep=state.sheep * bounded(sheep, p.year_low, p.year_high),
            fed=fed,
        ),
    )
