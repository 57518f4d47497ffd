"""A line of the journal proves itself whole, and nothing but a line of ours is taken for one."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.session import records
from game.session.records import Header, LineError, Moved, Signed

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
FIGURES = st.floats(allow_nan=False, allow_infinity=False)

HEADER = Header(
    scenario="great_break",
    title="The Great Break",
    first_year=1928,
    last_year=1940,
    version="1",
    fingerprint="f" * 64,
    model=1,
    seed=1,
    luck="history",
    nickname="",
    created="1990-01-01T12:00:00+00:00",
)

ORDER = (
    '{"kind":"order","node":1,"parent":0,"year":1928,"season":"january","scripted":false,"levers":{"army_size":0.6},"by_region":{},'
    '"choices":{},"decrees":[],"world":{}}'
)


def test_an_order_is_read() -> None:
    turn = records.read_record(records.read_plain(ORDER.encode()))
    assert isinstance(turn, Signed)
    assert turn.levers == {"army_size": 0.6}


@given(
    st.dictionaries(WORDS, st.none() | FIGURES, max_size=5),
    st.dictionaries(WORDS, WORDS, max_size=3),
    st.dictionaries(WORDS, FIGURES, max_size=3),
    st.lists(WORDS, max_size=3),
)
def test_a_turn_comes_back_from_its_line_as_it_went_in(
    levers: dict[str, float | None], choices: dict[str, str], world: dict[str, float], decrees: list[str]
) -> None:
    turn = Signed(
        scripted=False,
        node=3,
        parent=1,
        year=1929,
        season="september",
        levers=levers,
        by_region={},
        choices=choices,
        decrees=tuple(decrees),
        world=world,
    )
    line, check = records.write_line(turn, "before")
    assert line.count(b"\n") == 1
    assert records.whole(line, "before") == check
    assert records.read_record(records.read_plain(line)) == turn


def test_a_line_is_plain_json_that_anyone_can_read() -> None:
    line, check = records.write_line(Moved(kind="undo", node=2), "")
    assert json.loads(line) == {"kind": "undo", "node": 2, "sum": check}


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_line_with_any_byte_changed_is_not_whole(where: int, change: int) -> None:
    line, _ = records.write_line(HEADER, "")
    where %= len(line) - 1
    spoiled = bytes([*line[:where], line[where] ^ change, *line[where + 1 :]])
    assert records.whole(spoiled, "") is None


def test_a_line_is_whole_only_in_its_place() -> None:
    first, check = records.write_line(HEADER, "")
    second, _ = records.write_line(Moved(kind="undo", node=0), check)
    assert records.whole(second, check)
    assert records.whole(second, "") is None
    assert records.whole(first[:-1], "") == check, "the newline is the file's, not the line's"


@pytest.mark.parametrize(
    "text",
    [
        '{"kind":"undo","node":NaN}',
        '{"kind":"undo","node":-1}',
        '{"kind":"undo","node":1e400}',
        '{"kind":"undo","node":"1"}',
        '{"kind":"undo","node":true}',
        '{"kind":"undo","node":' + "9" * 30 + "}",
        '{"kind":"undo","node":' + "9" * 5000 + "}",
        '{"kind":"undo"}',
        '{"kind":"undo","node":1,"stray":2}',
        '{"kind":"burn","node":1}',
        '{"node":1}',
        "[1, 2]",
        "null",
        "",
        '{"kind":"undo","node":' + "[" * 5000 + "]" * 5000 + "}",
        "[" * 60_000,
        '{"kind":"accepted","version":"\\ud800","fingerprint":"","model":1}',
        ORDER.replace("january", "may"),
        ORDER.replace("0.6", "1e999"),
        ORDER.replace("0.6", '"many"'),
        ORDER.replace('"decrees":[]', '"decrees":[1]'),
        ORDER.replace('"parent":0,', ""),
        '{"kind":"undo","node":1}' + " " * records.LONGEST_LINE,
    ],
)
def test_what_is_no_record_is_refused_in_words(text: str) -> None:
    with pytest.raises(LineError) as refused:
        records.read_record(records.read_plain(text.encode()))
    assert 0 < len(str(refused.value)) < 300


def test_bytes_that_are_no_text_are_refused_in_words() -> None:
    with pytest.raises(LineError):
        records.read_plain(b"\xff\xfe{}")


def test_a_lever_that_is_unset_stands_as_null_and_comes_back_unset() -> None:
    held = records.unset_as_null({"procurement": math.nan, "relief": 1})
    assert held == {"procurement": None, "relief": 1.0}
    back = records.null_as_unset(held)
    assert math.isnan(back["procurement"])
    assert back["relief"] == 1.0


def test_older_formats_climb_one_step_at_a_time() -> None:
    steps = {1: lambda line: {"b": line["a"]}, 2: lambda line: {**line, "c": line["b"] + 1}}
    assert records.upgraded({"a": 1}, 1, steps, goal=3) == {"b": 1, "c": 2}
    assert records.upgraded({"b": 1}, 2, steps, goal=3) == {"b": 1, "c": 2}
    assert records.upgraded({"b": 1}, 3, steps, goal=3) == {"b": 1}
