"""What a fit may move, as the loader keeps it."""

from game.scenario.load import load
from game.scenario.records import Free
from tests.scenario.conftest import Write


def names(write: Write, text: str) -> list[str]:
    """What may be moved of a scenario's own collections."""
    return [each.name for each in load(write({"parameters/collections.yaml": text})).free if "collections" in each.path]


def test_the_base_says_what_may_be_moved() -> None:
    free = {each.name: each for each in load("great_break").free}
    assert free["living.starving_below"] == Free("living.starving_below", "", 0.3, 0.65)
    assert free["weather.residual.1931"].low < 1 < free["weather.residual.1931"].high
    assert len(free) == len(load("great_break").free)


def test_a_figure_by_region_names_the_regions_that_may_move(write: Write) -> None:
    text = "bias:\n  between: {ukraine: [0, 1]}\n"
    assert "collections.bias.ukraine" in names(write, text)


def test_a_scenario_s_own_value_is_its_choice(write: Write) -> None:
    own = load(write({"parameters/living.yaml": "starving_below:\n  value: 0.9\n"}))
    assert "living.starving_below" not in {each.name for each in own.free}
    told = load(write({"parameters/living.yaml": "starving_below:\n  tag: judgement\n"}, "other"))
    assert "living.starving_below" not in {each.name for each in told.free}
