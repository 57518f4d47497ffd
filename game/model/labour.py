"""Labour: the jobs that capital makes, the hands that towns can spare, and what the hands know.

    J = J₀ (ΣK/ΣK₀)^{η_J} (1 + ŝ soft)(1 − e_b (1 − soft)),  soft = clip((i − i_s)/Δ_s, 0, 1)     jobs                [Mperson]
    able = max(λ U − κ_a (army − army₀), l̲ λ U);  L = min(J, able)                 those who can work; workers  [Mperson]
    vac = clip(J/able − v₀, 0, 1);  short = min((J/able − 1)⁺, s̄)                     vacancies; shortage          [1]
    hs ← ½ hs + ½ school                                                            schooling under way         [1]
    h ← [h' + (τ_h + σ_h hs)(1 + ġ_h t − h')⁺](1 − π_h terror),  h' diluted by new hands at q   skill           [1]
    A_L = h^θ (1 + d₁ disc (1 − d_v vac) − d₂ disc²)/d₀ · ω^{ε_w} (1 − x_f force)(1 − x_c drive)   worth of an hour's work  [1]
    ω = clip(W₋₁/W₀, ω̲, ω̄)                                                          last year's real wage       [1]

New hands are those beyond L₋₁. i, school, terror (arrests), disc, force (village coercion) and
drive (households pressed to join) are levers; U is townspeople, army the soldiers of mid-year.

Changed against the first version: the army calls up young townsmen who would work (κ_a), so that a
great army costs hands; the ratio of jobs to hands also says how short building is of hands. Effort follows the real wage
(a fair wage: Gregory and Harrison 2005, recalled), so the hunger of towns costs product. Labour
saturates at λ: participation of women neared its limit after 1936 (Schwarz 1952, recalled). e_b is
the entry barrier of Cheremukhin and others (2017), x_f and x_c the productivity lost outside
farming to coercion and to the campaign: nought here, set by lenses. Penalties bind less where
hands are short (d_v): managers who could not replace a man hid his absence (Filtzer 1986; size: judgement), and
harsher ones breed flight and slow work by their square. Arrests have costs alone:
whether they protect a government belongs to block `order`. Form: Allen (2003, ch. 8) for soft budgets.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from game.model.quantity import Array, Q, bounded, positive, power


# fmt: off
@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the scenario fixes."""

    jobs_in_base_year: Annotated[Array, Q("J₀", "Mperson", "nation", "workers and employees wanted in the base year", 0.1)]
    capital_in_base_year: Annotated[Array, Q("ΣK₀", "Grouble", "nation", "capital outside farming in the base year", 0.1)]
    jobs_from_capital: Annotated[Array, Q("η_J", "1", "nation", "elasticity of jobs to capital", 0, 2)]
    soft_budgets: Annotated[Array, Q("ŝ", "1", "nation", "extra hands that firms hire under soft budgets", 0, 2)]
    hard_budget_rate: Annotated[Array, Q("i_s", "1", "nation", "investment rate at which budgets begin to soften", 0, 1)]
    soft_budget_range: Annotated[Array, Q("Δ_s", "1", "nation", "rise of the rate that softens them fully", 0.001, 1)]
    entry_barrier: Annotated[Array, Q("e_b", "1", "nation", "jobs closed by barriers to entry while budgets are hard", 0, 1)]
    at_work: Annotated[Array, Q("λ", "1", "nation", "most of the townspeople who can work", 0, 1)]
    called_up: Annotated[Array, Q("κ_a", "1", "nation", "townsmen at work lost for each soldier called up", 0, 1)]
    army_in_base_year: Annotated[Array, Q("army₀", "Mperson", "nation", "army of the base year", 0)]
    least_at_work: Annotated[Array, Q("l̲", "1", "nation", "share of the able whom no army calls up", 0, 1)]
    vacancy_base: Annotated[Array, Q("v₀", "1", "nation", "jobs a hand at which nobody is called from the village", 0, 2)]
    most_shortage: Annotated[Array, Q("s̄", "1", "nation", "shortage of hands above which no more is felt", 0, 5)]
    new_hand_skill: Annotated[Array, Q("q", "1", "nation", "skill of a new hand, 1928's average = 1", 0, 1)]
    training: Annotated[Array, Q("τ_h", "1", "nation", "share of the gap in skill closed in a year on the job", 0, 1)]
    schooling_effect: Annotated[Array, Q("σ_h", "1", "nation", "more closed per share of product schooled", 0)]
    skill_growth: Annotated[Array, Q("ġ_h", "1", "nation", "yearly rise of the skill aimed at", 0, 0.2)]
    skill_lost_to_arrests: Annotated[Array, Q("π_h", "1", "nation", "skill lost in a year of mass arrests", 0, 1)]
    skill_weight: Annotated[Array, Q("θ", "1", "nation", "elasticity of efficiency to skill", 0, 2)]
    discipline_gain: Annotated[Array, Q("d₁", "1", "nation", "efficiency gained by discipline", 0, 1)]
    discipline_evaded: Annotated[Array, Q("d_v", "1", "nation", "share of that gain which managers short of hands let go", 0, 1)]
    discipline_harm: Annotated[Array, Q("d₂", "1", "nation", "efficiency lost by its square", 0, 1)]
    discipline_in_base_year: Annotated[Array, Q("d₀", "1", "nation", "efficiency under 1928's discipline", 0.5, 2)]
    effort_from_wage: Annotated[Array, Q("ε_w", "1", "nation", "elasticity of effort to the real wage", 0, 1)]
    wage_in_base_year: Annotated[Array, Q("W₀", "Grouble/Mperson", "nation", "real wage of the base year", 0.01)]
    least_wage_felt: Annotated[Array, Q("ω̲", "1", "nation", "real wage below which effort falls no more, 1928 = 1", 0.01, 1)]
    most_wage_felt: Annotated[Array, Q("ω̄", "1", "nation", "real wage above which effort rises no more, 1928 = 1", 1, 3)]
    lost_to_coercion: Annotated[Array, Q("x_f", "1", "nation", "efficiency outside farming lost to village coercion", 0, 1)]
    lost_to_campaign: Annotated[Array, Q("x_c", "1", "nation", "efficiency outside farming lost to the campaign", 0, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What hands know, and how many there were."""

    skill: Annotated[Array, Q("h", "1", "nation", "skill of the labour force outside farming, 1928 = 1", 0)]
    schooling_under_way: Annotated[Array, Q("hs", "1", "nation", "schooling under way, share of product", 0)]
    employed: Annotated[Array, Q("L₋₁", "Mperson", "nation", "workers and employees last year", 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Hands and what they are worth, before the year's product."""

    workers: Annotated[Array, Q("L", "Mperson", "nation", "workers and employees", 0)]
    vacancies: Annotated[Array, Q("vac", "1", "nation", "jobs that call hands from the village", 0, 1)]
    shortage: Annotated[Array, Q("short", "1", "nation", "jobs beyond the hands, share of the hands", 0)]
    skill: Annotated[Array, Q("h", "1", "nation", "skill, 1928 = 1", 0)]
    worth: Annotated[Array, Q("A_L", "1", "nation", "worth of an hour's work, 1928 = 1", 0)]
# fmt: on


def work(
    p: Params,
    state: State,
    *,
    capital: Array,
    urban: Array,
    soldiers: Array,
    investment_rate: Array,
    schooling: Array,
    arrests: Array,
    discipline: Array,
    coercion: Array,
    drive: Array,
    real_wage: Array,
    elapsed: Array,
) -> tuple[Work, State]:
    """Employment and skill of the year; `capital` outside farming, `urban` and `soldiers` are the nation's."""
    soft = bounded((investment_rate - p.hard_budget_rate) / p.soft_budget_range, 0, 1)
    jobs = p.jobs_in_base_year * power(capital / p.capital_in_base_year, p.jobs_from_capital)
    jobs = jobs * (1 + p.soft_budgets * soft) * (1 - p.entry_barrier * (1 - soft))
    townsmen = p.at_work * urban
    able = np.maximum(townsmen - p.called_up * (soldiers - p.army_in_base_year), p.least_at_work * townsmen)
    workers = np.minimum(jobs, able)
    wanted = jobs / able
    new_hands = bounded((workers - state.employed) / workers, 0, 1)
    schools = 0.5 * state.schooling_under_way + 0.5 * schooling
    diluted = state.skill * (1 - new_hands) + p.new_hand_skill * new_hands
    learning = p.training + p.schooling_effect * schools
    learned = diluted + learning * positive(1 + p.skill_growth * elapsed - diluted)
    skill = learned * (1 - p.skill_lost_to_arrests * arrests)
    vacancies = bounded(wanted - p.vacancy_base, 0, 1)
    order = 1 + p.discipline_gain * discipline * (1 - p.discipline_evaded * vacancies)
    order = order - p.discipline_harm * discipline * discipline
    effort = power(bounded(real_wage / p.wage_in_base_year, p.least_wage_felt, p.most_wage_felt), p.effort_from_wage)
    harm = (1 - p.lost_to_coercion * coercion) * (1 - p.lost_to_campaign * drive)
    return (
        Work(
            workers=workers,
            vacancies=vacancies,
            shortage=bounded(wanted - 1, 0, p.most_shortage),
            skill=skill,
            worth=power(skill, p.skill_weight) * order / p.discipline_in_base_year * effort * harm,
        ),
        State(skill=skill, schooling_under_way=schools, employed=workers),
    )
