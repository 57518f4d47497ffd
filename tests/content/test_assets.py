"""Assets: every region has an outline, every font a licence beside it, and every file stands in the credits."""

import json
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "assets"
REGIONS: dict[str, Any] = yaml.safe_load((ROOT / "scenarios/base/regions.yaml").read_text(encoding="utf-8"))["regions"]
MAP: dict[str, Any] = json.loads((ASSETS / "map/regions.json").read_text(encoding="utf-8"))
CREDITS: dict[str, Any] = yaml.safe_load((ASSETS / "credits.yaml").read_text(encoding="utf-8"))


def within(point: list[int], ring: list[list[int]]) -> bool:
    """Whether a point lies inside a ring, by counting the edges crossed on the way east."""
    x, y = point
    crossed = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed += 1
    return crossed % 2 == 1


def test_the_thirteen_regions_come_first_in_their_order_then_the_borderlands() -> None:
    ids = [region["id"] for region in MAP["regions"]]
    assert ids[:13] == list(REGIONS)
    assert [region["in_union"] for region in MAP["regions"]] == [True] * 13 + [False] * 4


def test_names_on_the_map_are_the_scenarios() -> None:
    assert [region["name"] for region in MAP["regions"][:13]] == [region["name"] for region in REGIONS.values()]


def test_every_label_stands_inside_its_region_and_inside_the_crop() -> None:
    (west, east), (south, north) = MAP["crop"]["x"], MAP["crop"]["y"]
    for region in MAP["regions"]:
        assert any(within(region["label"], polygon[0]) for polygon in region["polygons"]), region["id"]
        if region["id"] != "far_east":
            assert west < region["label"][0] < east
            assert south < region["label"][1] < north


def test_every_asset_is_credited_with_source_and_licence() -> None:
    credited = {file for entry in CREDITS.values() for file in entry["files"]}
    shipped = {
        file.relative_to(ASSETS).as_posix()
        for file in ASSETS.rglob("*")
        if file.is_file() and file.name != "credits.yaml" and not file.name.startswith("LICENSE")
    }
    assert shipped == credited
    assert all(entry[key] for entry in CREDITS.values() for key in ("title", "author", "source", "licence"))


def test_the_fonts_licence_lies_beside_them() -> None:
    text = (ASSETS / "fonts/LICENSE-ParaType.txt").read_text(encoding="utf-8")
    assert "ParaType Ltd grants you the right to use, copy, modify the fonts" in text
    text = (ASSETS / "fonts/LICENSE-DejaVu.txt").read_text(encoding="utf-8")
    assert "Permission is hereby granted, free of charge" in text
