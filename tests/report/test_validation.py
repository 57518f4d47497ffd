"""What `validate` says of the historical plan: its sums are right, its targets stand where they are met.

The short form of the continuous build. A target that is met today may not be lost in silence: how many are
met stands on the written page, and the page has to be written again where that or a series has moved.
"""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.lab import published, variants
from game.lab import targets as lab_targets
from game.lab.candidates import play, script
from game.lab.ensembles import Ensemble, ensemble
from game.report.validation import bands, charts, claims, compare, docs, fit, page, shapes, unfitted, whole
from game.report.validation.fit import HISTORY
from game.report.validation.targets import TARGETS, Target
from game.report.validation.whole import Validation
from game.rules import likely
from game.scenario.load import load
from game.scenario.records import Scenario

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("great_break")


@pytest.fixture(scope="module")
def history(scenario: Scenario) -> Ensemble:
    return ensemble(scenario, scenario.plans[HISTORY], futures=2, luck="history")


@pytest.fixture(scope="module")
def done(scenario: Scenario) -> Validation:
    return whole.validate(scenario, seed=1, futures=20)


# --- sums ----------------------------------------------------------------------------------------


def test_an_error_is_the_mean_distance_as_a_share_of_the_record() -> None:
    assert fit.distance([110.0, 95.0], [100.0, 100.0], "mean") == pytest.approx((0.075, 0.1, 0))


def test_exports_are_measured_in_tonnes_and_shares_in_points() -> None:
    assert fit.distance([2.0, 1.0], [1.0, 3.0], "pooled") == pytest.approx((0.75, -1.0, 1))
    assert fit.distance([20.0, 12.0], [18.0, 13.0], "points") == pytest.approx((1.5, 2.0, 0))


def test_nothing_to_compare_is_not_a_number() -> None:
    error, worst, at = fit.distance([], [], "mean")
    assert math.isnan(error)
    assert math.isnan(worst)
    assert at == -1


def test_years_inside_are_counted() -> None:
    assert fit.share_inside([1.0, 2.0, 3.0], [0.5, 2.5, 3.0], [1.5, 3.0, 3.0]) == pytest.approx(2 / 3)


def test_a_series_moved_off_the_record_misses_its_target(scenario: Scenario, history: Ensemble) -> None:
    name = "population_jan1"
    moved = {**history.series.national, name: history.series.national[name] * 1.2}
    wrong = fit.against(
        replace(history.series, national=moved), name, scenario.record.national[name], Target(name, 0.05), ""
    )
    assert wrong.met is False
    assert wrong.inside == 0


def test_stocks_given_at_the_start_are_not_counted(scenario: Scenario, history: Ensemble) -> None:
    found = {each.reading: each for each in fit.series(scenario, history.series)}
    assert found["cattle_jan1"].years[0] == scenario.first_year + 1
    assert found["gdp_index"].years[0] == scenario.first_year
    assert min(found["grain_exports"].record) > 1.0


def test_coverage_counts_points_inside(scenario: Scenario, history: Ensemble) -> None:
    """Bands as wide as can be hold every point; bands of no width hold next to none."""
    spread = {name: rows[..., :1] + np.linspace(-1e6, 1e6, 401) for name, rows in history.series.national.items()}
    wide = bands.coverage(scenario, replace(history.series, national=spread))
    assert all(band.inside == band.points > 100 for band in wide)
    narrow = bands.coverage(scenario, history.series)
    assert all(band.share < 0.2 for band in narrow) or scenario.cloud is not None


def test_order_of_the_worst_hit_is_broken_by_a_great_swap(scenario: Scenario, history: Ensemble) -> None:
    found = fit.deaths(scenario, history.series)
    names = [region.id for region in scenario.regions]
    rows = history.series.regional["famine_deaths"].copy()
    north, ukraine = names.index("north_west"), names.index("ukraine")
    rows[:, [north, ukraine]] = rows[:, [ukraine, north]]
    swapped = replace(history.series, regional={**history.series.regional, "famine_deaths": rows})
    assert fit.worst_hit(scenario, swapped, found)[2] is False


