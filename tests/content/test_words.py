"""Words: every lever, stop, reading, region, page and refusal has its sentence, and every slot is a plain name."""

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
BASE = ROOT / "scenarios" / "base"


def read(path: Path) -> Any:
    """A YAML file's plain values."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def flat(node: dict[str, Any], start: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf under its dotted key."""
    for key, value in node.items():
        if isinstance(value, dict):
            yield from flat(value, f"{start}{key}.")
        else:
            yield f"{start}{key}", value


WORDS: dict[str, Any] = dict(flat(read(ROOT / "assets" / "language" / "en.yaml")))
LEVERS: dict[str, Any] = read(BASE / "levers.yaml")
RECORD: dict[str, Any] = read(BASE / "record" / "record.yaml")
GREAT_BREAK: dict[str, Any] = read(ROOT / "scenarios" / "great_break" / "scenario.yaml")


def missing(keys: Iterator[str]) -> list[str]:
    """The keys that no sentence answers."""
    return [key for key in keys if not WORDS.get(key)]


def test_every_sentence_is_text() -> None:
    assert all(isinstance(sentence, str) for sentence in WORDS.values())


def test_every_slot_is_a_plain_name() -> None:
    for key, sentence in WORDS.items():
        for _, name, form, conversion in string.Formatter().parse(sentence):
            assert name is None or (name.isidentifier() and not form and not conversion), key


def test_every_lever_has_label_help_and_unit() -> None:
    assert not missing(f"lever.{lever}.{part}" for lever in LEVERS for part in ("label", "help", "unit"))


def test_every_stop_has_its_word_and_no_word_is_left_over() -> None:
    stops = {f"lever.{lever}.stop.{stop}" for lever, spec in LEVERS.items() for stop in spec["stops"]}
    assert not missing(iter(stops))
    assert {key for key in WORDS if ".stop." in key} == stops


def test_every_page_of_the_levers_has_label_and_intro() -> None:
    pages = {spec["page"] for spec in LEVERS.values()}
    assert not missing(f"page.{page}.{part}" for page in pages for part in ("label", "intro"))


def test_every_reading_of_the_record_has_label_unit_and_definition() -> None:
    readings = {*RECORD["national"], *RECORD["regional"]}
    assert not missing(f"reading.{name}.{part}" for name in readings for part in ("label", "unit", "definition"))


def test_every_region_of_the_map_has_its_names_and_ours_those_of_the_scenario() -> None:
    for region, entry in read(BASE / "regions.yaml")["regions"].items():
        assert WORDS[f"region.{region}.name"] == entry["name"]
        assert WORDS[f"region.{region}.short"] == entry["short"]
    on_map = re.findall(r'"id":"(\w+)"', (ROOT / "assets/map/regions.json").read_text(encoding="utf-8"))
    assert not missing(f"region.{region}.{part}" for region in on_map for part in ("name", "short"))


def test_the_three_verdicts_give_ranges_and_state_the_dispute() -> None:
    for verdict, figure in (("growth", "product"), ("human_cost", "famine"), ("survival", "readiness")):
        assert f"{{{figure}_low}} to {{{figure}_high}}" in WORDS[f"verdict.{verdict}.summary"]
        assert not missing(f"verdict.{verdict}.{part}" for part in ("title", "record", "dispute", "caution"))
    assert "Ukraine" in WORDS["verdict.human_cost.record"]
    assert "Kazakhstan" in WORDS["verdict.human_cost.record"]


def test_content_note_and_briefing_are_short_and_own_up_to_being_an_interpretation() -> None:
    for paragraph in (GREAT_BREAK["content_note"], *GREAT_BREAK["briefing"]):
        assert 60 <= len(paragraph.split()) <= 90
    assert "This model is one interpretation" in " ".join(GREAT_BREAK["briefing"])
    assert "Nothing counts until you sign" in " ".join(GREAT_BREAK["briefing"])


def test_the_page_on_what_is_left_out_names_twenty_things_each_with_what_to_read() -> None:
    start = "page.leaves_out.section."
    sections = {key.removeprefix(start).partition(".")[0] for key in WORDS if key.startswith(start)}
    assert len(sections) >= 20
    assert not missing(f"{start}{section}.{part}" for section in sections for part in ("title", "text", "works"))
    assert {"intent", "gender", "shadow", "party", "places", "disease", "weather", "prices", "quality"} <= sections
    assert {"fear", "camps", "deaths", "sums", "hindsight"} <= sections
    for section in sections:
        assert 25 <= len(WORDS[f"{start}{section}.text"].split()) <= 80, section
        assert re.search(r"\(\d{4}|docs/", WORDS[f"{start}{section}.works"]), section
