"""Reading one file: its values, the place of each, and the refusal of what could do harm."""

import os
from pathlib import Path

import pytest

from game.scenario.problem import ScenarioError
from game.scenario.read import DEEPEST, MOST_PROBLEMS, Document, nearest, parse, read

SAMPLE = """\
# a comment
title: Bread
years:
  1928: {harvest: 70.1, sold: 10.8}
  1929: {harvest: 71.0}
events:
  - id: queues
    text: >-
      Queues for bread.
  - 3
"""


def refused(text: str) -> str:
    """What is said of a text that is refused."""
    with pytest.raises(ScenarioError) as error:
        parse(text, "file.yaml").settle()
    return str(error.value)


def test_values_are_plain() -> None:
    assert parse(SAMPLE, "file.yaml").values == {
        "title": "Bread",
        "years": {1928: {"harvest": 70.1, "sold": 10.8}, 1929: {"harvest": 71.0}},
        "events": [{"id": "queues", "text": "Queues for bread."}, 3],
    }


def test_every_entry_has_its_line_and_column() -> None:
    document = parse(SAMPLE, "file.yaml")
    assert document.mark(("title",)) == (2, 1)
    assert document.mark(("years", 1928, "sold")) == (4, 25)
    assert document.mark(("events", 0, "text")) == (8, 5)
    assert document.mark(("events", 1)) == (10, 5)


def test_a_missing_entry_is_placed_with_the_one_it_should_stand_in() -> None:
    document = parse(SAMPLE, "file.yaml")
    assert document.mark(("years", 1929, "sold")) == (5, 3)
    assert document.mark(("nothing", "below")) == (1, 1)


def test_an_item_of_a_list_goes_by_its_id() -> None:
    document = parse(SAMPLE, "file.yaml")
    assert document.name(("events", 0, "text")) == "events.queues.text"
    assert document.name(("events", 1)) == "events.2"


def test_problems_come_in_reading_order_with_the_line_itself() -> None:
    document = parse(SAMPLE, "file.yaml")
    document.note(("events", 0, "text"), "is short")
    document.note(("titel",), "is not known", "did you mean title?")
    document.note(("years", 1928, "sold"), "is low")
    with pytest.raises(ScenarioError) as error:
        document.settle()
    assert [(each.line, each.where) for each in error.value.problems] == [
        (1, "titel"),
        (4, "years.1928.sold"),
        (8, "events.queues.text"),
    ]
    assert str(error.value.problems[1]) == (
        "file.yaml:4: years.1928.sold: is low\n    4 | 1928: {harvest: 70.1, sold: 10.8}"
    )


def test_a_document_without_problems_settles_in_silence() -> None:
    parse(SAMPLE, "file.yaml").settle()


def test_faults_that_leave_the_rest_readable_are_told_together() -> None:
    said = refused("a: no\nb: 010\na: 3\nc: [1:30, .nan]\n")
    assert [line.split(": ")[0] + ": " + line.split(": ")[1] for line in said.splitlines() if line[0] != " "] == [
        "file.yaml:1: a",
        "file.yaml:2: b",
        "file.yaml:3: a",
        "file.yaml:4: c.1",
        "file.yaml:4: c.2",
    ]


def test_the_first_of_two_names_holds() -> None:
    assert parse("a: 1\nb: {c: 2}\na: {d: 3}\n", "file.yaml").values == {"a": 1, "b": {"c": 2}}


def test_problems_end_somewhere() -> None:
    with pytest.raises(ScenarioError) as error:
        parse("".join(f"name_{number}: 010\n" for number in range(500)), "file.yaml")
    assert len(error.value.problems) == MOST_PROBLEMS


def test_a_name_given_as_a_number_is_a_number() -> None:
    assert list(parse('1928: a\n"1929": b\n', "file.yaml").values) == [1928, "1929"]


def test_a_misspelt_name_is_guessed() -> None:
    assert nearest("grain_exprots", ["grain_exports", "grain_harvest"]) == "did you mean grain_exports?"
    assert nearest("Grain Exports", ["grain_exports"]) == "did you mean grain_exports?"
    assert nearest("zzz", ["grain_exports"]) == ""
    assert nearest("a" * 10_000, ["grain_exports"]) == ""


HOSTILE = {
    "aliases that multiply": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    "an alias of itself": "a: &a [*a]\n",
    "a tag": "a: !!python/object/apply:os.system [ls]\n",
    "a tag of one's own": "%TAG ! tag:example.org,2000:\n---\na: !thing 1\n",
    "lists in lists": "a: " + "[" * 1_900_000,
    "names in names": "{" * 1_900_000,
    "names as names": "? " * 900_000,
    "dashes": "- " * 900_000,
    "depth by indentation": "\n".join(" " * depth + "a:" for depth in range(1_500)),
    "many values": "a:\n" + "- 1\n" * 450_000,
    "many names": "".join(f"n{number}:\n" for number in range(200_000)),
    "many repeated names": "name: 010\n" * 180_000,
    "a quote that never ends": "a: '" + "x\n" * 900_000,
    "a long name": f"{'n' * 1_000_000}: 1\n",
    "a long number": f"a: {'9' * 1_900_000}\n",
    "a bell": "a: \a\n",
    "a reversed text": "a: \u202edaerb\n",
    "a reversed text as an escape": 'a: "\\u202edaerb"\n',
    "a nought written as an escape": 'a: "\\0"\n',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_refused_in_few_words(text: str) -> None:
    said = refused(text)
    assert len(said) < 30_000


def test_nesting_is_allowed_to_a_depth() -> None:
    parse("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1), "file.yaml").settle()
    assert "levels deep" in refused("a: " + "[" * DEEPEST + "]" * DEEPEST)


def file_refused(path: Path, root: Path | None = None) -> str:
    """What is said of a file that is refused."""
    with pytest.raises(ScenarioError) as error:
        read(path, path.name, root)
    return str(error.value)


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufefftitle: Хлеб\r\nyears: 3\r\n".encode())
    document = read(tmp_path / "a.yaml", "a.yaml", tmp_path)
    assert isinstance(document, Document)
    assert document.values == {"title": "Хлеб", "years": 3}
    assert document.mark(("years",)) == (2, 1)


def test_files_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    assert "there is no such file" in file_refused(tmp_path / "none.yaml")
    assert "is not a file" in file_refused(tmp_path)
    (tmp_path / "latin.yaml").write_bytes("a: 1\nb: Köln\n".encode("latin-1"))
    assert file_refused(tmp_path / "latin.yaml").startswith("latin.yaml:2: is not UTF-8 text")
    (tmp_path / "large.yaml").write_bytes(b"#" * 2_000_001)
    assert "is larger than 2 MB" in file_refused(tmp_path / "large.yaml")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes among the files of this system")
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "is not a file" in file_refused(tmp_path / "pipe.yaml")


def test_a_file_outside_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("a: 1\n")
    assert "lies outside" in file_refused(folder / ".." / "secret.yaml", folder)
    try:
        (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    except OSError:
        pytest.skip("no links on this system")
    assert "lies outside" in file_refused(folder / "link.yaml", folder)


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("a: 1\n")
    try:
        (tmp_path / "two.yaml").symlink_to(tmp_path / "one.yaml")
        (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    except OSError:
        pytest.skip("no links on this system")
    assert read(tmp_path / "two.yaml", "two.yaml", tmp_path).values == {"a": 1}
    assert "cannot be read" in file_refused(tmp_path / "loop.yaml", tmp_path)
