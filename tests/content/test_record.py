"""The record: rows as the history files have them, each with unit, source and quality, and each reading's place."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

BASE = Path(__file__).parents[2] / "scenarios" / "base"
RECORD = BASE / "record"
READINGS: dict[str, Any] = yaml.safe_load((RECORD / "record.yaml").read_text(encoding="utf-8"))
REGIONS: dict[str, Any] = yaml.safe_load((BASE / "regions.yaml").read_text(encoding="utf-8"))["regions"]
QUALITIES = {"seen", "recalled", "derived", "interpolated"}
TAGS = {"seen", "recalled", "csv", "derived", "interpolated", "calibrated", "design", "judgement"}


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the record's files."""
    with (RECORD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NATIONAL, REGIONAL = rows("national.csv"), rows("regional.csv")


def series_of(entry: dict[str, Any]) -> list[str]:
    """Every csv series that an entry reads, rivals included."""
    first = entry["sum_of"] if "sum_of" in entry else entry["series"]
    named = [first] if isinstance(first, str) else list(first)
    return [*named, *entry.get("low", []), *entry.get("high", [])]


@pytest.mark.parametrize("table", [NATIONAL, REGIONAL], ids=["national", "regional"])
def test_every_row_has_a_number_a_unit_a_source_and_a_quality(table: list[dict[str, str]]) -> None:
    for row in table:
        float(row["value"])
        assert 1913 <= int(row["year"]) <= 1941
        assert row["unit"], row
        assert row["source"], row
        assert row["quality"] in QUALITIES, row


@pytest.mark.parametrize(
    ("series", "year", "value"),
    [
        ("grain_harvest_calibration", 1932, "57.5"),
        ("grain_procurement", 1931, "22.8"),
        ("population_jan1", 1934, "156797"),
        ("deaths", 1933, "11450"),
        ("horses_jan1", 1933, "17.3"),
        ("steel", 1940, "18.32"),
        ("executions_political", 1937, "353074"),
        ("excess_deaths_calibration", 1933, "6146"),
        ("collectivised_pct_1mar", 1930, "57.2"),
        ("gulag_total_jan1", 1941, "1929729"),
    ],
)
def test_values_stand_as_the_history_files_print_them(series: str, year: int, value: str) -> None:
    found = [row["value"] for row in NATIONAL if row["series"] == series and int(row["year"]) == year]
    assert found == [value]


def test_rival_estimates_of_the_famine_are_all_there() -> None:
    found = {float(row["value"]) for row in NATIONAL if row["series"] == "famine_excess_deaths_total"}
    assert len(found) == 12
    assert (min(found), max(found)) == (2.7, 8.7)


@pytest.mark.parametrize("kind", ["national", "regional"])
def test_every_reading_reads_series_that_exist_in_the_unit_it_states(kind: str) -> None:
    table = NATIONAL if kind == "national" else REGIONAL
    units: dict[str, set[str]] = {}
    for row in table:
        units.setdefault(row["series"], set()).add(row["unit"])
    for name, entry in READINGS[kind].items():
        for series in series_of(entry):
            assert units[series] == {entry["csv_unit"]}, (name, series)


@pytest.mark.parametrize("kind", ["national", "regional"])
def test_a_reading_states_how_it_is_converted_and_how_far_to_trust_it(kind: str) -> None:
    for name, entry in READINGS[kind].items():
        assert all(entry[key] for key in ("unit", "csv_unit", "note")), name
        assert entry.keys() >= {"uncertainty", "accept"}, name
        assert entry["factor"] > 0, name
        same = entry["unit"].replace("Mt", "million tonnes").replace("TWh", "billion kWh") == entry["csv_unit"].replace(
            " head", ""
        )
        assert same == (entry["factor"] == 1.0), name
        assert ("factors" in entry) == ("factors_reason" in entry), name


def test_every_region_of_the_file_is_ours_or_set_aside_with_a_reason() -> None:
    named = {row["region"] for row in REGIONAL}
    assert set(READINGS["regions"]) | set(READINGS["set_aside"]) == named
    assert not set(READINGS["regions"]) & set(READINGS["set_aside"])
    assert sorted(READINGS["regions"].values()) == sorted(REGIONS)
    assert all(re.search(r"\w+", reason) for reason in READINGS["set_aside"].values())


def test_rows_counted_in_the_new_borders_are_cut() -> None:
    """Every series whose row of 1940 says NEW and stands beside a reading has a factor for 1940."""
    marked = {row["series"] for row in NATIONAL if row["year"] == "1940" and "NEW" in row["source"]}
    for name, entry in READINGS["national"].items():
        for series in set(series_of(entry)) & marked:
            assert 0.88 < entry["factors"][1940] < 1.0, (name, series)


def test_totals_of_deaths_are_ranges_with_sources() -> None:
    totals = [READINGS["national"]["famine_deaths"]["total"], *READINGS["regional"]["famine_deaths"]["totals"].values()]
    for total in totals:
        assert total["low"] < total["value"] < total["high"]
        assert len(total["source"]) > 20
        assert total["tag"] in TAGS
    assert set(READINGS["regional"]["famine_deaths"]["totals"]) >= {"ukraine", "kazakhstan", "volga", "north_caucasus"}
