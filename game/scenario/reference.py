"""References: by what a scenario is found again, also from a saved game.

It is the scenario's id, and behind it a lens where one is used (`great_break@tauger`).
"""

from typing import Final

MARK: Final = "@"


def joined(scenario: str, lens: str) -> str:
    """The reference of a scenario seen through a lens; its id alone where there is none."""
    return f"{scenario}{MARK}{lens}" if lens else scenario


def parted(reference: str) -> tuple[str, str]:
    """The scenario and the lens of a reference; "" for no lens. A path is no reference and stays whole."""
    if "/" in reference:
        return reference, ""
    scenario, _, lens = reference.partition(MARK)
    return scenario, lens
