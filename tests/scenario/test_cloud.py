"""The cloud's file: what is read of it, and what its author is told."""

import pytest

from game.scenario.load import load
from game.scenario.problem import ScenarioError
from tests.scenario.conftest import Told, Write

GOOD = "living.starving_below,weather.residual.1931\n0.5,1.0\n0.55,1.1\n"


def said(write: Write, text: str, name: str) -> str:
    """What is told when the figures are asked for."""
    scenario = load(write({"cloud.csv": text}, name))
    assert scenario.cloud is not None
    with pytest.raises(ScenarioError) as error:
        _ = scenario.cloud.rows
    return str(error.value.problems[0]).replace("\n", " ")


def test_a_cloud_is_read_by_its_columns(write: Write) -> None:
    cloud = load(write({"cloud.csv": GOOD})).cloud
    assert cloud is not None
    assert [each.name for each in cloud.free] == ["living.starving_below", "weather.residual.1931"]
    assert cloud.rows.tolist() == [[0.5, 1.0], [0.55, 1.1]]
    assert not cloud.rows.flags.writeable


def test_a_fit_starts_without_one(write: Write) -> None:
    assert load(write({"cloud.csv": GOOD}), fitted=False).cloud is None


def test_a_figure_that_the_scenario_settles_is_not_the_cloud_s(write: Write) -> None:
    own = "starving_below:\n  value: 0.6\n"
    cloud = load(write({"cloud.csv": GOOD, "parameters/living.yaml": own})).cloud
    assert cloud is not None
    assert [each.name for each in cloud.free] == ["weather.residual.1931"]
    assert cloud.rows.tolist() == [[1.0], [1.1]]


def test_what_is_wrong_with_a_header_is_told_at_once(told: Told) -> None:
    problems = told({"cloud.csv": "living.starving_belo\n0.5\n"})
    assert [(each.line, each.text) for each in problems] == [(1, "the model has nothing of this name")]
    assert problems[0].hint == "did you mean living.starving_below?"
    assert "twice" in told({"cloud.csv": "living.starving_below,living.starving_below\n"}, "other")[0].text


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("empty", "living.starving_below\n", 1, "no row"),
        ("short", "living.starving_below,weather.residual.1931\n0.5,1\n0.5\n", 3, "fewer"),
        ("word", "living.starving_below\n0.5\nmuch\n", 3, "much is not a number"),
        ("outside", "living.starving_below\n0.5\n0.9\n", 3, "living.starving_below is 0.9; between says 0.3 to 0.65"),
        ("nothing", "living.starving_below\nnan\n", 2, "is nan"),
        ("big", "living.starving_below\n" + "0.5\n" * 5001, 5001, "more than 5000"),
    ],
)
def test_what_is_wrong_with_a_figure_is_told_with_its_line(
    write: Write, name: str, text: str, line: int, words: str
) -> None:
    found = said(write, text, name)
    assert f"cloud.csv:{line}:" in found
    assert words in found
    assert "lab cloud" in found