# --- variants ------------------------------------------------------------------------------------


def test_a_lever_set_in_some_years_returns_to_what_stood(scenario: Scenario) -> None:
    plan = scenario.plans[HISTORY]
    changed = variants.ordering(plan, [1931, 1932], {"grain_exports": 0.0})
    assert [changed.orders[year]["grain_exports"] for year in (1931, 1932)] == [0.0, 0.0]
    assert changed.orders[1930] == plan.orders[1930]
    assert changed.orders[1933] == plan.orders[1933]


def test_a_lever_that_a_plan_set_long_ago_returns_to_it(scenario: Scenario) -> None:
    sparse = replace(scenario.plans[HISTORY], orders={1928: {"grain_exports": 0.5}})
    changed = variants.ordering(sparse, [1931, 1932], {"grain_exports": 0.0})
    assert {year: given["grain_exports"] for year, given in changed.orders.items() if given} == {
        1928: 0.5,
        1931: 0.0,
        1932: 0.0,
        1933: 0.5,
    }


def test_the_same_tonnes_are_taken_from_every_region(scenario: Scenario) -> None:
    changed, plan = claims.WORKED_OUT["same_tonnes"](scenario)
    wanted, taken = variants.tonnes(scenario, scenario.plans[HISTORY]), variants.tonnes(changed, plan)
    for year in range(1929, 1935):
        assert sum(taken[year].values()) == pytest.approx(sum(wanted[year].values()), rel=0.02), year


