"""The journal: a game on disk, one line a step, safe before the call that writes it returns.

Appending writes, flushes and syncs. Where that fails, what was half written is cut off again and a
SaveError says what and where; the caller then takes no step either, so that play never runs ahead
of the disk. Reading tells two kinds of harm apart. A last line without its end was torn by a crash:
nobody was told that it was signed, and it is dropped. Any other line that is not whole is damage:
what stands before it is read, the rest is left alone, and the player is asked.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel

from game.session import records
from game.session.records import FORMAT, UPGRADES, Accepted, Header, LineError, Moved, Signed, Upgrade

NAME = "journal.jsonl"

# A full game has some fifty lines of two kilobytes. Whoever plays it eighty times over in one journal,
# or steps back and forth ten thousand times, is asked to start another.
LARGEST = 16 * 1024 * 1024
MOST_LINES = 20_000
MOST_TURNS = 2_000

_REASONS: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", "free some space and try again"),
    errno.EDQUOT: ("your share of the disk is used up", "free some space and try again"),
    errno.EFBIG: ("the file may not grow any further here", "choose another folder with --games DIR"),
    errno.EROFS: ("the disk may only be read", "choose another folder with --games DIR"),
    errno.EACCES: ("you may not write there", "choose another folder with --games DIR"),
    errno.EPERM: ("you may not write there", "choose another folder with --games DIR"),
    errno.ENOTDIR: ("a file stands where a folder should be", "choose another folder with --games DIR"),
    errno.EEXIST: ("a file stands where a folder should be", "choose another folder with --games DIR"),
    errno.ENAMETOOLONG: ("the name is too long", "choose another folder with --games DIR"),
    errno.ENOENT: ("it is no longer there", "put the folder back, or start another game"),
    errno.EIO: ("the disk reports a fault", "copy your games elsewhere and try again from there"),
}


class SaveError(Exception):
    """Something about a saved game that the player can mend: what, where, and what to do."""

    def __init__(self, path: Path, what: str, advice: str) -> None:
        super().__init__(f"{path}: {what}; {advice}")
        self.path = path
        self.what = what
        self.advice = advice


def failed(path: Path, error: OSError) -> SaveError:
    """A fault of the system in plain words, with what to do about it."""
    otherwise = ((error.strerror or str(error)).lower(), "try again, or choose another folder with --games DIR")
    return SaveError(path, *_REASONS.get(error.errno or 0, otherwise))


@dataclass(frozen=True, slots=True)
class Damage:
    """A line that is not whole though others follow it or it was once finished; why, in plain words."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a journal holds, up to its first damaged line."""

    path: Path
    header: Header
    records: tuple[Signed | Moved | Accepted, ...]
    format: int  # as found on disk; the records are already today's
    size: int  # bytes that are whole
    check: str  # of the last whole line
    finished: bool  # the last whole line has its newline
    torn: int  # bytes of a last line that a crash cut short
    damage: Damage | None


def read(path: Path, upgrades: Mapping[int, Upgrade] = UPGRADES) -> Contents:
    """A journal as it stands on disk; SaveError where it cannot be read or is no journal of ours."""
    raw = _bytes(path)
    lines = io.BytesIO(raw).readlines()
    if len(lines) > MOST_LINES:
        raise SaveError(path, f"{len(lines)} lines are more than any saved game has", "choose another game")
    if not lines:
        raise SaveError(path, "the file is empty", "nothing was signed in this game: delete its folder or leave it")
    header, found, check = _header(path, lines[0], upgrades)
    steps: list[Signed | Moved | Accepted] = []
    size, turns, damage = len(lines[0]), 0, None
    for count, line in enumerate(lines[1:], start=2):
        following = records.whole(line, check)
        if following is None:
            damage = _harm(line, last=count == len(lines), number=count)
            break
        try:
            steps.append(records.read_record(records.upgraded(records.read_plain(line), found, upgrades)))
            turns += isinstance(steps[-1], Signed)
        except LineError as error:
            damage = Damage(count, str(error))
            break
        size, check = size + len(line), following
    if turns > MOST_TURNS:
        raise SaveError(path, f"{turns} turns are more than any saved game has", "choose another game")
    finished = raw[:size].endswith(b"\n")
    torn = 0 if damage else len(raw) - size
    return Contents(path, header, tuple(steps), found, size, check, finished, torn, damage)


