"""A plan's run beside the record: the shape that was promised, the same figures in every form."""

import csv
import io
import json
import math
from dataclasses import replace
from types import MappingProxyType

import pytest

from game.report import series
from game.report.series import Column, Run, play_plan
from game.scenario import load
from game.scenario.records import Scenario

KEYS = [
    "scenario",
    "lens",
    "plan",
    "seed",
    "futures",
    "model",
    "years",
    "series",
    "regions",
    "verdicts",
    "war",
    "bounds",
]
PROMISED = [
    "gdp_index",
    "grain_harvest",
    "grain_procurement",
    "grain_exports",
    "cattle_jan1",
    "horses_jan1",
    "population_jan1",
    "births",
    "deaths",
    "famine_deaths",
    "repression_deaths",
    "excess_deaths",
    "urban_population_jan1",
    "collectivised_households_pct",
    "gross_investment_share_gnp",
    "defence_share_gnp",
    "industry_index",
    "steel",
    "tractor_power",
    "gulag_total_jan1",
    "consumption_per_head",
    "workers_employees",
    "war_readiness",
]


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Great Break as it is shipped."""
    return load.load("great_break")


@pytest.fixture(scope="module")
def drawn(scenario: Scenario) -> Run:
    """History's plan under drawn luck."""
    return play_plan(scenario, scenario.plans["history"], seed=3, futures=40, luck="drawn")


def test_json_has_exactly_the_promised_shape(scenario: Scenario, drawn: Run) -> None:
    whole = json.loads(series.as_json(drawn))
    assert list(whole) == KEYS
    assert whole["years"] == list(range(1928, 1942))
    assert set(PROMISED) <= set(whole["series"])
    for column in whole["series"].values():
        assert list(column) == ["unit", "median", "low", "high", "record"]
        assert {len(column[name]) for name in ("median", "low", "high", "record")} == {14}
    names = [region.id for region in scenario.regions]
    assert all(list(regions) == names for regions in whole["regions"].values())
    assert 0 <= whole["war"]["collapse"] <= 1
    assert whole["war"]["months"][0] == "1941-06"
    assert whole["war"]["months"][-1] == "1942-12"
    assert len(whole["war"]["depth"]["median"]) == len(whole["war"]["months"])
    assert set(whole["verdicts"]) == {"growth", "human_cost", "survival"}
    assert list(whole["bounds"]) == [str(year) for year in range(1928, 1941)]
    assert all(set(each) == {"asked", "got", "unit"} for year in whole["bounds"].values() for each in year.values())


def test_what_the_record_has_stands_beside_it_in_its_unit(scenario: Scenario, drawn: Run) -> None:
    for name, points in scenario.record.national.items():
        if name in drawn.series:
            column = drawn.series[name]
            assert column.unit == scenario.record.about[name].unit
            for year, found in zip(drawn.years, column.record, strict=True):
                assert (math.isnan(found) and year not in points) or found == points[year].value
    assert drawn.series["steel"].record[0] == pytest.approx(4.25, abs=0.05)


def test_a_run_can_be_put_in_the_records_units(scenario: Scenario, drawn: Run) -> None:
    told = series.in_record_units(drawn, scenario)
    people = told.series["population_jan1"]
    assert people.unit == "thousand"
    assert people.median[0] == pytest.approx(151_600, abs=1)
    assert people.record[0] == pytest.approx(151_622, abs=1)
    assert told.regions["population_jan1"]["ukraine"][0] == pytest.approx(29_900, rel=0.02)
    assert told.series["gulag_total_jan1"].record[0] == pytest.approx(30_000)
    assert told.series["skill"] == drawn.series["skill"]
    for name, column in told.series.items():
        assert column.error() == pytest.approx(drawn.series[name].error(), nan_ok=True), name


def test_the_band_holds_the_median(drawn: Run) -> None:
    for column in drawn.series.values():
        for low, median, high in zip(column.low, column.median, column.high, strict=True):
            assert math.isnan(median) or low <= median <= high


def test_the_band_is_of_the_5th_and_95th_percentile(scenario: Scenario) -> None:
    one = play_plan(scenario, scenario.plans["history"], seed=3, futures=1, luck="drawn").series["grain_harvest"]
    many = play_plan(scenario, scenario.plans["history"], seed=3, futures=400, luck="drawn").series["grain_harvest"]
    assert one.low[:-1] == one.median[:-1] == one.high[:-1]
    assert many.low[3] < many.median[3] < many.high[3]
    assert (many.high[3] - many.low[3]) / many.median[3] == pytest.approx(2 * 1.645 * 0.11, rel=0.35)


