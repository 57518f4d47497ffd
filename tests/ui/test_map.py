"""The map: every region can be hit and read, labels keep clear of borders, colours change and outlines do not."""

from typing import cast

import pygame
import pytest

from game.report.views.figures import Front, MapFigure, RegionFigure
from game.ui import front as fronts
from game.ui import labels as labelling
from game.ui.frame import Look
from game.ui.map import APART, RAMP, Base, RegionMap, on, ramp
from game.ui.outlines import Sheet, outlines
from game.ui.painters import MapPainter, MapPicture
from game.ui.strokes import contrast
from game.ui.theme import INK, PAPER, Style

NAMES = {
    "ukraine": ("Ukraine", "Ukraine"),
    "north_caucasus": ("North Caucasus and Crimea", "N. Caucasus"),
    "volga": ("Volga", "Volga"),
    "central_black_earth": ("Central Black Earth", "Black Earth"),
    "centre": ("Centre", "Centre"),
    "north_west": ("North-West and North", "North-West"),
    "belorussia": ("Belorussia", "Belorussia"),
    "urals": ("Urals", "Urals"),
    "siberia": ("Siberia", "Siberia"),
    "far_east": ("Far East", "Far East"),
    "kazakhstan": ("Kazakhstan", "Kazakhstan"),
    "central_asia": ("Central Asia", "Cent. Asia"),
    "transcaucasus": ("Transcaucasus", "Transcauc."),
}
STEPS = ("over 95", "85 to 95", "75 to 85", "65 to 75", "55 to 65", "under 55")
SIZES = [(680, 400), (700, 520), (1100, 800), (2200, 1500)]
STYLES = [Style(), Style(text=1.5), Style(text=2.0)]


def figure(step: int = 2, words: str = "112 kg") -> MapFigure:
    """A figure with one colour and one reading for all."""
    regions = tuple(RegionFigure(id_, name, short, words, step) for id_, (name, short) in NAMES.items())
    return MapFigure("Food", "", regions, STEPS, "not in the Union", unknown="not known")


def laid(size: tuple[int, int], style: Style, what: MapFigure) -> tuple[RegionMap, pygame.Surface, Base]:
    """A map drawn at a size, and what that size fixed."""
    drawn, surface = RegionMap(style), pygame.Surface(size)
    drawn.draw(surface, surface.get_rect(), what)
    return drawn, surface, next(iter(drawn._bases.values()))


def test_every_region_is_found_under_the_mouse() -> None:
    drawn, surface, base = laid((700, 520), Style(), figure())
    area = surface.get_rect()
    for outline in outlines():
        x, y = base.sheet(outline.label)
        if area.collidepoint(x, y) and outline.id != APART:
            expected = outline.id if outline.id in NAMES else ""
            assert drawn.at((round(x), round(y)), area, figure()) == expected
    assert drawn.at(base.inset.center, area, figure()) == APART
    assert drawn.at((2, 515), area, figure()) == ""


def test_a_place_off_the_map_is_no_region() -> None:
    drawn = RegionMap(Style())
    area = pygame.Rect(300, 100, 700, 520)
    assert drawn.at((10, 10), area, figure()) == ""
    assert MapPainter(figure(), "region").hit((301, 618), area, Style()) is None
    assert MapPainter(figure(), "").hit(area.center, area, Style()) is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("style", STYLES)
