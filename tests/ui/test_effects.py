"""What levers do, on the desks: bars beside each lever, chosen by mouse and key, and the last move shown again."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pygame
import pytest

from game.report.views.desk import DeskView
from game.report.views.effects import ALL
from game.report.views.replay import blend
from game.scenario.records import Scenario
from game.ui import replay
from game.ui.effects import Beside, EffectLine
from game.ui.intents import Pick
from game.ui.layout import Page, arrange, audit
from game.ui.painters import FanPainter
from game.ui.screens import harvest, plan
from game.ui.theme import Style
from game.ui.widgets import Menu, Picture, Tabs
from tests.report.played import views

SIZES = [((1024, 640), Style(text=1.5)), ((1024, 640), Style(text=2)), ((1280, 720), Style())]


@pytest.fixture(scope="module")
def shown(great_break: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    return views(great_break, tmp_path_factory.mktemp("games"))


def controls(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in page.columns:
        found |= {c.name: c for _, c in arrange(page, Style(), (1280, 720), column.name).controls}
    return found


def blocks(page: Page, kind: type) -> list[Any]:
    arranged = arrange(page, Style(), (1280, 720))
    return [placed.block for placed in arranged.placed if isinstance(placed.block, kind)]


def test_every_lever_of_a_page_has_its_bars(shown: Mapping[str, Any]) -> None:
    page = plan.compose(shown["plan_effects"], {})
    assert len(blocks(page, EffectLine)) == len(shown["plan_effects"].pages[0].levers)
    assert all(len(line.cells) == 3 for line in blocks(page, EffectLine))


def test_a_single_reading_shows_both_steps_with_signs(shown: Mapping[str, Any]) -> None:
    page = plan.compose(shown["plan_effects"], {"effect": "steel", "effect_year": "1937"})
    lines = blocks(page, EffectLine)
    assert [line.step for line in lines[:2]] == ["2 points more", "2 points less"]
    assert all(line.cells[0].cell.figure[0] in "+\u22120" for line in lines)
    assert max(abs(line.cells[0].cell.size) for line in lines) == pytest.approx(1)


def test_reading_year_and_hiding_are_controls(shown: Mapping[str, Any]) -> None:
    found = controls(plan.compose(shown["plan_effects"], {}))
    assert found["effect"].intent == Pick("effect")
    assert found["effect"].chosen_text == ALL
    assert found["effect_year:1937"].intent == Pick("effect_year", "1937")
    assert (found["effects"].key, found["effects"].intent) == ("x", Pick("effects", "off"))
    hidden = plan.compose(shown["plan_effects"], {"effects": "off"})
    assert not blocks(hidden, EffectLine)
    assert "effect" not in controls(hidden)
    assert controls(hidden)["effects"].intent == Pick("effects", "")


def test_a_region_that_is_chosen_says_what_its_share_does(shown: Mapping[str, Any]) -> None:
    without = len(blocks(harvest.compose(shown["harvest_effects"], {}), EffectLine))
    assert len(blocks(harvest.compose(shown["harvest_effects"], {"region": "kazakhstan"}), EffectLine)) == without + 1


def test_other_rules_of_collection_are_told_and_no_bar_is_longer_than_its_place(shown: Mapping[str, Any]) -> None:
    for picks in ({}, {"effect": "excess_deaths_so_far"}, {"effect": "consent", "region": "volga"}):
        page = harvest.compose(shown["harvest_effects"], picks)
        lines = blocks(page, EffectLine)
        assert all(abs(each.cell.size) <= 1 for line in lines for each in line.cells)
        told = [getattr(p.block, "text", "") for p in arrange(page, Style(), (1280, 720)).placed]
        assert "**spare the stricken:**" in told


def test_a_year_that_has_passed_gives_way_to_the_last(shown: Mapping[str, Any]) -> None:
    page = plan.compose(shown["plan_effects"], {"effect_year": "1929"})
    assert controls(page)["effect_year:1941"].look == "chosen"


@pytest.mark.parametrize("years", [1, 2, 3])
@pytest.mark.parametrize(("size", "style"), SIZES)
def test_years_stand_inside_their_line_however_few_are_ahead(years: int, size: tuple[int, int], style: Style) -> None:
    strip = Tabs("effect_year", (("1932", "1932"), ("1937", "1937"), ("1941", "1941"))[-years:], "1941")
    line = Beside(Menu("effect", "", ((ALL, "Product, dead, readiness"),), ALL, Pick("effect")), strip)
    whole = pygame.Rect(10, 100, size[0] // 4, line.height(style, size[0] // 4))
    assert all(whole.contains(rect) for _, rect in line.parts(style, whole))


@pytest.mark.parametrize(("size", "style"), SIZES)
@pytest.mark.parametrize("picks", [{"effect": "excess_deaths_so_far"}, {"replay": "0"}, {"replay": "0", "still": "1"}])
def test_everything_fits_whatever_is_chosen(
    shown: Mapping[str, Any], picks: Mapping[str, str], size: tuple[int, int], style: Style
) -> None:
    for page in (
        plan.compose(shown["plan_effects"], picks),
        plan.compose(shown["plan_effects"], {**picks, "page": "country"}),
        harvest.compose(shown["harvest_effects"], {**picks, "region": "ukraine"}),
    ):
        for column in page.columns:
            assert audit(arrange(page, style, size, column.name)) == []


def test_the_last_move_runs_back_and_forth_and_ends_as_it_is(shown: Mapping[str, Any]) -> None:
    view: DeskView = shown["plan_effects"]
    assert view.replay is not None
    moving = replace(view, replay=replace(view.replay, quiet=False))
    assert controls(plan.compose(moving, {}))["replay"].key == "r"
    picks = {"replay": "0"}
    shares = []
    while (page := plan.compose(moving, picks)).beat is not None:
        seconds, intent = page.beat
        assert isinstance(intent, Pick)
        assert 0 < seconds < 0.1
        shares.append(replay.share(int(picks["replay"])))
        picks = {intent.name: intent.value}
    assert shares[0] == 1
    assert shares[replay.WAY : replay.WAY + replay.REST] == [0] * replay.REST
    assert max(abs(now - then) for then, now in pairwise(shares)) < 0.05
    assert replay.share(int(picks["replay"])) == 1
    assert 3.5 < replay.BEAT * len(shares) + 1.5 < 6
    painter = blocks(page, Picture)[0].painter
    assert isinstance(painter, FanPainter)
    assert painter.fan.median == moving.replay.after[next(iter(moving.fans))].median  # type: ignore[union-attr]


def test_where_nothing_is_to_move_before_and_after_stand_side_by_side(shown: Mapping[str, Any]) -> None:
    view: DeskView = shown["plan_effects"]
    for made in (
        plan.compose(view, {"replay": "0", "still": "1"}),
        plan.compose(replace(view, replay=replace(view.replay, quiet=True)), {"replay": "0"}),  # type: ignore[type-var]
    ):
        assert made.beat is None
        painters = [block.painter for block in blocks(made, Picture)]
        assert len(painters) == 2
        assert painters[0].fan.median != painters[1].fan.median
        assert painters[0].fan.reach == painters[1].fan.reach


def test_a_fan_half_way_lies_between_its_ends(shown: Mapping[str, Any]) -> None:
    again = shown["plan_effects"].replay
    before, after = again.before["steel"], again.after["steel"]
    half = blend(before, after, 0.5)
    assert half.median == pytest.approx([(a + b) / 2 for a, b in zip(before.median, after.median, strict=True)])
    assert half.note == after.note
    assert blend(before, after, 0.4).note == before.note
    assert blend(before, after, 0) == before
    assert blend(before, after, 1) == after


def test_without_effects_the_desk_says_why(shown: Mapping[str, Any]) -> None:
    view = replace(shown["plan"], effects=None, effects_note="Counting what each lever does.")
    assert not blocks(plan.compose(view, {}), EffectLine)
    texts = [
        getattr(placed.block, "text", "") for placed in arrange(plan.compose(view, {}), Style(), (1280, 720)).placed
    ]
    assert "Counting what each lever does." in texts
    again = [
        getattr(p.block, "text", "")
        for p in arrange(plan.compose(shown["plan_again"], {}), Style(), (1280, 720)).placed
    ]
    assert shown["plan_again"].effects_note in again
