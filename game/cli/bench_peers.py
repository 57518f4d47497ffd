"""The peers' part of `bench`: other people's models of this kind, run beside ours in the same minutes.

Only a checkout can run them (`tests/bench/peers.py`, extra `bench`): a toy for another tool has no place in
the package. Where they cannot be run the table says so, and nothing fails.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
SCRIPT: Final = Path("tests/bench/peers.py")
NAMES: Final = ("pyworld3", "pysd")
HEADS: Final = ("figure", "ours / pyworld3", "ours / PySD", "", "ours", "pyworld3", "PySD")
NOTE: Final = "A rate above 1 and a time or a memory below 1 are to our credit."


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of every program, in its unit; `None` where a peer has no such thing."""

    name: str
    unit: str
    ours: float
    pyworld3: float | None = None
    pysd: float | None = None

    def ratio(self, peer: str) -> float | None:
        """Ours to the peer's; None where either has none."""
        theirs = getattr(self, peer)
        return self.ours / theirs if theirs and self.ours else None


@dataclass(frozen=True, slots=True)
class Peers:
    """What the programs told of themselves, and of each that told nothing why."""

    told: Mapping[str, Mapping[str, Any]]
    absent: Mapping[str, str]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The comparison; empty where ours could not be run in the same way."""
        if "ours" not in self.told:
            return ()
        return (
            self.row("country-years a second, one future", "1/s", "one"),
            self.row("country-years a second, 1 000 futures", "1/s", "many"),
            self.row("region-years a second, 1 000 futures", "1/s", "many", of_regions=True),
            self.row("1 000 futures of 1928-41 played anew", "s", "answer"),
            self.row("start of Python, import, load of the model", "s", "opened"),
            self.row("the same and a first run", "s", "first"),
            self.row("most memory, one future", "MiB", "memory_one"),
            self.row("most memory, 1 000 futures", "MiB", "memory_many"),
            self.row("variables (stocks and flows)", "", "variables"),
        )

    def row(self, name: str, unit: str, key: str, *, of_regions: bool = False) -> Row:
        """One figure; where it is of regions, only programs that have some show it, each as often as it has."""

        def value(who: str) -> float | None:
            told = self.told.get(who)
            if told is None or (of_regions and told["regions"] < 2):
                return None
            return float(told[key]) * (told["regions"] if of_regions else 1)

        return Row(name, unit, value("ours") or 0.0, value("pyworld3"), value("pysd"))

    def cells(self) -> list[tuple[str, ...]]:
        """The comparison as cells of a table, ratios before figures."""
        return [
            (
                row.name,
                *(text(row.ratio(peer), missing="") for peer in NAMES),
                row.unit,
                *(text(value) for value in (row.ours, row.pyworld3, row.pysd)),
            )
            for row in self.rows
        ]


def peers() -> Peers:
    """Run them all; takes half a minute."""
    if not (ROOT / SCRIPT).exists():
        return Peers({}, dict.fromkeys(NAMES, "is run from a checkout alone"))
    module = ".".join(SCRIPT.with_suffix("").parts)
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", module],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout) if done.returncode == 0 else dict.fromkeys(NAMES, "could not be run")
    return Peers(
        {name: told for name, told in found.items() if isinstance(told, dict)},
        {name: told for name, told in found.items() if isinstance(told, str)},
    )


def text(value: float | None, missing: str = "-") -> str:
    """A figure with three digits that count, at the least two of a small one."""
    if value is None:
        return missing
    digits = next((digits for digits, least in enumerate((100, 10, 1, 0.1)) if value >= least), 4)
    return f"{value:,.{digits}f}".replace(",", " ")
