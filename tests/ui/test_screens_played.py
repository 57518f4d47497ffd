"""The screens of a game under way: everything fits at every size, every control works, nothing is said twice."""

from collections.abc import Mapping
from types import ModuleType
from typing import Any

import pygame
import pytest

from game.report.views.desk import PAGES
from game.report.views.harvest import LAYERS
from game.scenario.records import Scenario
from game.ui.canvas import Control
from game.ui.intents import Goto, Home, Lock, Next, Pick, SetLever, SetRegion, Sign, ToRule, Undo
from game.ui.layout import Page, arrange, audit
from game.ui.screens import account, harvest, plan, reckoning, war
from game.ui.screens.war import BEAT
from game.ui.stage import Stage
from game.ui.theme import Style
from tests.report.played import lengthened, views

SIZES = [(1024, 640), (1280, 720), (1920, 1080), (3840, 2160)]
STYLES = [Style(), Style(text=1.5), Style(text=2), Style(text=2, interface=2)]
SCREENS: Mapping[str, ModuleType] = {
    "plan": plan, "harvest": harvest, "account": account, "war": war, "reckoning": reckoning,
}  # fmt: skip
NAMES = (
    "plan_first", "plan", "plan_notice", "harvest", "harvest_own", "account_first", "account", "war",
    "reckoning_waiting", "reckoning", "account_fallen", "reckoning_fallen", "plan_effects", "plan_again",
    "harvest_effects",
)  # fmt: skip


