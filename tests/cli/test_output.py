"""Files appear whole or not at all, and a table can be read aloud."""

import errno
import os
import stat
from pathlib import Path

import pytest

from game.cli import output
from game.cli.failures import WrongInputError, unwritable


def test_a_file_appears_once_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "run.json"
    target.write_text("before")
    with output.destination(target) as file:
        file.write("after")
        file.flush()
        assert target.read_text() == "before"
    assert target.read_text() == "after"
    assert [each.name for each in tmp_path.iterdir()] == ["run.json"]


def test_a_fault_on_the_way_leaves_what_was_there(tmp_path: Path) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("before")
    for target in (old, new):
        with pytest.raises(UnicodeEncodeError), output.destination(target) as file:
            file.writelines(["half of it", "\ud800"])
    assert old.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["old.csv"]


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "run.csv"
    target.touch()
    target.chmod(0o640)
    with output.destination(target) as file:
        file.write("x")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_text("before")
    link.symlink_to(target)
    with output.destination(link) as file:
        file.write("after")
    assert link.is_symlink()
    assert target.read_text() == "after"


def test_a_place_that_cannot_be_written_is_named_before_any_work_is_done(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target, reason in [
        (tmp_path / "missing" / "x.csv", "folder does not exist"),
        (tmp_path / "file" / "x.csv", "not a folder"),
        (tmp_path, "is a folder"),
    ]:
        with pytest.raises(WrongInputError, match=reason), output.destination(target):
            pytest.fail("the work was begun")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(WrongInputError, match="the disk is full"), output.destination(Path("/dev/full")) as file:
        file.write("x" * 100_000)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_ours_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WrongInputError, match="may not be written"), output.destination(tmp_path / "x.csv"):
        pytest.fail("the work was begun")


def test_signs_that_a_terminal_lacks_are_made_plain() -> None:
    assert "−1\u00a0%".encode("ascii", errors="plainly") == b"-1 %"
    assert "Łódź → 1928–40".encode("cp1252", errors="plainly") == b"?\xf3d? -> 1928\x9640"


def test_a_table_lines_words_up_to_the_left_and_figures_to_the_right() -> None:
    lines = list(output.table([["steel", "4.3"], ["", "−18.25"]], ["series", "Mt"]))
    assert lines == ["series      Mt", "steel      4.3", "        −18.25"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.EACCES, "may not be written"), (errno.EROFS, "can only be read"), (errno.ENOSPC, "the disk is full")],
)
def test_each_reason_is_told_in_plain_words_with_what_to_do(number: int, reason: str) -> None:
    what, advice = str(unwritable("a.csv", OSError(number, "?"))).split("\n    ")
    assert what.startswith("a.csv: cannot be written: ")
    assert reason in what
    assert advice
