"""The journal: what is on disk is whole, what is half-written goes away, what is damaged is told."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.session import journal, records
from game.session.journal import LARGEST, NAME, Journal, SaveError
from game.session.lock import Lock
from game.session.records import Header, Moved
from tests.session.conditions import no_file_longer_than, nobody_special

HEADER = Header(
    scenario="great_break",
    title="The Great Break",
    first_year=1928,
    last_year=1940,
    version="1",
    fingerprint="f" * 64,
    model=1,
    seed=1,
    luck="history",
    nickname="Анна",
    created="1990-01-01T12:00:00+00:00",
)
STEPS = [Moved(kind="undo", node=node) for node in range(6)]


def written(folder: Path) -> Path:
    book = Journal.create(folder, HEADER)
    for step in STEPS:
        book.append(step)
    book.close()
    return folder / NAME


def test_what_was_appended_is_read_back_in_order(tmp_path: Path) -> None:
    contents = journal.read(written(tmp_path / "a" / "game"))
    assert contents.header == HEADER
    assert list(contents.records) == STEPS
    assert (contents.torn, contents.damage, contents.finished) == (0, None, True)
    assert [each.name for each in (tmp_path / "a" / "game").iterdir()] == [NAME]


def test_a_line_is_on_disk_when_append_returns(tmp_path: Path) -> None:
    book = Journal.create(tmp_path, HEADER)
    for count, step in enumerate(STEPS, start=1):
        book.append(step)
        assert len(journal.read(tmp_path / NAME).records) == count
    book.close()
    with pytest.raises(SaveError, match="closed"):
        book.append(STEPS[0])


def test_a_folder_that_holds_a_game_takes_no_other(tmp_path: Path) -> None:
    before = written(tmp_path).read_bytes()
    with pytest.raises(SaveError, match="already kept here"):
        Journal.create(tmp_path, HEADER)
    assert (tmp_path / NAME).read_bytes() == before


@given(st.integers(min_value=0))
def test_a_crash_at_any_byte_of_the_last_line_costs_that_line_alone(tmp_path_factory: object, cut: int) -> None:
    assert isinstance(tmp_path_factory, pytest.TempPathFactory)
    path = written(tmp_path_factory.mktemp("game"))
    raw = path.read_bytes()
    start = raw.rindex(b"\n", 0, -1) + 1
    end = start + cut % (len(raw) - start - 1)
    path.write_bytes(raw[:end])
    contents = journal.read(path)
    assert list(contents.records) == STEPS[:-1]
    assert contents.torn == end - start
    assert contents.damage is None
    book = Journal.resume(contents)
    book.append(STEPS[-1])
    book.close()
    assert path.read_bytes() == raw


def test_a_last_line_that_lacks_only_its_newline_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path)
    raw = path.read_bytes()
    path.write_bytes(raw[:-1])
    contents = journal.read(path)
    assert list(contents.records) == STEPS
    book = Journal.resume(contents)
    book.append(STEPS[0])
    book.close()
    assert list(journal.read(path).records) == [*STEPS, STEPS[0]]
    assert path.read_bytes().startswith(raw)


def test_a_torn_line_longer_than_the_next_leaves_nothing_behind(tmp_path: Path) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"kind":"order","levers":{' + b'"x":1,' * 500)
    book = Journal.resume(journal.read(path))
    book.append(STEPS[0])
    book.close()
    contents = journal.read(path)
    assert list(contents.records) == [*STEPS, STEPS[0]]
    assert (contents.torn, contents.damage) == (0, None)


def test_blocks_that_were_never_written_count_as_torn(tmp_path: Path) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole + b"\0" * 300 + b"\n")
    contents = journal.read(path)
    assert contents.damage is None
    assert contents.torn == 301


@pytest.mark.parametrize("victim", [1, 3, len(STEPS)])
def test_a_line_that_was_changed_is_told_by_number_and_nothing_after_it_is_believed(
    tmp_path: Path, victim: int
) -> None:
    path = written(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[victim] = lines[victim].replace(b"undo", b"redo")
    path.write_bytes(b"".join(lines))
    contents = journal.read(path)
    assert contents.damage is not None
    assert contents.damage.line == victim + 1
    assert list(contents.records) == STEPS[: victim - 1]


def test_a_line_taken_out_or_put_in_is_told(tmp_path: Path) -> None:
    path = written(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2] + lines[3:]))
    assert journal.read(path).damage == journal.Damage(3, "the line was changed or is out of its place")
    path.write_bytes(b"".join([*lines[:3], lines[2], *lines[3:]]))
    assert journal.read(path).damage == journal.Damage(4, "the line was changed or is out of its place")


def test_going_on_with_a_damaged_journal_keeps_a_copy_of_every_byte(tmp_path: Path) -> None:
    path = written(tmp_path)
    spoiled = path.read_bytes().replace(b'"node":3', b'"node":4')
    path.write_bytes(spoiled)
    book = Journal.resume(journal.read(path))
    book.append(STEPS[5])
    book.close()
    assert list(journal.read(path).records) == [*STEPS[:3], STEPS[5]]
    assert (tmp_path / "journal.kept-1.jsonl").read_bytes() == spoiled


def test_a_whole_line_that_is_no_record_is_damage_told_in_words(tmp_path: Path) -> None:
    path = written(tmp_path)
    contents = journal.read(path)
    text = b'{"kind":"undo","node":[]}'
    check = records._checksum(text, contents.check)
    path.write_bytes(path.read_bytes() + text[:-1] + f',"sum":"{check}"}}\n'.encode())
    damage = journal.read(path).damage
    assert damage is not None
    assert damage.line == len(STEPS) + 2
    assert "node" in damage.text


@pytest.mark.parametrize("room", [0, 1, 20])
def test_where_the_disk_takes_no_more_the_line_is_refused_and_nothing_half_written_stays(
    tmp_path: Path, room: int
) -> None:
    path = written(tmp_path)
    before = path.read_bytes()
    book = Journal.resume(journal.read(path))
    with no_file_longer_than(len(before) + room), pytest.raises(SaveError) as refused:
        book.append(STEPS[0])
    assert path.read_bytes() == before
    assert str(path) in str(refused.value)
    assert "--games" in str(refused.value)
    book.append(STEPS[0])
    book.close()
    assert list(journal.read(path).records) == [*STEPS, STEPS[0]]


def test_a_game_that_cannot_be_begun_leaves_nothing_behind(tmp_path: Path) -> None:
    with no_file_longer_than(10), pytest.raises(SaveError):
        Journal.create(tmp_path, HEADER)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_named_as_such(full_disk: Path) -> None:
    book = Journal.create(full_disk / "game", HEADER)

    def fill() -> None:
        while True:
            book.append(STEPS[0])

    with pytest.raises(SaveError, match=r"journal\.jsonl: the disk is full; free some space"):
        fill()
    book.close()
    contents = journal.read(full_disk / "game" / NAME)
    assert (contents.torn, contents.damage) == (0, None)
    assert contents.size == (full_disk / "game" / NAME).stat().st_size


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "games").write_text("not a folder")
    with pytest.raises(SaveError, match="a file stands where a folder should be"):
        Journal.create(tmp_path / "games", HEADER)
    with pytest.raises(SaveError, match="a file stands where a folder should be"):
        Journal.create(tmp_path / "games" / "one", HEADER)


def test_a_folder_that_may_only_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "game")
    path.chmod(0o444)
    path.parent.chmod(0o555)
    tmp_path.chmod(0o555)
    monkeypatch.chdir(tmp_path)  # whose parents are closed to others
    try:
        with nobody_special():
            with pytest.raises(SaveError, match=r"other: you may not write there; .*--games DIR"):
                Journal.create(Path("other"), HEADER)
            contents = journal.read(Path("game") / NAME)
            assert list(contents.records) == STEPS, "it can still be read"
            with pytest.raises(SaveError, match="you may not write there"):
                Journal.resume(contents)
            with pytest.raises(SaveError, match="you may not write there"):
                Lock(Path("game"))
    finally:
        tmp_path.chmod(0o755)
        path.parent.chmod(0o755)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="this system has no disk that may only be read")
def test_a_disk_that_may_only_be_read_is_named() -> None:
    with pytest.raises(SaveError, match=r"/proc/game.*; "):
        Journal.create(Path("/proc/game"), HEADER)


def test_a_journal_at_its_greatest_length_takes_no_more_but_stays_readable(tmp_path: Path) -> None:
    path = written(tmp_path)
    book = Journal.resume(journal.read(path))
    book._size = LARGEST
    with pytest.raises(SaveError, match="greatest length"):
        book.append(STEPS[0])
    book.close()
    assert list(journal.read(path).records) == STEPS


def lines_that_prove_themselves(body: bytes, until: int) -> bytes:
    """A journal by someone who knows our checksum and means harm."""
    line, check = records.write_line(HEADER, "")
    text = [line]
    size = len(line)
    while size < until:
        check = records._checksum(body, check)
        text.append(body[:-1] + f',"sum":"{check}"}}\n'.encode())
        size += len(text[-1])
    return b"".join(text)


NO_JOURNALS = {
    "empty": b"",
    "binary": bytes(range(256)) * 1000,
    "one huge line": b"x" * (LARGEST - 1),
    "noughts": b"\0" * LARGEST,
    "a hundred megabytes": b"\n" * (100 * 2**20),
    "newlines": b"\n" * LARGEST,
    "another program's": b'{"kind":"game","format":1}\n',
    "deep": b"[" * (LARGEST - 1),
}


@pytest.mark.parametrize("raw", NO_JOURNALS.values(), ids=NO_JOURNALS.keys())
def test_what_is_no_journal_is_refused_in_a_sentence(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(raw)
    with pytest.raises(SaveError) as refused:
        journal.read(path)
    assert str(refused.value).startswith(str(path))
    assert len(str(refused.value)) < len(str(path)) + 300
    assert path.read_bytes() == raw


@pytest.mark.parametrize(
    "body",
    [
        b'{"kind":"undo","node":NaN}',
        b'{"kind":"undo","node":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        b'{"kind":"undo","node":1' + b" " * 200_000 + b"}",
        b'{"kind":"order","levers":{' + b",".join(b'"%d":1' % n for n in range(5000)) + b"}}",
    ],
)
def test_a_journal_that_means_harm_is_cut_short(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(lines_that_prove_themselves(body, 300_000))
    contents = journal.read(path)
    assert contents.damage is not None
    assert contents.damage.line == 2


def test_a_folder_or_a_pipe_in_the_place_of_the_journal_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(SaveError, match="not a file"):
        journal.read(tmp_path / NAME)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(SaveError, match="not a file"):
            journal.read(tmp_path / "pipe")
    with pytest.raises(SaveError, match="no longer there"):
        journal.read(tmp_path / "nowhere" / NAME)


def test_a_game_of_a_later_program_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / NAME
    body = HEADER.model_dump_json().replace('"format":1', '"format":2').encode()
    path.write_bytes(body[:-1] + f',"sum":"{records._checksum(body, "")}"}}\n'.encode())
    with pytest.raises(SaveError, match=r"format 2.*update"):
        journal.read(path)


def test_a_game_of_an_older_format_is_upgraded_and_its_file_kept(tmp_path: Path) -> None:
    path = written(tmp_path)
    old, check = b"", ""
    for line in path.read_bytes().replace(b'"format":1', b'"format":0').replace(b'"kind"', b'"what"').splitlines():
        body = line[: -records._TAIL] + b"}"
        check = records._checksum(body, check)
        old += body[:-1] + f',"sum":"{check}"}}\n'.encode()
    path.write_bytes(old)
    with pytest.raises(SaveError, match="not one that was ever used"):
        journal.read(path)

    def rename(values: records.Plain) -> records.Plain:
        values = {**values, "kind": values["what"], **({"format": 1} if "format" in values else {})}
        del values["what"]
        return values

    contents = journal.read(path, {0: rename})
    assert list(contents.records) == STEPS
    assert path.read_bytes() == old, "reading alone changes nothing"
    book = Journal.resume(contents)
    book.append(STEPS[0])
    book.close()
    assert list(journal.read(path).records) == [*STEPS, STEPS[0]]
    assert (tmp_path / "journal.kept-1.jsonl").read_bytes() == old