@pytest.fixture(scope="module")
def shown(great_break: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Every view, in English."""
    return views(great_break, tmp_path_factory.mktemp("games"))


@pytest.fixture(scope="module")
def long(great_break: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Every view, in a language whose sentences are longer."""
    return views(lengthened(great_break), tmp_path_factory.mktemp("long"))


def page(shown: Mapping[str, Any], name: str, **picks: str) -> Page:
    """The page of a view."""
    made: Page = SCREENS[name.partition("_")[0]].compose(shown[name], picks)
    return made


def controls(made: Page, style: Style | None = None, size: tuple[int, int] = (1280, 720)) -> dict[str, Control]:
    """Every control of a page at a size, by name, in all its columns."""
    found: dict[str, Control] = {}
    for column in made.columns:
        found |= {control.name: control for _, control in arrange(made, style or Style(), size, column.name).controls}
    return found


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_everything_fits(shown: Mapping[str, Any], name: str, size: tuple[int, int], style: Style) -> None:
    made = page(shown, name)
    for column in made.columns:
        assert audit(arrange(made, style, size, column.name)) == []


@pytest.mark.parametrize(
    ("size", "style"), [((1024, 640), STYLES[1]), ((1280, 720), STYLES[0]), ((1920, 1080), STYLES[2])]
)
@pytest.mark.parametrize("name", NAMES)
def test_longer_words_fit_too(long: Mapping[str, Any], name: str, size: tuple[int, int], style: Style) -> None:
    made = page(long, name)
    for column in made.columns:
        assert audit(arrange(made, style, size, column.name)) == []


@pytest.mark.parametrize(
    ("size", "style"), [((1024, 640), STYLES[1]), ((1280, 720), STYLES[0]), ((1920, 1080), STYLES[2])]
)
def test_every_page_of_levers_layer_month_and_chart_fits(
    long: Mapping[str, Any], size: tuple[int, int], style: Style
) -> None:
    chosen: list[Page] = [page(long, "plan", page=each) for each in PAGES]
    chosen += [page(long, "plan", reading=each) for each in long["plan"].fans]
    chosen += [page(long, "harvest", layer=layer, region="kazakhstan") for layer in LAYERS]
    chosen += [page(long, "war", month=str(month)) for month in (0, 5, 18)]
    for made in chosen:
        for column in made.columns:
            assert audit(arrange(made, style, size, column.name)) == [], made.id


def test_a_plan_shows_every_lever_of_january_on_its_pages(shown: Mapping[str, Any], great_break: Scenario) -> None:
    found = {name for each in PAGES for name in controls(page(shown, "plan", page=each))}
    january = {f"lever:{spec.id}" for spec in great_break.levers.values() if spec.season == "january"}
    assert january <= found
    shares = {f"lock:lever:{spec.id}" for spec in great_break.levers.values() if spec.share_group}
    assert len(shares) == 5
    assert shares <= found


def test_levers_send_their_moves_and_stop_where_the_law_does(shown: Mapping[str, Any]) -> None:
    lever = controls(page(shown, "plan"))["lever:investment_rate"]
    assert lever.intent == SetLever("investment_rate")
    assert lever.kind == "slider"
    assert lever.low < lever.least < lever.value < lever.most < lever.high
    assert controls(page(shown, "plan"))["lock:lever:share_agriculture"].intent == Lock("share_agriculture")
    assert controls(page(shown, "plan"))["lock:lever:share_agriculture"].chosen


def test_the_plan_is_signed_undone_and_left_by_key(shown: Mapping[str, Any]) -> None:
    made = page(shown, "plan")
    found = controls(made)
    assert (found["sign"].key, found["sign"].intent) == ("return", Sign())
    assert (found["undo"].key, found["undo"].intent) == ("z", Undo())
    assert made.back == Goto("menu")
    assert made.focus in found
    keys = [control.key for control in found.values() if control.key]
    assert len(keys) == len(set(keys))


def test_a_reading_is_picked_for_its_chart(shown: Mapping[str, Any]) -> None:
    view = shown["plan"]
    found = controls(page(shown, "plan"))
    assert found["reading:steel"].intent == Pick("reading", "steel")
    assert "reading:famine_risk" not in found
    plain, steel = (arrange(page(shown, "plan", **picks), Style(), (1280, 720)) for picks in ({}, {"reading": "steel"}))
    fans = [next(p.block for p in laid.placed if type(p.block).__name__ == "Chart") for laid in (plain, steel)]
    assert fans[0] != fans[1]
    assert fans[1].painter.fan == view.fans["steel"]  # type: ignore[attr-defined]
    assert page(shown, "plan", reading="no such") == page(shown, "plan")


def test_a_refusal_stands_on_the_desk(shown: Mapping[str, Any]) -> None:
    marks = said(page(shown, "plan_notice"))
    assert any("Investment rate may change" in text for text in marks)
    assert any("Investment rate may change" in text for text in said(page(shown, "harvest_own")))


def said(made: Page) -> list[str]:
    """Every paragraph of a page."""
    found = []
    for column in made.columns:
        laid = arrange(made, Style(), (1280, 720), column.name)
        found += [p.block.text for p in laid.placed if type(p.block).__name__ == "Text"]  # type: ignore[attr-defined]
    return found


def test_the_harvest_has_a_slider_for_every_region_and_the_map_a_control(
    shown: Mapping[str, Any], great_break: Scenario
) -> None:
    found = controls(page(shown, "harvest"))
    for region in great_break.regions:
        assert found[f"share:{region.id}"].intent == SetRegion(region.id)
        assert found[f"map:{region.id}"].intent == Pick("region", region.id)
    assert found["rule:0.0"].chosen
    assert "to_rule" not in found
    own = controls(page(shown, "harvest_own"))
    assert own["to_rule"].intent == ToRule()
    assert not own["rule:0.0"].chosen
    assert own["share:ukraine"].value == pytest.approx(0.2, abs=1e-4)


def test_a_region_picked_is_told_in_words(shown: Mapping[str, Any]) -> None:
    assert not any("Ukraine: " in text for text in said(page(shown, "harvest")))
    for layer in LAYERS:
        assert any("Ukraine: " in text for text in said(page(shown, "harvest", layer=layer, region="ukraine")))


def test_the_account_goes_on_by_one_key(shown: Mapping[str, Any]) -> None:
    found = controls(page(shown, "account"))
    assert (found["next"].intent, found["next"].key) == (Next(), "return")


def test_the_war_is_walked_month_by_month_to_the_reckoning(shown: Mapping[str, Any]) -> None:
    last = len(shown["war"].months) - 1
    first = controls(page(shown, "war"))
    assert first["next"].intent == Pick("month", "1")
    assert "previous" not in first
    assert first["to_end"].intent == Pick("month", str(last))
    assert first["play"].intent == Pick("month", "0+")
    played = page(shown, "war", month="3+")
    assert played.beat == (BEAT, Pick("month", "4+"))
    assert controls(played)["play"].intent == Pick("month", "3")
    assert page(shown, "war").beat is page(shown, "war", month=f"{last}+").beat is None
    end = controls(page(shown, "war", month=str(last)))
    assert end["next"].intent == Next()
    assert end["previous"].intent == Pick("month", str(last - 1))
    outcome = shown["war"].outcome
    assert not set(outcome) & set(said(page(shown, "war")))
    assert set(outcome) <= set(said(page(shown, "war", month=str(last))))


def test_the_reckoning_says_what_is_still_counted(shown: Mapping[str, Any]) -> None:
    waiting, done = said(page(shown, "reckoning_waiting")), said(page(shown, "reckoning"))
    assert shown["reckoning_waiting"].computing in waiting
    assert shown["reckoning_waiting"].computing not in done
    found = controls(page(shown, "reckoning"))
    assert found["home"].intent == Home()
    assert found["replay"].intent == Undo()


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_painted_whole_however_far_it_is_scrolled(
    shown: Mapping[str, Any], name: str, window: pygame.Surface
) -> None:
    del window
    stage = Stage(pygame.display.set_mode((1024, 640)), Style(text=1.5))
    for picks in ({}, {"month": "18"}):
        made = page(shown, name, **picks)
        for column in made.columns:
            stage.show(made, column.name)
            for pane, view in enumerate(stage.views):
                for share in (0.0, 0.3, 1.0):
                    stage.scroll(pane, round(share * (view.pane.content - view.pane.view.height)))
                    assert stage.draw() is not None


def test_equal_views_make_equal_pages(shown: Mapping[str, Any]) -> None:
    for name in NAMES:
        assert page(shown, name) == page(shown, name)
