"""What a player asks for: small values that a control carries and the app acts on.

An intent with a field `value` is a pattern: the control that carries it (a slider, a field, a
drop-down) sends a copy in which `value` is what the player set.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pick:
    """Choose a tab, a row or a map's layer: kept by the window, unknown to the game."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Goto:
    """Open a screen on top of this one."""

    screen: str


@dataclass(frozen=True, slots=True)
class Back:
    """Close the topmost screen."""


@dataclass(frozen=True, slots=True)
class Home:
    """Leave the game (it is on disk) and show the title."""


@dataclass(frozen=True, slots=True)
class Quit:
    """Close the window."""


@dataclass(frozen=True, slots=True)
class SetScale:
    """Set a scale: `which` is "text" or "interface", `value` a factor from 1 to 2; empty leaves it to the window."""

    which: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class SetStill:
    """Let nothing move by itself, or let it."""

    on: bool


@dataclass(frozen=True, slots=True)
class NewGame:
    """Begin a scenario."""

    scenario: str


@dataclass(frozen=True, slots=True)
class Resume:
    """Take up a saved game; `accept` is how, where it is not what it was: exact, replayed or read."""

    folder: Path
    scenario: str
    accept: str = "exact"


@dataclass(frozen=True, slots=True)
class SetLever:
    """Move a lever in the draft."""

    lever: str
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class SetRegion:
    """Set the share of the harvest taken in one region."""

    region: str
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class ToRule:
    """Leave every region's share to the rule again."""


@dataclass(frozen=True, slots=True)
class Clear:
    """Drop every move of the draft."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Sign the orders: the season is played and stands on disk."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the draft's last move, or the last season."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Take up again what was undone."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Decide an event."""

    event: str
    choice: str


@dataclass(frozen=True, slots=True)
class Decree:
    """Lift the pace of a lever for this year."""

    lever: str


@dataclass(frozen=True, slots=True)
class Lock:
    """Keep a share where it is while others are moved, or no longer."""

    lever: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Choose a quantity of the web of causes."""

    name: str


@dataclass(frozen=True, slots=True)
class Open:
    """Open the page of the quantity that is chosen in the web of causes."""


@dataclass(frozen=True, slots=True)
class Next:
    """Go on from a page that only tells: note, briefing, account, war."""


@dataclass(frozen=True, slots=True)
class Why:
    """Ask how a figure came about: a reading, its year (the last known one where it is nought), its region."""

    reading: str
    year: int = 0
    region: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """Open the equation of a quantity, or of what a cause is made of."""

    quantity: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the same of another reading, year, region or run: `part` says of which."""

    part: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Unwind:
    """One step back along the causes followed; from the first of them to the screen one came from."""


Intent = object