class Journal:
    """A journal open for writing; the caller holds the game's lock."""

    def __init__(self, contents: Contents) -> None:
        self.path = contents.path
        self._check = contents.check
        self._size = contents.size
        self._finished = contents.finished
        self._lines = len(contents.records) + 1
        self._turns = sum(isinstance(record, Signed) for record in contents.records)
        self._file: BinaryIO | None = None
        try:
            self._file = self.path.open("r+b", buffering=0)
        except OSError as error:
            raise failed(self.path, error) from error

    @classmethod
    def create(cls, folder: Path, header: Header) -> Journal:
        """A new game's journal with its first line, in a folder that is made where it is missing.

        The file appears under its name only once its first line is safe. SaveError where the folder
        cannot be made or written, or already holds a game.
        """
        path, draft = folder / NAME, folder / f"{NAME}.new"
        make_folder(folder)
        try:
            if path.exists():
                raise SaveError(path, "a game is already kept here", "resume it, or choose another folder")
            line, _ = records.write_line(header, "")
            _write_whole(draft, line)
            draft.replace(path)
            sync_folder(folder)
            sync_folder(folder.parent)
        except OSError as error:
            draft.unlink(missing_ok=True) if draft.is_file() else None
            raise failed(path, error) from error
        return cls(read(path))

    @classmethod
    def resume(cls, contents: Contents) -> Journal:
        """The journal of a game that was read, ready for its next line.

        Where the file is damaged or of an older format it is first copied aside, then written anew
        in today's format up to the damage: nothing that was on disk goes away.
        """
        if contents.damage is None and contents.format == FORMAT:
            return cls(contents)
        draft = contents.path.with_name(f"{NAME}.new")
        try:
            shutil.copy2(contents.path, _aside(contents.path))
            lines, check = [], ""
            for record in (contents.header, *contents.records):
                line, check = records.write_line(record, check)
                lines.append(line)
            _write_whole(draft, b"".join(lines))
            draft.replace(contents.path)
            sync_folder(contents.path.parent)
        except OSError as error:
            raise failed(contents.path, error) from error
        return cls(read(contents.path))

    def append(self, record: BaseModel) -> None:
        """Write one more line; it is on the disk when this returns. SaveError where it could not be."""
        line, check = records.write_line(record, self._check)
        line = line if self._finished else b"\n" + line
        if self._file is None:
            raise SaveError(self.path, "the game is closed", "open it again")
        turns = self._turns + isinstance(record, Signed)
        if self._size + len(line) > LARGEST or self._lines >= MOST_LINES or turns > MOST_TURNS:
            raise SaveError(self.path, "this game's journal has reached its greatest length", "start another game")
        try:
            self._file.truncate(self._size)  # what a crash or a full disk left behind the last whole line
            self._file.seek(self._size)
            _write_all(self._file, line)
            os.fsync(self._file.fileno())
        except OSError as error:
            self._cut()
            raise failed(self.path, error) from error
        self._size += len(line)
        self._lines += 1
        self._turns = turns
        self._check, self._finished = check, True

    def close(self) -> None:
        """Let go of the file; a closed journal takes no more lines."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _cut(self) -> None:
        # If even this fails, the rest of the line is found to be torn by whoever reads next.
        try:
            if self._file is not None:
                self._file.truncate(self._size)
                os.fsync(self._file.fileno())
        except OSError:
            pass


def make_folder(folder: Path) -> None:
    """A folder for a game, made where it is missing; SaveError where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failed(folder, error) from error


def need(path: Path) -> int:
    """The size of a journal that is there, in bytes; SaveError where it is none that we would read."""
    try:
        status = path.stat()
    except OSError as error:
        raise failed(path, error) from error
    if not stat.S_ISREG(status.st_mode):
        raise SaveError(path, "this is not a file", "choose the folder of a saved game")
    if status.st_size > LARGEST:
        megabytes = status.st_size // 2**20
        raise SaveError(path, f"{megabytes} megabytes are more than any saved game has", "choose another game")
    return status.st_size


def sync_folder(folder: Path) -> None:
    """Make a new or renamed name in a folder safe on the disk, where the system knows how."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _bytes(path: Path) -> bytes:
    need(path)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)[:LARGEST]
    except OSError as error:
        raise failed(path, error) from error


def _header(path: Path, line: bytes, upgrades: Mapping[int, Upgrade]) -> tuple[Header, int, str]:
    advice = "choose another game, or put back a copy of this file"
    check = records.whole(line, "")
    if check is None:
        raise SaveError(path, "line 1: this is not a saved game, or its first line is damaged", advice)
    try:
        values = records.read_plain(line)
        found = values.get("format")
        if isinstance(found, int) and found > FORMAT:
            raise SaveError(
                path, f"the game was saved in format {found}; this program reads up to {FORMAT}", "update it"
            )
        if not isinstance(found, int) or any(step not in upgrades for step in range(found, FORMAT)):
            raise SaveError(path, "line 1: its format is not one that was ever used", advice)
        return records.read_header(records.upgraded(values, found, upgrades)), found, check
    except LineError as error:
        raise SaveError(path, f"line 1: {error}", advice) from None


def _harm(line: bytes, *, last: bool, number: int) -> Damage | None:
    # A crash leaves a line without its end, or with the noughts of blocks never written.
    if last and (not line.endswith(b"\n") or b"\0" in line):
        return None
    return Damage(number, "the line was changed or is out of its place")


def _aside(path: Path) -> Path:
    count = 1
    while (aside := path.with_name(f"journal.kept-{count}.jsonl")).exists():
        count += 1
    return aside


def _write_whole(path: Path, text: bytes) -> None:
    with path.open("wb", buffering=0) as file:
        _write_all(file, text)
        os.fsync(file.fileno())


def _write_all(file: BinaryIO, text: bytes) -> None:
    rest = memoryview(text)
    while rest:
        rest = rest[file.write(rest) :]
