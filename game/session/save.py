"""The folder of games: where it is, what is in it, and what a new game's folder is called.

Each game has a folder of its own with a name that a person can read. Listing reads every journal but
plays none, so that a hundred games show at once; a game that cannot be read is listed with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_data_path

from game.session import journal
from game.session.history import START
from game.session.journal import SaveError, failed
from game.session.records import Header, Moved, Signed


@dataclass(frozen=True, slots=True)
class Saved:
    """A line of the list of games; `trouble` says why one cannot be read, empty where it can.

    `year` and `season` (january, september, over) are where the game stands; a game that cannot be read
    bears the name of its folder, and the year 0.
    """

    folder: Path
    title: str
    scenario: str
    nickname: str
    year: int
    season: str
    turns: int
    changed: datetime
    trouble: str = ""

    @property
    def readable(self) -> bool:
        return not self.trouble


def default_folder() -> Path:
    """Where games are kept unless the player says otherwise."""
    return user_data_path("great-break", appauthor=False) / "games"


def new_folder(games_folder: Path, scenario: str, now: datetime | None = None) -> Path:
    """A folder for a new game, named for the moment and the scenario, that is not there yet."""
    moment = now or datetime.now().astimezone()
    name = f"{moment:%Y-%m-%d-%H%M%S}-{scenario}"
    folder, count = games_folder / name, 1
    while folder.exists():
        count += 1
        folder = games_folder / f"{name}-{count}"
    return folder


def games(folder: Path) -> tuple[Saved, ...]:
    """Every saved game in a folder, the one last played first; none where there is no such folder.

    SaveError where the folder is there but cannot be looked into.
    """
    try:
        folders = sorted(folder.iterdir())
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise failed(folder, error) from error
    listed = [saved for each in folders if (saved := _saved(each / journal.NAME)) is not None]
    return tuple(sorted(listed, key=lambda saved: (saved.changed, saved.folder.name), reverse=True))


def _saved(path: Path) -> Saved | None:
    changed = datetime.fromtimestamp(0, tz=UTC)
    try:
        if not path.exists():  # a file of another kind, or a game of which nothing was ever signed
            return None
        changed = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
        contents = journal.read(path)
    except OSError as error:
        return _unreadable(path, changed, failed(path, error))
    except SaveError as error:
        return _unreadable(path, changed, error)
    header = contents.header
    signed = {record.node: record for record in contents.records if isinstance(record, Signed)}
    at = next((record.node for record in reversed(contents.records) if isinstance(record, Signed | Moved)), START)
    year, season = _after(signed[at], header) if at in signed else (header.first_year, "january")
    return Saved(path.parent, header.title, header.scenario, header.nickname, year, season, len(signed), changed)


def _after(last: Signed, header: Header) -> tuple[int, str]:
    if last.season == "january":
        return last.year, "september"
    return last.year + 1, "january" if last.year < header.last_year else "over"


def _unreadable(path: Path, changed: datetime, error: SaveError) -> Saved:
    trouble = f"{error.what}; {error.advice}"
    return Saved(path.parent, path.parent.name, "", "", 0, "", 0, changed, trouble)
