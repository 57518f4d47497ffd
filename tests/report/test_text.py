"""Numbers read as they should: nothing unknown looks like nought, nothing rounded looks exact."""

import dataclasses
import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from game.report import text
from game.report.text import MINUS, SPACE, UNKNOWN
from game.scenario.records import LeverSpec


def said(words: str) -> str:
    """A figure with its special signs made plain, so that a test can be read."""
    return words.replace(SPACE, " ").replace(MINUS, "-")


def lever(display: str, step: float, stops: tuple[tuple[float, str], ...] = ()) -> LeverSpec:
    """A lever shown in some way."""
    spec = LeverSpec("x", "january", "invest", 0, 1, 0, None, "step", stops, step, "1", "number")
    return dataclasses.replace(spec, display=display)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [(240000, 0, "240 000"), (-1.55, 1, "-1.6"), (-0.04, 1, "0.0"), (0, 0, "0"), (1234567.891, 2, "1 234 567.89")],
)
def test_thousands_and_minus(value: float, decimals: int, words: str) -> None:
    assert said(text.number(value, decimals)) == words


def test_a_sign_is_shown_for_a_change_and_not_for_none() -> None:
    assert text.number(2, sign=True) == "+2"
    assert text.number(0.2, sign=True) == "0"
    assert said(text.change(-0.2, "Mt")) == "-0.20 Mt"
    assert said(text.change(-0.2, "Mt", decimals=1)) == "-0.2 Mt"


def test_what_is_not_known_is_never_nought() -> None:
    for words in (text.number(math.nan), text.measure(math.nan, "Mt"), text.percent(math.nan), text.people(math.nan)):
        assert words == UNKNOWN
    assert text.between(math.nan, 2) == UNKNOWN
    assert text.setting(lever("mt", 0.1), math.nan) == UNKNOWN
    assert text.setting(lever("gold", 0.01), math.nan) == UNKNOWN


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(69.34, "Mt", "69.3 Mt"), (110.4, "1928=100", "110"), (5.62, "Mt", "5.62 Mt"), (0.3, "percent", "0.30 %"),
     (1890.2, "kg", "1 890 kg"), (99.96, "Mt", "100 Mt"), (0, "Mt", "0 Mt")],
)  # fmt: skip
def test_a_measure_has_three_digits_and_its_unit(value: float, unit: str, words: str) -> None:
    assert said(text.measure(value, unit)) == words


@pytest.mark.parametrize(
    ("millions", "words"),
    [(3.9412, "3 940 000"), (0.0623, "62 000"), (0.0004, "fewer than 1 000"), (0, "0"), (17.66, "17 700 000")],
)
def test_deaths_are_given_in_full_figures(millions: float, words: str) -> None:
    assert said(text.people(millions)) == words


def test_a_range_says_its_unit_once() -> None:
    assert said(text.between(0.1, 5.2, "Mt", decimals=1)) == "0.1 to 5.2 Mt"
    assert said(text.between(143.6, 203.4)) == "144 to 203"
    assert said(text.between(2.001, 2.002, "Mt")) == "2.00 Mt"
    assert said(text.people_between(1.7, 7.4)) == "1 700 000 to 7 400 000"
    assert said(text.people_between(1.7, 1.701)) == "1 700 000"
    assert said(text.people_between(0.0, 0.0004)) == "fewer than 1 000"
    assert text.bracketed("24", "21 to 26") == " (21 to 26)"
    assert text.bracketed("24", "24") == ""


def test_a_chance_is_neither_nought_nor_certain_while_one_future_differs() -> None:
    assert said(text.chance(0.001)) == "under 1 %"
    assert said(text.chance(0.999)) == "over 99 %"
    assert [said(text.chance(share)) for share in (0, 0.384, 1)] == ["0 %", "38 %", "100 %"]


@pytest.mark.parametrize(
    ("display", "step", "value", "words"),
    [("percent", 0.005, 0.125, "12.5 %"), ("percent", 0.01, 0.33, "33 %"), ("percent", 0.001, 0.012, "1.2 %"),
     ("mt", 0.1, 10.8, "10.8 Mt"), ("gold", 0.01, -0.1, "-100 M gold roubles"), ("millions", 0.05, 0.6, "0.60 million"),
     ("kg", 5, 235, "235 kg"), ("number", 0.05, 0.15, "0.15")],
)  # fmt: skip
def test_a_lever_reads_as_fine_as_its_slider_moves(display: str, step: float, value: float, words: str) -> None:
    assert said(text.setting(lever(display, step), value)) == words


def test_the_nearest_stop_has_a_name() -> None:
    spec = lever("number", 0.05, ((0, "open"), (0.5, "half"), (1, "shut")))
    assert [text.stop(spec, value) for value in (0.1, 0.3, 0.9, math.nan)] == ["open", "half", "shut", ""]
    assert text.stop(lever("number", 0.05), 0.3) == ""


def test_spans_dates_and_lists() -> None:
    assert [text.years(1928, 1940), text.years(1928, 1928), text.years(1899, 1902)] == ["1928–40", "1928", "1899–1902"]
    assert said(text.day(date(1932, 11, 7))) == "7 November 1932"
    assert [text.listed(""), text.listed("a"), text.listed("ab"), text.listed("abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@given(some.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12), some.integers(0, 3))
def test_a_number_can_be_read_back(value: float, decimals: int) -> None:
    back = float(said(text.number(value, decimals)).replace(" ", ""))
    assert abs(back - value) <= 0.5 * 10**-decimals + 1e-3


@given(some.floats(min_value=1e-9, max_value=1e9))
def test_rounding_keeps_three_digits(value: float) -> None:
    assert math.isclose(text.significant(value), value, rel_tol=0.00501)


@pytest.mark.parametrize(
    ("heading", "inside"),
    [("Held before Moscow", "held before Moscow"), ("NEP", "NEP"), ("", ""), ("A", "a")],
)
def test_a_heading_inside_a_sentence_keeps_its_names(heading: str, inside: str) -> None:
    assert text.within(heading) == inside
