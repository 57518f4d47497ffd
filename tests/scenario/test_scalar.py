"""How a word becomes a value: what YAML 1.2 says, and no surprise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario.scalar import UNSAFE, Surprise, meant, plain, shorten


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("-2.5E-1", -0.25),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("Ukraine", "Ukraine"),
        ("1929-11-07", "1929-11-07"),
        ("1,000", "1,000"),
        ("3rd", "3rd"),
        ("nan", "nan"),
        ("-", "-"),
    ],
)
def test_a_word_is_read_as_yaml_1_2_reads_it(word: str, value: object) -> None:
    read = plain(word)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "word",
    [
        *("yes", "No", "ON", "off", "010", "-07", "00.5", "0x1F", "0o17", "0b1", "1_000", "1:30", "190:20:30"),
        *(".inf", "-.Inf", ".NaN", "1e400", "-1e999", "1234567890123456"),
    ],
)
def test_a_word_that_others_read_otherwise_is_refused(word: str) -> None:
    with pytest.raises(Surprise):
        plain(word)


def test_the_refusal_says_what_to_write() -> None:
    with pytest.raises(Surprise) as refused:
        plain("045")
    assert refused.value.hint == 'write 45, or "045" in quotes'


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_python_writes_is_read_back(value: float) -> None:
    assert plain(repr(value)) == value


@given(st.text())
def test_no_word_gives_anything_but_a_value_or_a_surprise(word: str) -> None:
    try:
        value = plain(word)
    except Surprise:
        return
    assert value is None or value == value  # noqa: PLR0124 - never not-a-number


@given(st.text())
def test_what_is_shown_is_short_and_safe(text: str) -> None:
    shown = shorten(text)
    assert len(shown) <= 60
    assert not UNSAFE.search(shown)
    assert "\n" not in shown


def test_a_comma_for_a_point_is_seen_through() -> None:
    assert meant("0,53") == "write 0.53, with a point and without quotes"
    assert meant("about half") == ""
