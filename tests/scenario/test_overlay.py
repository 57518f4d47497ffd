"""A file over its base: field by field, each value with its own file and line."""

import pytest

from game.scenario.overlay import Overlay
from game.scenario.problem import ScenarioError
from game.scenario.read import Document, parse, settle

BASE = """\
arrests:
  low: 0.0
  high: 1.0
  stops: {none: 0, all: 1}
schooling: {low: 0, high: 0.05}
listed: [1, 2, 3]
"""
OWN = """\
schooling: {high: 0.04}
arrests:
  stops: {half: 0.5}
listed: [4]
"""


def pair() -> tuple[Document, Document, Overlay]:
    own, base = parse(OWN, "own.yaml"), parse(BASE, "base.yaml")
    base.depth = 1
    return own, base, Overlay([(own, ()), (base, ())])


def test_names_merge_and_all_else_is_replaced() -> None:
    assert pair()[2].values == {
        "arrests": {"low": 0.0, "high": 1.0, "stops": {"none": 0, "all": 1, "half": 0.5}},
        "schooling": {"low": 0, "high": 0.04},
        "listed": [4],
    }


def test_the_base_keeps_its_order() -> None:
    values = pair()[2].values
    assert isinstance(values, dict)
    assert list(values) == ["arrests", "schooling", "listed"]


def test_the_base_itself_is_left_alone() -> None:
    assert parse(BASE, "base.yaml").values == pair()[1].values


def test_a_problem_goes_to_the_file_that_gives_the_value() -> None:
    own, base, overlay = pair()
    overlay.note(("arrests", "high"), "is high")
    overlay.note(("schooling", "high"), "is low")
    overlay.note(("arrests", "stops", "half"), "is no stop")
    with pytest.raises(ScenarioError) as error:
        settle([own, base])
    assert [(each.path, each.line) for each in error.value.problems] == [
        ("own.yaml", 1),
        ("own.yaml", 3),
        ("base.yaml", 3),
    ]


def test_what_no_file_gives_is_the_own_file_s_lack() -> None:
    own, base, overlay = pair()
    overlay.note(("steel",), "is missing")
    overlay.note(("arrests", "step"), "is missing")
    assert [problem.line for problem in own.problems] == [1, 2]
    assert not base.problems


def test_what_is_inherited_is_known() -> None:
    overlay = pair()[2]
    assert overlay.inherited(("arrests", "low"))
    assert not overlay.inherited(("schooling", "high"))


def test_what_was_refused_when_read_is_not_blamed_twice() -> None:
    document = parse("minutes: 045\n", "own.yaml")
    overlay = Overlay([(document, ())])
    overlay.note(("minutes",), "needs a number")
    assert [problem.text.split()[0] for problem in document.problems] == ["045"]


def test_an_item_of_a_list_is_a_layer_too() -> None:
    own = parse("events:\n  - id: b\n  - id: a\n    title: Own\n", "own.yaml")
    base = parse("events:\n  - id: a\n    title: Base\n    text: Kept\n", "base.yaml")
    overlay = Overlay([(own, ("events", 1)), (base, ("events", 0))])
    assert overlay.values == {"id": "a", "title": "Own", "text": "Kept"}
    assert overlay.source(("text",)) == (base, ("events", 0, "text"))
    assert overlay.source(("title",)) == (own, ("events", 1, "title"))
