"""Figures: none without a unit, a source and a tag; limits, pace and start of every lever agree with one another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.model import levers as declared
from game.model.quantity import FRONTS
from game.model.quantity import declared as quantities

BASE = Path(__file__).parents[2] / "scenarios" / "base"
TAGS = {
    "seen", "recalled", "csv", "derived", "interpolated", "calibrated", "design", "judgement", "definition",
}  # fmt: skip
FILES = [
    BASE / "weather.yaml",
    BASE / "prices.yaml",
    BASE / "start.yaml",
    *sorted((BASE / "parameters").glob("*.yaml")),
]


def read(path: Path) -> Any:
    """A YAML file's plain values."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


LEVERS: dict[str, dict[str, Any]] = read(BASE / "levers.yaml")
REGIONS = list(read(BASE / "regions.yaml")["regions"])
every_lever = pytest.mark.parametrize("lever", LEVERS)


def figures(node: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every figure of a file, under its dotted place."""
    if isinstance(node, dict) and "value" in node:
        yield where, node
    elif isinstance(node, dict):
        for key, inner in node.items():
            yield from figures(inner, f"{where}.{key}")
    else:
        raise AssertionError(f"{where} is no figure: {node!r}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_figure_has_a_unit_a_source_and_a_tag(file: Path) -> None:
    found = list(figures(read(file), file.stem))
    assert found
    for where, figure in found:
        assert figure["unit"], where
        assert len(figure["source"]) > 5, where
        assert figure["tag"] in TAGS, where


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_figure_by_region_names_every_region_in_order(file: Path) -> None:
    for where, figure in figures(read(file), file.stem):
        value = figure["value"]
        if isinstance(value, dict) and not all(isinstance(key, int) for key in value):
            assert list(value) in (REGIONS, [*FRONTS]), where


def test_levers_are_those_of_the_model_in_its_order_with_its_units() -> None:
    model = quantities(declared.January) | quantities(declared.September)
    assert list(LEVERS) == list(model)
    assert {lever: spec["unit"] for lever, spec in LEVERS.items()} == {name: q.unit for name, q in model.items()}


@every_lever
def test_a_levers_start_and_stops_lie_within_its_limits(lever: str) -> None:
    spec = LEVERS[lever]
    assert spec["low"] < spec["high"]
    assert spec["start"] is None or spec["low"] <= spec["start"] <= spec["high"]
    assert all(spec["low"] <= stop <= spec["high"] for stop in spec["stops"].values())
    assert list(spec["stops"].values()) == sorted(spec["stops"].values())


@every_lever
def test_a_lever_is_sourced_and_has_a_pace_in_january_alone(lever: str) -> None:
    spec = LEVERS[lever]
    assert len(spec["source"]) > 10
    assert spec["tag"] in TAGS
    assert (spec["pace"] is not None) == (spec["season"] == "january")
    assert 0 < spec["step"] <= (spec["high"] - spec["low"]) / 2


def test_the_five_shares_of_1928_sum_to_one() -> None:
    assert sum(spec["start"] for spec in LEVERS.values() if spec["share_group"]) == pytest.approx(1.0, abs=1e-9)


def test_weather_and_prices_of_history_are_the_fitted_ones() -> None:
    """The drought of 1931 in Siberia, years near one; grain at two fifths of its price in 1932."""
    history = read(BASE / "weather.yaml")["history"]
    pattern, residual = history["pattern"]["value"], history["residual"]["value"]
    assert list(pattern) == list(residual) == list(range(1928, 1941))
    assert pattern[1931]["siberia"] == 0.68
    assert all(0.8 < value < 1.25 for value in residual.values())
    prices = read(BASE / "prices.yaml")
    assert prices["grain"]["value"][1932] == 0.40
    assert (prices["spread"]["value"], prices["persistence"]["value"]) == (0.12, 0.6)
