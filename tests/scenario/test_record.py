"""The record: tables read row by row, and points under our names and in our units."""

import pytest

from game.scenario.overlay import Overlay
from game.scenario.problem import ScenarioError
from game.scenario.read import Document, parse, settle
from game.scenario.record import NATIONAL, REGIONAL, Rows, build, rows
from game.scenario.records import Record, Tolerance

TABLE = """\
year,series,value,unit,source,quality
1928,steel,4300,thousand tonnes,"Clark, 1956",seen
1929,steel,4900,thousand tonnes,Clark 1956,recalled
1940,steel,18300,thousand tonnes,Clark 1956,seen
1928,steel_low,4000,thousand tonnes,Nutter 1962,seen
1928,wage_a,100,index,A,seen
1928,wage_b,90,index,B,recalled
1930,shot,20,persons,C,seen
1930,camps,7,persons,D,seen
1931,camps,8,persons,D,seen
"""
REGIONS = """\
region,year,series,value,unit,source,quality
Ukraine,1928,sown,25,Mha,E,seen
Lower_Volga,1928,sown,9,Mha,E,seen
"""


def table(text: str, columns: tuple[str, ...] = NATIONAL) -> Rows:
    document = Document("table.csv")
    document.lines = text.splitlines()
    found = rows(document, text, columns)
    document.settle()
    return found


def record(text: str) -> Record:
    document = parse(text, "record.yaml")
    made = build(Overlay([(document, ())]), table(TABLE), table(REGIONS, REGIONAL), ("ukraine", "volga"))
    settle([document])
    return made


NAMES = "regions: {Ukraine: ukraine}\nset_aside: {Lower_Volga: a part}\n"
STEEL = """\
national:
  steel:
    series: steel
    csv_unit: thousand tonnes
    unit: Mt
    factor: 0.001
    factors: {1940: 0.9}
    low: [steel_low]
    rivals: [{value: {1928: 4.5}, unit: Mt, source: F, tag: recalled}]
    uncertainty: {relative: 0.02, years: {1929: 0.1}}
    accept: {relative: 0.1}
"""


def test_points_stand_in_our_unit_with_their_source() -> None:
    steel = record(STEEL + NAMES).national["steel"]
    assert list(steel) == [1928, 1929, 1940]
    assert steel[1929].value == pytest.approx(4.9)
    assert steel[1940].value == pytest.approx(18.3 * 0.9)
    assert (steel[1928].unit, steel[1928].source, steel[1928].quality) == ("Mt", "Clark, 1956", "seen")


def test_low_and_high_span_doubt_and_rivals() -> None:
    steel = record(STEEL + NAMES).national["steel"]
    assert (steel[1928].low, steel[1928].high) == pytest.approx((4.0, 4.5))
    assert (steel[1929].low, steel[1929].high) == pytest.approx((4.41, 5.39))


def test_several_series_are_averaged_or_added() -> None:
    made = record(
        "national:\n"
        "  wage: {series: [wage_a, wage_b], csv_unit: index, unit: index}\n"
        "  deaths: {sum_of: [shot, camps], csv_unit: persons, unit: persons}\n" + NAMES
    )
    wage = made.national["wage"][1928]
    assert (wage.value, wage.low, wage.high, wage.quality) == (95.0, 90.0, 100.0, "derived")
    assert {year: point.value for year, point in made.national["deaths"].items()} == {1930: 27.0, 1931: 8.0}


def test_regions_go_by_our_names() -> None:
    made = record("national: {}\nregional:\n  sown: {series: sown, csv_unit: Mha, unit: Mha}\n" + NAMES)
    assert {region: dict(points)[1928].value for region, points in made.regional["sown"].items()} == {"ukraine": 25.0}


def test_what_is_known_of_a_series_is_kept() -> None:
    about = record(STEEL + NAMES).about["steel"]
    assert (about.unit, about.csv_unit, about.factor) == ("Mt", "thousand tonnes", 0.001)
    assert about.accept.around(10.0, 1930) == pytest.approx((9.0, 11.0))


def test_a_tolerance_gives_the_band_of_a_year() -> None:
    assert Tolerance(absolute=3.0, years={1930: 5.0}).around(10.0, 1930) == (5.0, 15.0)
    assert Tolerance(relative=0.1, ranges={1933: (5.0, 7.3)}).around(6.0, 1933) == (5.0, 7.3)
    assert Tolerance().around(10.0, 1930) is None


def test_a_region_of_the_table_that_nobody_names_is_told() -> None:
    with pytest.raises(ScenarioError, match="says nothing of Lower_Volga, which regional.csv has"):
        record("national: {}\nregions: {Ukraine: ukraine}\n")


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("1928,steel,4.3,Mt,Clark, 1956,seen", "has 7 cells; the table has 6 columns"),
        ("28 AD,steel,4.3,Mt,Clark,seen", "year: 28 AD is not a year"),
        ("1928,steel,many,Mt,Clark,seen", "value: many is not a number"),
        ("1928,steel,nan,Mt,Clark,seen", "value: nan is not a number"),
        ("1928,steel,1e999,Mt,Clark,seen", "value: 1e999 is not a number"),
        ("1928,steel,4.3,Mt,,seen", "source: is empty; a figure needs a source"),
        ("1928,steel,4.3,Mt,Clark,guessed", "quality: guessed must be one of derived, interpolated, recalled, seen"),
        ("1928,steel,4.3,Mt,Cl\u202eark,seen", "source: Cl<U+202E>ark has a character that cannot be seen"),
    ],
)
def test_a_broken_row_is_told_with_its_line(row: str, text: str) -> None:
    with pytest.raises(ScenarioError) as error:
        table(f"{TABLE}{row}\n")
    assert len(error.value.problems) == 1
    assert str(error.value).startswith(f"table.csv:11: {text}")


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(ScenarioError, match="table.csv:1: needs the columns year,series,value,unit,source,quality"):
        table("year;series;value\n1928;steel;4.3\n")


def test_an_open_quote_is_no_table() -> None:
    with pytest.raises(ScenarioError):
        table(TABLE + '1928,steel,4.3,Mt,"Clark,seen\n' + "1928,steel,4.3,Mt,Clark,seen\n" * 5_000)