def test_a_variant_of_a_parameter_that_is_gone_is_told_not_raised(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = replace(claims.VARIANTS["no_bias"], parameters={"collections.gone": 0.0})
    monkeypatch.setitem(claims.VARIANTS, "no_bias", gone)
    told = {each.id: each for each in claims.tell(scenario, seed=1, futures=2)}
    assert told["bias_union"].met is None
    assert math.isnan(told["bias_union"].value)
    assert told["exports"].met is not None


# --- one declaration for the fit and for the page ---


def test_a_band_of_the_fit_that_is_not_the_published_one_says_why() -> None:
    for claim in published.CLAIMS:
        if claim.aim is not None:
            own = (claim.aim.low, claim.aim.high, claim.aim.measure) != (None, None, None)
            assert bool(claim.aim.why) == own, claim.id
            assert claim.fitted, claim.id
    for each in lab_targets.RANGES:
        assert bool(each.why) == (each.band is not None), each


def test_the_fit_pulls_no_further_than_the_page_allows() -> None:
    for each in lab_targets.COMPARED:
        assert math.isfinite(each.low + each.high), each.claim.id
        if each.measure == each.claim.measure:
            assert each.claim.low <= each.low < each.high <= each.claim.high, each.claim.id


def test_a_lens_moves_the_range_of_the_dead_and_the_record_holds_it(scenario: Scenario, history: Ensemble) -> None:
    found = {each.region: (each.low, each.high) for each in fit.deaths(scenario, history.series)}
    about = scenario.record.about_regional["famine_deaths"]
    assert found == {"": scenario.record.about["famine_deaths"].accept.total, **about.accept_totals}
    lens = load("great_break", lens="deaths_low")
    seen = {each.region: (each.low, each.high) for each in fit.deaths(lens, history.series)}
    assert seen[""] == (4.6, 6.5)
    assert seen["ukraine"] == (2.4, 2.9)
    assert seen["volga"] == found["volga"]


@pytest.mark.parametrize("name", [each.id for each in published.VARIANTS if each.levers or each.normal])
def test_fit_and_page_play_the_same_variant(scenario: Scenario, name: str) -> None:
    """What candidates play side by side is what the variant is as a plan of its own."""
    plain, variant = replace(scenario, cloud=None), claims.VARIANTS[name]
    free = plain.free[:1]
    start = likely.values(plain, free)[:, None]
    beside = play(plain, free, start, [variant], {name: script(plain, variant)}, national=("famine_deaths",))
    alone = claims.outcome(plain, name, seed=1, futures=1)
    ours = beside.national[name]["famine_deaths"][:, 0]
    assert ours == pytest.approx(alone.series["famine_deaths"][:, 0], abs=1e-9, nan_ok=True)


# --- the whole -----------------------------------------------------------------------------------


def test_every_target_of_the_issue_is_asked(done: Validation) -> None:
    assert {each.reading for each in done.fits} >= {target.reading for target in TARGETS}


def test_every_reading_that_was_never_fitted_is_told(done: Validation) -> None:
    assert [each.reading for each in done.unfitted] == list(unfitted.CHECKS)
    for each in done.unfitted:
        assert bool(each.ours) == bool(each.checks)


def test_shapes_hold(done: Validation) -> None:
    assert [each.said for each in done.shapes if not each.holds] == []


def test_json_holds_everything_and_nothing_that_is_not_a_number(done: Validation) -> None:
    whole_of = json.loads(whole.as_json(done))
    assert whole_of["targets"]["asked"] >= 20
    assert [band["percent"] for band in whole_of["bands"]] == [90, 50]
    assert len(whole_of["claims"]) == len(published.CLAIMS)


def test_the_page_says_every_series_and_by_how_much_a_target_is_missed(done: Validation, scenario: Scenario) -> None:
    lines = "\n".join(page.markdown([*page.sections(done, scenario)]))
    assert all(each.reading in lines for each in done.fits)
    missed = [each for each in done.fits if each.met is False]
    assert lines.count("missed by") >= len(missed)


def test_the_written_page_tells_of_this_model(scenario: Scenario) -> None:
    """Within a tenth of a point: write the pages again where a series has moved."""
    written = docs.told((DOCS / docs.VALIDATION).read_text(encoding="utf-8"))
    quick = whole.validate(scenario, seed=1, futures=400, quick=True)
    fresh = docs.told("\n".join(docs.validation(scenario, quick)))
    assert written == fresh, f"run `{docs.COMMAND}`"
    met, asked = quick.targets
    said = f"{met} of {asked} targets are met"
    assert said in (DOCS / docs.VALIDATION).read_text(encoding="utf-8"), f"{said} now: run `{docs.COMMAND}`"


def test_every_lens_and_chart_is_on_a_written_page(scenario: Scenario) -> None:
    written = (DOCS / docs.LENSES).read_text(encoding="utf-8")
    assert [lens for lens in scenario.lenses if f"| {lens} |" not in written] == [], f"run `{docs.COMMAND}`"
    assert all((DOCS / name).is_file() for name in charts.TITLES)
    assert "differences.md" in (DOCS / docs.VALIDATION).read_text(encoding="utf-8")


def test_charts_are_drawn(scenario: Scenario, tmp_path: Path) -> None:
    drawn = list(charts.draw(tmp_path, scenario, seed=1, futures=5))
    assert {each.name for each in drawn} == set(charts.TITLES)
    assert all(each.read_text(encoding="utf-8").startswith("<?xml") for each in drawn)


def test_lenses_stand_side_by_side() -> None:
    plain, other = load("great_break"), load("great_break", lens="deaths_low")
    rows = compare.compare([plain, other], seed=1, futures=2)
    found = {(row.lens, row.plan): row for row in rows}
    assert found["deaths_low", HISTORY].famine < found["", HISTORY].famine
    assert found["deaths_low", "nep"].product == pytest.approx(found["", "nep"].product, rel=1e-3)
    sections = list(compare.sections(rows, plain))
    assert sum("× 0.8" in row for section in sections for row in section.rows) >= 1


def test_a_shape_that_does_not_hold_is_told(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    upside_down = tuple(replace(sign, rises=not sign.rises) for sign in shapes.SIGNS)
    monkeypatch.setattr(shapes, "SIGNS", upside_down)
    told = shapes.tell(scenario, seed=1, futures=2)[: len(upside_down)]
    assert not any(each.holds for each in told)