def test_no_label_lies_over_a_border_or_another_label(size: tuple[int, int], style: Style) -> None:
    what = figure(words="3 940 000")
    drawn, _, base = laid(size, style, what)
    labels = drawn._labels(base, what).placed
    boxes = [label.rect for label in labels]
    assert all(not a.colliderect(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
    for label in labels:
        if label.region == APART:
            assert base.inset.contains(label.rect)
            continue
        spots = [
            (x, y)
            for x in range(label.rect.left, label.rect.right)
            for y in range(label.rect.top, label.rect.bottom)
            if base.ids.get_rect().collidepoint(x, y)
        ]
        under = {base.ids.get_at_mapped(spot) for spot in spots}
        assert under == {0 if label.leader is not None else base.numbers[label.region]}, label
        if label.leader is None:
            assert all(base.borders.get_at(spot).a == 0 for spot in spots), label


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("style", STYLES)
def test_every_region_bears_its_figure_and_the_hardest_hit_their_names(size: tuple[int, int], style: Style) -> None:
    drawn, surface = RegionMap(style), pygame.Surface(size)
    placed = drawn.draw(surface, surface.get_rect(), figure())
    words = [text for text, _ in placed]
    assert words.count("112 kg") == len(NAMES)
    assert {"Ukraine", "Kazakhstan"} <= set(words)
    shorts = {short for _, short in NAMES.values()} | {name for name, _ in NAMES.values()}
    assert len(shorts & set(words)) >= 8
    assert all(surface.get_rect().contains(rect) for _, rect in placed)


@pytest.mark.parametrize("size", [(600, 400), (700, 520), (1000, 470), (1100, 800)])
@pytest.mark.parametrize("style", STYLES)
def test_a_leader_ends_in_its_region_and_crosses_no_words(size: tuple[int, int], style: Style) -> None:
    what = figure(words="3 940 000")
    drawn, _, base = laid(size, style, what)
    labels = drawn._labels(base, what).placed
    for label in labels:
        if label.stroke is not None:
            x, y = label.stroke[1]
            assert base.ids.get_at_mapped((round(x), round(y))) == base.numbers[label.region]
            assert not any(other.rect.clipline(*label.stroke) for other in labels if other is not label)


def test_a_label_gives_way_to_a_leader_that_is_there() -> None:
    region, land = pygame.Mask((200, 200), fill=True), pygame.Mask((200, 200), fill=True)
    ground = labelling.Ground(1, {"here": region}, land)
    wish = labelling.Wish(("Here",), True, (60, 20))
    free = labelling.inside(ground, "here", (100.0, 100.0), [wish], [], 2)
    other = labelling.Label("there", ("There",), True, pygame.Rect(0, 95, 10, 10), (190.0, 100.0))
    moved = labelling.inside(ground, "here", (100.0, 100.0), [wish], [other], 2)
    assert free is not None
    assert moved is not None
    assert other.stroke is not None
    assert free.rect.clipline(*other.stroke)
    assert not moved.rect.clipline(*other.stroke)


def test_new_figures_change_colours_and_words_and_nothing_else() -> None:
    drawn = RegionMap(Style())
    first, second = pygame.Surface((700, 520)), pygame.Surface((700, 520))
    drawn.draw(first, first.get_rect(), figure(0))
    places = [label.rect for label in drawn._labels(next(iter(drawn._bases.values())), figure(0)).placed]
    drawn.draw(second, second.get_rect(), figure(5))
    assert len(drawn._bases) == 1
    assert [label.rect for label in drawn._labels(next(iter(drawn._bases.values())), figure(5)).placed] == places
    base = next(iter(drawn._bases.values()))
    x, y = base.sheet(next(o.label for o in outlines() if o.id == "siberia"))
    spot = round(x) + 40, round(y) + 30
    assert first.get_at(spot)[:3] == RAMP[0]
    assert second.get_at(spot)[:3] == RAMP[5]


def test_what_is_not_known_is_paper_and_said_in_the_key() -> None:
    drawn, surface, base = laid((700, 520), Style(), figure(-1, "–"))
    x, y = base.sheet(next(o.label for o in outlines() if o.id == "siberia"))
    assert surface.get_at((round(x) + 40, round(y) + 30))[:3] == PAPER
    words = [text for text, _ in drawn.draw(surface, surface.get_rect(), figure(-1, "–"))]
    assert "not known" in words
    assert "not known" not in [text for text, _ in drawn.draw(surface, surface.get_rect(), figure(1))]


def test_words_are_clear_on_every_colour_of_the_ramp() -> None:
    for shade in RAMP:
        assert contrast(on(shade), shade) >= 4.5
    lights = [contrast(shade, INK) for shade in RAMP]
    assert lights == sorted(lights, reverse=True)


@pytest.mark.parametrize("steps", [1, 2, 5, 6, 9])
def test_a_ramp_runs_from_the_lightest_to_the_darkest(steps: int) -> None:
    found = ramp(steps)
    assert found[0] == RAMP[0]
    assert steps == 1 or found[-1] == RAMP[-1]
    assert len(set(found)) == len(found)


def test_the_keyboard_reaches_every_region() -> None:
    picture = MapPicture("map", MapPainter(figure(), "region", "volga"))
    controls = list(picture.controls(Style(), pygame.Rect(20, 30, 700, 520)))
    assert {control.name for control in controls} == {f"map:{region}" for region in NAMES}
    assert [control.name for control in controls if control.chosen] == ["map:volga"]
    assert list(MapPicture("front", MapPainter(figure(), "")).controls(Style(), pygame.Rect(0, 0, 700, 520))) == []


def test_the_chosen_region_is_ringed() -> None:
    drawn, plain = RegionMap(Style()), pygame.Surface((700, 520))
    drawn.draw(plain, plain.get_rect(), figure())
    ringed = pygame.Surface((700, 520))
    drawn.draw(ringed, ringed.get_rect(), figure(), "kazakhstan")
    changed = [
        (x, y) for x in range(0, 700, 3) for y in range(0, 480, 3) if plain.get_at((x, y)) != ringed.get_at((x, y))
    ]
    base = next(iter(drawn._bases.values()))
    shape = [point for ring in base.shapes["kazakhstan"] for point in ring]
    assert changed
    for x, y in changed:
        assert min(abs(x - px) + abs(y - py) for px, py in shape) < 60


def test_the_front_runs_from_the_frontier_to_archangel_and_baku() -> None:
    known = fronts.directions()
    assert [stages[0].depth for stages in known] == [0.0, 0.0, 0.0]
    assert [stages[-1].depth for stages in known] == [1.0, 1.0, 1.0]
    frontier = tuple(point for stages in known for point in stages[0].line)
    assert fronts.front_line((-1.0,) * 3) == fronts.front_line((0.0,) * 3) == frontier
    for stages in known:
        assert fronts.direction_line(stages, 2.0) == stages[-1].line
        middle = fronts.direction_line(stages, (stages[1].depth + stages[2].depth) / 2)
        for point, before, after in zip(middle, stages[1].line, stages[2].line, strict=True):
            assert min(before[0], after[0]) <= point[0] <= max(before[0], after[0])
        mean = [sum(x for x, _ in fronts.direction_line(stages, depth / 20)) for depth in range(21)]
        assert mean == sorted(mean)


def test_towns_lie_in_the_regions_they_belong_to() -> None:
    drawn, surface, base = laid((1400, 1100), Style(), figure())
    homes = {
        "leningrad": "north_west", "moscow": "centre", "kiev": "ukraine", "smolensk": "centre",
        "rostov": "north_caucasus", "voronezh": "central_black_earth", "stalingrad": "volga",
        "baku": "transcaucasus", "sverdlovsk": "urals",
    }  # fmt: skip
    for town, region in homes.items():
        x, y = base.sheet(fronts.towns()[town])
        assert drawn.at((round(x), round(y)), surface.get_rect(), figure()) == region, town


def test_hatching_keeps_to_the_land_within_its_shape() -> None:
    canvas, land = pygame.Surface((120, 120)), pygame.Mask((60, 60))
    canvas.fill(PAPER)
    land.draw(pygame.Mask((30, 60), fill=True), (0, 0))
    fronts.hatch(canvas, [(0, 0), (119, 0), (119, 59), (0, 59)], land, Look(Style()))
    dark = [(x, y) for x in range(120) for y in range(120) if canvas.get_at((x, y))[0] < 120]
    assert len(dark) > 100
    assert all(x < 62 and y < 61 for x, y in dark)


def test_lost_ground_is_hatched_on_land_alone_and_the_front_is_named() -> None:
    drawn, plain, lost = RegionMap(Style()), pygame.Surface((900, 700)), pygame.Surface((900, 700))
    what = MapFigure("The front", "", figure(0, "").regions, ("held",), "borderlands")
    near = Front((0.0,) * 3, "", lost="lost", band="band")
    drawn.draw(plain, plain.get_rect(), what, front=near)
    front = Front((0.62, 0.67, 0.66), "November 1941", (0.6,) * 3, (0.7,) * 3, "lost", "band")
    placed = drawn.draw(lost, lost.get_rect(), what, front=front, places=(("moscow", "Moscow"), ("kiev", "Kiev")))
    assert {"November 1941", "Moscow", "Kiev", "lost", "held"} <= {words for words, _ in placed}
    base = next(iter(drawn._bases.values()))
    kiev = base.sheet((-2150.0, -180.0))
    around = [(round(kiev[0]) + dx, round(kiev[1]) + dy) for dx in range(12) for dy in range(12)]
    assert any(lost.get_at(spot)[:3] != plain.get_at(spot)[:3] for spot in around)
    east = base.sheet((700.0, 200.0))
    assert lost.get_at((round(east[0]), round(east[1]))) == plain.get_at((round(east[0]), round(east[1])))


def test_a_town_is_named_where_its_name_does_not_hide_the_front() -> None:
    front = Front((0.0, 0.0, 0.0), "June 1941")
    look, (x, y) = Look(Style()), fronts.towns()["moscow"]
    canvas = pygame.Surface((400, 300))
    middles = []
    for side in (1, -1):  # the frontier as a line close beside the town, first on its right, then on its left

        def sheet(point: tuple[float, float], side: int = side) -> tuple[float, float]:
            return (200.0, 150.0) if point == (x, y) else (200.0 + 20 * side, point[1] - y)

        placed: list[tuple[str, pygame.Rect]] = []
        fronts.draw_places(canvas, cast("Sheet", sheet), (("moscow", "Moscow"),), front, look, placed)
        ((_, box),) = placed
        middles.append(box.centerx)
        assert not fronts.hides(box, [(200.0 + 20 * side, -9999.0), (200.0 + 20 * side, 9999.0)])
    assert middles[0] < 200 < middles[1]
