"""The cloud: parameter vectors that the record allows, a row each, as `cloud.csv` holds them.

The columns are names of what a fit may move (`living.starving_below`, `collections.bias.ukraine`,
`weather.residual.1931`). The header is read with the scenario; the figures, which are many, when a
future first asks for them. A figure that a scenario has settled for itself, or a region or year that
it does not play, is left out; what may be moved and has no column keeps its value.
"""

import io
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from game.model.quantity import Array
from game.scenario.problem import Problem, ScenarioError
from game.scenario.read import Document, nearest
from game.scenario.records import Free
from game.scenario.scalar import shorten

NAME: Final = "cloud.csv"
MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 1000
ROUNDED: Final = 1e-4
"""Share of a bound by which a figure may pass it: five digits are written."""
HINT: Final = "draw it again with `python main.py lab cloud`"


class Cloud:
    """The vectors of a scenario: `free` names the columns that count, `rows` holds them, (M, P)."""

    def __init__(self, shown: str, lines: Sequence[str], free: tuple[Free, ...], columns: tuple[int, ...]) -> None:
        self.shown = shown
        self.free = free
        self._lines = lines
        self._columns = columns

    @cached_property
    def rows(self) -> Array:
        """The figures, read-only; ScenarioError with the line where one cannot be used."""
        if not self._lines:
            raise self._wrong(1, "has no row of figures")
        if len(self._lines) > MOST_ROWS:
            raise self._wrong(MOST_ROWS + 1, f"has more than {MOST_ROWS} rows")
        try:
            text = io.StringIO("\n".join(self._lines))
            found: Array = np.loadtxt(text, delimiter=",", ndmin=2, usecols=self._columns, comments=None)
        except ValueError:
            raise self._unread() from None
        low, high = (np.array([getattr(each, end) for each in self.free]) for end in ("low", "high"))
        slack = ROUNDED * np.maximum(np.abs(low), np.abs(high))
        wrong = ~((found >= low - slack) & (found <= high + slack))  # not-a-number too
        if wrong.any():
            row, column = (int(at) for at in np.argwhere(wrong)[0])
            each = self.free[column]
            text_of = f"{each.name} is {found[row, column]:g}; between says {each.low:g} to {each.high:g}"
            raise self._wrong(row + 2, text_of)
        found = np.clip(found, low, high)
        found.flags.writeable = False
        return found

    def _unread(self) -> ScenarioError:
        """The first line that holds anything but as many numbers as the header has names."""
        for number, line in enumerate(self._lines, start=2):
            cells = line.split(",")
            if len(cells) <= max(self._columns):
                return self._wrong(number, f"has {len(cells)} figures, fewer than the header has names")
            for cell in cells:
                try:
                    float(cell)
                except ValueError:
                    return self._wrong(number, f"{shorten(cell)} is not a number")
        return self._wrong(2, "cannot be read as figures")

    def _wrong(self, line: int, text: str) -> ScenarioError:
        return ScenarioError([Problem(self.shown, line, 1, "", text, HINT)])


def build(
    document: Document, text: str, free: Sequence[Free], paths: Collection[str], *, inherited: bool
) -> Cloud | None:
    """The cloud that a text holds; None once a problem of its header is noted, or where no column counts.

    `paths` are those of every figure that the model has. An inherited cloud may name regions and years
    that this scenario does not have.
    """
    header, *lines = text.splitlines() or [""]
    names = [name.strip() for name in header.split(",")]
    if len(names) > MOST_COLUMNS or len(set(names)) < len(names):
        document.add(1, 1, "", "names a column twice, or too many of them", HINT)
        return None
    known = {each.name: each for each in free}
    columns: list[int] = []
    for at, name in enumerate(names):
        if name in known:
            columns.append(at)
        elif not inherited and not any(name == path or name.startswith(f"{path}.") for path in paths):
            document.add(1, 1, shorten(name), "the model has nothing of this name", nearest(name, known) or HINT)
    if not columns or document.problems:
        return None
    return Cloud(document.shown, lines, tuple(known[names[at]] for at in columns), tuple(columns))
