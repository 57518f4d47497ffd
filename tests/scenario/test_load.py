"""Loading a scenario: found, laid over its base, checked whole, frozen, and told apart by its content."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from game.model import step
from game.model.quantity import pick, walk
from game.scenario import place
from game.scenario.check import weather
from game.scenario.figures import Axes
from game.scenario.load import available, load, load_plan
from game.scenario.overlay import Overlay
from game.scenario.problem import ScenarioError
from game.scenario.read import read
from game.scenario.records import Plan, Scenario
from tests.scenario.conftest import Told, Write

NONE = "id: none\ntitle: None\nsummary: No orders.\nsource: design\norders: {}\n"


@pytest.fixture(scope="module")
def great_break() -> Scenario:
    return load("great_break")


def written(plan: Plan) -> str:
    """A plan as a file holds it."""
    years = [
        f"  {year}: {{{', '.join(f'{lever}: {value!r}' for lever, value in orders.items())}}}"
        for year, orders in plan.orders.items()
    ]
    decrees = [f"  {year}: [{', '.join(levers)}]" for year, levers in plan.decrees.items()]
    head = f'id: {plan.id}\ntitle: "{plan.title}"\nsummary: "{plan.summary}"\nsource: "{plan.source}"\n'
    return "\n".join([f"{head}orders:", *years, "decrees:" if decrees else "decrees: {}", *decrees, ""])


# ---- what ships -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["base", "great_break"])
def test_shipped_scenarios_load_clean(name: str) -> None:
    assert load(name).id == name


def test_a_scenario_holds_all_that_a_game_needs(great_break: Scenario) -> None:
    assert (great_break.first_year, great_break.last_year, great_break.luck) == (1928, 1940, "history")
    assert len(great_break.regions) == 13
    assert {"history", "nep", "nep_fast", "bukharin", "left", "slow", "faster"} <= great_break.plans.keys()
    assert len(great_break.events) >= 12
    assert [event.date for event in great_break.events] == sorted(event.date for event in great_break.events)
    assert great_break.weather.history.shape == (13, 13)
    assert great_break.prices.grain.shape == (13,)
    assert great_break.record.national["steel"][1928].unit == "Mt"
    assert great_break.words("lever.investment_rate.label")


def test_every_array_has_the_shape_of_its_axis_and_is_read_only(great_break: Scenario) -> None:
    rows = {"region": 13, "month": 12, "campaign": 19, "front": 3}
    for table, kind in ((great_break.params, step.Params), (great_break.start, step.State)):
        for path, q in walk(kind):
            array = pick(table, path)
            assert array.shape == ((rows[q.axis], 1) if q.axis in rows else (1,)), path
            assert array.dtype == np.float64, path
            assert not array.flags.writeable, path
            assert np.isfinite(array).all(), path
            assert (array >= q.low).all(), path
            assert (array <= q.high).all(), path


def test_rows_stand_in_the_order_of_the_regions(great_break: Scenario) -> None:
    order = [region.id for region in great_break.regions]
    assert order[0] == "ukraine"
    nomads = great_break.params.herds.nomad_herds[:, 0]
    assert order[int(np.argmax(nomads))] == "kazakhstan"
    assert great_break.weather.pattern[1931 - 1928, order.index("volga")] == 0.74


def test_nothing_in_a_scenario_can_be_changed(great_break: Scenario) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        great_break.title = "Another"  # type: ignore[misc]
    with pytest.raises(TypeError):
        great_break.plans["history"] = great_break.plans["nep"]  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        great_break.weather.pattern[0, 0] = 1.0


# ---- finding --------------------------------------------------------------------------------------------------------


def test_a_scenario_is_found_by_id_in_a_further_folder(write: Write) -> None:
    folder = write()
    assert load("own", extra=[folder.parent]).id == "own"


def test_a_scenario_is_found_by_its_folder_or_its_first_file(write: Write) -> None:
    folder = write()
    assert load(folder).id == load(str(folder)).id == load(folder / "scenario.yaml").id == "own"


def test_the_player_s_own_scenarios_are_found(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    if not place.user_scenarios().is_relative_to(tmp_path):
        pytest.skip("this system keeps its documents folder elsewhere")
    write(name="Great Break/scenarios/mine")
    (place.user_scenarios() / "mine" / "scenario.yaml").write_text(
        "schema: 1\nid: mine\nextends: base\ntitle: Mine\n", encoding="utf-8"
    )
    assert load("mine").title == "Mine"
    assert "mine" in {summary.id for summary in available()}


@pytest.mark.parametrize("name", ["great_brake", "../scenarios/base/..", "", "CON", "a" * 5_000, "base\0", "."])
def test_a_scenario_that_is_not_there_is_told_in_one_line(name: str) -> None:
    with pytest.raises(ScenarioError) as error:
        load(name)
    assert len(error.value.problems) == 1


def test_a_misspelt_scenario_is_guessed_and_a_strange_one_answered_with_the_list() -> None:
    with pytest.raises(ScenarioError, match="there is no scenario of this name\n    did you mean great_break?"):
        load("great_brake")
    with pytest.raises(ScenarioError, match="scenarios: base, great_break"):
        load("zzz")


def test_the_list_shows_what_can_be_played(write: Write) -> None:
    folder = write(more="minutes: 20\nfirst_year: 1930\nlast_year: 1933\nsummary: A lesson.\n")
    write({"scenario.yaml": "schema: 1\nid: broken\nextends: base\ntitle: 7\n"}, name="broken")
    listed = {summary.id: summary for summary in available([folder.parent])}
    assert "great_break" in listed
    assert "base" not in listed
    own = listed["own"]
    assert (own.title, own.summary, own.years, own.minutes) == ("A scenario of a test", "A lesson.", (1930, 1933), 20)
    assert not own.problem
    assert "title: needs a text" in listed["broken"].problem


# ---- extending ------------------------------------------------------------------------------------------------------


def test_five_lines_make_a_scenario(write: Write, great_break: Scenario) -> None:
    own = load(write())
    assert own.title == "A scenario of a test"
    assert own.regions == great_break.regions
    assert own.params.fields.normal_harvest.tolist() == great_break.params.fields.normal_harvest.tolist()


def test_a_value_is_inherited_field_by_field(write: Write, great_break: Scenario) -> None:
    own = load(
        write(
            {
                "levers.yaml": "arrests: {high: 0.95}\n",
                "parameters/campaign.yaml": "joins_freely: {value: 0.05}\nodds_of_joining: {value: {volga: 2}}\n",
                "start.yaml": "people: {rural: {value: {ukraine: 20}}}\n",
                "events/1929.yaml": "events: [{id: great-break, title: Another heading}]\n",
            }
        )
    )
    volga = [region.id for region in own.regions].index("volga")
    assert own.levers["arrests"].high == 0.95
    assert own.levers["arrests"].low == great_break.levers["arrests"].low
    assert own.params.campaign.joins_freely.tolist() == [0.05]
    assert own.params.campaign.odds_of_joining[volga, 0] == 2.0
    assert own.params.campaign.odds_of_joining[0, 0] == great_break.params.campaign.odds_of_joining[0, 0]
    assert own.start.people.rural[0, 0] == 20.0
    assert own.start.people.rural[1, 0] == great_break.start.people.rural[1, 0]
    ours, theirs = (next(e for e in each.events if e.id == "great-break") for each in (own, great_break))
    assert (ours.title, ours.text) == ("Another heading", theirs.text)


def test_a_scenario_may_build_on_one_that_builds_on_base(write: Write) -> None:
    write({"levers.yaml": "arrests: {high: 0.96}\n"}, name="middle")
    own = write({"scenario.yaml": "schema: 1\nid: own\nextends: middle\ntitle: Own\n"})
    assert load(own).levers["arrests"].high == 0.96


def test_fewer_years_use_a_part_of_the_base(write: Write) -> None:
    own = load(write(more="last_year: 1930\n"))
    assert own.weather.pattern.shape == (3, 13)
    assert own.prices.grain.tolist() == [1.0, 0.92, 0.65]
    assert {event.date.year for event in own.events} == {1928, 1929, 1930, 1931} & {e.date.year for e in own.events}
    assert list(own.plans["history"].orders) == [1928, 1929, 1930]
    assert own.plans["history"].decrees == {}


def test_years_are_found_by_name_not_by_place() -> None:
    file = place.scenarios() / "base" / "weather.yaml"
    read_back = weather(Overlay([(read(file), ())]), Axes(tuple(region.id for region in load("base").regions), (1931,)))
    assert read_back is not None
    assert read_back.pattern[0, 2] == 0.74


def test_own_words_lie_over_the_language_file(write: Write) -> None:
    own = load(write(more="words: {lever: {arrests: {label: Detentions}}}\n"))
    assert own.words("lever.arrests.label") == "Detentions"
    assert own.words("lever.arrests.help")


# ---- problems -------------------------------------------------------------------------------------------------------


def test_problems_of_all_files_come_at_once_and_in_order(told: Told) -> None:
    problems = told(
        {
            "levers.yaml": "arests: {high: 0.9}\nschooling: {low: 0.9}\n",
            "parameters/campaign.yaml": "joins_freely: {value: 3}\n",
            "plans/own.yaml": "id: own\ntitle: T\nsummary: S\nsource: s\norders: {1928: {arrests: 7}}\n",
            "weather.yaml": "draw: {mean: {value: many}}\n",
            "prices.yaml": "grain: [\n",
        },
        more="sumary: A misspelt name\n",
    )
    assert [(Path(each.path).name, each.line, each.where) for each in problems] == [
        ("scenario.yaml", 5, "sumary"),
        ("levers.yaml", 1, "arests"),
        ("levers.yaml", 2, "schooling.low"),
        ("levers.yaml", 2, "schooling.low"),
        ("weather.yaml", 1, "draw.mean.value"),
        ("prices.yaml", 1, ""),
        ("campaign.yaml", 1, "joins_freely.value"),
        ("own.yaml", 5, "orders.1928.arrests"),
    ]


def test_a_path_is_shown_from_where_the_reader_stands(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({"levers.yaml": "arests: {}\n"})
    monkeypatch.chdir(folder.parent)
    with pytest.raises(ScenarioError) as error:
        load(folder)
    assert error.value.problems[0].path == "own/levers.yaml"


def test_limits_that_forbid_an_inherited_plan_are_told_once_a_plan(told: Told) -> None:
    problems = told({"levers.yaml": "arrests: {high: 0.5}\n"})
    assert {Path(each.path).name for each in problems} <= {"history.yaml", "faster.yaml", "slow.yaml"}
    assert len(problems) == len({each.path for each in problems})
    assert all("this scenario's limits and starting values forbid the plan" in each.hint for each in problems)


def test_a_file_that_points_out_of_its_folder_is_refused(write: Write, tmp_path: Path) -> None:
    folder = write()
    (tmp_path / "secret.yaml").write_text("arrests: {high: 0.9}\n", encoding="utf-8")
    try:
        (folder / "levers.yaml").symlink_to(tmp_path / "secret.yaml")
    except OSError:
        pytest.skip("no links on this system")
    with pytest.raises(ScenarioError, match="lies outside the scenario's folder"):
        load(folder)


def test_a_folder_of_plans_elsewhere_is_refused(write: Write, tmp_path: Path) -> None:
    folder = write()
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "own.yaml").write_text(NONE.replace("none", "own"), encoding="utf-8")
    try:
        (folder / "plans").symlink_to(tmp_path / "plans")
    except OSError:
        pytest.skip("no links on this system")
    with pytest.raises(ScenarioError, match="lies outside the scenario's folder"):
        load(folder)


def test_scenarios_that_extend_one_another_are_refused(write: Write) -> None:
    write({"scenario.yaml": "schema: 1\nid: one\nextends: two\ntitle: One\n"}, name="one")
    two = write({"scenario.yaml": "schema: 1\nid: two\nextends: one\ntitle: Two\n"}, name="two")
    with pytest.raises(ScenarioError, match="which extends this scenario in turn"):
        load(two)


HEAVY = {
    "many files": {f"events/{number}.yaml": "events: []\n" for number in range(600)},
    "many values": {f"events/{number}.yaml": "events: []\nx:\n" + "- 1\n" * 40_000 for number in range(9)},
    "many large files": {f"events/{number}.yaml": "events: []\n#" + "x" * 1_900_000 for number in range(9)},
    "many strange levers": {"levers.yaml": "".join(f"arrest_{number}: 1\n" for number in range(20_000))},
    "many strange orders": {
        "plans/own.yaml": NONE.replace("none", "own").replace("{}", "\n  1930:\n")
        + "".join(f"    arrests_{number}: 1\n" for number in range(20_000))
    },
    "many strange entries": {
        "regions.yaml": "regions:\n  ukraine:\n" + "".join(f"    shortt_{number}: 1\n" for number in range(20_000))
    },
    "many empty events": {"events/own.yaml": "events:\n" + "".join(f"- id: e{n}\n" for n in range(16_000))},
    "many rows": {
        "record/national.csv": "year,series,value,unit,source,quality\n" + "1928,a,1,b,c,seen\n" * 100_000,
    },
    "many regions": {"regions.yaml": "regions:\n" + "".join(f"  r{n}: {{name: R, short: R}}\n" for n in range(9_000))},
}


@pytest.mark.parametrize("files", HEAVY.values(), ids=HEAVY.keys())
def test_a_heavy_scenario_is_refused_in_few_words(files: dict[str, str | bytes], write: Write) -> None:
    folder = write(files)
    with pytest.raises(ScenarioError) as error:
        load(folder)
    assert len(str(error.value)) < 60_000


# ---- the fingerprint ------------------------------------------------------------------------------------------------


def test_a_fingerprint_follows_the_content(write: Write) -> None:
    one = load(write({"levers.yaml": "arrests: {high: 0.95}\n"})).fingerprint
    two = load(write({"levers.yaml": "arrests: {high: 0.96}\n"})).fingerprint
    three = load(write({"levers.yaml": "arrests: {high: 0.95}\n"})).fingerprint
    assert one == three != two
    assert len(one) == 64


def test_a_fingerprint_does_not_depend_on_the_place_or_on_line_ends(write: Write, tmp_path: Path) -> None:
    text = "arrests:\n  high: 0.95\n"
    here = load(write({"levers.yaml": text})).fingerprint
    (tmp_path / "elsewhere").mkdir()
    (write().rename(tmp_path / "elsewhere" / "own") / "levers.yaml").write_bytes(text.replace("\n", "\r\n").encode())
    assert load(tmp_path / "elsewhere" / "own").fingerprint == here


def test_the_base_counts_too(write: Write) -> None:
    write({"levers.yaml": "arrests: {high: 0.95}\n"}, name="middle")
    head: dict[str, str | bytes] = {"scenario.yaml": "schema: 1\nid: own\nextends: middle\ntitle: Own\n"}
    before = load(write(head)).fingerprint
    write({"levers.yaml": "arrests: {high: 0.94}\n"}, name="middle")
    assert load(write(head)).fingerprint != before


# ---- plans from anywhere --------------------------------------------------------------------------------------------


def test_a_plan_written_out_is_read_back_the_same(great_break: Scenario, tmp_path: Path) -> None:
    for name, plan in great_break.plans.items():
        plain = dataclasses.replace(plan, title="T", summary="S", source="S", choices={})
        path = tmp_path / f"{name}-copy.yaml"
        path.write_text(written(plain), encoding="utf-8")
        assert load_plan(path, great_break) == plain


def test_a_plan_with_an_unknown_lever_is_told_with_its_line(great_break: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\ntitle: T\nsummary: S\nsource: S\norders:\n  1928:\n    arests: 0.2\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        load_plan(path, great_break)
    assert str(error.value) == (
        f"{path}:7: orders.1928.arests: no lever has this name\n    7 | arests: 0.2\n    did you mean arrests?"
    )


def test_a_plan_may_order_by_region_and_unset(great_break: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    orders = "{1928: {procurement: 11, procurement_by_region: {volga: 0.3}}, 1929: {procurement: null}}"
    path.write_text(f"id: mine\ntitle: T\nsummary: S\nsource: S\norders: {orders}\n", encoding="utf-8")
    plan = load_plan(path, great_break)
    assert plan.by_region == {1928: {"volga": 0.3}}
    assert plan.orders[1928] == {"procurement": 11.0}
    assert np.isnan(plan.orders[1929]["procurement"])


@pytest.mark.parametrize("name", ["none.yaml", "folder"])
def test_a_plan_that_is_not_there_is_told(name: str, great_break: Scenario, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ScenarioError) as error:
        load_plan(tmp_path / name, great_break)
    assert len(error.value.problems) == 1
    assert error.value.problems[0].hint


def test_a_folder_that_cannot_be_listed_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "crowded").mkdir()
    for number in range(501):
        (tmp_path / "crowded" / f"{number}.txt").touch()
    assert "great_break" in {summary.id for summary in available([tmp_path / "crowded"])}