def test_under_historys_luck_and_one_set_of_parameters_only_the_campaign_differs(scenario: Scenario) -> None:
    run = play_plan(replace(scenario, cloud=None), scenario.plans["history"], seed=3, futures=50, luck="history")
    for name, column in run.series.items():
        peace = slice(None, -1)
        assert column.low[peace] == pytest.approx(column.high[peace], nan_ok=True), name
    assert run.war["depth"]["low"][5] < run.war["depth"]["high"][5]


def test_what_is_not_known_gives_history_a_band(scenario: Scenario) -> None:
    run = play_plan(scenario, scenario.plans["history"], seed=3, futures=50, luck="history")
    assert run.vectors > 0
    for name in ("gdp_index", "grain_harvest", "famine_deaths"):
        column = run.series[name]
        assert column.low[5] < column.high[5], name


def test_the_same_wish_gives_the_same_bytes(scenario: Scenario, drawn: Run) -> None:
    again = play_plan(scenario, scenario.plans["history"], seed=3, futures=40, luck="drawn")
    assert series.as_json(again) == series.as_json(drawn)
    other = play_plan(scenario, scenario.plans["history"], seed=4, futures=40, luck="drawn")
    assert series.as_json(other) != series.as_json(drawn)


def test_csv_says_what_json_says(drawn: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(series.as_csv(drawn))))
    nation = {(row["series"], int(row["year"])): row for row in rows if not row["region"]}
    assert len(nation) == len(drawn.series) * len(drawn.years)
    for name, column in drawn.series.items():
        for year, median, record in zip(drawn.years, column.median, column.record, strict=True):
            row = nation[name, year]
            assert row["unit"] == column.unit
            assert (math.isnan(median) and not row["median"]) or float(row["median"]) == pytest.approx(median, rel=1e-5)
            assert (math.isnan(record) and not row["record"]) or float(row["record"]) == pytest.approx(record, rel=1e-5)
    ukraine = [row for row in rows if row["region"] == "ukraine" and row["series"] == "grain_harvest"]
    assert len(ukraine) == len(drawn.years)


def column(median: tuple[float, ...], record: tuple[float, ...]) -> Column:
    """A column of which only median and record matter."""
    return Column("Mt", median, median, median, record, record, record)


def test_the_error_is_the_mean_distance_from_the_record() -> None:
    found = column((110.0, 95.0, 100.0, 7.0), (100.0, 100.0, math.nan, 0.0))
    mean, worst, place = found.error()
    assert mean == pytest.approx(0.075)
    assert worst == pytest.approx(0.10)
    assert place == 0
    assert (
        series.error_words(found, (1930, 1931, 1932, 1933)).replace("\u00a0", " ") == "MAPE 7.5 %, worst +10 % in 1930"
    )
    assert series.error_words(column((1.0,), (math.nan,)), (1930,)) == ""


def test_a_table_leaves_out_years_without_a_figure_of_ours() -> None:
    rows = series.rows((1928, 1929, 1930), column((4.31, math.nan, 10.27), (4.25, 4.9, math.nan)))
    assert rows == [["1928", "4.31", "4.31", "4.31", "4.25"], ["1930", "10.27", "10.27", "10.27", "–"]]


def test_a_plan_that_may_not_be_signed_is_refused_with_its_season(scenario: Scenario) -> None:
    plan = replace(scenario.plans["nep"], orders=MappingProxyType({1930: {"investment_rate": 0.9}}))
    with pytest.raises(series.RefusedError) as caught:
        play_plan(scenario, plan, seed=1, futures=2, luck="history")
    assert "january 1930: order.out_of_range" in str(caught.value)


def test_a_run_can_be_narrowed(drawn: Run) -> None:
    narrow = drawn.narrowed(["steel", "grain_harvest"])
    assert set(narrow.series) == {"steel", "grain_harvest"}
    assert set(narrow.regions) == {"grain_harvest"}


def test_numbers_that_json_lacks_become_null() -> None:
    assert series.plain({"a": (math.nan, math.inf, 1.5), 2: column((1.0,), (math.nan,))})["a"] == [None, None, 1.5]
