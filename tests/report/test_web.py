"""The web of causes as data: what it holds, where it leads, and that it follows the code."""

import itertools
import re
from dataclasses import replace

import pytest

from game.lab import reads
from game.lab.reach import weights
from game.model.quantity import pick, put, walk
from game.report import web as webs
from game.report.equations import equations
from game.report.views.web import search, web_view
from game.report.web import Web, parameter
from game.rules.observe import READINGS
from game.rules.orders import Orders
from game.rules.world import begin
from game.scenario import load
from game.scenario.records import Scenario

DOC = """Toy: a block.

    H = H₀ A                       grain harvest   [Mt]
    A = a (1 + b);  c ← ½ c + Z
        + ½ Z₀                     care            [1]
    all of it is Q e

w is the weather of the year. Form: judgement.
"""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The shipped scenario."""
    return load.load("great_break")


@pytest.fixture(scope="module")
def web(scenario: Scenario) -> Web:
    """Its web."""
    return webs.web(scenario)


def test_every_lever_reaches_a_reading(web: Web) -> None:
    levers = [node.id for node in web.nodes.values() if node.kind == "lever"]
    assert len(levers) == 28
    lost = [lever for lever in levers if not any(each.startswith("reading.") for each in web.reaches(lever))]
    assert lost == []


def test_every_reading_of_the_desk_is_reached(web: Web) -> None:
    reached: set[str] = set()
    for node in web.nodes.values():
        if node.kind == "lever":
            reached |= web.reaches(node.id).keys()
    assert [name for name in READINGS if f"reading.{name}" not in reached] == []
    assert {"verdict.growth", "verdict.human_cost", "verdict.survival"} <= reached


def test_every_quantity_says_what_it_is(web: Web) -> None:
    for node in web.nodes.values():
        assert node.name, node.id
        assert node.meaning, node.id
        assert node.layer in webs.LAYERS, node.id
        assert node.block in webs.BLOCKS, node.id
    unsaid = [node.id for node in web.nodes.values() if node.kind in {"stock", "flow"} and not node.equations]
    assert unsaid == []


def test_edges_join_quantities_and_no_parameters(web: Web) -> None:
    assert all(edge.source in web.nodes and edge.target in web.nodes for edge in web.edges)
    assert not any(edge.source == edge.target for edge in web.edges)
    assert len({(edge.source, edge.target) for edge in web.edges}) == len(web.edges)


def test_a_way_leads_step_by_step(web: Web) -> None:
    way = web.way("lever.grain_exports", "reading.famine_deaths")
    assert way[0] == "lever.grain_exports"
    assert way[-1] == "reading.famine_deaths"
    joined = {(edge.source, edge.target) for edge in web.edges}
    assert all(step in joined for step in itertools.pairwise(way))
    assert len(way) - 1 == web.reaches("lever.grain_exports")["reading.famine_deaths"]
    assert web.way("reading.steel", "lever.relief") == ()


def test_no_way_leads_through_a_lever(web: Web) -> None:
    """The caretaker's hold on levers is told, but it would join everything with everything."""
    held = {edge.target for edge in web.read_by("government.State.fallen")}
    assert "lever.relief" in held
    assert not any(name.startswith("lever.") for name in web.reaches("government.State.fallen"))


def test_what_is_read_as_it_stood_before_is_told_apart(web: Web) -> None:
    """Hunger in spring reads the autumn before as it stood, and the spring's food with the meat killed since."""
    reads_of = {edge.source: edge.before for edge in web.reads("living.Winter.hunger_rate")}
    assert reads_of["living.State.autumn_food"]
    assert not reads_of["living.State.spring_food"]


def test_a_quantity_is_found_where_a_turn_holds_it(web: Web) -> None:
    assert web.nodes["granary.Balance.exported"].path == "autumn.granary.exported"
    assert web.nodes["herds.State.cattle"].path == "state.herds.cattle"
    assert web.nodes["fields.Harvest.harvest"].path == "spring.fields.harvest"


def test_a_planted_dependency_is_in_the_web(scenario: Scenario) -> None:
    """A name that no declaration has is shown too, so that nothing the code does is hidden."""
    found = reads.edges(scenario)
    found["fields.Harvest.harvest"]["circumstance.locusts"] = False
    planted = webs.build(scenario, found)
    assert planted.nodes["circumstance.locusts"].kind == "circumstance"
    assert "circumstance.locusts" in {edge.source for edge in planted.reads("fields.Harvest.harvest")}
    assert "reading.grain_harvest" in planted.reaches("circumstance.locusts")


