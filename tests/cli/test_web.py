"""`web` says what reads what: as text, as JSON and as a graph, and in text play."""

import json

from tests.cli.conftest import Command


def test_a_quantity_tells_its_equation_and_neighbours(command: Command) -> None:
    done = command("web", "great_break", "fields.Harvest.harvest")
    assert done.status == 0, done.complained
    assert "H = H₀ A ℓ" in done.said
    assert "(circumstance.weather)" in done.said
    assert "(reading.grain_harvest)" in done.said
    assert "ψ  share of the base year's villagers that the fields need: 0.78" in done.said


def test_the_whole_web_is_listed_by_layer(command: Command) -> None:
    done = command("web")
    assert "Industry" in done.said.splitlines()
    assert sum("(lever." in line for line in done.said.splitlines()) == 28


def test_json_holds_nodes_and_edges(command: Command) -> None:
    whole = json.loads(command("web", "--format", "json").said)
    names = {node["id"] for node in whole["nodes"]}
    assert {"lever.relief", "reading.steel", "verdict.growth"} <= names
    assert all(edge["source"] in names and edge["target"] in names for edge in whole["edges"])
    one = json.loads(command("web", "great_break", "reading.steel", "--format", "json").said)
    assert {node["id"] for node in one["nodes"]} >= {"reading.steel", "building.Building.steel"}
    assert len(one["nodes"]) < 6


def test_a_graph_for_graphviz(command: Command) -> None:
    said = command("web", "great_break", "lever.relief", "--format", "dot").said
    assert said.startswith("digraph web {")
    assert said.rstrip().endswith("}")
    assert '"lever.relief" -> "granary.Issue.set_aside";' in said


def test_a_name_is_found_by_its_words_and_doubt_is_told(command: Command) -> None:
    assert "Crude steel" in command("web", "great_break", "crude steel").said
    assert "building.Building.steel" in command("web", "great_break", "Steel").said
    several = command("web", "great_break", "steelworks")
    assert several.status == 2
    assert "building.State.steelworks_roofed" in several.complained
    unknown = command("web", "great_break", "locusts")
    assert unknown.status == 2
    assert "no quantity locusts" in unknown.complained
