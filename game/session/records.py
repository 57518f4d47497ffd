"""Records: what a journal's lines hold, and how a line proves itself whole.

A line is one JSON object that ends in its own checksum, which also covers the checksum of the line
before: a line that was cut, changed, moved or taken out is found out, and where. A lever that is
unset stands as null, because JSON has no word for not-a-number.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from game.scenario.reference import joined

FORMAT: Final = 1

# A line that we write has some two thousand characters; a game fully played has some fifty lines.
LONGEST_LINE = 64 * 1024

_SUM = ',"sum":"'
_DIGITS = 16
_TAIL = len(_SUM) + _DIGITS + len('"}')
_LARGEST_WHOLE = 2**53  # JSON's numbers are exact up to here

Count = Annotated[int, Field(ge=0, le=_LARGEST_WHOLE)]
Figure = Annotated[float, Field(allow_inf_nan=False)]
Season = Literal["january", "september"]


class LineError(ValueError):
    """A line that is not what it should be; the text says why, in plain words."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Header(_Record):
    """The first line: which game this is, and everything but the orders that decides how it goes."""

    kind: Literal["game"] = "game"
    format: Literal[1] = FORMAT
    scenario: str
    title: str
    first_year: Count
    last_year: Count
    version: str
    fingerprint: str
    model: Count
    seed: Count
    luck: Literal["history", "drawn"]
    nickname: str
    created: str
    lens: str = ""

    @property
    def reference(self) -> str:
        """By what the scenario is found again: its id, and the lens through which the game is played."""
        return joined(self.scenario, self.lens)


class Signed(_Record):
    """A turn signed: its place in the tree, its orders in full, and key figures of the world it led to."""

    kind: Literal["order"] = "order"
    node: Count
    parent: Count
    year: Count
    season: Season
    scripted: bool  # a plan's own decrees held
    levers: dict[str, Figure | None]
    by_region: dict[str, Figure | None]
    choices: dict[str, str]
    decrees: tuple[str, ...]
    world: dict[str, Figure]


class Moved(_Record):
    """A step through the tree, and the node on which the player stands after it."""

    kind: Literal["undo", "redo", "goto"]
    node: Count


class Accepted(_Record):
    """The player went on although model or scenario had changed: what holds from here on."""

    kind: Literal["accepted"] = "accepted"
    version: str
    fingerprint: str
    model: Count


Record = Annotated[Signed | Moved | Accepted, Field(discriminator="kind")]
_RECORD: TypeAdapter[Signed | Moved | Accepted] = TypeAdapter(Record)

Plain = dict[str, Any]
Upgrade = Callable[[Plain], Plain]

# From format n to n + 1, one line at a time, the header among them. Format 1 is the first.
UPGRADES: Mapping[int, Upgrade] = MappingProxyType({})


def write_line(record: BaseModel, before: str) -> tuple[bytes, str]:
    """A record as a line of the journal, with its checksum, given that of the line before."""
    body = json.dumps(record.model_dump(mode="json"), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    check = _checksum(body.encode(), before)
    return f'{body[:-1]}{_SUM}{check}"}}\n'.encode(), check


def whole(line: bytes, before: str) -> str | None:
    """The checksum of a line that is whole and in its place; None of one that is not."""
    line = line.removesuffix(b"\n")
    body, tail = line[:-_TAIL] + b"}", line[-_TAIL:]
    check = _checksum(body, before)
    return check if tail == f'{_SUM}{check}"}}'.encode() else None


def read_plain(line: bytes) -> Plain:
    """The plain values of a whole line without its checksum; LineError where it is no such thing."""
    if len(line) > LONGEST_LINE:
        raise LineError(f"the line has {len(line)} characters, more than any that the game writes")
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise LineError("the line is not what the game writes") from None
    if not isinstance(values, dict):
        raise LineError("the line is not what the game writes")
    values.pop("sum", None)
    return values


def read_header(values: Plain) -> Header:
    """The first record of a journal; LineError where a value is missing, stray or of the wrong kind."""
    try:
        return Header.model_validate_json(json.dumps(values))
    except ValidationError as error:
        raise _plainly(error) from None


def read_record(values: Plain) -> Signed | Moved | Accepted:
    """Any later record of a journal; LineError where a value is missing, stray or of the wrong kind."""
    try:
        return _RECORD.validate_json(json.dumps(values))
    except ValidationError as error:
        raise _plainly(error) from None


def upgraded(values: Plain, found: int, upgrades: Mapping[int, Upgrade] = UPGRADES, goal: int = FORMAT) -> Plain:
    """A line of an older format as today's: every upgrade from the format found to the goal, in order."""
    for step in range(found, goal):
        values = upgrades[step](values)
    return values


def unset_as_null(values: Mapping[str, float]) -> dict[str, float | None]:
    """Lever values as a journal holds them, not-a-number (unset) as null."""
    return {name: None if math.isnan(value) else float(value) for name, value in values.items()}


def null_as_unset(values: Mapping[str, float | None]) -> dict[str, float]:
    """Lever values as orders hold them, null as not-a-number (unset)."""
    return {name: math.nan if value is None else value for name, value in values.items()}


def _checksum(body: bytes, before: str) -> str:
    return hashlib.sha256(before.encode() + body).hexdigest()[:_DIGITS]


def _plainly(error: ValidationError) -> LineError:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(step) for step in first["loc"])
    return LineError(f"{where or 'the line'}: {first['msg'][:200]}")