def test_a_parameter_tells_its_value_and_source(scenario: Scenario) -> None:
    told = parameter(scenario, "fields.hands_needed")
    assert (told.symbol, told.value, told.unit, told.tag) == ("ψ", "0.78", "1", "design")
    assert "surplus labour" in told.source
    assert re.fullmatch(r"0\.535 to 16\.7", parameter(scenario, "fields.normal_harvest").value)
    with pytest.raises(KeyError):
        parameter(scenario, "fields.locusts")


def test_every_parameter_that_is_read_has_a_source(scenario: Scenario, web: Web) -> None:
    paths = {path for node in web.nodes.values() for path in node.parameters}
    assert len(paths) > 400
    assert [path for path in paths if not parameter(scenario, path).source] == []


@pytest.mark.parametrize(
    ("symbol", "text", "meaning", "gives"),
    [
        ("H", "H = H₀ A", "grain harvest", True),
        ("c", "A = a (1 + b);  c ← ½ c + Z + ½ Z₀", "care", True),
        ("Z", "A = a (1 + b);  c ← ½ c + Z + ½ Z₀", "care", False),
        ("Q e", "all of it is Q e", "", False),
        ("w", "w is the weather of the year.", "", False),
    ],
)
def test_the_line_of_a_symbol_is_found(symbol: str, text: str, meaning: str, *, gives: bool) -> None:
    (found,) = equations(DOC, symbol)
    assert (found.text, found.meaning, found.gives) == (text, meaning, gives)


def test_a_symbol_that_is_not_there_has_no_line() -> None:
    assert equations(DOC, "H₁") == ()
    assert equations("", "H") == ()


def fewer(scenario: Scenario, rows: list[int]) -> Scenario:
    """The scenario with some of its regions alone, none of them on the map."""
    params, start, weather = scenario.params, scenario.start, scenario.weather
    for path, q in walk(type(params)):
        params = put(params, path, pick(params, path)[rows]) if q.axis == "region" else params
    for path, q in walk(type(start)):
        start = put(start, path, pick(start, path)[rows]) if q.axis == "region" else start
    regions = tuple(replace(scenario.regions[row], id=f"land_{row}", name=f"Land {row}", on_map=False) for row in rows)
    own = {name: getattr(weather, name)[rows] for name in ("spread", "south", "east")}
    seen = replace(weather, pattern=weather.pattern[:, rows], **own)
    return replace(scenario, regions=regions, params=params, start=start, weather=seen, cloud=None)


def test_a_scenario_of_other_regions_without_a_map_has_the_same_web(scenario: Scenario, web: Web) -> None:
    other = fewer(scenario, [0, 4, 5, 7, 11])
    assert webs.web(other).edges == web.edges
    found = weights(other, begin(other), Orders())
    view = web_view(other, found)
    assert view.told("lever.grain_exports").moves
    assert any(each.id == "reading.grain_exports_of_harvest" for each in view.told("granary.Balance.exported").read_by)


def test_a_page_tells_what_moves_a_quantity_and_leads_to_the_desk_first(scenario: Scenario) -> None:
    page = web_view(scenario, weights(scenario, begin(scenario), Orders())).told("fields.Harvest.harvest")
    assert page.read_by[0].id.startswith("reading.")
    assert page.moved_by
    assert all(each.id.startswith("lever.") for each in page.moved_by)
    sizes = [abs(each.size) for each in page.moved_by]
    assert sizes == sorted(sizes, reverse=True)
    assert page.gives
    assert page.given


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("grain harvest", "reading.grain_harvest"),
        ("fields.Harvest.harvest", "fields.Harvest.harvest"),
        ("crude steel", "building.Building.steel"),
        ("EXPORTS grain", "lever.grain_exports"),
    ],
)
def test_the_closest_is_found_first(web: Web, typed: str, first: str) -> None:
    assert search(web, typed)[0] == first


def test_nothing_is_found_where_nothing_is_meant(web: Web) -> None:
    assert search(web, "locusts") == []
    assert search(web, "  ") == []
