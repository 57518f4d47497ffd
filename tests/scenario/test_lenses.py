"""A lens changes what it says and nothing else, in one run and over a cloud, and a game keeps it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.model.quantity import Q, pick, put, walk
from game.model.step import Params
from game.scenario import lenses
from game.scenario.load import load
from game.scenario.problem import ScenarioError
from game.scenario.records import Lens, Scenario
from game.session.session import Session
from tests.scenario.conftest import Write

LENS = """\
id: own
title: A lens of a test
summary: A sample.
sources: [{text: nobody, tag: judgement}]
parameters:
  living.deaths_of_starving: {scale: 0.5, reason: a test}
  living.diet_from_livestock: {value: {ukraine: 0.3, volga: 0.2}, reason: a test}
  campaign.joins_freely: {add: 0.01, reason: a test}
weather:
  pattern: {1932: {value: {ukraine: 1.0}, reason: a test}}
  residual: {1931: {scale: 0.5, reason: a test}}
record:
  grain_harvest: {series: grain_harvest_tauger, reason: a test}
  famine_deaths: {total: [4.0, 5.0], regions: {ukraine: [2.0, 3.0]}, reason: a test}
"""


@pytest.fixture
def folder(write: Write) -> Path:
    return write({"lenses/own.yaml": LENS})


@pytest.fixture
def plain(folder: Path) -> Scenario:
    return load(folder)


@pytest.fixture
def seen(folder: Path) -> Scenario:
    return load(folder, lens="own")


def at(scenario: Scenario, region: str) -> int:
    return [each.id for each in scenario.regions].index(region)


def test_parameters_change_as_the_lens_says(plain: Scenario, seen: Scenario) -> None:
    assert seen.params.living.deaths_of_starving == 0.5 * plain.params.living.deaths_of_starving
    assert seen.params.campaign.joins_freely == plain.params.campaign.joins_freely + 0.01
    diet = seen.params.living.diet_from_livestock
    assert diet[at(seen, "ukraine")] == 0.3
    assert diet[at(seen, "volga")] == 0.2
    assert diet[at(seen, "centre")] == plain.params.living.diet_from_livestock[at(seen, "centre")]


def test_everything_else_stays(plain: Scenario, seen: Scenario) -> None:
    changed = {change.path for change in seen.lenses["own"].parameters}
    for path, _ in walk(Params):
        same = np.array_equal(pick(seen.params, path), pick(plain.params, path))
        assert same != (path in changed), path


def test_weather_changes_as_the_lens_says(plain: Scenario, seen: Scenario) -> None:
    year, region = 1932 - 1928, at(seen, "ukraine")
    assert seen.weather.pattern[year, region] == 1.0
    assert seen.weather.residual[1931 - 1928] == 0.5 * plain.weather.residual[1931 - 1928]
    assert (seen.weather.pattern != plain.weather.pattern).sum() == 1


def test_the_record_changes_as_the_lens_says(plain: Scenario, seen: Scenario) -> None:
    assert seen.record.national["grain_harvest"][1932].value < plain.record.national["grain_harvest"][1932].value
    assert seen.record.national["grain_harvest"][1931] == plain.record.national["grain_harvest"][1931]
    assert seen.record.about["famine_deaths"].accept.total == (4.0, 5.0)
    assert seen.record.about_regional["famine_deaths"].accept_totals["ukraine"] == (2.0, 3.0)


def test_a_lens_is_in_the_fingerprint_only_where_it_is_used(folder: Path, plain: Scenario, seen: Scenario) -> None:
    assert (plain.lens, seen.lens) == ("", "own")
    assert plain.fingerprint != seen.fingerprint
    (folder / "lenses" / "own.yaml").write_text(LENS.replace("0.01", "0.02"), encoding="utf-8")
    assert load(folder).fingerprint == plain.fingerprint
    assert load(folder, lens="own").fingerprint != seen.fingerprint


def test_a_cloud_is_scaled_member_by_member_and_a_value_replaces_the_column(plain: Scenario) -> None:
    lens = plain.lenses["own"]
    regions = len(plain.regions)
    cloud = put(plain.params, "living.deaths_of_starving", np.array([0.2, 0.4, 0.6]))
    cloud = put(cloud, "living.diet_from_livestock", np.linspace(0.1, 0.5, 3 * regions).reshape(regions, 3))
    through = lenses.parameters(lens, cloud)
    assert through.living.deaths_of_starving == pytest.approx([0.1, 0.2, 0.3])
    diet = through.living.diet_from_livestock
    assert diet[at(plain, "ukraine")] == pytest.approx([0.3, 0.3, 0.3])
    assert np.array_equal(diet[at(plain, "centre")], cloud.living.diet_from_livestock[at(plain, "centre")])


def test_no_member_of_a_cloud_leaves_the_bounds(plain: Scenario) -> None:
    cloud = put(plain.params, "living.deaths_of_starving", np.array([0.2, 0.9]))
    twice: Lens = replace(
        plain.lenses["own"], parameters=tuple(replace(c, by=c.by * 4) for c in plain.lenses["own"].parameters[:1])
    )
    assert lenses.parameters(twice, cloud).living.deaths_of_starving == pytest.approx([0.4, 1.0])


def test_a_lens_may_be_named_behind_an_id() -> None:
    name = next(iter(load("great_break").lenses))
    assert load(f"great_break@{name}").lens == name


def test_a_lens_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(ScenarioError, match="there is no lens called ow\n.*did you mean own"):
        load(folder, lens="ow")


@pytest.mark.parametrize("name", load("great_break").lenses)
def test_every_shipped_lens_changes_the_scenario_and_says_why(name: str) -> None:
    seen = load("great_break", lens=name)
    lens = seen.looks_through
    assert lens is not None
    declared: dict[str, Q] = dict(walk(Params))
    assert all(change.path in declared for change in lens.parameters)
    reasons = [change.reason for change in (*lens.parameters, *lens.weather)] + [each.reason for each in lens.record]
    assert all(len(reason) > 10 for reason in reasons)
    assert all(len(text) > 10 for text, _ in lens.sources)


def test_a_saved_game_is_taken_up_through_its_lens(folder: Path, tmp_path: Path, seen: Scenario) -> None:
    with Session.start(seen, tmp_path / "game") as game:
        assert game.header.lens == "own"
        game.sign()
    asked: list[str] = []

    def find(name: str) -> Scenario:
        asked.append(name)
        return load(folder, lens=name.partition("@")[2])

    with Session.resume(tmp_path / "game", find) as again:
        assert (asked, again.scenario.lens) == (["own@own"], "own")
        assert again.findings == ()
