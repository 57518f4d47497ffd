"""Whole: everything that validation has to say, as one record and as JSON.

The historical plan is played under history's weather for the series and the claims. The bands are the
futures' own: where the scenario has a cloud of parameters (`lab cloud`) history's weather is kept and the
futures differ in what historians do not know; without one they differ by drawn weather and prices.
"""

import json
from dataclasses import dataclass
from typing import Final

from game.lab.ensembles import ensemble
from game.model import MODEL
from game.report.series import RefusedError, plain
from game.report.validation import bands, claims, fit, shapes, unfitted
from game.report.validation.bands import Band
from game.report.validation.claims import Told
from game.report.validation.fit import HISTORY, Deaths, Fit, Jump, Regional
from game.report.validation.shapes import Shape
from game.report.validation.unfitted import Unfitted
from game.scenario.records import Luck, Scenario

FEW: Final = 64
"""Futures for claims and shapes: what is asked of them does not hang on the campaign's luck."""


@dataclass(frozen=True, slots=True)
class Validation:
    """The historical plan against the record, and the model against what was published."""

    scenario: str
    lens: str
    seed: int
    futures: int
    model: int
    band_of: str
    fits: tuple[Fit, ...]
    regional: tuple[Regional, ...]
    deaths: tuple[Deaths, ...]
    peak_year: int
    peak_met: bool
    worst_hit: tuple[str, ...]
    worst_hit_record: tuple[str, ...]
    worst_hit_met: bool
    jump: tuple[Jump, ...]
    bands: tuple[Band, ...]
    unfitted: tuple[Unfitted, ...]
    claims: tuple[Told, ...]
    shapes: tuple[Shape, ...]

    @property
    def targets(self) -> tuple[int, int]:
        """How many of the stated targets are met, of how many that could be asked."""
        judged = [*(each.met for each in self.fits), *(each.met for each in self.deaths)]
        asked = [met for met in judged if met is not None]
        asked += [
            self.peak_met,
            self.worst_hit_met,
            *(each.met for each in self.jump),
            *(band.met for band in self.bands),
        ]
        return sum(asked), len(asked)


def validate(scenario: Scenario, *, seed: int, futures: int, quick: bool = False) -> Validation:
    """Play all that is needed and say what came of it; `quick` leaves claims and shapes out.

    RefusedError where the historical plan orders what may not be ordered.
    """
    plan = scenario.plans[HISTORY]
    luck: Luck = "history" if scenario.cloud is not None else "drawn"
    history = ensemble(scenario, plan, seed=seed, futures=futures, luck="history")
    if history.refused:
        year, season = history.refused_at or (0, "")
        raise RefusedError(plan, year, season, history.refused)
    spread = history if luck == "history" else ensemble(scenario, plan, seed=seed, futures=futures, luck=luck)
    dead = fit.deaths(scenario, history.series)
    ours, theirs, agree = fit.worst_hit(scenario, history.series, dead)
    few = min(FEW, futures)
    return Validation(
        scenario=scenario.id,
        lens=scenario.lens,
        seed=seed,
        futures=futures,
        model=MODEL,
        band_of="what the record allows, under history's weather" if scenario.cloud else "drawn weather and prices",
        fits=tuple(fit.series(scenario, history.series)),
        regional=tuple(fit.regional(scenario, history.series)),
        deaths=tuple(dead),
        peak_year=fit.peak_year(history.series),
        peak_met=fit.peak_met(history.series),
        worst_hit=tuple(ours),
        worst_hit_record=tuple(theirs),
        worst_hit_met=agree,
        jump=fit.jump(scenario, history.series),
        bands=tuple(bands.coverage(scenario, spread.series)),
        unfitted=tuple(unfitted.readings(scenario, history.series)),
        claims=() if quick else tuple(claims.tell(scenario, seed=seed, futures=few)),
        shapes=() if quick else tuple(shapes.tell(scenario, seed=seed, futures=few)),
    )


def as_json(done: Validation) -> str:
    """The validation as one JSON object; what is not known is null."""
    whole = plain(done)
    met, asked = done.targets
    whole["targets"] = {"met": met, "asked": asked}
    for band, each in zip(whole["bands"], done.bands, strict=True):
        band |= {"share": each.share, "met": each.met}
    for jump, each_jump in zip(whole["jump"], done.jump, strict=True):
        jump |= {"met": each_jump.met}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
